"""The paper a first template is made on: page, fonts, styles and small pieces, by GB/T 9704—2012.

Used once per template. From then on the .docx is edited in Word, and this code is only the record
of how it began.
"""

import io
import zipfile
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from casework.documents.archive import write_zip
from casework.documents.package import parse, serialise

SONG, HEI, KAI, FANG, TITLE = "宋体", "黑体", "楷体", "仿宋", "方正小标宋简体"
ALSO = {SONG: "SimSun", HEI: "SimHei", KAI: "楷体_GB2312", FANG: "仿宋_GB2312", TITLE: "宋体"}
LINE = 579  #: twips, 28.95 pt: with 29 pt the 22nd line of the standard misses by a hair
WIDTH = 8845  #: twips between the margins: 156 mm
RED, YELLOW, BLUE, GREY = "C00000", "BF8F00", "2E74B5", "D9D9D9"
_KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer", "Heading 1", "Heading 2", "Heading 3", "Title", "Table Grid"}
_OUT = ("word/stylesWithEffects.xml", "docProps/thumbnail.jpeg")


def fonts(element: object, name: str) -> None:
    """Set all four fonts of a run's or style's properties and drop the theme's."""
    found = element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]  # lxml element
    found.attrib.clear()
    for key in ("ascii", "hAnsi", "eastAsia", "cs"):
        found.set(qn(f"w:{key}"), name)


def new_paper() -> WordDocument:
    """Return an empty A4 document with the styles of this house and nothing else."""
    document = Document()
    for style in list(document.styles):
        if style.name not in _KEPT:
            style.element.getparent().remove(style.element)
    _defaults(document)
    _page(document)
    _styles(document)
    _settings(document)
    _font_table(document)
    return document


def _defaults(document: WordDocument) -> None:
    root = document.styles.element
    latent = root.find(qn("w:latentStyles"))
    if latent is not None:
        root.remove(latent)
    run = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(run):
        run.remove(child)
    run.append(parse_xml(f'<w:rFonts {nsdecls("w")}/>'))
    for key in ("ascii", "hAnsi", "eastAsia", "cs"):
        run[0].set(qn(f"w:{key}"), FANG)
    for tag in ("sz", "szCs"):
        run.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:val="32"/>'))
    run.append(
        parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>')
    )


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(25)
    for old in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001 - python-docx has no docGrid
        section._sectPr.remove(old)  # noqa: SLF001 - python-docx has no other way
    section._sectPr.append(  # noqa: SLF001 - python-docx has no other way
        parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{LINE}"/>')
    )


def _style(
    document: WordDocument, name: str, font: str, size: float, *, base: str = "Normal"
) -> ParagraphStyle:
    styles = document.styles
    made = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(made, ParagraphStyle)  # noqa: S101 - narrows python-docx's union
    for child in list(made.element):
        if child.tag in (qn("w:rPr"), qn("w:pPr"), qn("w:link")):
            made.element.remove(child)
    if name != "Normal":
        made.base_style = styles[base]
    fonts(made.element, font)
    made.font.size = Pt(size)
    made.element.get_or_add_rPr().append(
        parse_xml(f'<w:szCs {nsdecls("w")} w:val="{round(size * 2)}"/>')
    )
    return made


def _spacing(style: ParagraphStyle, line: int, rule: str, before: int = 0, after: int = 0) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:spacing")):
        properties.remove(old)
    spacing = properties.get_or_add_spacing()
    for key, value in (("before", before), ("after", after), ("line", line), ("lineRule", rule)):
        spacing.set(qn(f"w:{key}"), str(value))


def _indent(style: ParagraphStyle, chars: int, size: float) -> None:
    """Set the first line in by *chars* characters (and by their width, for those who ask that)."""
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(chars * 100))
    indent.set(qn("w:firstLine"), str(round(chars * size * 20)))


def _off_the_grid(style: ParagraphStyle) -> None:
    """Let lines be as high as they are, not as the page's grid is."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    style.element.get_or_add_pPr().get_or_add_spacing().addprevious(snap)


def _styles(document: WordDocument) -> None:
    normal = _style(document, "Normal", FANG, 16)
    _spacing(normal, LINE, "exact")
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _indent(_style(document, "正文段", FANG, 16), 2, 16)
    title = _style(document, "Title", TITLE, 22)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _spacing(title, 640, "exact", after=LINE)
    for name, font, bold in (("Heading 1", HEI, False), ("Heading 2", KAI, False), ("Heading 3", FANG, True)):
        heading = _style(document, name, font, 16)
        _indent(heading, 2, 16)
        _spacing(heading, LINE, "exact")
        heading.font.bold = bold
        heading.font.color.rgb = RGBColor(0, 0, 0)
        heading.paragraph_format.keep_with_next = True
    annex = _style(document, "附件标题", TITLE, 18)
    annex.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    annex.paragraph_format.keep_with_next = True
    _spacing(annex, LINE, "exact", before=120, after=240)
    for name, font, size in (("表格文字", FANG, 12), ("表格标题", HEI, 12), ("表格小字", FANG, 10.5)):
        cell = _style(document, name, font, size)
        _spacing(cell, 300, "auto", before=20, after=20)
        cell.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
        cell.paragraph_format.widow_control = True
        _off_the_grid(cell)
    document.styles["表格标题"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    mark = _style(document, "模板标记", SONG, 9)
    mark.font.color.rgb = RGBColor(0x80, 0x80, 0x80)
    _spacing(mark, 240, "auto")
    gap = _style(document, "表后空行", FANG, 9)
    _spacing(gap, 200, "exact")
    _off_the_grid(gap)
    for name in ("Header", "Footer"):
        _spacing(_style(document, name, SONG, 14), 360, "exact")


def _settings(document: WordDocument) -> None:
    root = document.settings.element
    for child in list(root):
        if child.tag in (qn("w:rsids"), qn("w:compat"), qn("w:themeFontLang"), qn("w:evenAndOddHeaders")):
            root.remove(child)
    document.settings.odd_and_even_pages_header_footer = True
    compat = parse_xml(
        f'<w:compat {nsdecls("w")}><w:doNotExpandShiftReturn/><w:useFELayout/><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat>"
    )
    later = ("mathPr", "clrSchemeMapping", "shapeDefaults", "decimalSymbol", "listSeparator")
    next(child for child in root if child.tag.endswith(later)).addprevious(compat)


def _font_table(document: WordDocument) -> None:
    families = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in ALSO.items()
    )
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = f'<w:fonts {nsdecls("w")}>{families}</w:fonts>'.encode()  # noqa: SLF001 - python-docx has no other way


def save(document: WordDocument) -> bytes:
    """Return the file, with fixed times and without the parts nobody needs."""
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as archive:
        parts = {i.filename: archive.read(i) for i in archive.infolist()}
    for name in [n for n in parts if n in _OUT or n.startswith("customXml/")]:
        del parts[name]
    for name in [n for n in parts if n.endswith(".rels") or n == "[Content_Types].xml"]:
        root = parse(parts[name])
        for item in list(root):
            target = item.get("Target") or item.get("PartName") or ""
            if any(out in target for out in ("stylesWithEffects", "thumbnail", "customXml")):
                root.remove(item)
        parts[name] = serialise(root)
    return write_zip(parts)


Runs = str | Sequence[tuple[str, dict[str, str]]]  #: text, or pieces with bold/color/shade/size/font


def write(paragraph: Paragraph, content: Runs) -> Paragraph:
    """Put text, or pieces with formatting of their own, into a paragraph."""
    for text, look in [(content, {})] if isinstance(content, str) else content:
        run = paragraph.add_run(text)
        if "bold" in look:
            run.bold = True
        if "font" in look:
            fonts(run._r, look["font"])  # noqa: SLF001 - python-docx sets only the Latin font
        if "color" in look:
            run.font.color.rgb = RGBColor.from_string(look["color"])
        if "size" in look:
            run.font.size = Pt(float(look["size"]))
        if "shade" in look:
            run._r.get_or_add_rPr().append(  # noqa: SLF001 - python-docx has no other way
                parse_xml(
                    f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{look["shade"]}"/>'
                )
            )
    return paragraph
