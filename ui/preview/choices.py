"""The line of choices above the paper: table, plan, zoom, page."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from townoffice.records import ShownContest
from ui.preview.paper import Fit, Zoom
from ui.preview.work import Made, Wish
from ui.theme import px

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.records import Plan

PERCENTS = (50, 75, 100, 125, 150, 200, 300, 400)
ZOOMS: tuple[Zoom, ...] = (Fit.WIDTH, Fit.PAGE, *PERCENTS)

LONGEST_NOTE = 12

NEWEST = "最近采用的方案"
DRAFT = "测算稿（按现在的数据）"
ON_SCREEN = "测算稿（屏幕上的测算）"
CONTEST = "屏幕上的考核"
PLAN, UNIT = ("方案(&A)", "按哪个方案"), ("单位(&A)", "哪个单位的表")
"""What the second choice is for: its label and its accessible name."""


class Choices(QWidget):
    """What to look at and how large; says what was chosen and keeps nothing else."""

    wished = Signal(object)
    """A :class:`Wish`: another table, plan or draft."""
    zoomed = Signal(object)
    """A :class:`Zoom`."""
    paged = Signal(int)
    """A page, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made: Made | None = None
        self.tables = self._box("要打印的表", 260)
        self.plans = self._box("按哪个方案", 220)
        self.zoom = self._box("显示比例", 96)
        for zoom in ZOOMS:
            self.zoom.addItem(zoom.value if isinstance(zoom, Fit) else f"{zoom} %", zoom)
        self.page = QSpinBox(self)
        self.page.setAccessibleName("页码")
        self.page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.page.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.page.setKeyboardTracking(False)
        self.page.setFixedWidth(px(48))
        self.pages = QLabel(self)
        self._line_up()
        self.tables.activated.connect(self._wish_table)
        self.plans.activated.connect(lambda index: self.wished.emit(self.plans.itemData(index)))
        self.zoom.activated.connect(lambda index: self.zoomed.emit(self.zoom.itemData(index)))
        self.page.valueChanged.connect(lambda number: self.paged.emit(number - 1))

    def show_made(self, made: Made, order_wish: Wish | None) -> None:
        """List the tables and the plans of the one shown; ``order_wish``: the draft on screen."""
        self._made = made
        self.tables.clear()
        for table in made.tables:
            self.tables.addItem(table.title, table.id)
        self.tables.setCurrentIndex(self.tables.findData(made.wish.table_id))
        self._ask_for(UNIT if made.units else PLAN)
        self.plans.clear()
        if made.units:
            self._list_units(made)
            return
        wish = made.wish
        year = wish.year
        if order_wish is not None and order_wish.table_id == wish.table_id:
            contest = isinstance(order_wish.order, ShownContest)
            self.plans.addItem(CONTEST if contest else ON_SCREEN, order_wish)
        if any(year in {None, plan.result.year} for plan in made.plans):
            self.plans.addItem(NEWEST, Wish(wish.table_id, year, unit=wish.unit))
            self.plans.addItem(DRAFT, Wish(wish.table_id, year, draft=True, unit=wish.unit))
        else:
            words = DRAFT if made.planned else "按现在的数据"
            self.plans.addItem(words, Wish(wish.table_id, year, unit=wish.unit))
        for plan in made.plans:
            self.plans.addItem(plan_text(plan), Wish(wish.table_id, year, plan_id=plan.id))
        at = next((n for n in range(self.plans.count()) if self.plans.itemData(n) == wish), 0)
        self.plans.setCurrentIndex(at)
        self.plans.setEnabled(self.plans.count() > 1)

    def _ask_for(self, what: tuple[str, str]) -> None:
        label, name = what
        self.plan_label.setText(label)
        self.plans.setAccessibleName(name)

    def _list_units(self, made: Made) -> None:
        """Have a table of one unit choose the unit instead of a plan."""
        for code, name in made.units:
            self.plans.addItem(name, replace(made.wish, unit=code))
        self.plans.setCurrentIndex(self.plans.findData(made.wish))
        self.plans.setEnabled(len(made.units) > 1)

    def show_count(self, pages: int) -> None:
        """Say how many pages there are."""
        with QSignalBlocker(self.page):
            self.page.setRange(1, max(1, pages))
        self.pages.setText(f"/ {pages} 页")

    def show_page(self, page: int) -> None:
        """Say which page is in view."""
        with QSignalBlocker(self.page):
            self.page.setValue(page + 1)

    def show_zoom(self, zoom: Zoom) -> None:
        """Say which zoom is in force; one between the listed ones is written out."""
        index = self.zoom.findData(zoom)
        if index < 0:
            self.zoom.setPlaceholderText(f"{zoom} %")
        self.zoom.setCurrentIndex(index)

    def _wish_table(self, index: int) -> None:
        if self._made is not None:
            self.wished.emit(self._made.wish.of_table(str(self.tables.itemData(index))))

    def _box(self, name: str, width: int) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setMinimumWidth(px(width))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _line_up(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), px(6), px(16), px(6))
        row.setSpacing(px(8))
        self.plan_label = self._label(PLAN[0], self.plans)
        for label, widget in (
            (self._label("表(&T)", self.tables), self.tables),
            (self.plan_label, self.plans),
        ):
            row.addWidget(label)
            row.addWidget(widget)
            row.addSpacing(px(8))
        row.addStretch(1)
        row.addWidget(self._label("比例(&Z)", self.zoom))
        row.addWidget(self.zoom)
        row.addSpacing(px(8))
        row.addWidget(self._label("第(&G)", self.page))
        row.addWidget(self.page)
        row.addWidget(self.pages)

    def _label(self, text: str, widget: QWidget) -> QLabel:
        label = QLabel(text, self)
        label.setBuddy(widget)
        label.setProperty("tone", "second")
        return label


def plan_text(plan: "Plan") -> str:
    """Name a plan by its number, its year and why it was adopted."""
    note = plan.note if len(plan.note) <= LONGEST_NOTE else f"{plan.note[: LONGEST_NOTE - 1]}…"
    return f"方案 {plan.id}：{plan.result.year}年度，{note}"


def nearest_percent(percent: int, step: int) -> int:
    """Give the next listed zoom above (+1) or below (−1)."""
    if step > 0:
        return next((p for p in PERCENTS if p > percent), PERCENTS[-1])
    return next((p for p in reversed(PERCENTS) if p < percent), PERCENTS[0])
