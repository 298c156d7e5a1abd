"""A column of a table, settled: what it holds and in which unit."""

from dataclasses import dataclass
from fractions import Fraction

from townoffice.sheets.fields import Field
from townoffice.sheets.headings import Heading

OWN = "own:"
"""What the key of a county's own indicator begins with."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``key`` is the field's name, ``own:`` + name for an own indicator.

    An empty key: the column is not read. ``unit`` as written or taken, ``factor`` from it to the
    book's unit.
    """

    place: int
    cell: str
    heading: Heading
    key: str = ""
    field: Field | None = None
    unit: str = ""
    factor: Fraction = Fraction(1)

    @property
    def own(self) -> str | None:
        """Name of the county's own indicator, None for a field."""
        return self.key.removeprefix(OWN) if self.key.startswith(OWN) else None
