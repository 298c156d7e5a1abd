"""How fast a choice on the page 编制测算 is answered, in a process of its own.

``python -m tests.bench.slider BOOK`` chooses another reserve share again and again, as a slider
does, and prints the milliseconds until table and pictures are calculated and painted: the median
and the longest.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

from tests.bench.nationwide import say, until
from ui.jobs import Jobs
from ui.office import Office
from ui.pages.staffing import StaffingPage
from ui.program import application
from ui.settings import Settings
from ui.tabs import STAFFING
from ui.window import Window

SIZE = (1440, 900)
STEPS = 40


class Paints(QObject):
    """Tells when every one of some widgets has been painted."""

    def __init__(self, widgets: tuple[QWidget, ...]) -> None:
        super().__init__()
        self._widgets = frozenset(widgets)
        self._waiting: set[QObject] = set()
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let everything through."""
        if event.type() == QEvent.Type.Paint:
            self._waiting.discard(watched)
        return False

    def wait(self) -> None:
        """Go on until every one has been painted; whoever is not within a second is a mistake."""
        late = perf_counter() + 1
        while self._waiting:
            QCoreApplication.processEvents()
            assert perf_counter() < late, "not painted"

    def begin(self) -> None:
        """Wait for all that can be seen from now on, whether or not the step changes them."""
        self._waiting = {widget for widget in self._widgets if widget.isVisible()}
        for widget in self._widgets & self._waiting:
            widget.update()


def moves(page: StaffingPage) -> list[float]:
    """Move the slider; give the milliseconds of every step until all is painted."""
    body = page.body
    assert body is not None
    charts = body.panel.posts.viewport(), body.panel.last.viewport()
    paints = Paints((body.table.sheet.viewport(), *charts))
    found: list[float] = []
    for step in range(STEPS):
        order = body.choices.order
        settings = {**order.settings, "reserve_share": f"0.{3 + step % 5:02}"}
        paints.begin()
        start = perf_counter()
        body.choose(replace(body.choices, order=replace(order, settings=settings)), "周转")
        paints.wait()
        found.append((perf_counter() - start) * 1e3)
        until(lambda: True)
    return found


def main(book: Path) -> None:
    """Open the book and measure."""
    app = application()
    jobs = Jobs()
    wrong: list[BaseException] = []
    jobs.failed.connect(wrong.append)
    window = Window(Office(jobs), Settings())
    window.resize(*SIZE)
    window.show()
    window.begin(book)
    until(lambda: bool(wrong) or (window.tabs.page() is not None and not jobs.at_work))
    window.tabs.show_tab(STAFFING)
    page = window.tabs.page()
    assert isinstance(page, StaffingPage)
    until(lambda: bool(wrong) or (page.body is not None and page.body.shown is not None))
    if wrong:
        raise wrong[0]
    until(lambda: not jobs.at_work)
    found = moves(page)
    say("slider", median(found))
    say("slider_most", max(found))
    jobs.shut()
    window.close()
    app.quit()


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    main(Path(sys.argv[1]))
