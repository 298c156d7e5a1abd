"""Registered figures as cells: what nobody reported is — and no part of a sum."""

from collections.abc import Iterable
from fractions import Fraction

from townoffice.prints.form import Absent, CellValue


def reported(value: int | Fraction | None) -> CellValue:
    """Give a figure as it stands, — where it was not reported."""
    return Absent.NOT_REPORTED if value is None else value


def reported_sum(values: Iterable[int | Fraction | None]) -> CellValue:
    """Add up the figures reported; — where none was."""
    known = [value for value in values if value is not None]
    return sum(known) if known else Absent.NOT_REPORTED
