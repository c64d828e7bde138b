"""Which line may be added to the ledger: every reason against it, in sentences. Nothing is changed here."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from casework.errors import Reason
from casework.negotiation.ledger.clause import Clause, Package, same
from casework.negotiation.ledger.entry import Act, Entry, clause_code, topic_code
from casework.negotiation.ledger.fold import Ledger, Tally
from casework.negotiation.ledger.talks import Talks
from casework.negotiation.ledger.wording_rules import against_wording
from casework.negotiation.side import Side

_CHIEFS = "《集体合同规定》第三十四条第（四）项"
_EVERYTHING = Talks()


def reasons_against(ledger: Ledger, entry: Entry, talks: Talks = _EVERYTHING) -> tuple[Reason, ...]:
    """Return every reason against adding *entry* after those lines; none: it may be added.

    Whether the ledger is open is asked first: if it is not, that is the only reason.
    """
    closed = tuple(_against_time(entry, talks))
    return closed or (*_against_place(entry, talks), *_BY_ACT[entry.act](ledger, entry, talks))


def faults(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield a sentence for each stored line that could not have been added after those before it."""
    tally = Tally()
    for expected, entry in enumerate(entries, start=1):
        if entry.seq != expected:
            yield f"台账第 {expected} 行缺失：下一行的序号是 {entry.seq}。"
            return
        for reason in reasons_against(tally.standing, entry):
            yield f"台账第 {entry.seq} 行（{entry.code} {entry.act.label}）不成立：{reason.sentence}"
        tally.add(entry)


def _against_time(entry: Entry, talks: Talks) -> Iterator[Reason]:
    if not talks.open:
        yield Reason(
            "closed",
            f"案件现在是“{talks.state}”，条款台账只在准备和协商时填写；已达成的条款不能在协商之外改动。",
            "《集体合同规定》第三十九条、第四十一条",
            "要改已签的文本，走变更程序；审查有异议的，先办理“重新协商”。",
        )
    elif entry.act is Act.CONFIRMED and not talks.confirming:
        yield Reason(
            "too_early",
            f"案件现在是“{talks.state}”，还没有开始协商；条款要在协商中由双方首席代表确认。",
            _CHIEFS,
            "先办理“开始协商”。",
        )


def _against_place(entry: Entry, talks: Talks) -> Iterator[Reason]:
    if talks.only is not None and entry.clause is not None and entry.clause not in talks.only:
        named = "、".join(clause_code(one) for one in sorted(talks.only)) or "无"
        yield Reason(
            "not_objected",
            f"这次只就审查异议涉及的条款重新协商（{named}），{clause_code(entry.clause)} 不在其中。",
            "《集体合同规定》第四十六条",
        )
    if talks.topics is not None and entry.topic is not None and entry.topic not in talks.topics:
        told = f"本案没有议题 {topic_code(entry.topic)}。"
        yield Reason("no_topic", told, where_to_fix="先把它列入议题。")
    if talks.meetings is not None and entry.meeting is not None and entry.meeting not in talks.meetings:  # fmt: skip
        told = f"本案没有第 {entry.meeting} 次会议。"
        yield Reason("no_meeting", told, where_to_fix="先登记会议；会外提出的不填会次。")
    if entry.meeting in talks.signed:
        told = f"第 {entry.meeting} 次会议的记录已由双方首席代表签字，不能再补记。"
        fix = "在下一次会议上记录；会外提出的不填会次。"
        yield Reason("signed", told, "《集体合同规定》第三十四条", fix)
    if not entry.author.strip():
        yield Reason("no_author", "没有写由谁提出或确认。", where_to_fix="写上发言代表的姓名。")


def _against_withdrawal(ledger: Ledger, entry: Entry, _talks: Talks) -> Iterator[Reason]:
    if entry.package:
        package = ledger.packages.get(entry.package)
        if package is None:
            yield Reason("no_package", f"没有打包方案“{entry.package}”。")
        else:
            yield from _against_package_withdrawal(package, entry)
        return
    clause = ledger.clauses.get(entry.clause or 0)
    offer = clause.with_hash(entry.of) if clause else None
    if clause is None or offer is None:
        yield _unknown(entry)
        return
    if offer.side is not entry.side:
        yield _foreign(f"{offer.code} 是{offer.side}提出的", entry)
    package = ledger.packages.get(offer.package)
    if package is not None and not package.accepted and not package.withdrawn:
        told = f"{offer.code} 属于打包方案“{package.label}”，不能单独撤回。"
        yield Reason("in_package", told, where_to_fix=f"整体撤回“{package.label}”。")
    if clause.agreed is not None:
        yield _agreed(clause, "撤回")
    elif not same(clause.offer(offer.side), offer):
        gone = "已经撤回" if offer.version in clause.withdrawn else "已被后来的版本取代"
        yield Reason("not_standing", f"{offer.code} {gone}，不必再撤回。")


def _against_package_withdrawal(package: Package, entry: Entry) -> Iterator[Reason]:
    name = f"打包方案“{package.label}”"
    if package.side is not entry.side:
        yield _foreign(f"{name}是{package.side}提出的", entry)
    if package.withdrawn:
        yield Reason("withdrawn", f"{name}已经撤回。")
    if package.accepted:
        told = f"{name}已经整体达成，不能撤回。"
        yield Reason("agreed", told, where_to_fix="对要改的条款办理“重新协商”。")


def _against_reserve(ledger: Ledger, entry: Entry, _talks: Talks) -> Iterator[Reason]:
    clause = ledger.clauses.get(entry.clause or 0)
    if clause is None:
        yield _unknown(entry)
    elif clause.agreed is not None:
        yield _agreed(clause, "搁置")
    elif clause.reserved is not None:
        yield Reason("reserved", f"{clause.code} 已经搁置。")


def _against_reopening(ledger: Ledger, entry: Entry, _talks: Talks) -> Iterator[Reason]:
    clause = ledger.clauses.get(entry.clause or 0)
    if clause is None:
        yield _unknown(entry)
    elif clause.agreed is None and clause.reserved is None and not clause.confirmed:
        told = f"{clause.code} 是“{clause.status.label}”，本来就在协商，不必重新协商。"
        yield Reason("open", told, where_to_fix="直接提出新的文字。")
    if not entry.text.strip():
        told = "重新协商要写明理由。"
        yield Reason("no_reason", told, where_to_fix="例如：表决未通过；审查意见书有异议。")


def _against_confirmation(ledger: Ledger, entry: Entry, talks: Talks) -> Iterator[Reason]:
    clause = ledger.clauses.get(entry.clause or 0)
    version = clause.with_hash(entry.of) if clause else None
    yield from _against_person(entry, talks)
    if clause is None or version is None:
        yield _unknown(entry)
        return
    current = clause.current
    if clause.reserved is not None:
        told = f"{clause.code} 已经搁置，不能确认。"
        yield Reason("reserved", told, where_to_fix="先办理“重新协商”。")
    if not same(current, version):
        yield _outdated(version, current)
        return
    if entry.side in clause.confirmed:
        told = f"{entry.side}首席代表已经确认过 {version.code}。"
        yield Reason("confirmed", told, where_to_fix=_waits(clause))
        return
    package = ledger.packages.get(version.package)
    lost = ledger.broken(version.package) if package and not package.accepted else ()
    if lost:
        named = "、".join(one.code for one in lost)
        yield Reason(
            "broken",
            f"打包方案“{version.package}”里的 {named} 已有新的版本，方案不能再整体接受。",
            where_to_fix="撤回后来的版本，或者把本款不带方案单独提出。",
        )


def _against_person(entry: Entry, talks: Talks) -> Iterator[Reason]:
    if talks.chiefs is None or entry.side in talks.without_chief:
        return
    chief = talks.chiefs.get(entry.side, "")
    if not chief:
        told = f"{entry.side}还没有登记首席代表，条款不能确认。"
        yield Reason("no_chief", told, _CHIEFS, "先在代表名册登记首席代表。")
    elif entry.author != chief:
        told = f"只有首席代表能确认条款：{entry.side}首席代表是{chief}，不是{entry.author}。"
        yield Reason("not_chief", told, _CHIEFS)


def _waits(clause: Clause) -> str:
    waiting = [one for one in Side if one not in clause.confirmed]
    return f"等{waiting[0]}首席代表确认。" if waiting else ""


def _outdated(version: Entry, current: Entry | None) -> Reason:
    if current is None:
        told = f"{version.code} 已经撤回，现在没有可以确认的版本。"
        return Reason("outdated", told, where_to_fix="请任何一方重新提出。")
    return Reason(
        "outdated",
        f"{version.code} 已经不是现在的文本：{current.side}在 {current.said_on} 提出了第{current.version}版。",
        where_to_fix=f"确认第{current.version}版，或者把第{version.version}版的文字重新提出。",
    )


def _foreign(whose: str, entry: Entry) -> Reason:
    return Reason("foreign", f"{whose}，{entry.side}不能撤回。", where_to_fix="可以提出反提案。")


def _agreed(clause: Clause, doing: str) -> Reason:
    told = f"{clause.code} 已达成，不能{doing}。"
    return Reason("agreed", told, where_to_fix="先办理“重新协商”。")


def _unknown(entry: Entry) -> Reason:
    what = clause_code(entry.clause or 0)
    told = f"{what} 没有校验值是 {entry.of[:8]}… 的版本。" if entry.of else f"没有 {what}。"
    return Reason("unknown", told, where_to_fix="请在台账里核对。")


_BY_ACT: Mapping[Act, Callable[[Ledger, Entry, Talks], Iterable[Reason]]] = {
    Act.PROPOSAL: against_wording,
    Act.COUNTER: against_wording,
    Act.PACKAGE: against_wording,
    Act.WITHDRAWN: _against_withdrawal,
    Act.RESERVED: _against_reserve,
    Act.REOPENED: _against_reopening,
    Act.CONFIRMED: _against_confirmation,
}
