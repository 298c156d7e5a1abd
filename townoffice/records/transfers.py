"""Posts that move from one unit to another when a plan is carried out."""

from dataclasses import dataclass
from datetime import date

from townoffice.records.figures import Category
from townoffice.records.township import County


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


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One unit of a plan: posts before and after, what it gives and takes, at once and later.

    ``before`` None: its posts are not recorded, nothing is moved for it.
    """

    code: str
    name: str
    before: int | None
    given: int
    taken: int
    later: int
    persons: int | None

    @property
    def after(self) -> int | None:
        """Posts when every stage is carried out."""
        return None if self.before is None else self.before - self.given + self.taken

    @property
    def over(self) -> int:
        """Persons above the posts there are when every stage is carried out."""
        return max(0, (self.persons or 0) - self.after) if self.after is not None else 0


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a plan: due on a day (None: no day is set yet), carried out by a document."""

    number: int
    posts: int
    due: date | None = None
    since: date | None = None
    doc_no: str | None = None


@dataclass(frozen=True, slots=True)
class TransferSheet:
    """All that moves by a plan: unit by unit, party by party, stage by stage.

    Σ ``before`` + ``reserve`` = Σ ``after`` + ``reserve_after``, always. ``held`` are units that
    would have more people than posts: with them a plan is carried out only by stages.
    """

    county: County
    category: Category
    year: int
    on: date
    title: str
    note: str
    lines: tuple[TransferLine, ...]
    transfers: tuple[Transfer, ...]
    stages: tuple[Stage, ...]
    reserve: int
    held: tuple[Overhang, ...] = ()
    plan_id: int | None = None

    @property
    def reserve_after(self) -> int:
        """The county's reserve when every stage is carried out."""
        given = sum(t.posts for t in self.transfers if not t.giver)
        return self.reserve - given + sum(t.posts for t in self.transfers if not t.taker)

    @property
    def moved(self) -> int:
        """Posts that move, each counted once."""
        return sum(t.posts for t in self.transfers)

    def name(self, code: str) -> str:
        """Name a party of a transfer."""
        return next((line.name for line in self.lines if line.code == code), COUNTY_RESERVE)


COUNTY_RESERVE = "县级周转"
"""What the county's reserve is called where it stands beside units."""
