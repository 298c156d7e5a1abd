"""The sheet as it stands in the clerk's file, and the sheet with somebody's answers in it."""

import dataclasses
from collections.abc import Mapping
from decimal import Decimal

from townoffice.records import LineRole, RawLine, RawSheet
from townoffice.sheets.cells import text_of
from townoffice.sheets.grid import Grid, column_letters
from townoffice.sheets.workbook import Cell, Sheet


def with_answers(sheet: Sheet, cells: Mapping[str, str]) -> Sheet:
    """Give the sheet with the texts somebody wants read instead; an empty one empties its cell."""
    if not cells:
        return sheet
    letters = {column_letters(sheet.column + n): n for n in range(_width(sheet))}
    rows = [list(row) for row in sheet.rows]
    for address, text in cells.items():
        column = letters.get(address.rstrip("0123456789"))
        row = int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1 - sheet.row
        if column is None or not 0 <= row < len(rows):
            continue
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = text or None
    return dataclasses.replace(sheet, rows=rows, unsaved=sheet.unsaved - cells.keys())


def raw_sheet(
    sheet: Sheet, roles: Mapping[int, LineRole], header: tuple[int, int] | None, *, turned: bool
) -> RawSheet:
    """Give every line of a sheet as text, with its role; lines above the header are title."""
    grid = Grid(sheet, turned=turned)
    merges = tuple(_merge(merge, sheet, turned=turned) for merge in sheet.merges)
    header = _whole(header, merges)
    top = header[0] if header else 0
    if header:
        roles = {**roles, **dict.fromkeys(range(header[0], header[1] + 1), LineRole.HEADER)}
    first_line, first_place = (sheet.column, sheet.row) if turned else (sheet.row, sheet.column)
    alike: dict[frozenset[int], frozenset[int]] = {}
    lines = []
    for line, cells in enumerate(grid.lines):
        numbers = frozenset(place for place, cell in enumerate(cells) if _is_number(cell))
        lines.append(
            RawLine(
                label=_word(first_line + line, letters=turned),
                role=roles.get(line, LineRole.TITLE if line < top else LineRole.NOTE),
                cells=tuple(text_of(cell) or "" for cell in cells),
                numbers=alike.setdefault(numbers, numbers),
                hidden=grid.hidden_line(line),
            )
        )
    return RawSheet(
        places=tuple(_word(first_place + n, letters=not turned) for n in range(grid.width)),
        lines=tuple(lines),
        merges=merges,
        header=header,
        turned=turned,
    )


def _whole(
    header: tuple[int, int] | None, merges: tuple[tuple[int, int, int, int], ...]
) -> tuple[int, int] | None:
    """Give the header with the lines above that its cells are merged with."""
    if header is None:
        return None
    reaching = [line for line, _, height, _ in merges if line < header[0] < line + height]
    return min(reaching, default=header[0]), header[1]


def _width(sheet: Sheet) -> int:
    return max((len(row) for row in sheet.rows), default=0)


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | Decimal) and not isinstance(cell, bool)


def _word(number: int, *, letters: bool) -> str:
    return column_letters(number) if letters else str(number + 1)


def _merge(
    merge: tuple[int, int, int, int], sheet: Sheet, *, turned: bool
) -> tuple[int, int, int, int]:
    """Give a merged range as line, place, height, width of the grid."""
    top, left, bottom, right = merge
    row, column = top - sheet.row, left - sheet.column
    height, width = bottom - top + 1, right - left + 1
    return (column, row, width, height) if turned else (row, column, height, width)
