"""统一社会信用代码: eighteen characters, the last of which finds a slip in any other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.cases.credit_code import SYMBOLS, check_character, parse
from casework.errors import InputError
from tests import strategies


@given(strategies.credit_codes())
def test_a_code_with_its_check_character_passes(code: str) -> None:
    assert parse(code) == code


@given(strategies.credit_codes(), st.integers(0, 17), st.sampled_from(SYMBOLS))
def test_one_wrong_character_anywhere_is_found(code: str, place: int, symbol: str) -> None:
    wrong = code[:place] + symbol + code[place + 1 :]
    if wrong == code:
        assert parse(wrong) == code
    else:
        with pytest.raises(InputError, match="校验位不对"):
            parse(wrong)


@pytest.mark.parametrize("place", range(17))
def test_two_neighbours_swapped_are_found(place: int) -> None:
    body = "91320583MA0000012"
    code = body + check_character(body)
    swapped = [*code]
    swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
    if "".join(swapped) != code:
        with pytest.raises(InputError):
            parse("".join(swapped))


@given(strategies.credit_codes())
def test_spaces_small_and_full_width_letters_are_mended(code: str) -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)

    assert parse(f" {code[:4]} {code[4:].lower()}\u3000") == code
    assert parse(wide) == code


@pytest.mark.parametrize("place", range(18))
@pytest.mark.parametrize("letter", "IOSVZ-甲")
def test_a_letter_that_never_occurs_is_named_with_its_place(place: int, letter: str) -> None:
    code = "91320583MA00000000"
    with pytest.raises(InputError, match=f"第{place + 1}位“{letter}”"):
        parse(code[:place] + letter + code[place + 1 :])


@pytest.mark.parametrize("code", ["", "9132", "91320583MA000000000", "\u200b" * 18])
def test_another_length_is_told(code: str) -> None:
    with pytest.raises(InputError, match="信用代码"):
        parse(code)


def test_a_code_from_the_standard_passes() -> None:
    """GB 32100—2015, the example of its annex: the check character of the body is Y there."""
    assert check_character("91350100M000100Y4") == "3"
