"""A local value is verified and laid over the law: a due date moves, and the journal says so.

Run it in a folder with a casebook ``cases.db`` that has running check-ups.
"""

from pathlib import Path

from casework import Casebook, cases

OVERLAY = """
[[rule]]
label = "YUNHE-CHK-06"
key = "checkup.materials"
jurisdiction = "CN-32"
subject = "企业提交资料的期限（本市工会规定）。"
value = 15
unit = "day"
direction = "after"
starts = "企业收到资料清单之日"
starts_fact = "received_on"
rolls = true
procedure = "checkup"
confidence = "practice"
"""

Path("cases.law").mkdir(exist_ok=True)
Path("cases.law", "ours.toml").write_text(OVERLAY, encoding="utf-8")

book = Casebook.open("cases.db")  # reads cases.law beside it
with book.work(actor="leader.chen") as work:
    for line in cases.refresh_clocks(work):  # journaled, one line for each date that moved
        print(line)
print(book.verify() or "核验通过")
