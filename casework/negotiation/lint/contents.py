"""Whether the draft has what it must: its term, and the topics the law asks for."""

from collections.abc import Iterator
from datetime import date, timedelta

from casework.law import Rule, Unit, add_months, show_day
from casework.negotiation.lint.asking import PRACTICE, Looking
from casework.negotiation.lint.remark import Remark, Severity

_TERM = "contract.term"
_TERM_TOPIC = "term"
_YEAR = 12  #: months
_DAY = timedelta(days=1)


def term(looking: Looking) -> Iterator[Remark]:
    """Ask whether a collective contract says how long it holds, within the bounds (规定22号第三十八条)."""
    draft, found = looking.draft, looking.provision(_TERM)
    first, last = draft.starts_on, draft.expires_on
    if first and last and last < first:
        said = f"期满日{show_day(last)}早于起始日{show_day(first)}；请核对两个日期。"
        yield Remark("term_reversed", "", said, PRACTICE, Severity.MUST, f"{first}:{last}")
        return
    if found is None or draft.procedure != "full" or not draft.form.is_contract:
        return
    if first is None or last is None:
        if not any(clause.topic == _TERM_TOPIC for clause in draft.clauses):
            bounds = found.rule.show_value()
            said = f"没有写合同期限；一般为{bounds}，应当写明起止日期。"
            yield Remark("term_missing", "", said, found.basis, Severity.MUST)
        return
    yield from _term_bounds(first, last, found.rule, found.basis)


def _term_bounds(first: date, last: date, rule: Rule, basis: str) -> Iterator[Remark]:
    """Compare with both readings of 满一年: to the day before, and to the corresponding day."""
    if not isinstance(rule.value, tuple) or rule.unit not in {Unit.YEAR, Unit.MONTH}:
        return
    months = _YEAR if rule.unit is Unit.YEAR else 1
    low, high = (add_months(first, int(one) * months) for one in rule.value)
    between = f"{show_day(first)}至{show_day(last)}"
    subject, bounds = f"{first}:{last}", rule.show_value()
    if last < low - _DAY:
        said = f"期限{between}，短于{bounds}的下限；期满日应当不早于{show_day(low - _DAY)}。"
        yield Remark("term_short", "", said, basis, Severity.MUST, subject)
    elif last > high:
        said = f"期限{between}，长于{bounds}的上限；期满日应当不晚于{show_day(high)}。"
        yield Remark("term_long", "", said, basis, Severity.MUST, subject)


def compulsory(looking: Looking) -> Iterator[Remark]:
    """Ask for the content an agreement of this form must have."""
    draft = looking.draft
    for one in looking.words.compulsory:
        found = looking.provision(one.rule)
        must = draft.form in one.must_for
        if found is None or not (must or draft.form in one.hint_for):
            continue
        written = any(
            clause.topic in one.topics
            or any(word in clause.title + clause.text for word in one.words)
            for clause in draft.clauses
        )
        if not written:
            severity = Severity.MUST if must else Severity.HINT
            yield Remark("missing", "", one.says, found.basis, severity, one.code)


def core(looking: Looking) -> Iterator[Remark]:
    """Tell which topics a guide names and the draft doesn't touch."""
    topics = {clause.topic for clause in looking.draft.clauses}
    for one in looking.words.core:
        if one.procedure == looking.draft.procedure and not topics & {*one.topics}:
            found = looking.provision(one.rule)
            if found is not None:
                said = f"没有写到指引列出的核心议题“{one.name}”；这次没有协商的，可以说明后留到下一轮。"
                yield Remark("core", "", said, found.basis, Severity.HINT, one.name)


def unlisted(looking: Looking) -> Iterator[Remark]:
    """Say what can't be checked, because nobody has the list."""
    for one in looking.words.unlisted:
        found = looking.provision(one.rule)
        if found is None or looking.draft.procedure not in one.procedures:
            continue
        if found.whole is not None:
            said = one.says.format(value=found.whole)
            yield Remark("unlisted", "", said, found.basis, Severity.HINT, one.code)
