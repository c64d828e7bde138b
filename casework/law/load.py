"""Loading the law: what ships with the library, and the user's overlay files over it.

An overlay is a TOML file with any of ``[[rule]]``, ``[[year]]``, ``[[fixed]]`` and ``[[instrument]]``. Of
two files the later one goes first, on the days it covers; docs/law.md shows how to write one.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NoReturn

from casework.errors import DefinitionError, Problem
from casework.law.calendar import Calendar, FixedHoliday, HolidayYear
from casework.law.calendar_file import read_fixed, read_instrument, read_year
from casework.law.instruments import Instrument, Register
from casework.law.lookup import RuleBook
from casework.law.reading import Entry
from casework.law.rule_file import read_rule
from casework.law.rules import OURS, Rule

_KINDS = ("rule", "year", "fixed", "instrument")


@dataclass(slots=True)
class Layer:
    """What one source says: all shipped files together, or one overlay."""

    source: str
    rules: list[Rule] = field(default_factory=list)
    years: list[HolidayYear] = field(default_factory=list)
    fixed: list[FixedHoliday] = field(default_factory=list)
    instruments: list[Instrument] = field(default_factory=list)
    new_keys: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def load(overlays: Sequence[Path]) -> tuple[Register, Calendar, RuleBook]:
    """Return the register, the calendar and the rules, the overlays laid over what ships.

    Raises:
        DefinitionError: a file is missing, no TOML, or says something that cannot be; every problem.
    """
    layers = [_shipped(), *(_overlay(Path(path)) for path in overlays)]
    instruments: dict[str, Instrument] = {}
    years: dict[int, HolidayYear] = {}
    fixed: list[FixedHoliday] = []
    rules: list[Rule] = []
    for layer in layers:
        for one in layer.instruments:
            old = instruments.get(one.name)
            names = (*one.known_as, *(old.known_as if old else ()))
            instruments[one.name] = replace(one, known_as=tuple(dict.fromkeys(names)))
        _check(layer, Register(instruments.values()), rules)
        if layer.problems:
            raise DefinitionError(layer.source, layer.problems)
        years |= {one.year: one for one in layer.years}
        fixed += layer.fixed
        rules = [old for old in rules if not any(_replaces(new, old) for new in layer.rules)]
        rules += layer.rules
    return Register(instruments.values()), Calendar(years, fixed), RuleBook(rules)


def _shipped() -> Layer:
    layer = Layer(OURS)
    data = resources.files("casework.law") / "data"
    files = [data / "instruments.toml", data / "calendar.toml"]
    files += sorted((data / "rules").iterdir(), key=lambda one: one.name)
    for file in files:
        if file.name.endswith(".toml"):
            _read(file, layer, f"{file.name} ")
    return layer


def _overlay(path: Path) -> Layer:
    layer = Layer(path.name)
    if not path.is_file():
        _refuse(path, f"没有这个文件（{path}）；请核对覆盖文件的路径。")
    _read(path, layer, "")
    return layer


def _refuse(path: Path | Traversable, message: str) -> NoReturn:
    raise DefinitionError(path.name, [Problem("", message)])


def _read(file: Path | Traversable, layer: Layer, prefix: str) -> None:
    """Read one file into *layer*; problems with single entries are gathered there."""
    try:
        content = tomllib.loads(file.read_bytes().decode("utf-8"))
    except OSError as error:
        _refuse(file, f"文件不能读取（{error.strerror}）。")
    except UnicodeDecodeError:
        _refuse(file, "文件不是 UTF-8 编码；请用 UTF-8 另存后再试。")
    except tomllib.TOMLDecodeError as error:
        _refuse(file, f"文件不是正确的 TOML：{error}")
    for name, listed in content.items():
        if name not in _KINDS:
            layer.problems.append(
                Problem(name, f"没有这一项；可以是 {'、'.join(f'[[{one}]]' for one in _KINDS)}。")
            )
        elif not isinstance(listed, list):
            layer.problems.append(Problem(name, f"应当写成 [[{name}]]，用两层方括号。"))
        else:
            for number, raw in enumerate(listed, start=1):
                _take(name, raw, f"{prefix}{name} {number}", layer)


def _take(kind: str, raw: object, place: str, layer: Layer) -> None:
    named = (
        raw.get("label") or raw.get("name") or raw.get("year") if isinstance(raw, dict) else None
    )
    entry = Entry(raw, f"{place}（{named}）" if named else place, layer.problems)
    if kind == "rule":
        is_new = entry.flag("new_key")
        rule = read_rule(entry, layer.source)
        if rule is not None:
            layer.rules.append(rule)
            layer.new_keys |= {rule.key} if is_new else set()
    elif kind == "year" and (year := read_year(entry, layer.source)):
        layer.years.append(year)
    elif kind == "fixed" and (fixed := read_fixed(entry)):
        layer.fixed.append(fixed)
    elif kind == "instrument" and (instrument := read_instrument(entry)):
        layer.instruments.append(instrument)


def _replaces(new: Rule, old: Rule) -> bool:
    """Return whether *new* says on every day of *old*, under the same label, something else."""
    return (
        new.label == old.label
        and (new.from_on is None or (old.from_on is not None and new.from_on <= old.from_on))
        and (new.until_on is None or (old.until_on is not None and new.until_on >= old.until_on))
    )


def _check(layer: Layer, register: Register, earlier: Sequence[Rule]) -> None:
    """Note what contradicts other entries: of the layer itself, and of the earlier ones."""
    keys, wrong = {rule.key for rule in earlier}, layer.problems
    home = {rule.label: (rule.key, rule.jurisdiction) for rule in earlier}
    same: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in layer.rules:
        place = f"规则 {rule.label}"
        if rule.instrument is not None and rule.instrument not in register:
            wrong.append(
                Problem(place, f"法源登记里没有“{rule.instrument}”；请用 [[instrument]] 登记。")
            )
        if earlier and rule.key not in keys and rule.key not in layer.new_keys:
            wrong.append(
                Problem(place, f"没有“{rule.key}”这个键；确是新的规则，请加一行 new_key = true。")
            )
        if home.setdefault(rule.label, (rule.key, rule.jurisdiction)) != (
            rule.key,
            rule.jurisdiction,
        ):
            wrong.append(Problem(place, "这个编号已用于别的键或者别的辖区；请换一个编号。"))
        for other in same[rule.key, rule.jurisdiction]:
            if _overlap(rule, other):
                wrong.append(Problem(place, f"与 {other.label} 同键、同辖区，施行日期重叠。"))
        same[rule.key, rule.jurisdiction].append(rule)
    wrong.extend(_repeated("year", (one.year for one in layer.years)))
    wrong.extend(_repeated("instrument", (one.name for one in layer.instruments)))


def _overlap(one: Rule, other: Rule) -> bool:
    ends_before = one.until_on is not None and one.until_on < (other.from_on or one.until_on)
    begins_after = other.until_on is not None and other.until_on < (one.from_on or other.until_on)
    return not (ends_before or begins_after)


def _repeated(kind: str, names: Iterable[object]) -> list[Problem]:
    counted = Counter(names)
    twice = sorted((name for name, times in counted.items() if times > 1), key=str)
    return [Problem(f"{kind} {name}", "列了两次；请只留一个。") for name in twice]
