"""The two sides of the table."""

from enum import StrEnum


class Side(StrEnum):
    """Which side: stored, written and read in Chinese, as the papers call it."""

    WORKERS = "职工方"
    EMPLOYER = "企业方"

    @property
    def other(self) -> "Side":
        """Return the side across the table."""
        return Side.EMPLOYER if self is Side.WORKERS else Side.WORKERS
