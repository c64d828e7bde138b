import pytest

from casework import law
from casework.checkup import wording
from casework.checkup.catalogue import BasisRole, Force
from casework.checkup.verdict import Verdict

LABOUR, INCOMPLETE, CIVIL, DISPATCHED = "劳动关系", "不完全劳动关系", "民事关系", "被派遣劳动者"
NO = Verdict.NON_COMPLIANT


def test_a_duty_that_applies_directly_is_not_complied_with(catalogue):
    said = wording.word(catalogue.item("LC-05-01"), NO, [LABOUR])
    assert said.sentences[1] == "不符合《劳动法》第三十八条关于每周至少休息一日的规定。"
    assert said.liabilities[0].text.startswith("涉及《劳动保障监察条例》第二十五条关于")
    assert not said.downgraded


def test_a_duty_partly_complied_with_says_so(catalogue):
    said = wording.word(catalogue.item("LC-05-01"), Verdict.PARTIAL, [DISPATCHED])
    assert said.sentences[0].startswith("不完全符合《国务院关于职工工作时间的规定》第三条关于")


def test_a_policy_is_not_carried_out_and_the_advice_comes_once(catalogue):
    said = wording.word(catalogue.item("LC-04-05"), NO, [INCOMPLETE], advice="下调准时率指标。")
    assert all(sentence.startswith("未落实") for sentence in said.sentences)
    assert said.text.count("建议下调准时率指标") == 1
    assert "违反" not in said.text
    assert "不符合" not in said.text


def test_a_standard_shows_a_gap(catalogue):
    said = wording.word(catalogue.item("LC-19-02"), NO, [CIVIL])
    assert said.sentences[0].startswith("与推荐性标准《外卖平台服务管理基本要求》")
    assert said.sentences[0].endswith("存在差距。")
    partly = wording.word(catalogue.item("LC-19-02"), Verdict.PARTIAL, [CIVIL])
    assert partly.sentences[0].endswith("尚有差距。")


@pytest.mark.parametrize("form", [INCOMPLETE, CIVIL])
def test_labour_law_is_only_a_reference_for_who_is_in_no_labour_relation(catalogue, form):
    said = wording.word(catalogue.item("LC-05-01"), NO, [form])
    assert said.downgraded
    assert all(sentence.startswith("参照《") for sentence in said.sentences)
    assert "请先做用工关系分析" in said.hints[0]


def test_with_both_kinds_of_worker_those_outside_are_told_once(catalogue):
    item = catalogue.item("LC-05-06")
    said = wording.word(item, NO, [LABOUR, INCOMPLETE])
    assert said.sentences[0] == (
        "就劳动关系劳动者，不符合《劳动合同法》第三十一条关于不得强迫或变相强迫加班的规定。"
    )
    assert said.text.count("不完全劳动关系劳动者") == 1
    assert said.downgraded
    alone = wording.word(
        item, NO, [LABOUR, DISPATCHED, INCOMPLETE], only={("劳动合同法", "第三十一条")}
    )
    assert alone.text == (
        "就劳动关系劳动者和被派遣劳动者，不符合《劳动合同法》第三十一条关于不得强迫或变相强迫加班的规定；"
        "就不完全劳动关系劳动者，参照该条。"
    )


def test_child_labour_is_forbidden_whatever_the_form_of_employment(catalogue):
    said = wording.word(catalogue.item("LC-02-04"), NO, [LABOUR, INCOMPLETE])
    assert said.sentences[0].startswith("不符合《劳动法》第十五条")
    assert "参照该条" not in said.text


def test_a_rule_that_terms_are_void_is_touched_and_not_broken(catalogue):
    said = wording.word(catalogue.item("LC-03-05"), NO, [LABOUR])
    assert "涉及《劳动合同法》第二十六条关于免除法定责任、排除权利的条款无效的规定" in said.text
    assert "不符合《劳动合同法》第二十六条" not in said.text


def test_a_basis_struck_out_by_a_person_is_no_longer_cited(catalogue):
    item = catalogue.item("LC-05-01")
    told = ["不符合《劳动法》第四十一条关于加班上限的规定。"]
    cited = [basis.article for basis in item.basis if wording.cited_in(basis, told)]
    assert cited == ["第四十一条"]


def test_an_excepted_article_applies_to_everybody(catalogue):
    said = wording.word(catalogue.item("LC-17-03"), NO, [CIVIL])
    assert not said.downgraded
    assert said.sentences[0].startswith("涉及《劳动法》第一百零一条")


def test_an_article_for_labour_relations_in_a_law_that_is_not_is_a_reference(catalogue):
    said = wording.word(catalogue.item("LC-11-01"), NO, [CIVIL])
    assert any(sentence.startswith("参照《就业促进法》第四十七条") for sentence in said.sentences)


def test_no_item_says_breach_of_labour_law_about_a_worker_outside(catalogue):
    register = law.default().instruments
    for item in catalogue.items.values():
        for clause in wording.word(item, NO, [CIVIL]).clauses:
            instrument = register[clause.basis.law]
            only_labour = instrument.only_for_labour_relations(clause.basis.article)
            if only_labour and not clause.basis.everyone:
                assert clause.text.startswith("参照"), clause.text


def test_only_duties_resting_on_binding_law_are_ever_not_complied_with(catalogue):
    for item in catalogue.items.values():
        for clause in wording.word(item, NO, [LABOUR]).clauses:
            if "不符合" in clause.text:
                kind = law.default().instruments[clause.basis.law].kind
                assert kind.binding or kind == "司法解释", clause.text
                assert clause.basis.role is BasisRole.DUTY
                assert item.force is Force.DUTY


def test_every_item_has_something_to_say_for_every_sector_and_form(catalogue):
    for item in catalogue.items.values():
        for form in (LABOUR, INCOMPLETE, CIVIL, DISPATCHED):
            assert wording.sentences(item, [form], ["外卖配送"]), item.id


def test_an_article_not_checked_carries_its_mark_exactly_once(catalogue):
    for item in catalogue.items.values():
        for basis in item.basis:
            assert wording.cite(basis).count("待核") == (0 if basis.firm else 1), basis


def test_laws_of_another_sector_are_left_out(catalogue):
    item = catalogue.item("LC-01-01")
    assert "《邮政法》" in wording.word(item, NO, [LABOUR], sectors=["快递"]).text
    assert "《邮政法》" not in wording.word(item, NO, [LABOUR], sectors=["外卖配送"]).text


def test_a_person_may_choose_among_the_articles(catalogue):
    only = {("劳动法", "第三十八条")}
    said = wording.word(catalogue.item("LC-05-01"), NO, [LABOUR], only=only)
    assert said.sentences == ("不符合《劳动法》第三十八条关于每周至少休息一日的规定。",)


def test_hints_name_what_to_check_before_signing_and_the_notes_for_the_lawyer(catalogue):
    hints = "\n".join(wording.word(catalogue.item("LC-14-05"), NO, [LABOUR]).hints)
    assert "签发前须对照原文核对" in hints
    assert "2020年修正后文本未见" in hints


@pytest.mark.parametrize(
    ("article", "shown"),
    [("一（三）", "第一部分第（三）项"), ("一", "第一部分"), ("休息权保障", "“休息权保障”部分"),
     ("正文首段", "正文首段"), ("第五条、第六条", "第五条、第六条"), ("劳动报酬部分", "“劳动报酬”部分")],
)  # fmt: skip
def test_places_in_a_policy_are_written_out(catalogue, article, shown):
    bases = [
        basis
        for item in catalogue.items.values()
        for basis in item.basis
        if basis.article == article
    ]
    assert bases
    assert shown in wording.cite(bases[0])


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("未见2025年10月考勤记录，未提供工资表", []),
        ("没有考勤记录", ["没有"]),
        ("没有发现问题", ["没有发现"]),
        ("公司违法加班，应予处罚", ["违法", "应予处罚"]),
        ("据说站长故意不发工资", ["据说", "故意"]),
        ("李某 320583199001011234 电话13812345678", ["320583199001011234", "13812345678"]),
        ("订单号 320583199001011234567", []),
        ("", []),
    ],
)
def test_words_a_report_should_not_use_are_pointed_out_in_order(facts, words):
    hints = wording.lint_facts(facts)
    assert [hint.word for hint in hints] == words
    assert all(facts[hint.at :].startswith(hint.word) for hint in hints)
