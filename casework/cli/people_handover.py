"""``casework person handover``: somebody leaves, and their open cases go to a colleague."""

import click

from casework.cli.base import Settings, json_option, print_table


@click.command("carries")
@click.argument("who", metavar="人员")
@json_option
@click.pass_obj
def carries(settings: Settings, /, *, who: str, as_json: bool) -> None:
    """列出一个人在办的案件和在走的期限；移交以前先看。

    \b
    例：casework person carries lawyer.wang
    """
    from casework import cases

    with settings.read() as work:
        found = cases.carried_by(work, who)
    rows = [
        (one.number, one.title, one.duty, one.state_label,
         [f"{clock.label} {clock.due_on or '未定'}" for clock in one.clocks])
        for one in found
    ]  # fmt: skip
    names = ("number", "title", "duty", "state", "clocks")
    print_table(names, ("案号", "案件", "职责", "状态", "在走的期限"), rows, as_json=as_json)


@click.command("handover")
@click.argument("who", metavar="人员")
@click.option("--to", required=True, metavar="人员", help="新的主办人，写登录名或姓名。")
@click.option("--reason", required=True, metavar="理由", help="为什么移交，例如调离。")
@click.option("--case", "numbers", multiple=True, metavar="案号", help="只移交这些；不写是全部。")
@click.pass_obj
def handover(
    settings: Settings, /, *, who: str, to: str, reason: str, numbers: tuple[str, ...]
) -> None:
    """把一个人主办的全部在办案件移交给同事；有一件不能移交，就一件也不移交。

    \b
    例：casework person handover lawyer.wang --to lawyer.zhao --reason 调离
    """
    from casework import cases

    with settings.work() as work:
        done = cases.handover_all(work, who, to, reason=reason, numbers=numbers or None)
        settings.say(f"已移交 {len(done)} 件：{'、'.join(done)}")
