"""What the questions of the lint look at."""

from dataclasses import dataclass
from datetime import date

from casework.law import Law
from casework.negotiation.lint.draft import Draft, DraftClause, Floor
from casework.negotiation.lint.word_table import Words, words
from casework.negotiation.provisions import Provision, provision_if_any

PRACTICE = "工会内部做法，没有法律规定"


@dataclass(frozen=True, slots=True)
class Looking:
    """A draft, the law of its place and day, and what it is compared with."""

    draft: Draft
    law: Law
    jurisdiction: str
    on: date
    floors: tuple[Floor, ...] = ()
    previous: tuple[DraftClause, ...] = ()

    @property
    def words(self) -> Words:
        """The words it goes by."""
        return words()

    def provision(self, key: str) -> Provision | None:
        """Return the rule, or None where there is none."""
        return provision_if_any(self.law, key, jurisdiction=self.jurisdiction, on=self.on)

    def basis(self, key: str, *, by_analogy: bool = False) -> str:
        """Return what a rule rests on, with its marks; a practice where there is no such rule."""
        found = self.provision(key)
        if found is None:
            return PRACTICE
        return f"参照{found.basis}" if by_analogy else found.basis
