"""Delegates and the recorder as values: what the rules about representatives look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from casework.negotiation.side import Side


class Duty(StrEnum):
    """What a delegate is on the own side."""

    CHIEF = "首席"
    MEMBER = "代表"


class ChosenHow(StrEnum):
    """How somebody became a delegate."""

    BY_UNION = "工会选派"
    RECOMMENDED = "民主推荐"
    ELECTED = "选举产生"
    BY_LEGAL_PERSON = "法定代表人指派"
    BY_EMPLOYERS = "企业组织选派"
    ENTRUSTED = "书面委托"


class Office(StrEnum):
    """The office that lets somebody be a chief without a written mandate."""

    UNION_CHAIR = "工会主席"
    UNION_HEAD = "工会主要负责人"  #: in charge while there is no chair
    LEGAL_PERSON = "法定代表人"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Delegate:
    """One representative of one side."""

    name: str
    side: Side
    duty: Duty = Duty.MEMBER
    external: bool = False  #: from outside the enterprise (外聘专业人员)
    woman: bool | None = None  #: None: not recorded
    chosen_how: ChosenHow | None = None
    consent_yes: int | None = (
        None  #: how many of the whole workforce agreed, where there is no union
    )
    workforce: int | None = None  #: the whole workforce that was asked
    mandate: bool = False  #: whether a written mandate is in the file
    office: Office = Office.NONE
    login: str | None = None  #: tells two persons of one name apart


@dataclass(frozen=True, slots=True)
class Recorder:
    """Who keeps the minutes; neutral, chosen by both sides together."""

    name: str
    login: str | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody who is named for a negotiation, and whether there is a union that can name them."""

    delegates: tuple[Delegate, ...]
    recorder: Recorder | None
    has_union: bool

    def of(self, side: Side) -> tuple[Delegate, ...]:
        """Return the delegates of one side, in the order listed."""
        return tuple(one for one in self.delegates if one.side is side)

    def chiefs(self, side: Side) -> tuple[Delegate, ...]:
        """Return the chiefs of one side; right is exactly as many as the rule says."""
        return tuple(one for one in self.of(side) if one.duty is Duty.CHIEF)


def same_person(one: Delegate | Recorder, other: Delegate | Recorder) -> bool:
    """Return whether two entries are one person: one login, or one name and no two logins."""
    if one.login and other.login:
        return one.login == other.login
    return one.name.strip() == other.name.strip()


def named(persons: Sequence[Delegate]) -> str:
    """Return the names with 、 between them."""
    return "、".join(one.name for one in persons)
