"""The red number on the tab 合规检查: how many stated limits are broken without a document.

It is counted when the worker has nothing else to do, after the book was opened and after every
change; of a county too large to be checked in passing it is left to the page itself.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel, QTabBar

from townoffice.feedback import Progress
from ui.pages import institutions_work as work

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
        self.chip: QLabel | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._count)
        office.opened.connect(self._rest.start)
        office.changed.connect(lambda _moved: self._rest.start())
        office.year_changed.connect(lambda _year: self._rest.start())
        office.closed.connect(self._rest.stop)
        office.closed.connect(self._forget)

    def _count(self) -> None:
        if self._office.state is not None:
            self._office.jobs.run(self._ask, self._show, latest="compliance.count")

    def _ask(self, book: "Book", _progress: Progress) -> int:
        from townoffice.desk import compliance  # noqa: PLC0415  sqlalchemy is read by the worker
        from townoffice.records import Severity  # noqa: PLC0415  beside the desk

        if len(book.townships()) > _MOST:
            return 0
        on = work.day_of(self._office.year, self._office.years)
        return len(compliance.check(book, on).of(Severity.BREACH))

    def _show(self, count: int) -> None:
        """Put the number on the tab anew: a tab is only measured when its button is set."""
        if self.chip is not None and self.chip.text() == str(count):
            return
        self._forget()
        if count:
            self.chip = QLabel(str(count), self._bar)
            self.chip.setProperty("chip", "wrong")
            self.chip.setAccessibleName("突破限额的条数")
            self.chip.setToolTip(f"{count} 处突破限额")
            self._bar.setTabButton(self._place, QTabBar.ButtonPosition.RightSide, self.chip)

    def _forget(self) -> None:
        if self.chip is not None:
            self._bar.setTabButton(self._place, QTabBar.ButtonPosition.RightSide, QLabel(self._bar))
            self.chip.deleteLater()
            self.chip = None
