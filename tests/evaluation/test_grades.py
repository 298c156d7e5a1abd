"""Ranks, quota of 优秀, ties at the last seat, vetoes (domain.md §6.4)."""

from dataclasses import replace

import pytest

from tests.evaluation.contests import GROUP, result, rule, scores_of, totals
from townoffice.evaluation import ContestEntries, EvaluationRule
from townoffice.feedback import BadChoice
from townoffice.records import (
    Adjustment,
    AdjustmentKind,
    Capped,
    Grade,
    GradeDecision,
    IssuerLevel,
    shown,
)

FIVE = {"A": "95", "B": "93", "C": "93", "D": "93", "E": "70"}


def vetoed(
    entries: ContestEntries,
    subject: str,
    level: IssuerLevel | None = IssuerLevel.PROVINCE,
    doc_no: str | None = "省发〔2024〕1号",
) -> ContestEntries:
    veto = Adjustment(1, subject, AdjustmentKind.VETO, None, "安全事故", level, doc_no)
    return replace(entries, adjustments=(*entries.adjustments, veto))


def grades(entries: ContestEntries, given: EvaluationRule | None = None) -> str:
    """The grades in the order of the subjects: 优良般差, ？ for an open one."""
    letters = {Grade.EXCELLENT: "优", Grade.GOOD: "良", Grade.FAIR: "般", Grade.POOR: "差"}
    found = scores_of(result(entries, given))
    return "".join(
        "？" if (grade := found[name].grade) is None else letters[grade] for name in sorted(found)
    )


def decided(entries: ContestEntries, tied: str, chosen: str) -> ContestEntries:
    decision = GradeDecision(1, GROUP, tuple(tied), tuple(chosen), "经会议研究", "纪要1号")
    return replace(entries, decisions=(decision,))


def test_equal_totals_have_equal_ranks_and_leave_a_gap() -> None:
    found = scores_of(result(totals({"A": "80", "B": "90", "C": "80", "D": "70"})))
    assert [found[name].rank for name in "ABCD"] == [2, 1, 2, 4]


def test_totals_that_look_equal_when_shown_are_ranked_unrounded() -> None:
    found = scores_of(result(totals({"A": "89.9949", "B": "89.9951"})))
    assert [found[name].rank for name in "AB"] == [2, 1]
    assert shown(found["B"].total or 0, 1) == shown(found["A"].total or 0, 1) == "90.0"
    assert found["B"].by_score is Grade.GOOD


def test_lines_belong_to_the_better_grade() -> None:
    entries = totals({"A": "90", "B": "89.99", "C": "80", "D": "60", "E": "59.999"})
    assert grades(entries) == "优良良般差"


@pytest.mark.parametrize(("size", "seats"), [(1, 1), (3, 1), (6, 1), (7, 2), (8, 2), (10, 3)])
def test_seats_are_the_whole_part_of_the_quota_and_at_least_one(size: int, seats: int) -> None:
    assert result(totals({"A": "95"}, size)).groups[0].seats == seats


def test_beyond_the_seats_good_is_the_best() -> None:
    entries = totals({"A": "97", "B": "95", "C": "92", "D": "91"})
    assert grades(entries) == "优良良良"
    assert grades(entries, rule(excellent_quota="0.5")) == "优优良良"
    found = scores_of(result(entries))["B"]
    assert (found.by_score, found.capped) == (Grade.EXCELLENT, Capped.QUOTA)
    assert (found.next_grade, found.distance) == (None, None)


def test_no_seats_at_all_cap_everybody() -> None:
    none = rule(excellent_quota="0", excellent_least="0")
    assert grades(totals({"A": "97", "B": "97"}), none) == "良良"


def test_a_tie_at_the_last_seat_stays_open_until_it_is_decided() -> None:
    entries, two = totals(FIVE), rule(excellent_quota="0.4")
    assert grades(entries, two) == "优？？？般"
    found = result(entries, two)
    tie = found.groups[0].tie
    assert tie is not None
    assert (tie.tied, tie.seats, tie.settled_by) == (("B", "C", "D"), 1, "")
    assert not found.complete
    settled = decided(entries, "DCB", "C")
    assert grades(settled, two) == "优良优良般"
    after = result(settled, two)
    assert after.complete
    assert scores_of(after)["B"].capped is Capped.DECISION
    assert "纪要1号" in (after.groups[0].tie or tie).settled_by


@pytest.mark.parametrize(
    ("tied", "chosen"), [("BC", "B"), ("ABCD", "B"), ("BCD", "BC"), ("BCD", "E")]
)
def test_a_decision_about_others_or_beyond_the_seats_has_no_force(tied: str, chosen: str) -> None:
    entries = decided(totals(FIVE), tied, chosen)
    assert grades(entries, rule(excellent_quota="0.4")) == "优？？？般"


def test_a_tie_that_fits_into_the_seats_is_none() -> None:
    assert grades(totals(FIVE), rule(excellent_quota="0.8")) == "优优优优般"
    below = totals({"A": "95", "B": "85", "C": "85"})
    assert result(below).groups[0].tie is None


def test_a_veto_caps_the_grade_and_frees_the_seat() -> None:
    entries = vetoed(totals({"A": "97", "B": "95", "C": "50"}), "A")
    assert grades(entries) == "般优差"
    found = scores_of(result(entries))
    assert (found["A"].rank, found["A"].capped, found["A"].vetoed) == (1, Capped.VETO, True)
    assert grades(vetoed(entries, "C")) == "般优差"
    assert scores_of(result(vetoed(entries, "C")))["C"].capped is None
    assert grades(entries, rule(veto_grade="poor")) == "差优差"


@pytest.mark.parametrize(
    ("level", "doc_no"), [(None, "县发〔2024〕1号"), (IssuerLevel.PROVINCE, " "), (None, None)]
)
def test_a_veto_without_a_document_of_centre_or_province_has_no_force(
    level: IssuerLevel | None, doc_no: str | None
) -> None:
    entries = vetoed(totals({"A": "97", "B": "95"}), "A", level, doc_no)
    assert grades(entries) == "优良"


def test_a_veto_of_the_province_has_no_force_where_only_the_centre_may_set_one() -> None:
    entries, given = vetoed(totals({"A": "97"}), "A"), rule(veto_issuer="centre")
    assert grades(entries, given) == "优"
    assert grades(vetoed(entries, "A", IssuerLevel.CENTRAL), given) == "般"


def test_near_a_line_is_told_by_the_points_missing() -> None:
    found = scores_of(result(totals({"A": "89.6", "B": "89.5", "C": "79.77", "D": "96"})))
    assert [found[name].near for name in "ABCD"] == [True, False, True, False]
    assert [found[name].distance for name in "D"] == [None]


@pytest.mark.parametrize(
    "lines", ["excellent=80,good=90,fair=60", "excellent=90,good=80", "excellent=9,good=9,fair=6"]
)
def test_lines_that_do_not_fall_are_refused(lines: str) -> None:
    with pytest.raises(BadChoice, match="依次降低"):
        rule(grade_lines=lines)


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(BadChoice, match="没有参数“quota”"):
        rule(quota="0.3")
