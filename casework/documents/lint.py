"""Checks a whole pack as its editor needs it: every problem with its paragraph and a remedy.

More than compiling asks for: a field that no paragraph uses, a sample that lacks something or has
too much, and formatting that looks right on one machine only (theme fonts).
"""

import tomllib
from collections.abc import Iterator, Mapping

from casework.documents.compile import compiled
from casework.documents.fill import unknown_keys
from casework.documents.pack import Pack
from casework.documents.package import W, open_package, parse
from casework.documents.reading import as_lines
from casework.documents.render import draft
from casework.errors import DefinitionError, DocumentError, Problem

_THEME = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_FONTS = ("ascii", "hAnsi", "eastAsia", "cs")


def check(pack: Pack) -> list[Problem]:
    """Return everything that is wrong with *pack*; an empty list means that it can be used."""
    try:
        used = compiled(pack).used
    except DefinitionError as error:
        return list(error.problems)
    problems = [
        Problem(
            item.path, f"清单里有“{item.label}”，模板里没有用到；请在模板里写上，或者从清单删去。"
        )
        for item in pack.manifest.walk()
        if item.path not in used
    ]
    problems += _fonts(pack)
    problems += _sample(pack)
    return problems


def sample(pack: Pack) -> dict[str, object]:
    """Return the pack's invented case.

    Raises:
        DefinitionError: ``sample.toml`` is missing or no TOML.
    """
    try:
        return tomllib.loads((pack.folder / "sample.toml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DefinitionError(
            f"{pack.procedure}/{pack.document}/sample.toml",
            [Problem("", f"没有样例，或者不是正确的 TOML 文件（UTF-8 编码）：{error}")],
        ) from error


def _sample(pack: Pack) -> Iterator[Problem]:
    try:
        context = sample(pack)
        rendered = draft(pack, context)
    except (DefinitionError, DocumentError) as error:
        yield Problem("sample.toml", str(error))
        return
    for path in unknown_keys(pack.fields, context):
        yield Problem(f"sample.toml {path}", "清单里没有这个字段。")
    for label in rendered.missing:
        yield Problem("sample.toml", f"缺少必填内容：{label}。")
    text = as_lines(rendered.data)
    for mark in ("{{", "{%", "}}", "%}"):
        if mark in text:
            yield Problem("template.docx", f"样例的成稿里还有“{mark}”。")
    expected = pack.folder / "expected.txt"
    if not expected.is_file() or expected.read_text(encoding="utf-8") != text:
        yield Problem("expected.txt", "与样例的成稿不一致；看过成稿没有问题后，请重新生成。")


def _fonts(pack: Pack) -> Iterator[Problem]:
    package = open_package(pack.template, pack.place, pack.title)
    roots = {story.title: story.root for story in package.stories}
    if "word/styles.xml" in package.parts:
        roots["样式"] = parse(package.parts["word/styles.xml"])
    for title, root in roots.items():
        for fonts in root.iter(f"{{{W}}}rFonts"):
            names = [fonts.get(f"{{{W}}}{key}") for key in _FONTS]
            if any(fonts.get(f"{{{W}}}{key}") for key in _THEME):
                yield Problem(title, "用了主题字体，换一台电脑会变样；请选定具体字体（如仿宋）。")
                break
            if names[0] and not names[2]:
                yield Problem(title, f"字体“{names[0]}”只用于西文，没有设中文字体；请同时设定。")
                break


def preview(pack: Pack, context: Mapping[str, object] | None = None) -> str:
    """Return what a draft of *context* (the sample when not given) says, a paragraph a line."""
    return as_lines(draft(pack, sample(pack) if context is None else context).data)
