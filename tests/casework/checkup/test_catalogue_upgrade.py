"""The catalogue of an open case upgraded: what is carried, what is asked anew, and all of it undone."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from casework import Verdict, checkup
from casework.checkup.catalogue.plan import AGAIN, KEEP, Fate
from casework.checkup.models import Answer, Checkup
from casework.cli import main
from casework.errors import InputError, StepRefused
from casework.store import session_for
from tests import catalogues, factories

OVERTIME, WAGES, COURIER = factories.ITEMS
VERDICTS = ("合规", "不合规", "部分合规", "未能核实")


@pytest.fixture
def inspected(inspecting_book, tmp_path):
    """Return a casebook whose check-up is being inspected, its folder of catalogues empty."""
    inspecting_book.catalogues = tmp_path / "catalogues"
    return inspecting_book


def answer(book, item_id, verdict="不合规", **given):
    facts = {"facts": "未见考勤记录", **given}
    with book.work("inspector.li") as work:
        checkup.answer(work, checkup.get(work, factories.FIRST), item_id, verdict, **facts)


def upgrade(book, new=None, **given):
    if new is not None:
        catalogues.put(book.catalogues, new)
    factories.take(book, factories.FIRST, "upgrade_catalogue", "lawyer.wang", **given)


def reverse(book):
    with book.work("lawyer.wang") as work:
        checkup.reverse(work, checkup.get(work, factories.FIRST), reason="升级有误")


def content(book):
    """Return answers, findings and score of the case: everything an upgrade may touch."""
    with book.read("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        answers = {name: row(one) for name, one in checkup.answers(work, case).items()}
        findings = {one.code: row(one) for one in checkup.findings(work, case)}
        items = [item.to_dict() for item, _answer in checkup.items(work, case)]
        return answers, findings, items, checkup.score(work, case).to_dict()


def row(one):
    columns = {column.key: getattr(one, column.key) for column in type(one).__table__.columns}
    return {name: value for name, value in columns.items() if name not in {"id", "version"}}


def answered(book):
    return set(content(book)[0])


def preview(book, **given):
    with book.read("lawyer.wang") as work:
        return checkup.preview_upgrade(work, checkup.get(work, factories.FIRST), **given)


def fates(shown):
    return {one.id: str(one.fate) for one in shown.plan.items}


def test_words_only_are_carried_and_the_finding_follows(inspected):
    answer(inspected, OVERTIME)
    upgrade(inspected, catalogues.version("2026.3", {OVERTIME: "remedy"}))

    answers, findings, items, _score = content(inspected)
    assert answers[OVERTIME]["verdict"] == Verdict.NON_COMPLIANT
    assert findings["WT-01"]["remedy"].startswith("（新）")
    assert items[0]["remedy"].startswith("（新）")
    assert inspected.verify() == []


@pytest.mark.parametrize("touched", ["", KEEP, AGAIN])
def test_where_scoring_is_touched_a_person_chooses(inspected, touched):
    answer(inspected, OVERTIME)
    catalogues.put(inspected.catalogues, catalogues.version("2026.3", {OVERTIME: "risk"}))
    assert fates(preview(inspected))[OVERTIME] == "请选择"

    if not touched:
        error = factories.refused(lambda: upgrade(inspected))
        assert "请选择“沿用原结论”或“需重新回答”" in str(error)
        return
    upgrade(inspected, touched=touched)
    answers, findings, _items, score = content(inspected)
    assert (OVERTIME in answers) == (touched == KEEP)
    assert [one["risk"] for one in findings.values()] == (["低"] if touched == KEEP else [])
    assert (score["score"] is None) == (touched == AGAIN)
    assert inspected.verify() == []


def test_what_is_to_be_answered_anew_stays_in_the_journal_and_can_be_answered(inspected):
    answer(inspected, OVERTIME, workers=12)
    upgrade(inspected, catalogues.version("2026.3", {OVERTIME: "risk"}), touched=AGAIN)

    with inspected.work("inspector.li") as work:
        case = checkup.get(work, factories.FIRST)
        waiting = checkup.to_answer_again(work, case)
        assert [(one.verdict, one.workers_affected) for one in waiting.values()] == [
            ("non_compliant", 12)
        ]
        told = [text for row in checkup.timeline(work, case) for text in row.lines]
        assert any("需重新回答（原结论：不合规）" in text for text in told)
        checkup.answer(work, case, OVERTIME, "合规", seen=0)
        assert not checkup.to_answer_again(work, case)
    assert answered(inspected) == {OVERTIME}
    assert inspected.verify() == []


def test_items_come_and_go_and_findings_with_them(inspected):
    for item_id in factories.ITEMS:
        answer(inspected, item_id)
    new = catalogues.version("2026.3", {WAGES: "gone", COURIER: "elsewhere"}, added=True)
    catalogues.put(inspected.catalogues, new)
    shown = preview(inspected)
    upgrade(inspected)

    assert {one.id: one.word for one in shown.plan.items} == {
        OVERTIME: "未变",
        catalogues.ADDED: "新增",
        WAGES: "取消",
        COURIER: "不再适用",
    }
    _answers, findings, items, _score = content(inspected)
    assert [one["id"] for one in items] == [OVERTIME, catalogues.ADDED]
    assert [one["item_id"] for one in findings.values()] == [OVERTIME]
    assert inspected.verify() == []


def test_exceptions_are_made_by_number(inspected):
    for item_id in factories.ITEMS:
        answer(inspected, item_id)
    changes = {OVERTIME: "risk", WAGES: "risk", COURIER: "remedy"}
    given = {"touched": AGAIN, "anew": [COURIER], "keep": [WAGES]}
    upgrade(inspected, catalogues.version("2026.3", changes), **given)

    assert answered(inspected) == {WAGES}


def test_an_answer_that_cannot_stand_is_asked_anew_whatever_was_chosen(inspected):
    answer(inspected, WAGES, red_line=True)
    new = catalogues.version("2026.3", {WAGES: "no red line"})
    catalogues.put(inspected.catalogues, new)

    error = factories.refused(lambda: upgrade(inspected, touched=KEEP, keep=[WAGES]))
    assert f"{WAGES} 不能沿用：原结论确认了红线" in str(error)
    upgrade(inspected, touched=KEEP)
    assert answered(inspected) == set()


def test_every_problem_of_a_choice_comes_at_once(inspected):
    answer(inspected, OVERTIME)
    catalogues.put(inspected.catalogues, catalogues.version("2026.3", {OVERTIME: "risk"}))
    given = {"anew": ["LC-99-01"], "keep": [WAGES]}

    with pytest.raises(InputError) as caught:
        upgrade(inspected, **given)
    assert sorted(one.place for one in caught.value.problems) == ["anew", "keep", "touched"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("jiangsu@2026.2", "本案已经使用 jiangsu@2026.2"),
        ("nowhere", "可用：jiangsu@2026.3、jiangsu@2026.2；有错误不能用：bad.toml"),
        ("bad.toml", "bad.toml 有 1 处错误"),
    ],
)
def test_a_catalogue_that_cannot_be_taken_is_a_sentence_at_its_field(inspected, name, sentence):
    catalogues.put(inspected.catalogues, catalogues.version("2026.3"))
    (inspected.catalogues / "bad.toml").write_text("id =", encoding="utf-8")

    with pytest.raises(InputError) as caught:
        upgrade(inspected, catalogue=name)
    assert caught.value.problems[0].place == "catalogue"
    assert sentence in str(caught.value)


def test_without_another_catalogue_there_is_no_upgrade(inspected):
    with pytest.raises(StepRefused, match="没有别的检查目录可换"):
        upgrade(inspected)


def test_what_was_decided_is_not_corrected_but_taken_back(inspected):
    upgrade(inspected, catalogues.version("2026.3"))
    with inspected.work("lawyer.wang") as work:
        case = checkup.get(work, factories.FIRST)
        seq = next(row.seq for row in checkup.timeline(work, case) if row.label == "升级检查目录")
        with pytest.raises(InputError, match="请撤回这一步"):
            checkup.correct(work, case, seq, reason="笔误", catalogue="jiangsu@2026.2")
        checkup.correct(work, case, seq, reason="笔误", facts_by_name={"reason": "省里发布新版"})


def test_taken_back_an_answer_given_since_to_a_changed_question_counts_no_more(inspected):
    answer(inspected, OVERTIME, workers=12)
    before = content(inspected)
    upgrade(inspected, catalogues.version("2026.3", {OVERTIME: "risk"}, added=True), touched=AGAIN)
    answer(inspected, OVERTIME, "合规")
    answer(inspected, catalogues.ADDED)
    answer(inspected, COURIER)
    reverse(inspected)

    answers, findings, items, _score = content(inspected)
    assert answers[OVERTIME] == before[0][OVERTIME]
    assert findings["WT-01"] == before[1]["WT-01"]
    assert set(answers) - {catalogues.ADDED} == {OVERTIME, COURIER}
    assert items == before[2]
    assert inspected.verify() == []


def test_bases_that_were_looked_at_are_so_again_after_the_reversal(inspected):
    answer(inspected, OVERTIME)
    with inspected.work("inspector.li") as work:
        checkup.edit(work, checkup.get(work, factories.FIRST), "WT-01", bases_checked=True)
    before = content(inspected)
    upgrade(inspected, catalogues.version("2026.3", {OVERTIME: "basis"}))
    assert not content(inspected)[1]["WT-01"]["bases_checked"]

    reverse(inspected)
    assert content(inspected) == before


def test_verify_sees_a_catalogue_or_a_mark_that_was_changed_by_hand(inspected):
    answer(inspected, OVERTIME)
    catalogues.put(inspected.catalogues, catalogues.version("2026.3", {OVERTIME: "risk"}))
    upgrade(inspected, touched=AGAIN)
    old = catalogues.version("2026.2").hash
    for statement in (
        update(Answer).values(stale=False),
        update(Checkup).values(catalogue_hash=old),
    ):
        with session_for(inspected.engine, writes=True) as session:
            session.execute(statement)
        assert inspected.verify() != []


changes = st.dictionaries(
    st.sampled_from(factories.ITEMS), st.sampled_from([*catalogues.CHANGES, "gone"]), max_size=3
).filter(lambda one: list(one.values()).count("gone") < len(factories.ITEMS))
given_answers = st.dictionaries(
    st.sampled_from(factories.ITEMS), st.tuples(st.sampled_from(VERDICTS), st.booleans())
)


@pytest.fixture
def sqlite_inspected(brought, tmp_path):
    book = brought("sqlite", "start_inspection")
    book.catalogues = tmp_path / "catalogues"
    return book


@given(st.tuples(changes, changes), st.booleans(), given_answers, st.sampled_from([KEEP, AGAIN]))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_upgrades_and_their_reversals_leave_everything_as_it_was(
    sqlite_inspected, changed, added, answers, touched
):
    """Two upgrades, one upon the other: each does what its preview said, and each is undone."""
    book = sqlite_inspected
    for item_id, (verdict, red) in answers.items():
        answer(book, item_id, verdict, red_line=red and item_id == WAGES and "合规" in verdict[1:])
    catalogues.put(book.catalogues)
    past = [content(book)]
    for number, change in zip(("2026.3", "2026.4"), changed, strict=True):
        catalogues.put(book.catalogues, catalogues.version(number, change, added=added))
        shown = preview(book, touched=touched)
        upgrade(book, touched=touched)
        past.append(content(book))
        assert answered_where_it_applies(book) == {
            one.id for one in shown.plan.items if one.fate is Fate.KEPT
        }
        assert book.verify() == []
    catalogues.put(book.catalogues)  # what a case is pinned to, it keeps
    for before in reversed(past[:-1]):
        reverse(book)
        assert content(book) == before
        assert book.verify() == []


def answered_where_it_applies(book):
    answers, _findings, items, _score = content(book)
    return set(answers) & {item["id"] for item in items}


def test_the_command_shows_what_would_happen_and_changes_nothing(tmp_path, few_items, capsys):
    where = tmp_path / "cases.db"
    factories.found(where).close()
    book = factories.reopened(where)
    number = factories.opened(book)
    catalogues.put(
        tmp_path / "cases.catalogues", catalogues.version("2026.3", {WAGES: "gone"}, added=True)
    )
    before = factories.fingerprint(book)

    options = ["--db", str(where), "--as", "lawyer.wang", "catalogue", "preview", number]
    main(options)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "jiangsu@2026.2 → jiangsu@2026.3：本案适用 3 项。"
    assert [line.split()[0] for line in lines[2:]] == [catalogues.ADDED, WAGES]
    main([*options, "jiangsu@2026.3", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert {one["id"]: one["change"] for one in told["items"]}[WAGES] == "取消"
    assert factories.fingerprint(book) == before
    book.close()
