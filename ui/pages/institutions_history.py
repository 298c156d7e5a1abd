"""沿革…: how a unit's institutions came to be, act by act, and the register of any day."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from townoffice.records import Institution, Township
from ui.answers import Told
from ui.days import today, typed_day
from ui.pages import institutions_work as work
from ui.pages.institutions_columns import COLUMNS, total_cells
from ui.pages.institutions_lines import Line, LineKind, lines_of
from ui.room import fit
from ui.style import wear
from ui.tables import Cell, Column, RecordTable
from ui.theme import Tone, px

if TYPE_CHECKING:
    from townoffice.desk.institution_views import LineageEvent, UnitPage
    from ui.office import Office

__all__ = ["LineageDialog"]


def _on(event: "LineageEvent") -> Cell:
    return Cell(event.on.isoformat()) if event.on else Cell("不详", tone=Tone.FAINT)


def _doc(event: "LineageEvent") -> Cell:
    return Cell(event.doc_no) if event.doc_no else Cell("—", tone=Tone.FAINT)


_EVENTS: "tuple[Column[LineageEvent], ...]" = (
    Column("on", "日期", _on, width=96, frozen=True),
    Column("act", "事项", lambda event: Cell(event.act), width=84),
    Column("name", "机构或牌子", lambda event: Cell(event.name), width=200),
    Column(
        "detail", "内容", lambda event: Cell(event.detail, tip=event.detail), width=270, least=120
    ),
    Column("doc_no", "文号", _doc, width=150),
)


class LineageDialog(QDialog):
    """Two tabs: 沿革 by event, and 登记册 as of a day; not modal, follows the book."""

    def __init__(
        self, office: "Office", unit: Township, held: Institution | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"机构沿革 · {unit.name}")
        self._office, self._unit, self._held = office, unit, held
        self._events: tuple[LineageEvent, ...] = ()
        self._page: UnitPage | None = None
        self._lines: tuple[Line, ...] = ()
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("沿革或登记册")
        self.tabs.setExpanding(False)
        for words in ("沿革", "某日的登记册"):
            self.tabs.addTab(words)
        self.stack = QStackedWidget(self)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.events: RecordTable[LineageEvent] = RecordTable(
            _EVENTS, key=lambda event: event, name="机构沿革", row_height=30
        )
        self.register: RecordTable[Line] = RecordTable(
            tuple(column for column in COLUMNS if column.key != "check"),
            key=lambda line: line.key,
            name="某日的登记册",
            total=lambda rows: total_cells(self._page, rows, len(self._lines))[: len(COLUMNS) - 1],
            heads=lambda line: line.kind is LineKind.HEAD,
            row_height=30,
        )
        self.only = QCheckBox(self)
        self.day = QLineEdit(today().isoformat(), self)
        self.told = Told(self)
        self._arrange()
        fit(self, 920, 560)
        office.changed.connect(self._read)
        office.closed.connect(self.close)
        self._read()
        self.events.setFocus()

    def _arrange(self) -> None:
        self.only.setText(f"只看{self._held.name}" if self._held else "")
        self.only.setVisible(self._held is not None)
        self.only.toggled.connect(lambda _on: self._filter())
        for words, part, table in (
            ("只看", self.only, self.events),
            ("截至", self._day_row(), self.register),
        ):
            side = QWidget(self)
            side.setAccessibleName(words)
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(px(8))
            column.addWidget(part)
            column.addWidget(table, 1)
            self.stack.addWidget(side)
        close = QPushButton("关闭", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        paper = QPushButton("打印沿革表", self)
        paper.setAutoDefault(False)
        paper.clicked.connect(lambda _on: self._office.print_table("lineage"))
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(paper)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(8), px(16), px(12))
        column.setSpacing(px(8))
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)

    def _day_row(self) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        label = QLabel("截至", row)
        label.setBuddy(self.day)
        self.day.setAccessibleName("截至哪一天")
        self.day.setPlaceholderText("如 2019-12-31")
        self.day.setFixedWidth(px(140))
        self.day.editingFinished.connect(self._read)
        line.addWidget(label)
        line.addWidget(self.day)
        line.addStretch(1)
        return row

    def _read(self, _changes: object = None) -> None:
        day = typed_day(self.day.text())
        wear(self.day, "wrong", "true" if day is None else "false")
        if day is None:
            self.told.say("日期写成 2019-12-31", "red")
            return
        job = partial(work.read_history, self._unit.code, day)
        self._office.jobs.run(job, partial(self._take, day), latest="institutions.history")

    def _take(self, day: date, history: work.History) -> None:
        self._events = history.events
        self._filter()
        self._page = history.register.unit(self._unit.code)
        self._lines = lines_of(self._page, editable=False) if self._page else ()
        self.register.show_rows(self._lines)
        count = self._page.register.count if self._page else 0
        said = f"{day.isoformat()} 有机构 {count} 个" if self._page else "那一天还没有这个单位"
        self.told.say(f"沿革 {len(self._events)} 条；{said}")

    def _filter(self) -> None:
        """Show the events of one institution, or of all."""
        number = self._held.number if self._held and self.only.isChecked() else None
        rows = [e for e in self._events if number is None or e.number == number]
        self.events.show_rows(rows)
