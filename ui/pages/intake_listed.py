"""What lists on the import page have in common: one line, one person or institution of a unit."""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from townoffice.feedback import Level
from townoffice.records import Preview, PreviewRow
from ui.headline import linked, toned
from ui.pages.intake_entries import Entry, Segment
from ui.tables import Cell
from ui.theme import Tone


class ListedEntries(Protocol):
    """The rows of each segment of a difference table."""

    def count(self, segment: Segment) -> int:
        """Tell how many rows a segment has."""

    def of(self, segment: Segment) -> tuple[Entry, ...]:
        """Give the rows of a segment."""


class Listed:
    """The rows of each segment, made once."""

    def __init__(self, rows: Mapping[Segment, Iterator[Entry]]) -> None:
        self._rows = {segment: tuple(made) for segment, made in rows.items()}

    def count(self, segment: Segment) -> int:
        """Tell how many rows a segment has."""
        return len(self._rows[segment])

    def of(self, segment: Segment) -> tuple[Entry, ...]:
        """Give the rows of a segment."""
        return self._rows[segment]


def unit_of(row: PreviewRow) -> str:
    """Name the unit of a line."""
    return (row.township.name if row.township else row.name) or row.code or "—"


def wrong_ones(preview: Preview, name_of: Callable[[PreviewRow], str]) -> Iterator[Entry]:
    """Give what has to be put right in the file."""
    rows = {row.cell: row for row in preview.rows}
    for number, problem in enumerate(preview.problems_at(Level.STOP)):
        row = rows.get(problem.cell)
        unit, name = (unit_of(row), name_of(row)) if row else ("", "")
        key = (problem.cell, f"!{number}")
        yield Entry(key, unit, name, "", None, None, problem.what, problem.cell, wrong=True)


def missing_ones(preview: Preview, note: str) -> Iterator[Entry]:
    """Give the units the file does not name."""
    for unit in preview.missing:
        yield Entry((unit.code, ""), unit.name, "", "", None, None, note, "")


def words_cell(value: object, *, bold: bool = False) -> Cell:
    """Show words, whole in the tip."""
    text = "" if value is None else str(value)
    return Cell(text, bold=bold, tip=text)


def note_cell(entry: Entry) -> Cell:
    """Show the note of a line, red where it is wrong."""
    tone = Tone.RED if entry.wrong else Tone.SECOND
    return Cell(entry.note, tone=tone, warning=entry.wrong, tip=entry.note)


def with_open(upper: str, wrong: int, asked: int) -> str:
    """Add to a headline what needs somebody, with the way to the first of it."""
    parts = []
    if wrong:
        parts.append(linked(f"{wrong} 处有错", Segment.WRONG.name, Tone.RED))
    if asked:
        parts.append(toned(f"{asked} 处请确认", Tone.AMBER))
    return f"{upper}；{'，'.join(parts)} {linked('→ 从第一处看起', 'first')}" if parts else upper
