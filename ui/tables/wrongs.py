"""Entries that were refused: kept in red in their cells until they are right."""

from collections.abc import Callable, Hashable
from typing import Generic

from PySide6.QtCore import QObject

from ui.tables.cells import R
from ui.tables.model import RecordModel
from ui.tables.notice import Notice


class Wrongs(QObject, Generic[R]):
    """The wrong entries of one table and the strip under it that gives the reason."""

    def __init__(
        self,
        model: RecordModel[R],
        notice: Notice,
        row_of: Callable[[Hashable], int],
        title_of: Callable[[str], str],
    ) -> None:
        super().__init__(notice)
        self._model, self._notice = model, notice
        self._row_of, self._title_of = row_of, title_of

    def mark(self, key: Hashable, column: str, text: str, reason: str) -> None:
        """Keep ``text`` in the cell, in red, with its reason."""
        self._model.wrong.pop((key, column), None)
        self._model.wrong[key, column] = (text, reason)
        self._show({key})

    def clear(self, key: Hashable | None, column: str | None) -> None:
        """Forget the entries of one cell, of one record, or all."""
        gone = [
            one
            for one in self._model.wrong
            if key is None or (one[0] == key and column in (None, one[1]))
        ]
        for one in gone:
            del self._model.wrong[one]
        if gone:
            self._show({one[0] for one in gone})

    def last(self) -> tuple[Hashable, str] | None:
        """Key and column of the entry the strip speaks of."""
        return next(reversed(self._model.wrong), None)

    def refresh(self) -> None:
        """Say it again, in the theme in force."""
        self._show(set())

    def _show(self, keys: set[Hashable]) -> None:
        for key in keys:
            row = self._row_of(key)
            if row >= 0:
                self._model.touch(row)
        self._notice.show_wrong(
            [(self._title_of(one[1]), *wrong) for one, wrong in self._model.wrong.items()]
        )
