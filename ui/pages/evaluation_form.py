"""The dialog that asks for one act of an evaluation: fields, what is missing, one button."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from townoffice.feedback import OfficeError, Progress
from townoffice.records import Changes
from ui.answers import Told, answers, ask_in_column
from ui.pages.townships_fields import Fields
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.books import Book
    from ui.office import Office

__all__ = ["Form", "Job", "short"]

Job: TypeAlias = "Callable[[Book, Progress], object]"


class Form(QDialog):
    """Asks, says at once what is still missing, and writes one change; then ``written``.

    Who makes one adds its fields, then calls :meth:`finish`.
    """

    written = Signal(object)
    """What the job gave."""

    def __init__(
        self, office: "Office", parent: QWidget, title: str, verb: str, about: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(px(540))
        self.office = office
        self.about = Told(self, about)
        self.about.setVisible(bool(about))
        self.fields = Fields(self)
        self.told = Told(self)
        self.buttons, self.ok = answers(self, verb)
        self.buttons.accepted.connect(self._write)
        self.fields.edited.connect(lambda _key: self.look())
        office.closed.connect(self.close)

    def finish(self, *more: QWidget, first: QWidget | None = None) -> None:
        """Put the parts one under another, ``first`` above the fields, ``more`` under them."""
        upper = (self.about,) if first is None else (self.about, first)
        ask_in_column(self, *upper, self.fields, *more, self.told, self.buttons)
        self.look()

    def faults(self) -> Mapping[str, str]:
        """Say by field what is missing or wrong; empty: it can be written."""
        return {}

    def outcome(self) -> str:
        """Say what will happen, where nothing is missing."""
        return ""

    def job(self) -> Job:
        """Give what the worker is to do."""
        raise NotImplementedError

    def look(self) -> None:
        """Say what is missing; the button is grey until nothing is."""
        faults = self.faults()
        missing = self.fields.tell(faults, {})
        self.told.say(missing or ("" if faults else self.outcome()))
        self.ok.setEnabled(not faults and not self.office.read_only)

    def _write(self) -> None:
        if self.ok.isEnabled():
            self.ok.setEnabled(False)
            self.office.jobs.write(self.job(), self._done, wrong=self._refused)

    def _done(self, found: object) -> None:
        if isinstance(found, Changes):
            self.office.say(f"已{short(found.label)}", undo=True)
        self.written.emit(found)
        self.accept()

    def _refused(self, error: OfficeError) -> bool:
        self.look()
        self.told.say(str(error), "red")
        return True


def short(label: str) -> str:
    """Give a label of the history without the title of its contest, which is on the screen."""
    head, _, _title = label.rpartition("（")
    return head or label
