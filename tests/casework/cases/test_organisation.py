"""The tree of unions and who works where: what may lie where, and names that are taken."""

from datetime import date

import pytest

from casework import Casebook, cases
from casework.errors import AccessDenied, InputError, NotFound
from tests import factories, strategies

#: Level → the levels that may lie below it, written down by hand.
BELOW = {
    "苏工": {"市", "县", "基层", "行业"},
    "云工": {"县", "基层", "行业"},
    "河工": {"基层", "行业"},
    "快工": {"基层", "行业"},
}


@pytest.mark.parametrize("level", ["省", "市", "县", "基层", "行业", "镇"])
@pytest.mark.parametrize("parent", BELOW)
def test_a_unit_lies_only_where_its_level_allows(
    either_book: Casebook, parent: str, level: str
) -> None:
    with either_book.work("admin") as work:
        above = factories.unit(work, parent)
        if level in BELOW[parent]:
            unit = cases.organisation.add_unit(work, above, "新工会", short="新工", level=level)
            assert (unit.path, unit.region) == (f"{above.path}{unit.id}/", above.region)
        else:
            with pytest.raises(InputError, match=r"级单位|单位层级"):
                cases.organisation.add_unit(work, above, "新工会", short="新工", level=level)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": "云河市总工会"}, "已经存在"),
        ({"name": " 云河市总工会 "}, "已经存在"),
        ({"short": "云工"}, "已经存在"),
        ({"name": ""}, "单位名称"),
        ({"short": "长" * 21}, "最多 20 个字"),
        ({"name": "长" * 121}, "最多 120 个字"),
        ({"region": "32"}, "6 位数字"),
        ({"name": "甲\x00"}, "控制字符"),
    ],
)
def test_a_unit_that_cannot_be_is_refused(
    either_book: Casebook, given: dict[str, str], sentence: str
) -> None:
    values = {"name": "新工会", "short": "新工", "level": "县", **given}
    with either_book.work("admin") as work, pytest.raises(InputError, match=sentence):
        cases.organisation.add_unit(work, factories.unit(work), **values)


def test_only_who_administers_a_unit_changes_it(either_book: Casebook) -> None:
    for actor, error in (("lawyer.wang", AccessDenied), ("lawyer.hai", NotFound)):
        with either_book.work(actor) as work, pytest.raises(error):
            cases.organisation.set_contact(work, factories.unit(work), phone="0512-1")
    with either_book.work("leader.chen") as work:
        cases.organisation.set_contact(work, factories.unit(work, "河工"), phone="0512-1")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"login": "lawyer.wang"}, "已经有人用了"),
        ({"login": "Wang"}, "小写字母开头"),
        ({"login": "王"}, "小写字母开头"),
        ({"login": "w"}, "2 至 59 位"),
        ({"login": "w" * 60}, "2 至 59 位"),
        ({"name": " "}, "姓名"),
        ({"name": "王" * 61}, "最多 60 个字"),
        ({"name": "甲\ud800"}, "控制字符"),
        ({"role": "wizard"}, "没有角色“wizard”"),
    ],
)
def test_a_person_who_cannot_be_is_refused(
    either_book: Casebook, given: dict[str, str], sentence: str
) -> None:
    before = factories.dump(either_book)
    values = {"login": "new.one", "name": "新人", "role": "lawyer", **given}
    with either_book.work("admin") as work, pytest.raises(InputError, match=sentence):
        cases.organisation.add_person(work, unit=factories.unit(work), **values)

    assert factories.dump(either_book) == before


def test_a_name_two_people_share_asks_for_the_login(book: Casebook) -> None:
    with book.work("admin") as work:
        home = factories.unit(work)
        cases.organisation.add_person(work, "wang.two", "王律", unit=home, role="clerk")
        with pytest.raises(NotFound, match="有2人，请用登录名"):
            cases.organisation.person(work, "王律")
        assert cases.organisation.person(work, "wang.two").name == "王律"


def test_those_a_step_can_name_are_those_with_a_role_today(book: Casebook) -> None:
    with book.work("admin") as work:
        unit, day = factories.unit(work), date(2026, 4, 9)
        gone = cases.organisation.person(work, "auditor.qian")
        cases.organisation.end_role(work, gone, unit, "auditor", until_on=day)
        logins = {person.login for person in cases.organisation.colleagues(work, unit)}

    own = {login for login, (_, short, _) in factories.PERSONS.items() if short in {"云工", "苏工"}}
    assert logins == (own | {"admin"}) - {"auditor.qian"}


def test_a_role_that_is_not_held_cannot_end(either_book: Casebook) -> None:
    with either_book.work("admin") as work:
        person, unit = cases.organisation.person(work, "lawyer.wang"), factories.unit(work)
        for role, until, sentence in (
            ("leader", date(2026, 4, 9), "没有这个角色"),
            ("lawyer", date(2024, 1, 1), "不能早于开始日"),
        ):
            with pytest.raises(InputError, match=sentence):
                cases.organisation.end_role(work, person, unit, role, until_on=until)


def test_somebody_of_another_city_cannot_be_named_in_a_case(book: Casebook) -> None:
    number = factories.opened(book)

    with pytest.raises(InputError, match=r"没有找到人员：lawyer\.hai"):
        factories.take(book, number, "form_team", "lawyer.wang", inspectors=["lawyer.hai"])
    factories.take(book, number, "form_team", "lawyer.wang", inspectors=["李监", "苏主席"])

    with book.read("lawyer.wang") as work:
        lines = cases.timeline(work, cases.get(work, number))[0].lines
    assert "其他检查人：李监、苏主席" in lines


@pytest.mark.parametrize("text", strategies.AWKWARD)
def test_names_come_back_letter_for_letter(book: Casebook, text: str) -> None:
    with book.work("admin") as work:
        home = factories.unit(work)
        cases.organisation.add_person(work, "new.one", text, unit=home, role="clerk")

    with book.read("admin") as work:
        assert cases.organisation.person(work, "new.one").name == text


def wanting(book: Casebook, short: str) -> str | None:
    with book.read("admin") as work:
        found = cases.organisation.rechecked_by_other(work, factories.unit(work, short))
        return found and found.short


def test_a_unit_says_for_itself_and_those_below_that_another_person_re_checks(
    either_book: Casebook,
) -> None:
    with either_book.work("admin") as work:
        cases.organisation.set_recheck(work, factories.unit(work, "云工"), by_other=True)

    assert [wanting(either_book, short) for short in ("苏工", "云工", "河工")] == [
        None,
        "云工",
        "云工",
    ]
    assert either_book.verify() == []
    with either_book.work("admin") as work:
        cases.organisation.set_recheck(work, factories.unit(work, "云工"), by_other=False)
    assert wanting(either_book, "河工") is None


def test_only_who_manages_a_unit_says_who_re_checks(either_book: Casebook) -> None:
    with either_book.work("lawyer.wang") as work, pytest.raises(AccessDenied):
        cases.organisation.set_recheck(work, factories.unit(work), by_other=True)
