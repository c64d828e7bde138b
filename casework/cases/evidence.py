"""Evidence of a case: files taken in by SHA-256 and listed with a number that never changes."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import func, select

from casework.cases.models import Case, Evidence, StoredFile, Subject
from casework.cases.work import Work, query
from casework.errors import FileRefused, InputError, NotFound
from casework.store import ensure
from casework.store.writing import why_unread
from casework.workflow import EvidenceSlot

#: What other packages use; the rest is for the verbs of casework, which ask about access.
__all__ = ["Held", "Paper", "Upload", "clean_name", "content", "hold", "listed"]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that arrives as bytes (a form, an API)."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Held:
    """A file already in the store, known by its SHA-256 (a form that was refused and comes back)."""

    name: str
    sha256: str


#: How evidence may be handed over: a path on this machine, bytes, or a file already stored.
Paper: TypeAlias = str | Path | Upload | Held


def hold(work: Work, paper: Paper) -> Held:
    """Store a file at once and return what to come back with; nothing is listed yet.

    Raises:
        FileRefused: missing, empty or too large.
    """
    if isinstance(paper, Held):
        if not work.files.keep(paper.sha256):
            raise FileRefused(f"先前上传的“{paper.name}”已不在文件库里，请重新上传。")
        return Held(clean_name(paper.name), paper.sha256)
    if isinstance(paper, Upload):
        name, data = paper.name, paper.data
    else:
        path = Path(paper)
        try:
            name, data = path.name, path.read_bytes()
        except OSError as error:
            raise FileRefused(f"证据文件“{path.name}”读不到：{why_unread(error)}") from error
    return Held(clean_name(name), work.files.put(data))


def clean_name(name: str) -> str:
    """Return a file name fit for lists and downloads: no folders, no control characters, 150 at most."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(
        letter for letter in base if unicodedata.category(letter) not in {"Cc", "Cf", "Cs"}
    )
    return kept.strip()[-150:] or "未命名文件"


def by_slot(
    slots: Sequence[EvidenceSlot], given: Mapping[str, Sequence[Paper]] | Iterable[Paper]
) -> dict[str, list[Paper]]:
    """Return the papers by slot; a plain list belongs to the first slot, or to ``其他`` if there is none.

    Raises:
        InputError: a slot the step does not have.
    """
    if not isinstance(given, Mapping):
        papers = list(given)
        return {slots[0].name if slots else "其他": papers} if papers else {}
    known = {slot.name for slot in slots} | {"其他"}
    for name in given:
        if name not in known:
            raise InputError.one(name, f"没有这个证据栏。可用的有：{'、'.join(sorted(known))}。")
    return {name: list(papers) for name, papers in given.items() if papers}


def attach(
    work: Work, subject: Subject, slot: str, papers: Iterable[Paper], *, source: str = ""
) -> list[Evidence]:
    """List papers as evidence of the case under *slot*; the same file in the same slot is listed once.

    Those of a mover are listed with its case, the slot telling whose they are.
    """
    rows, case = [], subject.case
    slot = f"{subject.subject}:{slot}" if subject.subject else slot
    for paper in papers:
        held = hold(work, paper)
        row = work.session.scalars(
            select(Evidence).where(
                Evidence.case_id == case.id, Evidence.slot == slot, Evidence.sha256 == held.sha256
            )
        ).first()
        rows.append(row or _listed(work, case, slot, held, source))
    return rows


def noted(rows: Sequence[Evidence]) -> dict[str, Any]:
    """Return what a journal row keeps of the evidence it came with: numbers and hashes."""
    if not rows:
        return {}
    return {"evidence": [row.number for row in rows], "files": [row.sha256 for row in rows]}


def _listed(work: Work, case: Case, slot: str, held: Held, source: str) -> Evidence:
    _register(work, held.sha256)
    last = work.session.scalar(select(func.max(Evidence.number)).where(Evidence.case_id == case.id))
    row = Evidence(
        case_id=case.id,
        number=(last or 0) + 1,
        sha256=held.sha256,
        name=held.name,
        slot=slot,
        source=source,
        received_on=work.today,
    )
    work.session.add(row)
    work.session.flush()
    return row


def keep(work: Work, data: bytes) -> str:
    """Store bytes that are no evidence (an issued document) and return their SHA-256."""
    digest = work.files.put(data)
    _register(work, digest)
    return digest


def _register(work: Work, sha256: str) -> None:
    size = work.files.settle(sha256)
    ensure(work.session, StoredFile, sha256=sha256, size=size, stored_at=work.moment)


@query
def listed(work: Work, case: Case) -> Sequence[Evidence]:
    """Return the evidence list of a case in order."""
    work.ask("看", case)
    return work.session.scalars(
        select(Evidence).where(Evidence.case_id == case.id).order_by(Evidence.number)
    ).all()


@query
def content(work: Work, case: Case, number: int) -> tuple[Evidence, bytes]:
    """Return one piece of evidence and its bytes, checked against its hash.

    Raises:
        NotFound: the case has no evidence of that number.
        FileRefused: the file is gone or was altered.
    """
    work.ask("看", case)
    row = work.session.scalars(
        select(Evidence).where(Evidence.case_id == case.id, Evidence.number == number)
    ).one_or_none()
    if row is None:
        raise NotFound("证据", f"证{number}")
    return row, work.files.read(row.sha256)
