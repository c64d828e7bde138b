"""Every text comes out letter for letter, the same data gives the same bytes, nothing is left out."""

import hashlib
import io
import struct
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment

from casework.documents import pack as packs
from casework.documents import reading, render
from casework.documents.archive import content_hash
from casework.documents.compile import compiled
from casework.documents.values import Picture
from casework.errors import DefinitionError, DocumentError

printable = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"],
        exclude_characters="\ufffe\uffff",
        include_characters="\n\t",
    ),
    min_size=1,
)


@pytest.fixture(scope="module")
def one_field(tmp_path_factory):
    """Return a pack that prints one field between two words, and again in a loop."""
    folder = tmp_path_factory.mktemp("test") / "one"
    folder.mkdir()
    document = Document()
    document.add_paragraph("前{{ 文 }}后")
    document.add_paragraph("{% for 行 in 行列 %}[{{ 行 }}]{% endfor %}")
    document.add_paragraph('{{ 行列|join("、") }}')
    document.save(str(folder / "template.docx"))
    (folder / "manifest.toml").write_text(
        'title = "试件"\nversion = "1"\nlaw = "无"\nfile_name = "{文}.docx"\nfields = ['
        '{ name = "文", label = "文" }, { name = "行列", label = "行", many = true }]',
        encoding="utf-8",
    )
    return packs.load(folder)


def png(width: int = 2, height: int = 2) -> bytes:
    """Return a small grey picture."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))]
    chunks += [(b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@given(text=printable)
@example(text="甲 & 乙 <有限>公司")
@example(text="𠮷野家 👩‍👩‍👧 ＆\u3000\u200b")
@example(text="汉" * 5000)
@example(text="一\n二\t三\n")
@example(text="{{ 文 }}{% for 行 in 行列 %}{_{")
@example(text="]]><w:t>\"'</w:t>  两个空格 ")
def test_any_text_comes_out_letter_for_letter(one_field, text):
    made = render.draft(one_field, {"文": text, "行列": [text, text]})
    read = [paragraph.text for paragraph in Document(io.BytesIO(made.data)).paragraphs]
    assert read == [f"前{text}后", f"[{text}][{text}]", f"{text}、{text}"]


def test_line_ends_of_a_web_form_are_line_ends(one_field):
    made = render.draft(one_field, {"文": "一\r\n二\r三"})
    assert reading.paragraphs(made.data)[0] == "前一\n二\n三后"


@pytest.mark.parametrize("bad", ["\0", "\x0b", "\x1f", "\x7f", "\x85", "\ud800", "\uffff"])
def test_a_control_character_is_refused_with_place_and_code(one_field, bad):
    with pytest.raises(DocumentError, match=f"U\\+{ord(bad):04X}") as caught:
        render.draft(one_field, {"文": f"甲{bad}乙"})
    assert "甲□乙" in str(caught.value)


def test_the_same_data_gives_the_same_bytes(one_field):
    first, second = (render.draft(one_field, {"文": "甲"}) for _ in range(2))
    other = render.draft(one_field, {"文": "乙"})
    assert first.data == second.data
    assert first.content_hash == content_hash(first.data)
    assert first.file_hash == hashlib.sha256(first.data).hexdigest()
    assert other.content_hash != first.content_hash


def test_the_content_hash_does_not_depend_on_how_it_was_compressed(one_field):
    made = render.draft(one_field, {"文": "甲"})
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made.data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target,
    ):
        for name in reversed(source.namelist()):
            target.writestr(name, source.read(name))
    assert content_hash(out.getvalue()) == made.content_hash
    assert out.getvalue() != made.data


def test_threads_may_share_a_template(one_field):
    texts = [f"甲{n}\n乙" for n in range(200)]
    alone = [render.draft(one_field, {"文": text}).data for text in texts]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda text: render.draft(one_field, {"文": text}).data, texts))
    assert together == alone


def test_a_missing_value_is_marked_in_a_draft_and_listed_when_required(make):
    found = make("{{ 编号 }}，{{ 企业.名称 }}，{{ 企业.地址 }}，{% if 急 %}急{% endif %}{{ 稿次 }}")
    made = render.draft(found, {})
    (text,) = reading.paragraphs(made.data)
    assert text == "【待填：编号】，【待填：企业名称】，【待填：企业地址】，草稿"
    assert made.missing == ("编号", "企业：企业名称")


def test_a_required_field_is_missing_even_where_the_template_would_not_print_it(make):
    found = make("{% if 急 %}{{ 编号 }}{% endif %}{% for 项 in 问题 %}{{ 项.标题 }}{% endfor %}")
    made = render.draft(found, {"企业": {"名称": "甲"}, "问题": [{"标题": "一"}, {"标题": ""}]})
    assert made.missing == ("编号", "问题第2项：标题")


def test_a_final_names_everything_that_is_missing_and_prints_no_marks(make, context):
    found = make("{{ 编号 }}，{{ 企业.地址 }}。{{ 稿次 }}")
    with pytest.raises(DocumentError, match="还缺 2 项") as caught:
        render.final(found, {"企业": {}})
    assert "企业：企业名称" in str(caught.value)
    del context["企业"]["地址"]
    made = render.final(found, {**context, "稿次": "草稿"})
    assert reading.paragraphs(made.data) == ("1号，。",)
    assert made.missing == ()


def test_values_of_the_wrong_shape_are_all_named(make, context):
    wrong = {
        "编号": 1.5,
        "企业": "甲",
        "问题": {"标题": "甲"},
        "急": "是",
        "图": b"",
        "领域": [True],
    }
    with pytest.raises(DocumentError, match="6 处不能用"):
        render.draft(make("甲"), {**context, **wrong})


def test_whole_numbers_and_decimals_are_printed_as_they_are(make, context):
    found = make("{{ 编号 }} {{ 问题|length }} {{ 企业.名称 }}")
    context |= {"编号": 1200, "企业": {"名称": Decimal("0.50")}}
    assert reading.paragraphs(render.draft(found, context).data) == ("1200 2 0.50",)


def test_a_picture_is_a_part_with_a_relationship_and_ids_of_its_own(make, context):
    found = make("{{ 图 }}", "{% if 图 %}又{{ 图 }}{% endif %}")
    made = render.draft(found, {**context, "图": Picture(png(), 60, 40, '柱图 "甲" & 乙')})
    document = Document(io.BytesIO(made.data))
    drawings = list(document.element.iter(qn("wp:docPr")))
    assert [shape.width.mm for shape in document.inline_shapes] == [60, 60]
    assert len({drawing.get("id") for drawing in drawings}) == 2
    assert drawings[0].get("descr") == '柱图 "甲" & 乙'
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        assert [n for n in archive.namelist() if "media" in n] == ["word/media/casework1.png"]
        assert archive.read("word/media/casework1.png") == png()


@pytest.mark.parametrize("data", [b"", b"GIF89a", png()[:12], png(0, 2)])
def test_what_is_no_png_is_refused(data):
    with pytest.raises(DocumentError, match="PNG"):
        Picture(data, 10, 10, "图")


def test_the_properties_name_no_author_and_no_time(make, context):
    properties = Document(io.BytesIO(render.draft(make("甲"), context).data)).core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == ("", "", "试件")
    assert properties.created is None


def test_the_file_name_is_one_that_every_system_takes(make, context):
    name = render.draft(make("甲"), {**context, "编号": '苏/工:<1>\n"号"' + "长" * 200}).file_name
    assert name.startswith("苏 工 1 号 长")
    assert len(name.encode()) <= 255
    assert not set(name) & set('\\/:*?"<>|\n')


def test_a_template_that_reaches_for_python_is_refused_where_plain_jinja_obeys(make):
    escape = "{{ ''.__class__.__mro__[1].__subclasses__()|length }}"
    assert int(Environment(autoescape=True).from_string(escape).render()) > 100
    for text in (
        escape,
        "{{ 编号.__class__ }}",
        "{{ 编号|attr('__class__') }}",
        "{{ 企业.__init__ }}",
    ):
        with pytest.raises(DefinitionError):
            compiled(make(text))


def test_a_value_that_looks_like_a_mark_is_only_text(make, context):
    evil = "{{ 编号.__class__ }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}"
    made = render.draft(make("{{ 编号 }}"), {**context, "编号": evil})
    assert reading.paragraphs(made.data) == (evil,)
