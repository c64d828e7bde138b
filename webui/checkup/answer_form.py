"""What a card of the checklist asks besides the verdict, as casework declares it, cut to the item."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from casework.checkup.answering import DECLARED
from casework.checkup.catalogue import Item
from casework.checkup.models import Answer
from casework.workflow import Fact, Kind

#: Parameters of ``checkup.answer`` that are not named like the column they fill.
_PARAMETERS = {
    "workers_affected": "workers",
    "worker_forms": "forms",
    "red_line_confirmed": "red_line",
}
_NUMBERS = (Kind.INT, Kind.MONEY)
#: Where the three numbers of sampling come from, if a draw is recorded.
_DRAW = Fact("draw", "用登记的抽样", Kind.CHOICE, help="选了它，抽查数、总数、种子不必填")
_HELP = {
    "facts": "未见、未提供什么；部分合规、不合规、未能核实时必填",
    "papers": "看过、没有存入系统的",
    "forms": "不选就是本项涉及的全部",
    "note": "不写进报告",
}


def declared(item: Item, present: Mapping[str, int], draws: Sequence[str] = ()) -> tuple[Fact, ...]:
    """Return the fields of one item; *present* are the forms of employment, *draws* the codes of recorded draws.

    The facts come first, then the numbers. Left out is what the item cannot have: a red line, or a
    choice among one form of employment.
    """
    forms = item.forms(present)
    asked = {"red_line": item.red_line, "forms": len(forms) > 1}
    fields = [
        replace(
            fact,
            name=name,
            help=_HELP.get(name, fact.help),
            options=forms if name == "forms" else fact.options,
        )
        for fact in DECLARED
        if asked.get(name := _parameter(fact.name), True)
    ]
    if draws:
        fields.append(replace(_DRAW, options=tuple(draws)))
    return tuple(sorted(fields, key=lambda fact: (fact.name != "facts", fact.kind not in _NUMBERS)))


def values(given: Answer | None) -> dict[str, object]:
    """Return what an answer holds, by the names of the fields."""
    if given is None:
        return {}
    return {_parameter(fact.name): getattr(given, fact.name) for fact in DECLARED}


def _parameter(column: str) -> str:
    return _PARAMETERS.get(column, column)
