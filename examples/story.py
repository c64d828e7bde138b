"""The invented story of the demo, told through the library: people, companies, two check-ups.

Each Work is given the moment it would have had, so that the journal reads like a real one.
"""

import io
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import load_workbook

from casework import Casebook, Work, cases, checkup
from casework.cases.credit_code import check_character
from casework.cases.evidence import Upload

DATA = Path(__file__).parent / "data"
#: Heading of the sheet → name in the data file.
ITEM = {
    "结论": "verdict",
    "事实描述": "facts",
    "抽查数": "sampled",
    "总数": "sampled_of",
    "涉及人数": "workers",
    "劳动者类型": "forms",
    "涉及金额（元）": "amount",
    "证据名称": "papers",
}
FREE = {
    "标题": "title",
    "事实描述": "facts",
    "依据": "law",
    "可能后果": "consequence",
    "整改建议": "remedy",
    "整改期限（天）": "days",
    "风险": "risk",
    "涉及人数": "workers",
    "劳动者类型": "forms",
    "证据名称": "papers",
}


def morning(day: date) -> datetime:
    """Return ten o'clock in Shanghai on that day."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def paper(name: str) -> Upload:
    """Return an invented piece of evidence."""
    return Upload(name, f"样例文件：{name}。内容是编造的。".encode())


def found(where: Path) -> Casebook:
    """Return a new casebook with the unit, four persons and three enterprises of the story."""
    data = tomllib.loads((DATA / "people.toml").read_text(encoding="utf-8"))
    contact = {name: data["unit"].pop(name) for name in ("phone", "address")}
    data["unit"]["unit"] = data["unit"].pop("name")
    book = Casebook.create(where, clock=lambda: morning(date(2026, 9, 1)), **data["unit"])
    with book.work("admin") as work:
        unit = cases.organisation.unit(work, "云工")
        cases.organisation.set_contact(work, unit, **contact)
        for login, one in data["person"].items():
            cases.organisation.add_person(work, login, one["name"], unit=unit, role=one["role"])
    with book.work("lawyer.wang") as work:
        unit = cases.organisation.unit(work, "云工")
        for one in data["enterprise"].values():
            body = one.pop("body")
            cases.enterprise.register(work, unit, body + check_character(body), **one)
    return Casebook.open(where)


def filled_in(sheet: bytes, results: dict[str, Any]) -> bytes:
    """Return the check sheet as it comes back from the field: every item answered, in the cells."""
    book = load_workbook(io.BytesIO(sheet))
    for row, columns in _rows(book["检查表"], "编号"):
        given = results["answers"].get(row[0].value, {"verdict": "合规"})
        _write(row, columns, ITEM, given)
    free = _rows(book["自由发现"], "问题编号")
    for one, (row, columns) in zip(results["free"].values(), free, strict=False):
        _write(row, columns, FREE, one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(page: Any, first: str) -> list[tuple[list[Any], dict[str, int]]]:
    """Return the rows under the headings, each with the place of every heading."""
    rows = [list(row) for row in page.iter_rows()]
    head = next(place for place, row in enumerate(rows) if row[0].value == first)
    columns = {cell.value: place for place, cell in enumerate(rows[head])}
    return [(row, columns) for row in rows[head + 1 :]]


def _write(
    row: list[Any], columns: dict[str, int], names: dict[str, str], given: dict[str, Any]
) -> None:
    for heading, name in names.items():
        value = given.get(name)
        row[columns[heading]].value = "\n".join(value) if isinstance(value, list) else value


def begin(work: Work, name: str, day: date, *, source: str, reason: str) -> str:
    """Open a check-up of the enterprise whose name contains *name*, form the team; return the number."""
    enterprise = cases.enterprise.search(work, name)[0]
    unit = cases.organisation.unit(work, "云工")
    case = checkup.open(
        work, enterprise, unit, source=source, mode="深度", reason=reason, occurred_on=day
    )
    team: dict[str, Any] = {
        "lead": "lawyer.wang",
        "inspectors": ["inspector.li"],
        "reviewer": "lawyer.zhao",
    }
    checkup.take(work, case, "form_team", occurred_on=day, conflict_declared=True, **team)
    visit = day + timedelta(days=14)
    checkup.take(
        work,
        case,
        "plan_visit",
        occurred_on=day,
        planned_visit_on=visit,
        place="企业办公地点和全部站点",
    )
    return case.number


def notified(work: Work, number: str, day: date) -> None:
    """Serve the notice on *day* and begin to collect papers."""
    case = checkup.get(work, number)
    receipt = [paper("告知书送达回证.pdf")]
    checkup.take(
        work,
        case,
        "notify",
        occurred_on=day,
        received_on=day,
        received_by="行政前台",
        evidence=receipt,
    )
    checkup.take(work, case, "start_collection", occurred_on=day, contact="人力资源部经理")


def arrived(work: Work, number: str, day: date) -> None:
    """Begin the inspection on site on *day*, two with their cards."""
    on_site = ["lawyer.wang", "inspector.li"]
    checkup.take(work, checkup.get(work, number), "start_inspection", occurred_on=day,
                 visited_on=day, inspectors=on_site, credentials_shown=True)  # fmt: skip


def inspected(work: Work, number: str, day: date, results: dict[str, Any]) -> None:
    """Visit on *day* and the day after; the sheet comes back filled in; hand in for review."""
    case, ended = checkup.get(work, number), day + timedelta(days=1)
    arrived(work, number, day)
    checkup.take(work, case, "end_onsite", occurred_on=ended, onsite_ended_on=ended, interviewed=20,
                 questionnaires=41, record_signed="已核阅签名", evidence=[paper("现场调查记录.pdf")])  # fmt: skip
    checkup.import_sheet(work, case, filled_in(checkup.sheet_bytes(work, case), results))
    for item_id, one in results["answers"].items():
        if "keep" in one:  # the lawyer strikes out what the facts do not support
            checkup.keep_bases(work, case, item_id, one["keep"])
        if "edit" in one:
            checkup.edit(work, case, item_id, **one["edit"])
    checkup.take(work, case, "submit_review", occurred_on=ended, **results["submit"])


def reviewed(work: Work, number: str, day: date) -> None:
    """Approve the review, let the enterprise read the draft, record its comment."""
    case = checkup.get(work, number)
    checkup.take(
        work,
        case,
        "approve_review",
        occurred_on=day,
        opinion="事实清楚，依据准确，评级适当，同意。",
    )
    checkup.take(
        work,
        case,
        "draft_delivered",
        occurred_on=day,
        received_on=day,
        received_by="人力资源部经理",
    )
    comment = "河西站7月系统更换，考勤数据正在恢复，恢复后补交。"
    said = "事实部分保留“未见”，待数据恢复后复检时核对。"
    checkup.take(
        work,
        case,
        "record_comment",
        occurred_on=day,
        comment=comment,
        adoption="部分采纳",
        explanation=said,
    )
    checkup.take(work, case, "conclude_consulting", occurred_on=day)


def issued(work: Work, number: str, day: date) -> None:
    """Sign and issue the report."""
    checkup.take(work, checkup.get(work, number), "issue", occurred_on=day, signer="leader.chen")
