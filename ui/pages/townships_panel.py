"""The panel beside the table of 乡镇街道: the unit, how near it is, 依据, and the bars."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from townoffice.records import Classification, Overview, SizeClass, Step, UnitOverview
from ui.charts import Bar, BarPicture, ChartView, Line
from ui.explain import StepTree
from ui.explain_rows import figure
from ui.theme import Tone, font, px, sign, theme

__all__ = ["UnitPanel", "bar_picture"]

_MOST = 60
"""Bars drawn at once; in a larger county those around the chosen unit."""


class ClassChip(QWidget):
    """The class of the unit as a chip, as in the table."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._size: SizeClass | None = None

    def show_class(self, size: SizeClass | None) -> None:
        """Show a class, or nothing."""
        self._size = size
        self.setAccessibleName(size.label if size else "未分类")
        self.setVisible(size is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """Be as large as the chips in the table."""
        words = self._size.label if self._size else ""
        return QSize(QFontMetrics(font("note")).horizontalAdvance(words) + px(15), px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it filled, pale or outlined, by class."""
        if self._size is None:
            return
        colours = theme()
        looks = {
            SizeClass.FIRST: (colours.accent, colours.accent, colours.on_accent),
            SizeClass.SECOND: (colours.selection, colours.accent, colours.accent),
            SizeClass.THIRD: (colours.panel, colours.rule, colours.second),
        }
        ground, edge, ink = looks[self._size]
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(edge, 1))
            painter.setBrush(ground)
            place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(place, px(4), px(4))
            painter.setPen(ink)
            painter.setFont(font("note", bold=self._size is SizeClass.FIRST))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._size.label)


class Hint(QFrame):
    """One amber line: how near the unit is to a cut line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "amber")
        self._mark = QLabel(self)
        self._words = QLabel(self)
        self._words.setProperty("tone", "amber")
        self._words.setProperty("role", "note")
        self._words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(10), px(6), px(10), px(6))
        row.setSpacing(px(8))
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        self._dress()

    def say(self, text: str) -> None:
        """Show a hint, or nothing."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """Give what is said."""
        return self._words.text()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new colours when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        self._mark.setPixmap(sign("warning", Tone.AMBER, 14))


class UnitPanel(QFrame):
    """Everything beside the table about one unit."""

    unit_chosen = Signal(str)
    history_asked = Signal(str, str)
    """Code and name of the unit whose 修改记录 are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setAccessibleName("所选单位")
        self._unit = ("", "")
        self._name, self._who = self._label(role="name"), self._label(tone="second")
        self.chip = ClassChip(self)
        self.hint = Hint(self)
        self._asked = self._label(tone="second", role="note")
        self._asked.setStyleSheet("font-weight: bold")
        self.history = QPushButton("修改记录…", self)
        self.history.setProperty("link", "true")
        self.history.setAutoDefault(False)
        self.history.setToolTip("这个单位的哪些数何时由谁改过")
        self.history.clicked.connect(lambda: self.history_asked.emit(*self._unit))
        self.steps = StepTree(self)
        self._rule = QFrame(self)
        self._rule.setProperty("ground", "grid")
        self._rule.setFixedHeight(1)
        self._title, self._count = (
            self._label(tone="second", role="note"),
            self._label(tone="second", role="note"),
        )
        self._title.setStyleSheet("font-weight: bold")
        self._title.setText("总指数与分界线")
        self.chart = ChartView("总指数与分界线", self)
        self.chart.clicked.connect(self.unit_chosen)
        self._arrange()
        self.clear()

    def clear(self) -> None:
        """Show nothing: no unit is chosen."""
        self._name.setText("")
        self._who.setText("")
        self.chip.show_class(None)
        self.hint.say("")
        self.history.hide()
        self.show_reason(None)
        self._show_picture(None, 0)

    def show_unit(self, page: Overview, unit: UnitOverview) -> None:
        """Show a unit's head, hint and place among the others; the reason comes apart."""
        township = unit.figures.township
        self._unit = (unit.code, township.name)
        self._name.setText(township.name)
        self.history.show()
        self._who.setText(f"{township.code} · {township.kind.value}")
        self.chip.show_class(unit.size_class)
        self.hint.say(unit.hint)
        picture = bar_picture(page.classification, page.units, unit.code)
        self._show_picture(picture, len(page.units))

    def show_reason(self, step: Step | None) -> None:
        """Show how a figure came to be."""
        self._asked.setText(_question(step))
        self.steps.show_step(step)

    def _show_picture(self, picture: BarPicture | None, count: int) -> None:
        for part in (self._rule, self._title, self._count, self.chart):
            part.setVisible(picture is not None)
        self._count.setText(f"{count:,} 个单位")
        self.chart.set_picture(picture)

    def _label(self, *, tone: str = "", role: str = "") -> QLabel:
        label = QLabel(self)
        label.setProperty("tone", tone)
        label.setProperty("role", role)
        return label

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self._name)
        head.addWidget(self._who)
        head.addStretch(1)
        head.addWidget(self.chip)
        asked = QHBoxLayout()
        asked.addWidget(self._asked, 1)
        asked.addWidget(self.history)
        title = QHBoxLayout()
        title.addWidget(self._title)
        title.addStretch(1)
        title.addWidget(self._count)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(16), px(12), px(16), px(8))
        whole.setSpacing(px(6))
        whole.addLayout(head)
        whole.addWidget(self.hint)
        whole.addLayout(asked)
        whole.addWidget(self.steps)
        whole.addWidget(self._rule)
        whole.addLayout(title)
        whole.addWidget(self.chart, 1)
        whole.addStretch(0)


def bar_picture(
    result: Classification | None, units: Sequence[UnitOverview], chosen: str
) -> BarPicture | None:
    """Draw the index of every unit with the cut lines; None where there is no index."""
    placed = [unit for unit in units if unit.row is not None and unit.row.index is not None]
    if result is None or not placed:
        return None
    lines = tuple(
        Line(Fraction(str(value.value)), f"{value.label} {value.value}")
        for name in ("cut_2", "cut_1")
        for value in result.parameters
        if value.name == f"classification.{name}" and _has_lines(placed)
    )
    return BarPicture(tuple(_bar(unit, chosen) for unit in _around(placed, chosen)), lines)


def _has_lines(units: Sequence[UnitOverview]) -> bool:
    """Tell whether the index has cut lines at all; one by shares or spans has none."""
    return any(unit.row is not None and unit.row.nearest_cut is not None for unit in units)


def _around(units: Sequence[UnitOverview], chosen: str) -> Sequence[UnitOverview]:
    if len(units) <= _MOST:
        return units
    at = next((n for n, unit in enumerate(units) if unit.code == chosen), 0)
    first = min(max(0, at - _MOST // 2), len(units) - _MOST)
    return units[first : first + _MOST]


def _bar(unit: UnitOverview, chosen: str) -> Bar:
    assert unit.row is not None
    index = unit.row.index or Fraction(0)
    tone = Tone.AMBER if unit.row.near_cut else Tone.NORMAL
    tip = f"{unit.name} {figure(index, 2)}" + (f"，{unit.hint}" if unit.hint else "")
    return Bar(unit.code, unit.name, index, figure(index, 2), tone, unit.code == chosen, tip)


def _question(step: Step | None) -> str:
    if step is None:
        return ""
    if isinstance(step.value, int | Fraction):
        unit = "" if step.unit == "点" else step.unit
        return f"依据：{figure(step.value, step.decimals)} {unit}是怎么来的"
    return f"依据：{step.value} 是怎么来的" if step.value else "依据"
