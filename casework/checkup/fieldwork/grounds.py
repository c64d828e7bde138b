"""What the verdict of an item rests on: draws, interviews, questions; and whether that is enough.

An item whose base is smaller than the practice proposes (law-checkup 3.2) is 未能充分核实: the
reason stands beside the verdict on the card, with the finding and in the report. The verdict stays
the lawyer's, and scoring is not touched.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.cases.models import Case
from casework.cases.work import Work, query
from casework.checkup.catalogue import Item
from casework.checkup.fieldwork.queries import (
    Least,
    draws,
    interviews,
    needed,
    scheme_of,
    sites,
    surveys,
    too_few_back,
    too_small,
)
from casework.checkup.models import Answer, Interview, Sample, Survey
from casework.checkup.queries import checkup_of, items
from casework.checkup.sampling import SamplingScheme, sample_size
from casework.checkup.verdict import Verdict
from casework.errors import NotFound

NOT_ENOUGH = "未能充分核实"
_JUDGED = (Verdict.COMPLIANT, Verdict.PARTIAL, Verdict.NON_COMPLIANT)


@dataclass(frozen=True, slots=True)
class Base:
    """What feeds one item."""

    item_id: str
    samples: tuple[Sample, ...]
    interviews: tuple[Interview, ...]  #: those with a remark on it
    questions: tuple[tuple[Survey, Mapping[str, Any]], ...]
    reasons: tuple[str, ...]  #: why it is too small, a sentence each; empty if it is not
    judged: bool  #: the item has a verdict of the three that are scored

    @property
    def fed(self) -> bool:
        """Return whether anything recorded in the field feeds it."""
        return bool(self.samples or self.interviews or self.questions)

    @property
    def weak(self) -> bool:
        """Return whether its verdict is to be marked 未能充分核实."""
        return self.judged and bool(self.reasons)

    @property
    def sentence(self) -> str:
        """Return the reasons as one sentence: 未能充分核实：…；…。; "" if there is none."""
        return f"{NOT_ENOUGH}：{'；'.join(self.reasons)}。" if self.reasons else ""


@query
def base(work: Work, case: Case, item_id: str) -> Base:
    """Return what the verdict of one item rests on.

    Raises:
        NotFound: the item is not among those tailored for the case.
    """
    work.ask("看", case)
    found = bases(work, case)
    if item_id not in found:
        raise NotFound("检查项", item_id)
    return found[item_id]


@query
def bases(work: Work, case: Case) -> dict[str, Base]:
    """Return the base of every tailored item by id, in the catalogue's order."""
    work.ask("看", case)
    samples, talks, papers = draws(work, case), interviews(work, case), surveys(work, case)
    workers = checkup_of(work, case).workers
    scheme = scheme_of(work, case)
    least = needed(workers, sites(work, case), talks, scheme)
    return {
        item.id: _base(item, answer, samples, talks, papers, _of_item(item, workers, least), scheme)
        for item, answer in items(work, case)
    }


@query
def weak_items(work: Work, case: Case) -> dict[str, Base]:
    """Return by id the items whose verdict stands on too small a base."""
    work.ask("看", case)
    return {item_id: one for item_id, one in bases(work, case).items() if one.weak}


def _of_item(item: Item, workers: Mapping[str, int], least: Sequence[Least]) -> list[Least]:
    """Return the least numbers that matter to an item: its forms of employment, and all sites."""
    others = set(workers) - set(item.forms(workers))
    return [one for one in least if one.what not in others]


def _base(
    item: Item,
    answer: Answer | None,
    draws: Sequence[Sample],
    talks: Sequence[Interview],
    papers: Sequence[Survey],
    least: Sequence[Least],
    scheme: SamplingScheme,
) -> Base:
    mine = tuple(one for one in draws if item.id in one.items)
    spoken = tuple(one for one in talks if item.id in one.remarks)
    asked = tuple((row, q) for row in papers for q in row.questions if item.id in q["items"])
    reasons = [*_small_draws(mine), *_small_numbers(answer, mine, scheme)]
    if spoken:
        reasons += [str(one) for one in least if one.lacking]
    reasons += _few_papers([row for row, _question in asked], scheme)
    judged = answer is not None and Verdict(answer.verdict) in _JUDGED
    return Base(item.id, mine, spoken, asked, tuple(dict.fromkeys(reasons)), judged)


def _small_draws(draws: Sequence[Sample]) -> Iterator[str]:
    """Yield a sentence for each draw that is too small and that no larger, sufficient one makes up for."""
    for row in draws:
        made_up = any(
            one.what == row.what and one.size >= one.proposed and one.total >= row.total
            for one in draws
        )
        if not made_up and (text := too_small(row)):
            yield text


def _small_numbers(
    answer: Answer | None, draws: Sequence[Sample], scheme: SamplingScheme
) -> Iterator[str]:
    """Yield the sentence about n of N that was typed into the answer and is of no recorded draw."""
    if answer is None or answer.sampled is None:
        return
    total = answer.sampled if answer.sampled_of is None else answer.sampled_of
    if any(answer.seed == one.seed and answer.sampled == one.size for one in draws):
        return
    proposed = sample_size(total, scheme)
    if answer.sampled < proposed:
        yield f"在{total}中抽查{answer.sampled}，建议不少于{proposed}"


def _few_papers(rows: Sequence[Survey], scheme: SamplingScheme) -> Iterator[str]:
    """Yield the sentences about questionnaires, if none of those that asked came back often enough."""
    told = [too_few_back(row, scheme) for row in rows]
    if all(told):
        yield from told
