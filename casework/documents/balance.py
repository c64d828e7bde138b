"""Proves, once per template, that every report made of it is XML that Word opens.

Follows the literal XML through all branches and loops. Each body of an ``if`` or ``for`` must leave
the open elements as it found them and may reopen only the run it stands in; so an ``if`` from one
paragraph into another is refused, while one between differently formatted runs passes. On the way:
a field stands inside ``w:t``; a cell ends with a paragraph, a row has a cell, a table a row, on
every path; two tables never meet (Word makes one of them); and nothing with an id is repeated.
A loop may have no round, unless it stands inside an ``if`` on the same list.
"""

import re
from collections.abc import Iterable, Sequence

from jinja2 import nodes

_TOKEN = re.compile(r"<(/?)([\w:.-]+)[^>]*?(/?)>")
_RUN = {"w:r", "w:t"}
_LAST = {
    "w:tc": {"w:p"},
    "w:tr": {"w:tc", "w:sdt"},
    "w:tbl": {"w:tr", "w:sdt", "w:bookmarkEnd"},
    "w:hdr": {"w:p"},
    "w:ftr": {"w:p"},
    "w:txbxContent": {"w:p"},
    "w:footnote": {"w:p"},
    "w:endnote": {"w:p"},
}
_EMPTY = {
    "w:tc": "表格的一个单元格在某种情况下没有段落（Word 会报告内容损坏）；请在单元格最后留一个普通段落。",
    "w:tr": "表格的一行在某种情况下没有单元格；请用 {%tr … %} 让整行一起出现或消失。",
    "w:tbl": "表格在某种情况下一行也没有；请留一行表头，或者用 {%p if … %} 把整张表包起来。",
}
_STORY_EMPTY = "这一部分在某种情况下没有段落；请在最后留一个普通段落。"
_UNIQUE = {
    "wp:docPr": "循环里不能放固定的图片（编号会重复）；请改用图片字段。",
    "w:bookmarkStart": "循环里不能有书签（编号会重复）；请删去书签。",
    "w:footnoteReference": "循环里不能有脚注；请写在正文里。",
    "w:endnoteReference": "循环里不能有尾注；请写在正文里。",
    "w:sectPr": "循环里不能有分节符；请改用分页符。",
}
_ACROSS = "条件或循环的开头和结尾不在同一层：请都写在同一段里，或者都用 {%p … %} 单独成段、{%tr … %} 单独成行。"

_State = tuple[tuple[str, frozenset[str]], ...]  #: open elements, each with its possible last child
_NONE = ""  #: "no child yet" in a set of possible last children


class _Unbalanced(Exception):
    """A body closes what it did not open."""


class BalanceCheck:
    """One part's check: collects problems as (line, sentence)."""

    def __init__(self) -> None:
        self.problems: dict[tuple[int, str], None] = {}
        self._open: list[tuple[str, frozenset[str]]] = []
        self._lowest = 0  #: fewest elements open since the current body began
        self._loops = 0
        self._present: list[nodes.Node] = []  #: lists that are known not to be empty here

    def run(self, template: nodes.Template) -> None:
        """Walk the whole part."""
        try:
            self._body(template.body)
        except _Unbalanced:
            self._say(1, _ACROSS)

    def _say(self, line: int, sentence: str) -> None:
        self.problems[line, sentence] = None

    def _body(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for item in node.nodes:
                    self._printed(item)
            elif isinstance(node, nodes.If):
                self._if(node)
            elif isinstance(node, nodes.For):
                self._for(node)

    def _printed(self, item: nodes.Node) -> None:
        if isinstance(item, nodes.TemplateData):
            line = item.lineno
            for token in _TOKEN.finditer(item.data):
                self._token(token, line + item.data.count("\n", 0, token.start()))
        elif not self._open or self._open[-1][0] != "w:t":
            self._say(item.lineno, "字段不在文字里；请把它写在普通的段落文字中。")

    def _token(self, token: re.Match[str], line: int) -> None:
        closing, name, empty = token.groups()
        if closing:
            self._close(name, line)
            return
        if self._loops and name in _UNIQUE:
            self._say(line, _UNIQUE[name])
        if self._open:
            parent, last = self._open[-1]
            if name == "w:tbl" and "w:tbl" in last:
                self._say(line, "两个表格紧挨着，Word 会把它们并成一个；请在中间留一个段落。")
            self._open[-1] = (parent, frozenset({name}))
        if not empty:
            self._open.append((name, frozenset({_NONE})))

    def _close(self, name: str, line: int) -> None:
        if not self._open or self._open[-1][0] != name:
            raise _Unbalanced
        _, last = self._open.pop()
        self._lowest = min(self._lowest, len(self._open))
        if name in _LAST and not last <= _LAST[name]:
            self._say(line, _EMPTY.get(name, _STORY_EMPTY))

    def _branch(self, body: Sequence[nodes.Node], line: int, before: _State) -> _State:
        """Return the state after one body; the state before it, when the body is not balanced."""
        self._open, outer, self._lowest = list(before), self._lowest, len(before)
        try:
            self._body(body)
        except _Unbalanced:
            balanced = False
        else:
            names = [name for name, _ in self._open]
            reopened = {name for name, _ in before[self._lowest :]}
            balanced = names == [name for name, _ in before] and reopened <= _RUN
        self._lowest = min(outer, self._lowest)
        if not balanced:
            self._say(line, _ACROSS)
            return before
        return tuple(self._open)

    def _if(self, node: nodes.If) -> None:
        before: _State = tuple(self._open)
        self._present.append(node.test)
        outcomes = [self._branch(node.body, node.lineno, before)]
        self._present.pop()
        outcomes += [self._branch(item.body, item.lineno, before) for item in node.elif_]
        outcomes.append(self._branch(node.else_, node.lineno, before) if node.else_ else before)
        self._open = _merged(outcomes)

    def _for(self, node: nodes.For) -> None:
        before: _State = tuple(self._open)
        self._loops += 1
        first = self._branch(node.body, node.lineno, before)
        once = list(first) if node.iter in self._present else _merged([before, first])
        again = self._branch(node.body, node.lineno, tuple(once))  # what the first round leaves
        self._loops -= 1
        self._open = _merged([tuple(once), again])


def _merged(outcomes: Sequence[_State]) -> list[tuple[str, frozenset[str]]]:
    """Return the open elements with every last child that some way through may have left."""
    return [
        (frames[0][0], frozenset().union(*(last for _, last in frames)))
        for frames in zip(*outcomes, strict=True)
    ]
