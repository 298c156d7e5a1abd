"""The file behind the import page: read with the decisions made so far, at the end written.

Every correction makes the preview anew in the worker; a tick only counts anew, at once where the
file is of the usual size.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from townoffice.feedback import OfficeError, Progress, Stale
from townoffice.records import Changes, Decisions, Preview, Tick
from ui.files import XLSX, choose_target
from ui.office import Office
from ui.pages.intake_kinds import LISTS
from ui.pages.intake_sight import Sight, read_preview, sight_of
from ui.pages.intake_words import button_text

if TYPE_CHECKING:  # sqlalchemy is read by the worker, after the frame is painted
    from townoffice.desk.books import Book

_AT_ONCE = 1_000


class Reading(QObject):
    """Holds one file; ``read`` and ``counted`` give what to show, ``ended`` says it is over."""

    read = Signal(object)
    """A :class:`Sight`; the sheet may look different."""
    counted = Signal(object)
    """A :class:`Sight` of the same preview: ticks and answers moved."""
    ended = Signal()

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._path: Path | None = None
        self._year: int | None = None
        self._kind: str | None = None
        self._good_kind: str | None = None
        self._good = Decisions()
        self._over = True
        self.decisions = Decisions()
        self.sight: Sight | None = None
        office.changed.connect(self._book_moved)
        office.closed.connect(self.leave)

    def open(self, path: Path) -> None:
        """Read a file with nothing decided yet."""
        self._path, self._year, self.sight, self._over = path, None, None, False
        self._kind = self._good_kind = None
        self.decisions = self._good = Decisions()
        self._begin()

    def decide(self, decisions: Decisions) -> None:
        """Take decisions: read anew where the reading changes, else only count anew."""
        reread = decisions.choices != self.decisions.choices
        self.decisions = decisions
        if reread or self.sight is None:
            self._begin()
            return
        self._good = decisions
        found, fields = self.sight.preview, self.sight.fields
        if len(found.rows) <= _AT_ONCE:
            self._count(sight_of(found, decisions, fields))
            return
        self._office.jobs.run(
            lambda _book, _progress: sight_of(found, decisions, fields),
            self._count,
            latest="intake.counts",
        )

    def take_layout(self, decisions: Decisions, year: int) -> None:
        """Read with another sheet, header or year."""
        if self.sight is not None and year != self.sight.preview.year:
            self._year = year
        self.decisions = decisions
        self._begin()

    def read_as(self, kind: str) -> None:
        """Read the file as another kind of list, with nothing decided yet."""
        self._kind, self.decisions = kind, Decisions()
        self._begin()

    def commit(self) -> None:
        """Write what is ticked, or a list of leaders; one step that can be taken back."""
        if self.sight is not None and self.sight.ready and not self._over:
            self._over = True
            work = partial(_commit, self.sight.preview, self.sight.ticked)
            self._office.jobs.write(work, self._written, wrong=self._not_written)

    def save_faults(self, parent: QWidget) -> None:
        """Choose where to write a copy of the file with its faults marked, and write it."""
        if self.sight is None or self._path is None:
            return
        path, found = self._path, self.sight.preview

        def chosen(target: Path) -> None:
            self._office.jobs.aside(partial(_save_faults, path, found, target), self._said_faults)

        proposed = path.with_name(f"{path.stem}（问题）.xlsx")
        choose_target(parent, "存问题表", XLSX, chosen, proposed)

    def _said_faults(self, said: tuple[int, Path]) -> None:
        self._office.say(f"已写出问题表，标出 {said[0]} 处：{said[1]}")

    def leave(self) -> None:
        """Put the file away; nothing was written."""
        if not self._over:
            self._over = True
            self.ended.emit()

    def _begin(self) -> None:
        if self._path is None or self._office.state is None:
            return
        work = partial(read_preview, self._path, self._kind, self._year, self.decisions)
        self._office.jobs.run(work, self._take, latest="intake.preview", wrong=self._wrong)

    def _wrong(self, _error: OfficeError) -> bool:
        """Go back to what could be read; a file that cannot be read at all is put away."""
        self.decisions, self._kind = self._good, self._good_kind
        if self.sight is None:
            self.leave()
        return False

    def _take(self, sight: Sight) -> None:
        before = self.sight
        if before is not None and before.preview.file_digest != sight.preview.file_digest:
            self._office.say("文件有了改动，已重新读取；先前的选择不再适用")
            self.decisions = self._good = Decisions()
            self.sight = None
            self._begin()
            return
        self._good, self._good_kind = self.decisions, sight.preview.kind
        self.sight = sight
        self.read.emit(sight)

    def _count(self, sight: Sight) -> None:
        if self.sight is not None and sight.preview is self.sight.preview:
            self.sight = sight
            self.counted.emit(sight)

    def _written(self, changes: Changes | None) -> None:
        if self.sight is not None and changes is not None:
            self._office.say(f"已{button_text(self.sight)}", undo=True)
        self.ended.emit()

    def _not_written(self, error: OfficeError) -> bool:
        self._over = False
        self._begin()
        if isinstance(error, Stale):
            self._office.say("台账刚有变动，没有导入；已按现在的台账重新对照")
            return True
        return False

    def _book_moved(self, _changes: Changes) -> None:
        if not self._over and self.sight is not None:
            self._begin()


def _save_faults(
    path: Path, preview: Preview, target: Path, progress: Progress
) -> tuple[int, Path]:
    from townoffice.desk.faulty import write_error_copy  # noqa: PLC0415  read by the worker

    return write_error_copy(path, preview, target, progress), target


def _commit(
    preview: Preview, ticked: frozenset[Tick], book: "Book", _progress: Progress
) -> Changes | None:
    from townoffice.desk import intake  # noqa: PLC0415  sqlalchemy is read by the worker

    if preview.kind in LISTS:
        return intake.commit(book, preview, accept=True)
    return intake.commit(book, preview, ticks=ticked)
