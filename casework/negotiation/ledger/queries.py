"""Reads of the clause ledger: what stands, and each picture of it."""

from collections.abc import Mapping, Sequence

from casework.cases import records
from casework.cases.models import Case
from casework.cases.work import Work, query
from casework.errors import NotFound
from casework.negotiation.ledger import board as boards
from casework.negotiation.ledger import contract, minutes, redline, rounds
from casework.negotiation.ledger.clause import Clause
from casework.negotiation.ledger.entry import clause_code
from casework.negotiation.ledger.fold import Ledger, fold
from casework.negotiation.ledger.numbering import number_in
from casework.negotiation.ledger.rows import lines
from casework.negotiation.models import Topic
from casework.negotiation.side import Side


def ledger_of(work: Work, case: Case) -> Ledger:
    """Return the folded ledger of a case; read once a Work. It asks nothing: whoever calls has asked."""
    key = ("ledger", case.id)
    if key not in work.remembered:
        work.remembered[key] = fold(lines(work.session, case.id))
    known: Ledger = work.remembered[key]
    return known


def topics_of(work: Work, case: Case) -> Mapping[int, str]:
    """Return the titles of the topics that count, by number, the most urgent first."""
    rows = sorted(records.kept(work, case, Topic), key=lambda one: (one.priority, one.number))
    return {row.number: row.title for row in rows}


def draft_of(work: Work, case: Case) -> contract.Draft:
    """Return the draft agreement of a case. It asks nothing: whoever calls has asked."""
    return contract.assemble(ledger_of(work, case), topics_of(work, case))


@query
def clause_ledger(work: Work, case: Case) -> Ledger:
    """Return every line of the ledger and what stands after them."""
    work.ask("看", case)
    return ledger_of(work, case)


@query
def board(work: Work, case: Case, ours: Side = Side.WORKERS) -> boards.Board:
    """Return the board: what the other side offers, what we offer, the gap, what is agreed."""
    work.ask("看", case)
    return boards.lay_out(ledger_of(work, case), topics_of(work, case), ours)


@query
def figure_history(
    work: Work, case: Case, clause: str | int | None = None
) -> Sequence[rounds.FigureHistory]:
    """Return how each figure moved round by round, of one clause (款-03) or of all.

    Raises:
        NotFound: no such clause.
    """
    work.ask("看", case)
    number = None if clause is None else find_clause(work, case, clause).number
    return rounds.trace(ledger_of(work, case), number)


@query
def meeting_talks(work: Work, case: Case, meeting: str | int) -> minutes.Minutes:
    """Return what the ledger has of a meeting (会-02), by topic: who offered what, and how it ended."""
    work.ask("看", case)
    number = number_in("会", meeting)
    if number is None:
        raise NotFound("会次", meeting)
    return minutes.minutes_of(ledger_of(work, case), number, topics_of(work, case))


@query
def compare_clause(
    work: Work, case: Case, clause: str | int, old: int | None = None, new: int | None = None
) -> redline.Redline:
    """Return two versions of a clause laid over each other; without numbers the last two.

    Raises:
        NotFound: no such clause or version.
    """
    work.ask("看", case)
    found = find_clause(work, case, clause)
    after = len(found.versions) if new is None else new
    before = max(1, after - 1) if old is None else old
    for number in (before, after):
        if found.version(number) is None:
            raise NotFound("版本", f"{found.code} 第{number}版（共{len(found.versions)}版）")
    return redline.compare_versions(found, before, after)


@query
def draft_agreement(work: Work, case: Case) -> contract.Draft:
    """Return the draft from the agreed clauses, its digest, and what is open or put aside."""
    work.ask("看", case)
    return draft_of(work, case)


@query
def contract_text(work: Work, case: Case) -> str:
    """Return the draft as text: a heading a topic, an article a clause."""
    work.ask("看", case)
    return draft_of(work, case).text


def find_clause(work: Work, case: Case, code: str | int) -> Clause:
    """Return the clause with that code (款-03, 03 or 3).

    Raises:
        NotFound: there is none; the known ones are named.
    """
    clauses = ledger_of(work, case).clauses
    number = number_in("款", code)
    if number is None or number not in clauses:
        known = f"{clause_code(1)} 至 {clause_code(len(clauses))}" if clauses else "无"
        raise NotFound("条款", f"{code}（已有：{known}）")
    return clauses[number]
