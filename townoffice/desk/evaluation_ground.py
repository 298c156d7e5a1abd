"""A contest as it stands in the book, read once: what pages, checks and calculations work on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeAlias

from townoffice.book import Book
from townoffice.desk.appointment_opinions import appointment_opinions
from townoffice.desk.policies import policies_of
from townoffice.evaluation import EvaluationRule, evaluation_rule
from townoffice.feedback import BadChoice, NotFound, OfficeError
from townoffice.policy import Policies
from townoffice.records import (
    Adjustment,
    AssessmentIndicator,
    Ballot,
    Contest,
    ContestKind,
    County,
    Entrant,
    EvaluationResult,
    GradeDecision,
    KindGroup,
    Mark,
    Plan,
    VoterGroup,
)

__all__ = [
    "TOPIC",
    "ContestGround",
    "PaperKey",
    "contest_of",
    "contests",
    "entrant_of",
    "ground",
    "paper_key",
    "required",
    "writable",
]

TOPIC = "evaluation"


PaperKey: TypeAlias = tuple[str, int | None, str, str, str, str | None]
"""What tells papers apart: entrant, indicator, group of voters, voter, dimension, option."""


def paper_key(ballot: Ballot) -> PaperKey:
    """Give what tells a paper from all others."""
    return (
        ballot.subject,
        ballot.indicator_id,
        ballot.voter_group,
        ballot.voter,
        ballot.dimension,
        ballot.option,
    )


@dataclass(frozen=True)
class ContestGround:
    """One contest as read: nothing of it moves, and no book is needed to calculate it again.

    ``plan`` is the frozen result of a closed contest, ``earlier`` the newest closed contest of the
    same kind of an earlier year; ``groups`` are the kinds of unit whose policies count. ``rule`` is
    what the policies in force say; None where the county adopted none: ``ruleless`` tells why.
    ``opinions`` are those on appointments, by department (:mod:`.appointment_opinions`).
    """

    county: County
    contest: Contest
    indicators: tuple[AssessmentIndicator, ...]
    entrants: tuple[Entrant, ...]
    marks: tuple[Mark, ...]
    adjustments: tuple[Adjustment, ...]
    ballots: tuple[Ballot, ...]
    voter_groups: tuple[VoterGroup, ...]
    decisions: tuple[GradeDecision, ...]
    policies: Policies
    groups: frozenset[KindGroup]
    rule: EvaluationRule | None
    ruleless: str
    book_version: int
    plan: Plan | None = None
    earlier: EvaluationResult | None = None
    opinions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """The day whose policies count: the last of the contest's year."""
        return date(self.contest.year, 12, 31)

    @property
    def closed(self) -> bool:
        """Tell whether the contest is closed."""
        return self.contest.closed_at is not None

    @cached_property
    def group_names(self) -> tuple[str, ...]:
        """The groups that rank apart, in the order of their entrants."""
        return tuple(dict.fromkeys(one.group for one in self.entrants))

    @cached_property
    def _marks(self) -> Mapping[tuple[int, str], Mark]:
        return {(one.indicator_id, one.subject): one for one in self.marks}

    @cached_property
    def _indicators(self) -> Mapping[int | None, AssessmentIndicator]:
        return {one.id: one for one in self.indicators}

    @cached_property
    def _entrants(self) -> Mapping[str, Entrant]:
        return {one.subject: one for one in self.entrants}

    @cached_property
    def _ballots(self) -> Mapping[str, tuple[Ballot, ...]]:
        found: dict[str, list[Ballot]] = {}
        for one in self.ballots:
            found.setdefault(one.subject, []).append(one)
        return {subject: tuple(papers) for subject, papers in found.items()}

    @cached_property
    def papers(self) -> Mapping[PaperKey, tuple[Ballot, ...]]:
        """The papers by what tells them apart."""
        found: dict[PaperKey, list[Ballot]] = {}
        for one in self.ballots:
            found.setdefault(paper_key(one), []).append(one)
        return {key: tuple(papers) for key, papers in found.items()}

    def mark(self, indicator_id: int, subject: str) -> Mark | None:
        """Give what was entered, if anything was."""
        return self._marks.get((indicator_id, subject))

    def indicator(self, indicator_id: int) -> AssessmentIndicator | None:
        """Give an indicator."""
        return self._indicators.get(indicator_id)

    def entrant(self, subject: str) -> Entrant | None:
        """Give an entrant."""
        return self._entrants.get(subject)

    def ballots_of(self, subject: str) -> tuple[Ballot, ...]:
        """Give the papers about an entrant."""
        return self._ballots.get(subject, ())

    def of_group(self, group: str) -> tuple[AssessmentIndicator, ...]:
        """Give the indicators of a group in their order."""
        return tuple(one for one in self.indicators if one.group == group)


def contests(book: Book) -> tuple[Contest, ...]:
    """List the contests, the newest year first, in each year in the order they were made."""
    found = book.all_of(Contest, order=("year",))
    return tuple(sorted(found, key=lambda one: -one.year))


def contest_of(book: Book, contest_id: int | None = None) -> Contest:
    """Give a contest; None: the newest that rates townships, else the newest of all.

    :raises NotFound: no such contest, or none at all.
    """
    known = contests(book)
    if contest_id is None and known:
        of_units = (one for one in known if one.kind is ContestKind.TOWNSHIPS)
        return next(of_units, known[0])
    for contest in known:
        if contest.id == contest_id:
            return contest
    if contest_id is None:
        raise NotFound("台账中还没有考核", hint="请先新建一次考核")
    listed = "、".join(f"{one.id} {one.title}" for one in known)
    raise NotFound(f"没有第 {contest_id} 号考核", hint=f"台账中有：{listed or '无'}")


def writable(book: Book, contest_id: int) -> Contest:
    """Give a contest that may still be written.

    :raises BadChoice: it is closed.
    """
    contest = contest_of(book, contest_id)
    if contest.closed_at is not None:
        raise BadChoice(
            f"“{contest.title}”已办结，不能再改",
            hint="要改，请先写明理由重新打开",
        )
    return contest


def ground(book: Book, contest_id: int | None = None) -> ContestGround:
    """Read a contest (None: see :func:`contest_of`) with everything its calculation needs."""
    contest = contest_of(book, contest_id)
    number = contest.id
    assert number is not None
    entrants = book.all_of(Entrant, order=("place",), contest_id=number)
    policies, groups = policies_of(book), _groups(book, entrants)
    rule, ruleless = _rule(policies, date(contest.year, 12, 31), groups)
    return ContestGround(
        county=book.county,
        contest=contest,
        indicators=book.all_of(AssessmentIndicator, order=("place",), contest_id=number),
        entrants=entrants,
        marks=book.all_of(Mark, contest_id=number),
        adjustments=book.all_of(Adjustment, contest_id=number),
        ballots=book.all_of(Ballot, contest_id=number),
        voter_groups=book.all_of(VoterGroup, order=("place",), contest_id=number),
        decisions=book.all_of(GradeDecision, contest_id=number),
        policies=policies,
        groups=groups,
        rule=rule,
        ruleless=ruleless,
        book_version=book.version,
        plan=None if contest.plan_id is None else book.plan(contest.plan_id),
        earlier=_earlier(book, contest),
        opinions=_opinions(book, contest, entrants),
    )


def _opinions(
    book: Book, contest: Contest, entrants: Iterable[Entrant]
) -> Mapping[str, tuple[str, ...]]:
    if contest.kind is not ContestKind.DEPARTMENTS:
        return {}
    subjects = [entrant.subject for entrant in entrants]
    return appointment_opinions(book, subjects, date(contest.year, 12, 31))


def _rule(
    policies: Policies, on: date, groups: frozenset[KindGroup]
) -> tuple[EvaluationRule | None, str]:
    """Look the rules up; a county that adopted none can still enter marks."""
    try:
        return evaluation_rule(policies, on, groups), ""
    except OfficeError as error:
        return None, str(error)


def _groups(book: Book, entrants: Iterable[Entrant]) -> frozenset[KindGroup]:
    """Give the kinds of unit that are rated; both where departments or communities are."""
    kinds = {unit.code: unit.kind.group for unit in book.townships()}
    return frozenset(kinds[e.subject] for e in entrants if e.subject in kinds) or frozenset(
        KindGroup
    )


def _earlier(book: Book, contest: Contest) -> EvaluationResult | None:
    """Find the result to compare with: the newest closed contest of the kind, years before."""
    for other in contests(book):
        if other.year < contest.year and other.kind is contest.kind and other.plan_id is not None:
            found = book.plan(other.plan_id).result
            return found if isinstance(found, EvaluationResult) else None
    return None


def entrant_of(known: ContestGround, text: str) -> Entrant:
    """Find an entrant by its division code or name; :class:`NotFound` says who is rated."""
    wanted = text.strip()
    found = [one for one in known.entrants if wanted in {one.subject, one.name}]
    if len(found) == 1:
        return found[0]
    near = [one.name for one in known.entrants if wanted and wanted in one.name][:5]
    hint = f"是不是 {'、'.join(near)}" if near else "请核对名称"
    raise NotFound(f"“{known.contest.title}”的考核对象中没有“{wanted}”", hint=hint)


def required(text: str | None, what: str, example: str) -> str:
    """Give a text that must not be empty; :class:`BadChoice` names it with an example."""
    if text is None or not text.strip():
        raise BadChoice(f"须写明{what}", hint=f"如 {example}")
    return text.strip()
