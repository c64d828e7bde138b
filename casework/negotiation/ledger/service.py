"""The verbs of the clause ledger: offered, answered, taken back, put aside, confirmed, reopened."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from casework.cases.models import Case
from casework.cases.service import lock
from casework.cases.work import Work, verb
from casework.errors import Conflict, InputError, StepRefused
from casework.negotiation.digest import names
from casework.negotiation.ledger import fields
from casework.negotiation.ledger.entry import Act, Entry, Figure, digest_of
from casework.negotiation.ledger.filling import filled
from casework.negotiation.ledger.minutes import told
from casework.negotiation.ledger.queries import ledger_of
from casework.negotiation.ledger.rows import append
from casework.negotiation.ledger.rules import reasons_against
from casework.negotiation.ledger.surroundings import talks_of
from casework.negotiation.ledger.talks import Talks
from casework.negotiation.ledger.wording_rules import act_of
from casework.negotiation.side import Side


@verb
def propose(
    work: Work,
    case: Case,
    topic: str | int,
    text: str,
    *,
    side: str,
    figures: str | Iterable[Figure | Mapping[str, Any]] = (),
    clause: str | int | None = None,
    package: str = "",
    seen: int | None = None,
    **when: Any,
) -> Entry:
    """Put a wording on the table and return its line: an offer, a counter-offer, or part of a package.

    Without *clause* a new one begins. *figures*: a text of lines (派送费 1.2元/件), or figures. *seen*: the
    version of the clause that was shown. *when*: meeting, author, said_on.

    Raises:
        StepRefused: every reason of the ledger's rules. InputError: what cannot be read.
        Conflict: the clause has a later version than *seen*.
    """
    talks = _begin(work, case)
    given = {"side": side, "topic": topic, "clause": clause, "text": text, "package": package}
    values = filled(work, case, fields.OFFER, {**given, **when, "figures": figures})
    ledger = ledger_of(work, case)
    number = values.pop("clause") or len(ledger.clauses) + 1
    version = ledger.next_version(number)
    _check_seen(work, case, number, seen)
    made = values["text"], values["figures"]
    return _add(
        work,
        case,
        talks,
        act=act_of(ledger, number, values["side"], values["package"]),
        clause=number,
        version=version,
        hash=digest_of(number, version, *made),
        **values,
    )


@verb
def counter(
    work: Work, case: Case, clause: str | int, text: str, *, side: str, **given: Any
) -> Entry:
    """Answer a clause with another wording and return its line. *given*: as of :func:`propose`.

    Raises:
        NotFound: no such clause. StepRefused, InputError, Conflict: as :func:`propose`.
    """
    _begin(work, case)
    number = filled(work, case, (), {"clause": clause})["clause"]
    known = ledger_of(work, case).clauses.get(number)
    if known is None:
        raise InputError.one("clause", f"条款：没有“{clause}”，反提案要有对方提出的条款。")
    return propose(work, case, known.topic, text, side=side, clause=number, **given)


@verb
def withdraw_offer(
    work: Work,
    case: Case,
    clause: str | int | None = None,
    *,
    side: str,
    package: str = "",
    reason: str = "",
    **when: Any,
) -> Entry:
    """Take back the standing offer of a side on a clause, or a whole *package*, and return the line.

    Raises:
        StepRefused: nothing stands, it is the other side's, it is agreed. InputError: what cannot be read.
    """
    talks = _begin(work, case)
    given = {"side": side, "clause": clause, "package": package, "text": reason, **when}
    values = filled(work, case, fields.WITHDRAWAL, given)
    if bool(values["package"]) == bool(values["clause"]):
        raise InputError.one("clause", "条款：写要撤回的条款，或者写要整体撤回的方案，只写一个。")
    known = ledger_of(work, case).clauses.get(values["clause"] or 0)
    offer = known.offer(values["side"]) or known.current if known else None
    return _add(
        work, case, talks, act=Act.WITHDRAWN, of=offer.hash if offer else "",
        topic=known.topic if known else None, **values,
    )  # fmt: skip


@verb
def reserve(
    work: Work, case: Case, clause: str | int, *, side: str, reason: str = "", **when: Any
) -> Entry:
    """Put a clause aside and return the line.

    Raises:
        StepRefused: it is agreed, or aside already. InputError: what cannot be read.
    """
    given = {"side": side, "clause": clause, "text": reason, **when}
    return _about(work, case, Act.RESERVED, fields.RESERVE, given)


@verb
def reopen(
    work: Work, case: Case, clause: str | int, *, side: str, reason: str, **when: Any
) -> Entry:
    """Open a clause again that is agreed, put aside or confirmed by one side, and return the line.

    Raises:
        StepRefused: it is open. InputError: no reason.
    """
    given = {"side": side, "clause": clause, "text": reason, **when}
    return _about(work, case, Act.REOPENED, fields.REOPENING, given)


@verb
def confirm(
    work: Work,
    case: Case,
    clause: str | int,
    hash: str,  # noqa: A002 - it is what people call it
    *,
    chief_side: str,
    **when: Any,
) -> Entry:
    """Let the chief of a side confirm the version with that *hash* (its first 12 characters do); return the line.

    With both chiefs' the clause is agreed; of a package only when all its clauses are confirmed. *when*:
    meeting, said_on, and author, the chief of that side if not given.

    Raises:
        StepRefused: an outdated hash, not the chief, before the talks. InputError: what cannot be read.
    """
    given = {"side": chief_side, "clause": clause, "of": hash, **when}
    return _about(work, case, Act.CONFIRMED, fields.CONFIRMATION, given)


@verb
def confirm_package(
    work: Work, case: Case, package: str, *, chief_side: str, **when: Any
) -> list[Entry]:
    """Let the chief of a side confirm all clauses of a package that he did not confirm yet; return the lines.

    Raises:
        StepRefused, InputError: as :func:`confirm`; there is no such package.
    """
    work.ask("编", case)
    found = ledger_of(work, case).packages.get(package.strip())
    if found is None:
        raise InputError.one("package", f"打包方案：没有“{package}”。")
    return [
        confirm(work, case, one.clause or 0, one.hash, chief_side=chief_side, **when)
        for one in found.members
        if chief_side not in ledger_of(work, case).clauses[one.clause or 0].confirmed
    ]


@verb
def enter_agreed(
    work: Work, case: Case, topic: str | int, text: str, *, side: str = Side.WORKERS, **given: Any
) -> list[Entry]:
    """Enter a clause that both chiefs have agreed on, from its paper: the wording and both confirmations.

    *side*: who put it; *given*: as of :func:`propose`. Return the lines.

    Raises:
        StepRefused, InputError, Conflict: as :func:`propose` and :func:`confirm`; then nothing is entered.
    """
    line = propose(work, case, topic, text, side=side, **given)
    when = {"meeting": line.meeting, "said_on": line.said_on}
    number = line.clause or 0
    confirmed = [
        confirm(work, case, number, line.hash, chief_side=one, **when)
        for one in (Side(side), Side(side).other)
    ]
    return [line, *confirmed]


def _begin(work: Work, case: Case) -> Talks:
    lock(work, case)
    work.ask("编", case)
    return talks_of(work, case)


def _about(work: Work, case: Case, act: Act, declared: Any, given: Mapping[str, Any]) -> Entry:
    """Add a line about a clause that is there."""
    talks = _begin(work, case)
    values = filled(work, case, declared, given)
    known = ledger_of(work, case).clauses.get(values["clause"])
    if known is not None and values.get("of"):
        found = (one.hash for one in reversed(known.versions) if names(values["of"], one.hash))
        values["of"] = next(found, values["of"])
    if act is Act.CONFIRMED and not given.get("author"):
        values["author"] = (talks.chiefs or {}).get(values["side"], values["author"])
    return _add(work, case, talks, act=act, topic=known.topic if known else None, **values)


def _add(work: Work, case: Case, talks: Talks, **values: Any) -> Entry:
    ledger = ledger_of(work, case)
    entry = Entry(seq=len(ledger.entries) + 1, **values)
    reasons = reasons_against(ledger, entry, talks)
    if reasons:
        raise StepRefused(f"{entry.act.label} {entry.code}", talks.state, reasons)
    append(work, case, entry, _summary(entry))
    work.remembered["ledger", case.id] = ledger.after(entry)
    return entry


def _summary(entry: Entry) -> str:
    """Return a line in a phrase: the words of a wording stand beside it, and nobody is named."""
    if not entry.is_wording:
        return f"{entry.side}{entry.act.label} {entry.code}"
    figures = f"：{'、'.join(map(str, entry.figures))}" if entry.figures else ""
    within = f"（打包方案“{entry.package}”）" if entry.package else ""
    return f"{entry.side}{entry.act.label} {entry.code}{within}{figures}"


def _check_seen(work: Work, case: Case, clause: int, seen: int | None) -> None:
    known = ledger_of(work, case).clauses.get(clause)
    versions = known.versions if known else ()
    if seen is None or seen == len(versions):
        return
    later = [told(replace(one, text=one.text[:40])) for one in versions[seen:]]
    raise Conflict(known.code if known else "新条款", later or ["版本号不符"])
