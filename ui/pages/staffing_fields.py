"""The choices of a calculation as fields: method, category, total, parameters, limit, comparison.

A field keeps what was typed. What cannot be read stays in it, red, with the reason under the row,
and the calculation goes on with the last value that could: one wrong field blocks nothing else.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from townoffice.desk.parameters import Entry, Looks, Parameter, posts_of, setting
from townoffice.feedback import BadChoice
from ui.style import wear
from ui.theme import font, px, theme

__all__ = ["CountField", "ParameterField", "caption", "short_label"]

_CAPTIONS = {
    "base": "每单位基本编制",
    "reserve_share": "县留周转",
    "浮动编制指标及权重": "浮动权重",
    "rounding": "尾数",
}
_WEIGHTS = "指标及权重"
_SHORT = {
    "registered_population": "户籍",
    "resident_population": "常住",
    "urban_population": "城镇",
    "area_km2": "面积",
    "gdp": "产值",
    "fiscal_revenue": "财政",
}


def caption(parameter: Parameter) -> str:
    """Name a parameter as the clerks call it; the policy's own words where they have none."""
    named = _CAPTIONS.get(parameter.key) or _CAPTIONS.get(parameter.label)
    return named or parameter.label.replace(_WEIGHTS, "权重")


def short_label(entry: Entry) -> str:
    """Name one field among several in two characters where people do so: 户籍, 面积."""
    return _SHORT.get(entry.key, entry.label)


class Typed(QLineEdit):
    """One field: commits on Enter, Tab and on the arrow keys; dotted where the value is 推定."""

    committed = Signal()

    def __init__(self, name: str, digits: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inferred = False
        self._digits = digits
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.editingFinished.connect(self.committed)
        self._dress()

    def put(self, text: str) -> None:
        """Show a value that holds; what was wrong is gone."""
        if self.text() != text:
            self.setText(text)
        self.setModified(False)
        self.mark("")

    def mark(self, reason: str) -> None:
        """Show the field red with its reason, or not any more for ''."""
        wear(self, "wrong", "true" if reason else "false")
        self.setAccessibleDescription(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step a whole number up and down, as a spin box does."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or not self.text().strip().isdecimal():
            super().keyPressEvent(event)
            return
        self.setText(str(max(0, int(self.text()) + step)))
        self.setModified(True)
        self.committed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Underline an inferred value with dots."""
        super().paintEvent(event)
        if not self.inferred or not self.text():
            return
        metrics = QFontMetrics(self.font())
        wide = metrics.horizontalAdvance(self.text())
        y = (self.height() + metrics.ascent()) // 2 + px(3)
        with QPainter(self) as painter:
            pen = QPen(theme().text, 1)
            pen.setDashPattern([2, 2])
            painter.setPen(pen)
            painter.drawLine((self.width() - wide) // 2, y, (self.width() + wide) // 2, y)

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for the digits when the size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._dress()

    def _dress(self) -> None:
        digits = QFontMetrics(font("body")).horizontalAdvance("0" * self._digits)
        self.setFixedWidth(digits + px(26))


class _Row(QWidget):
    """A caption over a row of fields and words."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = QLabel(words, self)
        self.head.setProperty("tone", "second")
        self.head.setProperty("role", "note")
        self.line = QHBoxLayout()
        self.line.setSpacing(px(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self.head)
        column.addLayout(self.line)

    def word(self, text: str) -> QLabel:
        """Put a word into the row."""
        label = QLabel(text, self)
        label.setMinimumHeight(px(28))
        self.line.addWidget(label)
        return label


class CountField(_Row):
    """A number of posts; emptied it goes back to the usual one, which is no choice."""

    chosen = Signal(object)
    wrong = Signal(str)

    def __init__(self, words: str, unit: str = "名") -> None:
        super().__init__(words)
        self.field = Typed(words, 5)
        self.field.committed.connect(self._take)
        self.line.addWidget(self.field)
        self.word(unit)
        self.line.addStretch(1)
        self._words = words
        self._value: int | None = None
        self._usual: int | None = None

    def show_value(self, value: int | None, usual: int | None) -> None:
        """Show the value that holds, or the usual one; something wrong stays in the field."""
        self._value, self._usual = value, usual
        held = usual if value is None else value
        if self.field.property("wrong") != "true":
            self.field.put("" if held is None else str(held))

    def _take(self) -> None:
        try:
            value = posts_of(self.field.text(), self._words)
        except BadChoice as error:
            self.field.mark(str(error))
            self.wrong.emit(str(error))
            return
        self.field.mark("")
        self.wrong.emit("")
        if value == self._usual:
            value = None
        if value is None and self._usual is not None:
            self.field.put(str(self._usual))
        if value != self._value:
            self._value = value
            self.chosen.emit(value)


class ParameterField(_Row):
    """One parameter of the method: its fields, its unit, and where the value comes from."""

    chosen = Signal(str, object)
    """The key, and the setting (None: as the policy has it)."""
    wrong = Signal(str, str)
    """The key, and the reason; '' when nothing is wrong any more."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(caption(parameter))
        self._parameter = parameter
        self.fields: list[Typed] = []
        self.box: QComboBox | None = None
        if parameter.looks is Looks.WORD:
            self.box = self._make_box(parameter)
        else:
            self._make_fields(parameter)
        self.note = self.word("")
        self.note.setProperty("tone", "second")
        self.line.addStretch(1)
        self.show_parameter(parameter)

    def _make_box(self, parameter: Parameter) -> QComboBox:
        """Make the list of the words there are to choose from."""
        box = QComboBox(self)
        box.setAccessibleName(caption(parameter))
        for key, words in parameter.words:
            box.addItem(words, key)
        box.activated.connect(lambda _n: self._take_word())
        self.line.addWidget(box)
        return box

    def _take_word(self) -> None:
        if self.box is not None:
            written = setting(self._parameter, [str(self.box.currentData())])
            self.chosen.emit(self._parameter.key, written)

    def _make_fields(self, parameter: Parameter) -> None:
        weights = parameter.looks is Looks.WEIGHTS
        for entry in parameter.entries:
            if weights:
                self.word(short_label(entry))
            name = f"{caption(parameter)} {entry.label}".strip()
            digits = max([2, *(len(e.text) for e in parameter.entries)])
            field = Typed(name, digits if weights else 3)
            field.committed.connect(self._take)
            self.fields.append(field)
            self.line.addWidget(field)
        if parameter.unit:
            self.word(parameter.unit)

    def show_parameter(self, parameter: Parameter, note: str = "") -> None:
        """Show the value in use and its state; what is typed wrong stays."""
        self._parameter = parameter
        value = parameter.value
        places = "；".join(cite.text for cite in value.cites)
        tip = "\n".join(part for part in (value.basis, places) if part)
        self.setToolTip(tip)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if self.box is not None:
            self.box.setCurrentIndex(self.box.findData(str(value.value)))
        for field, entry in zip(self.fields, parameter.entries, strict=False):
            field.inferred = value.inferred
            if field.property("wrong") != "true":
                field.put(entry.text)
            field.update()

    def words(self) -> str:
        """Put caption and values into words: 县留周转 5 %."""
        if self.box is not None:
            return f"{self.head.text()} {self.box.currentText()}"
        values = " : ".join(field.text() for field in self.fields)
        unit = self._parameter.unit
        return f"{self.head.text()} {values}{f' {unit}' if unit else ''}"

    def _take(self) -> None:
        """Take what can be read; a field that cannot keeps its text and holds up no other."""
        parameter = self._parameter
        held = [entry.text for entry in parameter.entries]
        texts, reasons = list(held), []
        for n, field in enumerate(self.fields):
            alone = [*held[:n], field.text(), *held[n + 1 :]]
            reason = _fault(parameter, alone)
            field.mark(reason)
            if reason:
                reasons.append(reason)
            else:
                texts[n] = field.text()
        together = _fault(parameter, texts)
        self.wrong.emit(parameter.key, "；".join(reasons) or together)
        if texts != held and not together:
            self.chosen.emit(parameter.key, setting(parameter, texts))


def _fault(parameter: Parameter, texts: Sequence[str]) -> str:
    try:
        setting(parameter, texts)
    except BadChoice as error:
        return str(error)
    return ""


def fields_for(
    parameters: Sequence[Parameter],
    chosen: Callable[[str, object], None],
    wrong: Callable[[str, str], None],
) -> dict[str, ParameterField]:
    """Make the fields of a method; a word that is the only one there is stays in the 依据 tree."""
    made = {}
    for parameter in parameters:
        if parameter.looks is Looks.WORD and len(parameter.words) < 2:
            continue
        field = ParameterField(parameter)
        field.chosen.connect(partial(chosen))
        field.wrong.connect(partial(wrong))
        made[parameter.key] = field
    return made
