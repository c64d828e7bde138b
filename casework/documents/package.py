"""Opens a template's .docx: its parts, cleaned of what must not travel or must not be repeated.

Out goes what tells about the person who edited the template (author, company, the path of an
attached template, revision ids) and what would be wrong in a loop (bookmarks, paragraph ids).
Stories are the parts with text: body, headers, footers, footnotes, endnotes.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from casework.documents.archive import DAMAGED
from casework.errors import DefinitionError, Problem

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_TYPES = "[Content_Types].xml"
_ROOT_RELS = "_rels/.rels"
_LARGEST = 64 * 1024 * 1024  #: bytes unpacked; a template is well under 1 MiB

_STORY = re.compile(r"wordprocessingml\.(?:document\.main|header|footer|footnotes|endnotes)\+xml$")
_PRIVATE = re.compile(
    r"^(?:docProps/(?:custom\.xml|thumbnail\..*)|word/(?:people|stylesWithEffects)\.xml"
    r"|word/_rels/settings\.xml\.rels)$"
)
_NOISE = ("proofErr", "lastRenderedPageBreak", "permStart", "permEnd", "rsids", "attachedTemplate")
_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange")
_COMMENTS = ("commentReference", "commentRangeStart")

_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://'
    'schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
    "<dc:creator></dc:creator></cp:coreProperties>"
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    'openxmlformats.org/officeDocument/2006/extended-properties"><Application>casework'
    "</Application></Properties>"
)


@dataclass(frozen=True, slots=True)
class Story:
    """One part with text."""

    name: str  #: ``word/document.xml``
    title: str  #: what an error calls it: 正文, 页眉, 页脚, 脚注, 尾注
    root: etree._Element


@dataclass(frozen=True, slots=True)
class Package:
    """A template's parts: those with text parsed, the others as bytes, in the file's order."""

    parts: dict[str, bytes]
    stories: tuple[Story, ...]


def open_package(template: bytes, source: str, title: str) -> Package:
    """Return the cleaned parts of *template*; *title* goes into the document's properties.

    Raises:
        DefinitionError: not a .docx, damaged, or with tracked changes or comments left in it.
    """
    parts = _read(template, source)
    types = _parse(parts[_TYPES], _TYPES, source)
    for name in [name for name in parts if _PRIVATE.match(name)]:
        del parts[name]
    _forget_missing(parts, types, source)
    if "docProps/core.xml" in parts:
        escaped = title.replace("&", "&amp;").replace("<", "&lt;")
        parts["docProps/core.xml"] = _CORE.format(title=escaped).encode()
    if "docProps/app.xml" in parts:
        parts["docProps/app.xml"] = _APP.encode()
    stories = tuple(_stories(parts, types, source))
    problems = [problem for story in stories for problem in _left_over(story)]
    if problems:
        raise DefinitionError(source, problems)
    for story in stories:
        _clean(story.root)
    if "word/settings.xml" in parts:
        settings = _parse(parts["word/settings.xml"], "word/settings.xml", source)
        _clean(settings)
        parts["word/settings.xml"] = serialise(settings)
    return Package(parts, stories)


def serialise(root: etree._Element) -> bytes:
    """Return a part's bytes: UTF-8 with the declaration Word writes."""
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data


def parse(data: bytes) -> etree._Element:
    """Return the root of a part, without comments, entities or network.

    Raises:
        lxml.etree.XMLSyntaxError: not well formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def _parse(data: bytes, name: str, source: str) -> etree._Element:
    try:
        root = parse(data)
    except etree.XMLSyntaxError as error:
        raise DefinitionError(
            source, [Problem(name, f"文件损坏（{error.msg}）；请用 Word 重新保存模板。")]
        ) from error
    if root.getroottree().docinfo.doctype:
        raise DefinitionError(source, [Problem(name, "含有 DTD，Word 文件里不应有；请重新保存。")])
    return root


def _read(template: bytes, source: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                raise DefinitionError(source, [Problem("", "展开后超过 64 MB，不像文书模板。")])
            parts = {i.filename: archive.read(i) for i in archive.infolist() if not i.is_dir()}
    except DAMAGED as error:
        raise DefinitionError(
            source,
            [Problem("", "不是 .docx 文件，或者文件不完整、有密码；请用 Word 另存为 .docx。")],
        ) from error
    if _TYPES not in parts or _ROOT_RELS not in parts or "word/document.xml" not in parts:
        raise DefinitionError(source, [Problem("", "不是 Word 文件；请用 Word 另存为 .docx。")])
    return {_TYPES: parts.pop(_TYPES), **parts}


def _forget_missing(parts: dict[str, bytes], types: etree._Element, source: str) -> None:
    """Take out of types and relationships what is no longer among the parts."""
    for override in types.findall("{*}Override"):
        if override.get("PartName", "").lstrip("/") not in parts:
            types.remove(override)
    defaults = {item.get("Extension", "").lower() for item in types.findall("{*}Default")}
    if "png" not in defaults:
        png = etree.SubElement(types, types.tag.replace("Types", "Default"))
        png.set("Extension", "png")
        png.set("ContentType", "image/png")
        types.insert(0, png)
    parts[_TYPES] = serialise(types)
    for name in [name for name in parts if name.endswith(".rels")]:
        root = _parse(parts[name], name, source)
        base = posixpath.dirname(posixpath.dirname(name))
        for relation in list(root):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else posixpath.join(base, target)
            if posixpath.normpath(full) not in parts:
                root.remove(relation)
        parts[name] = serialise(root)


def _stories(parts: dict[str, bytes], types: etree._Element, source: str) -> Iterator[Story]:
    titles = {"document": "正文", "header": "页眉", "footer": "页脚"}
    titles |= {"footnotes": "脚注", "endnotes": "尾注"}
    for override in types.findall("{*}Override"):
        if _STORY.search(override.get("ContentType", "")):
            name = override.get("PartName", "").lstrip("/")
            kind = re.sub(r"\d*\.xml$", "", posixpath.basename(name))
            yield Story(name, titles.get(kind, kind), _parse(parts[name], name, source))


def _left_over(story: Story) -> Iterator[Problem]:
    if any(True for _ in story.root.iter(*(f"{{{W}}}{name}" for name in _REVISIONS))):
        yield Problem(story.title, "还有修订痕迹；请在“审阅”里接受全部修订后保存。")
    if any(True for _ in story.root.iter(*(f"{{{W}}}{name}" for name in _COMMENTS))):
        yield Problem(story.title, "还有批注；请在“审阅”里删除全部批注后保存。")


def _clean(root: etree._Element) -> None:
    for element in list(root.iter(*(f"{{{W}}}{name}" for name in _NOISE))):
        element.getparent().remove(element)
    used = {e.get(f"{{{W}}}anchor") for e in root.iter(f"{{{W}}}hyperlink")}
    fields = " ".join(e.text or "" for e in root.iter(f"{{{W}}}instrText"))
    fields += " ".join(e.get(f"{{{W}}}instr", "") for e in root.iter(f"{{{W}}}fldSimple"))
    gone = set()
    for mark in list(root.iter(f"{{{W}}}bookmarkStart")):
        name = mark.get(f"{{{W}}}name", "")
        if name not in used and name not in fields:
            gone.add(mark.get(f"{{{W}}}id"))
            mark.getparent().remove(mark)
    for mark in list(root.iter(f"{{{W}}}bookmarkEnd")):
        if mark.get(f"{{{W}}}id") in gone:
            mark.getparent().remove(mark)
    for element in root.iter():
        for key in list(element.attrib):
            if key.startswith(f"{{{W}}}rsid") or key in (f"{{{_W14}}}paraId", f"{{{_W14}}}textId"):
                del element.attrib[key]
