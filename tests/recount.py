"""The statistics counted a second time: from the rows of the journal alone, by code that shares none of theirs.

Read are entries and their facts; streams say which case or company a row is of. Grades are computed by
the second scoring of the tests from the answers as the journal tells them.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from casework import Casebook, law
from casework.cases.models import Enterprise, Entry, EntryFact, Stream
from casework.cases.regions import place
from tests import factories
from tests.second_scoring import ITEMS, second

#: Figures that are a sum and not a count of what is named.
SUMS = ("workers", "contracts_signed", "pay_recovered", "workers_paid", "insurance_paid",
        "rules_revised", "agreements")  # fmt: skip
_GRADES = {"green": "绿", "blue": "蓝", "yellow": "黄", "red": "红"}
_INDEX = {item.id: index for index, item in enumerate(ITEMS)}


@dataclass
class Row:
    """A row of the journal."""

    seq: int
    verb: str
    step: str | None
    subject: str
    day: date
    meta: dict[str, Any]
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass
class Told:
    """A case as its rows tell it."""

    number: str
    company: str
    steps: dict[str, list[Row]]  #: standing ones by subject; "" is the case itself
    answers: dict[str, dict[str, Any]]
    findings: dict[int, dict[str, Any]]
    order: int

    def last(self, step: str, subject: str = "") -> Row | None:
        return next(
            (row for row in reversed(self.steps.get(subject, [])) if row.step == step), None
        )

    @property
    def signed(self) -> date | None:
        row = self.last("issue")
        return row.day if row else None

    @property
    def cut(self) -> dict[str, Any]:
        return [row.meta["cut_for"] for row in self.steps[""] if "cut_for" in row.meta][-1]

    def found(self) -> dict[int, dict[str, Any]]:
        """Return what the report tells: what was taken down and not put back is not among it."""
        return {
            n: one
            for n, one in self.findings.items()
            if self.steps[f"finding/{n}"][-1].step != "withdraw"
        }


def read(book: Casebook) -> tuple[list[Told], dict[str, list[Row]]]:
    """Return all cases, and the rows of each company by its credit code."""
    streams: dict[tuple[str, int], list[Row]] = defaultdict(list)
    with book.engine.connect() as connection:
        codes = dict(connection.execute(select(Enterprise.id, Enterprise.code)).all())
        facts: dict[int, dict[str, Any]] = defaultdict(dict)
        for entry, name, value in connection.execute(
            select(EntryFact.entry_id, EntryFact.name, EntryFact.value)
        ):
            facts[entry][name] = value["value"]
        columns = (Entry.id, Entry.seq, Entry.verb, Entry.step, Entry.subject, Entry.occurred_on)
        joined = select(Stream.subject_kind, Stream.subject_id, *columns, Entry.meta).join(
            Stream, Stream.id == Entry.stream_id
        )
        for kind, of, key, *rest in connection.execute(joined.order_by(Entry.stream_id, Entry.seq)):
            streams[kind, of].append(Row(*rest, facts[key]))
    cases = [_case(of, rows) for (kind, of), rows in streams.items() if kind == "case"]
    firms = {codes[of]: rows for (kind, of), rows in streams.items() if kind == "enterprise"}
    return cases, firms


def _case(order: int, rows: list[Row]) -> Told:
    steps: dict[str, list[Row]] = defaultdict(list)
    answers: dict[str, dict[str, Any]] = defaultdict(dict)
    findings: dict[int, dict[str, Any]] = defaultdict(dict)
    for row in rows:
        stack = steps[row.subject]
        if row.verb in ("open", "take", "adopt"):
            stack.append(
                Row(row.seq, row.verb, row.step, row.subject, row.day, row.meta, dict(row.facts))
            )
        elif row.verb == "reverse":
            stack.pop()
        elif row.verb == "correct":
            for one in stack:
                if one.seq == row.meta["of"]:
                    given = dict(row.facts)
                    moved = given.pop("occurred_on", None)
                    one.day = date.fromisoformat(moved) if moved else one.day
                    one.facts |= given
        elif row.verb == "answer":
            answers[row.meta["item"]] |= row.facts
        if row.verb in ("open", "finding") and row.subject.startswith("finding/"):
            findings[int(row.subject.removeprefix("finding/"))] |= row.facts
    first = rows[0].meta
    return Told(first["number"], first["enterprise"], dict(steps), answers, findings, order)


def recount(
    book: Casebook,
    from_on: date,
    until_on: date,
    *,
    role: str = "",
    sector: str = "",
    forget_reversals: bool = False,
) -> dict[str, Any]:
    """Return key → (what was counted, parts by label) as the journal tells it; a rate: (part, whole).

    *forget_reversals* plants the likeliest fault: a report that was taken back still counts.
    """
    everything, firms = read(book)
    cases = [
        one
        for one in everything
        if (not role or one.cut["party"] == role) and (not sector or sector in one.cut["sectors"])
    ]
    signed = [one for one in cases if one.signed and from_on <= one.signed <= until_on]
    if forget_reversals:
        signed = [one for one in cases if one.signed]
    regions = _regions(firms, signed)
    told: dict[str, Any] = {"reports": ({one.number for one in signed}, {})}
    codes = {one.company for one in signed}
    ways = {
        "": lambda _one: [],
        "_by_mode": lambda one: [one.steps[""][0].facts["mode"]],
        "_by_sector": lambda one: one.cut["sectors"] or ["其他"],
        "_by_role": lambda one: [one.cut["party"]],
        "_by_region": lambda one: [place(regions[one.number])],
    }
    for key, of in ways.items():
        told[f"companies{key}"] = (
            codes,
            _parts((kind, one.company) for one in signed for kind in of(one)),
        )
    latest = {one.company: one for one in sorted(signed, key=lambda one: (one.signed, one.order))}
    told["workers"] = sum(sum(one.cut["workers"].values()) for one in latest.values())
    told |= _findings(signed)
    told["grades"] = (told["reports"][0], _parts((_grade(one), one.number) for one in signed))
    told["repeat_rate"] = _again(everything, signed)
    told |= _outcome(signed) | _sums(cases, from_on, until_on)
    return told | _events(cases, from_on, until_on) | _notices(cases, from_on, until_on)


def _parts(pairs: Any) -> dict[str, set[str]]:
    parts: dict[str, set[str]] = defaultdict(set)
    for label, one in pairs:
        parts[label].add(one)
    return dict(parts)


def _regions(firms: dict[str, list[Row]], signed: list[Told]) -> dict[str, str]:
    """Return by case number the region the company's file gave on the day of the report."""
    regions = {}
    for case in signed:
        told, versions = "", []
        for row in firms[case.company]:
            told = row.facts.get("region", told)
            versions.append((row.day, row.meta["version"], told))
        fitting = [one for one in sorted(versions) if one[0] <= case.signed]
        regions[case.number] = (fitting or sorted(versions)[:1])[-1][2]
    return regions


def _code(case: Told, number: int) -> str:
    return f"{case.number} WT-{number:02d}"


def _findings(signed: list[Told]) -> dict[str, Any]:
    rows = [(_code(one, n), row) for one in signed for n, row in one.found().items()]
    names = {name for name, _ in rows}
    force = {item.id: str(item.force) for item in ITEMS}
    risks = _parts((f"{row['risk']}风险", name) for name, row in rows)
    red = {name for name, row in rows if row.get("red_line")}
    return {
        "findings": (names, {}),
        "findings_by_domain": (names, _parts((row["domain"], name) for name, row in rows)),
        "findings_by_risk": (names, risks | ({"其中触发红线": red} if red else {})),
        "findings_by_force": (
            names,
            _parts((force.get(row["item_id"], "目录外发现"), name) for name, row in rows),
        ),
        "suggestions": ({name for name, row in rows if row.get("remedy")}, {}),
    }


def _grade(case: Told) -> str:
    chosen = {
        _INDEX[item]: (row["verdict"], row["red_line_confirmed"])
        for item, row in case.answers.items()
    }
    free = [
        (row["risk"], row.get("red_line")) for row in case.found().values() if not row["item_id"]
    ]
    grade = second(chosen, free=free)[1]
    return _GRADES[grade.value] if grade else "未评"


def _again(cases: list[Told], signed: list[Told]) -> tuple[set[str], int]:
    part: set[str] = set()
    whole = 0
    for one in signed:
        before = [
            each
            for each in cases
            if each.company == one.company
            and each.signed
            and (each.signed, each.order) < (one.signed, one.order)
        ]
        if before:
            last = max(before, key=lambda each: (each.signed, each.order))
            known = {row["item_id"] for row in last.found().values()} - {None}
            rows = {n: row for n, row in one.found().items() if row["item_id"]}
            whole += len(rows)
            part |= {_code(one, n) for n, row in rows.items() if row["item_id"] in known}
    return part, whole


def _events(cases: list[Told], from_on: date, until_on: date) -> dict[str, Any]:
    taken = [(one, row) for one in cases for row in one.steps[""] if from_on <= row.day <= until_on]
    again = [
        (row.facts["method"], f"{one.number} 第{round_}次（{row.day}）")
        for one in cases
        for round_, row in enumerate([r for r in one.steps[""] if r.step == "start_recheck"], 1)
        if from_on <= row.day <= until_on
    ]
    return {
        "rechecks": ({name for _, name in again}, _parts(again)),
        "escalations": ({one.number for one, row in taken if row.step == "escalate"}, {}),
    }


#: How many working days there are for an answer; a hint says so itself.
_SERVED = {"serve_hint": None, "serve_opinion": 15, "hand_proposal": 5}
_ANSWERED = {"reply": "replied_on", "accept": "decided_on", "decline": "decided_on"}


def _notices(cases: list[Told], from_on: date, until_on: date) -> dict[str, Any]:
    served: list[tuple[str, str]] = []
    asked: set[str] = set()
    in_time: set[str] = set()
    for case in cases:
        for subject, rows in case.steps.items():
            sent = next((row for row in reversed(rows) if row.step in _SERVED), None)
            if not subject.startswith("notice/") or sent is None:
                continue
            received = date.fromisoformat(sent.facts["received_on"])
            if rows[-1].step in ("revoke", "discard") or not from_on <= received <= until_on:
                continue
            name = f"{case.number} JD-{int(subject.removeprefix('notice/')):02d}"
            served.append((rows[0].facts["instrument"], name))
            days = _SERVED[str(sent.step)] or sent.facts["reply_days"]
            due = factories.working_days_after(received, days)
            answer = next((row for row in reversed(rows) if row.step in _ANSWERED), None)
            day = date.fromisoformat(answer.facts[_ANSWERED[str(answer.step)]]) if answer else None
            if day is not None or due < factories.TODAY:
                asked.add(name)
                in_time |= {name} if day is not None and day <= due else set()
    return {
        "notices": ({name for _, name in served}, _parts(served)),
        "notices_in_time": (in_time, len(asked)),
    }


def _outcome(signed: list[Told]) -> dict[str, Any]:
    """Return what became of the findings of signed reports."""
    taken: set[str] = set()
    asked: set[str] = set()
    done: set[str] = set()
    over: set[str] = set()
    in_time: set[str] = set()
    for case in signed:
        for number in case.found():
            name, rows = _code(case, number), case.steps.get(f"finding/{number}", [])
            steps = {row.step for row in rows}
            taken |= {name} if {"plan", "submit_proof"} & steps else set()
            if "raise" not in steps or _rests(rows) == "waive":
                continue
            asked.add(name)
            done |= {name} if _rests(rows) == "verify" else set()
            missed, due = bool({"mark_partial", "mark_failed"} & steps), _due_of(rows)
            over |= {name} if missed or due < factories.TODAY or name in done else set()
            proofs = [row.facts["received_on"] for row in rows if row.step == "submit_proof"]
            if name in done and not missed and date.fromisoformat(proofs[-1]) <= due:
                in_time.add(name)
    return {
        "adopted": (taken, {}),
        "rectified": (done, len(asked)),
        "in_time": (in_time, len(over)),
    }


def _rests(rows: list[Row]) -> str | None:
    """Return the last step that moved a finding."""
    return [row.step for row in rows if row.step not in ("extend", "to_bargaining")][-1]


def _due_of(rows: list[Row]) -> date:
    """Return the last day to put it right: natural days and extensions, the end moved off rest days."""
    starts = {"raise": "received_on", "mark_partial": "told_on", "mark_failed": "told_on"}
    begun = [row for row in rows if row.step in starts][-1]
    longer = [row.facts["days"] for row in rows if row.step == "extend" and row.seq > begun.seq]
    day = date.fromisoformat(begun.facts[starts[str(begun.step)]])
    day += timedelta(begun.facts["rectify_days"] + sum(longer))
    while not law.default().calendar.is_working_day(day):
        day += timedelta(1)
    return day


def _sums(cases: list[Told], from_on: date, until_on: date) -> dict[str, Any]:
    checks = [
        row.facts
        for case in cases
        for number in case.found()
        for row in case.steps.get(f"finding/{number}", [])
        if row.step in ("verify", "mark_partial") and from_on <= row.day <= until_on
    ]
    told: dict[str, Any] = {}
    for key in SUMS[1:]:
        given = [facts[key] for facts in checks if facts.get(key) is not None]
        money = key in ("pay_recovered", "insurance_paid")
        told[key] = (sum(Decimal(one) for one in given) if money else sum(given)) if given else None
    return told
