"""What stands beside the institutions of a unit: agencies, enforcement, platforms, rights."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from townoffice.records.institutions import Module


class Party(StrEnum):
    """Who does something for a dispatched agency."""

    UNIT = "unit"
    DEPARTMENT = "department"
    BOTH = "both"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return _PARTIES[self]


_PARTIES = {Party.UNIT: "乡镇（街道）", Party.DEPARTMENT: "主管部门", Party.BOTH: "双重"}


class AgencyKind(StrEnum):
    """Agencies the two lists of exceptions name (S2 三); every other one is ``other``."""

    COURT = "court"
    PROCURATORATE = "procuratorate"
    JUSTICE = "justice"
    POLICE = "police"
    MARKET = "market"
    NATURAL_RESOURCES = "natural_resources"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _AGENCIES[self]


_AGENCIES = {
    AgencyKind.COURT: "法庭",
    AgencyKind.PROCURATORATE: "检察室",
    AgencyKind.JUSTICE: "司法所",
    AgencyKind.POLICE: "派出所",
    AgencyKind.MARKET: "市场监管所",
    AgencyKind.NATURAL_RESOURCES: "自然资源所",
    AgencyKind.OTHER: "其他",
}


@dataclass(frozen=True, slots=True)
class Agency:
    """A dispatched agency (派驻机构) in a unit, from ``valid_from`` to ``valid_to``.

    ``owner`` is the county department it belongs to. ``devolved``: handed to the unit by
    ``doc_no``. Who manages it day by day, assesses it, pays its performance bonus: None is not on
    file. ``head_since`` and ``opinion_doc_no``: since when its head is in office, and the unit's
    written opinion on the appointment (干部任免书面意见). ``preference`` are measures in favour of
    its staff, in words (S2 三：职称评定、绩效考核倾斜). ``staff`` people work there.
    """

    township_id: int
    kind: AgencyKind
    name: str
    owner: str
    devolved: bool = False
    manages: Party | None = None
    assesses: Party | None = None
    pays: Party | None = None
    staff: int | None = None
    head: str | None = None
    head_since: date | None = None
    opinion_doc_no: str | None = None
    preference: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    doc_no: str | None = None
    id: int | None = None
    row_version: int = 0

    def exists(self, on: date) -> bool:
        """Tell whether it is there on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


class Arrangement(StrEnum):
    """How enforcement stations are laid out (S2 四): one for each unit, or one for an area."""

    ONE_TO_ONE = "one_to_one"
    AREA = "area"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return "一对一（合署办公）" if self is Arrangement.ONE_TO_ONE else "按片区派驻"


@dataclass(frozen=True, slots=True)
class Enforcement:
    """A unit's enforcement in one year (S2.10, S3.3): people at its end, work during it.

    ``officers`` of which ``certified`` hold a certificate (执法证); ``city_officers`` are the
    城管执法人员 a subdistrict is measured by; ``auxiliary`` are kept apart and never counted
    among them. ``cases`` the unit's own, ``joint_cases`` with agencies; ``trained`` person-times.
    """

    township_id: int
    year: int
    officers: int | None = None
    certified: int | None = None
    city_officers: int | None = None
    auxiliary: int | None = None
    arrangement: Arrangement | None = None
    cases: int | None = None
    joint_cases: int | None = None
    trained: int | None = None
    id: int | None = None
    row_version: int = 0


class PlatformKind(StrEnum):
    """The four platforms (S0 四（五）)."""

    ORDER = "order"
    MARKET = "market"
    ENFORCEMENT = "enforcement"
    SERVICE = "service"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _PLATFORMS[self]


_PLATFORMS = {
    PlatformKind.ORDER: "综治工作平台",
    PlatformKind.MARKET: "市场监管平台",
    PlatformKind.ENFORCEMENT: "综合执法平台",
    PlatformKind.SERVICE: "便民服务平台",
}


@dataclass(frozen=True, slots=True)
class Platform:
    """One of the four platforms of a unit: its people and the systems it is linked with.

    ``grids`` and ``grid_staff`` are filled for 综治 (S3, S4: 网格、综治中心).
    """

    township_id: int
    kind: PlatformKind
    staff: int | None = None
    systems: str | None = None
    grids: int | None = None
    grid_staff: int | None = None
    valid_from: date | None = None
    doc_no: str | None = None
    id: int | None = None
    row_version: int = 0


class Right(StrEnum):
    """The rights granted to a unit (S0 四（二）; S3 names four of the same)."""

    ASSESS_HEADS = "assess_heads"
    CONSENT = "consent"
    PLANNING = "planning"
    MANAGEMENT = "management"
    SUGGESTION = "suggestion"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _RIGHTS[self]


_RIGHTS = {
    Right.ASSESS_HEADS: "派驻机构负责人人事考核权",
    Right.CONSENT: "派驻机构负责人任免征得同意权",
    Right.PLANNING: "规划参与权",
    Right.MANAGEMENT: "综合管理权",
    Right.SUGGESTION: "重大决策和重大项目建议权",
}


@dataclass(frozen=True, slots=True)
class RightGrant:
    """A right granted to a unit by a document."""

    township_id: int
    right: Right
    since: date
    doc_no: str
    id: int | None = None
    row_version: int = 0


class Opinion(StrEnum):
    """What a unit said when it used a right."""

    CONSENT = "同意"
    DISSENT = "不同意"
    COMMENT = "意见"
    SUGGESTION = "建议"


@dataclass(frozen=True, slots=True)
class RightUse:
    """A right used: on which matter, what the unit said, by which document, and what came of it."""

    township_id: int
    right: Right
    used_on: date
    matter: str
    opinion: Opinion
    doc_no: str
    outcome: str | None = None
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class ModuleLeader:
    """The leader who heads a module of a unit besides (S2 五), and the posts open to all staff."""

    township_id: int
    module: Module
    person: str
    open_posts: int | None = None
    since: date | None = None
    until: date | None = None
    doc_no: str | None = None
    id: int | None = None
    row_version: int = 0
