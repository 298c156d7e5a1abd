"""Make the sample counties: a workbook of 8 units to import, a book of 24 units, all its tables.

Both counties are fictional (division codes beginning 9999). They come in by the desk's doors, as a
user's own data would, so what is made here is what any county can have.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from sample_db import sources
from townoffice.desk import books, policies, staffing, townships
from townoffice.desk.tables import TABLES, print_table
from townoffice.feedback import CannotWrite
from townoffice.records import Category

YEAR = 2024
DOC_NO = "样编办〔2024〕6号"
"""The fictional document by which 样本县 answers the missing class-1 leadership figure."""

_ADOPTED = "样编办〔2025〕3号（示例）"
_TIE_RULE = "经办人确认：余数相同，户籍人口多的在先"


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demonstration made: the book and the printed tables."""

    book: Path
    tables: tuple[Path, ...]


def build_demo(folder: Path) -> Demo:
    """Do the main job: the book of 样本县 in ``folder``, plans adopted, every table printed.

    The book is ``sample.db``, the tables lie in ``tables``. :class:`CannotWrite` where a book is
    there already or the folder cannot be made.
    """
    path, tables = folder / "sample.db", folder / "tables"
    try:
        tables.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            "文件夹建不了", where=str(folder), hint="请换一个可以写入的位置"
        ) from error
    with build_book(path) as book:
        adopt_plans(book)
        return Demo(path, tuple(_print_all(book, tables)))


def adopt_plans(book: books.Book) -> None:
    """Adopt the classification and the staffing of both categories, ties settled by the rule."""
    townships.adopt(book, townships.classify(book, YEAR), None, _ADOPTED)
    for category in (Category.ADMIN, Category.INSTITUTION):
        order = staffing.Order(category, year=YEAR, settle=("rule",), settled_by=_TIE_RULE)
        staffing.adopt(book, order, staffing.calculate(book, order), _ADOPTED)


def _print_all(book: books.Book, folder: Path) -> Iterator[Path]:
    for table in TABLES:
        for suffix in (".pdf", ".xlsx"):
            yield print_table(book, table.id, folder / f"{table.title}{suffix}").path


def build_book(path: Path) -> books.Book:
    """Make the book of 样本县 at ``path`` and give it open; the caller closes it.

    24 units at the end of 2024, one of them merged from two that ceased in January; indicators of
    2023 and 2024; posts of every category by document, and staff. Three-step staffing of 行政编制
    comes to a tie there, one unit lies near a cut line, and some have more staff than posts.
    """
    book = books.new_book(path, "样本县", "999902")
    try:
        _enter(book)
    except BaseException:
        book.close()
        raise
    return book


def _enter(book: books.Book) -> None:
    with book.change("登记乡镇（街道）及沿革") as writer:
        writer.add_all(sources.townships())
    ids = {unit.code: unit.id for unit in book.townships() if unit.id is not None}
    with book.change("登记2023年、2024年指标") as writer:
        writer.add_all(sources.indicators(ids))
        writer.add_all(sources.own_indicators(ids))
    with book.change("登记核定编制、领导职数和实有人数") as writer:
        writer.add_all(sources.post_facts(ids))
    pack = resources.files("sample_db") / "yangben_pack.toml"
    with resources.as_file(pack) as file:
        policies.adopt_pack(book, str(file), topic="leadership", doc_no=DOC_NO)
