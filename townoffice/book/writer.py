"""What a change may do: add, update, remove records."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, fields
from pathlib import Path

import sqlalchemy as sa

from townoffice.book.adding import add_rows
from townoffice.book.batches import put, send
from townoffice.book.journal import Entry
from townoffice.book.nouns import NOUNS, Noun, Record
from townoffice.book.refusals import refusals
from townoffice.book.schema import plans
from townoffice.feedback import CannotWrite, Stale
from townoffice.records import Changes


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
            columns, row = self._new(noun, (record,))
            row |= {name: value for name, (value,) in columns.items()}
            bare = sa.table(noun.table.name, *(sa.column(name) for name in row))
            made = self._connection.execute(sa.insert(bare).values(row))
            return made.lastrowid

    def add_all(self, records: Sequence[Record]) -> Sequence[int]:
        """Add many new records, one batch per noun, in their order; give their ids, by noun."""
        ids: list[int] = []
        for noun, batch in _by_noun(records):
            with self._writing():
                columns, same = self._new(noun, batch)
                ids += add_rows(self._connection, self._entry, noun.table, columns, same)
        return ids

    def add_columns(
        self, kind: type[Record], columns: Mapping[str, Sequence[object]], **same: object
    ) -> Sequence[int]:
        """Add many new records of one noun, given field by field, and give their ids.

        ``same`` are the fields alike in all of them; what is not given is as in a record that does
        not say it. As :meth:`add_all`, in half the time for want of the records.
        """
        if not any(map(len, columns.values())):
            return ()
        with self._writing():
            noun = NOUNS[kind]
            unsaid = {part.name: part.default for part in fields(kind) if part.name not in columns}
            given = {n: v for n, v in unsaid.items() if v is not None and v is not MISSING} | same
            stored = noun.stored(self._connection, columns)
            alike = self._alike(noun, given)
            return add_rows(self._connection, self._entry, noun.table, stored, alike)

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
        part = noun.table.c
        columns = noun.columns_of(records)
        stored = noun.stored(self._connection, columns)
        statement = (
            sa.update(noun.table)
            .where(part.id == put("id"), part.row_version == put("row_version"))
            .values({name: put(name) for name in stored} | {"row_version": put("next_version")})
        )
        rows = [
            (*row, _id_of(record), record.row_version, record.row_version + 1)
            for *row, record in zip(*stored.values(), records, strict=True)
        ]
        names = (*stored, "id", "row_version", "next_version")
        if send(self._connection, statement, names, rows) != len(rows):
            raise _stale(noun)

    def _new(
        self, noun: Noun[Record], records: tuple[Record, ...]
    ) -> tuple[dict[str, list[object]], dict[str, object]]:
        """Give the columns of new rows as stored, and what the book says of all of them alike."""
        for record in records:
            if record.id is not None:
                raise ValueError(f"is in a book already: {record!r}")
        columns = noun.stored(self._connection, noun.columns_of(records))
        return columns, self._alike(noun, {})

    def _alike(self, noun: Noun[Record], said: Mapping[str, object]) -> dict[str, object]:
        """Give, as stored, what is said alike of all new records, by the book too."""
        entry = self._entry
        own: dict[str, object] = {"row_version": 1}
        if noun.table is plans:
            own |= {
                "adopted_at": entry.at,
                "adopted_by": entry.who,
                "adopted_in": entry.change_id,
            }
        columns = {name: (value,) for name, value in (dict(said) | own).items()}
        stored = noun.stored(self._connection, columns)
        return {name: value for name, (value,) in stored.items()}

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._entry.over:
            raise RuntimeError("the change is over")
        try:
            with refusals(self._path):
                yield
        except (OverflowError, UnicodeEncodeError) as error:
            self._entry.spoilt = True
            raise CannotWrite(
                "记录中有存不下的内容（数值过大，或文字中有乱码），没有写入",
                where=str(self._path),
                hint="请更正后重做",
            ) from error
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
