"""The count of a vote on the draft: does it add up, and what does it come to?

Shares are exact fractions of **all** (应到), never of those present: 《集体合同规定》第三十六条. Exactly the
share that is enough by the rule is not passed by itself: a person reads the local text, decides and cites it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from casework.errors import InputError, Problem
from casework.law import Law
from casework.negotiation.ballot.outcome import Count, Outcome, TieRuling, judge


class Body(StrEnum):
    """Who votes."""

    CONGRESS = "职工代表大会"
    ALL = "全体职工"


@dataclass(frozen=True, slots=True)
class Ballot:
    """What the tellers counted; persons."""

    electorate: int  #: all who may vote (应到)
    present: int  #: who came (实到)
    yes: int
    no: int
    abstain: int  #: who handed in nothing is counted here
    invalid: int
    body: Body = Body.CONGRESS
    method: str = ""  #: 无记名投票, 举手 …
    tellers: tuple[str, ...] = ()
    online: bool = False

    @property
    def absent(self) -> int:
        """Who did not come."""
        return self.electorate - self.present

    @property
    def cast(self) -> int:
        """The votes of those present, whatever they say."""
        return self.yes + self.no + self.abstain + self.invalid

    def problems(self) -> tuple[Problem, ...]:
        """Return why the count can't be right; while there is one it can't be saved."""
        return tuple(_negative(self)) or tuple(_sums(self))

    def outcome(
        self, law: Law, jurisdiction: str, on: date, *, ruling: TieRuling | None = None
    ) -> Outcome:
        """Return what the vote of that day comes to, explained in numbers.

        *ruling* is what a person decided who read the local text; it counts only for a tie.

        Raises:
            InputError: the count does not add up, or the ruling cites nothing.
            NotFound: no rule in force that day.
            DefinitionError: an overlay gives a rule a value that is no share.
        """
        problems = self.problems()
        if problems:
            raise InputError(problems)
        count = Count(self.electorate, self.present, self.yes, online=self.online)
        return judge(count, law, jurisdiction, on, ruling)


_LABELS = {
    "electorate": "应到人数",
    "present": "实到人数",
    "yes": "赞成票",
    "no": "反对票",
    "abstain": "弃权票",
    "invalid": "无效票",
}


def _negative(ballot: Ballot) -> Iterator[Problem]:
    for one in fields(ballot):
        number = getattr(ballot, one.name)
        if one.name in _LABELS and number < 0:
            label = _LABELS[one.name]
            yield Problem(one.name, f"{label}写了{number}；应当是0以上的整数。")
    if ballot.electorate == 0:
        yield Problem("electorate", "应到人数写了0；应当是全体职工代表或者全体职工的人数。")


def _sums(ballot: Ballot) -> Iterator[Problem]:
    everyone, present, cast = ballot.electorate, ballot.present, ballot.cast
    if present > everyone:
        yield Problem(
            "present",
            f"实到{present}人，超过应到{everyone}人；请核对签到册和应到名册，实到不能多于应到。",
        )
    for name in ("yes", "no", "abstain", "invalid"):
        number = getattr(ballot, name)
        if number > everyone:
            yield Problem(
                name,
                f"{_LABELS[name]}{number}张，超过应到{everyone}人；{everyone}人不能投出{number}票。",
            )
    if cast != present:
        listed = (
            f"赞成{ballot.yes}＋反对{ballot.no}＋弃权{ballot.abstain}＋无效{ballot.invalid}＝{cast}"
        )
        way = "多出" if cast > present else "还差"
        yield Problem(
            "yes",
            f"{listed}，应当等于实到{present}人，{way}{abs(cast - present)}票；"
            "请核对计票单，到会没有交票的计入弃权。",
        )
