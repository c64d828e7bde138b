"""典型案例: a first draft in four parts, put together from the case; what only people know is left to fill in.

背景, 主要做法, 成果, 启示. Every number is one of the case. Nobody is named: names that are written down in
the case are taken out; companies stay, to be made anonymous by whoever publishes it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import select

from casework.cases import links, records
from casework.cases.history import Standing
from casework.cases.models import Case, Person
from casework.cases.view import standing_of
from casework.cases.work import Work, query
from casework.law import show_day
from casework.negotiation import models as of
from casework.negotiation.ledger.clause import Clause
from casework.negotiation.ledger.entry import Figure
from casework.negotiation.ledger.queries import ledger_of
from casework.negotiation.queries import employers
from casework.negotiation.side import Side

PARTS = ("背景", "主要做法", "成果", "启示")
_NOBODY = "某某"
_EARLIER = ("续订自", "变更自", "转入自")
_LEFT = ("exited", "refused", "silent", "rejected")


@dataclass(frozen=True, slots=True)
class TypicalCase:
    """The draft: a title, and the paragraphs of each part by its heading."""

    title: str
    parts: Mapping[str, tuple[str, ...]]

    def as_dict(self) -> dict[str, Any]:
        """Return it as a plain dict: 标题, and a list of paragraphs a part."""
        return {"标题": self.title, **{name: list(said) for name, said in self.parts.items()}}

    @property
    def text(self) -> str:
        """Return it as text: headings numbered, a line a paragraph."""
        numbered = zip("一二三四", self.parts.items(), strict=True)
        lines = [[f"{sign}、{name}", *said] for sign, (name, said) in numbered]
        return "\n".join([self.title, *chain.from_iterable(lines)]) + "\n"


@query
def typical_case(work: Work, case: Case) -> TypicalCase:
    """Return the draft of the case as a 典型案例; what is not in the case is 【待填：…】."""
    work.ask("看", case)
    told = _Told(work, case)
    names = told.names()

    def nameless(lines: Iterator[str]) -> tuple[str, ...]:
        return tuple(_without(line, names) for line in lines)

    parts = {
        "背景": nameless(told.background()),
        "主要做法": nameless(told.course()),
        "成果": nameless(told.results()),
        "启示": nameless(told.lessons()),
    }
    return TypicalCase(_without(told.title(), names), parts)


class _Told:
    """The case as it is told, part by part."""

    def __init__(self, work: Work, case: Case) -> None:
        self.work, self.case = work, case
        self.steps: Sequence[Standing] = standing_of(work, case)
        self.opening = self.steps[0].facts
        self.demands = records.kept(work, case, of.Demand)
        self.topics = records.kept(work, case, of.Topic)
        self.delegates = records.kept(work, case, of.Representative)
        self.meetings = records.kept(work, case, of.Meeting)
        self.ledger = ledger_of(work, case)
        self.covered: list[of.Employer] = [
            one for one in employers(work, case) if one.state not in _LEFT
        ]

    def last(self, name: str) -> Standing | None:
        """Return the last standing step of that name."""
        return next((one for one in reversed(self.steps) if one.step == name), None)

    def names(self) -> frozenset[str]:
        """Return every name of a person the case or the casebook knows."""
        there = records.kept(self.work, self.case, of.Attendance, withdrawn=True)
        rows = records.kept(self.work, self.case, of.Representative, withdrawn=True)
        chairs = (name for one in self.meetings for name in (one.chair, one.recorder))
        known = self.work.session.scalars(select(Person.name))
        named = (*(one.name for one in rows), *(one.name for one in there))
        authors = (one.author for one in self.ledger.entries)
        return frozenset(filter(None, chain(named, chairs, authors, known)))

    def title(self) -> str:
        versions = (one.agreed for one in self._agreed())
        agreed = [figure for one in versions if one is not None for figure in one.figures]
        what = "、".join(map(str, agreed[:2])) or "【待填：一句话成果】"
        return f"{self.opening.get('level', '')}集体协商典型案例：{what}"

    def background(self) -> Iterator[str]:
        workforce = self.opening.get("workforce")
        yield (
            f"协商层级：{self.opening['level']}；对方：{self.case.enterprise.name}；"
            f"涉及劳动者{workforce}人；{self.opening['labour_relation']}。"
        )
        union = "已建工会" if self.opening.get("has_union") else "没有建立工会"
        yield f"{union}；拟订立{self.opening['outcome']}，由{self.opening['proposer']}提出。"
        if self.demands:
            heard = sum(one.workers for one in self.demands)
            yield f"征集诉求{len(self.demands)}条，{heard}人次提出，归并为{len(self.topics)}个议题。"
        for row in self.topics:
            if row.core:
                yield f"核心共性问题：{row.title}，涉及{row.core_workers}人。"
        yield "【待填：行业规模、用工特点和当地情况】"

    def course(self) -> Iterator[str]:
        sources = Counter(one.source for one in self.demands)
        if sources:
            heard = "、".join(f"{source}{many}条" for source, many in sources.most_common())
            yield f"征集诉求：{heard}。"
        yield from self._offer()
        for side in Side:
            yield from self._side(side)
        yield from self._talks()
        yield from self._vote()
        yield from self._dates()

    def results(self) -> Iterator[str]:
        for clause in self._agreed():
            yield from self._moved(clause)
        if self.covered:
            heads = sum(self._workforce(one) for one in self.covered)
            yield f"覆盖用人单位{len(self.covered)}家，职工{heads}人。"
        else:
            yield f"覆盖劳动者{self.opening.get('workforce')}人。"
        checks = Counter(
            one.result for one in records.kept(self.work, self.case, of.PerformanceCheck)
        )
        if checks:
            found = "、".join(f"{result}{many}条次" for result, many in checks.items())
            yield f"履约检查：{found}。"
        yield "【待填：劳动者的反映、企业的变化】"

    def lessons(self) -> Iterator[str]:
        yield "【待填：本案最值得推广的做法】"
        yield "【待填：遇到的困难和怎样解决】"
        follow = next(
            (one.facts["next_on"] for one in reversed(self.steps) if one.facts.get("next_on")), None
        )
        again = f"下次检查{show_day(follow)}；" if follow else ""
        yield f"长效机制：{again}【待填：协商、反馈的频率和负责的组织】"

    def _offer(self) -> Iterator[str]:
        offered, answered = self.last("deliver_offer"), self.last("accept")
        if offered:
            yield f"{show_day(offered.facts['received_on'])}对方收到要约。"
        if answered:
            day = show_day(answered.facts["received_on"])
            yield f"{day}收到回应：{answered.facts['extent']}。"

    def _side(self, side: Side) -> Iterator[str]:
        mine = [one for one in self.delegates if one.side == side and one.left_on is None]
        if mine:
            ways = Counter(one.chosen_how for one in mine)
            how = "、".join(f"{way}{many}名" for way, many in ways.items())
            women = sum(one.woman for one in mine)
            yield f"{side}代表{len(mine)}名（{how}）{f'，其中女{women}名' if women else ''}。"

    def _talks(self) -> Iterator[str]:
        if self.meetings:
            days = "、".join(show_day(one.held_on) for one in self.meetings)
            yield f"召开会议{len(self.meetings)}次：{days}。"
        versions = [one for one in self.ledger.entries if one.is_wording]
        if versions:
            packages = len(self.ledger.packages)
            together = f"，打包方案{packages}个" if packages else ""
            clauses = len(self.ledger.clauses)
            yield f"就{clauses}个条款提出{len(versions)}个版本{together}，达成{len(self._agreed())}条。"

    def _vote(self) -> Iterator[str]:
        vote = self.last("pass_vote")
        if vote:
            said = vote.facts
            yield (
                f"{show_day(vote.occurred_on)}表决：应到{said['electorate']}人，实到{said['present']}人，"
                f"赞成{said['yes']}、反对{said['no']}、弃权{said['abstain']}、无效{said['invalid']}，通过。"
            )

    def _dates(self) -> Iterator[str]:
        for step, fact, what in (
            ("sign", "signed_on", "双方首席代表正式签字"),
            ("receive_filing", "received_on", "劳动行政部门收到报送文本"),
            ("pass_review", "effective_on", "生效"),
            ("take_effect", "effective_on", "生效"),
            ("publish", "published_on", "公布"),
        ):
            taken = self.last(step)
            if taken:
                yield f"{show_day(taken.facts[fact])}{what}。"

    def _agreed(self) -> list[Clause]:
        return [one for one in self.ledger.in_order() if one.agreed is not None]

    def _moved(self, clause: Clause) -> Iterator[str]:
        """Yield an agreed clause, its figures as they were before, as first asked and offered, as agreed."""
        assert clause.agreed is not None  # noqa: S101 - the caller chose
        yield f"{clause.code} {clause.agreed.text}"
        for figure in clause.agreed.figures:
            before = self._before(figure) or "【待填：协商以前的标准】"
            asked = "；".join(
                f"{side}首次提出{first.value}"
                for side in Side
                if (first := _first(clause, side, figure.name)) is not None
            )
            yield f"　　{figure.name}：以前{before}；{asked}；达成{figure.value}。"

    def _before(self, figure: Figure) -> str:
        """Return what the agreement this one follows had for a figure of that name, if it is linked."""
        seen = links(self.work, self.case)
        numbers = [one.number for one in seen if one.kind in _EARLIER and one.outgoing]
        for other in self.work.session.scalars(select(Case).where(Case.number.in_(numbers))):
            for clause in ledger_of(self.work, other).in_order():
                agreed = clause.agreed.figure(figure.name) if clause.agreed else None
                if agreed is not None:
                    return agreed.value
        return ""

    def _workforce(self, employer: of.Employer) -> int:
        return int(standing_of(self.work, employer)[0].facts["workforce"])


def _first(clause: Clause, side: Side, name: str) -> Figure | None:
    """Return the first figure of that name a side put on the table."""
    found = (one.figure(name) for one in clause.versions if one.side is side)
    return next((figure for figure in found if figure is not None), None)


def _without(text: str, names: frozenset[str]) -> str:
    """Return *text* with every name taken out, the longer first."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, _NOBODY)
    return text
