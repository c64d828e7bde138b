"""The numbers of the reports signed in the period: companies, workers, findings, grades, what was found again."""

from collections.abc import Callable, Iterator, Sequence

from casework.cases.models import Case
from casework.cases.regions import place
from casework.cases.work import Work
from casework.checkup.figures.figure import Figure, Part, counted, rate, split
from casework.checkup.figures.scope import Examined
from casework.checkup.history.issued import issued_on
from casework.checkup.history.printed import figures_of
from casework.checkup.history.repeats import found_items
from casework.checkup.models import Finding
from casework.checkup.queries import pinned_catalogue

_SIGNED = "期间内签发体检报告的"
_ONCE = "一家企业查了几次只算一家"


def of_reports(work: Work, signed: Sequence[Examined]) -> Iterator[Figure]:
    """Yield the numbers of the check-ups whose reports were signed in the period."""
    yield counted(
        "reports",
        "体检报告",
        "份",
        [one.number for one in signed],
        f"{_SIGNED}案件，每份报告算一次。",
    )
    yield from _companies(signed)
    yield from _findings(work, signed)
    printed = figures_of(work, [one.case for one in signed])
    grades = [(printed[one.case.id].grade or "未评", one.number) for one in signed]
    yield counted(
        "grades",
        "等级分布",
        "份",
        [one.number for one in signed],
        f"{_SIGNED}案件，按报告所评的等级；覆盖率不足的未评。",
        split(grades),
    )
    yield _again(work, signed)


def _companies(signed: Sequence[Examined]) -> Iterator[Figure]:
    codes = list(dict.fromkeys(one.case.enterprise.code for one in signed))
    how = f"{_SIGNED}企业，{_ONCE}。"
    yield counted("companies", "体检企业", "家", codes, how)
    ways: dict[str, tuple[str, Callable[[Examined], list[str]]]] = {
        "mode": ("按体检模式", lambda one: [str(one.steps[0].facts.get("mode") or "未登记")]),
        "sector": ("按行业", lambda one: list(one.cut.sectors) or ["其他"]),
        "role": ("按角色", lambda one: [str(one.cut.party)]),
        "region": ("按地区", lambda one: [place(one.region)]),
    }
    more = "同一企业可以落在几类，各类相加可能多于总数。"
    for key, (label, of) in ways.items():
        parts = split((kind, one.case.enterprise.code) for one in signed for kind in of(one))
        yield counted(f"companies_by_{key}", f"体检企业{label}", "家", codes, how + more, parts)
    latest = {one.case.enterprise.code: one for one in sorted(signed, key=_order)}
    workers = sum(one.workers for one in latest.values())
    numbers = tuple(one.number for one in latest.values())
    said = f"{_SIGNED}企业立案或到场时的用工人数之和，{_ONCE}，按期间内最近一次。"
    yield Figure("workers", "覆盖劳动者", "人", workers, said, numbers)


def _order(one: Examined) -> tuple[object, int]:
    return one.signed_on, one.case.id


def told(one: Examined, row: Finding) -> str:
    """Return how a finding is named among what was counted: 案号 WT-03."""
    return f"{one.number} {row.code}"


def _findings(work: Work, signed: Sequence[Examined]) -> Iterator[Figure]:
    rows = [(one, row) for one in signed for row in one.findings]
    names = [told(*one) for one in rows]
    how = f"{_SIGNED}案件里报告列出的问题，撤下的不计。"
    yield counted("findings", "发现问题", "个", names, how)
    domains = split((row.domain, told(one, row)) for one, row in rows)
    yield counted("findings_by_domain", "问题按领域", "个", names, how, domains)
    risks = split((f"{row.risk}风险", told(one, row)) for one, row in rows)
    red = [told(one, row) for one, row in rows if row.red_line]
    lines = [Part("其中触发红线", len(red), tuple(red))] if red else []
    yield counted("findings_by_risk", "问题按风险", "个", names, how, [*risks, *lines])
    forces = split((_force(work, one.case, row), told(one, row)) for one, row in rows)
    yield counted("findings_by_force", "问题按约束力", "个", names, how, forces)
    advised = [told(one, row) for one, row in rows if row.remedy]
    yield counted(
        "suggestions", "整改建议", "条", advised, f"{how}写有整改建议的，每个问题算一条。"
    )


def _force(work: Work, case: Case, row: Finding) -> str:
    if not row.item_id:
        return "目录外发现"
    return str(pinned_catalogue(work, case).items[row.item_id].force)


def _again(work: Work, signed: Sequence[Examined]) -> Figure:
    """Return how many of the findings had been found at the same company by the check-up before."""
    companies = {one.case.enterprise_id for one in signed}
    days = issued_on(work, Case.enterprise_id.in_(companies))
    items = found_items(work, days)
    of_company: dict[int, list[tuple[object, int]]] = {}
    for case_id, (company, _found) in items.items():
        of_company.setdefault(company, []).append((days[case_id], case_id))
    part, whole = [], []
    for one in signed:
        before = [each for each in of_company[one.case.enterprise_id] if each < _order(one)]
        if before:
            known = items[max(before)[1]][1]
            rows = [row for row in one.findings if row.item_id]
            whole += [told(one, row) for row in rows]
            part += [told(one, row) for row in rows if row.item_id in known]
    how = (
        "以前体检过的企业，本期报告列出的目录内问题中，上一次体检报告也列出的；"
        "目录外发现没有编号，不计。"
    )
    return rate("repeat_rate", "重复发生率", part, whole, how)
