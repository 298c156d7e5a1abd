"""Many rows to the database in one go.

Core builds the statement and knows how each type is written; the driver gets plain tuples. Sending
one dictionary per row through Core instead takes twice the time for an import of 41,352 units. New
rows go in by the hundred: what SQLite does once for a statement (AUTOINCREMENT) costs as much as
the row.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count, islice
from typing import TypeAlias

import sqlalchemy as sa

from townoffice.book.columns import Stored

Row: TypeAlias = tuple[object, ...]
_AT_ONCE = 100
"""Rows of one INSERT; with the widest table far below the 32,766 values SQLite takes."""


def put(name: str) -> sa.BindParameter[object]:
    """Give the place in a statement where the value called ``name`` goes."""
    return sa.bindparam(f"put_{name}")


def send(
    connection: sa.Connection,
    statement: sa.Insert | sa.Update | sa.Delete,
    names: Sequence[str],
    rows: Sequence[Row],
) -> int:
    """Run the statement for every row and return how many rows it moved.

    A row has its values in the order of ``names``, the statement its places as :func:`put` makes
    them, in any order.
    """
    compiled = statement.compile(dialect=connection.dialect)
    places = compiled.positiontup
    assert places is not None, "written for drivers that number their places, as sqlite3"
    order = [names.index(place.removeprefix("put_")) for place in places]
    if order != list(range(len(names))):
        rows = [tuple([row[index] for index in order]) for row in rows]
    return connection.exec_driver_sql(str(compiled), [*rows]).rowcount


def driver(connection: sa.Connection) -> sqlite3.Connection:
    """Give the driver's own connection, which takes and gives rows without asking their types."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def insert(
    raw: sqlite3.Connection,
    table: str,
    columns: Mapping[str, Sequence[object]],
    same: Mapping[str, object],
) -> None:
    """Insert rows given column by column, values as stored; ``same`` has those alike in all."""
    names = ", ".join(f'"{name}"' for name in (*same, *columns))
    head = f'INSERT INTO main."{table}" ({names}) VALUES '  # noqa: S608  # all words are from schema.py
    fixed = [f"?{n + 1}" for n in range(len(same))]  # told once for all rows of a statement
    many = ""
    values = list(columns.values())
    for start in range(0, len(values[0]), _AT_ONCE):
        part = list(zip(*(column[start : start + _AT_ONCE] for column in values), strict=True))
        if start == 0 or len(part) < _AT_ONCE:
            places = count(len(fixed) + 1)
            own = (islice(places, len(values)) for _ in part)
            words = (", ".join([*fixed, *(f"?{n}" for n in row)]) for row in own)
            many = f"{head}({'), ('.join(words)})"
        raw.execute(many, [*same.values(), *chain.from_iterable(part)])


def as_stored(
    connection: sa.Connection, column: sa.Column[object], values: Iterable[object]
) -> Iterable[object]:
    """Write values the way the column's type stores them."""
    if isinstance(column.type, Stored) and connection.dialect.name == "sqlite":
        return column.type.stored(values)
    write = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return values if write is None else map(write, values)
