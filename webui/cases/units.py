"""The unit a form is about: offered are those in which the actor may write."""

from casework import Work, cases
from casework.cases.models import Unit
from casework.errors import InputError, NotFound
from casework.workflow import Fact, Kind


def offered(work: Work, act: str) -> list[Unit]:
    """Return the units in which the actor may do *act*."""
    return [one for one in cases.organisation.units(work) if work.allows(act, one)]


def asked(work: Work, label: str, act: str) -> Fact:
    """Return the field that asks for one of them."""
    names = tuple(one.name for one in offered(work, act))
    return Fact("unit", label, Kind.CHOICE, required=True, options=names)


def chosen(work: Work, label: str, text: str) -> Unit:
    """Return the unit that was chosen.

    Raises:
        InputError: none, or one that is not there: said beside the field, what was typed is kept.
    """
    try:
        return cases.organisation.unit(work, text)
    except NotFound as error:
        said = f"{label}：{error}" if text.strip() else f"{label}：必须选择"
        raise InputError.one("unit", said) from error
