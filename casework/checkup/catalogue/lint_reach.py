"""What lint asks about who an item concerns: is there a company it is ever asked of, and what then?"""

from collections.abc import Iterator, Mapping
from typing import Any

from casework.checkup.catalogue.items import ALL, BasisRole, Item, Party, Risk, Sector, WorkerForm
from casework.checkup.catalogue.reading import Fault

#: Which forms of employment a company of that role has. A dispatcher is the employer of those it
#: dispatches (劳动合同法 第五十八条); without a labour relation it dispatches nobody.
EMPLOYS: Mapping[Party, tuple[WorkerForm, ...]] = {
    Party.PLATFORM: tuple(WorkerForm),
    Party.PARTNER: tuple(WorkerForm),
    Party.DISPATCHER: (WorkerForm.LABOUR, WorkerForm.DISPATCHED),
}
#: Under which sectors a dispatcher is cited the law: it does not itself work in one.
_DISPATCHING = ("劳务派遣",)
_LONG = 15


def never_asked(place: str, item: Item, **_rest: Any) -> Iterator[Fault]:
    """Find items that no role × sector × form of employment reaches."""
    for party in item.parties:
        if any(_meets(item.workers, form) for form in EMPLOYS[Party(party)]):
            continue
        rest = [one for one in item.parties if one != party]
        forms = "、".join(item.workers)
        said = f"{party}没有{forms}的人员，本项对它永远不会列入检查"
        if not rest:
            yield Fault(
                place, f"{said}；请改 applies_to 的 parties 或 workers。", "never_applicable"
            )


def never_cited(place: str, item: Item, **_rest: Any) -> Iterator[Fault]:
    """Find bases that are for sectors the item does not concern."""
    if ALL in item.sectors:
        return
    for number, basis in enumerate(item.basis, 1):
        if basis.sectors and not set(basis.sectors) & set(item.sectors):
            only, own = "、".join(basis.sectors), "、".join(item.sectors)
            said = f"只对{only}引用，而本项只适用于{own}"
            yield Fault(f"{place} 依据{number}", f"{said}；请改其中一处。", "never_cited")


def without_law_somewhere(place: str, item: Item, **_rest: Any) -> Iterator[Fault]:
    """Find companies for which an item applies and not one basis could be cited."""
    lacking = list(dict.fromkeys(_lacking(item, None)))
    if lacking:
        said = f"对{'、'.join(lacking)}没有一条可引的依据（都限定了别的行业）"
        yield Fault(place, f"{said}；请补依据，或缩小 applies_to。", "no_law")


def without_duty_somewhere(place: str, item: Item, **_rest: Any) -> Iterator[Fault]:
    """Point at companies for which an item applies and no duty could be cited, though others have one."""
    if all(basis.role is not BasisRole.DUTY for basis in item.basis):
        return
    without = set(_lacking(item, None))
    lacking = [one for one in dict.fromkeys(_lacking(item, BasisRole.DUTY)) if one not in without]
    if lacking:
        said = f"对{'、'.join(lacking)}只有责任、效力条款可引，没有义务条款"
        yield Fault(place, f"{said}；报告只能写“涉及”。", "no_duty")


def party_without_workers(place: str, item: Item, **_rest: Any) -> Iterator[Fault]:
    """Point at roles listed in vain beside others that are not."""
    vain = [
        party
        for party in item.parties
        if not any(_meets(item.workers, form) for form in EMPLOYS[Party(party)])
    ]
    if vain and len(vain) < len(item.parties):
        said = f"{'、'.join(vain)}没有{'、'.join(item.workers)}的人员，写在 parties 里没有作用"
        yield Fault(place, f"{said}；请删去，或补上用工形式。", "never_applicable")


def mild_red_line(place: str, item: Item, **_rest: Any) -> Iterator[Fault]:
    """Point at red lines that are not high risk, or leave long to mend."""
    if not item.red_line:
        return
    if item.risk is not Risk.HIGH:
        said = f"可能揭示红线，风险却写“{item.risk}”"
        yield Fault(place, f"{said}；请看是否应为“高”。", "red_line_mild")
    if item.rectify_days > _LONG:
        said = f"可能揭示红线，整改期限却有 {item.rectify_days} 天"
        yield Fault(place, f"{said}；一般不超过 {_LONG} 天，应立即纠正的写 1。", "red_line_mild")


def _lacking(item: Item, role: BasisRole | None) -> Iterator[str]:
    """Yield each kind of company without a basis of that role (None: of any) to cite."""
    sectors = tuple(Sector) if ALL in item.sectors else item.sectors
    for party in item.parties:
        own = (_DISPATCHING,) if party == Party.DISPATCHER else tuple((one,) for one in sectors)
        for cited in own:
            bases = [one for one in item.basis if one.cited_for(cited)]
            if not [one for one in bases if role is None or one.role is role]:
                yield "、".join(cited) + ("单位" if cited == _DISPATCHING else "企业")


def _meets(wanted: tuple[str, ...], form: str) -> bool:
    return ALL in wanted or form in wanted


FAULTS = (never_asked, never_cited, without_law_somewhere)
WARNINGS = (without_duty_somewhere, party_without_workers, mild_red_line)
