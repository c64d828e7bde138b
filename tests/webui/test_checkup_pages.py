import zipfile
from io import BytesIO

from casework import cases, checkup
from casework.checkup.finding import service as finding
from casework.documents import service as documents

FETCH = {"X-Requested-With": "fetch"}


def item(number, name="LC-01-03"):
    return f"/cases/{number}/checklist/{name}"


def ids(book, number):
    with book.read("lawyer.wang") as work:
        return [
            one.id for one, given in checkup.items(work, checkup.get(work, number)) if not given
        ]


def test_an_item_is_answered_without_a_script(wang, numbers, book):
    first = ids(book, numbers.inspected)[0]
    answer = wang.post(item(numbers.inspected, first), {"verdict": "compliant", "seen": "0"})

    assert answer.status_code == 303
    assert answer.location.endswith(f"/checklist#{first}")


def test_a_script_gets_the_card_back(wang, numbers, book):
    first = ids(book, numbers.inspected)[0]
    given = {"verdict": "partial", "facts": "只见一半", "workers": "7", "seen": "0"}
    answer = wang.post(item(numbers.inspected, first), given, headers=FETCH)

    assert answer.status_code == 200
    assert answer.text.lstrip().startswith("<article")
    assert 'data-version="1"' in answer.text
    assert "问题 WT-03" in answer.text


def test_a_refused_answer_keeps_what_was_typed(wang, numbers, book):
    first = ids(book, numbers.inspected)[0]
    for headers in (FETCH, {}):
        given = {"verdict": "partial", "workers": "七个", "note": "记一笔", "seen": "0"}
        answer = wang.post(item(numbers.inspected, first), given, headers=headers)
        assert answer.status_code == 422
        assert "“七个”不是整数" in answer.text
        assert 'value="七个"' in answer.text
        assert "记一笔</textarea>" in answer.text
        assert 'value="partial" checked' in answer.text


def test_two_answers_to_one_item_are_shown_side_by_side(wang, acting_as, numbers, book):
    first = ids(book, numbers.inspected)[0]
    theirs = {"verdict": "compliant", "facts": "台账齐全", "seen": "0"}
    assert acting_as("inspector.li").post(item(numbers.inspected, first), theirs).status_code == 303

    mine = {"verdict": "partial", "facts": "我看到缺一页", "seen": "0"}
    answer = wang.post(item(numbers.inspected, first), mine, headers=FETCH)

    assert answer.status_code == 409
    assert "李监已改为“合规”：台账齐全" in answer.text
    assert "现在的结论：<strong>合规</strong>" in answer.text
    assert "我看到缺一页" in answer.text
    assert 'name="seen" value="1"' in answer.text


def test_an_answer_loses_nothing_that_the_card_does_not_show_at_once(wang, numbers, book):
    first = ids(book, numbers.inspected)[0]
    told = {
        "verdict": "compliant",
        "papers": ["工资表", "考勤"],
        "note": "备注",
        "seed": "s1",
        "sampled": "3",
        "seen": "0",
    }
    wang.post(item(numbers.inspected, first), {**told, "sampled_of": "9", "amount": "1,200.5"})

    with book.read("lawyer.wang") as work:
        row = checkup.answers(work, checkup.get(work, numbers.inspected))[first]
        kept = (row.papers, row.note, row.seed, row.sampled, row.sampled_of, str(row.amount))
    assert kept == (["工资表", "考勤"], "备注", "s1", 3, 9, "1200.50")


def test_the_checklist_can_only_be_looked_at_when_nothing_may_be_answered(wang, acting_as, numbers):
    done = wang.get(f"/cases/{numbers.issued}/checklist").text
    assert "检查结论只能在" in done
    assert '<button class="save">' not in done
    leader = acting_as("leader.chen").get(f"/cases/{numbers.inspected}/checklist").text
    assert "不能办理“编”类步骤" in leader


def test_a_finding_is_edited_and_then_no_longer_prefilled(wang, numbers, book, form_of):
    address = f"/cases/{numbers.inspected}/findings/WT-01"
    page = wang.get(address)
    given = {
        "title": "许可",
        "facts": "未见许可",
        "risk": "高",
        "rectify_days": "9",
        "sentences": ["一", "二", ""],
    }
    answer = wang.post(
        address, {**given, "topic": "工作时间", "seen": form_of(page.text).hidden["seen"]}
    )

    assert answer.status_code == 303
    with book.read("lawyer.wang") as work:
        row = finding.find(work, checkup.get(work, numbers.inspected), "WT-01")
        told = (row.title, row.sentences, row.rectify_days, row.topic, row.consequence)
    assert told == ("许可", ["一", "二"], 9, "hours", "")


def test_a_finding_somebody_changed_is_shown_beside_what_was_typed(wang, numbers):
    address = f"/cases/{numbers.inspected}/findings/WT-01"
    given = {"title": "先到", "facts": "先写的", "risk": "高", "rectify_days": "9", "seen": "1"}
    assert wang.post(address, given).status_code == 303

    late = wang.post(address, {**given, "title": "后到", "facts": "后写的"})

    assert late.status_code == 409
    assert "先写的" in late.text
    assert "后写的" in late.text
    assert 'name="seen" value="2"' in late.text


def test_a_free_finding_is_written_and_withdrawn(wang, numbers):
    address = f"/cases/{numbers.inspected}/findings"
    refused = wang.post(f"{address}/new", {"title": "无依据", "risk": "低", "rectify_days": "5"})
    assert (refused.status_code, "必须写明依据" in refused.text) == (422, True)
    assert 'value="无依据"' in refused.text
    whole = {
        "title": "新问题",
        "facts": "未见",
        "sentences": "参照示范。",
        "remedy": "补",
        "risk": "低",
    }
    assert wang.post(f"{address}/new", {**whole, "rectify_days": "5"}).status_code == 303
    assert 'id="WT-03"' in wang.get(address).text

    assert wang.post(f"{address}/WT-03/withdraw", {"reason": " ", "seen": "1"}).status_code == 422
    assert (
        wang.post(f"{address}/WT-03/withdraw", {"reason": "重复", "seen": "1"}).status_code == 303
    )
    assert 'id="WT-03"' not in wang.get(address).text


def test_a_draft_is_sent_as_word_and_says_what_is_missing(wang, numbers):
    answer = wang.get(f"/cases/{numbers.inspected}/documents/体检告知书/draft")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "word/document.xml" in zipfile.ZipFile(BytesIO(answer.data)).namelist()
    assert "到场日期" in wang.get(f"/cases/{numbers.inspected}/documents").text


def test_the_issued_document_is_the_file_that_was_kept(wang, numbers, book):
    with book.read("lawyer.wang") as work:
        case = checkup.get(work, numbers.issued)
        record, data = documents.issued_file(work, case, documents.issued(work, case)[0].id)
        identifier = record.id

    assert wang.get(f"/cases/{numbers.issued}/documents/issued/{identifier}").data == data
    assert wang.get(f"/cases/{numbers.inspected}/documents/issued/{identifier}").status_code == 404


def test_evidence_is_saved_and_never_shown(wang, numbers):
    answer = wang.get(f"/cases/{numbers.inspected}/evidence/1")

    assert answer.data == b"%PDF-1.4 receipt"
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert wang.get(f"/cases/{numbers.inspected}/evidence/9").status_code == 404


def test_a_damaged_file_is_refused_with_a_sentence(wang, numbers, book):
    with book.read("lawyer.wang") as work:
        row = cases.evidence.listed(work, checkup.get(work, numbers.inspected))[0]
        book.files.path(row.sha256).write_bytes(b"changed")

    answer = wang.get(f"/cases/{numbers.inspected}/evidence/1")
    assert (answer.status_code, "已被改动" in answer.text) == (422, True)


def test_bases_are_looked_at_one_by_one_and_that_is_said(wang, numbers):
    address = f"/cases/{numbers.inspected}/findings"
    assert "依据已逐条核对</button>" in wang.get(address).text
    late = wang.post(f"{address}/WT-01/checked", {"seen": "7"})
    assert (late.status_code, "内容已被他人改动" in late.text) == (409, True)

    assert wang.post(f"{address}/WT-01/checked", {"seen": "1"}).status_code == 303
    assert "依据已逐条核对</button>" not in wang.get(address).text


def test_a_hundred_answers_are_folded_in_the_history(wang, numbers):
    page = wang.get(f"/cases/{numbers.issued}").text

    assert "条检查结论、问题（王律" in page
    assert page.count('<li class="row') > page.count('<li class="folded">') == 1
