"""What the form of an enterprise's file asks, declared like the facts of a step."""

from collections.abc import Mapping
from typing import Any

from casework.cases.enterprise_fields import HELP, LABELS, PROFILE, ROLES, SECTORS, WORKER_FORMS
from casework.cases.models import Enterprise
from casework.cases.regions import CITIES
from casework.workflow import Fact, Kind

_WORKERS = {f"workers_{number}": form for number, form in enumerate(WORKER_FORMS)}
_PROFILE = {f"profile_{number}": name for number, name in enumerate(PROFILE)}
#: Whom a company belongs to and works with.
_RELATED = (("group", Kind.TEXT, False), ("partners", Kind.TEXT, True))
CODE = Fact("code", "统一社会信用代码", Kind.TEXT, required=True, help="18 位，照营业执照填写")
FILE = (
    Fact("name", LABELS["name"], Kind.TEXT, required=True),
    Fact("role", LABELS["role"], Kind.CHOICE, required=True, options=ROLES),
    Fact("sectors", LABELS["sectors"], Kind.CHOICE, many=True, options=SECTORS, help="可以多选"),
    *(Fact(name, f"{form}人数", Kind.INT) for name, form in _WORKERS.items()),
    Fact(
        "region",
        LABELS["region"],
        Kind.TEXT,
        required=True,
        help=f"6 位，例如{CITIES['320500']} 320500，县（市、区）用自己的代码",
    ),
    Fact("address", LABELS["address"], Kind.TEXT),
    Fact("contact", LABELS["contact"], Kind.TEXT, data_class="personal"),
    Fact("has_union", LABELS["has_union"], Kind.FLAG),
    *(Fact(name, LABELS[name], kind, many=many, help=HELP[name]) for name, kind, many in _RELATED),
    *(Fact(name, label, Kind.TEXT) for name, label in _PROFILE.items()),
    Fact("data_as_of", "数据截止日", Kind.DATE, required=True, help="以上情况在哪一天是真实的"),
)
#: Places casework names that stand for the first of several fields here.
PLACES: Mapping[str, str] = {"workers": "workers_0", "profile": "profile_0"}


def shown(row: Enterprise) -> dict[str, Any]:
    """Return the values of a file as its form shows them."""
    values = {fact.name: getattr(row, fact.name) for fact in FILE if hasattr(row, fact.name)}
    values |= {name: row.workers[form] for name, form in _WORKERS.items() if form in row.workers}
    return values | {name: row.profile.get(label, "") for name, label in _PROFILE.items()}


def content(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed, parsed, as casework takes it: workers by form, the rest in the profile."""
    return {
        "name": given["name"],
        "role": given["role"],
        "region": given["region"],
        "sectors": given.get("sectors", []),
        "address": given.get("address", ""),
        "contact": given.get("contact", ""),
        "has_union": given.get("has_union", False),
        "group": given.get("group", ""),
        "partners": given.get("partners", []),
        "data_as_of": given["data_as_of"],
        "workers": {form: given[name] for name, form in _WORKERS.items() if name in given},
        "profile": {label: given[name] for name, label in _PROFILE.items() if name in given},
    }
