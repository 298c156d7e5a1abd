"""The view 比较: up to four plans side by side, who wins and loses, and how even they are."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from townoffice.desk.side_by_side import MOST, NOW
from townoffice.records import PlanBeside, SideBySide, UnitBeside, shown
from ui.charts import Dumbbell, DumbbellPicture
from ui.pages.staffing_flow import Flow, beside
from ui.pages.staffing_words import signed
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone, px

__all__ = ["CompareView", "comparison_columns", "pair_picture", "summary_rows"]

_PLACES = ("第一", "第二", "第三", "第四")


class CompareView(QWidget):
    """Four lists to choose plans from, the table, and which two the picture shows."""

    chosen = Signal(object)
    """The keys of the plans, in their order."""
    pair_chosen = Signal()
    print_wanted = Signal()
    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: SideBySide | None = None
        self._columns: tuple[Column[UnitBeside], ...] = ()
        self._layout_of_table: object = None
        self.plans = tuple(self._list(f"{place}个方案") for place in _PLACES)
        self.left, self.right = self._list("图中实心点"), self._list("图中菱形")
        self.print = QPushButton("打印对照表…", self)
        self.print.setAutoDefault(False)
        self.table = RecordTable[UnitBeside](
            (),
            key=lambda unit: unit.code,
            name="staffing-compare",
            total=lambda rows: total_cells(self._columns, rows),
            pinned=lambda _rows: () if self.found is None else summary_rows(self.found),
            filters=False,
        )
        self.table.setAccessibleName("方案比较")
        self._lay_out()
        for box in self.plans:
            box.activated.connect(lambda _n: self.chosen.emit(self.keys()))
        for box in (self.left, self.right):
            box.activated.connect(lambda _n: self.pair_chosen.emit())
        self.print.clicked.connect(lambda _on: self.print_wanted.emit())
        self.table.current_changed.connect(
            lambda unit, _key: None if unit is None else self.picked.emit(unit.code)
        )

    def _list(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _lay_out(self) -> None:
        line = Flow(px(12), px(8), middle=True)
        words = QLabel("并排比较", self)
        words.setProperty("tone", "second")
        line.addWidget(words)
        for box in self.plans:
            line.addWidget(box)
        for word, box in (("图中 ●", self.left), ("◇", self.right)):
            line.addWidget(beside(word, box))
        line.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        holder = QWidget(self)
        around = QVBoxLayout(holder)
        around.setContentsMargins(px(20), px(8), px(16), px(8))
        around.addLayout(line)
        column.addWidget(holder)
        column.addWidget(self.table, 1)

    def keys(self) -> tuple[str, ...]:
        """Give the keys chosen, each once."""
        found = [str(box.currentData()) for box in self.plans if box.currentData() is not None]
        return tuple(dict.fromkeys(found))

    def show_comparison(self, found: SideBySide, offered: Sequence[tuple[str, str]]) -> None:
        """Show a comparison, and what could be chosen instead."""
        self.found = found
        keys = [plan.key for plan in found.plans]
        for place, box in enumerate(self.plans):
            nothing = [("（不选）", None)] if place else []
            fill(box, [*nothing, *((name, key) for key, name in offered)], keys[place : place + 1])
        self._show_pair(found)
        made = comparison_columns(found)
        layout = tuple((column.key, column.name) for column in made)
        self._columns = made
        if layout != self._layout_of_table:
            self._layout_of_table = layout
            self.table.set_columns(made)
        self.table.show_rows(found.units)

    def _show_pair(self, found: SideBySide) -> None:
        plans = [plan for plan in found.plans if plan.key != NOW] or list(found.plans)
        listed = [(plan.name, plan.key) for plan in plans]
        keys = [plan.key for plan in plans]
        for place, box in enumerate((self.left, self.right)):
            held = box.currentData()
            wanted = held if held in keys else keys[min(place, len(keys) - 1)]
            fill(box, listed, [wanted])

    def pair(self) -> tuple[PlanBeside, PlanBeside] | None:
        """Give the two plans the picture shows."""
        if self.found is None:
            return None
        plans = {plan.key: plan for plan in self.found.plans}
        left, right = self.left.currentData(), self.right.currentData()
        return (plans[left], plans[right]) if left in plans and right in plans else None


def fill(box: QComboBox, listed: Sequence[tuple[str, object]], chosen: Sequence[object]) -> None:
    """List words with their keys; the first of ``chosen`` is shown, else the first line."""
    held = [(box.itemText(n), box.itemData(n)) for n in range(box.count())]
    if held != list(listed):
        box.clear()
        for words, key in listed:
            box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen[0]) if chosen else 0))


def comparison_columns(found: SideBySide) -> tuple[Column[UnitBeside], ...]:
    """Give the columns: one plan each, with what it moves, and how far they are apart."""
    made: list[Column[UnitBeside]] = [
        Column("name", "单位", lambda u: Cell(u.name), width=100, frozen=True, rule=True)
    ]
    for place, plan in enumerate(found.plans[:MOST]):
        made.append(_posts(place, plan))
        if plan.key != NOW:
            made.append(_change(place, plan))
    made.append(
        Column("spread", "最大相差", _spread, align=Align.RIGHT, width=84, rule=True, unit="名")
    )
    return tuple(made)


def _posts(place: int, plan: PlanBeside) -> Column[UnitBeside]:
    now = plan.key == NOW

    def cell(unit: UnitBeside) -> Cell:
        return _number(unit.posts[place], bold=not now)

    group = "" if now else _group(plan)
    title = plan.name if now else "核定"
    return Column(f"posts_{place}", title, cell, group=group, align=Align.RIGHT, width=74, rule=now)


def _group(plan: PlanBeside) -> str:
    return plan.name if plan.adopted else f"{plan.name} · 未采用"


def _change(place: int, plan: PlanBeside) -> Column[UnitBeside]:
    def cell(unit: UnitBeside) -> Cell:
        return _difference(unit.changes[place])

    return Column(
        f"change_{place}",
        "比现有",
        cell,
        group=_group(plan),
        align=Align.RIGHT,
        width=84,
        rule=True,
    )


def _number(value: int | None, *, bold: bool = False) -> Cell:
    if value is None:
        return Cell("—", tone=Tone.FAINT)
    return Cell(f"{value:,}", value, bold=bold)


def _difference(value: int | None, *, bold: bool = False) -> Cell:
    """Write a change: who wins in the accent, who loses in amber."""
    if value is None:
        return Cell("—", tone=Tone.FAINT)
    tone = Tone.ACCENT if value > 0 else Tone.AMBER if value < 0 else Tone.FAINT
    return Cell(signed(value), value, tone, bold)


def _spread(unit: UnitBeside) -> Cell:
    return _number(unit.spread)


def total_cells(columns: Sequence[Column[UnitBeside]], rows: Sequence[UnitBeside]) -> list[Cell]:
    """Sum the rows in sight; the largest distance is no sum."""
    made = []
    for column in columns:
        kind, _, place = column.key.partition("_")
        if kind not in {"posts", "change"}:
            made.append(Cell("合计" if kind == "name" else "", bold=True))
            continue
        figures = [(u.posts if kind == "posts" else u.changes)[int(place)] for u in rows]
        known = [figure for figure in figures if figure is not None]
        total = sum(known) if known else None
        made.append(_number(total, bold=True) if kind == "posts" else _difference(total, bold=True))
    return made


def summary_rows(found: SideBySide) -> tuple[tuple[Cell, ...], ...]:
    """Give what every plan comes to: the reserve, winners and losers, and how even it is."""
    moves = [(f"{plan.gaining} 增", f"{plan.losing} 减") for plan in found.plans]
    even = [("—" if plan.gini is None else shown(plan.gini, 4), "") for plan in found.plans]
    far = [
        ("—", "") if plan.widest is None else (shown(plan.widest, 2), plan.widest_unit)
        for plan in found.plans
    ]
    rows = [
        _summary(found, "增减单位数", moves, "比现有多、比现有少的单位数"),
        _summary(found, "基尼系数", even, "万人编制数（按常住人口）的基尼系数，越小越均衡"),
        _summary(found, "最大偏离", far, "万人编制数离全县平均最远的单位"),
    ]
    if any(plan.reserve for plan in found.plans):
        kept = [(str(plan.reserve), "") for plan in found.plans]
        rows.insert(0, _summary(found, "县留周转", kept, "没有给单位的名数"))
    return tuple(rows)


def _summary(
    found: SideBySide, name: str, texts: Sequence[tuple[str, str]], tip: str
) -> tuple[Cell, ...]:
    cells = [Cell(name, tip=tip)]
    for plan, (first, second) in zip(found.plans, texts, strict=True):
        if plan.key == NOW:
            cells.append(Cell("" if "增" in first else first, tip=f"{tip} {second}".strip()))
        else:
            cells += [Cell(first, tip=tip), Cell(second, tip=tip)]
    return (*cells, Cell(""))


def pair_picture(found: SideBySide, pair: tuple[PlanBeside, PlanBeside]) -> DumbbellPicture:
    """Draw the posts now, by the one plan and by the other."""
    left, right = pair
    places = [found.plans.index(plan) for plan in pair]
    now = next((place for place, plan in enumerate(found.plans) if plan.key == NOW), None)

    def present(unit: UnitBeside) -> int | None:
        if now is not None:
            return unit.posts[now]
        posts, change = unit.posts[places[0]], unit.changes[places[0]]
        return None if posts is None or change is None else posts - change

    rows = []
    for unit in found.units:
        one, other = (unit.posts[place] for place in places)
        apart = None if one is None or other is None else other - one
        text = "—" if apart is None else signed(apart)
        rows.append(Dumbbell(unit.code, unit.name, present(unit), one, other, text))
    return DumbbellPicture(tuple(rows), ("现有", left.name, right.name), "◇ 比 ●")
