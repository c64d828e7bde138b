"""What the tables of the negotiations should say, written down by hand from the stages and side exits."""

from dataclasses import dataclass

from tests import spec

#: A step: the act it is, the states it is taken in, where it leads ("" to stay), what its guards ask.
Row = tuple[str, str, str, str]

_TALKING = "constituted prepared negotiating suspended drafted voting passed"
_BEFORE_MEETING = "replied constituted prepared negotiating"


@dataclass(frozen=True)
class Spec:
    """A table written by hand."""

    states: tuple[str, ...]
    final: tuple[str, ...]
    steps: dict[str, Row]

    @property
    def edges(self) -> set[tuple[str, str]]:
        """Return every (state, step) the table should allow."""
        return spec.edges(self.steps)

    def target(self, state: str, step: str) -> str:
        """Return where a step leads from a state."""
        return self.steps[step][2] or state

    def ways(self) -> dict[str, list[str]]:
        """Return state → the fewest steps that lead there from the first."""
        found: dict[str, list[str]] = {self.states[0]: []}
        waiting = [self.states[0]]
        for here in waiting:
            for state, step in sorted(self.edges):
                there = self.target(state, step)
                if state == here and there not in found:
                    found[there] = [*found[here], step]
                    waiting.append(there)
        return found


FULL = Spec(
    states=(
        *("preparing", "offered", "replied", "constituted", "prepared", "negotiating", "drafted"),
        *("voting", "passed", "signed", "filed", "under_review", "effective", "published"),
        *("performing", "expired", "archived", "approached", "refused", "unanswered", "suspended"),
        *("broken", "coordinating", "unsettled", "rejected", "objected", "disputed"),
        *("withdrawn", "superseded", "closed"),
    ),
    final=("archived", "withdrawn", "superseded", "closed"),
    steps={
        # S0–S2, X1–X3
        "deliver_offer": (
            "送达",
            "preparing refused unanswered broken unsettled",
            "offered",
            "topics_chosen",
        ),
        "receive_offer": ("编", "preparing", "approached", ""),
        "agree": ("送达", "approached", "replied", "reply_not_before_offer"),
        "decline": ("签发", "approached", "closed", "reply_not_before_offer"),
        "accept": ("编", "offered refused unanswered", "replied", "reply_not_before_offer"),
        "refuse": ("编", "offered", "refused", "reply_not_before_offer"),
        "note_silence": ("编", "offered", "unanswered", "reply_period_over"),
        "withdraw_offer": (
            "签发",
            "preparing offered approached refused unanswered",
            "withdrawn",
            "",
        ),
        # S3, S4
        "confirm_representatives": ("编", "replied", "constituted", "representatives_valid"),
        "report_vacancy": ("编", _TALKING, "", "somebody_vacant"),
        "fill_vacancy": ("编", _TALKING, "", "representatives_valid"),
        "request_materials": ("送达", _BEFORE_MEETING, "", ""),
        "receive_materials": ("编", _BEFORE_MEETING, "", ""),
        "finish_preparation": (
            "编",
            "constituted",
            "prepared",
            "preparation_complete recorder_neutral vacancies_filled",
        ),
        # S5, X4–X7
        "open_talks": ("编", "prepared", "negotiating", "meeting_recorded representatives_valid"),
        "hold_meeting": ("编", "negotiating", "", "meeting_recorded representatives_valid"),
        "suspend": ("编", "negotiating", "suspended", "suspension_within"),
        "resume": ("编", "suspended", "negotiating", ""),
        "break_off": (
            "编",
            f"{_BEFORE_MEETING} suspended rejected objected",
            "broken",
            "",
        ),
        "apply_coordination": ("送达", "refused unanswered broken", "", ""),
        "start_coordination": ("编", "refused unanswered broken", "coordinating", ""),
        "extend_coordination": ("编", "coordinating", "", "coordination_extension"),
        "settle_coordination": ("编", "coordinating", "negotiating", ""),
        "fail_coordination": ("编", "coordinating", "unsettled", ""),
        "close_unsettled": ("归档", "refused unanswered broken unsettled", "closed", ""),
        # S6–S9, X8
        "form_draft": (
            "编",
            "negotiating",
            "drafted",
            "clauses_agreed text_is_agreed only_objected_touched vacancies_filled",
        ),
        "reopen_talks": ("编", "drafted voting passed", "negotiating", ""),
        "submit_to_vote": ("提交", "drafted", "voting", "text_is_agreed"),
        "pass_vote": ("编", "voting", "passed", "ballot_adds_up ballot_passed text_is_agreed"),
        "fail_vote": ("编", "voting", "rejected", "ballot_adds_up ballot_failed"),
        "void_vote": ("编", "voting", "", "ballot_adds_up ballot_void"),
        "renegotiate": ("编", "rejected", "negotiating", ""),
        "sign": ("编", "passed", "signed", "text_is_agreed employers_settled"),
        # S10–S13, X9
        "file": ("送达", "signed", "filed", "dossier_complete"),
        "receive_filing": ("编", "filed", "under_review", ""),
        "pass_review": ("编", "under_review", "effective", ""),
        "take_effect": ("编", "under_review", "effective", "silence_over effective_next_day"),
        "object": ("编", "under_review", "objected", "objection_named objection_in_time"),
        "renegotiate_objected": ("编", "objected", "negotiating", ""),
        "publish": ("编", "effective", "published", ""),
        # S14–S16, X10
        "first_check": ("编", "published", "performing", ""),
        "check_performance": ("编", "performing", "", ""),
        "raise_dispute": ("编", "published performing", "disputed", ""),
        "settle_dispute": ("编", "disputed", "performing", ""),
        "open_renewal": ("编", "published performing", "", "renewal_opened"),
        "open_change": ("编", "published performing", "", "renewal_opened"),
        "supersede": ("编", "published performing", "superseded", "renewal_opened"),
        "expire": ("编", "effective published performing", "expired", "expiry_reached"),
        "archive": ("归档", "expired", "archived", ""),
    },
)

SIMPLE = Spec(
    states=(
        *("preparing", "offered", "replied", "negotiating", "drafted", "signed", "published"),
        *("performing", "archived", "approached", "refused", "suspended", "broken"),
        *("transferred", "withdrawn", "closed"),
    ),
    final=("archived", "transferred", "withdrawn", "closed"),
    steps={
        "deliver_offer": ("送达", "preparing refused", "offered", "topics_chosen"),
        "receive_offer": FULL.steps["receive_offer"],
        "agree": FULL.steps["agree"],
        "decline": FULL.steps["decline"],
        "accept": ("编", "offered refused", "replied", "reply_not_before_offer"),
        "refuse": FULL.steps["refuse"],
        "withdraw_offer": ("签发", "preparing offered approached refused", "withdrawn", ""),
        "open_talks": ("编", "replied", "negotiating", "meeting_recorded representatives_valid"),
        "hold_meeting": FULL.steps["hold_meeting"],
        "suspend": FULL.steps["suspend"],
        "resume": FULL.steps["resume"],
        "break_off": ("编", "replied negotiating suspended", "broken", ""),
        "form_draft": ("编", "negotiating", "drafted", "clauses_agreed text_is_agreed"),
        "reopen_talks": ("编", "drafted", "negotiating", ""),
        "sign": ("编", "drafted", "signed", "text_is_agreed employers_settled"),
        "publish": ("编", "signed", "published", ""),
        "first_check": ("编", "published", "performing", ""),
        "check_performance": ("编", "performing", "", ""),
        "open_renewal": ("编", "published performing", "", "renewal_opened"),
        "change_procedure": (
            "编",
            "preparing offered approached replied negotiating suspended broken drafted",
            "transferred",
            "renewal_opened",
        ),
        "close_unsettled": ("归档", "refused broken", "closed", ""),
        "archive": ("归档", "published performing", "archived", ""),
    },
)

#: What the two tables for employees and for platform workers share.
_SAME = (
    *("receive_offer", "agree", "decline", "accept", "refuse", "note_silence", "withdraw_offer"),
    *("confirm_representatives", "request_materials", "receive_materials", "open_talks"),
    *("hold_meeting", "suspend", "resume", "first_check", "check_performance", "raise_dispute"),
    *("settle_dispute", "open_renewal", "open_change", "supersede", "archive"),
)
PLATFORM = Spec(
    states=(
        *("preparing", "offered", "replied", "constituted", "prepared", "negotiating", "drafted"),
        *("signed", "published", "performing", "expired", "archived", "approached", "refused"),
        *("unanswered", "suspended", "broken", "disputed", "withdrawn", "superseded", "closed"),
    ),
    final=("archived", "withdrawn", "superseded", "closed"),
    steps={
        **{name: FULL.steps[name] for name in _SAME},
        "deliver_offer": (
            "送达",
            "preparing refused unanswered broken",
            "offered",
            "topics_chosen",
        ),
        "finish_preparation": (
            "编",
            "constituted",
            "prepared",
            "preparation_complete recorder_neutral",
        ),
        "break_off": ("编", f"{_BEFORE_MEETING} suspended", "broken", ""),
        "form_draft": SIMPLE.steps["form_draft"],
        "reopen_talks": SIMPLE.steps["reopen_talks"],
        "sign": SIMPLE.steps["sign"],
        "publish": SIMPLE.steps["publish"],
        "give_feedback": ("编", "published performing", "", ""),
        "expire": ("编", "published performing", "expired", "expiry_reached"),
        "close_unsettled": ("归档", "refused unanswered broken", "closed", ""),
    },
)

EMPLOYER = Spec(
    states=(
        *("listed", "offered", "joined", "ratified", "signed"),
        *("refused", "silent", "rejected", "exited"),
    ),
    final=("signed", "exited"),
    steps={
        "deliver_offer": ("送达", "listed refused silent", "offered", ""),
        "join": ("编", "listed offered refused silent", "joined", "reply_not_before_offer"),
        "refuse": ("编", "listed offered joined", "refused", "reply_not_before_offer"),
        "note_silence": ("编", "offered", "silent", "reply_period_over"),
        "ratify": ("编", "joined", "ratified", "draft_stands ballot_adds_up ballot_passed"),
        "fail_vote": ("编", "joined", "rejected", "draft_stands ballot_adds_up ballot_failed"),
        "vote_again": ("编", "rejected", "joined", ""),
        "sign": (
            "编",
            "joined ratified",
            "signed",
            "draft_stands voted_on_this_draft text_is_agreed",
        ),
        "exit": ("编", "listed offered joined ratified refused silent rejected", "exited", ""),
    },
)

PROCEDURES = {"full": FULL, "simple": SIMPLE, "platform": PLATFORM}
