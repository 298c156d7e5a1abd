"""Posts that move from one unit to another when a plan is carried out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Transfer:
    """``posts`` go from ``giver`` to ``taker`` (division codes; empty: the county's reserve).

    ``stage`` 0 is at once; 1, 2, … are the years after, where posts come free only as people leave.
    """

    giver: str
    taker: str
    posts: int
    stage: int = 0


@dataclass(frozen=True, slots=True)
class Overhang:
    """A unit whose people would exceed its posts: it cannot give all it is to give at once."""

    code: str
    name: str
    posts: int
    persons: int

    @property
    def over(self) -> int:
        """Persons above the posts."""
        return self.persons - self.posts


@dataclass(frozen=True, slots=True)
class TransferPlan:
    """All transfers of a plan, by stage, then giver; and who holds more people than posts.

    ``unknown`` are units whose present posts are not recorded; nothing is moved for them.
    """

    transfers: tuple[Transfer, ...]
    overhangs: tuple[Overhang, ...]
    unknown: tuple[str, ...] = ()

    @property
    def stages(self) -> int:
        """How many stages there are."""
        return max((t.stage for t in self.transfers), default=0) + 1

    def given_by(self, code: str) -> int:
        """Posts a unit (empty: the reserve) gives in all."""
        return sum(t.posts for t in self.transfers if t.giver == code)

    def taken_by(self, code: str) -> int:
        """Posts a unit (empty: the reserve) takes in all."""
        return sum(t.posts for t in self.transfers if t.taker == code)
