"""Rules and algorithm of a freight platform: seven elected drivers, twenty-three proposals, no filing.

Run it with a folder as argument: it makes a casebook there and prints what was agreed.
"""

import sys
from datetime import date
from pathlib import Path

from casework import Casebook, cases, negotiation
from examples import story as telling
from examples import talks


def told(book: Casebook) -> str:
    """Carry the negotiation from the demands to feedback and the first check; return its number."""
    story = talks.read("negotiation_platform")
    (part,) = story["case"]
    with book.work(talks.ACTOR, moment=telling.morning(talks.OPENED)) as work:
        company = talks.other_side(work, story)
        number = talks.opened(work, story, part, "platform", company).number
    talks.until_the_table(book, story, number, 10)
    talks.met(book, story, part, number)
    talks.take(
        book, number, "form_draft", date(2026, 9, 23), "双方首席签字的草案.pdf",
        digest=talks.digest(book, number), reserved="装卸等候留到下一轮季度协商。",
    )  # fmt: skip
    talks.signed(book, story, part, number, date(2026, 9, 29))
    published = date(2026, 9, 30)
    talks.take(
        book, number, "publish", published, published_on=published, channels=["司机端首页"],
        reach=31000, feedback_days=45,
    )  # fmt: skip
    talks.checked(book, number, date(2026, 11, 9))
    given = date(2026, 11, 12)
    talks.take(
        book, number, "give_feedback", given, given_on=given, feedback_days=90,
        summary="低价货源已阻断，会员费已下调。",
    )  # fmt: skip
    with book.work(talks.ACTOR, moment=telling.morning(given)) as work:
        unit = cases.organisation.unit(work, "云工")
        negotiation.write_diary_entry(
            work, unit, done_on=given, activity="履约回访", hours="2.5", visited=[company_of(story)],
            done="听取平台反馈，回访七名司机代表。", case_numbers=[number],
        )  # fmt: skip
    return number


def company_of(story: talks.Story) -> str:
    """Return the name of the platform."""
    return str(story["enterprise"]["name"])


def main(folder: Path) -> None:
    """Tell it in a new casebook; print how one proposal ran through it all, and the 典型案例."""
    book = telling.found(folder / "cases.db")
    number = told(book)
    with book.read(talks.ACTOR) as work:
        case = negotiation.get(work, number)
        print(number, negotiation.credit(work, case))
        print(negotiation.contract_text(work, case))
        run = negotiation.trace(work, case, "诉-02")
        print(run.topic.title, len(run.demands), "条建议", *run.clauses.values())
        print(negotiation.typical_case(work, case).text)
    print(book.verify() or "核验通过")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
