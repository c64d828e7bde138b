"""``casework enterprise``: 一企一档."""

from typing import Any

import click

from casework.cli.base import Settings, json_option, print_json, print_table
from casework.cli.checkup_history import history
from casework.errors import InputError

_role = click.option("--role", metavar="角色", help="平台企业、合作用工企业或劳务派遣单位。")
_sector = click.option(
    "--sector",
    "sectors",
    multiple=True,
    metavar="行业",
    help="外卖配送、网约车、货运、快递；可以多个。",
)
_worker = click.option(
    "--worker",
    "workers",
    multiple=True,
    metavar="形式=人数",
    help="用工形式和人数，例如 劳动关系=88；可以多个。",
)
_region = click.option("--region", metavar="代码", help="六位行政区划代码。")
_profile = click.option(
    "--profile", multiple=True, metavar="项=内容", help="站点、合作方、工会、职代会等；可以多个。"
)
_group = click.option(
    "--group", metavar="集团", help="所属集团的全称；写成空的（--group ''）清除。"
)
_partner = click.option(
    "--partner",
    "partners",
    multiple=True,
    metavar="信用代码",
    help="合作企业：平台企业和为它用工的企业；可以多个，--partner '' 清除。",
)
_as_of = click.option("--as-of", metavar="日期", help="数据截止日，不写为今天。")


@click.group()
def enterprise() -> None:
    """企业档案（一企一档）：登记、修改、历史。

    \b
    例：casework enterprise search 快递
    """


@enterprise.command("add")
@click.argument("code", metavar="信用代码")
@click.argument("name", metavar="名称")
@click.option("--unit", "unit_name", required=True, metavar="单位", help="由哪个工会联系。")
@_role
@_sector
@_worker
@_region
@_group
@_partner
@_profile
@_as_of
@click.pass_obj
def add(
    settings: Settings, /, *, code: str, name: str, unit_name: str, as_of: str | None, **given: Any
) -> None:
    """登记一家企业。

    \b
    例：casework enterprise add 91320583MA1F0X0T0D 云河疾风快递服务有限公司 --unit 云工
        --role 合作用工企业 --sector 快递 --worker 劳动关系=88 --region 320583
    """
    from casework.cases import enterprise as enterprises
    from casework.cases import organisation

    with settings.work() as work:
        home = organisation.unit(work, unit_name)
        row = enterprises.register(
            work, home, code, data_as_of=_day(as_of), name=name, **_content(given)
        )
        settings.say(f"已登记：{row.name}（{row.code}）。")


@enterprise.command("change")
@click.argument("code", metavar="信用代码")
@click.option("--name", metavar="名称", help="新的名称。")
@_role
@_sector
@_worker
@_region
@_group
@_partner
@_profile
@_as_of
@click.pass_obj
def change(settings: Settings, /, *, code: str, as_of: str | None, **given: Any) -> None:
    """修改企业档案；旧的内容保留在历史里。

    \b
    例：casework enterprise change 91320583MA1F0X0T0D --worker 劳动关系=92 --worker 不完全劳动关系=30
        casework enterprise change 91320583MA1F0X0T0D --group 疾风集团 --partner 91320583MA1F0X0T1G
    """
    from casework.cases import enterprise as enterprises

    with settings.work() as work:
        row = enterprises.get(work, code)
        changed = enterprises.change(work, row, data_as_of=_day(as_of), **_content(given))
        settings.say(f"已修改：{'、'.join(changed)}。" if changed else "没有改动：内容与原来相同。")


@enterprise.command("show")
@click.argument("code", metavar="信用代码")
@json_option
@click.pass_obj
def show(settings: Settings, /, *, code: str, as_json: bool) -> None:
    """显示企业档案和每一次变更。

    \b
    例：casework enterprise show 91320583MA1F0X0T0D
    """
    from casework.cases import enterprise as enterprises

    with settings.read() as work:
        row = enterprises.get(work, code)
        versions = [
            {"version": one.version, "data_as_of": one.data_as_of, **one.content}
            for one in enterprises.history(work, row)
        ]
    if as_json:
        print_json({"code": row.code, "versions": versions})
        return
    for one in versions:
        click.echo(
            f"第{one['version']}版（数据截至{one['data_as_of']}）：{one['name']}，{one['role']}，{one['workers']}"
        )


@enterprise.command("search")
@click.argument("text", metavar="名称或代码", default="")
@json_option
@click.pass_obj
def search(settings: Settings, /, *, text: str, as_json: bool) -> None:
    """按名称或代码的一部分查找。

    \b
    例：casework enterprise search 疾风
    """
    from casework.cases import enterprise as enterprises

    with settings.read() as work:
        rows = [
            (one.code, one.name, one.role, one.headcount) for one in enterprises.search(work, text)
        ]
    names = ("code", "name", "role", "headcount")
    print_table(names, ("信用代码", "名称", "角色", "用工人数"), rows, as_json=as_json)


def _content(given: dict[str, Any]) -> dict[str, Any]:
    """Return only what was written, pairs as mappings."""
    content = {name: value for name, value in given.items() if value not in (None, ())}
    if "workers" in content:
        pairs = _pairs(content["workers"], "--worker")
        content["workers"] = {
            form: int(number) if number.isascii() and number.isdigit() else number
            for form, number in pairs.items()
        }
    if "profile" in content:
        content["profile"] = _pairs(content["profile"], "--profile")
    if "partners" in content:
        content["partners"] = [one for one in content["partners"] if one]
    if "sectors" in content:
        content["sectors"] = list(content["sectors"])
    return content


def _pairs(words: tuple[str, ...], option: str) -> dict[str, str]:
    pairs = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not value:
            raise InputError.one(option, f"“{word}”应写成 名称=内容。")
        pairs[name.strip()] = value.strip()
    return pairs


def _day(text: str | None) -> Any:
    from casework.law import parse_day

    return parse_day(text) if text else None


enterprise.add_command(history)
