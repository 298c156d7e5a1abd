"""Where the time of an import goes: the doors of its stages, timed for one run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import ParamSpec, TypeVar
from unittest import mock

from townoffice.book import adding, journal, writer
from townoffice.desk import comparing, intake, likely
from townoffice.sheets import rows, table

P = ParamSpec("P")
T = TypeVar("T")

STAGES = (
    ("child", intake, "read_workbook"),
    ("table", intake, "read_table"),
    ("numbers", rows.RowReader, "read"),
    ("checks", table, "check_totals"),
    ("checks", likely.Bounds, "__init__"),
    ("checks", likely.Bounds, "unlikely"),
    ("comparing", comparing.Comparison, "compare"),
    ("preview", intake, "preview"),
    ("records", intake, "enter"),
    ("rows", writer, "add_rows"),
    ("journal", adding, "_take_down"),
    ("chain", journal.Journal, "_seal"),
    ("commit", intake, "commit"),
)
"""A stage's own time is what is not spent in those inside it: ``child`` ends when its answer is
read, ``rows`` are the INSERTs of the nouns, ``journal`` reading them back, their digests and
journal rows, ``commit`` is COMMIT and its fsync."""


class _Clock:
    """Adds up the time of each stage without that of the stages inside it."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = dict.fromkeys(dict.fromkeys(s[0] for s in STAGES), 0.0)
        self._inside: list[float] = [0.0]

    def timed(self, name: str, work: Callable[P, T]) -> Callable[P, T]:
        """Wrap one door."""

        def run(*args: P.args, **words: P.kwargs) -> T:
            self._inside.append(0.0)
            start = perf_counter()
            try:
                return work(*args, **words)
            finally:
                took = perf_counter() - start
                self.spent[name] += took - self._inside.pop()
                self._inside[-1] += took

        return run


@contextmanager
def stages() -> Iterator[dict[str, float]]:
    """Time the stages of what runs inside; seconds by stage, in their order."""
    clock = _Clock()
    doors = [
        mock.patch.object(owner, door, clock.timed(name, getattr(owner, door)))
        for name, owner, door in STAGES
    ]
    for door in doors:
        door.start()
    try:
        yield clock.spent
    finally:
        for door in doors:
            door.stop()
