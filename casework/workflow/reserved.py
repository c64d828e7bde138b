"""Names a fact cannot have, because the form, the command or the call it becomes has them already."""

from itertools import chain

#: A form class made of the facts would lose these of its own (WTForms and Flask-WTF).
FORM_NAMES = frozenset(
    chain(
        ("meta", "data", "errors", "form_errors", "hidden_tag", "populate_obj"),
        ("process", "post_process", "validate", "validate_on_submit", "is_submitted"),
    )
)
#: What every step has besides its facts: in its form, as options of its command, in the verb's call.
CALL_NAMES = frozenset(
    chain(
        ("csrf_token", "submit", "form", "help", "json", "db"),
        ("work", "case", "step", "step_name", "actor", "occurred_on", "evidence"),
        ("seen", "target", "late_reason"),
    )
)
#: What the call that opens a case has besides.
OPENING_NAMES = frozenset(("kind_name", "enterprise", "unit", "number", "adopted"))


def reserved(*, opening: bool) -> frozenset[str]:
    """Return the names that facts and evidence of a step cannot have; more for the opening step."""
    names = FORM_NAMES | CALL_NAMES
    return names | OPENING_NAMES if opening else names
