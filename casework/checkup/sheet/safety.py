"""Whether a file may be opened as a sheet of ours at all: looked at before any parser sees it.

An .xlsx is a zip of XML parts. Everything a hostile or broken one can do to a parser is refused
here: bombs, DOCTYPE (entities), macros, encryption, odd names, a file of another kind.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from casework.errors import FileRefused

_MIB = 1024 * 1024
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError,
           ValueError)  # fmt: skip
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16"}
_SAVE_AS = "请用 Excel 或 WPS 打开后“另存为”.xlsx，再上传。"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a sheet may be; the largest real one is far below."""

    file_bytes: int = 50 * _MIB  #: with photographs pasted in
    xml_bytes: int = 30 * _MIB  #: all XML parts, unpacked
    other_bytes: int = 100 * _MIB  #: pictures and the like, unpacked
    ratio: int = 200  #: unpacked to packed, of all parts together
    entries: int = 2000


def inspect(data: bytes, limits: Limits | None = None) -> bool:
    """Return whether pictures are pasted into the workbook, after refusing what must not be opened.

    Raises:
        FileRefused: with the sentence for the person who uploaded it.
    """
    limits = limits or Limits()
    if len(data) > limits.file_bytes:
        most = limits.file_bytes // _MIB
        raise FileRefused(f"文件超过 {most} MB。请删去表内图片（照片另作证据上传）后再试。")
    _refuse_other_kinds(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _inspect(archive, limits)
    except _FAULTS as error:
        raise FileRefused(
            "文件不完整或已损坏，读不出来（可能下载、拷贝时中断）。请重新拷贝，或另存为 .xlsx 再上传。"
        ) from error


def _refuse_other_kinds(data: bytes) -> None:
    if not data:
        raise FileRefused("文件是空的（0 字节）。请上传填好的 .xlsx 表格。")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused(f"这是旧版 .xls 文件，或者设了打开密码。请去掉密码；{_SAVE_AS}")
    if data.startswith(b"%PDF"):
        raise FileRefused("这是 PDF 文件，不能读回。请上传填好的 .xlsx 表格。")
    if not data.startswith(b"PK\x03\x04"):
        raise FileRefused(f"这不是 .xlsx 文件（改扩展名不会改变内容，例如 .csv 改名）。{_SAVE_AS}")


def _inspect(archive: zipfile.ZipFile, limits: Limits) -> bool:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > limits.entries:
        raise FileRefused(f"文件内部的部件超过 {limits.entries} 个，不像本系统的表格，已拒收。")
    if len({name.casefold() for name in names}) < len(names) or any(map(_odd, names)):
        raise FileRefused("文件内部的部件重名或路径异常，不是 Excel、WPS 正常保存的文件，已拒收。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused("文件设了密码。请去掉密码后再上传。")
    _refuse_other_packages(names)
    _refuse_bombs(entries, limits)
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            _refuse_part(archive.read(entry), entry.filename)
    return any(name.startswith("xl/media/") for name in names)


def _odd(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name or ":" in name


def _refuse_other_packages(names: list[str]) -> None:
    if "word/document.xml" in names:
        raise FileRefused("这是 Word 文件，不能读回。请上传填好的 .xlsx 表格。")
    if "ppt/presentation.xml" in names:
        raise FileRefused("这是 PowerPoint 文件，不能读回。请上传填好的 .xlsx 表格。")
    if "content.xml" in names:
        raise FileRefused(f"这是 OpenDocument（.ods）文件。{_SAVE_AS}")
    if any("vbaproject" in name.casefold() for name in names):
        raise FileRefused(f"文件含有宏（VBA）。填表不需要宏；{_SAVE_AS}")
    if "xl/workbook.xml" not in names:
        raise FileRefused(f"这是普通压缩包，不是 .xlsx 工作簿。{_SAVE_AS}")


def _refuse_bombs(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse by the sizes the directory states; reading never yields more than those."""
    is_xml = [entry.filename.endswith((".xml", ".rels")) for entry in entries]
    xml = sum(entry.file_size for entry, yes in zip(entries, is_xml, strict=True) if yes)
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    too_dense = total > _MIB and total > limits.ratio * max(packed, 1)
    if xml > limits.xml_bytes or total - xml > limits.other_bytes or too_dense:
        raise FileRefused("文件解压后过大，不像本系统的表格（可能是压缩炸弹），已拒收，没有打开。")


def _refuse_part(part: bytes, name: str) -> None:
    if any(doctype in part for doctype in _DOCTYPES):
        raise FileRefused(f"文件部件 {name} 含有 DOCTYPE 声明，正常的 .xlsx 没有，已拒收。")
    declared = _ENCODING.match(part)
    if declared and declared[1].lower() not in _ENCODINGS:
        raise FileRefused(f"文件部件 {name} 用了不常见的编码，已拒收。{_SAVE_AS}")
