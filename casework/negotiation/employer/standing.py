"""Where the employers of a sectoral negotiation stand."""

from dataclasses import dataclass

#: States in which an employer hinders the signature: nobody knows yet whether it is covered.
UNSETTLED = ("listed", "offered", "joined", "ratified", "rejected")


@dataclass(frozen=True, slots=True)
class EmployerSeen:
    """An employer and the state it is in."""

    name: str
    state: str
    digest: str = ""  #: of the text it signed, as far as it was written down

    @property
    def unsettled(self) -> bool:
        """Return whether it neither signed nor stays away."""
        return self.state in UNSETTLED
