"""Judging the rows of a returned 自查表, with the check that keeps a company's answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casework.checkup.catalogue import Catalogue, Item
from casework.checkup.selfcheck.answering import LABELS, checked_self
from casework.checkup.selfcheck.verdict import SelfVerdict
from casework.checkup.sheet.fields import Fields, RawRow, outcome
from casework.checkup.sheet.preview import RowResult
from casework.checkup.sheet.rows import found_items
from casework.checkup.sheet.self_layout import SELF_COLUMNS
from casework.checkup.sheet.values import SelfValues, digest

_WANTS_FACTS = frozenset(
    {SelfVerdict.PARTIAL, SelfVerdict.NON_COMPLIANT, SelfVerdict.NOT_APPLICABLE}
)


def self_rows(
    raw: Iterable[RawRow],
    catalogue: Catalogue,
    items: Sequence[Item],
    answers: Mapping[str, SelfValues],
    marks: Mapping[str, str],
    filled_by: str,
) -> Iterator[RowResult]:
    """Yield the outcome of each row that has an id or anything filled in; *filled_by* where a row names nobody."""

    def judge(fields: Fields, item: Item) -> RowResult:
        values, before = SelfValues(**fields.values), answers.get(item.id)
        if digest(values) != marks.get(item.id):
            values = _signed(values, filled_by)
            if digest(values) != marks.get(item.id):
                _check(fields, values, before)
        return outcome(fields, item.id, values, before, marks, tuple(_hints(values)))

    return found_items(raw, SELF_COLUMNS, catalogue, items, judge)


def _signed(values: SelfValues, filled_by: str) -> SelfValues:
    """Return the row with who filled it in; a name alone, written down all the rows, is no answer."""
    if values.verdict is None and not values.facts:
        return SelfValues()
    return SelfValues(values.verdict, values.facts, values.filled_by or filled_by)


def _check(fields: Fields, values: SelfValues, before: SelfValues | None) -> None:
    verdict = SelfVerdict(values.verdict) if values.verdict else None
    if verdict is None and before is not None and before.verdict:
        if fields.row.letters["verdict"] not in {problem.column for problem in fields.problems}:
            fields.say("verdict", "清空了先前的自查结论。请填一个结论；说不准的填“不清楚”。")
        return
    given = {"facts": values.facts, "filled_by": values.filled_by}
    fields.ask(lambda: checked_self(verdict, given), {}, LABELS)


def _hints(values: SelfValues) -> Iterator[str]:
    verdict = SelfVerdict(values.verdict) if values.verdict else None
    if verdict in _WANTS_FACTS and not values.facts:
        yield f"企业填“{verdict.label}”，没有说明情况，可以请企业补充。"
