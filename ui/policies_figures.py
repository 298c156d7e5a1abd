"""Editors for policy values: number, share in per cent, words, named numbers, steps of points."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from townoffice.records import CitedValue, PolicyValue, WordList, bound_unit
from ui.links import link_button
from ui.theme import px
from ui.values import word

__all__ = ["FigureField", "ManyWords", "NamedNumbers", "OneNumber", "OneWord", "Steps"]

_MORE = 2
"""Empty steps a table of points ends with, to be filled in."""


class FigureField(QWidget):
    """An editor; ``text`` is what it says as ``--set`` of the shell takes it."""

    edited = Signal()

    def text(self) -> str:
        """Give what stands in it."""
        raise NotImplementedError


class OneNumber(FigureField):
    """A number; a share is typed in per cent."""

    def __init__(self, value: CitedValue, figure: PolicyValue, parent: QWidget) -> None:
        super().__init__(parent)
        self._share = value.unit == "比例"
        self.line = QLineEdit(self)
        self.line.setAccessibleName(value.label)
        if isinstance(figure, int | Decimal):
            shown = Decimal(figure) * 100 if self._share else Decimal(figure)
            self.line.setText(f"{shown.normalize():f}")
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(self.line, 1)
        row.addWidget(QLabel("%" if self._share else value.unit, self))
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """Give the number; a share as a fraction of 1."""
        typed = self.line.text().strip().rstrip("%％")
        if not self._share:
            return typed
        try:
            return f"{Decimal(typed) / 100:f}"
        except InvalidOperation:
            return typed


class OneWord(FigureField):
    """One of a list of words."""

    def __init__(
        self, value: CitedValue, figure: PolicyValue, words: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.box = QComboBox(self)
        self.box.setAccessibleName(value.label)
        for name in words:
            self.box.addItem(word(name), name)
        self.box.setCurrentIndex(max(0, self.box.findData(figure)))
        self.box.activated.connect(lambda _place: self.edited.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)

    def text(self) -> str:
        """Give the word chosen."""
        return str(self.box.currentData())


class ManyWords(FigureField):
    """Several words: boxes to tick where there is a list of them, else a line to write in."""

    def __init__(
        self, value: CitedValue, figure: WordList, words: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QCheckBox] = {}
        self.line: QLineEdit | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        for name in words:
            box = QCheckBox(word(name), self)
            box.setChecked(name in figure.words)
            box.toggled.connect(lambda _on: self.edited.emit())
            self.boxes[name] = box
            column.addWidget(box)
        if not words:
            self.line = QLineEdit("、".join(figure.words), self)
            self.line.setAccessibleName(value.label)
            self.line.setPlaceholderText("用顿号隔开")
            self.line.textEdited.connect(lambda _text: self.edited.emit())
            column.addWidget(self.line)
        self.setFocusProxy(self.line or next(iter(self.boxes.values())))

    def text(self) -> str:
        """Give the words ticked or written."""
        if self.line is not None:
            return self.line.text().strip()
        return ",".join(name for name, box in self.boxes.items() if box.isChecked())


class NamedNumbers(FigureField):
    """Names with a number each; an empty number leaves a name out.

    ``ordered``: the order is the county's to say (weights), so names can be moved up.
    """

    def __init__(
        self, figure: PolicyValue, words: Sequence[str], parent: QWidget, *, ordered: bool
    ) -> None:
        super().__init__(parent)
        self._ordered = ordered
        said = dict(figure) if isinstance(figure, tuple) else {}
        self.names = [*said, *(name for name in words if name not in said)]
        self.lines: dict[str, QLineEdit] = {}
        self._parts: dict[str, tuple[QLabel, QLineEdit, QPushButton]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(1, 1)
        for name in self.names:
            self._add(name, f"{said[name]:f}" if name in said else "")
        self._place()
        self.setFocusProxy(self.lines[self.names[0]])

    def text(self) -> str:
        """Give name=number pairs in their order."""
        return ",".join(
            f"{name}={typed}" for name in self.names if (typed := self.lines[name].text().strip())
        )

    def _add(self, name: str, text: str) -> None:
        line = QLineEdit(text, self)
        up = link_button("上移", partial(self._up, name), self, name=f"{word(name)}上移")
        line.setAccessibleName(word(name))
        line.setPlaceholderText("不计")
        line.textEdited.connect(lambda _text: self.edited.emit())
        up.setVisible(self._ordered)
        self.lines[name] = line
        self._parts[name] = QLabel(word(name), self), line, up

    def _up(self, name: str) -> None:
        at = self.names.index(name)
        self.names.insert(max(0, at - 1), self.names.pop(at))
        self._place()
        self.edited.emit()

    def _place(self) -> None:
        before: QWidget | None = None
        for row, name in enumerate(self.names):
            for column, part in enumerate(self._parts[name]):
                self._grid.addWidget(part, row, column)
            label, line, up = self._parts[name]
            label.setBuddy(line)
            up.setEnabled(self._ordered and row > 0)
            for part in (line, up):
                if before is not None:
                    QWidget.setTabOrder(before, part)
                before = part


class Steps(FigureField):
    """A table of points: from which bound on how many points; an empty bound leaves a step out."""

    def __init__(self, value: CitedValue, figure: PolicyValue, parent: QWidget) -> None:
        super().__init__(parent)
        pairs = figure if isinstance(figure, tuple) else ()
        self.lines: list[tuple[QLineEdit, QLineEdit]] = []
        unit = bound_unit(value.name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(4))
        for row, (bound, points) in enumerate((*pairs, *((("", None),) * _MORE))):
            from_, worth = (
                self._line(bound, f"第 {row + 1} 段下限"),
                self._line("" if points is None else f"{points:f}", f"第 {row + 1} 段分数"),
            )
            self.lines.append((from_, worth))
            for column, part in enumerate(
                (from_, QLabel(f"{unit}起", self), worth, QLabel(value.unit, self))
            ):
                grid.addWidget(part, row, column)
        self.setFocusProxy(self.lines[0][0])

    def text(self) -> str:
        """Give bound=points pairs in their order."""
        pairs = ((bound.text().strip(), worth.text().strip()) for bound, worth in self.lines)
        return ",".join(f"{bound}={points}" for bound, points in pairs if bound or points)

    def _line(self, text: str, name: str) -> QLineEdit:
        line = QLineEdit(text, self)
        line.setAccessibleName(name)
        line.textEdited.connect(lambda _text: self.edited.emit())
        return line
