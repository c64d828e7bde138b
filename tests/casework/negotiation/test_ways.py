"""A whole way through each procedure, and what the book says of itself afterwards."""

import pytest

from casework import Casebook, negotiation
from tests import bargaining


@pytest.mark.parametrize("procedure", bargaining.PATHS)
def test_a_negotiation_goes_from_demands_to_the_archive(book: Casebook, procedure: str) -> None:
    number = bargaining.carried(book, "archive", procedure)

    with book.read("admin") as work:
        case = negotiation.get(work, number)
        assert case.state == "archived"
        assert case.finished
        assert "计一件" in negotiation.credit(work, case)
    assert book.verify() == []
