"""A case's number as part of an address: any text, a slash too (numbers taken over from old files)."""

from werkzeug.routing import BaseConverter


class NumberConverter(BaseConverter):
    """``~1`` stands for a slash and ``~0`` for a tilde, as in JSON pointers."""

    def to_python(self, value: str) -> str:
        """Return the number that stands in an address."""
        return value.replace("~1", "/").replace("~0", "~")

    def to_url(self, value: str) -> str:
        """Return the number as it stands in an address."""
        return super().to_url(value.replace("~", "~0").replace("/", "~1"))
