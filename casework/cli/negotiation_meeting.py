"""``casework negotiation meeting``: what is said, a line at a time; the minutes; both chiefs sign them."""

from typing import TYPE_CHECKING, Any

import click

from casework.cli.base import (
    FREE_OPTIONS,
    Settings,
    case_argument,
    given_facts,
    json_option,
    print_json,
)
from casework.negotiation.digest import short

if TYPE_CHECKING:
    from casework.negotiation.meeting.minutes import MeetingMinutes

_meeting = click.argument("meeting", metavar="会次")


@click.group("meeting")
def meeting() -> None:
    """会议：边开边记、会议记录、双方首席代表签字；会次本身用 add 登记。

    \b
    例：casework negotiation meeting minutes 云工集协〔2026〕1号 会-01
    """


@meeting.command("log", context_settings=FREE_OPTIONS)
@case_argument
@_meeting
@click.argument("text", metavar="一行")
@click.pass_context
def log(ctx: click.Context, /, *, number: str, meeting: str, text: str) -> None:
    """记一行。行首的键：职、企、双是哪一方，1 至 6 是环节，题-01 是议题；也可以写 --side、--stage、--topic。

    \b
    例：casework negotiation meeting log 云工集协〔2026〕1号 会-01 "职 2 题-01 派送费每件不低于1.2元"
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        case = negotiation.get(work, number)
        row = negotiation.log(work, case, meeting, text, **given_facts(ctx.args))
        ctx.obj.say(f"已记下：{row.code} {row.said_at} {row.stage} {row.side}")


@meeting.command("minutes")
@case_argument
@_meeting
@json_option
@click.pass_obj
def minutes(settings: Settings, /, *, number: str, meeting: str, as_json: bool) -> None:
    """一次会议的记录和它的校验值：谁到会、按环节说了什么、各条款怎样收尾。

    \b
    例：casework negotiation meeting minutes 云工集协〔2026〕1号 会-01
    """
    from casework import negotiation

    with settings.read() as work:
        found = negotiation.minutes(work, negotiation.get(work, number), meeting)
    if as_json:
        print_json({**found.content, "digest": found.digest, "signed_on": found.signed_on})
    else:
        _print(found)


@meeting.command("sign", context_settings=FREE_OPTIONS)
@case_argument
@_meeting
@click.pass_context
def sign(ctx: click.Context, /, *, number: str, meeting: str) -> None:
    """登记双方首席代表已在会议记录上签字，签字以后不能再改：--digest、--union-chief、--employer-chief、--signed-on。

    \b
    例：casework negotiation meeting sign 云工集协〔2026〕1号 会-01 --digest 3f2a9c0b7d11 --union-chief 陈某
        --employer-chief 孙某 --signed-on 2026-03-20
    """
    from casework import negotiation

    with ctx.obj.work() as work:
        case = negotiation.get(work, number)
        made = negotiation.sign_minutes(work, case, meeting, **given_facts(ctx.args))
        ctx.obj.say(f"已登记签字：{made.code}，{made.signed_on}。")


def _print(found: "MeetingMinutes") -> None:
    head: Any = found.header
    click.echo(f"{found.code}  {head['held_on']} {head['began_at']}  {head['place']}")
    for label, people in (("到会", found.attendance), ("缺席", found.absent)):
        names = "、".join(f"{one['name']}（{one['side']}{one['duty']}）" for one in people)
        click.echo(f"{label}：{names or '没有登记'}")
    for stage, said in found.stages():
        click.echo(f"【{stage}】")
        for one in said:
            click.echo(f"  {one['said_at']} {one['side']} {one['topic']} {one['text']}")
    for talk in found.talks:
        click.echo(f"{talk['title']} {talk['clause']}：{talk['outcome']}")
    signed = f"，{found.signed_on} 已签字" if found.signed_on else "，还没有签字"
    click.echo(f"校验值 {short(found.digest)}{signed}")
