"""What the check-up's table and the policy should say, written down by hand: code is held against it."""

#: Role → the acts it may do.
MAY = {
    "lawyer": "看 编 提交 审核 送达 归档 内部",
    "instructor": "看 编 提交 送达 归档 内部",
    "inspector": "看 编 提交 送达",
    "leader": "看 审核 签发 管理 内部",
    "clerk": "看 归档",
    "assistant": "看 编",
    "auditor": "看",
    "admin": "看 管理",
}

STATES = (
    *("registered", "notified", "collecting", "inspecting", "reviewing", "consulting"),
    *("awaiting_issue", "issued", "delivered", "rectifying", "rechecking", "suspended"),
    *("closed", "escalated", "terminated"),
)
FINAL = ("closed", "escalated", "terminated")
_RUNNING = " ".join(state for state in STATES if state not in FINAL)
_NOT_SUSPENDED = _RUNNING.replace(" suspended", "")

#: Step → (act, states it is taken in, where it leads or "" to stay, guards).
STEPS = {
    "form_team": ("编", "registered notified collecting inspecting reviewing", "", ""),
    "upgrade_catalogue": (
        "编",
        "registered notified collecting inspecting",
        "",
        "another_catalogue",
    ),
    "plan_visit": ("编", "registered notified collecting", "", ""),
    "notify": ("送达", "registered", "notified", "team_formed conflict_declared"),
    "start_collection": ("编", "notified", "collecting", ""),
    "receive_self_check": ("编", "notified collecting inspecting", "", ""),
    "receive_materials": ("编", "collecting inspecting", "", ""),
    "extend_materials": ("编", "collecting", "", "materials_extended_once"),
    "start_inspection": ("编", "collecting", "inspecting", "two_on_site members_of_team"),
    "end_onsite": ("编", "inspecting", "", ""),
    "submit_review": (
        "提交",
        "inspecting",
        "reviewing",
        "onsite_ended all_items_answered findings_complete remarks_answered",
    ),
    "return_from_review": (
        "审核",
        "reviewing",
        "inspecting",
        "reviewer_not_author return_reasoned",
    ),
    "approve_review": (
        "审核",
        "reviewing",
        "consulting",
        "reviewer_not_author red_discussed remarks_settled",
    ),
    "draft_delivered": ("送达", "consulting", "", ""),
    "record_comment": ("编", "consulting", "", ""),
    "return_from_consulting": ("编", "consulting", "inspecting", ""),
    "conclude_consulting": ("提交", "consulting", "awaiting_issue", "comments_heard"),
    "return_from_issue": ("签发", "awaiting_issue", "inspecting", ""),
    "issue": ("签发", "awaiting_issue", "issued", "approval_valid signer_not_author"),
    "deliver": ("送达", "issued", "delivered", ""),
    "start_rectification": ("编", "delivered", "rectifying", ""),
    "start_recheck": ("编", "rectifying", "rechecking", "two_on_site phone_for_low_risk"),
    "issue_recheck": (
        "签发",
        "rechecking",
        "",
        "results_entered open_have_next_day recheck_reported_once signer_not_author signer_not_checker",
    ),
    "close_partly": ("归档", "rechecking", "", "partly_settled"),
    "recheck_failed": ("编", "rechecking", "rectifying", "something_unsettled"),
    "close": ("归档", "rechecking", "closed", "findings_settled notices_settled recheck_reported"),
    "close_clean": ("归档", "delivered", "closed", "no_findings notices_settled"),
    "escalate": ("签发", "delivered rectifying rechecking", "escalated", "notice_issued"),
    "suspend": ("审核", _NOT_SUSPENDED, "suspended", ""),
    "resume": ("审核", "suspended", "@before", ""),
    "terminate": ("审核", _RUNNING, "terminated", ""),
}
#: States in which answers and findings are written.
ANSWERING = ("notified", "collecting", "inspecting")

#: The same of a finding; the first five follow from answers and from steps of the case.
FINDING_STATES = (
    *("draft", "raised", "rectifying", "proved", "verified", "partial", "failed"),
    *("disputed", "waived", "withdrawn"),
)
FINDING_SETTLED = ("verified", "waived")
#: Steps of a finding that are a result of looking again, or end it.
FINDING_RESULTS = ("verify", "mark_partial", "mark_failed", "object", "waive")
_BACK = "raised partial failed disputed"
FINDING_STEPS = {
    "plan": ("编", _BACK, "rectifying", ""),
    "extend": ("审核", f"{_BACK} rectifying", "", "approved_by_another"),
    "submit_proof": ("编", f"{_BACK} rectifying", "proved", ""),
    "verify": ("编", "proved", "verified", ""),
    "mark_partial": ("编", "raised rectifying proved failed", "partial", ""),
    "mark_failed": ("编", "raised rectifying proved partial", "failed", ""),
    "object": ("编", "raised rectifying proved partial failed", "disputed", ""),
    "answer_objection": ("编", "disputed", "raised", ""),
    "waive": ("审核", f"{_BACK} rectifying proved", "waived", "approved_by_another"),
    "to_bargaining": ("编", f"{_BACK} rectifying", "", ""),
}
FINDING_ALONG = ("found", "withdraw", "restore", "raise")
#: What all findings do along with a step of their case: (step, states it is taken in, where it leads).
ALONG = {
    "deliver": ("raise", "draft", "raised"),
    "start_rectification": ("plan", _BACK, "rectifying"),
}
#: States of the case in which no finding moves any more.
FROZEN = ("closed", "terminated")

#: The same of a notice, which nothing takes along.
NOTICE_STATES = (
    *("draft", "submitted", "approved", "served", "handed", "replied", "overdue", "accepted"),
    *("declined", "handled", "settled", "withdrawn"),
)
NOTICE_FINAL = ("settled", "withdrawn")
#: What is asked to begin one.
NOTICE_OPENING = "opens_now findings_stand"
_WORDED = "findings_stand content_complete duty_only"
_SENT = "approved served handed replied overdue accepted declined handled"
NOTICE_STEPS = {
    "submit": (
        "提交",
        "draft",
        "submitted",
        f"{_WORDED} employer_heard disputed_confirmed county_or_above opinion_came_first",
    ),
    "return_draft": ("签发", "submitted", "draft", ""),
    "approve": (
        "签发",
        "submitted",
        "approved",
        "findings_stand duty_only county_or_above approver_not_drafter signer_may_sign",
    ),
    "serve_hint": ("送达", "approved", "served", "for_hint document_stands days_as_printed"),
    "serve_opinion": ("送达", "approved", "served", "for_opinion document_stands"),
    "hand_proposal": ("送达", "approved", "handed", "for_authority document_stands"),
    "reply": ("编", "served overdue", "replied", "for_employer"),
    "mark_overdue": ("编", "served handed", "overdue", "reply_period_over"),
    "accept": ("编", "handed overdue", "accepted", "for_authority"),
    "decline": ("编", "handed overdue", "declined", "for_authority"),
    "feed_back": ("编", "accepted", "handled", ""),
    "settle": ("审核", "replied overdue declined handled", "settled", ""),
    "discard": ("编", "draft", "withdrawn", ""),
    "revoke": ("签发", _SENT, "withdrawn", ""),
}


def acts(role: str) -> set[str]:
    """Return the acts of a role."""
    return set(MAY[role].split())


def edges(steps: dict[str, tuple[str, str, str, str]] = STEPS) -> set[tuple[str, str]]:
    """Return every (state, step) the table should allow."""
    return {(state, step) for step, (_, states, _, _) in steps.items() for state in states.split()}
