"""``casework checkup site``, ``interview``, ``survey``: what is recorded on the spot."""

from collections.abc import Callable
from typing import IO, Any

import click

from casework.cli.base import (
    FREE_OPTIONS,
    Settings,
    case_argument,
    given_facts,
    json_option,
    print_table,
)

_code = click.argument("code", metavar="编号")
_reason = click.option(
    "--reason", required=True, metavar="理由", help="为什么不再计入；原记录保留。"
)


@click.group("site")
def site() -> None:
    """站点：名称、地址、人数、到访日。

    \b
    例：casework checkup site list 云工法检〔2026〕1号
    """


@click.group("interview")
def interview() -> None:
    """访谈：不记姓名，一次一份；还差几人。

    \b
    例：casework checkup interview list 云工法检〔2026〕1号
    """


@click.group("survey")
def survey() -> None:
    """问卷：发放、收回、有效份数和各题结果。

    \b
    例：casework checkup survey list 云工法检〔2026〕1号
    """


@site.command("add", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("name", metavar="名称")
@click.pass_context
def add_site(ctx: click.Context, /, *, number: str, name: str) -> None:
    """登记一个站点。人数写 --labour、--partial、--civil、--dispatched（劳动、不完全、民事、派遣）。

    \b
    例：casework checkup site add 云工法检〔2026〕1号 城东站 --labour 50 --partial 30 --visited-on 2026-03-10
    """
    _write(ctx, number, lambda room, *of, **given: room.add_site(*of, name, **given))


@site.command("edit", context_settings=FREE_OPTIONS)
@case_argument
@_code
@click.pass_context
def edit_site(ctx: click.Context, /, *, number: str, code: str) -> None:
    """修改一个站点，没有写的栏目不变。

    \b
    例：casework checkup site edit 云工法检〔2026〕1号 站-01 --visited-on 2026-03-10 --visited-by 王律
    """
    _write(ctx, number, lambda room, *of, **given: room.edit_site(*of, code, **given))


@interview.command("add", context_settings=FREE_OPTIONS)
@case_argument
@click.pass_context
def add_interview(ctx: click.Context, /, *, number: str) -> None:
    """登记一次访谈：--side 劳动者或管理方，--employment 用工形式，--held-on、--asked-by、--manager-absent 必填。

    --remarks 写检查项编号和说到的情况；不写姓名、证件号、电话。

    \b
    例：casework checkup interview add 云工法检〔2026〕1号 --side 劳动者 --employment 劳动关系 --site 站-01
        --held-on 2026-03-10 --asked-by 王律 --manager-absent 是 --remarks "LC-05-01 每月休两天"
    """
    _write(ctx, number, lambda room, *of, **given: room.add_interview(*of, **given))


@interview.command("edit", context_settings=FREE_OPTIONS)
@case_argument
@_code
@click.pass_context
def edit_interview(ctx: click.Context, /, *, number: str, code: str) -> None:
    """修改一次访谈的记录，没有写的栏目不变。

    \b
    例：casework checkup interview edit 云工法检〔2026〕1号 访-01 --site 站-02
    """
    _write(ctx, number, lambda room, *of, **given: room.edit_interview(*of, code, **given))


@survey.command("add", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("title", metavar="名称")
@click.option(
    "--file", "file", type=click.File(encoding="utf-8"), metavar="文件", help="各题结果，一题一段。"
)
@click.pass_context
def add_survey(ctx: click.Context, /, *, number: str, title: str, file: IO[str] | None) -> None:
    """登记一份问卷的数字：--held-on、--handed-out、--returned、--valid 必填。

    \b
    例：casework checkup survey add 云工法检〔2026〕1号 休息情况 --held-on 2026-03-10
        --handed-out 60 --returned 45 --valid 42 --file 各题结果.txt
    """
    questions = {"questions": file.read()} if file else {}
    _write(
        ctx, number, lambda room, *of, **given: room.add_survey(*of, title, **questions, **given)
    )


@survey.command("edit", context_settings=FREE_OPTIONS)
@case_argument
@_code
@click.option(
    "--file", "file", type=click.File(encoding="utf-8"), metavar="文件", help="各题结果，一题一段。"
)
@click.pass_context
def edit_survey(ctx: click.Context, /, *, number: str, code: str, file: IO[str] | None) -> None:
    """修改一份问卷的数字，没有写的栏目不变。

    \b
    例：casework checkup survey edit 云工法检〔2026〕1号 卷-01 --returned 50 --valid 46
    """
    questions = {"questions": file.read()} if file else {}
    _write(
        ctx, number, lambda room, *of, **given: room.edit_survey(*of, code, **questions, **given)
    )


@site.command("list")
@case_argument
@json_option
@click.pass_obj
def sites(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """列出站点。

    \b
    例：casework checkup site list 云工法检〔2026〕1号
    """
    from casework import checkup as room

    with settings.read() as work:
        rows = [
            (one.code, one.name, one.persons, one.visited_on or "", one.address)
            for one in room.sites(work, room.get(work, number))
        ]
    names = ("code", "name", "persons", "visited_on", "address")
    print_table(names, ("编号", "名称", "人数", "到访日", "地址"), rows, as_json=as_json)


@interview.command("list")
@case_argument
@json_option
@click.pass_obj
def interviews(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """列出访谈，以及每种用工形式、每个到访站点还差几人。

    \b
    例：casework checkup interview list 云工法检〔2026〕1号
    """
    from casework import checkup as room

    with settings.read() as work:
        case = room.get(work, number)
        rows = [
            (
                one.code,
                one.side,
                one.employment,
                one.site,
                one.held_on,
                "是" if one.manager_absent else "否",
            )
            for one in room.interviews(work, case)
        ]
        lacking = [str(one) for one in room.interviews_needed(work, case) if one.lacking]
    names = ("code", "side", "employment", "site", "held_on", "manager_absent")
    heads = ("编号", "对象", "用工形式", "站点", "日期", "管理者不在场")
    print_table(names, heads, rows, as_json=as_json)
    for line in () if as_json else lacking:
        click.echo(f"不足：{line}。")


@survey.command("list")
@case_argument
@json_option
@click.pass_obj
def surveys(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """列出问卷和份数。

    \b
    例：casework checkup survey list 云工法检〔2026〕1号
    """
    from casework import checkup as room

    with settings.read() as work:
        rows = [
            (one.code, one.title, one.persons, one.handed_out, one.returned, one.valid)
            for one in room.surveys(work, room.get(work, number))
        ]
    names = ("code", "title", "persons", "handed_out", "returned", "valid")
    heads = ("编号", "名称", "应查人数", "发放", "收回", "有效")
    print_table(names, heads, rows, as_json=as_json)


def _write(ctx: click.Context, number: str, act: Callable[..., Any]) -> None:
    """Do *act* with the room, the Work, the case and the facts given as options; say what was recorded."""
    from casework import checkup as room

    with ctx.obj.work() as work:
        row = act(room, work, room.get(work, number), **given_facts(ctx.args))
        ctx.obj.say(f"已登记：{row.code}")
