"""The main job on the sample county, end to end: book, classes, staffing, ranks, every table."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sample_db.contests import close_contest
from sample_db.make import build_book, build_workbook
from townoffice.desk import staffing, tables, townships, transfers, turnover
from townoffice.desk.books import Book, open_book
from townoffice.feedback import CannotWrite, OfficeError
from townoffice.records import Category

MEETING = "样本县委编委2025年第1次会议审定（虚构）"
COMMITTEE = "样本县委考核委员会2025年第1次会议审定（虚构）"
SHOWN = "样城镇"
"""Whose tables are printed that are of one unit."""


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the demo lies: the book, every table, and a workbook to try an import with."""

    book: Path
    workbook: Path
    tables: tuple[Path, ...]


def build_demo(folder: Path) -> Demo:
    """Build the sample county's book as ``sample.db`` and all official tables in ``tables``.

    A workbook of the smaller sample county lies beside them.
    A sample book that is there already is backed up beside itself and made anew. Raises
    :class:`CannotWrite` where the folder cannot be written.
    """
    book, out = folder / "sample.db", folder / "tables"
    try:
        out.mkdir(parents=True, exist_ok=True)
        _put_aside(book)
    except OSError as error:
        raise CannotWrite("文件夹写不进去", where=str(folder), hint="请换一个文件夹") from error
    with build_book(book) as opened:
        _adopt(opened)
        _carry_out(opened)
        close_contest(opened, COMMITTEE)
        files = tuple(
            tables.print_table(
                opened,
                table.id,
                out / f"{table.title}{suffix}",
                unit=SHOWN if table.of_unit else None,
            ).path
            for table in tables.TABLES
            for suffix in (".pdf", ".xlsx")
        )
    workbook = folder / "示例县2024年.xlsx"
    build_workbook(workbook)
    return Demo(book, workbook, files)


def _put_aside(book: Path) -> None:
    if not book.exists():
        return
    try:
        with open_book(book) as old:
            old.backup()
    except OfficeError as error:
        raise CannotWrite(
            "已有一个打不开的 sample.db", where=str(book), hint="请把它移走后重试"
        ) from error
    book.unlink()


def _adopt(book: Book) -> None:
    result = townships.classify(book)
    townships.adopt(book, result, None, MEETING)
    for category in (Category.ADMIN, Category.INSTITUTION):
        order = staffing.Order(category, settle=("rule",), settled_by=f"{MEETING}，按并列规则处理")
        staffing.adopt(book, order, staffing.calculate(book, order), MEETING)


def _carry_out(book: Book) -> None:
    """Carry out the plan of 行政编制 by stages, and lend two of the posts the county then holds."""
    plan = transfers.newest_plan(book, Category.ADMIN)
    transfers.commit(book, plan, on=date(2025, 4, 1), doc_no="样编办〔2025〕2号", years=2)
    turnover.grant(
        book,
        turnover.GrantTyped(
            unit="竹园镇",
            category=Category.ADMIN,
            count=2,
            purpose="重点工程建设专班",
            situation="满编，承担阶段性重点任务",
            since=date(2025, 5, 1),
            until=date(2027, 4, 30),
            doc_no="样编办〔2025〕4号",
        ),
    )
