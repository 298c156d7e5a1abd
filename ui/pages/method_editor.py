"""自定办法: the county's own staffing method, made of parts and tried on the county as it is typed.

Opened by :func:`ui.pages.method_opening.open_editor`, when the worker has read the desk.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from townoffice.desk import own_method_packs, own_methods
from townoffice.desk.books import Book
from townoffice.desk.own_method_trial import Checked, check
from townoffice.desk.own_methods import Draft, Start
from townoffice.desk.planning import Ground, Order, ground
from townoffice.feedback import OfficeError, Progress
from townoffice.records import Changes
from ui.answers import answers
from ui.office import Office
from ui.pages.method_editor_form import Form
from ui.pages.method_editor_trial import TrialPanel
from ui.room import Pane, fit
from ui.theme import px

__all__ = ["MethodEditor"]

_CHANGE, _COPY = "change:", "copy:"
"""What is done with the method to start from."""


class MethodEditor(QDialog):
    """The form at the left, its trial at the right; ``written`` when the method is in the book."""

    written = Signal()

    def __init__(self, office: Office, known: Ground, start: str, parent: QWidget) -> None:
        """``start``: the id of the method to begin with, where it is made of parts."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"自定核编办法 · {known.county.county.name}")
        self._office, self._known = office, known
        self.checked: Checked | None = None
        self.start = QComboBox(self)
        self.start.setAccessibleName("从哪里开始")
        self.form, self.trial = Form(self), TrialPanel(self)
        self.told = QLabel(self)
        self.told.setProperty("tone", "second")
        self.told.setWordWrap(True)
        self._list_starts(own_methods.starts(known))
        self._lay_out()
        self.form.edited.connect(self._look)
        self.trial.turned.connect(self._look)
        self.start.activated.connect(lambda _place: self._begin())
        office.closed.connect(self.close)
        office.changed.connect(self._reread)
        self.start.setCurrentIndex(max(0, self.start.findData(f"{_COPY}{start}")))
        self._begin()
        self.form.label.setFocus()

    def _list_starts(self, starts: tuple[Start, ...]) -> None:
        self.start.addItem("空白：各部分自己写", "")
        for start in starts:
            if start.own:
                self.start.addItem(f"修改本县的“{start.label}”", f"{_CHANGE}{start.id}")
            self.start.addItem(f"仿照“{start.label}”另做一个", f"{_COPY}{start.id}")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(px(20), 0, px(20), 0)
        label = QLabel("从哪里开始", self)
        label.setBuddy(self.start)
        head.addWidget(label)
        head.addWidget(self.start)
        head.addStretch(1)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addWidget(Pane(self.form, self), 3)
        sides.addWidget(self.trial, 2)
        buttons, self.ok = answers(self, "保存，只作比较")
        buttons.accepted.connect(self._write)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(20), 0, px(20), 0)
        foot.addWidget(self.told, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(14), 0, px(14))
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addLayout(sides, 1)
        column.addLayout(foot)
        fit(self, 1180, 780)

    def _begin(self) -> None:
        """Show the draft of the method to start from."""
        way = str(self.start.currentData())
        draft = own_methods.blank(self._known)
        if way:
            method = way.removeprefix(_CHANGE).removeprefix(_COPY)
            change = way.startswith(_CHANGE)
            draft = own_methods.from_method(self._known, method, change=change)
        self.form.put(draft)
        self._look()

    def _look(self) -> None:
        """Have the worker check and calculate what is typed now."""
        adopt = self.form.adopt.isChecked()
        self.ok.setText("保存并采用" if adopt else "保存，只作比较")
        order = Order(self.trial.chosen(), year=self._known.county.year)
        work = partial(_check, self._known, self.form.draft(), order, adopt=adopt)
        self._office.jobs.run(work, self._show, latest="method.trial", wrong=self._refused)

    def _show(self, checked: Checked) -> None:
        self.checked = checked
        self.told.setText(self.form.tell(checked.faults, checked.notes))
        self.trial.show_trial(checked)
        may = checked.may(adopt=self.form.adopt.isChecked())
        self.ok.setEnabled(may and not self._office.read_only)

    def _write(self) -> None:
        if not self.ok.isEnabled():
            return
        self.ok.setEnabled(False)
        order = Order(self.trial.chosen(), year=self._known.county.year)
        work = partial(_save, self.form.draft(), order, adopt=self.form.adopt.isChecked())
        self._office.jobs.write(work, self._done, wrong=self._refused)

    def _done(self, changes: Changes) -> None:
        self._office.say(f"已{changes.label}", undo=True)
        self.written.emit()
        self.accept()

    def _refused(self, error: OfficeError) -> bool:
        self.told.setText(str(error))
        self.ok.setEnabled(not self._office.read_only)
        return True

    def _reread(self, _changes: Changes) -> None:
        """Something else was written: try it on the county as it is now."""
        year = self._known.county.year
        self._office.jobs.run(partial(_ground, year), self._take, latest="method.ground")

    def _take(self, known: Ground) -> None:
        self._known = known
        self._look()


def _check(
    known: Ground, draft: Draft, order: Order, _book: Book, _progress: Progress, *, adopt: bool
) -> Checked:
    return check(known, draft, order, adopt=adopt)


def _save(draft: Draft, order: Order, book: Book, _progress: Progress, *, adopt: bool) -> Changes:
    return own_method_packs.save(book, draft, adopt=adopt, year=order.year, order=order)


def _ground(year: int, book: Book, _progress: Progress) -> Ground:
    return ground(book, year)
