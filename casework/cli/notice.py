"""``casework notice``: 一函两书 of a check-up, from the draft to what came of it."""

from typing import Any

import click

from casework.cli.base import (
    FREE_OPTIONS,
    Settings,
    case_argument,
    evidence_option,
    given_facts,
    json_option,
    print_json,
    print_rows,
    print_table,
    slotted,
)
from casework.cli.notice_mend import document, edit, reverse
from casework.cli.notice_rows import called, row_of, told
from casework.cli.stepping import print_steps

_code = click.argument("code", metavar="文书")


@click.group()
def notice() -> None:
    """监督文书（一函两书）：提示函、意见书、建议书。文书写编号（JD-01）或者文号。

    \b
    例：casework notice list 云工法检〔2026〕1号
    """


@notice.command("suggest")
@case_argument
@json_option
@click.pass_obj
def suggest(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """每个问题可以怎样处理：只是建议，发不发、发哪一种由人决定。

    \b
    例：casework notice suggest 云工法检〔2026〕1号
    """
    from casework import checkup

    with settings.read() as work:
        found = checkup.notice_suggestions(work, checkup.get(work, number))
    names = ("finding", "title", "instrument", "why", "cautions", "notices")
    rows = [
        (one.code, one.title, one.instrument, one.why, list(one.cautions), list(one.notices))
        for one in found
    ]
    heads = ("问题", "标题", "建议", "理由", "留意", "已有文书")
    print_table(
        names, heads, rows, as_json=as_json, shown=lambda row: (*row[:4], "".join(row[4]), row[5])
    )


@notice.command("open", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("instrument", metavar="种类")
@click.option("--finding", "findings", multiple=True, metavar="问题", help="针对的问题，可以多个。")
@click.option("--on", "occurred_on", metavar="日期", help="起草日期，不写为今天。")
@click.option("--late-reason", default="", metavar="理由", help="事后补录的理由。")
@click.pass_context
def open_(ctx: click.Context, /, *, number: str, **given: Any) -> None:
    """起草一份文书：提示函、意见书、建议书或者拒绝监督建议书。--source 和 --reason 写明为什么发出。

    \b
    例：casework notice open 云工法检〔2026〕1号 意见书 --finding WT-01 --source 现场红线 --reason 拖欠工资涉及23人
    """
    from casework import checkup

    with ctx.obj.work() as work:
        case = checkup.get(work, number)
        row = checkup.open_notice(work, case, **given, **given_facts(ctx.args))
        ctx.obj.say(f"已起草{row.instrument}：{called(work, row)}。内容按问题预填，请核对。")


@notice.command("list")
@case_argument
@json_option
@click.pass_obj
def list_(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """列出一个案件的文书。

    \b
    例：casework notice list 云工法检〔2026〕1号
    """
    from casework import checkup

    with settings.read() as work:
        rows = [told(work, row) for row in checkup.notices(work, checkup.get(work, number))]
    if as_json:
        print_json(rows)
        return
    shown = [
        (
            one["code"],
            one["instrument"],
            one["document_number"] or "",
            one["label"],
            "、".join(one["findings"]),
        )
        for one in rows
    ]
    print_rows(("编号", "文书", "文号", "状态", "问题"), shown)


@notice.command("show")
@case_argument
@_code
@json_option
@click.pass_obj
def show(settings: Settings, /, *, number: str, code: str, as_json: bool) -> None:
    """显示一份文书：内容、期限、经过。

    \b
    例：casework notice show 云工法检〔2026〕1号 JD-01
    """
    from casework import cases, checkup
    from casework.checkup.notice.fields import asked_of

    with settings.read() as work:
        row = row_of(work, number, code)
        clocks = cases.clocks(work, row)
        past = [one for one in checkup.timeline(work, row.case) if one.subject == row.subject]
        said = {fact.label: getattr(row, fact.name) for fact in asked_of(row.instrument)}
        known = told(work, row)
    if as_json:
        running = [{"label": one.label, "due_on": one.due_on} for one, _ in clocks]
        print_json({**known, "said": said, "clocks": running})
        return
    click.echo(f"{known['code']}  {known['instrument']}  {known['label']}")
    for label, value in said.items():
        click.echo(f"{label}：{'、'.join(value) if isinstance(value, list) else value or ''}")
    for clock, due in clocks:
        click.echo(f"\n【{clock.label}】\n{due.explain()}")
    for one in past:
        click.echo(f"{one.seq:>4}  {one.occurred_on}  {one.label}  {one.actor}")


@notice.command("steps")
@case_argument
@_code
@click.option("--all", "everything", is_flag=True, help="也列出现在不能办理的步骤和全部理由。")
@json_option
@click.pass_obj
def steps(
    settings: Settings, /, *, number: str, code: str, everything: bool, as_json: bool
) -> None:
    """现在能办理哪些步骤，各要填什么；不能办理的说明理由。

    \b
    例：casework notice steps 云工法检〔2026〕1号 JD-01
    """
    from casework import checkup

    with settings.read() as work:
        found = checkup.steps(work, row_of(work, number, code))
    print_steps([one for one in found if everything or one.here], as_json=as_json)


@notice.command("take", context_settings=FREE_OPTIONS)
@case_argument
@_code
@click.argument("step", metavar="步骤")
@click.option("--on", "occurred_on", metavar="日期", help="办理日期，不写为今天。")
@click.option("--late-reason", default="", metavar="理由", help="事后补录的理由。")
@evidence_option
@click.pass_context
def take(
    ctx: click.Context,
    /,
    *,
    number: str,
    code: str,
    step: str,
    papers: tuple[str, ...],
    **given: Any,
) -> None:
    """办理文书的一个步骤。步骤的事实写成选项，名称见 casework notice steps。

    \b
    例：casework notice take 云工法检〔2026〕1号 JD-01 serve_opinion --received-on 2026-03-26 --evidence 送达回证.pdf
    """
    from casework import checkup

    with ctx.obj.work() as work:
        row = row_of(work, number, code)
        own = {**given, **given_facts(ctx.args)}
        checkup.take(work, row, step, evidence=slotted(papers), **own)
        ctx.obj.say(f"已办理，{called(work, row)}现在是“{told(work, row)['label']}”。")


for command in (edit, reverse, document):
    notice.add_command(command)
