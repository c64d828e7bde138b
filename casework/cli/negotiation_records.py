"""``casework negotiation add``, ``records``, ``edit``, ``withdraw``: whatever is written down beside the steps."""

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

_register = click.argument("register", metavar="登记")
_code = click.argument("code", metavar="编号")


@click.command("add", context_settings=FREE_OPTIONS)
@case_argument
@_register
@click.pass_context
def add(ctx: click.Context, /, *, number: str, register: str) -> None:
    """登记一项：representative 代表、demand 诉求、topic 议题、meeting 会次、attendance 到会、statement 会议记录、
    dossier 报送材料、performance 履约检查。要填什么，见 casework negotiation records --fields。

    \b
    例：casework negotiation add 云工集协〔2026〕1号 topic --title 派送费 --subject 计件单价
    """
    from casework import negotiation
    from casework.negotiation.recording import register_named

    known = register_named(register)
    given = given_facts(ctx.args, {fact.name for fact in known.facts})
    with ctx.obj.work() as work:
        row = negotiation.add(work, negotiation.get(work, number), known.name, **given)
        ctx.obj.say(f"已登记：{row.code}")


@click.command("records")
@case_argument
@_register
@click.option("--withdrawn", is_flag=True, help="也列已经撤下的。")
@click.option("--fields", is_flag=True, help="不列记录，只列要填什么。")
@json_option
@click.pass_obj
def records(
    settings: Settings,
    /,
    *,
    number: str,
    register: str,
    withdrawn: bool,
    fields: bool,
    as_json: bool,
) -> None:
    """列出一种登记，或者登记时要填什么。

    \b
    例：casework negotiation records 云工集协〔2026〕1号 topic
    """
    from casework import negotiation
    from casework.negotiation.recording import register_named

    known = register_named(register)
    if fields:
        names, heads = ("name", "label", "required", "options"), ("选项", "名称", "必填", "可选")
        asked = [
            (f"--{one.name.replace('_', '-')}", one.label, one.required, list(one.options))
            for one in known.facts
        ]
        print_table(
            names, heads, asked, as_json=as_json,
            shown=lambda row: (*row[:2], "必填" if row[2] else "", row[3]),
        )  # fmt: skip
        return
    with settings.read() as work:
        found = negotiation.listed(
            work, negotiation.get(work, number), known.name, withdrawn=withdrawn
        )
        rows = [
            (one.code, *(getattr(one, fact.name) for fact in known.facts), one.withdrawn_because)
            for one in found
        ]
    print_table(
        ("code", *(fact.name for fact in known.facts), "withdrawn_because"),
        ("编号", *(fact.label for fact in known.facts), "撤下的理由"),
        rows,
        as_json=as_json,
        shown=lambda row: tuple(map(_plain, row)),
    )


@click.command("edit", context_settings=FREE_OPTIONS)
@case_argument
@_code
@click.pass_context
def edit(ctx: click.Context, /, *, number: str, code: str) -> None:
    """修改一项登记，没有写的栏目不变。

    \b
    例：casework negotiation edit 云工集协〔2026〕1号 代-02 --left-on 2026-03-18 --left-because 调离
    """
    from casework import negotiation
    from casework.negotiation.recording import register_named

    known = register_named(code.strip()[:1])
    given = given_facts(ctx.args, {fact.name for fact in known.facts})
    with ctx.obj.work() as work:
        row = negotiation.edit(work, negotiation.get(work, number), code, **given)
        ctx.obj.say(f"已修改：{row.code}")


@click.command("withdraw")
@case_argument
@_code
@click.option("--reason", required=True, metavar="理由", help="为什么不再计入；原记录保留。")
@click.pass_obj
def withdraw(settings: Settings, /, *, number: str, code: str, reason: str) -> None:
    """撤下一项登记。

    \b
    例：casework negotiation withdraw 云工集协〔2026〕1号 诉-03 --reason 重复登记
    """
    from casework import negotiation

    with settings.work() as work:
        row = negotiation.withdraw(work, negotiation.get(work, number), code, reason=reason)
        settings.say(f"已撤下：{row.code}")


def _plain(value: Any) -> Any:
    return ("是" if value else "") if isinstance(value, bool) else value
