"""What one row of a sheet says, as values; how two rows are compared, and what a row was when written."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TypeAlias

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class AnswerValues:
    """The entry cells of one check item."""

    verdict: str | None = None  #: a value of ``Verdict``; None: not answered
    facts: str = ""
    sampled: int | None = None  #: n looked at
    sampled_of: int | None = None  #: N in all
    workers_affected: int | None = None  #: persons
    worker_forms: tuple[str, ...] = ()  #: values of ``WorkerForm``; none: all the item is about
    amount: Decimal | None = None  #: yuan, two decimals
    evidence: tuple[str, ...] = ()  #: names of papers
    red_line_confirmed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class FreeValues:
    """The cells of one finding outside the catalogue."""

    title: str = ""
    facts: str = ""
    law: str = ""  #: the legal basis in words, one sentence a line
    consequence: str = ""
    remedy: str = ""
    rectify_days: int | None = None  #: natural days
    risk: str = ""  #: a value of ``Risk``
    workers_affected: int | None = None
    worker_forms: tuple[str, ...] = ()  #: values of ``WorkerForm``
    papers: tuple[str, ...] = ()  #: names of papers
    red_line_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SelfValues:
    """The entry cells of one item in the company's own check."""

    verdict: str | None = None  #: a value of ``SelfVerdict``; None: not answered
    facts: str = ""
    filled_by: str = ""  #: who in the company filled it in


Values: TypeAlias = AnswerValues | FreeValues | SelfValues


def normal(values: Values) -> dict[str, object]:
    """Return the values as a cell would give them back: to compare and to hash."""
    plain: dict[str, object] = {}
    for name, value in asdict(values).items():
        if isinstance(value, str):
            plain[name] = tidy(value)
        elif isinstance(value, Decimal):
            plain[name] = str(value.quantize(CENT))
        elif isinstance(value, tuple):
            plain[name] = [tidy(part) for part in value if tidy(part)]
        else:
            plain[name] = value
    return plain


def digest(values: Values) -> str:
    """Return a hash of the values, kept in the sheet to tell later what a person changed."""
    plain = {name: value for name, value in normal(values).items() if value not in (None, "", [])}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def same(values: Values, current: Values) -> bool:
    """Return whether both say the same."""
    return normal(values) == normal(current)


def tidy(text: str) -> str:
    """Return the text with line ends as LF and no space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def escape(text: str) -> str:
    """Return the text so that _x000D_ typed by a person stays what it is in an .xlsx."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
