"""Walks the first journey in a real window: ``python -m tests.ui.walk FOLDER`` under a display.

The same keys as in :mod:`tests.ui.test_journeys`, on Qt's xcb platform; status 0 when all of it
was there.
"""

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from tests.ui.hand import Hand, rest
from tests.ui.test_journeys import test_from_a_spreadsheet_to_a_printed_table_and_back as journey
from ui.jobs import Jobs
from ui.office import Office
from ui.program import application
from ui.settings import Settings
from ui.window import Window


def main(folder: Path) -> None:
    """Open the window, walk, close it."""
    app = application()
    jobs = Jobs()
    errors: list[BaseException] = []
    jobs.failed.connect(errors.append)
    window = Window(Office(jobs), Settings())
    window.resize(1440, 900)
    window.show()
    hand = Hand(window)
    hand.until("the window on the screen", window.isVisible)
    rest(200)
    journey(hand, window, folder)
    window.grab().save(str(folder / "walked.png"))
    jobs.shut()
    if errors:
        raise errors[0]
    sys.stdout.write(f"walked on {QGuiApplication.platformName()}\n")
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
