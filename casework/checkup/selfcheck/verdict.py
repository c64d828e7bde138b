"""What a company may say of one item in its own check: its words, not the lawyer's.

符合 and 不符合 instead of 合规 and 不合规: whether something is 合规 is for the union to say.
"""

from enum import StrEnum

from casework.checkup.verdict import Verdict, meant
from casework.errors import InputError


class SelfVerdict(StrEnum):
    """The company's own answer to one item; the values of the judged ones are those of ``Verdict``."""

    COMPLIANT = "compliant"
    PARTIAL = "partial"
    NON_COMPLIANT = "non_compliant"
    NOT_APPLICABLE = "not_applicable"
    UNCLEAR = "unclear"

    @property
    def label(self) -> str:
        """The word on sheet and page: 符合、部分符合、不符合、不适用、不清楚."""
        return _LABELS[self]

    @property
    def key(self) -> str:
        """The figure that may be written instead, "1" to "5"."""
        return str(list(SelfVerdict).index(self) + 1)

    @property
    def verdict(self) -> Verdict:
        """The answer it is scored as: 不清楚 carries no points, like 未能核实."""
        return Verdict.UNVERIFIED if self is SelfVerdict.UNCLEAR else Verdict(self.value)

    @classmethod
    def parse(cls, text: str) -> "SelfVerdict":
        """Return the answer meant by a label, a value or a figure; 是, 否 and the lawyer's words are known too.

        All questions are asked so that 是 is in order.

        Raises:
            InputError: the word is none of these.
        """
        found = meant(text, {one: (one.label, one.value, one.key, *_ALSO[one]) for one in cls})
        if found is None:
            known = "、".join(f"{one.label}（{one.key}）" for one in cls)
            raise InputError.one("自查结论", f"“{text.strip()}”看不懂，请从中选一：{known}。")
        return found


_LABELS = {
    SelfVerdict.COMPLIANT: "符合",
    SelfVerdict.PARTIAL: "部分符合",
    SelfVerdict.NON_COMPLIANT: "不符合",
    SelfVerdict.NOT_APPLICABLE: "不适用",
    SelfVerdict.UNCLEAR: "不清楚",
}
_ALSO = {
    SelfVerdict.COMPLIANT: ("是", "合规"),
    SelfVerdict.PARTIAL: ("部分合规", "部分"),
    SelfVerdict.NON_COMPLIANT: ("否", "不合规"),
    SelfVerdict.NOT_APPLICABLE: ("无此情况",),
    SelfVerdict.UNCLEAR: ("不确定", "不知道"),
}
