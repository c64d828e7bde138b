"""What stands in a template's place: text, a line break, a picture, or what is still missing.

Each type knows its own Word XML (``__html__``, which the template engine asks for instead of
escaping), so that printing plain text, by far the most of a report, costs no call of ours. The XML
closes and reopens ``w:t``: a field always stands inside one, which compiling proves.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from casework.errors import DocumentError

#: Control characters, half surrogate pairs and non-characters: no XML file may contain them.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_PNG = b"\x89PNG\r\n\x1a\n"
_IHDR = struct.Struct(">II")
_EMU_PER_MM = 36_000
_OPEN, _CLOSE = '<w:t xml:space="preserve">', "</w:t>"
_BREAK, _TAB = f"{_CLOSE}<w:br/>{_OPEN}", f"{_CLOSE}<w:tab/>{_OPEN}"


class Todo:
    """Stands for a value nobody has given: false in a condition, 【待填：…】 on paper."""

    __slots__ = ("label", "path")

    def __init__(self, path: str, label: str) -> None:
        self.path, self.label = path, label

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __str__(self) -> str:
        return f"【待填：{self.label}】"


class Absent(dict[str, object]):
    """A group nobody has given: false in a condition, its fields are there all the same."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


class Lines(str):
    """Text with line breaks or tabs in it, which Word writes as elements of their own."""

    __slots__ = ()

    def __html__(self) -> str:
        return escape(self).replace("\n", _BREAK).replace("\t", _TAB)


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and the size it has on paper.

    Raises:
        DocumentError: the bytes are no PNG, or a side is not positive.
    """

    png: bytes = field(repr=False)
    width_mm: float
    height_mm: float
    alt: str  #: what it shows, for those who cannot see it

    def __post_init__(self) -> None:
        header = self.png[len(_PNG) + 8 : len(_PNG) + 16]
        if not self.png.startswith(_PNG) or len(header) < _IHDR.size or 0 in _IHDR.unpack(header):
            raise DocumentError(f"图片“{self.alt}”不是完整的 PNG 文件；请换成 PNG 格式的图片。")
        if min(self.width_mm, self.height_mm) <= 0:
            raise DocumentError(f"图片“{self.alt}”的宽和高应是大于零的毫米数。")
        if UNPRINTABLE.search(self.alt):
            raise DocumentError("图片的说明文字里有控制字符，请删去后再试。")


class Gallery:
    """The pictures of one document: each kept once, each showing with an id of its own."""

    def __init__(self, first_id: int) -> None:
        self._next_id = first_id
        self._names: dict[bytes, int] = {}

    def place(self, picture: Picture) -> "Placed":
        """Return *picture* as something a template can print."""
        number = self._names.setdefault(picture.png, len(self._names) + 1)
        return Placed(picture, number, self)

    def drawing_id(self) -> int:
        """Return an id no other drawing of the document has."""
        self._next_id += 1
        return self._next_id

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        return iter((number, png) for png, number in self._names.items())


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture in one document."""

    picture: Picture
    number: int
    gallery: Gallery

    def __html__(self) -> str:
        wide = round(self.picture.width_mm * _EMU_PER_MM)
        high = round(self.picture.height_mm * _EMU_PER_MM)
        drawing = self.gallery.drawing_id()
        alt = escape(self.picture.alt, {'"': "&quot;", "\n": " ", "\t": " "})
        return f"{_CLOSE}{_DRAWING.format(wide=wide, high=high, id=drawing, alt=alt, n=self.number)}{_OPEN}"


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DRAWING = (
    '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" xmlns:wp="http://schemas'
    '.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="{wide}" cy="{high}"/>'
    '<wp:docPr id="{id}" name="图{id}" descr="{alt}"/>'
    f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/'
    '2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="pic{n}.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="rIdPic{n}" xmlns:r="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing>"
)
