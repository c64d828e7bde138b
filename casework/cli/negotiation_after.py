"""``casework negotiation vote``, ``dossier``, ``trace``, ``credit``, ``typical``: from the vote to what is learned."""

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


@click.command("vote", context_settings=FREE_OPTIONS)
@case_argument
@click.option("--on", "occurred_on", metavar="日期", help="表决日，不写为今天。")
@click.option("--late-reason", default="", metavar="理由", help="事后补录的理由。")
@evidence_option
@click.pass_context
def vote(ctx: click.Context, /, *, number: str, papers: tuple[str, ...], **given: Any) -> None:
    """填一次计票，由系统算出通过、未通过还是会议无效，并办理相应步骤。

    \b
    例：casework negotiation vote 云工集协〔2026〕1号 --electorate 180 --present 150 --yes 120 --no 20
        --abstain 10 --invalid 0 --method 无记名投票 --tellers 郑某 --evidence resolution=决议.pdf
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        case = negotiation.get(work, number)
        own = {**given, **given_facts(ctx.args)}
        entry = negotiation.count_vote(work, case, evidence=slotted(papers), **own)
        step = work.kind(case).table.steps[entry.step or ""]
        label = work.kind(case).table.label(case.state)
        ctx.obj.say(f"{step.label}；案件现在是“{label}”。")


@click.command("dossier")
@case_argument
@json_option
@click.pass_obj
def dossier(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """报送审查的材料：要几份、有几份、缺的由谁提供。

    \b
    例：casework negotiation dossier 云工集协〔2026〕1号
    """
    from casework import negotiation

    with settings.read() as work:
        found = negotiation.dossier(work, negotiation.get(work, number))
    rows = [
        (one.asked.code, one.asked.label, one.asked.supplier, one.asked.required, one.wanted,
         one.copies, one.complete)
        for one in found
    ]  # fmt: skip
    names = ("code", "label", "supplier", "required", "wanted", "copies", "complete")
    heads = ("代码", "材料", "由谁提供", "必需", "应有", "已有", "齐全")
    print_table(
        names, heads, rows, as_json=as_json,
        shown=lambda row: (*row[:3], "是" if row[3] else "", *row[4:6], "齐" if row[6] else "缺"),
    )  # fmt: skip


@click.command("trace")
@case_argument
@click.argument("code", metavar="编号")
@json_option
@click.pass_obj
def trace(settings: Settings, /, *, number: str, code: str, as_json: bool) -> None:
    """一个议题从诉求到履行的全程；编号可以是议题、诉求、条款或者履约检查的。

    \b
    例：casework negotiation trace 云工集协〔2026〕1号 诉-01
    """
    from casework import negotiation

    with settings.read() as work:
        found = negotiation.trace(work, negotiation.get(work, number), code)
        told: dict[str, list[str]] = {
            "诉求": [
                f"{one.code} {one.source} {one.workers}人：{one.text}" for one in found.demands
            ],
            "会议": [f"会-{one.meeting:02d} {one.side}：{one.text}" for one in found.statements],
            "条款": [f"{name}：{'，'.join(lines)}" for name, lines in found.clauses.items()],
            "履行": [
                f"{one.code} {one.clause} {one.checked_on} {one.result}" for one in found.checks
            ],
        }
        head = f"{found.topic.code} {found.topic.title}"
    if as_json:
        print_json({"topic": head, **told})
        return
    click.echo(head)
    for part, lines in told.items():
        click.echo(f"{part}：{'' if lines else '没有'}")
        for line in lines:
            click.echo(f"    {line}")


@click.command("credit")
@case_argument
@click.pass_obj
def credit(settings: Settings, /, *, number: str) -> None:
    """本案解决了核心共性问题没有，在三年计划里计不计数。

    \b
    例：casework negotiation credit 云工集协〔2026〕1号
    """
    from casework import negotiation

    with settings.read() as work:
        click.echo(negotiation.credit(work, negotiation.get(work, number)))


@click.command("typical")
@case_argument
@json_option
@click.pass_obj
def typical(settings: Settings, /, *, number: str, as_json: bool) -> None:
    """典型案例的初稿：背景、主要做法、成果、启示；不写人名，要人补的标【待填】。

    \b
    例：casework negotiation typical 云工集协〔2026〕1号
    """
    from casework import negotiation

    with settings.read() as work:
        made = negotiation.typical_case(work, negotiation.get(work, number))
    if as_json:
        print_json(made.as_dict())
    else:
        click.echo(made.text, nl=False)
