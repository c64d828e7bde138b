"""``casework catalogue lint`` and ``diff``: what is wrong with a catalogue, and what a new version changes."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casework.cli.base import Settings, json_option, print_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from casework.checkup.catalogue import Catalogue
    from casework.checkup.catalogue.difference import CatalogueDifference, ItemDifference
    from casework.checkup.catalogue.shelf import Shelf
    from casework.law import Instrument

_WRONG = 2


@click.command()
@click.argument("file", metavar="[目录]", required=False)
@json_option
@click.pass_obj
def lint(settings: Settings, *, file: str | None, as_json: bool) -> None:
    """检查一个目录，所有错误和提醒一次列出；有错误时退出码为 2。不写文件则检查随附目录。

    \b
    例：casework catalogue lint 我的目录.toml
        casework catalogue lint --json > 检查结果.json
    """
    from casework.checkup.catalogue import shipped, text_of
    from casework.checkup.catalogue.lint import examine

    text = text_of(file) if file else shipped().text
    report = examine(text, file or "随附目录", _place(settings)[1])
    if as_json:
        listed = [remark.to_dict() for remark in report.remarks]
        print_json({"source": report.source, "items": report.items, "remarks": listed})
    else:
        for remark in report.remarks:
            click.echo(str(remark))
        told = f"错误 {len(report.errors)} 处，提醒 {len(report.warnings)} 处"
        head = "没有错误" if not report.errors else "有错误，不能使用"
        click.echo(f"{report.source} {head}：读到 {report.items} 项，{told}。")
    if report.errors:
        sys.exit(_WRONG)


@click.command()
@click.argument("old", metavar="旧目录")
@click.argument("new", metavar="新目录")
@json_option
@click.pass_obj
def diff(settings: Settings, *, old: str, new: str, as_json: bool) -> None:
    """列出两个目录的差别：计分有改动的、只改文字的、新增的、取消的。目录写名称@版本，或文件。

    例：casework catalogue diff jiangsu@2026.2 我的目录.toml
    """
    from casework.checkup.catalogue.difference import compare

    found = compare(opened(settings, old), opened(settings, new))
    if as_json:
        print_json(found.to_dict())
        return
    print_difference(found)


def print_difference(found: "CatalogueDifference") -> None:
    """Print a difference list: what touches scoring first."""
    from casework.checkup.catalogue.difference import Sort

    click.echo(f"{found.old} → {found.new}")
    _changed("计分有改动", found.scoring)
    _changed("只改文字", found.wording)
    for label, items in (("新增", found.of(Sort.NEW)), ("取消", found.of(Sort.GONE))):
        if items:
            click.echo(f"{label}（{len(items)} 项）：")
            for one in items:
                click.echo(f"  {one.id} {one.title}")
    click.echo(f"未变 {len(found.of(Sort.UNCHANGED))} 项。")


def _changed(label: str, items: "Sequence[ItemDifference]") -> None:
    if items:
        click.echo(f"{label}（{len(items)} 项）：")
    for one in items:
        click.echo(f"  {one.id} {one.title}")
        for field in one.fields:
            mark = "（计分）" if field.scoring else ""
            click.echo(f"    {field.label}{mark}：{field.old} → {field.new}")


def opened(settings: Settings, name: str | None) -> "Catalogue":
    """Return a catalogue by name, by file, or the current one.

    Raises:
        NotFound: there is no such file, or no catalogue of that name.
        DefinitionError: it is wrong, with every problem.
    """
    from casework.checkup.catalogue import load

    folder, register = _place(settings)
    beside = folder is not None and name is not None and (folder / name).is_file()
    if name and (Path(name).is_file() or (name.endswith(".toml") and not beside)):
        return load(name, register)
    found = shelf(settings)
    return found.find(name) if name else found.current


def shelf(settings: Settings) -> "Shelf":
    """Return what may be chosen: with ``--db`` the files beside that casebook too."""
    from casework.checkup.catalogue.shelf import offered

    return offered(*_place(settings))


def _place(settings: Settings) -> "tuple[Path | None, Mapping[str, Instrument] | None]":
    """Return the folder of the user's own catalogues and the instruments they may cite."""
    if settings.db:
        book = settings.book()
        book.close()
        return book.catalogues, book.law.instruments
    named = os.environ.get("CASEWORK_CATALOGUES")
    return (Path(named) if named else None), None
