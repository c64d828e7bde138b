"""Companies examined at random: check-ups carried to any point, corrected, taken back, followed up."""

import random
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from casework import Casebook, cases, checkup
from casework.cases.evidence import Upload
from casework.errors import CaseworkError
from tests import factories

_ROLES = ("合作用工企业", "平台企业")
_SECTORS = (["快递"], ["快递", "外卖配送"], ["货运"])
_REGIONS = ("320583", "320506", "320100")
_VERDICTS = ("合规", "合规", "部分合规", "不合规", "不合规", "未能核实", "不适用")
#: What findings go through after the report; what their state does not allow is passed over.
_COURSES: tuple[tuple[str, ...], ...] = (
    (), ("plan",), ("submit_proof", "verify"), ("plan", "submit_proof", "verify"),
    ("plan", "extend", "submit_proof", "verify"), ("mark_partial", "submit_proof", "verify"),
    ("plan", "mark_failed", "plan"), ("object", "waive"), ("submit_proof", "mark_failed"),
)  # fmt: skip
_LAST = (
    "submit_review",
    "issue",
    "deliver",
    "start_rectification",
    "start_recheck",
    "start_recheck",
)


@dataclass
class Story:
    """A casebook that is filled at random; what the verbs refuse is passed over."""

    book: Casebook
    dice: random.Random

    def tell(self) -> None:
        """Register companies and examine each once or twice."""
        for company in range(1, self.dice.randint(2, 4) + 1):
            self._register(company)
            for _ in range(self.dice.choice([1, 2, 2])):
                self._examine(company)

    def _register(self, number: int) -> None:
        given: dict[str, Any] = {
            "role": self.dice.choice(_ROLES),
            "sectors": self.dice.choice(_SECTORS),
            "region": self.dice.choice(_REGIONS),
            "workers": {"劳动关系": self.dice.randrange(1, 90), "民事关系": self.dice.randrange(9)},
        }
        with self.book.work("lawyer.wang") as work:
            row = factories.enterprise(work, number, **given)
            if self.dice.random() < 0.4:
                moved = {"region": self.dice.choice(_REGIONS), "data_as_of": date(2026, 3, 20)}
                cases.enterprise.change(work, row, **moved)

    def _examine(self, company: int) -> None:
        with self.book.work("lawyer.wang") as work:
            row = cases.enterprise.get(work, factories.code(company))
            facts = {
                "source": "年度计划",
                "late_reason": factories.LATE,
                "mode": self.dice.choice(["基础", "深度"]),
                "reason": "计划",
            }
            day = {"occurred_on": date(2026, 2, 20)}
            number = checkup.open(work, row, factories.unit(work), **facts, **day).number
        last = self.dice.choice(_LAST)
        for step, actor, on in factories.PATH:
            if step == "submit_review":
                self._answer(number)
            late = timedelta(self.dice.choice([0, 0, 1])) if step == "issue" else timedelta(0)
            self._try(
                lambda step=step, actor=actor, on=on + late: factories.take(
                    self.book, number, step, actor, on
                )
            )  # type: ignore[misc] # bound now
            if step == last:
                break
        self._afterwards(number)

    def _answer(self, number: str) -> None:
        with self.book.work("inspector.li") as work:
            case = checkup.get(work, number)
            for item, _given in checkup.items(work, case):
                verdict = self.dice.choice(_VERDICTS)
                faulty = verdict in ("不合规", "部分合规")
                red = faulty and item.red_line and self.dice.random() < 0.3
                checkup.answer(
                    work, case, item.id, verdict, facts="未见" if verdict != "合规" else "",
                    red_line=red, papers=["工资表"] if red else [],
                )  # fmt: skip
            if self.dice.random() < 0.4:
                free = {
                    "facts": "宿舍充电",
                    "sentences": ["参照示范文本。"],
                    "remedy": "改正",
                    "consequence": "有风险",
                }
                risk = self.dice.choice(["高", "中", "低"])
                checkup.add_free(work, case, "宿舍充电", risk=risk, **free)
            for row in checkup.findings(work, case):
                if row.item_id:
                    checkup.edit(work, case, row.code, bases_checked=True)

    def _afterwards(self, number: str) -> None:
        if self.dice.random() < 0.7:
            self._try(lambda: self._notify(number))
        self._mend(number)
        chance = self.dice.random()
        if chance < 0.2:
            self._try(lambda: self._back(number))
        elif chance < 0.4:
            self._try(lambda: self._correct(number))
        elif chance < 0.6:
            self._try(
                lambda: factories.take(
                    self.book, number, "escalate", "leader.chen", date(2026, 4, 9)
                )
            )

    def _notify(self, number: str) -> None:
        """Send a hint or an opinion on a finding, answered in time, late or not at all."""
        instrument = self.dice.choice(["提示函", "意见书"])
        day = date(2026, 3, 12) + timedelta(self.dice.randrange(8))
        with self.book.work("lawyer.wang") as work:
            case = checkup.get(work, number)
            codes = [row.code for row in checkup.findings(work, case)][:1]
            why = {
                "source": "体检发现",
                "reason": "需要监督",
                "late_reason": factories.LATE,
                "occurred_on": day,
            }
            notice = checkup.open_notice(work, case, instrument, codes, **why)
        heard = {"heard": "已通知，逾期未陈述", "heard_on": day, "duty_confirmed": True}
        confirmed = {"disputed_confirmed": True, "disputed_reason": "参照适用"}
        self._move(notice, "submit", "lawyer.wang", day, **heard, **confirmed)
        self._move(notice, "approve", "leader.chen", day, signer="leader.chen")
        serving = {"提示函": "serve_hint", "意见书": "serve_opinion"}[instrument]
        days = {"reply_days": 15} if instrument == "提示函" else {}
        self._move(notice, serving, "lawyer.wang", day, papers="receipt", received_on=day, **days)
        if self.dice.random() < 0.6:
            replied = day + timedelta(self.dice.choice([3, 9, 21, 22, 23, 24]))
            said = {"attitude": "接受并改正", "content": "照办", "replied_on": replied}
            self._move(notice, "reply", "lawyer.wang", replied, papers="letter", **said)
        if self.dice.random() < 0.15:
            self._move(notice, "revoke", "leader.chen", factories.TODAY, reason="发错了")

    def _mend(self, number: str) -> None:
        """Let some of the findings be taken up, extended, proved, checked, contested or waived."""
        with self.book.read("lawyer.wang") as work:
            rows = checkup.findings(work, checkup.get(work, number))
        for row in rows:
            day = date(2026, 3, 27) + timedelta(self.dice.randrange(4))
            for step in self.dice.choice(_COURSES):
                actor, papers, facts = self._of_finding(step, day)
                with suppress(CaseworkError):
                    self._move(row, step, actor, day, papers=papers, **facts)
                day = min(day + timedelta(self.dice.randrange(4)), factories.TODAY)

    def _of_finding(self, step: str, day: date) -> tuple[str, str, dict[str, Any]]:
        """Return who takes a step of a finding, with which paper and facts."""
        checked = {"checked_on": day, "method": "书面", "result": "已看"}
        sums: dict[str, Any] = {}
        if self.dice.random() < 0.6:
            sums = {"contracts_signed": self.dice.randrange(5), "workers_paid": 3}
        if self.dice.random() < 0.4:
            sums |= {"insurance_paid": "1200.00", "rules_revised": 2, "agreements": 1}
        if self.dice.random() < 0.6:
            sums["pay_recovered"] = f"{self.dice.randrange(10**6)}.50"
        again = {"told_on": day, "rectify_days": self.dice.choice([1, 30])}
        why = {"approved_by": "leader.chen", "reason": "确有必要"}
        return {
            "plan": ("lawyer.wang", "", {"measure": "改正", "promised_on": date(2026, 4, 20)}),
            "extend": ("lawyer.zhao", "", {**why, "days": 5}),
            "submit_proof": ("lawyer.wang", "proof", {"received_on": day, "done": "已改"}),
            "verify": ("lawyer.wang", "", {**checked, **sums}),
            "mark_partial": ("lawyer.wang", "", {**checked, **sums, "remaining": "其余", **again}),
            "mark_failed": ("lawyer.wang", "", {**checked, **again}),
            "object": ("lawyer.wang", "", {"received_on": day, "objection": "不同意"}),
            "waive": ("leader.chen", "", why),
        }[step]

    def _move(
        self, notice: Any, step: str, actor: str, day: date, *, papers: str = "", **given: Any
    ) -> None:
        with self.book.work(actor) as work:
            row = work.session.get_one(type(notice), notice.id)
            evidence = (
                {papers: [Upload(f"{step}.pdf", b"%PDF-1.4 " + step.encode())]} if papers else {}
            )
            checkup.take(
                work,
                row,
                step,
                occurred_on=day,
                evidence=evidence,
                late_reason=factories.LATE,
                **given,
            )

    def _back(self, number: str) -> None:
        """Take back what was done last, each step by whoever may."""
        for actor in ("lawyer.wang", "leader.chen") * self.dice.randint(1, 3):
            with suppress(CaseworkError), self.book.work(actor) as work:
                checkup.reverse(work, checkup.get(work, number), reason="办错了")

    def _correct(self, number: str) -> None:
        """Correct the day of the signed report by some days."""
        with self.book.work("leader.chen") as work:
            case = checkup.get(work, number)
            rows = [one for one in checkup.timeline(work, case) if one.label == "签发"]
            day = date(2026, 3, 23) + timedelta(self.dice.choice([0, 1]))
            for row in rows[-1:]:
                checkup.correct(work, case, row.seq, reason="日期写错", occurred_on=day)

    def _try(self, act: Any) -> None:
        with suppress(CaseworkError):  # the verbs decide what can be: the story only knocks
            act()
