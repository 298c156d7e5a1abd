"""Where tables stand on a sheet: title and unit lines above, header, data; stacked, side by side.

A table ends where the header of another begins. A header that is merely repeated (a new page) ends
nothing: its lines, and the title above it, are skipped.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from townoffice.sheets.bands import HEADER_WITHIN, Band, can_be_header, find_band, read_band
from townoffice.sheets.cells import text_of
from townoffice.sheets.content import measure_place, runs_by_years
from townoffice.sheets.fields import FieldList
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import Heading, folded, read_heading, unit_words, year_in

__all__ = ["HEADER_WITHIN", "Block", "find_blocks"]

_LONGEST_NAME = 20
_WHO = ("code", "name", "kind")
# A sheet of thousands of lines that all look like headers must not be searched thousands of times.
_VAIN_SEARCHES = 60


@dataclass(frozen=True, slots=True)
class Block:
    """One table: header lines ``top`` to ``first`` (excluded), data lines to ``end`` (excluded).

    ``headings`` by place; ``units`` and ``year`` come from the lines above the header. ``span`` are
    the places (first, end) of a table beside another; ``skips`` are the lines of a header repeated
    in between. ``header`` is the line of the header where lines of others stand in between;
    ``omits`` are lines that are not read, and why; no reason where another block reads them.
    """

    top: int
    first: int
    end: int
    headings: Mapping[int, Heading]
    units: tuple[str, ...] = ()
    year: int | None = None
    span: tuple[int, int] | None = None
    skips: frozenset[int] = frozenset()
    header: int | None = None
    omits: Mapping[int, str] = dataclasses.field(default_factory=dict)

    @property
    def last_header(self) -> int:
        """The lowest line of the header, which is not always right above the data."""
        return self.first - 1 if self.header is None else self.header

    def places(self, grid: Grid) -> range:
        """Give the places of the table: all of the sheet, or those of its span."""
        first, end = self.span or (0, grid.width)
        return range(first, min(end, grid.width))

    @property
    def names(self) -> frozenset[str]:
        """Names of the fields the header has."""
        return frozenset(h.field.name for h in self.headings.values() if h.field)


def find_blocks(
    grid: Grid, fields: FieldList, header: tuple[int, int] | None = None
) -> tuple[Block, ...]:
    """Find the tables of a sheet, from top to bottom and left to right; empty where there is none.

    ``header``: the first and last line of the first table's header, where somebody said so.
    """
    band = find_band(grid, fields, 0) if header is None else _told(grid, fields, header)
    if band is None:
        return _runs(grid, fields)
    found = [_block(grid, fields, band, 0)]
    for band in _headers_below(grid, fields, found[0].first):
        last = found[-1]
        if _alike(band.headings, last.headings):
            lines = range(_title_above(grid, band.top, last.first), band.first)
            found[-1] = dataclasses.replace(last, skips=last.skips | {*lines})
            continue
        title = _title_above(grid, band.top, last.first)
        found[-1] = dataclasses.replace(last, end=title)
        found.append(_block(grid, fields, band, title))
    parts = [part for block in found for part in _side_by_side(block)]
    return tuple(part for block in parts for part in _by_measure(grid, fields, block))


def _runs(grid: Grid, fields: FieldList) -> tuple[Block, ...]:
    """Take a list of indicators, each a run of lines under the same years, for tables stacked."""
    found = runs_by_years(grid, fields)
    if found is None:
        return ()
    line, runs = found
    units, year = _above(grid, fields, range(line), 0)
    return tuple(
        Block(line, run.first, run.end, run.headings, units, year, header=line) for run in runs
    )


def _told(grid: Grid, fields: FieldList, header: tuple[int, int]) -> Band | None:
    """Take the lines somebody named for the header, whatever their words mean."""
    top, last = header
    if not 0 <= top <= last < len(grid.lines):
        return None
    return read_band(grid, fields, top, last + 1 - top)


def _block(grid: Grid, fields: FieldList, band: Band, start: int) -> Block:
    headings = dict(band.headings)
    if grid.turned:  # titles and remarks above and below the table are places left and right of it
        named = [place for place, heading in headings.items() if heading.field]
        note = fields.words.note
        serial = fields.words.serial
        named += [p for p, heading in headings.items() if serial.search(folded(heading.text))]
        headings = {
            place: heading
            for place, heading in headings.items()
            if place >= min(named, default=0)
            and not any(note.search(folded(part)) for part in heading.text.split(" "))
        }
    left = min(headings, default=0)
    span = (left, max(headings, default=0) + 1) if grid.turned else None
    units, year = _above(grid, fields, range(start, band.top), left)
    return Block(band.top, band.first, len(grid.lines), headings, units, year, span)


def _above(
    grid: Grid, fields: FieldList, lines: range, place: int
) -> tuple[tuple[str, ...], int | None]:
    """Read unit line and year from the lines above a header; in a turned sheet, left of it."""
    cells = [value for line in lines for value in grid.lines[line]]
    if grid.turned:
        cells += [value for line in grid.lines for value in line[:place]]
    units: tuple[str, ...] = ()
    years: list[int] = []
    for value in cells:
        if isinstance(value, str):
            units = unit_words(value, fields) or units
            if (year := year_in(value, fields)) is not None:
                years.append(year)
    return units, max(years) if years else None


def _alike(one: Mapping[int, Heading], other: Mapping[int, Heading]) -> bool:
    """Tell whether two headers mean the same columns, whatever group rows they were read with."""
    return _meanings(one) == _meanings(other)


def _meanings(headings: Mapping[int, Heading]) -> set[tuple[int, str, str, int | None]]:
    return {
        (place, heading.field.name, heading.unit_text, heading.year)
        for place, heading in headings.items()
        if heading.field
    }


def _title_above(grid: Grid, top: int, first: int) -> int:
    """Give the first of the lines of words and blanks that stand right above a header."""
    line = top
    while line > first and (grid.blank(line - 1) or _few_words(grid, line - 1)):
        line -= 1
    return line


def _few_words(grid: Grid, line: int) -> bool:
    """Tell a title or unit line: one text alone, or a few with a colon in one of them."""
    values = [value for value in grid.lines[line] if text_of(value) is not None]
    texts = [value for value in values if isinstance(value, str)]
    return len(texts) == len(values) and (
        len(texts) == 1 or (len(texts) < 5 and any(":" in t or "：" in t for t in texts))
    )


def _headers_below(grid: Grid, fields: FieldList, first: int) -> Iterator[Band]:
    """Give the headers that stand below the first one, each where its own top line is."""
    line, vain = first, 0
    while line < len(grid.lines) and vain < _VAIN_SEARCHES:
        if _starts_header(grid, fields, line):
            band = find_band(grid, fields, line)
            if band is not None and all(
                can_be_header(grid, fields, above, numbers=0) for above in range(line, band.top)
            ):
                yield Band(line, band.first, band.headings)
                line = band.first
                continue
            vain += 1
        line += 1


def _starts_header(grid: Grid, fields: FieldList, line: int) -> bool:
    """Tell quickly whether a line can be the top line of another header."""
    if not can_be_header(grid, fields, line, numbers=0):
        return False
    words = [value for value in grid.lines[line] if isinstance(value, str) and value.strip()]
    return len(words) > 1 and any(
        (found := read_heading((word,), fields).field) is not None and found.name in _WHO[:2]
        for word in words
        if len(word) <= _LONGEST_NAME
    )


# ── 核定 and 实有 one below the other ─────────────────────────────────────────────────────────────
def _by_measure(grid: Grid, fields: FieldList, block: Block) -> Iterator[Block]:
    """Part a table that has a line each for 核定 and 实有 of a unit into one table each."""
    who = [p for p, h in block.headings.items() if h.field and h.field.name in _WHO[:2]]
    free = [p for p in block.places(grid) if not _is_figure(block.headings.get(p)) and p not in who]
    lines = range(block.first, block.end)
    found = measure_place(grid, lines, free)
    if found is None or not who:
        yield block
        return
    place, words = found
    filled = [line for line in lines if not grid.blank(line, block.span)]
    for at in who:
        grid.spread(at, filled, block.first)
    parts = {word: _with_measure(block, word, place, fields) for word in words}
    unread = {
        word for word, headings in parts.items() if not any(map(_is_figure, headings.values()))
    }
    said_of = unread
    for word in words:
        if word in unread:
            continue
        omits = dict(block.omits)
        for line in filled:
            said = folded(text_of(grid.cell(line, place)) or word)
            if said != word:
                omits[line] = f"“{said}”的行" if said in said_of else ""
        said_of = set()  # once is enough
        yield dataclasses.replace(block, headings=parts[word], omits=omits)


def _with_measure(block: Block, word: str, place: int, fields: FieldList) -> dict[int, Heading]:
    """Give the headings as they read with the word of a line: 行政编制 and 实有."""
    return {
        p: read_heading((heading.text, word), fields)
        if heading.field is None or heading.field.numeric
        else heading
        for p, heading in block.headings.items()
        if p != place
    }


def _is_figure(heading: Heading | None) -> bool:
    return heading is not None and heading.field is not None and heading.field.numeric


# ── tables side by side ──────────────────────────────────────────────────────────────────────────
def _side_by_side(block: Block) -> Iterator[Block]:
    """Part a table whose columns begin anew (名称 人口 | 名称 人口) into the tables it is."""
    starts = _starts(block)
    if len(starts) < 2:
        yield block
        return
    ends = [*starts[1:], 1 << 14]
    for first, end in zip([0, *starts[1:]], ends, strict=True):
        headings = {p: heading for p, heading in block.headings.items() if first <= p < end}
        yield dataclasses.replace(block, headings=headings, span=(first, end))


def _starts(block: Block) -> list[int]:
    """Give the places where the columns of a table begin: the same 名称 (or 代码) again."""
    for lead in ("name", "code"):
        anchors = [p for p, h in sorted(block.headings.items()) if h.field and h.field.name == lead]
        texts = {folded(block.headings[place].text) for place in anchors}
        if len(anchors) > 1 and len(texts) == 1:
            starts = [_leftmost(block, place) for place in anchors]
            bounds = zip(starts, [*starts[1:], 1 << 14], strict=True)
            if all(_has_figures(block, first, end) for first, end in bounds):
                return starts
    return []


def _leftmost(block: Block, place: int) -> int:
    """Give the first of the columns before a name that belong to it: number, code, kind."""
    while (heading := block.headings.get(place - 1)) is not None:
        serial = folded(heading.text) in ("序号", "编号", "序", "no", "no.")
        if not serial and not (heading.field and heading.field.name in _WHO):
            break
        place -= 1
    return place


def _has_figures(block: Block, first: int, end: int) -> bool:
    return any(h.field and h.field.numeric for p, h in block.headings.items() if first <= p < end)
