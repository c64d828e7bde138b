"""Casebooks, companies and cases for tests: all invented, each maker with good defaults."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, MetaData, select

from casework import Casebook, Work, cases, checkup, law
from casework.cases.credit_code import check_character
from casework.cases.evidence import Upload
from casework.cases.files import FileStore
from casework.cases.models import Case, Enterprise, Unit
from casework.checkup import catalogue
from casework.checkup.catalogue import Catalogue
from casework.checkup.models import Finding, Notice
from casework.errors import CaseworkError
from casework.store import Base

FOUNDED = datetime(2025, 1, 2, 1, tzinfo=UTC)
NOW = datetime(2026, 4, 10, 1, tzinfo=UTC)
TODAY = date(2026, 4, 10)
#: Why the steps of a test are entered weeks after they happened; it is asked for only then.
LATE = "系统启用前办理"
#: The number of the first check-up of 云工.
FIRST = "云工法检〔2026〕1号"

#: Unit → (parent, short name, level).
UNITS = {
    "云河市总工会": ("苏工", "云工", "市"),
    "河东区总工会": ("云工", "河工", "县"),
    "云河市快递行业工会联合会": ("云工", "快工", "行业"),
    "海岚市总工会": ("苏工", "海工", "市"),
}
#: Login → (name, unit, role).
PERSONS = {
    "lawyer.wang": ("王律", "云工", "lawyer"),
    "lawyer.zhao": ("赵律", "云工", "lawyer"),
    "inspector.li": ("李监", "云工", "inspector"),
    "leader.chen": ("陈主席", "云工", "leader"),
    "clerk.sun": ("孙档", "云工", "clerk"),
    "auditor.qian": ("钱审", "云工", "auditor"),
    "assistant.zhou": ("周助", "云工", "assistant"),
    "lawyer.he": ("何律", "河工", "lawyer"),
    "lawyer.hai": ("海律", "海工", "lawyer"),
    "leader.su": ("苏主席", "苏工", "leader"),
}
SHIPPED = catalogue.shipped  # the fixture `few_items` puts the small one in its place
#: Three items of the catalogue: overtime, wages in time (a red line), and one of the courier sector.
ITEMS = ("LC-05-01", "LC-06-01", "LC-22-01")

#: Every step with facts that pass, in the order of a whole check-up; then those that lead elsewhere.
FACTS: Mapping[str, Mapping[str, Any]] = {
    "form_team": {
        "lead": "lawyer.wang",
        "inspectors": ["inspector.li"],
        "reviewer": "lawyer.zhao",
        "conflict_declared": True,
    },
    "upgrade_catalogue": {"reason": "目录更新"},
    "plan_visit": {"planned_visit_on": date(2026, 3, 10)},
    "notify": {"received_on": date(2026, 3, 3)},
    "start_collection": {"contact": "吴经理"},
    "receive_self_check": {"received_on": date(2026, 3, 6)},
    "receive_materials": {"items": ["考勤表"], "received_on": date(2026, 3, 6)},
    "extend_materials": {"reason": "资料较多", "days": 5},
    "start_inspection": {
        "visited_on": date(2026, 3, 10),
        "inspectors": ["lawyer.wang", "inspector.li"],
        "credentials_shown": True,
    },
    "end_onsite": {"onsite_ended_on": date(2026, 3, 11), "record_signed": "已核阅签名"},
    "submit_review": {"summary": "总体较好。"},
    "return_from_review": {"reason": "事实不清"},
    "approve_review": {"opinion": "同意", "red_discussed": True, "discussed_on": date(2026, 3, 18)},
    "draft_delivered": {"received_on": date(2026, 3, 19)},
    "record_comment": {"comment": "无意见"},
    "return_from_consulting": {"reason": "事实需要核实"},
    "conclude_consulting": {},
    "return_from_issue": {"reason": "再核实一处"},
    "issue": {"signer": "leader.chen"},
    "deliver": {"received_on": date(2026, 3, 24)},
    "start_rectification": {
        "plan": "逐项整改",
        "responsible": "吴经理",
        "promised_on": date(2026, 4, 20),
    },
    "start_recheck": {
        "recheck_on": date(2026, 4, 9),
        "method": "现场",
        "inspectors": ["lawyer.wang", "inspector.li"],
        "credentials_shown": True,
    },
    "issue_recheck": {
        "signer": "leader.chen",
        "conclusion": "逐项核对完毕。",
        "next_on": date(2026, 5, 20),
    },
    "close_partly": {},
    "recheck_failed": {"reason": "仍未改正", "promised_on": date(2026, 5, 8)},
    "close": {},
    "close_clean": {},
    "escalate": {"reason": "拒不改正", "approved_by": "leader.chen"},
    "suspend": {"reason": "企业停产停业"},
    "resume": {"reason": "已经复产"},
    "terminate": {"reason": "企业注销", "explanation": "已经注销。"},
}
_CHECKED = {"checked_on": date(2026, 4, 10), "method": "书面", "result": "已核对"}
#: The steps of a finding that a person takes, with facts that pass.
FINDING_FACTS: Mapping[str, Mapping[str, Any]] = {
    "plan": {"measure": "补签合同", "promised_on": date(2026, 4, 30)},
    "extend": {"reason": "等供应商", "days": 5, "approved_by": "leader.chen"},
    "submit_proof": {"received_on": date(2026, 4, 10), "done": "已补签"},
    "verify": {**_CHECKED, "contracts_signed": 3, "pay_recovered": "1200.50", "workers_paid": 2},
    "mark_partial": {**_CHECKED, "remaining": "还有两份", "told_on": date(2026, 4, 10)},
    "mark_failed": {**_CHECKED, "told_on": date(2026, 4, 10), "rectify_days": 15},
    "object": {"received_on": date(2026, 4, 10), "objection": "与事实不符"},
    "answer_objection": {"answered_on": date(2026, 4, 10), "answer": "事实清楚"},
    "waive": {"reason": "影响轻微", "approved_by": "leader.chen"},
    "to_bargaining": {"topic": "配送单价"},
}
#: The steps of a check-up from 立项 to 销号, with who takes them and when.
PATH = (
    ("form_team", "lawyer.wang", date(2026, 2, 25)),
    ("notify", "lawyer.wang", date(2026, 3, 3)),
    ("start_collection", "lawyer.wang", date(2026, 3, 5)),
    ("start_inspection", "lawyer.wang", date(2026, 3, 10)),
    ("end_onsite", "lawyer.wang", date(2026, 3, 11)),
    ("end_onsite", "lawyer.wang", date(2026, 3, 11)),
    ("submit_review", "lawyer.wang", date(2026, 3, 17)),
    ("approve_review", "lawyer.zhao", date(2026, 3, 18)),
    ("draft_delivered", "lawyer.zhao", date(2026, 3, 19)),
    ("record_comment", "lawyer.zhao", date(2026, 3, 20)),
    ("conclude_consulting", "lawyer.zhao", date(2026, 3, 20)),
    ("issue", "leader.chen", date(2026, 3, 23)),
    ("deliver", "lawyer.wang", date(2026, 3, 24)),
    ("start_rectification", "lawyer.wang", date(2026, 3, 26)),
    ("start_recheck", "lawyer.wang", date(2026, 4, 9)),
    ("issue_recheck", "leader.chen", date(2026, 4, 10)),
    ("close", "lawyer.wang", date(2026, 4, 10)),
)


@cache
def small_catalogue() -> Catalogue:
    """Return the shipped catalogue cut down to ITEMS."""
    head, *items = SHIPPED().text.split("[[item]]\n")
    kept = [text for text in items if any(f'id = "{name}"' in text for name in ITEMS)]
    return Catalogue.read("[[item]]\n".join([head, *kept]), "三项目录")


def code(number: int) -> str:
    """Return a credit code that passes, another one for each number."""
    body = f"91320583MA{number:07d}"
    return body + check_character(body)


def found(where: Path | URL, files: Path | None = None, **options: Any) -> Casebook:
    """Return a new casebook with UNITS and PERSONS; its clock stands at FOUNDED."""
    book = Casebook.create(where, files=files, clock=lambda: FOUNDED, **options)
    with book.work("admin") as work:
        for name, (parent, short, level) in UNITS.items():
            above = cases.organisation.unit(work, parent)
            region = "320500" if short in {"云工", "河工", "快工"} else ""
            cases.organisation.add_unit(work, above, name, short=short, level=level, region=region)
        for login, (name, short, role) in PERSONS.items():
            home = cases.organisation.unit(work, short)
            cases.organisation.add_person(work, login, name, unit=home, role=role)
    return book


def reopened(where: Path | URL, files: Path | None = None) -> Casebook:
    """Open a casebook with the clock of the tests."""
    return Casebook.open(where, files=files, clock=lambda: NOW)


def on_engine(engine: Engine, files: Path) -> Casebook:
    """Return an existing casebook on an engine that is prepared already."""
    book = Casebook(engine, FileStore(files), law.default(), lambda: NOW)
    book.sweep()
    return book


def enterprise(work: Work, number: int = 1, short: str = "云工", **content: Any) -> Enterprise:
    """Return a courier company registered with a unit, or the one that is there already."""
    given = {
        "name": f"云河疾风快递服务有限公司{number}",
        "role": "合作用工企业",
        "sectors": ["快递"],
        "workers": {"劳动关系": 88, "不完全劳动关系": 36},
        "region": "320583",
        "has_union": True,
        "data_as_of": date(2026, 2, 1),
    }
    return cases.enterprise.register(work, unit(work, short), code(number), **{**given, **content})


def unit(work: Work, short: str = "云工") -> Unit:
    """Return a unit by its short name, whoever acts."""
    return work.session.scalars(select(Unit).where(Unit.short == short)).one()


def opened(book: Casebook, company: int = 1, **given: Any) -> str:
    """Open a check-up as lawyer.wang and return its number."""
    facts = {"source": "年度计划", "mode": "深度", "reason": "年度计划第3项", **given}
    facts.setdefault("occurred_on", date(2026, 2, 20))
    facts.setdefault("late_reason", LATE)
    with book.work("lawyer.wang") as work:
        examined = enterprise(work, company)
        return checkup.open(work, examined, unit(work), **facts).number


def papers(step: str) -> dict[str, list[Any]]:
    """Return the evidence a step cannot do without."""
    slot = {"notify": "receipt", "end_onsite": "site_record", "deliver": "receipt"}.get(step)
    return {slot: [Upload(f"{step}.pdf", b"%PDF-1.4 " + step.encode())]} if slot else {}


def take(
    book: Casebook, number: str, step: str, actor: str, on: date | None = None, **given: Any
) -> None:
    """Take a step in a Work of its own; facts that pass unless others are given."""
    facts = {"late_reason": LATE, **FACTS[step], **given}
    with book.work(actor) as work:
        case = checkup.get(work, number)
        checkup.take(work, case, step, occurred_on=on, evidence=papers(step), **facts)


def answer_all(book: Casebook, number: str, *faulty: str, actor: str = "inspector.li") -> None:
    """Answer every tailored item: those named with 不合规, the others with 合规."""
    with book.work(actor) as work:
        case = checkup.get(work, number)
        for item, _given in checkup.items(work, case):
            bad = item.id in faulty
            verdict = "不合规" if bad else "合规"
            checkup.answer(work, case, item.id, verdict, facts="未见考勤记录" if bad else "")
        for row in checkup.findings(work, case):
            checkup.edit(work, case, row.code, bases_checked=True)


def carried(book: Casebook, until: str, company: int = 1, faulty: tuple[str, ...] = ()) -> str:
    """Carry a new check-up along PATH up to and with the step *until*; return its number."""
    name = opened(book, company)
    for step, actor, on in PATH:
        if step == "submit_review":
            answer_all(book, name, *faulty)
        if step == "issue_recheck":
            settle_all(book, name)
        take(book, name, step, actor, on)
        if step == until:
            return name
    raise AssertionError(until)


def finding_papers(step: str) -> list[Upload]:
    """Return the evidence a step of a finding needs."""
    return [Upload("凭证.jpg", b"proof")] if step == "submit_proof" else []


def settle_all(book: Casebook, number: str) -> None:
    """Waive every open finding."""
    with book.work("lawyer.wang") as work:
        for row in checkup.findings(work, checkup.get(work, number)):
            if not row.settled:
                checkup.take(work, row, "waive", reason="影响轻微", approved_by="leader.chen")


def dump(book: Casebook) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, sorted: two equal dumps are the same casebook."""
    metadata: MetaData = Base.metadata
    with book.engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def state(book: Casebook, number: str) -> str:
    """Return the stored state of a case."""
    with book.engine.connect() as connection:
        return str(connection.scalar(select(Case.state).where(Case.number == number)))


def refused(action: Callable[[], object]) -> CaseworkError:
    """Return the error an action is refused with; a refusal that does not come is a failure."""
    try:
        action()
    except CaseworkError as error:
        return error
    raise AssertionError("it was not refused")


def case_row(book: Casebook, number: str) -> tuple[str, int, bool]:
    """Return stored state, version and finished mark of a case."""
    columns = select(Case.state, Case.version, Case.finished).where(Case.number == number)
    with book.engine.connect() as connection:
        state_, version, finished = connection.execute(columns).one()
        return state_, version, finished


def finding_states(book: Casebook, number: str) -> dict[str, str]:
    """Return the stored state of each finding that came from an item, by the item's id."""
    of_case = select(Case.id).where(Case.number == number).scalar_subquery()
    columns = select(Finding.item_id, Finding.state).where(Finding.case_id == of_case)
    with book.engine.connect() as connection:
        return {item: state_ for item, state_ in connection.execute(columns) if item}


def notices_of(book: Casebook, number: str) -> list[tuple[str, bool]]:
    """Return the stored state of each notice of a case, and whether it has a document number."""
    of_case = select(Case.id).where(Case.number == number).scalar_subquery()
    columns = select(Notice.state, Notice.document_number).where(Notice.case_id == of_case)
    with book.engine.connect() as connection:
        rows = connection.execute(columns.order_by(Notice.number)).all()
    return [(state_, given is not None) for state_, given in rows]


def fingerprint(book: Casebook) -> tuple[object, ...]:
    """Return what changes with any byte written to a SQLite casebook; an empty log counts as none."""
    path = Path(str(book.engine.url.database))
    log = path.with_name(f"{path.name}-wal")
    found = [one.stat() for one in (path, log) if one.exists()]
    return tuple((one.st_size, one.st_mtime_ns) for one in found if one.st_size)


def working_days_after(day: date, count: int) -> date:
    """Return the day *count* working days later, counted one by one on the shipped calendar."""
    calendar = law.default().calendar
    while count:
        day += timedelta(1)
        count -= calendar.is_working_day(day)
    return day
