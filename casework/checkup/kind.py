"""What a check-up plugs into the casebook: table, guards, effects, contexts."""

from functools import cache
from importlib.resources import files
from typing import Any

from casework.cases.history import Standing
from casework.cases.kinds import Effect, Kind
from casework.cases.models import Case
from casework.cases.moving import Move, pin
from casework.cases.view import look
from casework.cases.work import Work
from casework.checkup import context, proof
from casework.checkup.catalogue import upgrade
from casework.checkup.finding.kind import PLANNED, RAISED, finding_kind
from casework.checkup.finding.rows import align
from casework.checkup.guards import GUARDS
from casework.checkup.models import Checkup
from casework.checkup.notice import kind as notices
from casework.checkup.notice.fields import WORDS
from casework.checkup.proof import cut_for
from casework.checkup.queries import content_digest, pinned_catalogue, view
from casework.checkup.recheck import context as recheck_context
from casework.checkup.recheck import effects as recheck_effects
from casework.checkup.recheck import guards as recheck_guards
from casework.checkup.review import guards as review_guards
from casework.checkup.review import submission
from casework.checkup.selfcheck.replay import take_back
from casework.checkup.visit import proof as visit_proof
from casework.documents import service as documents
from casework.workflow import Table


@cache
def kind() -> Kind:
    """Return the kind 法治体检 as it ships."""
    text = (files("casework.checkup") / "checkup.toml").read_text(encoding="utf-8")
    return Kind(
        name="checkup",
        label="劳动用工法治体检",
        word="法检",
        table=Table.read(text, "checkup.toml"),
        guards={**GUARDS, **review_guards.GUARDS, **recheck_guards.GUARDS},
        effects={**EFFECTS, **recheck_effects.EFFECTS},
        view=view,
        printed=_printed,
        contexts={
            "体检告知书": context.notice,
            "体检报告": context.report,
            "复检报告": recheck_context.report,
        },
        faults=proof.faults,
        registers=visit_proof.faults,
        labels=proof.LABELS,
        movers={"finding": finding_kind(), "notice": notices.kind()},
        series=WORDS,
    )


def _team(step: Standing) -> dict[str, tuple[str, ...]]:
    named = {"主办": _logins(step, "lead"), "协办": _logins(step, "inspectors")}
    reviewer = _logins(step, "reviewer")
    return {**named, "复核": reviewer} if reviewer else named


def _logins(step: Standing, fact: str) -> tuple[str, ...]:
    """Return the persons of a fact; old papers may lack it."""
    given = step.facts.get(fact) or ()
    return (given,) if isinstance(given, str) else tuple(given)


def _pin_catalogue(work: Work, case: Case, step: Standing) -> None:
    """Pin the catalogue that was chosen to the new case and cut it to the enterprise as it is now."""
    chosen = upgrade.shelf_of(work).find(step.meta["catalogue"]["to"])
    pin(work, "catalogue", chosen.title, chosen.hash, chosen.text)
    cut = cut_for(chosen, step.meta["cut_for"])
    work.session.add(Checkup(case_id=case.id, catalogue_hash=chosen.hash, **cut))
    work.session.flush()


def _chosen(work: Work, _case: Case, move: Move) -> dict[str, Any]:
    """Return which catalogue the opening names; the journal keeps its hash."""
    chosen = upgrade.named(work, move.values.get("catalogue", ""))
    return {"catalogue": {"to": chosen.hash, "reference": chosen.reference}}


def _tailor(work: Work, case: Case, step: Standing) -> None:
    """Cut the pinned catalogue again: before the visit the file of the enterprise may have changed."""
    row = work.session.get_one(Checkup, case.id)
    for name, value in cut_for(pinned_catalogue(work, case), step.meta["cut_for"]).items():
        setattr(row, name, value)
    work.session.flush()
    align(work, case)


def _untailor(work: Work, case: Case, step: Standing) -> None:
    earlier = [
        one for one in look(work, case).steps if "cut_for" in one.meta and one.seq < step.seq
    ]
    _tailor(work, case, earlier[-1])


def _cutting(_work: Work, case: Case) -> dict[str, Any]:
    """Return what the catalogue is cut to now; the journal keeps it, so that the cut can be proved."""
    enterprise = case.enterprise
    present = {form: number for form, number in enterprise.workers.items() if number}
    sectors = list(enterprise.sectors)
    return {"cut_for": {"party": enterprise.role, "sectors": sectors, "workers": present}}


def _printed(work: Work, case: Case) -> dict[str, object]:
    """Return what each issued document would print now."""
    titles = {record.title for record in documents.issued(work, case) if record.state == "issued"}
    return {title: documents.context_of(work, case, title) for title in titles}


def _issue_report(work: Work, case: Case, _step: Standing) -> None:
    documents.issue(work, case, "体检报告")


def _void_report(work: Work, case: Case, _step: Standing) -> None:
    documents.void(work, case, "体检报告", "签发被撤回")


EFFECTS = {
    "form_team": Effect(duties=_team),
    "pin_catalogue": Effect(_pin_catalogue, marks=_cutting, resolved=_chosen, fixed=("catalogue",)),
    "upgrade_catalogue": Effect(
        upgrade.upgrade,
        upgrade.undo,
        resolved=upgrade.resolved,
        fixed=("catalogue", "touched", "anew", "keep"),
    ),
    "tailor": Effect(_tailor, _untailor, marks=_cutting),
    "keep_submission": Effect(submission.keep, marks=submission.marks),
    "seal": Effect(marks=lambda work, case: {"approved": content_digest(work, case)}),
    "keep_self_check": Effect(undo=take_back),
    "raise_findings": RAISED,
    "plan_findings": PLANNED,
    "issue_report": Effect(_issue_report, _void_report, when_adopted=False),
}
