"""The columns of one table as they are worn: shown, moved, widened, remembered."""

from collections.abc import Sequence
from typing import Generic

from PySide6.QtCore import QObject, Signal

from ui.tables.band import Band
from ui.tables.cells import Column, R
from ui.tables.layout import Layout, Memory
from ui.tables.sheet import Sheet
from ui.theme import px


class Wardrobe(QObject, Generic[R]):
    """Brings a :class:`Layout` into lanes, model, sheet and band, and keeps it in the memory."""

    about_to_change = Signal()
    changed = Signal()

    def __init__(
        self, layout: Layout[R], memory: Memory, sheet: Sheet[R], band: Band[R], name: str
    ) -> None:
        super().__init__(sheet)
        self.layout = layout
        self._memory, self._name = memory, name
        self._sheet, self._band = sheet, band
        self._lanes = sheet.lanes
        layout.take_text(memory.read(name))
        band.resized.connect(self.resize)
        band.fitted.connect(self.fit)
        band.dragged.connect(self._drag)

    def wear(self, filters: dict[str, str]) -> None:
        """Show the visible columns."""
        visible = self.layout.visible()
        widths = [self.layout.width(column) for column in visible]
        self._lanes.set_columns(visible, widths, self.layout.widths)
        self._sheet.records.set_columns(visible)
        self._sheet.resize_rows()
        self._sheet.relane()
        self._band.set_filters(filters)

    def choose(self, order: Sequence[str], shown: Sequence[str]) -> None:
        """Show these columns in this order and remember it; no order = as declared."""
        self.about_to_change.emit()
        if order:
            self.layout.choose(order, shown)
        else:
            self.layout.reset()
        self._change()

    def hide(self, key: str) -> None:
        """Hide one column."""
        order = [column.key for column in self.layout.arranged()]
        shown = [column.key for column in self.layout.visible() if column.key != key]
        self.choose(order, shown)

    def resize(self, at: int, width: int) -> None:
        """Make a shown column ``width`` pixels wide (at 100 %)."""
        self.layout.widths[self._lanes.columns[at].key] = width
        self._lanes.firm.add(self._lanes.columns[at].key)
        self._lanes.widths[at] = width
        self._sheet.relane()
        self._remember()

    def fit(self, at: int) -> None:
        """Make a shown column as wide as its title and the rows near the visible ones."""
        pen, column, model = self._sheet.pen(), self._lanes.columns[at], self._sheet.records
        widest = max(pen.bold.width(column.title) + px(14), pen.unit.width(column.unit))
        first = max(0, self._sheet.rowAt(0))
        shown = [model.cell(row, at) for row in range(first, min(first + 200, model.rowCount()))]
        for cell in shown + [row[at] for row in self._band.pinned if at < len(row)]:
            widest = max(widest, pen.needed(cell))
        self.resize(at, pen.unscaled(widest + 2 * pen.pad + px(2)))

    def widen(self) -> None:
        """Make columns nobody made narrower wide enough for the pinned figures: sums are long."""
        pen, widths = self._sheet.pen(), self._lanes.widths
        wider = False
        for at, column in enumerate(self._lanes.columns):
            cells = [row[at] for row in self._band.pinned if at < len(row)]
            if column.key in self.layout.widths or not cells:
                continue
            need = pen.unscaled(max(map(pen.needed, cells)) + 2 * pen.pad + px(2))
            if need > widths[at] and any(cell.number is not None for cell in cells):
                widths[at], wider = need, True
        if wider:
            self._sheet.relane()

    def _drag(self, at: int, before: int) -> None:
        shown: Sequence[Column[R]] = self._lanes.columns
        self.about_to_change.emit()
        self.layout.move(shown[at].key, shown[before].key if before < len(shown) else None)
        self._change()

    def _change(self) -> None:
        self.changed.emit()
        self._remember()

    def _remember(self) -> None:
        self._memory.write(self._name, self.layout.to_text())
