"""Drawing a block of a table: header, index row, rows, total rows, and the lines around them."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from townoffice.prints.cells import FIGURES, NOTHING, Line, is_figure, spread
from townoffice.prints.fonts import Role
from townoffice.prints.form import ColumnKind
from townoffice.prints.heads import LINE
from townoffice.prints.pages import HEADING_HEIGHT, Block, Tables, cell_lines
from townoffice.prints.pen import Pen
from townoffice.prints.plan import Plan, Strip
from townoffice.prints.typeset import INFERRED_MARK, Typesetter
from townoffice.prints.widths import INSIDE, head_size

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
        self._words: dict[tuple[str, ColumnKind, float], tuple[float, tuple[str, ...]]] = {}

    def draw(self, pen: Pen, block: Block) -> None:
        """Draw a block with its own closed frame."""
        strip = block.strip
        grid = self._table.grids[block.section]
        if block.heading and grid.section.heading is not None:
            middle = block.top - HEADING_HEIGHT / 2
            pen.write(grid.section.heading, Role.HEI, HEADING_SIZE, 0, middle)
        rows_top = self._draw_head(pen, strip, block.top)
        heights = self._table.heights[block.section][block.start : block.stop]
        tops = list(accumulate(heights, initial=rows_top))
        lines = grid.lines[block.start : block.stop]
        for line, (top, bottom) in zip(lines, pairwise(tops), strict=True):
            self._draw_line(pen, block, line, top, bottom)
        self._rule_rows(pen, strip, lines, tops)
        pen.frame(0, block.top, strip.edges[-1], tops[-1] - block.top)

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
        lead = 0
        if line.label is not None:
            lead = self._label_span(strip, line)
            self._draw_label(pen, line, strip.edges[lead], middle)
        columns = self._table.grids[block.section].section.columns
        for place in range(lead, len(strip.columns)):
            text = line.texts[strip.columns[place]]
            if not text:
                continue
            kind = columns[strip.columns[place]].kind
            left, right = strip.edges[place], strip.edges[place + 1]
            if kind in FIGURES:
                self._draw_figure(pen, block, place, text, middle)
            else:
                self._draw_words(pen, text, kind, (left, right, middle))

    def _label_span(self, strip: Strip, line: Line) -> int:
        """Count the columns a label spans; 无 in an empty table spans all of them."""
        return len(strip.columns) if line.label == NOTHING and not any(line.texts) else strip.lead

    def _draw_label(self, pen: Pen, line: Line, right: float, middle: float) -> None:
        label = line.label or ""
        if line.heavy:
            text = spread(label)
            self._centred(pen, (text,), Role.HEI, head_size(self._size), (0, right, middle))
        else:
            self._centred(pen, (label,), Role.FANG, self._size, (0, right, middle))

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
        self, pen: Pen, text: str, kind: ColumnKind, place: tuple[float, float, float]
    ) -> None:
        """Write words: names and remarks from the left, short words and 无 centred."""
        left, right, middle = place
        room = right - left - 2 * INSIDE
        key = (text, kind, room)
        known = self._words.get(key)
        if known is None:
            known = self._words[key] = cell_lines(text, kind, room, self._size, self._type)
        size, lines = known
        if kind is ColumnKind.WORD or text == NOTHING:
            self._centred(pen, lines, Role.FANG, size, place)
            return
        pitch = size * LINE * _PT
        y = middle - pitch * (len(lines) - 1) / 2
        for part in lines:
            pen.write(part, Role.FANG, size, left + INSIDE, y)
            y += pitch

    def _rule_rows(
        self, pen: Pen, strip: Strip, lines: Sequence[Line], tops: Sequence[float]
    ) -> None:
        """Draw the lines between rows, and between columns where no label spans them."""
        for top in tops[1:-1]:
            pen.hair(0, top, strip.edges[-1], top)
        for place, x in enumerate(strip.edges[1:-1], 1):
            begin = tops[0]
            for line, (top, bottom) in zip(lines, pairwise(tops), strict=True):
                if line.label is not None and place < self._label_span(strip, line):
                    if top > begin:
                        pen.hair(x, begin, x, top)
                    begin = bottom
            if tops[-1] > begin:
                pen.hair(x, begin, x, tops[-1])
