"""What walks do in the review: remarks written, answered and settled, each predicted by the model."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from casework import Work, checkup
from casework.errors import InputError, StepRefused
from tests.walk_model import ITEMS, Remark

if TYPE_CHECKING:
    from tests.walks import Action, Walk


def kinds(walk: "Walk") -> list[Callable[[], "Action"]]:
    """Return the actions of the review a walk may choose."""
    return [lambda: write(walk), lambda: reply(walk), lambda: close(walk)]


def write(walk: "Walk") -> "Action":
    """Write a remark on an item or on the report."""
    from tests.walks import Action

    model, actor = walk.model, walk.somebody("审核")
    binding, about = walk.dice.random() < 0.5, walk.dice.choice(["", *ITEMS])
    given = {"kind": "表述", "severity": "必须改" if binding else "建议", "text": "再核对"}

    def do(work: Work) -> None:
        checkup.write_remark(work, walk.case(work), about, **given)

    def effect() -> None:
        model.remarks.append(Remark(model.round(), binding, actor))

    return Action(f"remark {given['severity']}", actor, _reviewing(walk, actor), do, effect)


def reply(walk: "Walk") -> "Action":
    """Answer a remark."""
    from tests.walks import Action

    model, actor = walk.model, walk.somebody("编")
    if not model.remarks:
        return write(walk)
    number = walk.dice.randrange(len(model.remarks))
    one = model.remarks[number]
    expected = walk.denied(actor, "编")
    if expected is None and (
        model.state != "inspecting" or not model.round() or one.state == "closed" or one.by == actor
    ):
        expected = StepRefused

    def do(work: Work) -> None:
        reason = f"第 {len(walk.history)} 次核对"
        given = {"reply": "不改", "reply_reason": reason}
        checkup.reply_remark(work, walk.case(work), str(number + 1), **given)

    def effect() -> None:
        one.state = "answered"
        model.writers.add(actor)

    return Action(f"reply FH-{number + 1}", actor, expected, do, effect)


def close(walk: "Walk") -> "Action":
    """Settle a remark."""
    from tests.walks import Action

    model, actor = walk.model, walk.somebody("审核")
    if not model.remarks:
        return write(walk)
    number, note = walk.dice.randrange(len(model.remarks)), walk.dice.choice(["", "不再坚持"])
    one, expected = model.remarks[number], _reviewing(walk, actor)
    if expected is None and one.state == "closed":
        expected = StepRefused
    if expected is None and one.state == "open" and not note:
        expected = InputError

    def do(work: Work) -> None:
        checkup.close_remark(work, walk.case(work), str(number + 1), closed_note=note)

    def effect() -> None:
        one.state = "closed"

    return Action(f"close FH-{number + 1} {note}", actor, expected, do, effect)


def _reviewing(walk: "Walk", actor: str) -> type[Exception] | None:
    denied = walk.denied(actor, "审核")
    if denied is None and (walk.model.state != "reviewing" or actor in walk.model.authors()):
        return StepRefused
    return denied
