"""Who may speak for a side: every rule names the person and the remedy, by the procedure and the place."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

from casework.errors import DefinitionError, NotFound
from casework.law import Law, default
from casework.negotiation.representative.chairs import Chaired, next_chair
from casework.negotiation.representative.check_table import check_table, read_checks
from casework.negotiation.representative.persons import ChosenHow, Delegate, Duty, Office, Recorder
from casework.negotiation.representative.protection import protections
from casework.negotiation.representative.rules import QUESTIONS, Defect, defects, unknowns
from casework.negotiation.side import Side

W, E = Side.WORKERS, Side.EMPLOYER
DAY = date(2026, 11, 24)
RECORDER = Recorder("周记录")


def delegation(side: Side, size: int = 3) -> list[Delegate]:
    office = Office.UNION_CHAIR if side is W else Office.LEGAL_PERSON
    chief = Delegate(f"{side}首席", side, Duty.CHIEF, office=office)
    return [chief, *(Delegate(f"{side}代表{n}", side) for n in range(2, size + 1))]


def both(workers: int = 3, employer: int = 3) -> list[Delegate]:
    return delegation(W, workers) + delegation(E, employer)


def wrong(
    delegates: list[Delegate],
    recorder: Recorder | None = RECORDER,
    *,
    procedure: str = "full",
    place: str = "CN-32",
    has_union: bool = True,
    law: Law | None = None,
) -> dict[str, Defect]:
    found = defects(
        procedure, delegates, recorder, law or default(), place, DAY, has_union=has_union
    )
    return {one.code: one for one in found}


def test_equal_sides_of_three_with_one_chief_each_are_right() -> None:
    assert wrong(both()) == {}


@pytest.mark.parametrize(("workers", "employer"), list(product(range(6), repeat=2)))
def test_numbers_are_right_exactly_when_equal_and_at_least_three(
    workers: int, employer: int
) -> None:
    people = delegation(W, workers)[:workers] + delegation(E, employer)[:employer]
    codes = set(wrong(people)) & {"parity", "minimum"}
    expected = {"parity"} if workers != employer else set()
    expected |= {"minimum"} if min(workers, employer) < 3 else set()
    assert codes == expected


@pytest.mark.parametrize(("size", "outside"), [(n, k) for n in range(1, 13) for k in range(n)])
def test_outsiders_are_allowed_up_to_exactly_a_third(size: int, outside: int) -> None:
    people = delegation(W, size)
    people[1 : 1 + outside] = [
        replace(one, external=True, mandate=True) for one in people[1 : 1 + outside]
    ]
    refused = "external_share" in wrong(people + delegation(E, size))
    assert refused is (Fraction(outside, size) > Fraction(1, 3))


def test_too_many_outsiders_are_named_and_how_many_to_exchange() -> None:
    people = both()
    people[1:3] = [replace(one, external=True, mandate=True) for one in people[1:3]]
    said = wrong(people)["external_share"]
    assert said.persons == ("职工方代表2", "职工方代表3")
    assert said.reason.sentence == (
        "职工方3名代表中有2名外聘专业人员（职工方代表2、职工方代表3），应当不超过三分之一，即最多1名。"
    )
    assert said.reason.where_to_fix.startswith("把其中1名换成本单位人员")
    assert said.reason.basis == "《集体合同规定》第二十三条，按国家规章暂计"


@pytest.mark.parametrize("chiefs", list(product(range(4), repeat=2)))
def test_each_side_has_exactly_one_chief(chiefs: tuple[int, int]) -> None:
    people = [
        replace(one, duty=Duty.CHIEF if n < chiefs[side is E] else Duty.MEMBER, mandate=True)
        for side in Side
        for n, one in enumerate(delegation(side))
    ]
    found = defects("full", people, RECORDER, default(), "CN-32", DAY)
    sides = {one.side for one in found if one.code == "one_chief"}
    assert sides == {side for side in Side if chiefs[side is E] != 1}


def test_a_chief_from_outside_is_refused_by_name() -> None:
    people = both()
    people[3] = replace(people[3], external=True, mandate=True)
    said = wrong(people)["external_chief"]
    assert "企业方首席代表企业方首席不是本单位人员" in said.reason.sentence
    assert said.reason.basis == "《集体合同规定》第二十三条"


@pytest.mark.parametrize(
    ("logins", "refused"),
    [(("a", "a"), True), (("a", "b"), False), ((None, "b"), True), ((None, None), True)],
)
def test_nobody_sits_on_both_sides_and_namesakes_are_told_apart_by_login(
    logins: tuple[str | None, str | None], refused: object
) -> None:
    people = both()
    people[1] = replace(people[1], name="张伟", login=logins[0])
    people[4] = replace(people[4], name="张伟", login=logins[1])
    said = wrong(people).get("double_role")
    assert (said is not None) is refused
    assert said is None or said.persons == ("张伟",)


def test_somebody_listed_twice_counts_once() -> None:
    people = [*both(3, 4), Delegate("职工方代表2", W)]
    assert wrong(people)["listed_twice"].persons == ("职工方代表2",)


def test_the_recorder_is_named_and_is_no_delegate() -> None:
    assert "recorder_missing" in wrong(both(), None)
    said = wrong(both(), Recorder("企业方代表2"))["recorder_is_delegate"]
    assert said.reason.sentence.startswith("记录员企业方代表2是企业方代表")
    assert said.blocking


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize(
    ("office", "mandate", "right"),
    [
        (Office.NONE, False, False),
        (Office.NONE, True, True),
        (Office.UNION_CHAIR, False, W),
        (Office.UNION_HEAD, False, W),
        (Office.LEGAL_PERSON, False, E),
    ],
)
def test_a_chief_needs_the_office_or_a_written_mandate(
    side: Side, office: Office, mandate: object, right: object
) -> None:
    people = [
        replace(one, office=office, mandate=bool(mandate))
        if one.side is side and one.duty is Duty.CHIEF
        else one
        for one in both()
    ]
    codes = set(wrong(people))
    lacking = {"worker_chief_mandate", "employer_chief_mandate"} & codes
    assert bool(lacking) is not (right is True or right is side)


def test_without_a_union_the_workers_elect_their_chief_and_no_mandate_is_asked() -> None:
    people = [replace(one, consent_yes=6, workforce=11) for one in delegation(W)]
    people[0] = replace(people[0], office=Office.NONE)
    assert wrong(people + delegation(E), has_union=False) == {}


def test_a_chief_sent_by_the_employers_association_needs_no_mandate_of_one_company() -> None:
    people = both()
    people[3] = replace(people[3], office=Office.NONE, chosen_how=ChosenHow.BY_EMPLOYERS)
    assert wrong(people) == {}


def test_an_outside_expert_needs_a_written_mandate() -> None:
    people = both()
    people[2] = replace(people[2], external=True)
    assert wrong(people)["external_mandate"].persons == ("职工方代表3",)


@pytest.mark.parametrize(("yes", "workforce"), [(y, n) for n in range(1, 13) for y in range(n + 2)])
def test_without_a_union_half_of_the_whole_workforce_consents(yes: int, workforce: int) -> None:
    people = [replace(one, consent_yes=yes, workforce=workforce) for one in delegation(W)]
    refused = "consent" in wrong(people + delegation(E), has_union=False)
    assert refused is (yes > workforce or Fraction(yes, workforce) < Fraction(1, 2))


def test_consent_is_not_asked_where_there_is_a_union() -> None:
    assert "consent" not in wrong(both())
    assert "consent" in wrong(both(), has_union=False)


def test_a_union_that_does_not_exist_can_choose_nobody() -> None:
    people = [
        replace(one, chosen_how=ChosenHow.BY_UNION, consent_yes=9, workforce=9)
        for one in delegation(W)
    ]
    assert (
        "却写为工会选派"
        in wrong(people + delegation(E), has_union=False)["consent"].reason.sentence
    )


def test_the_simple_procedure_asks_no_numbers_and_the_union_may_act() -> None:
    assert wrong([], None, procedure="simple") == {}
    lone = [Delegate("工会主席", W, Duty.CHIEF), Delegate("经理", E, Duty.CHIEF)]
    assert wrong(lone, None, procedure="simple") == {}
    lone[1] = replace(lone[1], name="工会主席")
    assert wrong(lone, None, procedure="simple")["double_role"].blocking


def test_without_union_and_delegates_nobody_speaks_for_the_workers_in_the_simple_procedure() -> (
    None
):
    said = wrong([], procedure="simple", has_union=False)["nobody_for_workers"]
    assert said.reason.basis == "《江苏省集体协商条例》，二手转述，未核对原文"
    assert wrong([Delegate("甲", W)], procedure="simple", has_union=False).keys() == {"one_chief"}
    assert wrong([], procedure="simple", has_union=False, place="CN-33") == {}


def test_what_nobody_has_verified_is_told_and_left_free() -> None:
    def told(procedure: str, place: str) -> list[str]:
        return [one.code for one in unknowns(procedure, default(), place, DAY)]

    assert told("full", "CN-32") == ["representative.women"]
    assert told("platform", "CN-32") == ["platform.representative_limits"]
    assert told("full", "CN-33") == []
    said = unknowns("platform", default(), "CN-32", DAY)[0]
    assert "数值未核到" in said.sentence


def test_a_platform_negotiation_leaves_numbers_free_and_only_advises_a_recorder() -> None:
    people = delegation(W, 7) + delegation(E, 2)
    said = wrong(people, None, procedure="platform")
    assert {code: one.blocking for code, one in said.items()} == {"recorder_missing": False}
    assert said["recorder_missing"].reason.basis == "参照《集体合同规定》第三十三条"
    people[0] = replace(people[0], duty=Duty.MEMBER)
    assert wrong(people, procedure="platform")["one_chief"].blocking


LIMITS = """
[[rule]]
label = "NEF-REP-01"
key = "platform.representative_limits"
jurisdiction = "CN"
subject = "平台协商代表的人数。"
value = [4, 6]
unit = "person"
direction = "within"
procedure = "platform"
instrument = "新就业形态劳动者权益协商指引"
confidence = "verified"
[[rule]]
label = "JS-REP-01b"
key = "representative.maximum"
jurisdiction = "CN-32"
subject = "江苏每方代表人数上限。"
value = 5
unit = "person"
direction = "max"
inclusive = true
procedure = "full"
instrument = "江苏省集体协商条例"
article = "19"
confidence = "verified"
"""


def test_numbers_verified_in_an_overlay_are_asked_for(tmp_path: Path) -> None:
    overlay = tmp_path / "本地.toml"
    overlay.write_text(LIMITS, encoding="utf-8")
    law = Law.load([overlay])
    people = delegation(W, 7) + delegation(E, 3)
    found = defects("platform", people, RECORDER, law, "CN-32", DAY)
    assert [one.side for one in found] == [E, W]
    said = wrong(both(6, 6), law=law)["maximum"]
    assert said.reason.basis == "《江苏省集体协商条例》第十九条"
    assert "maximum" not in wrong(both(5, 5), law=law)


def test_women_are_advised_only_where_the_place_has_a_rule() -> None:
    assert not wrong(both(), place="CN-31")["women"].blocking
    assert "women" not in wrong(both(), place="CN-32")
    people = both()
    people[1] = replace(people[1], woman=True)
    assert "women" not in wrong(people, place="CN-31")


def test_every_check_has_its_question_and_every_rule_exists() -> None:
    table = check_table()
    assert {one.code for one in table.checks} == set(QUESTIONS)
    keys = [ask.rule for check in table.checks for ask in check.asked.values() if ask.rule]
    keys += [one.rule for one in table.protections]
    known = {rule.key for rule in default().rules}
    assert set(keys) <= known
    with pytest.raises(NotFound):
        default().rule("representative.paritty", on=DAY)


def test_slips_in_the_table_of_checks_are_told_with_their_place() -> None:
    text = '[[check]]\ncode = "a"\nlabel = "甲"\nful = { force = "never" }\n[[check]]\ncode = "a"\nlabel = "乙"\n'
    with pytest.raises(DefinitionError) as caught:
        read_checks(text)
    places = [problem.place for problem in caught.value.problems]
    assert places == ["a.ful", "a.ful", "a"]


def test_what_protects_a_delegate_depends_on_side_and_office() -> None:
    chair, member = delegation(W)[:2]
    expert = replace(member, external=True)

    def held(one: Delegate, procedure: str = "full") -> list[str]:
        return [note.code for note in protections(procedure, one, default(), "CN-32", DAY)]

    assert held(chair) == ["contract_extended", "no_dismissal", "paid_time", "retaliation"]
    assert held(member) == ["contract_extended", "no_dismissal", "paid_time"]
    assert held(delegation(E)[1]) == ["paid_time"]
    assert held(expert) == []
    assert held(member, "platform") == ["allowance"]
    said = protections("full", chair, default(), "CN-32", DAY)
    assert "年收入的2倍" in said[-1].sentence
    assert said[2].basis == "《集体合同规定》，未核实"


def test_the_chiefs_take_turns_and_the_first_is_only_a_proposal() -> None:
    def turn(*sides: Side | None) -> Side:
        held = [Chaired(number, side) for number, side in enumerate(sides, start=1)]
        return next_chair(held, default(), "CN-32", DAY).side

    assert [turn(), turn(W), turn(W, E), turn(W, W), turn(W, None)] == [W, E, W, E, E]
    told = next_chair([Chaired(2, E), Chaired(1, W)], default(), "CN-32", DAY)
    assert told.sentence.startswith("第2次会议由企业方首席代表主持，这次轮到职工方首席代表")
    assert told.basis == "《集体合同规定》第三十四条"
    assert next_chair([], default(), "CN-32", DAY, first=E).side is E
