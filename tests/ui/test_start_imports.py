"""The frame is painted before the office is read: what a start may import, and what not."""

import os
import subprocess
import sys

_ASK = (
    "import sys, ui.window;"
    "print(*(name in sys.modules for name in ('townoffice.records', 'ui.tables', 'sqlalchemy')))"
)


def test_the_frame_is_made_without_reading_the_records() -> None:
    said = subprocess.run(
        [sys.executable, "-c", _ASK],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert said.stdout.split() == ["False", "False", "False"]
