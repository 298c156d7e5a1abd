"""The definition of an evaluation done again, slowly: every question asked of every entrant anew.

Nothing of the evaluation room is used. Ranks are counted (one more than those in front), roots are
whole-number roots, seats are given one by one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from townoffice.evaluation import ContestEntries
from townoffice.records import AssessmentIndicator, Ballot, Entrant, Scoring

F = Fraction
GRADES = ("excellent", "good", "fair", "poor")
WORTH = {"满意": 100, "基本满意": 80, "不满意": 30}


@dataclass(frozen=True)
class Answer:
    """What the definition says of one entrant."""

    total: Fraction | None
    rank: int | None
    grade: str | None
    tied: bool


class Oracle:
    """One contest and the values chosen for it, as written."""

    def __init__(self, entries: ContestEntries, settings: Mapping[str, str]) -> None:
        self.entries, self.settings = entries, settings
        self.lines = [F(part.split("=")[1]) for part in settings["grade_lines"].split(",")]

    def peers(self, group: str) -> list[Entrant]:
        return [one for one in self.entries.entrants if one.group == group]

    # --- scores -------------------------------------------------------------------------------

    def mark(
        self, one: AssessmentIndicator, who: Entrant
    ) -> tuple[Fraction | str, Fraction] | None:
        """The mark and its target, where it can be; else None."""
        found = [
            m for m in self.entries.marks if (m.indicator_id, m.subject) == (one.id, who.subject)
        ]
        figures = dict(one.figures)
        if not found:
            return None
        if found[0].option is not None:
            return found[0].option, F(0)
        if found[0].value is None:
            return None
        value, target = F(found[0].value), F(figures.get("target", 0))
        if found[0].target is not None:
            target = F(found[0].target)
        full = F(figures.get("full", 100)) if one.scoring is Scoring.DIRECT else F(100)
        limits = {
            Scoring.DIRECT: 0 <= value <= full,
            Scoring.BALLOT: 0 <= value <= full,
            Scoring.COMPLETION: target > 0,
            Scoring.REVERSE_COMPLETION: target > 0 and value >= 0,
            Scoring.DEDUCTION: value >= 0,
        }
        return (value, target) if limits.get(one.scoring, True) else None

    def points(self, one: AssessmentIndicator, who: Entrant) -> Fraction | None:
        if one.scoring is Scoring.BALLOT and (papers := self.papers(one, who)):
            return self.voted(one, papers)
        given = self.mark(one, who)
        if given is None:
            return None
        value, target = given
        if isinstance(value, str):
            return F(dict(one.figures)[value])
        weight, figures = F(one.weight), {name: F(n) for name, n in one.figures}
        match one.scoring:
            case Scoring.DIRECT:
                return weight * value / figures.get("full", F(100))
            case Scoring.BALLOT:
                return weight * value / 100
            case Scoring.COMPLETION:
                rate = value / target if value > 0 else F(0)
                return weight * (rate if rate < figures.get("cap", 1) else figures.get("cap", F(1)))
            case Scoring.REVERSE_COMPLETION:
                return weight if value <= target else weight * target / value
            case Scoring.DEDUCTION:
                return weight - value if value < weight else F(0)
            case Scoring.BANDS:
                reached = [F(points) for bound, points in one.figures if F(bound) <= value]
                return max(reached, default=F(0))
        return self.among_peers(one, value)

    def among_peers(self, one: AssessmentIndicator, value: Fraction) -> Fraction:
        weight, figures = F(one.weight), {name: F(n) for name, n in one.figures}
        marks = [self.mark(one, who) for who in self.peers(one.group)]
        values = [m[0] for m in marks if m is not None and not isinstance(m[0], str)]
        sign = -1 if one.lower_is_better else 1
        if one.scoring is Scoring.RANK:
            best = figures.get("best", weight)
            worst = figures.get("worst", best * F(6, 10))
            if len(values) == 1:
                return best
            ahead = sum(1 for other in values if sign * other > sign * value)
            level = sum(1 for other in values if other == value)
            rank = ahead + F(level + 1, 2)
            return best - (rank - 1) * (best - worst) / (len(values) - 1)
        if one.scoring is Scoring.EFFICACY:
            low, high = figures.get("low", min(values)), figures.get("high", max(values))
            if low == high:
                return weight
            way = (value - low) / (high - low)
            score = 60 + 40 * (1 - way if one.lower_is_better else way)
        else:
            score = self.standard(sign * value, [sign * other for other in values])
        return weight * min(max(score, F(0)), 100 * figures.get("cap", F(1))) / 100

    def standard(self, value: Fraction, values: list[Fraction]) -> Fraction:
        """80 + 10·(x − μ)/σ to six places, half up, by a whole-number root."""
        mean = sum(values, F(0)) / len(values)
        variance = sum(((other - mean) ** 2 for other in values), F(0)) / len(values)
        if variance == 0:
            return F(80)
        square = (value - mean) ** 2 / variance * 100 * 10**14  # (10·z·10^7)²
        tenfold = isqrt(square.numerator // square.denominator)
        exact = tenfold * tenfold == square
        if value >= mean:
            return 80 + F((tenfold + 5) // 10, 10**6)
        beyond_half = tenfold % 10 > 5 or (tenfold % 10 == 5 and not exact)
        return 80 - F(tenfold // 10 + beyond_half, 10**6)

    def papers(self, one: AssessmentIndicator, who: Entrant) -> list[Ballot]:
        own = [paper for paper in self.entries.ballots if paper.subject == who.subject]
        about = [
            paper
            for paper in own
            if paper.indicator_id == one.id
            or (paper.indicator_id is None and paper.dimension == one.name)
        ]
        spoke = {paper.voter_group for paper in about}
        whole = [p for p in own if p.indicator_id is None and not p.dimension]
        return about + [paper for paper in whole if paper.voter_group not in spoke]

    def voted(self, one: AssessmentIndicator, papers: list[Ballot]) -> Fraction | None:
        groups = [(g.name, F(g.weight)) for g in self.entries.voter_groups]
        score = F(0)
        for name, weight in groups or [("", F(100))]:
            worth = [
                F(WORTH[paper.option or ""] if paper.points is None else paper.points)
                for paper in papers
                if paper.voter_group == name and paper.option != "不了解"
                for _ in range(paper.count)
            ]
            if not worth:
                return None
            score += weight * sum(worth) / len(worth) / 100
        return F(one.weight) * score / 100

    # --- totals, ranks, grades ----------------------------------------------------------------

    def total(self, who: Entrant) -> Fraction | None:
        own = [one for one in self.entries.indicators if one.group == who.group]
        if sum(one.weight for one in own) != 100:
            return None
        points = [self.points(one, who) for one in own]
        base = F(0)
        for figure in points:
            if figure is None:
                return None
            base += figure
        for process in self.entries.processes:
            if process.subject == who.subject:
                base = base * F(4, 10) + process.score * F(6, 10)
        if who.difficulty is not None:
            base *= F(who.difficulty)
        most = {"bonus": F(self.settings["bonus_max"]), "deduction": F(5)}
        moved: dict[str, Fraction] = {"bonus": F(0), "deduction": F(0), "veto": F(0)}
        for one in self.entries.adjustments:
            if one.subject == who.subject:
                moved[one.kind.value] += F(one.points or 0)
        return (
            base + min(moved["bonus"], most["bonus"]) - min(moved["deduction"], most["deduction"])
        )

    def vetoed(self, who: Entrant) -> bool:
        return any(
            one.kind.value == "veto" and one.level is not None and bool(one.doc_no)
            for one in self.entries.adjustments
            if one.subject == who.subject
        )

    def answers(self) -> dict[str, Answer]:
        """Ask every question of every entrant."""
        found: dict[str, Answer] = {}
        for group in {one.group for one in self.entries.entrants}:
            totals = {one.subject: self.total(one) for one in self.peers(group)}
            found |= self.in_group(group, totals)
        return found

    def in_group(self, group: str, totals: Mapping[str, Fraction | None]) -> dict[str, Answer]:
        members = self.peers(group)
        known = {subject: total for subject, total in totals.items() if total is not None}
        quota = F(self.settings["excellent_quota"]) * len(members)
        seats = max(int(self.settings["excellent_least"]), int(quota))
        barred = {one.subject for one in members if self.vetoed(one)}
        run = {s: t for s, t in known.items() if t >= self.lines[0] and s not in barred}
        seated, tied = self.seats(group, run, seats)
        found: dict[str, Answer] = {}
        for who in members:
            total = known.get(who.subject)
            if total is None:
                found[who.subject] = Answer(None, None, None, tied=False)
                continue
            grade: str | None = GRADES[sum(1 for line in self.lines if total < line)]
            if who.subject in barred:
                worst = max(GRADES.index(str(grade)), GRADES.index(self.settings["veto_grade"]))
                grade = GRADES[worst]
            elif grade == "excellent" and who.subject not in seated:
                grade = None if who.subject in tied else "good"
            rank = 1 + sum(1 for other in known.values() if other > total)
            found[who.subject] = Answer(total, rank, grade, who.subject in tied)
        return found

    def seats(
        self, group: str, run: Mapping[str, Fraction], seats: int
    ) -> tuple[set[str], set[str]]:
        """Give the seats level by level; the tied at the last one are open unless decided."""
        seated: set[str] = set()
        for level in sorted(set(run.values()), reverse=True):
            here = {subject for subject, total in run.items() if total == level}
            free = seats - len(seated)
            if len(here) <= free:
                seated |= here
                continue
            if free == 0:
                break
            for decision in self.entries.decisions:
                about = decision.group == group and set(decision.tied) == here
                if not decision.reason.strip():
                    continue
                if about and set(decision.chosen) <= here and len(decision.chosen) <= free:
                    return seated | set(decision.chosen), set()
            return seated, here
        return seated, set()
