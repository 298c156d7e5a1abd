"""牌子…: every plate of a unit, where it hangs, by which document; put right or taken down."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from townoffice.records import Nameplate, Township
from ui.answers import Told
from ui.pages import institutions_work as work
from ui.pages.institutions_forms import Forms
from ui.room import fit
from ui.tables import Cell, Column, RecordTable
from ui.theme import Tone, px

if TYPE_CHECKING:
    from townoffice.desk.institution_known import Known
    from ui.office import Office

__all__ = ["PlateList", "PlateRow"]


@dataclass(frozen=True, slots=True)
class PlateRow:
    """One plate and the name of its host, "" where that is not there."""

    plate: Nameplate
    host: str


def _doc(row: PlateRow) -> Cell:
    if row.plate.doc_no:
        return Cell(row.plate.doc_no)
    return Cell("没有批准文号", tone=Tone.RED, warning=True)


def _host(row: PlateRow) -> Cell:
    return Cell(row.host) if row.host else Cell("没有所在机构", tone=Tone.RED, warning=True)


def _since(row: PlateRow) -> Cell:
    day = row.plate.valid_from
    return Cell(day.isoformat() if day else "—", tone=Tone.NORMAL if day else Tone.FAINT)


_COLUMNS: tuple[Column[PlateRow], ...] = (
    Column("name", "牌子", lambda row: Cell(row.plate.name), width=190, frozen=True),
    Column("host", "所在机构", _host, width=190),
    Column("doc_no", "批准文号", _doc, width=160),
    Column("since", "挂牌日期", _since, width=96),
)


class PlateList(QDialog):
    """Shows the plates of one unit; follows the book."""

    def __init__(self, office: "Office", unit: Township, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"加挂牌子 · {unit.name}")
        self._office, self._unit = office, unit
        self._known: Known | None = None
        self.table: RecordTable[PlateRow] = RecordTable(
            _COLUMNS, key=lambda row: row.plate.id, name="加挂牌子", filters=False, row_height=30
        )
        self.told = Told(self, "牌子要有所在机构和批准文号，总数不超过限额。")
        self.hang, self.correct, self.down = (
            QPushButton(words, self) for words in ("加挂牌子…", "更正…", "摘牌…")
        )
        self._arrange()
        fit(self, 740, 420)
        self.hang.clicked.connect(lambda _on: self._open("hang"))
        self.correct.clicked.connect(lambda _on: self._open("correct_plate"))
        self.down.clicked.connect(lambda _on: self._open("take_down"))
        self.table.current_changed.connect(lambda _row, _key: self._look())
        office.changed.connect(self._read)
        office.closed.connect(self.close)
        self._look()
        self._read()
        self.table.setFocus()

    def _arrange(self) -> None:
        close = QPushButton("关闭", self)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        for button in (self.hang, self.correct, self.down):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        for button in (self.hang, self.correct, self.down, close):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def _read(self, _changes: object = None) -> None:
        self._office.jobs.run(work.read_known, self._take, latest="institutions.plates")

    def _take(self, known: "Known") -> None:
        self._known = known
        own = [p for p in known.nameplates if p.township_id == self._unit.id and p.valid_to is None]
        rows = [PlateRow(plate, _name(known, plate)) for plate in own]
        self.table.show_rows(rows)
        if self.table.current() is None and rows:
            wrong = next((row for row in rows if not row.plate.doc_no or not row.host), rows[0])
            self.table.select(wrong.plate.id, "name")
        self._look()

    def _look(self) -> None:
        """Offer what can be done now."""
        pen, row = not self._office.read_only, self.table.current() is not None
        self.hang.setEnabled(pen)
        self.correct.setEnabled(pen and row)
        self.down.setEnabled(pen and row)

    def _open(self, form: str) -> None:
        current, known = self.table.current(), self._known
        if known is None:
            return
        forms = Forms(self._office, known, self)
        if form == "hang":
            forms.hang(self._unit, None).open()
        elif current is not None:
            make = forms.correct_plate if form == "correct_plate" else forms.take_down
            make(current[0].plate).open()


def _name(known: "Known", plate: Nameplate) -> str:
    host = known.current(plate.host)
    return host.name if host is not None and host.valid_to is None else ""
