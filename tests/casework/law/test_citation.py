"""How a citation is printed, and the register it comes from."""

import pytest

from casework import law
from casework.errors import NotFound
from casework.law.citation import in_words

KNOWN = law.default()
KINDS = {
    "法律",
    "行政法规",
    "地方性法规",
    "部门规章",
    "司法解释",
    "规范性文件",
    "推荐性标准",
    "指引",
}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (14, "十四"),
        (20, "二十"),
        (52, "五十二"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (201, "二百零一"),
        (1259, "一千二百五十九"),
        (1005, "一千零五"),
        (0, "零"),
    ],
)
def test_numbers_are_written_as_statutes_write_them(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("article", "shown"),
    [
        ("32", "第三十二条"),
        ("25(三)", "第二十五条第（三）项"),
        ("52、53", "第五十二条、第五十三条"),
        ("一(二)", "一（二）"),
        ("第三十二条", "第三十二条"),
    ],
)
def test_an_article_is_shown_in_words(article: str, shown: str) -> None:
    assert law.show_article(article) == shown


def cited(label: str) -> law.Citation:
    return KNOWN.citation(next(rule for rule in KNOWN.rules if rule.label == label))


def test_a_citation_prints_title_and_article() -> None:
    assert str(cited("CN-OFFER-02")) == "《集体合同规定》第三十二条"
    assert str(cited("CN-LIAB-01")) == "《工会法》第五十四条第（四）项"
    assert str(cited("NEF-03")).endswith("（苏人社发〔2021〕125号）一（二）")


def test_a_practice_is_cited_as_one() -> None:
    assert str(cited("PRAC-CHK-01")) == "内部做法"
    assert cited("PRAC-CHK-01").marked == "内部做法（建议），没有法律规定"


def test_every_rule_cites_an_instrument_of_the_register_or_is_practice() -> None:
    unknown = [
        r.label for r in KNOWN.rules if r.instrument and r.instrument not in KNOWN.instruments
    ]
    without = [r.label for r in KNOWN.rules if r.instrument is None]
    assert unknown == []
    assert {r.confidence for r in KNOWN.rules if r.label in without} == {law.Confidence.PRACTICE}


def test_the_register_has_every_kind_and_no_mark_was_raised() -> None:
    found = list(KNOWN.instruments.values())
    assert len(found) == 96
    assert {one.kind.value for one in found} == KINDS
    assert {one.confidence for one in found} == {law.Confidence.VERIFIED, law.Confidence.UNVERIFIED}
    assert sum(one.confidence.firm for one in found) == 69


def test_an_instrument_is_found_by_another_way_of_writing_it() -> None:
    found = KNOWN.instruments.find("集体合同规定（劳动和社会保障部令第22号）")
    assert found is KNOWN.instruments["集体合同规定"]
    assert "集体合同规定（劳动和社会保障部令第22号）" not in list(KNOWN.instruments)
    with pytest.raises(NotFound, match="法源"):
        KNOWN.instruments.find("没有的法")


def test_what_binds_only_labour_relations_knows_its_exceptions() -> None:
    labour_law = KNOWN.instruments["劳动法"]
    assert labour_law.only_for_labour_relations("第五十条")
    assert not labour_law.only_for_labour_relations("第一百零一条")
    promotion = KNOWN.instruments["就业促进法"]
    assert promotion.only_for_labour_relations("第四十七条")
    assert not promotion.only_for_labour_relations("第三条")


def test_only_law_can_be_broken() -> None:
    assert KNOWN.instruments["集体合同规定"].kind.binding
    assert not KNOWN.instruments["电子劳动合同订立指引"].kind.binding
