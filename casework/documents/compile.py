"""Turns a pack's template into something that renders in milliseconds, or says why it cannot.

In this order: braces of each paragraph as written; docxtpl's patching (once); parsing; the closed
language against the manifest; balance of the XML. Every problem of every part is reported at once.
What is compiled runs in Jinja's immutable sandbox with autoescape, and an undefined name is an
error of ours, since the context is completed from the manifest.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from casework.documents.archive import Archive
from casework.documents.balance import BalanceCheck
from casework.documents.braces import check_braces, excerpt
from casework.documents.language import LanguageCheck
from casework.documents.manifest import Field
from casework.documents.pack import Pack
from casework.documents.package import Package, Story, open_package, serialise
from casework.errors import DefinitionError, Problem

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LINE_STARTS = re.compile(r"(?=<w:p[ >])|(?<=</w:p>)(?=\{%)|(?<=</w:tr>)(?=\{%)|(?<=%\})(?=<w:tr)")
_FIRST_DRAWING = 1000  #: ids of our pictures begin above those of the template
_DRAWING_ID = re.compile(r'<wp:docPr [^>]*?\bid="(\d+)"')

ENVIRONMENT = ImmutableSandboxedEnvironment(
    autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, cache_size=0
)


@dataclass(frozen=True, slots=True)
class CompiledStory:
    """One part that is rendered for each document."""

    name: str
    template: Template
    relations: str | None  #: its relationships as XML, when it prints pictures


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template ready to render; shared by threads, nothing in it changes."""

    archive: Archive  #: the parts that never change
    stories: tuple[CompiledStory, ...]
    used: frozenset[str]  #: paths of the fields the template names
    first_drawing: int


@lru_cache(maxsize=64)
def compiled(pack: Pack) -> Compiled:
    """Return *pack*'s template compiled; at once when this pack was compiled before.

    Raises:
        DefinitionError: the template is wrong; each problem names paragraph, field and remedy.
    """
    return compile_template(pack.template, pack.fields, pack.place, pack.title)


def compile_template(
    template: bytes, fields: tuple[Field, ...], source: str, title: str
) -> Compiled:
    """Return a template compiled against *fields*; *source* is the file that errors name.

    Raises:
        DefinitionError: every problem at once.
    """
    package = open_package(template, source, title)
    problems = [problem for story in package.stories for problem in check_braces(story)]
    if problems:
        raise DefinitionError(source, problems)
    language = LanguageCheck(fields)
    stories: list[CompiledStory] = []
    for story in package.stories:
        text = _patched(story)
        if "{{" not in text and "{%" not in text:
            continue
        tree, found = _checked(text, story.title, language)
        problems += found
        if tree is not None and not problems:
            relations = _relations(package, story) if language.pictures else None
            stories.append(CompiledStory(story.name, _template(tree), relations))
    if problems:
        raise DefinitionError(source, problems)
    return Compiled(
        archive=Archive(_static(package, stories)),
        stories=tuple(stories),
        used=frozenset(language.used),
        first_drawing=_first_drawing(package),
    )


def _patched(story: Story) -> str:
    """Return the part's XML with whole tags, each paragraph on a line of its own."""
    text = etree.tostring(story.root, encoding="unicode").replace("\n", " ")
    text = DocxTemplate(io.BytesIO()).patch_xml(text)
    text = text.replace("<w:t>", '<w:t xml:space="preserve">')
    return _LINE_STARTS.sub("\n", text)


def _checked(
    text: str, title: str, language: LanguageCheck
) -> tuple[nodes.Template | None, list[Problem]]:
    lines = text.split("\n")
    language.problems, language.pictures = [], False
    try:
        tree = ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        return None, [_problem(title, lines, error.lineno, _syntax(error.message or ""))]
    balance = BalanceCheck()
    balance.run(tree)
    language.run(tree)
    found = [*language.problems, *balance.problems]
    return tree, [_problem(title, lines, line, sentence) for line, sentence in sorted(found)]


def _problem(title: str, lines: list[str], number: int, sentence: str) -> Problem:
    text = re.sub("<[^>]+>", "", lines[number - 1]) if 0 < number <= len(lines) else ""
    return Problem(f"{title}，段落“{excerpt(text.strip())}”", sentence)


def _syntax(message: str) -> str:
    """Return Jinja's complaint as a sentence for the person who edits in Word."""
    unknown = re.search(r"unknown tag '(\w+)'", message)
    if unknown and unknown[1].startswith("end"):
        return f"多了一个 {unknown[1]}，或者它的开头写错了。"
    if unknown:
        return f"没有“{unknown[1]}”这种标记；只能用 if、elif、else、endif、for、endfor。"
    if "Unexpected end of template" in message or "unclosed" in message.lower():
        return "有一个 if 或 for 没有结束；请补上 endif 或 endfor。"
    return f"标记的写法有误（{message}）；字段名之间用点连接，例如 {{{{ 企业.名称 }}}}。"


def _template(tree: nodes.Template) -> Template:
    """Return the parsed part compiled, without the line breaks that marked its paragraphs."""
    for data in tree.find_all(nodes.TemplateData):
        data.data = data.data.replace("\n", "")
    code = ENVIRONMENT.compile(tree)
    return Template.from_code(ENVIRONMENT, code, ENVIRONMENT.make_globals({}))


def _relations(package: Package, story: Story) -> str:
    folder, _, file = story.name.rpartition("/")
    name = f"{folder}/_rels/{file}.rels"
    empty = (
        f'{_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"></Relationships>'
    )
    text = package.parts.get(name, empty.encode()).decode()
    return re.sub(r"(<Relationships[^>]*)/>", r"\1></Relationships>", text)


def _static(package: Package, stories: list[CompiledStory]) -> Iterator[tuple[str, bytes]]:
    rendered = {story.name for story in stories}
    for story in stories:
        if story.relations is not None:
            folder, _, file = story.name.rpartition("/")
            rendered.add(f"{folder}/_rels/{file}.rels")
    cleaned = {story.name: story.root for story in package.stories}
    for name, data in package.parts.items():
        if name not in rendered:
            yield name, serialise(cleaned[name]) if name in cleaned else data


def _first_drawing(package: Package) -> int:
    ids = [
        int(number)
        for story in package.stories
        for number in _DRAWING_ID.findall(serialise(story.root).decode())
    ]
    return max([_FIRST_DRAWING, *ids])
