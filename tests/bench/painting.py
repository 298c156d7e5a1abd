"""Starts a window in a process of its own and says when it is painted.

``python -m tests.bench.painting bare`` opens what PySide6 alone can show; ``… office BOOK`` opens
the window of the office on a book. A line on stdout marks each moment; a line on stdin ends it.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

SIZE = (1440, 900)


def mark(moment: str) -> None:
    """Say that a moment has come."""
    sys.stdout.write(moment + "\n")
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
    from ui.__main__ import application
    from ui.jobs import Jobs
    from ui.office import Office
    from ui.settings import Settings
    from ui.window import Window

    app = application()
    jobs = Jobs()
    window = Window(Office(jobs), Settings())
    window.resize(*SIZE)
    watch = QTimer(interval=2)

    def framed() -> None:
        mark("frame")
        window.begin(book)
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
    Painted(window.start, framed)
    window.show()
    app.exec()
    jobs.shut()


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if sys.argv[1] == "bare":
        bare()
    else:
        office(Path(sys.argv[2]))
