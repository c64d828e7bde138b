"""Whatever fails, and whenever: afterwards everything is as before, or everything is done."""

import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from casework import Casebook, checkup
from casework.cases.evidence import Upload
from casework.errors import CaseworkError
from tests import factories

HOUSE = Path(__file__).parents[3]
FIRST = factories.FIRST


class Broken(Exception):
    """Something nobody expects: a bug, a signal, a lost connection."""


class Breaking:
    """Counts the statements of a casebook and fails at one of them."""

    def __init__(self, book: Casebook) -> None:
        self.engine, self.seen, self.at = book.engine, 0, 0
        event.listen(self.engine, "before_cursor_execute", self._count)

    def stop(self) -> None:
        event.remove(self.engine, "before_cursor_execute", self._count)

    def _count(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        self.seen += 1
        if self.seen == self.at:
            raise Broken(statement[:60])


def answer(book: Casebook) -> None:
    with book.work("inspector.li") as work:
        papers = [Upload("照片.jpg", b"photo")]
        given = {"facts": "未见考勤记录", "evidence": papers, "workers": 3}
        checkup.answer(work, checkup.get(work, FIRST), "LC-05-01", "不合规", **given)


def correct(book: Casebook) -> None:
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, FIRST)
        checkup.correct(work, case, 3, reason="回证上是另一天", received_on="2026-03-02")


def reverse(book: Casebook) -> None:
    with book.work("leader.chen") as work:
        checkup.reverse(work, checkup.get(work, FIRST), reason="发现笔误")


def fails(action: Callable[[], None], breaking: Breaking, at: int) -> bool:
    """Say whether the action meets the failure at that statement; else it is done."""
    breaking.at, breaking.seen = at, 0
    try:
        action()
    except Broken:
        return True
    return False


COMMANDS: dict[str, tuple[str, Callable[[Casebook], None]]] = {
    "take with evidence": (
        "form_team",
        lambda book: factories.take(book, FIRST, "notify", "lawyer.wang"),
    ),
    "answer with its finding": ("start_inspection", answer),
    "correct": ("start_inspection", correct),
    "issue a report": (
        "conclude_consulting",
        lambda book: factories.take(book, FIRST, "issue", "leader.chen"),
    ),
    "take an issued report back": ("issue", reverse),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_failure_at_any_statement_keeps_nothing_and_a_second_try_succeeds(
    brought: Callable[[str, str], Casebook], name: str
) -> None:
    stage, command = COMMANDS[name]
    book = brought("sqlite", stage)
    before, breaking = factories.dump(book), Breaking(book)
    untouched, failures = factories.fingerprint(book), 0
    while fails(lambda: command(book), breaking, failures + 1):
        failures += 1
        assert factories.fingerprint(book) == untouched, failures
    breaking.stop()

    assert failures > 20
    assert factories.dump(book) != before
    assert book.verify() == []
    rows = len(factories.dump(book)["entry"]) - len(before["entry"])
    assert rows in {1, 2}  # done once, however often it was tried


def test_a_row_written_outside_the_transaction_would_be_seen(
    brought: Callable[[str, str], Casebook],
) -> None:
    """The planted fault: the audit row in a transaction of its own."""
    book = brought("sqlite", "form_team")
    before, breaking = factories.dump(book), Breaking(book)

    def command() -> None:
        with book.work("lawyer.wang") as work:
            case = checkup.get(work, FIRST)
            checkup.take(work, case, "plan_visit", planned_visit_on="2026-05-01")
        breaking.at = breaking.seen + 9
        factories.take(book, FIRST, "notify", "lawyer.wang")

    with pytest.raises(Broken):
        command()
    breaking.stop()

    assert factories.dump(book) != before


WORKER = """
import sys
from pathlib import Path
from tests import factories
from casework import checkup
book = factories.reopened(Path(sys.argv[1]))
day = 0
while True:
    day += 1
    with book.work("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        planned = f"2026-{5 + day % 8:02d}-{1 + day % 28:02d}"
        row = checkup.take(work, case, "plan_visit", planned_visit_on=planned)
    print(row.seq, flush=True)
"""


def killed(path: str, after: int) -> int:
    """Let a worker take steps, kill it after some, and return the last row it spoke of."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    command = [sys.executable, "-c", WORKER, path]
    with subprocess.Popen(command, cwd=HOUSE, **pipes) as worker:
        lines = [worker.stdout.readline() for _ in range(after)]
        worker.send_signal(signal.SIGKILL)
        lines += worker.stdout.readlines()
        assert all(lines), worker.stderr.read()
    return int(lines[-1])


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(n, marks=pytest.mark.soak) for n in range(3, 60))]
)
def test_a_kill_loses_no_step_that_was_acknowledged(
    brought: Callable[[str, str], Casebook], seed: int
) -> None:
    book = brought("sqlite", "form_team")
    path = str(book.engine.url.database)
    book.close()
    acknowledged = killed(path, after=random.Random(seed).randrange(1, 12))

    again = factories.reopened(path)
    assert again.verify() == []
    with again.read("admin") as work:
        rows = checkup.timeline(work, checkup.get(work, FIRST))
    assert rows[0].seq >= acknowledged
    again.close()


@pytest.mark.parametrize("text", ["", "no such", "云工法检〔2026〕1号\x00", "x" * 5_000])
def test_a_number_of_nothing_is_not_found(book: Casebook, text: str) -> None:
    with pytest.raises(CaseworkError), book.read("admin") as work:
        checkup.get(work, text)
