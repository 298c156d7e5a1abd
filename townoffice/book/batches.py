"""Many rows to the database in one go.

Core builds the statement and knows how each type is written; the driver gets plain tuples. Sending
one dictionary per row through Core instead takes twice the time for an import of 41,352 units. New
rows go in by the hundred: what SQLite does once for a statement (AUTOINCREMENT) costs as much as
the row.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain
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
    names: Sequence[str],
    rows: Sequence[Row],
    places: Sequence[str] = (),
) -> None:
    """Insert rows whose values are as stored, in the order of ``names``.

    ``places`` are the words of the statement where the values go, or stand, where they are not all
    a plain question mark.
    """
    columns = ", ".join(f'"{name}"' for name in names)
    place = f"({', '.join(places or '?' * len(names))})"
    head = f'INSERT INTO main."{table}" ({columns}) VALUES '  # noqa: S608  # all words are from schema.py
    whole = len(rows) // _AT_ONCE * _AT_ONCE
    many = head + ",".join([place] * _AT_ONCE)
    for start in range(0, whole, _AT_ONCE):
        raw.execute(many, [*chain.from_iterable(rows[start : start + _AT_ONCE])])
    raw.executemany(head + place, rows[whole:])


def as_stored(
    connection: sa.Connection, column: sa.Column[object], values: Iterable[object]
) -> Iterable[object]:
    """Write values the way the column's type stores them."""
    if isinstance(column.type, Stored) and connection.dialect.name == "sqlite":
        return column.type.stored(values)
    write = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return values if write is None else map(write, values)
