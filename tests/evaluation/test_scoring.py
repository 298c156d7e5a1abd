"""The methods of domain.md §6.2, number by number, and what a mark may not be."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.evaluation.contests import (
    CONTEST,
    entrants,
    indicator,
    points_of,
    result,
    rule,
    scores_of,
)
from townoffice.evaluation import ContestEntries, fault_of_mark
from townoffice.evaluation.scoring import root
from townoffice.records import AssessmentIndicator, Mark, Scoring

FISCAL = ["18650", "9120", "3980", "6410", "1240", "760", "23800", "10040"]


def test_completion_9_12_of_9_5_with_10_points_is_9_60() -> None:
    assert points_of(indicator(Scoring.COMPLETION, "10", target="9.5"), ["9.12"]) == ["9.60"]


def test_completion_is_capped_floored_and_the_cap_may_be_raised() -> None:
    one = indicator(Scoring.COMPLETION, "10", target="100")
    assert points_of(one, ["150", "-3", "0"]) == ["10.00", "0.00", "0.00"]
    raised = indicator(Scoring.COMPLETION, "10", target="100", cap="1.2")
    assert points_of(raised, ["110", "150"]) == ["11.00", "12.00"]
    assert points_of(one, ["110"], rule(completion_cap="1.05")) == ["10.50"]


def test_an_own_target_stands_before_that_of_the_indicator() -> None:
    one = indicator(Scoring.COMPLETION, "100", target="100")
    mark = Mark(1, 1, "A", Decimal(30), target=Decimal(40))
    entries = ContestEntries(CONTEST, (one,), entrants("A"), (mark,))
    assert scores_of(result(entries))["A"].total == 75


def test_reverse_completion_of_nothing_is_full_marks() -> None:
    one = indicator(Scoring.REVERSE_COMPLETION, "10", target="3")
    assert points_of(one, ["0", "3", "4", "12"]) == ["10.00", "10.00", "7.50", "2.50"]


def test_ranks_of_eight_from_600_to_500() -> None:
    one = indicator(Scoring.RANK, "600", best="600", worst="500")
    wanted = ["600.00", "585.71", "571.43", "557.14", "542.86", "528.57", "514.29", "500.00"]
    assert points_of(one, ["80", "70", "60", "50", "40", "30", "20", "10"]) == wanted
    assert points_of(replace(one, lower_is_better=True), ["1", "2"]) == ["600.00", "500.00"]


def test_equal_ranks_share_the_average_and_one_alone_is_the_best() -> None:
    one = indicator(Scoring.RANK, "10", best="10", worst="6")
    assert points_of(one, ["7", "9", "7", "5", "3"]) == ["8.50", "10.00", "8.50", "7.00", "6.00"]
    assert points_of(one, ["3"]) == ["10.00"]
    assert points_of(indicator(Scoring.RANK, "10"), ["2", "1"]) == ["10.00", "6.00"]


def test_efficacy_of_the_fiscal_sample_lies_between_60_and_100() -> None:
    one = indicator(Scoring.EFFICACY, "100")
    wanted = ["91.06", "74.51", "65.59", "69.81", "60.83", "60.00", "100.00", "76.11"]
    assert points_of(one, FISCAL) == wanted
    assert points_of(one, ["5", "5"]) == ["100.00", "100.00"]
    assert points_of(replace(one, lower_is_better=True), ["0", "5", "10"]) == [
        *("100.00", "80.00", "60.00"),
    ]


def test_efficacy_with_bounds_of_its_own_stays_within_full_marks() -> None:
    one = indicator(Scoring.EFFICACY, "10", low="0", high="10")
    assert points_of(one, ["5", "20", "-40"]) == ["8.00", "10.00", "0.00"]
    raised = indicator(Scoring.EFFICACY, "10", low="0", high="10", cap="1.2")
    assert points_of(raised, ["12", "20"]) == ["10.80", "12.00"]
    assert points_of(indicator(Scoring.STANDARD, cap="0.85"), ["1", "3"]) == ["70.00", "85.00"]


def test_bands_by_bound_and_by_word() -> None:
    one = replace(
        indicator(Scoring.BANDS, "6"),
        figures=tuple((name, Decimal(n)) for name, n in [("0", 0), ("60", 3), ("95.5", 6)]),
    )
    assert points_of(one, ["-1", "0", "59.9", "60", "95.5"]) == [
        *("0.00", "0.00", "0.00", "3.00", "6.00"),
    ]
    worded = replace(
        indicator(Scoring.BANDS, "100"), figures=(("一类", Decimal(90)), ("二类", Decimal(60)))
    )
    given = (Mark(1, 1, "A", None, option="二类"), Mark(1, 1, "B", None, option="三类"))
    found = scores_of(result(ContestEntries(CONTEST, (worded,), entrants("ABC"), given)))
    assert found["A"].total == 60
    assert found["B"].missing == ("第1项（没有等级“三类”）",)
    assert found["C"].missing == ("第1项（未填）",)


def test_deductions_end_at_nothing() -> None:
    one = indicator(Scoring.DEDUCTION, "7")
    assert points_of(one, ["0", "2.5", "9"]) == ["7.00", "4.50", "0.00"]


def test_standard_scores_by_the_population_deviation() -> None:
    one = indicator(Scoring.STANDARD, "100")
    found = points_of(one, ["91.35", "88.2", "93.1", "79.4", "85.0"])
    assert found == ["88.09", "81.62", "91.69", "63.55", "75.05"]
    assert points_of(one, ["3", "3", "3"]) == ["80.00"] * 3
    assert points_of(replace(one, lower_is_better=True), ["1", "3"]) == ["90.00", "70.00"]


def test_a_standard_score_is_rounded_to_six_places_before_it_is_weighed() -> None:
    one = replace(indicator(Scoring.STANDARD, "50"), id=1)
    entries = ContestEntries(
        CONTEST,
        (one, indicator(Scoring.DEDUCTION, "50", 2)),
        entrants("ABC"),
        tuple(Mark(1, 1, name, Decimal(v)) for name, v in zip("ABC", (1, 2, 4), strict=True)),
    )
    for found in result(entries).entrants:
        score, points = found.indicators[0].score, found.indicators[0].points
        assert score is not None
        assert (score * 10**6).denominator == 1
        assert points == score / 2


def test_roots_have_34_digits() -> None:
    assert root(Fraction(9, 4)) == Fraction(3, 2)
    two = "1.414213562373095048801688724209698"
    assert root(Fraction(2)) == Fraction(two)
    assert len(two.replace(".", "")) == 34


def test_a_direct_score_is_of_100_or_of_what_the_indicator_says() -> None:
    assert points_of(indicator(Scoring.DIRECT, "25"), ["92.5"]) == ["23.13"]
    assert points_of(indicator(Scoring.DIRECT, "25", full="25"), ["23.125"]) == ["23.13"]


@pytest.mark.parametrize(
    ("one", "value", "target", "fault"),
    [
        (indicator(Scoring.DIRECT), "101", None, "超过满分100"),
        (indicator(Scoring.DIRECT, full="25"), "25.5", None, "超过满分25"),
        (indicator(Scoring.DIRECT), "-0.1", None, "不能是负数"),
        (indicator(Scoring.DIRECT), "NaN", None, "须是数字"),
        (indicator(Scoring.DIRECT), None, None, "未填"),
        (indicator(Scoring.COMPLETION), "3", None, "缺目标值"),
        (indicator(Scoring.COMPLETION), "3", "0", "目标值须大于0"),
        (indicator(Scoring.REVERSE_COMPLETION), "-3", "1", "不能是负数"),
        (indicator(Scoring.DEDUCTION), "-1", None, "不能是负数"),
        (indicator(Scoring.BALLOT), "100.5", None, "超过满分100"),
        (indicator(Scoring.RANK), "-5", None, ""),
    ],
)
def test_a_mark_that_cannot_be_says_why(
    one: AssessmentIndicator, value: str | None, target: str | None, fault: str
) -> None:
    number = None if value is None else Decimal(value)
    mark = Mark(1, 1, "A", number, None if target is None else Decimal(target))
    assert fault_of_mark(one, mark, rule()) == fault


def test_a_missing_mark_is_not_zero_and_does_not_join_its_peers() -> None:
    one = indicator(Scoring.EFFICACY, "100")
    assert points_of(one, ["5", None, "10"]) == ["60.00", "未填", "100.00"]


def test_an_indicator_without_its_figures_scores_nobody() -> None:
    assert points_of(indicator(Scoring.BANDS, "6"), ["5"]) == [
        "指标设置有误：区间等级须写明各档得分"
    ]
