"""``casework checkup sheet`` and ``import``: the check sheet out to the field and back."""

from pathlib import Path
from typing import Any

import click

from casework.cli.base import Settings, case_argument, json_option, print_json

out_option = click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="文件",
    help="写到哪个 xlsx 文件。",
)


@click.command("sheet")
@case_argument
@out_option
@click.pass_obj
def sheet(settings: Settings, /, *, number: str, out: Path) -> None:
    """写出裁剪好的检查表（xlsx），带到现场填写。

    \b
    例：casework checkup sheet 云工法检〔2026〕1号 --out 检查表.xlsx
    """
    from casework import checkup as room

    with settings.read() as work:
        room.write_sheet(work, room.get(work, number), out)
    click.echo(f"已写出：{out.name}")


@click.command("import")
@case_argument
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@click.option("--apply", "really", is_flag=True, help="没有错误时整批写入；不加只预览。")
@click.option("--overwrite", is_flag=True, help="表格写出之后别人改过的行也用表格的内容。")
@json_option
@click.pass_obj
def import_(
    settings: Settings, /, *, number: str, file: Path, really: bool, overwrite: bool, as_json: bool
) -> None:
    """读回填好的检查表：先逐行预览，加 --apply 才整批写入；有一处错误就一行也不写。

    \b
    例：casework checkup import 云工法检〔2026〕1号 检查表.xlsx --apply
    """
    from casework import checkup as room

    with settings.read() as work:
        preview = room.preview_sheet(work, room.get(work, number), file)
    if as_json:
        print_json(preview_json(preview))
    else:
        print_preview(preview)
    if really:
        with settings.work() as work:
            done = room.import_sheet(work, room.get(work, number), file, overwrite=overwrite)
        click.echo(f"已写入 {done} 行。", err=as_json)
    elif not as_json and not preview.problems:
        click.echo("这是预览，没有写入。加 --apply 写入。")
    if preview.problems and not really:
        raise click.exceptions.Exit(2)


def print_preview(preview: Any) -> None:
    """Print what a returned sheet would do: notes, rows, conflicts, problems, counts."""
    for note in preview.notes:
        click.echo(f"注意：{note}")
    for row in preview.rows:
        if row.status != "unchanged" and not row.problems:
            click.echo(f"{row.status.label}  “{row.sheet}”第{row.row}行  {row.key}")
    for row in preview.moved_on:
        click.echo(
            f"冲突  “{row.sheet}”第{row.row}行  {row.key}：写出表格以后别人改过，写入要加 --overwrite"
        )
    for problem in preview.problems:
        click.echo(f"错误  {problem}", err=True)
    counted = "，".join(f"{status.label}{count}行" for status, count in preview.counts().items())
    click.echo(f"合计：{counted}。")


def preview_json(preview: Any) -> dict[str, Any]:
    """Return the same for a script."""
    return {
        "counts": {status.value: count for status, count in preview.counts().items()},
        "notes": list(preview.notes),
        "problems": [{"place": one.place, "message": one.message} for one in preview.problems],
        "rows": [
            {"sheet": row.sheet, "row": row.row, "key": row.key, "status": row.status.value}
            for row in preview.rows
        ],
    }
