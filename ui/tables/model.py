"""The model of every table: records, an order list, cells made when first seen."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.tables.cells import Align, Cell, Column, R

Index = QModelIndex | QPersistentModelIndex

# Roles as plain numbers: comparing with the enum costs 2.5 times the whole call.
DISPLAY, EDIT, TIP, ALIGNMENT, CHECK = 0, 2, 3, 7, 10
ACCESSIBLE_TEXT, ACCESSIBLE_DESCRIPTION = 11, 12
KEPT = 3_000  # rows whose cells are kept: a few screens, whatever the size of the county
FEW = 8  # indexes looked for one by one: cheaper than a map of the whole order
MANY = 200  # differing rows from which all are said to differ: more than a screen shows
_NOWHERE = QModelIndex()
_ALIGN = {
    Align.LEFT: int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
    Align.RIGHT: int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
    Align.CENTER: int(Qt.AlignmentFlag.AlignCenter),
}


class RecordModel(QAbstractTableModel, Generic[R]):
    """Records as a table: model rows go through ``order``, model columns are the visible ones."""

    def __init__(self, key: Callable[[R], Hashable], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.columns: Sequence[Column[R]] = ()
        self.source: Sequence[R] = ()
        self.order: list[int] = []
        self.wrong: dict[tuple[Hashable, str], tuple[str, str]] = {}
        self._cells: dict[int, tuple[Cell, ...]] = {}

    # -- what Qt asks -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Records that show."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Columns that show."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        """What Qt asks of a cell; the sheet itself paints from :meth:`cells`."""
        if role not in _ANSWERED or not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == ALIGNMENT:
            return _ALIGN[self.columns[column].align]
        wrong = self.wrong_at(row, column)
        cell = self.cell(row, column)
        if role == DISPLAY:
            return wrong[0] if wrong else cell.words
        if role == EDIT:
            return wrong[0] if wrong else cell.edit
        if role == TIP:
            return "\n".join(part for part in (wrong[1] if wrong else "", _tip(cell)) if part)
        if role == CHECK:
            return None if cell.check is None else (2 if cell.check else 0)
        if role == ACCESSIBLE_DESCRIPTION:
            return wrong[1] if wrong else _tip(cell)
        return self._spoken(cell, self.columns[column], wrong)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        """Whole titles with group and unit; row numbers."""
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role in (DISPLAY, ACCESSIBLE_TEXT) else None
        if not 0 <= section < len(self.columns):
            return None
        if role in (DISPLAY, ACCESSIBLE_TEXT):
            return self.columns[section].name
        return _ALIGN[self.columns[section].align] if role == ALIGNMENT else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Editable and tickable as the cell says."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        cell = self.cell(index.row(), index.column())
        if cell.edit is not None:
            found |= Qt.ItemFlag.ItemIsEditable
        if cell.check is not None:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    # -- what the table asks ----------------------------------------------------------------------

    def record(self, row: int) -> R:
        """The record shown in model row ``row``."""
        return self.source[self.order[row]]

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a model row and column."""
        return self.cells(row)[column]

    def cells(self, row: int) -> tuple[Cell, ...]:
        """All visible cells of a model row."""
        at = self.order[row]
        found = self._cells.get(at)
        if found is None:
            if len(self._cells) >= KEPT:
                self._cells.clear()
            record = self.source[at]
            found = self._cells[at] = tuple(column.cell(record) for column in self.columns)
        return found

    def wrong_at(self, row: int, column: int) -> tuple[str, str] | None:
        """Text and reason of a wrong entry, None where there is none."""
        if not self.wrong:
            return None
        return self.wrong.get((self.key(self.record(row)), self.columns[column].key))

    def set_columns(self, columns: Sequence[Column[R]]) -> None:
        """Show these columns, in this order."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._cells.clear()
        self.endResetModel()

    def set_rows(self, source: Sequence[R], order: list[int]) -> None:
        """Other records."""
        self.beginResetModel()
        self.source, self.order = source, order
        self._cells.clear()
        self.endResetModel()

    def set_order(self, order: list[int]) -> None:
        """The same records, sorted and filtered anew."""
        if order == self.order:
            return
        if len(order) != len(self.order):
            self.beginResetModel()
            self.order = order
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        before = self.order
        self.order = order
        old = self.persistentIndexList()
        rows = {one.row(): _place(order, before[one.row()]) for one in old[:FEW]}
        if len(old) > FEW:
            places = {at: row for row, at in enumerate(order)}
            rows = {one.row(): places.get(before[one.row()], -1) for one in old}
        new = [
            self.index(rows[one.row()], one.column()) if rows[one.row()] >= 0 else QModelIndex()
            for one in old
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def replace(self, source: Sequence[R], differing: Sequence[int]) -> None:
        """The same keys in the same order; the records at ``differing`` changed."""
        self.source = source
        places: dict[int, int] = {}
        if len(differing) > 1:
            places = {at: row for row, at in enumerate(self.order)}
        for at in differing:
            self._cells.pop(at, None)
            row = places.get(at, -1) if places else _place(self.order, at)
            if row >= 0 and len(differing) <= MANY:
                self.touch(row)
        if len(differing) > MANY and self.columns and self.order:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self.order) - 1, len(self.columns) - 1)
            )

    def touch(self, row: int) -> None:
        """Repaint a row."""
        if self.columns:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def _spoken(self, cell: Cell, column: Column[R], wrong: tuple[str, str] | None) -> str:
        parts = [column.name, (wrong[0] if wrong else cell.words) or "空"]
        if wrong:
            parts.append("填写有误")
        if cell.warning or cell.flagged:
            parts.append("请注意")
        if cell.inferred:
            parts.append("推定")
        if cell.check is not None:
            parts.append("已勾选" if cell.check else "未勾选")
        return " ".join(parts)


_ANSWERED = frozenset(
    (DISPLAY, EDIT, TIP, ALIGNMENT, CHECK, ACCESSIBLE_TEXT, ACCESSIBLE_DESCRIPTION)
)


def _tip(cell: Cell) -> str:
    if cell.inferred and "推定" not in cell.tip:
        return f"{cell.tip}\n推定：政策文件没有写明" if cell.tip else "推定：政策文件没有写明"
    return cell.tip


def _place(order: list[int], at: int) -> int:
    try:
        return order.index(at)
    except ValueError:
        return -1
