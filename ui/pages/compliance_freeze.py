"""冻结期: between which days of the reform promotions are looked at (S0 五：严禁突击提拔干部)."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QWidget

from townoffice.feedback import Progress
from ui.answers import Told, answers, ask_in_column
from ui.days import typed_day
from ui.office import Office

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book
    from townoffice.records import Changes

__all__ = ["FreezeDialog"]


class FreezeDialog(QDialog):
    """Asks for the first and the last day; both empty: none. One act that can be undone."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self.setWindowTitle("干部冻结期")
        self.first, self.last = QLineEdit(), QLineEdit()
        for field, name in ((self.first, "起"), (self.last, "止")):
            field.setAccessibleName(f"冻结期{name}")
            field.setPlaceholderText("如 2024-09-01；不设就空着")
            field.textChanged.connect(self._look)
        self.told = Told(self)
        about = Told(
            self, "冻结期内没有任职文号的提拔列为突破，有文号的列出备查。改革不设冻结期的空着。"
        )
        buttons, self.save = answers(self, "保存")
        buttons.accepted.connect(self._accept)
        fields = QWidget(self)
        form = QFormLayout(fields)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow("自", self.first)
        form.addRow("至", self.last)
        ask_in_column(self, about, fields, self.told, buttons)
        office.closed.connect(self.reject)
        office.jobs.run(_freeze, self._fill)
        self._look()

    def _fill(self, held: tuple[date, date] | None) -> None:
        if held is not None:
            self.first.setText(held[0].isoformat())
            self.last.setText(held[1].isoformat())

    def _days(self) -> tuple[date | None, date | None]:
        return typed_day(self.first.text().strip()), typed_day(self.last.text().strip())

    def _look(self) -> None:
        said = self._fault()
        self.told.say(said, "red" if said else "second")
        self.save.setEnabled(not said)

    def _fault(self) -> str:
        if self._office.read_only:
            return "台账是只读的，不能改"
        texts = [field.text().strip() for field in (self.first, self.last)]
        days = self._days()
        wrong = next((text for text, day in zip(texts, days, strict=True) if text and not day), "")
        if wrong:
            return f"“{wrong}”不是日期"
        if bool(texts[0]) != bool(texts[1]):
            return "起止日要么都写，要么都空着"
        first, last = days
        return "止日早于起日" if first and last and last < first else ""

    def _accept(self) -> None:
        work = partial(_set_freeze, *self._days())
        self.accept()
        self._office.jobs.write(work, partial(_tell, self._office))


def _tell(office: Office, changes: "Changes | None") -> None:
    if changes is not None:
        office.say(f"已保存{changes.label}", undo=True)


def _freeze(book: "Book", _progress: Progress) -> tuple[date, date] | None:
    from townoffice.desk.county_settings import freeze  # noqa: PLC0415  read by the worker

    return freeze(book)


def _set_freeze(
    first: date | None, last: date | None, book: "Book", _progress: Progress
) -> "Changes | None":
    from townoffice.desk.county_settings import set_freeze  # noqa: PLC0415  read by the worker

    return set_freeze(book, first, last)
