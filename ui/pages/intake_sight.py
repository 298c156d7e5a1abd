"""All the page shows of one preview, made together: in the worker where a file is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from townoffice.desk.doubts import ticks
from townoffice.desk.questions import questions
from townoffice.desk.roster_questions import ready, roster_questions
from townoffice.feedback import Level, Progress
from townoffice.records import Decisions, IntakeField, Preview, Question, RowStatus, Tick
from ui.pages.intake_entries import Entries
from ui.pages.intake_kinds import LISTS
from ui.pages.intake_listed import ListedEntries
from ui.theme import Tone

if TYPE_CHECKING:  # sqlalchemy is read by the worker, after the frame is painted
    from townoffice.desk.books import Book


@dataclass(frozen=True, slots=True)
class Sight:
    """A preview, what is ticked of it, what there is to say, and its difference table.

    ``marks`` are the colours of cells to look at; ``matched`` counts units found in the book;
    ``ready``: there is something to write and nothing speaks against it. Of a list of leaders
    or institutions nothing is ticked: it is written as a whole.
    """

    preview: Preview
    fields: Sequence[IntakeField]
    ticked: frozenset[Tick]
    questions: tuple[Question, ...]
    entries: ListedEntries
    marks: Mapping[str, Tone]
    matched: int
    ready: bool

    @property
    def open_questions(self) -> tuple[int, int]:
        """How many things are wrong, and how many wait for an answer."""
        # questions that need somebody come first, and of those the wrong ones
        still = list(takewhile(lambda question: not question.settled, self.questions))
        wrong = sum(question.level is Level.STOP for question in still)
        return wrong, len(still) - wrong


def sight_of(preview: Preview, decisions: Decisions, fields: Sequence[IntakeField]) -> Sight:
    """Put together what is shown of a preview as things are decided."""
    if (listed := LISTS.get(preview.kind)) is not None:
        said = roster_questions(preview, decisions)
        can = ready(preview, decisions)
        rows = listed.entries(preview)
        return Sight(preview, (), frozenset(), said, rows, _marks(said), 0, can)
    chosen = ticks(preview, decisions.by_hand)
    said = questions(preview, decisions, fields)
    matched = sum(row.status in (RowStatus.CHANGED, RowStatus.UNCHANGED) for row in preview.rows)
    entries = Entries(preview, chosen, fields)
    return Sight(preview, fields, chosen, said, entries, _marks(said), matched, bool(chosen))


def _marks(said: Sequence[Question]) -> Mapping[str, Tone]:
    marks: dict[str, Tone] = {}
    for question in said:
        if question.cell and not question.settled and marks.get(question.cell) is not Tone.RED:
            marks[question.cell] = Tone.RED if question.level is Level.STOP else Tone.AMBER
    return marks


def columns_of(sight: Sight) -> tuple[frozenset[int], frozenset[int]]:
    """Give the columns that are not read, and those of figures."""
    raw = sight.preview.raw
    if raw is None:
        return frozenset(), frozenset()
    read = {at[1]: c for c in sight.preview.columns if c.field and (at := raw.find(c.cell))}
    figures = frozenset(place for place, column in read.items() if column.unit)
    return frozenset(range(len(raw.places))) - read.keys(), figures


def read_preview(
    path: Path,
    kind: str | None,
    year: int | None,
    decisions: Decisions,
    book: "Book",
    progress: Progress,
) -> Sight:
    """Read the file and hold it against the book; runs in the worker. ``kind`` None: as found."""
    from townoffice.desk import intake  # noqa: PLC0415  sqlalchemy is read by the worker

    choices = decisions.choices
    found = intake.preview(book, path, kind=kind, year=year, choices=choices, progress=progress)
    return sight_of(found, decisions, intake.importable())
