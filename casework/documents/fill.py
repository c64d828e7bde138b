"""Completes a context from the manifest, so that no template ever meets a missing name.

Every field of the manifest is there afterwards: a value, a list of completed rows, a group, or
what stands for nothing (:class:`Todo` in a draft, empty text in a final). Keys the manifest does
not know are left behind; :func:`unknown_keys` names them for the tests of whoever makes contexts.

What counts as missing: no key, ``None``; for a required field also empty text and an empty list.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from casework.documents.manifest import FLAG, PICTURE, Field
from casework.documents.values import UNPRINTABLE, Absent, Gallery, Lines, Picture, Todo
from casework.errors import DocumentError, Problem

_NOTHING: Mapping[str, object] = {}


@dataclass(slots=True)
class Filled:
    """A completed context, and what was missing from it."""

    values: dict[str, object] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)  #: labels of required fields, with the row


class _Filler:
    """One pass over one context; holds what it found on the way."""

    def __init__(self, gallery: Gallery, *, final: bool) -> None:
        self.gallery, self.final = gallery, final
        self.missing: list[str] = []
        self.problems: list[Problem] = []

    def group(
        self, fields: Sequence[Field], row: Mapping[str, object], where: str
    ) -> dict[str, object]:
        done: dict[str, object] = {}
        for item in fields:
            name = item.name
            value = row.get(name)
            if type(value) is str and value.isprintable() and value and item.plain:
                done[name] = value  # most of a report goes this way
            else:
                done[name] = self.value(item, value, where)
        return done

    def value(self, item: Field, value: object, where: str) -> object:
        """Return what the template gets for *value*, whatever it is."""
        if value is None:
            return self.nothing(item, where)
        if item.many:
            return self.rows(item, value, where)
        if item.children:
            if isinstance(value, Mapping):
                return self.group(item.children, value, f"{where}{item.label}：")
            return self.wrong(item, where, "应是一组字段（键和值）")
        return self.leaf(item, value, where)

    def rows(self, item: Field, value: object, where: str) -> object:
        if not isinstance(value, list | tuple):
            return self.wrong(item, where, "应是列表")
        if item.required and not value:
            return self.nothing(item, where)
        done = []
        for number, row in enumerate(value, 1):
            here = f"{where}{item.label}第{number}项"
            if not item.children:
                done.append(self.leaf(item, row, f"{where}第{number}项："))
            elif isinstance(row, Mapping):
                done.append(self.group(item.children, row, f"{here}："))
            else:
                done.append(self.wrong(item, f"第{number}项：", "应是一组字段（键和值）"))
        return done

    def leaf(self, item: Field, value: object, where: str) -> object:
        if item.kind == FLAG:
            return value if isinstance(value, bool) else self.wrong(item, where, "应是 是/否")
        if item.kind == PICTURE:
            if isinstance(value, Picture):
                return self.gallery.place(value)
            return self.wrong(item, where, "应是图片（Picture）")
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return value
        if not isinstance(value, str):
            return self.wrong(item, where, "应是文字或者整数（日期、小数请先写成文字）")
        return self.text(item, value, where)

    def text(self, item: Field, value: str, where: str) -> object:
        if not value:
            return self.nothing(item, where) if item.required else value
        bad = UNPRINTABLE.search(value.replace("\r\n", "\n").replace("\r", "\n"))
        if bad:
            around = UNPRINTABLE.sub("□", value[max(0, bad.start() - 8) : bad.end() + 8])
            return self.wrong(
                item,
                where,
                f"里有不能印在纸上的控制字符（U+{ord(bad[0]):04X}，在“{around}”的□处），请删去",
            )
        plain = value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
        return Lines(plain) if "\n" in plain or "\t" in plain else plain

    def nothing(self, item: Field, where: str) -> object:
        """Return what stands for a value that is not there, and note it if it must be."""
        if item.kind == FLAG:
            return False
        if item.required and (item.many or item.is_leaf):
            self.missing.append(f"{where}{item.label}")
        if item.many:
            return ()
        if item.children:
            here = f"{where}{item.label}："
            if item.required:
                return Absent(self.group(item.children, _NOTHING, here))
            return Absent({child.name: self.silently(child) for child in item.children})
        return "" if self.final else Todo(item.path, item.label)

    def silently(self, item: Field) -> object:
        """Return nothing for a field of a group that was not given, noting no lack."""
        if item.kind == FLAG:
            return False
        if item.many:
            return ()
        if item.children:
            return Absent({child.name: self.silently(child) for child in item.children})
        return "" if self.final else Todo(item.path, item.label)

    def wrong(self, item: Field, where: str, what: str) -> str:
        self.problems.append(Problem(f"{where}{item.label}（{item.path}）", f"{what}。"))
        return ""


def fill(
    fields: Sequence[Field], context: Mapping[str, object], gallery: Gallery, *, final: bool
) -> Filled:
    """Return *context* completed from *fields*, and the labels of what is required and missing.

    Raises:
        DocumentError: a value has the wrong shape or cannot be printed; all are listed.
    """
    filler = _Filler(gallery, final=final)
    values = filler.group(fields, context, "")
    if filler.problems:
        listed = "\n".join(f"· {problem}" for problem in filler.problems)
        raise DocumentError(f"文书的内容有 {len(filler.problems)} 处不能用：\n{listed}")
    return Filled(values, filler.missing)


def unknown_keys(fields: Sequence[Field], context: object, above: str = "") -> Iterator[str]:
    """Yield the path of every key of *context* that the manifest does not have, sorted."""
    if isinstance(context, list | tuple):
        yield from sorted({path for row in context for path in unknown_keys(fields, row, above)})
    elif isinstance(context, Mapping):
        known = {item.name: item for item in fields}
        for key in sorted(context, key=str):
            path = f"{above}{key}"
            if key not in known:
                yield path
            elif known[key].children:
                yield from unknown_keys(known[key].children, context[key], f"{path}.")
