"""What the child hands over: the shape of the document, and the refusal."""

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

WireCell: TypeAlias = (
    str | int | float | bool | dt.date | dt.time | dt.timedelta | dict[str, str] | None
)
"""A raw cell. ``{"e": "#REF!"}`` is an error cell, ``{"d": "2024-12-31"}`` a date, "" nothing."""

MAX_FILE_BYTES = 100_000_000
MAX_ROWS = 200_000
MAX_CELLS = 5_000_000
MAX_MERGES = 50_000


class Refused(Exception):
    """The file cannot be read: what is wrong, and what to do (Chinese, no closing full stop)."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what, hint)
        self.what = what
        self.hint = hint


@dataclass(slots=True)
class WireSheet:
    """One sheet: ``rows`` start at zero-based ``row``, ``column`` of the original file.

    ``hidden_rows`` and ``hidden_columns`` are zero-based, ``unsaved`` are addresses of formulas
    without a saved value. ``merges`` are (first row, first column, last row, last column).
    """

    name: str
    hidden: bool = False
    row: int = 0
    column: int = 0
    rows: list[list[WireCell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    unsaved: list[str] = field(default_factory=list)


@dataclass(slots=True)
class WireBook:
    """A workbook: its real format, its sheets, and remarks for the clerk."""

    format: str
    sheets: list[WireSheet] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    digest: str = ""


def trimmed(cells: list[WireCell]) -> list[WireCell]:
    """Drop the empty cells at the end of a row: half of what a padded form would send."""
    end = len(cells)
    while end and cells[end - 1] in (None, ""):
        end -= 1
    return cells[:end]
