"""The pinned 合计 of 乡镇街道: it follows the filter; vacant and over are never set off.

The figures of every unit are laid out as whole numbers once, in the worker; a sum over 41,352
filtered units is then an addition of integers, short enough for the window's thread.
"""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from townoffice.records import Category, UnitOverview
from ui.explain_rows import figure
from ui.pages.townships_columns import INDICATORS
from ui.pages.townships_figures import POST_KEYS, fields_of
from ui.tables import Cell
from ui.theme import Tone

__all__ = ["Totals"]

_SCALE = 10**6
"""Registered figures have at most six decimals, so times this they are whole numbers."""
_PLACES = {name: places for name, _, _, places, _ in INDICATORS} | {"urban_population": 0}
_VACANT = {f"{category.value}_vacancy": category for category in Category}
_SUMMED = (*_PLACES, *POST_KEYS, *_VACANT, "quota", "turnover")
_OVER = tuple(f"{key}:over" for key in _VACANT)


class Totals:
    """The figures of all units by column, ready to be added up for any of them."""

    def __init__(self, units: Iterable[UnitOverview] = ()) -> None:
        known = tuple(units)
        self._place = {unit.code: number for number, unit in enumerate(known)}
        columns = zip(*(_figures(unit) for unit in known), strict=True)
        self._columns = dict(zip((*_SUMMED, *_OVER), columns, strict=False))
        self._whole = {key: sum(column) for key, column in self._columns.items()}

    def cells(
        self, keys: Sequence[str], rows: Sequence[UnitOverview], shown: Collection[str]
    ) -> list[Cell]:
        """Sum the rows up, column by column; only columns that are ``shown`` are worth it."""
        if len(rows) == len(self._place):
            return [
                _cell(key, self._whole.get(key), self._whole.get(_over(key), 0)) for key in keys
            ]
        places = [self._place[unit.code] for unit in rows if unit.code in self._place]

        def total(key: str) -> int | None:
            column = self._columns.get(key)
            return None if column is None else sum([column[place] for place in places])

        return [
            _cell(key, total(key), total(_over(key)) or 0) if key in shown else Cell()
            for key in keys
        ]


def _over(key: str) -> str:
    return f"{key}:over"


def _figures(unit: UnitOverview) -> tuple[int, ...]:
    registered = [_whole(fields_of(unit.figures, key)) for key in (*_PLACES, *POST_KEYS)]
    gaps = [unit.vacancy(category) or 0 for category in _VACANT.values()]
    vacant = [max(0, gap) * _SCALE for gap in gaps]
    quota = unit.row.leadership_posts if unit.row and unit.row.leadership_posts else 0
    lent = unit.rates.turnover if unit.rates else 0
    return (*registered, *vacant, quota * _SCALE, lent * _SCALE, *(max(0, -gap) for gap in gaps))


def _whole(value: int | Decimal | None) -> int:
    return 0 if value is None else int(value * _SCALE)


def _cell(key: str, total: int | None, over: int) -> Cell:
    if key == "name":
        return Cell("合计", bold=True)
    if key == "index":
        return Cell("—", tone=Tone.FAINT)
    if total is None:
        return Cell()
    exact = Fraction(total, _SCALE)
    tip = f"另有超编 {over:,} 名，不与空编相抵" if over else ""
    return Cell(figure(exact, _PLACES.get(key, 0)), exact, bold=True, tip=tip)
