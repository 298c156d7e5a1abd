"""撤并单位: a unit ceases on a day, into another or altogether, by a document."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from townoffice.desk import units
from townoffice.feedback import OfficeError, Progress
from townoffice.records import Township
from ui.answers import Told, answers, ask_in_column
from ui.pages.townships_fields import Fields
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.books import Book
    from ui.office import Office

__all__ = ["MergeDialog"]


class MergeDialog(QDialog):
    """Asks when, into which unit and by which document; ``written`` gives the heir's code."""

    written = Signal(str)

    def __init__(
        self, office: "Office", known: units.Roll, parent: QWidget, unit: Township
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"撤并单位 · {unit.name}")
        self.setMinimumWidth(px(540))
        self._office, self._known, self._unit = office, known, unit
        self.fields = Fields(self)
        self.since = self.fields.line(
            "since", "自何日起撤销", "如 2025-03-01，当日起不再有这个单位", at_once=False
        )
        self.into = QComboBox(self)
        self.into.addItem("不并入别的单位", None)
        for other in known.present():
            if other.id != unit.id:
                self.into.addItem(f"{other.name}　{other.code}", other.id)
        self.into.activated.connect(lambda _place: self._look())
        self.fields.add("into_id", "并入", self.into)
        self.doc_no = self.fields.line("doc_no", "文号", "如 示政发〔2025〕3号", at_once=False)
        self.fields.edited.connect(self._look)
        self.told, self.missing = Told(self, tone=""), Told(self)
        buttons, self.ok = answers(self, "写入")
        buttons.accepted.connect(self._write)
        ask_in_column(self, self.fields, self.told, self.missing, buttons)
        office.changed.connect(self.close)  # what it was asked about may be no more
        office.closed.connect(self.close)
        self._look()
        self.since.setFocus()

    def typed(self) -> units.MergerTyped:
        """Give what is typed."""
        assert self._unit.id is not None
        into: int | None = self.into.currentData()
        return units.MergerTyped(self._unit.id, into, self.since.text(), self.doc_no.text())

    def _look(self) -> None:
        typed = self.typed()
        faults = units.check_merger(self._known, typed)
        self.fields.touch("into_id")
        self.missing.setText(self.fields.tell(faults, {}))
        self.ok.setEnabled(not faults)
        into = self._known.unit(typed.into_id)
        said = f"{self._unit.name}以前年度的数据仍在，写入后可以撤销。"
        if into is not None:
            said += f"机构和牌子随之划入{into.name}，同名的合并；人口、面积和编制请随后在表里改。"
        else:
            said += "它的机构和牌子同时撤销。"
        self.told.setText(said)

    def _write(self) -> None:
        if self.ok.isEnabled():
            self.ok.setEnabled(False)
            job = partial(_merge, self.typed(), self._known.year)
            self._office.jobs.write(job, self._take, wrong=self._refused)

    def _take(self, label: str) -> None:
        self._office.say(f"已{label}", undo=True)
        into = self._known.unit(self.typed().into_id)
        if into is not None:
            self.written.emit(into.code)
        self.accept()

    def _refused(self, error: OfficeError) -> bool:
        self._look()
        self.missing.setText(str(error))
        return True


def _merge(typed: units.MergerTyped, year: int, book: "Book", _progress: Progress) -> str:
    return units.merge_unit(book, typed, year).label
