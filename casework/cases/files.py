"""The file store beside a casebook: files by SHA-256, whole or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Collection
from pathlib import Path

from casework.errors import CasebookError, FileRefused

#: The largest file taken as evidence, in bytes.
LARGEST = 50 * 1024 * 1024


class FileStore:
    """A folder of files named by their SHA-256: ``ab/cd…``; ``incoming`` holds what is being written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        """Return where the file with this hash lies or would lie."""
        return self.root / sha256[:2] / sha256[2:]

    def put(self, data: bytes) -> tuple[str, bool]:
        """Store *data* durably; return its SHA-256 and whether it is new here.

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
        if target.exists():
            return digest, False
        try:
            self._write(data, target)
        except OSError as error:
            raise CasebookError(
                f"文件没有存下来：{error.strerror}。请检查“{self.root.name}”文件夹的写权限和磁盘空间。"
            ) from error
        return digest, True

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

    def drop(self, sha256: str) -> None:
        """Remove a file that no row names (its Work was rolled back)."""
        self.path(sha256).unlink(missing_ok=True)

    def sweep(self, known: Collection[str], *, older_than: float) -> list[str]:
        """Remove half-written files, and files no row names that are older than *older_than*.

        *older_than* is a POSIX time: uploads of a form still being filled in are younger.
        Return the hashes removed.
        """
        removed: list[str] = []
        if not self.root.is_dir():
            return removed
        for path in self.root.glob("*/*"):
            if path.stat().st_mtime >= older_than:
                continue
            digest = path.parent.name + path.name
            if path.parent.name == "incoming":
                path.unlink(missing_ok=True)
            elif digest not in known:
                path.unlink(missing_ok=True)
                removed.append(digest)
        return removed

    def _write(self, data: bytes, target: Path) -> None:
        incoming = self.root / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        target.parent.mkdir(exist_ok=True)
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
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
