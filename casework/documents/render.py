"""Makes a document from a dict: a draft that lists what is missing, or a final that refuses.

The same context gives the same bytes on the same zlib, and the same content anywhere. Rendering
changes nothing that threads share.
"""

import hashlib
import platform
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from casework.documents.compile import Compiled, CompiledStory, compiled
from casework.documents.fill import Filled, fill
from casework.documents.pack import Pack
from casework.documents.values import Gallery
from casework.documents.writing import write_bytes
from casework.errors import DocumentError

STAGE = "稿次"  #: the field that marks a paper as not final; a pack that has it gets it set here
_DRAFT = "草稿"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME = 80  #: characters; 255 bytes is what file systems take


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document and everything its record needs."""

    data: bytes = field(repr=False)
    missing: tuple[str, ...]  #: labels of required fields without a value; empty in a final
    file_name: str  #: by the pack's pattern, usable on every system
    file_hash: str  #: SHA-256 of ``data``
    content_hash: str  #: SHA-256 of part names and uncompressed parts: independent of the zlib
    template_hash: str
    manifest_hash: str
    pack_title: str
    pack_version: str
    tools: Mapping[str, str]  #: name and version of what made it

    def write_to(self, path: str | Path) -> Path:
        """Write the file, whole or not at all, and return its path.

        Raises:
            DocumentError: folder missing or read-only, disk full, a folder of that name.
        """
        return write_bytes(self.data, Path(path))


def draft(pack: Pack, context: Mapping[str, object]) -> Rendered:
    """Return the document with 【待填：…】 where something is missing, and the list of what is.

    A pack with the field 稿次 says 草稿 unless the context says something else (征求意见稿).

    Raises:
        DefinitionError: the template is wrong.
        DocumentError: a value has the wrong shape or cannot be printed.
    """
    return _render(pack, {**context, STAGE: context.get(STAGE) or _DRAFT}, final=False)


def final(pack: Pack, context: Mapping[str, object]) -> Rendered:
    """Return the document for signing: nothing required is missing, nothing says draft.

    Raises:
        DefinitionError: the template is wrong.
        DocumentError: a required field is missing (each is named), or a value cannot be printed.
    """
    return _render(pack, {**context, STAGE: ""}, final=True)


def _render(pack: Pack, context: Mapping[str, object], *, final: bool) -> Rendered:
    ready = compiled(pack)
    gallery = Gallery(ready.first_drawing)
    filled = fill(pack.fields, context, gallery, final=final)
    if final and filled.missing:
        listed = "\n".join(f"· {label}" for label in filled.missing)
        raise DocumentError(
            f"《{pack.title}》还缺 {len(filled.missing)} 项必填内容，不能定稿：\n{listed}"
        )
    parts = _parts(ready, filled, gallery)
    data = ready.archive.write(parts)
    return Rendered(
        data=data,
        missing=tuple(filled.missing),
        file_name=_file_name(pack, filled),
        file_hash=hashlib.sha256(data).hexdigest(),
        content_hash=ready.archive.content_hash(parts),
        template_hash=pack.template_hash,
        manifest_hash=pack.manifest_hash,
        pack_title=pack.title,
        pack_version=pack.version,
        tools=_tools(),
    )


def _parts(ready: Compiled, filled: Filled, gallery: Gallery) -> list[tuple[str, bytes]]:
    """Return the parts of this one document: stories, then relations, then pictures."""
    parts = [
        (story.name, _DECLARATION + story.template.render(filled.values).encode())
        for story in ready.stories
    ]
    parts += [
        (_relations_name(story), _relations(story.relations, gallery))
        for story in ready.stories
        if story.relations is not None
    ]
    parts += [(f"word/media/casework{number}.png", png) for number, png in gallery]
    return parts


def _relations_name(story: CompiledStory) -> str:
    folder, _, file = story.name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _relations(existing: str, gallery: Gallery) -> bytes:
    added = "".join(
        f'<Relationship Id="rIdPic{number}" Type="http://schemas.openxmlformats.org/officeDocument/'
        f'2006/relationships/image" Target="media/casework{number}.png"/>'
        for number, _ in gallery
    )
    return existing.replace("</Relationships>", f"{added}</Relationships>").encode()


def _file_name(pack: Pack, filled: Filled) -> str:
    def value(match: re.Match[str]) -> str:
        found: object = filled.values
        for part in match[1].split("."):
            found = found[part] if isinstance(found, Mapping) else ""
        return str(found)

    stem = re.sub(r"\{([^{}]*)\}", value, pack.manifest.file_name.removesuffix(".docx"))
    clean = " ".join(_NOT_IN_FILE_NAMES.sub(" ", stem).split()).strip(". ")
    return f"{clean[:_LONGEST_NAME].strip() or pack.title}.docx"


@lru_cache(maxsize=1)
def _tools() -> Mapping[str, str]:
    found = {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name in ("casework", "docxtpl", "jinja2", "lxml"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # casework run from a bare checkout
            found[name] = "checkout"
    return found
