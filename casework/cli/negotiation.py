"""``casework negotiation``: one 集体协商 from the demands to an agreement that is kept."""

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
from casework.cli.negotiation_after import credit, dossier, trace, typical, vote
from casework.cli.negotiation_caucus import caucus
from casework.cli.negotiation_diary import diary
from casework.cli.negotiation_employer import employer
from casework.cli.negotiation_ledger import (
    agreed,
    confirm,
    confirm_package,
    counter,
    propose,
    reopen,
    reserve,
    take_back,
)
from casework.cli.negotiation_meeting import meeting
from casework.cli.negotiation_mend import (
    adopt,
    change_procedure,
    correct,
    handover,
    link,
    renew,
    reverse,
    unlink,
)
from casework.cli.negotiation_plan import dismiss, lint, plan
from casework.cli.negotiation_records import add, edit, records, withdraw
from casework.cli.negotiation_table import board, contract, lines, minutes, redline, rounds
from casework.cli.stepping import print_steps


@click.group()
def negotiation() -> None:
    """集体协商：立项、步骤、代表、议题、会次、条款、表决、报送、履行、工作日志。

    \b
    例：casework negotiation list
    """


@negotiation.command("open", context_settings=FREE_OPTIONS)
@click.argument("procedure", metavar="程序")
@click.argument("code", metavar="信用代码")
@click.option("--unit", "unit_name", required=True, metavar="单位", help="由哪个工会办理。")
@click.option("--number", metavar="旧编号", help="沿用旧编号；不写由系统编号。")
@click.option("--on", "occurred_on", metavar="日期", help="立项日期，不写为今天。")
@click.option("--late-reason", default="", metavar="理由", help="事后补录的理由。")
@click.pass_context
def open_(
    ctx: click.Context,
    /,
    *,
    procedure: str,
    code: str,
    unit_name: str,
    number: str | None,
    **given: Any,
) -> None:
    """立项。程序：full 普通、simple 简易、platform 平台；信用代码是对方的。

    \b
    例：casework negotiation open full 91320583MA1F0X0T0D --unit 云工 --proposer 职工方 --level 企业
        --outcome 集体合同 --labour-relation 全部有劳动关系 --involves-reduction 否 --workforce 180
        --has-union 是 --reason 派送费多年没有调整
    """
    from casework import cases
    from casework import negotiation as room

    with ctx.obj.work() as work:
        enterprise = cases.enterprise.get(work, code)
        home = cases.organisation.unit(work, unit_name)
        own = {**given, **given_facts(ctx.args)}
        case = room.open(work, procedure, enterprise, home, number=number, **own)
        ctx.obj.say(f"已立项：{case.number}")


@negotiation.command("list")
@click.option("--procedure", default="", metavar="程序", help="full、simple 或 platform。")
@click.option("--mine", is_flag=True, help="只列自己参加的。")
@click.option("--finished", is_flag=True, help="列已了结的。")
@click.option("--search", "text", default="", metavar="文字", help="案号或企业名称的一部分。")
@json_option
@click.pass_obj
def list_(settings: Settings, /, *, procedure: str, as_json: bool, **filters: Any) -> None:
    """待办清单，先到期的在前。

    \b
    例：casework negotiation list --procedure platform
    """
    from casework import cases
    from casework.negotiation.service import KINDS

    wanted = [kind for name, kind in KINDS.items() if procedure in {"", name}]
    with settings.read() as work:
        found = [one for kind in wanted for one in cases.worklist(work, kind=kind, **filters)]
    found.sort(key=lambda one: (one.days_left is None, one.days_left or 0))
    rows = [
        (one.number, one.title, one.state_label, one.lead, one.clock.label if one.clock else "",
         one.clock.due_on if one.clock else "", one.days_left)
        for one in found
    ]  # fmt: skip
    names = ("number", "title", "state", "lead", "clock", "due_on", "days_left")
    heads = ("案号", "案件", "状态", "主办", "最先到期", "到期日", "剩余天数")
    print_table(names, heads, rows, as_json=as_json)


@negotiation.command("show")
@case_argument
@json_option
@click.pass_obj
def show(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """显示一个案件：状态、代表有什么不符合规定、期限、经过。

    \b
    例：casework negotiation show 云工集协〔2026〕1号
    """
    from casework import cases
    from casework import negotiation as room

    with settings.read() as work:
        case = room.get(work, number)
        state = work.kind(case).table.label(case.state)
        clocks, past = cases.clocks(work, case), room.timeline(work, case)
        wrong = [str(one) for one in room.defects(work, case)]
        head, version = f"{case.number}  {case.title}  {state}", case.version
    if as_json:
        running = [
            {"label": one.label, "due_on": one.due_on, "status": one.status} for one, _ in clocks
        ]
        told = [
            {"seq": one.seq, "label": one.label, "occurred_on": one.occurred_on} for one in past
        ]
        known = {"number": number, "state": state, "version": version, "defects": wrong}
        print_json({**known, "clocks": running, "timeline": told})
        return
    click.echo(head)
    for line in wrong:
        click.echo(f"代表：{line}")
    for clock, due in clocks:
        click.echo(f"\n【{clock.label}】\n{due.explain()}")
    for row in past:
        lines = "；".join(row.lines)
        click.echo(f"{row.seq:>4}  {row.occurred_on}  {row.label}  {row.actor}  {lines}")


@negotiation.command("steps")
@case_argument
@click.option("--all", "everything", is_flag=True, help="也列出现在不能办理的步骤和全部理由。")
@json_option
@click.pass_obj
def steps(settings: Settings, /, *, number: str, everything: bool, as_json: bool) -> None:
    """现在能办理哪些步骤，各要填什么；不能办理的说明理由。

    \b
    例：casework negotiation steps 云工集协〔2026〕1号 --all
    """
    from casework import negotiation as room

    with settings.read() as work:
        found = [one for one in room.steps(work, room.get(work, number)) if everything or one.here]
    print_steps(found, as_json=as_json)


@negotiation.command("take", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("step", metavar="步骤")
@click.option("--on", "occurred_on", metavar="日期", help="办理日期，不写为今天。")
@click.option("--late-reason", default="", metavar="理由", help="事后补录的理由。")
@evidence_option
@click.pass_context
def take(
    ctx: click.Context, /, *, number: str, step: str, papers: tuple[str, ...], **given: Any
) -> None:
    """办理一个步骤。步骤的事实写成选项，名称见 casework negotiation steps。

    \b
    例：casework negotiation take 云工集协〔2026〕1号 deliver_offer --received-on 2026-03-03
        --manner 直接送达 --received-by 周某 --evidence 送达回证.pdf
    """
    from casework import negotiation as room

    with ctx.obj.work() as work:
        case = room.get(work, number)
        own = {**given, **given_facts(ctx.args)}
        entry = room.take(work, case, step, evidence=slotted(papers), **own)
        late = "（补录）" if entry.meta.get("late") else ""
        ctx.obj.say(f"已办理{late}，案件现在是“{work.kind(case).table.label(case.state)}”。")


for command in (
    meeting, add, records, edit, withdraw, employer, propose, counter, take_back, reserve, confirm,
    reopen, confirm_package, agreed, board, lines, rounds, redline, contract, minutes, vote,
    dossier, trace, credit, typical, plan, lint, dismiss, caucus, diary, correct, reverse, adopt,
    handover, link, unlink, renew, change_procedure,
):  # fmt: skip
    negotiation.add_command(command)
