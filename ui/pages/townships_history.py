"""The history of one unit, 修改记录: what changed when, by whom, from what to what."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

from townoffice.feedback import NotFound, OfficeError, Progress
from townoffice.records import UnitOverview
from ui.history_columns import moved_cells
from ui.history_frame import frame_history
from ui.pages.townships_panel import UnitPanel
from ui.room import fit
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book
    from townoffice.desk.moves import MoveLine, UnitHistory
    from ui.office import Office

__all__ = ["KEYS", "HistoryDialog", "offer_history"]

KEYS = "Ctrl+Shift+H"


def _columns() -> "tuple[Column[MoveLine], ...]":
    """Give what moved first: in large type the last columns give way."""
    right = Align.RIGHT
    return (
        Column(
            "at",
            "时间",
            lambda m: _words(m, f"{m.at.astimezone():%Y-%m-%d %H:%M}"),
            width=136,
            least=110,
        ),
        Column("item", "项目", lambda m: _words(m, m.item), width=354, least=90),
        Column("old", "原值", lambda m: _values(m)[0], align=right, width=122, least=84),
        Column("new", "→ 新值", lambda m: _values(m)[1], align=right, width=150, least=96),
        Column("label", "操作", lambda m: _words(m, m.label), width=210, least=90),
        Column("who", "谁", lambda m: _words(m, m.who), width=104, least=64),
        Column(
            "state", "状态", lambda m: _words(m, "已撤销" if m.undone else ""), width=72, least=60
        ),
    )


def _words(line: "MoveLine", text: str) -> Cell:
    return Cell(text, tone=Tone.FAINT if line.undone else Tone.NORMAL, tip=text)


def _values(line: "MoveLine") -> tuple[Cell, Cell]:
    return moved_cells(line.old, line.new, line.unit, undone=line.undone)


class HistoryDialog(QDialog):
    """Lists every moved field of a unit, the newest first; follows the book; not modal."""

    def __init__(self, office: "Office", code: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = code
        self._office = office
        self.table: RecordTable[MoveLine] = RecordTable(
            _columns(), key=lambda m: (m.change_id, m.number), name="修改记录", numbered=False
        )
        self.table.setAccessibleName(f"{name}的修改记录")
        self.about = frame_history(self, f"修改记录 · {name}", (self.table,))
        fit(self, 1196, 520)
        office.changed.connect(self._read)
        office.closed.connect(self.close)
        self._read()
        self.table.setFocus()

    def _read(self, _changes: object = None) -> None:
        self._office.jobs.run(
            partial(_history, self.code),
            self._show,
            latest=f"townships.history.{self.code}",
            wrong=self._gone,
        )

    def _show(self, found: "UnitHistory") -> None:
        self.about.setText(
            f"{found.name}（{found.code}）：{len(found.acts)} 次改动、{len(found.lines)} 项，"
            "最新的在前。撤销也是一次改动，记录不会被抹去。"
        )
        self.table.show_rows(found.lines)
        if self.table.current() is None and found.lines:
            first = found.lines[0]
            self.table.select((first.change_id, first.number), "item")

    def _gone(self, error: OfficeError) -> bool:
        """Close when undoing took the unit itself away; other errors are told elsewhere."""
        if not isinstance(error, NotFound):
            return False
        self.close()
        return True


def offer_history(
    office: "Office", table: RecordTable[UnitOverview], panel: UnitPanel, page: QWidget
) -> None:
    """Let the panel's link, the table's menu and its keys open the history of a unit."""

    def show(code: str, name: str) -> None:
        for dialog in page.findChildren(HistoryDialog):
            if dialog.code == code and dialog.isVisible():
                dialog.raise_()
                dialog.activateWindow()
                return
        HistoryDialog(office, code, name, page).show()

    def show_current() -> None:
        current = table.current()
        if current is not None:
            show(current[0].code, current[0].name)

    action = QAction("修改记录…", table)
    action.setShortcut(KEYS)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(show_current)
    table.addAction(action)
    panel.history_asked.connect(show)


def _history(code: str, book: "Book", _progress: Progress) -> "UnitHistory":
    from townoffice.desk.moves import unit_history  # noqa: PLC0415  sqlalchemy is read by the worker

    return unit_history(book, code)
