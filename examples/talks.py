"""How a negotiation of the demo is told: what a data file says, played through the library day by day.

Each Work is given the moment it would have had. The two stories are :mod:`.negotiation_courier` and
:mod:`.negotiation_platform`.
"""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from casework import Casebook, Work, cases, negotiation
from casework.cases.credit_code import check_character
from casework.cases.models import Case, Enterprise
from examples.story import DATA, morning, paper

Story = Mapping[str, Any]
ACTOR = "lawyer.wang"
OPENED, OFFERED, ANSWERED = date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 9)
#: What is ready before the first meeting.
PREPARED = {"law_studied": True, "opinions_collected": True, "topics_set": True}


def read(name: str) -> Story:
    """Return the story of that name in ``examples/data``."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def other_side(work: Work, story: Story) -> Enterprise:
    """Register who sits on the other side: a company, or the organisation that speaks for several."""
    one = dict(story["enterprise"])
    body = one.pop("body")
    unit = cases.organisation.unit(work, "云工")
    return cases.enterprise.register(work, unit, body + check_character(body), **one)


def opened(work: Work, story: Story, part: Story, procedure: str, company: Enterprise) -> Case:
    """Open the negotiation with its topics, demands, representatives and covered employers."""
    unit = cases.organisation.unit(work, "云工")
    facts = {**story["shared"]["opening"], "outcome": part["outcome"]}
    case = negotiation.open(work, procedure, company, unit, occurred_on=OPENED, **facts)
    for topic in part["topics"]:
        negotiation.add(work, case, "topic", **topic)
    for demand in part["demands"]:
        heard = {"source": "线上征集", "collected_on": date(2026, 8, 20), **demand}
        negotiation.add(work, case, "demand", **heard)
    sides = story["representatives"]
    for side in ("职工方", "企业方"):
        office = sides["office"].get(side, "")
        chief = {"office": office} if office else {"mandate": True}
        for name in sides[side]:
            own = {"duty": "首席", **chief} if name == sides[side][0] else {"duty": "代表"}
            how = sides["how"][side]
            negotiation.add(
                work, case, "representative", side=side, name=name, chosen_how=how, **own
            )
    for name, workforce in story["employers"].items():
        by = story["enterprise"]["name"]
        negotiation.list_employer(work, case, name, workforce=workforce, represented_by=by)
    return case


def take(book: Casebook, number: str, step: str, day: date, *papers: str, **facts: Any) -> None:
    """Take a step on *day*; *papers* are the names of its evidence."""
    with book.work(ACTOR, moment=morning(day)) as work:
        case = negotiation.get(work, number)
        evidence = [paper(one) for one in papers]
        negotiation.take(work, case, step, occurred_on=day, evidence=evidence, **facts)


def each_employer(
    book: Casebook, number: str, step: str, day: date, name: str, **facts: Any
) -> None:
    """Let every employer on the list take a step on *day*, with a paper of its own."""
    with book.work(ACTOR, moment=morning(day)) as work:
        for one in negotiation.employers(work, negotiation.get(work, number)):
            proof = [paper(f"{one.name} {name}.pdf")]
            negotiation.take(work, one, step, occurred_on=day, evidence=proof, **facts)


def until_the_table(book: Casebook, story: Story, number: str, reply_days: int | None) -> None:
    """Offer, reply, representatives, preparation: all that comes before the first meeting."""
    asked = {"reply_days": reply_days} if reply_days else {}
    take(
        book, number, "deliver_offer", OFFERED, "要约书送达回证.pdf", received_on=OFFERED,
        manner="直接送达", received_by="办公室", **asked,
    )  # fmt: skip
    each_employer(
        book, number, "deliver_offer", OFFERED, "送达回证", received_on=OFFERED, manner="直接送达"
    )
    take(book, number, "accept", ANSWERED, "答复书.pdf", received_on=ANSWERED, extent="同意")
    each_employer(book, number, "join", ANSWERED, "授权委托书", received_on=ANSWERED)
    take(book, number, "confirm_representatives", date(2026, 9, 11))
    first, there = date(2026, 9, 21), story["recorder"]
    take(
        book, number, "finish_preparation", date(2026, 9, 15), meeting_on=first,
        place=there["place"], recorder=there["name"], **PREPARED,
    )  # fmt: skip


def met(book: Casebook, story: Story, part: Story, number: str) -> None:
    """Hold the meetings: who was there, what was said, every line of the ledger; the minutes signed."""
    for place, meeting in enumerate(part["meeting"], start=1):
        step = "open_talks" if place == 1 else "hold_meeting"
        with book.work(ACTOR, moment=morning(meeting["held_on"])) as work:
            case = negotiation.get(work, number)
            row = _meeting(work, case, story, meeting)
            negotiation.take(work, case, step, occurred_on=meeting["held_on"], meeting=row.code)
            for at, stage, side, topic, text in meeting["said"]:
                negotiation.add(
                    work, case, "statement", meeting=place, said_at=at, stage=stage, side=side,
                    topic=topic, text=text,
                )  # fmt: skip
            for line in meeting["lines"]:
                written(work, case, row.code, story["representatives"], **line)
            negotiation.sign_minutes(
                work, case, row.code, digest=negotiation.minutes(work, case, row.code).digest,
                union_chief=story["representatives"]["职工方"][0], signed_on=meeting["held_on"],
                employer_chief=story["representatives"]["企业方"][0],
            )  # fmt: skip


def _meeting(work: Work, case: Case, story: Story, meeting: Story) -> Any:
    sides, there = story["representatives"], story["recorder"]
    row = negotiation.add(
        work, case, "meeting", held_on=meeting["held_on"], began_at="09:00", ended_at="17:00",
        place=there["place"], form="协商会议", agenda=meeting["agenda"], chair_side=meeting["chair"],
        chair=sides[meeting["chair"]][0], recorder=there["name"],
    )  # fmt: skip
    for side in ("职工方", "企业方"):
        for name in sides[side]:
            duty = "首席代表" if name == sides[side][0] else "协商代表"
            negotiation.add(
                work, case, "attendance", meeting=row.number, name=name, side=side, duty=duty
            )
    return row


def written(work: Work, case: Case, meeting: str, sides: Story, *, do: str, **line: Any) -> None:
    """Write one line of the ledger: propose, counter, reserve, agree (both chiefs), accept (a package)."""
    if do == "agree":
        current = negotiation.clause_ledger(work, case).clauses[int(line["clause"][-2:])].current
        for side in ("职工方", "企业方"):
            digest = current.hash if current else ""
            negotiation.confirm(
                work, case, line["clause"], digest, chief_side=side, meeting=meeting
            )
    elif do == "accept":
        for side in ("职工方", "企业方"):
            negotiation.confirm_package(
                work, case, line["package"], chief_side=side, meeting=meeting
            )
    else:
        author = sides[line["side"]][0]
        acts: Mapping[str, Callable[..., Any]] = {
            "propose": negotiation.propose,
            "counter": negotiation.counter,
            "reserve": negotiation.reserve,
        }
        about = line.pop("topic", None) or line.pop("clause")
        words = (line.pop("text"),) if "text" in line else ()
        acts[do](work, case, about, *words, meeting=meeting, author=author, **line)


def digest(book: Casebook, number: str) -> str:
    """Return what is printed at the foot of the draft: the first characters of its hash."""
    with book.read(ACTOR) as work:
        return negotiation.draft_agreement(work, negotiation.get(work, number)).digest[:12]


def signed(book: Casebook, story: Story, part: Story, number: str, day: date) -> None:
    """Let the employers and both chiefs sign the text on *day*."""
    mark, sides = digest(book, number), story["representatives"]
    each_employer(
        book, number, "sign", day, "签字页", signed_on=day, signer="法定代表人", digest=mark
    )
    wage = {"wage": part["wage"]} if story["employers"] else {}
    take(
        book, number, "sign", day, "签字文本.pdf", signed_on=day, union_chief=sides["职工方"][0],
        employer_chief=sides["企业方"][0], digest=mark, term_from=day + timedelta(days=32),
        term_until=day + timedelta(days=730), **wage,
    )  # fmt: skip


def checked(book: Casebook, number: str, day: date) -> None:
    """Check on *day*, clause by clause, whether what was agreed is kept."""
    with book.work(ACTOR, moment=morning(day)) as work:
        case = negotiation.get(work, number)
        for article in negotiation.draft_agreement(work, case).articles:
            clause = f"款-{article.clause:02d}"
            negotiation.add(
                work, case, "performance", clause=clause, checked_on=day, result="已履行"
            )
        negotiation.take(
            work, case, "first_check", occurred_on=day, checked_on=day, summary="逐条检查，均已履行。",
            participants=["工会", "企业方"], next_on=day + timedelta(days=90),
        )  # fmt: skip
