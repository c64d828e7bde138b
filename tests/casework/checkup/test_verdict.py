import subprocess
import sys

import pytest

from casework.checkup.verdict import Verdict
from casework.errors import InputError


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_is_read_from_its_value_its_label_and_its_key(verdict):
    for word in (
        verdict.value,
        verdict.label,
        verdict.key,
        f" {verdict.label}　",
        verdict.value.upper(),
    ):
        assert Verdict.parse(word) is verdict


def test_the_keys_are_one_to_five_in_the_order_of_the_labels():
    keys = {verdict.key: verdict.label for verdict in Verdict}
    assert keys == {"1": "合规", "2": "部分合规", "3": "不合规", "4": "不适用", "5": "未能核实"}


def test_a_full_width_digit_is_a_key():
    assert Verdict.parse("\N{FULLWIDTH DIGIT THREE}") is Verdict.NON_COMPLIANT


@pytest.mark.parametrize("word", ["", "6", "0", "基本合规", "违法", "non-compliant"])
def test_another_word_is_refused_with_the_ones_that_can_be_used(word):
    with pytest.raises(InputError, match="不合规（3）"):
        Verdict.parse(word)


def test_importing_verdicts_loads_no_database_no_word_and_no_excel():
    heavy = "{'sqlalchemy', 'docx', 'openpyxl', 'click', 'flask'}"
    code = f"import sys, casework.checkup.verdict; print({heavy} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"
