"""What the journal says the company said: the imports that stand, in order. Rows are a cache of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from casework.cases import history
from casework.cases.history import Standing
from casework.cases.models import Case, Entry
from casework.cases.work import Work
from casework.checkup.models import SelfAnswer

#: The verb of the row an import leaves; its facts are named LC-05-01.verdict.
VERB = "self_check"


def stored(work: Work, case: Case) -> dict[str, SelfAnswer]:
    """Return the rows kept of a case, by item id."""
    rows = work.session.scalars(select(SelfAnswer).where(SelfAnswer.case_id == case.id))
    return {row.item_id: row for row in rows}


def told(rows: Iterable[Entry], undone: int | None = None) -> dict[str, dict[str, Any]]:
    """Return the columns of each answer that stands, by item id, its version too.

    *undone*: the row of a step that is being taken back, and with it the import it came with.
    """
    imports: dict[int, Mapping[str, Any]] = {}
    touched: Counter[str] = Counter()
    for row in rows:
        if row.verb == VERB:
            imports[row.meta["of"]] = history.raw_facts(row)
            touched.update(_items(imports[row.meta["of"]]))
        elif row.verb == "reverse":
            touched.update(_items(imports.pop(row.meta["of"], {})))
    if undone is not None:
        touched.update(_items(imports.pop(undone, {})))
    answers: dict[str, dict[str, Any]] = {}
    for facts in imports.values():
        for name, value in facts.items():
            item_id, _, column = name.partition(".")
            answers.setdefault(item_id, {})[column] = value
    return {item: {**values, "version": touched[item]} for item, values in answers.items()}


def _items(facts: Mapping[str, Any]) -> set[str]:
    return {name.partition(".")[0] for name in facts}


def take_back(work: Work, case: Case, step: Standing) -> None:
    """Put the rows back to what they were before *step* and the sheet that came with it."""
    kept = told(history.entries(work, case), undone=step.seq)
    for item_id, row in stored(work, case).items():
        if item_id in kept:
            for column, value in kept[item_id].items():
                setattr(row, column, value)
        else:
            work.session.delete(row)
    work.session.flush()
