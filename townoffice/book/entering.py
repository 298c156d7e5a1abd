"""From a path to a book that may be trusted: founding, upgrading, and the look-over on opening."""

import secrets
from pathlib import Path

import sqlalchemy as sa

from townoffice.book import schema
from townoffice.book.backups import back_up
from townoffice.book.checks import Survey, content_now, opening
from townoffice.book.claim import now, who
from townoffice.book.digests import founding_digest
from townoffice.book.hold import Hold, found, take
from townoffice.book.journal import Journal
from townoffice.book.refusals import RESTORE_HINT, reading, refusals
from townoffice.book.triggers import arm
from townoffice.book.upgrade import build, upgrade
from townoffice.feedback import BookDamaged, CannotRead
from townoffice.records import County


def found_book(path: Path, county: County) -> tuple[Hold, Survey]:
    """Make a new book; a failure leaves no file behind."""
    hold = found(path)
    try:
        with refusals(path):
            hold.connection.exec_driver_sql("BEGIN IMMEDIATE")
            build(hold.connection)
            _write_county(hold.connection, county)
            hold.connection.exec_driver_sql("COMMIT")
            arm(hold.connection)
            return hold, opening(hold.connection)
    except BaseException:
        hold.release()
        path.unlink(missing_ok=True)
        raise


def open_book(path: Path, *, read_only: bool) -> tuple[Hold, Survey]:
    """Open a book; what was written around this program is refused."""
    hold = take(path, read_only=read_only)
    try:
        armed = hold.layout < schema.SCHEMA
        if armed:
            _upgrade(hold)
        survey = _look_over(hold)
        if not (armed or read_only):
            with refusals(path):
                arm(hold.connection)
    except BaseException:
        hold.release()
        raise
    return hold, survey


def _write_county(connection: sa.Connection, county: County) -> None:
    """Write the founding line, the chain's first link; the random name makes every book its own."""
    book, at, author = secrets.token_hex(16), now(), who()
    connection.execute(
        sa.insert(schema.county).values(
            id=1,
            row_version=1,
            name=county.name,
            code=county.code,
            book=book,
            founded_at=at,
            founded_by=author,
            digest=founding_digest(county.name, county.code, book, at, author),
        )
    )


def _look_over(hold: Hold) -> Survey:
    with reading(hold.path):
        survey = opening(hold.connection)
    if survey.problems:
        raise BookDamaged(survey.problems[0].what, where=str(hold.path), hint=RESTORE_HINT)
    return survey


def _upgrade(hold: Hold) -> None:
    """Bring an older book to today's layout: looked over and backed up first, then in one piece.

    The content looks different in the new layout, so the upgrade is a change of its own in the
    chain, without rows: there is nothing in it to undo.
    """
    connection, path = hold.connection, hold.path
    if hold.read_only:
        raise CannotRead(
            f"台账是旧格式（{hold.layout}），要先升级才能读",
            where=str(path),
            hint="请以可写方式打开一次，会自动备份并升级",
        )
    with refusals(path):
        survey = _look_over(hold)
        back_up(hold)
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            upgrade(connection, schema.SCHEMA)
            arm(connection)
            journal = Journal(
                hold,
                version=survey.version,
                head=survey.head,
                content=content_now(connection),
            )
            journal.note(f"升级台账格式：{hold.layout} → {schema.SCHEMA}")
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            if hold.raw.in_transaction:
                connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
