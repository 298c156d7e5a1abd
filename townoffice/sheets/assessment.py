"""A table of assessment indicators read from a workbook, as it is typed: a line per indicator.

Group and section may stand on their first line only, or in merged cells. Nothing is judged here;
what a line may be is known where indicators are.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from townoffice.feedback import Problem
from townoffice.sheets.cells import text_of
from townoffice.sheets.fields import field_list
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import folded
from townoffice.sheets.layout import Block
from townoffice.sheets.listing import choose_list
from townoffice.sheets.roles import bare
from townoffice.sheets.workbook import Workbook

__all__ = ["KIND", "IndicatorLine", "IndicatorList", "read_assessment"]

KIND = "assessment"
_NEEDED = frozenset({"name", "weight"})
_CARRIED = ("group", "section")
_HINT = "表头里要有“考核指标”和“分值”，还可以有组别、一级指标、计分方法、数据来源等"


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator: the words of its columns by field, and the cell its name stands in."""

    cell: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """A table as read: its sheet, its lines, the fields its header has, what to say of it."""

    sheet: str
    lines: tuple[IndicatorLine, ...]
    fields: frozenset[str]
    problems: tuple[Problem, ...]


def read_assessment(book: Workbook, *, sheet: str | None = None) -> IndicatorList:
    """Read the table of indicators out of a workbook.

    :raises NotFound: no sheet of the name asked for.
    :raises BadWorkbook: no table with 考核指标 and 分值 in it.
    """
    chosen = choose_list(book, field_list(KIND), _NEEDED, sheet, _HINT)
    grid = Grid(chosen.sheet)
    lines = tuple(line for block in chosen.blocks for line in _lines(grid, block))
    names = frozenset().union(*(block.names for block in chosen.blocks))
    return IndicatorList(chosen.sheet.name, lines, names, chosen.located(chosen.problems))


def _lines(grid: Grid, block: Block) -> Iterator[IndicatorLine]:
    words = field_list(KIND).words
    places = {h.field.name: place for place, h in block.headings.items() if h.field}
    carried: dict[str, str] = {}
    for line in range(block.first, block.end):
        said = {
            name: text
            for name, place in places.items()
            if (text := text_of(grid.filled(line, place))) is not None
        }
        for name in _CARRIED:
            if name in said:
                carried[name] = said[name]
                if name == "group":
                    carried.pop("section", None)
        name = said.get("name", "")
        label = bare(name or said.get("section", "") or said.get("group", ""))
        total = label in words.total or words.subtotal.search(label)
        if name and not total and not words.note.search(folded(name)):
            yield IndicatorLine(grid.address(line, places["name"]), {**carried, **said})
