"""A first look at a book from a process of its own, for a window that is still being made.

The window starts this process before it reads Qt, and says later on its input what to look at: one
line of JSON with ``path`` and ``year`` (None: the usual one). The answer on the output is the
:class:`~townoffice.records.Overview` of that year, pickled, behind its length. The book comes
through the same door as ever, read-only: nothing is locked against reading, and the process ends
before the window opens the book itself. Whatever goes wrong is no answer: the window then opens
the book and says in words what is the matter.
"""

import os
import pickle
import sys
from pathlib import Path

from townoffice.desk.books import open_book, usual_year
from townoffice.desk.overview import overview
from townoffice.desk.rates import with_rates
from townoffice.feedback import OfficeError
from townoffice.records import Overview

__all__ = ["glance", "main"]

_MOST = 500
"""Units of a county worth a glance: no county has a tenth of more, and they would take a while."""


def glance(path: Path, year: int | None) -> Overview | None:
    """Look at a year of a book, the usual one where it has not that year.

    None for a book too large for a glance. Raises what opening and reading raise.
    """
    with open_book(path, read_only=True) as book:
        if len(book.townships()) > _MOST:
            return None
        page = overview(book, year if year in book.years() else usual_year(book))
        return with_rates(book, page)


def main() -> int:
    """Wait for the question, answer it; an empty input (the window is gone) ends it."""
    line = sys.stdin.buffer.readline()
    if not line.endswith(b"\n"):
        return 1
    year, _, path = os.fsdecode(line[:-1]).partition("\t")
    try:
        page = glance(Path(path), int(year) if year else None)
    except OfficeError:
        return 1
    if page is None:
        return 1
    said = pickle.dumps(page)
    sys.stdout.buffer.write(len(said).to_bytes(8, "big") + said)
    sys.stdout.buffer.flush()
    return 0
