"""A small table as high as its rows, where something else scrolls or nothing need."""

from typing import TypeVar

from ui.tables.table import RecordTable
from ui.theme import px

Record = TypeVar("Record")


def show_whole_rows(table: RecordTable[Record], count: int) -> None:
    """Make a table as high as its band, so many rows, and the bar below where it has one."""
    bar = table.sheet.horizontalScrollBar()
    extra = bar.sizeHint().height() if bar.maximum() > 0 else 0
    rows = px(table.sheet.row_height) * count
    table.setFixedHeight(table.band.sizeHint().height() + rows + extra + 1)
