"""The statistics of generated cases are those of a recount from the journal."""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from casework import Casebook, cases, checkup
from casework.checkup import catalogue
from casework.checkup.figures.figure import Figure, Statistics
from casework.errors import InputError
from tests import factories, recount
from tests.story_of import Story

#: Stories in the short form; with --soak so many times as many.
_SHORT, _LONG = 4, 60
#: Statements more for a casebook in which a report was corrected: its case is read exactly.
_SPARE = 5
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(scope="module")
def books(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return what makes the casebook of a seed: some companies, examined at random."""
    folder = tmp_path_factory.mktemp("statistics")
    made: dict[int, Casebook] = {}

    def book(seed: int) -> Casebook:
        if seed not in made:
            shutil.copytree(founded, folder / str(seed))
            made[seed] = factories.reopened(folder / str(seed) / "cases.db")
            Story(made[seed], random.Random(seed)).tell()
        return made[seed]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "shipped", factories.small_catalogue)
        yield book
    for one in made.values():
        one.close()


def plain(figure: Figure) -> Any:
    """Return a figure as the recount tells it."""
    if figure.of is not None:
        return set(figure.counted), figure.of[1]
    if figure.key in recount.SUMS:
        return figure.value
    assert figure.value == len(set(figure.counted)), figure.key
    assert all(part.value == len(set(part.counted)) for part in figure.parts), figure.key
    return set(figure.counted), {part.label: set(part.counted) for part in figure.parts}


def differing(told: Statistics, again: dict[str, Any]) -> list[str]:
    """Return the keys on which statistics and recount do not agree."""
    figures = {one.key: plain(one) for one in told.figures}
    assert figures.keys() == again.keys()
    return [key for key, value in figures.items() if value != again[key]]


def periods(dice: random.Random) -> list[tuple[date, date]]:
    starts = [date(2026, 2, 15) + timedelta(dice.randrange(50)) for _ in range(4)]
    return [YEAR, *((start, start + timedelta(dice.randrange(30))) for start in starts)]


def counted(book: Casebook, from_on: date, until_on: date, **kept: str) -> Statistics:
    with book.read("leader.su") as work:
        return checkup.statistics(work, from_on, until_on, **kept)


def test_every_number_is_that_of_a_recount_from_the_journal(books: Any, *, soak: bool) -> None:
    for seed in range(_LONG if soak else _SHORT):
        book = books(seed)
        assert book.verify() == []
        for period in periods(random.Random(seed)):
            told, again = counted(book, *period), recount.recount(book, *period)
            assert differing(told, again) == [], (seed, period)


KEPT = (
    {"role": "平台企业"},
    {"sector": "外卖配送"},
    {"role": "合作用工企业", "sector": "快递"},
)


@pytest.mark.parametrize("kept", KEPT, ids=str)
def test_kept_to_a_role_or_a_sector_every_number_is_that_of_the_recount(
    books: Any, kept: dict[str, str], *, soak: bool
) -> None:
    some = 0
    for seed in range(_LONG if soak else _SHORT):
        for period in periods(random.Random(seed)):
            told = counted(books(seed), *period, **kept)
            again = recount.recount(books(seed), *period, **kept)
            assert differing(told, again) == [], (seed, period)
            some += len(told["reports"].counted)
            assert told.unit == "，".join(("看得到的全部单位", *kept.values()))
    assert some


def test_a_filter_that_is_forgotten_is_found_out(books: Any) -> None:
    wrong = [
        differing(counted(books(seed), *YEAR), recount.recount(books(seed), *YEAR, **KEPT[0]))
        for seed in range(_SHORT)
    ]
    assert any("companies" in keys for keys in wrong)


def test_more_check_ups_are_read_by_no_more_statements(books: Any) -> None:
    used = {}
    for seed in range(_SHORT):
        seen: list[str] = []
        with listening(books(seed), seen):
            used[len(counted(books(seed), *YEAR)["reports"].counted)] = len(seen)
    assert len(used) > 1
    assert max(used.values()) - min(used.values()) <= _SPARE, used


@contextmanager
def listening(book: Casebook, seen: list[str]) -> Iterator[None]:
    """Write every statement of a casebook into *seen*."""

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(book.engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(book.engine, "before_cursor_execute", note)


def test_a_role_or_sector_that_is_none_is_refused_with_what_there_is(books: Any) -> None:
    with pytest.raises(InputError) as caught:
        counted(books(0), *YEAR, role="平台", sector="快餐")
    assert [one.place for one in caught.value.problems] == ["role", "sector"]
    assert "可选：外卖配送、网约车、货运、快递" in str(caught.value)


def test_the_stories_have_something_to_count(books: Any) -> None:
    told = [counted(books(seed), *YEAR) for seed in range(_SHORT)]
    for one in told[0].figures:
        assert any(each[one.key].counted for each in told), one.key
    assert len({one["grades"].parts for one in told}) > 1


def test_a_recount_that_forgets_what_was_taken_back_is_found_out(books: Any) -> None:
    wrong = [
        differing(
            counted(books(seed), *period),
            recount.recount(books(seed), *period, forget_reversals=True),
        )
        for seed in range(_SHORT)
        for period in periods(random.Random(seed))
    ]
    assert any("reports" in keys for keys in wrong)


def test_only_a_unit_and_what_lies_below_it_is_counted(books: Any) -> None:
    book = books(0)
    with book.read("leader.su") as work:
        for short, some in (("云工", True), ("海工", False), ("苏工", True)):
            unit = cases.organisation.unit(work, short)
            told = checkup.statistics(work, *YEAR, unit=unit)
            assert bool(told["reports"].value) == some
    with book.read("lawyer.hai") as work:
        assert checkup.statistics(work, *YEAR)["reports"].value == 0


def test_a_period_that_ends_before_it_begins_is_refused(books: Any) -> None:
    with pytest.raises(InputError, match="请对调"):
        counted(books(0), YEAR[1], YEAR[0])


@pytest.mark.parametrize(
    ("value", "of", "unit", "shown"),
    [
        (1200, None, "家", "1,200 家"),
        (Decimal("10000.50"), None, "元", "10,000.50 元"),
        (None, None, "份", "不计"),
        (None, (1, 3), "%", "33.3%（1/3）"),
        (None, (2, 3), "%", "66.7%（2/3）"),
        (None, (1, 1), "%", "100.0%（1/1）"),
        (None, (0, 0), "%", "不计"),
    ],
)
def test_a_number_that_cannot_be_known_is_not_zero(
    value: Any, of: tuple[int, int] | None, unit: str, shown: str
) -> None:
    assert Figure("key", "名目", unit, value, "怎样统计", of=of).shown == shown
