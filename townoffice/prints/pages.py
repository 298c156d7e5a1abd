"""Which rows stand on which page: row heights, page breaks, and where notes and sign-off go.

Rows are never cut. The notes and the sign-off stand once, on the last page, with at least three
body rows. All parts of a divided table's rows follow each other before the next rows.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from townoffice.feedback import BadChoice
from townoffice.prints.cells import WRAPPING, role_of
from townoffice.prints.heads import lines_height
from townoffice.prints.merges import breaks, grow
from townoffice.prints.plan import Grid, Plan, Strip
from townoffice.prints.typeset import Typesetter
from townoffice.prints.widths import INSIDE, head_size
from townoffice.prints.wrap import Measure, fit, wrap

HEIGHTS = (7.5, 7.25, 7.0, 6.3)
"""Body rows of a table on one page; the first that fits is taken."""
WORD_HEIGHTS = (8.4, 7.5, 7.0, 6.3)
LONG_HEIGHT = 5.5
INDEX_HEIGHT, INDEX_HEIGHT_LONG = 4.8, 4.6
CONTINUED_HEIGHT = 5.8
HEADING_HEIGHT, HEADING_ABOVE = 6.0, 3.4
"""The line of a section's heading, and how far its middle lies above the table."""
SECTION_GAP = 1.5
KEPT_ROWS = 3
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Block:
    """Rows ``start`` to ``stop`` of a section on a page; ``top`` is where its header begins."""

    section: int
    strip: Strip
    start: int
    stop: int
    top: float
    heading: bool


@dataclass(slots=True)
class Page:
    """A page: its blocks, and where tail and picture begin if they stand here (mm from the top)."""

    blocks: list[Block] = field(default_factory=list)
    tail: float | None = None
    picture: float | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """Every section with the heights of its rows, ready to be put on pages.

    ``breaks`` says where a page may begin (:func:`~townoffice.prints.merges.breaks`).
    """

    grids: tuple[Grid, ...]
    strips: tuple[tuple[Strip, ...], ...]
    heights: tuple[tuple[float, ...], ...]
    index_height: float
    breaks: tuple[tuple[int, ...], ...]

    def above_rows(self, section: int) -> float:
        """The height of header and index row, the highest of a divided section's parts."""
        strips = self.strips[section]
        return max(s.head.height + (self.index_height if s.marks else 0.0) for s in strips)

    def heading_height(self, section: int) -> float:
        """The height of the section's heading with the gap before it; 0 without one."""
        if self.grids[section].section.heading is None:
            return 0.0 if section == 0 else SECTION_GAP
        return HEADING_HEIGHT + (SECTION_GAP if section else 0.0)


def grown_heights(
    grid: Grid, strips: Sequence[Strip], size: float, type_: Typesetter
) -> list[float]:
    """Give the least height of every row by the lines its words need; 0 for a single line."""
    heights = [0.0] * len(grid.lines)
    for strip in strips:
        for place, column in enumerate(strip.columns):
            if grid.kinds[column] not in WRAPPING:
                continue
            grown: dict[tuple[str, bool], float] = {("", True): 0.0, ("", False): 0.0}
            for row, line in enumerate(grid.lines):
                text, total = line.texts[column], line.label is not None
                height = grown.get((text, total))
                if height is None:
                    own, lines = cell_lines(grid, strip, place, text, size, type_, total=total)
                    height = lines_height(len(lines), own) if len(lines) > 1 else 0.0
                    grown[text, total] = height
                heights[row] = max(heights[row], height)
    return heights


def cell_lines(
    grid: Grid,
    strip: Strip,
    place: int,
    text: str,
    size: float,
    type_: Typesetter,
    *,
    total: bool,
) -> tuple[float, tuple[str, ...]]:
    """Give the size and lines of words at a place of a strip; ``total``: in a total row."""
    role = role_of(grid.kinds[strip.columns[place]])
    width = strip.edges[place + 1] - strip.edges[place] - 2 * INSIDE
    start = head_size(size) if grid.wordy and total else strip.sizes[place]

    def measure_at(size: float) -> Measure:
        return lambda part: type_.width(part, role, size)

    if "\n" not in text and type_.width(text, role, start) <= width + _TOLERANCE:
        return start, (text,)
    if grid.wordy and not total:
        return start, wrap(text, measure_at(start), width)
    return fit(text, measure_at, width, start)


def tables(grids: tuple[Grid, ...], plan: Plan, base: float, type_: Typesetter) -> Tables:
    """Give the sections with rows of at least ``base``."""
    heights, free = [], []
    for grid, strips in zip(grids, plan.strips, strict=True):
        rows = [max(base, grown) for grown in grown_heights(grid, strips, plan.size, type_)]
        grow(rows, grid, strips, plan.size, type_)
        heights.append(tuple(rows))
        free.append(breaks(rows, grid, strips, plan.size, type_))
    index = INDEX_HEIGHT_LONG if plan.long else INDEX_HEIGHT
    return Tables(grids, plan.strips, tuple(heights), index, tuple(free))


def base_heights(grids: Sequence[Grid], *, long: bool) -> tuple[float, ...]:
    """Give the row heights to try, the largest first."""
    words_only = all(grid.wordy for grid in grids)
    if long:
        return (WORD_HEIGHTS[-2],) if words_only else (HEIGHTS[-1], LONG_HEIGHT)
    return WORD_HEIGHTS if words_only else HEIGHTS


def fits_one_page(table: Tables, head: float, tail: float, height: float) -> bool:
    """Tell whether everything stands on one page."""
    if any(len(strips) > 1 for strips in table.strips):
        return False
    used = head + tail
    for section, heights in enumerate(table.heights):
        used += table.heading_height(section) + table.above_rows(section) + sum(heights)
    return used <= height + _TOLERANCE


def paginate(table: Tables, head: float, tail: float, height: float) -> list[Page]:
    """Put the rows on pages of ``height`` mm, ``head`` taken on the first and ``tail`` on the last.

    Raises BadChoice if one row is higher than a page.
    """
    pages = [Page()]
    top = head
    for section in range(len(table.grids)):
        last = section == len(table.grids) - 1
        if len(table.strips[section]) > 1:
            _divided(table, section, pages, top, tail if last else 0.0, height)
            top = height
        else:
            top = _flow(table, section, pages, top, tail if last else 0.0, height, last=last)
    if pages[-1].tail is None:
        if tail > height:
            raise BadChoice("注的文字太多，一页纸放不下", hint="请缩短依据和说明，详细情况另附")
        pages.append(Page(tail=0.0))
    return pages


class _Rows:
    """The heights of a section's rows as running sums, so that every page is one search."""

    def __init__(self, table: Tables, section: int) -> None:
        heights = table.heights[section]
        self.count = len(heights)
        self.sums = list(accumulate(heights, initial=0.0))
        grid = table.grids[section]
        ending = 0 if grid.section.totals_first else len(grid.section.totals)
        self.kept = min(self.count, KEPT_ROWS + ending)
        self._breaks = table.breaks[section]

    def between(self, start: int, stop: int) -> float:
        return self.sums[stop] - self.sums[start]

    def stop(self, start: int, room: float, closing: float, *, last: bool) -> int:
        """Give the row after the last one that goes on a page with that much room for rows.

        All that are left, if they fit into ``closing``; otherwise as many as fit, less those that
        the end of the form is kept with.
        """
        if self.between(start, self.count) <= closing + _TOLERANCE:
            return self.count
        stop = bisect_right(self.sums, self.sums[start] + room + _TOLERANCE) - 1
        kept_back = self.count - self.kept
        stop = kept_back if last and stop > kept_back > start else stop
        whole = self._breaks[stop] if self._breaks else stop
        return whole if whole > start else stop


def _flow(
    table: Tables,
    section: int,
    pages: list[Page],
    top: float,
    tail: float,
    height: float,
    *,
    last: bool,
) -> float:
    """Put a section that is not divided on the pages; give where the next one may begin."""
    rows = _Rows(table, section)
    strip = table.strips[section][0]
    above = table.above_rows(section)
    heading = table.heading_height(section)
    wanted = heading + above + rows.between(0, min(KEPT_ROWS, rows.count))
    if pages[-1].blocks and top + wanted > height:
        pages.append(Page())
        top = CONTINUED_HEIGHT
    start = 0
    while True:
        begin = top + (heading if start == 0 else 0.0)
        room = height - begin - above
        stop = rows.stop(start, room, room - tail, last=last)
        if stop <= start < rows.count:
            if top == CONTINUED_HEIGHT and not pages[-1].blocks:
                raise _too_high(start)
            pages.append(Page())
            top = CONTINUED_HEIGHT
            continue
        pages[-1].blocks.append(Block(section, strip, start, stop, begin, start == 0))
        bottom = begin + above + rows.between(start, stop)
        if stop == rows.count:
            if last and bottom + tail <= height + _TOLERANCE:
                pages[-1].tail = bottom
            return bottom
        start = stop
        pages.append(Page())
        top = CONTINUED_HEIGHT


def _divided(
    table: Tables, section: int, pages: list[Page], top: float, tail: float, height: float
) -> None:
    """Put a divided section on the pages: each set of rows once per part, one part a page."""
    rows = _Rows(table, section)
    strips = table.strips[section]
    above = table.above_rows(section)
    heading = table.heading_height(section)
    last = section == len(table.grids) - 1
    if pages[-1].blocks:
        pages.append(Page())
        top = CONTINUED_HEIGHT
    start = 0
    while start < rows.count:
        first = top + (heading if start == 0 else 0.0)
        room = height - first - above
        closing = min(room, height - CONTINUED_HEIGHT - above - tail)
        stop = rows.stop(start, room, closing, last=last)
        if stop <= start:
            raise _too_high(start)
        for part, strip in enumerate(strips):
            begin = first if part == 0 else CONTINUED_HEIGHT
            pages[-1].blocks.append(
                Block(section, strip, start, stop, begin, part == 0 and start == 0)
            )
            bottom = begin + above + rows.between(start, stop)
            if stop < rows.count or part < len(strips) - 1:
                pages.append(Page())
        top = CONTINUED_HEIGHT
        start = stop
    if last and bottom + tail <= height + _TOLERANCE:
        pages[-1].tail = bottom


def _too_high(row: int) -> BadChoice:
    return BadChoice(
        "这一行的文字太多，一页纸放不下",
        where=f"表中第{row + 1}行",
        hint="请把备注缩短，详细情况另附说明",
    )
