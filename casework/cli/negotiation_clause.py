"""``casework negotiation clause``: lines of the clause ledger are added, and never changed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from casework.cli.base import FREE_OPTIONS, Settings, case_argument, given_facts
from casework.cli.negotiation_board import compare, draft, figures, list_lines

if TYPE_CHECKING:
    from casework.negotiation.ledger.entry import Entry

_clause = click.argument("code", metavar="条款")
_package = click.argument("package", metavar="打包方案")
_side = click.option("--side", required=True, metavar="一方", help="职工方或者企业方。")
_reason = click.option("--reason", default="", metavar="理由", help="为什么。")


@click.group("clause")
def clause() -> None:
    """条款台账：提案、反提案、打包、撤回、搁置、确认，一行一行，只增不改。

    \b
    例：casework negotiation clause list 云工集协〔2026〕1号
    """


for _command in (list_lines, figures, compare, draft):
    clause.add_command(_command)


@clause.command("offer", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("topic", metavar="议题")
@click.argument("text", metavar="文字")
@_side
@click.option(
    "--figures", "numbers", multiple=True, metavar="数字", help="例如 “派送费 1.2元/件”；可以多个。"
)
@click.option("--seen", type=int, metavar="版本", help="看到的是第几版；后来又有新版本的不写入。")
@click.pass_context
def offer(
    ctx: click.Context,
    /,
    *,
    number: str,
    topic: str,
    text: str,
    side: str,
    numbers: tuple[str, ...],
    seen: int | None,
) -> None:
    """提出一款的文字；已有的条款加 --clause 款-01，就是它的新版本。

    还可以写 --meeting 会-01、--author 姓名、--said-on 日期、--package 打包方案的名称。

    \b
    例：casework negotiation clause offer 云工集协〔2026〕1号 题-01 每件1.2元。 --side 职工方 --figures 派送费1.2元/件
    """
    from casework import negotiation

    given = given_facts(ctx.args)
    _said(
        ctx.obj,
        number,
        lambda work, case: negotiation.propose(
            work, case, topic, text, side=side, figures="\n".join(numbers), seen=seen, **given
        ),
    )


@clause.command("agreed", context_settings=FREE_OPTIONS)
@case_argument
@click.argument("topic", metavar="议题")
@click.argument("text", metavar="文字")
@click.option("--figures", "numbers", multiple=True, metavar="数字", help="可以多个。")
@click.pass_context
def agreed(
    ctx: click.Context, /, *, number: str, topic: str, text: str, numbers: tuple[str, ...]
) -> None:
    """照纸面补录双方首席代表已经一致的一款：文字和双方的确认一次写入。

    还可以写 --side 提出的一方、--clause 款-01、--meeting 会-01、--said-on 日期。

    \b
    例：casework negotiation clause agreed 云工集协〔2026〕1号 题-01 每件1元。 --said-on 2026-03-02
    """
    from casework import negotiation

    settings: Settings = ctx.obj
    given = given_facts(ctx.args)
    with settings.work() as work:
        case = negotiation.get(work, number)
        figures = "\n".join(numbers)
        for entry in negotiation.enter_agreed(work, case, topic, text, figures=figures, **given):
            settings.say(_told(entry))


@clause.command("withdraw", context_settings=FREE_OPTIONS)
@case_argument
@_clause
@_side
@_reason
@click.pass_context
def withdraw(ctx: click.Context, /, *, number: str, code: str, side: str, reason: str) -> None:
    """撤回本方在一款上的提案。

    \b
    例：casework negotiation clause withdraw 云工集协〔2026〕1号 款-01 --side 企业方
    """
    from casework import negotiation

    given = given_facts(ctx.args)
    _said(
        ctx.obj,
        number,
        lambda work, case: negotiation.withdraw_offer(
            work, case, code, side=side, reason=reason, **given
        ),
    )


@clause.command("withdraw-package", context_settings=FREE_OPTIONS)
@case_argument
@_package
@_side
@_reason
@click.pass_context
def withdraw_package(
    ctx: click.Context, /, *, number: str, package: str, side: str, reason: str
) -> None:
    """整体撤回本方的一个打包方案。

    \b
    例：casework negotiation clause withdraw-package 云工集协〔2026〕1号 方案一 --side 企业方
    """
    from casework import negotiation

    given = given_facts(ctx.args)
    _said(
        ctx.obj,
        number,
        lambda work, case: negotiation.withdraw_offer(
            work, case, side=side, package=package, reason=reason, **given
        ),
    )


@clause.command("reserve", context_settings=FREE_OPTIONS)
@case_argument
@_clause
@_side
@_reason
@click.pass_context
def reserve(ctx: click.Context, /, *, number: str, code: str, side: str, reason: str) -> None:
    """搁置一款。

    \b
    例：casework negotiation clause reserve 云工集协〔2026〕1号 款-02 --side 企业方 --reason 待测算
    """
    from casework import negotiation

    given = given_facts(ctx.args)
    _said(
        ctx.obj,
        number,
        lambda work, case: negotiation.reserve(work, case, code, side=side, reason=reason, **given),
    )


@clause.command("reopen", context_settings=FREE_OPTIONS)
@case_argument
@_clause
@_side
@_reason
@click.pass_context
def reopen(ctx: click.Context, /, *, number: str, code: str, side: str, reason: str) -> None:
    """把已达成、已搁置或者一方已确认的条款重新协商，要写理由。

    \b
    例：casework negotiation clause reopen 云工集协〔2026〕1号 款-01 --side 职工方 --reason 表决未通过
    """
    from casework import negotiation

    given = given_facts(ctx.args)
    _said(
        ctx.obj,
        number,
        lambda work, case: negotiation.reopen(work, case, code, side=side, reason=reason, **given),
    )


@clause.command("confirm", context_settings=FREE_OPTIONS)
@case_argument
@_clause
@click.argument("digest", metavar="校验值")
@_side
@click.pass_context
def confirm(ctx: click.Context, /, *, number: str, code: str, digest: str, side: str) -> None:
    """登记一方首席代表确认了一款现在的文本；校验值写前 12 位，list 里有。

    \b
    例：casework negotiation clause confirm 云工集协〔2026〕1号 款-01 3f2a91c07be4 --side 职工方
    """
    from casework import negotiation

    given = given_facts(ctx.args)
    _said(
        ctx.obj,
        number,
        lambda work, case: negotiation.confirm(work, case, code, digest, chief_side=side, **given),
    )


@clause.command("confirm-package", context_settings=FREE_OPTIONS)
@case_argument
@_package
@_side
@click.pass_context
def confirm_package(ctx: click.Context, /, *, number: str, package: str, side: str) -> None:
    """登记一方首席代表确认了一个打包方案的全部条款。

    \b
    例：casework negotiation clause confirm-package 云工集协〔2026〕1号 方案一 --side 职工方
    """
    from casework import negotiation

    settings: Settings = ctx.obj
    given = given_facts(ctx.args)
    with settings.work() as work:
        case = negotiation.get(work, number)
        for entry in negotiation.confirm_package(work, case, package, chief_side=side, **given):
            settings.say(_told(entry))


def _said(settings: Settings, number: str, act: Callable[[Any, Any], "Entry"]) -> None:
    """Add a line and say which."""
    from casework import negotiation

    with settings.work() as work:
        entry = act(work, negotiation.get(work, number))
        settings.say(_told(entry))


def _told(entry: "Entry") -> str:
    digest = f"，校验值 {entry.hash[:12]}" if entry.hash else ""
    return f"第 {entry.seq} 行：{entry.side}{entry.act.label} {entry.code}{digest}"
