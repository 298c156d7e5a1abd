"""The filtered and sorted order of many records, made in slices so that no slot is long."""

from array import array
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
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

    Ranks take four bytes a record, so those are kept for every column that was looked at; numbers
    and texts, a hundred bytes each, only where a filter reads them.
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
                texts[index] = columns[key].cell(rows[index]).words

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
            values = yield from self._valued(column, words=False, keep=False)
            ranks = yield from _ranks(values)
            if rows is self._rows:
                self._ranks[column.key] = ranks
        return ranks

    def _valued(
        self, column: Column[R], *, words: bool, keep: bool = True
    ) -> Generator[None, None, Values]:
        """Numbers and texts of a column; texts are empty where only known numbers are asked."""
        numbers, texts = self._numbers.get(column.key), self._texts.get(column.key)
        if numbers is None and texts is not None:
            return Values([None] * len(texts), texts)  # a column of words has no numbers
        if numbers is not None and (texts is not None or not words):
            return Values(numbers, texts if texts is not None else [""] * len(numbers))
        rows = self._rows
        values = yield from _read(rows, column, words=words)
        numeric = any(number is not None for number in values.numbers)
        if not numeric and not words and column.words is None and column.number is not None:
            values = yield from _read(rows, column, words=True)  # nothing but words, this time
            words = True
        if rows is self._rows and keep:
            if words or not numeric:
                self._texts[column.key] = values.texts
            if numeric:
                self._numbers[column.key] = values.numbers
        return values


def _read(rows: Sequence[R], column: Column[R], *, words: bool) -> Generator[None, None, Values]:
    """Ask a column for all records: the short way where it has one, else cell by cell."""
    numbers: list[Number | None] = []
    texts: list[str] = []
    for start in range(0, len(rows), SLICE):
        part = rows[start : start + SLICE]
        if column.words is not None:
            texts += map(column.words, part)
        elif column.number is not None and not words:
            numbers += map(column.number, part)
        else:
            cells = [column.cell(row) for row in part]
            numbers += [cell.number for cell in cells]
            texts += [cell.words for cell in cells]
        yield
    return Values(numbers or [None] * len(rows), texts or [""] * len(rows))


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
    for start in range(0, len(kept), SLICE):
        part = kept[start : start + SLICE]
        passed += [index for index in part if test(numbers[index], texts[index])]
        yield
    return passed


def _ranks(values: Values) -> Generator[None, None, "array[int]"]:
    """Dense ranks: equal values share one, empty cells have −1."""
    numbers, texts = values.numbers, values.texts
    keys: Sequence[float] | Sequence[str]
    if any(number is not None for number in numbers):
        known = [index for index, number in enumerate(numbers) if number is not None]
        yield
        keys = [_near(number) for number in numbers]
        yield
        known.sort(key=keys.__getitem__)
        yield
        known = _settled(known, keys, numbers)
    else:
        spellings: list[str] = []
        for start in range(0, len(texts), SLICE):
            spellings += map(order_key, texts[start : start + SLICE])
            yield
        keys = spellings
        known = [index for index, text in enumerate(texts) if text.strip()]
        known.sort(key=keys.__getitem__)
    yield
    ranks = array("i", [-1]) * len(texts)
    rank, last = -1, -1
    for index in known:
        if last < 0 or keys[index] != keys[last] or numbers[index] != numbers[last]:
            rank += 1
        ranks[index], last = rank, index
    return ranks


def _settled(
    known: list[int], floats: Sequence[float], numbers: Sequence[Number | None]
) -> list[int]:
    """Put those of one float into the exact order of their numbers.

    The nearest float of a larger number is never smaller, so the floats decide wherever they
    differ and the exact numbers only where they do not.
    """
    found: list[int] = []
    for _, group in groupby(known, key=floats.__getitem__):
        same = list(group)
        if len(same) > 1 and any(numbers[index] != numbers[same[0]] for index in same):
            same.sort(key=lambda index: numbers[index] or 0)
        found += same
    return found


def _near(number: Fraction | int | None) -> float:
    if number is None:
        return 0.0
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")
