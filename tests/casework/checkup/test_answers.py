"""Answering items on site: what is kept, what is refused, and the finding that follows."""

from decimal import Decimal

import pytest

from casework import Casebook, Verdict, Work, cases, checkup
from casework.cases.evidence import Upload
from casework.cases.models import Case
from casework.checkup.models import Answer
from casework.errors import AccessDenied, CaseworkError, InputError, NotFound, StepRefused
from tests import factories, spec, strategies

OVERTIME, WAGES, PERMIT = factories.ITEMS


def case_of(work: Work) -> Case:
    return checkup.get(work, factories.FIRST)


def answer(
    book: Casebook, item: str = OVERTIME, verdict: str = "不合规", **given: object
) -> Answer:
    with book.work("inspector.li") as work:
        values = {"facts": "未见考勤记录", **given}
        return checkup.answer(work, case_of(work), item, verdict, **values)


def test_an_answer_is_kept_with_all_its_parts(inspecting_book: Casebook) -> None:
    given = {"sampled": 20, "sampled_of": 88, "seed": "ab12", "workers": 12}
    texts = {"amount": "1,200.50元", "papers": ["考勤机导出表"], "note": "次日补看"}
    answer(inspecting_book, **given, **texts, evidence=[Upload("照片.jpg", b"photo")])

    with inspecting_book.read("admin") as work:
        row = checkup.answers(work, case_of(work))[OVERTIME]
        listed = cases.evidence.listed(work, case_of(work))
    assert (row.verdict, row.facts, row.answered_by) == (
        "non_compliant",
        "未见考勤记录",
        "inspector.li",
    )
    assert (row.sampled, row.sampled_of, row.seed, row.workers_affected) == (20, 88, "ab12", 12)
    assert (row.amount, row.papers, row.note) == (Decimal("1200.50"), ["考勤机导出表"], "次日补看")
    assert [(one.number, one.slot) for one in listed] == [(1, "receipt"), (2, f"item:{OVERTIME}")]
    assert row.evidence == [2]
    assert inspecting_book.verify() == []


@pytest.mark.parametrize("verdict", [one for v in Verdict for one in (v, v.label, v.key, v.value)])
def test_every_way_to_say_a_verdict_is_understood(
    either_inspecting_book: Casebook, verdict: str
) -> None:
    row = answer(either_inspecting_book, verdict=verdict)

    assert Verdict(row.verdict) is Verdict.parse(verdict)


def test_the_same_answer_again_leaves_no_trace(inspecting_book: Casebook) -> None:
    answer(inspecting_book, workers=12)
    before = factories.dump(inspecting_book)

    assert answer(inspecting_book, workers="12").version == 1
    assert factories.dump(inspecting_book) == before


def test_an_answer_changes_its_own_version_and_not_the_case(inspecting_book: Casebook) -> None:
    with inspecting_book.read("admin") as work:
        version = case_of(work).version
    for number in range(1, 4):
        assert answer(inspecting_book, workers=number).version == number

    with inspecting_book.read("admin") as work:
        assert case_of(work).version == version


#: What is typed, the place of the problem, and a word of it.
WRONG = [
    ({"facts": ""}, "facts", "要写明事实或原因"),
    ({"facts": "  "}, "facts", "要写明事实或原因"),
    ({"verdict": "部分合规", "facts": ""}, "facts", "要写明事实或原因"),
    ({"verdict": "未能核实", "facts": ""}, "facts", "要写明事实或原因"),
    ({"facts": "字" * 20_001}, "facts", "最多 20,000 个"),
    ({"verdict": "大概合规"}, "结论", "不是可用的结论"),
    ({"sampled": -1}, "sampled", "不能是负数"),
    ({"sampled": "若干"}, "sampled", "不是整数"),
    ({"sampled": 5, "sampled_of": 3}, "sampled", "不能大于总数"),
    ({"workers": -1}, "workers", "不能是负数"),
    ({"workers": 10**9}, "workers", "过大"),
    ({"workers": 1.5}, "workers", "整数"),
    ({"amount": "很多"}, "amount", "不是金额"),
    ({"amount": "-5"}, "amount", "不能是负数"),
    ({"amount": "1.005"}, "amount", "两位小数"),
    ({"amount": "12万元"}, "amount", "以元为单位"),
    ({"seed": "s" * 41}, "seed", "最多 40 个字"),
    ({"red_line": True}, "red_line", "不是红线项"),
    ({"item": WAGES, "red_line": True, "verdict": "合规"}, "red_line", "不能确认红线"),
    ({"papers": ["表", "表"]}, "papers", "写了两次"),
    ({"item": "LC-05-99"}, "", "LC-05-99"),
]


@pytest.mark.parametrize(("given", "place", "sentence"), WRONG)
def test_what_cannot_be_is_refused_with_its_field(
    either_inspecting_book: Casebook, given: dict[str, object], place: str, sentence: str
) -> None:
    before = factories.dump(either_inspecting_book)

    refusal = factories.refused(lambda: answer(either_inspecting_book, **given))

    assert sentence in str(refusal)
    if isinstance(refusal, InputError):
        assert [problem.place for problem in refusal.problems] == [place]
    assert factories.dump(either_inspecting_book) == before


@pytest.mark.parametrize("text", strategies.AWKWARD)
def test_any_text_comes_back_letter_for_letter(inspecting_book: Casebook, text: str) -> None:
    answer(inspecting_book, facts=text, note=text, papers=[text])

    with inspecting_book.read("admin") as work:
        row = checkup.answers(work, case_of(work))[OVERTIME]
        found = checkup.findings(work, case_of(work))[0]
    assert (row.facts, row.note, row.papers, found.facts) == (text, text, [text], text)
    assert inspecting_book.verify() == []


@pytest.mark.parametrize("text", strategies.UNPRINTABLE)
def test_what_cannot_be_printed_is_refused(either_inspecting_book: Casebook, text: str) -> None:
    for name in ("facts", "note", "seed"):
        with pytest.raises(InputError):
            answer(either_inspecting_book, **{name: f"甲{text}乙"})


def test_an_item_that_does_not_apply_is_told_as_such(book: Casebook) -> None:
    with book.work("lawyer.wang") as work:
        company = factories.enterprise(work, sectors=[])
        facts = {"source": "年度计划", "mode": "基础", "reason": "计划"}
        facts |= {"occurred_on": "2026-02-20", "late_reason": factories.LATE}
        checkup.open(work, company, factories.unit(work), **facts)
    for step in ("form_team", "notify"):
        factories.take(book, factories.FIRST, step, "lawyer.wang")

    with pytest.raises(InputError, match="不适用于本企业"):
        answer(book, PERMIT)
    with pytest.raises(NotFound):
        answer(book, "LC-05-99")
    with book.read("admin") as work:
        assert [item.id for item, _ in checkup.items(work, case_of(work))] == [OVERTIME, WAGES]


@pytest.mark.parametrize("until", [step for step, _, _ in factories.PATH])
def test_items_are_answered_only_while_the_check_up_is_under_way(brought, until: str) -> None:
    book = brought("sqlite", "founded")
    factories.carried(book, until)
    if factories.state(book, factories.FIRST) in spec.ANSWERING:
        assert answer(book).version
    else:
        with pytest.raises(StepRefused, match="先由复核人退回修改"):
            answer(book)


def test_who_may_not_edit_may_not_answer(inspecting_book: Casebook) -> None:
    for actor, error in (
        ("auditor.qian", AccessDenied),
        ("leader.chen", AccessDenied),
        ("lawyer.hai", CaseworkError),
    ):
        with inspecting_book.work(actor) as work, pytest.raises(error):
            checkup.answer(work, case_of(work), OVERTIME, "合规")


def many(book: Casebook, *rows: dict[str, object]) -> int:
    with book.work("inspector.li") as work:
        return checkup.answer_many(work, case_of(work), rows)


def test_many_answers_are_given_all_or_none(inspecting_book: Casebook) -> None:
    good = {"item_id": OVERTIME, "verdict": "合规"}
    bad = [
        {"item_id": WAGES, "verdict": "不合规"},
        {"item_id": PERMIT, "verdict": "合规", "workers": "x"},
    ]
    before = factories.dump(inspecting_book)

    refusal = factories.refused(lambda: many(inspecting_book, good, *bad))

    assert [problem.place for problem in refusal.problems] == [WAGES, PERMIT]
    assert factories.dump(inspecting_book) == before
    assert many(inspecting_book, good, {**bad[0], "facts": "少付"}, {**bad[1], "workers": 3}) == 3


def test_a_sample_keeps_the_seed_it_was_drawn_with(inspecting_book: Casebook) -> None:
    row = answer(inspecting_book, sampled=5, sampled_of=88, seed="k7")

    assert (row.sampled, row.sampled_of, row.seed) == (5, 88, "k7")


def test_the_same_photograph_twice_is_listed_once(inspecting_book: Casebook) -> None:
    for facts in ("未见甲", "未见乙"):
        answer(inspecting_book, facts=facts, evidence=[Upload("照片.jpg", b"photo")])

    with inspecting_book.read("admin") as work:
        assert len(cases.evidence.listed(work, case_of(work))) == 2
        assert checkup.answers(work, case_of(work))[OVERTIME].evidence == [2]
    assert inspecting_book.verify() == []


def test_the_score_follows_the_answers(inspecting_book: Casebook) -> None:
    factories.answer_all(inspecting_book, factories.FIRST)
    with inspecting_book.read("admin") as work:
        best = checkup.score(work, case_of(work))
    answer(inspecting_book)
    with inspecting_book.read("admin") as work:
        worse = checkup.score(work, case_of(work))

    assert best.value == 100
    assert worse.value < 100
