"""Next versions of the small catalogue: an item changed, gone or new, for tests of its life."""

import re
from collections.abc import Mapping
from pathlib import Path

from casework.checkup.catalogue import Catalogue
from tests import factories

#: What is done to an item: its name → (pattern, replacement) in the text of the item.
CHANGES: Mapping[str, tuple[str, str]] = {
    "remedy": (r'^remedy = "', 'remedy = "（新）'),
    "title": (r'^title = "', 'title = "新：'),
    "basis": (r'gist = "', 'gist = "新'),
    "days": (r"^rectify_days = \d+", "rectify_days = 3"),
    "risk": (r'^risk = ".+"', 'risk = "低"'),
    "force": (r'^force = ".+"', 'force = "推荐标准"'),
    "no red line": (r"^red_line = true\nred_line_when = .+", "red_line = false"),
    "elsewhere": (r"parties = \[.+?\]", 'parties = ["平台企业"]'),
    "fewer forms": (r"workers = \[.+?\]", 'workers = ["劳动关系"]'),
}
#: Those that touch scoring; the others are words only.
TOUCHING = frozenset({"risk", "force", "no red line", "elsewhere", "fewer forms"})
#: An item of the shipped catalogue that a new version may have besides.
ADDED = "LC-06-03"


def version(
    number: str, changes: Mapping[str, str] | None = None, *, added: bool = False
) -> Catalogue:
    """Return the small catalogue as version *number*: item id → a key of CHANGES, or "gone"."""
    head, *items = factories.small_catalogue().text.split("[[item]]\n")
    changes = changes or {}
    kept = [
        changed(text, changes.get(name, ""))
        for name, text in zip(factories.ITEMS, items, strict=True)
        if changes.get(name) != "gone"
    ]
    if added:
        shipped = factories.SHIPPED().text.split("[[item]]\n")
        kept.append(next(text for text in shipped if f'id = "{ADDED}"' in text))
    whole = "[[item]]\n".join([head.replace("2026.2", number), *kept])
    return Catalogue.read(whole, f"第 {number} 版")


def changed(text: str, change: str) -> str:
    """Return the text of an item with one change; it may have nothing to change."""
    if not change:
        return text
    pattern, replacement = CHANGES[change]
    return re.sub(pattern, replacement, text, count=1, flags=re.MULTILINE)


def put(folder: Path, *catalogues: Catalogue) -> Path:
    """Write catalogues into a folder, nothing else in it; return it."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.toml"):
        old.unlink()
    for one in catalogues:
        (folder / f"{one.version}.toml").write_text(one.text, encoding="utf-8")
    return folder
