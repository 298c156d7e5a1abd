"""The band of rows a header fills: found by what its words mean, read from top to bottom."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from townoffice.sheets.cells import text_of
from townoffice.sheets.content import indicator_by_years, name_place
from townoffice.sheets.fields import FieldList
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import Heading, folded, read_heading, units_named

HEADER_WITHIN = 60
_TALLEST = 4
_WIDEST = 400
_NUMBER = re.compile(r"^['’‘]?[+-]?[\d,，]+([.．]\d+)?(e[+-]?\d+)?\s*(\D*)$", re.IGNORECASE)
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Band:
    """Header lines from ``top`` to ``first`` (excluded), with the heading of each place."""

    top: int
    first: int
    headings: Mapping[int, Heading]


def find_band(grid: Grid, fields: FieldList, start: int) -> Band | None:
    """Find the best header within the next lines; one without 名称 where the content names units.

    Among equal bands the lowest and shortest wins, which leaves titles and unit lines outside.
    """
    lines = range(start, min(start + HEADER_WITHIN, len(grid.lines)))
    able = {line: can_be_header(grid, fields, line) for line in lines}
    return (
        _best(grid, fields, able, named=True)
        or _best(grid, fields, able, named=False)
        or _of_years(grid, fields, lines)
    )


def read_band(grid: Grid, fields: FieldList, top: int, height: int) -> Band:
    """Read the lines somebody named, whatever their words mean."""
    return Band(top, top + height, _headings(grid, fields, top, height))


def _best(grid: Grid, fields: FieldList, able: dict[int, bool], *, named: bool) -> Band | None:
    best: tuple[tuple[float, int, int], Band] | None = None
    for top, can_be in able.items():
        if best is not None and _is_data(grid, fields, best[1], top, able=can_be):
            break  # data has begun: a better header below it is that of another table
        if not can_be or _is_title(grid, top):
            continue
        for height in range(1, _TALLEST + 1):
            if not able.get(top + height - 1, False):
                break
            band = read_band(grid, fields, top, height)
            if not named:
                band = _with_names(grid, fields, band)
            score = _score(band.headings, fields) + _unit_row(
                grid, fields, top + height - 1, height
            )
            rank = (score, top, -height)
            if score and (best is None or rank > best[0]):
                best = rank, band
    return None if best is None else _with_names(grid, fields, _grown(grid, fields, able, best[1]))


def _is_data(grid: Grid, fields: FieldList, band: Band, line: int, *, able: bool) -> bool:
    """Tell a line of data below a header: several numbers, or one under the header of figures."""
    if not able:
        return not grid.blank(line)
    return line >= band.first and any(
        heading.field is not None
        and heading.field.numeric
        and (text := text_of(grid.cell(line, place))) is not None
        and _is_number(text.strip(), fields)
        for place, heading in band.headings.items()
    )


def _grown(grid: Grid, fields: FieldList, able: dict[int, bool], band: Band) -> Band:
    """Add the lines below that belong to the header though they name no further field."""
    height = band.first - band.top
    while height < _TALLEST and able.get(band.first) and _goes_on(grid, fields, band):
        height += 1
        grown = read_band(grid, fields, band.top, height)
        named = {p: h for p, h in band.headings.items() if p not in grown.headings}
        band = Band(grown.top, grown.first, {**grown.headings, **named})
    return band


def _with_names(grid: Grid, fields: FieldList, band: Band) -> Band:
    """Take the column whose cells look like units for 名称, where no header says so."""
    fields_named = {p: h.field.name for p, h in band.headings.items() if h.field}
    if "name" in fields_named.values() or not fields_named:
        return band
    free = [p for p in range(grid.width) if fields_named.get(p, "code") == "code"]
    found = name_place(grid, free, band.first, fields)
    if found is None:
        return band
    place, heading = found
    text = band.headings[place].text if place in band.headings else ""
    named = Heading(text, heading.field, rank=heading.rank)
    return Band(band.top, band.first, {**band.headings, place: named})


def _of_years(grid: Grid, fields: FieldList, lines: range) -> Band | None:
    """Find the header of a table of one indicator whose columns are years."""
    for line in lines:
        found = indicator_by_years(grid, line, fields)
        if found is not None:
            return Band(line, line + 1, found)
    return None


def _goes_on(grid: Grid, fields: FieldList, band: Band) -> bool:
    """Tell whether a line below a header belongs to it: words under figures, none for a unit."""
    numeric = False
    named = [place for place, heading in band.headings.items() if heading.field]
    left = min(named, default=0) if grid.turned else 0  # left of a turned table are its titles
    for place, value in enumerate(grid.lines[band.first]):
        if place < left or (text := text_of(value)) is None:
            continue
        heading = band.headings.get(place)
        key = folded(text)
        if key in fields.words.missing or _is_number(text, fields):
            return False
        if heading is None:  # under a group that is only written in its left cell
            if text_of(grid.cell(band.first, place - 1)) is None:
                return False
            continue
        if heading.field is not None and not heading.field.numeric:
            return False
        numeric |= heading.field is not None
    return numeric


def can_be_header(grid: Grid, fields: FieldList, line: int, *, numbers: int = 1) -> bool:
    """Tell whether a line has words and no data: no more ``numbers`` that are no years."""
    words, left = 0, numbers
    for value in grid.lines[line][:_WIDEST]:
        kind = type(value)  # every line of a sheet comes here, and most end at their first number
        if kind is int or kind is Decimal:
            left -= not (kind is int and value in _YEARS)
        elif isinstance(value, str) and (text := value.strip()):
            if _is_number(text, fields):
                left -= 1
            else:
                words += 1
        if left < 0:
            return False
    return words > 0


def _is_number(text: str, fields: FieldList) -> bool:
    """Tell a number, with its unit or without, from words; a year is no number."""
    found = _NUMBER.match(text)
    if found is None or (len(text) == 4 and text.isdecimal() and int(text) in _YEARS):
        return False
    return not found[3] or any(units_named(found[3].strip("()（）"), fields))


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
        before = [tuple(path) for path in paths]
        left: str | None = None
        for place, path in enumerate(paths):
            text = text_of(grid.filled(line, place))
            if text is not None:
                left = text
            elif place and before[place] != before[place - 1]:
                left = None  # another group of the row above begins here
            elif not last and left and _stands_under(grid, line, place, top + height):
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


def _score(headings: Mapping[int, Heading], fields: FieldList) -> float:
    """Count the fields a header names; 0 where nothing in it could tell whom a line is about."""
    names = {heading.field.name for heading in headings.values() if heading.field}
    sure = {h.field.name for h in headings.values() if h.field and not h.doubtful}
    if not names & fields.keys or len(names) < 2:
        return 0
    return len(names) + len(sure)


def _unit_row(grid: Grid, fields: FieldList, line: int, height: int) -> float:
    """Give half a point to a band whose last row states units under its headers."""
    if height < 2:
        return 0
    cells = [text_of(value) for value in grid.lines[line][:_WIDEST]]
    units = [text for text in cells if text and any(units_named(text.strip("()（）"), fields))]
    return 0.5 if len(units) >= 2 else 0
