"""The everyday lines of a table, read column by column instead of cell by cell.

Most lines of a long table are alike: plain codes and names, whole numbers, decimals that need no
converting. A run of lines whose every cell is of this kind is taken as it stands, with the outcome
:mod:`.rows` would have cell by cell, in a third of the time; any other run is left to it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import repeat
from operator import eq
from types import NoneType
from typing import TypeAlias

from townoffice.sheets.cells import PLAIN_CODE, plain_name, read_name, read_text
from townoffice.sheets.column import Column
from townoffice.sheets.fields import FieldList, FieldType
from townoffice.sheets.numbers import BEYOND, tidy
from townoffice.sheets.workbook import Cell

Value: TypeAlias = int | Decimal | str | None
RUN = 100
"""Lines looked at together: what is out of the ordinary in one leaves the others their speed."""

_PLAIN_NAME = re.compile("[\u4e00-\u9fff]+(?<![府处委办])\\Z")
"""A name of common characters that does not end like an office: nothing can be taken off it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How a column's cells are taken as they are: ``whole`` numbers, decimals to ``step``."""

    column: Column
    numeric: bool
    whole: bool
    step: Decimal | None


class Everyday:
    """Reads runs of lines; with ``empty`` a cell with nothing in it says just that."""

    def __init__(
        self, plan: Sequence[Taken], fields: FieldList, county: str, *, empty: bool
    ) -> None:
        self._plan = plan
        self._keys = [taken.column.key for taken in plan]
        self._fields = fields
        self._county = county
        self._open = frozenset({NoneType}) if empty else frozenset()

    def run(self, lines: Sequence[list[Cell]]) -> list[dict[str, Value]] | None:
        """Give the values of some lines by column key; None where a cell is not everyday."""
        width = min(map(len, lines))
        columns = []
        for taken in self._plan:
            place = taken.column.place
            if place >= width:
                return None
            found = self._column(taken, [cells[place] for cells in lines])
            if found is None:
                return None
            columns.append(found)
        keys = self._keys
        return [dict(zip(keys, values, strict=True)) for values in zip(*columns, strict=True)]

    def _column(self, taken: Taken, cells: list[Cell]) -> Iterable[Value] | None:
        kinds = set(map(type, cells))
        if not taken.numeric:
            return self._texts(taken.column, cells) if kinds == {str} else None  # type: ignore[arg-type]  # all are texts
        kinds -= self._open
        if taken.whole:
            return _counts(cells) if kinds <= {int} else None  # type: ignore[arg-type]  # these alone
        if taken.step is not None and kinds <= {int, Decimal}:
            return _amounts(cells, taken.step)  # type: ignore[arg-type]  # these alone
        return None

    def _texts(self, column: Column, cells: list[str]) -> Iterable[Value] | None:
        assert column.field is not None
        match column.field.type:
            case FieldType.CODE:
                return cells if all(map(PLAIN_CODE.match, cells)) else None
            case FieldType.NAME:
                return self._names(cells)
            case FieldType.KIND:
                return _words(cells, self._fields.kinds)
            case FieldType.FUNCTION_CLASS:
                return _words(cells, self._fields.function_classes)
            case _:
                said = {cell: read_text(cell, self._fields) for cell in set(cells)}
                return map(said.__getitem__, cells)

    def _names(self, cells: list[str]) -> Iterable[Value] | None:
        """Take names of which nothing has to be taken off."""
        county = self._county
        within = bool(county) and county in "\n".join(cells)
        if not within and all(map(_PLAIN_NAME.match, cells)):
            return cells
        found = [plain_name(name, county) if (name := read_name(c)) else ("", "") for c in cells]
        return None if any(not name or taken for name, taken in found) else [n for n, _ in found]


def _words(cells: list[str], words: dict[str, str]) -> Iterable[Value] | None:
    return map(words.__getitem__, cells) if words.keys() >= set(cells) else None


def _counts(cells: list[int | None]) -> Iterable[Value] | None:
    numbers = [cell for cell in cells if cell is not None]
    return cells if not numbers or (min(numbers) >= 0 and max(numbers) < BEYOND) else None


def _amounts(cells: list[int | Decimal | None], step: Decimal) -> Iterable[Value] | None:
    """Take decimals of which nothing is lost at ``step``, without zeros at their ends."""
    said = [cell for cell in cells if cell is not None]
    numbers = [cell if type(cell) is Decimal else Decimal(cell) for cell in said]
    if not numbers:
        return cells
    if min(numbers) < 0 or max(numbers) >= BEYOND:
        return None
    if not all(map(eq, map(Decimal.quantize, numbers, repeat(step)), numbers)):
        return None
    if any(map(eq, map(Decimal.to_integral_value, numbers), numbers)):
        kept = map(tidy, numbers)
    else:
        kept = map(Decimal.normalize, numbers)
    if len(numbers) == len(cells):
        return kept
    return [None if cell is None else next(kept) for cell in cells]
