"""The form of the method editor: name, bases, tranches, reserve, coefficients, ground and day."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from townoffice.desk.own_methods import (
    BY_CLASS,
    CLASSES,
    FUNCTION_CLASSES,
    KINDS,
    ROUNDINGS,
    Bases,
    Draft,
)
from townoffice.records import policy_word
from ui.pages.method_editor_fields import Line, Numbers
from ui.pages.method_editor_parts import Cards
from ui.pages.townships_fields import Fields
from ui.theme import px

__all__ = ["Form"]

_BASES = {
    Bases.SAME: ("各单位相同", ("",)),
    Bases.KIND: ("按镇、乡、街道", KINDS),
    Bases.CLASS: ("按类别", CLASSES),
}

_LABELS = 80
"""Room for the names at the left, at 100 %: all fields begin on one line."""


class BaseField(QWidget):
    """How many posts every unit gets first: which way, and the numbers of that way."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.way = QComboBox(self)
        self.way.setAccessibleName("基本编制怎么定")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addWidget(self.way)
        self.numbers: dict[Bases, Numbers] = {}
        for bases, (words, names) in _BASES.items():
            self.way.addItem(words, bases)
            numbers = Numbers("基本编制", names, "名", self)
            numbers.edited.connect(self.edited)
            self.numbers[bases] = numbers
            row.addWidget(numbers, 1)
        self.way.activated.connect(lambda _place: self._turn())
        self._show()

    @property
    def bases(self) -> Bases:
        """The way chosen."""
        return Bases(self.way.currentData())

    def put(self, draft: Draft) -> None:
        """Show a draft's bases."""
        self.way.setCurrentIndex(self.way.findData(draft.bases))
        self.numbers[Bases.SAME].put({"": draft.base})
        self.numbers[Bases.KIND].put(draft.by_kind)
        self.numbers[Bases.CLASS].put(draft.by_class)
        self._show()

    def tell(self, faults: Mapping[str, str]) -> str:
        """Mark what is wrong and give the first fault shown."""
        return self.numbers[self.bases].tell(faults, self.bases.value)

    def _turn(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        for bases, numbers in self.numbers.items():
            numbers.setVisible(bases is self.bases)


class Form(QWidget):
    """All fields; ``edited`` after each change. What is wrong is said under its field."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._former = ""
        self.head, self.classes = Fields(self), Fields(self)
        self.middle, self.ground = Fields(self), Fields(self)
        self.label = self._line(self.head, "label", "办法名称", "如 本县分类加权法")
        self.base = BaseField(self)
        self.least = Numbers("最低编制", ("",), "不限", self)
        self.reserve = Numbers("周转比例", ("",), "%", self)
        self.cards = Cards(self.reserve.lines[""], self)
        self.class_weights = Numbers("权重", CLASSES, "权重", self)
        self.coefficients = Numbers("功能系数", FUNCTION_CLASSES, "1", self)
        self.rounding = QComboBox(self)
        for name in ROUNDINGS:
            self.rounding.addItem(policy_word(name), name)
        self.head.add("base", "基本编制", self.base)
        self.head.add("least", "最低编制", self.least)
        self.head.add("reserve", "周转比例 %", self.reserve)
        self.classes.add("class_weights", "分类权重", self.class_weights)
        self.middle.add("coefficients", "功能系数", self.coefficients)
        self.middle.add("rounding", "取整办法", self.rounding)
        self.doc_no = self._line(self.ground, "doc_no", "本县文号", "如 示编办〔2025〕3号")
        self.title = self._line(self.ground, "title", "文件名称", "可以不填")
        self.reason = self._line(self.ground, "reason", "理由", "没有文号而要采用时必填")
        self.adopt = QCheckBox("同时采用为本县的核编办法", self)
        self.since = self._line(self.ground, "since", "自何日起", "如 2025-01-01")
        self._connect()
        self._lay_out()

    def put(self, draft: Draft) -> None:
        """Show a draft; nobody was anywhere yet."""
        self._former = draft.former
        for line, text in (
            (self.label, draft.label),
            (self.doc_no, draft.doc_no),
            (self.title, draft.title),
            (self.since, draft.since),
            (self.reason, draft.reason),
        ):
            line.setText(text)
        self.base.put(draft)
        self.least.put({"": draft.least})
        self.reserve.put({"": draft.reserve})
        self.cards.put(draft.parts)
        self.class_weights.put(draft.class_weights)
        self.coefficients.put(draft.coefficients)
        self.rounding.setCurrentIndex(self.rounding.findData(draft.rounding))
        self.ground.rest()
        self.head.rest()

    def draft(self) -> Draft:
        """Give what is typed."""
        numbers = self.base.numbers
        return Draft(
            self.label.text(),
            self.base.bases,
            numbers[Bases.SAME].texts().get("", ""),
            numbers[Bases.KIND].texts(),
            numbers[Bases.CLASS].texts(),
            self.least.texts().get("", ""),
            self.reserve.texts().get("", ""),
            self.cards.parts(),
            self.class_weights.texts(),
            self.coefficients.texts(),
            str(self.rounding.currentData()),
            self.doc_no.text(),
            self.title.text(),
            self.since.text(),
            self.reason.text(),
            self._former,
        )

    def tell(self, faults: Mapping[str, str], notes: Mapping[str, str]) -> str:
        """Show every fault at its field; give the first that no field shows yet."""
        for fields, key, said in (
            (self.head, "base", self.base.tell(faults)),
            (self.head, "least", self.least.tell(faults, "least")),
            (self.head, "reserve", self.reserve.tell(faults, "reserve")),
            (self.classes, "class_weights", self.class_weights.tell(faults, "class_weights")),
            (self.middle, "coefficients", self.coefficients.tell(faults, "coefficients")),
        ):
            fields.touch(key)
            faults = {**faults, key: said} if said else faults
        self.cards.tell(faults)
        parts = self.cards.parts()
        by_class = any(name == BY_CLASS for part in parts for name, _ in part.drivers)
        self.classes.setVisible(by_class)
        for fields in (self.head, self.classes, self.middle, self.ground):
            fields.tell(faults, notes)
        return next((words for words in faults.values() if words), "")

    def _connect(self) -> None:
        for widget in (
            *(self.base, self.least, self.reserve, self.cards),
            *(self.class_weights, self.coefficients),
        ):
            widget.edited.connect(self.edited)
        self.rounding.activated.connect(lambda _place: self.edited.emit())
        self.adopt.toggled.connect(lambda _on: self.edited.emit())

    def _line(self, fields: Fields, key: str, name: str, example: str) -> Line:
        line = Line(name, example, 0, self)
        fields.add(key, name, line)

        def typed(_text: str) -> None:
            fields.touch(key)
            self.edited.emit()

        line.textEdited.connect(typed)
        return line

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(4), px(16), px(12))
        column.setSpacing(px(6))
        for widget in (
            self.head,
            _heading("其余编制分成几个部分", self),
            self.cards,
            self.classes,
            self.middle,
            _heading("依据", self),
            self.ground,
            self.adopt,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        for fields in (self.head, self.classes, self.middle, self.ground):
            grid = fields.layout()
            if isinstance(grid, QGridLayout):
                grid.setColumnMinimumWidth(0, px(_LABELS))


def _heading(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setProperty("bold", "true")
    return label
