"""The file store beside a casebook: files by SHA-256, whole or not at all."""

import hashlib
import logging
import os
import re
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from casework.errors import CasebookError, FileRefused

log = logging.getLogger("casework")

#: The largest file taken as evidence, in bytes.
LARGEST = 50 * 1024 * 1024
_OWNER = "owner"
_INCOMING = "incoming"
_HASH = re.compile("[0-9a-f]{64}")


class FileStore:
    """A folder of files named by their SHA-256: ``ab/cd…``; ``incoming`` holds what is being written.

    ``owner`` names the casebook the folder belongs to: no other may sweep it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def claim(self, owner: str) -> None:
        """Make the folder and mark it as *owner*'s.

        Raises:
            CasebookError: it belongs to another casebook, or cannot be written.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            with (self.root / _OWNER).open("x", encoding="ascii") as file:
                file.write(owner)
        except FileExistsError:
            raise CasebookError(self._foreign()) from None
        except OSError as error:
            raise self._unwritten(error) from error

    def release(self, owner: str) -> None:
        """Take the claim back: the casebook was not finished."""
        try:
            self.check_owner(owner)
        except CasebookError:
            return
        (self.root / _OWNER).unlink(missing_ok=True)
        with suppress(OSError):  # not empty, or never made
            self.root.rmdir()

    def check_owner(self, owner: str) -> None:
        """Pass if the folder is *owner*'s, or is not there yet.

        Raises:
            CasebookError: it belongs to another casebook, or to none.
        """
        try:
            found = (
                (self.root / _OWNER).read_text(encoding="ascii") if self.root.is_dir() else owner
            )
        except (OSError, UnicodeDecodeError):
            found = ""
        if found != owner:
            raise CasebookError(self._foreign())

    def path(self, sha256: str) -> Path:
        """Return where the file with this hash lies or would lie."""
        return self.root / sha256[:2] / sha256[2:]

    def put(self, data: bytes) -> str:
        """Store *data* durably and return its SHA-256.

        Written to ``incoming``, fsynced, renamed, the folder fsynced: a crash leaves the whole
        file or none.

        Raises:
            FileRefused: empty or larger than LARGEST.
            CasebookError: the folder cannot be written or the disk is full.
        """
        if not data:
            raise FileRefused("文件是空的（0 字节）。请重新选择文件。")
        if len(data) > LARGEST:
            raise FileRefused(f"文件超过 {LARGEST // 1024 // 1024} MB。请压缩或拆分后再上传。")
        digest = hashlib.sha256(data).hexdigest()
        target = self.path(digest)
        try:
            if target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == digest:
                os.utime(target)  # young again: a sweep leaves it alone until its row is written
                return digest
            self._write(data, target)
        except OSError as error:
            raise self._unwritten(error) from error
        return digest

    def keep(self, sha256: str) -> bool:
        """Return whether the file is there; if so, a sweep leaves it alone for a while."""
        try:
            os.utime(self.path(sha256))
        except OSError:
            return False
        return True

    def read(self, sha256: str) -> bytes:
        """Return the bytes of a stored file.

        Raises:
            FileRefused: the file is gone or no longer what it was.
        """
        try:
            data = self.path(sha256).read_bytes()
        except OSError as error:
            raise FileRefused(f"证据文件 {sha256[:12]}… 不在文件库里。请从备份恢复。") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise FileRefused(f"证据文件 {sha256[:12]}… 的内容已被改动。请从备份恢复。")
        return data

    def sweep(self, known: Collection[str], *, older_than: float) -> list[str]:
        """Remove half-written files, and files no row names that are older than *older_than*.

        *older_than* is a POSIX time: uploads of a form still being filled in are younger.
        Return the hashes removed.
        """
        removed: list[str] = []
        if not self.root.is_dir():
            return removed
        for path in sorted(self.root.glob("*/*")):
            digest = path.parent.name + path.name
            half_written = path.parent.name == _INCOMING
            if digest in known or not (half_written or _HASH.fullmatch(digest)):
                continue
            try:
                if path.stat().st_mtime < older_than:
                    path.unlink()
                    removed += [] if half_written else [digest]
            except OSError as error:  # gone meanwhile, or not ours to remove
                log.warning("not swept: %s", error.strerror)
        return removed

    def _write(self, data: bytes, target: Path) -> None:
        incoming = self.root / _INCOMING
        incoming.mkdir(parents=True, exist_ok=True)
        if not target.parent.is_dir():
            target.parent.mkdir(exist_ok=True)
            _sync(self.root)
        handle, name = tempfile.mkstemp(dir=incoming)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        _sync(target.parent)

    def _foreign(self) -> str:
        return f"文件夹“{self.root.name}”不是这个案件库的证据文件夹。请核对路径；新建案件库时换一个文件夹。"

    def _unwritten(self, error: OSError) -> CasebookError:
        return CasebookError(
            f"文件没有存下来：{error.strerror}。请检查“{self.root.name}”文件夹的写权限和磁盘空间。"
        )


def _sync(folder: Path) -> None:
    """Make the names in a folder durable, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
