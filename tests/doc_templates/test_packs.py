"""Every pack that ships: its manifest, its placeholders, its sample, and what comes out."""

import io
import re
import tomllib
import zipfile
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from casework.documents import lint, pack, reading, render
from casework.documents.compile import compiled

PACKS = pack.all_packs()
every_pack = pytest.mark.parametrize("found", PACKS, ids=[p.title for p in PACKS])


@every_pack
def test_the_manifest_names_states_of_its_procedure(found, root):
    # 集体协商 has three tables that share its documents.
    tables = (root / "casework" / found.procedure).glob("*.toml")
    states = {
        state
        for file in tables
        for state in tomllib.loads(file.read_text("utf-8")).get("state", ())
    }
    assert found.manifest.made_in
    assert set(found.manifest.made_in) <= states


@every_pack
def test_placeholders_and_fields_are_the_same_both_ways(found):
    fields = {item.path for item in found.manifest.walk()}
    assert compiled(found).used - {"loop"} == fields


@every_pack
def test_the_sample_gives_what_is_expected(found):
    assert lint.preview(found) == (found.folder / "expected.txt").read_text("utf-8")
    assert lint.check(found) == []


@every_pack
def test_nothing_is_left_over(found):
    made = render.final(found, lint.sample(found))
    text = reading.as_lines(made.data)
    assert not re.search(r"\{\{|\{%|%\}|\}\}|None|【待填|草稿", text)
    assert made.file_name.endswith(f"{found.title}.docx")


@every_pack
def test_a_draft_of_nothing_at_all_is_still_a_document_that_says_what_it_lacks(found):
    made = render.draft(found, {})
    required = {i.label for i in found.manifest.walk() if i.required and i.is_leaf}
    assert made.missing
    assert {label.rpartition("：")[2] for label in made.missing} & required
    assert "【草稿，不得作为正式文书使用】" in reading.paragraphs(made.data)


@every_pack
def test_every_font_is_set_for_all_scripts_and_the_paper_is_that_of_the_standard(found):
    document = Document(io.BytesIO(found.template))
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [37, 35, 28, 26]
    for fonts in [
        *document.element.iter(qn("w:rFonts")),
        *document.styles.element.iter(qn("w:rFonts")),
    ]:
        assert len({fonts.get(qn(f"w:{key}")) for key in ("ascii", "hAnsi", "eastAsia", "cs")}) == 1
    (lang,) = document.styles.element.iter(qn("w:lang"))
    assert lang.get(qn("w:eastAsia")) == "zh-CN"
    grid = document.element.body.sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"


@every_pack
def test_nothing_of_whoever_edited_the_template_travels(found):
    data = render.final(found, lint.sample(found)).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        assert not [n for n in names if "stylesWithEffects" in n or "thumbnail" in n]
        assert b"<dc:creator></dc:creator>" in archive.read("docProps/core.xml")


def test_a_report_has_all_ten_sections_and_its_annexes_with_findings_and_without(report):
    for findings in (0, 3, 60):
        text = reading.paragraphs(render.final(pack.find("体检报告"), report(findings)).data)
        for number in "一二三四五六七八九十":
            assert any(line.startswith(f"{number}、") for line in text)
        assert [line[:3] for line in text if re.match(r"附件\d　", line)] == [
            f"附件{n}" for n in range(1, 7 if findings else 6)
        ]
        assert sum(bool(re.fullmatch(r"WT-\d+　.+", line)) for line in text) == findings


def test_a_report_without_findings_says_so_instead_of_leaving_headings_empty(report):
    document = Document(io.BytesIO(render.final(pack.find("体检报告"), report(0)).data))
    body = [(p.style.name, p.text) for p in document.paragraphs]
    assert ("正文段", "本次体检未发现需要整改的问题。") in body
    assert ("正文段", "本次体检没有列出问题，企业不必反馈整改情况。") in body
    assert not any("整改反馈表" in text for _style, text in body)
    for (style, text), following in pairwise(body):
        table_follows = text.startswith(("一、", "四、", "五、", "签章"))
        assert not (style == "Heading 1" == following[0]) or table_follows, text


def test_below_the_coverage_the_report_gives_no_grade(report):
    context = report(3)
    context["评价"] |= {"等级": None, "得分": None, "覆盖率": "62.0%"}
    text = "\n".join(reading.paragraphs(render.final(pack.find("体检报告"), context).data))
    assert "初步结论：检查项覆盖率为62.0%，低于80%" in text
    assert "初步得分" in text
    assert "已核实的事项中未发现红线情形。" in text
    assert "总体等级" not in text


def test_a_draft_for_comment_says_so_on_every_kind_of_page(report):
    made = render.draft(pack.find("体检报告"), {**report(3), "稿次": "征求意见稿"})
    marks = [p for p in reading.paragraphs(made.data) if p.startswith("【征求意见稿")]
    assert len(marks) == 3  # first, odd and even pages
