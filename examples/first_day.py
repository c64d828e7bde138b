"""The first day with the library: take a step, see what is open, answer an item, draft the report.

Run it in a folder with a casebook ``cases.db`` that has the check-up 昆工法检〔2026〕7号 at 已立项.
"""

from datetime import date

from casework import Casebook, Verdict, checkup, documents

book = Casebook.open("cases.db")  # an existing casebook; Casebook.create makes one
with book.work(actor="lawyer.wang") as work:  # one transaction and one actor
    case = checkup.get(work, "昆工法检〔2026〕7号")
    checkup.take(
        work,
        case,
        "notify",
        occurred_on=date(2026, 3, 2),
        received_on=date(2026, 3, 3),
        evidence=["送达回证.pdf"],
    )
    for step in checkup.steps(
        work, case
    ):  # every step of the table: allowed, or every reason why not
        print(step.label, *step.reasons)
    checkup.answer(
        work,
        case,
        "LC-05-01",
        Verdict.NON_COMPLIANT,
        facts="未见2025年10月至12月考勤记录",
        workers=12,
    )
    print(checkup.score(work, case).explain())
    documents.draft(work, case, "体检报告").write_to("体检报告（草稿）.docx")
