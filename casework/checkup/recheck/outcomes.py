"""What was decided of each finding: the last standing step of it that is a result, read back as one value."""

from collections.abc import Mapping, Sequence

from casework.cases.history import Standing
from casework.cases.models import Case
from casework.cases.view import look, standing_of
from casework.cases.work import Work, query
from casework.checkup.queries import findings
from casework.checkup.recheck.results import FIGURES, STEPS, Outcome
from casework.checkup.recheck.rounds import round_of


@query
def last_results(work: Work, case: Case) -> Mapping[int, Outcome]:
    """Return the last result of each finding that has one, by the number of the finding.

    A figure is that of the last result that names it: 核实销号 says the whole, not what was added.
    """
    work.ask("看", case)
    begun = look(work, case).steps
    found = {}
    for row in findings(work, case):
        steps = standing_of(work, row)
        last = next((one for one in reversed(steps) if one.step in STEPS), None)
        if last is not None:
            found[row.number] = _outcome(row.number, steps, last, round_of(begun, last.seq))
    return found


def _outcome(number: int, steps: Sequence[Standing], last: Standing, turn: int) -> Outcome:
    facts = last.facts
    return Outcome(
        number=number,
        result=STEPS[last.step],
        seq=last.seq,
        round=turn,
        day=facts.get("checked_on") or facts.get("received_on") or last.occurred_on,
        text=_text(last),
        method=str(facts.get("method") or ""),
        checked_by=tuple(facts.get("checked_by") or ()),
        decided_by=last.actor_name,
        evidence=_evidence(steps, last),
        figures={
            name: one.facts[name]
            for one in steps
            for name in FIGURES
            if one.step in STEPS and one.facts.get(name) is not None
        },
    )


def _evidence(steps: Sequence[Standing], last: Standing) -> tuple[int, ...]:
    """Return the numbers of the proof the company handed in before the result, and of its own papers."""
    proofs = [one for one in steps if one.step == "submit_proof" and one.seq < last.seq]
    papers = [
        *(proofs[-1].meta.get("evidence", ()) if proofs else ()),
        *last.meta.get("evidence", ()),
    ]
    return tuple(dict.fromkeys(papers))


def _text(taken: Standing) -> str:
    """Return what was found, and what is left to do; what the company objects; or why it is waived."""
    facts = taken.facts
    said = [facts.get(name) for name in ("result", "objection", "reason")]
    left = f"还要整改：{facts['remaining']}" if facts.get("remaining") else ""
    return "；".join(str(part).rstrip("。") for part in (*said, left) if part) + "。"
