"""The tab 合规检查: every rule of the policies in force over the county, as of a day.

What is found is never stored: the page reads the register anew when it comes to the front after a
change. A finding leads to its record, to the clause, and to the waiver by the county's document.
"""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from townoffice.feedback import OfficeError
from townoffice.records import Severity
from ui.days import today, typed_day
from ui.headline import Headline
from ui.links import link_button
from ui.pages import institutions_work as work
from ui.pages.compliance_table import FoundRow, findings_table, headline, rows_of
from ui.pages.institutions_findings import FindingsDialog, told
from ui.room import room_of
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.institution_views import CountyRegister
    from townoffice.records import Changes
    from ui.office import Office

__all__ = ["CompliancePage"]

_NO_BOOK = ("还没有打开台账", "请打开或新建一本台账")
_TIGHT = 450
"""Height of the page, at 100 %, below which its parts give way."""


class CompliancePage(QWidget):
    """Headline, the findings, and beside them what is wrong with the one chosen and what to do."""

    TITLE = "合规检查"
    HELP = "compliance"

    def __init__(self, office: "Office") -> None:
        super().__init__()
        self._office = office
        self._stale = True
        self._on: date | None = None
        self.county: CountyRegister | None = None
        self.headline = Headline(self)
        self.headline.add_button("冻结期…", self.ask_freeze, tip="改革期间的起止日，查突击提拔")
        self.headline.add_button("打印核查情况表", self.print)
        self.day = QLineEdit(self)
        self.day.setAccessibleName("核查日期")
        self.day.setFixedWidth(px(110))
        self.day.editingFinished.connect(self._take_day)
        self.table = findings_table()
        self.details = QLabel(self)
        self.act = link_button("处理…", self.ask, self)
        self.go = link_button("打开登记", self.open_record, self)
        self._arrange()
        self.table.current_changed.connect(lambda _row, _key: self._look())
        self.table.explain_asked.connect(lambda _row, _key: self.ask())
        self.headline.link.connect(self.follow)
        office.opened.connect(self._wait)
        office.closed.connect(lambda: self._empty(*_NO_BOOK))
        office.changed.connect(self._wait)
        office.year_changed.connect(lambda _year: self._wait())
        self._empty(*_NO_BOOK)

    # ── what the frame asks ───────────────────────────────────────────────────────────────────

    def activate(self) -> None:
        """Check anew where something moved, and take the keyboard."""
        if self._stale:
            self.reload()
        self.table.setFocus()

    def find(self, text: str) -> bool:  # type: ignore[override]  # QWidget.find takes a window id
        """Go to the next finding that has the text."""
        return self.table.find(text)

    def choose_columns(self) -> None:
        """Open the column chooser."""
        self.table.choose_columns()

    def next_problem(self) -> None:
        """Go to the next finding."""
        self._step(1)

    def previous_problem(self) -> None:
        """Go to the one before."""
        self._step(-1)

    def print_request(self) -> tuple[str, int | None, None]:
        """Name the table that 打印 is for."""
        return "check", None, None

    def print(self) -> None:
        """Open the preview of the table of the check."""
        self._office.print_table(*self.print_request())

    def give_way(self) -> None:
        """Be lower where there is little height."""
        low = room_of(self) < px(_TIGHT)
        self.headline.give_way(low=low)
        self.table.set_dense(dense=low)

    # ── acting ────────────────────────────────────────────────────────────────────────────────

    def reload(self) -> None:
        """Check the county anew."""
        if self._office.county is None:
            return
        self._stale = False
        on = self._on or work.day_of(self._office.year, self._office.years)
        self._office.jobs.run(
            partial(work.read_register, on),
            self._take,
            latest="compliance.page",
            wrong=self._refuse,
        )

    def ask(self) -> None:
        """Open what can be done about the finding chosen: waive it, lift a waiver, put it right."""
        row, county = self._row(), self.county
        page = county.unit(row.finding.unit) if row is not None and county is not None else None
        if row is None or page is None:
            return
        dialog = FindingsDialog(self._office, page, row.finding, self)
        dialog.record_wanted.connect(partial(self._office.record_wanted.emit, page.code))
        dialog.open()

    def open_record(self) -> None:
        """Go to the record the finding is about."""
        row = self._row()
        if row is not None:
            self._office.record_wanted.emit(row.finding.unit, row.finding.subject)

    def ask_freeze(self) -> None:
        """Ask between which days promotions are looked at."""
        from ui.pages.compliance_freeze import FreezeDialog  # noqa: PLC0415  read when first wanted

        FreezeDialog(self._office, self).open()

    def follow(self, link: str) -> None:
        """Filter by what a figure of the headline counts."""
        if link == "all":
            self.table.clear_filters()
        else:
            self.table.set_filter("severity", Severity(link).label)
        rows = self.table.rows()
        if rows:
            self.table.select(rows[0].key, "what")

    # ── showing ───────────────────────────────────────────────────────────────────────────────

    def _arrange(self) -> None:
        self.details.setWordWrap(True)
        self.details.setTextFormat(Qt.TextFormat.RichText)
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setAccessibleName("这一条是怎么查出来的")
        line = QHBoxLayout()
        line.addWidget(self.act)
        line.addWidget(self.go)
        line.addStretch(1)
        panel = QFrame(self)
        panel.setProperty("ground", "panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.details)
        column.addLayout(line)
        column.addStretch(1)
        split = QSplitter(self)
        split.addWidget(self.table)
        split.addWidget(panel)
        split.setStretchFactor(0, 1)
        split.setSizes([px(980), px(400)])
        bar = QHBoxLayout()
        bar.setContentsMargins(px(20), px(6), px(16), px(6))
        bar.addWidget(QLabel("核查日期"))
        bar.addWidget(self.day)
        bar.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.headline)
        whole.addLayout(bar)
        whole.addWidget(split, 1)

    def _wait(self, _moved: "Changes | None" = None) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def _take(self, county: "CountyRegister") -> None:
        self.county = county
        self.day.setText(county.on.isoformat())
        self.headline.set_text(*headline(county))
        current = self.table.current()
        rows = rows_of(county)
        self.table.show_rows(rows)
        if rows and (current is None or self.table.current() is None):
            self.table.select(rows[0].key, "what")
        self._look()

    def _refuse(self, error: OfficeError) -> bool:
        self._empty(error.what, error.hint)
        return True

    def _empty(self, words: str, hint: str) -> None:
        self.county = None
        self.headline.set_text(words, hint)
        self.table.show_rows(())
        self._look()

    def _look(self) -> None:
        row = self._row()
        clear = "没有查出问题。" if self.county is not None else ""
        self.details.setText(told(row.finding) if row is not None else clear)
        self.act.setVisible(row is not None)
        self.go.setVisible(row is not None)

    def _row(self) -> FoundRow | None:
        current = self.table.current()
        return None if current is None else current[0]

    def _step(self, step: int) -> None:
        rows = self.table.rows()
        if not rows:
            self._office.say("没有查出问题")
            return
        keys = [row.key for row in rows]
        current = self._row()
        place = keys.index(current.key) + step if current is not None else 0
        self.table.select(keys[place % len(keys)], "what")

    def _take_day(self) -> None:
        text = self.day.text().strip()
        on = typed_day(text) if text else None
        if text and on is None:
            self._office.say(f"“{text}”不是日期，请写成 {today().isoformat()} 的样子")
            return
        if on != (self.county.on if self.county is not None else None):
            self._on = on
            self.reload()
