"""The plan of a negotiation: 倒排期 from a wished day, earliest days from a start, facts before assumptions.

Four days can be known of a step that is not done:

- ``earliest_on``: from what happened, if everybody acts the same day and only what must be waited for is.
- ``at_limit_on``: from what happened, if everybody uses the statutory periods up.
- ``latest_on``: for the wished day, if everybody uses the periods up: later than this is a risk.
- ``last_on``: for the wished day, if everybody acts the same day: later than this is too late.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from casework.errors import InputError, Problem
from casework.law import Law, show_day
from casework.negotiation.planner.chains import Chain, LinkKind, chain
from casework.negotiation.planner.legs import Leg, Ways
from casework.negotiation.planner.passes import Days, backward, before, onward
from casework.negotiation.planner.rows import Plan, Row
from casework.notation import near

_MATTERS = ("wage", "sectoral")
_PASSED = "后面的步骤已经办理。"


def plan(
    law: Law,
    procedure: str,
    jurisdiction: str,
    *,
    target: tuple[str, date] | None = None,
    starts_on: date | None = None,
    known: Mapping[str, date] | None = None,
    lengths: Mapping[str, int] | None = None,
    matters: Collection[str] = (),
) -> Plan:
    """Return the plan of a procedure (full, simple, platform) in a place.

    *target* is a step and its wished day; *starts_on* the day the first step is meant to happen;
    *known* what happened, which goes before both; *lengths* days of one's own for links without a
    verified period, by the link's name; *matters* may name wage and sectoral, whose rules run beside.

    Raises:
        InputError: an unknown procedure, step, link or matter; days of one's own where an article
            has its own; a day beyond the calendar.
    """
    course, known, lengths = chain(procedure), known or {}, lengths or {}
    _check(course, target, known, lengths, matters)
    ways = Ways(law, jurisdiction, frozenset(matters), lengths)
    done = [name for name in course.steps if name in known]
    passed = before(course, done)
    begin = dict(known)
    first = next(iter(course.steps))
    if starts_on is not None and not known:
        begin[first] = starts_on
    wish = target if target and target[0] not in known else None
    early = onward(course, ways, begin, wish, full=False)
    limit = onward(course, ways, begin, wish, full=True)
    late = backward(course, ways, target, full=True)
    last = backward(course, ways, target, full=False)
    rows = tuple(
        Row(name, label, passed=True, hints=(_PASSED,))
        if name in passed and name not in known
        else _row(name, known, (early, limit, late, last), course, law)
        for name, label in course.steps.items()
    )
    warnings = tuple(_warnings(rows, target, limit))
    return Plan(
        procedure,
        course.label,
        rows,
        target[0] if target else None,
        target[1] if target else None,
        warnings,
    )


def _check(
    course: Chain,
    target: tuple[str, date] | None,
    known: Mapping[str, date],
    lengths: Mapping[str, int],
    matters: Collection[str],
) -> None:
    steps, links = course.steps, [link.name for link in course.links]
    asked = [*known, *([target[0]] if target else [])]
    problems = [
        Problem(one, f"{course.label}没有“{one}”这一步{near(one, steps)}；有：{'、'.join(steps)}。")
        for one in dict.fromkeys(asked)
        if one not in steps
    ]
    for name, days in lengths.items():
        if name not in links:
            listed = "、".join(links)
            problems.append(
                Problem(
                    name, f"{course.label}没有“{name}”这一段{near(name, links)}；有：{listed}。"
                )
            )
        elif days < 0:
            problems.append(Problem(name, f"天数写了{days}；应当是0以上的整数。"))
    problems += [
        Problem(one, f"没有“{one}”这类事项；可以是：{'、'.join(_MATTERS)}。")
        for one in matters
        if one not in _MATTERS
    ]
    if problems:
        raise InputError(problems)


def _row(
    step: str,
    known: Mapping[str, date],
    days: tuple[Days, Days, Days, Days],
    course: Chain,
    law: Law,
) -> Row:
    early, limit, late, last = (one.get(step, (None, None)) for one in days)
    known_on, leg = known.get(step), limit[1]
    counted = leg is not None and leg.link.before in known and _binds(leg)
    return Row(
        step,
        course.steps[step],
        known_on,
        deadline_on=limit[0] if counted else None,
        earliest_on=None if known_on else early[0],
        at_limit_on=None if known_on else limit[0],
        latest_on=late[0],
        last_on=last[0],
        arriving=leg,
        leaving=late[1],
        hints=tuple(_hints(known_on, limit[0] if counted else None, leg, late[0], law)),
    )


def _binds(leg: Leg) -> bool:
    """Return whether the law says by when the later step is done."""
    return bool(leg.trace and leg.rule) and leg.link.kind in {LinkKind.LIMIT, LinkKind.INTERVAL}


def _hints(
    known_on: date | None, due: date | None, leg: Leg | None, latest: date | None, law: Law
) -> Iterable[str]:
    if known_on and due and leg and known_on > due:
        yield f"实际{show_day(known_on)}，超过{leg.link.label}的最后一日{show_day(due)}。"
    if known_on is None and latest is not None and law.calendar.is_rest_day(latest):
        earlier = law.calendar.previous_working_day(latest)
        yield f"{show_day(latest, weekday=True)}是休息日，要在工作日办的，最迟{show_day(earlier)}。"


def _warnings(rows: tuple[Row, ...], target: tuple[str, date] | None, limit: Days) -> Iterable[str]:
    if target is None:
        return
    row = next(one for one in rows if one.step == target[0])
    wished, what = show_day(target[1]), row.label
    if row.known_on is not None:
        if row.known_on > target[1]:
            yield f"“{what}”实际{show_day(row.known_on)}，晚于希望的{wished}。"
        return
    if row.earliest_on is not None and row.earliest_on > target[1]:
        days = (row.earliest_on - target[1]).days
        yield (
            f"赶不上：即使各方当日办理，“{what}”最早也要到{show_day(row.earliest_on)}，"
            f"比希望的{wished}晚{days}日。"
        )
        return
    risky = limit.get(target[0], (None, None))[0]
    if risky is not None and risky > target[1]:
        yield (
            f"有风险：各方把期限用满的，“{what}”要到{show_day(risky)}，比希望的{wished}晚"
            f"{(risky - target[1]).days}日；要赶上，请按“最迟”一栏催办。"
        )
