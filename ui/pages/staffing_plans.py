"""The plans a book keeps: drafts and adopted ones, to compare with, go on from, print or drop."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from townoffice.desk.staffing import DRAFT
from townoffice.records import Plan, StaffingResult
from ui.room import fit
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import px

__all__ = ["PlansDialog", "plan_name"]


def plan_name(plan: Plan) -> str:
    """Name a plan in a few words: a draft by its own name, an adopted one by its number."""
    return plan.title if plan.topic == DRAFT else f"已采用方案 {plan.id}"


def _columns() -> tuple[Column[Plan], ...]:
    right = Align.RIGHT
    return (
        Column("name", "方案", lambda plan: Cell(plan_name(plan), bold=True), width=140),
        Column("state", "状态", _state, align=Align.CENTER, width=84),
        Column("year", "年度", lambda plan: Cell(str(plan.result.year)), align=right, width=64),
        Column("category", "类别", _of_result(lambda r: Cell(r.category.label)), width=92),
        Column(
            "total",
            "总量",
            _of_result(lambda r: Cell(f"{r.total:,}", r.total)),
            align=right,
            width=72,
            unit="名",
        ),
        Column("when", "时间", _when, width=136),
        Column("note", "说明", lambda plan: Cell(plan.note, tip=plan.note), width=240),
    )


def _state(plan: Plan) -> Cell:
    return Cell("草案", chip=2) if plan.topic == DRAFT else Cell("已采用", chip=0)


def _when(plan: Plan) -> Cell:
    return Cell(f"{plan.adopted_at.astimezone():%Y-%m-%d %H:%M}" if plan.adopted_at else "")


def _of_result(cell: Callable[[StaffingResult], Cell]) -> Callable[[Plan], Cell]:
    def made(plan: Plan) -> Cell:
        return cell(plan.result) if isinstance(plan.result, StaffingResult) else Cell()

    return made


class PlansDialog(QDialog):
    """Lists the plans, newest first, with what can be done with the chosen one."""

    compare_wanted = Signal(object)
    open_wanted = Signal(object)
    print_wanted = Signal(object)
    drop_wanted = Signal(object)

    def __init__(
        self, plans: Sequence[Plan], *, read_only: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("已存方案")
        fit(self, 880, 380)
        self._read_only = read_only
        self.table = RecordTable[Plan](
            _columns(), key=lambda plan: plan.id, name="已存方案", numbered=False, filters=False
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(12))
        column.setSpacing(px(10))
        if not plans:
            words = "还没有方案。“另存方案…”存一个草案供对照，“采用方案…”存正式方案。"
            column.addWidget(QLabel(words, self))
        column.addWidget(self.table, 1)
        column.addLayout(self._make_buttons())
        self.table.show_rows(tuple(reversed(plans)))
        if plans:
            self.table.select(plans[-1].id, "name")
        self.table.current_changed.connect(self._look)
        self._look()

    def chosen(self) -> Plan | None:
        """Give the plan that is chosen."""
        current = self.table.current()
        return None if current is None else current[0]

    def _make_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(px(8))
        self.compare = self._button(line, "作对照", self.compare_wanted)
        self.go_on = self._button(line, "按它的参数继续测算", self.open_wanted)
        self.print = self._button(line, "打印…", self.print_wanted)
        self.drop = self._button(line, "删除草案", self.drop_wanted)
        line.addStretch(1)
        close = QPushButton("关闭", self)
        close.clicked.connect(self.reject)
        line.addWidget(close)
        return line

    def _button(self, line: QHBoxLayout, words: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on: self._ask(wanted))
        line.addWidget(button)
        return button

    def _ask(self, wanted: SignalInstance) -> None:
        plan = self.chosen()
        if plan is not None:
            wanted.emit(plan)
            self.accept()

    def _look(self, _row: object = None, _key: str = "") -> None:
        plan = self.chosen()
        for button in (self.compare, self.go_on, self.print):
            button.setEnabled(plan is not None)
        self.drop.setEnabled(plan is not None and plan.topic == DRAFT and not self._read_only)
