"""``casework negotiation diary``: what instructors did, and for how long."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from casework.cli.base import (
    FREE_OPTIONS,
    Settings,
    given_facts,
    json_option,
    print_json,
    print_table,
)

if TYPE_CHECKING:
    from casework.negotiation.diary.queries import DiaryLine

_entry = click.argument("entry_number", metavar="编号")


@click.group("diary")
def diary() -> None:
    """集体协商指导员的工作日志：走访、指导、培训，属于单位和本人。

    \b
    例：casework negotiation diary list --from 2026-03-01 --until 2026-03-31
    """


@diary.command("write", context_settings=FREE_OPTIONS)
@click.option("--unit", "unit_name", required=True, metavar="单位", help="哪个工会的工作。")
@click.pass_context
def write(ctx: click.Context, /, *, unit_name: str) -> None:
    """写一条：--done-on 日期，--activity 类别，--hours 小时数，--done 做了什么，必填；
    --place、--visited、--trained、--case-numbers、--obstacles、--advice 选填。

    \b
    例：casework negotiation diary write --unit 云工 --done-on 2026-03-02 --activity 走访 --hours 2.5
        --visited 云河疾风快递 --done 了解派送费标准
    """
    from casework import cases, negotiation

    with ctx.obj.work() as work:
        home = cases.organisation.unit(work, unit_name)
        row = negotiation.write_diary_entry(work, home, **given_facts(ctx.args))
        ctx.obj.say(f"已登记：{row.number}")


def _period(command: Any) -> Any:
    for option in (
        click.option("--until", "until_on", metavar="日期", help="到这一天止。"),
        click.option("--from", "from_on", metavar="日期", help="从这一天起。"),
        click.option("--person", "who", metavar="登录名", help="只列一个人的。"),
    ):
        command = option(command)
    return command


@diary.command("list")
@_period
@click.option("--case", "number", metavar="案号", help="只列与这个案件有关的。")
@json_option
@click.pass_obj
def list_(settings: Settings, /, *, as_json: bool, **wanted: str | None) -> None:
    """列出工作日志。

    \b
    例：casework negotiation diary list --person lawyer.wang --from 2026-01-01
    """
    found = _entries(settings, **wanted)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    rows = [
        (one.number, one.done_on, one.person, one.activity, one.hours, list(one.visited), one.done)
        for one in found
    ]
    heads = ("编号", "日期", "人员", "类别", "小时", "走访单位", "做了什么")
    print_table((), heads, rows, as_json=False)


@diary.command("sum")
@_period
@json_option
@click.pass_obj
def sum_(settings: Settings, /, *, as_json: bool, **wanted: str | None) -> None:
    """每个人一段时间的合计：条数、小时、走访单位、培训人数、案件。

    \b
    例：casework negotiation diary sum --from 2026-01-01 --until 2026-03-31
    """
    from casework.negotiation.diary.queries import sums

    rows = [
        (one.person, one.entries, one.hours, len(one.visited), one.trained, len(one.case_numbers),
         [f"{name}{hours}" for name, hours in one.by_activity.items()])
        for one in sums(_entries(settings, **wanted))
    ]  # fmt: skip
    names = ("person", "entries", "hours", "visited", "trained", "cases", "by_activity")
    heads = ("人员", "条数", "小时", "走访单位", "培训人数", "案件", "各类小时")
    print_table(names, heads, rows, as_json=as_json)


@diary.command("change", context_settings=FREE_OPTIONS)
@_entry
@click.pass_context
def change(ctx: click.Context, /, *, entry_number: str) -> None:
    """修改自己的一条，没有写的栏目不变。

    \b
    例：casework negotiation diary change 云工指导〔2026〕1号 --hours 3
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        row = negotiation.get_diary_entry(work, entry_number)
        negotiation.change_diary_entry(work, row, **given_facts(ctx.args))
        ctx.obj.say(f"已修改：{row.number}")


@diary.command("withdraw")
@_entry
@click.option("--reason", required=True, metavar="理由", help="为什么不再计入；原记录保留。")
@click.pass_obj
def withdraw(settings: Settings, /, *, entry_number: str, reason: str) -> None:
    """撤下自己的一条。

    \b
    例：casework negotiation diary withdraw 云工指导〔2026〕1号 --reason 记错了
    """
    from casework import negotiation

    with settings.work() as work:
        row = negotiation.get_diary_entry(work, entry_number)
        negotiation.withdraw_diary_entry(work, row, reason=reason)
        settings.say(f"已撤下：{row.number}")


def _entries(
    settings: Settings,
    *,
    who: str | None,
    from_on: str | None,
    until_on: str | None,
    number: str | None = None,
) -> "Sequence[DiaryLine]":
    """Return the entries asked for."""
    from casework import cases, negotiation

    first, last = _day("--from", from_on), _day("--until", until_on)
    with settings.read() as work:
        return negotiation.diary_entries(
            work,
            person=cases.organisation.person(work, who) if who else None,
            from_on=first,
            until_on=last,
            case=negotiation.get(work, number) if number else None,
        )


def _day(option: str, text: str | None) -> date | None:
    """Return a day in whichever way it is written."""
    from casework.law import parse_day

    return parse_day(text, place=option) if text else None
