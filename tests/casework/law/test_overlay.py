"""The user's own file: a verified local value, a new year's holidays, a newer instrument."""

import re
from datetime import date
from pathlib import Path

import pytest

from casework.errors import DefinitionError
from casework.law import Law

JIANGSU = """
[[rule]]
label = "JS-OFFER-01"
key = "offer.reply"
jurisdiction = "CN-32"
subject = "江苏对要约的书面答复期限。"
value = 15
unit = "day"
direction = "after"
starts = "对方收到要约之日"
starts_fact = "received_on"
rolls = true
procedure = "full"
instrument = "江苏省集体协商条例"
article = "18"
from = 2023-05-01
confidence = "verified"
"""
NEXT_YEAR = """
[[year]]
year = 2027
notice = "国办发明电〔2026〕0号"
days_confidence = "verified"
holiday = [
  { name = "元旦", from = 2027-01-01, until = 2027-01-03, statutory = [2027-01-01] },
  { name = "春节", from = 2027-02-05, until = 2027-02-12, statutory = [2027-02-06], working = [2027-01-31] },
]
"""


def write(folder: Path, text: str, name: str = "覆盖.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> str:
    with pytest.raises(DefinitionError) as caught:
        Law.load([write(folder, text)])
    assert caught.value.source == "覆盖.toml"
    return "\n".join(str(problem) for problem in caught.value.problems)


def test_a_verified_local_value_replaces_the_unknown_one(tmp_path: Path) -> None:
    known = Law.load([write(tmp_path, JIANGSU)])
    due = known.due("offer.reply", date(2026, 3, 2))
    assert (due.due_on, due.status, due.rule.value) == (date(2026, 3, 17), "firm", 15)
    assert "覆盖文件 覆盖.toml" in due.trace[0]
    assert str(due.citation) == "《江苏省集体协商条例》第十八条"
    assert len(known.rules) == 273


def test_an_overlay_leaves_the_law_that_ships_alone(tmp_path: Path) -> None:
    Law.load([write(tmp_path, JIANGSU)])
    assert Law.load().due("offer.reply", date(2026, 3, 2)).status == "national"


def test_a_value_from_a_later_day_leaves_the_days_before_as_they_were(tmp_path: Path) -> None:
    later = JIANGSU.replace("from = 2023-05-01", "from = 2026-04-01")
    known = Law.load([write(tmp_path, later)])
    assert known.due("offer.reply", date(2026, 3, 31)).status == "national"
    assert known.due("JS-OFFER-01", date(2026, 3, 31)).rule.label == "CN-OFFER-02"
    assert known.due("offer.reply", date(2026, 4, 1)).status == "firm"
    assert len(known.rules) == 274


def test_a_value_under_a_label_of_its_own_answers_for_the_old_label_too(tmp_path: Path) -> None:
    own = JIANGSU.replace("JS-OFFER-01", "SZ-1").replace('"CN-32"', '"320500"')
    known = Law.load([write(tmp_path, own)])
    assert known.due("offer.reply", date(2026, 3, 2), jurisdiction="CN-32-05").rule.label == "SZ-1"
    assert known.due("offer.reply", date(2026, 3, 2)).rule.label == "CN-OFFER-02"
    province = Law.load([write(tmp_path, JIANGSU.replace("JS-OFFER-01", "JS-X"))])
    due = province.due("JS-OFFER-01", date(2026, 3, 2))
    assert (due.rule.label, due.status) == ("JS-X", "firm")


def test_of_two_overlays_the_later_one_goes_first(tmp_path: Path) -> None:
    files = [
        write(tmp_path, JIANGSU, "a.toml"),
        write(tmp_path, JIANGSU.replace("15", "12"), "b.toml"),
    ]
    assert Law.load(files).due("offer.reply", date(2026, 3, 2)).rule.value == 12


def test_a_new_year_makes_its_dates_firm_and_moves_them(tmp_path: Path) -> None:
    known = Law.load([write(tmp_path, NEXT_YEAR)])
    assert known.calendar.announced(2027)
    assert known.calendar.is_working_day(date(2027, 1, 31))
    due = known.due("CN-OFFER-02", date(2027, 1, 18))
    assert (due.due_on, due.status) == (date(2027, 2, 15), "firm")
    assert Law.load().due("CN-OFFER-02", date(2027, 1, 18)).due_on == date(2027, 2, 8)


def test_a_year_that_is_not_verified_counts_but_stays_provisional(tmp_path: Path) -> None:
    expected = NEXT_YEAR.replace('days_confidence = "verified"', 'days_confidence = "unverified"')
    due = Law.load([write(tmp_path, expected)]).due("CN-OFFER-02", date(2027, 1, 18))
    assert (due.due_on, due.status) == (date(2027, 2, 15), "provisional")
    assert any("2027年的放假安排未核实" in step for step in due.trace)


SWITCH = """
[[rule]]
label = "CAL-03b"
key = "calendar.roll.weekend"
jurisdiction = "CN"
subject = "期间最后一日是普通双休日的，不顺延。"
value = false
unit = "flag"
direction = "equal"
instrument = "民法典"
article = "203"
confidence = "unverified"
"""


def test_week_ends_can_be_kept_from_moving_a_last_day(tmp_path: Path) -> None:
    known = Law.load([write(tmp_path, SWITCH)])
    sunday = known.due("CN-OFFER-02", date(2026, 3, 2))
    assert sunday.due_on == date(2026, 3, 22)
    assert any("只有法定休假日顺延" in step for step in sunday.trace)
    assert known.due("CN-OFFER-02", date(2026, 2, 1)).due_on == date(2026, 2, 24)
    assert known.due_dates("CN-OFFER-02", [date(2026, 3, 2)]) == [date(2026, 3, 22)]


def test_a_switch_with_a_date_counts_from_that_date(tmp_path: Path) -> None:
    known = Law.load([write(tmp_path, SWITCH + "from = 2026-03-02\n")])
    starts = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 2, 22)]
    dates = [date(2026, 3, 23), date(2026, 3, 22), date(2026, 3, 16)]
    assert [known.due("CN-OFFER-02", day).due_on for day in starts] == dates
    assert known.due_dates("CN-OFFER-02", starts) == dates


def test_an_instrument_can_be_registered_and_cited(tmp_path: Path) -> None:
    text = (
        JIANGSU.replace("江苏省集体协商条例", "苏州市某条例")
        + """
[[instrument]]
name = "苏州市某条例"
kind = "地方性法规"
confidence = "verified"
effective_from = 2025-01-01
"""
    )
    due = Law.load([write(tmp_path, text)]).due("offer.reply", date(2026, 3, 2))
    assert str(due.citation) == "《苏州市某条例》第十八条"


def test_a_newer_instrument_is_still_found_by_its_other_names(tmp_path: Path) -> None:
    text = """
[[instrument]]
name = "集体合同规定"
cite = "《集体合同规定》（新）"
kind = "部门规章"
confidence = "verified"
"""
    due = Law.load([write(tmp_path, text)]).due("CN-OFFER-02", date(2026, 3, 2))
    assert str(due.citation) == "《集体合同规定》（新）第三十二条"


def test_a_fixed_holiday_has_to_exist_every_year(tmp_path: Path) -> None:
    text = '[[fixed]]\nname = "某节"\nmonth = 2\nday = 29\n'
    assert "不是每年都有" in problems(tmp_path, text)
    known = Law.load([write(tmp_path, text.replace("29", "28"))])
    assert known.calendar.holiday_name(date(2028, 2, 28)) == "某节"
    assert known.calendar.holiday_name(date(2026, 2, 28)) is None


def test_the_first_year_of_the_calendar_may_begin_in_the_december_before(tmp_path: Path) -> None:
    text = NEXT_YEAR.replace("2027", "1996").replace("from = 1996-01-01", "from = 1995-12-31")
    text = text.replace("working = [1996-01-31]", "working = [1996-01-27]")
    known = Law.load([write(tmp_path, text)])
    assert known.calendar.is_rest_day(date(1996, 1, 1))
    assert known.calendar.is_working_day(date(2099, 12, 31))


def test_every_problem_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    text = """
[[rule]]
label = "X-1"
key = "offer.rely"
jurisdiction = "江苏"
subject = ""
value = 0.5
unit = "week"
direction = "after"
confidence = "sure"
from = "2026-01-01"
frm = 1

[[year]]
year = 1900

[[holiday]]
"""
    told = problems(tmp_path, text)
    for place in ("jurisdiction", "subject", "value", "unit", "confidence", "from", "frm"):
        assert f"rule 1（X-1）.{place}：" in told
    assert "year 1（1900）.year" in told
    assert "year 1（1900）.holiday" in told
    assert "holiday：没有这一项" in told


WRONG = [
    ("value = 15", "value = 0", "至少1的整数"),
    ("value = 15", "value = true", "flag"),
    ("value = 15", "value = [5, 3]", "下限不大于上限"),
    ("value = 15", 'value = ["x"]', "看不懂这个列表"),
    ("value = 15", "", "没有数值的规则须在 note 里写明原因"),
    ('unit = "day"', "", "须写明 unit 和 direction"),
    ('unit = "day"', 'unit = "person"', "期限的单位"),
    ('starts = "对方收到要约之日"', "", "自何时起算"),
    ("rolls = true", 'rolls = "maybe"', "unknown"),
    ('key = "offer.reply"', 'key = "offer.replly"', "new_key = true"),
    ('key = "offer.reply"', 'key = "Offer Reply"', "小写英文"),
    ('jurisdiction = "CN-32"', 'jurisdiction = "CN"', "已用于别的键或者别的辖区"),
    ('instrument = "江苏省集体协商条例"', 'instrument = "江苏条例"', "法源登记里没有"),
    ('instrument = "江苏省集体协商条例"', "", "缺少法源名称"),
    ('confidence = "verified"', 'confidence = "practice"', "内部做法没有法律依据"),
    ('confidence = "verified"', 'confidence = "none"', "不能有数值"),
    ("from = 2023-05-01", "from = 2023-05-01\nuntil = 2023-04-30", "失效日早于施行日"),
    ('procedure = "full"', 'procedure = "quick"', "可以是：all"),
    ("rolls = true", 'rolls = true\nextension = { value = 0, unit = "flag" }', "extension.value"),
    ("rolls = true", "rolls = true\nextension = 5", "应当是一个表"),
    ("rolls = true", "rolls = true\nworker_forms = 5", "文字的列表"),
    ("rolls = true", 'rolls = true\ninclusive = "是"', "true 或 false"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "told"), WRONG)
def test_a_rule_that_cannot_be_is_told_why(
    tmp_path: Path, right: str, wrong: str, told: str
) -> None:
    assert right in JIANGSU
    assert told in problems(tmp_path, JIANGSU.replace(right, wrong))


WRONG_YEARS = [
    ("until = 2027-01-03", "until = 2026-12-31", "最后一日早于第一日"),
    ("statutory = [2027-01-01]", "statutory = [2027-01-05]", "放假的日子之内"),
    ("working = [2027-01-31]", "working = [2027-02-02]", "不是周末"),
    ("working = [2027-01-31]", "working = [2027-02-06]", "既放假又上班"),
    ("from = 2027-02-05", "from = 2027-01-03", "重叠"),
    ("from = 2027-01-01", "from = 2026-11-01", "不属于2027年"),
    ("statutory = [2027-02-06]", 'statutory = ["2027-02-06"]', "应当是日期"),
    ("statutory = [2027-02-06]", "statutory = 5", "日期的列表"),
    ('days_confidence = "verified"', "", "缺少这一项"),
]


@pytest.mark.parametrize(("right", "wrong", "told"), WRONG_YEARS)
def test_a_year_that_cannot_be_is_told_why(
    tmp_path: Path, right: str, wrong: str, told: str
) -> None:
    assert right in NEXT_YEAR
    assert told in problems(tmp_path, NEXT_YEAR.replace(right, wrong, 1))


def test_the_same_thing_twice_is_refused(tmp_path: Path) -> None:
    assert "施行日期重叠" in problems(tmp_path, JIANGSU + JIANGSU.replace("JS-OFFER-01", "JS-2"))
    assert "year 2027：列了两次" in problems(tmp_path, NEXT_YEAR + NEXT_YEAR)


def test_a_new_key_is_taken_when_it_is_called_new(tmp_path: Path) -> None:
    text = JIANGSU.replace("offer.reply", "own.period").replace("JS-OFFER-01", "OWN-1")
    known = Law.load([write(tmp_path, text + "new_key = true\n")])
    assert known.due("own.period", date(2026, 3, 2)).status == "firm"


def test_a_file_that_cannot_be_read_is_told_why(tmp_path: Path) -> None:
    assert "不是正确的 TOML" in problems(tmp_path, "[[rule]\n")
    assert "两层方括号" in problems(tmp_path, "[rule]\nlabel = 1\n")
    binary = tmp_path / "gbk.toml"
    binary.write_bytes("说明 = '江苏'".encode("gbk"))
    with pytest.raises(DefinitionError, match="UTF-8"):
        Law.load([binary])
    with pytest.raises(DefinitionError, match="没有这个文件"):
        Law.load([tmp_path / "没有.toml"])


def test_the_examples_of_the_page_load(tmp_path: Path, root: Path) -> None:
    page = (root / "docs/law.md").read_text(encoding="utf-8")
    examples = re.findall(r"(?ms)^```toml\n(.*?)^```$", page)
    assert len(examples) == 3
    known = Law.load([write(tmp_path, text, f"{n}.toml") for n, text in enumerate(examples)])
    assert known.due("offer.reply", date(2026, 3, 2)).status == "firm"
    assert known.calendar.announced(2027)


def test_a_law_is_compared_by_identity_and_can_be_a_key() -> None:
    one, other = Law.load(), Law.load()
    assert one != other
    assert len({one, other, one}) == 2
