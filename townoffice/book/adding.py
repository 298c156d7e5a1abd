"""Many new rows at once: written, then taken down in the journal as one set.

A trigger that fires 165,000 times takes twice as long as the rows themselves. So for one batch the
insert trigger of its table stands aside, in the same transaction and for this one function: what
it would have written is read back from the table and written with its digests. A batch that does
not come back whole is a bug and raises; whatever raises spoils the change, and the rollback puts
the trigger back as well.
"""

import secrets
import sqlite3
from collections.abc import Sequence

import sqlalchemy as sa

from townoffice.book import digests
from townoffice.book.batches import Row, driver, insert
from townoffice.book.journal import Entry
from townoffice.book.schema import journal
from townoffice.book.triggers import aside, row_json

_SALT = 16


def add_rows(
    connection: sa.Connection,
    entry: Entry,
    table: sa.Table,
    names: Sequence[str],
    rows: Sequence[Row],
) -> range:
    """Insert new rows of a noun, values as stored in the order of ``names``; give their ids."""
    raw = driver(connection)
    with aside(connection, table):
        insert(raw, table.name, names, rows)
    (last,) = raw.execute("SELECT last_insert_rowid()").fetchone()
    ids = range(last - len(rows) + 1, last + 1)  # one after another: the ids are AUTOINCREMENT
    _take_down(raw, entry, table, ids)
    return ids


def _take_down(raw: sqlite3.Connection, entry: Entry, table: sa.Table, ids: range) -> None:
    """Write the journal rows of new rows, digested; the text travels as the bytes SQLite made."""
    found = raw.execute(
        f"SELECT id, CAST({row_json(table, table.name)} AS BLOB)"  # noqa: S608  # all words are from schema.py
        f' FROM main."{table.name}" WHERE id BETWEEN ? AND ? ORDER BY id',
        (ids[0], ids[-1]),
    ).fetchall()
    if len(found) != len(ids):
        raise RuntimeError(f"{len(ids)} rows of {table.name} went in, {len(found)} came back")
    salts = secrets.token_bytes(_SALT * len(found))
    made, content = digests.of_new_rows(table.name, found, salts, _SALT)
    insert(
        raw,
        journal.name,
        ("row_version", "change_id", "noun", "row_id", "after", "salt", "digest"),
        made,
        ("1", str(entry.change_id), f"'{table.name}'", "?", "CAST(? AS TEXT)", "?", "?"),
    )
    entry.content += content
    entry.nouns.add(table.name)
