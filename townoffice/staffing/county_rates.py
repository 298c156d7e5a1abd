"""The rates of a whole county: unit by unit, and the sums that may be said of all of them.

A figure nobody recorded is left out of the sums and named; it never counts as 0.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from townoffice.policy import number
from townoffice.records import (
    Category,
    CitedValue,
    CountyRates,
    Snapshot,
    Standing,
    UnitFigures,
    UnitRates,
)
from townoffice.staffing.rates import (
    gini,
    institution_cap,
    institution_ratio,
    per_ten_thousand,
    standing,
    together,
)

RATED = (Category.ADMIN, Category.INSTITUTION)
"""The categories the rates speak of."""


def county_rates(
    county: Snapshot,
    caps: Mapping[str, CitedValue | None],
    turnover: Mapping[str, int],
    categories: Sequence[Category] = RATED,
) -> CountyRates:
    """Rate every unit; ``caps`` and ``turnover`` (posts lent to it) by division code."""
    units = tuple(
        _rated(unit, caps.get(unit.township.code), turnover.get(unit.township.code, 0), categories)
        for unit in county.units
    )
    parts = {
        category: together([part for unit in units if (part := unit.parts[category])])
        for category in categories
    }
    settled = [u for u in units if u.authorized is not None and u.residents]
    pairs = [(Fraction(u.authorized or 0), u.residents or 0) for u in settled]
    admin, institution = (
        sum(unit.authorized.get(category, 0) for unit in county.units)
        for category in (Category.ADMIN, Category.INSTITUTION)
    )
    return CountyRates(
        county.county,
        county.year,
        county.on,
        tuple(categories),
        units,
        parts,
        together(list(parts.values())),
        sum(unit.authorized or 0 for unit in units),
        sum(unit.residents or 0 for unit in units),
        per_ten_thousand(
            sum(u.authorized or 0 for u in settled), sum(u.residents or 0 for u in settled)
        ),
        institution_ratio(admin, institution),
        admin,
        institution,
        tuple(dict.fromkeys(cap for unit in units if (cap := unit.cap) is not None)),
        _allowed(county, caps),
        sum(unit.turnover for unit in units),
        gini(pairs),
        whole=all(u.together is not None and u.residents for u in units),
    )


def _rated(
    unit: UnitFigures, cap: CitedValue | None, turnover: int, categories: Sequence[Category]
) -> UnitRates:
    parts = {category: _part(unit, category) for category in categories}
    known = [part for part in parts.values() if part is not None]
    posts = [unit.authorized.get(category) for category in categories]
    held = None if None in posts else sum(count for count in posts if count is not None)
    residents = unit.indicators.resident_population if unit.indicators else None
    admin = unit.authorized.get(Category.ADMIN)
    institution = unit.authorized.get(Category.INSTITUTION)
    return UnitRates(
        unit.township.code,
        unit.township.name,
        residents,
        {c: (unit.authorized.get(c), unit.actual.get(c)) for c in categories},
        parts,
        together(known) if len(known) == len(parts) else None,
        held,
        None if held is None else per_ten_thousand(held, residents),
        None if admin is None or institution is None else institution_ratio(admin, institution),
        cap,
        None if cap is None or admin is None else institution_cap(admin, number(cap)),
        admin,
        institution,
        turnover,
    )


def _part(unit: UnitFigures, category: Category) -> Standing | None:
    posts, persons = unit.authorized.get(category), unit.actual.get(category)
    return None if posts is None or persons is None else standing(posts, persons)


def _allowed(county: Snapshot, caps: Mapping[str, CitedValue | None]) -> int | None:
    """Add up what the caps allow, rounded down once for all units of one cap."""
    admin: dict[Fraction, int] = {}
    for unit in county.units:
        cap = caps.get(unit.township.code)
        if cap is None:
            return None
        ratio = number(cap)
        admin[ratio] = admin.get(ratio, 0) + unit.authorized.get(Category.ADMIN, 0)
    return sum(institution_cap(posts, ratio) for ratio, posts in admin.items()) if admin else None
