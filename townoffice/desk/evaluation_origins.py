"""Who entered a mark, when, by which act, and what it was before."""

from dataclasses import replace

from townoffice.book import Book
from townoffice.desk.moves import MoveLine, lines_of
from townoffice.records import Mark

__all__ = ["mark_origins"]

_TOLD = frozenset({"value", "option", "target", "note", "evidence", "scorer"})


def mark_origins(book: Book, indicator_id: int, subject: str) -> tuple[MoveLine, ...]:
    """Tell what was ever entered for an entrant under an indicator, the newest first.

    What was taken back is told too, marked as undone.
    """
    acts = book.history_where(Mark, indicator_id=indicator_id, subject=subject)
    told = (replace(act, moves=tuple(m for m in act.moves if m.field in _TOLD)) for act in acts)
    return tuple(line for act in told for line in lines_of(act))
