"""会改什么: the difference table with its segments."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.pages.intake_entries import Entry, Segment, columns
from ui.pages.intake_kinds import LISTS
from ui.pages.intake_listed import ListedEntries
from ui.pages.staffing_flow import Flow
from ui.room import keep_room
from ui.tables import RecordTable
from ui.theme import px

_ROWS = 78
"""Height of the rows that always show, at 100 %."""

_SAID = {
    Segment.CHANGED: "现在 → 导入后，改 {} 格，按变化大小排",
    Segment.ADDED: "台账里还没有的单位，{} 行",
    Segment.SAME: "与台账相同，{} 格，不用导入",
    Segment.WRONG: "读不出来，{} 处，台账中的数保持不变",
    Segment.MISSING: "台账里有、表里没有的单位，{} 个，保持不变",
}


class ChangesPane(QWidget):
    """One segment of the difference table; ``ticked`` tells an entry and whether it is wanted."""

    ticked = Signal(object, bool)
    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.segment = Segment.CHANGED
        self._entries: ListedEntries | None = None
        self._quiet = False
        self._kind = ""
        self.buttons: dict[Segment, QPushButton] = {}
        self._said = QLabel()
        self._said.setProperty("tone", "second")
        self.table: RecordTable[Entry] = RecordTable(
            columns(), key=lambda e: e.key, name="会改什么", numbered=False, filters=False,
            row_height=26,
        )  # fmt: skip
        self.table.ticked.connect(self._tick)
        self.table.current_changed.connect(self._point)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(self._head())
        rows.addWidget(self.table, 1)
        self.setProperty("ground", "panel")
        keep_room(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a few rows in sight; the page scrolls before they go."""
        super().resizeEvent(event)
        self.table.sheet.setMinimumHeight(px(_ROWS))

    def show_entries(self, entries: ListedEntries) -> None:
        """Show another state; the segment stays."""
        self._entries = entries
        for segment, button in self.buttons.items():
            button.setText(f"{segment.value} {entries.count(segment)}")
            button.setAccessibleName(f"{segment.value} {entries.count(segment)}")
        if self.segment is Segment.WRONG and not entries.count(Segment.WRONG):
            self.show_segment(Segment.CHANGED)  # what was wrong is put right: see what it changes
        else:
            self._fill()

    def show_kind(self, kind: str) -> None:
        """Have the columns for a kind of list, or for figures of units."""
        if kind != self._kind:
            listed = LISTS.get(kind)
            self._kind = kind
            self._quiet = True
            self.table.show_rows(())
            self.table.set_columns(columns() if listed is None else listed.columns())
            self._quiet = False

    def show_segment(self, segment: Segment) -> None:
        """Show another segment."""
        self.segment = segment
        self.buttons[segment].setChecked(True)
        self._fill()

    def bring(self, cell: str) -> None:
        """Show the segment that has an entry for a cell, the current one first."""
        if self._entries is None:
            return
        order = [self.segment, Segment.CHANGED, Segment.WRONG, Segment.ADDED]
        for segment in order:
            if any(entry.cell == cell for entry in self._entries.of(segment)):
                if segment is not self.segment:
                    self.show_segment(segment)
                return

    def choose(self, cell: str) -> None:
        """Go to the entry of a cell, if this segment has one, without telling anybody."""
        entry = next((e for e in self.table.rows() if e.cell == cell), None)
        current = self.table.current()
        if entry is None or (current is not None and current[0].key == entry.key):
            return
        self._quiet = True
        self.table.select(entry.key)
        self._quiet = False

    def _head(self) -> QVBoxLayout:
        title = QLabel("会改什么")
        title.setProperty("role", "name")
        words = QWidget(self)
        said = QHBoxLayout(words)
        said.setContentsMargins(0, 0, px(6), 0)
        said.setSpacing(px(10))
        said.addWidget(title)
        said.addWidget(self._said)
        line = Flow(px(4), px(4), middle=True, apart=True)
        line.addWidget(words)
        group = QButtonGroup(self)
        group.setExclusive(True)
        for segment in Segment:
            button = QPushButton(segment.value, self)
            button.setCheckable(True)
            button.setChecked(segment is self.segment)
            button.clicked.connect(lambda _on, s=segment: self.show_segment(s))
            group.addButton(button)
            self.buttons[segment] = button
            line.addWidget(button)
        head = QVBoxLayout()
        head.setContentsMargins(px(20), px(6), px(12), px(6))
        head.addLayout(line)
        return head

    def _fill(self) -> None:
        if self._entries is None:
            return
        found = self._entries.of(self.segment)
        listed = LISTS.get(self._kind)
        said = _SAID if listed is None else listed.said
        self._said.setText(said[self.segment].format(len(found)))
        self._quiet = True
        self.table.show_rows(found)
        self._quiet = False

    def _tick(self, entry: Entry, _column: str, on: bool) -> None:  # noqa: FBT001 - a slot
        self.ticked.emit(entry, on)

    def _point(self, entry: Entry, _column: str) -> None:
        if not self._quiet:
            self.pointed.emit(entry)
