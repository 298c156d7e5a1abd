"""The filtered and sorted order of many records, made in slices so that no slot is long."""

from array import array
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic

from ui.tables.cells import Column, R
from ui.tables.filters import Passes, Test
from ui.tables.numbers import Number
from ui.tables.pinyin import order_key, spelled

SLICE = 1_000  # records between two turns of the event loop


@dataclass(slots=True)
class Values:
    """One column of all records: what filters test and orders compare."""

    numbers: list[Number | None] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


class Order(Generic[R]):
    """What filters and sorts looked at, kept until the records change.

    Ranks take four bytes a record and numbers are mostly the records' own, so those are kept for
    every column that was looked at; texts are kept only where a filter reads them.
    """

    def __init__(self) -> None:
        self._rows: Sequence[R] = ()
        self._numbers: dict[str, list[Number | None]] = {}
        self._texts: dict[str, list[str]] = {}
        self._ranks: dict[str, array[int]] = {}

    def take(self, rows: Sequence[R]) -> None:
        """New records: forget everything."""
        self._rows = rows
        self._numbers, self._texts, self._ranks = {}, {}, {}

    def replace(
        self, rows: Sequence[R], at: Sequence[int], columns: Mapping[str, Column[R]]
    ) -> None:
        """The records at ``at`` differ; everything else is as it was."""
        self._rows = rows
        if not at:
            return
        self._ranks = {}
        for key, numbers in self._numbers.items():
            for index in at:
                numbers[index] = columns[key].cell(rows[index]).number
        for key, texts in self._texts.items():
            for index in at:
                texts[index] = columns[key].cell(rows[index]).text

    def arrange(
        self,
        by: Column[R] | None,
        tests: Sequence[tuple[Column[R], Test]],
        *,
        descending: bool,
    ) -> Generator[None, None, list[int]]:
        """The order of all records that pass ``tests``, by column ``by`` (None = as given)."""
        kept = list(range(len(self._rows)))
        for column, test in tests:
            values = yield from self._valued(column, words=test.words)
            kept = yield from _sieved(kept, values, test.passes)
        if by is None:
            return kept
        ranks = yield from self._ranked(by)
        known = [index for index in kept if ranks[index] >= 0]
        known.sort(key=ranks.__getitem__, reverse=descending)
        if len(known) != len(kept):  # empty cells stay last in both directions
            known += [index for index in kept if ranks[index] < 0]
        yield  # showing the order is a turn of its own
        return known

    def texts(self, column: Column[R]) -> list[str]:
        """What ``column`` shows for all records."""
        return _finish(self._valued(column, words=True)).texts

    def rank_ahead(self, columns: Sequence[Column[R]]) -> Generator[None, None, None]:
        """Ranks of all ``columns``, and the spelling of the frozen ones: names are searched."""
        rows = self._rows
        for column in columns:
            if column.frozen:
                values = yield from self._valued(column, words=True)
                for start in range(0, len(values.texts), SLICE):
                    for text in values.texts[start : start + SLICE]:
                        spelled(text)
                    yield
            yield from self._ranked(column)
            if self._rows is not rows:
                return

    def _ranked(self, column: Column[R]) -> Generator[None, None, "array[int]"]:
        ranks = self._ranks.get(column.key)
        if ranks is None:
            rows = self._rows
            values = yield from self._valued(column, words=False)
            ranks = yield from _ranks(values)
            if rows is self._rows:
                self._ranks[column.key] = ranks
        return ranks

    def _valued(self, column: Column[R], *, words: bool) -> Generator[None, None, Values]:
        """Numbers and texts of a column; texts are empty where only known numbers are asked."""
        numbers, texts = self._numbers.get(column.key), self._texts.get(column.key)
        if numbers is None and texts is not None:
            return Values([None] * len(texts), texts)  # a column of words has no numbers
        if numbers is not None and (texts is not None or not words):
            return Values(numbers, texts if texts is not None else [""] * len(numbers))
        values, rows = Values(), self._rows
        for start in range(0, len(rows), SLICE):
            for row in rows[start : start + SLICE]:
                cell = column.cell(row)
                values.numbers.append(cell.number)
                values.texts.append(cell.text)
            yield
        if rows is self._rows:
            numeric = any(number is not None for number in values.numbers)
            if words or not numeric:
                self._texts[column.key] = values.texts
            if numeric:
                self._numbers[column.key] = values.numbers
        return values


def _finish(work: Generator[None, None, Values]) -> Values:
    while True:
        try:
            next(work)
        except StopIteration as done:
            found: Values = done.value
            return found


def _sieved(kept: list[int], values: Values, test: Passes) -> Generator[None, None, list[int]]:
    numbers, texts = values.numbers, values.texts
    passed: list[int] = []
    for start in range(0, len(kept), SLICE * 4):
        part = kept[start : start + SLICE * 4]
        passed += [index for index in part if test(numbers[index], texts[index])]
        yield
    return passed


def _ranks(values: Values) -> Generator[None, None, "array[int]"]:
    """Dense ranks: equal values share one, empty cells have −1."""
    size = len(values.texts)
    keys: Sequence[int | tuple[float, Number] | tuple[str, ...]]
    if any(number is not None for number in values.numbers):
        keys = _numeric(values.numbers)
        known = [index for index in range(size) if values.numbers[index] is not None]
    else:
        spellings: list[tuple[str, ...]] = []
        for start in range(0, size, SLICE):
            spellings += [order_key(text) for text in values.texts[start : start + SLICE]]
            yield
        keys = spellings
        known = [index for index in range(size) if values.texts[index].strip()]
    known.sort(key=keys.__getitem__)
    yield
    ranks = array("i", [-1]) * size
    rank, last = -1, None
    for index in known:
        here = keys[index]
        if here != last:
            rank, last = rank + 1, here
        ranks[index] = rank
    return ranks


def _numeric(numbers: Sequence[Number | None]) -> list[int] | list[tuple[float, Number]]:
    """Keys in the exact order of ``numbers``, cheap to compare.

    The nearest float of a larger number is never smaller, so the floats decide wherever they
    differ and the exact numbers only where they do not.
    """
    if all(isinstance(number, int) or number is None for number in numbers):
        return [number if isinstance(number, int) else 0 for number in numbers]
    return [(_near(number), number if number is not None else 0) for number in numbers]


def _near(number: Fraction | int | None) -> float:
    if number is None:
        return 0.0
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")
