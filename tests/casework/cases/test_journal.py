"""The journal: gapless, chained, and every way of tampering with it is named."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select, text

from casework import Casebook, cases, checkup
from casework.cases import journal
from casework.cases.journal import LATE_REASON, REASON
from casework.cases.journal.chain import fact_digest
from casework.cases.models import Entry, EntryFact, Stream
from casework.store import canonical
from tests import factories

Tamper = Callable[..., None]


@pytest.fixture
def tamper(either_issued_book: Casebook) -> Tamper:
    """Return what runs SQL on the casebook behind its back; :stream is the case's, :first its first row."""

    def run(*statements: str) -> None:
        with either_issued_book.engine.execution_options(
            casework_writes=True
        ).begin() as connection:
            stream = connection.scalar(select(Stream.id).where(Stream.subject_kind == "case"))
            first = select(Entry.id).where(Entry.stream_id == stream, Entry.seq == 1)
            known = {"stream": stream, "first": connection.scalar(first)}
            for statement in statements:
                named = {name: value for name, value in known.items() if f":{name}" in statement}
                assert connection.execute(text(statement), named).rowcount, statement

    return run


#: What is done to the journal, and what the first sentence of the verification says.
TAMPERED = {
    "an edited row": (
        "UPDATE entry SET actor_name = '别人' WHERE stream_id = :stream AND seq = 3",
        "第 3 行的内容被改动",
    ),
    "edited meta": (
        "UPDATE entry SET meta = '{}' WHERE stream_id = :stream AND seq = 3",
        "第 3 行的内容被改动",
    ),
    "another day": (
        "UPDATE entry SET occurred_on = '2026-01-01' WHERE stream_id = :stream AND seq = 2",
        "第 2 行的内容被改动",
    ),
    "a deleted row": (
        (
            "DELETE FROM entry_fact WHERE entry_id IN "
            "(SELECT id FROM entry WHERE stream_id = :stream AND seq = 4)"
        ),
        "DELETE FROM entry WHERE stream_id = :stream AND seq = 4",
        "第 4 行缺失",
    ),
    "two swapped rows": (
        "UPDATE entry SET seq = -5 WHERE stream_id = :stream AND seq = 5",
        "UPDATE entry SET seq = 5 WHERE stream_id = :stream AND seq = 6",
        "UPDATE entry SET seq = 6 WHERE stream_id = :stream AND seq = -5",
        "第 5 行与上一行接不上",
    ),
    "a truncated tail": (
        (
            "DELETE FROM entry_fact WHERE entry_id IN "
            "(SELECT id FROM entry WHERE stream_id = :stream AND seq > 9)"
        ),
        "DELETE FROM entry WHERE stream_id = :stream AND seq > 9",
        "末尾被截断",
    ),
    "a moved head": ("UPDATE stream SET head_seq = head_seq + 1 WHERE id = :stream", "末尾被截断"),
    "an altered fact": (
        "UPDATE entry_fact SET value = '{\"value\": 1}' WHERE entry_id = :first AND name = 'reason'",
        "第 1 行的事实“reason”被改动",
    ),
    "a fact of the other side": (
        "UPDATE entry_fact SET side = 'employer' WHERE entry_id = :first AND name = 'reason'",
        "第 1 行的事实“reason”被改动",
    ),
    "a removed fact": (
        "DELETE FROM entry_fact WHERE entry_id = :first AND name = 'reason'",
        "第 1 行的事实“reason”被删除，且没有清除记录",
    ),
    "a renamed fact": (
        "UPDATE entry_fact SET name = 'because' WHERE entry_id = :first AND name = 'reason'",
        "第 1 行的事实“reason”被删除",
    ),
    "an emptied fact": (
        (
            "UPDATE entry_fact SET salt = '', name = '', value = 'null' "
            "WHERE entry_id = :first AND name = 'reason'"
        ),
        "第 1 行的事实“reason”被删除",
    ),
    "an added fact": (
        (
            "INSERT INTO entry_fact (entry_id, name, value, salt, side, data_class) "
            "SELECT entry_id, 'extra', value, salt, side, data_class FROM entry_fact "
            "WHERE entry_id = :first AND name = 'reason'"
        ),
        "多出一个没有登记的事实“extra”",
    ),
}


def test_a_casebook_nobody_touched_verifies(either_issued_book: Casebook) -> None:
    assert either_issued_book.verify() == []


@pytest.mark.parametrize("how", TAMPERED)
def test_tampering_with_the_journal_is_named(
    either_issued_book: Casebook, tamper: Tamper, how: str
) -> None:
    *statements, sentence = TAMPERED[how]
    tamper(*statements)

    found = either_issued_book.verify()

    assert "日志 case/" in found[0]
    assert sentence in found[0]


def test_every_fault_of_another_stream_is_told_too(
    either_issued_book: Casebook, tamper: Tamper
) -> None:
    tamper(
        "UPDATE entry SET verb = 'x' WHERE seq = 1 AND stream_id IN "
        "(SELECT id FROM stream WHERE subject_kind IN ('enterprise', 'case'))"
    )

    assert len(either_issued_book.verify()) == 2


def test_a_removed_fact_is_accepted_with_an_erasure_and_only_that_one(
    either_issued_book: Casebook, tamper: Tamper
) -> None:
    with either_issued_book.work("admin") as work:
        stream = journal.lock(work, "case", cases.get(work, factories.FIRST).id)
        row = work.session.query(Entry).filter_by(stream_id=stream.id, seq=1).one()
        fact = next(one for one in row.facts if one.name == "reason")
        meta = {"digests": [fact_digest(fact)], "reason": "本人要求"}
        journal.append(work, ("case", stream.subject_id), journal.ERASE, meta=meta)
        work.session.delete(fact)
    assert [fault for fault in either_issued_book.verify() if "日志" in fault] == []

    tamper("DELETE FROM entry_fact WHERE entry_id = :first AND name = 'mode'")
    assert "“mode”被删除" in either_issued_book.verify()[0]


@pytest.fixture
def mended(sqlite_book: Casebook) -> str:
    """Return the number of a case handed over, corrected and taken back, each for a reason with a name."""
    number = factories.carried(sqlite_book, "form_team")
    with sqlite_book.work("leader.chen") as work:
        case, to = cases.get(work, number), cases.organisation.person(work, "lawyer.zhao")
        cases.handover(work, case, to, reason="王某某病休")
    with sqlite_book.work("lawyer.wang") as work:
        case = cases.get(work, number)
        seq = next(row.seq for row in cases.timeline(work, case) if row.standing)
        cases.correct(work, case, seq, reason="王某某写错", invited=["人社局"])
        cases.reverse(work, case, reason="王某某误办")
    return number


def test_the_reasons_of_rows_are_facts_that_can_be_erased(
    sqlite_book: Casebook, mended: str
) -> None:
    """A reason is free text and may name a person: nothing of it stays in what is chained."""
    with sqlite_book.work("admin") as work:
        case = cases.get(work, mended)
        assert "王某某" in str(cases.timeline(work, case))
        reasons = select(EntryFact).where(EntryFact.name.in_((REASON, LATE_REASON)))
        told = work.session.scalars(reasons).all()
        digests = {"digests": [fact_digest(fact) for fact in told]}
        journal.append(work, ("case", case.id), journal.ERASE, meta=digests)
        for fact in told:
            work.session.delete(fact)

    assert sqlite_book.verify() == []
    with sqlite_book.read("admin") as work:
        rows = cases.timeline(work, cases.get(work, mended))
        assert "王某某" not in str([(row.meta, row.verb) for row in work.session.query(Entry)])
    assert [row.late for row in rows if row.late] == ["（已清除）"] * 2
    assert sum("（已清除）" in row.lines for row in rows) == 3


def test_sequence_numbers_have_no_gap_and_the_head_is_the_last(
    either_issued_book: Casebook,
) -> None:
    with either_issued_book.read("admin") as work:
        for stream in work.session.query(Stream):
            rows = (
                work.session.query(Entry).filter_by(stream_id=stream.id).order_by(Entry.seq).all()
            )
            assert [row.seq for row in rows] == list(range(1, stream.head_seq + 1))
            assert rows[-1].hash == stream.head_hash


def test_a_rolled_back_work_uses_up_no_number(book: Casebook) -> None:
    number = factories.opened(book)

    def lost() -> None:
        with book.work("lawyer.wang") as work:
            case = cases.get(work, number)
            checkup.take(work, case, "form_team", **factories.FACTS["form_team"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        lost()
    factories.take(book, number, "form_team", "lawyer.wang")

    with book.read("lawyer.wang") as work:
        assert [row.seq for row in cases.timeline(work, cases.get(work, number))] == [2, 1]


def test_equal_facts_have_different_digests(book: Casebook) -> None:
    """A short value must not be found by trying: each fact is salted."""
    with book.work("admin") as work:
        rows = [
            journal.append(work, ("system", 0), "note", facts={"sick": journal.Recorded(True)})
            for _ in range(2)
        ]

    assert rows[0].digests != rows[1].digests


def test_hashes_are_taken_of_one_text_only() -> None:
    assert canonical({"b": 1, "a": ["甲", None, True]}) == '{"a":["甲",null,true],"b":1}'.encode()
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})


def test_the_journal_keeps_who_when_and_what(either_issued_book: Casebook) -> None:
    with either_issued_book.read("auditor.qian") as work:
        rows = cases.timeline(work, cases.get(work, factories.FIRST))
    issued = next(row for row in rows if row.label == "签发")

    assert (issued.actor, issued.occurred_on) == ("陈主席", date(2026, 3, 23))
    assert issued.lines == ("签发人：陈主席",)
    assert issued.recorded_at == factories.NOW


def test_facts_keep_their_side_and_class(either_issued_book: Casebook) -> None:
    with either_issued_book.read("admin") as work:
        facts = work.session.query(EntryFact).filter_by(name="comment").all()

    assert {fact.side for fact in facts} == {"employer"}
