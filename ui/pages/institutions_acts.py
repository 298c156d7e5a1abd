"""The commands of 机构设置: in the headline, the menu 数据 › 机构办理, the table's own menu."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

from townoffice.records import Finding, Institution
from ui.pages import institutions_work as work
from ui.pages.institutions_lines import PLATES, Line

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.institution_known import Known
    from townoffice.desk.institution_views import UnitPage
    from ui.office import Office
    from ui.pages.institutions_forms import Forms

__all__ = ["Acts"]

_READ_ONLY = "台账是以只读方式打开的，不能改动"
_NO_UNIT = "请先选一个单位"


class Acts(QObject):
    """Opens the dialogs about the chosen unit and the institution of the current row."""

    view_wanted = Signal(str)
    """The key of a view where something is put right."""

    def __init__(
        self,
        office: "Office",
        unit: "Callable[[], UnitPage | None]",
        line: Callable[[], Line | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._office, self._unit, self._line, self._page = office, unit, line, parent
        self._of_row: list[QAction] = []
        self._of_unit: list[QAction] = []
        for words, act in (
            ("新增机构…", self.new),
            ("加挂牌子…", self.hang),
            ("牌子…", self.plates),
            ("套用模板…", self.template),
            ("沿革…", self.history),
        ):
            self._add(words, act, self._of_unit)
        for words, form in (
            ("人员和职责…", "edit"),
            ("更名…", "rename"),
            ("调整…", "change"),
            ("合并…", "merge"),
            ("分设…", "split"),
            ("划转…", "move"),
            ("撤销机构…", "close"),
            ("更正登记…", "correct"),
        ):
            self._add(words, partial(self.about_row, form), self._of_row)

    def actions(self) -> list[QAction]:
        """Give all of them, those about the row first."""
        apart = QAction(self)
        apart.setSeparator(True)
        return [*self._of_row, apart, *self._of_unit]

    def enable(self) -> None:
        """Disable what cannot work now."""
        page, line = self._unit(), self._line()
        pen = not self._office.read_only
        for action in self._of_unit:
            reads = action.text() == "沿革…"
            action.setEnabled(page is not None and (pen or reads))
        for action in self._of_row:
            action.setEnabled(pen and line is not None and line.state is not None)

    def new(self) -> None:
        """Ask for a new institution of the unit."""
        page = self._asked()
        if page is not None:
            self._with_known(lambda known: self._forms(known).found(page.register.township))

    def hang(self) -> None:
        """Ask for a plate, on the institution of the current row."""
        page, line = self._asked(), self._line()
        host = line.state.number if line is not None and line.state is not None else None
        if page is not None:
            self._with_known(lambda known: self._forms(known).hang(page.register.township, host))

    def plates(self) -> None:
        """Show the plates of the unit."""
        page = self._asked()
        if page is not None:
            from ui.pages.institutions_plates import PlateList  # noqa: PLC0415  when first wanted

            PlateList(self._office, page.register.township, self._page).open()

    def template(self) -> None:
        """Show what a template would make of the unit."""
        page = self._asked()
        if page is not None:
            from ui.pages.institutions_template import (  # noqa: PLC0415  read when first wanted
                TemplateDialog,
            )

            TemplateDialog(self._office, page.register.township, self._page).open()

    def history(self) -> None:
        """Show how the unit's institutions came to be, and its register of any day."""
        page, line = self._unit(), self._line()
        if page is None:
            self._office.say(_NO_UNIT)
            return
        from ui.pages.institutions_history import LineageDialog  # noqa: PLC0415  when first wanted

        held = line.state if line is not None else None
        LineageDialog(self._office, page.register.township, held, self._page).show()

    def handle(self, finding: Finding | None, of: "UnitPage | None" = None) -> None:
        """Show what is wrong with a unit (None: the chosen one), beginning with one finding."""
        page = of or self._unit()
        if page is not None and page.findings:
            from ui.pages.institutions_findings import (  # noqa: PLC0415  read when first wanted
                FindingsDialog,
            )

            dialog = FindingsDialog(self._office, page, finding, self._page)
            dialog.record_wanted.connect(lambda _subject: self._open_record(page, dialog.chosen()))
            dialog.open()

    def about_row(self, form: str) -> None:
        """Ask for an act upon the institution of the current row."""
        line = self._line()
        if self._office.read_only:
            self._office.say(_READ_ONLY)
        elif line is None or line.state is None:
            self._office.say("请先在表里选一个机构")
        else:
            self._with_known(partial(self._form_of, form, line.state))

    def _form_of(self, form: str, held: Institution, known: "Known") -> QDialog:
        from ui.pages.institutions_merge import (  # noqa: PLC0415  read when first wanted
            MergeForm,
            SplitForm,
        )

        if form == "merge":
            return MergeForm(self._office, known, self._page, held)
        if form == "split":
            return SplitForm(self._office, known, self._page, held)
        forms = self._forms(known)
        made = {
            "edit": forms.edit,
            "rename": forms.rename,
            "change": forms.change,
            "move": forms.move,
            "close": forms.close,
            "correct": forms.correct,
        }
        return made[form](held)

    def _open_record(self, page: "UnitPage", finding: Finding | None) -> None:
        """Open what a finding is about: an institution's registration, the plates, or a view."""
        from ui.pages.institutions_findings import (  # noqa: PLC0415  read when first wanted
            INSTITUTION,
            record_of,
        )

        if finding is None:
            return
        where = record_of(finding)
        row = page.register.row(int(finding.subject)) if where == INSTITUTION else None
        if row is not None:
            self._with_known(lambda known: self._forms(known).correct(row.institution))
        elif where == PLATES:
            self.plates()
        elif where and where != INSTITUTION:
            self.view_wanted.emit(where)

    def _asked(self) -> "UnitPage | None":
        """Give the unit to write about; say why there is none."""
        page = self._unit()
        if self._office.read_only:
            self._office.say(_READ_ONLY)
            return None
        if page is None:
            self._office.say(_NO_UNIT)
        return page

    def _forms(self, known: "Known") -> "Forms":
        from ui.pages.institutions_forms import Forms  # noqa: PLC0415  read when first wanted

        return Forms(self._office, known, self._page)

    def _with_known(self, make: "Callable[[Known], QDialog]") -> None:
        self._office.jobs.run(work.read_known, lambda known: make(known).open())

    def _add(self, words: str, act: Callable[[], object], to: list[QAction]) -> None:
        action = QAction(words, self)
        action.triggered.connect(lambda _checked: act())
        to.append(action)
