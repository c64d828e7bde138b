"""``casework negotiation correct`` … ``change-procedure``: mistakes, old papers, other hands, what goes on."""

from pathlib import Path
from typing import Any

import click

from casework.cli.base import FREE_OPTIONS, Settings, case_argument, evidence_option, given_facts
from casework.cli.checkup_mend import papers_in

_reason = click.option("--reason", required=True, metavar="理由", help="为什么。")
_other = click.argument("other", metavar="另一案号")
_kind = click.option(
    "--kind", required=True, metavar="关系", help="例如 续订自、引出协商、同一集团。"
)


@click.command("correct", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("seq", type=int, metavar="行号")
@_reason
@click.option("--on", "occurred_on", metavar="日期", help="更正后的办理日期。")
@evidence_option
@click.pass_context
def correct(
    ctx: click.Context, /, *, number: str, seq: int, papers: tuple[str, ...], **given: Any
) -> None:
    """更正一个步骤的事实；行号见 casework negotiation show。

    \b
    例：casework negotiation correct 云工集协〔2026〕1号 4 --received-on 2026-03-04 --reason 回证日期看错
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        case = negotiation.get(work, number)
        own = {**given, **given_facts(ctx.args)}
        done = negotiation.correct(work, case, seq, evidence=list(papers), **own)
        ctx.obj.say("已更正。")
        for line in (*done.moved, *(f"不再成立：{said}" for said in done.no_longer_hold)):
            ctx.obj.say(f"  {line}")


@click.command("reverse")
@case_argument
@_reason
@click.pass_obj
def reverse(settings: Settings, /, *, number: str, reason: str) -> None:
    """撤回最后一步；记录保留。

    \b
    例：casework negotiation reverse 云工集协〔2026〕1号 --reason 后来收到按期的回应
    """
    from casework import negotiation

    with settings.work() as work:
        case = negotiation.get(work, number)
        step = work.kind(case).table.steps[negotiation.reverse(work, case, reason=reason).step]
        label = work.kind(case).table.label(case.state)
        settings.say(f"已撤回“{step.label}”，案件现在是“{label}”。")


@click.command("adopt")
@case_argument
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@_reason
@click.pass_obj
def adopt(settings: Settings, /, *, number: str, file: Path, reason: str) -> None:
    """按纸质案卷补录已经走过的步骤。文件是 TOML：每步一节 [[step]]，写 name、on 和各项事实。

    \b
    例：casework negotiation adopt 云工集协〔2026〕1号 案卷.toml --reason 已协商数周，按纸质案卷转入
    """
    from casework import negotiation

    with settings.work() as work:
        case = negotiation.get(work, number)
        remarks = negotiation.adopt(work, case, papers_in(file), reason=reason)
    click.echo("已补录。")
    for remark in remarks:
        click.echo(f"  留意：{remark}")


@click.command("handover")
@case_argument
@click.argument("to", metavar="登录名")
@_reason
@click.pass_obj
def handover(settings: Settings, /, *, number: str, to: str, reason: str) -> None:
    """把主办移交给另一个人。

    \b
    例：casework negotiation handover 云工集协〔2026〕1号 lawyer.zhao --reason 岗位调整
    """
    from casework import cases, negotiation

    with settings.work() as work:
        case = negotiation.get(work, number)  # first: who may not know of the case learns no name
        person = cases.organisation.colleague(work, case.unit, to)
        negotiation.handover(work, case, person, reason=reason)
        settings.say(f"已移交给{person.name}。")


@click.command("link")
@case_argument
@_other
@_kind
@_reason
@click.pass_obj
def link(settings: Settings, /, *, number: str, other: str, kind: str, reason: str) -> None:
    """把本案与另一个案件关联，例如同一企业的普通程序和平台程序。

    \b
    例：casework negotiation link 云工平协〔2026〕1号 云工集协〔2026〕1号 --kind 同一集团 --reason 混合用工分开协商
    """
    from casework import cases, negotiation

    with settings.work() as work:
        case, its_other = negotiation.get(work, number), cases.get(work, other)
        row = negotiation.link(work, case, its_other, kind=kind, reason=reason)
        settings.say(f"已关联：{case.number} {row.kind} {its_other.number}")


@click.command("unlink")
@case_argument
@_other
@_kind
@_reason
@click.pass_obj
def unlink(settings: Settings, /, *, number: str, other: str, kind: str, reason: str) -> None:
    """解除一个关联；原来的关联在经过里仍可查。

    \b
    例：casework negotiation unlink 云工平协〔2026〕1号 云工集协〔2026〕1号 --kind 同一集团 --reason 关联错了
    """
    from casework import cases, negotiation

    with settings.work() as work:
        case, its_other = negotiation.get(work, number), cases.get(work, other)
        negotiation.unlink(work, case, its_other, kind=kind, reason=reason)
        settings.say(f"已解除关联：{case.number} 与 {its_other.number}")


@click.command("renew", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("purpose", metavar="目的")
@click.option("--ground", default="", metavar="事由", help="变更、解除的事由。")
@click.pass_context
def renew(ctx: click.Context, /, *, number: str, purpose: str, ground: str) -> None:
    """开立续订、变更、解除或者下一轮：另立新案，从原文本谈起，与本案关联。

    \b
    例：casework negotiation renew 云工集协〔2026〕1号 续订
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        case = negotiation.get(work, number)
        own = given_facts(ctx.args)
        new = negotiation.carry_on(work, case, purpose, ground=ground, **own)
        ctx.obj.say(f"已立项：{new.number}，{purpose}自 {case.number}")


@click.command("change-procedure", context_settings=FREE_OPTIONS)
@case_argument
@_reason
@click.pass_context
def change_procedure(ctx: click.Context, /, *, number: str, reason: str) -> None:
    """由简易程序转为普通程序：另立新案，带走诉求、议题、代表；原案了结。--outcome 写要订立的合同。

    \b
    例：casework negotiation change-procedure 云工简协〔2026〕1号 --reason 需要签订集体合同 --outcome 集体合同
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        case = negotiation.get(work, number)
        new = negotiation.change_procedure(work, case, reason=reason, **given_facts(ctx.args))
        ctx.obj.say(f"已转为：{new.number}")
