"""Who negotiates with whom about what: the part every document of a negotiation begins with."""

from typing import Any

from casework.cases import movers, records
from casework.cases.models import Case
from casework.cases.view import standing_of
from casework.cases.work import Work
from casework.negotiation.models import Employer, Topic
from casework.negotiation.representative.roster import present
from casework.workflow.stored import show_plain


def parties(work: Work, case: Case) -> dict[str, Any]:
    """Return number, union, other side, representatives, topics and employers. Nothing of the caucus."""
    opening = standing_of(work, case)[0].facts
    rows = sorted(present(work, case), key=lambda one: (one.duty != "首席", one.number))
    return {
        "编号": case.number,
        "工会": case.unit.name,
        "企业方": case.enterprise.name,
        "层级": opening.get("level", ""),
        "成果": opening.get("outcome", ""),
        "职工人数": opening.get("workforce"),
        "提出日": show_plain(case.opened_on),
        "代表": [
            {"一方": row.side, "姓名": row.name, "职责": row.duty, "单位职务": row.position}
            for row in rows
        ],
        "议题": [
            {"编号": row.code, "题目": row.title, "类别": row.subject}
            for row in sorted(records.kept(work, case, Topic), key=lambda one: one.priority)
        ],
        "用人单位": [
            {"编号": f"企-{one.number:02d}", "名称": one.name}
            for one in movers.of(work, case, Employer.sort)
            if isinstance(one, Employer) and one.state != "exited"
        ],
    }
