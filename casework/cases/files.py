"""The file store beside a casebook: files by SHA-256, whole or not at all."""

import hashlib
import logging
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from casework.errors import CasebookError, FileRefused
from casework.store.writing import sync_folder as _sync
from casework.store.writing import why

log = logging.getLogger("casework")

#: The largest file taken as evidence, in bytes.
LARGEST = 50 * 1024 * 1024
_OWNER = "owner"
_INCOMING = "incoming"
_HELD = "held"
_HASH = re.compile("[0-9a-f]{64}")


class FileStore:
    """A folder of files named by their SHA-256: ``ab/cd…`` what rows name, ``held`` what none names yet.

    ``incoming`` is for what is being written. The file ``owner`` names the casebook the folder
    belongs to: no other may sweep it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.owner = ""

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
        self.owner = owner

    def path(self, sha256: str) -> Path:
        """Return where the listed file with this hash lies or would lie.

        Raises:
            FileRefused: not a SHA-256 in hexadecimal.
        """
        if not _HASH.fullmatch(sha256):
            raise FileRefused("文件的校验值不对，请重新上传。")
        return self.root / sha256[:2] / sha256[2:]

    def put(self, data: bytes) -> str:
        """Hold *data* durably and return its SHA-256; :meth:`settle` keeps it for good.

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
        try:
            if not self.keep(digest) or self._found(digest) != data:
                self._write(data, self._held(digest))
        except OSError as error:
            raise self._unwritten(error) from error
        return digest

    def keep(self, sha256: str) -> bool:
        """Return whether the file is there; if it is held, a sweep leaves it alone for a while."""
        try:
            os.utime(self._held(sha256))
        except OSError:
            return self.path(sha256).is_file()
        return True

    def settle(self, sha256: str) -> int:
        """Keep a held file for good, because a row is about to name it; return its size in bytes.

        From now on no sweep removes it, whatever becomes of the row: an older copy of the casebook
        that doesn't know the file must not delete it.

        Raises:
            CasebookError: the folder cannot be written.
        """
        target = self.path(sha256)
        try:
            if self._held(sha256).is_file():
                if not target.parent.is_dir():
                    target.parent.mkdir(exist_ok=True)
                    _sync(self.root)
                self._held(sha256).replace(target)
                _sync(target.parent)
            return target.stat().st_size
        except OSError as error:
            raise self._unwritten(error) from error

    def read(self, sha256: str) -> bytes:
        """Return the bytes of a stored file.

        Raises:
            FileRefused: the file is gone or no longer what it was.
        """
        try:
            data = self._found(sha256)
        except OSError as error:
            raise FileRefused(f"证据文件 {sha256[:12]}… 不在文件库里。请从备份恢复。") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise FileRefused(f"证据文件 {sha256[:12]}… 的内容已被改动。请从备份恢复。")
        return data

    def sweep(self, *, older_than: float) -> list[str]:
        """Remove what was half written or held and never listed, if older than *older_than*.

        *older_than* is a POSIX time: uploads of a form still being filled in are younger.
        Return the hashes removed.
        """
        removed: list[str] = []
        for folder in (_INCOMING, _HELD):
            for path in sorted((self.root / folder).glob("*")):
                try:
                    if path.stat().st_mtime < older_than:
                        path.unlink()
                        removed += [path.name] if folder == _HELD else []
                except OSError as error:  # gone meanwhile, or not ours to remove
                    log.warning("not swept: %s", error.strerror)
        return removed

    def _held(self, sha256: str) -> Path:
        self.path(sha256)
        return self.root / _HELD / sha256

    def _found(self, sha256: str) -> bytes:
        kept = self.path(sha256)
        return kept.read_bytes() if kept.is_file() else self._held(sha256).read_bytes()

    def _write(self, data: bytes, target: Path) -> None:
        if self.owner and not self.root.is_dir():
            self.claim(self.owner)
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
        return CasebookError(f"文件没有存下来：{why(error)}（证据文件夹“{self.root.name}”）")
