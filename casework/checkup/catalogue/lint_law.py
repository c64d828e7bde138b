"""What lint asks about the law of an item: may it be cited like that, and is there a duty at all?"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from casework.checkup.catalogue.items import Basis, BasisRole, Force, Item
from casework.checkup.catalogue.reading import Fault
from casework.law import Instrument

#: An article, a part of a policy paper, or the heading of a part; never “有关规定”.
_VAGUE = re.compile(
    r"(依|按照?)?(其?他?有关|相关|等)(的?规定|条款|要求)?|全文|通篇|略|无|见.*|[/？?—-]+"
)


def too_sure(
    place: str, item: Item, *, register: Mapping[str, Instrument], **_rest: Any
) -> Iterator[Fault]:
    """Find bases that say more than was checked: the register's mark is the highest there is."""
    for where, basis in _bases(place, item):
        instrument = register[basis.law]
        if basis.firm and not instrument.confidence.firm:
            yield Fault(
                where,
                f"写“verified”，但登记表里“{basis.law}”是“{instrument.confidence.label}”："
                "没有读过原文的，条号不能标已核；请改为 unverified，或先核对原文并改登记表。",
                "confidence",
            )
        if basis.firm and basis.reported:
            yield Fault(
                where,
                "同时写了 verified 和 reported = true：只核过公开报道的，请改为 unverified。",
                "confidence",
            )


def out_of_force(
    place: str,
    item: Item,
    *,
    register: Mapping[str, Instrument],
    day: date | None,
    **_rest: Any,
) -> Iterator[Fault]:
    """Find bases that are not in force on the day the catalogue was compiled."""
    if day is None:
        return
    for where, basis in _bases(place, item):
        one = register[basis.law]
        if one.effective_until is not None and one.effective_until < day:
            ended = f"“{basis.law}”施行到 {one.effective_until} 为止，目录编制日是 {day}"
            yield Fault(where, f"{ended}；请改引现行文件。", "not_in_force")
        if one.effective_from is not None and one.effective_from > day:
            begins = f"“{basis.law}”自 {one.effective_from} 起施行，目录编制日是 {day}"
            yield Fault(where, f"{begins}；还不能引用。", "not_in_force")


def vague_article(place: str, item: Item, **_rest: Any) -> Iterator[Fault]:
    """Find articles that name no place in the text."""
    for where, basis in _bases(place, item):
        if _VAGUE.fullmatch(basis.article):
            advice = f"条号写的是“{basis.article}”，读的人找不到原文；请写第几条，或部分的标题。"
            yield Fault(where, advice, "no_article")


def article_not_numbered(
    place: str, item: Item, *, register: Mapping[str, Instrument], **_rest: Any
) -> Iterator[Fault]:
    """Point at bases in binding law whose article is no 第……条: law has numbered articles."""
    for where, basis in _bases(place, item):
        numbered = re.search(r"第[一二三四五六七八九十百千零〇]+条", basis.article)
        if register[basis.law].kind.binding and not numbered:
            said = f"“{basis.law}”是法律、法规或规章，条号写的是“{basis.article}”"
            yield Fault(where, f"{said}；一般应写成“第三十二条”。", "article_form")


def without_duty(place: str, item: Item, **_rest: Any) -> Iterator[Fault]:
    """Point at items no basis of which is a duty: their report can say 涉及 only, not 违反."""
    if all(basis.role is not BasisRole.DUTY for basis in item.basis):
        roles = "、".join(dict.fromkeys(str(basis.role) for basis in item.basis))
        said = f"依据只有{roles}条款，没有一条写明义务"
        yield Fault(place, f"{said}；报告只能写“涉及”，请看能否补上义务条款。", "no_duty")


def nothing_firm(place: str, item: Item, **_rest: Any) -> Iterator[Fault]:
    """Point at duties of which not one article was read."""
    if item.force is Force.DUTY and not any(basis.firm for basis in item.basis):
        said = "是法定义务，却没有一条依据核过原文"
        yield Fault(place, f"{said}；请至少核对一条，改为 verified。", "unfirm")


def _bases(place: str, item: Item) -> Iterator[tuple[str, Basis]]:
    for number, basis in enumerate(item.basis, 1):
        yield f"{place} 依据{number}", basis


FAULTS = (too_sure, out_of_force, vague_article)
WARNINGS = (article_not_numbered, without_duty, nothing_firm)
