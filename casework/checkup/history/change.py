"""What became of each item and finding between two check-ups of a company: a pure function of both.

* 新增: found now and not then. 重复: found then and now. 加重: found again and worse, each reason named:
  a higher risk, 部分合规 became 不合规, more workers, or a red line now. 已改: found then, 合规 now.
* 本次未查: found then, and now not looked at (not tailored, not answered, 未能核实, 不适用): nobody knows.
* A finding outside the catalogue has no number of its own over the years. One with the same title is
  taken for the same and marked 可能相同; whether one that is not named again was put right is not known.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casework.checkup.catalogue import Catalogue
from casework.checkup.models import Answer, Finding
from casework.checkup.verdict import Verdict

_RISKS = ("低", "中", "高")
#: How a finding ended that is found again.
_SETTLED = {"verified": "上次已核实销号", "waived": "上次经批准免除"}


class Change(StrEnum):
    """What a finding is, seen from the earlier check-up; the order is that of print."""

    WORSE = "加重"
    AGAIN = "重复"
    NEW = "新增"
    UNSEEN = "本次未查"
    MENDED = "已改"


@dataclass(frozen=True, slots=True)
class Picture:
    """A check-up as it is compared: what was asked, answered and found."""

    number: str
    catalogue: Catalogue
    items: Sequence[str]  #: ids of what was tailored
    answers: Mapping[str, Answer]  #: by item id
    findings: Sequence[Finding]  #: without the withdrawn ones


@dataclass(frozen=True, slots=True)
class Line:
    """One item, or one finding outside the catalogue, then and now."""

    change: Change
    item_id: str | None
    title: str
    domain: str
    then: str | None  #: the code of the finding then: WT-03
    now: str | None
    risk: str  #: the risk now; of what is not found now, that of then
    reasons: tuple[str, ...]  #: why it is worse, or what else is to be known
    maybe: bool = False  #: matched by its title only: 可能相同


def lines(then: Picture, now: Picture) -> list[Line]:
    """Return a line for each finding of either check-up: worse, again, new, not looked at, put right."""
    of_items = list(_of_items(then, now))
    found = [*of_items, *_outside(then, now)]
    order = list(Change)
    return sorted(found, key=lambda one: (order.index(one.change), -_RISKS.index(one.risk)))


def _of_items(then: Picture, now: Picture) -> Iterator[Line]:
    old = {row.item_id: row for row in then.findings if row.item_id}
    new = {row.item_id: row for row in now.findings if row.item_id}
    for item_id in dict.fromkeys([*new, *old]):
        before, after = old.get(item_id), new.get(item_id)
        change, reasons = _became(then, now, item_id, before, after)
        row = after or before
        assert row is not None and item_id is not None  # noqa: S101, PT018 - one of both named it
        yield Line(
            change,
            item_id,
            _title(then, now, item_id) or row.title,
            row.domain,
            _code(before),
            _code(after),
            row.risk,
            (*reasons, *_back(before, after), *_reworded(then, now, item_id)),
        )


def _became(
    then: Picture, now: Picture, item_id: str | None, before: Finding | None, after: Finding | None
) -> tuple[Change, tuple[str, ...]]:
    if after is None:
        why = _not_seen(now, item_id or "")
        return (Change.UNSEEN, (why,)) if why else (Change.MENDED, ())
    if before is None:
        why = _not_seen(then, item_id or "")
        return Change.NEW, (f"上次{why}",) if why else ()
    worse = tuple(_worse(then, now, before, after))
    return (Change.WORSE, worse) if worse else (Change.AGAIN, ())


def _not_seen(picture: Picture, item_id: str) -> str:
    """Return why nothing is known of an item from a check-up; "" where it was judged."""
    if item_id not in picture.catalogue.items:
        return "目录没有此项"
    if item_id not in picture.items:
        return "不在检查范围"
    answer = picture.answers.get(item_id)
    if answer is None:
        return "没有结论"
    verdict = Verdict(answer.verdict)
    return "" if verdict.judged else f"答“{verdict.label}”"


def _worse(then: Picture, now: Picture, before: Finding, after: Finding) -> Iterator[str]:
    if after.red_line and not before.red_line:
        yield "本次触发红线"
    if _RISKS.index(after.risk) > _RISKS.index(before.risk):
        yield f"风险由{before.risk}升为{after.risk}"
    old = then.answers.get(before.item_id or "")
    new = now.answers.get(after.item_id or "")
    verdicts = (old and old.verdict, new and new.verdict)
    if verdicts == (Verdict.PARTIAL, Verdict.NON_COMPLIANT):
        yield f"由{Verdict.PARTIAL.label}变为{Verdict.NON_COMPLIANT.label}"
    few, many = before.workers_affected, after.workers_affected
    if few is not None and many is not None and many > few:
        yield f"涉及人数由{few}人增至{many}人"


def _back(before: Finding | None, after: Finding | None) -> Iterator[str]:
    """Yield what had become of a finding that is there again."""
    if before is not None and after is not None and before.settled:
        yield _SETTLED.get(before.state, "上次已了结") + "，本次又发现"


def _title(then: Picture, now: Picture, item_id: str) -> str:
    item = now.catalogue.items.get(item_id) or then.catalogue.items.get(item_id)
    return item.title if item else ""


def _reworded(then: Picture, now: Picture, item_id: str) -> Iterator[str]:
    old, new = then.catalogue.items.get(item_id), now.catalogue.items.get(item_id)
    if old and new and (old.title, old.question) != (new.title, new.question):
        yield "两次所用目录对此项的表述不同"


def _outside(then: Picture, now: Picture) -> Iterator[Line]:
    old = {_plain(row.title): row for row in then.findings if not row.item_id}
    new = {_plain(row.title): row for row in now.findings if not row.item_id}
    for title, after in new.items():
        before = old.get(title)
        change, reasons = _became(then, now, None, before, after) if before else (Change.NEW, ())
        told = ("目录外发现，只有标题相同，可能是同一问题",) if before else ("目录外发现",)
        yield _free(change, before, after, (*reasons, *told))
    for title, before in old.items():
        if title not in new:
            why = "目录外发现，本次没有同名的发现，是否已改不能由此认定"
            yield _free(Change.UNSEEN, before, None, (why,))


def _free(
    change: Change, before: Finding | None, after: Finding | None, reasons: tuple[str, ...]
) -> Line:
    row = after or before
    assert row is not None  # noqa: S101 - one of both is there
    maybe = before is not None and after is not None
    codes = (_code(before), _code(after))
    return Line(change, None, row.title, row.domain, *codes, row.risk, reasons, maybe)


def _code(row: Finding | None) -> str | None:
    return row.code if row is not None else None


def _plain(title: str) -> str:
    """Return a title as it is compared: full-width forms, spaces and full stops make no difference."""
    return "".join(unicodedata.normalize("NFKC", title).split()).strip("。.")
