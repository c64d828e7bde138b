"""Checks each paragraph of a template as its editor wrote it, before anything is patched.

docxtpl joins tags that Word has split over runs, and takes away the paragraph or row that holds a
``{%p … %}`` or ``{%tr … %}``. Where a brace is missing or other text stands beside such a tag, it
silently takes the text, too: so that is refused here, while the paragraph can still be named.
"""

import re
from collections.abc import Iterator

from lxml import etree

from casework.documents.package import Story, W
from casework.errors import Problem

_P, _R, _T, _TR, _TC = (f"{{{W}}}{name}" for name in ("p", "r", "t", "tr", "tc"))
_TAG = re.compile(r"\{\{(?P<out>[^{}]*)\}\}|\{%(?P<act>[^{}%]*)%\}")
_ACTION = re.compile(r"(?:p|tr)? *(?:if|elif|else|endif|for|endfor)\b")
_SPACED = re.compile(r"\{\s+[{%]|[}%]\s+\}|\{\s+%|%\s+\}")
_WIDE = re.compile("[｛｝]")
_ALONE = ("drawing", "pict", "object", "sectPr", "fldSimple", "footnoteReference")
_EXCERPT = 40

_HOW = "字段写成 {{ 字段 }}，条件和循环写成 {% if … %}、{%p if … %}、{%tr for … %}"


def check_braces(story: Story) -> Iterator[Problem]:
    """Yield what is wrong with the marks of *story*, one problem a paragraph."""
    for number, paragraph in enumerate(story.root.iter(_P), 1):
        text = own_text(paragraph)
        message = _message(text, paragraph)
        if message:
            yield Problem(f"{story.title}第{number}段“{excerpt(text)}”", message)
    yield from _hidden(story)


def own_text(paragraph: etree._Element) -> str:
    """Return the text of a paragraph, without that of a text box anchored in it."""
    return "".join(
        item.text or ""
        for item in paragraph.iter(_T)
        if next(item.iterancestors(_P), None) is paragraph
    )


def excerpt(text: str) -> str:
    """Return as much of a paragraph as one needs to find it."""
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"


def _message(text: str, paragraph: etree._Element) -> str:
    """Return the first thing that is wrong, or nothing."""
    if not re.search("[{}｛｝]", text):
        return ""
    if _WIDE.search(text):
        return "有全角花括号；请改成半角的 { 和 }。"
    if _SPACED.search(text):
        return f"花括号（或百分号）之间有空格；{_HOW}。"
    if re.search(r"\{[{%][-+]|[-+]%?\}|\{#|#\}", text):
        return f"不能用注释和去空格的写法（{{# #}}、{{%- -%}}）；{_HOW}。"
    tags = list(_TAG.finditer(text))
    if re.search("[{}]", _TAG.sub("", text)):
        return f"花括号没有成对，或者单独用了一个花括号；{_HOW}。"
    for tag in tags:
        action = tag["act"]
        if action is not None and not _ACTION.match(action):
            return f"“{tag[0]}”不能用；{_HOW}。"
        if action is not None and action.startswith(("p ", "tr ")):
            return _alone(action, tag[0], text, paragraph)
    return ""


def _alone(action: str, tag: str, text: str, paragraph: etree._Element) -> str:
    """Return a complaint when something would vanish together with the tag's paragraph or row."""
    row = next(paragraph.iterancestors(_TR), None)
    holder = paragraph if action.startswith("p ") else row
    if holder is None:
        return f"“{tag}”只能写在表格的行里；表格之外用 {{%p … %}}。"
    whole = text if holder is paragraph else "".join(own_text(p) for p in holder.iter(_P))
    if whole.strip() != tag:
        what = "段" if holder is paragraph else "行"
        return f"“{tag}”必须单独占一{what}，同一{what}里的其他文字会丢失。"
    if any(True for _ in holder.iter(*(f"{{{W}}}{name}" for name in _ALONE))):
        return f"“{tag}”所在的段落或行里不能有图片、分节符、域或脚注，它们会丢失。"
    return ""


def _hidden(story: Story) -> Iterator[Problem]:
    """Yield marks where they are not text: in a field code, an alternative text, a name."""
    for element in story.root.iter():
        texts = [*element.attrib.values()]
        if element.tag != _T and element.text:
            texts.append(element.text)
        for text in texts:
            if re.search(r"\{[{%#]", text):
                yield Problem(
                    f"{story.title}“{excerpt(text)}”",
                    "标记写在了文字以外的地方（域代码、图片说明、书签名）；请移到文字里。",
                )
