"""A file is written whole or not at all, and the sentence says why it was not."""

import subprocess
import sys
from pathlib import Path

import pytest

from casework.documents.writing import write_bytes
from casework.errors import DocumentError

#: A process that may write 100 bytes to a file meets what a full disk is.
FULL = """
import resource, signal, sys
from pathlib import Path
from casework.documents.writing import write_bytes
from casework.errors import DocumentError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    write_bytes(b"x" * 200, Path(sys.argv[1]))
except DocumentError as error:
    sys.stdout.buffer.write(str(error).encode())
"""


def test_the_file_replaces_the_one_that_was_there(tmp_path):
    target = tmp_path / "报告（草稿）.docx"
    for data in (b"old", b"new"):
        assert write_bytes(data, target) == target
        assert target.read_bytes() == data
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_leaves_what_was_there_and_nothing_else(tmp_path):
    target = tmp_path / "报告.docx"
    target.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(target)], capture_output=True, check=True
    )
    assert "磁盘空间不足" in done.stdout.decode()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("没有/报告.docx", "文件夹不存在"),
        ("文件/报告.docx", "不是文件夹"),
        ("文件夹", "这是一个文件夹"),
        ("长" * 100 + ".docx", "文件名太长"),
    ],
)
def test_a_place_where_nothing_can_be_written_is_explained(tmp_path, path, sentence):
    (tmp_path / "文件").write_text("甲", encoding="utf-8")
    (tmp_path / "文件夹").mkdir()
    with pytest.raises(DocumentError, match=sentence):
        write_bytes(b"x", tmp_path / path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["文件", "文件夹"]


def test_a_read_only_place_is_explained():
    with pytest.raises(DocumentError, match=r"写入权限|只读"):
        write_bytes(b"x", Path("/sys/报告.docx"))  # read-only for root, too
