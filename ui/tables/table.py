"""The one table widget: declared columns in, records out."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.ring import show_ring
from ui.tables.arranger import Arranger
from ui.tables.band import Band
from ui.tables.cells import Cell, Column, R
from ui.tables.chooser import ColumnChooser
from ui.tables.editor import CellEditor, Index
from ui.tables.hands import Hands
from ui.tables.lanes import Lanes
from ui.tables.laneview import DENSE_ROW, ROW
from ui.tables.layout import Layout, Memory, SettingsMemory
from ui.tables.model import RecordModel
from ui.tables.notice import FindBar, Notice
from ui.tables.pinyin import found_in
from ui.tables.sections import numbers
from ui.tables.sheet import Sheet
from ui.tables.wardrobe import Wardrobe
from ui.tables.wrongs import Wrongs

Place = tuple[tuple[Hashable, str] | None, Hashable | None]  # current cell, topmost record


class RecordTable(QWidget, Generic[R]):
    """A table of records; see the package for how it is made and ``Column`` for what it takes.

    ``key`` tells records apart from one :meth:`show_rows` to the next; ``name`` is what screen
    readers call the table and what its layout is remembered under; ``total`` and ``pinned`` give
    the rows that stay under the filter row, one cell per declared column, from the records that
    pass the filters. ``heads`` tells which records are headings: what follows one belongs to it,
    is sorted under it and numbered without it; its cells have no numbers, so that no sum has them
    twice. Entries of the context menu that belong to the page: ``addAction``.
    """

    current_changed = Signal(object, str)
    edited = Signal(object, str, str)
    ticked = Signal(object, str, bool)
    explain_asked = Signal(object, str)
    block_pasted = Signal(object, str, object)
    filled_down = Signal(object, str, object)
    selection_summed = Signal(str)
    arranged = Signal()  # sorted or filtered: rows() changed

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        key: Callable[[R], Hashable],
        name: str,
        total: Callable[[Sequence[R]], Sequence[Cell]] | None = None,
        pinned: Callable[[Sequence[R]], Sequence[Sequence[Cell]]] | None = None,
        numbered: bool = True,
        filters: bool = True,
        row_height: int = ROW,
        heads: Callable[[R], bool] | None = None,
        memory: Memory | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key, self.name = key, name
        self._total, self._pinned = total, pinned
        self._heads = heads
        self._row_height = row_height
        self.lanes: Lanes[R] = Lanes()
        self.model: RecordModel[R] = RecordModel(key, self)
        self.sheet: Sheet[R] = Sheet(self.model, self.lanes, self)
        self.band: Band[R] = Band(self.lanes, self.sheet.pen, self)
        self.notice, self.finder = Notice(self), FindBar(self)
        self.arranger: Arranger[R] = Arranger(self.model, self)
        layout: Layout[R] = Layout(tuple(columns))
        kept = SettingsMemory() if memory is None else memory
        self.wardrobe: Wardrobe[R] = Wardrobe(layout, kept, self.sheet, self.band, name)
        self.wrongs: Wrongs[R] = Wrongs(self.model, self.notice, self.row_of, self._title)
        self._place: Place = (None, None)
        self._build(numbered=numbered, filters=filters, row_height=row_height)
        self.hands: Hands[R] = Hands(self)
        self._connect()
        self.arranger.declare(columns)
        self._wear()

    def setAccessibleName(self, name: str) -> None:
        """Name what takes the keyboard too."""
        super().setAccessibleName(name)
        self.sheet.setAccessibleName(name)

    def _build(self, *, numbered: bool, filters: bool, row_height: int) -> None:
        self.setAccessibleName(self.name)
        show_ring(self.sheet)
        self.sheet.verticalHeader().setVisible(numbered)
        self.sheet.row_height = row_height
        self.sheet.resize_rows()
        self.band.numbered, self.band.with_filters = numbered, filters
        self.setFocusProxy(self.sheet)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.band, self.sheet, self.notice, self.finder):
            box.addWidget(part)
        self._repin_soon = QTimer(self)
        self._repin_soon.setSingleShot(True)
        self._repin_soon.timeout.connect(self._repin)

    def _connect(self) -> None:
        sheet, band = self.sheet, self.band
        sheet.setItemDelegate(CellEditor(sheet, self._typed, sheet.step, self._cell_name))
        sheet.scrolled.connect(self._scrolled)
        sheet.selected.connect(self._selected)
        sheet.explain.connect(self._explain)
        sheet.toggled.connect(self._toggled)
        band.sorted.connect(self._header_clicked)
        band.filtered.connect(self.set_filter)
        band.left_filters.connect(sheet.setFocus)
        band.menu.connect(self.hands.header_menu)
        self.arranger.finished.connect(self._arranged)
        self.wardrobe.about_to_change.connect(self._keep)
        self.wardrobe.changed.connect(self._rewear)
        self.finder.wanted.connect(self._find_on)
        self.finder.left.connect(sheet.setFocus)
        self.notice.clicked.connect(self._to_wrong)

    # -- records ----------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show ``rows``; the same keys in the same order repaint only what differs.

        Otherwise sort and filters are applied anew; selection and scroll position are found again
        by key. A record that was replaced keeps its place until the next sort, so that a row does
        not run away from under the hands that edit it.
        """
        new, old = tuple(rows), self.model.source
        pairs = list(zip(new, old, strict=False)) if len(new) == len(old) else []
        if pairs and all(a is b or self.key(a) == self.key(b) for a, b in pairs):
            differing = [at for at, (a, b) in enumerate(pairs) if a is not b and a != b]
            self._find_heads(new)
            self.arranger.replace(new, differing)
            if differing:
                self._repin()
                self._selected()
            return
        self._keep()
        self._find_heads(new)
        self.arranger.take(new)

    def set_columns(self, columns: Sequence[Column[R]]) -> None:
        """Other columns; what was chosen for those that stay is kept."""
        self._keep()
        self.wardrobe.layout.declare(columns)
        self.arranger.declare(columns)
        self._wear()
        self.arranger.arrange()

    def rows(self) -> tuple[R, ...]:
        """The records as filtered and sorted."""
        source = self.model.source
        return tuple([source[at] for at in self.model.order])

    def record_at(self, row: int, column: int) -> tuple[R, str]:
        """Record and column key at a place of the sheet."""
        return self.model.record(row), self.lanes.columns[column].key

    def current(self) -> tuple[R, str] | None:
        """Record and column key of the current cell."""
        index = self.sheet.currentIndex()
        return self.record_at(index.row(), index.column()) if index.isValid() else None

    def select(self, key: Hashable, column: str | None = None) -> None:
        """Make the cell of a record current; nothing happens when it is filtered out."""
        row = self.row_of(key)
        if row < 0:
            return
        at = self.column_at(column) if column is not None else -1
        self.sheet.place(row, at if at >= 0 else max(0, self.sheet.currentIndex().column()))

    def mark(self, key: Hashable | None) -> None:
        """Light up the row of a record, as when its bar is under the mouse; None = none."""
        self.sheet.mark_row(-1 if key is None else self.row_of(key))

    def row_of(self, key: Hashable) -> int:
        """The row a record is shown in, −1 when it is not."""
        source = self.model.source
        for row, at in enumerate(self.model.order):
            if self.key(source[at]) == key:
                return row
        return -1

    def column_at(self, key: str) -> int:
        """Where a column is shown, −1 when it is hidden."""
        keys = [column.key for column in self.lanes.columns]
        return keys.index(key) if key in keys else -1

    # -- sort, filter, find -----------------------------------------------------------------------

    def sort_by(self, column: str | None, *, descending: bool = False) -> None:
        """Sort by a column; None = as the records were given."""
        self._keep()
        self.arranger.sort = None if column is None else (column, descending)
        self.arranger.arrange()

    def set_filter(self, column: str, text: str) -> None:
        """Filter a column as if ``text`` had been typed into the filter row."""
        self._keep()
        self.arranger.filters.pop(column, None)
        if text.strip():
            self.arranger.filters[column] = text
        line = self.band.filter_line(column)
        if line is not None and line.text() != text:
            line.show_text(text)
        self.arranger.arrange()

    def clear_filters(self) -> None:
        """Show all records."""
        self._keep()
        self.arranger.filters.clear()
        self.band.set_filters({})
        self.arranger.arrange()

    def is_filtered(self) -> bool:
        """Whether some records do not show."""
        return len(self.model.order) != len(self.model.source)

    def find(self, text: str, *, back: bool = False) -> bool:  # type: ignore[override]  # QWidget.find looks for window numbers
        """Make the next cell current that holds ``text`` or its pinyin; False if none does.

        In a large table only the frozen columns are searched: they hold the names.
        """
        rows = self.model.rowCount()
        large = self.arranger.is_large()
        columns = [at for at, one in enumerate(self.lanes.columns) if one.frozen or not large]
        if not text.strip() or not rows or not columns:
            return False
        texts = {at: self.arranger.texts(self.lanes.columns[at]) for at in columns}
        index = self.sheet.currentIndex()
        places = [(row, at) for row in range(rows) for at in columns]
        if index.isValid():
            here = (index.row(), index.column())
            after = [place for place in places if place > here]
            places = after + [place for place in places if place <= here]
        if back:
            places = [*places[-2::-1], places[-1]]
        for row, at in places:
            if found_in(text, texts[at][self.model.order[row]]):
                self.sheet.place(row, at)
                return True
        return False

    def _find_on(self, text: str, back: bool) -> None:  # noqa: FBT001  from a signal
        self.finder.tell(found=self.find(text, back=back))

    def _find_heads(self, rows: Sequence[R]) -> None:
        if self._heads is not None:
            self.arranger.heads = [at for at, row in enumerate(rows) if self._heads(row)]

    def _arranged(self) -> None:
        if self._heads is not None:
            self.sheet.numbers = numbers(self.model.order, self.arranger.heads)
        self.sheet.resize_rows()
        self.sheet.relane()
        self.band.sort = self.arranger.sort
        self._put_back()
        if self.arranger.is_large():
            self._repin_soon.start(0)
        else:
            self._repin()
        self.band.update()
        self.arranged.emit()

    def _header_clicked(self, column: int) -> None:
        """Numbers from the greatest and text from the first; then the reverse; then as given."""
        key = self.lanes.columns[column].key
        near = range(min(20, self.model.rowCount()))
        numeric = any(self.model.cell(row, column).number is not None for row in near)
        sort = self.arranger.sort
        if sort is None or sort[0] != key:
            self.sort_by(key, descending=numeric)
        elif sort[1] == numeric:
            self.sort_by(key, descending=not numeric)
        else:
            self.sort_by(None)

    # -- columns, pinned rows, selection ----------------------------------------------------------

    def choose_columns(self) -> None:
        """Open the chooser 列…: order and visibility; the choice is remembered."""
        chooser = ColumnChooser(self.wardrobe.layout, self)
        chooser.accepted.connect(lambda: self.wardrobe.choose(*chooser.choice()))
        chooser.open()

    def set_dense(self, *, dense: bool) -> None:
        """Stand closer together where room is scarce."""
        if dense != self.band.dense:
            self.band.dense = dense
            self.sheet.row_height = DENSE_ROW if dense else self._row_height
            self.sheet.resize_rows()
            self.band.refresh()

    def _wear(self) -> None:
        self.wardrobe.wear(self.arranger.filters)
        self._repin()
        self.band.refresh()

    def _rewear(self) -> None:
        self._wear()
        self._put_back()

    def _repin(self) -> None:
        rows = self.rows() if self._total or self._pinned else ()
        found: list[Sequence[Cell]] = []
        if self._total is not None:
            found.append(self._total(rows))
        if self._pinned is not None:
            found.extend(self._pinned(rows))
        self.band.show_pinned(found, self.arranger.columns, filtered=self.is_filtered())
        self.wardrobe.widen()

    def _scrolled(self) -> None:
        self.band.place_filters()
        self.band.update()

    def _keep(self) -> None:
        """Remember where the eyes and hands are, by key."""
        current = self.current()
        top = self.sheet.rowAt(0)
        above = self.key(self.model.record(top)) if 0 < top < len(self.model.order) else None
        where = None if current is None else (self.key(current[0]), current[1])
        if where is not None or above is not None or self.model.order:
            self._place = (where, above)

    def _put_back(self) -> None:
        where, above = self._place
        top = self.row_of(above) if above is not None else -1
        if top > 0:
            self.sheet.verticalScrollBar().setValue(self.sheet.rowHeight(top) * top)
        if where is None:
            return
        row, column = self.row_of(where[0]), self.column_at(where[1])
        if row >= 0:
            self.sheet.put(row, max(0, column))
        else:
            self.sheet.forget()

    def _selected(self) -> None:
        current = self.current()
        if current is not None:
            self.current_changed.emit(*current)
        self.hands.sum_selection()

    def _explain(self, row: int, column: int) -> None:
        self.explain_asked.emit(*self.record_at(row, column))

    # -- editing ----------------------------------------------------------------------------------

    def mark_wrong(self, key: Hashable, column: str, text: str, reason: str) -> None:
        """Keep ``text`` in the cell in red, with the reason under the table and in its tooltip."""
        self.wrongs.mark(key, column, text, reason)

    def clear_wrong(self, key: Hashable | None = None, column: str | None = None) -> None:
        """Forget wrong entries: of one cell, of one record, or all."""
        self.wrongs.clear(key, column)

    def _title(self, key: str) -> str:
        return next((one.title for one in self.arranger.columns if one.key == key), key)

    def _cell_name(self, index: Index) -> str:
        return f"{self.lanes.columns[index.column()].name} 第 {index.row() + 1} 行"

    def _typed(self, index: Index, text: str) -> None:
        record, column = self.record_at(index.row(), index.column())
        wrong = self.model.wrong_at(index.row(), index.column())
        if wrong is not None and wrong[0] == text:
            return
        self.clear_wrong(self.key(record), column)
        if text != (self.model.cell(index.row(), index.column()).edit or ""):
            self.edited.emit(record, column, text)

    def _toggled(self, row: int, column: int) -> None:
        record, key = self.record_at(row, column)
        self.ticked.emit(record, key, not self.model.cell(row, column).check)

    def _to_wrong(self) -> None:
        last = self.wrongs.last()
        if last is not None:
            if self.row_of(last[0]) < 0:
                self.clear_filters()
            self.select(*last)
            self.sheet.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Theme or size changed: everything is laid out and painted anew."""
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)
        built = hasattr(self, "hands")  # Qt sends such events while the table is being made
        if event.type() in kinds and built:
            self.sheet.restyle()
            self.band.refresh()
            self.wrongs.refresh()
