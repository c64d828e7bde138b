"""``casework checkup``: one company's check-up from 立项 to the issued report."""

from typing import Any

import click

from casework.cli.base import (
    FREE_OPTIONS,
    Settings,
    case_argument,
    evidence_option,
    given_facts,
    json_option,
    print_json,
    print_table,
    slotted,
)
from casework.cli.checkup_field import interview, site, survey
from casework.cli.checkup_field_base import base, withdraw_record
from casework.cli.checkup_field_papers import paper
from casework.cli.checkup_field_samples import sample
from casework.cli.checkup_history import compare, repeats
from casework.cli.checkup_items import add, answer, edit, findings, score, withdraw
from casework.cli.checkup_links import link, links, unlink
from casework.cli.checkup_mend import adopt, correct, handover, reverse
from casework.cli.checkup_recheck import recheck
from casework.cli.checkup_review import review
from casework.cli.checkup_self import self_check
from casework.cli.checkup_sheet import import_, sheet
from casework.cli.checkup_statistics import statistics
from casework.cli.stepping import print_steps


@click.group()
def checkup() -> None:
    """法治体检：立项、步骤、检查表、问题、评分。

    \b
    例：casework checkup list
    """


@checkup.command("open", context_settings=FREE_OPTIONS)
@click.argument("code", metavar="信用代码")
@click.option("--unit", "unit_name", required=True, metavar="单位", help="由哪个工会办理。")
@click.option("--number", metavar="旧编号", help="沿用旧编号；不写由系统编号。")
@click.pass_context
def open_(ctx: click.Context, /, *, code: str, unit_name: str, number: str | None) -> None:
    """立项。立项的事实写成选项，例如 --source 年度计划。

    \b
    例：casework checkup open 91320583MA1F0X0T0D --unit 云工 --source 年度计划 --mode 深度 --reason 年度计划第3项
    """
    from casework import cases
    from casework import checkup as room

    with ctx.obj.work() as work:
        enterprise = cases.enterprise.get(work, code)
        home = cases.organisation.unit(work, unit_name)
        extra = {"number": number} if number else {}
        case = room.open(work, enterprise, home, **given_facts(ctx.args), **extra)
        ctx.obj.say(f"已立项：{case.number}")


@checkup.command("list")
@click.option("--mine", is_flag=True, help="只列自己参加的。")
@click.option("--finished", is_flag=True, help="列已了结的。")
@click.option("--search", "text", default="", metavar="文字", help="案号或企业名称的一部分。")
@json_option
@click.pass_obj
def list_(settings: Settings, /, *, as_json: bool, **filters: Any) -> None:
    """待办清单，先到期的在前。

    \b
    例：casework checkup list --mine
    """
    from casework import cases

    with settings.read() as work:
        found = cases.worklist(work, kind="checkup", **filters)
    rows = [
        (one.number, one.title, one.state_label, one.lead, one.clock.label if one.clock else "",
         one.clock.due_on if one.clock else "", one.days_left)
        for one in found
    ]  # fmt: skip
    names = ("number", "title", "state", "lead", "clock", "due_on", "days_left")
    heads = ("案号", "案件", "状态", "主办", "最先到期", "到期日", "剩余")
    print_table(names, heads, rows, as_json=as_json, shown=lambda row: (*row[:-1], _left(row[-1])))


@checkup.command("show")
@case_argument
@json_option
@click.pass_obj
def show(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """显示一个案件：状态、期限、经过。

    \b
    例：casework checkup show 云工法检〔2026〕1号
    """
    from casework import cases
    from casework import checkup as room

    with settings.read() as work:
        case = room.get(work, number)
        clocks = cases.clocks(work, case)
        rows = cases.timeline(work, case)
        if as_json:
            print_json(
                {
                    "number": case.number,
                    "state": case.state,
                    "version": case.version,
                    "clocks": [
                        {"label": one.label, "due_on": one.due_on, "status": one.status}
                        for one, _ in clocks
                    ],
                    "timeline": [
                        {"seq": row.seq, "label": row.label, "occurred_on": row.occurred_on}
                        for row in rows
                    ],
                }
            )
            return
        click.echo(f"{case.number}  {case.title}")
        for clock, due in clocks:
            click.echo(f"\n【{clock.label}】\n{due.explain()}")
        for row in rows:
            click.echo(
                f"{row.seq:>4}  {row.occurred_on}  {row.label}  {row.actor}  {'；'.join(row.lines)}"
            )


@checkup.command("steps")
@case_argument
@click.option("--all", "everything", is_flag=True, help="也列出现在不能办理的步骤和全部理由。")
@json_option
@click.pass_obj
def steps(settings: Settings, /, *, number: str, everything: bool, as_json: bool) -> None:
    """现在能办理哪些步骤，各要填什么；不能办理的说明理由。

    \b
    例：casework checkup steps 云工法检〔2026〕1号 --all
    """
    from casework import checkup as room

    with settings.read() as work:
        found = [one for one in room.steps(work, room.get(work, number)) if everything or one.here]
    print_steps(found, as_json=as_json)


@checkup.command("take", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("step", metavar="步骤")
@click.option("--on", "occurred_on", metavar="日期", help="办理日期，不写为今天。")
@click.option("--late-reason", default="", metavar="理由", help="事后补录的理由。")
@evidence_option
@click.pass_context
def take(
    ctx: click.Context, /, *, number: str, step: str, papers: tuple[str, ...], **given: Any
) -> None:
    """办理一个步骤。步骤的事实写成选项，名称见 casework checkup steps。

    \b
    例：casework checkup take 云工法检〔2026〕1号 notify --received-on 2026-03-03 --evidence 送达回证.pdf
    """
    from casework import checkup as room

    with ctx.obj.work() as work:
        case = room.get(work, number)
        entry = room.take(
            work, case, step, evidence=slotted(papers), **given, **given_facts(ctx.args)
        )
        late = "（补录）" if entry.meta.get("late") else ""
        ctx.obj.say(f"已办理{late}，案件现在是“{work.kind(case).table.label(case.state)}”。")


def _left(days: int | None) -> str:
    if days is None:
        return ""
    return f"逾期{-days}天" if days < 0 else f"还有{days}天" if days else "今天到期"


for command in (
    sheet, import_, self_check, answer, score, findings, edit, add, withdraw,
    correct, reverse, adopt, handover, link, unlink, links, compare, repeats, statistics,
    recheck, review, paper, sample, site, interview, survey, withdraw_record, base,
):  # fmt: skip
    checkup.add_command(command)
