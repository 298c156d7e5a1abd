"""Performance evaluation as it is entered: contests, their indicators, marks, ballots.

One shape serves all directions: a contest rates *entrants*, known by ``subject`` (a township's
division code, a department's or a community's name). What follows from the entries (scores, ranks,
grades) is derived, see :mod:`townoffice.records.ranking`, until the contest is closed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from townoffice.records.cited import Cite
from townoffice.records.township import KindGroup


class ContestKind(StrEnum):
    """Who is rated (S0 四（四））."""

    TOWNSHIPS = "townships"
    """The county rates its townships and subdistricts."""
    DEPARTMENTS = "departments"
    """Townships (and others) rate county departments and dispatched agencies: 反向评价."""
    COMMUNITIES = "communities"
    """A township rates its communities and villages."""

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _CONTESTS[self]


_CONTESTS = {
    ContestKind.TOWNSHIPS: "乡镇（街道）考核",
    ContestKind.DEPARTMENTS: "部门反向评价",
    ContestKind.COMMUNITIES: "社区（村）评价",
}


class Scoring(StrEnum):
    """How a mark becomes a score (``domain.md`` §6.2); the figures stand in the indicator."""

    DIRECT = "direct"
    COMPLETION = "completion"
    REVERSE_COMPLETION = "reverse_completion"
    RANK = "rank"
    EFFICACY = "efficacy"
    BANDS = "bands"
    DEDUCTION = "deduction"
    BALLOT = "ballot"
    STANDARD = "standard"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _SCORINGS[self]


_SCORINGS = {
    Scoring.DIRECT: "评分",
    Scoring.COMPLETION: "完成率",
    Scoring.REVERSE_COMPLETION: "负向完成率",
    Scoring.RANK: "排名赋分",
    Scoring.EFFICACY: "功效系数",
    Scoring.BANDS: "区间等级",
    Scoring.DEDUCTION: "扣分",
    Scoring.BALLOT: "票决满意度",
    Scoring.STANDARD: "标准分",
}


@dataclass(frozen=True, slots=True)
class Contest:
    """One evaluation of one year.

    ``template`` is the id of what its indicators were taken from. ``closed_at`` with
    ``plan_id`` (the frozen result) once it is closed; ``reopened_for`` is why it was opened again.
    """

    kind: ContestKind
    year: int
    title: str
    template: str | None = None
    closed_at: datetime | None = None
    plan_id: int | None = None
    reopened_for: str | None = None
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class AssessmentIndicator:
    """One indicator of a contest, for one group of entrants.

    ``weight`` are its points (分值); those of a group add up to 100, those of a ``section`` are the
    section's. ``figures`` are the numbers of its method by name (``target``, ``cap``, ``low``,
    ``high``, ``best``, ``worst``, ``full``), for :attr:`Scoring.BANDS` lower bounds or words with
    points, for :attr:`Scoring.BALLOT` options with their weights. ``source`` is the department
    that reports it. ``lower_is_better`` turns rank, efficacy and standard scores round.
    """

    contest_id: int
    group: str
    section: str
    name: str
    weight: Decimal
    scoring: Scoring
    place: int
    figures: tuple[tuple[str, Decimal], ...] = ()
    lower_is_better: bool = False
    unit: str = ""
    source: str | None = None
    note: str | None = None
    inferred: bool = False
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class IndicatorTemplate:
    """The indicators of one group of entrants as a policy pack has them, to start a contest from.

    One ``id`` may come in versions, one a ``year``. ``units`` are the units the group is for in a
    contest of townships, None elsewhere. The ``indicators`` belong to no contest yet
    (``contest_id`` 0); ``cites`` and ``note`` say where they are from.
    """

    id: str
    title: str
    year: int
    kind: ContestKind
    group: str
    units: KindGroup | None
    indicators: tuple[AssessmentIndicator, ...]
    cites: tuple[Cite, ...] = ()
    note: str = ""
    pack_id: str = ""

    @property
    def inferred(self) -> bool:
        """Tell whether any of it is only inferred (推定)."""
        return any(indicator.inferred for indicator in self.indicators)


@dataclass(frozen=True, slots=True)
class Entrant:
    """One that is rated: its ``group`` ranks apart; ``difficulty`` multiplies its score."""

    contest_id: int
    subject: str
    name: str
    group: str
    difficulty: Decimal | None = None
    place: int = 0
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """What was entered for one entrant under one indicator; no record or no value is missing.

    ``value`` in the indicator's unit (a figure, a score, a sum of deductions), or ``option`` a word
    of :attr:`Scoring.BANDS` that knows words; ``target`` where the entrant has its own. ``scorer``
    entered it on the sheet it came from, ``evidence`` names papers.
    """

    contest_id: int
    indicator_id: int
    subject: str
    value: Decimal | None
    target: Decimal | None = None
    note: str | None = None
    evidence: str | None = None
    scorer: str | None = None
    option: str | None = None
    id: int | None = None
    row_version: int = 0


class AdjustmentKind(StrEnum):
    """What moves a total besides the indicators."""

    BONUS = "bonus"
    DEDUCTION = "deduction"
    VETO = "veto"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return {"bonus": "加分", "deduction": "扣分", "veto": "一票否决"}[self.value]


class IssuerLevel(StrEnum):
    """Whose document a veto rests on; only these two may set one (S1, S4)."""

    CENTRAL = "中央"
    PROVINCE = "省"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Bonus, deduction (``points`` > 0 in both) or veto of one entrant, with its reason.

    A veto has no points but ``level`` and ``doc_no``.
    """

    contest_id: int
    subject: str
    kind: AdjustmentKind
    points: Decimal | None
    reason: str
    level: IssuerLevel | None = None
    doc_no: str | None = None
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class Ballot:
    """Votes counted in for one entrant: ``count`` papers that say the same.

    ``indicator_id`` for a satisfaction indicator, None in a reverse evaluation. ``voter_group``
    (群众, 乡镇, 社区, 两代表一委员) has its weight in the contest's voter groups; ``voter`` names
    who rated where it is signed, empty where secret. Either ``option`` (满意) or ``points``
    (1–100), under ``dimension`` (empty: as a whole).
    """

    contest_id: int
    subject: str
    voter_group: str
    voter: str
    dimension: str
    option: str | None
    points: Decimal | None
    count: int
    indicator_id: int | None = None
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class VoterGroup:
    """A group of voters of a contest and its weight (those of a contest add up to 100)."""

    contest_id: int
    name: str
    weight: Decimal
    place: int = 0
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class GradeDecision:
    """A tie at the cut of 优秀, decided by a person: ``chosen`` of the tied keep the grade."""

    contest_id: int
    group: str
    tied: tuple[str, ...]
    chosen: tuple[str, ...]
    reason: str
    doc_no: str | None = None
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The yearly appraisal of a unit's people (年度考核, S4.5).

    ``staff`` took part, ``excellent`` were rated 优秀.
    """

    township_id: int
    year: int
    staff: int
    excellent: int | None = None
    doc_no: str | None = None
    since: date | None = None
    id: int | None = None
    row_version: int = 0
