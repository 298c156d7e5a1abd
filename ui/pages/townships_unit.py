"""新增单位 and 修改单位: a unit by hand, checked as one types, written by the button."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLineEdit, QSpinBox, QWidget

from townoffice.desk import units
from townoffice.feedback import OfficeError, Progress
from townoffice.records import FunctionClass, Kind, Township
from ui.answers import Told, answers, ask_in_column
from ui.pages.townships_fields import Fields
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.books import Book
    from ui.office import Office

__all__ = ["UnitDialog"]

_KINDS = (
    ("镇", Kind.TOWN),
    ("乡", Kind.TOWNSHIP),
    ("民族乡", Kind.TOWNSHIP),
    ("街道", Kind.SUBDISTRICT),
)
_YEARS = (1949, 2100)


class UnitDialog(QDialog):
    """Asks for a unit; ``own`` is the one to change, None makes a new one.

    ``written`` gives the division code of the unit that is in the book now.
    """

    written = Signal(str)

    def __init__(
        self,
        office: "Office",
        known: units.Roll,
        parent: QWidget,
        own: Township | None = None,
        *,
        ask_year: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"修改单位 · {own.name}" if own else "新增单位")
        self.setMinimumWidth(px(540))
        self._office, self._known, self._own = office, known, own
        self._chose_kind, self._again = own is not None, False
        typed = units.as_typed(own) if own else units.UnitTyped()
        self.fields = Fields(self)
        self.year = self._year() if ask_year else None
        self.name = self._line("name", "名称", "全称，如 青石镇", typed.name)
        self.code = self._line("code", "区划代码", "9 位", typed.code)
        self.kind = self._kinds(typed)
        self.function_class = self._function_classes(typed)
        self.group = self._line(
            "assessment_group", "考核分组", "如 工业优先组；没有可以不填", typed.assessment_group
        )
        self.since = self._line("since", "自何日起", "如 2025-03-01；一直就有的不必填", typed.since)
        self.doc_no = self._line("doc_no", "设立文号", "没有可以不填", typed.doc_no)
        self.behind = (
            self._line("behind", "更改依据", "文号或缘由，记入修改记录", "") if own else None
        )
        self.fields.edited.connect(self._edited)
        self.missing = Told(self)
        self.write = self._buttons()
        ask_in_column(self, self.fields, self.missing, self.write)
        office.changed.connect(self._read_again)
        office.closed.connect(self.close)
        self._look()
        self.name.setFocus()

    def typed(self) -> units.UnitTyped:
        """Give what is typed."""
        kind, function_class = self.kind.currentData(), self.function_class.currentData()
        return units.UnitTyped(  # Qt gives back the words of an enum, not the enum
            self.name.text(),
            self.code.text(),
            Kind(kind) if kind else None,
            FunctionClass(function_class) if function_class else None,
            self.since.text(),
            self.doc_no.text(),
            self.group.text(),
        )

    # ── making ────────────────────────────────────────────────────────────────────────────────

    def _line(self, key: str, name: str, example: str, text: str) -> QLineEdit:
        return self.fields.line(key, name, example, text, at_once=False)

    def _year(self) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(*_YEARS)
        box.setValue(self._known.year)
        box.valueChanged.connect(lambda _year: self._look())
        self.fields.add("year", "数据年度", box)
        return box

    def _kinds(self, typed: units.UnitTyped) -> QComboBox:
        box = QComboBox(self)
        box.addItem("请选", None)
        for words, kind in _KINDS:
            box.addItem(words, kind.value)
        _show_kind(box, typed.kind, typed.name)
        box.activated.connect(self._choose_kind)
        self.fields.add("kind", "类型", box)
        return box

    def _function_classes(self, typed: units.UnitTyped) -> QComboBox:
        box = QComboBox(self)
        box.addItem("不分", None)
        for word in FunctionClass:
            box.addItem(word.value, word.value)
        chosen = typed.function_class.value if typed.function_class else None
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.activated.connect(lambda _place: self._look())
        self.fields.add("function_class", "功能类型", box)
        return box

    def _buttons(self) -> QDialogButtonBox:
        box, self.ok = answers(self, "写入")
        self.more = box.addButton("写入，再填一个", QDialogButtonBox.ButtonRole.ActionRole)
        self.more.setVisible(self._own is None)
        self.more.clicked.connect(lambda _checked: self._write(again=True))
        box.accepted.connect(self._write)
        return box

    # ── while one types ───────────────────────────────────────────────────────────────────────

    def _edited(self, key: str) -> None:
        through = len(self.code.text().strip()) >= 9
        if key != "code" or through:  # a code is wrong until its last figure: not said before
            self.fields.touch(key)
        self._look()

    def _choose_kind(self, _place: int) -> None:
        self._chose_kind = True
        self.fields.touch("kind")
        self._look()

    def _look(self) -> None:
        if not self._chose_kind:
            _show_kind(self.kind, units.likely_kind(self.typed()), self.name.text())
        known, typed = self._at_work(), self.typed()
        if typed.kind is not None and self._own is None:
            self.code.setPlaceholderText(f"9 位，如 {units.next_code(known, typed.kind)}")
        checked = units.check_unit(known, typed, self._own)
        left = self.fields.tell(checked.faults, checked.notes)
        self.missing.setText(left)
        same = checked.unit is not None and checked.unit == self._own
        for button in (self.ok, self.more):
            button.setEnabled(checked.unit is not None and not same)

    def _at_work(self) -> units.Roll:
        return self._known if self.year is None else replace(self._known, year=self.year.value())

    # ── writing ───────────────────────────────────────────────────────────────────────────────

    def _write(self, *, again: bool = False) -> None:
        if not self.ok.isEnabled():
            return
        self._again = again
        for button in (self.ok, self.more):
            button.setEnabled(False)
        behind = self.behind.text() if self.behind else ""
        job = partial(_write, self._own, self.typed(), self._at_work().year, behind)
        self._office.jobs.write(job, self._take, wrong=self._refused)

    def _take(self, told: tuple[str, str]) -> None:
        code, label = told
        self._office.say(f"已{label}", undo=True)
        self.written.emit(code)
        if not self._again:
            self.accept()
            return
        self.fields.rest()
        self._chose_kind = False
        for line in (self.name, self.code):
            line.clear()
        self.name.setFocus()
        self._look()

    def _refused(self, error: OfficeError) -> bool:
        self._look()
        self.missing.setText(str(error))
        return True

    def _read_again(self, _changes: object = None) -> None:
        job = partial(_roll, self._known.year)
        self._office.jobs.run(job, self._take_roll, latest="townships.roll")

    def _take_roll(self, known: units.Roll) -> None:
        self._known = known
        self._look()


def _show_kind(box: QComboBox, kind: Kind | None, name: str) -> None:
    """Show a kind; 民族乡 counts as 乡 and is told apart by its name alone."""
    words = "民族乡" if kind is Kind.TOWNSHIP and name.strip().endswith("族乡") else ""
    place = box.findText(words) if words else box.findData(kind.value if kind else None)
    box.setCurrentIndex(max(0, place))


def _roll(year: int, book: "Book", _progress: Progress) -> units.Roll:
    return units.roll(book, year)


def _write(
    own: Township | None,
    typed: units.UnitTyped,
    year: int,
    behind: str,
    book: "Book",
    _progress: Progress,
) -> tuple[str, str]:
    """Write the unit; give its code and the name of the change."""
    if own is None:
        changes = units.add_unit(book, typed, year)
    else:
        done = units.change_unit(book, own, typed, year, behind)
        if done is None:
            return own.code, "核对，没有改动"
        changes = done
    return units.code_of(typed), changes.label
