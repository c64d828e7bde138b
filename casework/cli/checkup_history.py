"""``casework checkup compare`` and ``repeats``, ``casework enterprise history``: what came before."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from casework.cli.base import Settings, case_argument, json_option, print_json, print_rows

if TYPE_CHECKING:
    from casework.checkup.history.comparison import Comparison


@click.command("compare")
@case_argument
@click.option("--with", "other", metavar="案号", help="与哪一次对比；不写为上一次已签发的。")
@json_option
@click.pass_obj
def compare(settings: Settings, /, *, number: str, other: str | None, as_json: bool) -> None:
    """与同一企业的另一次体检对比：新增、重复、加重、已改、本次未查。

    \b
    例：casework checkup compare 云工法检〔2026〕1号
        casework checkup compare 云工法检〔2026〕1号 --with 云工法检〔2025〕9号
    """
    from casework import checkup as room

    with settings.read() as work:
        beside = room.get(work, other) if other else None
        found = room.compare(work, room.get(work, number), other=beside)
    if as_json:
        print_json(found and asdict(found))
    elif found is None:
        click.echo("这家企业在此以前没有已签发的体检报告，没有可以对比的。")
    else:
        for line in _told(found):
            click.echo(line)
        rows = [
            (one.change, one.then or "", one.now or "", one.item_id or "目录外", one.title,
             "；".join(one.reasons))
            for one in found.lines
        ]  # fmt: skip
        print_rows(("变化", "上次", "本次", "检查项", "标题", "说明"), rows)


def _told(found: "Comparison") -> Iterator[str]:
    yield found.headline()
    for word, side in (("上次", found.then), ("本次", found.now)):
        told = side.figures
        signed = "报告" if side.issued else "尚未签发，按"
        yield (
            f"{word}：{side.number}（{signed}{side.day}），等级{told.grade or '未评'}，"
            f"得分{told.score or '未计分'}，覆盖率{told.coverage}，检查{side.asked}项"
        )
    if found.same_items:
        count, then, now = found.same_items
        yield f"只按两次都有结论的{count}项计算：上次{then}分，本次{now}分"
    yield from found.remarks


@click.command("repeats")
@click.option(
    "--by",
    default="group",
    metavar="归类",
    help="group 同一集团（默认）、sector 同一行业、partner 同一平台及其合作企业。",
)
@click.option("--unit", "unit_name", metavar="单位", help="只看这个单位和它的下级。")
@json_option
@click.pass_obj
def repeats(settings: Settings, /, *, by: str, unit_name: str | None, as_json: bool) -> None:
    """在两家以上企业都查出的检查项：按集团、行业或者平台归类。

    \b
    例：casework checkup repeats --by sector
    """
    from casework import cases
    from casework import checkup as room

    with settings.read() as work:
        unit = cases.organisation.unit(work, unit_name) if unit_name else None
        found = room.repeats(work, by, unit=unit)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    rows = [
        (one.circle, f"{len(one.at)}/{one.companies}", one.item_id, one.title,
         "、".join(f"{each.number}{each.code}" for each in one.found))
        for one in found
    ]  # fmt: skip
    print_rows(("归类", "查出/已查企业", "检查项", "标题", "所在案件和问题"), rows)


@click.command("history")
@click.argument("code", metavar="信用代码")
@json_option
@click.pass_obj
def history(settings: Settings, /, *, code: str, as_json: bool) -> None:
    """一家企业的历次体检：日期、方式、等级、得分、问题、监督文书。

    \b
    例：casework enterprise history 91320583MA1F0X0T0D
    """
    from casework import cases
    from casework import checkup as room

    with settings.read() as work:
        found = room.enterprise_history(work, cases.enterprise.get(work, code))
    if as_json:
        print_json(asdict(found))
        return
    rows = [
        (one.day, one.number, one.mode, one.state,
         one.figures.grade if one.figures else "", one.figures.score if one.figures else "",
         f"{one.findings.high}/{one.findings.middle}/{one.findings.low}",
         f"{one.findings.settled}/{one.findings.open}", len(one.notices),
         one.since.headline() if one.since else "")
        for one in found.checkups
    ]  # fmt: skip
    head = (
        "日期",
        "案号",
        "方式",
        "状态",
        "等级",
        "得分",
        "问题高/中/低",
        "了结/未了结",
        "文书",
        "与上次相比",
    )
    print_rows(head, rows)
