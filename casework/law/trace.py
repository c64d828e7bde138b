"""The reckoning of a due date in words: 《期限计算说明》.

Written from what the reckoning came to (:class:`casework.law.periods.Ends`), never computed again.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from casework.law.calendar import Calendar
from casework.law.citation import Confidence
from casework.law.days import show_day
from casework.law.periods import Moves, Stage, counts_back, may_move
from casework.law.reckoning import STATUS_LABELS, Reckoning, cite
from casework.law.rules import OURS, Direction, Rolls, Rule, Unit

_SATURDAY = 5
_DAY = timedelta(days=1)


def steps(one: Reckoning, beside: Reckoning | None = None) -> tuple[str, ...]:
    """Return one Chinese sentence for each step of the reckoning, the conclusion last."""
    rule = one.found.rule
    told = [*_basis(one)]
    if one.ends.original_on is None:
        told.append(_no_date(rule))
    else:
        told += _back(one) if counts_back(rule) else _forward(one)
    told += _missing(one)
    if beside is not None:
        told.append(_beside(beside))
    told.append(_conclusion(one))
    return tuple(told)


def page(one: Reckoning, beside: Reckoning | None = None) -> str:
    """Return the 《期限计算说明》: the matter, its basis and the numbered steps, as plain text."""
    rule = one.found.rule
    head = [
        "期限计算说明",
        "",
        f"事项：{rule.subject}（规则 {rule.label}）",
        f"依据：{cite(rule, one.register).marked}",
        f"起算：{rule.starts or '起算之日'}，{show_day(one.starts_on, weekday=True)}",
        "",
    ]
    numbered = (f"{number}. {step}" for number, step in enumerate(steps(one, beside), start=1))
    return "\n".join([*head, *numbered]) + "\n"


def _basis(one: Reckoning) -> Iterator[str]:
    rule, local, mark = one.found.rule, one.found.stands_in_for, one.found.mark
    if local is not None:
        note = f"（{local.note.rstrip('。')}）" if local.note else ""
        used = f"以下{mark}" if mark else "以下采用内部做法（建议值），不是法律规定"
        yield f"{local.jurisdiction} 的规则 {local.label} 没有当日可用的数值{note}，{used}。"
    note = f"说明：{rule.note}" if rule.note else ""
    source = "" if rule.source == OURS else f"来源：覆盖文件 {rule.source}。"
    number = f"{rule.show_value()}，" if rule.value is not None or rule.unit else ""
    yield (
        f"规则 {rule.label}（{rule.jurisdiction}）：{number}"
        f"依据：{cite(rule, one.register).marked}。{note}{source}"
    )


def _no_date(rule: Rule) -> str:
    if rule.unit is Unit.PROMPTLY:
        return "法律只要求“及时”办理，没有规定天数，所以推算不出具体日期；请尽快办理并留存证据。"
    if rule.confidence is Confidence.NONE:
        return "数值没有核到，推算不出日期；请核对文本后，用覆盖文件填入已核实的数值。"
    return "法律没有规定这项期限的长短，推算不出日期；以双方约定或者文书载明的日期为准。"


def _forward(one: Reckoning) -> Iterator[str]:
    rule, calendar = one.found.rule, one.course.calendar
    first, *more = one.ends.stages
    yield (
        f"{show_day(one.starts_on, weekday=True)}为{rule.starts or '起算之日'}，开始的当日不计入，"
        f"自{show_day(one.starts_on + _DAY)}起计算（《民法典》第二百零一条）。"
    )
    yield from _stage(first, one)
    if one.ends.earliest_on is not None:
        low = rule.value[0] if isinstance(rule.value, tuple) else ""
        yield f"范围的下限为{low}{first.unit.label}，即{show_day(one.ends.earliest_on)}；到期按上限计算。"
    for stage in more:
        extension = one.course.extension
        if extension is not None:
            basis = f"，依据：{extension.basis}" if extension.basis else ""
            yield (
                f"经延长{stage.value}{stage.unit.label}（{extension.reason}{basis}），"
                f"自原期限届满的次日{show_day(stage.starts_on + _DAY)}起计算；"
                f"原期限届满之日为{show_day(stage.starts_on)}。"
            )
        yield from _stage(stage, one)
    if rule.rolls is not Rolls.YES and not more and first.due_on != first.stopped_on:
        yield (
            f"这条规则没有写明遇休息日是否顺延，按一般规则顺延；稳妥起见，"
            f"请在{show_day(calendar.previous_working_day(first.stopped_on))}以前办妥。"
        )


def _stage(stage: Stage, one: Reckoning) -> Iterator[str]:
    yield (
        f"计满{stage.value}{stage.unit.label}{_manner(stage)}，"
        f"最后一日为{show_day(stage.counted_on, weekday=True)}。"
    )
    for pause in one.course.pauses:
        if pause.from_on > stage.stopped_on or (pause.until_on or date.max) <= stage.starts_on:
            continue
        if pause.until_on is None:
            yield f"自{show_day(pause.from_on)}起中止（{pause.reason}），恢复以前不计算，暂无到期日。"
            return
        yield (
            f"{show_day(pause.from_on)}中止，{show_day(pause.until_on)}恢复（{pause.reason}）："
            f"中止之日起至恢复的前一日不计入。"
        )
    if stage.stopped_on != stage.counted_on:
        yield f"扣除中止的时间后，最后一日为{show_day(stage.stopped_on, weekday=True)}。"
    if stage.standing is not None:
        yield (
            f"该日是{_why_off(stage.stopped_on, one.course.calendar)}，顺延之中自"
            f"{show_day(stage.standing.from_on)}起中止（{stage.standing.reason}），"
            "恢复以前不计算，暂无到期日。"
        )
        return
    yield from _move(stage, one)


def _manner(stage: Stage) -> str:
    if stage.unit is Unit.WORKING_DAY:
        between = (stage.counted_on - stage.starts_on).days - stage.value
        return f"（双休日、法定节假日不计，调休上班日计入；其间跳过休息日{between}天）"
    if stage.unit is Unit.DAY:
        return "（按公历日连续计算）"
    same = stage.counted_on.day == stage.starts_on.day
    return "（到期月的对应日）" if same else "（到期月没有对应日，以该月末日为准）"


def _move(stage: Stage, one: Reckoning) -> Iterator[str]:
    calendar, day = one.course.calendar, stage.stopped_on
    if stage.unit is Unit.WORKING_DAY:
        return
    made_up = calendar.made_up_for(day)
    if stage.due_on != day:
        weekend = calendar.holiday_name(day) is None
        doubt = "；双休日顺延为通说" if weekend else ""
        between = any(day < pause.from_on <= stage.due_on for pause in one.course.pauses)
        stood = "（其间另有中止，恢复以前不计）" if between else ""
        yield (
            f"该日是{_why_off(day, calendar)}，顺延到休息日结束的次日{stood}"
            f"{show_day(stage.due_on, weekday=True)}（《民法典》第二百零三条{doubt}）。"
        )
    elif not may_move(one.found.rule) or one.course.moves is Moves.NOTHING:
        yield "这项期限遇休息日不顺延。"
    elif made_up is not None:
        yield f"该日虽是周末，但为{made_up}调休的上班日，不顺延。"
    elif calendar.is_rest_day(day):
        yield "该日是双休日；按现行设置，只有法定休假日顺延，不顺延。"
    else:
        yield "该日不是休息日，不顺延。"


def _why_off(day: date, calendar: Calendar) -> str:
    name = calendar.holiday_name(day)
    if name is not None:
        return f"{name}假期"
    return "星期六" if day.weekday() == _SATURDAY else "星期日"


def _back(one: Reckoning) -> Iterator[str]:
    rule, calendar, days = one.found.rule, one.course.calendar, one.ends
    length = rule.show_value()
    if rule.direction is Direction.WITHIN and days.earliest_on is not None:
        yield (
            f"{rule.starts or '起算之日'}为{show_day(one.starts_on)}，倒推{length}："
            f"窗口自{show_day(days.earliest_on, weekday=True)}起，至{show_day(one.starts_on)}止，两端均含。"
        )
    elif days.due_on is not None:
        yield (
            f"{rule.starts or '起算之日'}为{show_day(one.starts_on)}，当日不计入，倒推{length}："
            f"最迟应在{show_day(days.due_on, weekday=True)}办妥。"
        )
        if calendar.is_rest_day(days.due_on):
            yield (
                f"该日是{_why_off(days.due_on, calendar)}；倒推的期限不顺延，否则提前的时间不足，"
                f"请在{show_day(calendar.previous_working_day(days.due_on))}以前办妥。"
            )
    if one.course.pauses or one.course.extension:
        yield "倒推的期限不因中止或者延长而变动。"


def _missing(one: Reckoning) -> Iterator[str]:
    known = one.course.calendar.years
    for year in one.ends.unsettled:
        if year in known:
            yield f"{year}年的放假安排未核实，日期为暂定。"
        elif known and year < max(known):
            yield (
                f"日历没有收录{year}年的放假安排，暂按周末和日期固定的法定节假日计算，日期为暂定。"
            )
        else:
            yield (
                f"{year}年：该年度放假安排尚未公布，暂按周末和日期固定的法定节假日计算"
                "（春节、清明节、端午节、中秋节和调休未计入），日期为暂定。"
            )


def _beside(other: Reckoning) -> str:
    rule, last = other.found.rule, other.ends.due_on
    until = f"到期日为{show_day(last)}" if last else "没有到期日"
    cited = cite(rule, other.register)
    return f"同时适用规则 {rule.label}（{cited}），{until}；按较早的到期日提醒。"


def _conclusion(one: Reckoning) -> str:
    days, state = one.ends, STATUS_LABELS[one.status]
    others = [mark for mark in one.marks if mark != state]
    sure = "；".join([state, *others])
    if days.due_on is None:
        return f"结论：没有到期日（{sure}）。"
    original = ""
    if days.original_on is not None and days.original_on != days.due_on:
        original = f"，原到期日为{show_day(days.original_on)}"
    return f"结论：到期日为{show_day(days.due_on, weekday=True)}{original}（{sure}）。"
