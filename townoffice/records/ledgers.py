"""The ledgers of the office: posts moved by document, and posts lent from the county's reserve."""

from dataclasses import dataclass
from datetime import date

from townoffice.records.figures import Category


@dataclass(frozen=True, slots=True)
class TransferEntry:
    """One line of the 编制调剂台账: ``posts`` of an adopted plan go from ``giver`` to ``taker``.

    Both are division codes as the plan has them, empty for the county's reserve. ``stage`` 0 is
    carried out with the document that carries out the plan, later stages are ``due`` a year apart
    and have neither ``since`` nor ``doc_no`` until their own document carries them out.
    """

    plan_id: int
    category: Category
    stage: int
    giver: str
    taker: str
    posts: int
    due: date
    since: date | None = None
    doc_no: str | None = None
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class TurnoverGrant:
    """Posts lent to a unit out of the county's reserve (周转编制): used by it, not owned.

    Used from ``since`` to ``until``, both included, by document ``doc_no``; ``situation`` is why a
    unit without vacancies may have them. ``returned`` is the day they came back, by
    ``return_doc_no``; until then they are in use even where the term is over.
    """

    township_id: int
    category: Category
    count: int
    purpose: str
    situation: str
    since: date
    until: date
    doc_no: str
    returned: date | None = None
    return_doc_no: str | None = None
    id: int | None = None
    row_version: int = 0

    def in_use(self, on: date) -> bool:
        """Tell whether the posts are out on a day; those of a term that is over still are."""
        return self.since <= on and (self.returned is None or on < self.returned)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of the 编制调剂台账 with the names its plan had, and the plan's title."""

    entry: TransferEntry
    giver: str
    taker: str
    plan: str
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A line of the 周转编制使用台账 with the unit's name and code."""

    grant: TurnoverGrant
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Pool:
    """The 周转编制 of one category on a day: what the county holds, and what is lent out."""

    category: Category
    posts: int
    in_use: int

    @property
    def free(self) -> int:
        """What may still be lent."""
        return self.posts - self.in_use
