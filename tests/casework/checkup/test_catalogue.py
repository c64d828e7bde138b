from collections import Counter

import pytest

from casework import law
from casework.checkup.catalogue import Catalogue, load, shipped
from casework.errors import DefinitionError, NotFound

HEAD = """id = "t"
title = "测试目录"
version = "1"
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
rectify_days = 30
red_line = false
topic = "hours"
"""
SECOND = (
    ITEM.replace("LC-01-01", "LC-02-01")
    .replace("加班上限", "足额支付")
    .replace("每月加班是否不超三十六小时", "工资是否足额支付")
    .replace('domain = "工作时间"', 'domain = "劳动报酬"')
)


def problems(text):
    with pytest.raises(DefinitionError) as caught:
        Catalogue.read(text, "测试.toml")
    return [str(problem) for problem in caught.value.problems]


def test_the_shipped_catalogue_has_every_item_of_the_reference(catalogue):
    bases = [basis for item in catalogue.items.values() for basis in item.basis]
    assert (len(catalogue.items), len(catalogue.domains), len(bases)) == (117, 22, 444)
    assert Counter(basis.firm for basis in bases) == {True: 372, False: 72}
    assert sum(item.red_line for item in catalogue.items.values()) == 14
    assert Counter(item.risk for item in catalogue.items.values()) == {"高": 44, "中": 62, "低": 11}
    assert list(dict.fromkeys(item.domain for item in catalogue.items.values())) == list(
        catalogue.domains
    )


def test_every_law_of_the_shipped_catalogue_is_in_the_register(catalogue):
    register = law.default().instruments
    assert all(basis.law in register for item in catalogue.items.values() for basis in item.basis)


def test_a_red_line_says_when_and_nothing_else_does(catalogue):
    assert all(item.red_line == bool(item.red_line_when) for item in catalogue.items.values())


def test_the_hash_knows_the_text_but_not_the_kind_of_line_ends():
    plain = Catalogue.read(HEAD + ITEM, "a")
    assert Catalogue.read("\ufeff" + (HEAD + ITEM).replace("\n", "\r\n"), "b").hash == plain.hash
    assert Catalogue.read(HEAD + ITEM.replace("补发加班费", "补发"), "c").hash != plain.hash


def test_the_text_a_case_keeps_reads_back_as_the_same_catalogue(catalogue):
    again = Catalogue.read(catalogue.text, "案件留存")
    assert again == catalogue
    assert dict(again.items) == dict(catalogue.items)


WRONG = {
    "equal ids": (
        ITEM + SECOND.replace("LC-02-01", "LC-01-01"),
        "编号“LC-01-01”与第8行 LC-01-01相同",
    ),
    "equal titles": (ITEM + SECOND.replace("足额支付", "加班上限"), "标题“加班上限”与"),
    "equal questions": (
        ITEM + SECOND.replace("工资是否足额支付", "每月加班是否不超三十六小时"),
        "提问“",
    ),
    "no basis": (ITEM.replace('  { law = "劳动法"', '  # { law = "劳动法"'), "没有依据"),
    "unknown law": (ITEM.replace('"劳动法"', '"劳动合同发"'), "（是不是“劳动合同法”？）"),
    "unknown key": (ITEM + 'riks = "高"\n', "不认识键“riks”（是不是“risk”？）"),
    "unknown key in a basis": (ITEM.replace("gist =", "note_ ="), "不认识键“note_”"),
    "missing key": (ITEM.replace('remedy = "压减排班。"\n', ""), "缺键“remedy”"),
    "bad risk": (ITEM.replace('risk = "高"', 'risk = "很高"'), "“risk”写了“很高”"),
    "bad force": (ITEM.replace("法定义务", "法律义务"), "只能是：法定义务、政策要求、推荐标准"),
    "bad worker form": (ITEM.replace('["劳动关系"]', '["劳务关系"]'), "不能写“劳务关系”"),
    "all and one more": (ITEM.replace('["劳动关系"]', '["全部", "劳动关系"]'), "已写“全部”"),
    "red line without when": (
        ITEM.replace("red_line = false", "red_line = true"),
        "必须写明 red_line_when",
    ),
    "when without red line": (ITEM + 'red_line_when = "死亡"\n', "red_line 不是 true"),
    "bad days": (ITEM.replace("= 30", "= 0"), "应当是 1 到 365"),
    "days as text": (ITEM.replace("= 30", '= "三十"'), "应当是 1 到 365"),
    "bad id": (ITEM.replace("LC-01-01", "LC-1-1"), "应当像 LC-05-01"),
    "unknown domain": (
        ITEM.replace('domain = "工作时间"', 'domain = "工时"'),
        "“domain”写了“工时”",
    ),
    "domain of another number": (
        ITEM + SECOND.replace("LC-02-01", "LC-01-02"),
        "编号里的领域 01 已用于",
    ),
    "unknown topic": (ITEM.replace('"hours"', '"houres"'), "（是不是“hours”？）"),
    "empty evidence": (ITEM.replace('["考勤记录"]', "[]"), "至少一个"),
    "evidence twice": (ITEM.replace('["考勤记录"]', '["考勤", "考勤"]'), "写了两次"),
    "empty text": (ITEM.replace('"补发加班费"', '" "'), "不空的文字"),
    "duty on policy alone": (
        ITEM.replace('"劳动法"', '"防暑降温措施管理办法"'),
        "没有一条依据是法律",
    ),
    "guide alone": (ITEM.replace("gist", 'role = "参照", gist'), "全部依据都只是“参照”"),
    "bad role": (ITEM.replace("gist", 'role = "罚则", gist'), "只能是：义务、责任、效力、参照"),
    "a number for a flag": (
        ITEM.replace("red_line = false", "red_line = 0"),
        "只能写 true 或 false",
    ),
    "no items": ("", "没有检查项"),
    "an item that is no table": ("item = [1]\n", "应当是一个 [[item]] 表"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_fault_is_said_with_its_place_and_a_remedy(fault):
    items, sentence = WRONG[fault]
    head = HEAD if not items.startswith("item") else items + HEAD
    text = head + (items if head is HEAD else "")
    assert any(sentence in problem for problem in problems(text)), problems(text)


def test_all_problems_come_at_once_each_with_its_line():
    bad = (
        ITEM.replace('risk = "高"', 'risk = "x"')
        .replace("= 30", "= -1")
        .replace('"劳动法"', '"没有的法"')
    )
    said = problems(HEAD.replace('version = "1"\n', "") + bad + SECOND.replace("false", "true"))
    assert len(said) == 5
    assert sum(problem.startswith("第7行 LC-01-01") for problem in said) == 3
    assert any("缺“version”" in problem for problem in said)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD + ITEM + 'risk = "低"\n', "第25行"),
        (HEAD + ITEM + 'risk = "低"\n', "写了两次"),
        (HEAD + ITEM.replace('"加班上限"', '"加班上限'), "换行或控制字符"),
        (HEAD + ITEM.replace("risk = ", "risk ： "), "半角等号"),
        (HEAD + ITEM.replace('"高"', "高"), "半角双引号"),
        (HEAD + ITEM.replace("[\n  {", "[\n  { {"), "TOML"),
    ],
)
def test_a_slip_in_the_notation_is_said_in_chinese_with_its_line(text, sentence):
    assert sentence in problems(text)[0]


def test_an_unknown_item_names_the_one_that_may_be_meant(catalogue):
    with pytest.raises(NotFound, match="LC-05-01"):
        catalogue.item("LC-5-1")


def test_a_catalogue_of_ones_own_is_loaded_from_a_file(tmp_path):
    (tmp_path / "own.toml").write_text(HEAD + ITEM, encoding="utf-8")
    assert list(load(tmp_path / "own.toml").items) == ["LC-01-01"]


def test_a_file_that_is_missing_or_no_text_is_said_so(tmp_path):
    with pytest.raises(NotFound, match=r"目录文件"):
        load(tmp_path / "none.toml")
    (tmp_path / "gbk.toml").write_bytes(HEAD.encode("gbk"))
    with pytest.raises(DefinitionError, match="UTF-8"):
        load(tmp_path / "gbk.toml")
    with pytest.raises(DefinitionError, match="读不了"):
        load(tmp_path)


def test_only_shipped_names_are_shipped():
    with pytest.raises(NotFound, match="jiangsu-2026"):
        shipped("jiangsu")
