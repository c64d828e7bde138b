"""What is wrong with the representatives of both sides, person by person, with article and remedy.

Which questions a procedure asks stands in ``checks.toml``, every number in the rules of the law, and
whose number it is in the basis: where 江苏 has no verified value, the national one, 按国家规章暂计.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casework.errors import Reason
from casework.law import Law
from casework.negotiation.provisions import Provision, provision_if_any
from casework.negotiation.representative import mandates, numbers, roles
from casework.negotiation.representative.asking import Asked, Question
from casework.negotiation.representative.check_table import Ask, Check, Force, check_table
from casework.negotiation.representative.persons import Delegate, Recorder, Roster
from casework.negotiation.side import Side

_PRACTICE = "工会内部做法"
_FIX = "在“协商代表”里改正"
_VERIFY = "不作限制；核对文本后可以用覆盖文件填入已核实的数值"

#: The question of each code of ``checks.toml``.
QUESTIONS: Mapping[str, Question] = {
    **numbers.QUESTIONS,
    **roles.QUESTIONS,
    **mandates.QUESTIONS,
}


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong with the representatives."""

    reason: Reason
    blocking: bool  #: whether the representatives can't be confirmed as they are; else advice
    persons: tuple[str, ...] = ()  #: the names concerned
    side: Side | None = None

    @property
    def code(self) -> str:
        """The check's code in ``checks.toml``."""
        return self.reason.code


def defects(
    procedure: str,
    delegates: Sequence[Delegate],
    recorder: Recorder | None,
    law: Law,
    jurisdiction: str,
    on: date,
    *,
    has_union: bool = True,
) -> tuple[Defect, ...]:
    """Return everything that is wrong with the representatives, what blocks first.

    *procedure* is full, simple or platform; *on* the day whose law applies (the day they are named).
    《集体合同规定》第十九条至第二十四条、第三十三条.

    Raises:
        InputError: the jurisdiction cannot be read.
        DefinitionError: an overlay gives a rule a value of the wrong kind.
    """
    roster = Roster(tuple(delegates), recorder, has_union)
    found: list[Defect] = []
    for check in check_table().checks:
        ask = check.asked.get(procedure)
        if ask is not None:
            found += _asked(check, ask, roster, law, jurisdiction, on)
    return tuple(sorted(found, key=lambda one: not one.blocking))


def unknowns(procedure: str, law: Law, jurisdiction: str, on: date) -> tuple[Reason, ...]:
    """Return what the law asks about representatives there, but nobody has verified how much: left free.

    Raises:
        InputError: the jurisdiction cannot be read.
    """
    keys = [ask.rule for one in check_table().checks if (ask := one.asked.get(procedure))]
    found = (
        provision_if_any(law, key, jurisdiction=jurisdiction, on=on)
        for key in dict.fromkeys(keys)
        if key is not None
    )
    return tuple(
        Reason(one.rule.key, f"{one.rule.subject}{one.rule.note or ''}", one.basis, _VERIFY)
        for one in found
        if one is not None and not one.rule.known
    )


def _asked(
    check: Check, ask: Ask, roster: Roster, law: Law, jurisdiction: str, on: date
) -> list[Defect]:
    rests_on: Provision | None = None
    if ask.rule is not None:
        rests_on = provision_if_any(law, ask.rule, jurisdiction=jurisdiction, on=on)
        if rests_on is None:
            return []
    basis = rests_on.basis if rests_on else _PRACTICE
    basis = f"参照{basis}" if ask.by_analogy else basis
    return [
        Defect(
            Reason(check.code, said.sentence, basis, said.remedy or _FIX),
            ask.force is Force.MUST,
            said.persons,
            said.side,
        )
        for said in QUESTIONS[check.code](Asked(roster, rests_on))
    ]
