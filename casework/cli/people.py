"""``casework unit`` and ``casework person``: the unit tree and who works in it."""

import click

from casework.cli.base import Settings, json_option, print_table
from casework.cli.people_handover import carries, handover


@click.group()
def unit() -> None:
    """单位：省、市、县、基层工会和行业工会联合会。

    \b
    例：casework unit list
    """


@unit.command("add")
@click.argument("name", metavar="名称")
@click.option("--under", required=True, metavar="上级", help="上级单位的名称或简称。")
@click.option("--short", required=True, metavar="简称", help="用在编号里。")
@click.option("--level", required=True, metavar="层级", help="省、市、县、基层或行业。")
@click.option("--region", default="", metavar="代码", help="六位行政区划代码；不写同上级。")
@click.pass_obj
def unit_add(settings: Settings, /, *, name: str, under: str, **given: str) -> None:
    """增加一个单位。

    \b
    例：casework --as admin unit add 云河市河东区总工会 --under 云工 --short 河东工 --level 县
    """
    from casework.cases import organisation

    with settings.work() as work:
        added = organisation.add_unit(work, organisation.unit(work, under), name, **given)
        settings.say(f"已增加单位：{added.name}（{added.short}）。")


@unit.command("contact")
@click.argument("name", metavar="单位")
@click.option("--phone", default="", metavar="电话", help="印在文书上的联系电话。")
@click.option("--address", default="", metavar="地址", help="印在文书上的联系地址。")
@click.pass_obj
def unit_contact(settings: Settings, /, *, name: str, **given: str) -> None:
    """登记印在文书上的联系电话和地址。

    \b
    例：casework --as admin unit contact 云工 --phone 0500-0000000 --address 云河市示例大道9号
    """
    from casework.cases import organisation

    with settings.work() as work:
        organisation.set_contact(work, organisation.unit(work, name), **given)
        settings.say("已登记。")


@unit.command("recheck")
@click.argument("name", metavar="单位")
@click.option(
    "--by-other/--by-anyone",
    "by_other",
    required=True,
    help="复检须由初检作结论的人以外的人办理；或者不作这个要求。",
)
@click.pass_obj
def unit_recheck(settings: Settings, /, *, name: str, by_other: bool) -> None:
    """规定本单位和下级单位的复检是不是必须换人。

    \b
    例：casework --as admin unit recheck 云工 --by-other
    """
    from casework.cases import organisation

    with settings.work() as work:
        found = organisation.unit(work, name)
        organisation.set_recheck(work, found, by_other=by_other)
        word = "须由初检作结论的人以外的人办理" if by_other else "可以由原来的人办理"
        settings.say(f"已登记：{found.name}的复检{word}。")


@unit.command("list")
@json_option
@click.pass_obj
def unit_list(settings: Settings, /, *, as_json: bool) -> None:
    """列出看得到的单位。

    \b
    例：casework --as admin unit list
    """
    from casework.cases import organisation

    with settings.read() as work:
        rows = [(one.short, one.name, one.level, one.region) for one in organisation.units(work)]
    names = ("short", "name", "level", "region")
    print_table(names, ("简称", "名称", "层级", "地区"), rows, as_json=as_json)


@click.group()
def person() -> None:
    """人员和角色。

    \b
    例：casework person add lawyer.wang 王某 --unit 云工 --role lawyer
    """


@person.command("add")
@click.argument("login", metavar="登录名")
@click.argument("name", metavar="姓名")
@click.option("--unit", "unit_name", required=True, metavar="单位", help="单位的名称或简称。")
@click.option(
    "--role",
    required=True,
    metavar="角色",
    help="lawyer、inspector、leader、clerk、assistant、auditor 或 admin。",
)
@click.pass_obj
def person_add(settings: Settings, /, *, login: str, name: str, unit_name: str, role: str) -> None:
    """增加一个人，并给一个角色。

    \b
    例：casework --as admin person add lawyer.wang 王某 --unit 云工 --role lawyer
    """
    from casework.cases import organisation

    with settings.work() as work:
        organisation.add_person(
            work, login, name, unit=organisation.unit(work, unit_name), role=role
        )
        settings.say(f"已增加：{name}（{login}），{work.policy.roles[role].label}。")


@person.command("list")
@click.option("--unit", "unit_name", required=True, metavar="单位", help="单位的名称或简称。")
@json_option
@click.pass_obj
def person_list(settings: Settings, /, *, unit_name: str, as_json: bool) -> None:
    """列出一个单位及其上级的人员。

    \b
    例：casework --as admin person list --unit 云工
    """
    from casework.cases import organisation

    with settings.read() as work:
        found = organisation.colleagues(work, organisation.unit(work, unit_name))
        rows = [(one.login, one.name) for one in found]
    print_table(("login", "name"), ("登录名", "姓名"), rows, as_json=as_json)


for command in (carries, handover):
    person.add_command(command)
