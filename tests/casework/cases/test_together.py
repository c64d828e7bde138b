"""Several people at once: on site, in two tabs, in two processes; nobody's work is lost silently."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from casework import Casebook, cases, checkup
from casework.cases import journal
from casework.cases.evidence import Upload
from casework.cases.models import Entry, Stream
from casework.checkup import catalogue
from casework.errors import CaseworkError, Conflict, StepRefused
from tests import factories


def test_four_at_once_give_different_answers_and_nothing_is_lost(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "shipped", factories.SHIPPED)
    number = factories.carried(book, "start_inspection")
    with book.read("admin") as work:
        case = checkup.get(work, number)
        version, items = case.version, [item.id for item, _ in checkup.items(work, case)]
    start = Barrier(4)

    def answer(turn: int) -> None:
        start.wait()
        for item in items[turn::4]:
            with book.work(
                ("lawyer.wang", "lawyer.zhao", "inspector.li", "lawyer.wang")[turn]
            ) as work:
                checkup.answer(work, checkup.get(work, number), item, "部分合规", facts=item)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(answer, range(4)))

    assert_gapless(book, number, items, version)
    assert book.verify() == []


def assert_gapless(book: Casebook, number: str, items: list[str], version: int) -> None:
    """Every answer is there, the rows have no gap, and the case's own version did not move."""
    with book.read("admin") as work:
        case = checkup.get(work, number)
        assert {row.item_id: row.facts for row in checkup.answers(work, case).values()} == {
            item: item for item in items
        }
        stream = journal.lock(work, "case", case.id)
        rows = work.session.query(Entry).filter_by(stream_id=stream.id).order_by(Entry.seq)
        assert [row.seq for row in rows] == list(range(1, 5 + 2 * len(items) + 1))
        assert case.version == version


def test_of_two_tabs_exactly_one_wins_and_the_other_learns_who_did_what(
    inspecting_book: Casebook,
) -> None:
    book, start = inspecting_book, Barrier(2)
    with book.read("lawyer.wang") as work:
        seen = checkup.get(work, factories.FIRST).version

    def extend(actor: str) -> Conflict | None:
        start.wait()
        try:
            with book.work(actor) as work:
                case = checkup.get(work, factories.FIRST)
                facts = factories.FACTS["receive_materials"]
                checkup.take(work, case, "receive_materials", seen=seen, **facts)
        except Conflict as conflict:
            return conflict
        return None

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(extend, ("lawyer.wang", "inspector.li")))

    (lost,) = [one for one in results if one is not None]
    winner = "王律" if results[0] is None else "李监"
    assert lost.changes == (f"{winner}办理了“登记收到的资料”",)


def test_without_seen_the_second_tab_would_overwrite_silently(inspecting_book: Casebook) -> None:
    """The planted fault: why every verb on something a person looked at takes seen=."""
    book, item = inspecting_book, factories.ITEMS[0]

    def answer(actor: str, seen: int | None) -> None:
        with book.work(actor) as work:
            case = checkup.get(work, factories.FIRST)
            checkup.answer(work, case, item, "部分合规", facts=actor, seen=seen)

    answer("lawyer.wang", 0)
    with pytest.raises(Conflict, match=r"王律已改为“部分合规”：lawyer\.wang"):
        answer("inspector.li", 0)
    answer("inspector.li", None)

    with book.read("admin") as work:
        assert (
            checkup.answers(work, checkup.get(work, factories.FIRST))[item].facts == "inspector.li"
        )


@pytest.mark.parametrize("verb", ["take", "correct", "reverse", "handover", "edit", "withdraw"])
def test_every_verb_on_what_was_seen_meets_a_conflict(
    either_inspecting_book: Casebook, verb: str
) -> None:
    book = either_inspecting_book
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        texts = {"facts": "见", "sentences": ["依据一"], "remedy": "改"}
        free = checkup.add_free(work, case, "宿舍充电", **texts)
        calls: dict[str, Callable[..., object]] = {
            "take": lambda **seen: checkup.take(work, case, "receive_materials", **seen),
            "correct": lambda **seen: checkup.correct(work, case, 2, reason="笔误", **seen),
            "reverse": lambda **seen: checkup.reverse(work, case, reason="误办", **seen),
            "handover": lambda **seen: checkup.handover(
                work, case, cases.organisation.person(work, "lawyer.zhao"), reason="休假", **seen
            ),
            "edit": lambda **seen: checkup.edit(work, case, free.code, risk="高", **seen),
            "withdraw": lambda **seen: checkup.withdraw(work, case, free.code, reason="误", **seen),
        }
        assert isinstance(factories.refused(lambda: calls[verb](seen=0)), Conflict)


def both(first: Callable[[], object], second: Callable[[], object]) -> list[object]:
    """Run both at once; return what each raised, or None."""

    def run(action: Callable[[], object]) -> object:
        try:
            action()
        except CaseworkError as error:
            return error
        return None

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, (first, second)))


def test_a_case_is_never_submitted_while_an_answer_is_taken_back(
    brought: Callable[[str, str], Casebook],
) -> None:
    """Write skew: each of the two is legal alone, together they would leave a faulty item untold."""
    book = brought("postgresql", "end_onsite")
    factories.answer_all(book, factories.FIRST)
    looked, submitted = Event(), Event()

    def submit() -> None:
        with book.work("lawyer.wang") as work:
            case = checkup.get(work, factories.FIRST)
            looked.set()
            submitted.wait(0.5)  # the other one is at the lock by now
            checkup.take(work, case, "submit_review", **factories.FACTS["submit_review"])

    def change() -> None:
        looked.wait()
        with book.work("inspector.li") as work:
            case = checkup.get(work, factories.FIRST)  # waits here for the lock
            checkup.answer(work, case, factories.ITEMS[0], "未能核实", facts="又看不清了")

    results = both(submit, change)

    assert results[0] is None
    assert isinstance(results[1], StepRefused)
    assert book.verify() == []


def test_without_the_lock_first_the_same_two_would_both_be_let_through(
    brought: Callable[[str, str], Casebook], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: the stream is locked only when a row is appended."""
    book = brought("postgresql", "end_onsite")
    factories.answer_all(book, factories.FIRST)

    def unlocked(work, kind, subject_id):
        return work.session.query(Stream).filter_by(subject_kind=kind, subject_id=subject_id).one()

    monkeypatch.setattr(journal, "lock", unlocked)
    start = Barrier(2)

    def submit() -> None:
        with book.work("lawyer.wang") as work:
            case = checkup.get(work, factories.FIRST)
            start.wait()
            checkup.take(work, case, "submit_review", **factories.FACTS["submit_review"])

    def change() -> None:
        with book.work("inspector.li") as work:
            case = checkup.get(work, factories.FIRST)
            start.wait()
            checkup.answer(work, case, factories.ITEMS[0], "未能核实", facts="又看不清了")

    assert both(submit, change) == [None, None]


def test_what_was_read_before_the_lock_is_read_again(
    brought: Callable[[str, str], Casebook],
) -> None:
    book = brought("postgresql", "end_onsite")
    factories.answer_all(book, factories.FIRST)

    with book.work("lawyer.wang") as work:
        company = cases.enterprise.get(work, factories.code(1))
        (case,) = cases.of_enterprise(work, company)  # a list takes no lock
        old = checkup.answers(work, case)[factories.ITEMS[0]]
        assert old.facts == ""
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_answer_elsewhere, book).result()
        checkup.take(work, case, "receive_materials", **factories.FACTS["receive_materials"])
        assert old.facts == "别人写的"


def _answer_elsewhere(book: Casebook) -> None:
    with book.work("inspector.li") as work:
        case = checkup.get(work, factories.FIRST)
        checkup.answer(work, case, factories.ITEMS[0], "部分合规", facts="别人写的")


def test_two_who_register_the_same_company_are_told(book: Casebook) -> None:
    start = Barrier(2)

    def register() -> None:
        start.wait()
        with book.work("lawyer.wang") as work:
            factories.enterprise(work)

    results = both(register, register)

    (told,) = [one for one in results if one is not None]
    assert "已经登记过" in str(told)


def test_the_first_rows_of_a_series_and_a_stream_are_made_once(book: Casebook) -> None:
    start = Barrier(2)
    with book.work("lawyer.wang") as work:
        for number in (1, 2):
            factories.enterprise(work, number)

    def opened(number: int) -> None:
        start.wait()
        with book.work("lawyer.wang") as work:
            company = cases.enterprise.get(work, factories.code(number))
            facts = {"source": "年度计划", "mode": "基础", "reason": "计划"}
            facts |= {"occurred_on": "2026-02-20", "late_reason": factories.LATE}
            checkup.open(work, company, factories.unit(work), **facts)

    assert both(lambda: opened(1), lambda: opened(2)) == [None, None]
    with book.read("lawyer.wang") as work:
        numbers = {line.number for line in cases.worklist(work)}
    assert numbers == {"云工法检〔2026〕1号", "云工法检〔2026〕2号"}


def test_the_same_file_from_two_sides_is_stored_once(inspecting_book: Casebook) -> None:
    book, start = inspecting_book, Barrier(2)

    def answer(actor: str, item: str) -> None:
        start.wait()
        with book.work(actor) as work:
            case = checkup.get(work, factories.FIRST)
            papers = [Upload("照片.jpg", b"same")]
            checkup.answer(work, case, item, "合规", evidence=papers)

    first, second = factories.ITEMS[:2]
    results = both(lambda: answer("lawyer.wang", first), lambda: answer("inspector.li", second))

    assert results == [None, None]
    assert book.verify() == []
