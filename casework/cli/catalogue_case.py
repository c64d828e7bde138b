"""``casework catalogue preview``: what upgrading the catalogue of an open case would do, before it is done."""

from typing import TYPE_CHECKING, Any

import click

from casework.cli.base import Settings, case_argument, json_option, print_json, print_rows

if TYPE_CHECKING:
    from casework.checkup.catalogue.upgrade import Preview


@click.command()
@case_argument
@click.argument("name", metavar="[目录]", required=False, default="")
@click.option("--all", "whole", is_flag=True, help="没有变化的检查项也列出。")
@json_option
@click.pass_obj
def preview(settings: Settings, *, number: str, name: str, whole: bool, as_json: bool) -> None:
    """升级案件的检查目录以前，看对每一项和已有结论的影响；不写目录则看当前的目录。不改动案件。

    \b
    例：casework catalogue preview 云工法检〔2026〕1号 jiangsu@2026.3
        casework checkup take 云工法检〔2026〕1号 upgrade_catalogue --reason 省里发布新版 --touched 需重新回答
    """
    from casework import checkup

    with settings.read() as work:
        shown = checkup.preview_upgrade(work, checkup.get(work, number), name)
    if as_json:
        print_json(_told(shown))
        return
    _print(shown, whole=whole)


def _told(shown: "Preview") -> dict[str, Any]:
    items = [
        {"id": one.id, "title": one.title, "change": one.word, "scoring": one.scoring,
         "fate": str(one.fate), "why": one.why, "verdict": shown.verdicts.get(one.id),
         "finding": shown.codes.get(one.id), "fields": [field.label for field in one.fields]}
        for one in shown.plan.items
    ]  # fmt: skip
    found = shown.plan.difference
    return {"old": found.old, "new": found.new, "items": items}


def _print(shown: "Preview", *, whole: bool) -> None:
    found, affected = shown.plan.difference, set(shown.plan.affected)
    click.echo(f"{found.old} → {found.new}：本案适用 {len(shown.plan.cut)} 项。")
    rows = [
        (one.id, one.title, one.word, "、".join(field.label for field in one.fields) or "—",
         shown.verdicts.get(one.id, "—"), shown.codes.get(one.id, "—"), f"{one.fate} {one.why}")
        for one in shown.plan.items
        if whole or one.id in affected
    ]  # fmt: skip
    if rows:
        print_rows(("编号", "检查项", "变化", "改动", "现在的结论", "问题", "升级以后"), rows)
    else:
        click.echo("对本案适用的检查项没有变化。")
