"""What differs between two catalogues, item by item, told apart by what it does to a score.

Items are matched by id, which is never used again; where an item stands in the file, and the head of
the file, are no difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from casework.checkup.catalogue import Basis, Catalogue, Item

#: Field of an item → its word.
LABELS = {
    "domain": "领域",
    "title": "标题",
    "question": "提问",
    "workers": "适用的用工形式",
    "sectors": "适用的行业",
    "parties": "适用的企业角色",
    "force": "性质",
    "basis": "依据",
    "evidence": "应查证据",
    "risk": "风险",
    "consequence": "可能后果",
    "remedy": "整改建议",
    "rectify_days": "建议整改天数",
    "red_line": "红线项",
    "red_line_when": "红线情形",
    "topic": "协商议题",
}
#: What decides whether an item counts, how much, and whether it can make the grade red.
SCORING = frozenset({"workers", "sectors", "parties", "force", "risk", "red_line", "red_line_when"})


class Sort(StrEnum):
    """What became of an item."""

    UNCHANGED = "未变"
    CHANGED = "有改动"
    NEW = "新增"
    GONE = "取消"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an item, as it was and as it is, in words."""

    name: str
    old: str
    new: str

    @property
    def label(self) -> str:
        """Return the word for the field."""
        return LABELS[self.name]

    @property
    def scoring(self) -> bool:
        """Return whether it touches what scoring asks for."""
        return self.name in SCORING


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """One item in both catalogues, or in one of them."""

    id: str
    title: str  #: the newer one
    sort: Sort
    fields: tuple[FieldChange, ...] = ()  #: of one that is 有改动

    @property
    def scoring(self) -> bool:
        """Return whether a change touches scoring; what is new or gone always does."""
        return self.sort in {Sort.NEW, Sort.GONE} or any(one.scoring for one in self.fields)

    def to_dict(self) -> dict[str, object]:
        """Return the item as JSON-ready values."""
        fields = [
            {"field": one.name, "label": one.label, "old": one.old, "new": one.new,
             "scoring": one.scoring}
            for one in self.fields
        ]  # fmt: skip
        told: dict[str, object] = {"id": self.id, "title": self.title, "sort": str(self.sort)}
        return {**told, "scoring": self.scoring, "fields": fields} if fields else told


@dataclass(frozen=True, slots=True)
class CatalogueDifference:
    """Two catalogues compared; the items in the order of the newer one, those gone at the end."""

    old: str  #: name and version: jiangsu@2026.2
    new: str
    old_hash: str
    new_hash: str
    items: tuple[ItemDifference, ...]

    def of(self, sort: Sort) -> tuple[ItemDifference, ...]:
        """Return the items of that sort, in order."""
        return tuple(one for one in self.items if one.sort is sort)

    @property
    def scoring(self) -> tuple[ItemDifference, ...]:
        """Return the items in both whose change touches scoring."""
        return tuple(one for one in self.of(Sort.CHANGED) if one.scoring)

    @property
    def wording(self) -> tuple[ItemDifference, ...]:
        """Return the items in both whose change is one of words only."""
        return tuple(one for one in self.of(Sort.CHANGED) if not one.scoring)

    def to_dict(self) -> dict[str, object]:
        """Return the difference as JSON-ready values; unchanged items by id only."""
        return {
            "old": {"reference": self.old, "hash": self.old_hash},
            "new": {"reference": self.new, "hash": self.new_hash},
            "unchanged": [one.id for one in self.of(Sort.UNCHANGED)],
            "scoring": [one.to_dict() for one in self.scoring],
            "wording": [one.to_dict() for one in self.wording],
            "added": [one.to_dict() for one in self.of(Sort.NEW)],
            "gone": [one.to_dict() for one in self.of(Sort.GONE)],
        }


def compare(old: Catalogue, new: Catalogue) -> CatalogueDifference:
    """Return what differs from *old* to *new*."""
    kept = [_compared(old.items.get(item.id), item) for item in new.items.values()]
    gone = [
        ItemDifference(item.id, item.title, Sort.GONE)
        for item in old.items.values()
        if item.id not in new.items
    ]
    return CatalogueDifference(old.reference, new.reference, old.hash, new.hash, (*kept, *gone))


def _compared(before: Item | None, now: Item) -> ItemDifference:
    if before is None:
        return ItemDifference(now.id, now.title, Sort.NEW)
    fields = tuple(_changes(before, now))
    return ItemDifference(now.id, now.title, Sort.CHANGED if fields else Sort.UNCHANGED, fields)


def _changes(before: Item, now: Item) -> Iterator[FieldChange]:
    for name in LABELS:
        old, new = getattr(before, name), getattr(now, name)
        if name in {"workers", "sectors", "parties"}:
            old, new = sorted(old), sorted(new)  # a list of who is concerned has no order
        if old != new:
            yield FieldChange(name, _told(old), _told(new))


def _told(value: object) -> str:
    if isinstance(value, list | tuple):
        return "；".join(_basis(one) if isinstance(one, Basis) else str(one) for one in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return "无" if value in (None, "") else str(value)


def _basis(basis: Basis) -> str:
    """Return one basis so that whatever differs in it is seen."""
    parts = [f"{basis.role} 《{basis.law}》{basis.article}：{basis.gist}", basis.confidence.label]
    parts += ["仅核公开报道"] if basis.reported else []
    parts += ["不论用工形式"] if basis.everyone else []
    parts += [f"仅{'、'.join(basis.sectors)}"] if basis.sectors else []
    parts += [f"说明：{basis.note}"] if basis.note else []
    return f"{parts[0]}（{'；'.join(part for part in parts[1:] if part)}）"
