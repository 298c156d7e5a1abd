"""What an evaluation comes to: scores, totals, ranks, grades, and what is still missing.

Derived from :mod:`townoffice.records.evaluation` and the policy values in force, exact to the last
digit, and stored as the result of a plan once the contest is closed: everything a table, a ranking
or an explanation needs stands in :class:`EvaluationResult` alone. Points are of the contest's 100.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from townoffice.records.cited import CitedValue
from townoffice.records.evaluation import Adjustment, AssessmentIndicator, ContestKind
from townoffice.records.township import County


class Grade(StrEnum):
    """The grade of an entrant, the best first."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return _GRADES[self]


_GRADES = {
    Grade.EXCELLENT: "优秀",
    Grade.GOOD: "良好",
    Grade.FAIR: "一般",
    Grade.POOR: "较差",
}


class Capped(StrEnum):
    """Why a grade is not the one of the score."""

    QUOTA = "quota"
    """Above the line of 优秀, but its seats are taken."""
    TIE = "tie"
    """Tied at the last seat of 优秀 and not decided: the grade is open."""
    DECISION = "decision"
    """Tied at the last seat, and another was chosen."""
    VETO = "veto"
    """一票否决."""

    @property
    def label(self) -> str:
        """The Chinese words."""
        return _CAPPED[self]


_CAPPED = {
    Capped.QUOTA: "优秀名额已满",
    Capped.TIE: "并列待定",
    Capped.DECISION: "并列，经研究未列优秀",
    Capped.VETO: "一票否决",
}


@dataclass(frozen=True, slots=True)
class VoteCount:
    """``papers`` that say ``option``, each worth ``points`` (0–100); None: not counted (不了解)."""

    option: str
    papers: int
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class VoterTally:
    """What one group of voters said of one entrant, under one dimension (empty: as a whole).

    ``group`` is empty where the contest tells no groups apart; ``weight`` is the group's, in %.
    ``votes`` are its papers by option, or by points written as a figure. ``mean`` (0–100) is over
    the papers that count, None where none does.
    """

    group: str
    weight: Decimal
    dimension: str
    votes: tuple[VoteCount, ...]
    mean: Fraction | None

    @property
    def papers(self) -> int:
        """All papers."""
        return sum(vote.papers for vote in self.votes)

    @property
    def valid(self) -> int:
        """The papers that count."""
        return sum(vote.papers for vote in self.votes if vote.points is not None)


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One entrant under one indicator (``indicator_id``; its definition stands in the group).

    ``value`` and ``target`` as used, ``option`` the word of a grade. ``score`` is of 100,
    ``points`` of the indicator's weight; both None where ``missing`` says in Chinese what is
    missing or wrong. ``inputs`` are the other figures the method took, by name: ``rank``,
    ``peers``, ``low``, ``high``, ``mean``, ``deviation``, ``cap``, ``full``, ``best``, ``worst``,
    ``bound``. ``tallies`` are the votes of a satisfaction indicator.
    """

    indicator_id: int
    value: Decimal | None
    score: Fraction | None
    points: Fraction | None
    missing: str = ""
    target: Decimal | None = None
    option: str | None = None
    inputs: tuple[tuple[str, Fraction], ...] = ()
    tallies: tuple[VoterTally, ...] = ()

    def given(self, name: str) -> Fraction | None:
        """Give one of the inputs."""
        return next((figure for key, figure in self.inputs if key == name), None)


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One section's points of its full ``weight``; None where one of its indicators is missing."""

    name: str
    weight: Decimal
    points: Fraction | None

    @property
    def score(self) -> Fraction | None:
        """The section's score of 100."""
        if self.points is None or not self.weight:
            return None
        return self.points * 100 / Fraction(self.weight)


@dataclass(frozen=True, slots=True)
class ProcessScore:
    """What the answers to calls (吹哨报到) come to: ``score`` of 100 over ``calls`` of them."""

    subject: str
    score: Fraction
    calls: int


@dataclass(frozen=True, slots=True)
class ReverseScore:
    """How a reverse evaluation goes on from its points, and what it is worth for the department.

    ``ballots`` is Σ points of the indicators (of 100); ``process`` joins it with ``process_share``
    (0…1) where there are calls. ``worth`` = total · ``weight`` (0…1): the points it brings into the
    department's own yearly assessment of 100.
    """

    ballots: Fraction | None
    process: ProcessScore | None
    process_share: Fraction
    weight: Fraction
    worth: Fraction | None


@dataclass(frozen=True, slots=True)
class EntrantScore:
    """One that was rated.

    ``base`` is Σ points (in a reverse evaluation joined with the process), times ``difficulty``
    where it has one; ``bonus`` and ``deduction`` are what was entered, ``…_counted`` what is left
    of it under its maximum. ``total`` = base + bonus − deduction, None while anything is
    ``missing`` (named in Chinese); then ``so_far`` is the sum of what there is, for progress only.
    ``rank`` within the group among those with a total (1, 2, 2, 4). ``by_score`` is the grade of
    the total alone, ``grade`` the one that holds, None while open; ``capped`` why they differ.
    ``next_grade`` and ``distance``: the next better line and how many points are missing to it,
    None at the top; ``near``: hardly any. ``vetoed``: a veto holds, whatever it changes.
    """

    subject: str
    name: str
    group: str
    indicators: tuple[IndicatorScore, ...]
    sections: tuple[SectionScore, ...]
    adjustments: tuple[Adjustment, ...]
    difficulty: Decimal | None
    base: Fraction | None
    bonus: Fraction
    bonus_counted: Fraction
    deduction: Fraction
    deduction_counted: Fraction
    so_far: Fraction
    total: Fraction | None
    missing: tuple[str, ...] = ()
    rank: int | None = None
    by_score: Grade | None = None
    grade: Grade | None = None
    capped: Capped | None = None
    next_grade: Grade | None = None
    distance: Fraction | None = None
    near: bool = False
    vetoed: bool = False
    reverse: ReverseScore | None = None


@dataclass(frozen=True, slots=True)
class CutTie:
    """Equal totals at the last ``seats`` of 优秀 among ``tied`` (subjects).

    ``chosen`` keep the grade; ``settled_by`` is the reason of the person who decided (with the
    document, if any), empty while it is open. The program never decides it.
    """

    tied: tuple[str, ...]
    seats: int
    chosen: tuple[str, ...] = ()
    settled_by: str = ""


@dataclass(frozen=True, slots=True)
class GroupResult:
    """One group that ranks apart.

    ``size`` entrants, of whom ``unranked`` (subjects) have no total yet: then ranks and grades are
    provisional. ``seats`` = ⌊quota · size⌋, at least 1; ``lines`` are the lower bounds (inclusive)
    of the grades, best first; ``order`` the subjects from the best down, the unranked last.
    """

    name: str
    indicators: tuple[AssessmentIndicator, ...]
    size: int
    quota: Fraction
    seats: int
    lines: tuple[tuple[Grade, Fraction], ...]
    order: tuple[str, ...]
    unranked: tuple[str, ...] = ()
    tie: CutTie | None = None

    @property
    def weight(self) -> Decimal:
        """The full marks of the group's indicators: 100 where they add up."""
        return sum((one.weight for one in self.indicators), Decimal(0))


@dataclass(frozen=True, slots=True)
class EvaluationResult:
    """A whole contest, calculated: enough to rank, print and explain it in ten years.

    ``entrants`` group by group, the best first. ``parameters`` are the policy values used, with
    their state; ``on`` is the day they were looked up for; ``adoption`` says by which document the
    county adopted them, as printed.
    """

    county: County
    contest_id: int
    kind: ContestKind
    year: int
    title: str
    on: date
    groups: tuple[GroupResult, ...]
    entrants: tuple[EntrantScore, ...]
    parameters: tuple[CitedValue, ...]
    book_version: int
    adoption: str = ""

    @property
    def complete(self) -> bool:
        """Tell whether every entrant has a total and every tie at a cut is settled."""
        return not any(
            group.unranked or (group.tie is not None and not group.tie.settled_by)
            for group in self.groups
        )

    @property
    def inferred(self) -> tuple[str, ...]:
        """The Chinese names of what is only inferred (推定) among values and indicators."""
        values = (value.label for value in self.parameters if value.inferred)
        weights = (
            f"{group.name}指标及分值"
            for group in self.groups
            if any(one.inferred for one in group.indicators)
        )
        return tuple(dict.fromkeys((*values, *weights)))

    def entrant(self, subject: str) -> EntrantScore | None:
        """Give one entrant."""
        return next((one for one in self.entrants if one.subject == subject), None)

    def group(self, name: str) -> GroupResult | None:
        """Give one group."""
        return next((one for one in self.groups if one.name == name), None)


@dataclass(frozen=True, slots=True)
class ExcellentQuota:
    """How many of a unit's people may be rated 优秀 (S4.5).

    ``staff`` took part, ``most`` = share · staff rounded as the policy says; ``excellent`` were
    rated, None: not reported.
    """

    staff: int
    share: Fraction
    rounding: str
    most: int
    excellent: int | None = None

    @property
    def over(self) -> int:
        """How many too many."""
        return max(0, (self.excellent or 0) - self.most)
