"""``casework visit``: one trip to several companies, planned and recorded once."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from casework.cli.base import Settings, json_option, print_json, print_table
from casework.cli.visit_record import cancel, record, reopen

if TYPE_CHECKING:
    from casework.checkup.visit.queries import Stop

_visit = click.argument("visit_number", metavar="走访号")
_case = click.argument("number", metavar="案号")
_reason = click.option("--reason", required=True, metavar="理由", help="为什么。")


@click.group()
def visit() -> None:
    """走访：一次走访几家企业，每家各是一个案件；登记一次，各案各走各的步骤。

    \b
    例：casework visit list
    """


def _plan_options(command: Any) -> Any:
    for option in (
        click.option("--purpose", metavar="文字", help="走访目的。"),
        click.option("--route", metavar="文字", help="路线和集合地点。"),
        click.option("--team", multiple=True, metavar="人员", help="走访人员，可以多个。"),
        click.option("--on", "planned_on", metavar="日期", help="计划走访日。"),
    ):
        command = option(command)
    return command


@visit.command("plan")
@click.argument("numbers", nargs=-1, metavar="案号…")
@click.option("--unit", "unit_name", required=True, metavar="单位", help="由哪个工会走访。")
@_plan_options
@click.pass_obj
def plan(settings: Settings, /, *, numbers: tuple[str, ...], unit_name: str, **given: Any) -> None:
    """安排一次走访；各案同时办理“安排到场”。

    \b
    例：casework visit plan --unit 云工 --on 2026-03-10 --team 王某 --team 李某 云工法检〔2026〕1号 云工法检〔2026〕2号
    """
    from casework import cases, checkup

    with settings.work() as work:
        home = cases.organisation.unit(work, unit_name)
        made = checkup.plan_visit(work, home, numbers, **_said(given))
        settings.say(f"已安排走访：{made.number}，{made.planned_on}，{len(made.stops)} 家企业。")
        for reason in checkup.visit_remarks(work, made):
            settings.say(f"  留意：{reason}")
        for stop in checkup.visit_stops(work, made):
            for reason in (*stop.against, *stop.remarks):
                settings.say(f"  {stop.number}：{reason}")


@visit.command("list")
@click.option("--from", "from_on", metavar="日期", help="从这一天起。")
@click.option("--until", "until_on", metavar="日期", help="到这一天止。")
@click.option("--mine", is_flag=True, help="只列自己参加的。")
@json_option
@click.pass_obj
def list_(
    settings: Settings, /, *, from_on: str | None, until_on: str | None, mine: bool, as_json: bool
) -> None:
    """走访日程，日期晚的在前。

    \b
    例：casework visit list --from 2026-03-01 --until 2026-03-31
    """
    from casework import checkup

    first, last = _day("--from", from_on), _day("--until", until_on)
    with settings.read() as work:
        found = checkup.visits(work, mine=mine, from_on=first, until_on=last)
    rows = [
        (one.number, one.day, one.standing, list(one.team), list(one.companies), one.purpose)
        for one in found
    ]
    names = ("number", "day", "standing", "team", "companies", "purpose")
    heads = ("走访号", "日期", "情况", "人员", "企业", "目的")
    print_table(names, heads, rows, as_json=as_json)


@visit.command("show")
@_visit
@json_option
@click.pass_obj
def show(settings: Settings, /, *, visit_number: str, as_json: bool) -> None:
    """显示一次走访：每家企业能不能开始检查，有什么要留意。

    \b
    例：casework visit show 云工走访〔2026〕1号
    """
    from casework import checkup

    with settings.read() as work:
        found = checkup.get_visit(work, visit_number)
        stops, remarks = checkup.visit_stops(work, found), checkup.visit_remarks(work, found)
        head = {
            "number": found.number,
            "standing": found.standing,
            "version": found.version,
            "planned_on": found.planned_on,
            "held_on": found.held_on,
            "team": found.team,
            "route": found.route,
            "purpose": found.purpose,
        }
    if as_json:
        told = {"remarks": [str(one) for one in remarks], "stops": [_as_json(s) for s in stops]}
        print_json(head | told)
        return
    click.echo(f"{head['number']}  {head['held_on'] or head['planned_on']}  {head['standing']}")
    for reason in remarks:
        click.echo(f"  留意：{reason}")
    for stop in stops:
        click.echo(
            f"{stop.number}  {stop.company}  {stop.state_label}  {stop.outcome or stop.does}"
        )
        for reason in (*stop.against, *stop.remarks):
            click.echo(f"      {reason}")
        if stop.note:
            click.echo(f"      没有去成：{stop.note}")


@visit.command("change")
@_visit
@_plan_options
@click.pass_obj
def change(settings: Settings, /, *, visit_number: str, **given: Any) -> None:
    """修改还没有成行的走访：日期、人员、路线、目的。

    \b
    例：casework visit change 云工走访〔2026〕1号 --on 2026-03-12
    """
    from casework import checkup

    with settings.work() as work:
        done = checkup.change_visit(work, checkup.get_visit(work, visit_number), **_said(given))
        settings.say(f"已修改：{'、'.join(done)}。" if done else "没有改动。")


@visit.command("add")
@_visit
@_case
@click.pass_obj
def add(settings: Settings, /, *, visit_number: str, number: str) -> None:
    """把一个案件的企业列入走访。

    \b
    例：casework visit add 云工走访〔2026〕1号 云工法检〔2026〕3号
    """
    from casework import checkup

    with settings.work() as work:
        checkup.add_to_visit(work, checkup.get_visit(work, visit_number), number)
        settings.say(f"已列入：{number}")


@visit.command("drop")
@_visit
@_case
@_reason
@click.pass_obj
def drop(settings: Settings, /, *, visit_number: str, number: str, reason: str) -> None:
    """把一家企业移出走访；案件里的“安排到场”不变。

    \b
    例：casework visit drop 云工走访〔2026〕1号 云工法检〔2026〕3号 --reason 企业改约
    """
    from casework import checkup

    with settings.work() as work:
        checkup.drop_from_visit(work, checkup.get_visit(work, visit_number), number, reason=reason)
        settings.say(f"已移出：{number}")


def _said(given: dict[str, Any]) -> dict[str, Any]:
    """Return the options somebody wrote."""
    return {name: list(one) if name == "team" else one for name, one in given.items() if one}


def _day(option: str, text: str | None) -> date | None:
    """Return a day in whichever way it is written."""
    from casework.law import parse_day

    return parse_day(text, place=option) if text else None


def _as_json(stop: "Stop") -> dict[str, Any]:
    return {
        "case": stop.number,
        "company": stop.company,
        "state": stop.state_label,
        "outcome": stop.outcome,
        "note": stop.note,
        "does": stop.does,
        "against": [str(one) for one in stop.against],
        "remarks": [str(one) for one in stop.remarks],
    }


for command in (record, reopen, cancel):
    visit.add_command(command)
