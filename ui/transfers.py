"""编制调剂: what the newest adopted plan moves, carried out stage by stage by document.

Nothing moves by itself. The dialog shows who gives whom how many, what every unit comes to and that
nothing is lost; 执行… asks for the document of the stage that is next. It follows the book.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from townoffice.records import Category
from ui.headline import Headline
from ui.room import fit
from ui.style import wear
from ui.theme import px
from ui.transfers_acting import CarryOut
from ui.transfers_tables import LineTable, batch_table, move_table, moves_of
from ui.transfers_words import headline, years_words
from ui.transfers_work import Batch, Moving, batch_words, read_moving

if TYPE_CHECKING:
    from ui.office import Office

__all__ = ["Transfers"]

_MOST_YEARS = 5
_TABLES = {Category.ADMIN: "transfers", Category.INSTITUTION: "transfers-institution"}
_STAFFING = "staffing"
"""The link that leads to where plans are adopted."""


class Transfers(QDialog):
    """Shows a plan as it moves posts; not modal. ``to_staffing`` goes to the tab 编制测算."""

    def __init__(
        self, office: "Office", parent: QWidget, to_staffing: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("编制调剂")
        self._office, self._to_staffing = office, to_staffing
        self.moving: Moving | None = None
        self.headline = Headline(self)
        self.headline.link.connect(self._follow)
        self.category, self.years = self._categories(), self._year_box()
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.moves, self.lines, self.batches = move_table(), LineTable(), batch_table()
        self.act = QPushButton("执行…", self)
        self.print_plan = QPushButton("打印方案表", self)
        self.print_ledger = QPushButton("打印台账", self)
        self._arrange()
        fit(self, 1180, 760)
        self._connect()
        self._look()
        self._read()
        self.category.setFocus()

    def _categories(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName("类别")
        for category in _TABLES:
            box.addItem(category.label, category.value)
        return box

    def _year_box(self) -> QSpinBox:
        box = QSpinBox(self)
        box.setAccessibleName("逐步消化")
        box.setRange(0, _MOST_YEARS)
        box.setSuffix(" 年")
        box.setSpecialValueText("不分批")
        return box

    def _arrange(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(px(8))
        self._years_label = QLabel("逐步消化", self)
        fields = ((QLabel("类别", self), self.category), (self._years_label, self.years))
        for label, field in fields:
            label.setBuddy(field)
            choices.addWidget(label)
            choices.addWidget(field)
            choices.addSpacing(px(12))
        choices.addWidget(self.told, 1)
        beside = QSplitter(Qt.Orientation.Horizontal, self)
        beside.setChildrenCollapsible(False)
        beside.setHandleWidth(1)
        beside.addWidget(self.moves)
        beside.addWidget(self.lines)
        beside.setStretchFactor(0, 2)
        beside.setStretchFactor(1, 3)
        halves = QSplitter(Qt.Orientation.Vertical, self)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(1)
        halves.addWidget(beside)
        halves.addWidget(self.batches)
        halves.setStretchFactor(0, 4)
        halves.setStretchFactor(1, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(px(16), px(8), px(16), px(12))
        inner.setSpacing(px(10))
        inner.addLayout(choices)
        inner.addWidget(halves, 1)
        inner.addLayout(self._foot())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.headline)
        column.addLayout(inner, 1)
        halves.setSizes([px(420), px(130)])
        beside.setSizes([px(420), px(720)])

    def _foot(self) -> QHBoxLayout:
        close = QPushButton("关闭", self)
        close.clicked.connect(self.close)
        self.act.setProperty("primary", "true")
        row = QHBoxLayout()
        for button in (self.act, self.print_plan, self.print_ledger):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        for button in (self.act, self.print_plan, self.print_ledger, close):
            button.setAutoDefault(False)
        return row

    def _connect(self) -> None:
        office = self._office
        self.category.activated.connect(lambda _place: self._turn())
        self.years.valueChanged.connect(lambda _years: self._read())
        self.batches.current_changed.connect(lambda _batch, _column: self._look())
        self.act.clicked.connect(self._carry_out)
        self.print_plan.clicked.connect(self._print_plan)
        self.print_ledger.clicked.connect(lambda: office.print_table("transfer-ledger"))
        office.changed.connect(self._read)
        office.closed.connect(self.close)

    def _chosen(self) -> Category:
        return Category(self.category.currentData())

    def _turn(self) -> None:
        """Look at the other category, all at once as at first."""
        self.years.blockSignals(True)  # noqa: FBT003  Qt has no keyword here
        self.years.setValue(0)
        self.years.blockSignals(False)  # noqa: FBT003  Qt has no keyword here
        self._read()

    def _read(self, _changes: object = None) -> None:
        work = partial(read_moving, self._chosen(), self.years.value())
        self._office.jobs.run(work, self._show, latest="transfers")

    def _show(self, moving: Moving) -> None:
        if moving.category is not self._chosen():
            return
        self.moving = moving
        self.headline.set_text(*headline(moving, _STAFFING))
        self.moves.show_rows(moves_of(moving.sheet))
        self.lines.show_sheet(moving.sheet)
        self.batches.show_rows(moving.batches)
        ready = next((batch for batch in moving.batches if batch.ready), None)
        if ready is not None:
            self.batches.select((ready.plan_id, ready.stage.number), "stage")
        words, tone = years_words(moving, self.years.value())
        self.told.setText(words)
        wear(self.told, "tone", tone)
        self._look()

    def _batch(self) -> Batch | None:
        current = self.batches.current()
        return None if current is None else current[0]

    def _look(self) -> None:
        """Offer what can be done now."""
        moving, batch = self.moving, self._batch()
        ready = batch is not None and batch.ready
        at_once = ready and batch is not None and not batch.stage.number
        over = bool(moving and moving.held and at_once and not self.years.value())
        for part in (self.years, self._years_label):
            part.setVisible(bool(moving and moving.sheet and not moving.begun))
        words = batch_words(batch.stage.number) if batch is not None and ready else ""
        self.act.setText(f"执行{words}…")
        self.act.setEnabled(ready and not over and not self._office.read_only)
        self.act.setToolTip("先定逐步消化的年数" if over else "凭文件执行，可以撤销")
        self.print_plan.setEnabled(bool(moving and moving.sheet))
        self.print_ledger.setEnabled(bool(moving and moving.moved_before))

    def _carry_out(self) -> None:
        batch = self._batch()
        if batch is not None and batch.ready:
            CarryOut(self._office, batch, self.years.value(), self).open()

    def _print_plan(self) -> None:
        moving = self.moving
        if moving is not None and moving.sheet is not None:
            self._office.print_table(_TABLES[moving.category], moving.sheet.plan_id)

    def _follow(self, link: str) -> None:
        if link == _STAFFING:
            self._to_staffing()
            self.close()
