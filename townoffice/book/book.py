"""The book, as the desk sees it."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from townoffice.book import nouns, schema
from townoffice.book.backups import back_up
from townoffice.book.checks import Survey, thorough
from townoffice.book.entering import found_book, open_book
from townoffice.book.history import (
    Standing,
    acts,
    changes_that_added,
    read_standing,
    read_ways_back,
)
from townoffice.book.hold import Hold
from townoffice.book.journal import Entry, Journal
from townoffice.book.moves import acts_on, acts_where, moves_in
from townoffice.book.nouns import A, Noun, R
from townoffice.book.refusals import reading, refusals
from townoffice.book.stepping import Stepping
from townoffice.book.writer import Writer
from townoffice.feedback import CannotWrite, NotFound, Problem
from townoffice.records import (
    Act,
    Adoption,
    Changes,
    ClassOverride,
    County,
    ImportLog,
    Indicators,
    LeadershipSeat,
    MovedRecord,
    OwnIndicator,
    OwnPack,
    Plan,
    PostFact,
    RecordAct,
    Remembered,
    Setting,
    Township,
    TransferEntry,
    TurnoverGrant,
    WaysBack,
)


class Book:
    """One county's book: one file, one program, one thread.

    A context manager; :meth:`close` may be called twice. Every method raises OfficeErrors only;
    a call from another thread or after closing is a bug and a RuntimeError.
    """

    def __init__(self, hold: Hold, survey: Survey) -> None:
        self._hold = hold
        self._connection = hold.connection
        self._thread = threading.get_ident()
        self._closed = False
        self._journal = Journal(
            hold, version=survey.version, head=survey.head, content=survey.content
        )
        self._stepping = Stepping(hold.connection, self._journal, hold.path)
        self.county = survey.county
        self.path = hold.path
        self.read_only = hold.read_only

    @classmethod
    def create(cls, path: Path, county: County) -> "Book":
        """Make a new book; nothing that exists is written over (CannotWrite)."""
        return cls(*found_book(path.resolve(), county))

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> "Book":
        """Open a book, upgrade it where its layout is older, check that it is as it was left.

        Raises CannotRead, CannotWrite, BookInUse, BookTooNew, BookDamaged.
        """
        return cls(*open_book(path.resolve(), read_only=read_only))

    @property
    def version(self) -> int:
        """Number of the last change; 0 = none."""
        return self._journal.version

    @property
    def head(self) -> str:
        """Head of the journal's chain, 64 hex digits."""
        return self._journal.head

    @contextmanager
    def change(self, label: str) -> Iterator[Writer]:
        """Make one change: one transaction, one undo step; any exception rolls it back."""
        with self._entry(label) as entry:
            yield Writer(self._connection, entry, self.path)

    def townships(self) -> tuple[Township, ...]:
        """All units there ever were, by code, then by the day they began."""
        return self._read(nouns.TOWNSHIPS, order=("code", "valid_from"))

    def years(self) -> tuple[int, ...]:
        """Years with indicators, ascending."""
        year = schema.indicators.c.year
        with self._at_hand():
            return tuple(self._connection.scalars(sa.select(year).distinct().order_by(year)))

    def indicators(self, year: int) -> tuple[Indicators, ...]:
        """Core indicators of one year, by unit."""
        where = schema.indicators.c.year == year
        return self._read(nouns.INDICATORS, where, order=("township_id",))

    def own_indicators(self, year: int) -> tuple[OwnIndicator, ...]:
        """The county's own indicators of one year, by unit and name."""
        where = schema.own_indicators.c.year == year
        return self._read(nouns.OWN_INDICATORS, where, order=("township_id", "name"))

    def own_names(self) -> frozenset[str]:
        """Names of the county's own indicators, of whatever year."""
        with self._at_hand():
            return frozenset(
                self._connection.scalars(sa.select(schema.own_indicators.c.name).distinct())
            )

    def post_facts(self, on: date | None = None) -> tuple[PostFact, ...]:
        """All posts and staff, or those in force from ``on`` or earlier, by ``since``."""
        where = () if on is None else (schema.post_facts.c.since <= on,)
        return self._read(nouns.POST_FACTS, *where, order=("since",))

    def leadership_seats(self, on: date | None = None) -> tuple[LeadershipSeat, ...]:
        """All leadership seats ever listed, or those held on a day, by unit, ``since`` and id.

        A unit of which no list is known by that day gives none.
        """
        order = ("township_id", "since")
        if on is None:
            return self._read(nouns.LEADERSHIP_SEATS, order=order)
        part = schema.leadership_seats.c
        known = sa.select(part.township_id).where(part.listed <= on)
        return self._read(
            nouns.LEADERSHIP_SEATS,
            part.since <= on,
            sa.or_(part.until.is_(None), part.until >= on),
            part.township_id.in_(known),
            order=order,
        )

    def class_overrides(self, on: date | None = None) -> tuple[ClassOverride, ...]:
        """All classes set or lifted by document, or those from ``on`` or earlier, by ``since``."""
        where = () if on is None else (schema.class_overrides.c.since <= on,)
        return self._read(nouns.CLASS_OVERRIDES, *where, order=("since",))

    def adoptions(self) -> tuple[Adoption, ...]:
        """Adopted policies, in the order they were adopted."""
        return self._read(nouns.ADOPTIONS)

    def own_packs(self) -> tuple[OwnPack, ...]:
        """Packs of the county's own, by id."""
        return self._read(nouns.OWN_PACKS, order=("pack_id",))

    def plans(self) -> tuple[Plan, ...]:
        """Adopted plans, in the order they were adopted."""
        return self._read(nouns.PLANS)

    def plan(self, plan_id: int) -> Plan:
        """One adopted plan; NotFound."""
        found = self._read(nouns.PLANS, schema.plans.c.id == plan_id)
        if not found:
            raise NotFound(
                f"没有第 {plan_id} 号方案", where=str(self.path), hint="请查看已采用方案的编号"
            )
        return found[0]

    def imports(self) -> tuple[ImportLog, ...]:
        """What was imported, in order."""
        return self._read(nouns.IMPORT_LOGS)

    def import_acts(self) -> Mapping[int, Act]:
        """The act that made each import that stands, by the import's id."""
        with self._at_hand():
            return changes_that_added(self._connection, schema.import_logs)

    def remembered(self) -> tuple[Remembered, ...]:
        """What was said of forms that come again, in the order it was said."""
        return self._read(nouns.REMEMBERED)

    def settings(self) -> tuple[Setting, ...]:
        """What the county has set, by name."""
        return self._read(nouns.SETTINGS, order=("name",))

    def transfers(self) -> tuple[TransferEntry, ...]:
        """Posts moved or due to move by adopted plans, by plan, stage and number."""
        return self._read(nouns.TRANSFERS, order=("plan_id", "stage"))

    def turnover_grants(self) -> tuple[TurnoverGrant, ...]:
        """Posts ever lent out of the county's reserve, by the day they were."""
        return self._read(nouns.TURNOVER_GRANTS, order=("since",))

    def all_of(
        self, record: type[A], *, order: tuple[str, ...] = (), **where: int | str
    ) -> tuple[A, ...]:
        """All records of a kind whose fields equal ``where``, by the fields named, then by id."""
        noun = nouns.noun_of(record)
        equal = (noun.column(name) == value for name, value in where.items())
        return self._read(noun, *equal, order=order)

    def history(self, limit: int | None = None) -> tuple[Act, ...]:
        """Read the history, newest first."""
        with self._at_hand():
            return acts(self._connection, limit=limit)

    def history_of(self, *township_ids: int) -> tuple[RecordAct, ...]:
        """Read what changed of a unit (of all its ids, if it was renamed), newest first.

        Its own row, its indicators, posts, seats and classes by document.
        """
        with self._at_hand(), reading(self.path):
            return acts_on(self._connection, township_ids)

    def history_where(self, record: type[A], **where: int | str) -> tuple[RecordAct, ...]:
        """Read what changed of the records of a kind whose fields equal ``where``, newest first."""
        table = nouns.noun_of(record).table
        with self._at_hand(), reading(self.path):
            return acts_where(self._connection, table, where)

    def moves_of(self, change_id: int, most: int) -> tuple[tuple[MovedRecord, ...], int]:
        """Read what one change moved: the first ``most`` of its rows, and how many there are."""
        with self._at_hand(), reading(self.path):
            return moves_in(self._connection, change_id, most)

    def next_undo(self) -> Act | None:
        """Tell which change :meth:`undo` takes back, by the name its author gave it."""
        with self._at_hand():
            now = read_standing(self._connection)
            return self._known_as(now, now.done)

    def next_redo(self) -> Act | None:
        """Tell which change :meth:`redo` makes again, by the name its author gave it."""
        with self._at_hand():
            now = read_standing(self._connection)
            return self._known_as(now, now.undone)

    def undo(self, reason: str | None = None) -> Changes:
        """Take back the last change that stands, as a new change; UndoBlocked.

        An act of weight is not taken back without a reason; the history keeps a reason given.
        """
        with self._at_hand():
            self._need_pen()
            return self._stepping.back(1, reason)

    def undo_to(self, change_id: int, reason: str | None = None) -> Changes:
        """Take back, each as :meth:`undo` does, what was done since; all of it or nothing.

        Afterwards the book is as it was right after that change (0: as it was founded), and
        :meth:`redo` makes each step again. NotFound, UndoBlocked.
        """
        with self._at_hand():
            self._need_pen()
            return self._stepping.back_to(change_id, reason)

    def ways_back(self) -> WaysBack:
        """Tell what stands, and to where :meth:`undo_to` leads."""
        with self._at_hand():
            return read_ways_back(self._connection)

    def redo(self) -> Changes:
        """Make the last undone change again, as a new change; UndoBlocked."""
        with self._at_hand():
            self._need_pen()
            return self._stepping.forth()

    def verify(self) -> tuple[Problem, ...]:
        """Check file, references, chain, journal and content; empty = all well."""
        with self._at_hand():
            return thorough(self._connection)

    def backup(self, folder: Path | None = None) -> Path:
        """Write a verified backup; ``folder`` None = the book's own folder beside it."""
        with self._at_hand():
            return back_up(self._hold, folder)

    def close(self) -> None:
        """Let the book go."""
        if not self._closed:
            self._here()
            self._closed = True
            self._hold.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _here(self) -> None:
        """Guard the thread: SQLite would refuse too, but with a page of noise."""
        if threading.get_ident() != self._thread:
            raise RuntimeError("the book belongs to the thread that opened it")

    @contextmanager
    def _at_hand(self) -> Iterator[None]:
        self._here()
        if self._closed:
            raise RuntimeError("the book is closed")
        with refusals(self.path):
            yield

    @contextmanager
    def _entry(self, label: str) -> Iterator[Entry]:
        with self._at_hand():
            self._need_pen()
            with self._journal.entry(label) as entry:
                yield entry

    def _need_pen(self) -> None:
        if self.read_only:
            raise CannotWrite(
                "台账是以只读方式打开的，不能改动",
                where=str(self.path),
                hint="请以可写方式重新打开",
            )

    def _known_as(self, now: Standing, steps: list[int]) -> Act | None:
        """Read the act by which the user knows the last of the steps."""
        if not steps:
            return None
        return acts(self._connection, schema.changes.c.id == now.original(steps[-1]))[0]

    def _read(
        self, noun: Noun[R], *where: sa.ColumnElement[bool], order: tuple[str, ...] = ()
    ) -> tuple[R, ...]:
        with self._at_hand(), reading(self.path):
            return noun.read(self._connection, *where, order=order)
