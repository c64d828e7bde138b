"""公布公告, 履约检查表, 协调处理申请书, 变更、解除、续订文书."""

from typing import Any

from casework.cases import records
from casework.cases.models import Case
from casework.cases.work import Work
from casework.negotiation.context.parties import parties
from casework.negotiation.context.told import articles, last, plain, printed
from casework.negotiation.ledger.queries import draft_of
from casework.negotiation.models import PerformanceCheck


def announcement(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 公布公告."""
    names = {"公布日": "published_on", "渠道": "channels", "覆盖人数": "reach"}
    effective = last(work, case, "take_effect", "pass_review")
    return {
        **parties(work, case),
        **articles(draft_of(work, case)),
        **printed(last(work, case, "publish"), names),
        **printed(effective, {"生效日": "effective_on", "期满日": "expires_on"}),
        "签字日": plain(last(work, case, "sign").get("signed_on")),
    }


def performance(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 履约检查表, clause by clause."""
    names = {
        "检查日": "checked_on",
        "参加各方": "participants",
        "总的情况": "summary",
        "下次检查日": "next_on",
    }
    texts = {f"款-{one.clause:02d}": one.text for one in draft_of(work, case).articles}
    return {
        **parties(work, case),
        **printed(last(work, case, "first_check", "check_performance"), names),
        "逐条": [
            {
                "条款": row.clause,
                "内容": texts.get(row.clause, ""),
                "检查日": plain(row.checked_on),
                "结果": row.result,
                "涉及人数": row.workers,
                "问题": row.found,
                "整改期限": plain(row.rectify_by),
                "改正日": plain(row.rectified_on),
                "改正情况": row.rectified_how,
            }
            for row in records.kept(work, case, PerformanceCheck)
        ],
    }


def coordination(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 协调处理申请书."""
    names = {"受理部门": "authority", "申请方": "applicant", "争议的事实": "facts_disputed"}
    draft = draft_of(work, case)
    broken = last(work, case, "break_off")
    return {
        **parties(work, case),
        **printed(last(work, case, "apply_coordination"), names),
        **printed(broken, {"破裂的原因": "reason", "未解决的议题": "open_topics"}),
        "已达成": [str(one) for one in draft.articles],
        "分歧": list(draft.open),
        "日期": plain(work.today),
    }


def change(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the paper that renews, changes or ends the agreement."""
    facts = last(work, case, "open_renewal")
    return {
        **parties(work, case),
        **printed(facts, {"目的": "purpose", "事由": "ground"}),
        "原合同编号": case.number,
        "原文": articles(draft_of(work, case))["条款"],
        "日期": plain(work.today),
    }
