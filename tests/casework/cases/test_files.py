"""The file store: whole files or none, whatever happens in between; and nobody sweeps another's."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casework import Casebook, cases
from casework.cases.evidence import Held, Upload, clean_name, hold
from casework.cases.files import LARGEST, FileStore
from casework.errors import CasebookError, FileRefused
from tests import factories

HOUSE = Path(__file__).parents[3]


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    files = FileStore(tmp_path / "files")
    files.claim("mine")
    return files


def kept(store: FileStore) -> list[Path]:
    return sorted(path for path in store.root.glob("*/*") if path.is_file())


def test_a_file_lies_under_its_hash_and_comes_back(store: FileStore) -> None:
    digest = store.put(b"evidence")

    assert store.read(digest) == b"evidence"
    assert kept(store) == [store.root / "held" / digest]
    assert store.settle(digest) == len(b"evidence")
    assert kept(store) == [store.root / digest[:2] / digest[2:]]
    assert store.read(digest) == b"evidence"
    assert store.put(b"evidence") == digest


@pytest.mark.parametrize("size", [0, LARGEST + 1])
def test_empty_and_huge_files_are_refused(store: FileStore, size: int) -> None:
    with pytest.raises(FileRefused):
        store.put(bytes(size))

    assert kept(store) == []


@pytest.mark.parametrize("failing", ["fsync", "fdopen"])
def test_a_failure_while_writing_leaves_no_file(
    store: FileStore, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, failing, full)
    with pytest.raises(CasebookError, match="磁盘空间"):
        store.put(b"evidence")

    assert kept(store) == []


def test_file_and_folder_are_synced_before_the_name_counts(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Power loss: bytes first, then the name, then the folders that hold the name."""
    synced: list[str] = []

    def watched(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink().parent.name)

    monkeypatch.setattr(os, "fsync", watched)
    store.put(b"evidence")

    assert synced == [store.root.parent.name, "incoming", store.root.name]


KILLED = """
import os, signal, sys
from pathlib import Path
from casework.cases.files import FileStore
calls = []
for name in ("fsync", "replace"):
    def counted(*given, real=getattr(os, name)):
        calls.append(1)
        if len(calls) == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given)
    setattr(os, name, counted)
FileStore(Path(sys.argv[1])).put(b"x" * 100_000)
"""


@pytest.mark.parametrize("call", [1, 2, 3, 4])
def test_a_kill_in_between_leaves_the_whole_file_or_none(store: FileStore, call: int) -> None:
    """Killed at each of four calls: folder synced, bytes synced, renamed, name synced."""
    command = [sys.executable, "-c", KILLED, str(store.root), str(call)]
    done = subprocess.run(command, cwd=HOUSE, check=False)

    assert done.returncode == -signal.SIGKILL
    whole = [path for path in kept(store) if path.parent.name != "incoming"]
    assert [path.read_bytes() for path in whole] == ([b"x" * 100_000] if call == 4 else [])
    store.sweep(older_than=time.time() + 60)
    assert kept(store) == []


def test_a_sweep_removes_what_was_never_listed_and_leaves_the_rest(store: FileStore) -> None:
    known, orphan = store.put(b"known"), store.put(b"orphan")
    store.settle(known)
    (store.root / "incoming" / "half").write_bytes(b"half")
    (store.root / "incoming" / "notes.txt").write_bytes(b"half")
    (store.root / "README").write_text("not ours")
    (store.root / "ab").mkdir(exist_ok=True)
    (store.root / "ab" / "report.docx").write_text("not named by a hash")

    removed = store.sweep(older_than=time.time() + 60)

    assert removed == [orphan]
    assert {path.name for path in kept(store)} == {"report.docx", known[2:]}
    assert (store.root / "README").exists()


def test_a_sweep_leaves_what_was_stored_or_asked_for_lately(store: FileStore) -> None:
    digest = store.put(b"form still open")
    old = time.time() - 10
    for touch in (lambda: store.put(b"form still open"), lambda: store.keep(digest)):
        os.utime(store.root / "held" / digest, (0, 0))
        touch()
        assert store.sweep(older_than=old) == []


def test_a_file_altered_on_disk_is_mended_when_it_comes_again(store: FileStore) -> None:
    digest = store.put(b"evidence")
    store.settle(digest)
    store.path(digest).write_bytes(b"altered")
    with pytest.raises(FileRefused, match="已被改动"):
        store.read(digest)

    store.put(b"evidence")
    store.settle(digest)

    assert store.read(digest) == b"evidence"


def test_an_older_copy_of_the_casebook_deletes_no_evidence(
    sqlite_book: Casebook, tmp_path: Path
) -> None:
    """A restored backup doesn't know the newest files; opening it must leave them alone."""
    path = Path(str(sqlite_book.engine.url.database))
    number = factories.carried(sqlite_book, "form_team")
    sqlite_book.close()
    older = path.read_bytes()
    with sqlite_book.work("lawyer.wang") as work:
        case = cases.get(work, number)
        facts = {"late_reason": factories.LATE, **factories.FACTS["notify"]}
        given = [Upload("回证.pdf", b"%PDF new")]
        cases.take(work, case, "notify", evidence=given, occurred_on="2026-03-03", **facts)
    for file in sqlite_book.files.root.rglob("*"):
        os.utime(file, (0, 0))
    sqlite_book.close()
    path.write_bytes(older)

    factories.reopened(path).close()

    assert sqlite_book.files.read(hashlib.sha256(b"%PDF new").hexdigest()) == b"%PDF new"


def test_a_hash_that_is_none_never_becomes_a_path(store: FileStore) -> None:
    with pytest.raises(FileRefused, match="校验值不对"):
        store.read("../../../../etc/passwd")


def test_a_casebook_copied_without_its_files_is_not_locked_out(store: FileStore) -> None:
    """The folder is made anew on the first upload, with its mark."""
    moved = FileStore(store.root.with_name("elsewhere"))
    moved.check_owner("mine")
    moved.put(b"evidence")

    FileStore(moved.root).check_owner("mine")


def test_a_refused_form_loses_no_upload(book: Casebook) -> None:
    """What was uploaded stays for the next try, even if its Work was rolled back."""

    def refused() -> None:
        with book.work("lawyer.wang") as work:
            held.append(hold(work, Upload("回证.pdf", b"%PDF")))
            raise ZeroDivisionError

    held: list[Held] = []
    with pytest.raises(ZeroDivisionError):
        refused()
    number = factories.carried(book, "form_team")
    with book.work("lawyer.wang") as work:
        case = cases.get(work, number)
        facts = {"late_reason": factories.LATE, **factories.FACTS["notify"]}
        cases.take(work, case, "notify", evidence=held, occurred_on="2026-03-03", **facts)

    with book.read("lawyer.wang") as work:
        row, data = cases.evidence.content(work, cases.get(work, number), 1)
        assert (row.name, data) == ("回证.pdf", b"%PDF")


def test_an_upload_that_is_gone_is_asked_for_again(book: Casebook) -> None:
    with book.work("lawyer.wang") as work, pytest.raises(FileRefused, match="请重新上传"):
        hold(work, Held("回证.pdf", "0" * 64))


def test_no_casebook_sweeps_the_files_of_another(
    sqlite_book: Casebook, founded: Path, tmp_path: Path
) -> None:
    files = sqlite_book.files
    orphan = files.put(b"uploaded, not listed yet")
    os.utime(files.root / "held" / orphan, (0, 0))
    other = factories.found(tmp_path / "other.db")
    other.close()

    with pytest.raises(CasebookError, match="不是这个案件库的证据文件夹"):
        factories.reopened(tmp_path / "other.db", files.root)
    assert files.read(orphan)
    factories.reopened(str(sqlite_book.engine.url.database)).close()
    with pytest.raises(FileRefused):
        files.read(orphan)


def test_a_folder_of_files_cannot_be_claimed_twice(store: FileStore) -> None:
    with pytest.raises(CasebookError, match="换一个文件夹"):
        store.claim("yours")

    store.release("yours")
    store.check_owner("mine")
    store.release("mine")
    assert not store.root.exists()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\案卷\\回证.pdf", "回证.pdf"),
        ("回\u202e证\x00.pdf", "回证.pdf"),
        ("", "未命名文件"),
        ("长" * 300 + ".pdf", "长" * 146 + ".pdf"),
        ("\ud800.pdf", ".pdf"),
    ],
)
def test_names_of_files_are_fit_to_be_shown(given: str, shown: str) -> None:
    assert clean_name(given) == shown


def test_a_path_that_cannot_be_read_is_told(book: Casebook, tmp_path: Path) -> None:
    with book.work("lawyer.wang") as work:
        for path in (tmp_path, tmp_path / "none.pdf"):
            with pytest.raises(FileRefused, match="读不到"):
                hold(work, path)
