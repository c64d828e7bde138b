"""What people type about the field: rosters, remarks, questions; and what may not be in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.cases.anonymous import code_problem, identifying
from casework.checkup.catalogue import Party, WorkerForm, shipped
from casework.checkup.fieldwork import lined, paper_table
from casework.checkup.fieldwork.roster import population_hash, read_roster, show_roster
from casework.errors import DefinitionError, InputError

ITEMS = ("LC-05-01", "LC-06-01")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("身份证 11010519491231002X", "身份证号码"),
        ("110105 19491231 0021", "身份证号码"),
        ("１１０１０５１９４９１２３１００２１", "身份证号码"),
        ("一代证110105491231002", "身份证号码"),
        ("电话13800001234，晚上打", "手机号码"),
        ("138-0000-1234", "手机号码"),
        ("138 0000 1234", "手机号码"),
        ("+86 13800001234", "手机号码"),
        ("站里 0512-57301234", "固定电话号码"),
        ("（0512）57301234", "固定电话号码"),
        ("工资卡 6222 0000 1111 2222 333", "银行卡号"),
        ("卡号6222000011112222", "银行卡号"),
    ],
)
def test_a_number_that_says_who_somebody_is_is_seen(text: str, what: str) -> None:
    found = identifying(text)

    assert [one.partition("（")[0] for one in found] == [what]
    assert "1234" not in "".join(found)  # the refusal does not repeat it


@pytest.mark.parametrize(
    "text",
    ["", "每月休两天，2026年3月5日起", "20260305", "120单，工资6500.50元", "云工法检〔2026〕12号",
     "订单号1234567890", "E-0017", "91320583MA1F0X0T0D", "站内34辆车，1380元"],
)  # fmt: skip
def test_what_is_no_number_of_a_person_passes(text: str) -> None:
    assert identifying(text) == []


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("张三", "像是姓名"),
        ("13800001234", "手机号码"),
        ("E" * 41, "太长"),
        ("E-0017", ""),
        ("017", ""),
    ],
)
def test_a_code_is_neither_a_name_nor_a_number_of_a_person(code: str, fault: str) -> None:
    assert fault in code_problem(code)
    assert bool(code_problem(code)) == bool(fault)


def test_a_roster_is_read_by_strata_and_rows_of_numbers() -> None:
    text = "【城东站·劳动关系】\nE-01\nE-02，E-03\n\n[城西站]\n098-101"

    assert read_roster(text) == {
        "城东站·劳动关系": ["E-01", "E-02", "E-03"],
        "城西站": ["098", "099", "100", "101"],
    }


_CODES = st.lists(
    st.from_regex(r"[A-Z]-[0-9]{3}", fullmatch=True), unique=True, min_size=1, max_size=20
)


@given(st.dictionaries(st.sampled_from(["全部", "城东站", "城西站·劳动关系"]), _CODES, min_size=1))
def test_a_roster_shown_reads_the_same(strata: dict[str, list[str]]) -> None:
    again = read_roster(show_roster(strata))

    assert again == strata
    assert population_hash(again) == population_hash({k: v[::-1] for k, v in strata.items()})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "还没有编号"),
        ("E1\nE1", "“E1”在“全部”里出现了 2 次"),
        ("9-3", "后一个数比前一个小"),
        ("1-90000", "超过"),
        ("李四", "第 1 行：“李四”没有数字或字母"),
    ],
)
def test_a_roster_that_cannot_be_used_says_where(text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        read_roster(text)


def test_the_hash_of_a_population_is_written_down_once() -> None:
    told = population_hash({"甲": ["E2", "E1"]})

    assert told == "5c29b26a5c4f6bbe10a48c564f0f114c4cd89396511c577ac3a8b597c1751473"


def test_remarks_are_read_line_by_line_and_shown_again() -> None:
    text = "LC-05-01 每月休两天\nLC-06-01：按月发"
    read = lined.read_remarks(text, ITEMS)

    assert read == {"LC-05-01": "每月休两天", "LC-06-01": "按月发"}
    assert lined.read_remarks(lined.show_remarks(read), ITEMS) == read


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("每月休两天", "每行先写检查项编号"),
        ("LC-22-01 无", "LC-22-01 不是本案适用的检查项"),
        ("LC-05-01", "还没有写情况"),
        ("LC-05-01 甲\nLC-05-01 乙", "第 2 行：LC-05-01 写了两次"),
    ],
)
def test_a_remark_that_cannot_be_read_says_where(text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        lined.read_remarks(text, ITEMS)


def test_questions_are_read_with_items_and_counts_and_shown_again() -> None:
    text = "每月休息几天？ #LC-05-01 #LC-06-01\n四天以上＝20\n不足四天: 18份\n\n满意吗\n满意=30"
    read = lined.read_questions(text, ITEMS)

    assert read == [
        {
            "text": "每月休息几天？",
            "counts": {"四天以上": 20, "不足四天": 18},
            "items": list(ITEMS),
        },
        {"text": "满意吗", "counts": {"满意": 30}, "items": []},
    ]
    assert lined.read_questions(lined.show_questions(read), ITEMS) == read


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("几天？", "下面还没有选项和人数"),
        ("几天？\n很多", "不是“选项＝人数”"),
        ("几天？\n四天=1\n四天=2", "写了两次"),
        ("几天？ #LC-22-01\n四天=1", "LC-22-01 不是本案适用的检查项"),
    ],
)
def test_a_question_that_cannot_be_read_says_where(text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        lined.read_questions(text, ITEMS)


def test_the_table_of_papers_names_domains_and_evidence_of_the_catalogue() -> None:
    items = shipped().items.values()
    domains = {item.domain for item in items}
    evidence = {name for item in items for name in item.evidence}
    for line in paper_table.table().lines:
        assert set(line.domains) <= domains, line.name
        assert set(line.covers) <= evidence, (line.name, set(line.covers) - evidence)


@pytest.mark.parametrize("party", list(Party))
@pytest.mark.parametrize("workers", [{}, dict.fromkeys(WorkerForm, 1)])
def test_every_party_is_asked_for_papers_of_all_eight_categories_once(
    party: Party, workers: dict[str, int]
) -> None:
    lines = paper_table.table().for_party(party, workers)
    names = [line.name for line in lines]

    assert len(names) == len(set(names))
    assert len({line.category for line in lines}) == 8
    dispatched = "派遣单位的劳务派遣经营许可证" in names
    assert dispatched == (bool(workers) and party is not Party.DISPATCHER)


def test_every_fault_of_a_table_of_papers_is_said_at_once() -> None:
    text = """
    need = "复印件"
    [[paper]]
    category = "主体"
    name = "执照"
    parties = ["平台企业", "公司"]
    when = "实习"
    domains = []
    colour = "红"
    [[paper]]
    category = "主体"
    name = "执照"
    parties = ["平台企业"]
    domains = ["甲"]
    """
    with pytest.raises(DefinitionError) as refused:
        paper_table.read(text)
    assert len(refused.value.problems) == 5
