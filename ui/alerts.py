"""The one place that turns errors into words on the screen.

An :class:`OfficeError` says what happened, where and what to do: one box with these sentences.
Anything else is a bug: it is logged, and one box says that the program went wrong and the data is
as it was; further bugs while it is open are counted in it, since a fault in painting comes again
with every repaint.

No box blocks: each is opened and answered by a callback, so nothing waits inside an event and no
test can hang. ``present`` shows a notice; tests put their own in its place.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from townoffice import __version__
from townoffice.feedback import Cancelled, OfficeError

_LOG_SIZE = 1_000_000
"""Bytes after which the log is put aside, in the place of the last one put aside."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a box says: one sentence, what to do, details to unfold, and its buttons.

    ``choices`` stand in the order of reading; the first is what Enter presses, Esc the last.
    """

    text: str
    advice: str = ""
    details: str = ""
    choices: tuple[str, ...] = ("知道了",)
    grave: bool = True


Presenter: TypeAlias = Callable[
    [QWidget | None, Notice, Callable[[int], None]], Callable[[str], None]
]
"""Shows a notice over a widget; calls back with the place of the button that was pressed.

What it gives back changes the advice while the box is open.
"""


def show(parent: QWidget | None, error: BaseException) -> None:
    """Tell the user of an error: an OfficeError in its words, a bug as a bug."""
    if isinstance(error, Cancelled):
        return
    if isinstance(error, OfficeError):
        said = f"{error.where}：{error.what}。" if error.where else f"{error.what}。"
        present(parent, Notice(said, f"{error.hint}。" if error.hint else ""), _ignore)
        return
    _bugs.met(parent, error)


def ask(parent: QWidget | None, notice: Notice, then: Callable[[int], None]) -> None:
    """Ask something with weight outside the program; ``then`` gets the place of the choice."""
    present(parent, notice, then)


def _ignore(_choice: int) -> None:
    """Take note that a box was closed."""


def open_box(
    parent: QWidget | None, notice: Notice, then: Callable[[int], None]
) -> Callable[[str], None]:
    """Open a message box that does not block."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  the frame is painted without it

    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("乡镇机构编制")
    icon = QMessageBox.Icon
    box.setIcon(icon.Warning if notice.grave else icon.Information)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(notice.text)
    box.setInformativeText(notice.advice)
    if notice.details:
        box.setDetailedText(notice.details)
    roles = QMessageBox.ButtonRole
    buttons = [
        box.addButton(
            words, roles.RejectRole if place == len(notice.choices) - 1 else roles.AcceptRole
        )
        for place, words in enumerate(notice.choices)
    ]
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(buttons[-1])

    def done() -> None:
        pressed = box.clickedButton()
        then(next((n for n, b in enumerate(buttons) if b is pressed), len(buttons) - 1))

    box.finished.connect(done)
    box.open()
    return box.setInformativeText


present: Presenter = open_box


class _Bugs:
    """Bugs of this run: one box at a time, all of them in the log."""

    def __init__(self) -> None:
        self.count = 0
        self.log_folder: Callable[[], Path] | None = None
        self._log_file: Path | None = None
        self._advise: Callable[[str], None] | None = None

    def met(self, parent: QWidget | None, error: BaseException) -> None:
        """Log a bug and tell of it; while the user is being told of one, only count it there."""
        import traceback  # noqa: PLC0415  hardly ever needed

        trace = "".join(traceback.format_exception(error))
        self._note(trace)
        self.count += 1
        if self._advise is not None:
            self._advise(f"{self._advice()}此后又出错 {self.count - 1} 次。")
            return
        self.count = 1
        self._advise = _ignore_words  # presenting may itself go wrong: then this counts on
        details = f"{versions()}\n\n{trace}"
        notice = Notice("程序出错，数据未改动。", self._advice(), details, ("复制信息", "关闭"))
        open_ = True

        def answered(choice: int) -> None:
            nonlocal open_
            open_, self._advise = False, None
            if choice == 0:
                QGuiApplication.clipboard().setText(details)

        advise = present(parent, notice, answered)
        if open_:
            self._advise = advise

    def _note(self, trace: str) -> None:
        """Write into the log; one that cannot be written is no reason for more trouble."""
        if self.log_folder is None:
            return
        folder = self.log_folder()
        file = folder / "window.log"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if file.exists() and file.stat().st_size > _LOG_SIZE:
                file.replace(file.with_suffix(".old.log"))
            with file.open("a", encoding="utf-8") as log:
                log.write(f"{datetime.now(UTC).astimezone():%Y-%m-%d %H:%M:%S}\n{trace}\n")
        except OSError:
            self._log_file = None
        else:
            self._log_file = file

    def _advice(self) -> str:
        where = f"记录文件：{self._log_file}。" if self._log_file else ""
        return f"可以继续使用；如果反复出现，请把出错信息发给维护人员。{where}"


def _ignore_words(_words: str) -> None:
    """Nothing is open yet that could say them."""


_bugs = _Bugs()


def versions() -> str:
    """Say which programs are at work, one a line: for a report and for 关于."""
    import platform  # noqa: PLC0415  hardly ever needed

    return "\n".join(
        (
            f"乡镇机构编制 {__version__}",
            f"Python {platform.python_version()}",
            f"Qt {qVersion()}",
            f"系统 {platform.platform()}",
        )
    )


def install(log_folder: Path | None = None) -> None:
    """Take every exception nobody caught; bugs go into a log in the user's own folder."""
    _bugs.log_folder = _users_folder if log_folder is None else lambda: log_folder
    sys.excepthook = _uncaught


def _users_folder() -> Path:
    from platformdirs import user_log_path  # noqa: PLC0415  hardly ever needed

    return user_log_path("townoffice", appauthor=False)


def _uncaught(
    kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.exit(1)
        return
    show(QApplication.activeWindow(), error)
