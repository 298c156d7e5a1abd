"""改为本县取值: the county's own figure for one policy value, checked while it is typed."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QWidget

from townoffice.feedback import OfficeError, Progress
from townoffice.records import Changes, KindGroup, WordList
from ui.answers import Told, answers, ask_in_column
from ui.pages.townships_fields import Fields
from ui.policies_figures import FigureField, ManyWords, NamedNumbers, OneNumber, OneWord, Steps
from ui.theme import px
from ui.values import figure_words, value_words

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk import own_values
    from townoffice.desk.books import Book
    from ui.office import Office

__all__ = ["ValueDialog"]


class ValueDialog(QDialog):
    """Asks for one value by its name; ``written`` when it is in the book.

    ``offered`` is what stands in it at first instead of the value in force, as ``--set`` takes it.
    """

    written = Signal()

    def __init__(
        self,
        office: "Office",
        known: "own_values.Standing",
        name: str,
        parent: QWidget,
        offered: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._office, self._known, self._name = office, known, name
        held = known.of(name)
        assert held is not None
        self._base, self._held, self._offered = held.base, held.value, offered
        self.setWindowTitle(f"本县取值 · {self._base.label}")
        self.setMinimumWidth(px(560))
        self.fields = Fields(self)
        self.figure = self._editor()
        self.doc_no = self.fields.line("doc_no", "本县文号", "如 示编办〔2025〕3号")
        self.title = self.fields.line("title", "文件名称", "可以不填")
        self.since = self.fields.line("since", "自何日起", "如 2025-01-01；不填为一直如此")
        self.since.setText(f"{known.on.year}-01-01")
        self.reason = self.fields.line("reason", "理由", "没有文号时必填")
        self.groups = {group: QCheckBox(group.value, self) for group in KindGroup}
        self.fields.add("groups", "适用", self._group_row())
        self.fields.edited.connect(self._look)
        self.told = Told(self)
        buttons, self.ok = answers(self, "写入")
        buttons.accepted.connect(self._write)
        ask_in_column(self, Told(self, self._now()), self.fields, self.told, buttons)
        office.closed.connect(self.close)
        self._look()
        self.figure.setFocus()

    def typed(self) -> "own_values.Typed":
        """Give what is typed."""
        from townoffice.desk import own_values  # noqa: PLC0415  read by the worker before

        return own_values.Typed(
            self._name,
            self.figure.text(),
            self.doc_no.text(),
            self.title.text(),
            self.since.text(),
            self.reason.text(),
            tuple(group for group, box in self.groups.items() if box.isChecked()),
        )

    def _editor(self) -> FigureField:
        from townoffice.desk import own_values  # noqa: PLC0415  read by the worker before

        words = own_values.words_of(self._name)
        now = self._held.value
        figure = self._base.proposal if now is None else now
        if self._offered:
            figure = own_values.figure_of(self._base, self._offered)
        made: FigureField
        if isinstance(figure, tuple) and ".points_" in self._name:
            made = Steps(self._base, figure, self)
        elif isinstance(figure, tuple):
            ordered = self._base.unit == "权重"
            made = NamedNumbers(figure, words, self, ordered=ordered)
        elif isinstance(figure, WordList):
            made = ManyWords(self._base, figure, words, self)
        elif words:
            made = OneWord(self._base, figure, words, self)
        else:
            made = OneNumber(self._base, figure, self)
        made.edited.connect(partial(self._edited, "value"))
        self.fields.add("value", self._base.label, made)
        return made

    def _group_row(self) -> QWidget:
        whole = QWidget(self)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        held = {found.group for found in self._known.values.get(self._name, ())}
        for group, box in self.groups.items():
            box.setChecked(group in held)
            box.setEnabled(group in held)
            box.toggled.connect(lambda _on: self._edited("groups"))
            row.addWidget(box)
        row.addStretch(1)
        return whole

    def _now(self) -> str:
        base, held = self._base, self._held
        if held.value is None:
            offered = figure_words(base.proposal, base.unit)
            more = "" if base.proposal is None else f"可考虑 {offered} {base.unit}，已先填上。"
            return f"原件没有这个数，须由本县以文号确定。{more}"
        return f"现在是 {value_words(held)}（{held.basis}）。"

    def _edited(self, key: str) -> None:
        self.fields.touch(key)
        self._look()

    def _look(self) -> None:
        from townoffice.desk import own_values  # noqa: PLC0415  read by the worker before

        weighed = own_values.check_value(self._known, self.typed())
        self.told.setText(self.fields.tell(weighed.faults, weighed.notes))
        self.ok.setEnabled(weighed.value is not None and not self._office.read_only)

    def _write(self) -> None:
        if not self.ok.isEnabled():
            return
        self.ok.setEnabled(False)
        work = partial(_write, self.typed(), self._known.on.year)
        self._office.jobs.write(work, self._done, wrong=self._refused)

    def _done(self, changes: Changes) -> None:
        self._office.say(f"已{changes.label}", undo=True)
        self.written.emit()
        self.accept()

    def _refused(self, error: OfficeError) -> bool:
        self._look()
        self.told.setText(str(error))
        return True


def _write(typed: "own_values.Typed", year: int, book: "Book", _progress: Progress) -> Changes:
    from townoffice.desk import own_packs  # noqa: PLC0415  sqlalchemy is read by the worker

    return own_packs.set_value(book, typed, year)
