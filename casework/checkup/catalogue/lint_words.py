"""What lint asks about words: two items that say nearly the same, a question that is none, words unused."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from casework.checkup.catalogue.draft import Draft
from casework.checkup.catalogue.items import Item
from casework.checkup.catalogue.reading import Fault

#: How much of two texts must agree, of 1, before somebody should look. Titles are short and differ by
#: a word that matters (月、小时), so they must agree more.
_NEAR = {"title": ("标题", 0.85), "question": ("提问", 0.8)}
_ODD = re.compile(r"[\W_]+")


def near_double(
    place: str, item: Item, *, before: Sequence[tuple[str, Item]], **_rest: Any
) -> Iterator[Fault]:
    """Point at an item that says nearly what one before it says; equal texts are an error elsewhere."""
    for name, (label, least) in _NEAR.items():
        own = _plain(getattr(item, name))
        for where, other in before:
            theirs = _plain(getattr(other, name))
            if getattr(item, name) == getattr(other, name) or not _alike(own, theirs, least):
                continue
            said = f"{label}与{where}“{getattr(other, name)}”几乎相同"
            yield Fault(place, f"{said}；同一件事只写一项，不同的请写明差别。", "near_double")


def no_question(place: str, item: Item, **_rest: Any) -> Iterator[Fault]:
    """Point at questions that cannot be answered by yes, which means compliant."""
    if not item.question.endswith(("？", "?")):
        yield Fault(place, "提问没有以问号结尾；应当是回答“是”即合规的问句。", "question_form")
    elif "是否" not in item.question:
        yield Fault(place, "提问里没有“是否”；应当是回答“是”即合规的问句。", "question_form")


def unused(read: Draft) -> Iterator[Fault]:
    """Point at domains no item is in; topics are a list kept beside, and may be unused."""
    raw = read.raw.get("item")
    entries = raw if isinstance(raw, list) else []
    used = {one.get("domain") for one in entries if isinstance(one, dict)}
    for domain in read.domains:
        if domain not in used:
            yield Fault("文件头", f"领域“{domain}”没有一个检查项。", "unused")


def _plain(text: str) -> str:
    return _ODD.sub("", text)


def _alike(one: str, other: str, least: float) -> bool:
    if one == other:
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= least
        and matcher.quick_ratio() >= least
        and matcher.ratio() >= least
    )


WARNINGS = (near_double, no_question)
