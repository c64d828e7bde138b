"""What a person fills in for a site, a sample, an interview, a survey: declared as facts, read by the one parser."""

from collections.abc import Mapping, Sequence
from typing import Any

from casework.cases import anonymous
from casework.cases.models import Record
from casework.cases.organisation import person
from casework.cases.work import Work
from casework.checkup.catalogue import WorkerForm
from casework.checkup.fieldwork.lined import (
    show_questions,
    show_remarks,
)
from casework.checkup.models import Interview, Site, Survey
from casework.errors import InputError, NotFound, Problem
from casework.workflow import Fact, Kind, facts

WORKER, MANAGER = "劳动者", "管理方"
#: What a sample is drawn from.
POPULATIONS = ("劳动合同、书面协议", "工资、报酬", "考勤、接单时长", "社会保险", "其他")
#: The persons at a site by form of employment: name of the fact → form.
HEADCOUNT = dict(zip(("labour", "partial", "civil", "dispatched"), WorkerForm, strict=True))

SITE = (
    Fact("name", "站点名称", Kind.TEXT, required=True),
    Fact("address", "地址", Kind.TEXT),
    Fact("region", "地区代码", Kind.TEXT, help="6 位，例如昆山市 320583；与企业相同的可以不写"),
    *(Fact(name, f"{form}人数", Kind.INT) for name, form in HEADCOUNT.items()),
    Fact("visited_on", "到访日", Kind.DATE, help="没有到访的不填；到访过的站点至少访谈两人"),
    Fact("visited_by", "到访的人", Kind.COLLEAGUE, many=True),
)
INTERVIEW = (
    Fact("side", "访谈对象", Kind.CHOICE, required=True, options=(WORKER, MANAGER)),
    Fact(
        "employment",
        "用工形式",
        Kind.CHOICE,
        options=tuple(WorkerForm),
        required_when={"side": (WORKER,)},
    ),
    Fact("duty", "岗位", Kind.TEXT, help="写岗位，不写姓名，例如 站长、全职快递员"),
    Fact("site", "站点", Kind.TEXT, help="站点的编号或者名称"),
    Fact("held_on", "访谈日", Kind.DATE, required=True),
    Fact("place", "地点", Kind.TEXT),
    Fact("asked_by", "访谈人", Kind.COLLEAGUE, required=True, many=True),
    Fact(
        "manager_absent",
        "管理者不在场",
        Kind.FLAG,
        required=True,
        help="管理者在场的，不计入访谈人数",
    ),
    Fact(
        "remarks",
        "逐项记录",
        Kind.LONGTEXT,
        help="一行一项，先写检查项编号，例如 LC-05-01 每月休两天；问到而没有异常的也写",
    ),
    Fact("notes", "其他记录", Kind.LONGTEXT, help="不写姓名、证件号、电话；不写进报告"),
)
SURVEY = (
    Fact("title", "问卷名称", Kind.TEXT, required=True),
    Fact("held_on", "收回日", Kind.DATE, required=True),
    Fact("persons", "应查人数", Kind.INT, help="问卷面向多少人；不写就是企业的用工总数"),
    Fact("handed_out", "发放份数", Kind.INT, required=True),
    Fact("returned", "收回份数", Kind.INT, required=True),
    Fact("valid", "有效份数", Kind.INT, required=True),
    Fact("sites", "站点", Kind.TEXT, many=True, help="只在几个站点发的，写站点的编号或者名称"),
    Fact(
        "questions",
        "各题结果",
        Kind.LONGTEXT,
        help="一题一段，段间空一行：第一行写问题和检查项（每月休息几天？ #LC-05-01），以下一行一个选项（四天以上＝20）",
    ),
)
SAMPLE = (
    Fact("what", "抽什么", Kind.CHOICE, required=True, options=POPULATIONS),
    Fact("about", "说明", Kind.TEXT, help="例如 2026年1月至3月的工资表"),
    Fact(
        "roster",
        "编号名单",
        Kind.LONGTEXT,
        required=True,
        help="一行一个编号，不写姓名；分层的在上面写一行【城东站·劳动关系】；名单在企业的写 001-120",
    ),
    Fact("size", "抽取数", Kind.INT, help="不写就按建议数抽"),
    Fact(
        "seed", "随机种子", Kind.TEXT, help="不写由系统产生；同一种子、同一名单，抽出的总是同一批"
    ),
    Fact("drawn_on", "抽取日", Kind.DATE, help="不写就是今天"),
    Fact("items", "供哪些检查项使用", Kind.TEXT, many=True, help="例如 LC-03-01"),
    Fact("sites", "站点", Kind.TEXT, many=True),
)
LABELS = {fact.name: fact.label for fact in (*SITE, *INTERVIEW, *SURVEY, *SAMPLE)}
DECLARED: Mapping[type[Record], Sequence[Fact]] = {
    Site: SITE,
    Interview: INTERVIEW,
    Survey: SURVEY,
}
_LONGEST = {"name": 80, "address": 300, "duty": 60, "place": 200, "title": 200, "about": 200}


def parsed(work: Work, declared: Sequence[Fact], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return typed values; colleagues as logins, texts not too long and without numbers of persons.

    Raises:
        InputError: every problem.
    """
    values = facts.parse(declared, raw, today=work.today)
    labels = {fact.name: fact.label for fact in declared}
    problems = list(anonymous.refused(values, labels))
    problems += [
        Problem(name, f"{labels[name]}：最多 {most} 个字，现在是 {len(str(values[name]))} 个")
        for name, most in _LONGEST.items()
        if name in labels and len(str(values.get(name, ""))) > most
    ]
    for fact in declared:
        if fact.kind is Kind.COLLEAGUE and fact.name in values:
            try:
                values[fact.name] = [person(work, name).login for name in _listed(values, fact)]
            except NotFound as error:
                problems.append(Problem(fact.name, f"{fact.label}：{error}"))
    if problems:
        raise InputError(problems)
    return values


def shown(row: Record) -> dict[str, Any]:
    """Return what a record holds, as its form shows it and its parser reads it."""
    values = {
        fact.name: getattr(row, fact.name)
        for fact in DECLARED[type(row)]
        if hasattr(row, fact.name)
    }
    if isinstance(row, Site):
        values |= {name: row.headcount.get(form) for name, form in HEADCOUNT.items()}
    if isinstance(row, Interview):
        values["remarks"] = show_remarks(row.remarks)
    if isinstance(row, Survey):
        values["questions"] = show_questions(row.questions)
    return values


def _listed(values: Mapping[str, Any], fact: Fact) -> list[str]:
    given = values[fact.name]
    return list(given) if isinstance(given, list) else [given]
