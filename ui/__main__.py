"""Start the window: ``python -m ui [BOOK]``.

The child that takes the first look at the book is started before Qt is read: see
:mod:`ui.glance`.
"""

import sys
from collections.abc import Sequence

from ui.glance import Glance


def main(arguments: Sequence[str]) -> int:
    """Start the child, then the window."""
    glance = Glance()
    from ui.program import run  # noqa: PLC0415  Qt is read while the child reads the desk

    return run(arguments, glance)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
