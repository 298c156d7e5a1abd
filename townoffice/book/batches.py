"""Many rows to the database in one go.

Core builds the statement and knows how each type is written; the driver gets plain tuples. Sending
one dictionary per row through Core instead takes twice the time for an import of 41,352 units.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import sqlalchemy as sa

Row: TypeAlias = tuple[object, ...]


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


def as_stored(
    connection: sa.Connection, column: sa.Column[object], values: Iterable[object]
) -> Iterable[object]:
    """Write values the way the column's type stores them."""
    write = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return values if write is None else map(write, values)
