"""Where a table stands on a sheet: title and unit lines above, header of one to four rows, data.

A header is found by what its words mean: the band of rows whose columns name most fields. Among
equal bands the lowest and shortest wins, which leaves titles and unit lines outside.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from townoffice.sheets.cells import text_of
from townoffice.sheets.fields import FieldList
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import (
    Heading,
    folded,
    read_heading,
    unit_words,
    units_named,
    year_in,
)

HEADER_WITHIN = 60
_TALLEST = 4
_WIDEST = 400
_NUMBER = re.compile(r"^[+-]?[\d,]+(\.\d+)?%?$")
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Block:
    """One table: header lines ``top`` to ``first`` (excluded), data lines to ``end`` (excluded).

    ``headings`` by place; ``units`` and ``year`` come from the lines above the header.
    """

    top: int
    first: int
    end: int
    headings: dict[int, Heading]
    units: tuple[str, ...] = ()
    year: int | None = None

    @property
    def names(self) -> frozenset[str]:
        """Names of the fields the header has."""
        return frozenset(h.field.name for h in self.headings.values() if h.field)


def find_blocks(
    grid: Grid, fields: FieldList, header: tuple[int, int] | None = None
) -> tuple[Block, ...]:
    """Find the tables stacked on a sheet, from top to bottom; empty where there is none.

    ``header``: the first and last line of the first table's header, where somebody said so.
    """
    found: list[Block] = []
    start = 0
    block = _find_header(grid, fields, 0) if header is None else _told(grid, fields, header)
    while block is not None:
        end = next(_repeated_headers(grid, fields, block), len(grid.lines))
        found.append(Block(block.top, block.first, end, block.headings, block.units, block.year))
        start = end
        if end == len(grid.lines):
            break
        block = _find_header(grid, fields, start)
    return tuple(found)


def _told(grid: Grid, fields: FieldList, header: tuple[int, int]) -> Block | None:
    """Take the lines somebody named for the header, whatever their words mean."""
    top, last = header
    if not 0 <= top <= last < len(grid.lines):
        return None
    units, year = _above(grid, fields, 0, top)
    headings = _headings(grid, fields, top, last + 1 - top)
    return Block(top, last + 1, len(grid.lines), headings, units, year)


def _find_header(grid: Grid, fields: FieldList, start: int) -> Block | None:
    """Find the best header band within the next lines."""
    best: tuple[float, int, int] | None = None
    best_headings: dict[int, Heading] = {}
    lines = range(start, min(start + HEADER_WITHIN, len(grid.lines)))
    able = {line: _can_be_header(grid, line) for line in lines}
    for top in lines:
        if best is not None and not able[top] and not grid.blank(top):
            break  # data has begun: a better header below it is that of another table
        if not able[top] or _is_title(grid, top):
            continue
        for height in range(1, _TALLEST + 1):
            if not able.get(top + height - 1, False):
                break
            headings = _headings(grid, fields, top, height)
            score = _score(headings) + _unit_row(grid, fields, top + height - 1, height)
            if score and (best is None or (score, top, -height) > best):
                best, best_headings = (score, top, -height), headings
    if best is None:
        return None
    _, top, height = best
    units, year = _above(grid, fields, start, top)
    return Block(top, top - height, len(grid.lines), best_headings, units, year)


def _can_be_header(grid: Grid, line: int) -> bool:
    """Tell whether a line has words and no data: at most one number that is no year."""
    words = numbers = 0
    for value in grid.lines[line][:_WIDEST]:
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            numbers += not (isinstance(value, int) and value in _YEARS)
        elif isinstance(value, str) and value.strip():
            text = value.strip()
            if _NUMBER.match(text) and not (text.isdigit() and int(text) in _YEARS):
                numbers += 1
            else:
                words += 1
    return words > 0 and numbers < 2


def _is_title(grid: Grid, line: int) -> bool:
    """Tell a title or remark: one text alone at the left, or across most of the width."""
    places = [p for p, value in enumerate(grid.lines[line]) if text_of(value) is not None]
    if len(places) != 1:
        return False
    right = sum(1 for place in range(grid.width) if grid.filled(line, place) is not None)
    return places[0] < 2 or right * 2 > grid.width


def _headings(grid: Grid, fields: FieldList, top: int, height: int) -> dict[int, Heading]:
    """Read each column's header, from the band's top row to its bottom row."""
    paths: list[list[str]] = [[] for _ in range(min(grid.width, _WIDEST))]
    for line in range(top, top + height):
        last = line == top + height - 1
        left: str | None = None
        for place, path in enumerate(paths):
            text = text_of(grid.filled(line, place))
            if text is not None:
                left = text
            elif not last and not path and left and _stands_under(grid, line, place, top + height):
                text = left
            if text is not None:
                path.append(text)
    return {place: read_heading(path, fields) for place, path in enumerate(paths) if path}


def _stands_under(grid: Grid, line: int, place: int, below: int) -> bool:
    """Tell whether an empty cell of a group row belongs to the group at its left.

    It does where a header stands below it, the cell is not merged into something else, and the
    cell at its left has a header below it too (a group spreads over its columns).
    """
    if grid.merged(line, place) or place == 0:
        return False
    return all(
        any(text_of(grid.cell(row, at)) is not None for row in range(line + 1, below))
        for at in (place, place - 1)
    )


def _score(headings: dict[int, Heading]) -> float:
    """Count the fields a header names; 0 where it can be no table of units."""
    names = {heading.field.name for heading in headings.values() if heading.field}
    sure = {h.field.name for h in headings.values() if h.field and not h.doubtful}
    if not names & {"code", "name"} or len(names) < 2:
        return 0
    return len(names) + len(sure)


def _unit_row(grid: Grid, fields: FieldList, line: int, height: int) -> float:
    """Give half a point to a band whose last row states units under its headers."""
    if height < 2:
        return 0
    cells = [text_of(value) for value in grid.lines[line][:_WIDEST]]
    units = [text for text in cells if text and any(units_named(text.strip("()（）"), fields))]
    return 0.5 if len(units) >= 2 else 0


def _above(
    grid: Grid, fields: FieldList, start: int, top: int
) -> tuple[tuple[str, ...], int | None]:
    """Read the unit line and the year from the lines above a header."""
    units: tuple[str, ...] = ()
    years: list[int] = []
    for line in range(start, top):
        for value in grid.lines[line]:
            if isinstance(value, str):
                units = unit_words(value, fields) or units
                if (year := year_in(value, fields)) is not None:
                    years.append(year)
    return units, max(years) if years else None


def _repeated_headers(grid: Grid, fields: FieldList, block: Block) -> Iterator[int]:
    """Give the lines below a block's header where another header (or its title) begins."""
    starts = {name for field in fields.fields[:2] for name in field.names} | {"序号"}
    for line in range(block.first, len(grid.lines)):
        first = next((value for value in grid.lines[line] if value is not None), None)
        if not isinstance(first, str) or folded(first) not in starts:
            continue
        again = _find_header(grid, fields, line)
        if again is not None and again.top == line:
            yield line
