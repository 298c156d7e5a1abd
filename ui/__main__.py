"""Start the window: ``python -m ui [BOOK]``.

The frame is painted first, with 正在打开…; what takes long to import (sqlalchemy, the pages) comes
after the first paint.
"""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from ui import alerts
from ui.chinese import speak_chinese
from ui.instance import Instance
from ui.jobs import Jobs
from ui.office import Office
from ui.settings import Settings
from ui.window import Window

_SWITCH = 0.001
"""Seconds after which the worker lets the window go on; the 5 ms Python gives are seen."""

_YOUNG = 20_000
"""New objects before cycles are looked for: 700 have it done a hundred times before a table shows.
"""


def application(arguments: Sequence[str] = ()) -> QApplication:
    """Make the one application, in Chinese, with its settings file."""
    sys.setswitchinterval(_SWITCH)
    gc.set_threshold(_YOUNG)
    app = QApplication(["townoffice", *arguments])
    app.setOrganizationName("townoffice")
    app.setApplicationName("townoffice")
    app.setApplicationDisplayName("")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    speak_chinese(app)
    return app


def main(arguments: Sequence[str]) -> int:
    """Open the window on a book, or hand the book to a window that is open already."""
    app = application()
    book = Path(arguments[0]) if arguments else None
    instance = Instance()
    if instance.call_first(book):
        return 0
    instance.listen()
    alerts.install()
    jobs = Jobs()
    window = Window(Office(jobs), Settings())
    instance.called.connect(lambda path: _come(window, path))
    window.show()
    QTimer.singleShot(0, lambda: window.begin(book))
    status = app.exec()
    jobs.shut()
    return status


def _come(window: Window, book: Path | None) -> None:
    """Come to the front, and open what the other start was asked for."""
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
    if book is not None and book != window.office.path:
        window.open_book(book)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
