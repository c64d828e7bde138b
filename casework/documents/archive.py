"""A small zip writer: fixed order, fixed times, and what never changes deflated once.

A report differs from its template in one or two parts; the other dozen (styles, fonts, settings)
cost more to compress than the text. They are compressed when the template is compiled, and every
report starts with the same bytes. Dates are the zip format's first day, so that the same content
gives the same file on the same zlib.
"""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

#: What zipfile raises for a file that is damaged, encrypted, or packed by a method it lacks; a
#: changed byte may also be met as a name that is no UTF-8 (ValueError), an empty one (IndexError), or a
#: seek to nowhere (OSError).
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    RuntimeError,
    EOFError,
    IndexError,
    ValueError,
    OSError,
)

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_VERSION = 20  #: of the zip format: deflate, no encryption, no zip64
_UTF8, _DEFLATED = 0x800, 8
_FIRST_DAY = 0x21  #: 1980-01-01, the earliest day the format knows
_LEVEL = 6
_STATIC_LEVEL = 9  #: paid once per template


class Archive:
    """The part of a zip that never changes; :meth:`write` adds the rest and closes it.

    Holds no open file and changes nothing after it is built: threads may share it.
    """

    def __init__(self, static: Iterable[tuple[str, bytes]]) -> None:
        head, central = bytearray(), bytearray()
        self._count = 0
        digests = []
        for name, data in static:
            _append(head, central, name, data, _STATIC_LEVEL)
            digests.append((name, hashlib.sha256(data).hexdigest()))
            self._count += 1
        self._head, self._central = bytes(head), bytes(central)
        self._digests = tuple(digests)

    def write(self, parts: Sequence[tuple[str, bytes]]) -> bytes:
        """Return the whole file: what never changes, then *parts* in the order given."""
        body, central = bytearray(self._head), bytearray(self._central)
        for name, data in parts:
            _append(body, central, name, data, _LEVEL)
        count = self._count + len(parts)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(central), len(body), 0)
        return b"".join((body, central, end))

    def content_hash(self, parts: Sequence[tuple[str, bytes]]) -> str:
        """Return what :func:`content_hash` gives for the file that :meth:`write` makes of them."""
        return _combined(
            (*self._digests, *((name, hashlib.sha256(data).hexdigest()) for name, data in parts))
        )


def content_hash(data: bytes) -> str:
    """Return the SHA-256 of a zip's content: part names and uncompressed parts, in name order.

    Unlike the file's own hash it does not depend on the zlib that compressed it.

    Raises:
        zipfile.BadZipFile: *data* is no zip.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return _combined(
            (info.filename, hashlib.sha256(archive.read(info)).hexdigest())
            for info in archive.infolist()
        )


def _combined(digests: Iterable[tuple[str, str]]) -> str:
    lines = "".join(f"{digest} {name}\n" for name, digest in sorted(digests))
    return hashlib.sha256(lines.encode()).hexdigest()


def write_zip(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of *parts*, in their order: the same parts, the same bytes."""
    return Archive(parts.items()).write(())


def _append(body: bytearray, central: bytearray, name: str, data: bytes, level: int) -> None:
    squeezer = zlib.compressobj(level, zlib.DEFLATED, -15)
    packed = squeezer.compress(data) + squeezer.flush()
    encoded, crc, offset = name.encode(), zlib.crc32(data), len(body)
    common = (_UTF8, _DEFLATED, 0, _FIRST_DAY, crc, len(packed), len(data), len(encoded), 0)
    body += _LOCAL.pack(b"PK\3\4", _VERSION, *common) + encoded + packed
    central += _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *common, 0, 0, 0, 0, offset) + encoded
