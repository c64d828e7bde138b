"""What a finding lacks before it can be submitted for review."""

from collections.abc import Mapping, Sequence

from casework.checkup.models import Answer, Finding


def lacks(row: Finding, given: Mapping[str, Answer]) -> list[str]:
    """Return a phrase that names what the finding lacks, or nothing. *given*: answers by item id."""
    unproved = row.red_line and not (row.evidence or _papers(row, given))
    lacking = ["红线的证据或者材料名称"] if unproved else []
    lacking += [
        label
        for value, label in (
            (row.facts, "事实描述"),
            (row.sentences, "依据"),
            (row.consequence, "可能后果"),
            (row.remedy, "整改建议"),
        )
        if not value
    ]
    return [f"{row.code}“{row.title}”缺少{'、'.join(lacking)}"] if lacking else []


def _papers(row: Finding, given: Mapping[str, Answer]) -> Sequence[str]:
    """Return the names of papers seen that a finding rests on."""
    answer = given.get(row.item_id or "")
    return [*row.papers, *(answer.papers if answer else ())]
