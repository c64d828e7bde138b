"""法治体检: one company's employment practice, item by item, to an issued report and beyond.

>>> from casework import checkup                                   # doctest: +SKIP
>>> case = checkup.get(work, "昆工法检〔2026〕7号")                 # doctest: +SKIP
>>> checkup.answer(work, case, "LC-05-01", "不合规", facts="未见考勤记录", workers=12)   # doctest: +SKIP

Loaded name by name: somebody who only needs a verdict or the catalogue doesn't wait for a database.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.cases import (
        adopt,
        correct,
        handover,
        link,
        links,
        reverse,
        steps,
        take,
        timeline,
        unlink,
    )
    from casework.checkup.catalogue import Catalogue
    from casework.checkup.catalogue.upgrade import catalogue_shelf, preview_upgrade, to_answer_again
    from casework.checkup.fieldwork.grounds import base, bases, weak_items
    from casework.checkup.fieldwork.papers import paper_list
    from casework.checkup.fieldwork.queries import (
        draws,
        interviews,
        interviews_needed,
        lacking,
        sites,
        surveys,
    )
    from casework.checkup.fieldwork.receiving import (
        ask_paper,
        drop_paper,
        receive_papers,
        return_papers,
        withhold_papers,
    )
    from casework.checkup.fieldwork.samples import check_sample, draw_sample, use_sample
    from casework.checkup.fieldwork.service import (
        add_interview,
        add_site,
        add_survey,
        edit_interview,
        edit_site,
        edit_survey,
        withdraw_record,
    )
    from casework.checkup.figures.queries import statistics
    from casework.checkup.finding.service import add_free, edit, keep_bases, withdraw
    from casework.checkup.history.comparison import compare
    from casework.checkup.history.record import enterprise_history
    from casework.checkup.history.repeats import repeats
    from casework.checkup.notice.service import edit_notice, get_notice, notices, open_notice
    from casework.checkup.notice.suggesting import notice_suggestions
    from casework.checkup.queries import answers, findings, get, items, score
    from casework.checkup.review.queries import remarks
    from casework.checkup.review.rounds import review_rounds, round_differences
    from casework.checkup.review.service import (
        close_remark,
        reopen_remark,
        reply_remark,
        reword_remark,
        score_quality,
        write_remark,
    )
    from casework.checkup.selfcheck.queries import self_check
    from casework.checkup.selfcheck.service import import_self_check
    from casework.checkup.selfcheck.sheets import (
        preview_self_check,
        self_sheet_bytes,
        write_self_sheet,
    )
    from casework.checkup.service import answer, answer_many
    from casework.checkup.service import open_checkup as open  # noqa: A004 - checkup.open reads as what it does
    from casework.checkup.sheet.service import import_sheet, preview_sheet, sheet_bytes, write_sheet
    from casework.checkup.verdict import Verdict
    from casework.checkup.visit.queries import (
        get_visit,
        visit_remarks,
        visit_stops,
        visits,
        visits_of,
    )
    from casework.checkup.visit.recording import record_visit, reopen_visit
    from casework.checkup.visit.service import (
        add_to_visit,
        cancel_visit,
        change_visit,
        drop_from_visit,
        plan_visit,
    )

#: Room → the public names that live there.
_HOMES = {
    "casework.cases": "adopt correct handover link links reverse steps take timeline unlink",
    "casework.checkup.catalogue": "Catalogue",
    "casework.checkup.catalogue.upgrade": "catalogue_shelf preview_upgrade to_answer_again",
    "casework.checkup.fieldwork.grounds": "base bases weak_items",
    "casework.checkup.fieldwork.papers": "paper_list",
    "casework.checkup.fieldwork.queries": "draws interviews interviews_needed lacking sites surveys",
    "casework.checkup.fieldwork.receiving": "ask_paper drop_paper receive_papers return_papers withhold_papers",
    "casework.checkup.fieldwork.samples": "check_sample draw_sample use_sample",
    "casework.checkup.fieldwork.service": (
        "add_interview add_site add_survey edit_interview edit_site edit_survey withdraw_record"
    ),
    "casework.checkup.finding.service": "add_free edit keep_bases withdraw",
    "casework.checkup.figures.queries": "statistics",
    "casework.checkup.history.comparison": "compare",
    "casework.checkup.history.record": "enterprise_history",
    "casework.checkup.history.repeats": "repeats",
    "casework.checkup.notice.service": "edit_notice get_notice notices open_notice",
    "casework.checkup.notice.suggesting": "notice_suggestions",
    "casework.checkup.queries": "answers findings get items score",
    "casework.checkup.review.queries": "remarks",
    "casework.checkup.review.rounds": "review_rounds round_differences",
    "casework.checkup.review.service": (
        "close_remark reopen_remark reply_remark reword_remark score_quality write_remark"
    ),
    "casework.checkup.selfcheck.queries": "self_check",
    "casework.checkup.selfcheck.service": "import_self_check",
    "casework.checkup.selfcheck.sheets": "preview_self_check self_sheet_bytes write_self_sheet",
    "casework.checkup.service": "answer answer_many open",
    "casework.checkup.sheet.service": "import_sheet preview_sheet sheet_bytes write_sheet",
    "casework.checkup.verdict": "Verdict",
    "casework.checkup.visit.queries": "get_visit visit_remarks visit_stops visits visits_of",
    "casework.checkup.visit.recording": "record_visit reopen_visit",
    "casework.checkup.visit.service": "add_to_visit cancel_visit change_visit drop_from_visit plan_visit",
}

__all__ = [
    "Catalogue",
    "Verdict",
    "add_free",
    "add_interview",
    "add_site",
    "add_survey",
    "add_to_visit",
    "adopt",
    "answer",
    "answer_many",
    "answers",
    "ask_paper",
    "base",
    "bases",
    "cancel_visit",
    "catalogue_shelf",
    "change_visit",
    "check_sample",
    "close_remark",
    "compare",
    "correct",
    "draw_sample",
    "draws",
    "drop_from_visit",
    "drop_paper",
    "edit",
    "edit_interview",
    "edit_notice",
    "edit_site",
    "edit_survey",
    "enterprise_history",
    "findings",
    "get",
    "get_notice",
    "get_visit",
    "handover",
    "import_self_check",
    "import_sheet",
    "interviews",
    "interviews_needed",
    "items",
    "keep_bases",
    "lacking",
    "link",
    "links",
    "notice_suggestions",
    "notices",
    "open",
    "open_notice",
    "paper_list",
    "plan_visit",
    "preview_self_check",
    "preview_sheet",
    "preview_upgrade",
    "receive_papers",
    "record_visit",
    "remarks",
    "reopen_remark",
    "reopen_visit",
    "repeats",
    "reply_remark",
    "return_papers",
    "reverse",
    "review_rounds",
    "reword_remark",
    "round_differences",
    "score",
    "score_quality",
    "self_check",
    "self_sheet_bytes",
    "sheet_bytes",
    "sites",
    "statistics",
    "steps",
    "surveys",
    "take",
    "timeline",
    "to_answer_again",
    "unlink",
    "use_sample",
    "visit_remarks",
    "visit_stops",
    "visits",
    "visits_of",
    "weak_items",
    "withdraw",
    "withdraw_record",
    "withhold_papers",
    "write_remark",
    "write_self_sheet",
    "write_sheet",
]


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names.split():
            inner = "open_checkup" if name == "open" else name
            return getattr(import_module(home), inner)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
