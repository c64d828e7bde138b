"""Every public verb and query asks about access: found by reflection, proved to raise if one does not."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import FunctionType, ModuleType

import pytest

import casework
from casework import Casebook, Work
from casework.cases import query, verb
from tests import factories

ROOMS = ("casework.cases", "casework.checkup", "casework.documents", "casework.negotiation")
#: Public functions with a Work that ask nothing, and why that is right.
ASKS_NOTHING: dict[str, str] = {
    "casework.cases.evidence.hold": "keeps bytes that nothing names; a sweep removes them",
    "casework.cases.movers.open_mover": "the room's own verb asks, in which it is called",
    "casework.cases.organisation.rechecked_by_other": "tells a guard what a unit wants",
    "casework.cases.persons.person": "names a person to a verb; what is done with it asks",
}


def public(module: ModuleType, seen: set[str] | None = None) -> Iterator[tuple[str, FunctionType]]:
    """Yield the functions with a ``work`` that a room's ``__all__`` shows, through modules it shows too."""
    seen = seen if seen is not None else set()
    if module.__name__ in seen:
        return
    seen.add(module.__name__)
    for name in getattr(module, "__all__", None) or shown(module):
        one = getattr(module, name)
        if inspect.ismodule(one) and one.__name__.startswith("casework."):
            yield from public(one, seen)
        elif inspect.isfunction(one) and "work" in inspect.signature(one).parameters:
            yield f"{one.__module__}.{one.__name__}", one


def shown(module: ModuleType) -> list[str]:
    """Return the names a module without ``__all__`` defines and does not underscore."""
    return [
        name
        for name, one in vars(module).items()
        if not name.startswith("_") and getattr(one, "__module__", None) == module.__name__
    ]


def undecorated(modules: list[ModuleType]) -> set[str]:
    found = {name: one for module in modules for name, one in public(module)}
    return {name for name, one in found.items() if not hasattr(one, "casework_checked")}


def test_every_public_function_with_a_work_is_a_verb_or_a_query() -> None:
    modules = [import_module(room) for room in ROOMS]
    assert len({name for module in modules for name, _ in public(module)}) > 30

    assert undecorated(modules) == ASKS_NOTHING.keys()


def test_a_public_function_that_is_neither_is_seen() -> None:
    planted = ModuleType("casework.planted")

    def leak(work: Work) -> None: ...

    planted.leak, planted.__all__ = leak, ["leak"]

    assert undecorated([planted]) == {f"{__name__}.leak"}


def test_every_decorated_function_of_the_house_takes_its_work_first() -> None:
    for info in pkgutil.walk_packages(casework.__path__, "casework."):
        if any(info.name.startswith(room) for room in ROOMS):
            for name, one in vars(import_module(info.name)).items():
                if inspect.isfunction(one) and hasattr(one, "casework_checked"):
                    assert next(iter(inspect.signature(one).parameters)) == "work", name


@verb
def writes_unasked(work: Work) -> None:
    """Change something without asking."""
    factories.unit(work).phone = "1"


@query
def reads_unasked(work: Work) -> str:
    """Read something without asking."""
    return str(factories.unit(work).phone)


def test_a_verb_that_did_not_ask_raises_and_keeps_nothing(book: Casebook) -> None:
    before = factories.dump(book)

    with book.work("admin") as work, pytest.raises(RuntimeError, match="without having asked"):
        writes_unasked(work)

    assert factories.dump(book) == before


def test_a_query_that_did_not_ask_raises(book: Casebook) -> None:
    with book.read("admin") as work, pytest.raises(RuntimeError, match="without having asked"):
        reads_unasked(work)


def test_a_question_asked_before_does_not_count(book: Casebook) -> None:
    with book.read("admin") as work:
        work.ask("看", factories.unit(work))
        with pytest.raises(RuntimeError, match="without having asked"):
            reads_unasked(work)


def test_a_generator_cannot_be_a_query() -> None:
    """Its body would run after the check."""

    def rows(work: Work) -> Iterator[int]:
        yield 1

    for decorate in (verb, query):
        with pytest.raises(TypeError, match="rows"):
            decorate(rows)
