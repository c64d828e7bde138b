"""Moving a subject through its table: the one place where a state changes.

One machine a table serves every subject of the process and keeps none of them (``model=None``): the
state is read from and written to the subject's ``state``, nothing else is put on it. Guards are not
asked here; the verb asks them before, all of them, because `transitions` answers a failed condition
with a bare False. No other module imports `transitions`.
"""

from typing import Protocol

from transitions import Machine

from casework.errors import Reason, StepRefused
from casework.workflow.table import Step, Table


class Subject(Protocol):
    """Whatever a table moves: a case, a finding, a notice. A new one has the state ``""``."""

    state: str


class Engine:
    """The machine of one table: made once, shared by all threads, holding no subject."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.machine = Machine(
            model=None,
            states=list(table.states),
            initial=table.initial,
            transitions=_transitions(table),
            auto_transitions=False,
            send_event=False,
        )
        self._opening = table.opening
        self._legal = {state: table.from_state(state) for state in table.states}
        self._targets = {
            (state, step.name): table.targets(step, state)
            for state, steps in self._legal.items()
            for step in steps
        }

    def legal(self, state: str) -> tuple[Step, ...]:
        """Return the steps the table allows in *state*; the opening step for a new subject.

        Guards are not asked. A final or unknown state allows nothing.
        """
        return self._legal.get(state, ()) if state else (self._opening,)

    def targets(self, state: str, step_name: str) -> tuple[str, ...]:
        """Return where the step can lead from *state*; empty when it cannot be taken there."""
        return self._targets.get((state, step_name), ())

    def fire(self, subject: Subject, step_name: str, target: str | None = None) -> None:
        """Move *subject* by the step; a step that stays leaves ``state`` unwritten.

        *target* is needed only by a step that goes back (``@before``) to one of several states.

        Raises:
            NotFound: the table has no such step.
            StepRefused: the step is not open in the subject's state; nothing was changed.
            ValueError: the target is missing or not possible; a mistake of the calling program.
        """
        step = self.table.step(step_name)
        if step is self._opening and not subject.state:
            self.machine.set_state(step.target, subject)
            return
        targets = self._targets.get((subject.state, step_name))
        if targets is None:
            raise self.refusal(step, subject.state)
        if target is None and len(targets) == 1:
            target = targets[0]
        if target not in targets:
            raise ValueError(f"{step_name}: target {target!r} is none of {targets}")
        self.machine.events[_event(step, target)].trigger(subject)

    def refusal(self, step: Step, state: str) -> StepRefused:
        """Return the refusal of *step* in *state*; its one sentence names what is open instead."""
        label = self.table.label(state) if state else "尚未立案"
        if state and state not in self.table.states:
            sentence = (
                f"《{self.table.title}》（版本 {self.table.version}）中没有状态“{state}”，"
                "请先把案件升级到现行流程。"
            )
            return StepRefused(step.label, label, [Reason("unknown_state", sentence)])
        open_steps = "、".join(s.label for s in self.legal(state)) or "无（已经了结）"
        sentence = f"当前状态“{label}”不能办理“{step.label}”，可以办理的是：{open_steps}。"
        return StepRefused(step.label, label, [Reason("wrong_state", sentence)])


def _event(step: Step, target: str) -> str:
    return f"{step.name}→{target}" if step.returns else step.name


def _transitions(table: Table) -> list[dict[str, str | None]]:
    """Return a transition for each source and target; a step that stays writes no state."""
    return [
        {"trigger": _event(step, target), "source": source, "dest": None if step.stays else target}
        for step in table.steps.values()
        for source in step.sources
        if source in table.states
        for target in table.targets(step, source)
    ]
