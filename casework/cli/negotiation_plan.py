"""``casework negotiation plan``, ``lint`` and ``dismiss``: by when, and whether the text holds."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casework.cli.base import (
    FREE_OPTIONS,
    Settings,
    case_argument,
    given_facts,
    json_option,
    print_json,
    print_rows,
    print_table,
)
from casework.errors import InputError

if TYPE_CHECKING:
    from casework.negotiation.planner.rows import Plan, Row

_DAYS = (
    ("known_on", "已办理"),
    ("deadline_on", "法定最后一日"),
    ("latest_on", "最迟"),
    ("last_on", "极限"),
    ("earliest_on", "最早"),
    ("at_limit_on", "期限用满"),
)


@click.command("plan", context_settings=FREE_OPTIONS)
@case_argument
@click.option(
    "--ics", "calendar", metavar="文件", help="另存为日历文件（.ics），一步一个全天事件。"
)
@click.option("--explain", is_flag=True, help="列出每一个日期是怎样算出来的。")
@json_option
@click.pass_context
def plan(
    ctx: click.Context, /, *, number: str, calendar: str | None, explain: bool, as_json: bool
) -> None:
    """倒排期：写明希望哪一步在哪一天完成，列出每一步最迟哪一天；不写的，列出最早哪一天。

    没有核到期限的一段按 0 日暂排，可以自己填天数（例如 --days-talks 20）。
    最迟是各方把期限用满也来得及，极限是各方都当日办理。

    \b
    例：casework negotiation plan 云工集协〔2026〕1号 --goal 生效 --goal-on 2026-12-31 --ics 倒排期.ics
    """
    from casework import negotiation

    settings: Settings = ctx.obj
    with settings.read() as work:
        made = negotiation.plan_of(work, negotiation.get(work, number), given_facts(ctx.args))
        at = work.moment
    if calendar is not None:
        _save(Path(calendar), negotiation.plan_calendar(made, number, at))
    if as_json:
        print_json(_told(made))
        return
    _print(made, explain=explain)


def _save(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError.one("--ics", f"{path} 不能写入（{error.strerror}）。") from error


def _print(made: "Plan", *, explain: bool) -> None:
    shown = [(name, head) for name, head in _DAYS if any(getattr(row, name) for row in made.rows)]
    rows = [
        (row.label, *(getattr(row, name) or "" for name, _ in shown), "、".join(row.marks))
        for row in made.rows
    ]
    print_rows(("步骤", *(head for _, head in shown), "可信度"), rows)
    click.echo("")
    for row in made.rows:
        for line in _lines(row, explain=explain):
            click.echo(line)
    for warning in made.warnings:
        click.echo(f"注意：{warning}")


def _lines(row: "Row", *, explain: bool) -> list[str]:
    lines = [f"· {row.rule}"] if row.rule else []
    lines += [f"· {row.label}：{hint}" for hint in row.hints if not row.passed]
    return lines + [f"    {step}" for step in row.trace if explain]


def _told(made: "Plan") -> dict[str, Any]:
    return {
        "procedure": made.procedure,
        "target": made.target,
        "target_on": made.target_on,
        "warnings": list(made.warnings),
        "rows": [
            {
                "step": row.step,
                "label": row.label,
                **{name: getattr(row, name) for name, _ in _DAYS},
                "passed": row.passed,
                "rule": row.rule,
                "marks": list(row.marks),
                "hints": list(row.hints),
                "trace": list(row.trace),
            }
            for row in made.rows
        ],
    }


@click.command("lint", context_settings=FREE_OPTIONS)
@case_argument
@json_option
@click.pass_context
def lint(ctx: click.Context, /, *, number: str, as_json: bool) -> None:
    """检查合同条款：低于最低标准、期限、缺的内容、含糊的词、前后矛盾、比上一份差。

    最低工资标准由你填写；每一条都可以写明理由不采纳。

    \b
    例：casework negotiation lint 云工集协〔2026〕1号 --month 2490 --hour 24 --source 某市通知
    """
    from casework import negotiation

    settings: Settings = ctx.obj
    with settings.read() as work:
        found = negotiation.remarks_of(work, negotiation.get(work, number), given_facts(ctx.args))
    names = ("key", "severity", "clause", "sentence", "basis", "dismissed")
    rows = [(one, "") for one in found.standing]
    rows += [(one.remark, one.reason) for one in found.dismissed]
    print_table(
        names,
        ("提示", "程度", "条款", "内容", "依据", "不采纳的理由"),
        [
            (one.key, one.severity.label, one.clause, one.sentence, one.basis, reason)
            for one, reason in rows
        ],
        as_json=as_json,
    )


@click.command("dismiss", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("key", metavar="提示")
@click.option("--reason", required=True, metavar="理由", help="为什么不采纳。")
@click.pass_context
def dismiss(ctx: click.Context, /, *, number: str, key: str, reason: str) -> None:
    """不采纳一条检查提示，写明理由；提示写 lint 列出的第一栏，最低工资标准和检查时写得一样。

    \b
    例：casework negotiation dismiss 云工集协〔2026〕1号 "vague|款-01|适当" --reason 附件已写明
    """
    from casework import negotiation

    settings: Settings = ctx.obj
    with settings.work() as work:
        case = negotiation.get(work, number)
        row = negotiation.dismiss(work, case, key, reason=reason, given=given_facts(ctx.args))
        settings.say(f"已记下不采纳的理由：{row.code}。")
