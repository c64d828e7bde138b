"""``casework notice edit``, ``reverse``, ``document``: its words, a step too many, its paper."""

from pathlib import Path

import click

from casework.cli.base import FREE_OPTIONS, Settings, case_argument, given_facts
from casework.cli.notice_rows import called, row_of, told

_code = click.argument("code", metavar="文书")


@click.command("edit", context_settings=FREE_OPTIONS)
@case_argument
@_code
@click.pass_context
def edit(ctx: click.Context, /, *, number: str, code: str) -> None:
    """修改一份起草中的文书，例如 --facts、--basis、--demands、--addressee、--reply-days。

    \b
    例：casework notice edit 云工法检〔2026〕1号 JD-01 --reply-days 10
    """
    from casework import checkup

    with ctx.obj.work() as work:
        row = checkup.edit_notice(work, row_of(work, number, code), **given_facts(ctx.args))
        ctx.obj.say(f"已修改：{called(work, row)}")


@click.command("reverse")
@case_argument
@_code
@click.option("--reason", required=True, metavar="理由", help="为什么撤回。")
@click.pass_obj
def reverse(settings: Settings, /, *, number: str, code: str, reason: str) -> None:
    """撤回文书的最后一步；记录保留，编过的文号作废保留。

    \b
    例：casework notice reverse 云工法检〔2026〕1号 JD-01 --reason 误办
    """
    from casework import checkup

    with settings.work() as work:
        row = row_of(work, number, code)
        checkup.reverse(work, row, reason=reason)
        settings.say(f"已撤回，{called(work, row)}现在是“{told(work, row)['label']}”。")


@click.command("document")
@case_argument
@_code
@click.option("--out", type=click.Path(path_type=Path), metavar="文件", help="写到哪里。")
@click.pass_obj
def document(settings: Settings, /, *, number: str, code: str, out: Path | None) -> None:
    """写出文书：批准以后是定稿，以前是草稿，缺的内容标【待填】并列出。

    \b
    例：casework notice document 云工法检〔2026〕1号 JD-01 --out 意见书.docx
    """
    from casework import documents
    from casework.checkup.notice.fields import TITLES
    from casework.documents.writing import write_bytes

    with settings.read() as work:
        row = row_of(work, number, code)
        kept = next((one for one in documents.issued(work, row) if one.state == "issued"), None)
        if kept is not None:
            path = out or Path(kept.name)
            write_bytes(documents.issued_file(work, row.case, kept.id)[1], path)
            missing: tuple[str, ...] = ()
        else:
            made = documents.draft(work, row, TITLES[row.instrument])
            path, missing = made.write_to(out or Path(made.file_name)), made.missing
    click.echo(f"已写出{'定稿' if kept else '草稿'}：{path.name}")
    if missing:
        click.echo(f"待填 {len(missing)} 处：{'、'.join(missing)}")
