"""``casework law``: due dates with their explanation, the rules, the calendar. Needs no casebook."""

import json
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import click

from casework.errors import InputError
from casework.law import (
    HOME,
    Citation,
    Due,
    Law,
    Rule,
    default,
    jurisdiction_path,
    parse_day,
    show_day,
    value_to_json,
)

_JURISDICTION = "辖区：CN（国家）、CN-32（江苏）、CN-32-05 或六位区划代码。"
_OVERLAY = "覆盖文件（TOML），填入已核实的地方数值或新一年的放假安排；可以给多个，后面的优先。"

_overlay = click.option(
    "--overlay",
    "overlays",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="文件",
    help=_OVERLAY,
)
_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON，供脚本使用。")


@click.group()
def law() -> None:
    """规则、期限、日历：法律怎么规定，哪一天到期。

    \b
    例：casework law due offer.reply 2026-03-02
    """


def _loaded(overlays: tuple[Path, ...]) -> Law:
    return Law.load(overlays) if overlays else default()


@law.command()
@click.argument("key_or_label", metavar="规则")
@click.argument("starts_on", metavar="起算日期")
@click.option("--jurisdiction", default=HOME, show_default=True, metavar="辖区", help=_JURISDICTION)
@click.option("--beside", metavar="规则", help="同时适用的另一条规则，取较早的到期日。")
@_overlay
@_json
def due(
    *,
    key_or_label: str,
    starts_on: str,
    jurisdiction: str,
    beside: str | None,
    overlays: tuple[Path, ...],
    as_json: bool,
) -> None:
    """推算到期日。规则可以写键（offer.reply）或编号（CN-OFFER-02）。

    \b
    例：casework law due CN-OFFER-02 2026-03-02
        casework law due offer.reply 2026-03-02 --jurisdiction CN-32 --json
        casework law due contract.filing.wage 2026-03-02 --beside contract.filing
    """
    day = parse_day(starts_on, place="起算日期")
    answer = _loaded(overlays).due(key_or_label, day, jurisdiction=jurisdiction, alternative=beside)
    if as_json:
        click.echo(json.dumps(_due_to_json(answer), ensure_ascii=False, indent=2))
        return
    for step in answer.trace:
        click.echo(step)


@law.command()
@click.argument("key_or_label", metavar="规则")
@click.argument("starts_on", metavar="起算日期")
@click.option("--jurisdiction", default=HOME, show_default=True, metavar="辖区", help=_JURISDICTION)
@_overlay
def explain(
    key_or_label: str, starts_on: str, jurisdiction: str, overlays: tuple[Path, ...]
) -> None:
    """打印《期限计算说明》，可以附卷。

    \b
    例：casework law explain supervision.opinion_reply 2026-09-20
    """
    day = parse_day(starts_on, place="起算日期")
    answer = _loaded(overlays).due(key_or_label, day, jurisdiction=jurisdiction)
    click.echo(answer.explain(), nl=False)


@law.command()
@click.option("--jurisdiction", metavar="辖区", help="只列这个辖区自己的规则。")
@click.option("--on", "on_day", metavar="日期", help="只列这一天施行的版本。")
@_overlay
@_json
def rules(
    *, jurisdiction: str | None, on_day: str | None, overlays: tuple[Path, ...], as_json: bool
) -> None:
    """列出全部规则，没有数值的也在内。

    \b
    例：casework law rules --jurisdiction CN-32
        casework law rules --on 2026-03-02 --json
    """
    known = _loaded(overlays)
    place = jurisdiction_path(jurisdiction)[0] if jurisdiction else None
    day = parse_day(on_day) if on_day else None
    chosen = [
        rule
        for rule in known.rules
        if place in (None, rule.jurisdiction) and (day is None or rule.in_force(day))
    ]
    if as_json:
        listed = [_rule_to_json(rule, known.citation(rule)) for rule in chosen]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for line in _lines(chosen, known):
        click.echo(line)


@law.command()
@click.argument("written", metavar="年份")
@_overlay
def calendar(written: str, overlays: tuple[Path, ...]) -> None:
    """显示一年的放假和调休安排。

    \b
    例：casework law calendar 2026
    """
    if not (written.isascii() and written.isdigit()):
        raise InputError.one("年份", f"看不懂“{written}”；请写成四位数字，例如 2026。")
    year = int(written)
    known = _loaded(overlays).calendar
    arrangement = known.years.get(year)
    if arrangement is None:
        click.echo(f"日历没有收录{year}年的放假安排；涉及该年的到期日标为暂定。")
        click.echo("安排公布后，可以用覆盖文件补上（写法见 docs/law.md）。")
        return
    click.echo(f"{year}年放假安排（{arrangement.days_confidence.label}）")
    if arrangement.notice:
        click.echo(f"通知：{arrangement.notice}（文号{arrangement.notice_confidence.label}）")
    for one in arrangement.holidays:
        length = (one.until_on - one.from_on) // timedelta(days=1) + 1
        line = f"{one.name}：{show_day(one.from_on)}至{show_day(one.until_on)}，共{length}天"
        if one.working:
            line += f"；{'、'.join(show_day(day) for day in one.working)}上班"
        click.echo(line)


def _due_to_json(answer: Due) -> dict[str, object]:
    return {
        "due_on": _iso(answer.due_on),
        "original_due_on": _iso(answer.original_due_on),
        "status": answer.status,
        "rule": answer.rule.label,
        "trace": list(answer.trace),
        "key": answer.rule.key,
        "jurisdiction": answer.rule.jurisdiction,
        "starts_on": _iso(answer.starts_on),
        "earliest_on": _iso(answer.earliest_on),
        "nominal_on": _iso(answer.nominal_on),
        "marks": list(answer.marks),
        "citation": str(answer.citation),
    }


def _rule_to_json(rule: Rule, citation: Citation) -> dict[str, object]:
    return {
        "id": rule.label,
        "key": rule.key,
        "jurisdiction": rule.jurisdiction,
        "value": value_to_json(rule.value),
        "unit": rule.unit,
        "instrument": rule.instrument,
        "article": rule.article,
        "confidence": rule.confidence,
        "subject": rule.subject,
        "direction": rule.direction,
        "starts": rule.starts,
        "rolls": rule.rolls,
        "from": _iso(rule.from_on),
        "until": _iso(rule.until_on),
        "citation": str(citation),
        "note": rule.note,
        "source": rule.source,
    }


def _iso(day: object) -> str | None:
    return None if day is None else str(day)


def _lines(chosen: Iterable[Rule], known: Law) -> Iterable[str]:
    for rule in chosen:
        citation = known.citation(rule)
        yield (
            f"{rule.label}  {rule.key}  {rule.jurisdiction}  {rule.show_value()}  {citation.marked}"
        )
        yield f"    {rule.subject}"
