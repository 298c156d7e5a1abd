"""A book's life: made, opened, taken back a step, backed up, restored, checked."""

from pathlib import Path

from townoffice.book import Book, newest_backup, restore
from townoffice.desk.policies import starting_adoptions
from townoffice.feedback import BadChoice
from townoffice.records import County

__all__ = ["Book", "new_book", "newest_backup", "open_book", "restore"]


def new_book(path: Path, name: str, code: str) -> Book:
    """Make a book for a county named ``name`` with its 6-digit code (GB/T 2260), and open it.

    It starts with the policies of the sample adoption, marked as not confirmed by the county.
    """
    if not name.strip():
        raise BadChoice("县名不能为空", hint="请用 --county 写明县（市、区）名称")
    if len(code) != 6 or not code.isascii() or not code.isdigit():
        raise BadChoice(f"“{code}”不是 6 位县级区划代码", hint="请按 GB/T 2260 填写，如 999901")
    book = Book.create(path, County(name.strip(), code))
    try:
        with book.change("建立台账，示例采用政策") as writer:
            writer.add_all(starting_adoptions())
    except BaseException:
        book.close()
        path.unlink(missing_ok=True)
        raise
    return book


def open_book(path: Path, *, read_only: bool = False) -> Book:
    """Open a book for a ``with`` block, which closes it."""
    return Book.open(path, read_only=read_only)
