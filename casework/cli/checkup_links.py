"""``casework checkup link``, ``unlink``, ``links``: cases that have to do with each other."""

import click

from casework.cli.base import Settings, case_argument, json_option, print_table

_other = click.argument("other", metavar="另一案号")
_kind = click.option(
    "--kind", required=True, metavar="关系", help="复查自、转办、并案、引出协商或同一集团。"
)


@click.command("link")
@case_argument
@_other
@_kind
@click.option("--reason", required=True, metavar="理由", help="为什么关联。")
@click.pass_obj
def link(settings: Settings, /, *, number: str, other: str, kind: str, reason: str) -> None:
    """把本案与另一个案件关联；两个案件都留记录。

    \b
    例：casework checkup link 云工法检〔2026〕9号 云工法检〔2026〕1号 --kind 复查自 --reason 一年后复查
    """
    from casework import cases
    from casework import checkup as room

    with settings.work() as work:
        case, its_other = room.get(work, number), cases.get(work, other)
        row = room.link(work, case, its_other, kind=kind, reason=reason)
        settings.say(f"已关联：{case.number} {row.kind} {its_other.number}")


@click.command("unlink")
@case_argument
@_other
@_kind
@click.option("--reason", required=True, metavar="理由", help="为什么解除。")
@click.pass_obj
def unlink(settings: Settings, /, *, number: str, other: str, kind: str, reason: str) -> None:
    """解除一个关联；原来的关联在经过里仍可查。

    \b
    例：casework checkup unlink 云工法检〔2026〕9号 云工法检〔2026〕1号 --kind 复查自 --reason 关联错了
    """
    from casework import cases
    from casework import checkup as room

    with settings.work() as work:
        case, its_other = room.get(work, number), cases.get(work, other)
        room.unlink(work, case, its_other, kind=kind, reason=reason)
        settings.say(f"已解除关联：{case.number} 与 {its_other.number}")


@click.command("links")
@case_argument
@json_option
@click.pass_obj
def links(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """列出与本案关联的案件（看得到的）。

    \b
    例：casework checkup links 云工法检〔2026〕9号
    """
    from casework import checkup as room

    with settings.read() as work:
        found = room.links(work, room.get(work, number))
    rows = [
        (one.words, one.number, one.title, one.state_label, one.linked_on, one.reason)
        for one in found
    ]
    names = ("relation", "number", "title", "state", "linked_on", "reason")
    heads = ("关系", "案号", "案件", "状态", "关联日", "理由")
    print_table(names, heads, rows, as_json=as_json)
