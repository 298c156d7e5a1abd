"""The red number on the tab 合规检查: how many stated limits are broken without a document.

It is counted when the worker has nothing else to do, after the book was opened and after every
change; of a county too large to be checked in passing it is left to the page itself.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel, QTabBar

from townoffice.feedback import Progress

if TYPE_CHECKING:
    from townoffice.desk.books import Book
    from ui.office import Office

_MOST = 500
"""Units checked in passing: a tenth of a second of the worker."""
_REST = 400
"""Milliseconds after the last change."""


class BreachCount(QObject):
    """Keeps the number on a tab up to date."""

    def __init__(self, office: "Office", bar: QTabBar, place: int) -> None:
        super().__init__(bar)
        self._office, self._bar, self._place = office, bar, place
        self.chip = QLabel(bar)
        self.chip.setProperty("chip", "wrong")
        self.chip.setAccessibleName("突破限额的条数")
        self.chip.hide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._count)
        office.opened.connect(self._rest.start)
        office.changed.connect(self._wait)
        office.year_changed.connect(self._wait)
        office.closed.connect(self._forget)

    def _wait(self, _moved: object) -> None:
        self._rest.start()

    def _count(self) -> None:
        if self._office.state is not None:
            counting = partial(_breaches, self._office.year, self._office.years)
            self._office.jobs.run(counting, self._show, latest="compliance.count")

    def _show(self, count: int) -> None:
        """Put the number on the tab; a tab is only measured anew when its button is set."""
        if self.chip.text() != str(count):
            self.chip.setText(str(count))
            self.chip.setToolTip(f"{count} 处突破限额")
            self.chip.adjustSize()
            self._place_chip(shown=bool(count))

    def _forget(self) -> None:
        self._rest.stop()
        self.chip.setText("")
        self._place_chip(shown=False)

    def _place_chip(self, *, shown: bool) -> None:
        side = QTabBar.ButtonPosition.RightSide
        self._bar.setTabButton(self._place, side, self.chip if shown else None)
        self.chip.setVisible(shown)


def _breaches(year: int | None, years: tuple[int, ...], book: "Book", _progress: Progress) -> int:
    from townoffice.desk import compliance  # noqa: PLC0415  sqlalchemy is read by the worker
    from townoffice.records import Severity  # noqa: PLC0415  beside the desk
    from ui.pages.institutions_work import day_of  # noqa: PLC0415  the frame is painted before

    if len(book.townships()) > _MOST:
        return 0
    return len(compliance.check(book, day_of(year, years)).of(Severity.BREACH))
