"""The header of a table: its tree laid out as cells over the columns.

A group spans its children, a leaf reaches down to the last row of the header (at most three).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from townoffice.prints.fonts import Role
from townoffice.prints.form import Column, Group
from townoffice.prints.typeset import INFERRED_MARK, Typesetter
from townoffice.prints.wrap import balanced, wrap

SIDE = 1.2
"""What a header line and its column differ at least, both sides together."""
SPREAD_ROOM = 4.5
"""A two-character head is spread where its column is that much wider than the spread head."""
LINE = 1.22
"""Line pitch in a cell, as a multiple of the size."""
_ONE_LONG, _ONE, _TWO = 6.5, 7.0, 9.5
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the header: columns ``start`` to ``stop``, rows ``top`` to ``bottom``."""

    start: int
    stop: int
    top: int
    bottom: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a table: its cells and the heights of its rows in mm."""

    cells: tuple[HeadCell, ...]
    heights: tuple[float, ...]

    @property
    def height(self) -> float:
        """The height of the whole header."""
        return sum(self.heights)


def lines_height(count: int, size: float) -> float:
    """Give the least height of a cell of that many lines at a size in points."""
    return count * size * LINE * 25.4 / 72 + 1


def depth(node: Group | Column) -> int:
    """Count the levels of a header node."""
    if isinstance(node, Column):
        return 1
    return 1 + max((depth(child) for child in node.children), default=0)


def leaf_count(node: Group | Column) -> int:
    """Count the columns under a header node."""
    return 1 if isinstance(node, Column) else sum(leaf_count(child) for child in node.children)


def label_lines(
    label: str, type_: Typesetter, size: float, width: float, *, inferred: bool
) -> tuple[str, ...]:
    """Break a label into at most three lines for a column of that width, ※ after its words.

    A break the form asks for stays; otherwise words are kept whole as far as the width allows.
    """
    room = width - SIDE

    def measure(text: str) -> float:
        return type_.width(text, Role.HEI, size)

    lines = list(label.split("\n"))
    mark = INFERRED_MARK if inferred else ""
    if len(lines) == 1:
        lines = list(balanced(label + mark, measure, room) or wrap(label + mark, measure, room))
        return tuple(lines)
    last = len(lines) - 1
    # The mark belongs to the words, not to the unit in brackets below them.
    place = last - 1 if lines[last].startswith("（") else last
    lines[place] += mark
    return tuple(lines)


def label_width(
    label: str, type_: Typesetter, size: float, *, inferred: bool, whole: bool = False
) -> float:
    """Give the least width of a column for its label: the widest of its lines, and the sides.

    A label without a break may be set in up to three lines when it is long, unless ``whole``.
    """
    parts = label.split("\n")
    if len(parts) == 1 and len(label) > 6 and not whole:
        rows = min(_MOST_LINES, (len(label) + 5) // 6)
        step = -(-len(label) // rows)
        parts = [label[place : place + step] + "　" for place in range(0, len(label), step)]
    marked = (part + (INFERRED_MARK if inferred else "") for part in parts)
    return max(type_.width(part, Role.HEI, size) for part in marked) + SIDE


def lay_out(
    nodes: Sequence[Group | Column],
    widths: Sequence[float],
    type_: Typesetter,
    size: float,
    *,
    long: bool,
) -> Head:
    """Lay the header tree over columns of these widths (mm)."""
    levels = max(depth(node) for node in nodes)
    cells: list[HeadCell] = []

    def place(node: Group | Column, start: int, top: int) -> int:
        stop = start + leaf_count(node)
        bottom = levels if isinstance(node, Column) else top + 1
        width = sum(widths[start:stop])
        lines = label_lines(node.label, type_, size, width, inferred=node.inferred)
        if len(lines) == 1 and _has_room(node.label, type_, size, width):
            lines = (f"{lines[0][0]}　{lines[0][1:]}",)
        cells.append(HeadCell(start, stop, top, bottom, lines))
        if isinstance(node, Group):
            for child in node.children:
                start = place(child, start, top + 1)
        return stop

    start = 0
    for node in nodes:
        start = place(node, start, 0)
    return Head(tuple(cells), _heights(cells, levels, size, long=long))


def _has_room(label: str, type_: Typesetter, size: float, width: float) -> bool:
    return len(label) == 2 and type_.width(label + "　", Role.HEI, size) + SPREAD_ROOM <= width


def _heights(
    cells: Sequence[HeadCell], levels: int, size: float, *, long: bool
) -> tuple[float, ...]:
    """Give every header row the height of its highest cell; cells of several rows come last."""
    one = _ONE_LONG if long else _ONE
    heights = [one] * levels

    def needed(cell: HeadCell) -> float:
        count = len(cell.lines)
        if count <= 1:
            return one
        return _TWO if count == 2 else lines_height(count, size)

    for cell in sorted(cells, key=lambda cell: cell.bottom - cell.top):
        lacking = needed(cell) - sum(heights[cell.top : cell.bottom])
        if lacking > 0:
            heights[cell.bottom - 1] += lacking
    return tuple(heights)
