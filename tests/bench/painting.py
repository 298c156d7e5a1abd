"""Starts a window in a process of its own and says when it is painted.

``python -m tests.bench.painting bare`` opens what PySide6 alone can show; ``… office BOOK`` opens
the window of the office on a book. A line on stdout marks each moment; a line on stdin ends it.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import time

if sys.argv[1:2] == ["office"]:  # before Qt is read, as in ui.__main__
    from ui.glance import Glance

    GLANCE = Glance()

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

SIZE = (1440, 900)


def mark(moment: str) -> None:
    """Say that a moment has come, and when: whoever listens may hear of it later."""
    sys.stdout.write(f"{moment} {time()}\n")
    sys.stdout.flush()


class Painted(QObject):
    """Calls back once, after the first paint of a widget that has ``what`` has come to its end."""

    def __init__(
        self, widget: QWidget, then: Callable[[], None], what: Callable[[], object] = lambda: True
    ) -> None:
        super().__init__(widget)
        self._widget, self._then, self._what = widget, then, what
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let everything through."""
        if event.type() == QEvent.Type.Paint and self._what():
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def bare() -> None:
    """Open an empty window."""
    app = QApplication([])
    window, inside = QMainWindow(), QLabel("正在打开…")
    window.setCentralWidget(inside)
    window.resize(*SIZE)

    def painted() -> None:
        mark("frame")
        app.quit()

    Painted(inside, painted)
    window.show()
    app.exec()


def office(book: Path) -> None:
    """Open the window as ``python -m ui`` does, but for the call to an earlier one."""
    from ui.jobs import Jobs
    from ui.program import application, framed

    app = application()
    jobs = Jobs()
    window = framed(jobs, book, GLANCE)
    window.resize(*SIZE)
    watch = QTimer(interval=2)

    def painted() -> None:
        mark("frame")
        window.begin(book, GLANCE)
        watch.start()

    def look() -> None:
        table = getattr(window.tabs.page(), "table", None)
        if table is not None:
            watch.stop()
            Painted(table.sheet.viewport(), done, table.rows)

    def done() -> None:
        mark("table")
        app.quit()

    watch.timeout.connect(look)
    Painted(window.start, painted)
    window.show()
    app.exec()
    jobs.shut()


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if sys.argv[1] == "bare":
        bare()
    else:
        office(Path(sys.argv[2]))
