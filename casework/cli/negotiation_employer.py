"""``casework negotiation employer``: each employer of a sectoral or regional negotiation."""

from typing import Any

import click

from casework.cli.base import (
    FREE_OPTIONS,
    Settings,
    case_argument,
    evidence_option,
    given_facts,
    json_option,
    print_table,
    slotted,
)
from casework.cli.stepping import print_steps

_code = click.argument("code", metavar="编号")


@click.group("employer")
def employer() -> None:
    """行业性、区域性协商的用人单位：覆盖名单，各自的要约、回应、表决、签字。

    \b
    例：casework negotiation employer list 云工集协〔2026〕1号
    """


@employer.command("add", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("name", metavar="名称")
@click.option("--code", "credit_code", default="", metavar="信用代码", help="统一社会信用代码。")
@click.option("--on", "occurred_on", metavar="日期", help="列入日期，不写为今天。")
@click.option("--late-reason", default="", metavar="理由", help="事后补录的理由。")
@click.pass_context
def add(ctx: click.Context, /, *, number: str, name: str, **given: Any) -> None:
    """列入覆盖名单：--workforce 职工人数，--represented-by 授权的企业方代表组织。

    \b
    例：casework negotiation employer add 云工集协〔2026〕1号 云河疾风快递服务有限公司 --workforce 1200
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        case = negotiation.get(work, number)
        row = negotiation.list_employer(work, case, name, **given, **given_facts(ctx.args))
        ctx.obj.say(f"已列入：企-{row.number:02d}")


@employer.command("list")
@case_argument
@json_option
@click.pass_obj
def list_(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """列出覆盖名单，退出的也列。

    \b
    例：casework negotiation employer list 云工集协〔2026〕1号
    """
    from casework import negotiation

    with settings.read() as work:
        rows = [
            (f"企-{one.number:02d}", one.name, one.credit_code,
             work.procedure(one).table.label(one.state))
            for one in negotiation.employers(work, negotiation.get(work, number))
        ]  # fmt: skip
    names = ("code", "name", "credit_code", "state")
    print_table(names, ("编号", "名称", "信用代码", "状态"), rows, as_json=as_json)


@employer.command("steps")
@case_argument
@_code
@click.option("--all", "everything", is_flag=True, help="也列出现在不能办理的步骤和全部理由。")
@json_option
@click.pass_obj
def steps(
    settings: Settings, /, *, number: str, code: str, everything: bool, as_json: bool
) -> None:
    """一个用人单位现在能办理哪些步骤，各要填什么。

    \b
    例：casework negotiation employer steps 云工集协〔2026〕1号 企-03
    """
    from casework import negotiation

    with settings.read() as work:
        row = negotiation.get_employer(work, negotiation.get(work, number), code)
        found = negotiation.steps(work, row)
    print_steps([one for one in found if everything or one.here], as_json=as_json)


@employer.command("take", context_settings=FREE_OPTIONS)
@case_argument
@_code
@click.argument("step", metavar="步骤")
@click.option("--on", "occurred_on", metavar="日期", help="办理日期，不写为今天。")
@click.option("--late-reason", default="", metavar="理由", help="事后补录的理由。")
@evidence_option
@click.pass_context
def take(
    ctx: click.Context,
    /,
    *,
    number: str,
    code: str,
    step: str,
    papers: tuple[str, ...],
    **given: Any,
) -> None:
    """办理一个用人单位的步骤。

    \b
    例：casework negotiation employer take 云工集协〔2026〕1号 企-03 join --received-on 2026-03-09 --evidence 委托书.pdf
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        row = negotiation.get_employer(work, negotiation.get(work, number), code)
        own = {**given, **given_facts(ctx.args)}
        negotiation.take(work, row, step, evidence=slotted(papers), **own)
        ctx.obj.say(f"已办理，{row.name}现在是“{work.procedure(row).table.label(row.state)}”。")


@employer.command("reverse")
@case_argument
@_code
@click.option("--reason", required=True, metavar="理由", help="为什么撤回。")
@click.pass_obj
def reverse(settings: Settings, /, *, number: str, code: str, reason: str) -> None:
    """撤回一个用人单位的最后一步；记录保留。

    \b
    例：casework negotiation employer reverse 云工集协〔2026〕1号 企-03 --reason 误办
    """
    from casework import negotiation

    with settings.work() as work:
        row = negotiation.get_employer(work, negotiation.get(work, number), code)
        negotiation.reverse(work, row, reason=reason)
        settings.say(f"已撤回，{row.name}现在是“{work.procedure(row).table.label(row.state)}”。")
