"""The standards a person looks up for the lint: one declaration for form, command and API."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from casework.negotiation.lint.draft import Floor
from casework.workflow import Fact, Kind, facts

_SOURCE = "source"
#: Name of the fact → code of ``words.toml``, what the standard is called, for each of what.
_STANDARDS = {
    "month": ("minimum_wage.month", "当地月最低工资标准", "月"),
    "hour": ("minimum_wage.hour", "当地小时最低工资标准", "小时"),
}
FACTS = (
    *(
        Fact(name, f"{label}（元）", Kind.MONEY, help="不填就不核对")
        for name, (_, label, _) in _STANDARDS.items()
    ),
    Fact(_SOURCE, "标准的出处", Kind.TEXT, help="例如某市人社局通知的文号"),
)


def floors(raw: Mapping[str, object], today: date) -> tuple[Floor, ...]:
    """Return the floors somebody typed.

    Raises:
        InputError: every problem.
    """
    values = facts.parse(FACTS, raw, today=today)
    source = str(values.get(_SOURCE, ""))
    return tuple(
        Floor(code, label, amount, per=per, source=source)
        for name, (code, label, per) in _STANDARDS.items()
        if isinstance(amount := values.get(name), Decimal)
    )
