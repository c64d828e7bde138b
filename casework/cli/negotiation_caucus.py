"""``casework negotiation caucus``: what only the union side may see, and what figures cost."""

import click

from casework.cli.base import (
    FREE_OPTIONS,
    Settings,
    case_argument,
    given_facts,
    json_option,
    print_table,
)

_code = click.argument("code", metavar="编号")


@click.group("caucus")
def caucus() -> None:
    """工会内部：底线、备选方案、内部意见、测算；不进入任何给对方的文书。

    \b
    例：casework negotiation caucus list 云工集协〔2026〕1号
    """


@caucus.command("note", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("matter", metavar="类别")
@click.argument("opinion", metavar="意见")
@click.pass_context
def note(ctx: click.Context, /, *, number: str, matter: str, opinion: str) -> None:
    """记一条：类别是底线、备选方案或者内部意见；--clause、--topic、--option、--option-figures。

    \b
    例：casework negotiation caucus note 云工集协〔2026〕1号 底线 不低于1元 --clause 款-01
        --option-figures "派送费 1元/件"
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        case = negotiation.get(work, number)
        row = negotiation.write_note(work, case, matter, opinion, **given_facts(ctx.args))
        ctx.obj.say(f"{row.code} 已记下，只有工会一方看得到。")


@caucus.command("basis", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("clause", metavar="条款")
@click.argument("figure", metavar="数字")
@click.pass_context
def basis(ctx: click.Context, /, *, number: str, clause: str, figure: str) -> None:
    """写明一个数字乘以什么：--volume 每人每月的量，--persons 人数，--present 现行的数。

    \b
    例：casework negotiation caucus basis 云工集协〔2026〕1号 款-01 派送费 --volume 2600 --persons 900 --present 0.8
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        case = negotiation.get(work, number)
        row = negotiation.set_cost_basis(work, case, clause, figure, **given_facts(ctx.args))
        ctx.obj.say(f"{row.code} 已记下，只有工会一方看得到。")


@caucus.command("list")
@case_argument
@json_option
@click.pass_obj
def list_(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """列出底线、备选方案、内部意见。

    \b
    例：casework negotiation caucus list 云工集协〔2026〕1号
    """
    from casework import negotiation

    with settings.read() as work:
        rows = [
            (
                one.code,
                one.matter,
                one.topic,
                one.clause,
                one.option,
                one.option_figures,
                one.opinion,
            )
            for one in negotiation.internal_notes(work, negotiation.get(work, number))
        ]
    names = ("code", "matter", "topic", "clause", "option", "figures", "opinion")
    heads = ("编号", "类别", "议题", "条款", "方案", "数字", "意见")
    print_table(names, heads, rows, as_json=as_json)


@caucus.command("cost")
@case_argument
@json_option
@click.pass_obj
def cost(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """每个方案一个月合多少钱：现行、双方、打包方案、底线、备选并排。

    \b
    例：casework negotiation caucus cost 云工集协〔2026〕1号
    """
    from casework import negotiation

    with settings.read() as work:
        made = negotiation.costing(work, negotiation.get(work, number))
    rows = [
        (f"款-{line.basis.clause:02d}", line.basis.figure, column, cell.figure.value, cell.monthly,
         cell.each, cell.more)
        for line in made.lines
        for column, cell in line.cells.items()
    ]  # fmt: skip
    names = ("clause", "figure", "column", "value", "monthly", "each", "more")
    heads = ("条款", "数字", "方案", "数值", "每月合计（元）", "每人每月（元）", "比现行多（元）")
    print_table(names, heads, rows, as_json=as_json)
    for line in () if as_json else made.lacking:
        click.echo(f"注意：{line}")


@caucus.command("edit", context_settings=FREE_OPTIONS)
@case_argument
@_code
@click.pass_context
def edit(ctx: click.Context, /, *, number: str, code: str) -> None:
    """修改一条内部记录或者测算依据，没有写的栏目不变。

    \b
    例：casework negotiation caucus edit 云工集协〔2026〕1号 算-01 --persons 950
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        case = negotiation.get(work, number)
        row = negotiation.change_internal(work, case, code, **given_facts(ctx.args))
        ctx.obj.say(f"已修改：{row.code}")


@caucus.command("withdraw")
@case_argument
@_code
@click.option("--reason", required=True, metavar="理由", help="为什么不再计入；原记录保留。")
@click.pass_obj
def withdraw(settings: Settings, /, *, number: str, code: str, reason: str) -> None:
    """撤下一条内部记录或者测算依据。

    \b
    例：casework negotiation caucus withdraw 云工集协〔2026〕1号 内-02 --reason 写重了
    """
    from casework import negotiation

    with settings.work() as work:
        case = negotiation.get(work, number)
        row = negotiation.withdraw_internal(work, case, code, reason=reason)
        settings.say(f"已撤下：{row.code}")
