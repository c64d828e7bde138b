"""Rules as a file writes them: each ``[[rule]]`` checked and typed; all problems at once."""

import re
from fractions import Fraction

from casework.errors import InputError
from casework.law.citation import Confidence
from casework.law.lookup import jurisdiction_path
from casework.law.reading import Entry
from casework.law.rules import Direction, ExtensionRule, Rolls, Rule, Unit, Value

_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*", re.ASCII)
_FRACTION = re.compile(r"[1-9]\d*/[1-9]\d*", re.ASCII)
_PROCEDURES = ("all", "full", "simple", "platform", "supervision", "checkup")
_TIMED = frozenset({Direction.AFTER, Direction.BEFORE, Direction.WITHIN})
_NUMBERS = '整数、分数（如 "1/2"）、true/false，或者它们的列表'


def read_rule(entry: Entry, source: str) -> Rule | None:
    """Return the rule of one table, None if it cannot be one; problems are in ``entry.problems``."""
    before = len(entry.problems)
    label, subject = entry.text("label", required=True), entry.text("subject", required=True)
    confidence = entry.choice("confidence", Confidence, required=True)
    key, jurisdiction = _key(entry), _jurisdiction(entry)
    value, unit = _value(entry), entry.choice("unit", Unit)
    direction = entry.choice("direction", Direction)
    starts, starts_fact, rolls = entry.text("starts"), entry.text("starts_fact"), _rolls(entry)
    inclusive, of, extension = entry.flag("inclusive"), entry.text("of"), _extension(entry)
    worker_forms, procedure = entry.texts("worker_forms"), _procedure(entry)
    instrument, article = entry.text("instrument"), entry.text("article")
    from_on, until_on, issued_on = entry.day("from"), entry.day("until"), entry.day("issued")
    note, reference = entry.text("note"), entry.text("reference")
    entry.finish()
    if not (label and subject and confidence and key and jurisdiction):
        return None
    rule = Rule(
        label=label, key=key, jurisdiction=jurisdiction, subject=subject, confidence=confidence,
        procedure=procedure, value=value, unit=unit, direction=direction, starts=starts,
        starts_fact=starts_fact, rolls=rolls, inclusive=inclusive, of=of, extension=extension,
        worker_forms=worker_forms, instrument=instrument, article=article, from_on=from_on,
        until_on=until_on, issued_on=issued_on, note=note, reference=reference, source=source,
    )  # fmt: skip
    _check(rule, entry)
    return rule if len(entry.problems) == before else None


def _key(entry: Entry) -> str | None:
    key = entry.text("key", required=True)
    if key is not None and not _KEY.fullmatch(key):
        entry.wrong("key", f"“{key}”不是规则的键；请写成小写英文，用点分隔，例如 offer.reply。")
        return None
    return key


def _jurisdiction(entry: Entry) -> str | None:
    written = entry.text("jurisdiction", required=True)
    try:
        return jurisdiction_path(written)[0] if written else None
    except InputError as error:
        entry.wrong("jurisdiction", error.problems[0].message)
        return None


def _procedure(entry: Entry) -> str:
    procedure = entry.text("procedure") or "all"
    if procedure not in _PROCEDURES:
        entry.wrong("procedure", f"没有“{procedure}”这个值；可以是：{'、'.join(_PROCEDURES)}。")
    return procedure


def _rolls(entry: Entry) -> Rolls | None:
    written = entry.take("rolls")
    if written is None:
        return None
    known = {True: Rolls.YES, False: Rolls.NO, "unknown": Rolls.UNKNOWN}
    if isinstance(written, bool | str) and written in known:
        return known[written]
    entry.wrong("rolls", '应当是 true、false（不加引号）或 "unknown"。')
    return None


def _value(entry: Entry) -> Value:
    written = entry.take("value")
    if written is None or isinstance(written, bool):
        return written
    if isinstance(written, list):
        numbers = [_number(one) for one in written]
        whole = tuple(one for one in numbers if one is not None)
        if whole and len(whole) == len(numbers):
            return whole
        entry.wrong("value", f"看不懂这个列表；应当是{_NUMBERS}。")
        return None
    number = _number(written)
    if number is None:
        entry.wrong("value", f"看不懂“{written}”；应当是{_NUMBERS}。小数请写成分数。")
    return number


def _number(written: object) -> int | Fraction | None:
    if isinstance(written, int) and not isinstance(written, bool):
        return written
    if isinstance(written, str) and _FRACTION.fullmatch(written):
        return Fraction(written)
    return None


def _extension(entry: Entry) -> ExtensionRule | None:
    raw = entry.take("extension")
    if raw is None:
        return None
    inner = Entry(raw, f"{entry.place}.extension", entry.problems)
    value = inner.number("value", 1, 3650)
    unit = inner.choice("unit", Unit, required=True)
    condition = inner.text("condition")
    inner.finish()
    if unit is not None and not unit.is_time:
        inner.wrong("unit", "延长的单位应当是 day、working_day、month 或 year。")
    return ExtensionRule(value, unit, condition) if value and unit and unit.is_time else None


def _check(rule: Rule, entry: Entry) -> None:
    """Note what contradicts itself inside one rule."""
    if rule.from_on and rule.until_on and rule.from_on > rule.until_on:
        entry.wrong("until", "失效日早于施行日；until 是施行的最后一日，应当不早于 from。")
    if rule.confidence is Confidence.PRACTICE and rule.instrument:
        entry.wrong("instrument", "内部做法没有法律依据；请删去 instrument，或者改 confidence。")
    if rule.confidence is not Confidence.PRACTICE and not rule.instrument:
        entry.wrong("instrument", "缺少法源名称；没有法源的，confidence 应当是 practice。")
    if rule.confidence is Confidence.NONE and rule.value is not None:
        entry.wrong("value", "confidence 为 none（未核到）的规则不能有数值。")
    if rule.value is None and not rule.note:
        entry.wrong("note", "没有数值的规则须在 note 里写明原因。")
    if rule.value is not None:
        _check_value(rule, entry)


def _check_value(rule: Rule, entry: Entry) -> None:
    if rule.unit is None or rule.direction is None:
        entry.wrong("unit", "有数值的规则须写明 unit 和 direction。")
        return
    if isinstance(rule.value, bool) != (rule.unit is Unit.FLAG):
        entry.wrong("value", "unit 为 flag 的数值是 true 或 false，其他单位的不是。")
    if not rule.unit.is_time:
        if rule.direction in {Direction.AFTER, Direction.BEFORE}:
            entry.wrong("unit", "期限的单位应当是 day、working_day、month 或 year。")
        return
    numbers = rule.value if isinstance(rule.value, tuple) else (rule.value,)
    if not all(isinstance(one, int) and one >= 1 for one in numbers):
        entry.wrong("value", "期限的长短应当是至少1的整数。")
    if isinstance(rule.value, tuple) and rule.value != tuple(sorted(rule.value)[:2]):
        entry.wrong("value", "期限的列表应当是 [下限, 上限]，下限不大于上限。")
    if rule.direction in _TIMED and not rule.starts:
        entry.wrong("starts", "期限须写明自何时起算，例如“用人单位收到意见书之日”。")
