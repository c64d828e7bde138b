"""Words in a finding's facts that a lawyer would not sign (law-checkup 4.1): only hints."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """A word in the facts that a lawyer would not sign, and a better one. Never a refusal."""

    word: str
    at: int  #: position in the text, from 0
    advice: str


_FACTS: tuple[tuple[str, str], ...] = (
    (r"没有发现|未发现", "写“未见……”，并写明查了什么材料"),
    (r"没有", "证据不足时写“未见”或“未提供”"),
    (r"从未|从不|从来|一律|全都", "抽样不能得出全称结论；写明抽查数和总数"),
    (r"违法|非法|违反|违规|犯罪", "事实部分只写查明的事实，法律判断由依据部分写"),
    (r"行政处罚|应予处罚|应当处罚|处以罚款|吊销", "体检报告不作行政处罚结论"),
    (r"恶意|故意|蓄意|明知|黑心|压榨|剥削", "不写动机和评价，只写行为和时间"),
    (r"据说|听说|可能|大概|应该是|估计", "写明来源（访谈编号、材料名称）或删去"),
    (r"(?<!\d)\d{17}[\dXx](?!\d)", "身份证号不进报告，改用劳动者编号"),
    (r"(?<!\d)1[3-9]\d{9}(?!\d)", "手机号不进报告，改用劳动者编号"),
)


def lint_facts(facts: str) -> tuple[Hint, ...]:
    """Return hints about words in a finding's facts that a report should not use, by position.

    Hints, not refusals: a quotation of a rule of the company may contain any of these words.
    """
    found: dict[int, Hint] = {}
    for pattern, advice in _FACTS:
        for match in re.finditer(pattern, facts):
            inside = any(
                hint.at <= match.start() < hint.at + len(hint.word) for hint in found.values()
            )
            if not inside:
                found[match.start()] = Hint(match[0], match.start(), advice)
    return tuple(found[at] for at in sorted(found))
