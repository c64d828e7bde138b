"""Reads of the field: what is recorded, and which numbers of the practice are not reached yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casework.cases.models import Case
from casework.cases.records import kept
from casework.cases.work import Work, query
from casework.checkup.fieldwork.fields import WORKER
from casework.checkup.models import Interview, Sample, Site, Survey
from casework.checkup.queries import checkup_of
from casework.checkup.sampling import SamplingScheme
from casework.checkup.sampling import interviews as least_interviews
from casework.checkup.sampling import questionnaires as least_questionnaires

#: As many as a site may have of which nobody counted the persons.
_ENOUGH = 1_000


@dataclass(frozen=True, slots=True)
class Least:
    """A least number of interviews: so many of a form of employment, or at a site."""

    what: str  #: a form of employment, or code and name of a site
    have: int
    least: int

    @property
    def lacking(self) -> bool:
        """Return whether more are needed."""
        return self.have < self.least

    def __str__(self) -> str:
        """访谈“劳动关系”劳动者1人，至少应为3人."""
        return f"访谈“{self.what}”的劳动者{self.have}人，至少应为{self.least}人"


@query
def sites(work: Work, case: Case) -> Sequence[Site]:
    """Return the stations of the company that count, by number."""
    work.ask("看", case)
    return kept(work, case, Site)


@query
def draws(work: Work, case: Case) -> Sequence[Sample]:
    """Return the draws that count, by number."""
    work.ask("看", case)
    return kept(work, case, Sample)


@query
def interviews(work: Work, case: Case) -> Sequence[Interview]:
    """Return the interview sheets that count, by number."""
    work.ask("看", case)
    return kept(work, case, Interview)


@query
def surveys(work: Work, case: Case) -> Sequence[Survey]:
    """Return the questionnaires that count, by number."""
    work.ask("看", case)
    return kept(work, case, Survey)


@query
def interviews_needed(work: Work, case: Case) -> tuple[Least, ...]:
    """Return the least number for each form of employment present and each site visited (law-checkup 3.2)."""
    work.ask("看", case)
    return needed(
        checkup_of(work, case).workers,
        sites(work, case),
        interviews(work, case),
        scheme_of(work, case),
    )


def scheme_of(work: Work, case: Case) -> SamplingScheme:
    """Return the numbers the practice proposes at the place of the case today."""
    return SamplingScheme.from_law(work.law, work.today, case.unit.jurisdiction)


def needed(
    workers: Mapping[str, int],
    places: Iterable[Site],
    held: Iterable[Interview],
    scheme: SamplingScheme,
) -> tuple[Least, ...]:
    """Return the least numbers beside those held; only talks with workers without a manager count."""
    counted = [one for one in held if counts(one)]
    by_form = least_interviews(workers, {}, scheme)
    visited = [site for site in places if site.visited_on is not None]
    by_site = least_interviews({}, {site.code: site.persons or _ENOUGH for site in visited}, scheme)
    return (
        *(
            Least(form, sum(one.employment == form for one in counted), number)
            for form, number in by_form.items()
        ),
        *(
            Least(
                f"{site.code} {site.name}",
                sum(one.site == site.code for one in counted),
                by_site[site.code],
            )
            for site in visited
        ),
    )


def counts(one: Interview) -> bool:
    """Return whether an interview counts towards the least numbers: a worker, and no manager there."""
    return one.side == WORKER and one.manager_absent


def too_few_back(one: Survey, scheme: SamplingScheme) -> str:
    """Return the sentence that a questionnaire came back too seldom; "" if often enough."""
    least = least_questionnaires(one.persons, scheme)
    if one.valid >= least:
        return ""
    return f"{one.code}“{one.title}”有效{one.valid}份，应查{one.persons}人至少应为{least}份"


def too_small(one: Sample) -> str:
    """Return the sentence that a draw is smaller than was proposed; "" if it is not."""
    if one.size >= one.proposed:
        return ""
    return f"{one.code}（{one.what}）在{one.total}中抽查{one.size}，建议不少于{one.proposed}"


@query
def lacking(work: Work, case: Case) -> list[str]:
    """Return a sentence for each number of the practice that is not reached: interviews, papers back, draws."""
    work.ask("看", case)
    said = [str(one) for one in interviews_needed(work, case) if one.lacking]
    present = sum(one.side == WORKER and not one.manager_absent for one in interviews(work, case))
    if said and present:
        said.append(f"另有{present}次访谈管理者在场，不计入")
    said += [text for row in draws(work, case) if (text := too_small(row))]
    scheme = scheme_of(work, case)
    return said + [text for row in surveys(work, case) if (text := too_few_back(row, scheme))]
