"""The program: one application, one window, one instance.

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
from ui.glance import Glance
from ui.instance import Instance
from ui.jobs import Jobs
from ui.office import Office
from ui.settings import Settings
from ui.window import Window, first_book

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


def run(arguments: Sequence[str], glance: Glance) -> int:
    """Open the window on a book, or hand the book to a window that is open already."""
    app = application()
    book = Path(arguments[0]) if arguments else None
    instance = Instance()
    if instance.call_first(book):
        glance.drop()
        return 0
    instance.listen()
    alerts.install()
    jobs = Jobs()
    window = framed(jobs, book, glance)
    instance.called.connect(lambda path: _come(window, path))
    window.show()
    QTimer.singleShot(0, lambda: window.begin(book, glance))
    status = app.exec()
    jobs.shut()
    glance.drop()
    return status


def framed(jobs: Jobs, book: Path | None, glance: Glance) -> Window:
    """Make the window; the glance is asked first, so that it looks while the frame is made."""
    settings = Settings()
    path = first_book(book, settings)
    if path is None:
        glance.drop()
    else:
        glance.ask(path, settings.year_of(path.resolve()))
    return Window(Office(jobs), settings)


def _come(window: Window, book: Path | None) -> None:
    """Come to the front, and open what the other start was asked for."""
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
    if book is not None and book != window.office.path:
        window.open_book(book)
