"""Townships rate departments (domain.md §6.6, rows S0.10 and S1.4)."""

from decimal import Decimal
from fractions import Fraction

from tests.evaluation.contests import GROUP, entrants, result, rule, scores_of, template
from townoffice.evaluation import ContestEntries, EvaluationRule
from townoffice.records import Ballot, Contest, ContestKind, EntrantScore, ProcessScore, VoterGroup

REVERSE = Contest(ContestKind.DEPARTMENTS, 2024, "2024年度部门反向评价", id=1)
DIMENSIONS = ("工作指导", "响应速度", "配合力度", "服务态度", "办事效率", "落实成效")
AGENCIES = template("department")[0].group


def paper(by: str, dimension: str, points: str, voter: str = "") -> Ballot:
    return Ballot(1, "民政局", by, voter, dimension, None, Decimal(points), 1)


def scored(
    ballots: list[Ballot],
    groups: tuple[VoterGroup, ...] = (),
    processes: tuple[ProcessScore, ...] = (),
    given: EvaluationRule | None = None,
) -> EntrantScore:
    entries = ContestEntries(
        REVERSE,
        template("department"),
        entrants(["民政局"], AGENCIES),
        ballots=tuple(ballots),
        voter_groups=groups,
        processes=processes,
    )
    return scores_of(result(entries, given))["民政局"]


def every(by: str, points: str) -> list[Ballot]:
    return [paper(by, dimension, points) for dimension in DIMENSIONS]


def test_the_template_asks_the_six_dimensions_of_the_townships() -> None:
    assert tuple(one.name for one in template("department")) == DIMENSIONS
    assert AGENCIES != GROUP


def test_a_department_scores_the_weighed_mean_of_what_townships_say() -> None:
    found = scored([*every("乡镇", "90"), *every("乡镇", "80")])
    assert found.total == 85
    worse = scored([*every("乡镇", "90"), paper("乡镇", "响应速度", "60")])
    assert worse.total == 90 - Fraction(20, 100) * 15


def test_a_vote_as_a_whole_counts_for_every_dimension_of_its_group() -> None:
    groups = (VoterGroup(1, "乡镇", Decimal(70)), VoterGroup(1, "群众", Decimal(30), 1))
    whole = [paper("群众", "", "60"), paper("群众", "", "70")]
    found = scored([*every("乡镇", "90"), *whole], groups)
    assert found.total == Fraction(70, 100) * 90 + Fraction(30, 100) * 65
    assert {tally.dimension for one in found.indicators for tally in one.tallies} == {
        *DIMENSIONS,
        "",
    }


def test_a_dimension_a_group_left_out_is_missing() -> None:
    found = scored([paper("乡镇", dimension, "90") for dimension in DIMENSIONS[1:]])
    assert found.total is None
    assert found.missing == ("工作指导（没有票）",)


def test_answered_calls_join_with_the_share_of_the_process() -> None:
    calls = (ProcessScore("民政局", Fraction(95), 12),)
    found = scored(every("乡镇", "80"), processes=calls)
    assert found.total == Fraction(4, 10) * 80 + Fraction(6, 10) * 95
    assert found.reverse is not None
    assert (found.reverse.ballots, found.reverse.process) == (Fraction(80), calls[0])
    less = scored(every("乡镇", "80"), processes=calls, given=rule(process_share="0.5"))
    assert less.total == Fraction(175, 2)


def test_the_result_is_worth_its_weight_in_the_yearly_assessment() -> None:
    found = scored(every("乡镇", "85"))
    assert found.reverse is not None
    assert found.reverse.worth == Fraction("8.5")
    wenzhou = scored(every("乡镇", "85"), given=rule(reverse_weight="0.05"))
    assert wenzhou.reverse is not None
    assert wenzhou.reverse.worth == Fraction("4.25")
    nothing = scored([])
    assert nothing.reverse is not None
    assert (nothing.reverse.worth, nothing.reverse.ballots) == (None, None)
