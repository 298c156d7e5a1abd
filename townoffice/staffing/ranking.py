"""Who stood where when the last seats were given, and how narrowly the last one was.

Read from a finished result: nothing is calculated twice, nothing is decided here.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from townoffice.records import StaffingResult
from townoffice.staffing.engine import BOUNDED

NARROW = Fraction(1, 1000)
"""A last seat that hangs on less than this part of a post is worth a sentence on the screen.

No policy says so; it changes no figure, only whether somebody is told.
"""


@dataclass(frozen=True, slots=True)
class Ranking:
    """One rounding: rows by falling remainder, the first ``seats`` of which got one post more.

    ``tranche`` is its name as ties have it, ``label`` in Chinese. ``parts`` are the remainders in
    the same order, as numerators over ``scale``.
    """

    tranche: str
    label: str
    seats: int
    rows: tuple[int, ...]
    parts: tuple[int, ...]
    scale: int

    def remainder(self, place: int) -> Fraction:
        """The remainder of the row at that place (from 0), below 1."""
        return Fraction(self.parts[place], self.scale)

    @property
    def margin(self) -> Fraction | None:
        """By how much the last seat was won; None where none was left or all got one."""
        if not 0 < self.seats < len(self.rows):
            return None
        return self.remainder(self.seats - 1) - self.remainder(self.seats)

    @property
    def narrow(self) -> bool:
        """Tell whether the last seat hangs on a hair, without being a tie."""
        return (margin := self.margin) is not None and 0 < margin < NARROW


def rankings(result: StaffingResult) -> tuple[Ranking, ...]:
    """Give the roundings that made the posts: one per tranche, or the one under bounds."""
    if not result.bounded:
        return tuple(
            _ranked(
                tranche.name,
                tranche.label,
                tranche.risen,
                [tranche.pool * weight % tranche.weight_total for weight in tranche.weights],
                tranche.weight_total,
            )
            for tranche in result.tranches
        )
    scale, parts = _on_one_scale(result.bounded_quotas)
    risen = [n for n, row in enumerate(result.rows) if row.posts > result.bounded_quotas[n]]
    risen.sort(key=parts.__getitem__, reverse=True)
    return (_ranked(BOUNDED, "限幅重算", tuple(risen), parts, scale),)


def _on_one_scale(quotas: tuple[Fraction, ...]) -> tuple[int, list[int]]:
    """Bring what stands behind the point to one denominator."""
    scale = lcm(*(quota.denominator for quota in quotas))
    return scale, [
        quota.numerator % quota.denominator * (scale // quota.denominator) for quota in quotas
    ]


def _ranked(name: str, label: str, risen: tuple[int, ...], parts: list[int], scale: int) -> Ranking:
    got = frozenset(risen)
    others = sorted(
        (n for n in range(len(parts)) if n not in got), key=parts.__getitem__, reverse=True
    )
    rows = (*risen, *others)
    return Ranking(name, label, len(risen), rows, tuple(parts[n] for n in rows), scale)
