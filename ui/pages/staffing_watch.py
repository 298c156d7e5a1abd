"""What is looked for beside a calculation, once the hands rest: paradoxes, and what weights move.

The worker looks, since each of these is many calculations; what comes late is thrown away.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from townoffice.desk import paradoxes, planning, trying
from townoffice.desk.books import Book
from townoffice.feedback import OfficeError
from townoffice.records import Snapshot
from ui.office import Office

__all__ = ["Seen", "Watch"]

_REST = 250
"""Milliseconds without a new calculation before the worker begins to look."""
_MOST = 500
"""Units up to which every weight is tried: a calculation of more takes too long, a dozen times."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found beside one outcome."""

    outcome: planning.Outcome
    paradoxes: paradoxes.Paradoxes
    swings: tuple[trying.Swing, ...]


class Watch(QObject):
    """Looks beside the last calculation; ``seen`` tells what was found."""

    seen = Signal(object)

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._wanted: tuple[planning.Ground, planning.Outcome, Snapshot | None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_REST)
        self._timer.timeout.connect(self._look)

    def rest(
        self, ground: planning.Ground, outcome: planning.Outcome, earlier: Snapshot | None
    ) -> None:
        """Begin to look when nothing new comes for a moment."""
        self._wanted = ground, outcome, earlier
        self._timer.start()

    def stop(self) -> None:
        """Look no more: the book is closed, or nothing could be calculated."""
        self._wanted = None
        self._timer.stop()

    def _look(self) -> None:
        wanted = self._wanted
        if wanted is None or self._office.state is None:
            return
        self._office.jobs.run(
            lambda _book, _progress: look(*wanted),
            self._take,
            latest="staffing.watch",
            wrong=lambda _error: True,
        )

    def _take(self, seen: Seen) -> None:
        if self._wanted is not None and self._wanted[1] is seen.outcome:
            self.seen.emit(seen)


def look(ground: planning.Ground, outcome: planning.Outcome, earlier: Snapshot | None) -> Seen:
    """Look for paradoxes and try every weight; pure."""
    order, result = outcome.order, outcome.result
    found = paradoxes.paradoxes(ground, order, result, earlier)
    few = len(ground.county.units) <= _MOST
    return Seen(outcome, found, trying.swings(ground, order, result) if few else ())


def earlier(book: Book, year: int) -> Snapshot | None:
    """Read the year before, for the paradox of growth."""
    try:
        return paradoxes.earlier_county(book, year)
    except OfficeError:  # nothing was recorded that could be compared with
        return None
