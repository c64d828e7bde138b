"""Forms made from declarations: fields for facts, slots for evidence. They show; casework decides."""

from webui.forms.facts import FactForm
from webui.forms.papers import Papers
from webui.forms.versions import seen, version_for

__all__ = ["FactForm", "Papers", "seen", "version_for"]
