"""What a check-up plugs into the casebook: table, guards, effects, contexts."""

from functools import cache
from importlib.resources import files

from casework.cases.history import Standing
from casework.cases.kinds import Effect, Kind
from casework.cases.models import Case
from casework.cases.moving import pin, set_members
from casework.cases.work import Work
from casework.checkup import catalogue, context
from casework.checkup.guards import GUARDS
from casework.checkup.models import Checkup
from casework.checkup.queries import content_digest, pinned_catalogue, view
from casework.checkup.tailor import tailor
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
        guards=GUARDS,
        effects=EFFECTS,
        view=view,
        contexts={"体检告知书": context.notice, "体检报告": context.report},
    )


def _form_team(work: Work, case: Case, step: Standing) -> None:
    duties = {"主办": [step.facts["lead"]], "协办": step.facts["inspectors"]}
    if step.facts.get("reviewer"):
        duties["复核"] = [step.facts["reviewer"]]
    set_members(work, case, duties)


def _disband(work: Work, case: Case, step: Standing) -> None:
    earlier = [
        taken
        for taken in view(work, case).steps
        if taken.step == step.step and taken.seq < step.seq
    ]
    if earlier:
        _form_team(work, case, earlier[-1])
    else:
        set_members(work, case, {"主办": [], "协办": [], "复核": []})


def _pin_catalogue(work: Work, case: Case, _step: Standing) -> None:
    """Pin the catalogue of today to the new case and cut it to the enterprise as it is now."""
    current = catalogue.shipped()
    pin(work, "catalogue", current.title, current.hash, current.text)
    work.session.add(Checkup(case_id=case.id, catalogue_hash=current.hash, **_cut(current, case)))
    work.session.flush()


def _tailor(work: Work, case: Case, _step: Standing) -> None:
    """Cut the pinned catalogue again: before the visit the file of the enterprise may have changed."""
    row = work.session.get_one(Checkup, case.id)
    for name, value in _cut(pinned_catalogue(work, case), case).items():
        setattr(row, name, value)
    work.session.flush()


def _cut(current: catalogue.Catalogue, case: Case) -> dict[str, object]:
    enterprise = case.enterprise
    present = {form: number for form, number in enterprise.workers.items() if number}
    cut = tailor(current, enterprise.role, enterprise.sectors, present)
    return {
        "party": enterprise.role,
        "sectors": list(enterprise.sectors),
        "workers": present,
        "items": [item.id for item in cut.items],
    }


def _issue_report(work: Work, case: Case, _step: Standing) -> None:
    documents.issue(work, case, "体检报告")


def _void_report(work: Work, case: Case, _step: Standing) -> None:
    documents.void(work, case, "体检报告", "签发被撤回")


EFFECTS = {
    "form_team": Effect(_form_team, _disband, follows_correction=True),
    "pin_catalogue": Effect(_pin_catalogue),
    "tailor": Effect(_tailor),
    "seal": Effect(marks=lambda work, case: {"approved": content_digest(work, case)}),
    "issue_report": Effect(_issue_report, _void_report),
}
