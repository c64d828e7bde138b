"""What is late, and the check sheet out to the field and back.

Run it in a folder with a casebook ``cases.db`` that has the check-up 昆工法检〔2026〕7号.
"""

from casework import Casebook, cases, checkup

book = Casebook.open("cases.db")
with book.read(actor="lawyer.wang") as work:  # reads, and cannot write
    for line in cases.worklist(work):  # the one due first on top
        if line.clock and (line.days_left or 0) < 0:
            print(line.number, line.title, line.clock.label, line.clock.due_on)
    checkup.write_sheet(work, checkup.get(work, "昆工法检〔2026〕7号"), "检查表.xlsx")
with book.work(actor="lawyer.wang") as work:  # all rows, or none with every problem named
    checkup.import_sheet(work, checkup.get(work, "昆工法检〔2026〕7号"), "检查表.xlsx")
