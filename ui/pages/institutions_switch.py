"""Which unit the page shows: names side by side, or a list one types in where there are many."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from ui.tables.pinyin import found_in
from ui.theme import px

__all__ = ["COUNTY", "UnitSwitch"]

COUNTY = ""
"""The key of 全县: all units at once."""
_MOST_CHIPS = 14
_WHOLE = "全县"


class _Names(QComboBox):
    """A list of names; typing part of one, or pinyin initials, narrows it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName("单位")
        self.setToolTip("从列表里选，或输入名称、拼音首字母")
        self._found = QStringListModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(completer)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName("单位")
            line.textEdited.connect(self._narrow)

    def names(self) -> list[str]:
        """Give all names."""
        return [self.itemText(place) for place in range(self.count())]

    def _narrow(self, text: str) -> None:
        self._found.setStringList([name for name in self.names() if found_in(text, name)])

    def best(self) -> str:
        """Give the name meant by what is typed, "" for none."""
        text = self.currentText().strip()
        names = self.names()
        if text in names:
            return text
        return next((name for name in names if text and found_in(text, name)), "")


class UnitSwitch(QWidget):
    """Emits the division code of the unit that is chosen, ``COUNTY`` for all of them."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units: tuple[tuple[str, str], ...] = ()
        self._code = COUNTY
        self._group = QButtonGroup(self)
        self._label = QLabel("单位", self)
        self._label.setProperty("tone", "second")
        self.list = _Names(self)
        self.list.activated.connect(lambda _place: self._type())
        line = self.list.lineEdit()
        if line is not None:
            line.returnPressed.connect(self._type)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(4))
        self._row.addWidget(self._label)
        self._row.addSpacing(px(4))
        self._row.addWidget(self.list)
        self.chips: list[QPushButton] = []
        self._row.addStretch(1)
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)

    def show_units(self, units: Sequence[tuple[str, str]]) -> None:
        """Show the units (code, name) in their order."""
        told = ((COUNTY, _WHOLE), *units)
        if told == self._units:
            return
        self._units = told
        self._make()
        self._fit()
        self.show_chosen(self._code)

    def show_chosen(self, code: str) -> None:
        """Show which unit is chosen."""
        self._code = code
        for chip in self.chips:
            chip.setChecked(chip.objectName() == (code or _WHOLE))
        place = next((n for n, (known, _) in enumerate(self._units) if known == code), 0)
        self.list.setCurrentIndex(place)

    def step(self, by: int) -> None:
        """Go to the unit after or before."""
        codes = [code for code, _name in self._units]
        at = codes.index(self._code) if self._code in codes else 0
        if codes:
            self.chosen.emit(codes[(at + by) % len(codes)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names side by side as long as there is room for all."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew with another theme or size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the units with PageUp and PageDown."""
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.step(by)

    def _make(self) -> None:
        for chip in self.chips:
            self._group.removeButton(chip)
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        self.list.clear()
        self.list.addItems([name for _code, name in self._units])
        if len(self._units) > _MOST_CHIPS:
            return
        stop: QWidget = self.list
        for number, (code, name) in enumerate(self._units):
            chip = QPushButton(name, self)
            chip.setObjectName(code or _WHOLE)
            chip.setProperty("chip", "true")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setAccessibleName(name)
            chip.clicked.connect(lambda _on, code=code: self.chosen.emit(code))
            self._group.addButton(chip)
            self._row.insertWidget(3 + number, chip)
            QWidget.setTabOrder(stop, chip)
            stop = chip
            self.chips.append(chip)

    def _fit(self) -> None:
        need = sum(chip.sizeHint().width() + px(4) for chip in self.chips)
        need += self._label.sizeHint().width() + px(12)
        side_by_side = bool(self.chips) and need <= self.width()
        for chip in self.chips:
            chip.setVisible(side_by_side)
        self.list.setVisible(not side_by_side)
        self.list.setMinimumWidth(px(180))

    def _type(self) -> None:
        name = self.list.best()
        code = next((code for code, known in self._units if known == name), None)
        if code is None:
            self.show_chosen(self._code)
        elif code != self._code:
            self.chosen.emit(code)
        else:
            self.show_chosen(code)
