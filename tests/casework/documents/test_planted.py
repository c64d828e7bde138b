"""Planted faults: what each check is for really happens without it."""

import io

import pytest
from docx import Document
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError, UndefinedError
from lxml import etree

from casework.documents import reading
from casework.documents.balance import BalanceCheck
from casework.documents.braces import check_braces
from casework.documents.compile import ENVIRONMENT
from casework.documents.package import open_package


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plain(template: bytes, context: dict[str, object]) -> tuple[str, ...]:
    made = DocxTemplate(io.BytesIO(template))
    made.render(context, autoescape=True)
    out = io.BytesIO()
    made.save(out)
    return reading.paragraphs(out.getvalue())


def test_without_the_brace_check_text_is_swallowed():
    template = docx("甲{%p if 急 %}", "乙", "{%p endif %}")
    assert plain(template, {"急": True}) == ("乙",)
    (story, *_) = open_package(template, "试件", "试件").stories
    assert "单独占一段" in next(iter(check_braces(story))).message


def test_without_the_language_check_a_misspelt_field_is_a_blank():
    assert plain(docx("前{{ 企业.名秤 }}后"), {"企业": {"名称": "甲"}}) == ("前后",)


def test_without_the_balance_check_a_report_may_be_broken_xml():
    source = "<w:p>{% if 急 %}<w:r></w:p><w:p>{% endif %}<w:t></w:t></w:r></w:p>"
    tree = ENVIRONMENT.parse(source)
    template = ENVIRONMENT.from_string(source)
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(f'<b xmlns:w="w">{template.render(急=False)}</b>')
    check = BalanceCheck()
    check.run(tree)
    assert check.problems


def test_should_the_language_check_ever_fail_the_sandbox_still_refuses():
    escape = "{{ ''.__class__.__mro__[1].__subclasses__() }}"
    with pytest.raises(SecurityError):
        ENVIRONMENT.from_string(escape).render()


def test_should_completion_ever_fail_an_undefined_name_is_an_error_not_a_blank():
    with pytest.raises(UndefinedError):
        ENVIRONMENT.from_string("{{ 没有 }}").render()
