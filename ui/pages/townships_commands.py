"""新增, 修改 and 撤并 of units: from the menu 数据, the table's own menu, and keys on a name."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from townoffice.feedback import Progress
from townoffice.records import Overview, UnitOverview
from ui.tables import RecordTable

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book
    from townoffice.desk.units import Roll
    from ui.office import Office

__all__ = ["FIRST_FIGURE", "UnitCommands", "new_unit"]

FIRST_FIGURE = "registered_population"
"""The column where typing a unit's figures begins."""
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_READ_ONLY = "台账是以只读方式打开的，不能改动"


class UnitCommands(QObject):
    """The commands about the unit of the current row, and the way to a unit just written."""

    def __init__(
        self,
        office: "Office",
        table: RecordTable[UnitOverview],
        overview: Callable[[], Overview | None],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._office, self._table, self._page = office, table, page
        self._overview, self._awaited = overview, ""
        for words, act in (
            ("修改单位…", self.change),
            ("撤并单位…", self.merge),
            ("新增单位…", self.new),
        ):
            action = QAction(words, table)
            action.triggered.connect(act)
            table.addAction(action)
        table.sheet.installEventFilter(self)

    def new(self) -> None:
        """Ask for a new unit."""
        new_unit(self._office, self._page, self._go)

    def change(self) -> None:
        """Ask for the current unit's new name, code or kind."""
        self._ask(self._change)

    def merge(self) -> None:
        """Ask when and into what the current unit ceases."""
        self._ask(self._merge)

    def go_awaited(self) -> None:
        """Select the unit just written once the table has it, there where its typing goes on."""
        code, page = self._awaited, self._overview()
        unit = page.unit(code) if page and code else None
        if unit is None:
            return
        if self._table.row_of(code) < 0:
            if self._table.is_filtered():
                self._table.clear_filters()
            return
        self._awaited = ""
        current = self._table.current()
        known = unit.row is not None and unit.row.index is not None
        self._table.select(code, current[1] if current and known else FIRST_FIGURE)
        self._table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and F2 on a name open what can be changed of the unit."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            current = self._table.current()
            on_name = current is not None and current[1] == "name"
            if bare and on_name and event.key() in _OPENS and not self._office.read_only:
                self.change()
                return True
        return super().eventFilter(watched, event)

    def _go(self, code: str) -> None:
        self._awaited = code
        self.go_awaited()

    def _ask(self, show: "Callable[[int, Roll], None]") -> None:
        current, year = self._table.current(), self._office.year
        if current is None or year is None:
            return
        unit_id = current[0].figures.township.id
        if self._office.read_only:
            self._office.say(_READ_ONLY)
        elif unit_id is not None:
            self._office.jobs.run(partial(_roll, year), partial(show, unit_id))

    def _change(self, unit_id: int, known: "Roll") -> None:
        from ui.pages.townships_unit import UnitDialog  # noqa: PLC0415  read when first wanted

        unit = known.unit(unit_id)
        if unit is not None:
            dialog = UnitDialog(self._office, known, self._page, unit)
            dialog.written.connect(self._go)
            dialog.open()

    def _merge(self, unit_id: int, known: "Roll") -> None:
        from ui.pages.townships_merge import MergeDialog  # noqa: PLC0415  read when first wanted

        unit = known.unit(unit_id)
        if unit is not None:
            dialog = MergeDialog(self._office, known, self._page, unit)
            dialog.written.connect(self._go)
            dialog.open()


def new_unit(office: "Office", parent: QWidget, go: Callable[[str], None]) -> None:
    """Ask for a new unit; in a book without figures for the year they will be of, too."""
    if office.read_only:
        office.say(_READ_ONLY)
        return

    def show(known: "Roll") -> None:
        from ui.pages.townships_unit import UnitDialog  # noqa: PLC0415  read when first wanted

        dialog = UnitDialog(office, known, parent, ask_year=office.year is None)
        dialog.written.connect(go)
        dialog.open()

    year = office.year or date.today().year - 1  # noqa: DTZ011  the user's own day
    office.jobs.run(partial(_roll, year), show)


def _roll(year: int, book: "Book", _progress: Progress) -> "Roll":
    from townoffice.desk import units  # noqa: PLC0415  sqlalchemy is read by the worker

    return units.roll(book, year)
