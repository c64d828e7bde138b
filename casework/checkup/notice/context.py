"""The papers of 一函两书 as plain dicts: one contract for Word, JSON and screen.

Keys are those of the manifests in ``doc_templates/checkup/{hint,opinion,proposal}``.
"""

from datetime import date
from typing import Any

from sqlalchemy import select

from casework.cases import enterprise as enterprises
from casework.cases.models import Person
from casework.cases.regions import place
from casework.cases.view import look_at
from casework.cases.work import Work
from casework.checkup.context.parts import chinese, period
from casework.checkup.models import Notice
from casework.checkup.notice.fields import HINT, OBSTRUCTION, OPINION
from casework.law import Unit

_HEARD = {
    "体检征求意见时已听取": "听取了你单位的意见，",
    "本次已听取": "听取了你单位的意见，",
    "已通知，逾期未陈述": "已通知你单位陈述意见，你单位逾期没有陈述，",
}
_CALLED = {HINT: "本函", OPINION: "本意见书"}


def paper(work: Work, notice: Notice) -> dict[str, Any]:
    """Return the dict of a notice's document."""
    seen = look_at(work, notice)
    approved, submitted = seen.last("approve"), seen.last("submit")
    day = approved.occurred_on if approved else work.today
    case = notice.case
    told: dict[str, Any] = {
        "文号": notice.document_number,
        "稿次": "" if approved else "草稿",
        "日期": chinese(day),
        "签发人": _name(work, approved.facts.get("signer")) if approved else None,
        "单位": {"名称": case.unit.name},
        "联系": {
            "姓名": notice.contact,
            "电话": case.unit.phone,
            "地址": case.unit.address,
        },
        "被发单位": notice.addressee,
        "来源": _source(notice),
        "事实": _lines(notice.facts),
        "依据": _lines(notice.basis),
        "要求": _lines(notice.demands),
        "答复": {"期限": _within(work, notice, day), "方式": notice.reply_manner},
    }
    heard = _HEARD.get(str(submitted.facts.get("heard"))) if submitted else None
    if notice.instrument == OPINION:
        return told | {"听取情况": heard or ""}
    if notice.instrument == HINT:
        return told
    obstructed = notice.instrument == OBSTRUCTION
    deviation = submitted.facts.get("deviation") if submitted and not obstructed else None
    why = [f"没有先发意见书，理由是：{str(deviation).rstrip('。')}。"] if deviation else []
    return told | {
        "拒绝监督": obstructed,
        "企业": _enterprise(work, notice, day),
        "此前": [*_lines(notice.earlier), *why],
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _source(notice: Notice) -> str:
    codes = f"，问题{'、'.join(notice.findings)}" if notice.findings else ""
    return f"劳动用工法治体检（{notice.case.number}{codes}）"


def _within(work: Work, notice: Notice, day: date) -> str:
    """Return by when to answer, with its article where a rule says it: 自收到本函之日起15个工作日内."""
    called = _CALLED.get(notice.instrument, "本建议书")
    days = f"{notice.reply_days}{Unit.WORKING_DAY.label}" if notice.reply_days else None
    if notice.instrument == HINT:
        return f"自收到{called}之日起{days}内" if days else ""
    key = "opinion_reply" if notice.instrument == OPINION else "proposal_decision"
    lawful = period(work, notice.unit, f"supervision.{key}", day)
    if lawful is None:
        return f"自收到{called}之日起{days}内" if days else f"在收到{called}后的合理期限内"
    return f"自收到{called}之日起{lawful}"


def _enterprise(work: Work, notice: Notice, day: date) -> dict[str, str]:
    file = enterprises.as_of(work, notice.case.enterprise, day)
    content = file.content
    sectors = "、".join(content["sectors"])
    employed = sum(number or 0 for number in content["workers"].values())
    parts = [
        content["role"],
        f"{sectors}行业" if sectors else "",
        f"位于{place(content['region'])}" if content["region"] else "",
        f"用工{employed}人" if employed else "",
    ]
    return {
        "名称": content["name"],
        "信用代码": file.code,
        "概况": "，".join(part for part in parts if part),
    }


def _name(work: Work, login: Any) -> str | None:
    return work.session.scalar(select(Person.name).where(Person.login == login))
