"""`make demo`: a casebook with a check-up carried to its end, another in mid-course, and three negotiations.

Makes everything in ``demo/``, prints where the report is, then serves the pages on 127.0.0.1
(SERVE=0 stops before).
"""

import os
import shutil
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path

from casework import Casebook, checkup, documents
from examples import aftermath, negotiation_courier, negotiation_platform, story

HERE = Path(__file__).resolve().parent
DEMO = HERE.parent / "demo"


def finished(book: Casebook, folder: Path) -> Path:
    """Carry the courier franchise from 立项 to the issued report, then to 销号; return the report's path."""
    results = tomllib.loads((HERE / "data" / "courier.toml").read_text(encoding="utf-8"))
    with book.work("lawyer.wang", moment=story.morning(date(2026, 9, 7))) as work:
        reason = "快递行业专项，2026年度计划第3项"
        number = story.begin(work, "疾风", date(2026, 9, 7), source="年度计划", reason=reason)
    with book.work("lawyer.wang", moment=story.morning(date(2026, 9, 10))) as work:
        story.notified(work, number, date(2026, 9, 10))
        case = checkup.get(work, number)
        documents.draft(work, case, "体检告知书").write_to(folder / "体检告知书.docx")
    with book.work("lawyer.wang", moment=story.morning(date(2026, 9, 22))) as work:
        sheet = checkup.sheet_bytes(work, checkup.get(work, number))
        (folder / "检查表（填好）.xlsx").write_bytes(story.filled_in(sheet, results))
        story.inspected(work, number, date(2026, 9, 21), results)
    with book.work("lawyer.zhao", moment=story.morning(date(2026, 9, 28))) as work:
        story.reviewed(work, number, date(2026, 9, 28))
    with book.work("leader.chen", moment=story.morning(date(2026, 10, 9))) as work:
        story.issued(work, number, date(2026, 10, 9))
        case = checkup.get(work, number)
        record = documents.issued(work, case)[0]
        path = folder / record.name
        path.write_bytes(documents.issued_file(work, case, record.id)[1])
    followed_up(book, number, folder)
    return path


def followed_up(book: Casebook, number: str, folder: Path) -> None:
    """Let the company put everything right; check again by a plan, write the 复检报告 to *folder*, close."""
    for day, follow in (
        (date(2026, 10, 12), aftermath.served),
        (date(2026, 10, 15), aftermath.promised),
        (date(2026, 11, 10), aftermath.proved),
        (date(2026, 11, 16), aftermath.planned),
        (date(2026, 11, 17), aftermath.checked),
        (date(2026, 11, 18), aftermath.reported),
        (date(2026, 11, 18), aftermath.closed),
    ):
        actor = "leader.chen" if follow is aftermath.reported else "lawyer.wang"
        with book.work(actor, moment=story.morning(day)) as work:
            follow(work, number, day)
    with book.read("lawyer.wang") as reading:
        case = checkup.get(reading, number)
        found = documents.issued(reading, case)
        record = next(one for one in found if one.title == "复检报告")
        (folder / record.name).write_bytes(documents.issued_file(reading, case, record.id)[1])


def running(book: Casebook) -> str:
    """Leave the food-delivery station in mid-course with a red line, as of today; return its number."""
    with book.read("lawyer.wang") as reading:
        opened, served, there = (reading.today - timedelta(days=days) for days in (15, 10, 1))
    with book.work("lawyer.wang", moment=story.morning(opened)) as work:
        reason = "12345 投诉集中反映扣罚和超时派单"
        number = story.begin(work, "飞鸟", opened, source="投诉线索", reason=reason)
    with book.work("lawyer.wang", moment=story.morning(served)) as work:
        story.notified(work, number, served)
    with book.work("lawyer.wang", moment=story.morning(there)) as work:
        story.arrived(work, number, there)
        case = checkup.get(work, number)
        checkup.answer(work, case, "LC-01-01", "合规")
        said = "奖惩规则已公示，未见申辩记录。"
        checkup.answer(work, case, "LC-04-06", "部分合规", facts=said, workers=36)
        aftermath.red_line(work, number)
    return number


def main() -> None:
    """Build the demo and, unless told not to, serve it."""
    shutil.rmtree(DEMO, ignore_errors=True)
    DEMO.mkdir()
    book = story.found(DEMO / "cases.db")
    report, number = finished(book, DEMO), running(book)
    agreed = [*negotiation_courier.told(book), negotiation_platform.told(book)]
    faults = book.verify()
    book.close()
    if faults:
        sys.exit("\n".join(faults))
    print(f"体检报告：demo/{report.name}；复检报告也在 demo/ 里")
    print(f"集体协商：{'、'.join(agreed)}，已签订、公布、检查")
    print(f"在办案件：{number}；案件库：demo/cases.db，核验通过")
    if os.environ.get("SERVE") != "0":
        from webui.serving import serve  # noqa: PLC0415 - only when pages are wanted

        serve(DEMO / "cases.db")


if __name__ == "__main__":
    main()
