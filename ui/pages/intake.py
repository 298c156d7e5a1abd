"""导入预览: what a file would change, what is wrong with it, and what can be done about it.

Nothing is written before the button. The cell of the sheet, the row of the difference table and the
card of a problem are one selection; what is read and decided is in :mod:`.intake_reading`.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QSplitter, QVBoxLayout, QWidget

from townoffice.desk import answering
from townoffice.records import Answer, AnswerAct, Decisions, Preview, Question
from ui.headline import Headline
from ui.office import Office
from ui.pages.intake_boxes import MappingStrip
from ui.pages.intake_cards import CardPanel
from ui.pages.intake_changes import ChangesPane
from ui.pages.intake_entries import Entry, Segment
from ui.pages.intake_grid import RawGrid
from ui.pages.intake_header import HeaderDialog
from ui.pages.intake_kinds import LISTS, READINGS
from ui.pages.intake_reading import Reading
from ui.pages.intake_sight import Sight, columns_of
from ui.pages.intake_words import button_text, headline
from ui.room import room_of
from ui.theme import percent, px

_TIGHT = 450
"""Height of a page, at 100 %, below which the headline gives way."""
_LINES = 96
"""Height of the sheet that always shows, at 100 %; a lower window scrolls the page."""


class IntakePage(QWidget):
    """Shows one file until it is imported or put away; then ``closed``."""

    TITLE = "导入预览"
    HELP = "intake"
    closed = Signal()
    shown = Signal()
    """A preview is on the screen."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._cell = ""
        self._fresh = True
        self._percent = percent()
        self._dragged = False
        self.reading = Reading(office, self)
        self.headline = Headline(self)
        self.boxes = MappingStrip(parent=self)
        self.grid = RawGrid(self)
        self.changes = ChangesPane(self)
        self.cards = CardPanel(self)
        self.other_header = self.headline.add_button(
            "换表头行…", self.ask_header, tip="换工作表、表头行或年度"
        )
        self.other_kind = self.headline.add_button(
            "读作…", self._choose_reading, tip="程序认错了这份表时，换一种读法"
        )
        self.readings = QMenu(self)
        self.fault_copy = self.cards.copy
        self.put_away = self.headline.add_button("取消", self.reading.leave)
        self.button = self.headline.add_button("导入", self.commit, primary=True)
        self._lay_out()
        self._connect()
        self._show_waiting("")

    def open(self, path: Path) -> None:
        """Show what importing a file would do, with nothing decided yet."""
        self._cell = ""
        self._fresh = True
        self._show_waiting(path.name)
        self.reading.open(path)

    def activate(self) -> None:
        """Give the keyboard to the sheet."""
        self.grid.setFocus()

    def give_way(self) -> None:
        """In a low window let the headline give way to the sheet."""
        self.headline.give_way(low=room_of(self) < px(_TIGHT))

    def find(self, text: str) -> bool:  # type: ignore[override]  # QWidget.find takes a window id
        """Find in the difference table."""
        return self.changes.table.find(text)

    @property
    def preview(self) -> Preview | None:
        """The preview on the screen."""
        return self.reading.sight.preview if self.reading.sight else None

    @property
    def questions(self) -> tuple[Question, ...]:
        """What there is to say of it."""
        return self.reading.sight.questions if self.reading.sight else ()

    @property
    def decisions(self) -> Decisions:
        """What was decided so far."""
        return self.reading.decisions

    # ── making it ───────────────────────────────────────────────────────────────────────────────
    def _lay_out(self) -> None:
        sheet = QWidget(self)
        upper = QVBoxLayout(sheet)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self.boxes)
        upper.addWidget(self.grid, 1)
        left = self._split = QSplitter(Qt.Orientation.Vertical, self)
        left.setChildrenCollapsible(False)
        left.addWidget(sheet)
        left.addWidget(self.changes)
        across = self._across = QSplitter(Qt.Orientation.Horizontal, self)
        across.setChildrenCollapsible(False)
        across.addWidget(left)
        across.addWidget(self.cards)
        across.setStretchFactor(0, 1)
        across.setStretchFactor(1, 0)
        across.splitterMoved.connect(self._drag)
        line = QFrame(self)
        line.setFixedHeight(1)
        line.setProperty("ground", "grid")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.headline)
        rows.addWidget(line)
        rows.addWidget(across, 1)

    def _connect(self) -> None:
        self.reading.read.connect(self._show)
        self.reading.counted.connect(self._show_decided)
        self.reading.ended.connect(self.closed)
        self.headline.link.connect(self._follow)
        self.grid.chosen.connect(self._to_cell)
        self.grid.moved.connect(self._place_boxes)
        self.grid.band.header_drawn.connect(self._take_header)
        self.boxes.field_chosen.connect(self._take_field)
        self.boxes.unit_chosen.connect(self._take_unit)
        self.changes.ticked.connect(self._tick)
        self.changes.pointed.connect(self._to_entry)
        self.changes.table.selection_summed.connect(self._sum)
        self.cards.answered.connect(self.answer)
        self.fault_copy.clicked.connect(self.save_faults)
        self.cards.wanted.connect(lambda question: self.show_cell(question.cell))

    # ── showing ─────────────────────────────────────────────────────────────────────────────────
    def _show(self, sight: Sight) -> None:
        found = sight.preview
        self.changes.show_kind(found.kind)
        self.boxes.setEnabled(found.kind not in LISTS)
        if found.raw is not None:
            self.boxes.show_columns(found, sight.fields)
            self.grid.show_sheet(found.raw, self.boxes.least_widths())
            self._place_boxes()
            if self._fresh:
                self._fresh = False
                self._share_height(len(found.raw.lines))
        QTimer.singleShot(0, self, partial(self._show_rest, sight))  # a long sheet is a turn's work

    def _show_rest(self, sight: Sight) -> None:
        if sight is self.reading.sight:
            self._show_decided(sight)
            self.shown.emit()

    def _share_height(self, lines: int) -> None:
        """Give a short sheet the height it needs, a long one three fifths, the table the rest."""
        whole = self._split.height()
        wanted = self.boxes.height() + px(22) + (lines + 1) * px(23)
        upper = min(wanted, whole * 3 // 5)
        self._split.setSizes([upper, whole - upper])

    def _show_decided(self, sight: Sight) -> None:
        """Show what depends on ticks and answers alone."""
        self.headline.set_text(*headline(sight))
        self.grid.set_marks(sight.marks, *columns_of(sight))
        self.cards.show_questions(sight.questions, sight.preview.missing)
        self.changes.show_entries(sight.entries)
        self.button.setText(button_text(sight))
        self.button.setEnabled(sight.ready and not self._office.read_only)
        self.button.setToolTip("台账是只读打开的，不能导入" if self._office.read_only else "")
        self.other_header.setEnabled(True)
        self.other_kind.setEnabled(True)
        self.fault_copy.setEnabled(any(sight.open_questions))
        self._choose(self._cell)

    def _show_waiting(self, name: str) -> None:
        self.headline.set_text(f"正在读取 {name}…" if name else "", "还没有写入台账")
        self.button.setText("导入")
        self.button.setEnabled(False)
        self.other_header.setEnabled(False)
        self.other_kind.setEnabled(False)
        self.fault_copy.setEnabled(False)

    def _place_boxes(self) -> None:
        top = self.grid.horizontalHeader()
        self.boxes.follow(
            [(top.sectionViewportPosition(n), top.sectionSize(n)) for n in range(top.count())]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the problems beside the sheet, and the sheet the wider of the two."""
        super().resizeEvent(event)
        self.grid.setMinimumHeight(px(_LINES))
        if not self._dragged:
            cards = min(px(428), self.width() * 34 // 100)
            self._across.setSizes([self.width() - cards, cards])

    def _drag(self, _place: int, _handle: int) -> None:
        self._dragged = True

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew where the size changed; colours are asked for when painting."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._percent != percent():
            self._percent = percent()
            QTimer.singleShot(0, self, self._show_anew)  # Qt still walks over the widgets

    def _show_anew(self) -> None:
        if self.reading.sight is not None:
            self._show(self.reading.sight)

    # ── deciding ────────────────────────────────────────────────────────────────────────────────
    def answer(self, question: Question, answer: Answer) -> None:
        """Take an answer to a problem."""
        if answer.act is AnswerAct.HEADER:
            self.ask_header()
        elif self.preview is not None:
            sheet = self.preview.sheet
            self.reading.decide(answering.answered(self.decisions, question, answer, sheet))

    def _tick(self, entry: Entry, on: bool) -> None:  # noqa: FBT001 - a slot
        if entry.tick is not None:
            self.reading.decide(answering.ticked(self.decisions, entry.tick, on=on))

    def _take_field(self, cell: str, field: str) -> None:
        if self.preview is not None:
            sheet = self.preview.sheet
            self.reading.decide(answering.with_field(self.decisions, cell, field, sheet))

    def _take_unit(self, cell: str, unit: str) -> None:
        if self.preview is not None:
            sheet = self.preview.sheet
            self.reading.decide(answering.with_unit(self.decisions, cell, unit, sheet))

    def _take_header(self, first: int, last: int) -> None:
        if self.preview is not None and self.preview.kind not in LISTS:
            self.reading.decide(answering.with_header((first, last), self.preview.sheet))

    def ask_header(self) -> None:
        """Ask for sheet, header lines and year."""
        if self.preview is not None:
            dialog = HeaderDialog(self.preview, self)
            dialog.said.connect(self._take_layout)
            dialog.open()

    def _take_layout(self, sheet: str, first: int, last: int, year: int) -> None:
        if self.preview is None:
            return
        decisions = self.decisions
        if sheet != self.preview.sheet:
            decisions = answering.with_sheet(sheet)
        elif first >= 0:
            decisions = answering.with_header((first, last), sheet)
        self.reading.take_layout(decisions, year)

    def _choose_reading(self) -> None:
        """Offer the kinds of table the file was not taken for."""
        self.readings.clear()
        for kind, words in READINGS.items():
            if self.preview is not None and kind != self.preview.kind:
                self.readings.addAction(words).triggered.connect(partial(self._read_as, kind))
        below = self.other_kind.rect().bottomLeft()
        self.readings.popup(self.other_kind.mapToGlobal(below))

    def _read_as(self, kind: str, _checked: object = None) -> None:
        self.reading.read_as(kind)

    def save_faults(self) -> None:
        """Choose where to write a copy of the file with its faults marked."""
        if self.preview is not None:
            self.reading.save_faults(self)

    def next_problem(self) -> None:
        """Go to the next problem that waits for somebody."""
        self._go(1)

    def previous_problem(self) -> None:
        """Go to the one before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        cells = list(dict.fromkeys(q.cell for q in self.questions if q.cell and not q.settled))
        if not cells:
            self._office.say("没有待处理的问题")
            return
        if self._cell in cells:
            place = (cells.index(self._cell) + step) % len(cells)
        else:
            place = 0 if step > 0 else -1
        self.show_cell(cells[place])

    def commit(self) -> None:
        """Write what is ticked."""
        self.button.setEnabled(False)
        self.reading.commit()

    # ── one selection ───────────────────────────────────────────────────────────────────────────
    def show_cell(self, cell: str) -> None:
        """Go to a cell: in the sheet, in the difference table and among the problems."""
        self.changes.bring(cell)
        self._choose(cell)

    def _to_cell(self, cell: str) -> None:
        self._choose(cell)
        text = self.grid.currentIndex().data() or ""
        self._office.status.emit(f"选中 1 格 · {cell} · {text}" if text else f"选中 1 格 · {cell}")

    def _to_entry(self, entry: Entry) -> None:
        self._choose(entry.cell)

    def _sum(self, text: str) -> None:
        """Pass sums on; of a single cell the table would offer an explanation there is not."""
        if not text.startswith("选中 1 格"):
            self._office.status.emit(text)

    def _choose(self, cell: str) -> None:
        self._cell = cell
        if cell:
            self.grid.show_cell(cell)
            self.changes.choose(cell)
        self.cards.choose(cell)

    def _follow(self, link: str) -> None:
        if link == "first":
            first = next((q for q in self.questions if not q.settled), None)
            if first is not None:
                self.show_cell(first.cell)
        elif link == "header":
            self.ask_header()
        elif link == "recall":
            self.reading.decide(answering.without_memory(self.decisions))
        elif link in Segment.__members__:
            self.changes.show_segment(Segment[link])
