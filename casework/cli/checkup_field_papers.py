"""``casework checkup paper``: what the company is asked for, hands in and gets back."""

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

_names = click.argument("names", nargs=-1, required=True, metavar="材料…")


@click.group("paper")
def paper() -> None:
    """资料：清单、收到、未提供、退还、交接清单。

    \b
    例：casework checkup paper list 云工法检〔2026〕1号
    """


@paper.command("list")
@case_argument
@click.option("--all", "everything", is_flag=True, help="也列出检查项另需的材料。")
@json_option
@click.pass_obj
def list_papers(settings: Settings, /, *, number: str, everything: bool, as_json: bool) -> None:
    """列出资料清单和每份的情况。

    \b
    例：casework checkup paper list 云工法检〔2026〕1号
    """
    from casework import checkup as room

    with settings.read() as work:
        rows = [
            (one.state, one.category, one.name, one.need, one.came[-1].on if one.came else "")
            for one in room.paper_list(work, room.get(work, number))
            if everything or one.origin != "items" or one.state != "待提供"
        ]
    names = ("state", "category", "name", "need", "received_on")
    print_table(names, ("情况", "类别", "材料", "要求", "收到日"), rows, as_json=as_json)


@paper.command("receive")
@case_argument
@_names
@click.option("--on", "received_on", required=True, metavar="日期", help="收到日。")
@click.option("--by", "provided_by", default="", metavar="姓名", help="企业的提交人。")
@click.option("--copy", "copy", default="", metavar="形式", help="原件、复印件或电子件。")
@click.option("--stamped", default="", metavar="是否", help="已盖章。")
@evidence_option
@click.pass_obj
def receive(
    settings: Settings,
    /,
    *,
    number: str,
    names: tuple[str, ...],
    papers: tuple[str, ...],
    **given: Any,
) -> None:
    """登记收到的材料：办理“登记收到的资料”一步，写明页数的写成 材料=页数。

    \b
    例：casework checkup paper receive 云工法检〔2026〕1号 工资表=36 考勤记录 --on 2026-03-06 --by 吴经理 --copy 复印件
    """
    from casework import checkup as room

    detail = {"copy": given.pop("copy"), "stamped": given.pop("stamped")}
    asked = {
        name: {**detail, "pages": pages} for name, _, pages in (one.partition("=") for one in names)
    }
    with settings.work() as work:
        case = room.get(work, number)
        entry = room.receive_papers(work, case, asked, evidence=slotted(papers), **given)
        settings.say(
            f"已登记收到 {len(asked)} 份，交接清单：casework checkup paper receipt {number} {entry.seq}"
        )


@paper.command("receipt")
@case_argument
@click.argument("seq", type=int, metavar="经过行号")
@json_option
@click.pass_obj
def receipt(settings: Settings, /, *, number: str, seq: int, as_json: bool) -> None:
    """显示一次收到资料的交接清单。

    \b
    例：casework checkup paper receipt 云工法检〔2026〕1号 6
    """
    from casework import checkup as room
    from casework.checkup.context import fieldwork

    with settings.read() as work:
        told = fieldwork.receipt(work, room.get(work, number), seq)
    if as_json:
        print_json(told)
        return
    click.echo(f"{told['标题']}  {told['案号']}  {told['企业']}  {told['日期']}")
    heads = ("序号", "名称", "形式", "盖章", "页数")
    print_rows(heads, [tuple(row[head] for head in heads) for row in told["资料"]])
    click.echo(f"提交人：{told['提交人'] or '        '}  接收人：{told['接收人']}")


@paper.command("ask", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("name", metavar="材料")
@click.pass_context
def ask(ctx: click.Context, /, *, number: str, name: str) -> None:
    """在清单上增列一份材料：--category 必填，--need、--items 可以写。

    \b
    例：casework checkup paper ask 云工法检〔2026〕1号 门禁记录 --category 人员 --need 近三个月 --items LC-05-01
    """
    from casework import checkup as room

    with ctx.obj.work() as work:
        row = room.ask_paper(work, room.get(work, number), name, **given_facts(ctx.args))
        ctx.obj.say(f"已增列：{row.name}")


@paper.command("withhold")
@case_argument
@_names
@click.option("--on", "told_on", required=True, metavar="日期", help="企业说明的日期。")
@click.option("--reason", required=True, metavar="原因", help="企业说明的原因，照录原意。")
@click.pass_obj
def withhold(settings: Settings, /, *, number: str, names: tuple[str, ...], **given: Any) -> None:
    """登记企业没有提供的材料和原因。

    \b
    例：casework checkup paper withhold 云工法检〔2026〕1号 考勤记录 --on 2026-03-12 --reason 称没有留存
    """
    from casework import checkup as room

    with settings.work() as work:
        room.withhold_papers(work, room.get(work, number), names, **given)
        settings.say(f"已登记未提供：{'、'.join(names)}")


@paper.command("return")
@case_argument
@_names
@click.option("--on", "returned_on", required=True, metavar="日期", help="退还日。")
@click.option("--to", "returned_to", required=True, metavar="姓名", help="企业接收人。")
@click.pass_obj
def return_(settings: Settings, /, *, number: str, names: tuple[str, ...], **given: Any) -> None:
    """登记退还给企业的材料。

    \b
    例：casework checkup paper return 云工法检〔2026〕1号 营业执照 --on 2026-03-20 --to 吴经理
    """
    from casework import checkup as room

    with settings.work() as work:
        room.return_papers(work, room.get(work, number), names, **given)
        settings.say(f"已登记退还：{'、'.join(names)}")
