"""Citations: what a rule rests on, and how sure we are of it.

A mark of confidence is never raised here. Only an overlay file of the user, who has read the text, does.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_DIGITS = "零一二三四五六七八九"
_PLAIN = re.compile(r"(\d+)(?:\(([一二三四五六七八九十]+)\))?")
_BRACKETS = str.maketrans("()", "（）")


class Confidence(StrEnum):
    """How well a value is known."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"
    PRACTICE = "practice"
    NONE = "none"

    @property
    def label(self) -> str:
        """The Chinese mark, shown once where the number is shown."""
        return _LABELS[self]

    @property
    def firm(self) -> bool:
        """Whether the text itself was read, so that the value may be shown without a mark."""
        return self is Confidence.VERIFIED


_LABELS = {
    Confidence.VERIFIED: "已核",
    Confidence.SECONDARY: "二手转述，未核对原文",
    Confidence.UNVERIFIED: "未核实",
    Confidence.PRACTICE: "内部做法（建议）",
    Confidence.NONE: "未核到数值",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """Instrument, article and confidence; as text 《集体合同规定》第三十二条."""

    instrument: str | None  #: as it is to be printed, book-title marks included; None for practice
    article: str | None  #: as registered: 32, 25(三), 52、53, 一(二)
    confidence: Confidence

    def __str__(self) -> str:
        if self.instrument is None:
            return "内部做法"
        named = "《" in self.instrument or self.instrument.endswith("）")
        title = self.instrument if named else f"《{self.instrument}》"
        return title + (show_article(self.article) if self.article else "")

    @property
    def marked(self) -> str:
        """The citation with its mark in brackets, as it stands beside a number."""
        if self.instrument is None:
            return f"{self.confidence.label}，没有法律规定"
        return f"{self}（{self.confidence.label}）"


def show_article(article: str) -> str:
    """Return the article in words: 25(三) gives 第二十五条第（三）项; part numbers stay as they are."""
    return "、".join(_one(part) for part in article.split("、"))


def _one(part: str) -> str:
    plain = _PLAIN.fullmatch(part)
    if plain is None:
        return part.translate(_BRACKETS)
    item = f"第（{plain[2]}）项" if plain[2] else ""
    return f"第{in_words(int(plain[1]))}条{item}"


def in_words(number: int) -> str:
    """Return *number*, 0 to 9999, in Chinese numerals as statutes write it: 10 gives 十, 105 一百零五."""
    if number == 0:
        return "零"
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if not digit:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + _DIGITS[digit] + name
        gap = False
    return words.removeprefix("一") if words.startswith("一十") else words
