"""Official letters of a union (公函): red head, number, addressee, signature, receipt; by GB/T 9704—2012."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from paper import RED, new_paper
from pieces import Draft, page_marks, shade

#: The width of the running text is 156 mm: where a right tab ends, in twips.
_RIGHT_EDGE = 8845
_PLACES = ("送达方式", "送达地点", "送达日期", "收件人（签名或盖章）", "见证人", "送达人（两人）", "备注")


def begun(title: str) -> Draft:
    """Return a letter with head, number, title and addressee."""
    document = new_paper()
    page_marks(document, cover=False)
    draft = Draft(document)
    _head(draft)
    _number(draft)
    draft.add("Title", title)
    draft.add("Normal", "{{ 被发单位 }}：")
    return draft


def _head(draft: Draft) -> None:
    draft.add("Title", [("{{ 单位.名称 }}", {"color": RED, "size": "34"})])
    head = draft.document.paragraphs[-1].paragraph_format
    head.space_before, head.space_after, head.line_spacing = Pt(10), Pt(18), Pt(44)


def _number(draft: Draft) -> None:
    """Set 文号 on the left, 签发人 on the right, and the red line below both."""
    draft.add("Normal", "　{{ 文号 }}\t签发人：{{ 签发人 }}　")
    line = draft.document.paragraphs[-1]
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT
    line.paragraph_format.space_after = Pt(40)
    properties = line._p.get_or_add_pPr()  # noqa: SLF001 - python-docx knows no borders
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="18" w:space="6" w:color="{RED}"/></w:pBdr>'
    )
    tabs = parse_xml(f'<w:tabs {nsdecls("w")}><w:tab w:val="right" w:pos="{_RIGHT_EDGE}"/></w:tabs>')
    spacing = properties.get_or_add_spacing()
    spacing.addprevious(border)
    spacing.addprevious(tabs)


def several(draft: Draft, path: str, none: str = "") -> None:
    """Add a paragraph for each text of a list, or the sentence that there is none."""
    each = (f"{{%p for 段 in {path} %}}", "{{ 段 }}", "{%p endfor %}")
    if none:
        draft.body(f"{{%p if {path} %}}", *each, "{%p else %}", none, "{%p endif %}")
    else:
        draft.body(*each)


def closed(draft: Draft) -> None:
    """Add the note about the annex, who signs, the day, and whom to ask."""
    # The signature never stands on a page without text.
    draft.document.paragraphs[-1].paragraph_format.keep_with_next = True
    draft.body("附件：送达回证")
    draft.document.paragraphs[-1].paragraph_format.space_before = Pt(29)  # one empty line
    draft.document.paragraphs[-1].paragraph_format.keep_with_next = True
    draft.add("Normal", "{{ 单位.名称 }}（盖章）", "{{ 日期 }}")
    organ, day = draft.document.paragraphs[-2:]
    for paragraph in (organ, day):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(64)
        paragraph.paragraph_format.keep_with_next = True
    organ.paragraph_format.space_before = Pt(58)
    draft.body("（联系人：{{ 联系.姓名 }}{% if 联系.电话 %}；联系电话：{{ 联系.电话 }}{% endif %}{% if 联系.地址 %}；地址：{{ 联系.地址 }}{% endif %}）")
    draft.document.paragraphs[-1].paragraph_format.space_before = Pt(14)


def receipt(draft: Draft, title: str) -> None:
    """Add the receipt on a page of its own."""
    draft.annex("附件　送达回证", new_page=True)
    made = draft.table(
        (28, 72),
        ["送达文书", f"{title}（{{{{ 文号 }}}}）"],
        ["受送达人", "{{ 被发单位 }}"],
        *([name, ""] for name in _PLACES),
        heads=0,
    )
    for row in made.rows:
        shade(row.cells[0])
        row.height = Pt(34)
