"""The three views of 编制测算: one plan, both categories together, several plans side by side."""

from enum import Enum, auto

from PySide6.QtWidgets import QStackedWidget

from townoffice.desk.plan_rows import PlanRow
from ui.pages.staffing_compare import CompareView
from ui.pages.staffing_together import TogetherView
from ui.tables import RecordTable

__all__ = ["View", "Views"]


class View(Enum):
    """Which view is shown."""

    PLAN = auto()
    TOGETHER = auto()
    COMPARE = auto()


class Views(QStackedWidget):
    """The tables, one of them in sight; that of one plan is made by the page."""

    def __init__(self) -> None:
        super().__init__()
        self.table: RecordTable[PlanRow]
        self.together, self.compare = TogetherView(), CompareView()
        self.view = View.PLAN

    def take_table(self, table: RecordTable[PlanRow]) -> None:
        """Take the table of one plan in."""
        self.table = table
        for widget in (table, self.together, self.compare):
            self.addWidget(widget)

    def go_to(self, view: View) -> None:
        """Show another view."""
        self.view = view
        shown = {View.TOGETHER: self.together, View.COMPARE: self.compare}.get(view, self.table)
        self.setCurrentWidget(shown)
