"""From a form's formulas, which speak of index numbers, to cell references of a sheet."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"SUM\[(\d+)\]|\[(\d+)\]|\bCOUNT\b")


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a section lies on its sheet; rows and columns from 0.

    ``numbers`` gives the column of every index number from 1 on; ``first`` and ``last`` are the
    rows that are counted (``last`` < ``first``: none); ``totals`` the total rows.
    """

    numbers: tuple[int, ...]
    first: int
    last: int
    totals: tuple[int, ...] = ()

    @property
    def empty(self) -> bool:
        """Tell whether there is no row to count."""
        return self.last < self.first


def letters(column: int) -> str:
    """Name a column: 0 is A, 26 is AA."""
    head, tail = divmod(column, 26)
    return (letters(head - 1) if head else "") + chr(ord("A") + tail)


def cell(row: int, column: int) -> str:
    """Name a cell: (0, 0) is A1."""
    return f"{letters(column)}{row + 1}"


def row_formula(formula: str, ground: Ground, row: int) -> str:
    """Write a formula of a column for one row: ``[3]``, ``SUM[3]`` and ``COUNT`` become cells."""

    def reference(token: re.Match[str]) -> str:
        summed, single = token.groups()
        if single:
            return cell(row, ground.numbers[int(single) - 1])
        if summed:
            return f"SUM({_span(ground, ground.numbers[int(summed) - 1])})"
        return f"ROWS({_span(ground, ground.numbers[0])})"

    return f"={_TOKEN.sub(reference, formula)}"


def total_formula(formula: str, ground: Ground, row: int, column: int) -> str:
    """Write a formula of a total row: also ``SUM`` and ``OTHERS`` of its own column."""
    if formula == "SUM":
        return f"=SUM({_span(ground, column)})"
    if formula == "OTHERS":
        others = ",".join(cell(other, column) for other in ground.totals if other != row)
        return f"=SUM({others})"
    return row_formula(formula, ground, row)


def _span(ground: Ground, column: int) -> str:
    name = letters(column)
    return f"{name}${ground.first + 1}:{name}${ground.last + 1}"
