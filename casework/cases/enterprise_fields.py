"""What the file of an enterprise holds: its columns as facts, read by the one parser, and two mappings."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from casework.cases import credit_code
from casework.errors import InputError, Problem
from casework.workflow import Fact, Kind, facts

ROLES = ("平台企业", "合作用工企业", "劳务派遣单位", "企业代表组织", "其他用人单位")
SECTORS = ("外卖配送", "网约车", "货运", "快递")
WORKER_FORMS = ("劳动关系", "不完全劳动关系", "民事关系", "被派遣劳动者")
#: What ``profile`` may hold, for the first part of the report.
PROFILE = ("站点", "合作方", "工会", "职代会", "数据来源", "品牌")

#: The columns with one value, or a list of words.
_FACTS = (
    Fact("name", "名称", Kind.TEXT),
    Fact("role", "角色", Kind.CHOICE, options=ROLES),
    Fact("sectors", "行业", Kind.CHOICE, many=True, options=SECTORS),
    Fact("region", "地区代码", Kind.TEXT),
    Fact("address", "地址", Kind.TEXT),
    Fact("contact", "联系人", Kind.TEXT),
    Fact("has_union", "已建工会", Kind.FLAG),
    Fact("group", "所属集团", Kind.TEXT, help="写集团的全称，同一集团的企业写法要一致。"),
    Fact(
        "partners",
        "合作企业",
        Kind.TEXT,
        many=True,
        help="写统一社会信用代码：平台企业和为它用工的企业，任何一方登记即可。",
    ),
)
_MAPPINGS = {"workers": "用工人数", "profile": "其他情况"}
LABELS = {fact.name: fact.label for fact in _FACTS} | _MAPPINGS
#: What a field needs to be said beside it.
HELP = {fact.name: fact.help for fact in _FACTS}
#: The columns that make up the file: what a version and a snapshot hold.
FIELDS = tuple(LABELS)
#: What a new file cannot do without.
REQUIRED = ("name", "role", "workers", "region")

#: An emptied field is kept as this.
_EMPTY: Mapping[str, Any] = {"sectors": [], "address": "", "contact": "", "has_union": False,
                              "group": "", "partners": []}  # fmt: skip
_LONGEST = {"name": 200, "address": 300, "contact": 120, "group": 120}
_LONGEST_PROFILE = 2_000
_REGION_DIGITS = 6
_MOST_WORKERS = 10_000_000


def read_fields(
    given: Mapping[str, Any], *, data_as_of: date, today: date
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values of the fields given, typed, and a problem for each that cannot be used."""
    problems = [
        Problem(name, f"企业档案没有这一栏。可用的有：{'、'.join(FIELDS)}。")
        for name in given
        if name not in FIELDS
    ]
    if data_as_of > today:
        problems.append(Problem("data_as_of", f"数据截止日不能晚于今天（{today}）。"))
    values: dict[str, Any] = {}
    for fact in _FACTS:
        if fact.name not in given:
            continue
        try:
            read = facts.parse([fact], {fact.name: given[fact.name]}, today=today)
        except InputError as error:
            problems += error.problems
        else:
            values[fact.name] = read.get(fact.name, _EMPTY.get(fact.name))
    if "partners" in values:
        values["partners"], wrong = _codes(values["partners"])
        problems += wrong
    values |= {name: given[name] for name in _MAPPINGS if name in given}
    return values, problems + list(_impossible(values))


def _codes(written: Iterable[str]) -> tuple[list[str], list[Problem]]:
    """Return the credit codes in their standard form, each once, and a problem for each that is none."""
    codes, problems = [], []
    for one in written:
        try:
            codes.append(credit_code.parse(one))
        except InputError as error:
            problems += [
                Problem("partners", f"合作企业：{fault.message}") for fault in error.problems
            ]
    return list(dict.fromkeys(codes)), problems


def _impossible(values: Mapping[str, Any]) -> Iterator[Problem]:
    for name, longest in _LONGEST.items():
        if len(values.get(name) or "") > longest:
            yield Problem(name, f"{LABELS[name]}：有 {len(values[name])} 个字，最多 {longest} 个")
    for name in REQUIRED:
        if name in values and not values[name]:
            yield Problem(name, f"{LABELS[name]}必须填写。")
    region = values.get("region")
    if region and not (len(region) == _REGION_DIGITS and region.isascii() and region.isdigit()):
        yield Problem("region", "地区代码应为 6 位数字，例如苏州市 320500。")
    if values.get("workers"):
        yield from _bad_workers(values["workers"])
    if values.get("profile"):
        yield from _bad_profile(values["profile"])


def _bad_workers(workers: object) -> Iterator[Problem]:
    if not isinstance(workers, Mapping):
        yield Problem("workers", "用工人数应按用工形式分别写，例如 劳动关系=88。")
        return
    for form, number in workers.items():
        if form not in WORKER_FORMS:
            known = "、".join(WORKER_FORMS)
            yield Problem("workers", f"没有用工形式“{form}”。可用的有：{known}。")
        elif type(number) is not int or not 0 <= number <= _MOST_WORKERS:
            yield Problem("workers", f"“{form}”的人数应为不小于 0 的整数。")


def _bad_profile(profile: object) -> Iterator[Problem]:
    if not isinstance(profile, Mapping):
        yield Problem("profile", "其他情况应按名目分别写，例如 站点=河东站。")
        return
    for name, text in profile.items():
        if name not in PROFILE:
            yield Problem("profile", f"没有“{name}”一项。可用的有：{'、'.join(PROFILE)}。")
            continue
        try:
            facts.parse([Fact("profile", name, Kind.LONGTEXT)], {"profile": text}, today=date.max)
        except InputError as error:
            yield from error.problems
        if isinstance(text, str) and len(text) > _LONGEST_PROFILE:
            yield Problem("profile", f"{name}：有 {len(text)} 个字，最多 {_LONGEST_PROFILE} 个")
