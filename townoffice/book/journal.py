"""The one write door's other side: a transaction, its journal rows, its link of the chain.

``BEGIN IMMEDIATE``, a row in ``changes`` to hang the journal rows on, then whatever the writer does
(the triggers take it down, or ``adding`` for many new rows at once). On leaving, the rows without a
digest are read back once and digested, and the change gets its place in the chain; then COMMIT.
Whatever goes wrong before that rolls everything back, and only after COMMIT does this object
believe in the new head. Several undos may share one transaction.
"""

import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from townoffice.book import digests
from townoffice.book.batches import Row, put, send
from townoffice.book.claim import now, who
from townoffice.book.hold import Hold
from townoffice.book.schema import changes, journal
from townoffice.records import Changes

_BATCH = 20_000
_CHANGE = "+change_id"
"""The rows of an open change lie together at the end: found by number, not by index (the plus)."""
_WRITE_DIGEST = sa.update(journal).where(journal.c.id == put("id")).values(digest=put("digest"))


@dataclass(slots=True)
class Entry:
    """A change being made; ``changes`` is set once it is over.

    ``spoilt``: a write in it was refused, so it can only be rolled back. ``nouns`` and ``content``
    are of the rows that were digested when they were written; ``made`` are the digests of all rows
    up to the journal's row ``digested``.
    """

    change_id: int
    label: str
    who: str
    at: datetime
    undoes: int | None
    reason: str | None = None
    nouns: set[str] = field(default_factory=set)
    content: int = 0
    made: list[bytes] = field(default_factory=list)
    digested: int = 0
    spoilt: bool = False
    over: bool = False
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class Undoing:
    """One of several changes made together: its name, what it takes back and why, its work."""

    label: str
    undoes: int
    reason: str | None
    work: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Link:
    """What sealing a change came to."""

    nouns: frozenset[str]
    digest: str
    content: int


def new_id(result: sa.CursorResult[*tuple[object, ...]]) -> int:
    """Read the id the database gave to an inserted row."""
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def last_row(raw: sqlite3.Connection) -> int:
    """Give the number of the journal's last row, 0 where it is empty."""
    (last,) = raw.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()
    return int(last)


class Journal:
    """The chain's end: number of the last change, its digest, and the content they stand for."""

    def __init__(self, hold: Hold, *, version: int, head: str, content: int) -> None:
        self.version = version
        self.head = head
        self.content = content
        self._connection = hold.connection
        self._raw = hold.raw

    @contextmanager
    def entry(self, label: str) -> Iterator[Entry]:
        """Make one change; one that moved no row leaves no trace."""
        self._begin()
        with self._or_nothing():
            entry = self._open(label, None, None)
            try:
                yield entry
            finally:
                entry.over = True
            link = self._seal(entry)
            self._connection.exec_driver_sql("COMMIT" if link.nouns else "ROLLBACK")
        if link.nouns:
            self._believe(entry, link)
        entry.changes = Changes(self.version, entry.label, link.nouns)

    @contextmanager
    def steps(self) -> Iterator[Callable[[Undoing], Changes]]:
        """Make several changes in one transaction: all of them, or none.

        Each call makes one; its work moves at least one row.
        """
        self._begin()
        before = self.version, self.head, self.content
        try:
            with self._or_nothing():
                yield self._step
                self._connection.exec_driver_sql("COMMIT")
        except BaseException:
            self.version, self.head, self.content = before
            raise

    def _step(self, step: Undoing) -> Changes:
        entry = self._open(step.label, step.undoes, step.reason)
        step.work()
        link = self._seal(entry)
        self._believe(entry, link)
        return Changes(self.version, entry.label, link.nouns)

    def _begin(self) -> None:
        if self._in_transaction():
            raise RuntimeError("a change is open already")
        self._connection.exec_driver_sql("BEGIN IMMEDIATE")

    @contextmanager
    def _or_nothing(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            if self._in_transaction():  # a full disk makes SQLite roll back by itself
                self._connection.exec_driver_sql("ROLLBACK")
            raise

    def note(self, label: str) -> None:
        """Link a change without rows (an upgrade); inside a transaction of the caller's."""
        entry = self._open(label, None, None)
        self._believe(entry, self._seal(entry))

    def _believe(self, entry: Entry, link: "_Link") -> None:
        self.version, self.head, self.content = entry.change_id, link.digest, link.content

    def _in_transaction(self) -> bool:
        return self._raw.in_transaction

    def _open(self, label: str, undoes: int | None, reason: str | None) -> Entry:
        # a file name in the label may hold bytes that are no text
        entry = Entry(0, label.encode(errors="replace").decode(), who(), now(), undoes, reason)
        blank = dict.fromkeys(("rows_digest", "salt", "content", "digest"), "")
        made = self._connection.execute(
            sa.insert(changes).values(
                row_version=1,
                label=entry.label,
                who=entry.who,
                at=entry.at,
                undoes=undoes,
                row_count=0,
                reason=entry.reason,
                **blank,
            )
        )
        entry.change_id = new_id(made)
        entry.digested = last_row(self._raw)
        self._connection.exec_driver_sql(
            "INSERT INTO temp.open_change (id) VALUES (?)", (entry.change_id,)
        )
        return entry

    def _seal(self, entry: Entry) -> "_Link":
        """Digest the journal rows, carry the content on, link the change to the chain."""
        if entry.spoilt:
            raise RuntimeError("a refused write was passed over; the change is rolled back")
        nouns = entry.nouns
        content = digests.summed((self.content, entry.content))
        for rows in self._batches(entry.change_id, entry.digested):
            digested: list[Row] = []
            for key, noun, row_id, before, after, row_salt in rows:
                digest = digests.row_digest(row_salt, noun, row_id, before, after)
                content = digests.moved(content, noun, before, after)
                nouns.add(noun)
                digested.append((digest, key))
            send(self._connection, _WRITE_DIGEST, ("digest", "id"), digested)
        query = f"SELECT digest FROM journal WHERE id > ? AND {_CHANGE} = ? ORDER BY id"  # noqa: S608  # a word of ours
        found = self._raw.execute(query, (entry.digested, entry.change_id))
        entry.made += [digest for (digest,) in found]
        link = _Link(frozenset(nouns), *self._link(entry, content))
        self._connection.exec_driver_sql("DELETE FROM temp.open_change")
        return link

    def _link(self, entry: Entry, content: int) -> tuple[str, int]:
        salt = secrets.token_hex(16)
        rows_digest = digests.rows_digest(entry.made)
        mark = digests.content_mark(salt, content)
        digest = digests.change_digest(
            self.head,
            entry.change_id,
            entry.label,
            entry.who,
            entry.at,
            entry.undoes,
            len(entry.made),
            rows_digest,
            mark,
            entry.reason,
        )
        self._connection.execute(
            sa.update(changes)
            .where(changes.c.id == entry.change_id)
            .values(
                row_count=len(entry.made),
                rows_digest=rows_digest,
                salt=salt,
                content=mark,
                digest=digest,
            )
        )
        return digest, content

    def _batches(
        self, change_id: int, last: int
    ) -> Iterator[Sequence[sa.Row[int, str, int, str, str, bytes]]]:
        part, in_change = journal.c, sa.literal_column(_CHANGE, sa.Integer)
        while True:
            query = (
                sa.select(part.id, part.noun, part.row_id, part.before, part.after, part.salt)
                .where(part.id > last, in_change == change_id, part.digest == digests.BLANK)
                .order_by(part.id)
                .limit(_BATCH)
            )
            rows = self._connection.execute(query).all()
            if not rows:
                return
            yield rows
            last = rows[-1].id
