"""What is kept of a document: the dict it was made of, and the file as it went out."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.cases.models import Case, StoredFile
from casework.store import Base


class DocumentRecord(Base):
    """One issued document: enough to explain it years later and to make it again."""

    __tablename__ = "document"
    __table_args__ = (CheckConstraint("state IN ('issued','void')", name="state_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    subject: Mapped[str] = mapped_column(String(30), default="")  #: the mover it is of: notice/2
    title: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(250))  #: the file's name
    state: Mapped[str] = mapped_column(String(8), default="issued")
    void_because: Mapped[str | None] = mapped_column(String(250))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(60))
    context: Mapped[dict[str, Any]]
    template_hash: Mapped[str] = mapped_column(String(64))
    pack_version: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    content_hash: Mapped[str] = mapped_column(String(64))
    tools: Mapped[dict[str, Any]]

    case: Mapped[Case] = relationship()
    file: Mapped[StoredFile] = relationship()
