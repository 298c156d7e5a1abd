"""Is the book what this program last wrote? Two depths.

:func:`opening` is for every opening: the founding line, every link of the chain (the changes, not
their rows) and the content of all nouns against the last change: whatever another program wrote
into the figures, or a bad disk turned over, is found. :func:`thorough` is for the 校验 command and
new backups' books: SQLite's own integrity check, foreign keys, and every journal row as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa

from townoffice.book import digests, schema
from townoffice.book.refusals import RESTORE_HINT
from townoffice.book.schema import JOURNALED, changes, county, journal, stamp
from townoffice.book.triggers import rows_text
from townoffice.feedback import Level, Problem
from townoffice.records import County


@dataclass(frozen=True, slots=True)
class Survey:
    """What opening found: the county, the chain's end, and what is wrong (empty: nothing)."""

    county: County
    version: int
    head: str
    content: int
    problems: tuple[Problem, ...]


def opening(connection: sa.Connection) -> Survey:
    """Check the founding line, the chain's links and the content; in a book of any layout."""
    problems: list[Problem] = []
    row = connection.execute(sa.select(county)).one_or_none()
    if row is None:
        return Survey(County("", ""), 0, "", 0, (_stop("台账的县（区）信息丢失"),))
    head = digests.founding_digest(row.name, row.code, row.book, row.founded_at, row.founded_by)
    if head != row.digest:
        problems.append(_stop("县（区）名称或代码在本程序之外被改动"))
    version, salt, mark = 0, "", ""
    there = {part["name"] for part in sa.inspect(connection).get_columns(changes.name)}
    columns = [column for column in changes.c if column.name in there]
    for link in connection.execute(sa.select(*columns).order_by(changes.c.id)):
        head = digests.change_digest(
            head,
            link.id,
            link.label,
            link.who,
            link.at,
            link.undoes,
            link.row_count,
            link.rows_digest,
            link.content,
            link.reason if "reason" in there else None,
        )
        if head != link.digest:
            problems.append(_stop(f"历史记录第 {link.id} 号（{link.label}）对不上校验链"))
            head = link.digest
        version, salt, mark = link.id, link.salt, link.content
    content = content_now(connection, _nouns_in(connection))
    if (digests.content_mark(salt, content) != mark) if version else content:
        problems.append(_stop("台账内容与最后一次登记不符，有数据在本程序之外被改动"))
    return Survey(County(row.name, row.code), version, head, content, tuple(problems))


def content_now(connection: sa.Connection, tables: Sequence[sa.Table] = JOURNALED) -> int:
    """Sum the content of all nouns afresh."""
    return digests.summed(
        digests.content_of(
            table.name, (text for _, text in connection.execute(rows_text(table)).all())
        )
        for table in tables
    )


def _nouns_in(connection: sa.Connection) -> tuple[sa.Table, ...]:
    """Give the tables of the nouns: today's, or an older layout's as they lie in the file."""
    if connection.exec_driver_sql("PRAGMA user_version").scalar() == schema.SCHEMA:
        return JOURNALED
    held = sa.MetaData()
    held.reflect(connection)
    apart = {county.name, changes.name, journal.name, stamp.name}
    return tuple(table for name, table in held.tables.items() if name not in apart)


def thorough(connection: sa.Connection) -> tuple[Problem, ...]:
    """Check everything there is to check; empty = all well."""
    problems = [
        _stop(f"文件结构损坏：{line}")
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)")
        if line != "ok"
    ]
    problems += [
        _stop(f"{row[0]} 第 {row[1]} 行引用了不存在的记录")
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    return (*problems, *opening(connection).problems, *_journal_problems(connection))


def _journal_problems(connection: sa.Connection) -> Iterator[Problem]:
    """Hold every journal row against its digest, and every change against its rows."""
    part = journal.c
    rows = connection.execute(
        sa.select(
            part.change_id, part.noun, part.row_id, part.before, part.after, part.salt, part.digest
        ).order_by(part.change_id, part.id)
    )
    said = {
        row.id: (row.row_count, row.rows_digest)
        for row in connection.execute(
            sa.select(changes.c.id, changes.c.row_count, changes.c.rows_digest)
        )
    }
    for change_id, own in groupby(rows, key=lambda row: row.change_id):
        made = []
        for row in own:
            # a row whose salt was blanked has been forgotten on purpose; its digest stays
            if row.salt is not None and row.digest != digests.row_digest(
                row.salt, row.noun, row.row_id, row.before, row.after
            ):
                yield _stop(f"历史记录第 {change_id} 号中有一行被改动（{row.noun} {row.row_id}）")
            made.append(row.digest)
        if said.pop(change_id, None) != (len(made), digests.rows_digest(made)):
            yield _stop(f"历史记录第 {change_id} 号的明细有增减")
    for change_id, (count, _) in said.items():
        if count:
            yield _stop(f"历史记录第 {change_id} 号的明细丢失")


def _stop(what: str) -> Problem:
    return Problem(Level.STOP, what, hint=RESTORE_HINT)
