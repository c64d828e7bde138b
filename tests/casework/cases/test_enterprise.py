"""一企一档: registering, changing, the file as of a day, and what cannot be written into it."""

from datetime import date

import pytest

from casework import Casebook, cases
from casework.errors import Conflict, InputError, NotFound
from tests import factories, strategies


@pytest.fixture
def registered(book: Casebook) -> Casebook:
    with book.work("lawyer.wang") as work:
        factories.enterprise(work)
    return book


@pytest.fixture
def either(either_book: Casebook) -> Casebook:
    with either_book.work("lawyer.wang") as work:
        factories.enterprise(work)
    return either_book


def change(book: Casebook, actor: str = "lawyer.wang", **given: object) -> list[str]:
    with book.work(actor) as work:
        return cases.enterprise.change(work, cases.enterprise.get(work, factories.code(1)), **given)


def test_a_change_is_kept_beside_what_was_there_before(registered: Casebook) -> None:
    labels = change(registered, workers={"劳动关系": 90}, address="河东路1号")

    assert set(labels) == {"地址", "用工人数"}
    with registered.read("auditor.qian") as work:
        row = cases.enterprise.get(work, factories.code(1))
        versions = cases.enterprise.history(work, row)
    assert [one.version for one in versions] == [2, 1]
    assert versions[1].content["workers"] == {"劳动关系": 88, "不完全劳动关系": 36}
    assert row.headcount == 90
    assert registered.verify() == []


def test_nothing_changed_makes_no_version(registered: Casebook) -> None:
    before = factories.dump(registered)

    assert change(registered, workers={"劳动关系": 88, "不完全劳动关系": 36}, has_union="是") == []
    assert factories.dump(registered) == before


def test_a_later_day_on_which_all_was_as_before_is_a_version(registered: Casebook) -> None:
    assert change(registered, has_union="是", data_as_of=date(2026, 3, 1)) == ["数据截止日"]
    assert change(registered, has_union="是", data_as_of=date(2026, 3, 1)) == []

    with registered.read("auditor.qian") as work:
        row = cases.enterprise.get(work, factories.code(1))
        days = [one.data_as_of for one in cases.enterprise.history(work, row)]
    assert days == [date(2026, 3, 1), date(2026, 2, 1)]
    assert registered.verify() == []


@pytest.mark.parametrize(
    ("day", "version"),
    [("2025-01-01", 1), ("2026-02-01", 1), ("2026-02-28", 1), ("2026-03-01", 2), ("2026-04-01", 3)],
)
def test_a_document_prints_the_file_as_it_was_on_its_day(
    either: Casebook, day: str, version: int
) -> None:
    change(either, address="新址", data_as_of=date(2026, 3, 1))
    change(either, contact="吴经理", data_as_of=date(2026, 4, 1))

    with either.read("lawyer.wang") as work:
        row = cases.enterprise.get(work, factories.code(1))
        snapshot = cases.enterprise.as_of(work, row, date.fromisoformat(day))

    assert snapshot.version == version
    assert snapshot.content["address"] == ("" if version == 1 else "新址")


def test_old_figures_do_not_overwrite_newer_ones(registered: Casebook) -> None:
    with pytest.raises(InputError, match="不能用旧数据覆盖新数据"):
        change(registered, address="旧址", data_as_of=date(2026, 1, 31))


def test_two_who_changed_the_same_file_are_told(registered: Casebook) -> None:
    change(registered, seen=1, address="甲路")

    with pytest.raises(Conflict, match="王律改了地址"):
        change(registered, "lawyer.zhao", seen=1, contact="乙")


#: A field, a value that cannot be, and a word of the sentence.
WRONG = [
    ("role", "甲方", "平台企业"),
    ("sectors", ["快递", "航空"], "航空"),
    ("workers", {"合同工": 3}, "没有用工形式“合同工”"),
    ("workers", {"劳动关系": -1}, "不小于 0"),
    ("workers", {"劳动关系": "88人"}, "整数"),
    ("workers", {"劳动关系": True}, "整数"),
    ("workers", {}, "用工人数必须填写"),
    ("workers", ["劳动关系"], "劳动关系=88"),
    ("region", "32058", "6 位数字"),
    ("region", "３２０５８", "6 位数字"),
    ("name", "", "名称必须填写"),
    ("name", "长" * 201, "最多 200 个"),
    ("address", "路" * 301, "最多 300 个"),
    ("contact", "吴" * 121, "最多 120 个"),
    ("has_union", "也许", "“是”或“否”"),
    ("group", "团" * 121, "最多 120 个"),
    ("partners", ["91320583MA1F0X0T00"], "校验位不对"),
    ("partners", [factories.code(1)], "本企业自己的代码"),
    ("profile", {"秘密": "x"}, "没有“秘密”一项"),
    ("profile", {"站点": "\x00"}, "控制字符"),
    ("profile", "河东站", "站点=河东站"),
    ("data_as_of", date(2026, 4, 11), "不能晚于今天"),
    ("nickname", "疾风", "企业档案没有这一栏"),
]


@pytest.mark.parametrize(("field", "value", "sentence"), WRONG)
def test_what_cannot_be_is_refused_with_its_field(
    either: Casebook, field: str, value: object, sentence: str
) -> None:
    before = factories.dump(either)

    with pytest.raises(InputError) as refusal:
        change(either, **{field: value})

    assert [problem.place for problem in refusal.value.problems] == [field]
    assert sentence in str(refusal.value)
    assert factories.dump(either) == before


def test_all_problems_of_a_registration_come_at_once(book: Casebook) -> None:
    wrong = {"role": "甲方", "region": "1", "nonsense": 1}
    with book.work("lawyer.wang") as work:
        unit = factories.unit(work)
        refusal = factories.refused(lambda: cases.enterprise.register(work, unit, "123", **wrong))

    places = [problem.place for problem in refusal.problems]
    assert sorted(places) == ["code", "name", "nonsense", "region", "role", "workers"]


@pytest.mark.parametrize("text", strategies.AWKWARD)
def test_any_text_comes_back_letter_for_letter(registered: Casebook, text: str) -> None:
    given = {"name": text, "address": text, "contact": text, "profile": {"站点": text}}
    change(registered, **given)

    with registered.read("lawyer.wang") as work:
        row = cases.enterprise.get(work, factories.code(1))
        assert {name: getattr(row, name) for name in given} == given
        assert [one.id for one in cases.enterprise.search(work, text)] == [row.id]
    assert registered.verify() == []


@pytest.mark.parametrize("text", strategies.UNPRINTABLE)
@pytest.mark.parametrize("field", ["name", "address", "contact"])
def test_what_cannot_be_printed_is_refused(either: Casebook, field: str, text: str) -> None:
    with pytest.raises(InputError):
        change(either, **{field: f"甲{text}乙"})


@pytest.mark.parametrize("text", ["%", "_", "\\", "x" * 200])
def test_signs_of_a_search_language_are_only_text(either: Casebook, text: str) -> None:
    with either.read("lawyer.wang") as work:
        assert cases.enterprise.search(work, text) == []
        assert cases.worklist(work, text=text) == []


@pytest.mark.parametrize("text", ["\x00", "\ud800", "x" * 201])
def test_what_nothing_can_hold_cannot_be_searched_for(either: Casebook, text: str) -> None:
    with either.read("lawyer.wang") as work:
        for find in (cases.enterprise.search, lambda work, text: cases.worklist(work, text=text)):
            assert isinstance(factories.refused(lambda f=find: f(work, text)), InputError)


def test_a_company_can_be_found_however_its_code_is_typed(registered: Casebook) -> None:
    with registered.read("lawyer.wang") as work:
        assert cases.enterprise.get(work, f" {factories.code(1).lower()} ").version == 1
        wide = "".join(chr(ord(sign) + 0xFEE0) for sign in factories.code(1))
        assert cases.enterprise.get(work, f"{wide[:9]}　{wide[9:]}").version == 1
        with pytest.raises(NotFound):
            cases.enterprise.get(work, factories.code(2))


def test_the_list_pages_by_name_and_loses_none_of_the_same_name(book: Casebook) -> None:
    with book.work("lawyer.wang") as work:
        for number in range(1, 6):
            factories.enterprise(work, number)
        for number in range(6, 9):
            factories.enterprise(work, number, name="云河疾风快递服务有限公司3")

    rows: list[tuple[str, str]] = []
    with book.read("lawyer.wang") as work:
        while page := cases.enterprise.search(
            work, "疾风", after=rows[-1][1] if rows else "", limit=2
        ):
            rows += [(row.name, row.code) for row in page]
    assert len(rows) == 8
    assert rows == sorted(rows)


def test_group_and_partners_are_told_in_the_journal_and_kept_by_version(registered: Casebook):
    partner = factories.code(2)
    labels = change(registered, group="疾风集团", partners=[partner.lower(), partner])

    assert set(labels) == {"所属集团", "合作企业"}
    with registered.read("auditor.qian") as work:
        row = cases.enterprise.get(work, factories.code(1))
        assert (row.group, row.partners) == ("疾风集团", [partner])
        assert cases.enterprise.history(work, row)[1].content["partners"] == []
    assert registered.verify() == []
    assert change(registered, group="", partners=[]) == ["所属集团", "合作企业"]
