"""The history of the book as a list: who did what when, and what was taken back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from townoffice.feedback import Progress
from townoffice.records import Act
from ui.office import Office
from ui.room import fit
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone, px

if TYPE_CHECKING:  # sqlalchemy is read by the worker, after the frame is painted
    from townoffice.desk.books import Book

COLUMNS: tuple[Column[Act], ...] = (
    Column("number", "编号", lambda a: Cell(str(a.change_id), a.change_id), width=64),
    Column("at", "时间", lambda a: Cell(f"{a.at.astimezone():%Y-%m-%d %H:%M:%S}"), width=160),
    Column("label", "操作", lambda a: Cell(a.label, tone=_tone(a), tip=a.label), width=360),
    Column("rows", "条数", lambda a: Cell(f"{a.rows:,}", a.rows), align=Align.RIGHT, width=72),
    Column("who", "操作人", lambda a: Cell(a.who), width=140),
    Column("state", "状态", lambda a: Cell(_state(a), tone=_tone(a)), width=88),
    Column(
        "digest",
        "校验码",
        lambda a: Cell(a.digest[:12].upper(), tone=Tone.SECOND, tip=a.digest),
        width=130,
    ),
)


def _state(act: Act) -> str:
    if act.undone:
        return "已撤销"
    return f"对应第 {act.undoes} 号" if act.undoes is not None else ""


def _tone(act: Act) -> Tone:
    return Tone.FAINT if act.undone else Tone.NORMAL


class History(QDialog):
    """Lists every act, the newest first; follows the book; not modal."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("历史记录")
        self._office = office
        self.about = QLabel()
        self.about.setProperty("tone", "second")
        self.table = RecordTable(
            COLUMNS, key=lambda act: act.change_id, name="history", numbered=False
        )
        self.table.setAccessibleName("历史记录")
        self.undo, self.redo, close = QPushButton(), QPushButton(), QPushButton("关闭")
        self.undo.clicked.connect(office.undo)
        self.redo.clicked.connect(office.redo)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(10))
        column.addWidget(self.about)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        fit(self, 1040, 560)
        office.state_changed.connect(self._read)
        office.closed.connect(self.close)
        self._read()

    def _read(self) -> None:
        state = self._office.state
        if state is None:
            return
        for button, verb, act in (
            (self.undo, "撤销", state.undo),
            (self.redo, "重做", state.redo),
        ):
            button.setText(f"{verb} ‹{act.label}›" if act else verb)
            button.setEnabled(act is not None and not state.read_only)
        self._office.jobs.run(_acts, self._show, latest="history")

    def _show(self, acts: tuple[Act, ...]) -> None:
        self.about.setText(
            f"共 {len(acts)} 次改动，最新的在前。撤销也是一次改动，记录不会被抹去；"
            "校验码把每一次改动连成一条链。"
        )
        self.table.show_rows(acts)


def _acts(book: "Book", _progress: Progress) -> tuple[Act, ...]:
    return book.history()
