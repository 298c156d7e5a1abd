"""The institutions of a unit, their name plates, and how each came to be (沿革).

An institution is known by its ``number``, which it keeps for life; every :class:`Institution` is
what one document made of it, from ``valid_from`` to ``valid_to``. The records of one number, in
their order, are its history, and the register of any day is the records valid on it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from townoffice.records.figures import Category


class InstitutionKind(StrEnum):
    """What an institution is (``domain.md`` §4): the three kinds a limit is set for.

    Dispatched agencies and the four platforms are no institutions of the unit and have records of
    their own (:mod:`townoffice.records.agencies`).
    """

    PARTY_GOV_OFFICE = "party_gov_office"
    ENFORCEMENT_BODY = "enforcement_body"
    PUBLIC_INSTITUTION = "public_institution"
    EXEMPT = "exempt"
    """人大、政协、群团、武装部: listed, not counted (S4: 按有关规定执行)."""

    @property
    def label(self) -> str:
        """The Chinese name as tables have it."""
        return _KINDS[self]


_KINDS = {
    InstitutionKind.PARTY_GOV_OFFICE: "党政机构",
    InstitutionKind.ENFORCEMENT_BODY: "执法队伍",
    InstitutionKind.PUBLIC_INSTITUTION: "事业单位",
    InstitutionKind.EXEMPT: "不计入机构数",
}


class Module(StrEnum):
    """The four functional modules (S2 五)."""

    PARTY_AFFAIRS = "party_affairs"
    ECONOMY = "economy"
    SERVICE = "service"
    GOVERNANCE = "governance"

    @property
    def label(self) -> str:
        """The Chinese name as the seed has it."""
        return _MODULES[self]


_MODULES = {
    Module.PARTY_AFFAIRS: "党政综合服务",
    Module.ECONOMY: "经济发展",
    Module.SERVICE: "便民服务",
    Module.GOVERNANCE: "社会治理",
}


class Origin(StrEnum):
    """What made an institution what it is from a day on."""

    LISTED = "listed"
    """Taken from a list; how it was founded is not on file."""
    FOUNDED = "founded"
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"
    """It belongs to another unit now."""
    CHANGED = "changed"
    """Its posts, kind or standing were set anew."""

    @property
    def label(self) -> str:
        """The Chinese word of the 沿革表."""
        return _ORIGINS[self]


_ORIGINS = {
    Origin.LISTED: "登记",
    Origin.FOUNDED: "设立",
    Origin.RENAMED: "更名",
    Origin.MERGED: "合并设立",
    Origin.SPLIT: "分设",
    Origin.MOVED: "划转",
    Origin.CHANGED: "调整",
}


class Ending(StrEnum):
    """How an institution, or one state of it, ended."""

    CLOSED = "closed"
    MERGED = "merged"
    SPLIT = "split"
    REPLACED = "replaced"
    """The next record of the same number goes on."""

    @property
    def label(self) -> str:
        """The Chinese word of the 沿革表."""
        return _ENDINGS[self]


_ENDINGS = {
    Ending.CLOSED: "撤销",
    Ending.MERGED: "并入",
    Ending.SPLIT: "拆分",
    Ending.REPLACED: "变更",
}


class HeadHeldBy(StrEnum):
    """Who heads an institution (S4 二（二）2)."""

    LEADER = "leader"
    """A leader of the unit besides (由镇领导副职兼任)."""
    OWN = "own"
    """Somebody of its own."""

    @property
    def label(self) -> str:
        """The Chinese words of lists."""
        return "由镇领导副职兼任" if self is HeadHeldBy.LEADER else "专任"


@dataclass(frozen=True, slots=True)
class Institution:
    """One institution as one document has it, from ``valid_from`` to ``valid_to``, both included.

    ``doc_no`` made this state, ``end_doc_no`` ended it; ``predecessors`` are the numbers it came
    from when merged or split. ``category`` is the kind of posts it uses, ``authorized`` and
    ``actual`` how many it has and how many people; None: not broken down to it. ``head`` is a
    name, None vacant or not on file; ``deputies`` how many deputy heads are in place. ``level`` is
    its rank in the words of lists (副科). ``place`` orders the institutions of a unit.
    """

    number: int
    township_id: int
    kind: InstitutionKind
    name: str
    place: int
    category: Category | None = None
    authorized: int | None = None
    actual: int | None = None
    level: str | None = None
    head: str | None = None
    head_held_by: HeadHeldBy | None = None
    deputies: int | None = None
    duties: str | None = None
    module: Module | None = None
    origin: Origin = Origin.LISTED
    predecessors: tuple[int, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    doc_no: str | None = None
    ending: Ending | None = None
    end_doc_no: str | None = None
    id: int | None = None
    row_version: int = 0

    def exists(self, on: date) -> bool:
        """Tell whether this state holds on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Nameplate:
    """A name plate (加挂牌子) on an institution's door; it counts as no institution.

    ``host`` is the number of its institution, None: the list named none, which is found by the
    check. ``doc_no`` allowed it. On the door from ``valid_from`` to ``valid_to``, both included.
    """

    township_id: int
    host: int | None
    name: str
    doc_no: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    end_doc_no: str | None = None
    id: int | None = None
    row_version: int = 0

    def exists(self, on: date) -> bool:
        """Tell whether it hangs on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )
