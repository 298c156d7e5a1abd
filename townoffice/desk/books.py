"""A book's life: made, opened, taken back a step, backed up, copied, restored, checked."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from townoffice.book import Book, newest_backup, restore
from townoffice.desk.county import newest_whole_year
from townoffice.desk.county_settings import marking
from townoffice.desk.policies import starting_adoptions
from townoffice.feedback import BadChoice, CannotWrite
from townoffice.records import Act, Changes, County, WaysBack

__all__ = [
    "Book",
    "BookState",
    "HistoryPage",
    "back_up_if_needed",
    "history_page",
    "new_book",
    "newest_backup",
    "open_book",
    "restore",
    "save_copy",
    "state_of",
    "take_back",
    "usual_year",
]


@dataclass(frozen=True, slots=True)
class BookState:
    """What a frame around an open book shows of it.

    ``years`` have indicators, ascending; ``has_units`` tells whether there is anything to work on;
    ``undo`` and ``redo`` are the acts next in line; times are UTC, None = never. ``adopted`` are
    the documents (or the note, where there is none) behind the policies in force, ``marking`` the
    line that pages and papers carry, None where the county set none.
    """

    county: County
    path: Path
    read_only: bool
    version: int
    years: tuple[int, ...]
    has_units: bool
    undo: Act | None
    redo: Act | None
    saved_at: datetime | None
    backed_up_at: datetime | None
    adopted: tuple[str, ...]
    marking: str | None


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


def state_of(book: Book) -> BookState:
    """Read what the frame around the book shows; cheap enough to do after every change."""
    years = book.years()
    last = book.history(1)
    open_ended = (a for a in book.adoptions() if a.valid_to is None)
    return BookState(
        county=book.county,
        path=book.path,
        read_only=book.read_only,
        version=book.version,
        years=years,
        has_units=bool(years) or bool(book.townships()),
        undo=book.next_undo(),
        redo=book.next_redo(),
        saved_at=last[0].at if last else None,
        backed_up_at=_backed_up_at(book.path),
        adopted=tuple(dict.fromkeys(a.doc_no or a.note or a.pack_id for a in open_ended)),
        marking=marking(book),
    )


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The history, newest first, and from where undoing leads back."""

    acts: tuple[Act, ...]
    ways: WaysBack

    def taken_back(self, change_id: int) -> tuple[Act, ...] | None:
        """Give the acts to take back so that the book is as right after one; None: no way back."""
        steps = self.ways.steps.get(change_id)
        if steps is None:
            return None
        known = {act.change_id: act for act in self.acts}
        return tuple(known[number] for number in self.ways.standing[:steps])


def history_page(book: Book) -> HistoryPage:
    """Read the whole history."""
    return HistoryPage(book.history(), book.ways_back())


def take_back(
    book: Book, to: int | None = None, reason: str | None = None
) -> Changes | tuple[Act, ...]:
    """Undo the last act, or all that was done since the act numbered ``to``.

    Where acts of weight are among them and there is no reason, nothing is done and these acts are
    given back: somebody has to say why. :class:`UndoBlocked`, :class:`NotFound`.
    """
    if not (reason or book.read_only):
        last = book.next_undo()
        wanted = (last,) if to is None else history_page(book).taken_back(to)
        heavy = tuple(act for act in wanted or () if act is not None and act.weighty)
        if heavy:
            return heavy
    return book.undo(reason) if to is None else book.undo_to(to, reason)


def usual_year(book: Book) -> int | None:
    """Give the year to begin with: the newest whole one; None in a book without indicators."""
    years = book.years()
    return newest_whole_year(book, years) if years else None


def back_up_if_needed(book: Book) -> Path | None:
    """Back up a book that moved on since its newest backup; None where there was no need."""
    last = book.history(1)
    backed_up = _backed_up_at(book.path)
    if book.read_only or not last or (backed_up is not None and backed_up >= last[0].at):
        return None
    return book.backup()


def save_copy(book: Book, path: Path) -> Path:
    """Write a verified copy of the book as ``path``; a file of that name is replaced.

    :raises CannotWrite: the folder cannot be written, or ``path`` is the open book itself.
    """
    target = path.resolve()
    if target == book.path:
        raise CannotWrite("不能存到台账自己身上", where=str(path), hint="请另取一个文件名")
    made = book.backup(target.parent)
    try:
        made.replace(target)
    except OSError as error:
        made.unlink(missing_ok=True)
        raise CannotWrite(
            "副本没有存成", where=str(target), hint="请检查文件夹是否可写，文件是否正被打开"
        ) from error
    return target


def _backed_up_at(path: Path) -> datetime | None:
    newest = newest_backup(path)
    return None if newest is None else datetime.fromtimestamp(newest.stat().st_mtime, UTC)
