"""What if: the county with other figures, and what one step of every weight would move.

Everything here is pure: the ground that was read stays as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from townoffice.desk.parameters import Looks, Parameter, parameters
from townoffice.desk.planning import Ground, Order, calculate
from townoffice.feedback import OfficeError
from townoffice.records import StaffingResult, UnitFigures

__all__ = ["Swing", "swings", "with_people"]


@dataclass(frozen=True, slots=True)
class Swing:
    """One weight moved by ``by``, and which units' posts change: (code, name, before, after).

    ``name`` is the parameter and the weight as people say it, ``text`` 6 → 7.
    """

    key: str
    entry: str
    name: str
    text: str
    by: int
    moved: tuple[tuple[str, str, int, int], ...]


def with_people(ground: Ground, more: Mapping[str, int]) -> Ground:
    """Give the ground of a county where units (by code) have so many more people, of each kind.

    A figure nobody recorded stays so, and none falls below 0.
    """
    if not any(more.values()):
        return ground
    units = tuple(_peopled(u, more.get(u.township.code, 0)) for u in ground.county.units)
    return replace(ground, county=replace(ground.county, units=units))


def _peopled(unit: UnitFigures, more: int) -> UnitFigures:
    figures = unit.indicators
    if not more or figures is None:
        return unit

    def moved(people: int | None) -> int | None:
        return None if people is None else max(0, people + more)

    return replace(
        unit,
        indicators=replace(
            figures,
            registered_population=moved(figures.registered_population),
            resident_population=moved(figures.resident_population),
        ),
    )


def swings(ground: Ground, order: Order, now: StaffingResult) -> tuple[Swing, ...]:
    """Move every weight by one up and down, and tell whose posts would change.

    A step that cannot be (below 0, all weights 0, posts that do not fit) is left out.
    """
    found: list[Swing] = []
    for parameter in parameters(ground, order):
        if parameter.looks is Looks.WEIGHTS and parameter.key.startswith("weights"):
            for place in range(len(parameter.entries)):
                found += [
                    s for by in (1, -1) if (s := _swing(ground, order, now, parameter, place, by))
                ]
    return tuple(found)


def _swing(
    ground: Ground, order: Order, now: StaffingResult, parameter: Parameter, place: int, by: int
) -> Swing | None:
    weights = [Decimal(entry.text) for entry in parameter.entries]
    before = weights[place]
    weights[place] = before + by
    if len(weights) == 1 or weights[place] < 0 or not any(weights):
        return None
    text = ",".join(f"{e.key}={w:f}" for e, w in zip(parameter.entries, weights, strict=True))
    changed = replace(order, settings={**order.settings, parameter.key: text})
    try:
        then = calculate(ground, changed)
    except OfficeError:
        return None
    entry = parameter.entries[place]
    moved = _moved(now, then)
    return Swing(
        parameter.key, entry.key, entry.label, f"{before:f} → {weights[place]:f}", by, moved
    )


def _moved(now: StaffingResult, then: StaffingResult) -> tuple[tuple[str, str, int, int], ...]:
    pairs: Sequence[tuple[str, str, int, int]] = [
        (row.code, row.name, row.posts, other.posts)
        for row, other in zip(now.rows, then.rows, strict=True)
    ]
    return tuple(pair for pair in pairs if pair[2] != pair[3])
