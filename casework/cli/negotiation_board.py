"""``casework negotiation board`` and what is read of the clause ledger: lines, figures, differences, draft."""

from typing import TYPE_CHECKING, Any

import click

from casework.cli.base import Settings, case_argument, json_option, print_json, print_table

if TYPE_CHECKING:
    from casework.negotiation.ledger.board import Line
    from casework.negotiation.ledger.entry import Entry


@click.command("board")
@case_argument
@json_option
@click.pass_obj
def board(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """谈到哪里：对方提出、我方提出、差距、已达成，一款一行。

    \b
    例：casework negotiation board 云工集协〔2026〕1号
    """
    from casework import negotiation

    with settings.read() as work:
        found = negotiation.board(work, negotiation.get(work, number))
    print_table(
        ("topic", "title", "clause", "status", "theirs", "ours", "gaps", "agreed", "note"),
        ("议题", "名称", "条款", "进展", "对方提出", "我方提出", "差距", "已达成", "说明"),
        [_on_board(line) for line in found.lines],
        as_json=as_json,
    )


@click.command("list")
@case_argument
@json_option
@click.pass_obj
def list_lines(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """列出台账的每一行。

    \b
    例：casework negotiation clause list 云工集协〔2026〕1号
    """
    from casework import negotiation

    with settings.read() as work:
        found = negotiation.clause_ledger(work, negotiation.get(work, number))
    names = ("seq", "said_on", "meeting", "side", "act", "code", "text", "figures", "package")
    heads = ("行", "日期", "会次", "一方", "行为", "条款", "文字", "数字", "打包方案")
    rows = [_line(entry) for entry in found.entries]
    print_table(
        (*names, "author", "hash"),
        (*heads, "发言人", "校验值"),
        rows,
        as_json=as_json,
        shown=lambda row: (*row[:-1], row[-1][:12]),
    )


@click.command("figures")
@case_argument
@click.argument("code", metavar="条款", required=False)
@json_option
@click.pass_obj
def figures(settings: Settings, /, *, number: str, code: str | None, as_json: bool) -> None:
    """每个数字一轮一轮怎么变。

    \b
    例：casework negotiation clause figures 云工集协〔2026〕1号 款-01
    """
    from casework import negotiation

    with settings.read() as work:
        found = negotiation.figure_history(work, negotiation.get(work, number), code)
    print_table(
        ("clause", "figure", "round", "side", "version", "amount", "change", "said_on"),
        ("条款", "数字", "会次", "一方", "版本", "提出", "变化", "日期"),
        [
            (f"款-{one.clause:02d}", one.name, move.round, str(move.side), move.version,
             move.shown, move.change, move.said_on)
            for one in found
            for move in one.moves
        ],
        as_json=as_json,
    )  # fmt: skip


@click.command("compare")
@case_argument
@click.argument("code", metavar="条款")
@click.option("--old", type=int, metavar="版本", help="不写是倒数第二版。")
@click.option("--new", type=int, metavar="版本", help="不写是最后一版。")
@click.pass_obj
def compare(
    settings: Settings, /, *, number: str, code: str, old: int | None, new: int | None
) -> None:
    """两个版本的差别：[-删去的-]、{+增加的+}，数字另列。

    \b
    例：casework negotiation clause compare 云工集协〔2026〕1号 款-01 --old 1 --new 3
    """
    from casework import negotiation

    with settings.read() as work:
        case = negotiation.get(work, number)
        found = negotiation.compare_clause(work, case, code, old, new)
    click.echo(str(found))
    for gap in found.figures:
        click.echo(f"{gap.name}：{_value(gap.theirs)} → {_value(gap.ours)}")


@click.command("draft")
@case_argument
@json_option
@click.pass_obj
def draft(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """合同草案：只有双方已达成的条款，连同校验值，还没谈定的另列。

    \b
    例：casework negotiation clause draft 云工集协〔2026〕1号
    """
    from casework import negotiation

    with settings.read() as work:
        found = negotiation.draft_agreement(work, negotiation.get(work, number))
    if as_json:
        articles = [
            {"number": one.number, "topic": one.topic, "clause": one.clause, "text": one.text,
             "version": one.version, "hash": one.hash}
            for one in found.articles
        ]  # fmt: skip
        told = {"articles": articles, "open": found.open, "reserved": found.reserved}
        print_json({**told, "digest": found.digest})
        return
    click.echo(found.text or "还没有一款达成。")
    for line in (*found.open, *found.reserved):
        click.echo(f"· {line}")
    if found.articles:
        click.echo(f"校验值：{found.digest}")


def _on_board(line: "Line") -> tuple[Any, ...]:
    code = line.clause.code if line.clause else ""
    offers = [None if one is None else one.text for one in (line.theirs, line.ours)]
    agreed = line.agreed.text if line.agreed else None
    gaps = [str(gap) for gap in line.gaps]
    return (
        f"题-{line.topic:02d}",
        line.title,
        code,
        line.status.label,
        *offers,
        gaps,
        agreed,
        line.note,
    )


def _line(entry: "Entry") -> tuple[Any, ...]:
    figures = [str(one) for one in entry.figures]
    meeting = f"会-{entry.meeting:02d}" if entry.meeting is not None else ""
    who = str(entry.side), entry.act.label
    return (entry.seq, entry.said_on, meeting, *who, entry.code, entry.text, figures,
            entry.package, entry.author, entry.hash or entry.of)  # fmt: skip


def _value(figure: Any) -> str:
    return figure.value if figure is not None else "（无）"
