"""``casework checkup sample``: which papers are looked at, drawn so that anybody can draw them again."""

from typing import IO

import click

from casework.cli.base import (
    FREE_OPTIONS,
    Settings,
    case_argument,
    given_facts,
    json_option,
    print_table,
)

_code = click.argument("code", metavar="抽样编号")


@click.group("sample")
def sample() -> None:
    """抽样：按种子抽取，任何人可以重抽核对。

    \b
    例：casework checkup sample list 云工法检〔2026〕1号
    """


@sample.command("draw", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("what", metavar="抽什么")
@click.option(
    "--file",
    "file",
    required=True,
    type=click.File(encoding="utf-8"),
    metavar="文件",
    help="编号名单，一行一个，【…】分层，001-120 表示连号；- 为标准输入。",
)
@click.pass_context
def draw(ctx: click.Context, /, *, number: str, what: str, file: IO[str]) -> None:
    """从编号名单里抽取。不写 --size 按建议数抽，不写 --seed 由系统产生种子并记录。

    抽什么：劳动合同、书面协议；工资、报酬；考勤、接单时长；社会保险；其他。

    \b
    例：casework checkup sample draw 云工法检〔2026〕1号 工资、报酬 --file 编号.txt --items LC-06-01 --about 三月工资表
    """
    from casework import checkup as room

    with ctx.obj.work() as work:
        given = {**given_facts(ctx.args), "what": what, "roster": file.read()}
        row = room.draw_sample(work, room.get(work, number), **given)
        small = f"，少于建议的 {row.proposed}" if row.size < row.proposed else ""
        ctx.obj.say(f"{row.code}：{row.total} 中抽 {row.size}{small}，种子 {row.seed}")
        for stratum, codes in row.chosen.items():
            ctx.obj.say(f"【{stratum}】{'、'.join(codes)}")


@sample.command("list")
@case_argument
@json_option
@click.pass_obj
def list_samples(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """列出抽样；--json 连同抽中的编号。

    \b
    例：casework checkup sample list 云工法检〔2026〕1号
    """
    from casework import checkup as room

    with settings.read() as work:
        found = room.draws(work, room.get(work, number))
        rows = [
            (one.code, one.what, one.total, one.size, one.proposed, one.seed, one.chosen)
            for one in found
        ]
    names = ("code", "what", "total", "size", "proposed", "seed", "chosen")
    heads = ("编号", "抽什么", "总数", "抽取", "建议", "种子")
    print_table(names, heads, rows, as_json=as_json, shown=lambda row: row[:-1])


@sample.command("use")
@case_argument
@_code
@click.argument("items", nargs=-1, required=True, metavar="检查项…")
@click.pass_obj
def use(settings: Settings, /, *, number: str, code: str, items: tuple[str, ...]) -> None:
    """让一次抽样也供其他检查项使用。

    \b
    例：casework checkup sample use 云工法检〔2026〕1号 抽-01 LC-06-01 LC-06-02
    """
    from casework import checkup as room

    with settings.work() as work:
        row = room.use_sample(work, room.get(work, number), code, items)
        settings.say(f"{row.code} 现在供 {'、'.join(row.items)} 使用。")


@sample.command("check")
@case_argument
@_code
@click.pass_obj
def check(settings: Settings, /, *, number: str, code: str) -> None:
    """用记录的名单和种子重抽一次，看是不是同一批。

    \b
    例：casework checkup sample check 云工法检〔2026〕1号 抽-01
    """
    from casework import checkup as room

    with settings.read() as work:
        faults = room.check_sample(work, room.get(work, number), code)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.exceptions.Exit(2)
    click.echo(f"{code}：重抽的结果与记录一致。")
