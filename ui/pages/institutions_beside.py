"""A view beside the institutions: its table over the county or one unit, and its acts under it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.pages import institutions_work as work
from ui.pages.institutions_beside_rows import Beside
from ui.pages.institutions_beside_views import VIEWS
from ui.tables import RecordTable
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.institution_known import Known
    from townoffice.desk.institution_views import CountyRegister
    from ui.office import Office

__all__ = ["VIEWS", "BesideView"]

_HEADED = frozenset({"rights", "modules"})
_ALWAYS = frozenset({"agency_new", "enforcement", "platform", "right", "use", "leader"})
"""Acts that need no row: the dialog asks for the unit."""


class BesideView(QFrame):
    """Shows one view; follows the page's county and unit."""

    def __init__(self, office: "Office", key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "table")
        self._office, self._key = office, key
        self.view = view = VIEWS[key]
        self._county: CountyRegister | None = None
        self._code = ""
        self.table: RecordTable[Beside] = RecordTable(
            view.columns,
            key=lambda row: row.key,
            name=view.title,
            heads=(lambda row: row.head) if key in _HEADED else None,
            row_height=30,
        )
        self.buttons = {act: QPushButton(words, self) for words, act in view.acts}
        self.note = QLabel(self)
        self._arrange()
        self.table.selection_summed.connect(office.status)
        self.table.current_changed.connect(lambda _row, _key: self._look())
        for act, button in self.buttons.items():
            button.clicked.connect(lambda _on, act=act: self.act(act))
        self._look()

    def show_county(self, county: "CountyRegister", code: str) -> None:
        """Show the rows of a unit, or of all of them."""
        self._county, self._code = county, code
        pages = [page for page in county.units if code in {"", page.code}]
        job = partial(work.read_beside, self._key, pages)
        self._office.jobs.run(job, self._take, latest=f"institutions.{self._key}")

    def _take(self, rows: tuple[Beside, ...]) -> None:
        self.table.show_rows(rows)
        self.note.setText(self.view.note if rows else f"还没有登记，请点“{self.view.acts[0][0]}”")
        if self.table.current() is None and rows:
            wrong = next((row for row in rows if row.findings), rows[0])
            self.table.select(wrong.key, "unit")
        self._look()

    def act(self, act: str) -> None:
        """Open the dialog of an act."""
        self._office.jobs.run(work.read_known, partial(self._open, act))

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(8), px(16), px(8))
        foot.setSpacing(px(8))
        for button in self.buttons.values():
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.note.setProperty("tone", "second")
        self.note.setProperty("role", "note")
        self.note.setWordWrap(True)
        foot.addSpacing(px(8))
        foot.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def _look(self) -> None:
        pen = not self._office.read_only and self._county is not None
        row = self.table.current() is not None
        for act, button in self.buttons.items():
            button.setEnabled(pen and (row or act in _ALWAYS))

    def _open(self, act: str, known: "Known") -> None:
        from ui.pages.institutions_beside_forms import (  # noqa: PLC0415  read when first wanted
            BesideForms,
        )

        county, current = self._county, self.table.current()
        if county is None or not county.units:
            return
        row = current[0] if current is not None else None
        first = county.unit(self._code) or county.units[0]
        unit_id = row.unit_id if row is not None else first.unit_id
        forms = BesideForms(self._office, known, self, self._office.year or county.on.year)
        form = forms.make(act, row, unit_id)
        if form is None:
            self._office.say("请先在表里选要办理的一行")
        else:
            form.open()
