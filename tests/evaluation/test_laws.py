"""Laws that hold for every contest."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.cases import Case, case
from tests.evaluation.contests import (
    CONTEST,
    DAY,
    POLICIES,
    entrants,
    indicator,
    marks,
    moved,
    result,
    rule,
    scores_of,
    totals,
)
from townoffice.evaluation import ContestEntries, excellent_quota, personal_rule
from townoffice.evaluation.grades import seats_of
from townoffice.records import AdjustmentKind, Capped, Grade, KindGroup, Scoring

GRADES = [*Grade]
ROUNDINGS = ("floor", "half_up", "ceil")
contests = st.builds(case, st.integers(0, 10**9), st.integers(0, 10**9))
figures = st.dictionaries(
    st.text("甲乙丙丁戊", min_size=1, max_size=3),
    st.decimals(0, 100, places=2).map(str),
    min_size=1,
    max_size=12,
)


@given(contests)
def test_parts_add_up_and_who_lacks_something_has_no_rank(found: Case) -> None:
    for one in result(found.entries, rule(**found.settings)).entrants:
        if one.total is None:
            assert one.missing
            assert (one.rank, one.grade, one.by_score, one.distance) == (None,) * 4
            continue
        assert one.missing == ()
        assert one.total == one.so_far
        assert one.total == (one.base or 0) + one.bonus_counted - one.deduction_counted
        points = [score.points for score in one.indicators]
        assert None not in points
        assert sum(s.points or 0 for s in one.sections) == sum(p or 0 for p in points)


@given(contests)
def test_ranks_follow_totals_and_only_as_many_as_there_are_seats_are_excellent(
    found: Case,
) -> None:
    whole = result(found.entries, rule(**found.settings))
    for group in whole.groups:
        ranked = [
            one for one in whole.entrants if one.group == group.name and one.total is not None
        ]
        for one in ranked:
            better = [other for other in ranked if (other.total or 0) > (one.total or 0)]
            assert one.rank == 1 + len(better)
        excellent = [one for one in ranked if one.grade is Grade.EXCELLENT]
        assert len(excellent) <= group.seats
        assert not any(one.vetoed for one in excellent)
        for one in ranked:
            if one.grade is not None and one.by_score is not None:
                assert GRADES.index(one.grade) >= GRADES.index(one.by_score)
                assert (one.grade is one.by_score) == (one.capped is None)
            else:
                assert one.capped is Capped.TIE
                assert one.subject in (group.tie.tied if group.tie else ())


@given(contests)
def test_the_order_of_entries_means_nothing(found: Case) -> None:
    entries = found.entries
    shuffled = replace(
        entries,
        entrants=tuple(reversed(entries.entrants)),
        marks=tuple(reversed(entries.marks)),
        ballots=tuple(reversed(entries.ballots)),
        adjustments=tuple(reversed(entries.adjustments)),
    )
    one, other = (scores_of(result(each, rule(**found.settings))) for each in (entries, shuffled))
    assert {name: (s.total, s.rank, s.grade) for name, s in one.items()} == {
        name: (s.total, s.rank, s.grade) for name, s in other.items()
    }


@given(figures)
def test_rank_points_always_come_to_the_same_sum(values: Mapping[str, str]) -> None:
    one = indicator(Scoring.RANK, best="100", worst="40")
    entries = ContestEntries(CONTEST, (one,), entrants(values), marks(1, values))
    found = result(entries).entrants
    whole = sum(score.total or 0 for score in found)
    assert whole == (100 if len(found) == 1 else len(found) * Fraction(70))


@given(figures, st.sampled_from([Scoring.EFFICACY, Scoring.RANK, Scoring.STANDARD]))
def test_a_better_figure_never_scores_less_and_turned_round_never_more(
    values: Mapping[str, str], scoring: Scoring
) -> None:
    one = indicator(scoring)
    for turned, sign in ((one, 1), (replace(one, lower_is_better=True), -1)):
        entries = ContestEntries(CONTEST, (turned,), entrants(values), marks(1, values))
        found = scores_of(result(entries))
        ordered = sorted(values, key=lambda name: sign * Decimal(values[name]))
        scores = [found[name].total or Fraction(0) for name in ordered]
        assert scores == sorted(scores)
        assert all(0 <= score <= 100 for score in scores)


@given(figures, st.decimals("0.01", 5, places=2))
def test_the_same_bonus_for_all_moves_nobody(values: Mapping[str, str], points: Decimal) -> None:
    plain = totals(values)
    raised = replace(
        plain,
        adjustments=tuple(moved(AdjustmentKind.BONUS, name, str(points)) for name in values),
    )
    one, other = scores_of(result(plain)), scores_of(result(raised))
    assert {name: s.rank for name, s in one.items()} == {name: s.rank for name, s in other.items()}


@given(st.integers(1, 3_000), st.sampled_from(["0", "0.15", "0.3", "0.5", "0.99"]))
def test_seats_never_exceed_the_quota_but_for_the_least(size: int, quota: str) -> None:
    given_rule = rule(excellent_quota=quota)
    seats = seats_of(size, given_rule)
    assert seats == 1 or seats <= Fraction(quota) * size < seats + 1


RULES = {
    (share, rounding): personal_rule(
        POLICIES, DAY, KindGroup, {"personal_share": share, "personal_rounding": rounding}
    )
    for share in ("0.15", "0.2", "0.25")
    for rounding in ROUNDINGS
}


@given(st.integers(0, 10_000), st.sampled_from(["0.15", "0.2", "0.25"]))
def test_roundings_differ_by_one_person_at_most(staff: int, share: str) -> None:
    floor, half_up, ceil = (
        excellent_quota(staff, None, RULES[share, rounding]).most for rounding in ROUNDINGS
    )
    assert floor <= half_up <= ceil <= floor + 1
    assert floor <= Fraction(share) * staff <= ceil
