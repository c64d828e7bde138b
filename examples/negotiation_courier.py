"""A sectoral negotiation, two drafts at one table: an association speaks for nine courier companies.

Run it with a folder as argument: it makes a casebook there and prints what was agreed.
"""

import sys
from datetime import date, timedelta
from pathlib import Path

from casework import Casebook, cases, negotiation
from casework.negotiation.agreement.dossier import missing
from examples import story as telling
from examples import talks

VOTE = {
    "electorate": 240, "present": 221, "yes": 198, "no": 15, "abstain": 8, "invalid": 0,
    "method": "无记名投票", "tellers": ["郑某", "吴某"],
}  # fmt: skip


def told(book: Casebook) -> list[str]:
    """Carry both drafts from the demands to the first check; return the numbers of the cases."""
    story = talks.read("negotiation_courier")
    with book.work(talks.ACTOR, moment=telling.morning(talks.OPENED)) as work:
        company = talks.other_side(work, story)
        made = [talks.opened(work, story, part, "full", company) for part in story["case"]]
        why = "一次协商，综合和工资专项两份草案"
        negotiation.link(work, made[1], made[0], kind="同批协商", reason=why)
        numbers = [case.number for case in made]
    for number, part in zip(numbers, story["case"], strict=True):
        talks.until_the_table(book, story, number, None)
        talks.met(book, story, part, number)
        if part["wage"]:
            costed(book, number)
        talks.take(
            book, number, "form_draft", date(2026, 9, 23), "双方首席签字的草案.pdf",
            digest=talks.digest(book, number),
        )  # fmt: skip
        voted(book, number)
        talks.signed(book, story, part, number, date(2026, 9, 29))
        in_force(book, number, wage=part["wage"])
        talks.checked(book, number, date(2026, 11, 16))
    diary(book, numbers)
    return numbers


def costed(book: Casebook, number: str) -> None:
    """Inside the union side: the bottom line, and what a fee an item comes to a month."""
    with book.work(talks.ACTOR, moment=telling.morning(date(2026, 9, 22))) as work:
        case = negotiation.get(work, number)
        line = {"clause": "款-01", "option_figures": "派送费 0.95元/件"}
        negotiation.write_note(work, case, "底线", "低于这个数不签。", **line)
        negotiation.set_cost_basis(
            work, case, "款-01", "派送费", volume=2600, persons=7800, present="0.8",
            basis_from="问卷的中位数",
        )  # fmt: skip


def voted(book: Casebook, number: str) -> None:
    """Submit the draft to the congress of the sector, and enter the count once."""
    day = date(2026, 9, 28)
    talks.take(
        book, number, "submit_to_vote", date(2026, 9, 24), body="职工代表大会", meeting_on=day
    )
    with book.work(talks.ACTOR, moment=telling.morning(day)) as work:
        case = negotiation.get(work, number)
        resolution = {"resolution": [telling.paper("职代会决议.pdf")]}
        negotiation.count_vote(work, case, occurred_on=day, evidence=resolution, **VOTE)


def in_force(book: Casebook, number: str, *, wage: bool) -> None:
    """File with a complete dossier; nobody objects within the period; publish."""
    filed, received = date(2026, 9, 30), date(2026, 10, 8)
    with book.work(talks.ACTOR, moment=telling.morning(filed)) as work:
        case = negotiation.get(work, number)
        for lack in missing(work, case):
            negotiation.add(
                work, case, "dossier", item=lack.code, provided_on=filed, copies=3,
                provided_by="双方" if lack.supplier == "双方" else lack.supplier,
            )  # fmt: skip
    office = "云河市人力资源和社会保障局"
    by = "企业方代表组织"
    talks.take(book, number, "file", filed, authority=office, filed_by=by, channel="窗口", copies=3)
    talks.take(book, number, "receive_filing", received, "受理单.pdf", received_on=received)
    with book.read(talks.ACTOR) as work:
        clocks = cases.clocks(work, negotiation.get(work, number))
        silent = next(clock.due_on for clock, _due in clocks if clock.name == "review")
    day = (silent or received) + timedelta(days=1)
    until = date(2028, 9, 30)
    talks.take(
        book,
        number,
        "take_effect",
        day,
        checked=True,
        effective_on=day,
        expires_on=until,
        wage=wage,
    )
    published = day + timedelta(days=2)
    where = ["行业协会网站", "各站点公告栏"]
    talks.take(
        book, number, "publish", published, published_on=published, channels=where, reach=9980
    )


def diary(book: Casebook, numbers: list[str]) -> None:
    """Write down what the instructor did for it."""
    with book.work(talks.ACTOR, moment=telling.morning(date(2026, 11, 17))) as work:
        unit = cases.organisation.unit(work, "云工")
        for day, activity, hours, done in (
            (date(2026, 8, 20), "走访", "6", "走访九家企业的站点，征集诉求。"),
            (date(2026, 9, 21), "参加协商", "4.5", "参加首次协商会议。"),
        ):
            negotiation.write_diary_entry(
                work, unit, done_on=day, activity=activity, hours=hours, done=done,
                case_numbers=numbers, place="云河市",
            )  # fmt: skip


def main(folder: Path) -> None:
    """Tell it in a new casebook and print both texts and the draft of the 典型案例."""
    book = telling.found(folder / "cases.db")
    numbers = told(book)
    with book.read(talks.ACTOR) as work:
        for number in numbers:
            case = negotiation.get(work, number)
            print(number, negotiation.credit(work, case))
            print(negotiation.contract_text(work, case))
        print(negotiation.typical_case(work, negotiation.get(work, numbers[1])).text)
    print(book.verify() or "核验通过")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
