"""A spreadsheet in forty lines: it recalculates what the program writes, in exact fractions.

Written for the tests alone, from the meaning of the formulas, so that it shares no error with the
program. It knows + − * / ( ) cells, ranges, SUM, MAX, MIN and ROWS.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
from openpyxl.utils.cell import (
    coordinate_from_string,
    range_boundaries,
)

_TOKEN = re.compile(r"\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?|[A-Z]+(?=\()|\d+(?:\.\d+)?|[-+*/(),]")


class Recalculation:
    """The formulas of the only sheet of a workbook, calculated from its plain cells."""

    def __init__(self, path: Path) -> None:
        live = openpyxl.load_workbook(path)
        stored = openpyxl.load_workbook(path, data_only=True)
        sheet, values = live.worksheets[0], stored.worksheets[0]
        self.plain: dict[str, Fraction | str] = {}
        self.formulas: dict[str, str] = {}
        self.cached: dict[str, Fraction] = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    self.formulas[cell.coordinate] = str(cell.value)
                    self.cached[cell.coordinate] = _fraction(values[cell.coordinate].value)
                elif isinstance(cell.value, int | float):
                    self.plain[cell.coordinate] = _fraction(cell.value)
                elif cell.value is not None:
                    self.plain[cell.coordinate] = str(cell.value)

    def worth(self, place: str) -> Fraction | str | None:
        """Calculate a cell; the text of a text cell, None of an empty one."""
        if place not in self.formulas:
            return self.plain.get(place)
        tokens = _TOKEN.findall(self.formulas[place][1:])
        assert "".join(tokens) == self.formulas[place][1:], self.formulas[place]
        rest = iter([*tokens, ""])
        value, end = self._sum(next(rest), rest)
        assert end == "", f"{end!r} is left over in {self.formulas[place]}"
        return value

    def _sum(self, token: str, rest: Iterator[str]) -> tuple[Fraction, str]:
        value, token = self._product(token, rest)
        while token and token in "+-":
            other, after = self._product(next(rest), rest)
            value, token = (value + other if token == "+" else value - other), after
        return value, token

    def _product(self, token: str, rest: Iterator[str]) -> tuple[Fraction, str]:
        value = self._single(token, rest)
        token = next(rest)
        while token and token in "*/":
            other = self._single(next(rest), rest)
            value, token = (value * other if token == "*" else value / other), next(rest)
        return value, token

    def _single(self, token: str, rest: Iterator[str]) -> Fraction:
        if token == "(":
            value, end = self._sum(next(rest), rest)
            assert end == ")"
            return value
        if token in {"SUM", "MAX", "MIN", "ROWS"}:
            assert next(rest) == "("
            return self._call(token, rest)
        if token[0].isdigit():
            return Fraction(token)
        worth = self.worth(token.replace("$", ""))
        assert isinstance(worth, Fraction), f"{token} holds {worth!r}: the sheet would show #VALUE!"
        return worth

    def _call(self, name: str, rest: Iterator[str]) -> Fraction:
        values: list[Fraction] = []
        rows = 0
        end = ","
        while end == ",":
            token = next(rest)
            if re.fullmatch(r"\$?[A-Z]+\$?\d+(:.*)?", token) and name not in {"MAX", "MIN"}:
                _, top, _, bottom = range_boundaries(token)
                assert top is not None
                assert bottom is not None
                rows = bottom - top + 1
                for n in range(top, bottom + 1):
                    worth = self.worth(f"{coordinate_from_string(token.split(':')[0])[0]}{n}")
                    values += [worth] if isinstance(worth, Fraction) else []
                end = next(rest)
            else:
                value, end = self._sum(token, rest)
                values.append(value)
        assert end == ")"
        if name == "ROWS":
            return Fraction(rows)
        if name in {"MAX", "MIN"}:
            return max(values) if name == "MAX" else min(values)
        return sum(values, Fraction())


def _fraction(value: object) -> Fraction:
    assert isinstance(value, int | float), value
    return Fraction(Decimal(repr(value)))
