"""The journal of a case as a person reads it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from casework.cases import history, journal, linking, movers
from casework.cases.filling import OCCURRED_ON
from casework.cases.models import Case, Entry, Person, Subject
from casework.cases.queries import TimelineRow
from casework.cases.view import code_of, standing_of, table_of
from casework.cases.work import Work, query
from casework.workflow import Fact, Kind, Table, facts

_VERBS = {
    "correct": "更正",
    "reverse": "撤回",
    "clocks": "期限变动",
    "handover": "移交",
    "number.cancelled": "编号作废",
    "number.restored": "编号恢复",
    "notice": "监督文书",
    "answer": "检查结论",
    "finding": "问题",
    "self_check": "企业自查",
    "recheck": "复检安排",
    "document": "文书",
    "erase": "清除个人信息",
    linking.LINKED: "关联案件",
    linking.UNLINKED: "解除关联",
    "visit": "走访",
}


@query
def timeline(work: Work, case: Case) -> Sequence[TimelineRow]:
    """Return the journal of a case as a person reads it, newest first.

    A link with a case the actor may not see is left out: for them there is no such case. Of a row of
    the union's own counsel (:data:`journal.CAUCUS`) only those who may do “内部” read more than that there is one.
    """
    work.ask("看", case)
    inside = work.allows("内部", case)
    entries = history.entries(work, case)
    others = linking.numbers_told(work, entries)
    rows = [row for row in entries if row.verb not in linking.VERBS or row.meta["other"] in others]
    subjects: tuple[Subject, ...] = (case, *movers.of(work, case))
    told = {one.subject: one for one in subjects}
    standing = {step.seq for one in told.values() for step in standing_of(work, one)}
    names = dict(work.session.execute(select(Person.login, Person.name)).all())
    labels = work.kind(case).labels
    seen = [(row, told.get(row.subject, case)) for row in reversed(rows)]
    return [
        _told(
            *(table_of(work, one), code_of(work, one), row, row.seq in standing, labels, names),
            raw=_facts_told(row, inside=inside),
            more=[linking.line_told(row, others)] if row.verb in linking.VERBS else [],
        )
        for row, one in seen
    ]


def _told(
    table: Table,
    code: str,
    row: Entry,
    standing: bool,  # noqa: FBT001 - private
    labels: Mapping[str, str],
    names: Mapping[str, str],
    raw: Mapping[str, Any],
    more: Sequence[str] = (),
) -> TimelineRow:
    step = table.steps.get(row.step or row.meta.get("step") or "")
    label = _VERBS.get(row.verb) or labels.get(row.verb, row.verb)
    if step is not None:
        label = step.label if row.verb in history.MOVING else f"{label}“{step.label}”"
    if step is not None and code:
        label = f"{code} {label}"
    declared = {fact.name: fact for fact in step.facts} if step else {}
    declared[OCCURRED_ON.name] = OCCURRED_ON
    why = _told_reason(row, raw, journal.REASON)
    lines = [
        _fact_line(declared[name], value, names)
        if name in declared
        else f"{labels[name]}：{_shown(value)}"
        for name, value in raw.items()
        if name in declared or (name in labels and value not in ("", [], False))
    ]
    return TimelineRow(
        seq=row.seq,
        subject=row.subject,
        label=label,
        occurred_on=row.occurred_on,
        recorded_at=row.recorded_at,
        actor=row.actor_name,
        lines=(*more, *lines, *why, *_meta_lines(row.meta, names)),
        late="".join(_told_reason(row, raw, journal.LATE_REASON)),
        standing=standing,
    )


def _facts_told(row: Entry, *, inside: bool) -> dict[str, Any]:
    """Return the facts of a row as JSON values, those of the union's counsel only for those *inside*."""
    kept = {fact.name for fact in row.facts if inside or fact.side != journal.CAUCUS}
    return {name: value for name, value in history.raw_facts(row).items() if name in kept}


def _told_reason(row: Entry, raw: Mapping[str, Any], name: str) -> list[str]:
    """Return the reason of a row as its only line; that it was erased, if it was."""
    kept = {known for known, _digest in row.digests}
    kept -= {fact.name for fact in row.facts} - raw.keys()  # there, but not for this reader
    return [raw.get(name, history.ERASED)] if name in kept else []


def _fact_line(fact: Fact, value: Any, names: Mapping[str, str]) -> str:
    if value is None:
        return f"{fact.label}：（删去）"
    typed = facts.from_json(fact, value)
    if fact.kind is Kind.COLLEAGUE:
        logins = typed if isinstance(typed, list) else [typed]
        return f"{fact.label}：{'、'.join(names.get(str(one), str(one)) for one in logins)}"
    return f"{fact.label}：{facts.show(fact, typed)}"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "；".join(map(str, value))
    return "（删去）" if value is None else str(value)


def _meta_lines(meta: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    lines = [str(meta[name]) for name in ("reason", "because", "text") if meta.get(name)]
    if isinstance(meta.get("from"), list):  # a handover
        before = "、".join(names.get(one, one) for one in meta["from"]) or "无"
        lines.append(f"主办：{before} → {names.get(meta['to'], meta['to'])}")
    lines += meta.get("moved", [])
    if meta.get("evidence"):
        lines.append("证据：" + "、".join(f"证{number}" for number in meta["evidence"]))
    return lines
