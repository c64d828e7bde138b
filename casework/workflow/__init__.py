"""How a thing moves: a procedure is one TOML table, and everything else is derived from it.

===========  ==================================================================================
``table``    states and steps as frozen values, read from TOML
``check``    what is wrong with a table, all of it at once
``facts``    the one parser of what people type into a step
``engine``   moves a subject; the only user of `transitions`
``diagram``  the page and the picture of a table
``shelf``    the tables that ship
===========  ==================================================================================
"""

from casework.workflow.engine import Engine
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
    "Engine",
    "EvidenceSlot",
    "Extends",
    "Fact",
    "Kind",
    "State",
    "Step",
    "Table",
    "shipped",
]
