"""What hands do to a selected block: copy, paste, fill down, sum, the menus."""

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Generic

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from ui.tables import clipboard
from ui.tables.cells import R
from ui.tables.numbers import Tally

if TYPE_CHECKING:
    from ui.tables.table import RecordTable

AT_ONCE = 2_000  # cells summed between two turns of the event loop
MOST = 200_000  # cells that are summed at all: beyond, it would be minutes on an old machine


class Hands(QObject, Generic[R]):
    """The block commands of one table, by key and by menu."""

    def __init__(self, table: "RecordTable[R]") -> None:
        super().__init__(table)
        self._table = table
        self._sum: Generator[None, None, str] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._sum_on)
        table.sheet.installEventFilter(self)
        table.sheet.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys and menus of the sheet."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._command(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                command = self._command(event)
                if command is not None:
                    command()
                    return True
        if isinstance(event, QContextMenuEvent) and watched is self._table.sheet.viewport():
            self.cell_menu(event)
            return True
        return super().eventFilter(watched, event)

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.key() == Qt.Key.Key_F1 and self._table.current() is not None:
            return self.explain
        if event.key() == Qt.Key.Key_Delete:
            return self.clear
        for keys, command in (
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Paste, self.paste),
            (QKeySequence.StandardKey.SelectAll, self.select_all),
        ):
            if event.matches(keys):
                return command
        control = Qt.KeyboardModifier.ControlModifier
        if event.modifiers() == control and event.key() == Qt.Key.Key_D:
            return self.fill_down
        if event.modifiers() == control and event.key() == Qt.Key.Key_F:
            return self._table.finder.open
        if (
            event.modifiers() == control | Qt.KeyboardModifier.ShiftModifier
            and event.key() == Qt.Key.Key_L
        ):
            return self.to_filter
        return None

    # -- commands ---------------------------------------------------------------------------------

    def explain(self) -> None:
        """F1: how the figure of the current cell came to be."""
        current = self._table.current()
        if current is not None:
            self._table.explain_asked.emit(*current)

    def select_all(self) -> None:
        """The whole table."""
        model = self._table.model
        if model.rowCount() and model.columnCount():
            self._table.sheet.take(0, 0, model.rowCount() - 1, model.columnCount() - 1)

    def to_filter(self) -> None:
        """Into the filter of the current column."""
        index = self._table.sheet.currentIndex()
        columns = self._table.lanes.columns
        line = self._table.band.filter_line(columns[max(0, index.column())].key)
        if line is not None:
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def copy(self) -> None:
        """The selected block as tab-separated text."""
        block = self._table.sheet.block()
        if block is None:
            return
        model, columns = self._table.model, self._table.lanes.columns
        wanted = columns[block[1] : block[3] + 1]
        rows = []
        for row in range(block[0], block[2] + 1):
            record = model.record(row)
            wrong = [model.wrong_at(row, at) for at in range(block[1], block[3] + 1)]
            rows.append(
                [
                    clipboard.shown(column.cell(record), one[0] if one else None)
                    for column, one in zip(wanted, wrong, strict=True)
                ]
            )
        QGuiApplication.clipboard().setText(clipboard.written(rows))

    def paste(self) -> None:
        """Hand the pasted block to the page; one value goes into every selected cell."""
        block = clipboard.read(QGuiApplication.clipboard().text())
        chosen = self._table.sheet.block()
        if not block or chosen is None:
            return
        top, left, bottom, right = chosen
        if len(block) == 1 and len(block[0]) == 1:
            block = [block[0] * (right - left + 1) for _ in range(bottom - top + 1)]
        self._paste(top, left, block)

    def clear(self) -> None:
        """Delete: the selected cells, if they may all be edited, become empty."""
        table = self._table
        chosen = table.sheet.block()
        cells = list(table.sheet.cells_chosen())
        if chosen is None or any(table.model.cell(*at).edit is None for at in cells):
            return
        if len(cells) == 1:
            record, column = table.record_at(*cells[0])
            table.edited.emit(record, column, "")
            return
        top, left, bottom, right = chosen
        self._paste(top, left, [[""] * (right - left + 1) for _ in range(bottom - top + 1)])

    def _paste(self, top: int, left: int, block: list[list[str]]) -> None:
        record, column = self._table.record_at(top, left)
        self._table.block_pasted.emit(record, column, block)

    def fill_down(self) -> None:
        """The first selected row into those under it; a single cell takes the one above."""
        table = self._table
        chosen = table.sheet.block()
        if chosen is None:
            return
        top, left, bottom, right = chosen
        if top == bottom:
            if top == 0:
                return
            top -= 1
        targets = [table.model.record(row) for row in range(top + 1, bottom + 1)]
        for at in range(left, right + 1):
            if table.model.cell(top + 1, at).edit is not None:
                record, column = table.record_at(top, at)
                table.filled_down.emit(record, column, targets)

    # -- sums -------------------------------------------------------------------------------------

    def sum_selection(self) -> None:
        """Count, sum, mean, least and greatest of the block; large blocks take several turns."""
        self._timer.stop()
        self._sum = self._summing()
        self._sum_on()
        if self._sum is not None:
            self._timer.start()

    def _sum_on(self) -> None:
        if self._sum is None:
            self._timer.stop()
            return
        try:
            next(self._sum)
        except StopIteration as done:
            self._timer.stop()
            self._sum = None
            self._table.selection_summed.emit(done.value)

    def _summing(self) -> Generator[None, None, str]:
        table = self._table
        block = table.sheet.block()
        if block is None:
            return ""
        columns = table.lanes.columns[block[1] : block[3] + 1]
        rows = range(block[0], min(block[2] + 1, table.model.rowCount()))
        if len(rows) * len(columns) > MOST:
            return f"选中 {len(rows) * len(columns):,} 格，超过 {MOST // 10_000} 万格不合计"
        tally, counted = Tally(), 0
        for row in rows:
            record = table.model.record(row)
            for column in columns:
                cell = column.cell(record)
                tally.add(cell.text, cell.number)
            counted += len(columns)
            if counted >= AT_ONCE:
                counted = 0
                yield
        return tally.words()

    # -- menus ------------------------------------------------------------------------------------

    def cell_menu(self, event: QContextMenuEvent) -> None:
        """The menu of the selected cells; a page's own actions (``addAction``) come first."""
        table = self._table
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if table.actions():
            menu.addActions(table.actions())
            menu.addSeparator()
        current = table.current()
        index = table.sheet.currentIndex()
        some = current is not None
        editable = some and table.model.cell(index.row(), index.column()).edit is not None
        for text, keys, command, on in (
            ("怎么来的", "F1", self.explain, some),
            ("修改", "F2", lambda: table.sheet.edit(index), editable),
            ("复制", "Ctrl+C", self.copy, some),
            ("粘贴", "Ctrl+V", self.paste, some),
            ("向下填充", "Ctrl+D", self.fill_down, editable),
        ):
            action = menu.addAction(text, command)
            action.setShortcut(keys)
            action.setEnabled(on)
        menu.addSeparator()
        if some:
            self._column_entries(menu, index.column())
        pos = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and index.isValid():
            rect = table.sheet.visualRect(index)
            pos = table.sheet.viewport().mapToGlobal(rect.bottomLeft())
        menu.popup(pos)

    def header_menu(self, column: int, pos: QPoint) -> None:
        """The menu of a column title."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._column_entries(menu, column)
        menu.popup(pos)

    def _column_entries(self, menu: QMenu, at: int) -> None:
        table = self._table
        column = table.lanes.columns[at]
        menu.addAction("升序", lambda: table.sort_by(column.key))
        menu.addAction("降序", lambda: table.sort_by(column.key, descending=True))
        original = menu.addAction("恢复原来的顺序", lambda: table.sort_by(None))
        original.setEnabled(table.arranger.sort is not None)
        menu.addSeparator()
        if table.band.with_filters:
            menu.addAction("筛选这一列", self.to_filter).setShortcut("Ctrl+Shift+L")
            every = menu.addAction("清除全部筛选", table.clear_filters)
            every.setEnabled(table.is_filtered())
            menu.addSeparator()
        hide = menu.addAction(f"隐藏“{column.title}”", lambda: table.wardrobe.hide(column.key))
        hide.setEnabled(not column.frozen)
        menu.addAction("选择列…", table.choose_columns)
