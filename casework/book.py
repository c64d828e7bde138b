"""The front door: a casebook is created or opened here, and everything else happens inside its Work."""

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from time import time
from typing import TypeAlias

from sqlalchemy import URL, Engine, select
from sqlalchemy.orm import Session

from casework.cases import access, journal, proof
from casework.cases.files import FileStore
from casework.cases.founding import Founding, found
from casework.cases.models import Person
from casework.cases.work import Actor, Work
from casework.documents import proof as document_proof
from casework.errors import CasebookError, NotFound
from casework.law import Law, civil_date
from casework.law import default as default_law
from casework.registry import kinds
from casework.store import (
    beside,
    casebook_url,
    claim,
    connect,
    discard,
    expect,
    session_for,
    translated,
)
from casework.store.schema import check_current, create_schema, upgrade

log = logging.getLogger("casework")

Check: TypeAlias = Callable[[], list[str]]

#: An upload of a form still being filled in is younger than this, in seconds.
_UPLOAD_LIFE = 48 * 3600


def _now() -> datetime:
    return datetime.now(UTC)


class Casebook:
    """A place where cases are kept: a SQLite file with its folder of files, or a PostgreSQL database.

    Make one with :meth:`create` or :meth:`open`; it holds no transaction by itself.
    """

    def __init__(
        self, engine: Engine, files: FileStore, law: Law, clock: Callable[[], datetime]
    ) -> None:
        self.engine, self.files, self.law, self._clock = engine, files, law, clock
        self.policy = access.shipped()
        self.kinds = kinds()
        self.catalogues = beside(engine.url, ".catalogues", "CASEWORK_CATALOGUES")

    @classmethod
    def create(
        cls,
        where: str | Path | URL,
        *,
        unit: str = "江苏省总工会",
        short: str = "苏工",
        level: str = "省",
        region: str = "320000",
        admin: str = "admin",
        admin_name: str = "系统管理员",
        files: Path | None = None,
        overlays: Sequence[Path] | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> "Casebook":
        """Return a new casebook with its top unit and one administrator.

        *overlays* are law files laid over what ships; by default those of the casebook's law folder
        (``cases.law`` beside ``cases.db``, or ``CASEWORK_LAW``), in the order of their names.

        Raises:
            CasebookError: there is one already, or the place cannot be written.
        """
        first = Founding(unit, short, level, region, admin, admin_name)
        url = casebook_url(where)
        store, known_law = FileStore(_files(url, files)), _law(_overlays(url, overlays))
        claim(url)
        book, owner = cls(connect(url), store, known_law, clock), token_hex(16)
        try:
            with translated():
                create_schema(book.engine, lambda session: book._found(session, first, owner))
        except BaseException:  # also when interrupted: what is half made is none
            book.close()
            store.release(owner)
            discard(url)
            raise
        return book

    @classmethod
    def open(
        cls,
        where: str | Path | URL,
        *,
        files: Path | None = None,
        overlays: Sequence[Path] | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> "Casebook":
        """Return an existing casebook; it is never created or migrated by opening it.

        Raises:
            CasebookError: missing, no casebook, older or newer than this version.
        """
        url = casebook_url(where)
        expect(url)
        store, known_law = FileStore(_files(url, files)), _law(_overlays(url, overlays))
        book = cls(connect(url), store, known_law, clock)
        try:
            with translated():
                check_current(book.engine)
            book.sweep()
        except BaseException:
            book.close()
            raise
        return book

    @staticmethod
    def migrate(where: str | Path | URL) -> str:
        """Bring an older casebook to this version's schema; return the revision it is at now."""
        url = casebook_url(where)
        expect(url)
        engine = connect(url)
        try:
            with translated():
                return upgrade(engine)
        finally:
            engine.dispose()

    @contextmanager
    def work(self, actor: str, *, moment: datetime | None = None) -> Iterator[Work]:
        """Open a writing Work: one transaction of one actor; it commits at the end, or nothing happened.

        *moment* (aware) stands in for now.

        Raises:
            NotFound: no active person has that login.
        """
        with session_for(self.engine, writes=True) as session:
            yield self._work(session, actor, moment, writes=True)

    @contextmanager
    def read(self, actor: str, *, moment: datetime | None = None) -> Iterator[Work]:
        """Open a reading Work: it cannot write.

        Raises:
            NotFound: no active person has that login.
        """
        with session_for(self.engine, writes=False) as session:
            yield self._work(session, actor, moment, writes=False)

    def verify(self, watch: Callable[[Sequence[Check]], Iterable[Check]] = iter) -> list[str]:
        """Recompute everything that can be proved; return what is wrong, the first fault first.

        *watch* may wrap the checks to show how far they are. A broken journal is told alone: what is
        derived from it proves nothing then.
        """
        with session_for(self.engine, writes=False) as session:
            found = [fault for check in watch(journal.checks(session)) for fault in check()]
            if found:
                return found
            work = self._acting(session, Actor(0, "verify", "核验"), None, writes=False)
            derived = [*proof.checks(work), lambda: list(document_proof.faults(work))]
            return [fault for check in watch(derived) for fault in check()]

    def sweep(self) -> list[str]:
        """Remove half-written files and old uploads that were never listed; return the hashes removed.

        Raises:
            CasebookError: the folder of files belongs to another casebook.
        """
        with session_for(self.engine, writes=False) as session:
            founded = journal.first(session, ("system", 0))
        self.files.check_owner(founded.meta["files"] if founded else "")
        removed = self.files.sweep(older_than=time() - _UPLOAD_LIFE)
        if removed:
            log.info("removed %d uploads that were never listed", len(removed))
        return removed

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()

    def _work(self, session: Session, actor: str, moment: datetime | None, *, writes: bool) -> Work:
        person = session.scalars(
            select(Person).where(Person.login == actor, Person.active)
        ).one_or_none()
        if person is None:
            raise NotFound("人员", actor)
        who = Actor(person.id, person.login, person.name)
        return self._acting(session, who, moment, writes=writes)

    def _acting(self, session: Session, who: Actor, at: datetime | None, *, writes: bool) -> Work:
        return Work(
            session,
            who,
            at or self._clock(),
            self.law,
            self.policy,
            self.kinds,
            self.files,
            writes,
            self.catalogues,
        )

    def _found(self, session: Session, first: Founding, owner: str) -> None:
        found(session, first, civil_date(self._clock()))
        work = self._work(session, first.admin, None, writes=True)
        meta = {**asdict(first), "files": owner}
        journal.append(work, ("system", 0), "casebook.created", meta=meta)
        self.files.claim(owner)


def _law(overlays: Sequence[Path]) -> Law:
    """Return the law with *overlays*; what ships alone is read once for all."""
    return Law.load(overlays) if overlays else default_law()


def _files(url: URL, files: Path | None) -> Path:
    if files is not None:
        return files
    if url.drivername == "sqlite":
        return Path(f"{url.database}.files")
    if "CASEWORK_FILES" in os.environ:
        return Path(os.environ["CASEWORK_FILES"])
    raise CasebookError("使用 PostgreSQL 时要说明证据文件放在哪里：设置环境变量 CASEWORK_FILES。")


def _overlays(url: URL, given: Sequence[Path] | None) -> Sequence[Path]:
    """Return the law files of a casebook: whoever opens it, computes by the same law."""
    if given is not None:
        return given
    folder = beside(url, ".law", "CASEWORK_LAW")
    return sorted(folder.glob("*.toml")) if folder else ()
