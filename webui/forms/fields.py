"""Which field shows a fact of which kind. Every field keeps exactly what was typed."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup
from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.widgets import CheckboxInput, DateInput, ListWidget

from casework.workflow import Fact, Kind

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Blank inputs after those that are filled in; more come with a button.
_SPARE = 2


class DayField(StringField):
    """A day: the browser's own picker, but what it could not show stays as text."""

    def __call__(self, **kwargs: Any) -> Markup:
        """Return the input; a text that is no ISO day would vanish from a date input."""
        if self.data and not _ISO.fullmatch(self.data):
            kwargs["type"] = "text"
        return super().__call__(**kwargs)


class SeveralField(Field):
    """Several values of one name: an input each, and blank ones behind."""

    def __init__(self, label: str, one: type[StringField] = StringField, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self._one: Any = one(label)  # unbound, as it belongs to no form

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep every value that came."""
        self.data = list(valuelist)

    def __call__(self, **kwargs: Any) -> Markup:
        """Return the inputs; the first has the id the label points to."""
        filled = [text for text in self.data or () if text.strip()]
        first = kwargs.pop("id", self.id)
        inputs = []
        for number, text in enumerate([*filled, *[""] * _SPARE]):
            one = self._one.bind(None, self.name, _meta=self.meta)
            one.data = text
            own = {
                "id": f"{first}-{number}",
                "aria-label": f"{self.label.text}，第 {number + 1} 个",
            }
            inputs.append(one(**kwargs, **(own if number else {"id": first})))
        return Markup("").join(inputs)


def field_for(fact: Fact) -> Field:
    """Return the (unbound) field that shows *fact*."""
    return _several(fact) if fact.many else _FIELDS.get(fact.kind, _text)(fact)


def _several(fact: Fact) -> Field:
    if fact.kind is Kind.CHOICE:
        return SelectMultipleField(
            fact.label,
            choices=[SelectChoice(option, option) for option in fact.options],
            validate_choice=False,
            widget=ListWidget(prefix_label=False),
            option_widget=CheckboxInput(),
        )
    return SeveralField(fact.label, TextAreaField if fact.kind is Kind.LONGTEXT else StringField)


def _text(fact: Fact) -> Field:
    return StringField(fact.label)


def _numeric(fact: Fact) -> Field:
    # Not type=number: it drops what it cannot read, such as 1,200, and turns with the mouse wheel.
    mode = "numeric" if fact.kind is Kind.INT else "decimal"
    return StringField(fact.label, render_kw={"inputmode": mode})


def _flag(fact: Fact) -> Field:
    words = ["是", "否"] if fact.required else ["是", "否", ""]
    choices = [SelectChoice(word, word or "未填") for word in words]
    return RadioField(fact.label, choices=choices, validate_choice=False)


def _choice(fact: Fact) -> Field:
    choices = [
        SelectChoice("", "请选择"),
        *(SelectChoice(option, option) for option in fact.options),
    ]
    return SelectField(fact.label, choices=choices, validate_choice=False)


_FIELDS: Mapping[Kind, Callable[[Fact], Field]] = {
    Kind.LONGTEXT: lambda fact: TextAreaField(fact.label, render_kw={"rows": 5}),
    Kind.DATE: lambda fact: DayField(fact.label, widget=DateInput()),
    Kind.INT: _numeric,
    Kind.NUMBER: _numeric,
    Kind.MONEY: _numeric,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
}


def as_typed(fact: Fact, value: object, names: Mapping[str, str] | None = None) -> object:
    """Return a typed value the way a person types it: 2026-03-02, 是, 12000.50; colleagues by *names*."""
    if isinstance(value, list | tuple):
        return [as_typed(fact, item, names) for item in value]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    if fact.kind is Kind.COLLEAGUE and names:
        return names.get(str(value), str(value))
    return format(value, "f") if isinstance(value, Decimal) else str(value)
