"""What one check item says: question, who it concerns, legal bases, risk, remedy, red line.

The words are those a lawyer writes in the catalogue file, so that a value can be compared with,
printed from and stored as plain Chinese text: ``Risk.HIGH == "高"``.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from casework.law import Confidence

#: In ``applies_to``: every worker form, or every sector.
ALL = "全部"


class Force(StrEnum):
    """How strongly an item binds, and with it the words a report may use (law-checkup 4.1)."""

    DUTY = "法定义务"
    POLICY = "政策要求"
    STANDARD = "推荐标准"


class Risk(StrEnum):
    """The risk of an item that is not complied with."""

    HIGH = "高"
    MEDIUM = "中"
    LOW = "低"


class Party(StrEnum):
    """The role of the examined enterprise."""

    PLATFORM = "平台企业"
    PARTNER = "合作用工企业"
    DISPATCHER = "劳务派遣单位"


class Sector(StrEnum):
    """A sector with items of its own."""

    FOOD_DELIVERY = "外卖配送"
    RIDE_HAILING = "网约车"
    FREIGHT = "货运"
    EXPRESS = "快递"


class WorkerForm(StrEnum):
    """A form of employment (人社部发〔2021〕56号 一（二）, and dispatched workers)."""

    LABOUR = "劳动关系"
    INCOMPLETE = "不完全劳动关系"
    CIVIL = "民事关系"
    DISPATCHED = "被派遣劳动者"

    @property
    def in_labour_relation(self) -> bool:
        """Whether the labour laws apply directly; a dispatched worker's agency is an employer."""
        return self in {WorkerForm.LABOUR, WorkerForm.DISPATCHED}


class BasisRole(StrEnum):
    """What a cited article does for the item: only a duty can be 不符合; 效力 says that terms are void."""

    DUTY = "义务"
    LIABILITY = "责任"
    EFFECT = "效力"
    GUIDE = "参照"


@dataclass(frozen=True, slots=True)
class Basis:
    """One article an item rests on."""

    law: str  #: the name in the register of instruments
    article: str  #: 第三十二条, 一（二） or the heading of a part
    confidence: Confidence  #: VERIFIED or UNVERIFIED
    gist: str  #: what the article says, in a clause that fits 关于……的规定
    role: BasisRole = BasisRole.DUTY
    reported: bool = False  #: the gist was checked against press reports only
    sectors: tuple[str, ...] = ()  #: cited for these sectors only; empty: for all
    everyone: bool = False  #: holds whatever the form of employment, though the text is labour law
    note: str = ""  #: for the lawyer, never printed in a report

    @property
    def firm(self) -> bool:
        """Whether number and gist were checked against the text."""
        return self.confidence.firm

    def cited_for(self, sectors: Collection[str]) -> bool:
        """Whether an enterprise of these sectors is concerned; no sectors known: yes."""
        return not self.sectors or not sectors or bool(set(self.sectors) & set(sectors))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to check. Asked positively: yes means 合规."""

    id: str  #: LC-领域-序号, never used again after publication
    domain: str
    title: str
    question: str
    workers: tuple[str, ...]  #: worker forms concerned, or 全部
    sectors: tuple[str, ...]  #: sectors concerned, or 全部
    parties: tuple[str, ...]  #: roles of the enterprise
    force: Force
    basis: tuple[Basis, ...]
    evidence: tuple[str, ...]  #: what to ask for
    risk: Risk
    consequence: str
    remedy: str
    rectify_days: int  #: natural days from service of the report, a proposal; 1: at once
    red_line: bool  #: may reveal a red line (law-checkup 6.2); a person confirms it
    red_line_when: str = ""  #: the facts that must be there
    topic: str | None = None  #: code of a typical topic of negotiation

    def forms(self, present: Iterable[str]) -> tuple[str, ...]:
        """Return which of the worker forms *present* in the enterprise the item concerns."""
        return tuple(form for form in present if ALL in self.workers or form in self.workers)

    def to_dict(self) -> dict[str, object]:
        """Return the item as JSON-ready values, under the keys of the catalogue file."""
        entry: dict[str, object] = {
            "id": self.id, "domain": self.domain, "title": self.title, "question": self.question,
            "applies_to": {"workers": list(self.workers), "sectors": list(self.sectors),
                           "parties": list(self.parties)},
            "force": str(self.force), "risk": str(self.risk),
            "basis": [_basis_dict(basis) for basis in self.basis],
            "evidence": list(self.evidence), "consequence": self.consequence,
            "remedy": self.remedy, "rectify_days": self.rectify_days, "red_line": self.red_line,
        }  # fmt: skip
        if self.red_line:
            entry["red_line_when"] = self.red_line_when
        if self.topic is not None:
            entry["topic"] = self.topic
        return entry


def _basis_dict(basis: Basis) -> dict[str, object]:
    return {
        "law": basis.law, "article": basis.article, "confidence": str(basis.confidence),
        "reported": basis.reported, "role": str(basis.role), "sectors": list(basis.sectors),
        "everyone": basis.everyone, "gist": basis.gist, "note": basis.note,
    }  # fmt: skip
