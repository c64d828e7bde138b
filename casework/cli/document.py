"""``casework document``: drafts, issued documents, and whether a template pack is sound."""

from pathlib import Path
from typing import Any

import click

from casework.cli.base import Settings, case_argument, json_option, print_json, print_table
from casework.errors import DefinitionError

_title = click.argument("title", metavar="文书")


@click.group()
def document() -> None:
    """文书：草稿、签发件、模板检查。

    \b
    例：casework document draft 云工法检〔2026〕1号 体检报告 --out 草稿.docx
    """


@document.command("packs")
@json_option
def packs(*, as_json: bool) -> None:
    """列出可用的文书模板。

    \b
    例：casework document packs
    """
    from casework.documents.pack import all_packs

    rows = [(one.title, one.version, str(one.folder.name)) for one in all_packs()]
    names = ("title", "version", "folder")
    print_table(names, ("文书", "版本", "文件夹"), rows, as_json=as_json)


@document.command("draft")
@case_argument
@_title
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="写到哪里；不写用文书自己的文件名。",
)
@click.pass_obj
def draft(settings: Settings, /, *, number: str, title: str, out: Path | None) -> None:
    """按现在的内容生成草稿；缺的内容标【待填】并列出。

    \b
    例：casework document draft 云工法检〔2026〕1号 体检报告 --out 草稿.docx
    """
    from casework import cases, documents

    with settings.read() as work:
        made = documents.draft(work, cases.get(work, number), title)
    path = made.write_to(out or Path(made.file_name))
    click.echo(f"已写出：{path.name}")
    if made.missing:
        click.echo(f"待填 {len(made.missing)} 处：{'、'.join(made.missing)}")


@document.command("context")
@case_argument
@_title
@click.pass_obj
def context(settings: Settings, /, *, number: str, title: str) -> None:
    """输出文书所用的全部内容（JSON）。

    \b
    例：casework document context 云工法检〔2026〕1号 体检报告
    """
    from casework import cases, documents

    with settings.read() as work:
        print_json(documents.context_of(work, cases.get(work, number), title))


@document.command("issued")
@case_argument
@click.option(
    "--save", "folder", type=click.Path(path_type=Path), metavar="文件夹", help="把签发件存到这里。"
)
@json_option
@click.pass_obj
def issued(settings: Settings, /, *, number: str, folder: Path | None, as_json: bool) -> None:
    """列出签发的文书，或者存出来；存出前核对校验值。

    \b
    例：casework document issued 云工法检〔2026〕1号 --save 文书
    """
    from casework import cases, documents
    from casework.documents.writing import write_bytes

    with settings.read() as work:
        case = cases.get(work, number)
        records = documents.issued(work, case)
        rows: list[tuple[Any, ...]] = [(one.name, one.state, one.sha256) for one in records]
        if folder is not None:
            for record in records:
                _, data = documents.issued_file(work, case, record.id)
                write_bytes(data, folder / record.name)
    words = {"issued": "有效", "void": "作废"}
    print_table(
        ("name", "state", "sha256"),
        ("文件", "状态", "SHA-256"),
        rows,
        as_json=as_json,
        shown=lambda row: (row[0], words[row[1]], row[2]),
    )


@document.command("check")
@click.argument("folder", type=click.Path(path_type=Path), metavar="文件夹")
def check(*, folder: Path) -> None:
    """检查一个模板文件夹：字段、括号、分支，逐处指出。

    \b
    例：casework document check doc_templates/checkup/report
    """
    from casework.documents import lint, pack

    problems = lint.check(pack.load(folder))
    if problems:
        raise DefinitionError(folder.name, problems)
    click.echo("模板没有发现问题。")
