"""What the tests of this room share: the shipped catalogue and answers made in a line."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from casework.checkup.catalogue import Catalogue, shipped
from casework.checkup.verdict import Verdict


@dataclass(frozen=True)
class Answered:
    """An answer as scoring asks for it."""

    verdict: Verdict | None
    red_line_confirmed: bool = False
    workers_affected: int | None = None


@dataclass(frozen=True)
class Extra:
    """A finding outside the catalogue as scoring asks for it."""

    title: str = "宿舍内为电动车充电"
    risk: str = "高"
    red_line_confirmed: bool = False


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Return the shipped catalogue."""
    return shipped()


@pytest.fixture
def answered() -> Callable[..., Answered]:
    """Return the maker of answers."""
    return Answered


@pytest.fixture
def extra() -> Callable[..., Extra]:
    """Return the maker of free findings."""
    return Extra
