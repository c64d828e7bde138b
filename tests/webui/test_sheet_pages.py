from io import BytesIO

from openpyxl import load_workbook

from casework import checkup

FIRST_ANSWER = "合规"


def taken_out(wang, number):
    answer = wang.get(f"/cases/{number}/sheet.xlsx")
    assert answer.status_code == 200
    return load_workbook(BytesIO(answer.data))


def filled(book, verdict="部分合规", facts="未见排班表"):
    sheet = book["检查表"]
    head = next(row for row in sheet.iter_rows() if "结论" in [cell.value for cell in row])
    columns = {cell.value: cell.column for cell in head}
    rows = range(head[0].row + 1, sheet.max_row + 1)
    blank = [
        row
        for row in rows
        if sheet.cell(row, columns["编号"]).value and not sheet.cell(row, columns["结论"]).value
    ]
    sheet.cell(blank[0], columns["结论"]).value = verdict
    sheet.cell(blank[0], columns["事实描述"]).value = facts
    out = BytesIO()
    book.save(out)
    return sheet.cell(blank[0], columns["编号"]).value, (BytesIO(out.getvalue()), "回来的表.xlsx")


def test_a_sheet_is_looked_at_first_and_then_written(wang, numbers, book, form_of):
    name, file = filled(taken_out(wang, numbers.inspected))
    preview = wang.post(f"/cases/{numbers.inspected}/sheet", {"file-sheet": file})
    assert preview.status_code == 200
    assert "还没有写入" in preview.text
    assert "未见排班表" in preview.text
    with book.read("lawyer.wang") as work:
        assert name not in checkup.answers(work, checkup.get(work, numbers.inspected))

    hidden = form_of(preview.text).hidden
    done = wang.post(f"/cases/{numbers.inspected}/sheet/apply", hidden)
    assert done.status_code == 303
    with book.read("lawyer.wang") as work:
        assert (
            checkup.answers(work, checkup.get(work, numbers.inspected))[name].facts == "未见排班表"
        )


def test_a_sheet_is_not_written_when_something_moved_after_the_preview(wang, numbers, form_of):
    name, file = filled(taken_out(wang, numbers.inspected))
    hidden = form_of(
        wang.post(f"/cases/{numbers.inspected}/sheet", {"file-sheet": file}).text
    ).hidden
    wang.post(f"/cases/{numbers.inspected}/checklist/{name}", {"verdict": "compliant", "seen": "0"})

    late = wang.post(f"/cases/{numbers.inspected}/sheet/apply", hidden)
    assert late.status_code == 409
    assert "预览以后案件里的结论又有改动" in late.text


def test_a_wrong_cell_is_named_and_nothing_can_be_written(wang, numbers):
    _, file = filled(taken_out(wang, numbers.inspected), verdict="大概合规")
    preview = wang.post(f"/cases/{numbers.inspected}/sheet", {"file-sheet": file})

    assert "大概合规" in preview.text
    assert "改好文件再上传" in preview.text
    assert "确认写入" not in preview.text


def test_a_foreign_file_is_refused(wang, numbers):
    for data in ({}, {"file-sheet": (BytesIO(b"PK no sheet"), "x.xlsx")}):
        answer = wang.post(f"/cases/{numbers.inspected}/sheet", data)
        assert answer.status_code == 422
        assert "refusal" in answer.text


def test_a_row_changed_after_the_sheet_went_out_is_written_over_once_it_was_seen(
    wang, numbers, book, form_of
):
    name, file = filled(taken_out(wang, numbers.inspected))
    wang.post(f"/cases/{numbers.inspected}/checklist/{name}", {"verdict": "compliant", "seen": "0"})
    preview = wang.post(f"/cases/{numbers.inspected}/sheet", {"file-sheet": file})
    assert "会盖掉后来的改动" in preview.text

    done = wang.post(f"/cases/{numbers.inspected}/sheet/apply", form_of(preview.text).hidden)
    assert done.status_code == 303
    with book.read("lawyer.wang") as work:
        row = checkup.answers(work, checkup.get(work, numbers.inspected))[name]
    assert (row.verdict, row.facts) == ("partial", "未见排班表")
