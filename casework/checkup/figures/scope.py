"""What the statistics look at: the check-ups of a unit with their standing steps, read for all at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from casework.cases.history import MOVING, Standing, standing
from casework.cases.models import Case, EnterpriseVersion, Entry, Mover, Stream, Unit
from casework.cases.view import table_of
from casework.cases.work import Work
from casework.checkup.models import Checkup, Finding
from casework.checkup.models.finding import WITHDRAWN

_DECIDING = (*MOVING, "correct", "reverse")


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included."""

    from_on: date
    until_on: date

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on


@dataclass(frozen=True, slots=True)
class Moved:
    """What moves inside a case (a finding, a notice) with its standing steps."""

    row: Mover
    steps: Sequence[Standing]

    def last(self, *names: str) -> Standing | None:
        """Return the last standing step of one of these names."""
        return next((one for one in reversed(self.steps) if one.step in names), None)


@dataclass(frozen=True, slots=True)
class Examined:
    """A check-up with everything that is counted of it."""

    case: Case
    cut: Checkup
    steps: Sequence[Standing]
    findings: Sequence[Finding]  #: those the report tells
    movers: Mapping[str, Sequence[Moved]]  #: by sort
    region: str  #: of the company's file on the day of the report

    @property
    def signed_on(self) -> date | None:
        """The day of 签发, or None."""
        return next((one.occurred_on for one in reversed(self.steps) if one.step == "issue"), None)

    @property
    def number(self) -> str:
        """The number of the case."""
        return self.case.number

    @property
    def workers(self) -> int:
        """Workers over all forms of employment, as the check-up was cut to them."""
        return sum(int(number) for number in self.cut.workers.values())


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which check-ups are counted; what is empty narrows nothing."""

    unit: Unit | None = None  #: this one and those below it
    role: str = ""  #: the role the company was examined in
    sector: str = ""  #: one of the sectors it was examined for

    def fits(self, cut: Checkup) -> bool:
        """Return whether a check-up was cut to that role and that sector."""
        return self.role in {"", cut.party} and (not self.sector or self.sector in cut.sectors)

    def __str__(self) -> str:
        """云河市总工会，合作用工企业，快递."""
        whose = self.unit.name if self.unit else "看得到的全部单位"
        return "，".join(part for part in (whose, self.role, self.sector) if part)


def examined(work: Work, period: Period, only: Narrowed) -> list[Examined]:
    """Return the visible check-ups among *only* those in which something happened in *period*."""
    conditions = [Case.kind == "checkup", work.visible("看", Case), _touched(period)]
    if only.unit is not None:
        below = select(Unit.id).where(Unit.path.startswith(only.unit.path, autoescape=True))
        conditions.append(Case.unit_id.in_(below))
    found = work.session.execute(
        select(Case, Checkup)
        .join(Checkup, Checkup.case_id == Case.id)
        .where(*conditions)
        .order_by(Case.id)
        .options(joinedload(Case.enterprise))
    )
    cuts = {case: cut for case, cut in found if only.fits(cut)}
    rows = _rows(work, [case.id for case in cuts])
    movers = _movers(work, cuts, rows)
    versions = _versions(work, {case.enterprise_id for case in cuts})
    return [_examined(work, case, cut, rows, movers, versions) for case, cut in cuts.items()]


def _touched(period: Period) -> ColumnElement[bool]:
    """Return the condition that a case has a row of the period, or one whose day was corrected."""
    happened = Entry.occurred_on.between(period.from_on, period.until_on)
    return exists().where(
        Stream.subject_kind == "case",
        Stream.subject_id == Case.id,
        Entry.stream_id == Stream.id,
        or_(happened, Entry.verb == "correct"),
    )


def _rows(work: Work, ids: Sequence[int]) -> dict[tuple[int, str], list[Entry]]:
    """Return the deciding rows by case id and subject, in order."""
    found = work.session.execute(
        select(Stream.subject_id, Entry)
        .join(Stream, Stream.id == Entry.stream_id)
        .where(
            and_(Stream.subject_kind == "case", Stream.subject_id.in_(ids)),
            Entry.verb.in_(_DECIDING),
        )
        .order_by(Entry.stream_id, Entry.seq)
        .options(selectinload(Entry.facts), joinedload(Entry.actor))
    )
    told: dict[tuple[int, str], list[Entry]] = {}
    for case_id, entry in found:
        told.setdefault((case_id, entry.subject), []).append(entry)
    return told


def _movers(
    work: Work, cases: Iterable[Case], rows: Mapping[tuple[int, str], list[Entry]]
) -> dict[int, dict[str, list[Moved]]]:
    told: dict[int, dict[str, list[Moved]]] = {}
    ids = [case.id for case in cases]
    for sort, kind in work.kinds["checkup"].movers.items():
        model = kind.model
        own = select(model).where(model.case_id.in_(ids))
        for row in work.session.scalars(own.order_by(model.case_id, model.number)):
            steps = standing(table_of(work, row), rows.get((row.case_id, row.subject), ()))
            told.setdefault(row.case_id, {}).setdefault(sort, []).append(Moved(row, steps))
    return told


def _versions(work: Work, companies: set[int]) -> dict[int, list[EnterpriseVersion]]:
    told: dict[int, list[EnterpriseVersion]] = {}
    for row in work.session.scalars(
        select(EnterpriseVersion)
        .where(EnterpriseVersion.enterprise_id.in_(companies))
        .order_by(EnterpriseVersion.data_as_of, EnterpriseVersion.version)
    ):
        told.setdefault(row.enterprise_id, []).append(row)
    return told


def _examined(
    work: Work,
    case: Case,
    cut: Checkup,
    rows: Mapping[tuple[int, str], list[Entry]],
    movers: Mapping[int, Mapping[str, list[Moved]]],
    versions: Mapping[int, list[EnterpriseVersion]],
) -> Examined:
    steps = standing(table_of(work, case), rows[case.id, ""])
    moved = movers.get(case.id, {})
    found = [
        one.row
        for one in moved.get(Finding.sort, ())
        if isinstance(one.row, Finding) and one.row.state != WITHDRAWN
    ]
    day = next((one.occurred_on for one in reversed(steps) if one.step == "issue"), case.opened_on)
    region = next(_regions(versions[case.enterprise_id], day))
    return Examined(case, cut, steps, found, moved, region)


def _regions(versions: Sequence[EnterpriseVersion], day: date) -> Iterator[str]:
    """Yield the region the file gave on that day, as the report printed it; else that of the first version."""
    fitting = [one for one in versions if one.data_as_of <= day] or versions[:1]
    yield str(fitting[-1].content["region"])
