"""Which steps are open: access first, then the state, then every guard; all reasons, in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.cases.kinds import Guard
from casework.cases.models import Mover, Subject
from casework.cases.view import engine_of, named, table_of
from casework.cases.work import Work, query
from casework.errors import DefinitionError, Problem, Reason
from casework.workflow import EvidenceSlot, Fact, Step


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of the table as it stands for this actor now: allowed, or every reason why not."""

    name: str
    label: str
    act: str
    reasons: tuple[Reason, ...]
    facts: tuple[Fact, ...]  #: what it will ask
    evidence: tuple[EvidenceSlot, ...]
    law: str
    practice: str
    help: str
    here: bool  #: the table allows it in this state, guards and access aside

    @property
    def allowed(self) -> bool:
        """Return whether nothing stands against it (as far as can be known before it is filled in)."""
        return not self.reasons


@query
def steps(work: Work, subject: Subject) -> Sequence[StepView]:
    """Return every step of the table of a case or mover in its order (the opening step aside), allowed or refused."""
    work.ask("看", subject)
    table = engine_of(work, subject).table
    view = work.procedure(subject).view(work, subject)
    return [
        _seen(step, subject, reasons_against(work, subject, step, view, None, work.today))
        for step in table.steps.values()
        if step is not table.opening
    ]


@query
def known(work: Work, subject: Subject, step_name: str) -> Mapping[str, Any]:
    """Return what is known of the facts of a step before anybody fills it in; a person decides.

    Raises:
        NotFound: the table has no such step.
    """
    work.ask("看", subject)
    return work.procedure(subject).known(work, subject, table_of(work, subject).step(step_name))


def reasons_against(
    work: Work, subject: Subject, step: Step, view: Any, facts: Mapping[str, Any] | None, day: date
) -> tuple[Reason, ...]:
    """Return every reason against *step*; access or a wrong state is the only reason when it applies.

    *facts* is None while somebody merely looks: guards that need them are silent then.
    """
    if not work.allows(step.act, subject):
        return (Reason("access", work.denial(step.act)),)
    closed = wrong_state(work, subject, step)
    if closed is not None:
        return (closed,)
    return guard_reasons(work.procedure(subject).guards, step, view, facts, day)


def guard_reasons(
    guards: Mapping[str, Guard], step: Step, view: Any, facts: Mapping[str, Any] | None, day: date
) -> tuple[Reason, ...]:
    """Return what the guards of *step* say against it, all of them."""
    unknown = [name for name in step.guards if name not in guards]
    if unknown:
        gone = f"本案流程表用到的条件“{'、'.join(unknown)}”在这个版本里已经没有。请用立案时的版本办理，或升级流程表。"
        raise DefinitionError(step.label, [Problem("guards", gone)])
    answers = (guards[name](view, facts, day) for name in step.guards)
    return tuple(answer for answer in answers if answer is not None)


def wrong_state(work: Work, subject: Subject, step: Step) -> Reason | None:
    """Return the one reason against a step that is not open now: the state, the case, or it only follows."""
    if step.along:
        return follows(step)
    table = table_of(work, subject)
    basis = f"《{table.title}》流程表"
    stands = frozen(work, subject)
    if stands is not None:
        return Reason("frozen", stands, basis=basis)
    if subject.state in step.sources:
        return None
    wanted = "、".join(f"“{table.label(state)}”" for state in step.sources)
    what = named(work, subject) if isinstance(subject, Mover) else "案件"
    return Reason(
        "wrong_state",
        f"{what}现在是“{table.label(subject.state)}”，“{step.label}”要在{wanted}时办理。",
        basis=basis,
    )


def follows(step: Step) -> Reason:
    """Return the one reason against taking a step by itself that is taken along with something else."""
    return Reason("along", f"“{step.label}”随“{step.along}”一并办理，不单独办理、更正或者撤回。")


def frozen(work: Work, subject: Subject) -> str | None:
    """Return in a sentence why a mover doesn't move any more: its case was closed. None if it does."""
    if not isinstance(subject, Mover):
        return None
    case = subject.case
    if case.state not in work.kind(case).movers[subject.sort].frozen_in:
        return None
    label = table_of(work, case).label(case.state)
    return f"案件已经“{label}”，{named(work, subject)}不能再办理或更改；要更改请先撤回案件的了结。"


def _seen(step: Step, subject: Subject, reasons: tuple[Reason, ...]) -> StepView:
    return StepView(
        name=step.name,
        label=step.label,
        act=step.act,
        reasons=reasons,
        facts=step.facts,
        evidence=step.evidence,
        law=step.law,
        practice=step.practice,
        help=step.help,
        here=subject.state in step.sources,
    )
