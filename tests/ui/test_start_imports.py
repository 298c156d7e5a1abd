"""The frame is painted before the office is read: what a start may import, and what not."""

import os
import subprocess
import sys


def test_the_frame_is_made_without_reading_the_records() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, ui.window; print('townoffice.records' in sys.modules, end=' ');"
            "print('ui.tables' in sys.modules, 'sqlalchemy' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert said.stdout.split() == ["False", "False", "False"]
