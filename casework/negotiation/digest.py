"""How a text is named by its hash: the few characters that are printed, and that a person writes down."""

#: As many characters of a hash as stand on paper and are enough to write.
SHORT = 12


def short(digest: str) -> str:
    """Return the characters of a hash that are printed."""
    return digest[:SHORT]


def names(given: object, digest: str) -> bool:
    """Say whether what a person wrote names that hash: enough characters, and its beginning."""
    text = str(given).strip().lower()
    return len(text) >= SHORT and digest.startswith(text)
