"""Totals of domain.md §6.3 and of the designs: the panel of 白河镇, the ranking on paper."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.evaluation.contests import (
    CONTEST,
    GROUP,
    entrants,
    indicator,
    marks,
    moved,
    result,
    rule,
    scores_of,
    template,
    totals,
    votes,
)
from townoffice.evaluation import ContestEntries
from townoffice.records import AdjustmentKind, EntrantScore, EvaluationResult, Grade, Scoring, shown

BONUS, DEDUCTION = AdjustmentKind.BONUS, AdjustmentKind.DEDUCTION
SATISFIED = {"满意": 62, "基本满意": 25, "不满意": 8, "不了解": 5}
TOWNS = {
    "青石镇": ("94.20", "95.60", "92.00", "89.50", "90.36", "2.00", "0.50"),
    "白河镇": ("92.80", "91.40", "90.60", "88.20", "89.10", "1.00", "0.60"),
    "柳溪镇": ("92.50", "88.00", "90.40", "85.60", "88.84", "1.50", "0.80"),
    "云岭镇": ("89.60", "83.50", "87.20", "88.90", "90.05", "0.50", "0.00"),
    "高坪乡": ("88.40", "79.80", "86.50", "87.10", "91.20", "0.00", "0.30"),
    "双桥乡": ("84.00", "76.20", "81.40", "77.60", "80.45", "0.00", "2.40"),
}
STREETS = {
    "南湖街道": ("93.60", "92.40", "90.10", "91.00", "87.90", "1.00", "0.20"),
    "北岸街道": ("90.20", "88.70", "89.40", "86.30", "85.52", "0.50", "0.00"),
}
PRINTED = {  # weighted, total, grade, capped
    "青石镇": ("92.52", "94.02", Grade.EXCELLENT, None),
    "白河镇": ("90.61", "91.01", Grade.GOOD, "quota"),
    "柳溪镇": ("89.25", "89.95", Grade.GOOD, None),
    "云岭镇": ("87.83", "88.33", Grade.GOOD, None),
    "高坪乡": ("86.46", "86.16", Grade.GOOD, None),
    "双桥乡": ("80.11", "77.71", Grade.FAIR, None),
    "南湖街道": ("91.53", "92.33", Grade.EXCELLENT, None),
    "北岸街道": ("88.42", "88.92", Grade.GOOD, None),
}


def panel() -> ContestEntries:
    """The one unit whose components the page's design shows."""
    given = (("1", "92.5"), ("2", "88.0"), ("3", "90.4"), ("4", "85.6"))
    return ContestEntries(
        CONTEST,
        template("township"),
        entrants(["白河镇"]),
        tuple(mark for n, value in given for mark in marks(int(n), {"白河镇": value})),
        (moved(BONUS, "白河镇", "1.5"), moved(DEDUCTION, "白河镇", "0.8")),
        tuple(votes("白河镇", 5, SATISFIED)),
    )


def paper() -> EvaluationResult:
    """The ranking on paper, its satisfaction taken from a third party."""
    indicators = (*template("township"), *template("street", 11))
    given, changes = [], []
    for first, units in ((1, TOWNS), (11, STREETS)):
        for name, (*scores, bonus, deduction) in units.items():
            given += [m for n, v in enumerate(scores, first) for m in marks(n, {name: v})]
            changes += [moved(BONUS, name, bonus), moved(DEDUCTION, name, deduction)]
    members = (*entrants(TOWNS), *entrants(STREETS, "街道类"))
    moves = tuple(one for one in changes if one.points)
    return result(ContestEntries(CONTEST, indicators, members, tuple(given), moves))


def test_the_panel_of_the_design_comes_out() -> None:
    found = scores_of(result(panel()))["白河镇"]
    assert [shown(s.points or 0, 3) for s in found.sections] == [
        *("23.125", "17.600", "18.080", "17.120", "13.326"),
    ]
    assert found.total == Fraction("89.251") - Fraction("13.326") + Fraction(
        8440, 95
    ) * 15 / 100 + (Fraction("0.7"))
    assert shown(found.total, 3) == "89.951"
    assert shown(found.distance or 0, 3) == "0.049"
    assert (found.grade, found.next_grade, found.near) == (Grade.GOOD, Grade.EXCELLENT, True)


def test_the_ranking_on_paper_comes_out_line_by_line() -> None:
    found = paper()
    assert found.complete
    assert [group.order for group in found.groups] == [(*TOWNS,), (*STREETS,)]
    assert [group.seats for group in found.groups] == [1, 1]
    assert [one.rank for one in found.entrants] == [1, 2, 3, 4, 5, 6, 1, 2]
    printed = {
        one.subject: (shown(one.base or 0, 2), shown(one.total or 0, 2), one.grade, one.capped)
        for one in found.entrants
    }
    assert printed == PRINTED


def test_bonus_and_deduction_count_up_to_their_maximum() -> None:
    entries = replace(
        totals({"A": "80"}),
        adjustments=(
            *(moved(BONUS, "A", points) for points in ("4", "3.5")),
            *(moved(DEDUCTION, "A", points) for points in ("4", "2")),
        ),
    )
    found = scores_of(result(entries, rule(deduction_max="5.5")))["A"]
    assert (found.bonus, found.bonus_counted) == (Fraction("7.5"), Fraction(5))
    assert (found.deduction, found.deduction_counted) == (Fraction(6), Fraction("5.5"))
    assert found.total == 80 + 5 - Fraction("5.5")


def test_the_difficulty_multiplies_the_score_and_not_the_bonus() -> None:
    entries = totals({"A": "80"})
    hard = replace(entries.entrants[0], difficulty=Decimal("1.05"))
    entries = replace(entries, entrants=(hard,), adjustments=(moved(BONUS, "A", "1"),))
    assert scores_of(result(entries))["A"].total == 85
    none = replace(entries, entrants=(replace(hard, difficulty=Decimal(0)),))
    assert scores_of(result(none))["A"].missing == ("难度系数须大于0",)


def test_who_lacks_a_mark_has_no_total_and_is_named() -> None:
    entries = panel()
    without = replace(entries, marks=entries.marks[1:])
    found = result(without)
    score = scores_of(found)["白河镇"]
    assert (score.total, score.base, score.rank, score.grade) == (None, None, None, None)
    assert score.missing == ("党的建设（未填）",)
    assert shown(score.so_far, 3) == "66.826"
    assert found.groups[0].unranked == ("白河镇",)
    assert not found.complete


@pytest.mark.parametrize("weight", ["99.5", "100.1"])
def test_weights_that_do_not_add_up_give_nobody_a_total(weight: str) -> None:
    entries = replace(totals({"A": "80"}), indicators=(indicator(Scoring.DIRECT, weight),))
    found = scores_of(result(entries))["A"]
    assert found.total is None
    assert found.missing == (f"各项指标的分值合计为{weight}，须为100",)


def test_a_group_without_indicators_has_no_totals() -> None:
    entries = ContestEntries(CONTEST, (), entrants("A"))
    assert scores_of(result(entries))["A"].missing == ("本组没有指标",)


def test_only_what_bears_on_the_contest_is_told_as_its_basis() -> None:
    found = paper()
    names = {value.name for value in found.parameters}
    assert "evaluation.direct_full" in names
    assert not names & {"evaluation.rank_worst", "evaluation.reverse_weight"}
    assert "乡镇类指标及分值" in found.inferred
    assert "可以设置一票否决的层级" not in found.inferred


def test_sections_add_up_what_is_theirs() -> None:
    one = replace(indicator(Scoring.DIRECT, "60"), section="党建")
    other = replace(indicator(Scoring.DIRECT, "40", 2), section="党建")
    given = (*marks(1, {"A": "50", "B": "70"}), *marks(2, {"A": "100"}))
    entries = ContestEntries(CONTEST, (one, other), entrants("AB"), given)
    found = scores_of(result(entries))
    assert section_of(found["A"]) == ("党建", Decimal(100), Fraction(70), Fraction(70))
    assert section_of(found["B"]) == ("党建", Decimal(100), None, None)
    assert [one.group for one in found.values()] == [GROUP, GROUP]


def section_of(entrant: EntrantScore) -> tuple[str, Decimal, Fraction | None, Fraction | None]:
    (section,) = entrant.sections
    return section.name, section.weight, section.points, section.score
