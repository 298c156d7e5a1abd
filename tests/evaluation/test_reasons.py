"""Every score explains itself: parts add up by hand, and what a step says comes out when redone."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.evaluation.cases import case
from tests.evaluation.contests import (
    COUNTY,
    DAY,
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
from tests.evaluation.test_grades import FIVE, decided, vetoed
from tests.evaluation.test_reverse import AGENCIES, REVERSE, every
from tests.evaluation.test_totals import panel
from tests.staffing.replay import Step as Printed
from tests.staffing.replay import wrong_steps
from townoffice.evaluation import (
    ContestEntries,
    evaluate,
    explain_grade,
    explain_indicator,
    explain_total,
)
from townoffice.records import (
    AdjustmentKind,
    AssessmentIndicator,
    EvaluationResult,
    ProcessScore,
    Scoring,
    Step,
    VoterGroup,
    half_up,
    shown,
)


def walk(step: Step) -> Iterator[Step]:
    yield step
    for part in step.steps:
        yield from walk(part)


def printed(step: Step) -> Printed:
    """A step as the shell prints it."""
    return {
        "label": step.label,
        "value": None if isinstance(step.value, Fraction) else step.value,
        "value_exact": str(step.value),
        "rule": step.rule,
        "numbers": [str(number) for number in step.numbers],
        "steps": [printed(part) for part in step.steps],
    }


def explained(found: EvaluationResult, subject: str) -> Step:
    step = explain_total(found, subject)
    assert step is not None
    return step


def lines(step: Step) -> list[str]:
    return [f"{part.label} {part.how} {shown_value(part)}" for part in step.steps]


def shown_value(step: Step) -> str:
    return step.value if isinstance(step.value, str) else shown(step.value or 0, step.decimals)


def test_the_panel_of_the_design_line_by_line() -> None:
    step = explained(result(panel()), "白河镇")
    assert lines(step) == [
        "党的建设 92.5 × 25% 23.125",
        "经济发展 88 × 20% 17.600",
        "公共服务 90.4 × 20% 18.080",
        "社会治理 85.6 × 20% 17.120",
        "群众满意度 88.84 × 15% 13.326",
        "加分 加分 1.500",
        "扣分 扣分 -0.800",
    ]
    assert shown_value(step) == "89.951"
    votes_step = step.steps[4].steps[0]
    assert votes_step.how == ("共 100 票，有效 95 票（不了解 5 不计）：(62×100＋25×80＋8×30)÷95")


def test_the_grade_names_lines_seats_and_veto_with_their_basis() -> None:
    step = explain_grade(result(panel()), "白河镇")
    assert step is not None
    assert (step.value, step.how) == ("良好", "80 ≤ 89.951 < 90，按分数为良好")
    grade_lines, seats, veto = step.steps[1:]
    assert (grade_lines.value, grade_lines.inferred) == ("90 / 80 / 60", True)
    assert seats.how == "1 × 30% ＝ 0.3 → 1 个（推定：每组至少1个优秀名额）"
    assert (veto.value, veto.inferred) == ("无", False)
    assert any("一票否决" in cite.quote for cite in veto.cites)


def test_a_tie_and_a_veto_are_told_in_the_grade() -> None:
    two = rule(excellent_quota="0.4")
    open_tie = explain_grade(result(totals(FIVE), two), "B")
    assert open_tie is not None
    assert (open_tie.value, open_tie.how) == ("待定", "90 ≤ 93.000，按分数为优秀，并列待定")
    assert open_tie.steps[2].steps[1].how == "3 个单位同分，余 1 个名额；待研究决定"
    settled = explain_grade(result(decided(totals(FIVE), "BCD", "C"), two), "B")
    assert settled is not None
    assert "经会议研究，纪要1号" in settled.steps[2].steps[1].how
    barred = explain_grade(result(vetoed(totals(FIVE), "A")), "A")
    assert barred is not None
    assert barred.value == "一般"
    assert barred.steps[3].how == "安全事故（省，省发〔2024〕1号）"


def test_what_is_missing_is_said_and_nothing_is_made_up() -> None:
    entries = panel()
    found = result(replace(entries, marks=entries.marks[1:]))
    step = explained(found, "白河镇")
    assert (step.value, step.how) == (None, "缺党的建设（未填），没有总分；已有合计 66.826")
    grade = explain_grade(found, "白河镇")
    assert grade is not None
    assert (grade.value, grade.how) == (None, "没有总分，未定等次")


def test_nobody_and_nothing_have_no_explanation() -> None:
    found = result(panel())
    assert explain_total(found, "无名镇") is None
    assert explain_grade(found, "无名镇") is None
    assert explain_indicator(found, "无名镇", 1) is None
    assert explain_indicator(found, "白河镇", 99) is None
    one = explain_indicator(found, "白河镇", 5)
    assert one is not None
    assert one.label == "群众满意度"


@pytest.mark.parametrize(
    ("one", "value", "how"),
    [
        (indicator(Scoring.COMPLETION, target="9.5"), "9.12", "96.00% × 100"),
        (indicator(Scoring.COMPLETION, target="5"), "9", "100% × 100"),
        (indicator(Scoring.REVERSE_COMPLETION, target="3"), "4", "目标值÷实际值 × 100"),
        (indicator(Scoring.REVERSE_COMPLETION, target="3"), "2", "没有超过目标值，得满分"),
        (indicator(Scoring.RANK), "4", "100－(2－1)×(100－60)÷(3－1)"),
        (indicator(Scoring.EFFICACY), "4", "75 × 100%"),
        (indicator(Scoring.STANDARD), "5", "80 × 100%"),
        (indicator(Scoring.DEDUCTION), "4", "100－4"),
        (indicator(Scoring.DIRECT, full="10"), "4", "4 ÷ 10 × 100"),
        (indicator(Scoring.BALLOT), "88", "88 × 100%"),
    ],
)
def test_every_method_says_how(one: AssessmentIndicator, value: str, how: str) -> None:
    others = {"B": "8", "C": "2"} if one.scoring is not Scoring.EFFICACY else {"B": "8", "C": "1.6"}
    entries = ContestEntries(
        panel().contest, (one,), entrants("ABC"), marks(1, {"A": value, **others})
    )
    step = explain_indicator(result(entries), "A", 1)
    assert step is not None
    assert step.how == how


def test_a_score_kept_within_full_marks_says_so() -> None:
    one = indicator(Scoring.EFFICACY, low="0", high="5")
    entries = ContestEntries(panel().contest, (one,), entrants("A"), marks(1, {"A": "8"}))
    step = explain_indicator(result(entries), "A", 1)
    assert step is not None
    assert step.steps[0].how == "60＋40×(8－0)÷(5－0)，按 100 计"


def test_the_difficulty_and_the_caps_of_bonus_are_told() -> None:
    entries = totals({"A": "80"})
    hard = replace(entries.entrants[0], difficulty=Decimal("1.05"))
    many = (moved(AdjustmentKind.BONUS, "A", "4"), moved(AdjustmentKind.BONUS, "A", "3"))
    step = explained(result(replace(entries, entrants=(hard,), adjustments=many)), "A")
    assert [part.label for part in step.steps] == ["难度折算得分", "加分"]
    assert step.steps[0].how == "折算前得分 × 难度系数 1.05"
    assert step.steps[1].how == "加分、加分；合计 7，按上限 5 计"
    assert step.steps[1].inferred


def test_a_reverse_evaluation_with_calls_is_told_in_both_parts() -> None:
    entries = ContestEntries(
        REVERSE,
        template("department"),
        entrants(["民政局"], AGENCIES),
        ballots=tuple(every("乡镇", "80")),
        processes=(ProcessScore("民政局", Fraction(95), 12),),
    )
    step = explained(evaluate(entries, rule(), COUNTY, DAY, 1), "民政局")
    assert lines(step) == [
        "评价得分部分 评价得分 × 40% 32.000",
        "过程评价部分 过程评价 × 60% 57.000",
    ]
    assert step.steps[1].steps[0].how == "呼叫办理 12 件"


def test_every_printed_step_of_many_contests_comes_out_again_and_parts_add_up() -> None:
    redone = 0
    for number in range(150):
        given = case(7, number)
        found = result(given.entries, rule(**given.settings))
        for subject, score in scores_of(found).items():
            step = explained(found, subject)
            assert [*wrong_steps(printed(step))] == []
            redone += sum(1 for part in walk(step) if part.rule)
            if score.total is None:
                continue
            places = {part.decimals for part in step.steps}
            assert len(places) == 1
            parts = [half_up(Fraction(part.value or 0), min(places)) for part in step.steps]
            by_hand = Fraction(sum(parts), 10 ** min(places))
            assert half_up(by_hand, 3) == half_up(score.total, 3)
    assert redone > 2_000


def test_votes_of_several_groups_are_explained_group_by_group() -> None:
    groups = (VoterGroup(1, "乡镇", Decimal(60)), VoterGroup(1, "群众", Decimal(40), 1))
    papers = (*votes("A", 1, {"满意": 1}, "乡镇"), *votes("A", 1, {"不满意": 1}, "群众"))
    entries = ContestEntries(
        panel().contest,
        (indicator(Scoring.BALLOT),),
        entrants("A"),
        ballots=papers,
        voter_groups=groups,
    )
    step = explain_indicator(result(entries), "A", 1)
    assert step is not None
    whole = step.steps[0]
    assert [(part.label, part.value) for part in whole.steps] == [
        ("乡镇部分", 60),
        ("群众部分", 12),
    ]
