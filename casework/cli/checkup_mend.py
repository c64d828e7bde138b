"""``casework checkup correct``, ``reverse``, ``adopt``, ``handover``: mistakes, old papers, other hands."""

import tomllib
from pathlib import Path
from typing import Any

import click

from casework.cli.base import FREE_OPTIONS, Settings, case_argument, evidence_option, given_facts
from casework.errors import FileRefused


@click.command("correct", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("seq", type=int, metavar="行号")
@click.option("--reason", required=True, metavar="理由", help="为什么更正。")
@click.option("--on", "occurred_on", metavar="日期", help="更正后的办理日期。")
@evidence_option
@click.pass_context
def correct(
    ctx: click.Context, /, *, number: str, seq: int, papers: tuple[str, ...], **given: Any
) -> None:
    """更正一个步骤的事实；行号见 casework checkup show。

    \b
    例：casework checkup correct 云工法检〔2026〕1号 4 --received-on 2026-03-04 --reason 回证日期看错
    """
    from casework import checkup as room

    with ctx.obj.work() as work:
        case = room.get(work, number)
        done = room.correct(
            work, case, seq, evidence=list(papers), **given, **given_facts(ctx.args)
        )
        ctx.obj.say("已更正。")
        for line in (*done.moved, *(f"不再成立：{said}" for said in done.no_longer_hold)):
            ctx.obj.say(f"  {line}")


@click.command("reverse")
@case_argument
@click.option("--reason", required=True, metavar="理由", help="为什么撤回。")
@click.pass_obj
def reverse(settings: Settings, /, *, number: str, reason: str) -> None:
    """撤回最后一步；记录保留。

    \b
    例：casework checkup reverse 云工法检〔2026〕1号 --reason 误办
    """
    from casework import checkup as room

    with settings.work() as work:
        case = room.get(work, number)
        step = work.kind(case).table.steps[room.reverse(work, case, reason=reason).step]
        settings.say(
            f"已撤回“{step.label}”，案件现在是“{work.kind(case).table.label(case.state)}”。"
        )


@click.command("adopt")
@case_argument
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@click.option("--reason", required=True, metavar="理由", help="为什么补录，整批写一次。")
@click.pass_obj
def adopt(settings: Settings, /, *, number: str, file: Path, reason: str) -> None:
    """按纸质案卷补录已经走过的步骤。文件是 TOML：每步一节 [[step]]，写 name、on 和各项事实。

    \b
    例：casework checkup adopt 云工法检〔2026〕1号 案卷.toml --reason 2025年纸质案卷转入
    """
    from casework import checkup as room

    with settings.work() as work:
        remarks = room.adopt(work, room.get(work, number), papers_in(file), reason=reason)
    click.echo("已补录。")
    for remark in remarks:
        click.echo(f"  留意：{remark}")


@click.command("handover")
@case_argument
@click.argument("to", metavar="登录名")
@click.option("--reason", required=True, metavar="理由", help="为什么移交。")
@click.pass_obj
def handover(settings: Settings, /, *, number: str, to: str, reason: str) -> None:
    """把主办移交给另一个人。

    \b
    例：casework checkup handover 云工法检〔2026〕1号 lawyer.zhao --reason 岗位调整
    """
    from casework import cases
    from casework import checkup as room

    with settings.work() as work:
        case = room.get(work, number)  # first: who may not know of the case learns no name
        person = cases.organisation.colleague(work, case.unit, to)
        room.handover(work, case, person, reason=reason)
        settings.say(f"已移交给{person.name}。")


def papers_in(file: Path) -> list[tuple[str, Any, dict[str, Any]]]:
    """Return the steps of the file as (name, day, facts).

    Raises:
        FileRefused: missing, no TOML, or a step without name or day.
    """
    try:
        steps: Any = tomllib.loads(file.read_text(encoding="utf-8")).get("step", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FileRefused(
            f"“{file.name}”读不出来。应为 UTF-8 的 TOML 文件，请核对路径和写法。"
        ) from error
    if not isinstance(steps, list) or not steps or not all(map(_is_step, steps)):
        raise FileRefused(f"“{file.name}”里每个步骤都要写成一节 [[step]]，并有 name 和 on。")
    return [(step.pop("name"), step.pop("on"), step) for step in steps]


def _is_step(step: object) -> bool:
    return isinstance(step, dict) and isinstance(step.get("name"), str) and "on" in step
