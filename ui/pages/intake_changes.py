"""会改什么: the difference table with its segments."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.pages.intake_entries import Entries, Entry, Segment, columns
from ui.tables import RecordTable
from ui.theme import px

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
        self._entries: Entries | None = None
        self._quiet = False
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

    def show_entries(self, entries: Entries) -> None:
        """Show another state; the segment stays."""
        self._entries = entries
        for segment, button in self.buttons.items():
            button.setText(f"{segment.value} {entries.count(segment)}")
            button.setAccessibleName(f"{segment.value} {entries.count(segment)}")
        if self.segment is Segment.WRONG and not entries.count(Segment.WRONG):
            self.show_segment(Segment.CHANGED)  # what was wrong is put right: see what it changes
        else:
            self._fill()

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

    def _head(self) -> QHBoxLayout:
        title = QLabel("会改什么")
        title.setProperty("role", "name")
        row = QHBoxLayout()
        row.setContentsMargins(px(20), px(6), px(12), px(6))
        row.setSpacing(px(10))
        row.addWidget(title)
        row.addWidget(self._said)
        row.addStretch(1)
        group = QButtonGroup(self)
        group.setExclusive(True)
        segments = QHBoxLayout()
        segments.setSpacing(px(4))
        for segment in Segment:
            button = QPushButton(segment.value, self)
            button.setCheckable(True)
            button.setChecked(segment is self.segment)
            button.clicked.connect(lambda _on, s=segment: self.show_segment(s))
            group.addButton(button)
            self.buttons[segment] = button
            segments.addWidget(button)
        row.addLayout(segments)
        return row

    def _fill(self) -> None:
        if self._entries is None:
            return
        found = self._entries.of(self.segment)
        self._said.setText(_SAID[self.segment].format(len(found)))
        self._quiet = True
        self.table.show_rows(found)
        self._quiet = False

    def _tick(self, entry: Entry, _column: str, on: bool) -> None:  # noqa: FBT001 - a slot
        self.ticked.emit(entry, on)

    def _point(self, entry: Entry, _column: str) -> None:
        if not self._quiet:
            self.pointed.emit(entry)
