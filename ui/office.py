"""What the window and its pages share: the open book, the year, and what they ask of each other.

A page knows the office and nothing of the frame: it asks here for an import, a print, an
explanation, and listens here for what changed. The frame listens for the asking. After every change
the state of the book (what undo would take back, years, backups) is read in the worker first, then
``changed`` goes out, so that buttons and tables never tell different stories.
"""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from townoffice.feedback import BookInUse, CannotWrite, OfficeError, Progress
from ui.jobs import Jobs

if TYPE_CHECKING:  # read by the worker, after the frame is painted
    from townoffice.desk.books import Book, BookState
    from townoffice.desk.tables import OnScreen
    from townoffice.records import Act, Changes, County, Step
    from ui.glance import Glance
    from ui.pages.townships_work import Loaded

SAMPLE = "样本县.db"
_PAINTED = 0.3
"""Seconds the worker waits at most for the glance to be painted."""
_TURN = 25
"""Milliseconds without work after which it is: what is laid out is painted in the next turns."""


class Office(QObject):
    """One open book, or none."""

    opened = Signal()
    """A book is open and its state is read."""
    closed = Signal()
    year_changed = Signal(int)
    changed = Signal(object)
    """:class:`Changes`, after every write, undo and redo; empty ``nouns`` mean: anything."""
    state_changed = Signal()
    """The state of the book was read afresh (before ``changed``), or only a backup was made."""
    status = Signal(str)
    """Sums of the selection, for the status bar."""
    toast = Signal(str, bool)
    """A text to show for a while, and whether to offer 撤销."""
    import_wanted = Signal(object)
    print_wanted = Signal(str, object, object)
    """Id of the table, number of the plan or None, a calculation nobody adopted or None."""
    steps_wanted = Signal(object)
    help_wanted = Signal(str)
    record_wanted = Signal(str, str)
    """Division code of a unit, and what of it a finding is about."""
    policy_wanted = Signal(str)
    """Name of a policy value whose words and county figure are wanted."""
    reason_wanted = Signal(object, object)
    """Acts of weight an undo would take back, and what goes on once somebody said why."""
    in_use = Signal(object, object)
    """Path and :class:`BookInUse`: another program has the book."""
    glimpsed = Signal()
    """There is a first look at a book that is being opened, or it holds no more."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.state: BookState | None = None
        self.glimpse: Loaded | None = None
        """The first page of the book that is being opened, to be looked at only."""
        self.year: int | None = None
        self.unit: str | None = None
        """Code of the unit the page in front shows alone; tables of one unit are printed for it."""
        self.preferred_year: int | None = None
        """The year to begin with, if the next book opened has it."""
        self._told: list[Changes] = []
        jobs.changed.connect(self._note)
        jobs.failed.connect(lambda _error: self._show_glimpse(None))

    @cached_property
    def data_folder(self) -> Path:
        """Where the sample county is made: the user's own folder."""
        from platformdirs import user_data_path  # noqa: PLC0415  read when first wanted

        return user_data_path("townoffice", appauthor=False)

    @property
    def county(self) -> "County | None":
        """The county of the open book."""
        return self.state.county if self.state else None

    @property
    def path(self) -> Path | None:
        """Where the open book lies."""
        return self.state.path if self.state else None

    @property
    def years(self) -> tuple[int, ...]:
        """Years with indicators, ascending."""
        return self.state.years if self.state else ()

    @property
    def read_only(self) -> bool:
        """Tell whether nothing can be written; so too while no book is open."""
        return self.state is None or self.state.read_only

    def open_book(self, path: Path, *, read_only: bool = False) -> None:
        """Open a book in the place of the one that is open."""
        self.jobs.open(
            path, self._read_opened, read_only=read_only, wrong=partial(self._busy_book, path)
        )

    def look_first(self, glance: "Glance") -> None:
        """Show the glance at the book that is opened next, as soon as it is there.

        The worker begins to open the book when the glance is painted, and not before: it would
        keep the window from painting.
        """
        painted = Event()
        self.jobs.aside(partial(_look, glance), partial(self._take_look, painted))
        self.jobs.aside(partial(_let_paint, painted), lambda _nothing: None)

    def new_book(self, path: Path, county: str, code: str) -> None:
        """Make a book for a county with its 6-digit code, and open it."""
        self.jobs.open(path, self._read_opened, create=(county, code))

    def open_sample(self) -> None:
        """Open the user's own copy of the sample county, made the first time."""
        path = self.data_folder / SAMPLE
        self.jobs.aside(partial(_make_sample, path), lambda _made: self.open_book(path))

    def import_file(self, path: Path) -> None:
        """Ask the frame for a preview of importing a spreadsheet."""
        self.import_wanted.emit(path)

    def print_table(
        self, table_id: str, plan_id: int | None = None, order: "OnScreen | None" = None
    ) -> None:
        """Ask the frame for the print preview of an official table.

        ``plan_id``: as that plan was adopted; ``order``: as calculated on the screen, a draft.
        """
        self.print_wanted.emit(table_id, plan_id, order)

    def show_steps(self, step: "Step") -> None:
        """Ask the frame to show how a figure came to be, where a page has no place for it."""
        self.steps_wanted.emit(step)

    def show_policy(self, name: str) -> None:
        """Ask the frame for the policies, at one value."""
        self.policy_wanted.emit(name)

    def say(self, text: str, *, undo: bool = False) -> None:
        """Show a text for a while, with 撤销 beside it where the act can be taken back."""
        self.toast.emit(text, undo)

    def set_year(self, year: int) -> None:
        """Work on another year."""
        if year != self.year and year in self.years:
            self.year = year
            self.year_changed.emit(year)

    @property
    def marking(self) -> str | None:
        """The line that pages and papers carry, as the county set it."""
        return self.state.marking if self.state else None

    def undo(self) -> None:
        """Take back the last act; one of weight asks for a reason first."""
        self._take_back(None, None)

    def undo_to(self, change_id: int) -> None:
        """Take back all that was done since an act; acts of weight ask for a reason, once."""
        self._take_back(change_id, None)

    def _take_back(self, to: int | None, reason: str | None) -> None:
        self.jobs.write(partial(_take_back, to, reason), partial(self._took_back, to))

    def _took_back(self, to: int | None, found: "Changes | tuple[Act, ...]") -> None:
        if isinstance(found, tuple):
            self.reason_wanted.emit(found, partial(self._take_back, to))
        else:
            self._tell_act(found)

    def redo(self) -> None:
        """Make the last act that was taken back again."""
        self.jobs.write(lambda book, _progress: book.redo(), self._tell_act)

    def back_up(self, folder: Path | None = None) -> None:
        """Write a verified backup, beside the book or into a folder."""

        def told(path: Path) -> None:
            self.say(f"已备份并核对：{path}")
            self.read_state()

        self.jobs.run(lambda book, _progress: book.backup(folder), told)

    def save_copy(self, path: Path) -> None:
        """Write a verified copy of the book; the open one stays open."""

        def told(copy: Path) -> None:
            self.say(f"已存副本：{copy}")

        self.jobs.run(partial(_save_copy, path), told)

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of the open book, which is itself backed up first."""
        path = self.path
        if path is None:
            return
        self.close_book(
            lambda: self.jobs.aside(
                partial(_restore, backup, path),
                lambda _done: self.open_book(path),
                wrong=lambda error: self._reopen_after(path, error),
            )
        )

    def close_book(self, then: Callable[[], None]) -> None:
        """Let the book go; ``then`` follows when it is closed and backed up."""

        def done() -> None:
            had = self.state is not None
            self.state, self.year = None, None
            self._show_glimpse(None)
            if had:
                self.closed.emit()
            then()

        self.jobs.close(done)

    def read_state(self) -> None:
        """Read afresh what the frame shows of the book."""
        self.jobs.run(_state, self._take_state, latest="office.state")

    def _reopen_after(self, path: Path, error: OfficeError) -> bool:
        """Open the book again when restoring failed, and have the error told."""
        self.jobs.failed.emit(error)
        self.open_book(path)
        return True

    def _take_look(self, painted: Event, found: "Loaded | None") -> None:
        if self.state is None and found is not None:
            self._show_glimpse(found)
            QTimer.singleShot(_TURN, painted.set)
        else:
            painted.set()

    def _show_glimpse(self, glimpse: "Loaded | None") -> None:
        if glimpse is not self.glimpse:
            self.glimpse = glimpse
            self.glimpsed.emit()

    def _busy_book(self, path: Path, error: OfficeError) -> bool:
        self._show_glimpse(None)
        if not isinstance(error, BookInUse):
            return False
        self.in_use.emit(path, error)
        return True

    def _read_opened(self) -> None:
        self.jobs.run(_state_and_year, self._take_opened)

    def _take_opened(self, found: "tuple[BookState, int | None]") -> None:
        self.state, usual = found
        self.glimpse = None
        preferred, self.preferred_year = self.preferred_year, None
        self.year = preferred if preferred in self.state.years else usual
        self._told.clear()
        self.state_changed.emit()
        self.opened.emit()

    def _note(self, changes: "Changes") -> None:
        self._told.append(changes)
        self.read_state()

    def _take_state(self, state: "BookState") -> None:
        self.state = state
        if self.year not in state.years:
            self.year = state.years[-1] if state.years else None
        self.state_changed.emit()
        told, self._told = self._told, []
        for changes in told:
            self.changed.emit(changes)

    def _tell_act(self, changes: "Changes") -> None:
        self.say(f"已{changes.label}")


def _take_back(
    to: int | None, reason: str | None, book: "Book", _progress: Progress
) -> "Changes | tuple[Act, ...]":
    from townoffice.desk import books  # noqa: PLC0415  sqlalchemy is read by the worker

    return books.take_back(book, to, reason)


def _look(glance: "Glance", progress: Progress) -> "Loaded | None":
    """Lay the glance at a book out as its first page; None where there is none."""
    from ui.pages import townships, townships_work  # noqa: F401, PLC0415  too long for a slot

    page = glance.read(progress)
    return None if page is None else townships_work.laid_out(page)


def _let_paint(painted: Event, _progress: Progress) -> None:
    painted.wait(_PAINTED)


def _state(book: "Book", _progress: Progress) -> "BookState":
    from townoffice.desk import books  # noqa: PLC0415  sqlalchemy is read by the worker

    return books.state_of(book)


def _state_and_year(book: "Book", _progress: Progress) -> "tuple[BookState, int | None]":
    from townoffice.desk import books  # noqa: PLC0415  sqlalchemy is read by the worker
    from ui.pages import townships, townships_work  # noqa: F401, PLC0415  too long for a slot

    return books.state_of(book), books.usual_year(book)


def _save_copy(path: Path, book: "Book", _progress: Progress) -> Path:
    from townoffice.desk import books  # noqa: PLC0415  sqlalchemy is read by the worker

    return books.save_copy(book, path)


def _restore(backup: Path, path: Path, _progress: Progress) -> None:
    from townoffice.desk import books  # noqa: PLC0415  sqlalchemy is read by the worker

    books.restore(backup, path)


def _make_sample(path: Path, progress: Progress) -> None:
    """Make the sample county's book unless it is there; never half of one."""
    from sample_db.make import build_book  # noqa: PLC0415  sqlalchemy is read by the worker

    if path.exists():
        return
    progress(0, 0, "正在建立示例县…")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent) as folder:
            made = Path(folder) / path.name
            build_book(made).close()
            made.replace(path)
    except OSError as error:
        raise CannotWrite(
            "示例县没有建成", where=str(path.parent), hint="请检查磁盘空间和写权限"
        ) from error
