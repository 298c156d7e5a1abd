"""What hands do in a table of cells, as one list: typed, pasted as a block, or filled down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from PySide6.QtCore import QObject, QTimer, Signal

from ui.tables import RecordTable
from ui.tables.cells import R

__all__ = ["CellTyped", "Cells"]

_TYPE, _PASTE, _FILL = "修改", "粘贴", "填充"


@dataclass(frozen=True, slots=True)
class CellTyped(Generic[R]):
    """One cell as typed: whose, which column, what."""

    record: R
    key: str
    text: str


class Cells(QObject, Generic[R]):
    """Gathers what one act of the hands writes into a table."""

    typed = Signal(object, str, str)
    """A list of :class:`CellTyped`, the verb, and what was left out, in a sentence."""

    def __init__(self, table: RecordTable[R]) -> None:
        super().__init__(table)
        self._table = table
        self._filling: list[CellTyped[R]] = []
        table.edited.connect(self._edited)
        table.block_pasted.connect(self._pasted)
        table.filled_down.connect(self._filled)

    def _edited(self, record: R, key: str, text: str) -> None:
        self.typed.emit([CellTyped(record, key, text)], _TYPE, "")

    def _pasted(self, first: R, key: str, block: Sequence[Sequence[str]]) -> None:
        rows = self._table.rows()
        at = next((n for n, record in enumerate(rows) if record is first), None)
        if at is None:
            return
        columns = self._table.lanes.columns
        columns = columns[[column.key for column in columns].index(key) :]
        found: list[CellTyped[R]] = []
        closed = dict[str, None]()
        for record, line in zip(rows[at:], block, strict=False):
            for column, text in zip(columns, line, strict=False):
                if column.cell(record).edit is None:
                    closed[column.title] = None
                else:
                    found.append(CellTyped(record, column.key, text))
        left = len(block) - (len(rows) - at)
        words = f"下面没有行可放的 {left} 行不要。" if left > 0 else ""
        if closed:
            words += f"{'、'.join(list(closed)[:3])}不能填，没有粘贴。"
        self.typed.emit(found, _PASTE, words)

    def _filled(self, source: R, key: str, targets: Sequence[R]) -> None:
        """Gather the columns of one fill down, which come one by one, into one change."""
        if not self._filling:
            QTimer.singleShot(0, self._fill)
        column = next(one for one in self._table.lanes.columns if one.key == key)
        text = column.cell(source).edit or ""
        self._filling += [
            CellTyped(one, key, text) for one in targets if column.cell(one).edit is not None
        ]

    def _fill(self) -> None:
        found, self._filling = self._filling, []
        self.typed.emit(found, _FILL, "")
