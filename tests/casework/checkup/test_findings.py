"""Findings: pre-filled from an answer, worded by a person, free ones added, each settled in the end."""

from datetime import date
from typing import Any

import pytest

from casework import Casebook, Work, cases, checkup
from casework.cases.evidence import Upload
from casework.cases.models import Case
from casework.cases.view import standing_of
from casework.checkup.finding import service as finding
from casework.checkup.finding.service import find
from casework.checkup.models import Finding
from casework.errors import AccessDenied, InputError, NotFound, StepRefused
from tests import factories, strategies

OVERTIME, WAGES, PERMIT = factories.ITEMS
FREE = {"facts": "宿舍为电动车充电", "sentences": ["《消防法》第二十八条"], "remedy": "移到室外"}


def case_of(work: Work) -> Case:
    return checkup.get(work, factories.FIRST)


def answer(book: Casebook, verdict: str, item: str = OVERTIME, **given: object) -> None:
    with book.work("inspector.li") as work:
        checkup.answer(work, case_of(work), item, verdict, **{"facts": "未见考勤记录", **given})


def findings(book: Casebook) -> list[Finding]:
    with book.read("admin") as work:
        return list(checkup.findings(work, case_of(work)))


def edit(book: Casebook, code: str, **given: object) -> Finding:
    with book.work("inspector.li") as work:
        return checkup.edit(work, case_of(work), code, **given)


def add(book: Casebook, title: str = "宿舍充电", **given: object) -> Finding:
    with book.work("inspector.li") as work:
        return checkup.add_free(work, case_of(work), title, **{**FREE, **given})


def test_a_faulty_answer_writes_its_finding_from_the_catalogue(inspecting_book: Casebook) -> None:
    answer(inspecting_book, "不合规", workers=12)

    (row,) = findings(inspecting_book)
    item = factories.small_catalogue().items[OVERTIME]
    assert (row.code, row.item_id, row.title, row.facts) == (
        "WT-01",
        OVERTIME,
        item.title,
        "未见考勤记录",
    )
    assert (row.risk, row.rectify_days, row.remedy) == (
        str(item.risk),
        item.rectify_days,
        item.remedy,
    )
    assert row.workers_affected == 12
    assert row.sentences
    assert inspecting_book.verify() == []


@pytest.mark.parametrize("verdict", ["合规", "不适用", "未能核实"])
def test_other_answers_write_none_and_take_one_back(
    inspecting_book: Casebook, verdict: str
) -> None:
    answer(inspecting_book, verdict)
    assert findings(inspecting_book) == []
    answer(inspecting_book, "不合规")
    answer(inspecting_book, verdict)

    assert findings(inspecting_book) == []
    with inspecting_book.read("admin") as work:
        told = cases.timeline(work, case_of(work))[0]
    assert told.lines == (f"撤下理由：{OVERTIME} 的结论改了",)


def test_a_finding_that_comes_back_keeps_its_number(inspecting_book: Casebook) -> None:
    for verdict in ("不合规", "合规", "部分合规"):
        answer(inspecting_book, verdict)
    answer(inspecting_book, "不合规", WAGES)

    assert sorted(row.code for row in findings(inspecting_book)) == ["WT-01", "WT-02"]


def test_what_a_person_worded_is_not_filled_in_again(inspecting_book: Casebook) -> None:
    answer(inspecting_book, "不合规")
    edit(inspecting_book, "WT-01", remedy="两周内补齐", risk="低")
    answer(inspecting_book, "不合规", facts="另见一处")

    (row,) = findings(inspecting_book)
    assert (row.remedy, row.risk, row.facts) == ("两周内补齐", "低", "另见一处")
    assert row.edited == ["remedy", "risk"]
    assert inspecting_book.verify() == []


@pytest.mark.parametrize(
    "code", ["WT-01", "wt-1", "1", "01", OVERTIME, OVERTIME.lower(), " WT-01 "]
)
def test_a_finding_is_found_by_its_code_or_its_item(inspecting_book: Casebook, code: str) -> None:
    answer(inspecting_book, "不合规")

    assert edit(inspecting_book, code, risk="低").risk == "低"


@pytest.mark.parametrize("code", ["WT-02", "WT-²", "WT-", "", "9" * 30, "LC-99-99", "'; --"])
def test_a_code_of_nothing_is_not_found(inspecting_book: Casebook, code: str) -> None:
    answer(inspecting_book, "不合规")

    with pytest.raises(NotFound):
        edit(inspecting_book, code, risk="低")


#: A field, a value that cannot be, and a word of the sentence.
WRONG = [
    ("title", "", "必须填写"),
    ("title", "长" * 201, "最多 200 个字"),
    ("facts", "\x00", "控制字符"),
    ("risk", "极高", "没有“极高”"),
    ("rectify_days", 0, "1 至 365 天"),
    ("rectify_days", 366, "1 至 365 天"),
    ("rectify_days", "一周", "不是整数"),
    ("rectify_days", None, "必须填写"),
    ("workers_affected", -1, "不能是负数"),
    ("workers_affected", 10**10, "过大"),
    ("department", "部" * 101, "最多 100 个字"),
    ("topic", "t" * 41, "最多 40 个字"),
    ("state", "settled", "没有“state”这一栏"),
    ("red_line", True, "红线在该项的结论里确认"),
]


@pytest.mark.parametrize(("field", "value", "sentence"), WRONG)
def test_what_cannot_be_is_refused_with_its_field(
    either_inspecting_book: Casebook, field: str, value: object, sentence: str
) -> None:
    answer(either_inspecting_book, "不合规")
    before = factories.dump(either_inspecting_book)

    with pytest.raises(InputError, match=sentence) as refusal:
        edit(either_inspecting_book, "WT-01", **{field: value})

    assert [problem.place for problem in refusal.value.problems] == [field]
    assert factories.dump(either_inspecting_book) == before


def test_a_sentence_of_law_is_not_torn_at_its_commas(inspecting_book: Casebook) -> None:
    answer(inspecting_book, "不合规")
    text = "不符合《劳动法》第三十六条、第三十八条，以及第四十一条"
    edit(inspecting_book, "WT-01", sentences=f"{text}\n参照《指引》第二条")

    assert findings(inspecting_book)[0].sentences == [text, "参照《指引》第二条"]


@pytest.mark.parametrize("text", strategies.AWKWARD)
def test_any_text_comes_back_letter_for_letter(inspecting_book: Casebook, text: str) -> None:
    add(inspecting_book, text, facts=text, sentences=[text], remedy=text, department=text)

    (row,) = findings(inspecting_book)
    kept = (row.title, row.facts, row.sentences, row.remedy, row.department)
    assert kept == (text, text, [text], text, text)
    assert inspecting_book.verify() == []


def keep(book: Casebook, code: str, *bases: tuple[str, str]) -> Finding:
    with book.work("inspector.li") as work:
        return finding.keep_bases(work, case_of(work), code, bases)


def test_only_the_bases_a_person_kept_are_cited(inspecting_book: Casebook) -> None:
    answer(inspecting_book, "不合规")

    row = keep(inspecting_book, "WT-01", ("劳动法", "第四十一条"))

    assert row.bases_checked
    assert any("第四十一条" in one for one in row.sentences)
    assert not any("第三十八条" in one for one in row.sentences)
    answer(inspecting_book, "部分合规")
    assert not any("第三十八条" in one for one in findings(inspecting_book)[0].sentences)
    assert inspecting_book.verify() == []


@pytest.mark.parametrize(
    "bases", [[], [("民法典", "第一条")], [("劳动法", "第四十一条"), ("劳动法", "")]]
)
def test_bases_the_item_does_not_have_cannot_be_kept(
    either_inspecting_book: Casebook, bases: list[tuple[str, str]]
) -> None:
    answer(either_inspecting_book, "不合规")
    code = add(either_inspecting_book).code
    for given in (("WT-01", *bases), (code, ("劳动法", "第四十一条"))):
        with pytest.raises(InputError):
            keep(either_inspecting_book, *given)


def test_a_free_finding_needs_what_a_reader_needs(inspecting_book: Casebook) -> None:
    with inspecting_book.work("inspector.li") as work:
        case = case_of(work)
        refusal = factories.refused(lambda: checkup.add_free(work, case, "充电"))

    assert [problem.place for problem in refusal.problems] == ["facts", "sentences", "remedy"]


def test_a_free_finding_can_be_withdrawn_and_one_of_an_item_not(inspecting_book: Casebook) -> None:
    answer(inspecting_book, "不合规")
    code = add(inspecting_book).code
    with inspecting_book.work("inspector.li") as work:
        case = case_of(work)
        with pytest.raises(InputError, match=f"来自检查项 {OVERTIME}"):
            checkup.withdraw(work, case, "WT-01", reason="误写")
        with pytest.raises(InputError, match="撤下理由"):
            checkup.withdraw(work, case, code, reason=" ")
        checkup.withdraw(work, case, code, reason="误写")

    assert [row.code for row in findings(inspecting_book)] == ["WT-01"]
    assert add(inspecting_book).code == "WT-03"  # a number is never used again
    assert inspecting_book.verify() == []


def test_red_lines_come_first_then_high_middle_and_low_risk(inspecting_book: Casebook) -> None:
    answer(inspecting_book, "不合规", PERMIT)
    add(inspecting_book, "低", risk="低")
    answer(inspecting_book, "不合规", OVERTIME)
    answer(inspecting_book, "不合规", WAGES, red_line=True)

    rows = findings(inspecting_book)
    assert [row.item_id for row in rows] == [WAGES, OVERTIME, PERMIT, None]
    assert [row.red_line for row in rows] == [True, False, False, False]


PROVED = {"received_on": date(2026, 4, 8), "done": "已补考勤机"}
CHECKED = {"checked_on": date(2026, 4, 9), "method": "书面", "result": "考勤机照片与台账相符"}
PROOF = Upload("照片.jpg", b"done")


def step(book: Casebook, name: str, actor: str = "lawyer.wang", **given: Any) -> str:
    """Take a step of WT-01 and return the state it led to."""
    with book.work(actor) as work:
        row = find(work, case_of(work), "WT-01")
        checkup.take(work, row, name, **given)
        return row.state


@pytest.fixture
def rectifying(book: Casebook) -> Casebook:
    factories.carried(book, "start_rectification", faulty=(OVERTIME,))
    return book


def test_a_finding_follows_its_case_to_the_company_and_into_rectification(
    rectifying: Casebook,
) -> None:
    with rectifying.read("admin") as work:
        (row,) = checkup.findings(work, case_of(work))
        steps = [(one.step, one.facts) for one in standing_of(work, row)]
        (clock, due) = cases.clocks(work, row)[0]

    assert [name for name, _ in steps] == ["found", "raise", "plan"]
    assert steps[1][1] == {"received_on": date(2026, 3, 24), "rectify_days": 30}
    assert steps[2][1]["measure"] == factories.FACTS["start_rectification"]["plan"]
    assert (clock.label, clock.due_on) == ("WT-01 整改", date(2026, 4, 23))
    assert "本件另定30日" in due.explain()


def close(book: Casebook) -> None:
    for name in ("start_recheck", "issue_recheck", "close"):
        actor = "leader.chen" if name == "issue_recheck" else "lawyer.wang"
        factories.take(book, factories.FIRST, name, actor)


def test_a_finding_is_settled_with_proof_and_lets_the_case_close(rectifying: Casebook) -> None:
    assert step(rectifying, "submit_proof", evidence=[PROOF], **PROVED) == "proved"
    assert step(rectifying, "verify", pay_recovered="12000.50", **CHECKED) == "verified"
    close(rectifying)

    with rectifying.read("admin") as work:
        listed = cases.evidence.listed(work, case_of(work))
        rows = cases.timeline(work, case_of(work))
    assert listed[-1].slot == "finding/1:proof"
    (told,) = [row for row in rows if row.label == "WT-01 核实销号"]
    assert "补发金额：12,000.50元" in told.lines
    assert rectifying.verify() == []


def test_no_finding_is_settled_without_proof_or_a_named_waiver(rectifying: Casebook) -> None:
    with pytest.raises(StepRefused, match=r"WT-01.*现在是“整改中”"):
        step(rectifying, "verify", **CHECKED)
    with pytest.raises(InputError, match="缺少证据“整改凭证”"):
        step(rectifying, "submit_proof", **PROVED)
    with pytest.raises(InputError, match="批准人"):
        step(rectifying, "waive", reason="影响轻微")
    for author in ("lawyer.wang", "inspector.li"):
        with pytest.raises(StepRefused, match="不能是本案的主办人、检查人"):
            step(rectifying, "waive", reason="影响轻微", approved_by=author)

    assert step(rectifying, "waive", reason="影响轻微", approved_by="leader.chen") == "waived"


def test_a_longer_period_keeps_the_old_date_and_needs_another_person(rectifying: Casebook) -> None:
    more = {"reason": "等供应商", "days": 10}
    with pytest.raises(StepRefused, match="不能是本案的主办人"):
        step(rectifying, "extend", approved_by="lawyer.wang", **more)

    step(rectifying, "extend", approved_by="leader.chen", **more)
    with rectifying.read("admin") as work:
        (clock, _due) = cases.clocks(work, find(work, case_of(work), "WT-01"))[0]
    assert (clock.original_due_on, clock.due_on) == (date(2026, 4, 23), date(2026, 5, 6))
    assert rectifying.verify() == []


def test_a_case_with_open_findings_cannot_close(rectifying: Casebook) -> None:
    factories.take(rectifying, factories.FIRST, "start_recheck", "lawyer.wang")

    with pytest.raises(StepRefused, match="还有 1 个问题没有了结：WT-01"):
        factories.take(rectifying, factories.FIRST, "close", "lawyer.wang")


def test_what_a_closed_case_settled_stays_settled(rectifying: Casebook) -> None:
    factories.settle_all(rectifying, factories.FIRST)
    close(rectifying)

    with rectifying.work("lawyer.wang") as work:
        row = find(work, case_of(work), "WT-01")
        with pytest.raises(StepRefused, match="案件已经“已销号”"):
            checkup.reverse(work, row, reason="误办")


def test_taking_back_the_service_takes_back_what_findings_did(rectifying: Casebook) -> None:
    with rectifying.work("lawyer.wang") as work:
        case = case_of(work)
        row = find(work, case, "WT-01")
        checkup.take(work, row, "submit_proof", evidence=[PROOF], **PROVED)
        with pytest.raises(InputError, match="问题 WT-01后来又办理了“提交凭证”"):
            checkup.reverse(work, case, reason="误办")
        checkup.reverse(work, row, reason="误办")
        with pytest.raises(InputError, match="随案件的步骤一并办理"):
            checkup.reverse(work, row, reason="误办")
        checkup.reverse(work, case, reason="误办")
        assert row.state == "raised"
        checkup.reverse(work, case, reason="误办")
        assert (row.state, list(cases.clocks(work, row))) == ("draft", [])
    assert rectifying.verify() == []


def test_a_corrected_day_of_service_moves_the_clocks_of_findings(rectifying: Casebook) -> None:
    with rectifying.work("lawyer.wang") as work:
        served = next(one for one in standing_of(work, case_of(work)) if one.step == "deliver")
        done = checkup.correct(
            work, case_of(work), served.seq, received_on=date(2026, 3, 23), reason="看错回证"
        )
    assert "WT-01 整改：2026-04-23 → 2026-04-22" in done.moved
    assert rectifying.verify() == []


def test_findings_are_worded_on_site_and_settled_afterwards(issued_book: Casebook) -> None:
    book = issued_book
    waive = {"reason": "影响轻微", "approved_by": "leader.chen"}
    actions = (
        lambda: edit(book, "WT-01", risk="低"),
        lambda: step(book, "waive", **waive),
        lambda: add(book),
    )
    for action in actions:
        assert isinstance(factories.refused(action), StepRefused)
    with issued_book.work("auditor.qian") as work, pytest.raises(AccessDenied):
        checkup.edit(work, case_of(work), "WT-01", risk="低")


def test_items_dropped_before_the_visit_take_their_findings_along(book: Casebook) -> None:
    """The company left the courier trade between notice and visit: the item no longer applies."""
    factories.carried(book, "start_collection")
    answer(book, "不合规", PERMIT)
    assert [row.item_id for row in findings(book)] == [PERMIT]
    with book.work("lawyer.wang") as work:
        cases.enterprise.change(work, cases.enterprise.get(work, factories.code(1)), sectors=[])

    factories.take(book, factories.FIRST, "start_inspection", "lawyer.wang")
    assert findings(book) == []
    assert book.verify() == []

    with book.work("lawyer.wang") as work:
        checkup.reverse(work, case_of(work), reason="误办")
    assert [row.item_id for row in findings(book)] == [PERMIT]
    assert book.verify() == []
