"""What walks do with notices: begun from findings, worded, carried on and taken back, each predicted."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from casework import Work, checkup
from casework.cases.evidence import Upload
from casework.errors import InputError, StepRefused
from tests import notices, spec
from tests.notice_model import Notice, against, said
from tests.walk_model import Model

if TYPE_CHECKING:
    from tests.walks import Action, Walk

INSTRUMENTS = (notices.HINT, notices.OPINION, notices.PROPOSAL, notices.OBSTRUCTION)
#: Steps that end a notice before anything came of it, taken less often than others.
ENDING = ("discard", "revoke")
#: A case of a walk has at most so many notices.
MOST = 3
#: Received long ago, and the other day: the period to answer is over, or it isn't.
LONG_AGO, LATELY = date(2026, 3, 12), date(2026, 4, 9)
HEARD = {"heard": "已通知，逾期未陈述", "heard_on": date(2026, 3, 11)}
SURE = {"disputed_confirmed": True, "disputed_reason": "站点统一管理考勤和派单"}
#: Shares of all steps tried: nothing stands against them; at least the state allows them; a nonsense fact.
OPEN, LEGAL, ENDED, BAD = 0.5, 0.93, 0.15, 0.03
#: How often a fact is left out that a guard asks for.
LEFT_OUT = 0.2
SAID = "现场要求提供工资表，企业书面拒绝。"


def kinds(walk: "Walk") -> list[Callable[[], "Action"]]:
    """Return the actions with notices a walk may choose."""
    found: list[Callable[[], Action]] = [lambda: begin(walk)]
    if walk.model.notices:
        found += [lambda: take(walk)] * 6 + [lambda: edit(walk), lambda: back(walk)]
        found += [lambda: back(walk)] * 6 * all(one.settled for one in walk.model.notices)
    return found


def leading(walk: "Walk", instrument: str, steps: str) -> Iterator["Action"]:
    """Yield what leads a notice through *steps*; where there is no finding, one about obstruction."""
    about = list(walk.model.told())[:1]
    if not about:
        instrument, steps = notices.LEADING["declined"]
    if instrument == notices.OBSTRUCTION:
        about = []
    yield opening(walk, instrument, about, "lawyer.wang")
    if walk.model.notices and not about:
        yield editing(walk, 0, "lawyer.wang", {"facts": SAID})
    for step in steps.split() if walk.model.notices else ():
        yield taking(walk, 0, step, notices.FACTS[step][0], _usual(step))


def _usual(step: str) -> dict[str, Any]:
    """Return facts of a step that pass wherever some do."""
    return {**notices.FACTS[step][1], **({**HEARD, **SURE} if step == "submit" else {})}


# ---- begin ------------------------------------------------------------------------------------


def begin(walk: "Walk") -> "Action":
    """Begin a notice, mostly on findings that stand."""
    model, dice = walk.model, walk.dice
    if len(model.notices) >= MOST:
        return take(walk)
    known = list(model.told() if dice.random() < LEGAL else model.findings)
    about = _some(walk, known)
    return opening(walk, dice.choice(INSTRUMENTS), about, walk.somebody("编"))


def opening(
    walk: "Walk", instrument: str, about: list[str], actor: str, codes: Sequence[str] = ()
) -> "Action":
    """Return the action of beginning a notice about the findings of items."""
    from tests.walks import Action

    model, codes = walk.model, codes or _codes(walk.model, about)
    days = notices.FACTS["serve_hint"][1]["reply_days"] if instrument == notices.HINT else None
    one = Notice(instrument, about, {actor}, said(model, instrument, about), days)
    expected = walk.denied(actor, "编")
    reasons = against(model, one, spec.NOTICE_OPENING, actor, {})
    if expected is None and reasons:
        expected = StepRefused

    def do(work: Work) -> None:
        checkup.open_notice(work, walk.case(work), instrument, codes, **notices.REASON)

    def effect() -> None:
        model.notices.append(one)

    return Action(f"begin {instrument} {about}", actor, expected, do, effect, reasons)


# ---- word -------------------------------------------------------------------------------------


def edit(walk: "Walk") -> "Action":
    """Word a notice anew: it follows its findings, gets others, or a text of its own."""
    dice, number = walk.dice, walk.dice.randrange(len(walk.model.notices))
    one = walk.model.notices[number]
    about = _some(walk, list(walk.model.findings))
    changes: list[dict[str, Any]] = [{}, {}, {"about": about}, {"facts": SAID}]
    changes += [{"demands": "限期改正。"}]
    changes += [{"reply_days": 10}] if one.instrument in (notices.HINT, notices.OPINION) else []
    return editing(walk, number, walk.somebody("编"), dice.choice(changes))


def editing(walk: "Walk", number: int, actor: str, change: dict[str, Any]) -> "Action":
    """Return the action of wording the notice *number* anew; each time it says something new."""
    from tests.walks import Action

    model, one = walk.model, walk.model.notices[number]
    given = {name: value for name, value in change.items() if name != "about"}
    if "about" in change:
        given["findings"] = _codes(model, change["about"])
    given["reply_manner"] = f"第 {len(walk.history)} 次拟定。"
    expected = walk.denied(actor, "编")
    if expected is None and (one.state != "draft" or model.state == "closed"):
        expected = StepRefused

    def do(work: Work) -> None:
        checkup.edit_notice(work, found(walk, work, number), **given)

    def effect() -> None:
        one.wrote.add(actor)
        one.about = change.get("about", one.about)
        one.reply_days = change.get("reply_days", one.reply_days)
        one.typed |= {name: change[name] for name in ("facts", "demands") if name in change}
        one.says = said(model, one.instrument, one.about)

    reasons = frozenset({"wrong_state"})
    return Action(f"edit JD-{number + 1} {change}", actor, expected, do, effect, reasons)


# ---- carry on, take back ----------------------------------------------------------------------


def take(walk: "Walk") -> "Action":
    """Take a step of a notice: mostly one its state allows and nothing stands against."""
    dice, number = walk.dice, walk.dice.randrange(len(walk.model.notices))
    one, roll = walk.model.notices[number], dice.random()
    legal = [name for here, name in sorted(spec.edges(spec.NOTICE_STEPS)) if here == one.state]
    free = [name for name in legal if name not in ENDING and not _against(walk, one, name)]
    fresh = [name for name in free if (one.state, name) not in walk.notice_edges]
    if fresh and roll < OPEN and not walk.bold:
        step = dice.choice(fresh)
        return taking(walk, number, step, notices.FACTS[step][0], _usual(step))
    new = [name for name in legal if (one.state, name) not in walk.notice_edges]
    chosen = free if free and not walk.bold and roll < LEGAL - ENDED else new or legal
    step = dice.choice(chosen if chosen and roll < LEGAL else list(spec.NOTICE_STEPS))
    actor, facts = walk.somebody(spec.NOTICE_STEPS[step][0]), _facts(walk, step, one)
    return taking(walk, number, step, actor, facts, bad=dice.random() < BAD)


def _against(walk: "Walk", one: Notice, step: str) -> frozenset[str]:
    actor, guards = notices.FACTS[step][0], spec.NOTICE_STEPS[step][3]
    return against(walk.model, one, guards, actor, _usual(step))


def taking(
    walk: "Walk",
    number: int,
    step: str,
    actor: str,
    facts: dict[str, Any],
    *,
    bad: bool = False,
) -> "Action":
    """Return the action of taking a step of the notice *number*; *bad* adds a fact nobody asked for."""
    from tests.walks import Action

    model, one = walk.model, walk.model.notices[number]
    act, states, target, guards = spec.NOTICE_STEPS[step]
    expected, reasons = walk.denied(actor, act), frozenset[str]()
    if expected is None and model.state == "closed":
        expected, reasons = StepRefused, frozenset({"frozen"})
    elif expected is None and one.state not in states.split():
        expected, reasons = StepRefused, frozenset({"wrong_state"})
    elif expected is None and bad:
        expected = InputError
    elif expected is None:
        reasons = against(model, one, guards, actor, facts)
        expected = StepRefused if reasons else None
    papers = {notices.PAPERS[step]: _upload(step)} if step in notices.PAPERS else {}
    given = {**facts, "nonsense": "x"} if bad else facts

    def do(work: Work) -> None:
        checkup.take(work, found(walk, work, number), step, evidence=papers, **given)

    def effect() -> None:
        walk.notice_edges.add((one.state, step))
        one.wrote |= {actor} if step == "submit" else set()
        one.move(step, target, facts)

    name = f"JD-{number + 1} {one.instrument} {step} {facts}"
    return Action(name, actor, expected, do, effect, reasons)


def back(walk: "Walk") -> "Action":
    """Reverse the last step of a notice."""
    from tests.walks import Action

    model, number = walk.model, walk.dice.randrange(len(walk.model.notices))
    one = model.notices[number]
    act = spec.NOTICE_STEPS[one.moves[-1].step][0] if one.moves else "编"
    actor = walk.somebody(act)
    expected = walk.denied(actor, act)
    if expected is None and model.state == "closed":
        expected = StepRefused
    if expected is None and not one.moves:
        expected = InputError

    def do(work: Work) -> None:
        checkup.reverse(work, found(walk, work, number), reason="误办")

    name = f"JD-{number + 1} reverse {one.moves[-1].step if one.moves else 'draft'}"
    return Action(name, actor, expected, do, one.back, frozenset({"frozen"}))


def found(walk: "Walk", work: Work, number: int) -> Any:
    """Return the notice of the casebook that is *number* in the model."""
    return checkup.get_notice(work, walk.case(work), str(number + 1))


def _codes(model: Model, about: list[str]) -> list[str]:
    """Return what people call the findings of items: they are numbered as they were found."""
    return [f"WT-{list(model.findings).index(item) + 1:02d}" for item in about]


def _some(walk: "Walk", known: list[str]) -> list[str]:
    """Return some of the items, seldom none, in the order they were found."""
    count = walk.dice.choice([0, 1, 1, 1, 2, 3])
    chosen = walk.dice.sample(known, min(count, len(known)))
    return [item for item in walk.model.findings if item in chosen]


def _upload(step: str) -> list[Upload]:
    return [Upload(f"{step}.pdf", b"%PDF " + step.encode())]


def _facts(walk: "Walk", step: str, one: Notice) -> dict[str, Any]:
    """Return facts that pass the parser; some of them meet a guard."""
    facts, dice = dict(notices.FACTS[step][1]), walk.dice
    if step == "submit":
        facts |= dice.choice([{}, HEARD, HEARD]) | dice.choice([{}, SURE, SURE])
        for name in ("heard", "deviation"):
            if dice.random() < LEFT_OUT:
                facts = {known: given for known, given in facts.items() if known != name}
    if step == "approve":
        facts["signer"] = dice.choice([*["leader.chen"] * 5, "lawyer.wang", "inspector.li"])
    if step == "serve_hint":
        facts["reply_days"] = dice.choice([one.reply_days or 15, one.reply_days or 15, 12])
    if "received_on" in facts:
        facts["received_on"] = dice.choice([LONG_AGO, LONG_AGO, LATELY])
    if step == "reply":
        facts["attitude"] = dice.choice(["接受并改正", "部分接受", "不接受"])
    if step == "settle":
        facts["result"] = dice.choice(["改正", "部分改正", "未改正"])
    return facts
