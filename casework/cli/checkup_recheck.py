"""``casework checkup recheck``: what is looked at again, the sample drawn, what was found, the score then and now."""

from collections.abc import Sequence
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
    print_table,
    slotted,
)

_code = click.argument("code", metavar="问题编号")


@click.group()
def recheck() -> None:
    """复检：逐项安排、随机抽样、登记结果、前后对比。

    \b
    例：casework checkup recheck show 云工法检〔2026〕1号
    """


@recheck.command("plan", context_settings=FREE_OPTIONS)
@case_argument
@_code
@click.pass_context
def plan(ctx: click.Context, /, *, number: str, code: str) -> None:
    """安排一个问题的复检：--method、--look-at、--population（总数）、--sample（抽查数）、--codes（编号名单）。

    不写的按检查项建议，已有计划的保留原样。低风险的问题才可以电话回访。

    \b
    例：casework checkup recheck plan 云工法检〔2026〕1号 WT-03 --method 现场 --codes L001、L002、L003
    """
    from casework.checkup import recheck as room
    from casework.checkup.queries import get

    with ctx.obj.work() as work:
        row = room.plan(work, get(work, number), code, **given_facts(ctx.args))
        many = "" if row.population is None else f"，{row.population} 份中抽查 {row.sample} 份"
        ctx.obj.say(f"已安排第{row.round}轮复检：{code}，{row.method}{many}。")


@recheck.command("draw")
@case_argument
@_code
@click.option("--seed", default="", metavar="种子", help="不写由系统随机取，并记下来。")
@click.option("--reason", default="", metavar="理由", help="重抽时必须写明理由。")
@click.pass_obj
def draw(settings: Settings, /, *, number: str, code: str, **given: Any) -> None:
    """从计划的编号名单里随机抽取；同一种子、同一名单，样本相同。

    \b
    例：casework checkup recheck draw 云工法检〔2026〕1号 WT-03
    """
    from casework.checkup import recheck as room
    from casework.checkup.queries import get

    with settings.work() as work:
        row = room.draw(work, get(work, number), code, **given)
        settings.say(f"种子 {row.seed}，{row.population} 个里抽 {len(row.drawn)} 个：")
        for drawn in row.drawn:
            settings.say(f"  {drawn}")


@recheck.command("result", context_settings=FREE_OPTIONS)
@case_argument
@_code
@click.argument("result", metavar="结果")
@click.option("--on", "occurred_on", metavar="日期", help="登记日期，不写为今天。")
@click.option("--late-reason", default="", metavar="理由", help="事后补录的理由。")
@evidence_option
@click.pass_context
def result(
    ctx: click.Context,
    /,
    *,
    number: str,
    code: str,
    result: str,
    papers: tuple[str, ...],
    **given: Any,
) -> None:
    """登记一个问题的复检结果：已整改、部分整改、未整改、有异议。要填的见 casework checkup recheck show。

    \b
    例：casework checkup recheck result 云工法检〔2026〕1号 WT-03 已整改 --checked-on 2026-06-09
        --method 现场 --checked-by 王律、李监 --credentials-shown 是 --result 已补签 --evidence 合同.pdf
    """
    from casework.checkup import recheck as room
    from casework.checkup.queries import get

    with ctx.obj.work() as work:
        given |= {"evidence": slotted(papers), **given_facts(ctx.args)}
        row = room.record(work, get(work, number), code, result, **given)
        ctx.obj.say(f"已登记：{row.code} {result}。")


@recheck.command("score")
@case_argument
@json_option
@click.pass_obj
def score(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """初检和复检的得分对比，每个数都说明来历；初检得分不改动。

    \b
    例：casework checkup recheck score 云工法检〔2026〕1号
    """
    from casework.checkup import recheck as room
    from casework.checkup.queries import get

    with settings.read() as work:
        case = get(work, number)
        made, again = room.comparison(work, case), room.again(work, case)
    if as_json:
        following = again and {"due_on": again.due_on, "rule": again.rule, "grade": again.grade}
        print_json({**made.to_dict(), "next": following})
        return
    click.echo(made.explain())
    if again:
        click.echo(again.sentence())


@recheck.command("show")
@case_argument
@json_option
@click.pass_obj
def show(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """列出各问题的复检安排和结果。

    \b
    例：casework checkup recheck show 云工法检〔2026〕1号
    """
    from casework.checkup import recheck as room
    from casework.checkup.queries import get

    with settings.read() as work:
        rows = [_row(line) for line in room.lines(work, get(work, number))]
    names = ("code", "title", "risk", "method", "planned", "population", "sample", "drawn",
             "result", "found")  # fmt: skip
    heads = ("编号", "标题", "风险", "方式", "已安排", "总数", "抽查", "抽中", "结果", "所见")
    print_table(names, heads, rows, as_json=as_json, shown=_shown)


def _row(line: Any) -> tuple[Any, ...]:
    planned = line.plan or line.proposal
    found = line.outcome
    return (
        *(line.finding.code, line.finding.title, line.finding.risk, planned.method),
        *(line.plan is not None, planned.population, planned.sample),
        list(line.plan.drawn) if line.plan else [],
        *((str(found.result), found.text) if found else ("", "")),
    )


def _shown(row: Sequence[Any]) -> tuple[Any, ...]:
    """Return a row in words: what nobody has planned is a proposal."""
    before, planned, after = row[:4], row[4], row[5:]
    return (*before, "是" if planned else "建议", *after)
