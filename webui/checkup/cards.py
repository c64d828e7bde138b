"""The cards of the checklist: one an item, with what was answered, what helps to answer, what was typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from casework import Verdict, Work, checkup
from casework.cases.models import Case
from casework.checkup.answering import may_answer
from casework.checkup.catalogue import Item
from casework.checkup.fieldwork.grounds import Base
from casework.checkup.hints import hints_of
from casework.checkup.models import Answer, Checkup, Sample, SelfAnswer
from casework.checkup.queries import checkup_of, cited_sectors
from casework.checkup.selfcheck.queries import self_answers
from casework.checkup.selfcheck.verdict import SelfVerdict
from casework.errors import AccessDenied, NotFound, StepRefused
from casework.law import Citation
from webui.checkup.answer_form import declared, values
from webui.errors import Refusal
from webui.forms import FactForm, Papers
from webui.forms.facts import Difference


@dataclass(frozen=True, slots=True)
class Basis:
    """An article an item rests on, as the help shows it."""

    citation: str
    gist: str
    mark: str  #: how sure we are of it; empty when its text was read


@dataclass(frozen=True, slots=True)
class Card:
    """One item of the checklist."""

    item: Item
    answer: Answer | None
    finding: str  #: code of the finding it made, or ""
    bases: tuple[Basis, ...]
    hints: tuple[str, ...]  #: what to look at in what was answered; stops nothing
    form: FactForm
    verdict: str  #: what is chosen on the card: answered, or typed and refused
    papers: Papers = field(default_factory=Papers.single)
    refusal: Refusal | None = None
    rest: Sequence[str] = ()
    version: int = 0  #: of the answer as shown
    base: Base | None = None  #: what was recorded in the field for it
    values: Mapping[str, object] = field(default_factory=dict)  #: of the answer that is kept
    differences: Sequence[Difference] = ()
    company: SelfAnswer | None = None  #: what the company said in its own check
    earlier: Answer | None = None  #: what was answered before an upgrade that asks the item anew

    @property
    def more(self) -> bool:
        """Return whether the less usual fields hold something, so that they are shown open."""
        raw = {name: value for name, value in self.form.raw.items() if name != "facts"}
        told = [
            part
            for value in raw.values()
            for part in ([value] if isinstance(value, str) else value)
        ]
        filled = any(part.strip() not in {"", "否"} for part in told)
        return filled or bool(self.form.errors or self.papers.held or self.papers.errors)

    @property
    def said(self) -> str:
        """Return the company's answer in its words, or nothing."""
        return SelfVerdict(self.company.verdict).label if self.company else ""

    @property
    def before(self) -> str:
        """Return the verdict given before the upgrade, in words, or nothing."""
        return Verdict(self.earlier.verdict).label if self.earlier else ""

    @property
    def stored(self) -> Verdict | None:
        """Return the verdict that is kept."""
        return Verdict(self.answer.verdict) if self.answer else None


@dataclass(frozen=True, slots=True)
class Checklist:
    """All cards of a case by domain, and why nothing can be answered, if so."""

    case: Case
    domains: Mapping[str, tuple[Card, ...]]
    closed: tuple[str, ...]  #: sentences; empty when items can be answered

    @property
    def cards(self) -> Iterator[Card]:
        """Return every card in order."""
        return (card for cards in self.domains.values() for card in cards)

    @property
    def answered(self) -> int:
        """Return how many items have an answer."""
        return sum(card.answer is not None for card in self.cards)

    @property
    def total(self) -> int:
        """Return how many items there are."""
        return sum(1 for _ in self.cards)


def gather(work: Work, case: Case) -> Checklist:
    """Return the checklist of a case."""
    codes = {row.item_id: row.code for row in checkup.findings(work, case)}
    checked = checkup_of(work, case)
    bases, draws = checkup.bases(work, case), checkup.draws(work, case)
    cards = [
        _card(work, checked, item, given, codes.get(item.id, ""), bases[item.id], draws)
        for item, given in checkup.items(work, case)
    ]
    cards = _beside(work, case, cards)
    domains = {
        name: tuple(group) for name, group in groupby(cards, key=lambda card: card.item.domain)
    }
    return Checklist(case, domains, _closed(work, case))


def one(work: Work, case: Case, item_id: str) -> Card:
    """Return one card.

    Raises:
        NotFound: the item is not among those tailored for the case.
    """
    for item, given in checkup.items(work, case):
        if item.id == item_id:
            codes = {row.item_id: row.code for row in checkup.findings(work, case)}
            checked = checkup_of(work, case)
            known = checkup.base(work, case, item_id), checkup.draws(work, case)
            card = _card(work, checked, item, given, codes.get(item.id, ""), *known)
            return _beside(work, case, [card])[0]
    raise NotFound("检查项", item_id)


def _beside(work: Work, case: Case, cards: Sequence[Card]) -> list[Card]:
    """Return the cards with what stands beside the answer: the company's own, and that before an upgrade."""
    company, earlier = self_answers(work, case), checkup.to_answer_again(work, case)
    return [
        replace(card, company=company.get(card.item.id), earlier=earlier.get(card.item.id))
        for card in cards
    ]


def _card(
    work: Work,
    checked: Checkup,
    item: Item,
    given: Answer | None,
    finding: str,
    base: Base,
    draws: Sequence[Sample],
) -> Card:
    told = values(given)
    if given is not None and draws:
        told["draw"] = next((one.code for one in base.samples if one.seed == given.seed), "")
    return Card(
        item=item,
        answer=given,
        finding=finding,
        bases=tuple(_bases(work, cited_sectors(checked), item)),
        hints=hints_of(given, checked.workers, item.forms(checked.workers)) if given else (),
        form=FactForm.showing(declared(item, checked.workers, [one.code for one in draws]), told),
        values=told,
        base=base,
        verdict=given.verdict if given else "",
        version=given.version if given else 0,
    )


def _bases(work: Work, sectors: Sequence[str], item: Item) -> Iterator[Basis]:
    for basis in item.basis:
        if basis.cited_for(sectors):
            cite = work.law.instruments[basis.law].cite
            mark = "" if basis.firm else basis.confidence.label
            yield Basis(str(Citation(cite, basis.article, basis.confidence)), basis.gist, mark)


def _closed(work: Work, case: Case) -> tuple[str, ...]:
    """Return why items cannot be answered now, as casework says it."""
    try:
        work.ask("编", case)
        may_answer(work, case)
    except AccessDenied as error:
        return (str(error),)
    except StepRefused as error:
        return tuple(map(str, error.reasons))
    return ()
