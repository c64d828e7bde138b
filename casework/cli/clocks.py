"""``casework clocks refresh``: what stored due dates become under the law and calendar of now."""

import click

from casework.cli.base import Settings


@click.group()
def clocks() -> None:
    """期限：法规、覆盖文件或放假安排更新之后重新计算。

    \b
    例：casework --as admin clocks refresh
    """


@clocks.command("refresh")
@click.pass_obj
def refresh(settings: Settings, /) -> None:
    """按现在的法规和日历重新计算全部期限，记入日志并列出变动的日期。

    \b
    例：casework --as admin clocks refresh
    """
    from casework import cases

    with settings.work() as work:
        moved = cases.refresh_clocks(work)
    click.echo("\n".join(moved) if moved else "没有变动。")
