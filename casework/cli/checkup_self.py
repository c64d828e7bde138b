"""``casework checkup self-check``: the company's own check out, in, and beside the lawyer's."""

from pathlib import Path
from typing import Any

import click

from casework.cli.base import (
    FREE_OPTIONS,
    Settings,
    case_argument,
    given_facts,
    json_option,
    print_json,
    print_rows,
)
from casework.cli.checkup_sheet import out_option, preview_json, print_preview


@click.group("self-check")
def self_check() -> None:
    """企业自查：自查表发出、读入、与检查结论对照。

    \b
    例：casework checkup self-check sheet 云工法检〔2026〕1号 --out 自查表.xlsx
    """


@self_check.command("sheet")
@case_argument
@out_option
@click.pass_obj
def sheet(settings: Settings, /, *, number: str, out: Path) -> None:
    """写出企业自查表（xlsx），发给企业填写；表里没有评分、风险、红线和内部提示。

    \b
    例：casework checkup self-check sheet 云工法检〔2026〕1号 --out 自查表.xlsx
    """
    from casework import checkup as room

    with settings.read() as work:
        room.write_self_sheet(work, room.get(work, number), out)
    click.echo(f"已写出：{out.name}")


@self_check.command("import", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@click.option("--apply", "really", is_flag=True, help="没有错误时登记收到并整批读入；不加只预览。")
@click.option("--overwrite", is_flag=True, help="企业先前另有回答的项目也用这张表的内容。")
@click.option("--on", "occurred_on", metavar="日期", help="办理日期，不写为今天。")
@click.option("--late-reason", default="", metavar="理由", help="事后补录的理由。")
@json_option
@click.pass_context
def import_(
    ctx: click.Context,
    /,
    *,
    number: str,
    file: Path,
    really: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """读回企业填好的自查表：先逐行预览，加 --apply 才登记“收到企业自查表”并读入，文件存为证据。

    \b
    例：casework checkup self-check import 云工法检〔2026〕1号 自查表.xlsx --received-on 2026-03-09 --apply
    """
    from casework import checkup as room

    facts = given_facts(ctx.args)
    with ctx.obj.read() as work:
        preview = room.preview_self_check(work, room.get(work, number), file)
    if as_json:
        print_json(preview_json(preview))
    else:
        print_preview(preview)
    if really:
        with ctx.obj.work() as work:
            case = room.get(work, number)
            done = room.import_self_check(work, case, str(file), **given, **facts)
        click.echo(f"已登记收到，读入 {done} 项。企业自查不改变检查结论。", err=as_json)
    elif preview.problems:
        raise click.exceptions.Exit(2)
    elif not as_json:
        click.echo("这是预览，没有读入。加 --apply 和 --received-on 收到日 读入。")


@self_check.command("compare")
@case_argument
@click.option("--all", "everything", is_flag=True, help="一致的和都没有作答的也列出。")
@json_option
@click.pass_obj
def compare(settings: Settings, /, *, number: str, everything: bool, as_json: bool) -> None:
    """企业自查与检查结论对照：逐项列出不一致，附企业自评分（仅供对照）和核定分。

    \b
    例：casework checkup self-check compare 云工法检〔2026〕1号
    """
    from casework import checkup as room

    with settings.read() as work:
        found = room.self_check(work, room.get(work, number))
    if as_json:
        print_json(found.to_dict())
        return
    if not found.answered:
        click.echo("还没有收到企业自查表，或者只登记了收到、没有读入。")
        return
    for line in found.scores():
        click.echo(line)
    counted = "，".join(f"{kind.label}{count}项" for kind, count in found.counts.items())
    click.echo(f"合计：{counted}。\n")
    rows = [row for row in found.ordered() if everything or row.listed]
    print_rows(
        ("编号", "检查项", "企业自查", "检查结论", "对照"),
        [(row.item.id, row.item.title, row.said_label, row.found_label, row.difference.label)
         for row in rows],
    )  # fmt: skip
