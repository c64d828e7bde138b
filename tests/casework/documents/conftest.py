"""Small templates, made on the spot the way a person would type them."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from docx import Document

from casework.documents import pack
from casework.documents.pack import Pack

FIELDS = """
  { name = "编号", label = "编号", required = true },
  { name = "稿次", label = "稿次" },
  { name = "急", label = "加急", kind = "flag" },
  { name = "图", label = "图片", kind = "picture" },
  { name = "企业", label = "企业", required = true },
  { name = "企业.名称", label = "企业名称", required = true },
  { name = "企业.地址", label = "企业地址" },
  { name = "问题", label = "问题", many = true },
  { name = "问题.标题", label = "标题", required = true },
  { name = "问题.依据", label = "依据", many = true },
  { name = "领域", label = "领域", many = true },
"""


def word(*paragraphs: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    """Return a .docx with these paragraphs and, after them, one table."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(made.add_row().cells, row, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


Make = Callable[..., Pack]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a function that makes a pack of paragraphs, or of a finished .docx."""

    def made(*paragraphs: str, docx: bytes = b"", fields: str = FIELDS, **more: object) -> Pack:
        folder = tmp_path / "test" / f"pack{len(list(tmp_path.glob('test/*')))}"
        folder.mkdir(parents=True)
        (folder / "template.docx").write_bytes(docx or word(*paragraphs, **more))
        manifest = 'title = "试件"\nversion = "1"\nlaw = "无"\nfile_name = "{编号}.docx"\n'
        (folder / "manifest.toml").write_text(f"{manifest}fields = [{fields}]", encoding="utf-8")
        return pack.load(folder)

    return made


@pytest.fixture
def context() -> dict[str, object]:
    """Return a context that lacks nothing."""
    return {
        "编号": "1号",
        "企业": {"名称": "云河试件公司", "地址": "示例路1号"},
        "问题": [{"标题": "甲", "依据": ["第一条", "第二条"]}, {"标题": "乙", "依据": []}],
        "领域": ["工资", "工时"],
    }
