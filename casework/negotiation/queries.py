"""Reads of a negotiation: the case, who takes part, what was asked for, how a topic runs through it all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casework.cases import movers, records
from casework.cases import queries as case_queries
from casework.cases.models import Case
from casework.cases.view import standing_of
from casework.cases.work import Work, query
from casework.errors import NotFound
from casework.negotiation.ledger.entry import clause_code
from casework.negotiation.ledger.queries import ledger_of
from casework.negotiation.models import Demand, Employer, PerformanceCheck, Statement, Topic
from casework.negotiation.representative.roster import present
from casework.negotiation.representative.rules import Defect
from casework.negotiation.view import PROCEDURES, found_defects


@query
def get(work: Work, number: str) -> Case:
    """Return the negotiation with that number, whatever its procedure.

    Raises:
        NotFound: there is none, the actor may not see it, or the case is of another kind.
    """
    case = case_queries.get(work, number)
    if case.kind not in PROCEDURES:
        raise NotFound("协商案件", number)
    return case


@query
def defects(work: Work, case: Case) -> Sequence[Defect]:
    """Return what is wrong with the representatives as they are today, what blocks first."""
    work.ask("看", case)
    return found_defects(work, case, standing_of(work, case), work.today)


@query
def employers(work: Work, case: Case) -> Sequence[Employer]:
    """Return the employers of a sectoral or regional negotiation, those who left too."""
    work.ask("看", case)
    return [one for one in movers.of(work, case, Employer.sort) if isinstance(one, Employer)]


@query
def get_employer(work: Work, case: Case, code: str) -> Employer:
    """Return the employer with that code (企-03).

    Raises:
        NotFound: the case has none such.
    """
    work.ask("看", case)
    tail = code.strip().removeprefix("企").lstrip("-－—")
    for one in employers(work, case):
        if tail.isascii() and tail.isdigit() and one.number == int(tail):
            return one
    raise NotFound("用人单位", code)


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic and the demands put under it."""

    topic: Topic
    demands: tuple[Demand, ...]

    @property
    def workers(self) -> int:
        """Return how many asked, over all its demands; one who asked twice counts twice."""
        return sum(one.workers for one in self.demands)


@query
def topics(work: Work, case: Case) -> Sequence[TopicCount]:
    """Return the topics by priority, each with its demands."""
    work.ask("看", case)
    demands = records.kept(work, case, Demand)
    rows = sorted(records.kept(work, case, Topic), key=lambda one: (one.priority, one.number))
    return [TopicCount(row, tuple(d for d in demands if d.topic == row.code)) for row in rows]


@dataclass(frozen=True, slots=True)
class Trace:
    """A topic from the first voice to whether its clauses are kept."""

    topic: Topic
    demands: tuple[Demand, ...]
    statements: tuple[Statement, ...]  #: said about it in meetings
    clauses: Mapping[str, tuple[str, ...]]  #: code of a clause → its lines in the ledger, in order
    checks: tuple[PerformanceCheck, ...]


@query
def trace(work: Work, case: Case, code: str) -> Trace:
    """Return how a topic runs through the case; *code* of the topic, a demand, a clause or a check.

    Raises:
        NotFound: the case has none such.
    """
    work.ask("看", case)
    number = _topic_number(work, case, code)
    topic = records.one(work, case, Topic, str(number))
    clauses = {
        clause_code(clause.number): tuple(
            f"{line.side}{line.act.label} {line.code}"
            for line in ledger_of(work, case).entries
            if line.clause == clause.number
        )
        for clause in ledger_of(work, case).of_topic(number)
    }
    return Trace(
        topic,
        tuple(d for d in records.kept(work, case, Demand) if d.topic == topic.code),
        tuple(s for s in records.kept(work, case, Statement) if s.topic == topic.code),
        clauses,
        tuple(c for c in records.kept(work, case, PerformanceCheck) if c.clause in clauses),
    )


def _topic_number(work: Work, case: Case, code: str) -> int:
    """Return the number of the topic that *code* belongs to."""
    prefix, _dash, tail = code.strip().partition("-")
    if prefix == Demand.prefix:
        demand = records.one(work, case, Demand, code)
        if not demand.topic:
            raise NotFound("议题", f"{code} 还没有归入议题")
        return int(demand.topic.partition("-")[2])
    if prefix == PerformanceCheck.prefix:
        return _topic_number(work, case, records.one(work, case, PerformanceCheck, code).clause)
    if prefix == "款":
        clause = ledger_of(work, case).clauses.get(int(tail) if tail.isdigit() else 0)
        if clause is None:
            raise NotFound("条款", code)
        return clause.topic
    return records.one(work, case, Topic, code).number


@query
def credit(work: Work, case: Case) -> str:
    """Return in a sentence whether the case solved a core common issue, which the plan counts; never a state."""
    work.ask("看", case)
    core = [row for row in records.kept(work, case, Topic) if row.core]
    if not core:
        return "没有标注核心共性问题，本案在三年计划里不计数。"
    agreed = {one.topic for one in ledger_of(work, case).in_order() if one.agreed is not None}
    solved = [row for row in core if row.number in agreed]
    if not solved:
        names = "、".join(row.title for row in core)
        return f"核心共性问题（{names}）没有达成一致，本案在三年计划里不计数。"
    names = "、".join(row.title for row in solved)
    return f"已就核心共性问题（{names}）达成一致，本案在三年计划里计一件。"


@query
def sides(work: Work, case: Case) -> Mapping[str, Sequence[str]]:
    """Return the names of the representatives who have not left, by side, the chief first."""
    work.ask("看", case)
    rows = sorted(present(work, case), key=lambda one: (one.duty != "首席", one.number))
    return {side: [row.name for row in rows if row.side == side] for side in ("职工方", "企业方")}
