"""What a method that is being made comes to: unit by unit, now and tried, and the total's check."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from townoffice.desk.own_method_trial import Checked
from townoffice.records import Category, StaffingResult, StaffingRow
from ui.pages.staffing_words import signed
from ui.style import wear
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone, px

__all__ = ["TrialPanel"]


class TrialPanel(QWidget):
    """The trial at the right; ``turned`` when another category is to be tried."""

    turned = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.result: StaffingResult | None = None
        self.category = QComboBox(self)
        self.category.setAccessibleName("试算类别")
        for category in (Category.ADMIN, Category.INSTITUTION):
            self.category.addItem(category.label, category.value)
        self.category.activated.connect(lambda _place: self.turned.emit())
        self.said = QLabel("正在试算…", self)
        self.said.setWordWrap(True)
        self.table = RecordTable[StaffingRow](
            _columns(),
            key=lambda row: row.code,
            name="method-trial",
            total=self._total,
            pinned=self._pinned,
            filters=False,
            numbered=False,
        )
        self.table.setAccessibleName("试算结果")
        head = QHBoxLayout()
        name = QLabel("试算", self)
        name.setProperty("role", "name")
        head.addWidget(name)
        head.addStretch(1)
        head.addWidget(self.category)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(4), px(20), px(12))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)

    def chosen(self) -> Category:
        """Give the category to try."""
        return Category(self.category.currentData())

    def show_trial(self, checked: Checked) -> None:
        """Show a trial, or why there is none."""
        self.result = result = checked.result
        self.table.show_rows(() if result is None else result.rows)
        if result is not None:
            self._say(_check_words(result), "second")
        elif checked.error:
            self._say(checked.error, "red")
        else:
            self._say("有填错的地方，改好后自动试算。", "red")

    def _say(self, words: str, tone: str) -> None:
        self.said.setText(words)
        wear(self.said, "tone", tone)

    def _total(self, rows: Sequence[StaffingRow]) -> Sequence[Cell]:
        if not rows:
            return (Cell("合计"), Cell(), Cell(), Cell())
        posts = sum(row.posts for row in rows)
        now = _sum([row.current for row in rows])
        change = None if now is None else posts - now
        return (
            Cell("合计"),
            _count(now),
            _count(posts),
            Cell("" if change is None else signed(change)),
        )

    def _pinned(self, _rows: Sequence[StaffingRow]) -> Sequence[Sequence[Cell]]:
        if self.result is None or not self.result.reserve:
            return ()
        return ((Cell("留县周转"), Cell(), _count(self.result.reserve), Cell()),)


def _check_words(result: StaffingResult) -> str:
    """Say how the total falls into its parts, and that it comes out."""
    given = sum(row.posts for row in result.rows)
    reserve = f" ＋ 留县周转 {result.reserve} 名" if result.reserve else ""
    words = f"各单位 {given} 名{reserve} ＝ 总量 {result.total} 名，相符。"
    moved = sum(1 for row in result.rows if row.change)
    words += f"{moved} 个单位与现有不同。"
    if result.ties:
        words += f"有 {len(result.ties)} 处余数相同，采用方案时再定给谁。"
    return words


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _count(count: int | None) -> Cell:
    return Cell("—", tone=Tone.FAINT) if count is None else Cell(f"{count:,}", number=count)


def _change(row: StaffingRow) -> Cell:
    if row.change is None:
        return Cell("—", tone=Tone.FAINT)
    tone = Tone.FAINT if not row.change else Tone.RED if row.change < 0 else Tone.ACCENT
    return Cell(signed(row.change), number=row.change, tone=tone)


def _columns() -> tuple[Column[StaffingRow], ...]:
    return (
        Column("name", "单位", lambda row: Cell(row.name), width=108, frozen=True),
        Column("now", "现有", lambda r: _count(r.current), unit="名", align=Align.RIGHT, width=64),
        Column("posts", "试算", lambda r: _count(r.posts), unit="名", align=Align.RIGHT, width=64),
        Column("change", "增减", _change, align=Align.RIGHT, width=64),
    )
