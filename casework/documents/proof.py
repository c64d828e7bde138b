"""Whether the issued documents are still what their records say."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import select

from casework.cases.work import Work
from casework.documents.archive import content_hash
from casework.documents.models import DocumentRecord
from casework.errors import FileRefused


def faults(work: Work) -> Iterator[str]:
    """Yield a sentence for each issued document whose file is gone, or not the one that was issued."""
    for record in work.session.scalars(select(DocumentRecord).order_by(DocumentRecord.id)):
        place = f"案件 {record.case.number} 的《{record.title}》"
        try:
            data = work.files.read(record.sha256)
        except FileRefused as error:
            yield f"{place}：{error}"
            continue
        if (
            hashlib.sha256(data).hexdigest() != record.sha256
            or content_hash(data) != record.content_hash
        ):
            yield f"{place}的文件与签发时不一致。"
