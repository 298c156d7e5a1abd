"""执行…: a stage of a plan is carried out on a day, by its document, as one step."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from townoffice.feedback import OfficeError
from townoffice.records import TransferSheet
from ui.answers import Told, answers, ask_in_column
from ui.days import today, typed_day
from ui.pages.townships_fields import Fields
from ui.theme import px
from ui.transfers_work import Batch, batch_words, carry_out, held_words, sheet_on

if TYPE_CHECKING:
    from townoffice.records import Changes
    from ui.office import Office

__all__ = ["CarryOut"]


class CarryOut(QDialog):
    """Asks for the day and the 文号, and says what is written then."""

    def __init__(self, office: "Office", batch: Batch, years: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"执行{batch_words(batch.stage.number)} · {batch.title}")
        self.setMinimumWidth(px(560))
        self._office, self._batch, self._years = office, batch, years
        self._sheet: TransferSheet | None = None
        self.fields = Fields(self)
        self.doc_no = self.fields.line("doc_no", "文号", "必填，如 示编办〔2025〕3号")
        self.day = self.fields.line("on", "划转日期", "如 2025-03-01，当日起按新的核定数")
        self.day.setText(today().isoformat())
        self.fields.edited.connect(self._edited)
        self.told = Told(self)
        buttons, self.ok = answers(self, "执行")
        buttons.accepted.connect(self._write)
        ask_in_column(self, Told(self, _about(batch)), self.fields, self.told, buttons)
        office.changed.connect(self._ask)
        office.closed.connect(self.close)
        self._look()
        self._ask()
        self.doc_no.setFocus()

    def _edited(self, key: str) -> None:
        if key == "on":
            self._sheet = None
            self._ask()
        self._look()

    def _ask(self, _changes: object = None) -> None:
        """Ask who is there on the day typed: with other people the plan moves otherwise."""
        day = typed_day(self.day.text())
        if day is not None:
            work = partial(sheet_on, self._batch.plan_id, self._years, day)
            self._office.jobs.run(work, self._take, latest="transfers.day", wrong=self._refused)

    def _take(self, found: tuple[date, TransferSheet]) -> None:
        if found[0] == typed_day(self.day.text()):
            self._sheet = found[1]
            self._look()

    def _look(self) -> None:
        from townoffice.desk.wording import doc_no_fault  # noqa: PLC0415  read by the worker before

        faults, notes = dict[str, str](), dict[str, str]()
        day, doc_no = typed_day(self.day.text()), self.doc_no.text().strip()
        due = self._batch.stage.due
        if not doc_no:
            faults["doc_no"] = "划转编制须有文号"
        elif fault := doc_no_fault(doc_no):
            faults["doc_no"] = fault
        if day is None:
            faults["on"] = "请填日期，如 2025-03-01"
        elif due is not None and day < due:
            notes["on"] = f"早于应执行的 {due.isoformat()}"
        missing = self.fields.tell(faults, notes)
        held = self._sheet.held if self._sheet is not None and not self._batch.stage.number else ()
        if held:
            words = f"按 {self.day.text().strip()} 的实有人数，执行后将超编：{held_words(held)}。"
            self.told.say(f"{words}请关上，先定逐步消化的年数。", "red")
        else:
            self.told.say(missing or ("" if faults else self._result()))
        ready = self._sheet is not None and not held and not faults
        self.ok.setEnabled(ready and not self._office.read_only)

    def _result(self) -> str:
        """Say what is written."""
        if self._sheet is None:
            return ""
        number = self._batch.stage.number
        moved = [t for t in self._sheet.transfers if t.stage == number]
        units = {code for t in moved for code in (t.giver, t.taker)} - {""}
        posts = sum(t.posts for t in moved)
        if not posts:
            return "没有要划转的；以后各批的日期记入台账。"
        return f"划转 {posts} 名，{len(units)} 个单位的核定数随之改变，记入编制调剂台账；可以撤销。"

    def _write(self) -> None:
        day = typed_day(self.day.text())
        if day is None or not self.ok.isEnabled():
            return
        self.ok.setEnabled(False)
        work = partial(carry_out, self._batch, self._years, day, self.doc_no.text().strip())
        self._office.jobs.write(work, self._done, wrong=self._refused)

    def _done(self, changes: "Changes") -> None:
        self._office.say(f"已{changes.label}", undo=True)
        self.accept()

    def _refused(self, error: OfficeError) -> bool:
        self._look()
        self.told.say(str(error), "red")
        return True


def _about(batch: Batch) -> str:
    stage = batch.stage
    if stage.number:
        words = f"第 {stage.number} 批 {stage.posts} 名，应于 {_day(batch)} 执行。"
        return f"{words}每一批凭自己的文件。"
    return "各单位写入新的核定数；有以后各批的，按年到期，到时另凭文件执行。"


def _day(batch: Batch) -> str:
    return batch.stage.due.isoformat() if batch.stage.due else "—"
