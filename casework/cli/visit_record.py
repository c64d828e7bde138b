"""``casework visit record``, ``reopen``, ``cancel``: what became of a planned trip."""

from typing import Any

import click

from casework.cli.base import Settings

_visit = click.argument("visit_number", metavar="走访号")
_reason = click.option("--reason", required=True, metavar="理由", help="为什么。")


@click.command("cancel")
@_visit
@_reason
@click.pass_obj
def cancel(settings: Settings, /, *, visit_number: str, reason: str) -> None:
    """取消一次走访；编号保留。

    \b
    例：casework visit cancel 云工走访〔2026〕1号 --reason 台风
    """
    from casework import checkup

    with settings.work() as work:
        checkup.cancel_visit(work, checkup.get_visit(work, visit_number), reason=reason)
        settings.say(f"已取消：{visit_number}")


@click.command("record")
@_visit
@click.option("--visited-on", required=True, metavar="日期", help="到场日。")
@click.option("--inspectors", multiple=True, metavar="人员", help="到场检查人；不写就是走访人员。")
@click.option("--credentials-shown", metavar="是或否", help="已出示监督证。")
@click.option("--absent", multiple=True, metavar="案号=理由", help="没有去成的企业，可以多个。")
@click.option("--late-reason", default="", metavar="理由", help="事后补录的理由。")
@click.pass_obj
def record(
    settings: Settings,
    /,
    *,
    visit_number: str,
    inspectors: tuple[str, ...],
    absent: tuple[str, ...],
    **given: Any,
) -> None:
    """登记走访结果：到了的各案开始现场检查，有一家不能开始就一家也不写。

    \b
    例：casework visit record 云工走访〔2026〕1号 --visited-on 2026-03-10 --credentials-shown 是
    """
    from casework import checkup

    missed = {number: why for number, _, why in (one.partition("=") for one in absent)}
    with settings.work() as work:
        found = checkup.get_visit(work, visit_number)
        given["inspectors"] = list(inspectors) or found.team
        for line in checkup.record_visit(work, found, absent=missed, **given):
            settings.say(line)


@click.command("reopen")
@_visit
@_reason
@click.pass_obj
def reopen(settings: Settings, /, *, visit_number: str, reason: str) -> None:
    """撤销走访结果的登记：各案撤回“开始现场检查”。

    \b
    例：casework visit reopen 云工走访〔2026〕1号 --reason 日期登错
    """
    from casework import checkup

    with settings.work() as work:
        checkup.reopen_visit(work, checkup.get_visit(work, visit_number), reason=reason)
        settings.say(f"已撤销登记：{visit_number}")
