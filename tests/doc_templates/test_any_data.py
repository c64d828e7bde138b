"""What compiling proves, tried: whatever the data lacks or has, the XML is one that Word opens."""

import io
import zipfile
from contextlib import suppress
from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from casework.documents import pack, render
from casework.documents.compile import compile_template
from casework.documents.manifest import FLAG, Field
from casework.errors import DefinitionError

PACKS = pack.all_packs()
words = st.text(st.sampled_from("甲乙&<>\"'\n\t红黄蓝𠮷 "), max_size=6)


def contexts(fields: tuple[Field, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Return contexts of a manifest's shape in which anything may be absent or empty."""
    return st.fixed_dictionaries({}, optional={item.name: values(item) for item in fields})


def values(item: Field) -> st.SearchStrategy[Any]:
    leaf: st.SearchStrategy[Any] = st.booleans() if item.kind == FLAG else words
    one = contexts(item.children) if item.children else leaf
    return st.none() | (st.lists(one, max_size=2) if item.many else one)


@pytest.mark.parametrize("found", PACKS, ids=[p.title for p in PACKS])
@given(data=st.data())
def test_whatever_is_there_or_missing_the_xml_is_sound(found, data):
    made = render.draft(found, data.draw(contexts(found.fields)))
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        roots = [
            etree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith(".xml")
        ]
    for root in roots:
        assert all(cell[-1].tag == qn("w:p") for cell in root.iter(qn("w:tc")))
        assert all(row.findall(qn("w:tc")) for row in root.iter(qn("w:tr")))
        for table in root.iter(qn("w:tbl")):
            assert table.findall(qn("w:tr"))
            following = table.getnext()
            assert following is None or following.tag != qn("w:tbl")


@given(place=st.integers(0, 18_000), byte=st.integers(0, 255))
def test_a_byte_changed_anywhere_in_a_template_gives_a_template_or_a_sentence(place, byte):

    found = pack.find("体检告知书")
    broken = bytearray(found.template)
    broken[place % len(broken)] = byte
    with suppress(DefinitionError):
        compile_template(bytes(broken), found.fields, "试件", "试件")


def test_a_part_whose_name_begins_with_nothing_is_a_damaged_file():
    found = pack.find("体检告知书")
    broken = found.template.replace(b"docProps/app.xml", b"\0ocProps/app.xml")
    assert broken != found.template

    with pytest.raises(DefinitionError, match=r"不是 \.docx 文件，或者文件不完整"):
        compile_template(broken, found.fields, "试件", "试件")
