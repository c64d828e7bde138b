"""Two check-ups of one company side by side: what changed, and score, grade and coverage then and now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from casework.cases.models import Case
from casework.cases.work import Work, query
from casework.checkup.catalogue import Item
from casework.checkup.history.change import Change, Line, Picture, lines
from casework.checkup.history.issued import issued_cases, signed_on
from casework.checkup.history.printed import Figures, figures, points
from casework.checkup.queries import (
    Given,
    answers,
    findings,
    pinned_catalogue,
    tailored,
)
from casework.checkup.scoring import ScoringScheme
from casework.checkup.scoring import score as computed
from casework.checkup.verdict import Verdict
from casework.errors import InputError


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two check-ups."""

    number: str
    day: date  #: of the signed report; of a running check-up, today
    issued: bool
    catalogue: str  #: its title
    version: str  #: of the catalogue
    asked: int  #: items tailored
    figures: Figures


@dataclass(frozen=True, slots=True)
class Comparison:
    """An earlier check-up and a later one of the same company."""

    enterprise: str
    then: Side
    now: Side
    lines: tuple[Line, ...]
    remarks_of_scope: tuple[str, ...]  #: why the figures do not simply compare: 口径不同
    remarks_of_state: tuple[str, ...]  #: which of both is not signed yet
    #: both scored on the items that both judged, by one scheme; None where there are none
    same_items: tuple[int, str, str] | None

    counts: Mapping[Change, int] = field(init=False)

    def __post_init__(self) -> None:
        told = {kind: sum(line.change is kind for line in self.lines) for kind in Change}
        object.__setattr__(self, "counts", told)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be known before the figures are compared."""
        return (*self.remarks_of_scope, *self.remarks_of_state)

    def headline(self) -> str:
        """Return how many findings are new, again, worse, put right and not looked at, in a sentence."""
        told = "、".join(f"{kind}{count}项" for kind, count in self.counts.items() if count)
        return f"与{self.then.number}相比：{told or '两次都没有发现问题'}。"


@query
def compare(work: Work, case: Case, *, other: Case | None = None) -> Comparison | None:
    """Return *case* beside *other*, by default beside the company's latest report before it; None if none.

    The earlier of the two is ``then``, whichever was named.

    Raises:
        InputError: the other is no check-up of the same company, or the same case.
    """
    work.ask("看", case)
    if other is None:
        other = earlier(work, case)
        if other is None:
            return None
    work.ask("看", other)
    same = (other.kind, other.enterprise_id) == ("checkup", case.enterprise_id)
    if not same or other.id == case.id:
        wrong = (
            f"{other.number} 不是“{case.enterprise.name}”的另一次体检，不能与 {case.number} 对比。"
        )
        raise InputError.one("other", wrong)
    first, second = sorted((case, other), key=lambda one: (*_day(work, one), one.id))
    return _beside(work, *(_told(work, one) for one in (first, second)))


def in_turn(work: Work, signed: Iterable[Case]) -> dict[int, Comparison]:
    """Return by case id each check-up beside the one before it, the first aside; each is read once.

    *signed*: check-ups of one company in the order of their reports; the caller asked about access.
    """
    told = [(case.id, _told(work, case)) for case in signed]
    return {later: _beside(work, one, two) for (_id, one), (later, two) in pairwise(told)}


@query
def earlier(work: Work, case: Case) -> Case | None:
    """Return the company's check-up whose report was signed last before this one's, or before today."""
    work.ask("看", case)
    until, _issued = _day(work, case)
    found = [
        one
        for one, day in issued_cases(work, case.enterprise)
        if one.id != case.id and (day < until or (day == until and one.id < case.id))
    ]
    return found[-1] if found else None


def _day(work: Work, case: Case) -> tuple[date, bool]:
    """Return the day of the signed report, or today; and whether there is one."""
    day = signed_on(work, case)
    return (day, True) if day else (work.today, False)


@dataclass(frozen=True, slots=True)
class _Told:
    """A check-up read once: what was found and what its report says."""

    picture: Picture
    side: Side
    enterprise: str


def _told(work: Work, case: Case) -> _Told:
    seen = picture(work, case)
    return _Told(seen, _side(work, case, seen), case.enterprise.name)


def _beside(work: Work, first: _Told, second: _Told) -> Comparison:
    then, now, sides = first.picture, second.picture, (first.side, second.side)
    return Comparison(
        enterprise=second.enterprise,
        then=sides[0],
        now=sides[1],
        lines=tuple(lines(then, now)),
        remarks_of_scope=tuple(_other_scope(*sides, then, now)),
        remarks_of_state=tuple(
            f"{one.number} 的报告还没有签发，数字按现有结论计算。"
            for one in sides
            if not one.issued
        ),
        same_items=_same_items(work, then, now, sides[1].day),
    )


def picture(work: Work, case: Case) -> Picture:
    """Return a check-up as it is compared."""
    return Picture(
        number=case.number,
        catalogue=pinned_catalogue(work, case),
        items=[item.id for item in tailored(work, case)],
        answers=answers(work, case),
        findings=findings(work, case),
    )


def _side(work: Work, case: Case, seen: Picture) -> Side:
    day, issued = _day(work, case)
    used = seen.catalogue
    told = figures(work, case)
    return Side(case.number, day, issued, used.title, used.version, len(seen.items), told)


def _other_scope(then: Side, now: Side, old: Picture, new: Picture) -> Iterator[str]:
    if old.catalogue.hash != new.catalogue.hash:
        used = (f"《{side.catalogue}》{side.version}版" for side in (then, now))
        yield "口径不同：上次用{}，本次用{}；按检查项编号对应。".format(*used)
    common = len(set(old.items) & set(new.items))
    if set(old.items) != set(new.items):
        yield (
            f"口径不同：上次检查{then.asked}项，本次检查{now.asked}项，两次都查的{common}项；"
            "得分和等级不能直接相减。"
        )


def _same_items(work: Work, old: Picture, new: Picture, day: date) -> tuple[int, str, str] | None:
    """Return how many items both judged, and the scores on those alone by the scheme of *day*."""
    both = [
        one for one in new.items if one in old.items and _judged(old, one) and _judged(new, one)
    ]
    if not both:
        return None
    scheme = ScoringScheme.from_law(work.law, day)
    then, now = (
        points(computed(_items(one, both), _given(one), scheme=scheme)) for one in (old, new)
    )
    return len(both), then, now


def _judged(seen: Picture, item_id: str) -> bool:
    answer = seen.answers.get(item_id)
    return answer is not None and Verdict(answer.verdict).judged


def _items(seen: Picture, ids: list[str]) -> list[Item]:
    return [seen.catalogue.items[one] for one in ids]


def _given(seen: Picture) -> dict[str, Given]:
    return {
        item_id: Given(Verdict(row.verdict), row.red_line_confirmed, row.workers_affected)
        for item_id, row in seen.answers.items()
    }
