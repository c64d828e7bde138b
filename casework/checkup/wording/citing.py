"""How an article is cited in a report: the instrument by its short name, the place written out, one mark."""

import re
from collections.abc import Iterable, Mapping

from casework import law
from casework.checkup.catalogue.items import Basis
from casework.law import Instrument

_UNSURE = "条号待核"
_PART = re.compile(r"([一二三四五六七八九十]+)(?:（([一二三四五六七八九十]+)）)?")


def cite(basis: Basis, register: Mapping[str, Instrument] | None = None) -> str:
    """Return the citation as a report prints it, its mark once: 《……》第十条（条号待核）."""
    text = place(basis, register)
    return text if basis.firm or _UNSURE in text else f"{text}（{_UNSURE}）"


def cited_in(
    basis: Basis, told: Iterable[str], register: Mapping[str, Instrument] | None = None
) -> bool:
    """Return whether one of these sentences cites the article: a person may have struck it out."""
    where = place(basis, register).removesuffix(f"（{_UNSURE}）")
    return any(where in sentence for sentence in told)


def place(basis: Basis, register: Mapping[str, Instrument] | None = None) -> str:
    """Return the citation without its mark: 《……》第十条."""
    known = law.default().instruments if register is None else register
    return known[basis.law].cite + shown_article(basis.article)


def shown_article(article: str) -> str:
    """Return 一（二） as 第一部分第（二）项, a heading in quotes, 第十条 as it is."""
    part = _PART.fullmatch(article)
    if part:
        return f"第{part[1]}部分" + (f"第（{part[2]}）项" if part[2] else "")
    if article.startswith("第") or _UNSURE in article:
        return article
    if article == "要点":
        return ""
    heading = article.removesuffix("部分")
    return article if heading.endswith(("条款", "首段", "文本")) else f"“{heading}”部分"
