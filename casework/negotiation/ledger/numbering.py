"""Numbers as people write them: 款-03, 款03, 3."""


def number_in(prefix: str, code: str | int) -> int | None:
    """Return the number in a code with that first word, or in a bare number; None if it is neither."""
    if isinstance(code, int):
        return code
    tail = code.strip().removeprefix(prefix).lstrip("-－—")
    return int(tail) if tail.isascii() and tail.isdigit() else None
