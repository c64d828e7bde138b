"""``casework checkup answer``, ``score``, ``findings`` …: what was found, item by item."""

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

_code = click.argument("code", metavar="问题编号")


@click.command("answer")
@case_argument
@click.argument("item_id", metavar="检查项")
@click.argument("verdict", metavar="结论")
@click.option("--facts", default="", metavar="文字", help="查明的事实；证据不足写“未见”“未提供”。")
@click.option("--workers", type=int, metavar="人数", help="涉及人数。")
@click.option(
    "--forms",
    default="",
    metavar="类型",
    help="涉及的用工形式，几种用“、”隔开；不写指本项所涉的全部。",
)
@click.option("--amount", metavar="元", help="涉及金额。")
@click.option("--sampled", type=int, metavar="份", help="抽查数。")
@click.option("--of", "sampled_of", type=int, metavar="份", help="抽样所在的总数。")
@click.option("--seed", default="", metavar="种子", help="随机抽样所用的种子。")
@click.option(
    "--draw",
    default="",
    metavar="抽样",
    help="已登记的抽样，例如 抽-01：抽查数、总数、种子随之填写。",
)
@click.option("--red-line", is_flag=True, help="查明的事实符合红线情形。")
@click.option(
    "--papers",
    "named",
    multiple=True,
    metavar="名称",
    help="看过、没有存入系统的资料的名称，可以多个；要存的文件用 --evidence。",
)
@click.option("--note", default="", metavar="文字", help="内部备注，不写进报告。")
@evidence_option
@click.pass_obj
def answer(
    settings: Settings,
    /,
    *,
    number: str,
    papers: tuple[str, ...],
    named: tuple[str, ...],
    **given: Any,
) -> None:
    """填写一个检查项的结论：合规、部分合规、不合规、不适用、未能核实（或 1 至 5）。

    \b
    例：casework checkup answer 云工法检〔2026〕1号 LC-05-01 不合规 --facts 未见考勤记录 --workers 12
    """
    from casework import checkup as room

    with settings.work() as work:
        case = room.get(work, number)
        row = room.answer(work, case, evidence=list(papers), papers=list(named), **given)
        left = sum(1 for _, found in room.items(work, case) if found is None)
        settings.say(
            f"已记录：{row.item_id} {room.Verdict(row.verdict).label}。还有 {left} 项没有结论。"
        )


@click.command("score")
@case_argument
@json_option
@click.pass_obj
def score(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """按现有结论计分，每个数都说明来历。

    \b
    例：casework checkup score 云工法检〔2026〕1号
    """
    from casework import checkup as room

    with settings.read() as work:
        result = room.score(work, room.get(work, number))
    if as_json:
        print_json(result.to_dict())
    else:
        click.echo(result.explain())


@click.command("findings")
@case_argument
@json_option
@click.pass_obj
def findings(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """列出问题：先红线，再高、中、低风险。

    \b
    例：casework checkup findings 云工法检〔2026〕1号
    """
    from casework import checkup as room

    with settings.read() as work:
        found = room.findings(work, room.get(work, number))
        rows = [
            (one.code, one.title, one.risk, one.rectify_days, one.item_id or "", one.state)
            for one in found
        ]
    names = ("code", "title", "risk", "rectify_days", "item", "state")
    heads = ("编号", "标题", "风险", "整改天数", "检查项", "状态")
    print_table(names, heads, rows, as_json=as_json)


@click.command("edit", context_settings=FREE_OPTIONS)
@case_argument
@_code
@click.pass_context
def edit(ctx: click.Context, /, *, number: str, code: str) -> None:
    """修改一个问题的内容，例如 --facts、--remedy、--rectify-days、--department。

    依据逐条核对后用 --bases-checked 是 确认；删去不能成立的用 --sentences；--worker-forms 写涉及的用工形式。

    \b
    例：casework checkup edit 云工法检〔2026〕1号 WT-03 --department 人力资源部 --rectify-days 20
    """
    from casework import checkup as room

    with ctx.obj.work() as work:
        row = room.edit(work, room.get(work, number), code, **given_facts(ctx.args))
        ctx.obj.say(f"已修改：{row.code} {row.title}")


@click.command("add", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("title", metavar="标题")
@evidence_option
@click.pass_context
def add(ctx: click.Context, /, *, number: str, title: str, papers: tuple[str, ...]) -> None:
    """写一个目录外的发现：--facts、--sentences（依据）、--remedy、--risk 必填。

    \b
    例：casework checkup add 云工法检〔2026〕1号 宿舍通道充电 --facts 通道停放充电车6辆
        --sentences 不符合《消防法》第十六条关于保障疏散通道畅通的规定。 --remedy 立即清除 --risk 高
    """
    from casework import checkup as room

    with ctx.obj.work() as work:
        given = given_facts(ctx.args)
        row = room.add_free(work, room.get(work, number), title, evidence=slotted(papers), **given)
        ctx.obj.say(f"已写成问题：{row.code} {row.title}")


@click.command("withdraw")
@case_argument
@_code
@click.option("--reason", required=True, metavar="理由", help="为什么撤下。")
@click.pass_obj
def withdraw(settings: Settings, /, *, number: str, code: str, reason: str) -> None:
    """撤下一个目录外的问题；来自检查项的问题，改该项的结论即可撤下。

    \b
    例：casework checkup withdraw 云工法检〔2026〕1号 WT-03 --reason 核实后不成立
    """
    from casework import checkup as room

    with settings.work() as work:
        room.withdraw(work, room.get(work, number), code, reason=reason)
        settings.say(f"已撤下：{code}")
