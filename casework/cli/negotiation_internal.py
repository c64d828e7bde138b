"""``casework negotiation internal``: what only the union side may see, and what offers come to a month."""

from typing import Any

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


@click.group("internal")
def internal() -> None:
    """内部记录：底线、备选方案、内部意见、测算；只有工会一方看得到。

    \b
    例：casework negotiation internal list 云工集协〔2026〕1号
    """


@internal.command("note", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("matter", metavar="类别")
@click.argument("opinion", metavar="意见")
@click.pass_context
def note(ctx: click.Context, /, *, number: str, matter: str, opinion: str) -> None:
    """写下底线、备选方案或者内部意见；可以写 --topic、--clause、--option 方案名称、--option-figures 数字。

    \b
    例：casework negotiation internal note 云工集协〔2026〕1号 底线 不能再低 --clause 款-01
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        case = negotiation.get(work, number)
        row = negotiation.write_note(work, case, matter, opinion, **given_facts(ctx.args))
        ctx.obj.say(f"{row.code} 已记下，只有工会一方看得到。")


@internal.command("basis", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("clause", metavar="条款")
@click.argument("figure", metavar="数字")
@click.pass_context
def basis(ctx: click.Context, /, *, number: str, clause: str, figure: str) -> None:
    """写下一个数字乘以什么：--volume 每人每月的量、--persons 人数；可以写 --unit-value、--present、--basis-from。

    \b
    例：casework negotiation internal basis 云工集协〔2026〕1号 款-01 派送费 --volume 2600 --persons 320 --present 0.8
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        case = negotiation.get(work, number)
        row = negotiation.set_cost_basis(work, case, clause, figure, **given_facts(ctx.args))
        ctx.obj.say(f"{row.code} 已记下，只有工会一方看得到。")


@internal.command("change", context_settings=FREE_OPTIONS)
@case_argument
@_code
@click.pass_context
def change(ctx: click.Context, /, *, number: str, code: str) -> None:
    """修改一条内部记录或者测算依据；没有写的不变。

    \b
    例：casework negotiation internal change 云工集协〔2026〕1号 内-01 --opinion 可以再让一步
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        case = negotiation.get(work, number)
        row = negotiation.change_internal(work, case, code, **given_facts(ctx.args))
        ctx.obj.say(f"{row.code} 已修改。")


@internal.command("withdraw")
@case_argument
@_code
@click.option("--reason", required=True, metavar="理由", help="为什么撤下。")
@click.pass_obj
def withdraw(settings: Settings, /, *, number: str, code: str, reason: str) -> None:
    """撤下一条内部记录或者测算依据，写明理由。

    \b
    例：casework negotiation internal withdraw 云工集协〔2026〕1号 内-01 --reason 写错
    """
    from casework import negotiation

    with settings.work() as work:
        case = negotiation.get(work, number)
        row = negotiation.withdraw_internal(work, case, code, reason=reason)
        settings.say(f"{row.code} 已撤下。")


@internal.command("list")
@case_argument
@json_option
@click.pass_obj
def list_notes(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """列出底线、备选方案和内部意见。

    \b
    例：casework negotiation internal list 云工集协〔2026〕1号
    """
    from casework import negotiation

    names = ("code", "matter", "topic", "clause", "option", "option_figures", "opinion")
    with settings.read() as work:
        found = negotiation.internal_notes(work, negotiation.get(work, number))
        rows = [tuple(getattr(row, name) for name in names) for row in found]
    heads = ("编号", "类别", "议题", "条款", "方案", "数字", "意见")
    print_table(names, heads, rows, as_json=as_json)


@internal.command("cost")
@case_argument
@json_option
@click.pass_obj
def cost(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """数字乘以量和人数：现行、双方、各方案、底线和备选各是一个月多少元，并排看。

    \b
    例：casework negotiation internal cost 云工集协〔2026〕1号
    """
    from casework import negotiation

    with settings.read() as work:
        found = negotiation.costing(work, negotiation.get(work, number))
    rows: list[tuple[Any, ...]] = []
    for line in found.lines:
        monthly = [cell and cell.monthly for cell in map(line.cells.get, found.columns)]
        rows.append(
            (f"款-{line.basis.clause:02d}", line.basis.figure, line.basis.persons, *monthly)
        )
    rows.append(("合计", "", "", *(found.total(column) for column in found.columns)))
    names = ("clause", "figure", "persons", *found.columns)
    heads = ("条款", "数字", "人数", *(f"{column}（元/月）" for column in found.columns))
    print_table(names, heads, rows, as_json=as_json)
    for sentence in found.lacking:
        click.echo(f"注意：{sentence}", err=True)
