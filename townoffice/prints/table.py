"""Drawing a block of a table: header, index row, rows, total rows, and the lines around them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from townoffice.prints.cells import FIGURES, SIGNS, Line, is_figure, role_of, spread
from townoffice.prints.fonts import Role
from townoffice.prints.form import ColumnKind
from townoffice.prints.heads import LINE
from townoffice.prints.merges import Spot, fitted, settings, spots
from townoffice.prints.pages import HEADING_ABOVE, Block, Tables, cell_lines
from townoffice.prints.pen import Pen
from townoffice.prints.plan import Plan, Strip
from townoffice.prints.typeset import INFERRED_MARK, Typesetter
from townoffice.prints.widths import INSIDE, head_size
from townoffice.prints.wrap import Measure, fit

HEADING_SIZE = 12.0
INDEX_SIZE = 9.0
_PT = 25.4 / 72


class TableDrawer:
    """Draws the blocks of one form; keeps what every row of a column has in common."""

    def __init__(self, table: Tables, plan: Plan, type_: Typesetter) -> None:
        """Take the measured sections and the plan they were laid out by."""
        self._table = table
        self._plan = plan
        self._type = type_
        self._size = plan.size
        # A strip is one for all pages of its section; its id here is shorter than its contents.
        self._spots: dict[int, tuple[tuple[Spot, ...], int]] = {}
        self._words: dict[tuple[str, int, int, bool], tuple[float, tuple[str, ...]]] = {}

    def draw(self, pen: Pen, block: Block) -> None:
        """Draw a block with its own closed frame."""
        strip = block.strip
        grid = self._table.grids[block.section]
        if block.heading and grid.section.heading is not None:
            middle = block.top - HEADING_ABOVE
            pen.write(grid.section.heading, Role.HEI, HEADING_SIZE, 0, middle)
        rows_top = self._draw_head(pen, strip, block.top)
        heights = self._table.heights[block.section][block.start : block.stop]
        tops = list(accumulate(heights, initial=rows_top))
        lines = grid.lines[block.start : block.stop]
        for line, (top, bottom) in zip(lines, pairwise(tops), strict=True):
            self._draw_line(pen, block, line, top, bottom)
        across, down = _label_gaps(strip, lines, tops)
        for spot in self._shown(block):
            self._draw_merged(pen, block, spot, tops, across, down)
        _rule_rows(pen, strip, tops, across, down)
        pen.frame(0, block.top, strip.edges[-1], tops[-1] - block.top)

    def _shown(self, block: Block) -> Sequence[Spot]:
        """Give the merged cells of a block, whose rows begin in it or not long before."""
        every = self._spots.get(id(block.strip))
        if every is None:
            found = spots(self._table.grids[block.section], block.strip)
            most = max((spot.merge.bottom - spot.merge.top for spot in found), default=0)
            every = self._spots[id(block.strip)] = found, most
        found, most = every
        first = bisect_left(found, block.start - most, key=_top)
        return found[first : bisect_left(found, block.stop, key=_top)]

    def _draw_head(self, pen: Pen, strip: Strip, top: float) -> float:
        """Draw header and index row; give where the rows begin."""
        size = head_size(self._size)
        edges = strip.edges
        tops = list(accumulate(strip.head.heights, initial=top))
        for cell in strip.head.cells:
            left, right = edges[cell.start], edges[cell.stop]
            middle = (tops[cell.top] + tops[cell.bottom]) / 2
            self._centred(pen, cell.lines, Role.HEI, size, (left, right, middle))
            if cell.stop < len(edges) - 1:
                pen.hair(right, tops[cell.top], right, tops[cell.bottom])
            pen.hair(left, tops[cell.bottom], right, tops[cell.bottom])
        rows_top = tops[-1]
        if strip.marks:
            rows_top += self._table.index_height
            middle = (tops[-1] + rows_top) / 2
            for mark, (left, right) in zip(strip.marks, pairwise(edges), strict=True):
                self._centred(pen, (mark,), Role.SONG, INDEX_SIZE, (left, right, middle))
                if right < edges[-1]:
                    pen.hair(right, tops[-1], right, rows_top)
            pen.hair(0, rows_top, edges[-1], rows_top)
        return rows_top

    def _centred(
        self,
        pen: Pen,
        lines: Sequence[str],
        role: Role,
        size: float,
        place: tuple[float, float, float],
    ) -> None:
        """Write lines centred between two edges around a middle."""
        left, right, middle = place
        pitch = size * LINE * _PT
        y = middle - pitch * (len(lines) - 1) / 2
        for text in lines:
            x = (left + right - self._type.width(text, role, size)) / 2
            pen.write(text, role, size, x, y)
            y += pitch

    def _draw_line(self, pen: Pen, block: Block, line: Line, top: float, bottom: float) -> None:
        middle = (top + bottom) / 2
        strip = block.strip
        lead = strip.under(line.lead) if line.lead else 0
        if lead:
            self._draw_label(pen, line, strip.edges[lead], middle)
        kinds = self._table.grids[block.section].kinds
        for place in range(lead, len(strip.columns)):
            text = line.texts[strip.columns[place]]
            if not text:
                continue
            if kinds[strip.columns[place]] in FIGURES:
                self._draw_figure(pen, block, place, text, middle)
            else:
                self._draw_words(pen, block, place, text, middle, total=line.label is not None)

    def _draw_label(self, pen: Pen, line: Line, right: float, middle: float) -> None:
        """Write a label over the leading columns; less spread and smaller in a divided table."""
        label = line.label or ""
        role, size = Role.FANG, self._size
        if line.heavy:
            role, size = Role.HEI, head_size(self._size)
            wide = spread(label)
            label = wide if self._type.width(wide, role, size) + 2 * INSIDE <= right else label

        def measure_at(size: float) -> Measure:
            return lambda part: self._type.width(part, role, size)

        size, lines = fit(label, measure_at, right - INSIDE, size)
        self._centred(pen, lines, role, size, (0, right, middle))

    def _draw_figure(self, pen: Pen, block: Block, place: int, text: str, middle: float) -> None:
        """Write a figure at the column's common right edge, anything else centred."""
        strip = block.strip
        left, right = strip.edges[place], strip.edges[place + 1]
        if not is_figure(text):
            self._centred(pen, (text,), Role.SONG, self._size, (left, right, middle))
            return
        content = self._table.grids[block.section].contents[strip.columns[place]]
        mm = self._size * _PT
        edge = (left + right + (content.figure - content.hang) * mm) / 2
        bare = text.rstrip(INFERRED_MARK)
        x = edge - self._type.em(bare, Role.SONG) * mm
        pen.write(text, Role.SONG, self._size, x, middle)

    def _draw_words(
        self, pen: Pen, block: Block, place: int, text: str, middle: float, *, total: bool
    ) -> None:
        """Write words: names and remarks from the left, short words, signs and sums centred."""
        strip = block.strip
        grid = self._table.grids[block.section]
        kind = grid.kinds[strip.columns[place]]
        key = (text, place, id(strip), total)
        known = self._words.get(key)
        if known is None:
            known = cell_lines(grid, strip, place, text, self._size, self._type, total=total)
            self._words[key] = known
        size, lines = known
        left, right = strip.edges[place], strip.edges[place + 1]
        role = role_of(kind)
        if kind in _MIDDLE or text in SIGNS or (total and grid.wordy):
            self._centred(pen, lines, role, size, (left, right, middle))
        else:
            self._from_left(pen, lines, role, size, (left + INSIDE, middle))

    def _from_left(
        self,
        pen: Pen,
        lines: Sequence[str],
        role: Role,
        size: float,
        place: tuple[float, float],
    ) -> None:
        """Write lines from a left end around a middle."""
        left, middle = place
        pitch = size * LINE * _PT
        y = middle - pitch * (len(lines) - 1) / 2
        for text in lines:
            pen.write(text, role, size, left, y)
            y += pitch

    def _draw_merged(
        self,
        pen: Pen,
        block: Block,
        spot: Spot,
        tops: Sequence[float],
        across: "_Gaps",
        down: "_Gaps",
    ) -> None:
        """Draw the part of a merged cell that lies in the block, and keep lines out of it."""
        first = max(spot.merge.top, block.start) - block.start
        last = min(spot.merge.bottom, block.stop) - block.start
        if first >= last:
            return
        strip = block.strip
        left, right = strip.edges[spot.left], strip.edges[spot.right]
        continued = spot.merge.top < block.start
        grid = self._table.grids[block.section]
        ways = settings(grid, strip, spot, self._size, self._type, continued=continued)
        way = fitted(ways, tops[last] - tops[first])
        middle = (tops[first] + tops[last]) / 2
        if way.centred:
            self._centred(pen, way.lines, way.role, way.size, (left, right, middle))
        else:
            self._from_left(pen, way.lines, way.role, way.size, (left + INSIDE, middle))
        for row in range(first + 1, last):
            across[row].append((left, right))
        for place in range(spot.left + 1, spot.right):
            down[place].append((tops[first], tops[last]))


def _top(spot: Spot) -> int:
    return spot.merge.top


_MIDDLE = frozenset({ColumnKind.WORD, ColumnKind.LABEL})
_Gaps = defaultdict[int, list[tuple[float, float]]]
"""Where a line between rows or columns, by its number, is left out (mm)."""


def _label_gaps(strip: Strip, lines: Sequence[Line], tops: Sequence[float]) -> tuple[_Gaps, _Gaps]:
    """Give the gaps of lines across (none yet) and down, where labels span columns."""
    down: _Gaps = defaultdict(list)
    for line, (top, bottom) in zip(lines, pairwise(tops), strict=True):
        for place in range(1, strip.under(line.lead)) if line.lead else ():
            down[place].append((top, bottom))
    return defaultdict(list), down


def _rule_rows(
    pen: Pen,
    strip: Strip,
    tops: Sequence[float],
    across: Mapping[int, Sequence[tuple[float, float]]],
    down: Mapping[int, Sequence[tuple[float, float]]],
) -> None:
    """Draw the lines between rows and between columns, but for their gaps."""
    for row, top in enumerate(tops[1:-1], 1):
        for begin, end in _pieces(0, strip.edges[-1], across.get(row, ())):
            pen.hair(begin, top, end, top)
    for place, x in enumerate(strip.edges[1:-1], 1):
        for begin, end in _pieces(tops[0], tops[-1], down.get(place, ())):
            pen.hair(x, begin, x, end)


def _pieces(
    begin: float, end: float, gaps: Sequence[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    """Give what is left of a line without its gaps."""
    for first, last in sorted(gaps):
        if first > begin:
            yield begin, first
        begin = max(begin, last)
    if end > begin:
        yield begin, end
