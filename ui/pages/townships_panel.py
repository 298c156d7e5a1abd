"""The panel beside the table of 乡镇街道: the unit, how near it is, 依据, and the picture."""

from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from townoffice.records import Overview, SizeClass, Step, UnitOverview
from ui.explain import StepTree
from ui.explain_rows import figure
from ui.links import link_button
from ui.pages.townships_class import class_words
from ui.pages.townships_pictures import UnitPictures
from ui.theme import font, px, theme
from ui.warning_line import WarningLine

__all__ = ["UnitPanel"]


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


class Hint(WarningLine):
    """How near the unit is to a cut line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, sign_size=14)
        self.words.setProperty("role", "note")
        self.row.setContentsMargins(px(10), px(6), px(10), px(6))
        self.row.setSpacing(px(8))

    def say(self, words: str) -> None:
        """Show a hint, or nothing."""
        super().say(words)
        self.setAccessibleName(words)


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
        self._asked.setWordWrap(True)
        self.history = link_button("修改记录…", lambda: self.history_asked.emit(*self._unit), self)
        self.history.setToolTip("这个单位的哪些数何时由谁改过")
        self.steps = StepTree(self)
        self.pictures = UnitPictures(self)
        self.chart = self.pictures.chart
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
        self.pictures.clear()

    def show_unit(self, page: Overview, unit: UnitOverview) -> None:
        """Show a unit's head, hint and place among the others; the reason comes apart."""
        township = unit.figures.township
        self._unit = (unit.code, township.name)
        self._name.setText(township.name)
        self.history.show()
        who = " · ".join((township.code, township.kind.value, *_place(page, unit)))
        self._who.setText(who)
        self._who.setToolTip(who)
        self.chip.show_class(unit.size_class)
        self.hint.say("；".join(words for words in (class_words(unit), unit.hint) if words))
        self.pictures.show_unit(page, unit.code)

    def show_reason(self, step: Step | None) -> None:
        """Show how a figure came to be."""
        self._asked.setText(_question(step))
        self.steps.show_step(step)

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
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(16), px(12), px(16), px(8))
        whole.setSpacing(px(6))
        whole.addLayout(head)
        whole.addWidget(self.hint)
        whole.addLayout(asked)
        whole.addWidget(self.steps)
        whole.addWidget(self.pictures, 1)
        whole.addStretch(0)


def _place(page: Overview, unit: UnitOverview) -> tuple[str, ...]:
    """Say the place within the group, where the kinds are compared apart."""
    result = page.classification
    if result is None or result.scope != "apart" or unit.row is None or unit.row.rank is None:
        return ()
    return (f"{unit.row.kind.group.value}第 {unit.row.rank} 位",)


def _question(step: Step | None) -> str:
    if step is None:
        return ""
    if isinstance(step.value, int | Fraction):
        unit = "" if step.unit == "点" else step.unit
        return f"依据：{figure(step.value, step.decimals)} {unit}是怎么来的"
    return f"依据：{step.value} 是怎么来的" if step.value else "依据"
