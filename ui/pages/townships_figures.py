"""The figures registered for a unit, as the cells of 乡镇街道 show and take them."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from townoffice.records import Category, Figure, Measure, UnitFigures, UnitOverview, trimmed
from ui.explain_rows import figure
from ui.tables import Cell
from ui.theme import Tone

__all__ = ["POST_KEYS", "edit_text", "exact", "fields_of", "number_of", "registered"]

POST_KEYS: dict[str, tuple[Category, Measure]] = {
    f"{category.value}_{'posts' if measure is Measure.AUTHORIZED else 'actual'}": (
        category,
        measure,
    )
    for category in Category
    for measure in Measure
}
"""Columns of posts and persons, by the name of the field that is typed into them."""


def edit_text(row: UnitOverview, key: str) -> str:
    """Write a registered figure as it is typed, empty where there is none."""
    value = fields_of(row.figures, key)
    return "" if value is None else trimmed(exact(value))


def fields_of(unit: UnitFigures, key: str) -> Figure:
    """Give the registered figure of a unit behind a column; None where there is none."""
    if key in POST_KEYS:
        category, measure = POST_KEYS[key]
        side = unit.authorized if measure is Measure.AUTHORIZED else unit.actual
        return side.get(category)
    value: Figure = getattr(unit.indicators, key, None) if unit.indicators else None
    return value


def exact(value: int | Decimal) -> int | Fraction:
    """Give a registered figure as the number it is, whole where it is."""
    above, below = value.as_integer_ratio()
    return above if below == 1 else Fraction(above, below)


def number_of(key: str) -> Callable[[UnitOverview], int | Fraction | None]:
    """Give what a column of registered figures is sorted and filtered by."""

    def number(row: UnitOverview) -> int | Fraction | None:
        value = fields_of(row.figures, key)
        return None if value is None else exact(value)

    return number


def registered(
    key: str, unit: str, places: int, *, editable: bool
) -> Callable[[UnitOverview], Cell]:
    """Make the cell of a registered figure; it can be typed if ``editable``."""

    def cell(row: UnitOverview) -> Cell:
        value = fields_of(row.figures, key)
        if value is None:
            return Cell("—", tone=Tone.FAINT, edit="" if editable else None, tip="尚未登记")
        held = exact(value)
        edit = edit_text(row, key) if editable else None
        tone = Tone.FAINT if held == 0 else Tone.NORMAL
        more = "" if (held * 10**places).denominator == 1 else f"{trimmed(held)} {unit}"
        return Cell(figure(held, places), held, tone, edit=edit, tip=more)

    return cell
