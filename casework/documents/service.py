"""Documents of a case and of what moves inside it: drafts, issued ones that are kept, and taking one back."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from casework.cases import journal
from casework.cases.evidence import keep
from casework.cases.models import Case, Subject
from casework.cases.work import Work, query, verb
from casework.documents.models import DocumentRecord
from casework.documents.proof import seal
from casework.errors import NotFound

if TYPE_CHECKING:
    from casework.documents.render import Rendered

# The templates' libraries are imported where a document is made: a case is opened without them.


@query
def draft(work: Work, subject: Subject, title: str) -> "Rendered":
    """Return the document as it would be made now; what is still missing is marked 【待填：…】 and listed.

    Raises:
        NotFound: the kind of case has no such document.
        DocumentError: the template cannot be used.
    """
    from casework.documents import pack, render  # noqa: PLC0415 - see above

    work.ask("看", subject)
    context = context_of(work, subject, title)
    return render.draft(pack.find(title), context)


@query
def context_of(work: Work, subject: Subject, title: str) -> dict[str, Any]:
    """Return the dict a document is made of: the one contract for Word, JSON, xlsx and screen."""
    work.ask("看", subject)
    contexts = work.procedure(subject).contexts
    if title not in contexts:
        raise NotFound("文书", f"{title}（可用的有：{'、'.join(contexts)}）")
    return contexts[title](work, subject)


@verb
def issue(work: Work, subject: Subject, title: str) -> DocumentRecord:
    """Make the final document, keep file and dict, and return the record. A step's effect calls it.

    Raises:
        AccessDenied: the actor may not sign.
        DocumentError: required fields are missing, each named.
    """
    from casework.documents import pack, render  # noqa: PLC0415 - see above

    work.ask("签发", subject)
    context = context_of(work, subject, title)
    made = render.final(pack.find(title), context)
    record = DocumentRecord(
        case_id=subject.case.id,
        subject=subject.subject,
        title=title,
        name=made.file_name,
        made_at=work.moment,
        made_by=work.actor.login,
        context=context,
        template_hash=made.template_hash,
        pack_version=made.pack_version,
        sha256=keep(work, made.data),
        content_hash=made.content_hash,
        tools=dict(made.tools),
    )
    work.session.add(record)
    work.session.flush()
    meta = {
        "text": f"《{title}》定稿",
        "record": record.id,
        "file": record.sha256,
        "proof": seal(record),
    }
    stream, about = ("case", subject.case.id), subject.subject
    journal.append(work, stream, "document", about=about, meta=meta)
    return record


@verb
def void(work: Work, subject: Subject, title: str, because: str, *, newest: bool = False) -> None:
    """Mark the issued document of that title as void; its file is kept. A step's effect calls it.

    *newest*: only the last one, where each round of a re-check has its own.

    Raises:
        AccessDenied: the actor may not sign.
    """
    work.ask("签发", subject)
    wanted = (
        select(DocumentRecord)
        .where(
            DocumentRecord.case_id == subject.case.id,
            DocumentRecord.subject == subject.subject,
            DocumentRecord.title == title,
            DocumentRecord.state == "issued",
        )
        .order_by(DocumentRecord.id.desc())
    )
    for record in work.session.scalars(wanted.limit(1) if newest else wanted):
        record.state, record.void_because = "void", because[:250]
        meta = {"text": f"《{title}》作废", "because": because, "record": record.id}
        stream, about = ("case", subject.case.id), subject.subject
        journal.append(work, stream, "document", about=about, meta=meta)


@verb
def restore(work: Work, subject: Subject, title: str, because: str) -> None:
    """Let the document of that title that was voided last stand again; undoing a step's effect calls it.

    Raises:
        AccessDenied: the actor may not sign.
    """
    work.ask("签发", subject)
    for record in issued(work, subject):
        if record.title == title and record.state == "void":
            record.state, record.void_because = "issued", None
            meta = {"text": f"《{title}》恢复有效", "because": because, "record": record.id}
            stream, about = ("case", subject.case.id), subject.subject
            journal.append(work, stream, "document", about=about, meta=meta | {"restored": True})
            return


@query
def issued(work: Work, subject: Subject) -> list[DocumentRecord]:
    """Return the documents of a case or mover that were issued, void ones too, newest first.

    Those of a case are its own; those of what moves inside it are asked of that.
    """
    work.ask("看", subject)
    own = (
        DocumentRecord.case_id == subject.case.id,
        DocumentRecord.subject == subject.subject,
    )
    return list(
        work.session.scalars(select(DocumentRecord).where(*own).order_by(DocumentRecord.id.desc()))
    )


@query
def issued_file(work: Work, case: Case, record_id: int) -> tuple[DocumentRecord, bytes]:
    """Return one issued document and its bytes, checked against the hash of the day it was issued.

    Raises:
        NotFound: the case has no such document.
        FileRefused: the file is gone or was altered.
    """
    work.ask("看", case)
    record = work.session.get(DocumentRecord, record_id)
    if record is None or record.case_id != case.id:
        raise NotFound("文书", record_id)
    return record, work.files.read(record.sha256)
