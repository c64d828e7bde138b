"""What a template may contain, and that each wrong one is refused with paragraph and remedy."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from casework.documents import reading, render
from casework.documents.compile import compiled
from casework.errors import DefinitionError


def refusal(pack: object) -> str:
    with pytest.raises(DefinitionError) as caught:
        compiled(pack)
    return str(caught.value)


def test_a_misspelt_field_is_named_with_its_paragraph_and_what_it_may_have_been(make):
    said = refusal(make("企业：{{ 企业.名秤 }}，以下简称甲方"))
    assert "企业：{{ 企业.名秤 }}，以下简称甲方" in said
    assert "没有字段“企业.名秤”" in said
    assert "企业.名称" in said


def test_all_problems_are_listed_at_once(make):
    said = refusal(make("{{ 编好 }}", "{{ 企业 }}", "{% if 不存在 %}甲{% endif %}"))
    assert "3 处错误" in said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("｛｛ 编号 ｝｝", "全角花括号"),
        ("{ { 编号 } }", "有空格"),
        ("{{ 编号 } 后面的文字", "没有成对"),
        ("{ 编号 }}", "没有成对"),
        ("{% 编号 %}", "不能用"),
        ("{# 备注 #}", "注释"),
        ("{%- if 急 %}甲{%- endif %}", "去空格"),
        ("{%r if 急 %}甲{%r endif %}", "不能用"),
        ("{%tc for 域 in 领域 %}", "不能用"),
        ("{% set 甲 = 1 %}", "不能用"),
        ("{% include '甲' %}", "不能用"),
        ("{%p if 急 %}会丢的文字", "单独占一段"),
        ("{%tr for 域 in 领域 %}", "只能写在表格的行里"),
        ("{{ 企业 }}", "下面还有字段"),
        ("{{ 问题 }}", "是一个列表"),
        ("{{ 急 }}", "是是/否字段"),
        ("{{ 编号|upper }}", "没有“upper”这个处理"),
        ("{{ 编号|join }}", "写法应是"),
        ("{{ 编号|join('、') }}", "不能用 join"),
        ("{{ 编号() }}", "只能写字段"),
        ("{{ 企业['名称'] }}", "只能写字段"),
        ("{{ 编号 ~ 编号 }}", "只能写字段"),
        ("{{ loop.index }}", "没有字段“loop”"),
        ("{{ 问题.标题 }}", "请先用 for"),
        ("{% for 甲 in 编号 %}甲{% endfor %}", "不是可以有多项的字段"),
        ("{% for 编号 in 领域 %}甲{% endfor %}", "同名"),
        ("{% for 甲, 乙 in 问题 %}甲{% endfor %}", "只能有一个变量"),
        ("{% for 甲 in 领域 if 甲 %}甲{% endfor %}", "只能写成"),
        ("{% for 甲 in 领域 %}{{ loop.cycle }}{% endfor %}", "没有 loop.cycle"),
        ("{% for 甲 in 领域 %}{{ loop }}{% endfor %}", "不能直接印出"),
        ("{% if 编号 > 3 %}甲{% endif %}", "比较只能写成"),
        ("{% if 编号 == 企业.名称 %}甲{% endif %}", "比较只能写成"),
        ("{% if 急 %}甲", "没有结束"),
        ("甲{% endif %}", "多了一个 endif"),
        ("{{ 编号. }}", "写法有误"),
    ],
)
def test_what_is_not_in_the_language_is_refused_with_a_sentence(make, text, sentence):
    said = refusal(make(text))
    assert sentence in said
    assert text.split("{")[0] in said


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("{% if 急 %}从这一段", "到下一段{% endif %}"),
        ("{%p for 域 in 领域 %}", "甲{% if 急 %}", "乙{% endif %}", "{%p endfor %}"),
        ("{%p if 急 %}", "甲", "乙{% endif %}"),
        ("甲{% for 域 in 领域 %}", "{{ 域 }}", "{%p endfor %}"),
    ],
)
def test_a_condition_from_one_paragraph_into_another_is_refused(make, paragraphs):
    assert "不在同一层" in refusal(make(*paragraphs))


def test_a_cell_that_may_have_no_paragraph_is_refused(make):
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{%p if 急 %}"
    cell.add_paragraph("甲")
    cell.add_paragraph("{%p endif %}")
    assert "单元格在某种情况下没有段落" in refusal(make(docx=saved(document)))


def test_a_cell_with_something_on_every_path_passes(make, context):
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{%p if 领域 %}"
    for text in (
        "{%p for 域 in 领域 %}",
        "{{ 域 }}",
        "{%p endfor %}",
        "{%p else %}",
        "无",
        "{%p endif %}",
    ):
        cell.add_paragraph(text)
    pack = make(docx=saved(document))
    assert reading.paragraphs(render.draft(pack, context).data) == ("工资", "工时")
    assert reading.paragraphs(render.draft(pack, {**context, "领域": []}).data) == ("无",)


def test_a_table_that_may_have_no_row_is_refused(make):
    rows = [["{%tr for 域 in 领域 %}"], ["{{ 域 }}"], ["{%tr endfor %}"]]
    assert "一行也没有" in refusal(make(table=rows))


def test_a_row_mark_beside_other_text_is_refused(make):
    rows = [
        ["头", "头"],
        ["{%tr for 域 in 领域 %}", "会丢"],
        ["{{ 域 }}", ""],
        ["{%tr endfor %}", ""],
    ]
    assert "单独占一行" in refusal(make(table=rows))


def test_two_tables_that_would_become_one_are_refused(make):
    document = Document()
    document.add_paragraph("{%p for 域 in 领域 %}")
    document.add_table(1, 1).cell(0, 0).text = "{{ 域 }}"
    document.add_paragraph("{%p endfor %}")
    assert "两个表格紧挨着" in refusal(make(docx=saved(document)))


def test_a_bookmark_that_nothing_refers_to_is_dropped_and_one_that_is_used_may_not_be_repeated(
    make,
):
    document = Document()
    document.add_paragraph("{%p for 域 in 领域 %}")
    document.add_paragraph("{{ 域 }}")
    append(document, f'<w:bookmarkStart {nsdecls("w")} w:id="1" w:name="甲"/>')
    append(document, f'<w:bookmarkEnd {nsdecls("w")} w:id="1"/>')
    document.add_paragraph("{%p endfor %}")
    compiled(make(docx=saved(document)))
    document.add_paragraph()
    append(document, f'<w:hyperlink {nsdecls("w")} w:anchor="甲"/>')
    assert "循环里不能有书签" in refusal(make(docx=saved(document)))


def test_a_field_outside_text_is_refused(make):
    document = Document()
    document.add_paragraph()
    append(document, f'<w:fldSimple {nsdecls("w")} w:instr="{{{{ 编号 }}}}"/>')
    assert "文字以外的地方" in refusal(make(docx=saved(document)))


def test_tracked_changes_and_comments_must_be_settled_first(make):
    document = Document()
    paragraph = document.add_paragraph("甲")
    document.add_comment(paragraph.runs, "为什么", "某人")
    append(document, f'<w:ins {nsdecls("w")} w:id="9" w:author="某人"/>')
    said = refusal(make(docx=saved(document)))
    assert "修订痕迹" in said
    assert "批注" in said


@pytest.mark.parametrize("cut", [0, 10, 1000])
def test_a_damaged_file_is_refused(make, cut):
    pack = make("甲")
    broken = make(docx=pack.template[:cut] or b"x")
    assert "不是 .docx 文件" in refusal(broken)


def test_a_zip_that_is_no_word_file_is_refused(make):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("甲.txt", "甲")
    assert "不是 Word 文件" in refusal(make(docx=out.getvalue()))


def test_headers_footers_and_notes_are_compiled_like_the_body(make, context):
    document = Document()
    document.sections[0].header.paragraphs[0].text = "页眉 {{ 编号 }}"
    document.sections[0].footer.paragraphs[0].text = "页脚 {{ 企业.名称 }}"
    text = reading.as_lines(render.draft(make(docx=saved(document)), context).data)
    assert "页眉 1号" in text
    assert "页脚 云河试件公司" in text
    document.sections[0].footer.paragraphs[0].text = "{{ 编好 }}"
    assert "页脚，段落“{{ 编好 }}”" in refusal(make(docx=saved(document)))


def test_a_mark_that_word_split_over_runs_is_one_mark(make, context):
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ 企", "业.", "名称 }", "}和{% if 编", "号 == “1号” %}一号", "{% endif %}"):
        paragraph.add_run(piece).bold = len(piece) % 2 == 0
    assert reading.paragraphs(render.draft(make(docx=saved(document)), context).data) == (
        "云河试件公司和一号",
    )


def append(document: object, xml: str) -> None:
    """Put an element at the end of the last paragraph."""
    document.element.body.p_lst[-1].append(parse_xml(xml))


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
