"""What a bar of the ranking is made of: the sections, or the indicators where there is but one."""

from dataclasses import dataclass
from fractions import Fraction

from townoffice.records import EntrantScore, GroupResult

__all__ = ["Piece", "legend_of", "pieces_of"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a total: its full marks, and its points of them (None: something is missing)."""

    name: str
    weight: Fraction
    points: Fraction | None

    @property
    def score(self) -> Fraction | None:
        """The part's score of 100."""
        return None if self.points is None or not self.weight else self.points * 100 / self.weight


def pieces_of(score: EntrantScore, group: GroupResult) -> tuple[Piece, ...]:
    """Give the parts of one entrant's total."""
    if len(score.sections) != 1:
        return tuple(Piece(s.name, Fraction(s.weight), s.points) for s in score.sections)
    pairs = zip(group.indicators, score.indicators, strict=True)
    return tuple(Piece(one.name, Fraction(one.weight), mark.points) for one, mark in pairs)


def legend_of(group: GroupResult) -> tuple[Piece, ...]:
    """Give full marks, part by part."""
    weights: dict[str, Fraction] = {}
    alone = len({one.section for one in group.indicators}) == 1
    for one in group.indicators:
        name = one.name if alone else one.section
        weights[name] = weights.get(name, Fraction(0)) + Fraction(one.weight)
    return tuple(Piece(name, weight, weight) for name, weight in weights.items())
