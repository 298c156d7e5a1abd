"""Guards against PySide6 builds that drop references to None: run as a script, status 0 is good.

PySide6 6.12 on Python 3.11 loses one reference to None with every call that returns nothing, and
aborts after some thousands; a suite of small tests does not show it. This calls such a method often
enough. It needs nothing but PySide6, so that it runs in an environment with that alone.
"""

import os
import sys

from PySide6 import __version__
from PySide6.QtWidgets import QApplication, QLabel

CALLS = 20_000


def lost_references(calls: int) -> int:
    """Count the references to None that are gone after so many calls; below 100 is noise."""
    label = QLabel()
    before = sys.getrefcount(None)
    for _ in range(calls):
        label.setText("x")
    return before - sys.getrefcount(None)


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication([])
    lost = lost_references(CALLS)
    python = ".".join(map(str, sys.version_info[:3]))
    sys.stdout.write(f"PySide6 {__version__}, Python {python}: {lost} references lost\n")
    sys.exit(lost >= 100)
