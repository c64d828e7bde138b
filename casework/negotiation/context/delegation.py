"""代表名册, 授权委托书."""

from typing import Any

from casework.cases import records
from casework.cases.models import Case
from casework.cases.work import Work
from casework.negotiation.context.parties import parties
from casework.negotiation.context.told import last, plain
from casework.negotiation.models import Representative
from casework.negotiation.representative.roster import present


def roster(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 代表名册: both sides, how each was chosen, who left and who replaces them."""
    rows = records.kept(work, case, Representative)
    return {
        **parties(work, case),
        "名册": [_listed(row) for row in sorted(rows, key=_order)],
        "履职期限": plain(last(work, case, "confirm_representatives").get("term_until")),
        "记录员": last(work, case, "finish_preparation").get("recorder"),
    }


def mandate(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 授权委托书: chiefs without an office of their own, and experts from outside."""
    rows = [
        one
        for one in present(work, case)
        if one.external or (one.duty == "首席" and not one.office)
    ]
    return {
        **parties(work, case),
        "受托人": [
            {
                "一方": row.side,
                "委托人": case.unit.name if row.side == "职工方" else case.enterprise.name,
                "姓名": row.name,
                "身份": "外聘专业人员" if row.external else "首席代表",
                "单位职务": row.position,
            }
            for row in rows
        ],
        "权限": None,
        "期限": plain(last(work, case, "confirm_representatives").get("term_until")),
    }  # fmt: skip


def _order(row: Representative) -> tuple[bool, bool, int]:
    return row.side != "职工方", row.duty != "首席", row.number


def _listed(row: Representative) -> dict[str, Any]:
    return {
        "编号": row.code,
        "姓名": row.name,
        "性别": "女" if row.woman else None,
        "单位职务": row.position,
        "一方": row.side,
        "首席": row.duty == "首席",
        "外聘": row.external,
        "产生方式": row.chosen_how,
        "产生日期": plain(row.chosen_on),
        "同意人数": row.consent_yes,
        "接替": row.replaces,
        "离任日": plain(row.left_on),
        "离任原因": row.left_because,
    }
