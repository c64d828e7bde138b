"""Each rule of ``catalogue lint`` finds the fault planted for it, and none of them in a sound file."""

import dataclasses
import json
from datetime import date

import pytest

from casework import law
from casework.checkup.catalogue.lint import RULES, Level, examine
from casework.cli import main
from casework.law import Confidence, Register

HEAD = """id = "t"
title = "测试目录"
version = "1"
compiled_on = 2026-11-23
domains = ["工作时间", "劳动报酬"]
[topics]
hours = "工作时间"
"""
ITEM = """
[[item]]
id = "LC-01-01"
domain = "工作时间"
title = "加班上限"
question = "每月加班是否不超三十六小时？"
applies_to = { workers = ["劳动关系"], sectors = ["全部"], parties = ["平台企业"] }
force = "法定义务"
risk = "高"
basis = [
  { law = "劳动法", article = "第四十一条", confidence = "verified", gist = "月不超三十六小时" },
]
evidence = ["考勤记录"]
consequence = "补发加班费"
remedy = "压减排班。"
rectify_days = 15
red_line = false
"""
SECOND = (
    ITEM.replace("LC-01-01", "LC-02-01")
    .replace("加班上限", "足额支付")
    .replace("每月加班是否不超三十六小时", "工资是否足额支付")
    .replace('domain = "工作时间"', 'domain = "劳动报酬"')
)
SOUND = HEAD + ITEM + SECOND
_RED = 'red_line = true\nred_line_when = "人员死亡"\n'


def replaced(old, new, count=1):
    assert old in SOUND, old
    return SOUND.replace(old, new, count)


def only_for(parties, workers):
    return replaced(
        'workers = ["劳动关系"], sectors = ["全部"], parties = ["平台企业"]',
        f'workers = [{workers}], sectors = ["全部"], parties = [{parties}]',
    )


#: Rule → (level, the file with the fault in its first item, what is said).
PLANTED = {
    "form": (Level.ERROR, replaced('risk = "高"', 'risk = "很高"'), "只能是：高、中、低"),
    "no_law": (Level.ERROR, replaced('  { law = "劳动法"', '  # { law = "劳动法"'), "没有依据"),
    "no_article": (Level.ERROR, replaced("第四十一条", "有关规定"), "读的人找不到原文"),
    "unknown_law": (Level.ERROR, replaced('"劳动法"', '"劳动法典"'), "登记表里没有"),
    "confidence": (Level.ERROR, replaced("gist", "reported = true, gist"), "改为 unverified"),
    "double": (Level.ERROR, replaced("足额支付", "加班上限"), "标题“加班上限”与"),
    "red_line": (Level.ERROR, replaced("red_line = false", "red_line = true"), "red_line_when"),
    "never_applicable": (
        Level.ERROR,
        only_for('"劳务派遣单位"', '"民事关系"'),
        "永远不会列入检查",
    ),
    "never_cited": (
        Level.ERROR,
        replaced('sectors = ["全部"]', 'sectors = ["快递"]').replace(
            '  { law = "劳动法"',
            '  { law = "工会法", article = "第六条", confidence = "verified", gist = "维权", '
            'sectors = ["货运"] },\n  { law = "劳动法"',
            1,
        ),
        "只对货运引用",
    ),
    "near_double": (
        Level.WARNING,
        replaced("工资是否足额支付", "每个月加班是否不超过三十六小时"),
        "几乎相同",
    ),
    "no_duty": (Level.WARNING, replaced("gist", 'role = "责任", gist'), "没有一条写明义务"),
    "article_form": (Level.WARNING, replaced("第四十一条", "加班部分"), "一般应写成"),
    "unfirm": (
        Level.WARNING,
        replaced('confidence = "verified"', 'confidence = "unverified"'),
        "没有一条依据核过原文",
    ),
    "red_line_mild": (
        Level.WARNING,
        replaced('risk = "高"', 'risk = "中"').replace("red_line = false\n", _RED, 1),
        "风险却写“中”",
    ),
    "question_form": (Level.WARNING, replaced("三十六小时？", "三十六小时。"), "没有以问号结尾"),
    "unused": (Level.WARNING, replaced('["工作时间", ', '["工作时间", "培训", '), "“培训”没有"),
}


def told(text, **options):
    return examine(text, "测试.toml", **options).remarks


def test_a_sound_file_is_not_blamed():
    assert told(SOUND) == ()


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_fault_is_found_by_its_rule_and_no_other(rule):
    level, text, sentence = PLANTED[rule]

    found = [remark for remark in told(text) if remark.level is level]

    assert {remark.rule for remark in found} == {rule}
    assert any(sentence in remark.message for remark in found), found


def test_every_rule_has_a_planted_fault():
    assert set(PLANTED) | {"not_in_force"} == set(RULES)


def test_an_error_names_item_and_line():
    (found,) = told(PLANTED["unknown_law"][1])

    assert (found.item, found.place) == ("LC-01-01", "第9行 LC-01-01 依据1")
    assert str(found).startswith("错误［法源没有登记］第9行 LC-01-01 依据1：")


def test_an_instrument_nobody_read_bears_no_verified_article():
    known = law.default().instruments
    unread = dataclasses.replace(known["劳动法"], confidence=Confidence.UNVERIFIED)
    register = Register([*(one for one in known.values() if one.name != "劳动法"), unread])

    found = told(SOUND, register=register)

    assert {(one.rule, one.level) for one in found} == {("confidence", Level.ERROR)}
    assert "没有读过原文" in found[0].message


@pytest.mark.parametrize(
    ("ends", "begins", "sentence"),
    [
        (date(2026, 1, 1), None, "施行到 2026-01-01 为止"),
        (None, date(2027, 1, 1), "自 2027-01-01 起施行"),
    ],
)
def test_an_instrument_is_in_force_on_the_day_of_the_catalogue(ends, begins, sentence):
    known = law.default().instruments
    other = dataclasses.replace(known["劳动法"], effective_until=ends, effective_from=begins)
    register = Register([*(one for one in known.values() if one.name != "劳动法"), other])

    found = told(SOUND, register=register)

    assert {one.rule for one in found} == {"not_in_force"}
    assert all(sentence in one.message for one in found)
    assert not told(SOUND.replace("compiled_on = 2026-11-23\n", ""), register=register)


def test_a_company_for_which_nothing_can_be_cited_is_named():
    text = replaced("gist", 'sectors = ["快递"], gist')

    (found,) = told(text)

    assert (found.rule, found.level) == ("no_law", Level.ERROR)
    assert "对外卖配送企业、网约车企业、货运企业没有一条可引的依据" in found.message


def test_a_role_listed_in_vain_beside_another_is_a_warning():
    (found,) = told(only_for('"平台企业", "劳务派遣单位"', '"民事关系"'))

    assert (found.rule, found.level) == ("never_applicable", Level.WARNING)
    assert "劳务派遣单位没有民事关系的人员" in found.message


def test_whole_items_are_looked_at_though_another_is_broken():
    text = PLANTED["form"][1].replace("工资是否足额支付？", "工资足额支付")

    assert {one.rule for one in told(text)} >= {"form", "question_form"}


def test_the_shipped_catalogue_has_no_errors(catalogue):
    report = examine(catalogue.text, "随附目录")

    assert (report.items, report.errors) == (117, ())
    assert {one.rule for one in report.warnings} == {"no_duty", "article_form", "red_line_mild"}


def test_the_command_exits_with_2_for_errors_only(capsys, tmp_path):
    file = tmp_path / "目录.toml"
    file.write_text(PLANTED["near_double"][1], encoding="utf-8")
    main(["catalogue", "lint", str(file)])
    assert "提醒［文字相近］" in capsys.readouterr().out

    file.write_text(PLANTED["unknown_law"][1], encoding="utf-8")
    with pytest.raises(SystemExit) as caught:
        main(["catalogue", "lint", str(file), "--json"])
    assert caught.value.code == 2
    (remark,) = json.loads(capsys.readouterr().out)["remarks"]
    assert (remark["level"], remark["rule"], remark["item"]) == (
        "error",
        "unknown_law",
        "LC-01-01",
    )
