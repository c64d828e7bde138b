"""集体合同草案, 集体合同, 协商协议; 职代会决议; 报送审查材料."""

from typing import Any

from casework.cases.models import Case
from casework.cases.view import standing_of
from casework.cases.work import Work
from casework.errors import InputError
from casework.negotiation.agreement.dossier import dossier
from casework.negotiation.ballot.guards import ballot_of, outcome_of
from casework.negotiation.context.parties import parties
from casework.negotiation.context.told import articles, last, plain, printed
from casework.negotiation.ledger.queries import draft_of
from casework.negotiation.view import view

_TERM = {"期限起": "term_from", "期限止": "term_until", "签字日": "signed_on", "份数": "copies"}


def agreement(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the agreed text: exactly what both chiefs confirmed, with its digest."""
    told = parties(work, case)
    return {
        **told,
        "企业地址": case.enterprise.address,
        **articles(draft_of(work, case)),
        **printed(last(work, case, "sign"), _TERM),
        "变更解除条件": None,
        "违约责任": None,
        "争议处理": None,
    }


def resolution(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 职代会决议: the count, the conclusion, how it follows from the numbers."""
    steps = [
        s for s in standing_of(work, case) if s.step in ("pass_vote", "fail_vote", "void_vote")
    ]
    facts = steps[-1].facts if steps else {}
    names = {
        "应到": "electorate", "实到": "present", "赞成": "yes", "反对": "no", "弃权": "abstain",
        "无效": "invalid", "表决方式": "method", "监票人": "tellers",
    }  # fmt: skip
    told = {
        **parties(work, case),
        **printed(facts, names),
        "讨论的组织": last(work, case, "submit_to_vote").get("body"),
        "日期": plain(steps[-1].occurred_on) if steps else None,
        "结论": None,
        "说明": [],
        "校验值": articles(draft_of(work, case))["校验值"],
    }
    if not steps or ballot_of(facts).problems():
        return told
    try:
        outcome = outcome_of(view(work, case), facts, steps[-1].occurred_on)
    except InputError:  # a ruling of old papers that cites nothing
        return told
    return {**told, "结论": outcome.result.label, "说明": list(outcome.sentences)}


def filing(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 报送审查材料: each paper of the region's list, what is there, who brings the rest."""
    names = {
        "报送的部门": "authority", "报送人": "filed_by", "报送方式": "channel", "份数": "copies",
        "缺件说明": "missing",
    }  # fmt: skip
    return {
        **parties(work, case),
        **printed(last(work, case, "file"), names),
        **printed(last(work, case, "receive_filing"), {"收到日": "received_on", "受理单号": "receipt_no"}),
        "材料": [
            {
                "名称": one.asked.label,
                "提供的一方": one.asked.supplier,
                "应有份数": one.wanted,
                "已有份数": one.copies,
                "必备": one.asked.required,
                "齐全": one.complete,
            }
            for one in dossier(work, case)
        ],
    }  # fmt: skip
