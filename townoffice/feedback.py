"""How the office speaks: what went wrong, what is wrong with the data, and how far the work is.

Two kinds of wrong, kept apart everywhere:

* **The data is wrong** → located :class:`Problem` values, collected and shown beside the data,
  never raised.
* **The operation failed** → one of the :class:`OfficeError` tree below, raised with what happened,
  where, and what to do. Only the window's alerts and ``cli.py`` turn it into words on a screen.

Anything else that is raised is a bug.

::

    OfficeError
    ├── BadWorkbook      a file that cannot be read as a spreadsheet
    ├── BadPack          a policy pack with a mistake
    ├── PolicyMissing    no policy says it, or the document lost the figure
    ├── PolicyConflict   two policies say it for the same unit and day
    ├── NotFound         a unit, plan, table, method or year that is not in the book
    ├── BadChoice        a choice the calculation cannot take (a weight that is no number …)
    ├── Contradiction    bounds and total that cannot both hold (总量与上下限矛盾)
    ├── Incomplete       figures are missing that the calculation needs
    ├── Stale            the book moved on since the preview or calculation
    ├── CannotRead       a file or folder that cannot be read
    ├── CannotWrite      a file or folder that cannot be written (full, read-only, in use)
    ├── BookInUse        another program holds the book
    ├── BookTooNew       the book was written by a newer program
    ├── BookDamaged      the book is damaged, or no book at all
    └── UndoBlocked      nothing to undo, or the record moved on since
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class OfficeError(Exception):
    """An operation failed for a reason a clerk can be told.

    ``what`` happened, ``where`` (file, cell, unit; may be empty), ``hint``: what to do. Chinese,
    each without a closing full stop.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        """Keep the three parts; ``str()`` joins them to the one sentence shown."""
        super().__init__(what, where, hint)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.where}：{self.what}" if self.where else self.what
        return f"{head}。{self.hint}。" if self.hint else f"{head}。"


class BadWorkbook(OfficeError):
    """A file that cannot be read as a spreadsheet."""


class BadPack(OfficeError):
    """A policy pack with a mistake."""


class PolicyMissing(OfficeError):
    """No policy in force says it, or the document lost the figure."""


class PolicyConflict(OfficeError):
    """Two policies in force say it for the same unit and day."""


class NotFound(OfficeError):
    """A unit, plan, table, method or year that is not there."""


class BadChoice(OfficeError):
    """A choice the calculation cannot take."""


class Contradiction(OfficeError):
    """Bounds and total that cannot both hold."""


class Incomplete(OfficeError):
    """Figures are missing that the calculation needs."""


class Stale(OfficeError):
    """The book moved on since the preview or calculation was made."""


class CannotRead(OfficeError):
    """A file or folder that cannot be read."""


class CannotWrite(OfficeError):
    """A file or folder that cannot be written."""


class BookInUse(OfficeError):
    """Another program holds the book."""


class BookTooNew(OfficeError):
    """The book was written by a newer program."""


class BookDamaged(OfficeError):
    """The book is damaged, or is no book at all."""


class UndoBlocked(OfficeError):
    """Nothing to undo or redo, or a record moved on since."""


class Cancelled(Exception):
    """The user pressed 取消; everything is as it was."""


class Level(StrEnum):
    """How much a problem weighs: *stop* cannot be, *ask* is unlikely, *note* is good to know."""

    STOP = "stop"
    ASK = "ask"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or worth knowing in the data, at its place.

    ``cell`` is the address the clerk sees in WPS (``D3``), empty where the whole file is meant.
    """

    level: Level
    what: str
    hint: str = ""
    cell: str = ""
    sheet: str = ""


Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with (done, total, text); total 0 means unknown. May raise :class:`Cancelled`."""


def silent(_done: int, _total: int, _text: str) -> None:
    """Report progress to nobody."""
