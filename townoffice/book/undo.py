"""Taking a change back: its journal rows, in reverse, as a new change.

First every row the change left behind is compared with what the book holds now, one query per
table; a row that moved on blocks the undo as a whole, by name. Then *before* is put back in the
exact reverse order: each state on the way is one the constraints have already accepted. Runs of one
kind go to the database as one batch, so an import of thousands of rows is undone in a moment.

Values go through bare tables without types: the journal holds them as they lie in the file.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

import sqlalchemy as sa

from townoffice.book import schema
from townoffice.book.batches import Row, put, send
from townoffice.book.nouns import in_words
from townoffice.book.triggers import rows_text
from townoffice.feedback import UndoBlocked

_Values: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Move:
    """One journal row; None before: it came, None after: it went."""

    noun: str
    row_id: int
    before: str | None
    after: str | None


def take_back(connection: sa.Connection, change_id: int) -> None:
    """Put the rows of the change back as they were; inside an open change."""
    part = schema.journal.c
    query = (
        sa.select(part.noun, part.row_id, part.before, part.after)
        .where(part.change_id == change_id)
        .order_by(part.id)
    )
    moves = [_Move(*row) for row in connection.execute(query).all()]
    for table in schema.JOURNALED:
        left = {move.row_id: move.after for move in moves if move.noun == table.name}
        if left:
            _compare(connection, table, left, change_id)
    for (noun, action), run in groupby(reversed(moves), key=_kind):
        _put_back(connection, noun, action, list(run))


def _compare(
    connection: sa.Connection, table: sa.Table, left: Mapping[int, str | None], change_id: int
) -> None:
    """Refuse where a row is no longer as the change left it."""
    journal = schema.journal.c
    touched = sa.select(journal.row_id).where(
        journal.change_id == change_id, journal.noun == table.name
    )
    query = rows_text(table).where(table.c.id.in_(touched))
    held = {row.id: row.text for row in connection.execute(query).all()}
    for row_id, after in left.items():
        now = held.get(row_id)
        if not _same(now, after):
            named = json.loads(now or after or "{}")
            raise UndoBlocked(
                f"{in_words(connection, table.name, named)}后来又变动过，不能撤销，什么也没有改",
                hint="请直接修改这条记录",
            )


def _same(now: str | None, after: str | None) -> bool:
    """Compare two rows; columns an upgrade has added since do not count."""
    if now == after or now is None or after is None:
        return now == after
    held: _Values = json.loads(now)
    left: _Values = json.loads(after)
    return all(held.get(name) == value for name, value in left.items())


def _kind(move: _Move) -> tuple[str, str]:
    if move.before is None:
        return move.noun, "remove"
    return move.noun, "add" if move.after is None else "change"


def _put_back(connection: sa.Connection, noun: str, action: str, run: list[_Move]) -> None:
    if action == "remove":
        bare = sa.table(noun, sa.column("id"))
        gone: list[Row] = [(move.row_id,) for move in run]
        send(connection, sa.delete(bare).where(bare.c.id == put("id")), ("id",), gone)
        return
    for columns, rows in _by_columns(run):
        bare = sa.table(noun, *(sa.column(name) for name in columns))
        values = {name: put(name) for name in columns}
        if action == "add":
            send(connection, sa.insert(bare).values(values), columns, rows)
            continue
        del values["id"]
        statement = sa.update(bare).where(bare.c.id == put("id")).values(values)
        send(connection, statement, columns, rows)


def _by_columns(run: list[_Move]) -> Iterator[tuple[tuple[str, ...], list[Row]]]:
    """Read the rows to put back, in runs of the same columns (an upgrade may lie between)."""
    rows: Iterator[_Values] = (json.loads(move.before or "{}") for move in run)
    for columns, same in groupby(rows, key=tuple):
        yield columns, [tuple(row.values()) for row in same]
