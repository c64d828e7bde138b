"""The closed language of templates: fields, ``if``, ``for``, ``join`` and ``length``; nothing else.

Walks the parsed template against the manifest. A name that is not a field of the place where it
stands, a group printed as a whole, a call, an index, a filter we do not have: each is a problem
with its line. What is left reads plain keys of plain dicts, so field access is rewritten to item
access, which neither meets a method of ``dict`` nor asks twice.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence

from jinja2 import nodes

from casework.documents.manifest import FLAG, PICTURE, Field

_LOOP = Field("loop", "loop", "循环序号")
_COUNTERS = ("index", "first", "last")
_UNKNOWN = Field("", "", "")  #: already reported: whatever hangs on it is left alone
_FOREIGN = "模板里只能用字段、if、for、loop.index、join、length"

Scope = Mapping[str, Field]


class LanguageCheck:
    """One template's check: collects problems as (line, sentence) and the paths that are used."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.top: Scope = {item.name: item for item in fields}
        self.known = [item.path for top in fields for item in top.walk()]
        self.problems: list[tuple[int, str]] = []
        self.used: set[str] = set()
        self.pictures = False  #: whether a picture is printed

    def run(self, template: nodes.Template) -> nodes.Template:
        """Check *template* and return it with field access made item access."""
        self._body(template.body, self.top)
        return template

    def _say(self, node: nodes.Node, sentence: str) -> None:
        self.problems.append((node.lineno, sentence))

    def _body(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                node.nodes = [self._printed(item, scope) for item in node.nodes]
            elif isinstance(node, nodes.If):
                self._if(node, scope)
            elif isinstance(node, nodes.For):
                self._for(node, scope)
            else:
                self._say(node, f"不能用“{type(node).__name__}”这种写法；{_FOREIGN}。")

    def _if(self, node: nodes.If, scope: Scope) -> None:
        node.test = self._condition(node.test, scope)
        self._body(node.body, scope)
        for branch in node.elif_:
            self._if(branch, scope)
        self._body(node.else_, scope)

    def _for(self, node: nodes.For, scope: Scope) -> None:
        source, node.iter = self._path(node.iter, scope)
        if node.else_ or node.test is not None or node.recursive:
            self._say(node, f"循环只能写成 for 项 in 字段；{_FOREIGN}。")
        if not isinstance(node.target, nodes.Name):
            self._say(node, "循环只能有一个变量：for 项 in 字段。")
            return
        name = node.target.name
        if name in scope or name in ("loop", "self"):
            self._say(node, f"循环变量“{name}”与字段或外层变量同名；请换一个名字。")
        if source is not _UNKNOWN and not source.many:
            self._say(node, f"“{source.path}”不是可以有多项的字段，不能用 for。")
        single = _UNKNOWN
        if source.many:
            single = Field(
                source.name, source.path, source.label, kind=source.kind, children=source.children
            )
        self._body(node.body, {**scope, name: single, "loop": _LOOP})

    def _printed(self, node: nodes.Expr, scope: Scope) -> nodes.Expr:
        if isinstance(node, nodes.TemplateData):
            return node
        if isinstance(node, nodes.Filter):
            return self._filtered(node, scope)
        found, node = self._path(node, scope)
        if found is _UNKNOWN:
            return node
        if found is _LOOP or found.many:
            what = (
                "是一个列表，请用 for 逐项写出，或者用 join 连接" if found.many else "不能直接印出"
            )
            self._say(node, f"“{found.path}”{what}。")
        elif found.children:
            below = "、".join(child.path for child in found.children[:4])
            self._say(node, f"“{found.path}”下面还有字段，请写到最后一级，例如 {below}。")
        elif found.kind == FLAG:
            self._say(node, f"“{found.path}”是是/否字段，只能用在 if 里。")
        self.pictures |= found.kind == PICTURE
        return node

    def _filtered(self, node: nodes.Filter, scope: Scope) -> nodes.Expr:
        allowed = {"join": 1, "length": 0}
        if node.node is None or node.name not in allowed:
            self._say(node, f"没有“{node.name}”这个处理；{_FOREIGN}。")
            return node
        constant = all(isinstance(argument, nodes.Const) for argument in node.args)
        if len(node.args) != allowed[node.name] or not constant or node.kwargs:
            self._say(node, '写法应是 字段|join("、") 或者 字段|length。')
        found, node.node = self._path(node.node, scope)
        leaf = node.name == "length" or found.is_leaf
        if found is not _UNKNOWN and not (found.many and leaf):
            self._say(node, f"“{found.path}”不能用 {node.name}：它不是相应的列表。")
        return node

    def _condition(self, node: nodes.Node, scope: Scope) -> nodes.Expr:
        if isinstance(node, nodes.Not):
            node.node = self._condition(node.node, scope)
            return node
        if isinstance(node, nodes.And | nodes.Or):
            node.left = self._condition(node.left, scope)
            node.right = self._condition(node.right, scope)
            return node
        if isinstance(node, nodes.Compare):
            self._compare(node, scope)
            return node
        found, read = self._path(node, scope)
        if found is _LOOP:
            self._say(node, "条件里请写 loop.first 或者 loop.last。")
        return read

    def _compare(self, node: nodes.Compare, scope: Scope) -> None:
        found, node.expr = self._path(node.expr, scope)
        (operand, *more) = node.ops
        plain = isinstance(operand.expr, nodes.Const) and operand.op in ("eq", "ne")
        if more or not plain or found.children or found.many:
            self._say(node, '比较只能写成 字段 == "文字" 或者 字段 != "文字"。')

    def _path(self, node: nodes.Node, scope: Scope) -> tuple[Field, nodes.Expr]:
        """Return the field that *node* names, and the node that reads it."""
        if isinstance(node, nodes.Name):
            found = scope.get(node.name)
            if found is None:
                self._unknown(node, node.name, list(scope))
                return _UNKNOWN, node
            self.used.add(found.path)
            return found, node
        if isinstance(node, nodes.Getattr):
            return self._child(node, scope)
        self._say(node, f"这里只能写字段；{_FOREIGN}。")
        return _UNKNOWN, nodes.Const("")

    def _child(self, node: nodes.Getattr, scope: Scope) -> tuple[Field, nodes.Expr]:
        parent, node.node = self._path(node.node, scope)
        if parent is _UNKNOWN:
            return _UNKNOWN, node
        if parent is _LOOP:
            if node.attr not in _COUNTERS:
                self._say(
                    node, f"没有 loop.{node.attr}；可以用 loop.index、loop.first、loop.last。"
                )
                return _UNKNOWN, node
            return Field(node.attr, f"loop.{node.attr}", ""), node
        if parent.many:
            self._say(node, f"“{parent.path}”有多项，请先用 for 逐项取出。")
            return _UNKNOWN, node
        for child in parent.children:
            if child.name == node.attr:
                self.used.add(child.path)
                here = {"lineno": node.lineno, "environment": node.environment}
                return child, nodes.Getitem(
                    node.node, nodes.Const(node.attr, **here), "load", **here
                )
        self._unknown(node, f"{parent.path}.{node.attr}", [c.path for c in parent.children])
        return _UNKNOWN, node

    def _unknown(self, node: nodes.Node, name: str, here: list[str]) -> None:
        near = difflib.get_close_matches(name, [*here, *self.known], n=3, cutoff=0.5)
        if not near:
            near = here[:5]
        hint = f"相近的有：{'、'.join(dict.fromkeys(near))}" if near else "它下面没有字段"
        self._say(node, f"没有字段“{name}”；{hint}。")
