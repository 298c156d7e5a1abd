"""The 乡镇街道 page with every township of the nation, in a process of its own.

``python -m tests.bench.nationwide BOOK`` prints one ``name value`` a line: milliseconds until the
table is painted after sorting and filtering, frames a second of scrolling at 1920 × 1080, the
longest turn of the event loop, and memory in MB.
"""

import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer

from ui.jobs import Jobs
from ui.office import Office
from ui.pages.townships import TownshipsPage
from ui.program import application
from ui.settings import Settings
from ui.window import Window

SIZE = (1920, 1080)
FRAMES = 120


def until(there: Callable[[], bool]) -> None:
    """Run the event loop until something is so."""
    while not there():
        loop = QEventLoop()
        QTimer.singleShot(1, loop.quit)
        loop.exec()


class Turns(QTimer):
    """Measures the longest turn of the event loop since it was asked last."""

    def __init__(self) -> None:
        super().__init__(interval=0)
        self._last, self._longest = perf_counter(), 0.0
        self.timeout.connect(self._tick)
        self.start()

    def _tick(self) -> None:
        now = perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now

    def longest(self) -> float:
        """Give the longest turn in seconds, and begin anew."""
        found, self._longest, self._last = self._longest, 0.0, perf_counter()
        return found


def say(name: str, value: float) -> None:
    """Print one figure."""
    sys.stdout.write(f"{name} {value:.1f}\n")
    sys.stdout.flush()


def arranged(page: TownshipsPage, act: Callable[[], object]) -> float:
    """Time an act until the table is arranged and painted."""
    done: list[bool] = []
    connection = page.table.arranged.connect(lambda: done.append(True))
    start = perf_counter()
    act()
    until(lambda: bool(done))
    page.table.sheet.viewport().repaint()
    page.table.arranged.disconnect(connection)
    return (perf_counter() - start) * 1e3


def frames(page: TownshipsPage) -> float:
    """Scroll through the table, each step painted, and give frames a second."""
    bar, view = page.table.sheet.verticalScrollBar(), page.table.sheet.viewport()
    start = perf_counter()
    for frame in range(FRAMES):
        bar.setValue(bar.maximum() * frame // FRAMES)
        view.repaint()
    return FRAMES / (perf_counter() - start)


def resident() -> float:
    """Give the memory in use, in MB; the most so far where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 1e6


def main(book: Path) -> None:
    """Open the book and measure."""
    app = application()
    jobs = Jobs()
    wrong: list[BaseException] = []
    jobs.failed.connect(wrong.append)
    window = Window(Office(jobs), Settings())
    window.resize(*SIZE)
    window.show()
    start = perf_counter()
    window.begin(book)
    until(lambda: bool(wrong) or isinstance(window.tabs.page(), TownshipsPage))
    if wrong:
        raise wrong[0]
    page = window.tabs.page()
    assert isinstance(page, TownshipsPage)
    until(lambda: bool(wrong) or bool(page.table.rows()))
    if wrong:
        raise wrong[0]
    say("open", (perf_counter() - start) * 1e3)
    until(lambda: not jobs.at_work)
    say("all", (perf_counter() - start) * 1e3)
    turns = Turns()
    until(lambda: True)
    turns.longest()
    say("sort_number", arranged(page, lambda: page.table.sort_by("gdp", descending=True)))
    say("sort_text", arranged(page, lambda: page.table.sort_by("name")))
    say("filter", arranged(page, lambda: page.table.set_filter("name", "镇")))
    say("pinyin", arranged(page, lambda: page.table.set_filter("name", "qsz")))
    say("clear", arranged(page, lambda: page.table.set_filter("name", "")))
    say("turn", turns.longest() * 1e3)
    say("fps", frames(page))
    say("rss", resident())
    turns.stop()
    jobs.shut()
    window.close()
    app.quit()


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    main(Path(sys.argv[1]))
