"""Share out whole posts exactly: largest remainder, without and with bounds.

Weights are integers over any common scale, so every comparison is one of integers; nothing is
rounded but the result. Rows are numbered from 0; ``precedence`` lists all rows in the order in
which the stated rule serves equal remainders (larger 户籍人口, then smaller 区划代码).
Source: ``domain.md`` §0.2, the method of Hamilton/Hare–Niemeyer as in Balinski & Young, *Fair
Representation*, 1982, extended by bounds through one common factor λ.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from townoffice.feedback import Contradiction


@dataclass(frozen=True, slots=True)
class EqualRemainders:
    """``seats`` left for the ``rows`` whose remainders are equal; ``given`` got them."""

    seats: int
    rows: tuple[int, ...]
    given: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Allocation:
    """Whole posts per row, the rows that were rounded up by falling remainder, and a tie."""

    seats: tuple[int, ...]
    risen: tuple[int, ...]
    tie: EqualRemainders | None


def largest_remainder(
    total: int,
    weights: Sequence[int],
    precedence: Sequence[int],
    preferred: Collection[int] = (),
) -> Allocation:
    """Share ``total`` posts by weight, without bounds.

    ``preferred`` rows are served first among equal remainders (a person's decision). Weights must
    be ≥ 0 with a sum above 0, or :class:`Contradiction`.
    """
    scale = sum(weights)
    if total < 0 or scale <= 0 or min(weights) < 0:
        raise Contradiction(
            "无法分配：可分配数为负，或各单位的分配系数全部为 0",
            hint="请核对总量和各项指标",
        )
    floors, remainders = [], []
    for weight in weights:
        floor, remainder = divmod(total * weight, scale)
        floors.append(floor)
        remainders.append(remainder)
    return _round_up(floors, remainders, total - sum(floors), precedence, preferred)


def _round_up(
    floors: list[int],
    remainders: Sequence[int],
    left: int,
    precedence: Sequence[int],
    preferred: Collection[int],
) -> Allocation:
    """Give the seats left to the largest remainders, one each, and report equality at the last."""
    by_rule = sorted(precedence, key=lambda row: row not in preferred) if preferred else precedence
    order = sorted(by_rule, key=remainders.__getitem__, reverse=True)
    risen = tuple(order[:left])
    for row in risen:
        floors[row] += 1
    return Allocation(tuple(floors), risen, _tie(order, remainders, left))


def _tie(order: Sequence[int], remainders: Sequence[int], left: int) -> EqualRemainders | None:
    if not 0 < left < len(order) or remainders[order[left - 1]] != remainders[order[left]]:
        return None
    edge = remainders[order[left]]
    if edge == 0:
        return None  # whole quotas have nothing left to share: no seat is between them
    first = next(n for n, row in enumerate(order) if remainders[row] == edge)
    equal = tuple(row for row in order if remainders[row] == edge)
    return EqualRemainders(left - first, tuple(sorted(equal)), tuple(order[first:left]))


class Demand(NamedTuple):
    """One row under bounds: q = clamp(base + λ·weight, lower, upper); ``upper`` None = open.

    A named tuple, since a county as large as the nation makes tens of thousands at once.
    """

    name: str
    base: int
    weight: int
    lower: int
    upper: int | None

    @property
    def least(self) -> int:
        """The row's part at λ = 0: its base, held within the bounds."""
        low = max(self.lower, self.base)
        return low if self.upper is None else min(low, self.upper)

    def most(self) -> int | None:
        """The row's part as λ grows without end; None = no end."""
        return self.least if self.weight == 0 else self.upper


@dataclass(frozen=True, slots=True)
class Parts:
    """Exact parts row by row, as numerators over one ``scale``."""

    numerators: Sequence[int]
    scale: int

    @property
    def fractions(self) -> tuple[Fraction, ...]:
        """The same as fractions."""
        return tuple(Fraction(numerator, self.scale) for numerator in self.numerators)


def bounded_parts(total: int, demands: Sequence[Demand]) -> Parts:
    """Solve Σ clamp(base + λ·weight, lower, upper) = total for λ ≥ 0 and give the exact parts.

    λ is found by walking the sorted breakpoints, O(n log n), in integers. Bounds that cannot hold
    together are a :class:`Contradiction` that names them.
    """
    _require_feasible(total, demands)
    rise, scale = _factor(total, demands)
    found = []
    for _, base, weight, lower, upper in demands:
        part = base * scale + rise * weight
        if part <= lower * scale:
            part = lower * scale
        elif upper is not None and part > upper * scale:
            part = upper * scale
        found.append(part)
    return Parts(found, scale)


def bounded_quotas(total: int, demands: Sequence[Demand]) -> tuple[Fraction, ...]:
    """Give :func:`bounded_parts` as fractions."""
    return bounded_parts(total, demands).fractions


def bounded_largest_remainder(
    total: int,
    demands: Sequence[Demand],
    precedence: Sequence[int],
    preferred: Collection[int] = (),
) -> tuple[Allocation, Parts]:
    """Round :func:`bounded_parts` once: floors, then one seat each by falling remainder."""
    parts = bounded_parts(total, demands)
    floors, remainders = [], []
    for numerator in parts.numerators:
        floor, remainder = divmod(numerator, parts.scale)
        floors.append(floor)
        remainders.append(remainder)
    return _round_up(floors, remainders, total - sum(floors), precedence, preferred), parts


def _require_feasible(total: int, demands: Sequence[Demand]) -> None:
    for demand in demands:
        if demand.upper is not None and demand.lower > demand.upper:
            raise Contradiction(
                f"下限 {demand.lower} 高于上限 {demand.upper}",
                where=demand.name,
                hint="总量与上下限矛盾，请放宽其一",
            )
    least = sum(d.least for d in demands)
    if least > total:
        raise Contradiction(
            f"总量与上下限矛盾：各单位下限合计 {least} 名，可分配的只有 {total} 名",
            where=_named(d.name for d in demands if d.least > d.base or d.least > 0),
            hint=f"请降低下限或增幅限制，或把总量增加 {least - total} 名",
        )
    tops = [d.most() for d in demands]
    if None not in tops:
        most = sum(top for top in tops if top is not None)
        if most < total:
            raise Contradiction(
                f"总量与上下限矛盾：各单位上限合计 {most} 名，可分配的有 {total} 名",
                where=_named(d.name for d in demands if d.upper is not None),
                hint=f"请提高上限，或把总量减少 {total - most} 名",
            )


def _named(names: Iterable[str]) -> str:
    listed = list(names)
    return "、".join(listed[:5]) + (f" 等 {len(listed)} 个单位" if len(listed) > 5 else "")


def _factor(total: int, demands: Sequence[Demand]) -> tuple[int, int]:
    """Find λ as numerator and denominator: between breakpoints Σ is ``fixed + λ·slope``."""
    events: list[tuple[int, int, int, int]] = []
    fixed, slope = 0, 0
    # two different breakpoints differ by at least 1/w², so the shifted quotients keep their order
    shift = 2 * max((d.weight for d in demands), default=0).bit_length()
    for demand in demands:
        _, base, weight, lower, upper = demand
        least = demand.least
        fixed += least
        if weight == 0 or (upper is not None and base >= upper):
            continue
        if base >= lower:
            slope += weight
        else:
            start = lower - base
            events.append(((start << shift) // weight, start, weight, weight))
        if upper is not None:
            end = upper - base
            events.append(((end << shift) // weight, end, weight, -weight))
    events.sort()
    reached = (0, 1)
    for _, step, weight, change in events:
        if fixed * weight + step * slope >= total * weight:
            break
        reached = (step, weight)
        fixed += -step if change > 0 else step
        slope += change
    return (total - fixed, slope) if slope > 0 else reached
