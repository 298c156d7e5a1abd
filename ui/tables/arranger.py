"""Sorting and filtering as they happen: small tables at once, large ones between events."""

from collections.abc import Generator, Sequence
from typing import Generic

from PySide6.QtCore import QObject, QTimer, Signal

from ui.tables.cells import Column, R
from ui.tables.filters import Test, WrongFilter, parse
from ui.tables.model import RecordModel
from ui.tables.order import Order
from ui.tables.sections import in_sections

SMALL = 1_000  # up to here everything is done at once
REST = 600  # ms after which the columns of a large table are ranked ahead of the first click


class Arranger(QObject, Generic[R]):
    """Keeps filters and sort of one table and brings the model into that order.

    ``finished`` comes when the model shows the new order: at once for small tables, else after a
    few turns of the event loop, none of them long. A newer wish ends an older one.
    """

    finished = Signal()

    def __init__(self, model: RecordModel[R], parent: QObject) -> None:
        super().__init__(parent)
        self.columns: Sequence[Column[R]] = ()
        self.filters: dict[str, str] = {}
        self.sort: tuple[str, bool] | None = None  # column key, descending
        self.heads: Sequence[int] = ()
        """Places of the records that are headings over those that follow, ascending."""
        self._model = model
        self._order: Order[R] = Order()
        self._work: Generator[None, None, list[int]] | None = None
        self._ahead: Generator[None, None, None] | None = None
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._look_ahead)

    def declare(self, columns: Sequence[Column[R]]) -> None:
        """Other columns: filters and sort of those that are gone go too."""
        self.columns = tuple(columns)
        keys = {column.key for column in columns}
        self.filters = {key: text for key, text in self.filters.items() if key in keys}
        if self.sort is not None and self.sort[0] not in keys:
            self.sort = None
        self._order.take(self._model.source)

    def take(self, rows: Sequence[R]) -> None:
        """Other records; the model shows them when they are arranged."""
        self._stop()
        self._order.take(rows)
        idle = self.sort is None and not self.filters
        self._model.set_rows(rows, list(range(len(rows))) if idle else [])
        if self.is_large():
            self._ahead = None
            self._rest.start(REST)
        if idle:
            self.finished.emit()
        else:
            self.arrange()

    def replace(self, rows: Sequence[R], differing: Sequence[int]) -> None:
        """The records at ``differing`` were replaced; their places stay until the next sort."""
        self._order.replace(rows, differing, {column.key: column for column in self.columns})
        self._model.replace(rows, differing)
        if differing and self.is_large():
            self._rest.start(REST)

    def is_large(self) -> bool:
        """Whether the work is spread over several turns of the event loop."""
        return len(self._model.source) > SMALL

    def arrange(self) -> None:
        """Bring the model into the order of the filters and the sort as they are now."""
        self._stop()
        by, descending = None, False
        if self.sort is not None:
            key, descending = self.sort
            by = next((one for one in self.columns if one.key == key), None)
        self._work = self._order.arrange(by, self._tests(), descending=descending)
        if self.is_large():
            self._turn.start()
        while self._work is not None and not self._turn.isActive():
            self._go_on()

    def texts(self, column: Column[R]) -> list[str]:
        """What the column shows for all records, in the order they were given."""
        return self._order.texts(column)

    def _tests(self) -> list[tuple[Column[R], Test]]:
        found: list[tuple[Column[R], Test]] = []
        for column in self.columns:
            test = parse(self.filters.get(column.key, ""))
            if test is not None and not isinstance(test, WrongFilter):
                found.append((column, test))
        return found

    def _stop(self) -> None:
        self._turn.stop()
        self._work = None

    def _go_on(self) -> None:
        if self._work is None:
            self._think_ahead()
            return
        try:
            next(self._work)
        except StopIteration as done:
            self._stop()
            order = done.value
            self._model.set_order(in_sections(order, self.heads) if self.heads else order)
            self.finished.emit()
            if self._ahead is not None:
                self._turn.start()

    def _look_ahead(self) -> None:
        self._ahead = self._order.rank_ahead(self._model.columns)
        self._turn.start()

    def _think_ahead(self) -> None:
        """Rank the visible columns while nobody waits, so that the first click is fast too."""
        if self._ahead is None or next(self._ahead, self) is self:
            self._ahead = None
            self._turn.stop()
