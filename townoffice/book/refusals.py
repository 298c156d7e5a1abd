"""What the database refuses, in the words of the office.

The only place that knows SQLite's result codes. A constraint or disk that says no becomes an
:class:`OfficeError`; what is left (a mistake in our own statements) stays what it is: a bug.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy.exc

from townoffice.book.nouns import LABELS
from townoffice.book.triggers import SEALED
from townoffice.feedback import BookDamaged, BookInUse, CannotRead, CannotWrite, OfficeError

RESTORE_HINT = "请不要继续使用，从最新的备份恢复（townoffice restore），并保留原文件备查"
_COLUMNS = {
    "code": "区划代码",
    "valid_from": "设立日期",
    "township_id": "单位",
    "year": "年份",
    "name": "名称",
    "category": "编制类别",
    "measure": "核定或实有",
    "since": "起始日期",
    "pack_id": "政策编号",
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNREADABLE = (
    sqlalchemy.exc.SQLAlchemyError,
    sqlite3.Error,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,  # a moment that is NULL
    ArithmeticError,
)
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn what SQLite refuses inside the block into an OfficeError about the book at ``path``."""
    try:
        yield
    except sqlalchemy.exc.DBAPIError as wrapped:
        if isinstance(wrapped.orig, sqlite3.Error):
            refusal = _refusal(wrapped.orig, path)
            if refusal is not None:
                raise refusal from wrapped
        raise
    except sqlite3.Error as error:
        refusal = _refusal(error, path)
        if refusal is None:
            raise
        raise refusal from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Lay whatever goes wrong to the file, while fixed statements of ours read it.

    Opening sums the tables; a damaged index shows only when a reading goes by it.
    """
    try:
        with refusals(path):
            yield
    except _UNREADABLE as error:
        raise BookDamaged("台账文件的内容残缺不全", where=str(path), hint=RESTORE_HINT) from error


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 1 where Python itself raised the error."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _refusal(error: sqlite3.Error, path: Path) -> OfficeError | None:
    code, where = primary_code(error), str(path)
    if code == sqlite3.SQLITE_FULL:
        return CannotWrite(
            "磁盘空间不足，没有写入，台账仍是操作前的样子",
            where=where,
            hint="请腾出磁盘空间后重做这一步",
        )
    if code == sqlite3.SQLITE_READONLY:
        return CannotWrite(
            "台账文件不能写入", where=where, hint="请检查文件和所在文件夹的权限，或以只读方式打开"
        )
    if code == sqlite3.SQLITE_IOERR:
        return CannotWrite(
            "读写磁盘出错，这一步没有生效", where=where, hint="请检查磁盘、U盘或网络盘是否仍然连接"
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return CannotRead("打不开台账文件", where=where, hint="请检查文件和所在文件夹的权限")
    if code in _BUSY:
        return BookInUse("台账正被另一个程序使用", where=where, hint="请等对方关闭后再试")
    if code == sqlite3.SQLITE_CONSTRAINT:
        return _constraint(str(error), where)
    if code in _DAMAGED or "decode to UTF-8" in str(error):
        return BookDamaged("台账文件已损坏，内容读不出来", where=where, hint=RESTORE_HINT)
    return None


def _constraint(message: str, where: str) -> OfficeError | None:
    if message.startswith(SEALED):
        return CannotWrite(
            "考核已办结，得分、指标和评议票不能再改，没有写入",
            where=where,
            hint="要改，请先写明理由重新打开",
        )
    if message.startswith("UNIQUE constraint failed: "):
        names = [part.split(".") for part in message.split(": ", 1)[1].split(", ")]
        noun = LABELS.get(names[0][0])
        if noun is None:
            return None
        columns = "、".join(_COLUMNS.get(name[-1], name[-1]) for name in names)
        return CannotWrite(
            f"{noun}有重复的登记：{columns}相同的记录只能有一条，没有写入",
            where=where,
            hint="请更正后重做，或修改已有的那一条",
        )
    if message.startswith("FOREIGN KEY constraint failed"):
        return CannotWrite(
            "这条记录引用了台账中没有的单位，或仍被其他记录引用，没有写入",
            where=where,
            hint="请先登记单位；要删除单位，请先删除它名下的指标和编制",
        )
    return None
