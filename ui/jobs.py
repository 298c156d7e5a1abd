"""The one worker thread: everything that touches a file or the book happens there.

The book belongs to the worker and never leaves it; work is a function of (book, progress) that
gives records back. Results, errors and progress come to the window's thread by one queued signal,
in the order they happened. Nothing here knows what a page is.

Decisions, and why:

* **One thread, one queue**: the book is one file with one writer; an order of events that a person
  can follow is worth more than two jobs at once.
* **The desk is imported by the worker**, so that the frame is painted before sqlalchemy is read.
* **取消 stops the job that runs**, at its next report of progress; waiting writes are the user's
  own words and are never dropped, not even by closing.
* **An error is kept by the Future**, not caught here: only ``alerts`` turns errors into words.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from townoffice.feedback import Cancelled, OfficeError, Progress

if TYPE_CHECKING:  # sqlalchemy is read by the worker, after the frame is painted
    from townoffice.desk.books import Book

T = TypeVar("T")
Wrong: TypeAlias = Callable[[OfficeError], bool]
"""A page's answer to an error of its own job: True when it showed it itself."""

_REPORT_EVERY = 0.04
"""Seconds between two reports of progress: 25 a second are as many as anybody sees."""


class _Unwanted(Cancelled):
    """The book was closed while the work waited: nobody wants its answer any more."""


@dataclass(slots=True, eq=False)
class _Job:
    """One piece of work: whether it may be dropped while it waits, and the wish to stop it."""

    writes: bool
    stop: threading.Event = field(default_factory=threading.Event)
    future: "Future[None] | None" = None


class Jobs(QObject):
    """Hands work to the worker and its results back to the window's thread."""

    busy = Signal(bool)
    """True with the first job that is handed in, False when none is left."""
    moved = Signal(int, int, str)
    """Done, total (0 = unknown), what is being done."""
    failed = Signal(object)
    """An exception nobody took: an OfficeError, or a bug."""
    cancelled = Signal()
    """A job ended by 取消; everything is as it was."""
    changed = Signal(object)
    """:class:`Changes` after a write; its ``nouns`` are empty when the work did not tell them."""
    _landed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="book")
        self._book: Book | None = None
        self._jobs: set[_Job] = set()
        self._running: _Job | None = None
        self._newest: dict[str, _Job] = {}
        self._shut = False
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)

    def open(
        self,
        path: Path,
        then: Callable[[], None],
        *,
        read_only: bool = False,
        create: tuple[str, str] | None = None,
        wrong: Wrong | None = None,
    ) -> None:
        """Open a book, or make one for ``create`` (county, code); an earlier one is let go."""
        work = partial(self._open, path, create, read_only=read_only)
        self._hand_in(_Job(writes=True), work, lambda _nothing: then(), wrong)

    def close(self, then: Callable[[], None]) -> None:
        """Stop what runs, drop what only reads, finish writes, back up, let the book go."""
        for job in tuple(self._jobs):
            if not job.writes and job.future is not None:
                job.future.cancel()
        self.cancel()
        self._hand_in(_Job(writes=True), self._let_go, lambda _nothing: then(), None)

    def run(
        self,
        work: Callable[["Book", Progress], T],
        then: Callable[[T], None],
        *,
        latest: str | None = None,
        wrong: Wrong | None = None,
    ) -> None:
        """Read something from the book; ``then`` gets it in the window's thread.

        Of several waiting jobs with the same word ``latest`` only the newest runs.
        """
        job = _Job(writes=False)
        if latest is not None:
            earlier = self._newest.get(latest)
            if earlier is not None and earlier.future is not None:
                earlier.future.cancel()
            self._newest[latest] = job
        self._hand_in(job, lambda progress: work(self._held(), progress), then, wrong)

    def write(
        self,
        work: Callable[["Book", Progress], T],
        then: Callable[[T], None],
        *,
        wrong: Wrong | None = None,
    ) -> None:
        """Change something in the book; ``changed`` follows when the book moved on."""
        self._hand_in(_Job(writes=True), partial(self._write, work), then, wrong)

    def aside(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        *,
        wrong: Wrong | None = None,
    ) -> None:
        """Do something with files that needs no open book."""
        self._hand_in(_Job(writes=True), work, then, wrong)

    def cancel(self) -> None:
        """Ask the job that runs to stop at its next report of progress."""
        job = self._running
        if job is not None:
            job.stop.set()

    @property
    def at_work(self) -> bool:
        """Tell whether anything runs or waits."""
        return bool(self._jobs)

    def shut(self) -> None:
        """End the worker for good; waits for what runs. After it nothing may be handed in."""
        if self._shut:
            return
        self._shut = True
        self.cancel()
        self._pool.submit(self._let_go, _deaf)
        self._pool.shutdown(wait=True)

    def _hand_in(
        self,
        job: _Job,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        wrong: Wrong | None,
    ) -> None:
        if self._shut:
            return
        first = not self._jobs
        self._jobs.add(job)
        if first:
            self.busy.emit(bool(self._jobs))
        answers: list[T] = []
        job.future = self._pool.submit(self._do, job, work, answers)
        job.future.add_done_callback(
            lambda done: self._send(partial(self._end, job, done, answers, then, wrong))
        )

    def _do(self, job: _Job, work: Callable[[Progress], T], answers: list[T]) -> None:
        """Run in the worker."""
        self._running = job
        try:
            answers.append(work(self._reporter(job)))
        finally:
            self._running = None

    def _reporter(self, job: _Job) -> Progress:
        last = 0.0

        def report(done: int, total: int, text: str) -> None:
            nonlocal last
            if job.stop.is_set():
                raise Cancelled
            now = monotonic()
            if now - last >= _REPORT_EVERY:
                last = now
                self._send(partial(self.moved.emit, done, total, text))

        return report

    def _send(self, call: Callable[[], None]) -> None:
        """Have a call made in the window's thread; nobody listens any more once shut."""
        if not self._shut and shiboken6.isValid(self):
            self._landed.emit(call)

    def _land(self, call: Callable[[], None]) -> None:
        call()

    def _end(
        self,
        job: _Job,
        done: "Future[None]",
        answers: list[T],
        then: Callable[[T], None],
        wrong: Wrong | None,
    ) -> None:
        self._jobs.discard(job)
        if not self._jobs:
            self.busy.emit(bool(self._jobs))
        if done.cancelled():
            return
        error = done.exception()
        if error is None:
            if _stands(then):
                then(answers[0])
        elif isinstance(error, Cancelled):
            if not isinstance(error, _Unwanted):
                self.cancelled.emit()
        elif not (
            isinstance(error, OfficeError) and wrong is not None and _stands(wrong) and wrong(error)
        ):
            self.failed.emit(error)

    def _held(self) -> "Book":
        if self._book is None:
            raise _Unwanted
        return self._book

    def _open(
        self,
        path: Path,
        create: tuple[str, str] | None,
        progress: Progress,
        *,
        read_only: bool,
    ) -> None:
        from townoffice.desk import books  # noqa: PLC0415  sqlalchemy is read by the worker

        if self._book is not None and self._book.path == path.resolve():
            self._let_go(progress)
        fresh = (
            books.open_book(path, read_only=read_only)
            if create is None
            else books.new_book(path, *create)
        )
        try:
            self._let_go(progress)
        finally:
            self._book = fresh

    def _let_go(self, _progress: Progress) -> None:
        """Back up what has no backup yet and close; a backup that fails does not hold the book."""
        book, self._book = self._book, None
        if book is None:
            return
        from townoffice.desk import books  # noqa: PLC0415  sqlalchemy is read by the worker

        try:
            books.back_up_if_needed(book)
        except OfficeError as error:
            self._send(partial(self.failed.emit, error))
        finally:
            book.close()

    def _write(self, work: Callable[["Book", Progress], T], progress: Progress) -> T:
        from townoffice.records import Changes  # noqa: PLC0415  read by the worker

        book = self._held()
        before = book.version
        nouns: frozenset[str] = frozenset()
        try:
            answer = work(book, progress)
            if isinstance(answer, Changes):
                nouns = answer.nouns
            return answer
        finally:  # a work of two changes may fail after the first: the window must hear of it
            if book.version != before:
                act = book.history(1)[0]
                made = Changes(act.change_id, act.label, nouns)
                self._send(partial(self.changed.emit, made))


def _stands(call: Callable[..., object]) -> bool:
    """Tell whether the widget whose method this is still lives: a page may close meanwhile."""
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _deaf(_done: int, _total: int, _text: str) -> None:
    """Report the last work to nobody: the window is gone."""
