"""The leadership of a unit: its posts, who sits in them, and how many the structure wants."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LeaderPost(StrEnum):
    """The leadership posts of a unit, the highest first (``domain.md`` §2.2).

    Of several posts one person holds, the first in this order is the person's own (主要职务), the
    others are held besides (兼任).
    """

    SECRETARY = "secretary"
    HEAD = "head"
    CONGRESS = "congress"
    DEPUTY_SECRETARY = "deputy_secretary"
    DISCIPLINE = "discipline"
    ORGANIZATION = "organization"
    PUBLICITY = "publicity"
    POLITICS_LAW = "politics_law"
    ARMED_FORCES = "armed_forces"
    DEPUTY_HEAD = "deputy_head"

    @property
    def label(self) -> str:
        """The Chinese name as printed on tables, for towns and subdistricts alike."""
        return _LABELS[self]


_LABELS = {
    LeaderPost.SECRETARY: "党（工）委书记",
    LeaderPost.HEAD: "乡镇长（主任）",
    LeaderPost.CONGRESS: "人大主席（工委主任）",
    LeaderPost.DEPUTY_SECRETARY: "专职副书记",
    LeaderPost.DISCIPLINE: "纪（工）委书记",
    LeaderPost.ORGANIZATION: "组织委员",
    LeaderPost.PUBLICITY: "宣传（统战）委员",
    LeaderPost.POLITICS_LAW: "政法委员",
    LeaderPost.ARMED_FORCES: "武装部长",
    LeaderPost.DEPUTY_HEAD: "副乡镇长（副主任）",
}


@dataclass(frozen=True, slots=True)
class LeadershipSeat:
    """One post one person holds in one unit, from ``since`` to ``until``, both days included.

    ``title`` are the words of the list. ``listed`` is the day of the first list that named it:
    for days before it the book knows no list and does not guess who else sat there.
    """

    township_id: int
    person: str
    post: LeaderPost
    title: str
    since: date
    listed: date
    until: date | None = None
    doc_no: str | None = None
    id: int | None = None
    row_version: int = 0

    def held(self, on: date) -> bool:
        """Tell whether the seat is held on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class PostCount:
    """How one post of a unit is filled.

    ``due`` persons by the structure (None: no structure applies), ``held`` by so many persons, for
    ``besides`` of whom it is not their own post (兼任).
    """

    post: LeaderPost
    due: int | None
    held: int
    besides: int


def persons_in(seats: Iterable[LeadershipSeat]) -> int:
    """Count persons, not titles: who holds several posts counts once (交叉任职、兼任只计一次)."""
    return len({seat.person for seat in seats})
