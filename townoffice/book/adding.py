"""Many new rows at once: written, then taken down in the journal as one set.

A trigger that fires 165,000 times takes twice as long as the rows themselves. So for one batch the
insert trigger of its table stands aside, in the same transaction and for this one function: what
it would have written is read back from the table and written with its digests. A batch that does
not come back whole is a bug and raises; whatever raises spoils the change, and the rollback puts
the trigger back as well.
"""

import secrets
import sqlite3
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from townoffice.book import digests
from townoffice.book.batches import driver, insert
from townoffice.book.journal import Entry, last_row
from townoffice.book.schema import journal
from townoffice.book.triggers import aside, row_json

_SALT = 16
_DIGEST = "digest_of_new_row"


def add_rows(
    connection: sa.Connection,
    entry: Entry,
    table: sa.Table,
    columns: Mapping[str, Sequence[object]],
    same: Mapping[str, object],
) -> range:
    """Insert new rows of a noun, values as stored; give their ids.

    ``columns`` by name, as long as there are rows; ``same`` are the values alike in all of them.
    """
    raw = driver(connection)
    with aside(connection, table):
        insert(raw, table.name, columns, same)
    count = len(next(iter(columns.values())))
    (last,) = raw.execute("SELECT last_insert_rowid()").fetchone()
    ids = range(last - count + 1, last + 1)  # one after another: the ids are AUTOINCREMENT
    _take_down(raw, entry, table, ids)
    return ids


def _take_down(raw: sqlite3.Connection, entry: Entry, table: sa.Table, ids: range) -> None:
    """Write the journal rows of new rows, digested as they are read back."""
    before = last_row(raw)
    salts = secrets.token_bytes(_SALT * len(ids))
    rows = digests.NewRows(table.name, ids[0], salts, _SALT)
    # LIMIT -1 keeps SQLite from folding the two queries into one, which makes each text twice
    read = (
        f'SELECT id, {row_json(table, table.name)} AS text FROM main."{table.name}"'  # noqa: S608  # all words are from schema.py
        " WHERE id BETWEEN ? AND ? ORDER BY id LIMIT -1"
    )
    raw.create_function(_DIGEST, 2, rows.digest)
    try:
        made = raw.execute(
            f'INSERT INTO main."{journal.name}"'  # noqa: S608  # the same
            " (row_version, change_id, noun, row_id, after, salt, digest)"
            f" SELECT 1, ?, ?, id, text, substr(?, (id - ?) * {_SALT} + 1, {_SALT}),"
            f" {_DIGEST}(id, CAST(text AS BLOB)) FROM ({read})",
            (entry.change_id, table.name, salts, ids[0], ids[0], ids[-1]),
        )
    finally:
        raw.create_function(_DIGEST, 2, None)
    if made.rowcount != len(ids):
        raise RuntimeError(f"{len(ids)} rows of {table.name} went in, {made.rowcount} came back")
    if before == entry.digested:  # no trigger wrote a row in between
        entry.digested = last_row(raw)
        entry.made += rows.made
    entry.content += rows.content
    entry.nouns.add(table.name)
