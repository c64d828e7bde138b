"""``casework checkup base``: what a verdict rests on; ``withdraw-record``: what no longer counts."""

from typing import Any

import click

from casework.cli.base import Settings, case_argument, json_option, print_json

_code = click.argument("code", metavar="编号")
_reason = click.option(
    "--reason", required=True, metavar="理由", help="为什么不再计入；原记录保留。"
)


@click.command("withdraw-record")
@case_argument
@_code
@_reason
@click.pass_obj
def withdraw_record(settings: Settings, /, *, number: str, code: str, reason: str) -> None:
    """撤下一个站点、一次抽样、访谈或问卷：不再计入，记录保留。

    \b
    例：casework checkup withdraw-record 云工法检〔2026〕1号 访-03 --reason 与访-02重复登记
    """
    from casework import checkup as room

    with settings.work() as work:
        row = room.withdraw_record(work, room.get(work, number), code, reason=reason)
        settings.say(f"已撤下：{row.code}")


@click.command("base")
@case_argument
@click.argument("item_id", metavar="检查项", required=False)
@json_option
@click.pass_obj
def base(settings: Settings, /, *, number: str, item_id: str | None, as_json: bool) -> None:
    """一个检查项的结论依据什么：抽样、访谈、问卷；不写检查项时，列出没有充分核实的。

    \b
    例：casework checkup base 云工法检〔2026〕1号 LC-05-01
    """
    from casework import checkup as room

    with settings.read() as work:
        case = room.get(work, number)
        found = (
            [room.base(work, case, item_id)]
            if item_id
            else list(room.weak_items(work, case).values())
        )
        rows = [_told(one) for one in found]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        parts = [*row["samples"], *row["interviews"], *row["questions"]]
        click.echo(f"{row['item']}  {'、'.join(parts) or '没有登记抽样、访谈、问卷'}")
        click.echo(f"  {row['sentence']}" if row["sentence"] else "  数量达到建议。")
    if not rows:
        click.echo("没有数量不足的检查项。")


def _told(one: Any) -> dict[str, Any]:
    return {
        "item": one.item_id,
        "samples": [row.code for row in one.samples],
        "interviews": [row.code for row in one.interviews],
        "questions": [f"{row.code} {question['text']}" for row, question in one.questions],
        "weak": one.weak,
        "sentence": one.sentence,
    }
