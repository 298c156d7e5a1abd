"""口径…: try another way of classifying out on the page; nothing in the book changes."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from townoffice.feedback import OfficeError, Progress
from townoffice.records import CitedValue, Overview, PolicyValue, State
from ui.answers import Told, answers, ask_in_column
from ui.pages.townships_fields import Fields
from ui.policies_figures import FigureField, NamedNumbers, OneNumber, OneWord
from ui.theme import px
from ui.values import value_words

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book
    from townoffice.desk.own_values import Standing
    from ui.office import Office

__all__ = ["WaysDialog"]

_TOPIC = "classification."
_PRESETS = ("weights", "weights_2", "weights_3")
_WORDS = {
    "population": "人口口径",
    "scope": "乡镇与街道",
    "index": "总指数算法",
    "assignment": "定类办法",
}
_WITH_LINES = frozenset({"mean", "additional", "points"})


class Weights(FigureField):
    """Weights of the indicators and their order: one of the named choices, or the county's own."""

    def __init__(
        self, presets: Sequence[CitedValue], figure: PolicyValue, words: Sequence[str], to: QWidget
    ) -> None:
        super().__init__(to)
        self.box = QComboBox(self)
        self.box.setAccessibleName("指标和权重")
        for value in presets:
            self.box.addItem(_said(value), _text(value.value))
        self.box.addItem("自定…", "")
        self.own = NamedNumbers(figure, words, self, ordered=True)
        at = self.box.findData(_text(figure))
        self.box.setCurrentIndex(at if at >= 0 else self.box.count() - 1)
        self.box.activated.connect(lambda _place: self._choose())
        self.own.edited.connect(self.edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self.box)
        column.addWidget(self.own)
        self.setFocusProxy(self.box)
        self.own.setVisible(self.box.currentData() == "")

    def text(self) -> str:
        """Give the weights chosen or typed."""
        return self.box.currentData() or self.own.text()

    def _choose(self) -> None:
        self.own.setVisible(self.box.currentData() == "")
        self.edited.emit()


class Lines(QWidget):
    """The lower bounds of 一类 and 二类 side by side."""

    def __init__(self, fields: Mapping[str, OneNumber], parent: QWidget) -> None:
        super().__init__(parent)
        self.fields = fields
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        for words, field in zip(("一类", "二类"), fields.values(), strict=True):
            row.addWidget(QLabel(words, self))
            row.addWidget(field, 1)


class WaysDialog(QDialog):
    """Asks for every choice of a classification; ``chosen`` gives those that differ from the rule.

    ``known`` are the values in force, ``tried`` those tried out already.
    """

    chosen = Signal(object)

    def __init__(
        self,
        office: "Office",
        known: "Standing",
        page: Overview,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("试算口径")
        self.setMinimumWidth(px(560))
        self._office, self._known, self._page = office, known, page
        self._tried = dict(page.settings)
        self.fields = Fields(self)
        self.weights = self._weights()
        self.words = {key: self._word(key, name) for key, name in _WORDS.items()}
        self.cuts, self.points = self._lines("cut"), self._lines("points_cut")
        self.lines = self._both_lines()
        self.proportions = self._proportions()
        self.told = Told(self)
        buttons, self.ok = answers(self, "试算")
        buttons.accepted.connect(self._try)
        said = Told(self, "只在这一页试算，台账和已采用的分类都不变。")
        ask_in_column(self, said, self.fields, self.told, buttons)
        office.closed.connect(self.close)
        self._look()
        self.weights.setFocus()

    def settings(self) -> dict[str, str]:
        """Give what differs from the values in force, as ``--set`` takes it."""
        index, by = self.words["index"].text(), self.words["assignment"].text()
        typed = {"weights": self.weights.text()}
        typed |= {key: field.text() for key, field in self.words.items()}
        if by == "proportion":
            typed["proportions"] = self.proportions.text()
        elif index in _WITH_LINES:
            lines = self.points if index == "points" else self.cuts
            typed |= {key: field.text() for key, field in lines.fields.items()}
        return {key: text for key, text in typed.items() if not self._same(key, text)}

    # ── making ────────────────────────────────────────────────────────────────────────────────

    def _value(self, key: str) -> CitedValue:
        held = self._known.of(_TOPIC + key)
        assert held is not None
        return held.value

    def _figure(self, key: str) -> PolicyValue:
        """Give what stands in a field at first: what is tried out, else what is in force."""
        from townoffice.desk import own_values  # noqa: PLC0415  read by the worker before

        if key not in self._tried:
            return self._value(key).value
        return own_values.figure_of(self._value(key), self._tried[key])

    def _weights(self) -> Weights:
        from townoffice.desk import own_values  # noqa: PLC0415  read by the worker before

        presets: dict[str, CitedValue] = {}
        for key in _PRESETS:
            held = self._known.of(_TOPIC + key)
            for value in () if held is None else (held.value, held.base):
                presets.setdefault(_text(value.value), value)
        words = own_values.words_of(_TOPIC + "weights")
        made = Weights(tuple(presets.values()), self._figure("weights"), words, self)
        made.edited.connect(self._look)
        self.fields.add("weights", "指标和权重", made)
        return made

    def _word(self, key: str, name: str) -> OneWord:
        from townoffice.desk import own_values  # noqa: PLC0415  read by the worker before

        words = own_values.words_of(_TOPIC + key)
        made = OneWord(self._value(key), self._figure(key), words, self)
        made.edited.connect(self._look)
        self.fields.add(key, name, made)
        return made

    def _lines(self, name: str) -> Lines:
        keys = (f"{name}_1", f"{name}_2")
        fields = {key: OneNumber(self._value(key), self._figure(key), self) for key in keys}
        for field in fields.values():
            field.edited.connect(self._look)
        return Lines(fields, self)

    def _both_lines(self) -> QWidget:
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.cuts)
        column.addWidget(self.points)
        self.fields.add("lines", "分类线", whole)
        return whole

    def _proportions(self) -> NamedNumbers:
        from townoffice.desk import own_values  # noqa: PLC0415  read by the worker before

        words = own_values.words_of(_TOPIC + "proportions")
        made = NamedNumbers(self._figure("proportions"), words, self, ordered=False)
        made.edited.connect(self._look)
        self.fields.add("proportions", "各类比例", made)
        return made

    # ── while one chooses ─────────────────────────────────────────────────────────────────────

    def _same(self, key: str, text: str) -> bool:
        from townoffice.desk import own_values  # noqa: PLC0415  read by the worker before

        value = self._value(key)
        try:
            return own_values.figure_of(value, text) == value.value
        except OfficeError:
            return False

    def _look(self) -> None:
        index, by = self.words["index"].text(), self.words["assignment"].text()
        by_list, lines = by == "proportion", index in _WITH_LINES
        self.cuts.setVisible(index != "points")
        self.points.setVisible(index == "points")
        self.lines.setEnabled(lines and not by_list)
        self.proportions.setEnabled(by_list)
        notes = {}
        if not lines and not by_list:
            notes["assignment"] = "这种算法没有分类线，只排位次；要定类请按比例"
        if index == "additional":
            notes["index"] = "须先有本县指标“附加评分”"
        self.fields.tell({}, notes)
        self.told.setText("" if self.settings() else "与现用口径相同")

    def _try(self) -> None:
        settings = self.settings()
        if not settings:
            self._take(settings, None)
            return
        self.ok.setEnabled(False)
        work = partial(_check, self._page, settings)
        self._office.jobs.run(work, partial(self._take, settings), wrong=self._refused)

    def _take(self, settings: dict[str, str], _nothing: None) -> None:
        self.chosen.emit(settings)
        self.accept()

    def _refused(self, error: OfficeError) -> bool:
        self.ok.setEnabled(True)
        self.told.setText(str(error))
        return True


def _said(value: CitedValue) -> str:
    """Write one of the named choices with where it comes from."""
    whose = "现用" if value.name == f"{_TOPIC}weights" else value.label.partition("（")[2][:-1]
    mark = " · 推定" if value.state is State.INFERRED else ""
    return f"{value_words(value)}（{whose or '现用'}{mark}）"


def _text(figure: PolicyValue) -> str:
    """Write weights as ``--set`` takes them."""
    pairs = figure if isinstance(figure, tuple) else ()
    return ",".join(f"{name}={weight:f}" for name, weight in pairs)


def _check(page: Overview, settings: Mapping[str, str], book: "Book", _progress: Progress) -> None:
    from townoffice.desk import townships  # noqa: PLC0415  sqlalchemy is read by the worker

    townships.check_settings(book, page.snapshot, settings)
