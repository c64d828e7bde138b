"""A text is named by the beginning of its hash; and what an employer is quoted follows its procedure."""

import pytest

from casework.negotiation.digest import SHORT, names, short
from casework.negotiation.kind import employer_kind
from tests.bargaining_views import DAY, DIGEST, employer


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (DIGEST, True),
        (f" {DIGEST[:SHORT].upper()} ", True),
        (DIGEST[: SHORT - 1], False),
        ("", False),
        ("0" * SHORT if not DIGEST.startswith("0" * SHORT) else "1" * SHORT, False),
    ],
)
def test_enough_of_the_beginning_names_a_text(given: str, *, named: bool) -> None:
    assert names(given, DIGEST) is named
    assert names(short(DIGEST), DIGEST)


@pytest.mark.parametrize(
    ("procedure", "begins"), [("full", "《"), ("simple", "参照《"), ("platform", "参照《")]
)
def test_the_regulation_is_quoted_to_an_employer_as_its_procedure_takes_it(
    procedure: str, begins: str
) -> None:
    view = employer(procedure=procedure)

    reason = employer_kind().guards["text_is_agreed"](view, {"digest": "f" * SHORT}, DAY)

    assert reason is not None
    assert reason.basis.startswith(begins)
