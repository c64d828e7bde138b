"""Pieces both templates are put together from: marks, headings, tables, headers and footers."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import _Footer, _Header
from docx.table import Table, _Cell
from paper import KAI, RED, WIDTH, Runs, fonts, write

Cell = Runs | list[Runs]  #: one paragraph, or several
TEXT, SMALL, HEAD, MARK = "表格文字", "表格小字", "表格标题", "模板标记"


class Draft:
    """A template being made; every method adds at the end."""

    def __init__(self, document: WordDocument) -> None:
        self.document = document

    def add(self, style: str, *contents: Runs) -> None:
        """Add paragraphs of one style; a text that is a ``{%p …%}`` mark gets the mark's style."""
        for content in contents:
            is_mark = isinstance(content, str) and content.startswith("{%p ")
            write(self.document.add_paragraph(style=MARK if is_mark else style), content)

    def body(self, *contents: Runs) -> None:
        """Add paragraphs of running text."""
        self.add("正文段", *contents)

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading: 一、 is level 1, （一） level 2."""
        self.add(f"Heading {level}", text)

    def annex(self, text: str, *, new_page: bool = False) -> None:
        """Begin an annex, if need be on a page of its own."""
        self.add("附件标题", text)
        self.document.paragraphs[-1].paragraph_format.page_break_before = new_page

    def table(
        self,
        widths: Sequence[int],
        *rows: Sequence[Cell] | str,
        heads: int = 1,
        centre: Sequence[int] = (),
        style: str = TEXT,
    ) -> Table:
        """Add a table; *rows* are lists of cells, or one ``{%tr …%}`` mark for a whole row.

        *widths* are parts of the width between the margins; the first *heads* rows repeat on
        every page; *centre* names the columns set in the middle. A row does not break over pages
        unless `breakable` says so. A narrow line follows, so that no two tables ever meet.
        """
        total = sum(widths)
        wide = [WIDTH * part // total for part in widths]
        made: Table = self.document.add_table(rows=0, cols=len(widths), style="Table Grid")
        made.autofit = False
        for grid, width in zip(made._tbl.tblGrid.gridCol_lst, wide, strict=True):  # noqa: SLF001 - python-docx has no other way
            grid.set(qn("w:w"), str(width))
        _table_properties(made)
        for number, row in enumerate(rows):
            cells = made.add_row().cells
            _row_properties(made, head=number < heads)
            for cell, width in zip(cells, wide, strict=True):
                cell._tc.get_or_add_tcPr().get_or_add_tcW().set(qn("w:w"), str(width))  # noqa: SLF001 - python-docx has no other way
                cell._tc.tcPr.tcW.set(qn("w:type"), "dxa")  # noqa: SLF001 - python-docx has no other way
            if isinstance(row, str):
                merged = cells[0].merge(cells[-1])
                fill_cell(merged, row, MARK)
                continue
            for column, (cell, content) in enumerate(zip(cells, row, strict=True)):
                fill_cell(cell, content, HEAD if number < heads else style)
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                if number < heads:
                    shade(cell)
                elif column in centre:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.add("表后空行", "")
        return made


def fill_cell(cell: _Cell, content: Cell, style: str) -> None:
    """Put one or several paragraphs into a cell."""
    several = isinstance(content, list) and bool(content) and not isinstance(content[0], tuple)
    pieces: list[Runs] = content if several else [content]  # type: ignore[assignment,list-item]  # told apart above
    for number, piece in enumerate(pieces):
        is_mark = isinstance(piece, str) and piece.startswith("{%p ")
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = MARK if is_mark else style
        write(paragraph, piece)


def shade(cell: _Cell, fill: str = "EDEDED") -> None:
    """Give a cell a background."""
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - python-docx has no shading
    made = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')
    later = properties.find(qn("w:vAlign"))
    if later is None:
        properties.append(made)
    else:
        later.addprevious(made)


def merge_row(table: Table, row: int, first: int, last: int, content: Cell, style: str = TEXT) -> None:
    """Merge cells *first* to *last* of a row into one with *content*."""
    cells = table.rows[row].cells
    cell = cells[first].merge(cells[last])
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)  # noqa: SLF001 - python-docx has no other way
    for run in list(cell.paragraphs[0].runs):
        run._r.getparent().remove(run._r)  # noqa: SLF001 - python-docx has no other way
    fill_cell(cell, content, style)


def breakable(table: Table, *rows: int) -> None:
    """Let rows of long text continue on the next page."""
    for row in rows:
        properties = table.rows[row]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way
        for mark in properties.findall(qn("w:cantSplit")):
            properties.remove(mark)


def keep_together(table: Table, *rows: int) -> None:
    """Keep each of these rows on the same page as the next one."""
    for row in rows:
        for cell in table.rows[row].cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _table_properties(table: Table) -> None:
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no other way
    for tag in ("tblW", "tblLayout", "tblLook"):
        for old in properties.findall(qn(f"w:{tag}")):
            properties.remove(old)
    for xml in (
        f'<w:tblW {nsdecls("w")} w:w="{WIDTH}" w:type="dxa"/>',
        f'<w:tblLayout {nsdecls("w")} w:type="fixed"/>',
        f'<w:tblCellMar {nsdecls("w")}><w:left w:w="85" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar>',
    ):
        properties.append(parse_xml(xml))


def _row_properties(table: Table, *, head: bool) -> None:
    properties = table.rows[-1]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def page_marks(document: WordDocument, *, cover: bool) -> None:
    """Set the draft mark at the head of each page and — 1 — at its foot (odd right, even left)."""
    section = document.sections[0]
    section.different_first_page_header_footer = cover
    headers = [section.header, section.even_page_header]
    if cover:
        headers.append(section.first_page_header)
        section.first_page_footer.is_linked_to_previous = False
    for header in headers:
        _draft_mark(header)
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right")
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left")


def _draft_mark(header: _Header) -> None:
    header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    write(
        paragraph,
        [("{% if 稿次 %}【{{ 稿次 }}，不得作为正式文书使用】{% endif %}", {"color": RED, "font": KAI, "size": "12"})],
    )


def _page_number(footer: _Footer, where: WD_ALIGN_PARAGRAPH, side: str) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = where
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - python-docx has no other way
    indent.set(qn(f"w:{side}Chars"), "100")
    indent.set(qn(f"w:{side}"), "280")
    paragraph.add_run("— ")
    for kind in ("begin", None, "separate", "1", "end"):
        run = paragraph.add_run()
        if kind is None:
            run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> PAGE </w:instrText>'))  # noqa: SLF001 - python-docx has no other way
        elif kind == "1":
            run.text = "1"
        else:
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))  # noqa: SLF001 - python-docx has no other way
    paragraph.add_run(" —")
    for run in paragraph.runs:
        fonts(run._r, "宋体")  # noqa: SLF001 - python-docx has no other way
