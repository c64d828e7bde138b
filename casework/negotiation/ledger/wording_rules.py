"""Which wording of a clause may be put on the table: its numbers, its words, its package."""

from collections.abc import Iterator
from decimal import Decimal

from casework.errors import Reason
from casework.negotiation.ledger.entry import (
    Act,
    Entry,
    Measure,
    clause_code,
    digest_of,
    topic_code,
)
from casework.negotiation.ledger.fold import Ledger
from casework.negotiation.ledger.talks import Talks
from casework.negotiation.side import Side

_HOURS_OF_A_DAY = Decimal(24)
_MOST = Decimal(10) ** 12


def act_of(ledger: Ledger, clause: int, side: Side, package: str = "") -> Act:
    """Return what a wording is: part of a package, an answer to what the other side said, or a first offer."""
    if package:
        return Act.PACKAGE
    known = ledger.clauses.get(clause)
    answers = known is not None and any(one.side is not side for one in known.versions)
    return Act.COUNTER if answers else Act.PROPOSAL


def against_wording(ledger: Ledger, entry: Entry, _talks: Talks) -> Iterator[Reason]:
    """Yield every reason against a new version of a clause."""
    yield from _against_numbers(ledger, entry)
    if not entry.text.strip():
        told = "条款没有文字。"
        yield Reason("no_text", told, where_to_fix="写明拟订的条款，数字另外填入“数字”。")
    yield from _against_figures(entry)
    if entry.package:
        yield from _against_package(ledger, entry)
    clause = ledger.clauses.get(entry.clause or 0)
    current = clause.current if clause else None
    if clause and current and current.side is entry.side and _like(current, entry):
        told = f"与本方现在的 {current.code} 完全一样。"
        yield Reason("the_same", told, where_to_fix="有改动再提出新的版本。")


def _against_numbers(ledger: Ledger, entry: Entry) -> Iterator[Reason]:
    if entry.clause is None or entry.topic is None:
        yield Reason("no_clause", "没有写属于哪个议题、哪一款。")
        return
    clause = ledger.clauses.get(entry.clause)
    if clause is None and entry.clause != len(ledger.clauses) + 1:
        told = (
            f"没有 {clause_code(entry.clause)}；新的条款是 {clause_code(len(ledger.clauses) + 1)}。"
        )
        yield Reason("no_clause", told)
    if clause is not None and clause.topic != entry.topic:
        told = f"{clause.code} 属于 {topic_code(clause.topic)}，不属于 {topic_code(entry.topic)}。"
        yield Reason("other_topic", told)
    if entry.version != ledger.next_version(entry.clause):
        told = f"{entry.code}的版本号不对，应为第{ledger.next_version(entry.clause)}版。"
        yield Reason("version", told)
    elif entry.hash != digest_of(entry.clause, entry.version, entry.text, entry.figures):
        yield Reason("hash", f"{entry.code} 的校验值与文字、数字不符：内容被改动。")
    if entry.act is not act_of(ledger, entry.clause, entry.side, entry.package):
        told = f"{entry.code} 应当是“{act_of(ledger, entry.clause, entry.side, entry.package).label}”。"
        yield Reason("act", told)


def _against_figures(entry: Entry) -> Iterator[Reason]:
    names = [one.name for one in entry.figures]
    for name in sorted({name for name in names if names.count(name) > 1}):
        told = f"数字“{name}”写了两次，一款里同名的数字只能有一个。"
        yield Reason("figure_twice", told, where_to_fix="给两个数字不同的名称。")
    for one in entry.figures:
        if not one.name.strip():
            yield Reason("figure_name", "有一个数字没有写名称。", where_to_fix="例如：派送费。")
        elif not one.amount.is_finite() or not 0 <= one.amount < _MOST:
            yield Reason("figure_amount", f"“{one.name}”应为不小于 0 的数，现在是 {one.amount}。")
        elif one.kind is Measure.HOURS and one.per in {"日", "天"} and one.amount > _HOURS_OF_A_DAY:
            told = f"“{one.name}”每天 {one.value}，一天只有 24 小时。"
            yield Reason("figure_amount", told)


def _against_package(ledger: Ledger, entry: Entry) -> Iterator[Reason]:
    package = ledger.packages.get(entry.package)
    if package is None:
        return
    name = f"打包方案“{package.label}”"
    if package.side is not entry.side:
        told = f"{name}是{package.side}的，{entry.side}不能往里加条款。"
        yield Reason("other_package", told, where_to_fix="本方的方案另起名称。")
    if package.accepted or package.withdrawn:
        done = "已经达成" if package.accepted else "已经撤回"
        yield Reason("package_closed", f"{name}{done}。", where_to_fix="新的方案另起名称。")
    elif entry.clause is not None and package.holds(entry.clause):
        told = f"{name}里已有 {clause_code(entry.clause)}，一个方案里一款只写一次。"
        yield Reason(
            "in_package", told, where_to_fix="修订后的方案另起名称，例如“方案一（修订）”。"
        )
    elif any(ledger.clauses[one.clause or 0].confirmed for one in package.members):
        told = f"{name}已有首席代表确认了其中的条款，不能再往里加。"
        yield Reason("package_closed", told, where_to_fix="补充后的方案另起名称。")


def _like(one: Entry, other: Entry) -> bool:
    return (one.text, one.package) == (other.text, other.package) and set(one.figures) == set(
        other.figures
    )
