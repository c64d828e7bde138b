"""What the forms of the field ask: what casework declares, with the choices of the case."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casework import Work, checkup
from casework.cases.models import Case, Record
from casework.cases.records import one
from casework.checkup.fieldwork import fields
from casework.checkup.models import Interview, Sample, Site, Survey
from casework.checkup.queries import checkup_of
from casework.errors import NotFound
from casework.workflow import Fact, Kind


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of record as pages know it."""

    name: str  #: in addresses
    label: str
    lead: str
    model: type[Record]
    facts: tuple[Fact, ...]
    add: Callable[..., Any]
    edit: Callable[..., Any] | None  #: None: it is not changed, only shown


SORTS: Mapping[str, Sort] = {
    sort.name: sort
    for sort in (
        Sort(
            "site",
            "站点",
            "站点和各用工形式的人数，供抽样分层、访谈人数计算使用。",
            Site,
            fields.SITE,
            checkup.add_site,
            checkup.edit_site,
        ),
        Sort(
            "sample",
            "抽样",
            "名单里只写编号。种子和名单一起保存，任何人用它们重抽都是同一批。",
            Sample,
            fields.SAMPLE,
            checkup.draw_sample,
            None,
        ),
        Sort(
            "interview",
            "访谈",
            "不记姓名，编号由系统给。写了证件号、电话号码的不能保存。",
            Interview,
            fields.INTERVIEW,
            checkup.add_interview,
            checkup.edit_interview,
        ),
        Sort(
            "survey",
            "问卷",
            "只登记份数和各题的选项数，不登记单份问卷。",
            Survey,
            fields.SURVEY,
            checkup.add_survey,
            checkup.edit_survey,
        ),
    )
}


def sort_named(name: str) -> Sort:
    """Return the sort an address names. Raises NotFound."""
    if name not in SORTS:
        raise NotFound("现场记录", name)
    return SORTS[name]


def found(work: Work, case: Case, entry: str) -> tuple[Sort, Record]:
    """Return the record with that code, and its sort. Raises NotFound."""
    for sort in SORTS.values():
        if entry.startswith(sort.model.prefix):
            return sort, one(work, case, sort.model, entry)
    raise NotFound("现场记录", entry)


def declared(work: Work, case: Case, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the facts with what can be chosen in this case; without sites none is asked for."""
    places = tuple(f"{row.code} {row.name}" for row in checkup.sites(work, case))
    present = tuple(checkup_of(work, case).workers)
    changed: dict[str, dict[str, Any]] = {
        "site": {"kind": Kind.CHOICE, "options": places, "help": ""},
        "sites": {"kind": Kind.CHOICE, "options": places, "help": "不选就是全部"},
        "employment": {"options": present},
    }
    return tuple(
        replace(fact, **changed.get(fact.name, {}))
        for fact in facts
        if places or fact.name not in {"site", "sites"}
    )


def fresh(work: Work, sort: Sort) -> dict[str, Any]:
    """Return what a new form begins with: today, and who acts."""
    known = {"held_on": work.today, "drawn_on": work.today, "asked_by": [work.actor.login]}
    return {name: value for name, value in known.items() if name in {f.name for f in sort.facts}}


def shown(work: Work, case: Case, row: Record) -> dict[str, Any]:
    """Return the values of a record as its form shows them: sites with their names."""
    names = {site.code: f"{site.code} {site.name}" for site in checkup.sites(work, case)}
    values = fields.shown(row)
    if "site" in values:
        values["site"] = names.get(values["site"], "")
    if "sites" in values:
        values["sites"] = [names[code] for code in values["sites"] if code in names]
    return values
