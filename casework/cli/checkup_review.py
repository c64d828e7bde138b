"""``casework checkup review``: remarks of the second person, answers to them, the quality, the rounds."""

from typing import Any

import click

from casework.cli.base import (
    FREE_OPTIONS,
    Settings,
    case_argument,
    given_facts,
    json_option,
    print_json,
    print_table,
)

_code = click.argument("code", metavar="意见编号")


@click.group("review")
def review() -> None:
    """复核：逐条意见、回应、了结，报告质量评分，各次送审对照。

    \b
    例：casework checkup review remarks 云工法检〔2026〕1号
    """


@review.command("remarks")
@case_argument
@json_option
@click.pass_obj
def remarks(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """列出全部复核意见，各次送审的都在。

    \b
    例：casework checkup review remarks 云工法检〔2026〕1号
    """
    from casework import checkup as room

    with settings.read() as work:
        found = room.remarks(work, room.get(work, number))
        rows: list[dict[str, Any]] = [
            {
                "code": one.code,
                "round": one.row.round,
                "about": one.row.concerns,
                "title": one.title,
                "kind": one.row.kind,
                "severity": one.row.severity,
                "text": one.row.text,
                "by": one.written_by,
                "state": one.row.state,
                "reply": one.row.reply,
                "reply_reason": one.row.reply_reason,
                "closed_note": one.row.closed_note,
                "version": one.row.version,
                "changes": [f"{told.who}{told.what}" for told in one.changes],
            }
            for one in found
        ]
        states = [one.state for one in found]
    if as_json:
        print_json(rows)
        return
    for row, state in zip(rows, states, strict=True):
        where = f"{row['about']} {row['title']}"
        click.echo(f"{row['code']}  第{row['round']}次  {row['severity']}  {state}  {where}")
        click.echo(f"      {row['by']}（{row['kind']}）：{row['text']}")
        answer = [f"回应：{row['reply']}。{row['reply_reason']}"] if row["reply"] else []
        for line in (*answer, *row["changes"]):
            click.echo(f"      {line}")


@review.command("remark")
@case_argument
@click.argument("about", metavar="针对", default="")
@click.option(
    "--kind", required=True, metavar="类别", help="事实不清、依据不准、评级不当、表述、证据、其他。"
)
@click.option("--severity", required=True, metavar="程度", help="必须改或建议。")
@click.option("--text", required=True, metavar="文字", help="哪里有问题，应当怎样。")
@click.pass_obj
def remark(settings: Settings, /, *, number: str, about: str, **given: Any) -> None:
    """写一条复核意见，针对检查项、问题；不写针对什么的，指整份报告。

    \b
    例：casework checkup review remark 云工法检〔2026〕1号 WT-01 --kind 事实不清 --severity 必须改 --text 未写明抽查份数
    """
    from casework import checkup as room

    with settings.work() as work:
        row = room.write_remark(work, room.get(work, number), about, **given)
        settings.say(f"已写复核意见：{row.code}（第 {row.round} 次送审）")


@review.command("reword")
@case_argument
@_code
@click.option("--kind", metavar="类别", help="事实不清、依据不准、评级不当、表述、证据、其他。")
@click.option("--severity", metavar="程度", help="必须改或建议。")
@click.option("--text", metavar="文字", help="改后的意见。")
@click.pass_obj
def reword(settings: Settings, /, *, number: str, code: str, **given: Any) -> None:
    """改写自己在这次送审写的意见；只写要改的选项。

    \b
    例：casework checkup review reword 云工法检〔2026〕1号 FH-01 --severity 建议
    """
    from casework import checkup as room

    with settings.work() as work:
        told = {name: value for name, value in given.items() if value is not None}
        row = room.reword_remark(work, room.get(work, number), code, **told)
        settings.say(f"已修改：{row.code}")


@review.command("reply")
@case_argument
@_code
@click.option("--reply", required=True, metavar="回应", help="已改或不改。")
@click.option("--reason", "reply_reason", default="", metavar="说明", help="不改的必须写理由。")
@click.pass_obj
def reply(settings: Settings, /, *, number: str, code: str, **given: Any) -> None:
    """退回以后，由起草人回应一条意见。

    \b
    例：casework checkup review reply 云工法检〔2026〕1号 FH-01 --reply 已改 --reason 已补写抽查份数
    """
    from casework import checkup as room

    with settings.work() as work:
        row = room.reply_remark(work, room.get(work, number), code, **given)
        settings.say(f"已回应：{row.code}，{row.reply}")


@review.command("close")
@case_argument
@_code
@click.option("--note", "closed_note", default="", metavar="说明", help="没有回应就了结的必须写。")
@click.pass_obj
def close(settings: Settings, /, *, number: str, code: str, closed_note: str) -> None:
    """由复核人了结一条意见。

    \b
    例：casework checkup review close 云工法检〔2026〕1号 FH-01
    """
    from casework import checkup as room

    with settings.work() as work:
        row = room.close_remark(work, room.get(work, number), code, closed_note=closed_note)
        settings.say(f"已了结：{row.code}")


@review.command("reopen")
@case_argument
@_code
@click.option("--reason", required=True, metavar="理由", help="为什么不认可回应。")
@click.pass_obj
def reopen(settings: Settings, /, *, number: str, code: str, reason: str) -> None:
    """不认可回应，要求重新回应；先前的回应留在经过里。

    \b
    例：casework checkup review reopen 云工法检〔2026〕1号 FH-01 --reason 总数仍未写明
    """
    from casework import checkup as room

    with settings.work() as work:
        row = room.reopen_remark(work, room.get(work, number), code, reason=reason)
        settings.say(f"已退回回应：{row.code}")


@review.command("score", context_settings=FREE_OPTIONS)
@case_argument
@click.pass_context
def score(ctx: click.Context, /, *, number: str) -> None:
    """为最近一次送审的报告质量评分（内部评价）；不写任何分数时列出评分项。

    \b
    例：casework checkup review score 云工法检〔2026〕1号 --facts-clear 22 --bases-right 25
        --grade-fit 15 --remedy-workable 16 --well-worded 14 --comment 依据准确
    """
    from casework import checkup as room
    from casework.checkup.review import quality

    given = given_facts(ctx.args)
    if not given:
        for one in quality.shipped().criteria:
            click.echo(f"--{one.name.replace('_', '-')}  {one.label}  满分 {one.points}")
        return
    with ctx.obj.work() as work:
        row = room.score_quality(work, room.get(work, number), **given)
        ctx.obj.say(f"第 {row.round} 次送审的报告质量：{row.total} 分（内部评价）")


@review.command("rounds")
@case_argument
@click.option(
    "--compare",
    nargs=2,
    type=int,
    default=None,
    metavar="甲 乙",
    help="对照两次送审；乙写 0 指现在。",
)
@json_option
@click.pass_obj
def rounds(
    settings: Settings, /, *, number: str, compare: tuple[int, int] | None, as_json: bool
) -> None:
    """各次送审并列：结果、意见、质量评分；两次之间改了什么。

    \b
    例：casework checkup review rounds 云工法检〔2026〕1号 --compare 1 2
    """
    from casework import checkup as room

    with settings.read() as work:
        case = room.get(work, number)
        if compare is None:
            _print_rounds(room.review_rounds(work, case), as_json)
        else:
            told = room.round_differences(work, case, compare[0], compare[1] or None)
            _print_differences(told, as_json)


def _print_rounds(found: Any, as_json: bool) -> None:  # noqa: FBT001 - private
    rows = [
        (one.number, one.submitted_on, one.submitted_by, one.outcome, one.decided_by,
         len(one.remarks), one.score.total if one.score else None)
        for one in found
    ]  # fmt: skip
    names = ("round", "submitted_on", "submitted_by", "outcome", "decided_by", "remarks", "score")
    heads = ("次", "送审日", "送审人", "结果", "复核人", "意见", "质量分")
    print_table(names, heads, rows, as_json=as_json)


def _print_differences(found: Any, as_json: bool) -> None:  # noqa: FBT001 - private
    if as_json:
        names = ("place", "title", "field", "before", "after")
        print_json([{name: getattr(one, name) for name in names} for one in found])
        return
    for one in found:
        click.echo(f"{one.place or '报告'} {one.title} · {one.field}：{one.before} → {one.after}")
    if not found:
        click.echo("两次送审的内容相同。")
