"""The figures of a draft: against the floors of the place, each other, the text, and the agreement before."""

import re
from collections.abc import Iterator
from decimal import Decimal

from casework.negotiation.ledger.entry import Figure, plain
from casework.negotiation.lint.asking import PRACTICE, Looking
from casework.negotiation.lint.draft import DraftClause, Floor
from casework.negotiation.lint.remark import Remark, Severity
from casework.negotiation.lint.word_table import FloorWords, Words

_NUMBERS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_REDUCTION = "procedure.full_required"
_FLOOR = "contract.floor"


def below_floor(looking: Looking) -> Iterator[Remark]:
    """Hold each figure against the standards that apply to it (劳动合同法第五十五条)."""
    for floor in looking.floors:
        known = looking.words.floors.get(floor.code)
        for clause, figure in looking.draft.figures():
            if not _applies(floor, known, figure):
                continue
            breach = figure.amount > floor.amount if floor.at_most else figure.amount < floor.amount
            if breach:
                way = ("高于", "不高于") if floor.at_most else ("低于", "不低于")
                source = f"（{floor.source}）" if floor.source else ""
                said = (
                    f"“{figure.name}”{figure.value}，{way[0]}{floor.what}{floor.value}{source}；"
                    f"应当{way[1]}{floor.value}。"
                )
                subject = f"{floor.code}:{figure.name}:{plain(figure.amount)}"
                basis = _floor_basis(looking, known)
                yield Remark("floor", clause.code, said, basis, Severity.MUST, subject)


def _applies(floor: Floor, known: FloorWords | None, figure: Figure) -> bool:
    if figure.unit != floor.unit:
        return False
    if floor.names or known is None:
        return figure.per == floor.per and any(word in figure.name for word in floor.names)
    named = any(word in figure.name for word in known.names)
    return figure.per in known.per and named and not _has(known.excepted, figure.name)


def _has(listed: tuple[str, ...], name: str) -> bool:
    return any(word in name for word in listed)


def _floor_basis(looking: Looking, known: FloorWords | None) -> str:
    rule = known.rule if known else _FLOOR
    if looking.draft.procedure != "platform":
        return looking.basis(rule)
    if known and known.platform_rule:
        return looking.basis(known.platform_rule)
    return looking.basis(rule, by_analogy=True)


def contradictions(looking: Looking) -> Iterator[Remark]:
    """Find clauses that say the same figure differently."""
    places: dict[str, list[tuple[DraftClause, Figure]]] = {}
    for clause, figure in looking.draft.figures():
        places.setdefault(figure.name.strip(), []).append((clause, figure))
    for name, listed in places.items():
        values = sorted({f"{one.value}{one.kind}" for _, one in listed})
        if len(values) == 1:
            continue
        told = "，".join(f"{clause.code}写{figure.value}" for clause, figure in listed)
        subject = f"{name}:{';'.join(values)}"
        if len({one.comparable for _, one in listed}) == 1:
            said = f"“{name}”前后不一致：{told}；应当改成同一个数，不是一回事的请改名区分。"
            severity = Severity.MUST
        else:
            said = f"“{name}”的单位不同：{told}；不是一回事的请改名区分。"
            severity = Severity.CHECK
        yield Remark("contradiction", listed[0][0].code, said, PRACTICE, severity, subject)


def not_in_text(looking: Looking) -> Iterator[Remark]:
    """Find figures that the clause's own text gives otherwise: it has numbers, but not this one."""
    for clause, figure in looking.draft.figures():
        written = [Decimal(one.replace(",", "")) for one in _NUMBERS.findall(clause.text)]
        if written and figure.amount not in written:
            said = (
                f"“{figure.name}”登记为{figure.value}，条款文字里没有这个数；"
                "请改成一致，以双方确认的为准。"
            )
            subject = f"{figure.name}:{plain(figure.amount)}"
            yield Remark("not_in_text", clause.code, said, PRACTICE, Severity.CHECK, subject)


def worse(looking: Looking) -> Iterator[Remark]:
    """Compare with the agreement before: what got worse for the workers, what is gone (减损职工权益)."""
    now = {figure.name: (clause, figure) for clause, figure in looking.draft.figures()}
    full = looking.draft.procedure == "full"
    severity = Severity.CHECK if full else Severity.MUST
    basis = looking.basis(_REDUCTION)
    course = "" if full else "减损职工权益的应当采用普通程序，本案不是；请改用普通程序或者改回。"
    for clause in looking.previous:
        for old in clause.figures:
            if old.name not in now:
                said = f"上一份协议的“{old.name}”（{old.value}），这一份没有写。{course or '请核对是否减损职工权益。'}"
                subject = f"{old.name}:{plain(old.amount)}"
                yield Remark("dropped", "", said, basis, severity, subject)
                continue
            where, new = now[old.name]
            yield from _compared(looking.words, where, old, new, (severity, basis, course))


def _compared(
    known: Words, clause: DraftClause, old: Figure, new: Figure, told: tuple[Severity, str, str]
) -> Iterator[Remark]:
    severity, basis, course = told
    change = f"“{new.name}”由上一份的{old.value}改为{new.value}"
    subject = f"{new.name}:{plain(old.amount)}:{plain(new.amount)}"
    if old.comparable != new.comparable:
        said = f"{change}，单位不同，请自行比较是否减损职工权益。"
        yield Remark("worse_unit", clause.code, said, basis, Severity.CHECK, subject)
        return
    if new.amount == old.amount:
        return
    better = direction(known, new.name)
    if better == 0:
        said = f"{change}，看不出高低对谁有利，请自行核对是否减损职工权益。"
        yield Remark("worse_unsure", clause.code, said, basis, Severity.HINT, subject)
    elif (new.amount - old.amount) * better < 0:
        said = f"{change}，对职工更不利。{course or '请核对是否确有协商依据并已向职工说明。'}"
        yield Remark("worse", clause.code, said, basis, severity, subject)


def direction(known: Words, name: str) -> int:
    """Return 1 where a higher figure of that name is better for the workers, -1 a lower one, 0 unknown."""
    lengths = {
        sign: max((len(word) for word in listed if word in name), default=0)
        for sign, listed in ((1, known.higher), (-1, known.lower))
    }
    if lengths[1] == lengths[-1]:
        return 0
    return 1 if lengths[1] > lengths[-1] else -1
