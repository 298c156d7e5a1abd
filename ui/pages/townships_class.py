"""改定类别: the county sets the class of a unit by its document, or lets the index count again."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QDialog, QSpinBox, QWidget

from townoffice.feedback import OfficeError, Progress
from townoffice.records import Changes, Overview, SizeClass, UnitOverview
from ui.answers import Told, answers, ask_in_column
from ui.explain_rows import figure
from ui.pages.townships_fields import Fields
from ui.tables import RecordTable
from ui.theme import px

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book
    from ui.office import Office

__all__ = ["ClassCommand", "ClassDialog", "class_words"]

_READ_ONLY = "台账是以只读方式打开的，不能改动"
_BY_INDEX = "按指数（取消改定）"


def class_words(unit: UnitOverview) -> str:
    """Say that a class was set by a document, and what it would be; empty where it was not."""
    decided = unit.row.overridden if unit.row else None
    if decided is None or unit.size_class is None:
        return ""
    calculated = decided.calculated.label if decided.calculated else "未分类"
    return f"按指数为{calculated}，改定{unit.size_class.label}（{decided.doc_no}）"


class ClassCommand(QObject):
    """改定类别… of the unit of the current row: in the table's menu and in 数据."""

    def __init__(
        self,
        office: "Office",
        table: RecordTable[UnitOverview],
        overview: Callable[[], Overview | None],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._office, self._table, self._page, self._overview = office, table, page, overview
        action = QAction("改定类别…", table)
        action.triggered.connect(self.ask)
        table.addAction(action)

    def ask(self) -> None:
        """Ask for the class of the current unit."""
        current, page = self._table.current(), self._overview()
        if current is None or page is None:
            return
        unit = page.unit(current[0].code)
        if self._office.read_only:
            self._office.say(_READ_ONLY)
        elif page.settings:
            self._office.say("正在试算口径，先恢复，再改定类别")
        elif unit is None or unit.row is None:
            self._office.say("这个年度还没有分类，先补齐指标，再改定类别")
        else:
            ClassDialog(self._office, page, unit, self._page).open()


class ClassDialog(QDialog):
    """Asks for class, 文号, reason and year; says what it comes to before it is written."""

    def __init__(
        self, office: "Office", page: Overview, unit: UnitOverview, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"改定类别 · {unit.name}")
        self.setMinimumWidth(px(520))
        self._office, self._unit = office, unit
        decided = unit.row.overridden if unit.row else None
        self._set = decided is not None
        self._calculated = decided.calculated if decided else unit.size_class
        self.fields = Fields(self)
        self.size_class = self._classes()
        self.doc_no = self.fields.line("doc_no", "文号", "必填，如 示编发〔2025〕3号")
        self.reason = self.fields.line("reason", "理由", "必填，如 驻地镇，承担县城管理任务")
        self.year = QSpinBox(self)
        self.year.setRange(1949, 2100)
        self.year.setValue(page.snapshot.year)
        self.year.setSuffix(" 年度起")
        self.fields.add("year", "自何时起", self.year)
        self.fields.edited.connect(self._look)
        self.told = Told(self)
        buttons, self.ok = answers(self, "写入")
        buttons.accepted.connect(self._write)
        ask_in_column(self, Told(self, self._now()), self.fields, self.told, buttons)
        office.closed.connect(self.close)
        self._look()
        self.size_class.setFocus()

    def _classes(self) -> QComboBox:
        box = QComboBox(self)
        for size in SizeClass:
            box.addItem(size.label, size)
        if self._set:
            box.addItem(_BY_INDEX, None)
        box.setCurrentIndex(max(0, box.findData(self._unit.size_class)))
        box.activated.connect(lambda _place: self._look())
        self.fields.add("class", "改定为", box)
        return box

    def _now(self) -> str:
        row = self._unit.row
        index = row.index if row else None
        by = f"总指数 {figure(index, 2)}，按指数为" if index is not None else "按指数为"
        said = f"{by}{_label(self._calculated)}。"
        decided = row.overridden if row else None
        if decided is not None:
            said += (
                f"现已改定{_label(self._unit.size_class)}（{decided.doc_no}）：{decided.reason}。"
            )
        return said

    def _look(self) -> None:
        from townoffice.desk.wording import doc_no_fault  # noqa: PLC0415  read by the worker before

        faults: dict[str, str] = {}
        doc_no, wanted = self.doc_no.text().strip(), self._wanted()
        if not doc_no:
            faults["doc_no"] = "改定类别须有本县文号"
        elif fault := doc_no_fault(doc_no):
            faults["doc_no"] = fault
        if not self.reason.text().strip():
            faults["reason"] = "请写明理由"
        notes = {"class": "与按指数的类别相同"} if wanted is self._calculated else {}
        missing = self.fields.tell(faults, notes)
        if wanted is None:
            result = f"取消改定，按指数为{_label(self._calculated)}（{doc_no}）"
        else:
            result = f"按指数为{_label(self._calculated)}，改定{wanted.label}（{doc_no}）"
        self.told.setText(missing or ("" if faults else result))
        self.ok.setEnabled(not faults and not self._office.read_only)

    def _wanted(self) -> SizeClass | None:
        chosen = self.size_class.currentData()
        return None if chosen is None else SizeClass(chosen)

    def _write(self) -> None:
        if not self.ok.isEnabled():
            return
        self.ok.setEnabled(False)
        decision = self._unit.code, self._wanted()
        words = self.reason.text(), self.doc_no.text()
        work = partial(_write, decision, words, self.year.value())
        self._office.jobs.write(work, self._done, wrong=self._refused)

    def _done(self, changes: Changes | None) -> None:
        if changes is None:
            self._office.say("与现在的改定相同，没有改动")
        else:
            self._office.say(f"已{changes.label}", undo=True)
        self.accept()

    def _refused(self, error: OfficeError) -> bool:
        self._look()
        self.told.setText(str(error))
        return True


def _label(size: SizeClass | None) -> str:
    return size.label if size else "未分类"


def _write(
    decision: tuple[str, SizeClass | None],
    words: tuple[str, str],
    year: int,
    book: "Book",
    _progress: Progress,
) -> Changes | None:
    from townoffice.desk import townships  # noqa: PLC0415  sqlalchemy is read by the worker

    return townships.override(book, dict((decision,)), *words, year)
