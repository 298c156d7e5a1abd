"""What a column is by its content, where no header says it: names of units, columns of years."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from townoffice.sheets.cells import KIND_ENDINGS, plain_name, read_name, text_of
from townoffice.sheets.fields import FieldList
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import Heading, folded, read_heading
from townoffice.sheets.workbook import Cell

BY_CONTENT = 95
"""Rank of a heading that nobody wrote: the content of the column says what it is."""

_LOOK_AT = 60
_UNIT_ENDINGS = (*KIND_ENDINGS, "办事处", "街道办", "农场", "林场", "园区", "开发区", "人民政府")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年(?:度|末|底)?)?")
_MEASURE = re.compile(
    r"(核定|批准|批复|实有|实配|现有|在编|在岗|空编|空缺|缺编|超编|余编)(编制)?(数|人数|人员)?"
)
_INDICATOR = re.compile(r"^(?:指标|项目|内容)(?:名称)?[:：](.+)$")


def name_place(
    grid: Grid, places: Iterable[int], first: int, fields: FieldList
) -> tuple[int, Heading] | None:
    """Find the column most cells of which end like the name of a unit (镇, 乡, 街道 …)."""
    words = fields.words
    for place in places:
        names = [
            name
            for line in range(first, min(first + _LOOK_AT, len(grid.lines)))
            if isinstance(value := grid.cell(line, place), str)
            and (name := read_name(value))
            and folded(name) not in words.total
            and not words.subtotal.search(folded(name))
        ]
        names = [plain_name(name)[0] for name in names]
        alike = [name for name in names if name.endswith(_UNIT_ENDINGS) and len(name) > 1]
        if len(set(alike)) > 1 and 2 * len(alike) > len(names):
            return place, Heading("", fields.field("name"), rank=BY_CONTENT)
    return None


def indicator_by_years(grid: Grid, line: int, fields: FieldList) -> dict[int, Heading] | None:
    """Read a header of one name column and years; the lines above it name the indicator."""
    years = {p: year for p, v in enumerate(grid.lines[line]) if (year := _year(v)) is not None}
    words = [p for p, v in enumerate(grid.lines[line]) if text_of(v) and p not in years]
    if len(years) < 2 or len(words) > 2:
        return None
    indicator = _indicator_above(grid, line)
    place = next((p for p in words if _names(grid.cell(line, p), fields)), None)
    if place is None or indicator is None or place > min(years):
        return None
    found = {p: read_heading((indicator, f"{year}年"), fields) for p, year in years.items()}
    found[place] = read_heading((text_of(grid.cell(line, place)) or "",), fields)
    return found


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one indicator in a list of indicators: from ``first`` to ``end`` (excluded)."""

    first: int
    end: int
    headings: dict[int, Heading]


def measure_place(grid: Grid, lines: range, places: Iterable[int]) -> tuple[int, list[str]] | None:
    """Find the column that says of each line whether it is 核定 or 实有, and its words."""
    for place in places:
        measures, others = dict[str, None](), 0
        for text in _texts(grid, lines, place):
            if _MEASURE.fullmatch(word := folded(text)):
                measures[word] = None
            else:
                others += 1
                if 5 * others > len(lines):
                    break  # four of five texts are none any more, however many are still to come
        else:
            if len(measures) > 1 and sum(1 for _ in _texts(grid, lines, place)) >= 5 * others:
                return place, list(measures)
    return None


def runs_by_years(grid: Grid, fields: FieldList) -> tuple[int, list[Run]] | None:
    """Read a list of regions under columns of years, one indicator after the other in runs.

    Gives the line of the years and the runs. The indicator stands left of the years, wherever in
    its run; of the columns of words there, the one with most different words names the regions.
    """
    for line in range(min(_LOOK_AT, len(grid.lines))):
        years = {p: year for p, v in enumerate(grid.lines[line]) if (year := _year(v)) is not None}
        if len(years) < 2:
            continue
        left = range(min(years))
        lines = [n for n in range(line + 1, len(grid.lines)) if not grid.blank(n)]
        words = {place: {_text(grid, n, place) for n in lines} - {""} for place in left}
        place = max(left, key=lambda at: len(words[at]), default=None)
        if place is None or len(words[place]) < 2:
            return None
        runs = []
        for indicator, numbers in _by_indicator(grid, lines, [at for at in left if at != place]):
            headings = {
                p: read_heading((indicator, f"{year}年"), fields) for p, year in years.items()
            }
            headings[place] = Heading("", fields.field("name"), rank=BY_CONTENT)
            runs.append(Run(numbers[0], numbers[-1] + 1, headings))
        return (line, runs) if runs else None
    return None


def _by_indicator(
    grid: Grid, lines: list[int], places: list[int]
) -> Iterator[tuple[str, list[int]]]:
    """Part lines into runs by the first text in these places; lines without one are left out."""
    for indicator, found in groupby(lines, lambda line: _first_text(grid, line, places)):
        if indicator:
            yield indicator, list(found)


def _text(grid: Grid, line: int, place: int) -> str:
    value = grid.filled(line, place)
    return value.strip() if isinstance(value, str) else ""


def _texts(grid: Grid, lines: range, place: int) -> Iterator[str]:
    """Give the texts of a column's cells, empty ones and numbers left out."""
    for line in lines:
        cells = grid.lines[line]
        value = cells[place] if place < len(cells) else None
        if value is None:
            value = grid.filled(line, place)
        if isinstance(value, str) and (text := value.strip()):
            yield text


def _first_text(grid: Grid, line: int, places: list[int]) -> str:
    return next((text for place in places if (text := _text(grid, line, place))), "")


def _year(cell: Cell) -> int | None:
    text = folded(text_of(cell) or "")
    return int(text[:4]) if _YEAR.fullmatch(text) else None


def _names(cell: Cell, fields: FieldList) -> bool:
    heading = read_heading((text_of(cell) or "",), fields)
    return heading.field is not None and heading.field.name == "name"


def _indicator_above(grid: Grid, line: int) -> str | None:
    """Give what the lines above call the indicator (“指标：地区生产总值(亿元)”)."""
    for above in range(line - 1, -1, -1):
        for value in grid.lines[above]:
            if isinstance(value, str) and (found := _INDICATOR.match(value.strip())):
                return found[1].strip()
    return None
