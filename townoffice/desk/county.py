"""The county as calculations see it: one snapshot of one year, and units found by code or name."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from townoffice.book import Book
from townoffice.feedback import Incomplete, NotFound
from townoffice.records import (
    INDICATOR_LABELS,
    Category,
    ClassOverride,
    Indicators,
    KindGroup,
    LeadershipSeat,
    Measure,
    Snapshot,
    Township,
    UnitFigures,
    persons_in,
)


def snapshot(book: Book, year: int | None = None) -> Snapshot:
    """Read the county as of the last day of a year.

    ``year`` None: the newest year in which every unit has all core indicators but 城镇人口, else
    the newest year with any. :class:`NotFound` for a year without indicators,
    :class:`Incomplete` for a book without any.
    """
    years = book.years()
    if not years:
        raise Incomplete("台账中还没有任何年度的指标", hint="请先导入乡镇（街道）表格")
    if year is not None and year not in years:
        listed = "、".join(map(str, years))
        raise NotFound(f"没有 {year} 年的指标", hint=f"台账中有：{listed}")
    chosen = year if year is not None else newest_whole_year(book, years)
    return _read(book, chosen)


def newest_whole_year(book: Book, years: Sequence[int]) -> int:
    """Choose of ``years``, ascending, the newest in which no unit lacks a core indicator."""
    needed = [name for name in INDICATOR_LABELS if name != "urban_population"]
    for year in reversed(years):
        on = date(year, 12, 31)
        ids = {t.id for t in book.townships() if t.exists(on)}
        whole = {
            row.township_id
            for row in book.indicators(year)
            if all(getattr(row, name) is not None for name in needed)
        }
        if ids <= whole:
            return year
    return years[-1]


def _read(book: Book, year: int) -> Snapshot:
    on = date(year, 12, 31)
    townships = [t for t in book.townships() if t.exists(on)]
    indicators: dict[int, Indicators] = {row.township_id: row for row in book.indicators(year)}
    scores: dict[int, dict[str, Decimal]] = {}
    authorized: dict[int, dict[Category, int]] = {}
    actual: dict[int, dict[Category, int]] = {}
    for fact in book.post_facts(on):
        side = authorized if fact.measure is Measure.AUTHORIZED else actual
        side.setdefault(fact.township_id, {})[fact.category] = fact.count
    leaders: dict[int, tuple[LeadershipSeat, ...]] = {}
    for seat in book.leadership_seats(on):
        leaders[seat.township_id] = (*leaders.get(seat.township_id, ()), seat)
    for unit_id, seats in leaders.items():  # a list of names goes before a reported number
        actual.setdefault(unit_id, {})[Category.LEADERSHIP] = persons_in(seats)
    overrides: dict[int, ClassOverride] = {o.township_id: o for o in book.class_overrides(on)}
    for row in book.own_indicators(year):
        scores.setdefault(row.township_id, {})[row.name] = row.value
    units = tuple(
        UnitFigures(
            t,
            indicators.get(i),
            scores.get(i, {}),
            authorized.get(i, {}),
            actual.get(i, {}),
            overrides.get(i),
            leaders.get(i, ()),
        )
        for t in townships
        if (i := t.id) is not None
    )
    return Snapshot(book.county, on, year, units, book.version)


def groups_of(county: Snapshot) -> frozenset[KindGroup]:
    """Give the groups of units the county has; both where it has none yet."""
    return frozenset(u.township.kind.group for u in county.units) or frozenset(KindGroup)


def find_unit(townships: Sequence[Township], text: str) -> Township:
    """Find a unit by its 9-digit code or its name; :class:`NotFound` says what there is."""
    wanted = text.strip()
    found = [t for t in townships if wanted in {t.code, t.name}]
    if len(found) == 1:
        return found[0]
    if found:
        codes = "、".join(t.code for t in found)
        raise NotFound(f"有 {len(found)} 个单位叫“{wanted}”", hint=f"请用代码指明：{codes}")
    near = [t.name for t in townships if wanted and wanted in t.name][:5]
    hint = f"是不是 {'、'.join(near)}" if near else "请用 9 位区划代码或全称"
    raise NotFound(f"没有找到“{wanted}”", hint=hint)
