"""试算: sliders that redraw at once, and which weight moves whose posts. Nothing is written.

What a slider moves is a choice like any other and can be undone. People added to a unit are not in
the book: while there are some, nothing can be kept, adopted or printed.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from townoffice.desk.parameters import Looks, Parameter
from townoffice.desk.trying import Swing
from ui.pages.staffing_fields import short_label
from ui.pages.staffing_flow import Flow
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone, px

__all__ = ["PEOPLE", "Trial", "swing_words"]

PEOPLE = 10_000
"""People of one step of a unit's slider."""
_NARROW = 640
"""Width, at 100 %, below which sliders and list do not go side by side."""
_MOST_PEOPLE, _MOST_WEIGHT, _MOST_PERCENT, _AROUND = 10, 10, 20, 10


class _Dial(QWidget):
    """A slider under its words; it tells what it was moved to."""

    moved = Signal(int)

    def __init__(self, name: str, least: int, most: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self.words = QLabel(name, self)
        self.words.setProperty("tone", "second")
        self.words.setProperty("role", "note")
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setAccessibleName(f"试算 {name}")
        self.slider.setRange(least, most)
        self.slider.setPageStep(1)
        self.slider.valueChanged.connect(self.moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addWidget(self.words)
        column.addWidget(self.slider)

    def sizeHint(self) -> QSize:
        """Be wide enough for the words and for a hand."""
        return QSize(px(132), super().sizeHint().height())

    def span(self, least: int, most: int) -> None:
        """Reach from ``least`` to ``most``, without telling it."""
        with QSignalBlocker(self.slider):
            self.slider.setRange(least, most)

    def put(self, value: int, words: str) -> None:
        """Show a value that holds, without telling it."""
        slider = self.slider
        with QSignalBlocker(slider):
            slider.setRange(min(slider.minimum(), value), max(slider.maximum(), value))
            slider.setValue(value)
        self.words.setText(f"{self._name} {words}")


class Trial(QWidget):
    """The strip of sliders, with 权重敏感性 beside them."""

    setting_tried = Signal(str, object)
    """Key of a parameter, and the texts of its fields."""
    total_tried = Signal(int)
    people_tried = Signal(int)
    """People more in the unit that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made: tuple[str, ...] = ()
        self._dials: dict[tuple[str, int], _Dial] = {}
        self._parameters: dict[str, Parameter] = {}
        self._flow = Flow(px(16), px(6))
        self.total = _Dial("总量", 0, 1, self)
        self.people = _Dial("人口", 0, _MOST_PEOPLE, self)
        self.total.moved.connect(self.total_tried)
        self.people.moved.connect(lambda steps: self.people_tried.emit(steps * PEOPLE))
        self.swings = RecordTable[Swing](
            _columns(),
            key=lambda swing: (swing.key, swing.entry, swing.by),
            name="staffing-swings",
            numbered=False,
            filters=False,
            row_height=26,
        )
        self.swings.setAccessibleName("权重敏感性")
        self.swings.setFixedHeight(px(146))
        left = QWidget(self)
        around = QVBoxLayout(left)
        around.setContentsMargins(0, 0, 0, 0)
        around.addLayout(self._flow)
        around.addStretch(1)
        self._flow.addWidget(self.total)
        self._flow.addWidget(self.people)
        line = self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        line.setContentsMargins(px(20), 0, px(16), px(8))
        line.setSpacing(px(16))
        line.addWidget(left, 1)
        line.addWidget(self.swings, 1)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list under the sliders where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(down if narrow else right)
        self.swings.setFixedHeight(px(92 if narrow else 146))

    def show_choices(
        self,
        parameters: Sequence[Parameter],
        total: int,
        usual: int | None,
        unit: str,
        people: int,
    ) -> None:
        """Show what holds: a slider for every weight and the reserve, total, and one unit."""
        tried = [p for p in parameters if _is_tried(p)]
        self._parameters = {p.key: p for p in tried}
        keys = tuple(f"{p.value.name}:{len(p.entries)}" for p in tried)
        if keys != self._made:
            self._made = keys
            self._remake(tried)
        for (key, place), dial in self._dials.items():
            parameter = self._parameters[key]
            text = parameter.entries[place].text
            dial.put(round(float(text)), f"{text}{'%' if parameter.unit == '%' else ''}")
        middle = total if usual is None else usual
        self.total.span(max(0, middle - _AROUND), middle + _AROUND)
        self.total.put(total, f"{total} 名")
        self.people.put(people // PEOPLE, f"（{unit}）+{people:,} 人" if people else f"（{unit}）")
        self.people.setEnabled(bool(unit))

    def show_swings(self, swings: Sequence[Swing]) -> None:
        """Show which step of a weight moves whose posts."""
        self.swings.show_rows(tuple(swings))

    def _remake(self, tried: Sequence[Parameter]) -> None:
        for dial in self._dials.values():
            self._flow.removeWidget(dial)
            dial.hide()
            dial.deleteLater()
        self._dials = {}
        for parameter in tried:
            most = _MOST_PERCENT if parameter.looks is Looks.PERCENT else _MOST_WEIGHT
            for place, entry in enumerate(parameter.entries):
                name = short_label(entry) if entry.label else "县留周转"
                dial = _Dial(name, 0, most, self)
                dial.moved.connect(
                    lambda value, key=parameter.key, place=place: self._try(key, place, value)
                )
                self._flow.put_before(self.total, dial)
                dial.show()
                self._dials[parameter.key, place] = dial

    def _try(self, key: str, place: int, value: int) -> None:
        texts = [entry.text for entry in self._parameters[key].entries]
        texts[place] = str(value)
        self.setting_tried.emit(key, texts)


def _is_tried(parameter: Parameter) -> bool:
    """Tell whether a parameter has sliders: weights beside each other, and the reserve."""
    weights = parameter.key.startswith("weights") and len(parameter.entries) > 1
    return weights or parameter.key == "reserve_share"


def _columns() -> tuple[Column[Swing], ...]:
    return (
        Column("weight", "权重", lambda s: Cell(s.name), width=86),
        Column("step", "变动", lambda s: Cell(s.text), align=Align.CENTER, width=70),
        Column("moved", "哪些单位的核定数会变", _moved, width=300),
    )


def _moved(swing: Swing) -> Cell:
    if not swing.moved:
        return Cell("不变", tone=Tone.FAINT)
    text = swing_words(swing)
    return Cell(text, tip=text)


def swing_words(swing: Swing) -> str:
    """Name the units a step moves: 青石镇 +1、云岭镇 −1."""
    said = []
    for _code, name, before, after in swing.moved:
        by = after - before
        said.append(f"{name} {f'+{by}' if by > 0 else f'−{-by}'}")
    return f"{len(said)} 个：{'、'.join(said)}"
