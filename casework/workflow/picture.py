"""The picture of a table for a page: its main line in rows, what branches off below, where the case is.

Plain SVG with presentation attributes only: no style, no script, no id, so that a strict content security
policy passes it and several may stand on one page. It says nothing that the page does not also say in
words; each box carries a title with the state's meaning and what can be done in it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from casework.workflow.table import State, Table

#: One place in the picture, in px at full size: six of them are 720 wide.
_CELL = 120
_BOX = (96, 40)
_ROW = 92
_CLOSER = 20  #: what branches off stands this much closer, as no arrow leads there
_TOP = 34  #: room above the first row for the arcs of steps that go back
_FONT = "system-ui, 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
_LINE = "#8793a3"
#: Characters of a label that fit at full size.
_IN_ONE_LINE = 5


@dataclass(frozen=True, slots=True)
class _Look:
    fill: str
    stroke: str
    width: str
    text: str
    weight: str = "normal"


_CURRENT = _Look("#14508f", "#14508f", "2", "#ffffff", "bold")
_VISITED = _Look("#dfeaf6", "#3a74b0", "1.5", "#143a63")
_AHEAD = _Look("#ffffff", "#b3bcc8", "1.5", "#4a5563")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a box stands: the middle of it, and its row."""

    x: int
    y: int
    row: int


def svg(
    table: Table, current: str | None, visited: Collection[str] = (), *, columns: int = 6
) -> str:
    """Return the picture as one ``<svg>`` element, 720 px wide at most by default and scaling down.

    *current* is the state to highlight, *visited* those the case has been in. *columns* is the number of
    boxes in a row; 3 suits a telephone.
    """
    places = _places(table, columns)
    width = columns * _CELL
    height = max(place.y for place in places.values()) + _BOX[1] // 2 + 12
    where = f"当前状态：{table.label(current)}" if current else "各个状态"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" font-family="{_FONT}" text-anchor="middle">'
    )
    body = [
        head,
        f"<title>{_text(f'{table.title}流程图。{where}')}</title>",
        *_joints(table, places),
        *_returns(table, places),
    ]
    for state in table.states.values():
        look = _look(state.name, current, visited)
        body.append(_box(table, state, places[state.name], look))
    body.append("</svg>")
    return "\n".join(body)


def _main_line(table: Table) -> list[str]:
    return [state.name for state in table.states.values() if not state.aside]


def _places(table: Table, columns: int) -> dict[str, _Place]:
    main = _main_line(table)
    aside = [state.name for state in table.states.values() if state.aside]
    below = -(-len(main) // columns)
    numbered = [(n // columns, n % columns, name) for n, name in enumerate(main)]
    numbered += [(below + n // columns, n % columns, name) for n, name in enumerate(aside)]
    return {
        name: _Place(
            x=column * _CELL + _CELL // 2,
            y=_TOP + row * _ROW + _BOX[1] // 2 - (_CLOSER if row >= below else 0),
            row=row,
        )
        for row, column, name in numbered
    }


def _look(name: str, current: str | None, visited: Collection[str]) -> _Look:
    if name == current:
        return _CURRENT
    return _VISITED if name in visited else _AHEAD


def _joints(table: Table, places: dict[str, _Place]) -> Iterator[str]:
    """Lines from each state of the main line to the next, around the corner at the end of a row."""
    main = _main_line(table)
    half_width, half_height = _BOX[0] // 2, _BOX[1] // 2
    for one, two in pairwise(main):
        if not any(step.target == two for step in table.from_state(one)):
            continue
        a, b = places[one], places[two]
        if a.row == b.row:
            yield _path(
                f"M{a.x + half_width} {a.y}H{b.x - half_width - 7}",
                (b.x - half_width, b.y),
                "right",
            )
        else:
            turn = a.y + half_height + 14
            yield _path(
                f"M{a.x} {a.y + half_height}V{turn}H{b.x}V{b.y - half_height - 7}",
                (b.x, b.y - half_height),
                "down",
            )


def _returns(table: Table, places: dict[str, _Place]) -> Iterator[str]:
    """Dashed arcs over a row for steps that go back within it (退回)."""
    order = {name: number for number, name in enumerate(_main_line(table))}
    pairs: dict[tuple[str, str], list[str]] = {}
    for step in table.steps.values():
        for source in step.sources:
            backwards = order.get(step.target, len(order)) < order.get(source, -1)
            if backwards and places[source].row == places[step.target].row:
                pairs.setdefault((source, step.target), []).append(step.label)
    for (source, target), labels in pairs.items():
        a, b = places[source], places[target]
        top = a.y - _BOX[1] // 2
        height = top - 8 - 7 * (order[source] - order[target])
        path = f"M{a.x - 20} {top}C{a.x - 20} {height} {b.x + 20} {height} {b.x + 20} {top - 7}"
        yield _path(path, (b.x + 20, top), "down", "、".join(labels), dashed=True)


_HEADS = {"right": "l-8 -4v8z", "down": "l-4 -8h8z"}


def _path(
    route: str, tip: tuple[int, int], way: str, title: str = "", *, dashed: bool = False
) -> str:
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    name = f"<title>{_text(title)}</title>" if title else ""
    return (
        f'<g fill="none" stroke="{_LINE}" stroke-width="1.5">{name}<path d="{route}"{dash}/>'
        f'<path d="M{tip[0]} {tip[1]}{_HEADS[way]}" fill="{_LINE}" stroke="none"/></g>'
    )


def _box(table: Table, state: State, place: _Place, look: _Look) -> str:
    width, height = _BOX
    left, top = place.x - width // 2, place.y - height // 2
    frame = f'stroke="{look.stroke}" stroke-width="{look.width}"'
    dash = ' stroke-dasharray="5 3"' if state.aside and look is _AHEAD else ""
    inner = ""
    inner_line = look.text if look is _CURRENT else look.stroke
    if state.final:  # a double frame, as the end of a state chart has
        inner = (
            f'<rect x="{left + 4}" y="{top + 4}" width="{width - 8}" height="{height - 8}" rx="5" '
            f'fill="none" stroke="{inner_line}" stroke-width="1"/>'
        )
    return (
        f"<g><title>{_text(_meaning(table, state))}</title>"
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="8" fill="{look.fill}" '
        f"{frame}{dash}/>{inner}{_label(state.label, place, look)}</g>"
    )


def _meaning(table: Table, state: State) -> str:
    steps = "、".join(step.label for step in table.from_state(state.name))
    parts = [state.label, state.help.rstrip("。"), f"可以办理：{steps}" if steps else "已经了结"]
    return "。".join(part for part in parts if part) + "。"


def _label(label: str, place: _Place, look: _Look) -> str:
    lines, size = _fitted(label)
    first = place.y + size * 0.36 - (len(lines) - 1) * size * 0.58
    spans = "".join(
        f'<tspan x="{place.x}" y="{first + number * size * 1.16:.1f}">{_text(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return f'<text font-size="{size}" font-weight="{look.weight}" fill="{look.text}">{spans}</text>'


def _fitted(label: str) -> tuple[Sequence[str], int]:
    """Return the label in one line when it is short, or in two smaller ones, with the font size."""
    if len(label) <= _IN_ONE_LINE:
        return [label], 16
    half = -(-len(label) // 2)
    return [label[:half], label[half:]], max(8, min(13, 84 // half))


def _text(text: str) -> str:
    return escape(text, quote=False)
