"""The tables that ship: every TOML file beside a room's modules that is a table.

Rooms are named by the caller, because this room imports none of those above it.
"""

from collections.abc import Iterable
from importlib.resources import files

from casework.errors import DefinitionError, Problem
from casework.notation import read_toml
from casework.workflow.table import Table


def shipped(packages: Iterable[str]) -> dict[str, Table]:
    """Return the tables in *packages* (``["casework.checkup"]``) by name, sorted by name.

    A TOML file with ``kind``, ``state`` and ``step`` is a table; other TOML files are left alone.

    Raises:
        DefinitionError: a table cannot be read, or two have the same name.
    """
    found: dict[str, Table] = {}
    for package in packages:
        for file in sorted(files(package).iterdir(), key=lambda entry: entry.name):
            if not file.name.endswith(".toml"):
                continue
            source = f"{package}/{file.name}"
            text = file.read_text(encoding="utf-8")
            if not {"kind", "state", "step"} <= read_toml(text, source).keys():
                continue
            table = Table.read(text, source)
            if table.name in found:
                raise DefinitionError(
                    source, [Problem("name", f"已经有名为“{table.name}”的流程表。")]
                )
            found[table.name] = table
    return dict(sorted(found.items()))
