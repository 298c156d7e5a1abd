"""The page 编制测算: who gains, who loses, and is the total kept.

Nothing of the desk is imported before a book is open: the frame is painted before sqlalchemy is
read, and it is the worker that reads it. Then the body is made, once.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.office import Office

if TYPE_CHECKING:
    from townoffice.desk.staffing import Order
    from ui.pages.staffing_body import Body

__all__ = ["StaffingPage"]


class StaffingPage(QWidget):
    """Calculates staffing, compares plans, adopts one."""

    TITLE = "编制测算"
    HELP = "staffing"

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.acts = QUndoStack(self)
        self._office = office
        self._body: Body | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._empty = QLabel("打开台账、导入乡镇（街道）表格后，在这里测算编制。", self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("tone", "second")
        self._column.addWidget(self._empty)
        office.opened.connect(self._open)
        if office.state is not None:
            self._open()

    def activate(self) -> None:
        """Be ready to be looked at: read what moved while another page was shown."""
        if self._body is not None:
            self._body.activate()
            self._body.table.setFocus()
            self._body.table.hands.sum_selection()

    def give_way(self) -> None:
        """Let the parts give way where there is little height."""
        if self._body is not None:
            self._body.give_way()

    def print_request(self) -> "tuple[str, int | None, Order | None]":
        """Say what 打印… means here: table, plan, and the calculation nobody adopted yet."""
        return ("staffing", None, None) if self._body is None else self._body.print_request()

    def choose_columns(self) -> None:
        """Open the chooser 列… of the table."""
        if self._body is not None:
            self._body.table.choose_columns()

    def find(self, text: str) -> bool:  # type: ignore[override]  # QWidget.find takes a window id
        """Go to the next cell with a text or its pinyin initials; False if there is none."""
        return self._body is not None and self._body.table.find(text)

    @property
    def body(self) -> "Body | None":
        """What the page is made of once a book was opened."""
        return self._body

    def _open(self) -> None:
        if self._body is None:
            from ui.pages.staffing_body import Body  # noqa: PLC0415  see the module

            self._body = Body(self._office, self.acts)
            self._column.removeWidget(self._empty)
            self._empty.hide()
            self._column.addWidget(self._body)
        self._body.open()
