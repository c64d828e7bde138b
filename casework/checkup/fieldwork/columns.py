"""What was filled in for a site, an interview or a survey, as the columns of its row."""

from collections.abc import Mapping, Sequence
from typing import Any

from casework.cases.models import Case, Record
from casework.cases.records import kept
from casework.cases.work import Work
from casework.checkup.fieldwork.fields import DECLARED, HEADCOUNT, WORKER, parsed, shown
from casework.checkup.fieldwork.lined import read_questions, read_remarks
from casework.checkup.models import Interview, Site, Survey
from casework.checkup.queries import checkup_of
from casework.errors import InputError, Problem

_REGION_DIGITS = 6


def read(
    work: Work, case: Case, model: type[Record], given: Mapping[str, Any], row: Record | None = None
) -> dict[str, Any]:
    """Return the columns of a site, an interview or a survey; what is not given stays as in *row*.

    Raises:
        InputError: every problem.
    """
    raw = {**(shown(row) if row is not None else {}), **given}
    values = parsed(work, DECLARED[model], raw)
    columns: dict[str, Any] = _COLUMNS[model](work, case, values)
    return columns


def site_codes(work: Work, case: Case, named: Sequence[str], place: str = "sites") -> list[str]:
    """Return the codes of sites named by code, by name, or by both as a list shows them (站-01 城东站).

    Raises:
        InputError: a name that no site of the case bears.
    """
    rows = kept(work, case, Site)
    known = {
        word: row.code for row in rows for word in (row.code, row.name, f"{row.code} {row.name}")
    }
    problems = [
        Problem(
            place,
            f"站点：没有“{name}”。本案的站点有：{'、'.join(f'{r.code} {r.name}' for r in rows) or '无'}。",
        )
        for name in named
        if name not in known
    ]
    if problems:
        raise InputError(problems)
    return list(dict.fromkeys(known[name] for name in named))


def item_ids(work: Work, case: Case, named: Sequence[str], place: str = "items") -> list[str]:
    """Return the item ids as they are, if all apply to this case.

    Raises:
        InputError: one that does not.
    """
    known = set(checkup_of(work, case).items)
    strange = [name for name in named if name not in known]
    if strange:
        raise InputError.one(place, f"{'、'.join(strange)} 不是本案适用的检查项。")
    return list(dict.fromkeys(named))


def _site(_work: Work, _case: Case, values: dict[str, Any]) -> dict[str, Any]:
    region = values.get("region", "")
    if region and not (len(region) == _REGION_DIGITS and region.isascii() and region.isdigit()):
        raise InputError.one("region", "地区代码应为 6 位数字，例如苏州市 320500。")
    if values.get("visited_by") and "visited_on" not in values:
        raise InputError.one("visited_on", "到访日：写了到访的人，也要写到访日。")
    return {
        "name": values["name"],
        "address": values.get("address", ""),
        "region": region,
        "headcount": {form: values[name] for name, form in HEADCOUNT.items() if values.get(name)},
        "visited_on": values.get("visited_on"),
        "visited_by": values.get("visited_by", []),
    }


def _interview(work: Work, case: Case, values: dict[str, Any]) -> dict[str, Any]:
    worker = values["side"] == WORKER
    present = tuple(checkup_of(work, case).workers)
    if worker and values["employment"] not in present:
        why = f"用工形式：本企业没有“{values['employment']}”；可选：{'、'.join(present)}。"
        raise InputError.one("employment", why)
    site = site_codes(work, case, [values["site"]] if "site" in values else [], "site")
    return {
        "side": values["side"],
        "employment": values["employment"] if worker else "",
        "duty": values.get("duty", ""),
        "site": site[0] if site else "",
        "held_on": values["held_on"],
        "place": values.get("place", ""),
        "asked_by": values["asked_by"],
        "manager_absent": values["manager_absent"],
        "notes": values.get("notes", ""),
        "remarks": read_remarks(values.get("remarks", ""), checkup_of(work, case).items),
    }


def _survey(work: Work, case: Case, values: dict[str, Any]) -> dict[str, Any]:
    handed_out, returned, valid = (values[name] for name in ("handed_out", "returned", "valid"))
    problems = []
    if returned > handed_out:
        problems.append(Problem("returned", f"收回份数：{returned} 份，多于发放的 {handed_out} 份"))
    if valid > returned:
        problems.append(Problem("valid", f"有效份数：{valid} 份，多于收回的 {returned} 份"))
    questions = read_questions(values.get("questions", ""), checkup_of(work, case).items)
    problems += [
        Problem(
            "questions",
            f"各题结果：“{one['text']}”的“{option}”有 {count} 份，多于有效的 {valid} 份",
        )
        for one in questions
        for option, count in one["counts"].items()
        if count > valid
    ]
    if problems:
        raise InputError(problems)
    return {
        "title": values["title"],
        "held_on": values["held_on"],
        "persons": values.get("persons", sum(checkup_of(work, case).workers.values())),
        "handed_out": handed_out,
        "returned": returned,
        "valid": valid,
        "questions": questions,
        "sites": site_codes(work, case, values.get("sites", [])),
    }


_COLUMNS: Mapping[type[Record], Any] = {Site: _site, Interview: _interview, Survey: _survey}
