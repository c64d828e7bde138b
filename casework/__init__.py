"""casework: cases of trade unions as state machines, with the law as data and paper that is explained.

Everything public is here by name; it is loaded when first used, so that help and version come at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework import cases, checkup, documents, errors, law, negotiation, workflow
    from casework.book import Casebook
    from casework.cases.work import Work
    from casework.checkup.verdict import Verdict

__version__ = "0.1.0"

_MODULES = ("cases", "checkup", "documents", "errors", "law", "negotiation", "workflow")
_NAMES = {
    "Casebook": "casework.book",
    "Verdict": "casework.checkup.verdict",
    "Work": "casework.cases.work",
}

__all__ = [
    "Casebook",
    "Verdict",
    "Work",
    "__version__",
    "cases",
    "checkup",
    "documents",
    "errors",
    "law",
    "negotiation",
    "workflow",
]


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return import_module(f"casework.{name}")
    if name in _NAMES:
        return getattr(import_module(_NAMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
