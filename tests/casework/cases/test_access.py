"""Who may do what: every role, every act, everywhere, against a table written by hand."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from casework import Casebook, Work, cases, checkup
from casework.cases import access
from casework.cases.access.policy import ACTS, read
from casework.cases.models import Case, CaseMember, Enterprise, Person
from casework.errors import AccessDenied, CaseworkError, DefinitionError, NotFound
from tests import factories
from tests.spec import MAY

#: Unit of a case → whether a role in 云工 reaches it.
REACHED = {"云工": True, "河工": True, "快工": True, "苏工": False, "海工": False}


@pytest.fixture
def peopled(either_book: Casebook) -> Casebook:
    """Return a casebook with one person a role in 云工, and a case in each unit."""
    with either_book.work("admin") as work:
        for role in MAY:
            home = factories.unit(work)
            cases.organisation.add_person(work, f"only.{role}", f"只{role}", unit=home, role=role)
        everywhere = cases.organisation.person(work, "lawyer.wang")
        cases.organisation.assign(work, everywhere, factories.unit(work, "苏工"), "lawyer")
    for number, short in enumerate(REACHED, start=1):
        with either_book.work("lawyer.wang") as work:
            company = factories.enterprise(work, number, short)
            facts = {"source": "年度计划", "mode": "基础", "reason": "计划"}
            checkup.open(work, company, factories.unit(work, short), **facts)
    return either_book


def case_of(work: Work, short: str) -> Case:
    return work.session.scalars(
        select(Case).where(Case.unit_id == factories.unit(work, short).id)
    ).one()


def test_the_policy_is_the_table_written_by_hand() -> None:
    policy = access.shipped()

    assert {name: role.acts for name, role in policy.roles.items()} == {
        name: frozenset(acts.split()) for name, acts in MAY.items()
    }
    assert {name for name, role in policy.roles.items() if role.scope != "subtree"} == {"assistant"}


@pytest.mark.parametrize("role", MAY)
def test_every_role_act_and_place_is_as_the_table_says(peopled: Casebook, role: str) -> None:
    with peopled.read(f"only.{role}") as work:
        for short, reached in REACHED.items():
            case = case_of(work, short)
            for act in ACTS:
                seen = reached and role != "assistant"
                wanted = (
                    None
                    if seen and act in MAY[role].split()
                    else AccessDenied
                    if seen
                    else NotFound
                )
                assert answer(work, act, case) is wanted, (short, act)


def answer(work: Work, act: str, thing: object) -> type[CaseworkError] | None:
    try:
        work.ask(act, thing)
    except CaseworkError as error:
        return type(error)
    return None


@pytest.mark.parametrize("role", MAY)
def test_lists_show_what_may_be_asked_for_and_nothing_else(peopled: Casebook, role: str) -> None:
    with peopled.read(f"only.{role}") as work:
        for model in (Case, Enterprise):
            listed = set(work.session.scalars(select(model).where(work.visible("看", model))))
            allowed = {one for one in work.session.scalars(select(model)) if work.allows("看", one)}
            assert listed == allowed
        units = {unit.short for unit in cases.organisation.units(work)}
        assert units == {
            short for short in [*REACHED, "云工"] if work.allows("看", factories.unit(work, short))
        }


def test_a_member_sees_the_cases_they_take_part_in(peopled: Casebook) -> None:
    with peopled.work("lawyer.wang") as work:
        person = cases.organisation.person(work, "only.assistant")
        for short in ("云工", "河工"):
            work.session.add(
                CaseMember(case_id=case_of(work, short).id, person_id=person.id, duty="协办")
            )

    with peopled.read("only.assistant") as work:
        seen = {short for short in REACHED if work.allows("看", case_of(work, short))}
        listed = {line.number for line in cases.worklist(work)}
    assert seen == {"云工"}  # in their own unit only
    assert listed == {"云工法检〔2026〕1号"}


def test_what_is_hidden_reads_as_what_is_not_there(peopled: Casebook) -> None:
    with peopled.read("lawyer.hai") as work:
        for find, hidden, absent in (
            (checkup.get, " 云工法检〔2026〕1号", " 云工法检〔2026〕99号"),
            (cases.enterprise.get, factories.code(1).lower(), factories.code(99).lower()),
            (cases.organisation.unit, "云工", "无工"),
        ):
            told = [
                str(factories.refused(lambda f=find, t=text: f(work, t)))
                for text in (hidden, absent)
            ]
            assert told[0].replace(hidden, "") == told[1].replace(absent, "")


def test_who_sees_but_may_not_act_gets_one_sentence_that_names_who_may(peopled: Casebook) -> None:
    with peopled.read("only.auditor") as work:
        refusal = factories.refused(lambda: work.ask("签发", case_of(work, "云工")))

    assert str(refusal) == "只auditor（检查审计）不能办理“签发”类步骤，需要由工会负责人办理。"


def test_a_role_counts_from_its_first_to_its_last_day(book: Casebook) -> None:
    number = factories.opened(book)
    with book.work("admin") as work:
        person = cases.organisation.add_person(
            work, "guest.guo", "郭客", unit=factories.unit(work, "海工"), role="clerk"
        )
        days = {"from_on": factories.date(2026, 5, 2), "until_on": factories.date(2026, 5, 4)}
        cases.organisation.assign(work, person, factories.unit(work), "auditor", **days)

    seen = []
    for day in range(1, 6):
        with book.read("guest.guo", moment=datetime(2026, 5, day, 15, 59, tzinfo=UTC)) as work:
            seen.append([line.number for line in cases.worklist(work)] == [number])
    assert seen == [False, True, True, True, False]


def test_a_role_that_was_ended_gives_nothing_any_more(book: Casebook) -> None:
    number = factories.opened(book)
    with book.work("admin") as work:
        person = cases.organisation.person(work, "auditor.qian")
        unit, day = factories.unit(work), factories.date(2026, 4, 9)
        cases.organisation.end_role(work, person, unit, "auditor", until_on=day)

    with book.read("auditor.qian") as work, pytest.raises(NotFound):
        checkup.get(work, number)


LOCAL = """
[role.local]
label = "本单位人员"
acts = ["看", "编"]
scope = "unit"
[role.admin]
label = "系统管理员"
acts = ["看", "管理"]
scope = "subtree"
[late_entry]
after_working_days = 3
"""


def test_a_role_of_one_unit_reaches_that_unit_alone(peopled: Casebook) -> None:
    peopled.policy = read(LOCAL, "local.toml")
    with peopled.work("admin") as work:
        person = cases.organisation.person(work, "auditor.qian")
        cases.organisation.assign(work, person, factories.unit(work), "local")

    with peopled.read("auditor.qian") as work:
        assert {short for short in REACHED if work.allows("编", case_of(work, short))} == {"云工"}
        assert [line.number for line in cases.worklist(work)] == ["云工法检〔2026〕1号"]
        assert [unit.short for unit in cases.organisation.units(work)] == ["云工"]


def test_somebody_who_left_cannot_open_a_work(book: Casebook) -> None:
    with book.work("admin") as work:
        work.session.scalars(
            select(Person).where(Person.login == "lawyer.zhao")
        ).one().active = False

    for login in ("lawyer.zhao", "nobody", "", "\x00"):
        with pytest.raises(CaseworkError), book.read(login):
            pass


def test_a_role_the_policy_does_not_know_gives_nothing(book: Casebook) -> None:
    with book.work("admin") as work:
        person = cases.organisation.person(work, "lawyer.zhao")
        person.assignments[0].role = "wizard"

    with book.read("lawyer.zhao") as work:
        assert cases.organisation.units(work) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[role.x]\nlabel='甲'\nacts=['看','飞']\nscope='unit'\n[late_entry]\nafter_working_days=3", "“飞”不存在"),
        ("[role.x]\nlabel='甲'\nacts=['看']\nscope='all'\n[late_entry]\nafter_working_days=3", "scope 应为"),
        ("[role.x]\nlabel='甲'\nacts=['编']\nscope='unit'\n[late_entry]\nafter_working_days=3", "缺少“看”"),
        ("[late_entry]\nafter_working_days=-1", "不小于 0"),
        ("[role.x", "TOML"),
    ],
)  # fmt: skip
def test_a_wrong_policy_is_refused_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(DefinitionError, match=sentence):
        read(text, "policy.toml")
