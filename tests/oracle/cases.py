"""Random cases: small and large counties, equal, zero and huge figures, bounds of every kind."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from random import Random

DRIVERS = ("registered_population", "area_km2", "gdp", "fiscal_revenue", "equal", "class")
ROUNDINGS = ("largest-remainder", "sainte-lague", "huntington-hill")
FUNCTIONS = ("county_seat", "central", "key", "featured", "ordinary")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: people, area in km², two sums in 万元; its posts now and the bounds it has."""

    code: str
    people: int
    area: Decimal
    gdp: Decimal
    fiscal: Decimal
    size_class: int
    function: str
    current: int = 0
    lower: int | None = None
    upper: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One tranche: its share of the pool and the weights of its drivers."""

    share: Fraction
    drivers: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One calculation; ``standards`` (posts by class) stand in the place of bases and parts."""

    units: tuple[Unit, ...]
    parts: tuple[Part, ...]
    total: int
    rounding: str
    base: int = 0
    base_by_class: dict[int, int] = field(default_factory=dict)
    class_weights: dict[int, Decimal] = field(default_factory=dict)
    coefficients: dict[str, Fraction] = field(default_factory=dict)
    standards: dict[int, int] = field(default_factory=dict)
    reserve: Fraction = Fraction(0)
    least: int = 0
    max_change: int | None = None
    preferred: tuple[str, ...] = ()


def case(seed: int, number: int) -> Case:
    """Make the case of that number; the same for ever."""
    chance = Random(f"{seed}/{number}")
    drawn = chance.random()
    count = chance.randint(1, 7 if drawn < 0.5 else 16 if drawn < 0.8 else 40)
    units = _units(chance, count)
    base = chance.choice((0, 0, chance.randint(1, 6)))
    by_class = {n: chance.randint(0, 4) for n in (1, 2, 3)} if chance.random() < 0.2 else {}
    given = sum(base + by_class.get(unit.size_class, 0) for unit in units)
    pool = chance.choice((0, 1, count, chance.randint(0, 3 * count), chance.randint(0, 30 * count)))
    reserve = Fraction(chance.randint(0, 12), 100) if chance.random() < 0.3 else Fraction(0)
    total = max(0, given + pool - (chance.random() < 0.03) * chance.randint(1, given + 1))
    units = _with_posts(chance, units, total // count)
    bounded = _bounded(chance, units, total // count)
    standards = {n: chance.randint(1, 9) for n in (1, 2, 3)} if chance.random() < 0.08 else {}
    return Case(
        bounded,
        () if not standards and chance.random() < 0.02 else _parts(chance),
        total,
        chance.choice(ROUNDINGS),
        base,
        by_class,
        {n: Decimal(chance.randint(0, 30)) / 10 for n in (1, 2, 3)},
        _coefficients(chance),
        standards,
        reserve,
        chance.randint(1, 4) if chance.random() < 0.1 else 0,
        chance.randint(0, 6) if chance.random() < 0.2 else None,
        tuple(unit.code for unit in units if chance.random() < 0.5)
        if chance.random() < 0.15
        else (),
    )


def _units(chance: Random, count: int) -> tuple[Unit, ...]:
    codes = chance.sample(range(100, 1000), count)
    people, area, gdp, fiscal = (_figures(chance, count) for _ in range(4))
    classes = chance.choices((1, 2, 3), k=count)
    functions = chance.choices(FUNCTIONS, k=count)
    return tuple(
        Unit(
            f"999900{codes[n]}",
            people[n],
            Decimal(area[n]) / 1_000_000,
            Decimal(gdp[n]) / 10_000,
            Decimal(fiscal[n]) / 10_000,
            classes[n],
            functions[n],
        )
        for n in range(count)
    )


def _with_posts(chance: Random, units: tuple[Unit, ...], mean: int) -> tuple[Unit, ...]:
    """Give every unit posts now, so that together they come near the total."""
    wide = chance.choice((0, 3, mean))
    return tuple(
        replace(unit, current=max(0, mean + chance.randint(-wide, wide))) for unit in units
    )


def _figures(chance: Random, count: int) -> list[int]:
    """Figures of one kind: few different ones make ties, zeros and huge ones the ends."""
    kind = chance.random()
    if kind < 0.15:
        return [chance.randint(1, 9)] * count
    if kind < 0.45:
        return [chance.randint(0, 4) for _ in range(count)]
    if kind < 0.55:
        return [chance.choice((0, 1, 10**12, chance.randint(1, 10**12))) for _ in range(count)]
    return [int(chance.lognormvariate(10, 0.8)) for _ in range(count)]


def _parts(chance: Random) -> tuple[Part, ...]:
    found = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        names = chance.sample(DRIVERS, chance.choice((1, 1, 2, 3, 4)))
        weights = [Fraction(chance.randint(0, 60), 10) for _ in names]
        weights[0] += 1
        share = Fraction(chance.randint(1, 3), chance.choice((1, 3)))
        found.append(Part(share, tuple(zip(names, weights, strict=True))))
    return tuple(found)


def _coefficients(chance: Random) -> dict[str, Fraction]:
    if chance.random() < 0.8:
        return {}
    return {name: Fraction(chance.randint(80, 150), 100) for name in FUNCTIONS}


def _bounded(chance: Random, units: tuple[Unit, ...], mean: int) -> tuple[Unit, ...]:
    """Give some units bounds: mostly around the mean, now and then out of all reason."""
    if chance.random() < 0.5:
        return units
    often, wide = chance.choice((0.15, 0.5, 1.0)), chance.choice((1, 4, 20))
    found = []
    for unit in units:
        kind = chance.random()
        if kind > often:
            found.append(unit)
            continue
        lower = max(0, mean - chance.randint(0, wide))
        upper = mean + 1 + chance.randint(0, wide)
        kind = chance.random()
        if kind < 0.15:  # a pin
            lower = upper = chance.randint(lower, upper)
        elif kind < 0.2:
            lower, upper = chance.randint(0, 3 * wide), chance.randint(0, 3 * wide)
        one = chance.random()
        found.append(
            replace(unit, lower=lower if one < 0.7 else None, upper=upper if one > 0.4 else None)
        )
    return tuple(found)
