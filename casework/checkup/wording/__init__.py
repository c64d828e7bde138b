"""The words a report may use about a finding (law-checkup 4.1).

Only a legal duty that applies directly to the worker is 不符合……的规定; a policy is 未落实……的要求;
a recommended standard is 存在差距. Where only labour-relation law is cited, but the worker is in no
labour relation, everything becomes 参照. Facts say 未见 and 未提供, not 没有.

The downgrade rule is that of the register of instruments: an item is 参照 when all its binding
texts (法律、行政法规、地方性法规、部门规章) are for labour relations only, exceptions taken out;
article by article, such a one is marked 参照 by itself. 司法解释 and below do not count.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from casework import law
from casework.checkup.catalogue.items import Basis, BasisRole, Force, Item, WorkerForm
from casework.checkup.verdict import Verdict
from casework.checkup.wording.citing import cite, cited_in, place, shown_article
from casework.checkup.wording.facts import Hint, lint_facts
from casework.law import Instrument, InstrumentKind

__all__ = [
    "Clause",
    "Hint",
    "Wording",
    "cite",
    "cited_in",
    "downgraded",
    "lint_facts",
    "sentences",
    "shown_article",
    "word",
]

_FELL_SHORT = ("未落实", "未完全落实")
_ANALYSE = "对象不在劳动关系中，依据只作参照：请先做用工关系分析，再决定是否适用。"


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence about one article, and what it rests on."""

    text: str  #: without the full stop
    basis: Basis
    reference: bool  #: worded as 参照
    liability: bool = False  #: about what follows from the breach, not about the duty


@dataclass(frozen=True, slots=True)
class Wording:
    """How a report puts the legal side of one finding."""

    clauses: tuple[Clause, ...]  #: what is not complied with, article by article
    liabilities: tuple[Clause, ...]  #: what the breach may lead to
    downgraded: bool  #: whether the item as a whole is only 参照 for someone concerned
    hints: tuple[str, ...]  #: for the lawyer, never printed

    @property
    def sentences(self) -> tuple[str, ...]:
        """The clauses as sentences, each with its full stop."""
        return tuple(f"{clause.text}。" for clause in self.clauses)

    @property
    def text(self) -> str:
        """All of it in one paragraph."""
        return "；".join(clause.text for clause in self.clauses) + "。" if self.clauses else ""


def word(
    item: Item,
    verdict: Verdict,
    forms: Iterable[str],
    *,
    sectors: Collection[str] = (),
    advice: str = "",
    register: Mapping[str, Instrument] | None = None,
    only: Collection[tuple[str, str]] | None = None,
) -> Wording:
    """Return how the report words a finding of *item* about workers of these *forms*.

    *forms* are those affected; by default of the caller, those of the enterprise the item is about.
    *sectors* drop bases cited for other sectors. *advice* follows 建议 where policy is
    concerned; a report leaves it out, for there the remedy has a row of its own.
    *only* keeps the bases with these (law, article), when a person has chosen among them.
    """
    known = law.default().instruments if register is None else register
    forms = tuple(forms)
    bases = [
        basis
        for basis in item.basis
        if basis.cited_for(sectors) and (only is None or (basis.law, basis.article) in only)
    ]
    tone = _Tone(item, verdict, known, forms)
    duties = [tone.clause(basis) for basis in bases if basis.role is not BasisRole.LIABILITY]
    liabilities = [tone.clause(basis) for basis in bases if basis.role is BasisRole.LIABILITY]
    if not any(clause.basis.role is BasisRole.DUTY for clause in duties):
        duties, liabilities = [*liabilities, *duties], []
    # What is not complied with comes before what is only for reference.
    duties.sort(key=lambda one: (one.reference, one.basis.role is BasisRole.EFFECT))
    return Wording(
        clauses=tuple(_advised(tone.told_apart(duties), advice.strip().rstrip("。"))),
        liabilities=tuple(liabilities),
        downgraded=tone.item_reference,
        hints=tuple(_hints(bases, tone)),
    )


def sentences(
    item: Item,
    forms: Iterable[str],
    sectors: Collection[str] = (),
    register: Mapping[str, Instrument] | None = None,
    *,
    verdict: Verdict = Verdict.NON_COMPLIANT,
) -> tuple[str, ...]:
    """Return just the sentences of :func:`word`, to pre-fill a finding with."""
    return word(item, verdict, forms, sectors=sectors, register=register).sentences


def downgraded(
    item: Item, forms: Iterable[str], register: Mapping[str, Instrument] | None = None
) -> bool:
    """Return whether the item is only 参照 for someone among *forms*: see the module's text."""
    known = law.default().instruments if register is None else register
    outside = any(not WorkerForm(form).in_labour_relation for form in forms)
    binding = [basis for basis in item.basis if known[basis.law].kind.binding]
    only_labour = (
        known[basis.law].only_for_labour_relations(basis.article) and not basis.everyone
        for basis in binding
    )
    return outside and bool(binding) and all(only_labour)


@dataclass(frozen=True, slots=True)
class _Tone:
    """What the words of a clause depend on, beside the article itself."""

    item: Item
    verdict: Verdict
    register: Mapping[str, Instrument]
    forms: tuple[str, ...]

    @property
    def outside(self) -> tuple[str, ...]:
        """The forms affected that are in no labour relation."""
        return tuple(form for form in self.forms if not WorkerForm(form).in_labour_relation)

    @property
    def inside(self) -> tuple[str, ...]:
        """The forms affected that are in a labour relation."""
        return tuple(form for form in self.forms if form not in self.outside)

    @property
    def item_reference(self) -> bool:
        return downgraded(self.item, self.forms, self.register)

    def clause(self, basis: Basis) -> Clause:
        """Return the sentence about one article."""
        instrument = self.register[basis.law]
        liability = basis.role is BasisRole.LIABILITY
        if basis.role is BasisRole.GUIDE:
            return Clause(self._about("参照", basis, "的规定"), basis, reference=True)
        if self.softens(basis) and not self.inside:
            gap = "，存在差距" if basis.role is BasisRole.DUTY else ""
            text = self._about("参照", basis, "的规定") + gap
            return Clause(text, basis, reference=True, liability=liability)
        return Clause(self._direct(basis, instrument), basis, reference=False, liability=liability)

    def softens(self, basis: Basis) -> bool:
        """Whether some of the workers affected are in no labour relation, and the article asks for one."""
        instrument = self.register[basis.law]
        only_labour = instrument.only_for_labour_relations(basis.article)
        return bool(self.outside) and only_labour and not basis.everyone

    def told_apart(self, clauses: list[Clause]) -> list[Clause]:
        """Say which articles hold for whom where workers in and outside a labour relation are affected.

        Those outside are told once, at the end of the last such sentence.
        """
        apart = [
            at
            for at, clause in enumerate(clauses)
            if self.inside and not clause.reference and self.softens(clause.basis)
        ]
        for at in apart:
            text = f"就{_people(self.inside)}，{clauses[at].text}"
            clauses[at] = replace(clauses[at], text=text)
        if apart:
            cites = "、".join(place(clauses[at].basis, self.register) for at in apart)
            rest = f"；就{_people(self.outside)}，参照{'该条' if len(apart) == 1 else cites}"
            clauses[apart[-1]] = replace(clauses[apart[-1]], text=clauses[apart[-1]].text + rest)
        return clauses

    def _direct(self, basis: Basis, instrument: Instrument) -> str:
        partly = self.verdict is Verdict.PARTIAL
        if basis.role in {BasisRole.LIABILITY, BasisRole.EFFECT}:
            return self._about("涉及", basis, "的规定")
        if (
            instrument.kind is InstrumentKind.RECOMMENDED_STANDARD
            or self.item.force is Force.STANDARD
        ):
            kind = "推荐性标准" if instrument.kind is InstrumentKind.RECOMMENDED_STANDARD else ""
            return self._about(
                f"与{kind}", basis, "的内容" + ("尚有差距" if partly else "存在差距")
            )
        if self.item.force is Force.DUTY and _may_be_broken(instrument):
            return self._about("不完全符合" if partly else "不符合", basis, "的规定")
        return self._about(_FELL_SHORT[partly], basis, "的要求")

    def _about(self, before: str, basis: Basis, after: str) -> str:
        gist = basis.gist.rstrip("。").replace("；", "，")
        return f"{before}{cite(basis, self.register)}关于{gist}{after}"


def _advised(clauses: list[Clause], advice: str) -> list[Clause]:
    """Put 建议…… once, after the last clause about a policy."""
    places = [n for n, clause in enumerate(clauses) if clause.text.startswith(_FELL_SHORT)]
    if places and advice:
        last = clauses[places[-1]]
        clauses[places[-1]] = replace(last, text=f"{last.text}，建议{advice}")
    return clauses


def _people(forms: tuple[str, ...]) -> str:
    """Return 劳动关系劳动者和被派遣劳动者."""
    named = [form if form.endswith("劳动者") else f"{form}劳动者" for form in forms]
    return "和".join(["、".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _may_be_broken(instrument: Instrument) -> bool:
    return instrument.kind.binding or instrument.kind is InstrumentKind.JUDICIAL_INTERPRETATION


def _hints(bases: Collection[Basis], tone: _Tone) -> Iterator[str]:
    if tone.item_reference:
        yield _ANALYSE
    elif any(tone.softens(basis) for basis in bases):
        yield "部分依据只适用于劳动关系，对其他劳动者已改写为“参照”；请先做用工关系分析。"
    unsure = [cite(basis, tone.register) for basis in bases if not basis.firm]
    if unsure:
        yield f"签发前须对照原文核对：{'；'.join(unsure)}。"
    duties = [basis for basis in bases if basis.role is BasisRole.DUTY]
    if len(duties) > 1:
        yield f"本项列有{len(duties)}条义务依据，请删去与查明事实无关的。"
    yield from (f"{basis.law}{basis.article}：{basis.note}。" for basis in bases if basis.note)
