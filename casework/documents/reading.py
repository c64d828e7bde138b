"""Reads a .docx back as plain text, one paragraph a line: for ``expected.txt`` and comparisons."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from casework.documents.archive import DAMAGED
from casework.documents.package import W, parse
from casework.errors import FileRefused

_P, _T, _BR, _TAB = (f"{{{W}}}{name}" for name in ("p", "t", "br", "tab"))
_STORY = re.compile(r"word/(?:header|footer|footnotes|endnotes|document)\d*\.xml")


def paragraphs(data: bytes) -> tuple[str, ...]:
    """Return every paragraph that has text: body first, then headers, footers, notes.

    A line break is ``\\n``, a tab ``\\t``; text boxes count as paragraphs of their own.

    Raises:
        FileRefused: *data* is no .docx.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = sorted(n for n in archive.namelist() if _STORY.fullmatch(n))
            names.sort(key=lambda name: name != "word/document.xml")
            roots = [parse(archive.read(name)) for name in names]
    except (*DAMAGED, etree.XMLSyntaxError) as error:
        raise FileRefused("不是完整的 .docx 文件；请用 Word 打开后另存为 .docx。") from error
    return tuple(text for root in roots for text in _texts(root) if text)


def _texts(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(_P):
        pieces = [
            _piece(item)
            for item in paragraph.iter(_T, _BR, _TAB)
            if next(item.iterancestors(_P), None) is paragraph
            and item.getparent().tag != f"{{{W}}}tabs"
        ]
        yield "".join(pieces)


def _piece(item: etree._Element) -> str:
    if item.tag == _T:
        return item.text or ""
    return "\t" if item.tag == _TAB else "\n"


def as_lines(data: bytes) -> str:
    """Return the paragraphs as ``expected.txt`` keeps them: ↵ and → for breaks and tabs."""
    lines = (p.replace("\n", "↵").replace("\t", "→") for p in paragraphs(data))
    return "".join(f"{line}\n" for line in lines)
