"""What a notice plugs into the check-up: its table, guards, effects, papers."""

from functools import cache
from importlib.resources import files
from typing import Any

from casework.cases import numbering
from casework.cases.history import Standing
from casework.cases.kinds import Effect, MoverKind
from casework.cases.models import Mover
from casework.cases.work import Work
from casework.checkup.models import Notice
from casework.checkup.notice.context import paper
from casework.checkup.notice.fields import SERIES, TITLES
from casework.checkup.notice.guards import GUARDS
from casework.checkup.notice.rows import change
from casework.checkup.notice.view import view
from casework.documents import service as documents
from casework.workflow import Table


@cache
def kind() -> MoverKind:
    """Return the sort 监督文书 as it ships."""
    text = (files("casework.checkup.notice") / "notice.toml").read_text(encoding="utf-8")
    return MoverKind(
        name=Notice.sort,
        label="监督文书",
        model=Notice,
        code=code,
        table=Table.read(text, "notice.toml"),
        guards=GUARDS,
        effects=EFFECTS,
        view=view,
        contexts=dict.fromkeys(TITLES.values(), paper),
        printed=_printed,
        frozen_in=("closed",),
    )


def code(notice: Mover) -> str:
    """Return what people call a notice before it has a number: JD-01."""
    return f"JD-{notice.number:02d}"


def _printed(work: Work, notice: Notice) -> dict[str, Any]:
    """Return what the issued document would print now."""
    titles = {record.title for record in documents.issued(work, notice) if record.state == "issued"}
    return {title: documents.context_of(work, notice, title) for title in titles}


def _approve(work: Work, notice: Notice, step: Standing) -> None:
    """Give the number and issue the paper; of an old paper entered later only its own number is kept."""
    old, adopted = step.facts.get("old_number"), bool(step.meta.get("adopted"))
    if old or not adopted:
        series, year = SERIES[notice.instrument], step.occurred_on.year
        number = numbering.give(work, notice, series, year, old)
        change(work, notice, {"document_number": number}, f"文号 {number}")
    if not adopted:
        documents.issue(work, notice, TITLES[notice.instrument])


def _disapprove(work: Work, notice: Notice, _step: Standing) -> None:
    _void(work, notice, "批准被撤回")


def _revoke(work: Work, notice: Notice, step: Standing) -> None:
    _void(work, notice, f"撤销：{step.facts.get('reason', '')}"[:200], keep=True)


def _void(work: Work, notice: Notice, because: str, *, keep: bool = False) -> None:
    """Void the paper and its number. A revoked notice keeps saying which number it had."""
    documents.void(work, notice, TITLES[notice.instrument], because)
    if notice.document_number is not None:
        numbering.take_back(work, notice, notice.document_number, because)
        if not keep:
            change(work, notice, {"document_number": None}, "文号作废", because=because)


def _restore(work: Work, notice: Notice, _step: Standing) -> None:
    """Let paper and number stand again when the revocation is taken back."""
    documents.restore(work, notice, TITLES[notice.instrument], "撤销被撤回")
    if notice.document_number is not None:
        numbering.restore(work, notice, notice.document_number, "撤销被撤回")


EFFECTS = {
    "number_and_issue": Effect(_approve, _disapprove),
    "void": Effect(_revoke, _restore),
}
