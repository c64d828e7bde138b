"""要约书, 答复书, 资料提供清单."""

from typing import Any

from casework.cases.models import Case
from casework.cases.work import Work
from casework.negotiation.context.parties import parties
from casework.negotiation.context.told import last, plain, printed
from casework.negotiation.provisions import provision_if_any


def offer(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 要约书; on the platform track it is called 协商申请."""
    facts = last(work, case, "deliver_offer")
    platform = case.kind == "negotiation_platform"
    told = parties(work, case)
    return {
        **told,
        "名称": "平台劳动规则和算法协商申请书" if platform else "集体协商要约书",
        "称呼": "劳动者方" if platform else "职工方",
        "平台协商": platform,
        "日期": plain(work.today),
        "我方首席": _chief(told, "职工方"),
        "我方代表": [one for one in told["代表"] if one["一方"] == "职工方"],
        "回应期限": None if platform else _within(work, case),
        "联系": {"电话": case.unit.phone, "地址": case.unit.address},
        **printed(
            facts,
            {
                "建议会议日": "proposed_meeting_on", "建议地点": "proposed_place",
                "每方人数": "each_side", "请提供的资料": "materials_wanted",
                "答复天数": "reply_days", "送达方式": "manner", "送达日期": "received_on",
                "签收人": "received_by",
            },
        ),
    }  # fmt: skip


def reply(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 答复书, of either side."""
    theirs = last(work, case, "receive_offer")
    facts = last(work, case, "agree", "decline", "accept", "refuse")
    told = parties(work, case)
    side = "职工方" if theirs else "企业方"
    refused = bool(last(work, case, "decline")) or ("reason" in facts and "extent" not in facts)
    return {
        **told,
        "答复方": side,
        "收到要约日": plain((theirs or last(work, case, "deliver_offer")).get("received_on")),
        "答复": "不同意协商" if refused else facts.get("extent", "同意") if facts else None,
        "理由": facts.get("reason") if refused else None,
        "对时间地点议题的意见": facts.get("remarks"),
        "答复收到日": plain(facts.get("received_on")),
        "首席": _chief(told, side),
        "答复方代表": [one for one in told["代表"] if one["一方"] == side],
        "日期": plain(work.today),
    }


def materials(work: Work, case: Case) -> dict[str, Any]:
    """Return the dict of the 资料提供清单: what was asked for, what came, what did not."""
    asked, got = last(work, case, "request_materials"), last(work, case, "receive_materials")
    return {
        **parties(work, case),
        **printed(asked, {"项目": "materials", "会议日": "meeting_on", "保密约定": "secret"}),
        **printed(got, {"提供日期": "received_on", "已提供": "items", "未提供说明": "missing"}),
    }


def _within(work: Work, case: Case) -> str | None:
    """Return within what time the law wants an answer, with article and mark; None if no rule says it."""
    place = case.unit.jurisdiction
    found = provision_if_any(work.law, "offer.reply", jurisdiction=place, on=work.today)
    if found is None or found.whole is None:
        return None
    return f"{found.rule.show_value()}内（{found.basis}）"


def _chief(told: dict[str, Any], side: str) -> dict[str, Any] | None:
    found = (one for one in told["代表"] if one["一方"] == side and one["职责"] == "首席")
    return next(found, None)
