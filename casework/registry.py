"""Which kinds of case there are: each plugs its table, guards, effects, views and contexts together."""

from functools import cache
from importlib.metadata import entry_points

from casework.cases import access
from casework.cases.kinds import Kinds, Procedure
from casework.checkup.kind import kind as checkup
from casework.errors import DefinitionError, Problem
from casework.law import default as default_law
from casework.negotiation.kind import kinds as negotiations
from casework.workflow.check import check


@cache
def kinds() -> Kinds:
    """Return every kind of case, each checked against what it plugs in.

    Another package adds one by an entry point of the group ``casework.kinds`` that names a function
    returning a :class:`~casework.cases.kinds.Kind`.

    Raises:
        DefinitionError: a table names a guard, effect, document, rule or act that is not there.
    """
    found = [
        checkup(),
        *negotiations(),
        *(point.load()() for point in entry_points(group="casework.kinds")),
    ]
    tables = [one for kind in found for one in (kind, *kind.movers.values())]
    problems = [problem for one in tables for problem in _table_problems(one)]
    if problems:
        raise DefinitionError("流程表", problems)
    return Kinds({kind.name: kind for kind in found})


def procedures() -> dict[str, Procedure]:
    """Return what moves by a table of its own, by name: the kinds of cases and the sorts of movers."""
    by_name = kinds().by_name
    return {one.name: one for kind in by_name.values() for one in (kind, *kind.movers.values())}


def _table_problems(kind: Procedure) -> list[Problem]:
    return check(
        kind.table,
        guards=kind.guards,
        effects=kind.effects,
        documents=kind.contexts,
        rules={rule.key for rule in default_law().rules},
        acts=access.ACTS,
    )
