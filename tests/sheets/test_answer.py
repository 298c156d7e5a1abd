"""The child's answer says of every cell what it would say of the cell alone."""

import math
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from townoffice.sheets.reader.answer import document
from townoffice.sheets.reader.figures import figure
from townoffice.sheets.reader.wire import WireBook, WireCell, WireSheet
from townoffice.sheets.workbook import Cell, CellDate, CellError, hear

NUMBERS = st.one_of(
    st.floats(),
    st.integers(-(10**16), 10**16).map(float),
    st.decimals(0, 10**6, places=4).map(float),
)
ALIKE = (
    NUMBERS,
    st.integers(0, 10**6).map(float),
    st.text(max_size=5),
    st.none(),
    st.integers(),
    st.booleans(),
    st.sampled_from([{"e": "#REF!"}, {"d": "2024-12-31"}]),
)


@st.composite
def sheets(draw: st.DrawFn) -> list[list[WireCell]]:
    """Rows of columns each of one kind, with cells of another here and there, some cut short."""
    picked = draw(st.lists(st.integers(0, len(ALIKE) - 1), min_size=1, max_size=5))
    kinds = [ALIKE[n] for n in picked]
    rows = draw(st.lists(st.tuples(*kinds), max_size=8))
    made: list[list[WireCell]] = [list(row) for row in rows]
    spoilt: bool = draw(st.booleans())
    if made and spoilt:
        row = made[draw(st.integers(0, len(made) - 1))]
        row[draw(st.integers(0, len(row) - 1))] = draw(st.one_of(*ALIKE))
        del row[draw(st.integers(0, len(row))) :]
    return made


def told(cell: WireCell) -> object:
    """Give what the parent reads of one cell: 15 digits of a float, nothing of an empty text."""
    found = figure(cell) if isinstance(cell, float) else cell
    if isinstance(found, float):
        return Decimal(repr(found))
    if isinstance(found, dict):
        return CellError(found["e"]) if "e" in found else CellDate(found["d"])
    return None if found == "" else found


def answered(rows: list[list[WireCell]]) -> list[list[Cell]]:
    book, sheet = hear(document(WireBook("xlsx", [WireSheet("表", rows=rows)], ["话"], "00")))
    assert book == {"format": "xlsx", "remarks": ["话"], "digest": "00"}
    found = sheet["rows"]
    assert isinstance(found, list)
    return found


@given(sheets())
def test_every_cell_is_answered_as_it_would_be_alone(rows: list[list[WireCell]]) -> None:
    expected = [[told(cell) for cell in row] for row in rows]
    for row in expected:
        while row and row[-1] is None:
            row.pop()
    found = answered(rows)
    assert found == expected
    assert [[type(c) is bool for c in row] for row in found] == [
        [type(c) is bool for c in row] for row in expected
    ]


def test_what_is_no_number_is_an_error_cell() -> None:
    assert answered([[1.5, math.nan], [2.5, math.inf]]) == [
        [Decimal("1.5"), CellError("#NUM!")],
        [Decimal("2.5"), CellError("#NUM!")],
    ]


def test_a_float_is_told_by_fifteen_digits() -> None:
    assert answered([[69821.03879999999], [0.1 + 0.2]]) == [
        [Decimal("69821.0388")],
        [Decimal("0.3")],
    ]
