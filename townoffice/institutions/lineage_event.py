"""One line of a 沿革表."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LineageEvent:
    """What happened to an institution, a plate or a unit on a day, by which document.

    ``on`` None: since when is not on file. ``act`` is the word of the table (设立, 更名, 并入 …),
    ``name`` what it happened to, ``detail`` what belongs to it (原名, 由哪些机构, 并入何处).
    ``number`` is the institution's, None for a plate without a host and for the unit itself.
    """

    on: date | None
    act: str
    name: str
    doc_no: str | None
    detail: str = ""
    number: int | None = None
    township_id: int = 0
