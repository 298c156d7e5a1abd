"""TEMP triggers made from the schema: no row of ours moves without the journal knowing.

They live in our connection, not in the file, so an upgrade never meets them and no other program
depends on them. The number of the change that is open stands in a TEMP table of one row; without
one the journal's ``change_id`` would be NULL, and the database refuses the whole statement.

One expression, :func:`row_json`, describes a row everywhere: in the triggers, when the content is
summed on opening and when an undo compares. Columns are named, so a journal row written before an
upgrade can still be undone after it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from townoffice.book.schema import JOURNALED, changes, contests, county, journal

WIDEST = 60
"""SQLite's json_object takes 127 arguments; a table of more columns could not be journaled."""

_OPEN = "(SELECT id FROM temp.open_change)"
SEALED = "contest is closed"
"""What the database says of a write into a closed contest."""


def row_json(table: sa.Table, alias: str) -> str:
    """SQL for one row of the table as JSON text; ``alias`` is NEW, OLD or the table's name."""
    assert len(table.c) <= WIDEST, table.name
    pairs = (f"'{column.name}', {alias}.\"{column.name}\"" for column in table.c)
    return f"json_object({', '.join(pairs)})"


def rows_text(table: sa.Table) -> sa.Select[int, str]:
    """Query id and JSON text of all rows."""
    text = sa.literal_column(row_json(table, f'"{table.name}"'), sa.Text)
    return sa.select(table.c.id, text.label("text")).select_from(table)


def arm(connection: sa.Connection) -> None:
    """Put the triggers up on this connection; after an upgrade, before the first change."""
    connection.exec_driver_sql("CREATE TEMP TABLE open_change (id INTEGER NOT NULL)")
    for table in JOURNALED:
        for moment in ("INSERT", "UPDATE", "DELETE"):
            connection.exec_driver_sql(_note(table, moment))
    _protect(connection)
    _seal(connection)


@contextmanager
def aside(connection: sa.Connection, table: sa.Table) -> Iterator[None]:
    """Take the insert trigger of a table down for a moment; inside an open change.

    Whoever does so writes the journal rows. What is raised inside leads to a rollback, which puts
    the trigger back with everything else.
    """
    connection.exec_driver_sql(f"DROP TRIGGER temp.{_name(table, 'INSERT')}")
    yield
    connection.exec_driver_sql(_note(table, "INSERT"))


def _name(table: sa.Table, moment: str) -> str:
    return f"note_{table.name}_{moment.lower()}"


def _note(table: sa.Table, moment: str) -> str:
    """SQL of the trigger that takes down what a moment (INSERT, UPDATE, DELETE) does to a row."""
    before = "NULL" if moment == "INSERT" else row_json(table, "OLD")
    after = "NULL" if moment == "DELETE" else row_json(table, "NEW")
    alias = "OLD" if moment == "DELETE" else "NEW"
    return (
        f"CREATE TEMP TRIGGER {_name(table, moment)}"  # noqa: S608  # all words are from schema.py
        f' AFTER {moment} ON main."{table.name}" BEGIN'
        f' INSERT INTO "{journal.name}"'
        " (row_version, change_id, noun, row_id, before, after, salt, digest) VALUES"
        f" (1, {_OPEN}, '{table.name}', {alias}.id, {before}, {after},"
        " randomblob(16), zeroblob(32));"
        " END"
    )


def _protect(connection: sa.Connection) -> None:
    """Let nobody rewrite history: only the open change may still be completed."""
    guards = [
        (table, moment, "")
        for table, moments in (
            (county, ("INSERT", "UPDATE", "DELETE")),
            (changes, ("DELETE",)),
            (journal, ("DELETE",)),
        )
        for moment in moments
    ]
    guards.append((changes, "UPDATE", f"WHEN OLD.id IS NOT {_OPEN}"))
    guards.append((journal, "UPDATE", f"WHEN OLD.change_id IS NOT {_OPEN}"))
    for table, moment, when in guards:
        connection.exec_driver_sql(
            f"CREATE TEMP TRIGGER keep_{table.name}_{moment.lower()}"
            f' BEFORE {moment} ON main."{table.name}" {when} BEGIN'
            f" SELECT RAISE(ABORT, '{table.name} is kept as it is'); END"
        )


def _seal(connection: sa.Connection) -> None:
    """Let nobody write what belongs to a closed contest; undoing passes its opening first."""
    sealed = [t for t in JOURNALED if "contest_id" in t.c]
    for table in sealed:
        for moment in ("INSERT", "UPDATE", "DELETE"):
            alias = "OLD" if moment == "DELETE" else "NEW"
            connection.exec_driver_sql(
                f"CREATE TEMP TRIGGER seal_{table.name}_{moment.lower()}"  # noqa: S608  # all words are from schema.py
                f' BEFORE {moment} ON main."{table.name}"'
                f' WHEN (SELECT closed_at FROM main."{contests.name}"'
                f" WHERE id = {alias}.contest_id) IS NOT NULL"
                f" BEGIN SELECT RAISE(ABORT, '{SEALED}'); END"
            )
