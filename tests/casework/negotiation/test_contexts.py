"""What documents of a negotiation are made from: each of every procedure, at every step of the way."""

import json
from pathlib import Path

import pytest

from casework import Casebook, documents, negotiation
from casework.documents import reading
from casework.negotiation.context import CONTEXTS
from casework.negotiation.context.fields import Mark, fields_of
from tests import bargaining


@pytest.mark.parametrize("procedure", bargaining.PATHS)
@pytest.mark.parametrize("until", ["", "archive"], ids=["opened", "archived"])
def test_every_document_has_its_dict_at_the_beginning_and_at_the_end(
    book: Casebook, procedure: str, until: str
) -> None:
    made = (
        bargaining.carried(book, until, procedure) if until else bargaining.opened(book, procedure)
    )
    with book.read(bargaining.ACTOR) as work:
        case = negotiation.get(work, made)
        for title in CONTEXTS:
            told = documents.context_of(work, case, title)
            assert told["编号"] == made
            assert json.loads(json.dumps(told, ensure_ascii=False)) == told


def test_the_contract_prints_the_agreed_clauses_and_the_digest_that_is_signed(
    book: Casebook,
) -> None:
    made = bargaining.carried(book, "form_draft")
    with book.read(bargaining.ACTOR) as work:
        case = negotiation.get(work, made)
        told = documents.context_of(work, case, "集体合同草案")
        draft = negotiation.draft_agreement(work, case)
    assert told["校验值"] == draft.digest[:12]
    assert [one["内容"] for one in told["条款"]] == [one.text for one in draft.articles]


def test_the_resolution_explains_itself_in_numbers(book: Casebook) -> None:
    made = bargaining.carried(book, "pass_vote")
    with book.read(bargaining.ACTOR) as work:
        told = documents.context_of(work, negotiation.get(work, made), "职代会决议")
    assert (told["应到"], told["实到"], told["赞成"], told["结论"]) == (180, 150, 120, "通过")
    assert told["说明"]


def test_the_minutes_are_of_the_last_meeting_that_is_not_signed(book: Casebook) -> None:
    made = bargaining.carried(book, "form_draft")
    with book.read(bargaining.ACTOR) as work:
        told = documents.context_of(work, negotiation.get(work, made), "会议纪要")
    assert told["会次"] == "会-01"
    assert [one["结果"][:4] for one in told["结果"]] == ["双方一致", "双方一致"]


def test_no_context_names_a_row_of_the_unions_own_counsel(root: Path) -> None:
    for file in (root / "casework" / "negotiation" / "context").glob("*.py"):
        text = file.read_text("utf-8")
        assert "CaucusNote" not in text
        assert "CostBasis" not in text


@pytest.mark.parametrize("procedure", bargaining.PATHS)
def test_the_papers_signed_at_the_table_are_drafted_for_every_procedure(
    book: Casebook, procedure: str
) -> None:
    made = bargaining.carried(book, "form_draft", procedure)
    with book.read(bargaining.ACTOR) as work:
        case = negotiation.get(work, made)
        for title in ("要约书", "会议纪要", "集体合同草案"):
            paper = documents.draft(work, case, title)
            assert paper.file_name.startswith(made)
            assert made in "\n".join(reading.paragraphs(paper.data))


def test_every_marked_field_is_in_its_document_and_every_document_is_marked(book: Casebook) -> None:
    made = bargaining.carried(book, "archive")
    assert fields_of().keys() == CONTEXTS.keys()
    with book.read(bargaining.ACTOR) as work:
        case = negotiation.get(work, made)
        for title, marked in fields_of().items():
            told = documents.context_of(work, case, title)
            missing = [one.field for one in marked if one.field.partition(".")[0] not in told]
            assert missing == [], title
            assert all(one.law for one in marked if one.mark is Mark.LAW), title


def test_an_offer_says_by_when_to_answer_from_the_rules(book: Casebook) -> None:
    made = bargaining.opened(book)
    with book.read(bargaining.ACTOR) as work:
        case = negotiation.get(work, made)
        told = documents.context_of(work, case, "要约书")
    assert told["回应期限"].startswith("20日内（《集体合同规定》第三十二条")
