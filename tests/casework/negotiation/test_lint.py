"""The lint of a draft: each remark says what would be right, cites, and can be dismissed under a lasting key."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import DefinitionError
from casework.law import add_months, default
from casework.negotiation.ledger.entry import Figure
from casework.negotiation.lint.amounts import direction
from casework.negotiation.lint.contract import lint_contract
from casework.negotiation.lint.draft import Draft, DraftClause, Floor, Form
from casework.negotiation.lint.remark import Remark, Severity, sort_out
from casework.negotiation.lint.word_table import read_words, words

DAY = date(2026, 11, 24)
START = date(2026, 1, 1)
MONTHLY = Floor(
    "minimum_wage.month", "本市月最低工资标准", Decimal(2490), per="月", source="某号通知"
)
HOURLY = Floor("minimum_wage.hour", "本市小时最低工资标准", Decimal("24.5"), per="小时")


def clause(
    text: str = "女职工享有平等待遇。", *figures: Figure, code: str = "款-01", topic: str = "pay"
) -> DraftClause:
    return DraftClause(code, topic, "条款", text, figures)


def wage(amount: str, name: str = "计时岗月工资", per: str = "月") -> Figure:
    return Figure(name, Decimal(amount), per=per)


def remarks(
    *clauses: DraftClause,
    procedure: str = "full",
    form: Form = Form.COLLECTIVE_CONTRACT,
    term: tuple[date | None, date | None] = (START, date(2027, 12, 31)),
    place: str = "CN-32",
    **more: object,
) -> dict[str, Remark]:
    draft = Draft(clauses, procedure, form, *term)
    found = lint_contract(draft, default(), place, DAY, **more)  # type: ignore[arg-type]  # floors or previous
    return {one.code: one for one in found if one.code not in {"unlisted", "core"}}


def test_a_sound_draft_has_no_remark() -> None:
    sound = clause("女职工和男职工同工同酬，每月工资不低于3500元。", wage("3500"))
    assert remarks(sound, floors=[MONTHLY, HOURLY], previous=[sound]) == {}


@pytest.mark.parametrize(
    ("figure", "below"),
    [
        (wage("2489.99"), True),
        (wage("2490"), False),
        (wage("24", "计时工资", "小时"), True),
        (wage("24.50", "计时工资", "小时"), False),
        (wage("300", "高温津贴"), False),
        (wage("300", "月工资增长额"), False),
        (wage("1.2", "派送费", "件"), False),
        (wage("100", "工资", "人"), False),
    ],
)
def test_wages_below_the_minimum_are_found_and_allowances_are_not(
    figure: Figure, below: object
) -> None:
    found = remarks(clause("女职工同酬。", figure), floors=[MONTHLY, HOURLY])
    assert ("floor" in found) is below


def test_a_remark_about_a_floor_names_the_amounts_the_notice_and_the_article() -> None:
    said = remarks(clause("女职工同酬。", wage("2000")), floors=[MONTHLY])["floor"]
    assert said.sentence == (
        "“计时岗月工资”2000元/月，低于本市月最低工资标准2490元/月（某号通知）；应当不低于2490元/月。"
    )
    assert (said.basis, said.severity) == ("《劳动合同法》第五十五条", Severity.MUST)
    platform = remarks(clause("", wage("2000")), procedure="platform", floors=[MONTHLY])["floor"]
    assert platform.basis == "参照《劳动合同法》第五十五条"


def test_any_standard_can_be_given_by_the_names_it_applies_to_a_ceiling_too() -> None:
    floors = [
        Floor("heat", "高温津贴标准", Decimal(300), per="月", names=("高温津贴",)),
        Floor("deposit", "押金上限", Decimal(0), names=("押金",), at_most=True),
    ]
    figures = (wage("200", "高温津贴"), Figure("装备押金", Decimal(500)))
    draft = Draft((clause("女职工", *figures),), "full", Form.SPECIAL_CONTRACT)
    found = list(lint_contract(draft, default(), "CN-32", DAY, floors=floors))
    said = [one.sentence for one in found if one.code == "floor"]
    assert "低于高温津贴标准300元/月" in said[0]
    assert "高于押金上限0元；应当不高于0元" in said[1]


@given(st.integers(0, 1600))
def test_a_term_is_right_exactly_from_one_year_to_three(days: int) -> None:
    last = START + timedelta(days=days)
    found = set(remarks(clause(), term=(START, last)))
    if last < add_months(START, 12) - timedelta(days=1):
        assert found == {"term_short"}
    elif last > add_months(START, 36):
        assert found == {"term_long"}
    else:
        assert found == set()


def test_a_term_is_asked_for_in_contracts_of_the_full_procedure_only() -> None:
    said = remarks(clause(), term=(None, None))["term_missing"]
    assert said.sentence == "没有写合同期限；一般为1至3年，应当写明起止日期。"
    assert said.basis == "《集体合同规定》第三十八条"
    assert "term_missing" not in remarks(clause(topic="term"), term=(None, None))
    assert remarks(clause(), term=(None, None), procedure="simple", form=Form.MINUTES) == {}
    assert "term_reversed" in remarks(clause(), term=(DAY, START))


def test_women_are_in_every_comprehensive_contract_or_the_remark_says_where_else() -> None:
    bare = clause("工资按月支付。")
    said = remarks(bare)["missing"]
    assert (said.basis, said.severity) == ("《妇女权益保障法》第四十四条", Severity.MUST)
    assert remarks(bare, form=Form.SPECIAL_CONTRACT)["missing"].severity is Severity.HINT
    assert "missing" not in remarks(bare, procedure="platform", form=Form.PLATFORM_AGREEMENT)
    assert "missing" not in remarks(clause("条文。", topic="protect_female_minor"))


def test_the_twelve_topics_of_jiangsu_are_said_to_be_unlisted_and_not_checked() -> None:
    def told(place: str) -> list[Remark]:
        found = lint_contract(Draft((clause(),), "full"), default(), place, DAY)
        return [one for one in found if one.code == "unlisted"]

    (said,) = told("CN-32")
    assert "12个方面" in said.sentence
    assert "逐项清单没有得到，不能逐项核对" in said.sentence
    assert said.basis == "《江苏省集体协商条例》，二手转述，未核对原文"
    assert told("CN-33") == []


def test_the_core_topics_of_the_platform_guide_are_hinted_at_as_many_as_the_guide_has() -> None:
    draft = Draft((clause(topic="piece_rate"),), "platform", Form.PLATFORM_AGREEMENT)
    found = [one for one in lint_contract(draft, default(), "CN-32", DAY) if one.code == "core"]
    assert {one.severity for one in found} == {Severity.HINT}
    named = default().rule("platform.algorithm_topics", on=DAY).rule.value
    assert len(words().core) == named
    assert len(found) == len(words().core) - 1


@pytest.mark.parametrize("word", [one.word for one in words().vague])
def test_each_vague_word_is_shown_where_it_stands_with_what_would_be_clear(word: str) -> None:
    said = remarks(clause(f"女职工待遇由双方{word}确定。"))["vague"]
    assert f"中的“{word}”含义不确定" in said.sentence
    assert said.subject == word


def test_a_regulation_named_before_it_makes_the_word_certain() -> None:
    certain = clause("女职工按照《江苏省工资支付条例》的有关规定执行。")
    assert "vague" not in remarks(certain)
    both = clause("女职工按照《江苏省工资支付条例》有关规定、国家有关规定执行。")
    assert "国家有关规定" in remarks(both)["vague"].sentence


def test_one_figure_said_twice_differently_is_a_contradiction_naming_both_clauses() -> None:
    one, other = clause("女职工1元", wage("1", "派送费", "件")), clause("", code="款-02")
    same = clause("", wage("1.00", "派送费", "件"), code="款-03")
    assert "contradiction" not in remarks(one, other, same)
    differs = clause("", wage("1.2", "派送费", "件"), code="款-03")
    said = remarks(one, other, differs)["contradiction"]
    assert "款-01写1元/件，款-03写1.2元/件" in said.sentence
    assert said.severity is Severity.MUST
    unit = remarks(one, clause("", wage("1", "派送费", "单"), code="款-04"))["contradiction"]
    assert (unit.severity, "单位不同" in unit.sentence) == (Severity.CHECK, True)


def test_a_figure_that_the_text_gives_otherwise_is_found() -> None:
    assert "not_in_text" in remarks(clause("女职工每月3600元。", wage("3500")))
    assert "not_in_text" not in remarks(clause("女职工每月3,500.00元。", wage("3500")))
    assert "not_in_text" not in remarks(clause("女职工每月三千五百元。", wage("3500")))


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("派送费", "1", "0.9", "worse"),
        ("派送费", "1", "1.1", None),
        ("抽成", "20", "22", "worse"),
        ("抽成", "20", "18", None),
        ("技术服务费", "10", "12", "worse"),
        ("某项数字", "1", "2", "worse_unsure"),
        ("派送费", "1", "1.0", None),
    ],
)
def test_what_got_worse_for_the_workers_is_told_by_the_figures_direction(
    name: str, old: str, new: str, code: str | None
) -> None:
    before = [clause("", wage(old, name, "件"))]
    found = remarks(clause("女职工", wage(new, name, "件")), previous=before)
    assert set(found) == ({code} if code else set())


def test_a_reduction_outside_the_full_procedure_must_be_put_right() -> None:
    before = [clause("", wage("3500"))]
    worse = clause("女职工", wage("3000"))
    assert remarks(worse, previous=before)["worse"].severity is Severity.CHECK
    said = remarks(worse, previous=before, procedure="simple", form=Form.MINUTES)["worse"]
    assert said.severity is Severity.MUST
    assert "应当采用普通程序" in said.sentence
    assert said.basis == "《江苏省集体协商条例》，二手转述，未核对原文"
    assert "dropped" in remarks(clause(), previous=before)


def test_a_dismissal_outlives_other_changes_but_not_another_amount() -> None:
    first = remarks(clause("女职工适当补贴。", wage("2000")), floors=[MONTHLY])
    reasons = {first["vague"].key: "附件已写明", first["floor"].key: "非全日制"}
    again = remarks(clause("女职工、男职工均适当补贴，另见附件。", wage("1900")), floors=[MONTHLY])
    sorted_ = sort_out(again.values(), reasons)
    assert [one.code for one in sorted_.standing] == ["floor"]
    assert [(one.remark.code, one.reason) for one in sorted_.dismissed] == [("vague", "附件已写明")]
    assert sorted_.settled == (first["floor"].key,)


@given(st.lists(st.sampled_from(["适当", "尽量", "明确", "。", "女职工", "3500元", "》有关规定"])))
def test_remarks_are_once_each_serious_first_and_always_cite(parts: list[str]) -> None:
    draft = Draft((clause("".join(parts), wage("100")),), "full")
    found = lint_contract(draft, default(), "CN-32", DAY, floors=[MONTHLY])
    keys = [one.key for one in found]
    assert len(keys) == len(set(keys))
    order = [list(Severity).index(one.severity) for one in found]
    assert order == sorted(order)
    assert all(one.basis and one.sentence.endswith("。") for one in found)


def test_the_direction_of_a_name_is_that_of_its_longest_word() -> None:
    known = words()
    assert [direction(known, one) for one in ("工资", "休息时长", "某数", "职业伤害保险")] == [
        1,
        0,
        0,
        1,
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('[[vague]]\nword = "适当"\n', "vague 第1条"),
        ('[better]\nhigher = ["工资"]\nlower = ["工资"]\n', "同时列在 higher 和 lower"),
    ],
)
def test_slips_in_the_words_are_told_with_their_place(text: str, part: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read_words(text)
    assert part in str(caught.value)


def test_every_rule_the_words_cite_exists() -> None:
    table = words()
    keys = {one.rule for one in (*table.compulsory, *table.unlisted, *table.core)}
    keys |= {one.rule for one in table.floors.values()}
    assert keys <= {rule.key for rule in default().rules}
