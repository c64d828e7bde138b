"""What moves a finding: its table, its guards, its place in the kind of a check-up."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import select

from casework.cases.history import Standing
from casework.cases.kinds import Along, Effect, MoverKind
from casework.cases.models import Case, Mover
from casework.cases.view import MoverView
from casework.cases.work import Work
from casework.checkup.models import Finding
from casework.checkup.recheck import checking
from casework.checkup.recheck.planned import planned
from casework.errors import Reason
from casework.workflow import Table

_PRACTICE = "工会内部做法"


@cache
def finding_kind() -> MoverKind:
    """Return the sort 问题 as it ships."""
    text = (files("casework.checkup.finding") / "finding.toml").read_text(encoding="utf-8")
    return MoverKind(
        name="finding",
        label="问题",
        table=Table.read(text, "finding.toml"),
        guards={
            **{
                one.__name__: one
                for one in (waiver_not_by_author, extension_approved, proof_stands)
            },
            **checking.GUARDS,
        },
        effects={},
        view=checking.view,
        model=Finding,
        code=_code,
        known=planned,
        frozen_in=("closed", "terminated"),
    )


def _code(mover: Mover) -> str:
    assert isinstance(mover, Finding)  # noqa: S101 - the model above
    return mover.code


def waiver_not_by_author(
    view: MoverView, facts: Mapping[str, Any] | None, _day: date
) -> Reason | None:
    """Ask whether somebody who did not inspect says that a finding need not be put right."""
    return _approved_by_another(view, facts, "waiver_not_by_author", "批准免除的人")


def extension_approved(
    view: MoverView, facts: Mapping[str, Any] | None, _day: date
) -> Reason | None:
    """Ask whether somebody who did not inspect approved the extension."""
    return _approved_by_another(view, facts, "extension_approved", "批准延期的人")


def _approved_by_another(
    view: MoverView, facts: Mapping[str, Any] | None, code: str, who: str
) -> Reason | None:
    if facts is None:
        return None
    team = {*view.case.members.get("主办", ()), *view.case.members.get("协办", ())}
    if facts.get("approved_by") not in team:
        return None
    sentence = f"{who}不能是本案的主办人、检查人。"
    return Reason(code, sentence, _PRACTICE, "请没有参加本案检查的负责人批准")


def proof_stands(view: MoverView, _facts: Mapping[str, Any] | None, _day: date) -> Reason | None:
    """Ask whether what the company handed in as proof is among the evidence."""
    given = view.last("submit_proof")
    if given is not None and given.meta.get("evidence"):
        return None
    sentence = f"{view.code} 没有整改凭证，不能销号。"
    return Reason("proof_stands", sentence, _PRACTICE, "撤回后重新办理“提交凭证”，附上凭证")


def _all(work: Work, case: Case) -> Iterable[Finding]:
    return work.session.scalars(
        select(Finding).where(Finding.case_id == case.id).order_by(Finding.number)
    ).all()


def _served(mover: Mover, served: Standing) -> dict[str, Any]:
    assert isinstance(mover, Finding)  # noqa: S101 - what `which` gives
    facts = {"received_on": served.facts.get("received_on"), "rectify_days": mover.rectify_days}
    return {name: value for name, value in facts.items() if value is not None}


def _promised(_mover: Mover, begun: Standing) -> dict[str, Any]:
    names = {"plan": "measure", "responsible": "responsible", "promised_on": "promised_on"}
    return {own: begun.facts[name] for name, own in names.items() if name in begun.facts}


#: What findings do because their case is served on the company, and when it begins to put things right.
RAISED = Effect(along=Along("raise", _all, _served))
PLANNED = Effect(along=Along("plan", _all, _promised))
