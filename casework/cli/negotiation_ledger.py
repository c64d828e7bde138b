"""``casework negotiation propose`` and the other lines of the clause ledger: counter, take-back, confirm …"""

from collections.abc import Callable
from typing import Any

import click

from casework.cli.base import FREE_OPTIONS, case_argument, given_facts
from casework.negotiation.digest import short

_side = click.option("--side", required=True, metavar="一方", help="职工方或者企业方。")
_clause = click.argument("clause", metavar="条款")
_seen = click.option(
    "--seen", type=int, metavar="版本", help="看到的是条款的第几版；后来有人改过就不写入。"
)


@click.command("propose", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("topic", metavar="议题")
@click.argument("text", metavar="文字")
@_side
@_seen
@click.pass_context
def propose(
    ctx: click.Context, /, *, number: str, topic: str, text: str, side: str, seen: int | None
) -> None:
    """提出一个条款：--figures 数字，--meeting 会次，--package 打包方案的名称，--author 发言人。

    \b
    例：casework negotiation propose 云工集协〔2026〕1号 题-01 派送费每件不低于1.2元。 --side 职工方
        --figures "派送费 1.2元/件" --meeting 会-01
    """

    def act(room: Any, *of: Any, **given: Any) -> Any:
        return room.propose(*of, topic, text, side=side, seen=seen, **given)

    _write(ctx, number, act)


@click.command("counter", context_settings=FREE_OPTIONS)
@case_argument
@_clause
@click.argument("text", metavar="文字")
@_side
@_seen
@click.pass_context
def counter(
    ctx: click.Context, /, *, number: str, clause: str, text: str, side: str, seen: int | None
) -> None:
    """对一个条款提出另一种写法，选项与 propose 相同。

    \b
    例：casework negotiation counter 云工集协〔2026〕1号 款-01 派送费每件不低于0.9元。 --side 企业方
        --figures "派送费 0.9元/件" --meeting 会-01
    """

    def act(room: Any, *of: Any, **given: Any) -> Any:
        return room.counter(*of, clause, text, side=side, seen=seen, **given)

    _write(ctx, number, act)


@click.command("take-back", context_settings=FREE_OPTIONS)
@case_argument
@_side
@click.pass_context
def take_back(ctx: click.Context, /, *, number: str, side: str) -> None:
    """撤回自己一方的提案：写 --clause 条款，或者 --package 整个打包方案；--reason 理由。

    \b
    例：casework negotiation take-back 云工集协〔2026〕1号 --side 企业方 --clause 款-01 --reason 另提方案
    """
    _write(ctx, number, lambda room, *of, **given: room.withdraw_offer(*of, side=side, **given))


@click.command("reserve", context_settings=FREE_OPTIONS)
@case_argument
@_clause
@_side
@click.pass_context
def reserve(ctx: click.Context, /, *, number: str, clause: str, side: str) -> None:
    """搁置一个条款，--reason 写明为什么。

    \b
    例：casework negotiation reserve 云工集协〔2026〕1号 款-03 --side 企业方 --reason 下一轮再谈
    """
    _write(ctx, number, lambda room, *of, **given: room.reserve(*of, clause, side=side, **given))


@click.command("reopen", context_settings=FREE_OPTIONS)
@case_argument
@_clause
@_side
@click.option("--reason", default="", metavar="理由", help="为什么重新拿出来谈，必填。")
@click.pass_context
def reopen(ctx: click.Context, /, *, number: str, clause: str, side: str, reason: str) -> None:
    """把已达成或者搁置的条款重新拿出来谈，--reason 必填。

    \b
    例：casework negotiation reopen 云工集协〔2026〕1号 款-03 --side 职工方 --reason 审查有异议
    """

    def act(room: Any, *of: Any, **given: Any) -> Any:
        return room.reopen(*of, clause, side=side, reason=reason, **given)

    _write(ctx, number, act)


@click.command("confirm", context_settings=FREE_OPTIONS)
@case_argument
@_clause
@click.argument("digest", metavar="校验值")
@_side
@click.pass_context
def confirm(ctx: click.Context, /, *, number: str, clause: str, digest: str, side: str) -> None:
    """首席代表确认条款的一个版本；校验值见 casework negotiation board，写前 12 位即可。

    \b
    例：casework negotiation confirm 云工集协〔2026〕1号 款-01 3f2a9c0b7d11 --side 职工方 --meeting 会-02
    """

    def act(room: Any, *of: Any, **given: Any) -> Any:
        return room.confirm(*of, clause, digest, chief_side=side, **given)

    _write(ctx, number, act)


@click.command("confirm-package", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("package", metavar="方案")
@_side
@click.pass_context
def confirm_package(ctx: click.Context, /, *, number: str, package: str, side: str) -> None:
    """首席代表确认一个打包方案的全部条款。

    \b
    例：casework negotiation confirm-package 云工集协〔2026〕1号 方案一 --side 职工方
    """

    def act(room: Any, *of: Any, **given: Any) -> Any:
        return room.confirm_package(*of, package, chief_side=side, **given)

    _write(ctx, number, act)


@click.command("agreed", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("topic", metavar="议题")
@click.argument("text", metavar="文字")
@click.pass_context
def agreed(ctx: click.Context, /, *, number: str, topic: str, text: str) -> None:
    """照纸面补录双方首席代表已经一致的一款，文字和双方的确认一次写入；--side 是提出的一方，--said-on 日期。

    \b
    例：casework negotiation agreed 云工集协〔2026〕1号 题-01 每件1元。 --figures "派送费 1元/件" --said-on 2026-03-02
    """
    _write(ctx, number, lambda room, *of, **given: room.enter_agreed(*of, topic, text, **given))


def _write(ctx: click.Context, number: str, act: Callable[..., Any]) -> None:
    """Add a line, or several, and say which, with the first characters of their hash."""
    from casework import negotiation

    with ctx.obj.work() as work:
        added = act(negotiation, work, negotiation.get(work, number), **given_facts(ctx.args))
        for line in added if isinstance(added, list | tuple) else (added,):
            digest = f"，校验值 {short(line.hash)}" if line.hash else ""
            ctx.obj.say(f"已记入：{line.side}{line.act.label} {line.code}{digest}")
