"""How paper is made: packs of templates, compiled once, filled from a plain dict, kept as issued.

``draft`` gives a document of a case as it would be now, ``issued`` those that went out. Below them,
``pack`` finds packs, ``render`` makes a document of one and a dict, ``lint`` says what is wrong with
one. Loaded name by name: whoever only lists packs doesn't wait for Word.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.documents.pack import Pack, all_packs, find
    from casework.documents.render import Rendered
    from casework.documents.service import context_of, draft, issued, issued_file
    from casework.documents.values import Picture

_HOMES = {
    "casework.documents.pack": ("Pack", "all_packs", "find"),
    "casework.documents.render": ("Rendered",),
    "casework.documents.service": ("context_of", "draft", "issued", "issued_file"),
    "casework.documents.values": ("Picture",),
}

__all__ = [
    "Pack",
    "Picture",
    "Rendered",
    "all_packs",
    "context_of",
    "draft",
    "find",
    "issued",
    "issued_file",
]


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
