"""``casework negotiation board``, ``lines``, ``rounds``, ``redline``, ``contract``, ``minutes``: the ledger to read."""

import click

from casework.cli.base import Settings, case_argument, json_option, print_json, print_table
from casework.negotiation.digest import short


@click.command("board")
@case_argument
@json_option
@click.pass_obj
def board(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """条款看板：对方提出、我方提出、差距、已达成。

    \b
    例：casework negotiation board 云工集协〔2026〕1号
    """
    from casework import negotiation

    with settings.read() as work:
        found = negotiation.board(work, negotiation.get(work, number))
    rows = []
    for line in found.lines:
        now = line.clause.current if line.clause else None
        offers = [one.text if one else "" for one in (line.theirs, line.ours)]
        rows.append(
            (line.title, line.clause.code if line.clause else "", line.status.label, *offers,
             [str(gap) for gap in line.gaps], line.agreed.text if line.agreed else "",
             short(now.hash) if now else "", line.rounds, line.note)
        )  # fmt: skip
    names = (
        "topic", "clause", "status", "theirs", "ours", "gaps", "agreed", "hash", "rounds", "note",
    )  # fmt: skip
    heads = (
        "议题", "条款", "状态", "对方提出", "我方提出", "差距", "已达成", "校验值", "版本数", "说明",
    )  # fmt: skip
    print_table(names, heads, rows, as_json=as_json)


@click.command("lines")
@case_argument
@json_option
@click.pass_obj
def lines(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """条款台账的每一行，照写入的先后。

    \b
    例：casework negotiation lines 云工集协〔2026〕1号
    """
    from casework import negotiation

    with settings.read() as work:
        found = negotiation.clause_ledger(work, negotiation.get(work, number))
    rows = [
        (one.seq, one.said_on, f"会-{one.meeting:02d}" if one.meeting is not None else "",
         str(one.side), one.act.label, one.code, one.text, [str(figure) for figure in one.figures],
         one.package, one.author, short(one.hash or one.of))
        for one in found.entries
    ]  # fmt: skip
    names = (
        "seq", "said_on", "meeting", "side", "act", "code", "text", "figures", "package", "author",
        "hash",
    )  # fmt: skip
    heads = (
        "行", "日期", "会次", "一方", "行为", "条款", "文字", "数字", "打包方案", "发言人", "校验值",
    )  # fmt: skip
    print_table(names, heads, rows, as_json=as_json)


@click.command("rounds")
@case_argument
@click.option("--clause", metavar="条款", help="只看一个条款。")
@json_option
@click.pass_obj
def rounds(settings: Settings, /, *, number: str, clause: str | None, as_json: bool) -> None:
    """每个数字一轮一轮怎样变的。

    \b
    例：casework negotiation rounds 云工集协〔2026〕1号 --clause 款-01
    """
    from casework import negotiation

    with settings.read() as work:
        found = negotiation.figure_history(work, negotiation.get(work, number), clause)
    rows = [
        (f"款-{one.clause:02d}", one.name, move.round, move.side, move.said_on, move.shown, move.change,
         "达成" if move.agreed else "撤回" if move.withdrawn else "")
        for one in found
        for move in one.moves
    ]  # fmt: skip
    names = ("clause", "figure", "round", "side", "said_on", "value", "change", "standing")
    heads = ("条款", "数字", "轮次", "一方", "日期", "数值", "变动", "情况")
    print_table(names, heads, rows, as_json=as_json)


@click.command("redline")
@case_argument
@click.argument("clause", metavar="条款")
@click.option("--old", type=int, metavar="版本", help="不写为倒数第二版。")
@click.option("--new", type=int, metavar="版本", help="不写为最后一版。")
@click.pass_obj
def redline(
    settings: Settings, /, *, number: str, clause: str, old: int | None, new: int | None
) -> None:
    """一个条款两个版本的花脸稿：[-删去的-]、{+增加的+}，数字另列。

    \b
    例：casework negotiation redline 云工集协〔2026〕1号 款-01 --old 1 --new 3
    """
    from casework import negotiation

    with settings.read() as work:
        found = negotiation.compare_clause(work, negotiation.get(work, number), clause, old, new)
    click.echo(str(found))
    for gap in found.figures:
        old_value, new_value = (
            one.value if one is not None else "（无）" for one in (gap.theirs, gap.ours)
        )
        click.echo(f"{gap.name}：{old_value} → {new_value}")


@click.command("contract")
@case_argument
@json_option
@click.pass_obj
def contract(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """已达成的条款连成的草案、它的校验值、还没有达成的。

    \b
    例：casework negotiation contract 云工集协〔2026〕1号
    """
    from casework import negotiation

    with settings.read() as work:
        draft = negotiation.draft_agreement(work, negotiation.get(work, number))
    if as_json:
        print_json(
            {
                "text": draft.text,
                "articles": [
                    {
                        "clause": f"款-{one.clause:02d}",
                        "version": one.version,
                        "text": one.text,
                        "hash": one.hash,
                    }
                    for one in draft.articles
                ],
                "digest": draft.digest,
                "open": list(draft.open),
                "reserved": list(draft.reserved),
            }
        )
        return
    click.echo(draft.text or "还没有一款达成。")
    for line in (*draft.open, *draft.reserved):
        click.echo(f"注意：{line}")
    if draft.articles:
        click.echo(f"校验值 {short(draft.digest)}")


@click.command("minutes")
@case_argument
@click.argument("meeting", metavar="会次")
@json_option
@click.pass_obj
def minutes(settings: Settings, /, *, number: str, meeting: str, as_json: bool) -> None:
    """一次会议上各议题谁提出了什么、怎样收尾。

    \b
    例：casework negotiation minutes 云工集协〔2026〕1号 会-01
    """
    from casework import negotiation

    with settings.read() as work:
        found = negotiation.meeting_talks(work, negotiation.get(work, number), meeting)
    rows = [
        (talk.title, f"款-{talk.clause:02d}", list(talk.lines), talk.result) for talk in found.talks
    ]
    if as_json:
        print_table(("topic", "clause", "lines", "result"), (), rows, as_json=True)
        return
    for title, clause, lines, result in rows:
        click.echo(f"{title} {clause}")
        for line in lines:
            click.echo(f"    {line}")
        click.echo(f"    结果：{result}")
