"""``casework init``, ``migrate``, ``verify``: the casebook itself."""

import sys
from typing import Any

import click

from casework.cli.base import Settings, json_option, print_json, slow


@click.command()
@click.option(
    "--unit", default="江苏省总工会", show_default=True, metavar="名称", help="最上级的工会组织。"
)
@click.option(
    "--short",
    default="苏工",
    show_default=True,
    metavar="简称",
    help="用在编号里：苏工法检〔2026〕1号。",
)
@click.option(
    "--level", default="省", show_default=True, metavar="层级", help="省、市、县、基层或行业。"
)
@click.option(
    "--region", default="320000", show_default=True, metavar="代码", help="六位行政区划代码。"
)
@click.option(
    "--admin", default="admin", show_default=True, metavar="登录名", help="第一个管理员。"
)
@click.option(
    "--admin-name", default="系统管理员", show_default=True, metavar="姓名", help="管理员的姓名。"
)
@click.pass_obj
def init(settings: Settings, /, **given: Any) -> None:
    """新建一个案件库。已经存在的不会被覆盖。

    \b
    例：casework --db cases.db init --unit 云河市总工会 --short 云工 --level 市 --region 320500
    """
    from casework.book import Casebook

    book = Casebook.create(settings.where(), **given)
    click.echo(
        f"已建立案件库：{given['unit']}，管理员 {given['admin']}。证据文件放在“{book.files.root.name}”。"
    )


@click.command()
@click.pass_obj
def migrate(settings: Settings) -> None:
    """把旧版本建立的案件库升级到本版本。请先备份。

    \b
    例：casework --db cases.db migrate
    """
    from casework.book import Casebook

    click.echo(f"案件库已是版本 {Casebook.migrate(settings.where())}。")


@click.command()
@json_option
@click.pass_obj
def verify(settings: Settings, /, *, as_json: bool) -> None:
    """核验案件库：日志、状态、期限、编号、证据和签发的文书，逐一重新计算。有问题时退出码为 2。

    \b
    例：casework --db cases.db verify
    """
    faults = settings.book().verify(lambda checks: slow(checks, "核验"))
    if as_json:
        print_json({"ok": not faults, "faults": faults})
    elif not faults:
        click.echo("核验通过：日志完整，状态、期限、编号、证据和文书都与日志一致。")
    else:
        click.echo(f"发现 {len(faults)} 处不符，第一处：{faults[0]}", err=True)
        for fault in faults[1:]:
            click.echo(fault, err=True)
    if faults:
        sys.exit(2)
