"""Cells over several rows or columns: how their words are set, and where a page may end in one.

A 竖写 label goes down letter by letter; where its rows are too low for that it lies. Words shrink
before rows grow. A page break inside a group leaves at least two rows on either side, with room
for the words, which stand on both pages.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, count, takewhile
from typing import NamedTuple

from townoffice.prints.cells import FIGURES, SIGNS, Merge, is_figure, role_of
from townoffice.prints.fonts import Role
from townoffice.prints.form import ColumnKind
from townoffice.prints.heads import lines_height
from townoffice.prints.plan import Grid, Strip
from townoffice.prints.typeset import Typesetter
from townoffice.prints.widths import INSIDE, head_size
from townoffice.prints.wrap import SMALLEST, STEP, wrap

CONTINUED = "（续）"
_LEAST_ROWS = 2
_TOLERANCE = 1e-6


class Setting(NamedTuple):
    """The words of a merged cell: their face, size in points and lines."""

    role: Role
    size: float
    lines: tuple[str, ...]
    centred: bool

    @property
    def height(self) -> float:
        """The least height of the cell in mm; that of a single line is asked of no row."""
        return lines_height(len(self.lines), self.size) if len(self.lines) > 1 else 0.0


class Spot(NamedTuple):
    """A merged cell as a strip shows it: places in the strip, and the cell."""

    left: int
    right: int
    merge: Merge


def spots(grid: Grid, strip: Strip) -> tuple[Spot, ...]:
    """Give the merged cells of a section that a strip shows, wholly or in part."""
    found = []
    for merge in grid.merges:
        places = [p for p, c in enumerate(strip.columns) if merge.left <= c < merge.right]
        if places:
            found.append(Spot(places[0], places[-1] + 1, merge))
    return tuple(found)


def settings(
    grid: Grid, strip: Strip, spot: Spot, size: float, type_: Typesetter, *, continued: bool
) -> Iterator[Setting]:
    """Give the ways to set a merged cell, the best first, the one that needs least room last."""
    merge = spot.merge
    kind = grid.kinds[merge.left]
    role = Role.HEI if merge.heavy else role_of(kind)
    one = merge.right - merge.left == 1
    start = head_size(size) if role is Role.HEI else strip.sizes[spot.left]
    sizes = [*takewhile(lambda s: s > SMALLEST, count(start, -STEP)), SMALLEST]
    text = merge.text
    if kind is ColumnKind.LABEL and one:
        end = (CONTINUED,) if continued else ()
        yield from (Setting(role, s, (*text, *end), centred=True) for s in sizes)
        text += CONTINUED if continued else ""
    centred = text in SIGNS or (one and (kind is ColumnKind.WORD or role is Role.HEI))
    centred = centred or (kind in FIGURES and is_figure(text) and not merge.heavy)
    width = strip.edges[spot.right] - strip.edges[spot.left] - 2 * INSIDE
    for s in sizes:

        def measure(part: str, s: float = s) -> float:
            return type_.width(part, role, s)

        yield Setting(role, s, wrap(text, measure, width), centred)


def fitted(ways: Iterator[Setting], height: float) -> Setting:
    """Take the first way that a cell of that height holds, else the last one."""
    way = next(ways)
    while way.height > height + _TOLERANCE:
        following = next(ways, None)
        if following is None:
            break
        way = following
    return way


def grow(
    heights: list[float], grid: Grid, strips: Sequence[Strip], size: float, type_: Typesetter
) -> None:
    """Raise the rows under merged cells evenly until every one holds its words."""
    for strip in strips:
        for spot in spots(grid, strip):
            top, bottom = spot.merge.top, spot.merge.bottom
            ways = settings(grid, strip, spot, size, type_, continued=False)
            have = sum(heights[top:bottom])
            lacking = fitted(ways, have).height - have
            if lacking > 0:
                for row in range(top, bottom):
                    heights[row] += lacking / (bottom - top)


def breaks(
    heights: Sequence[float], grid: Grid, strips: Sequence[Strip], size: float, type_: Typesetter
) -> tuple[int, ...]:
    """Give for every line the last one, at or before it, that a new page may begin with.

    One more than lines; empty where every line may begin a page.
    """
    if all(merge.bottom - merge.top == 1 for merge in grid.merges):
        return ()
    sums = list(accumulate(heights, initial=0.0))
    free = [True] * len(sums)
    for strip in strips:
        for spot in spots(grid, strip):
            top, bottom = spot.merge.top, spot.merge.bottom
            need = min(w.height for w in settings(grid, strip, spot, size, type_, continued=True))
            for row in range(top + 1, bottom):
                few = min(row - top, bottom - row) < _LEAST_ROWS
                low = min(sums[row] - sums[top], sums[bottom] - sums[row]) < need
                free[row] = free[row] and not few and not low
    return tuple(accumulate((row if may else 0 for row, may in enumerate(free)), max))
