"""What a step declares about itself, as frozen values: facts, evidence, clocks, and the step.

Nothing here reads a file or a clock; :mod:`.table` reads the values from TOML, :mod:`.check` says
whether they make sense together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

#: ``from``: every state that is not final (and is not the target itself).
ANYWHERE = "*"
#: ``to``: the state does not change.
STAY = "@stay"
#: ``to``: back to the state before the step that led here (恢复).
BEFORE = "@before"
#: What a clock may start from besides a fact: the day the step itself took place.
OCCURRED_ON = "occurred_on"


class Kind(StrEnum):
    """What a fact holds. Members equal their TOML word: ``fact.kind == "date"``."""

    TEXT = "text"
    LONGTEXT = "longtext"
    DATE = "date"
    INT = "int"
    NUMBER = "number"
    MONEY = "money"
    FLAG = "flag"
    CHOICE = "choice"
    PERSON = "person"  #: anybody, by name
    COLLEAGUE = "colleague"  #: somebody with a login here; the name is looked up

    @property
    def label(self) -> str:
        """Return the Chinese word for it."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    Kind.TEXT: "文字",
    Kind.LONGTEXT: "长文字",
    Kind.DATE: "日期",
    Kind.INT: "整数",
    Kind.NUMBER: "数值",
    Kind.MONEY: "金额",
    Kind.FLAG: "是或否",
    Kind.CHOICE: "选择",
    Kind.PERSON: "人员",
    Kind.COLLEAGUE: "本系统人员",
}

#: Who may see a fact: only the union, only what the employer gave, or both.
SIDES = ("union", "employer", "shared")
#: How a fact is protected: business, personal, sensitive personal (个人信息保护法第二十八条).
DATA_CLASSES = ("business", "personal", "sensitive")


def holds(condition: Mapping[str, object] | None, facts: Mapping[str, object]) -> bool:
    """Say whether every fact named in *condition* has one of the values given; none never holds."""
    if not condition:
        return False
    return all(_matches(facts.get(name), wanted) for name, wanted in condition.items())


def _matches(value: object, wanted: object) -> bool:
    accepted = wanted if isinstance(wanted, list | tuple) else (wanted,)
    return any(item in accepted for item in value) if isinstance(value, list) else value in accepted


def _spread(condition: Mapping[str, object] | None) -> Mapping[str, object] | None:
    if condition is None:
        return None
    return MappingProxyType(
        {name: tuple(v) if isinstance(v, list | tuple) else (v,) for name, v in condition.items()}
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a step asks for: a field of its form, an option of its command."""

    name: str
    label: str
    kind: Kind
    required: bool = False
    many: bool = False
    options: tuple[str, ...] = ()  #: what a choice offers
    #: ``{fact: value}`` or ``{fact: [values]}``, kept as ``{fact: (values)}``; all must match.
    required_when: Mapping[str, object] | None = field(default=None, hash=False)
    help: str = ""
    side: str = "union"
    data_class: str = "business"
    in_future: bool = False  #: only then may a date lie after today
    not_before: str = ""  #: a date fact of the same step that this date must not precede

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", Kind(self.kind))
        object.__setattr__(self, "required_when", _spread(self.required_when))

    def is_required(self, facts: Mapping[str, object]) -> bool:
        """Say whether it must be given beside the typed values *facts*."""
        return self.required or holds(self.required_when, facts)


@dataclass(frozen=True, slots=True)
class EvidenceSlot:
    """A kind of paper that proves the step, such as a 送达回证."""

    name: str
    label: str
    required: bool = False
    many: bool = True
    required_when: Mapping[str, object] | None = field(
        default=None, hash=False
    )  #: as in :class:`Fact`

    def __post_init__(self) -> None:
        object.__setattr__(self, "required_when", _spread(self.required_when))

    def is_required(self, facts: Mapping[str, object]) -> bool:
        """Say whether the paper must be there beside the typed values *facts*."""
        return self.required or holds(self.required_when, facts)


@dataclass(frozen=True, slots=True)
class ClockSpec:
    """A period that the step sets running; :mod:`casework.law` knows how long it is."""

    name: str
    of: str  #: what the period is for, in Chinese: 书面回应期限
    rule: str  #: key of the rule
    starts: str  #: the date fact of this step whose day starts it, or ``occurred_on``
    closed_by: tuple[str, ...]  #: steps whose taking ends it
    party: str = ""  #: who has to act in time, in Chinese: 企业
    #: an int fact of the same step that sets how long it is, where no article does (the rule is a practice)
    length: str = ""
    #: facts of the same step with which it runs, as in :class:`Fact`; without, it always does
    when: Mapping[str, object] | None = field(default=None, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "when", _spread(self.when))

    def runs(self, facts: Mapping[str, object]) -> bool:
        """Say whether the step sets it running beside the typed values *facts*."""
        return self.when is None or holds(self.when, facts)


@dataclass(frozen=True, slots=True)
class Extends:
    """A clock that the step prolongs, by the number in one of its facts."""

    clock: str
    fact: str  #: an int fact of the same step
    unit: str = ""  #: day, working_day or month; empty: the unit of the clock's rule


@dataclass(frozen=True, slots=True)
class State:
    """Where a case can be."""

    name: str
    label: str
    final: bool = False
    aside: bool = False  #: drawn below the main line: 中止, 终止
    help: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table: everything that is known about a step before anybody takes it."""

    name: str
    label: str
    act: str  #: what kind of act it is (编、提交、审核、签发 …); the policy says who may do it
    sources: tuple[str, ...]  #: states it can be taken in; empty for the opening step
    target: str  #: a state, :data:`STAY` or :data:`BEFORE`
    facts: tuple[Fact, ...] = ()
    evidence: tuple[EvidenceSlot, ...] = ()
    guards: tuple[str, ...] = ()
    clocks: tuple[ClockSpec, ...] = ()
    documents: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    law: str = ""
    practice: str = ""  #: the reason, where no article asks for the step
    note: str = ""
    help: str = ""
    pauses_clocks: bool = False
    resumes_clocks: bool = False
    extends: Extends | None = None
    anywhere: bool = False  #: written as ``from = ["*"]``
    along: str = ""  #: what it follows from, in Chinese: nobody takes it, corrects it or reverses it by itself

    @property
    def stays(self) -> bool:
        """Say whether it leaves the state as it is."""
        return self.target == STAY

    @property
    def returns(self) -> bool:
        """Say whether it goes back to where the case was before."""
        return self.target == BEFORE

    def fact(self, name: str) -> Fact | None:
        """Return the declared fact of that name, or None."""
        return next((fact for fact in self.facts if fact.name == name), None)
