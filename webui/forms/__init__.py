"""Forms made from declarations: fields for facts, slots for evidence. They show; casework decides."""

from webui.forms.facts import FactForm
from webui.forms.papers import Papers

__all__ = ["FactForm", "Papers"]
