"""``casework checkup statistics``: the numbers of a period, each with what was counted."""

import click

from casework.cli.base import Settings, json_option, print_json, print_rows


@click.command("statistics")
@click.option("--from", "from_", metavar="日期", help="起始日；不写为今年1月1日。")
@click.option("--until", metavar="日期", help="截止日，含当日；不写为今天。")
@click.option("--unit", "unit_name", metavar="单位", help="只统计这个单位和它的下级。")
@click.option("--role", default="", metavar="角色", help="只统计这种角色，例如 合作用工企业。")
@click.option("--sector", default="", metavar="行业", help="只统计这个行业，例如 快递。")
@click.option("--rows", is_flag=True, help="逐项列出计入的案件和问题，以及怎样统计。")
@json_option
@click.pass_obj
def statistics(
    settings: Settings,
    /,
    *,
    from_: str | None,
    until: str | None,
    unit_name: str | None,
    role: str,
    sector: str,
    rows: bool,
    as_json: bool,
) -> None:
    """一段时间的统计：企业、劳动者、问题、整改、监督文书；不能统计的写“不计”，不写 0。

    \b
    例：casework checkup statistics --from 2026-01-01 --until 2026-06-30 --unit 云工 --sector 快递
    """
    from casework import cases
    from casework import checkup as room
    from casework.law import parse_day

    with settings.read() as work:
        first = parse_day(from_) if from_ else work.today.replace(month=1, day=1)
        last = parse_day(until) if until else work.today
        unit = cases.organisation.unit(work, unit_name) if unit_name else None
        found = room.statistics(work, first, last, unit=unit, role=role, sector=sector)
    if as_json:
        print_json(found.to_dict())
        return
    click.echo(f"{found.unit}，{found.from_on} 至 {found.until_on}")
    told = [
        (one.label, one.shown, "、".join(f"{part.label} {part.value:,}" for part in one.parts))
        for one in found.figures
    ]
    print_rows(("项目", "数量", "其中"), told)
    for one in found.figures if rows else ():
        click.echo(f"\n【{one.label}】{one.how}")
        click.echo("、".join(one.counted) or "（没有）")
