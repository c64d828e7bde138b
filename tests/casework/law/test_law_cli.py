"""The command's contract for scripts, and what a person reads."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from casework.cli.law import law as group
from casework.errors import CaseworkError, DefinitionError, InputError, NotFound


def run(*words: str) -> Result:
    return CliRunner().invoke(group, words, catch_exceptions=True)


def data(*words: str) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def refused(*words: str) -> CaseworkError:
    error = run(*words).exception
    assert isinstance(error, CaseworkError)
    return error


def test_a_due_date_as_json_has_the_keys_that_scripts_rely_on() -> None:
    answer = data("due", "CN-OFFER-02", "2026-03-02")
    assert answer["due_on"] == "2026-03-23"
    assert answer["original_due_on"] == "2026-03-23"
    assert answer["status"] == "firm"
    assert answer["rule"] == "CN-OFFER-02"
    assert len(answer["trace"]) == 5


def test_the_jurisdiction_is_jiangsu_unless_told() -> None:
    assert data("due", "offer.reply", "2026-03-02")["status"] == "national"
    elsewhere = data("due", "offer.reply", "2026-03-02", "--jurisdiction", "CN-33")
    assert (elsewhere["rule"], elsewhere["due_on"]) == ("ZJ-OFFER-01", "2026-03-16")


def test_a_rule_without_a_date_is_null_in_json() -> None:
    answer = data("due", "JS-PROC-05", "2026-03-02")
    assert (answer["due_on"], answer["original_due_on"]) == (None, None)
    assert answer["status"] == "unverified"


def test_a_second_rule_beside_gives_the_earlier_date() -> None:
    answer = data("due", "contract.filing", "2026-03-02", "--beside", "contract.filing.wage")
    assert answer["rule"] == "CN-FILE-W1"


def test_an_overlay_answers_at_once(tmp_path: Path) -> None:
    overlay = tmp_path / "o.toml"
    overlay.write_text(
        '[[year]]\nyear = 2027\ndays_confidence = "verified"\n'
        'holiday = [{ name = "元旦", from = 2027-01-01, until = 2027-01-03 }]\n',
        encoding="utf-8",
    )
    answer = data("due", "CN-OFFER-02", "2026-12-20", "--overlay", str(overlay))
    assert answer["status"] == "firm"
    assert "元旦" in run("calendar", "2027", "--overlay", str(overlay)).output


def test_the_rules_as_json_are_all_of_them_with_their_keys() -> None:
    rules = data("rules")
    assert len(rules) == 273
    by_id = {rule["id"]: rule for rule in rules}
    assert len(by_id) == 273
    needed = ("id", "key", "jurisdiction", "value", "unit", "instrument", "article", "confidence")
    assert all(name in rule for rule in rules for name in needed)
    filing = by_id["CN-FILE-01"]
    assert [filing[name] for name in needed[1:]] == [
        "contract.filing", "CN", 10, "day", "集体合同规定（劳动和社会保障部令第22号）", "42", "verified"
    ]  # fmt: skip
    assert by_id["CN-VOTE-02"]["value"] == "2/3"
    assert by_id["JS-OFFER-01"]["value"] is None


def test_the_rules_can_be_narrowed_to_a_place_and_a_day() -> None:
    assert {rule["jurisdiction"] for rule in data("rules", "--jurisdiction", "320000")} == {"CN-32"}
    assert all(rule["from"] != "2023-05-01" for rule in data("rules", "--on", "2023-04-30"))


def test_a_person_reads_the_steps_and_the_list() -> None:
    assert "结论：到期日为2026年3月23日" in run("due", "CN-OFFER-02", "2026年3月2日").output
    assert run("explain", "CN-OFFER-02", "2026/3/2").output.startswith("期限计算说明\n")
    assert (
        "CN-OFFER-02  offer.reply  CN  20日  《集体合同规定》第三十二条（已核）"
        in run("rules").output
    )


def test_the_calendar_of_a_year_shows_the_notice_as_unverified() -> None:
    shown = run("calendar", "2026").output
    assert "国办发明电〔2025〕7号（文号未核实）" in shown
    assert "春节：2026年2月15日至2026年2月23日，共9天；2026年2月14日、2026年2月28日上班" in shown
    assert "没有收录2027年" in run("calendar", "2027").output


def test_bad_input_is_a_sentence() -> None:
    assert isinstance(refused("due", "CN-OFFER-02", "2026-02-30"), InputError)
    assert isinstance(refused("due", "CN-OFER-02", "2026-03-02"), NotFound)
    assert isinstance(
        refused("due", "offer.reply", "2026-03-02", "--jurisdiction", "JS"), InputError
    )
    assert isinstance(refused("calendar", "明年"), InputError)
    assert isinstance(refused("rules", "--overlay", "没有.toml"), DefinitionError)


@pytest.mark.parametrize("name", ["due", "explain", "rules", "calendar"])
def test_the_help_of_every_command_has_an_example(name: str) -> None:
    assert f"例：casework law {name}" in run(name, "--help").output
