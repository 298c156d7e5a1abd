"""The tab 考核评价: a contest calculated from what was read once, and everything its page shows.

:func:`townoffice.desk.evaluation_ground.ground` reads a contest; :func:`page` is then a pure
function of it, so the ranking follows the typing. A closed contest shows its frozen result. Writing
is done by :mod:`.evaluation_contests` (contests, entrants), :mod:`.evaluation_marks`,
:mod:`.evaluation_indicators`, :mod:`.evaluation_adjustments`, :mod:`.evaluation_ballots` and
:mod:`.evaluation_closing`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from townoffice.book import Book
from townoffice.desk.evaluation_ground import (
    TOPIC,
    ContestGround,
    contest_of,
    contests,
    entrant_of,
    ground,
)
from townoffice.desk.policies import adoption_note
from townoffice.evaluation import (
    ContestEntries,
    EntryProblem,
    decision_problems,
    entry_problems,
    evaluate,
    explain_grade,
    explain_indicator,
    explain_total,
)
from townoffice.feedback import Level, NotFound, PolicyMissing
from townoffice.records import (
    AdjustmentKind,
    Capped,
    EntrantScore,
    EvaluationResult,
    Grade,
    GroupResult,
    Step,
    trimmed,
)

__all__ = [
    "ContestGround",
    "ContestPage",
    "EarlierResult",
    "EntryProblem",
    "GroupPage",
    "Missing",
    "RankingRow",
    "calculate",
    "contest_of",
    "contests",
    "entries_of",
    "explain",
    "explain_grade",
    "explain_indicator",
    "explain_total",
    "ground",
    "missing_of",
    "page",
]


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """What an entrant had in the newest closed contest before."""

    year: int
    total: Fraction | None
    rank: int | None
    grade: Grade | None


@dataclass(frozen=True, slots=True)
class RankingRow:
    """One line of the ranking: the score with all its parts, what to say, and the year before.

    ``change`` is total minus the earlier total, ``moved`` how many places up (negative: down).
    ``opinions`` are what townships said on appointments of a department rated in reverse.
    """

    score: EntrantScore
    hints: tuple[str, ...]
    earlier: EarlierResult | None = None
    opinions: tuple[str, ...] = ()

    @property
    def change(self) -> Fraction | None:
        """By how much the total moved."""
        before = self.earlier.total if self.earlier else None
        return None if before is None or self.score.total is None else self.score.total - before

    @property
    def moved(self) -> int | None:
        """By how many places it went up."""
        before = self.earlier.rank if self.earlier else None
        return None if before is None or self.score.rank is None else before - self.score.rank


@dataclass(frozen=True, slots=True)
class GroupPage:
    """One group that ranks apart: its result and its lines, the best first."""

    result: GroupResult
    rows: tuple[RankingRow, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not entered yet under one indicator, and who reports it.

    ``subjects`` and ``names`` are the entrants without a mark, ``of`` how many there shall be.
    """

    indicator_id: int
    group: str
    indicator: str
    source: str
    subjects: tuple[str, ...]
    names: tuple[str, ...]
    of: int


@dataclass(frozen=True, slots=True)
class ContestPage:
    """Everything the page shows of a contest.

    ``result`` is None where the county adopted no rules (``ruleless`` tells). ``problems`` are what
    is wrong with indicators, groups of voters and marks; ``missing`` has a line per indicator
    with gaps, ``filled`` of ``cells`` are entered.
    """

    known: ContestGround
    result: EvaluationResult | None
    groups: tuple[GroupPage, ...]
    problems: tuple[EntryProblem, ...]
    missing: tuple[Missing, ...]
    cells: int

    @property
    def filled(self) -> int:
        """How many cells of the contest are entered."""
        return self.cells - sum(len(one.subjects) for one in self.missing)

    @property
    def by_source(self) -> tuple[tuple[str, int], ...]:
        """How many cells each department still owes, the most first; empty: nobody is named."""
        owed: dict[str, int] = {}
        for one in self.missing:
            owed[one.source] = owed.get(one.source, 0) + len(one.subjects)
        return tuple(sorted(owed.items(), key=lambda pair: (-pair[1], pair[0])))

    @property
    def stops(self) -> tuple[EntryProblem, ...]:
        """What must be put right before the contest can be closed."""
        return tuple(one for one in self.problems if one.problem.level is Level.STOP)

    def row(self, subject: str) -> RankingRow | None:
        """Find a line by its entrant."""
        rows = (row for group in self.groups for row in group.rows)
        return next((row for row in rows if row.score.subject == subject), None)


def entries_of(known: ContestGround) -> ContestEntries:
    """Give a contest in the shape the calculation takes."""
    return ContestEntries(
        known.contest,
        known.indicators,
        known.entrants,
        known.marks,
        known.adjustments,
        known.ballots,
        known.voter_groups,
        known.decisions,
    )


def calculate(known: ContestGround) -> EvaluationResult:
    """Calculate a contest from its ground; a closed one gives what was frozen.

    :raises PolicyMissing: the county adopted no rules.
    """
    if known.plan is not None and known.closed:
        found = known.plan.result
        if isinstance(found, EvaluationResult):
            return found
    if known.rule is None:
        raise PolicyMissing(
            "还没有采用考核评价的政策",
            where=f"{known.contest.year} 年度",
            hint="请在“政策”里采用 evaluation-rules，或本县自己的考核办法",
        )
    note = adoption_note(known.policies, TOPIC, known.on, known.groups)
    return evaluate(entries_of(known), known.rule, known.county, known.on, known.book_version, note)


def page(known: ContestGround) -> ContestPage:
    """Give everything the page shows; no book is needed."""
    result = None if known.rule is None and not known.closed else calculate(known)
    problems: Sequence[EntryProblem] = ()
    if known.rule is not None and not known.closed:
        entries = entries_of(known)
        problems = entry_problems(entries, known.rule)
        if result is not None:
            problems = (*problems, *decision_problems(entries, result))
    missing = tuple(missing_of(known))
    groups = () if result is None else tuple(_groups(known, result))
    cells = sum(len(known.of_group(one.group)) for one in known.entrants)
    return ContestPage(known, result, groups, tuple(problems), missing, cells)


def _groups(known: ContestGround, result: EvaluationResult) -> Iterator[GroupPage]:
    scores = {one.subject: one for one in result.entrants}
    before = _earlier(known.earlier)
    for group in result.groups:
        rows = tuple(
            RankingRow(
                scores[subject],
                tuple(_hints(scores[subject], group)),
                before.get(subject),
                known.opinions.get(subject, ()),
            )
            for subject in group.order
        )
        yield GroupPage(group, rows)


def _earlier(result: EvaluationResult | None) -> Mapping[str, EarlierResult]:
    if result is None:
        return {}
    return {
        one.subject: EarlierResult(result.year, one.total, one.rank, one.grade)
        for one in result.entrants
    }


def _hints(score: EntrantScore, group: GroupResult) -> Iterator[str]:
    """Say what is special of a line: missing marks, veto, a full quota, a line just missed."""
    if score.missing:
        yield f"还缺 {len(score.missing)} 项" if len(score.missing) > 1 else f"缺{score.missing[0]}"
    for one in score.adjustments:
        if one.kind is AdjustmentKind.VETO:
            yield f"一票否决：{one.reason}"
    if score.capped is Capped.QUOTA:
        line = next((bound for grade, bound in group.lines if grade is score.by_score), None)
        yield f"过 {trimmed(line, 2)}，名额已满" if line is not None else score.capped.label
    elif score.capped is not None and score.capped is not Capped.VETO:
        yield score.capped.label
    if score.near and score.distance is not None and score.next_grade is not None:
        yield f"差 {_shortfall(score.distance)} 到{score.next_grade.label}线"


def _shortfall(distance: Fraction) -> str:
    """Write how much is missing so that it never reads 0."""
    return next(
        (text for places in (2, 3, 6) if (text := trimmed(distance, places)) != "0"),
        "不足 0.000001",
    )


def missing_of(known: ContestGround) -> Iterator[Missing]:
    """Say indicator by indicator who has neither mark nor papers yet."""
    for one in known.indicators:
        assert one.id is not None
        peers = [entrant for entrant in known.entrants if entrant.group == one.group]
        gaps = [
            entrant for entrant in peers if not _entered(known, one.id, one.name, entrant.subject)
        ]
        if gaps:
            yield Missing(
                one.id,
                one.group,
                one.name,
                one.source or "",
                tuple(entrant.subject for entrant in gaps),
                tuple(entrant.name for entrant in gaps),
                len(peers),
            )


def _entered(known: ContestGround, indicator_id: int, name: str, subject: str) -> bool:
    mark = known.mark(indicator_id, subject)
    if mark is not None and (mark.value is not None or mark.option is not None):
        return True
    return any(
        ballot.indicator_id == indicator_id
        or (ballot.indicator_id is None and ballot.dimension in {name, ""})
        for ballot in known.ballots_of(subject)
    )


def explain(book: Book, unit: str, year: int | None = None) -> Step:
    """Explain an entrant's total, in the newest contest (of a year) that rates it; NotFound."""
    for contest in contests(book):
        known = ground(book, contest.id)
        if year in {None, contest.year} and any(
            unit.strip() in {one.subject, one.name} for one in known.entrants
        ):
            step = explain_total(calculate(known), entrant_of(known, unit).subject)
            if step is not None:
                return step
    within = "" if year is None else f"{year} 年的"
    raise NotFound(f"{within}考核中没有“{unit}”", hint="请核对名称，或先新建考核")
