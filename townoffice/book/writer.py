"""What a change may do: add, update, remove records."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from townoffice.book.journal import Entry, new_id
from townoffice.book.nouns import NOUNS, Noun, Record
from townoffice.book.refusals import refusals
from townoffice.feedback import Stale
from townoffice.records import Changes, Plan


class Writer:
    """The pen of one change; it writes while the ``with`` block lasts.

    A write the book refused spoils the whole change, for half a batch may have been written:
    whoever catches the refusal inside the block and goes on gets a RuntimeError at its end, and
    everything is rolled back.
    """

    def __init__(self, connection: sa.Connection, entry: Entry, path: Path) -> None:
        self._connection = connection
        self._entry = entry
        self._path = path

    @property
    def changes(self) -> Changes | None:
        """What the change did; None until the block is left."""
        return self._entry.changes

    def add(self, record: Record) -> int:
        """Add one new record and return its id. The book's own fields are set by the book."""
        with self._writing():
            noun = NOUNS[type(record)]
            made = self._connection.execute(
                sa.insert(noun.table).values(self._rows(noun, (record,))[0])
            )
            return new_id(made)

    def add_all(self, records: Sequence[Record]) -> None:
        """Add many new records, one batch per noun, in their order."""
        for noun, batch in _by_noun(records):
            with self._writing():
                self._connection.execute(sa.insert(noun.table), self._rows(noun, batch))

    def update(self, record: Record) -> None:
        """Write a changed record over the one read; Stale where it moved on since."""
        self.update_all((record,))

    def update_all(self, records: Sequence[Record]) -> None:
        """Write many changed records, one batch per noun, each as :meth:`update` does."""
        for noun, batch in _by_noun(records):
            with self._writing():
                self._update(noun, batch)

    def remove(self, record: Record) -> None:
        """Remove a record as it was read; Stale where it moved on since."""
        with self._writing():
            noun = NOUNS[type(record)]
            table = noun.table
            found = self._connection.execute(
                sa.delete(table).where(
                    table.c.id == _id_of(record), table.c.row_version == record.row_version
                )
            )
            if found.rowcount != 1:
                raise _stale(noun)

    def _update(self, noun: Noun[Record], records: tuple[Record, ...]) -> None:
        table = noun.table
        rows = noun.values(records)
        statement = (
            sa.update(table)
            .where(
                table.c.id == sa.bindparam("read_id"),
                table.c.row_version == sa.bindparam("read_version"),
            )
            .values(
                {name: sa.bindparam(f"new_{name}", type_=table.c[name].type) for name in rows[0]}
                | {"row_version": table.c.row_version + 1}
            )
        )
        found = self._connection.execute(
            statement,
            [
                {f"new_{name}": value for name, value in row.items()}
                | {"read_id": _id_of(record), "read_version": record.row_version}
                for record, row in zip(records, rows, strict=True)
            ],
        )
        if found.rowcount != len(records):
            raise _stale(noun)

    def _rows(self, noun: Noun[Record], records: tuple[Record, ...]) -> list[dict[str, object]]:
        for record in records:
            if record.id is not None:
                raise ValueError(f"is in a book already: {record!r}")
        rows = noun.values(records)
        stamp: dict[str, object] = {"row_version": 1}
        if isinstance(records[0], Plan):
            entry = self._entry
            stamp |= {
                "adopted_at": entry.at,
                "adopted_by": entry.who,
                "adopted_in": entry.change_id,
            }
        for row in rows:
            row.update(stamp)
        return rows

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._entry.over:
            raise RuntimeError("the change is over")
        try:
            with refusals(self._path):
                yield
        except BaseException:
            self._entry.spoilt = True
            raise


def _by_noun(records: Sequence[Record]) -> Iterator[tuple[Noun[Record], tuple[Record, ...]]]:
    kinds = dict.fromkeys(type(record) for record in records)
    for kind in kinds:
        yield NOUNS[kind], tuple(record for record in records if type(record) is kind)


def _id_of(record: Record) -> int:
    if record.id is None:
        raise ValueError(f"is in no book yet: {record!r}")
    return record.id


def _stale(noun: Noun[Record]) -> Stale:
    return Stale(
        f"{noun.label}的记录在读出之后已被改动或删除，这一步没有生效",
        hint="请重新读出后再改",
    )
