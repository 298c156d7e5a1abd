"""Votes counted in: weights of options and of groups, papers left out, groups that are silent."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from tests.evaluation.contests import (
    CONTEST,
    entrants,
    indicator,
    marks,
    named_numbers,
    result,
    rule,
    scores_of,
    votes,
)
from townoffice.evaluation import ContestEntries, EvaluationRule
from townoffice.records import Ballot, EntrantScore, Scoring, VoterGroup, shown

SATISFIED = {"满意": 62, "基本满意": 25, "不满意": 8, "不了解": 5}


def scored(
    ballots: list[Ballot],
    groups: tuple[VoterGroup, ...] = (),
    given: EvaluationRule | None = None,
    **figures: str,
) -> EntrantScore:
    """Entrant A under one satisfaction indicator of 100."""
    entries = ContestEntries(
        CONTEST,
        (replace(indicator(Scoring.BALLOT), figures=named_numbers(figures)),),
        entrants("A"),
        ballots=tuple(ballots),
        voter_groups=groups,
    )
    return scores_of(result(entries, given))["A"]


def groups(**weights: str) -> tuple[VoterGroup, ...]:
    return tuple(
        VoterGroup(1, name, Decimal(weight), place)
        for place, (name, weight) in enumerate(weights.items())
    )


def test_62_25_8_and_5_who_do_not_know_are_88_84() -> None:
    found = scored(votes("A", 1, SATISFIED))
    assert found.total == Fraction(8440, 95)
    assert shown(found.total, 2) == "88.84"
    tally = found.indicators[0].tallies[0]
    assert (tally.papers, tally.valid) == (100, 95)
    assert [(vote.option, vote.papers) for vote in tally.votes] == [*SATISFIED.items()]


def test_variants_of_the_weights_are_chosen_by_the_indicator_or_the_policy() -> None:
    papers = votes("A", 1, SATISFIED)
    wanted = Fraction(62 * 100 + 25 * 70 + 8 * 30, 95)
    assert scored(papers, 满意="100", 基本满意="70", 不满意="30").total == wanted
    assert (
        scored(papers, given=rule(ballot_weights="满意=100,基本满意=70,不满意=30")).total == wanted
    )
    four = votes("A", 1, {"优秀": 1, "良好": 1, "一般": 1, "较差": 1})
    assert scored(four, 优秀="100", 良好="80", 一般="60", 较差="40").total == 70


def test_groups_of_voters_weigh_by_their_share_whatever_their_number() -> None:
    papers = [*votes("A", 1, {"满意": 1}, "乡镇"), *votes("A", 1, {"不满意": 999}, "群众")]
    assert scored(papers, groups(乡镇="60", 群众="40")).total == 60 + 12


def test_a_silent_group_is_named_and_its_weight_is_not_given_to_others() -> None:
    papers = votes("A", 1, {"满意": 9}, "乡镇")
    found = scored(papers, groups(乡镇="60", 群众="40"))
    assert found.total is None
    assert found.missing == ("第1项（群众没有有效票）",)
    only_unknown = [*papers, *votes("A", 1, {"不了解": 3}, "群众")]
    assert scored(only_unknown, groups(乡镇="60", 群众="40")).missing == found.missing


def test_papers_that_cannot_be_are_not_counted_away() -> None:
    assert scored(votes("A", 1, {"很好": 1})).missing == ("第1项（没有选项“很好”）",)
    assert scored(votes("A", 1, {"满意": 0})).missing == ("第1项（票数须大于0）",)
    found = scored(votes("A", 1, {"满意": 1}, "路人"), groups(乡镇="100"))
    assert found.missing == ("第1项（“路人”不在评价主体之列）",)
    uneven = scored(votes("A", 1, {"满意": 1}, "乡镇"), groups(乡镇="90"))
    assert uneven.missing == ("第1项（评价主体权重合计为90，须为100）",)
    both = Ballot(1, "A", "", "", "", "满意", Decimal(90), 1, 1)
    assert scored([both]).total is None
    assert scored([replace(both, option=None, points=Decimal(101))]).total is None


def test_papers_with_points_count_as_they_are() -> None:
    paper = Ballot(1, "A", "", "", "", None, Decimal("87.5"), 3, 1)
    assert scored([paper, *votes("A", 1, {"满意": 1})]).total == Fraction(3 * 875 + 1000, 40)


def test_a_third_party_result_stands_where_nobody_voted() -> None:
    one = indicator(Scoring.BALLOT)
    entries = ContestEntries(CONTEST, (one,), entrants("AB"), marks(1, {"A": "88.84"}))
    found = scores_of(result(entries))
    assert found["A"].total == Fraction("88.84")
    assert found["B"].missing == ("第1项（没有票）",)
