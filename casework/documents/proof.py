"""Whether the issued documents, their files and their records are still what the journal says."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import select

from casework.cases import history
from casework.cases.models import Case
from casework.cases.work import Work
from casework.documents.archive import content_hash
from casework.documents.models import DocumentRecord
from casework.errors import FileRefused
from casework.store import canonical


def seal(record: DocumentRecord) -> str:
    """Return the SHA-256 of everything a record says of an issued document; the journal keeps it."""
    said = [
        record.subject,
        record.title,
        record.name,
        record.context,
        record.template_hash,
        record.pack_version,
        record.sha256,
        record.content_hash,
        record.tools,
    ]
    return hashlib.sha256(canonical(said)).hexdigest()


def faults(work: Work) -> Iterator[str]:
    """Yield a sentence for each issued document that is not as it was issued, or is gone."""
    for case in work.session.scalars(select(Case).order_by(Case.id)):
        yield from _record_faults(work, case)
    for record in work.session.scalars(select(DocumentRecord).order_by(DocumentRecord.id)):
        place = f"案件 {record.case.number} 的《{record.title}》"
        try:
            data = work.files.read(record.sha256)
        except FileRefused as error:
            yield f"{place}：{error}"
            continue
        if content_hash(data) != record.content_hash:
            yield f"{place}的文件与签发时不一致。"


def _record_faults(work: Work, case: Case) -> Iterator[str]:
    rows = [row for row in history.entries(work, case) if row.verb == "document"]
    proofs = {row.meta["record"]: row.meta["proof"] for row in rows if "proof" in row.meta}
    last = {row.meta["record"]: row for row in rows}
    voided = {
        number
        for number, row in last.items()
        if "proof" not in row.meta and "restored" not in row.meta
    }
    stored = {
        record.id: record
        for record in work.session.scalars(
            select(DocumentRecord).where(DocumentRecord.case_id == case.id)
        )
    }
    for number in sorted(proofs.keys() | stored.keys()):
        record, proof = stored.get(number), proofs.get(number)
        if record is None:
            yield f"案件 {case.number} 签发的一份文书的登记被删除。"
        elif proof is None:
            yield f"案件 {case.number} 的《{record.title}》没有签发记录。"
        elif seal(record) != proof or (record.state == "void") != (number in voided):
            yield f"案件 {case.number} 的《{record.title}》的登记被改动。"
