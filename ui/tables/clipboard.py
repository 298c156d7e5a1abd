"""Tab-separated text, as WPS and Excel write it to the clipboard and read it from there."""

import csv
import io
from collections.abc import Sequence

from ui.tables.cells import Cell
from ui.tables.numbers import is_number, plain


def shown(cell: Cell, wrong: str | None) -> str:
    """What a cell copies: numbers without separators and with an ASCII sign, the rest as shown."""
    if wrong is not None:
        return wrong
    if cell.number is not None and is_number(cell.text):
        return plain(cell.text).removeprefix("+")
    return cell.words


def written(block: Sequence[Sequence[str]]) -> str:
    """``block`` as text; cells with tabs or line breaks are quoted."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(block)
    return out.getvalue()


def read(text: str) -> list[list[str]]:
    """The block of a pasted text; a line break inside a quoted cell belongs to the cell."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = lines.removesuffix("\n")
    if not lines:
        return []
    rows = list(csv.reader(io.StringIO(lines, newline=""), dialect="excel-tab"))
    width = max((len(row) for row in rows), default=0)
    return [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in rows]
