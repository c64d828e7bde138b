"""What hypothesis makes up, and texts that people type."""

from hypothesis import strategies as st

from casework.cases.credit_code import SYMBOLS, check_character


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    """Return a credit code whose check character fits."""
    body = draw(st.text(SYMBOLS, min_size=17, max_size=17))
    return body + check_character(body)


#: What no text may hold: controls, half of a pair, marks that turn reading order.
UNPRINTABLE = ("\x00", "\x0b", "\x1f", "\x7f", "\ud800", "\ufffe", "\u202e")
#: What every text must hold, letter for letter.
AWKWARD = (
    "甲 & 乙 <有限>公司",
    "𠮷野家",
    "👨\u200d👩\u200d👧",
    "买买提·艾力",
    "é e\u0301",
    "{{ 7*7 }}",
    "'; DROP TABLE x; --",
)
