"""One selection for table, tree and picture of 乡镇街道, and the reason behind its figure."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from townoffice.records import Overview, Step, UnitOverview
from ui.pages import townships_work as work
from ui.pages.townships_panel import UnitPanel
from ui.pages.townships_side import Side
from ui.tables import RecordTable

if TYPE_CHECKING:
    from ui.office import Office

__all__ = ["START", "Chosen"]

START = "index"
"""The column a fresh page stands on: the figure the headline speaks of."""


class Chosen(QObject):
    """Follows the current row: the panel shows the unit, the tree why its figure is what it is."""

    def __init__(
        self,
        office: "Office",
        table: RecordTable[UnitOverview],
        side: Side,
        panel: UnitPanel,
        overview: Callable[[], Overview | None],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._office, self._table, self._side, self._panel = office, table, side, panel
        self._overview = overview
        self._waiting: tuple[str, str] | None = None
        table.current_changed.connect(self._follow)
        table.explain_asked.connect(self._explain)
        panel.unit_chosen.connect(self.go)

    def go(self, code: str) -> None:
        """Go to a unit's row, in the column that is current."""
        current = self._table.current()
        self._table.select(code, current[1] if current else START)

    def show(self, code: str) -> None:
        """Show a unit beside the table."""
        page = self._overview()
        unit = page.unit(code) if page else None
        if page is None or unit is None:
            self._panel.clear()
            return
        self._panel.show_unit(page, unit)
        self._side.show_unit(page, unit)
        self._ask(code, START)

    def _follow(self, unit: object, _key: str) -> None:
        if isinstance(unit, UnitOverview):
            self.show(unit.code)

    def _explain(self, unit: object, key: str) -> None:
        if isinstance(unit, UnitOverview):
            self._ask(unit.code, key)

    def _ask(self, code: str, key: str) -> None:
        page = self._overview()
        if page is None or self._office.state is None:
            return
        self._waiting = (code, key)
        self._office.jobs.run(
            partial(work.read_reason, page, code, key),
            partial(self._take, (code, key)),
            latest="townships.reason",
        )

    def _take(self, asked: tuple[str, str], step: Step | None) -> None:
        if asked == self._waiting:
            self._panel.show_reason(step)
