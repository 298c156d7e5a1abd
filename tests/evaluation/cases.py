"""Random contests from a seed and a number: small figures, so that equal totals are common."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random

from townoffice.evaluation import ContestEntries
from townoffice.records import (
    Adjustment,
    AdjustmentKind,
    AssessmentIndicator,
    Ballot,
    Contest,
    ContestKind,
    Entrant,
    GradeDecision,
    IssuerLevel,
    Mark,
    ProcessScore,
    Scoring,
    VoterGroup,
)

GROUPS = ("甲组", "乙组")
OPTIONS = ("满意", "基本满意", "不满意", "不了解")
VOTERS = ("乡镇", "群众")
_WEIGHTS = (("100",), ("60", "40"), ("50", "30", "20"), ("25", "25", "25", "25"))


@dataclass(frozen=True, slots=True)
class Case:
    """One contest and the values chosen for it."""

    number: int
    entries: ContestEntries
    settings: dict[str, str]


def case(seed: int, number: int) -> Case:
    """Make the contest of that number."""
    chance = Random(f"{seed} {number}")
    kind = chance.choice([ContestKind.TOWNSHIPS, ContestKind.DEPARTMENTS])
    indicators: list[AssessmentIndicator] = []
    members: list[Entrant] = []
    for group in GROUPS[: chance.choice([1, 1, 2])]:
        indicators += _indicators(chance, group, len(indicators))
        members += _entrants(chance, group, len(members))
    contest = Contest(kind, 2024, f"第{number}次", id=1)
    if chance.random() < 0.3:
        return Case(number, _level(chance, contest, members), _settings(chance))
    voters = _voters(chance)
    entries = ContestEntries(
        contest,
        tuple(indicators),
        tuple(members),
        tuple(_marks(chance, indicators, members)),
        tuple(_adjustments(chance, members)),
        tuple(_ballots(chance, indicators, members, voters)),
        voters,
        (),
        _processes(chance, members) if kind is ContestKind.DEPARTMENTS else (),
    )
    return Case(number, entries, _settings(chance))


def _settings(chance: Random) -> dict[str, str]:
    lines = chance.choice(["90,80,60", "70,50,30", "60,40.5,20", "50,30,10"]).split(",")
    return {
        "grade_lines": ",".join(
            f"{name}={line}"
            for name, line in zip(("excellent", "good", "fair"), lines, strict=True)
        ),
        "excellent_quota": chance.choice(["0", "0.2", "0.3", "0.5", "0.9"]),
        "excellent_least": chance.choice("0112"),
        "veto_grade": chance.choice(["good", "fair", "poor"]),
        "bonus_max": chance.choice("35"),
        "near": chance.choice(["0.5", "5"]),
    }


def _indicators(chance: Random, group: str, taken: int) -> list[AssessmentIndicator]:
    weights = chance.choice(_WEIGHTS)
    if chance.random() < 0.02:
        weights = (*weights[:-1], "7")
    found = []
    for place, text in enumerate(weights, 1):
        scoring, weight = chance.choice([*Scoring, Scoring.DIRECT]), Decimal(text)
        found.append(
            AssessmentIndicator(
                *(1, group, f"第{place % 2}类", f"指标{place}", weight, scoring, place),
                _figures(chance, scoring, weight),
                chance.random() < 0.3,
                id=taken + place,
            )
        )
    return found


def _figures(chance: Random, scoring: Scoring, weight: Decimal) -> tuple[tuple[str, Decimal], ...]:
    match scoring:
        case Scoring.COMPLETION:
            cap = (("cap", Decimal("1.2")),) if chance.random() < 0.3 else ()
            return (("target", Decimal(chance.choice([5, 8]))), *cap)
        case Scoring.REVERSE_COMPLETION:
            return (("target", Decimal(3)),)
        case Scoring.EFFICACY if chance.random() < 0.4:
            cap = (("cap", Decimal("1.1")),) if chance.random() < 0.3 else ()
            return (("low", Decimal(2)), ("high", Decimal(chance.choice([2, 7]))), *cap)
        case Scoring.RANK if chance.random() < 0.4:
            return (("best", weight), ("worst", weight / 2))
        case Scoring.BANDS:
            points = (Decimal(0), weight / 2, weight)
            bounds = chance.choice([("1", "4.5", "8"), ("一类", "二类", "三类")])
            return tuple(zip(bounds, points, strict=True))
        case Scoring.DIRECT if chance.random() < 0.5:
            return (("full", Decimal(10)),)
    return ()


def _entrants(chance: Random, group: str, taken: int) -> list[Entrant]:
    return [
        Entrant(
            *(1, name := f"单位{taken + n}", name, group),
            chance.choice([None, None, None, Decimal("1.1"), Decimal(1)]),
            n,
        )
        for n in range(1, chance.choice([1, 2, 3, 4, 5, 6, 8, 11]) + 1)
    ]


def _voters(chance: Random) -> tuple[VoterGroup, ...]:
    weights = chance.choice([(), ("100",), ("60", "40"), ("0", "100")])
    return tuple(
        VoterGroup(1, name, Decimal(weight), place)
        for place, (name, weight) in enumerate(zip(VOTERS, weights, strict=False))
    )


def _marks(
    chance: Random, indicators: Sequence[AssessmentIndicator], members: Sequence[Entrant]
) -> list[Mark]:
    gaps, found = chance.choice([0.0, 0.0, 0.1]), []
    for one in indicators:
        words = [name for name, _ in one.figures if one.scoring is Scoring.BANDS]
        worded = bool(words) and not words[0].isdigit()
        for member in members:
            ballot = one.scoring is Scoring.BALLOT and chance.random() < 0.8
            if member.group != one.group or chance.random() < gaps or ballot:
                continue
            if worded:
                found.append(
                    Mark(1, one.id or 0, member.subject, None, option=chance.choice(words))
                )
                continue
            least = -1 if chance.random() < 0.03 else 0
            value = Decimal(chance.randint(least, 10)) / chance.choice([1, 1, 2])
            target = Decimal(chance.randint(0, 9)) if chance.random() < 0.1 else None
            found.append(Mark(1, one.id or 0, member.subject, value, target))
    return found


def _adjustments(chance: Random, members: Sequence[Entrant]) -> list[Adjustment]:
    found = []
    for member in members:
        while chance.random() < 0.3:
            points = Decimal(chance.randint(1, 8)) / 2
            kind = chance.choice([AdjustmentKind.BONUS, AdjustmentKind.DEDUCTION])
            found.append(Adjustment(1, member.subject, kind, points, "理由"))
        if chance.random() < 0.08:
            level = chance.choice([IssuerLevel.CENTRAL, IssuerLevel.PROVINCE, None])
            doc_no = chance.choice(["省发〔2024〕1号", None])
            veto = AdjustmentKind.VETO
            found.append(Adjustment(1, member.subject, veto, None, "否决", level, doc_no))
    return found


def _ballots(
    chance: Random,
    indicators: Sequence[AssessmentIndicator],
    members: Sequence[Entrant],
    voters: Sequence[VoterGroup],
) -> list[Ballot]:
    asked = [one for one in indicators if one.scoring is Scoring.BALLOT]
    groups, found = [group.name for group in voters] or [""], []
    for one in asked:
        for member in members:
            if member.group != one.group:
                continue
            for group in groups:
                if chance.random() < 0.1:
                    continue
                whole = chance.random() < 0.1
                dimension = "" if whole or chance.random() < 0.5 else one.name
                number = None if whole or dimension else one.id
                for _ in range(chance.randint(1, 3)):
                    option = chance.choice(OPTIONS) if chance.random() < 0.8 else None
                    points = None if option else Decimal(chance.randint(1, 100))
                    said = (member.subject, group, "", dimension, option, points)
                    found.append(Ballot(1, *said, chance.randint(1, 3), number))
    return found


def _level(chance: Random, contest: Contest, members: Sequence[Entrant]) -> ContestEntries:
    """One mark each, of very few, and decisions about those with the same one (or nearly)."""
    groups = tuple(dict.fromkeys(member.group for member in members))
    full = Decimal(100)
    indicators = tuple(
        AssessmentIndicator(1, group, "总评", "总评", full, Scoring.DIRECT, n, id=n)
        for n, group in enumerate(groups, 1)
    )
    plain = tuple(Entrant(1, one.subject, one.name, one.group, place=one.place) for one in members)
    values = {one.subject: chance.choice([Decimal(95), Decimal(92), Decimal(70)]) for one in plain}
    numbers = {group: n for n, group in enumerate(groups, 1)}
    decisions = []
    for group in groups:
        value = chance.choice([*values.values()])
        tied = [one.subject for one in plain if one.group == group and values[one.subject] == value]
        if len(tied) > 1 and chance.random() < 0.2:
            tied.pop()
        chosen = chance.sample(tied, chance.randint(0, min(2, len(tied))))
        reason = "经研究" if chance.random() < 0.9 else " "
        if chance.random() < 0.7:
            decisions.append(GradeDecision(1, group, tuple(tied), tuple(chosen), reason))
    return ContestEntries(
        contest,
        indicators,
        plain,
        tuple(Mark(1, numbers[one.group], one.subject, values[one.subject]) for one in plain),
        decisions=tuple(decisions),
    )


def _processes(chance: Random, members: Sequence[Entrant]) -> tuple[ProcessScore, ...]:
    return tuple(
        ProcessScore(member.subject, Fraction(chance.randint(0, 20) * 5), 1)
        for member in members
        if chance.random() < 0.3
    )
