"""How a thing moves: a procedure is one TOML table, and everything else is derived from it.

``table`` frozen values and reader · ``check`` what is wrong with a table, all of it · ``facts`` the one parser of
what people type · ``engine`` moves a subject (the only user of `transitions`) · ``diagram`` page and picture ·
``shelf`` the tables that ship. The engine is not imported here: most callers only read.
"""

from casework.workflow.shelf import shipped
from casework.workflow.table import (
    ClockSpec,
    EvidenceSlot,
    Extends,
    Fact,
    Kind,
    State,
    Step,
    Table,
)

__all__ = [
    "ClockSpec",
    "EvidenceSlot",
    "Extends",
    "Fact",
    "Kind",
    "State",
    "Step",
    "Table",
    "shipped",
]
