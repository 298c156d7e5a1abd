"""What is wrong with entries, at its place, and what the documents forbid."""

from dataclasses import replace
from decimal import Decimal

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
    template,
    totals,
    votes,
)
from tests.evaluation.test_grades import FIVE, decided
from townoffice.evaluation import (
    ContestEntries,
    EvaluationRule,
    decision_problems,
    entry_problems,
    indicator_problems,
)
from townoffice.feedback import Level
from townoffice.records import (
    Adjustment,
    AdjustmentKind,
    AssessmentIndicator,
    ContestKind,
    Entrant,
    IssuerLevel,
    Scoring,
    VoterGroup,
)

STREET = "街道类"


def told(entries: ContestEntries, given: EvaluationRule | None = None) -> list[str]:
    return [found.problem.what for found in entry_problems(entries, given or rule())]


def of_indicators(*given: AssessmentIndicator, kind: ContestKind = ContestKind.TOWNSHIPS) -> str:
    found = indicator_problems(kind, given, {STREET}, rule())
    return "；".join(one.problem.what for one in found)


def named(name: str, group: str = STREET, **fields: str) -> AssessmentIndicator:
    one = replace(indicator(Scoring.COMPLETION), group=group, name=name)
    return replace(one, source=fields.get("source"))


def test_entries_without_a_fault_have_no_problem() -> None:
    assert told(totals({"A": "80", "B": "90"})) == []
    assert told(replace(totals({"A": "80"}), marks=())) == []


def test_a_mark_that_cannot_be_stands_at_its_entrant_and_indicator() -> None:
    (found,) = entry_problems(totals({"A": "101", "B": "90"}), rule())
    assert found.problem.level is Level.STOP
    assert found.problem.what == "第1项：超过满分100"
    assert (found.subject, found.indicator_id) == ("A", 1)


def test_a_mark_outside_its_group_is_told() -> None:
    entries = totals({"A": "80"})
    stray = (*entries.marks, *marks(1, {"Z": "80"}), *marks(7, {"A": "3"}))
    assert told(replace(entries, marks=stray)) == ["评分的单位不在该指标的组内"] * 2


def test_weights_names_and_figures_of_indicators() -> None:
    assert of_indicators(indicator(Scoring.DIRECT, "90")) == (
        "乡镇类各项指标的分值合计为90，须为100"
    )
    one = indicator(Scoring.DIRECT, "50")
    assert of_indicators(one, one) == "乡镇类中指标“第1项”写了2次"
    nothing = indicator(Scoring.DIRECT, "0", 2)
    assert "“第2项”：分值须大于0" in of_indicators(indicator(Scoring.DIRECT), nothing)
    assert of_indicators(indicator(Scoring.DIRECT, cap="1")) == (
        "“第1项”：“评分”没有名为“cap”的数值"
    )


@pytest.mark.parametrize(
    ("name", "word"),
    [("招商引资到位资金", "招商"), ("gdp增速", "GDP"), ("财税收入完成率", "财税")],
)
def test_a_subdistrict_is_not_asked_for_investment_or_growth(name: str, word: str) -> None:
    assert of_indicators(named(name)) == f"街道不得考核招商引资和经济指标：“{name}”（{word}）"
    assert of_indicators(named(name, GROUP)) == ""
    (found,) = indicator_problems(ContestKind.TOWNSHIPS, [named(name)], {STREET}, rule())
    assert found.problem.level is Level.STOP
    assert "街道行政管理体制改革做法" in found.problem.hint


def test_a_group_with_a_subdistrict_in_it_is_one_of_subdistricts() -> None:
    by_code = replace(totals({}), entrants=(Entrant(1, "999901001", "南湖", "城区组"),))
    assert by_code.streets == {"城区组"}
    town = replace(totals({}), entrants=(Entrant(1, "999901101", "白河镇", "城区组"),))
    assert town.streets == frozenset()
    assert totals({"A": "1"}).streets == frozenset()


def test_a_department_reports_figures_and_does_not_judge() -> None:
    judged = replace(indicator(Scoring.DIRECT), source="应急管理局")
    assert of_indicators(judged) == "部门不得直接考核乡镇（街道）：“第1项”由应急管理局打分"
    assert of_indicators(named("办结率", GROUP, source="政务服务局")) == ""
    assert of_indicators(replace(judged, source="县考核办")) == ""
    assert of_indicators(judged, kind=ContestKind.COMMUNITIES) == ""
    worded = replace(judged, scoring=Scoring.BANDS, figures=(("一类", Decimal(9)),))
    assert "部门不得直接考核" in of_indicators(worded)
    (found,) = indicator_problems(ContestKind.TOWNSHIPS, [judged], (), rule())
    assert "四、（四）" in found.problem.hint
    allowed = rule(direct_assessment="allowed")
    assert indicator_problems(ContestKind.TOWNSHIPS, [judged], (), allowed) == ()


def test_the_shipped_templates_are_free_of_problems() -> None:
    for name in ("township", "township-detail", "street", "street-detail"):
        assert of_indicators(*template(name)) == ""
    assert of_indicators(*template("community"), kind=ContestKind.COMMUNITIES) == ""
    assert of_indicators(*template("department"), kind=ContestKind.DEPARTMENTS) == ""


def veto(level: IssuerLevel | None, doc_no: str | None) -> ContestEntries:
    one = Adjustment(1, "A", AdjustmentKind.VETO, None, "事故", level, doc_no)
    return replace(totals({"A": "80"}), adjustments=(one,))


def test_a_veto_needs_a_document_of_the_centre_or_the_province() -> None:
    assert told(veto(IssuerLevel.PROVINCE, "省发〔2024〕1号")) == []
    for level, doc_no in ((None, "县发〔2024〕1号"), (IssuerLevel.CENTRAL, None)):
        (found,) = entry_problems(veto(level, doc_no), rule())
        assert "一票否决须有中央、省级文件的层级和文号" in found.problem.what
        assert "三、（二）" in found.problem.hint
        assert found.problem.level is Level.STOP


def test_points_of_an_adjustment_are_above_zero_and_what_exceeds_the_maximum_is_noted() -> None:
    bonus = AdjustmentKind.BONUS
    entries = replace(totals({"A": "80"}), adjustments=(moved(bonus, "A", "0"),))
    assert told(entries) == ["A的加分须大于0"]
    stray = replace(entries, adjustments=(moved(bonus, "Z", "1"),))
    assert told(stray) == ["加分的单位不参加本次考核"]
    many = replace(entries, adjustments=(moved(bonus, "A", "3"), moved(bonus, "A", "2.5")))
    (found,) = entry_problems(many, rule())
    assert found.problem.level is Level.NOTE
    assert found.problem.what == "A加分合计5.5，超过加分上限5，按5计"


def test_papers_that_are_not_counted_are_told() -> None:
    one = indicator(Scoring.BALLOT)
    papers = (*votes("A", 1, {"很好": 2}), *votes("Z", 1, {"满意": 3}))
    entries = ContestEntries(CONTEST, (one,), entrants("A"), ballots=papers)
    assert told(entries) == [
        "第1项：没有选项“很好”",
        "有3票没有计入：没有相应的单位或指标“”",
    ]
    uneven = replace(entries, ballots=(), voter_groups=(VoterGroup(1, "乡镇", Decimal(90)),))
    assert told(uneven) == ["评价主体权重合计为90，须为100"]


def test_likely_slips_are_asked_about() -> None:
    one = indicator(Scoring.DEDUCTION)
    entries = ContestEntries(CONTEST, (one,), entrants("A"), marks(1, {"A": "120"}))
    (found,) = entry_problems(entries, rule())
    assert (found.problem.level, found.problem.what) == (
        Level.ASK,
        "第1项：扣分超过分值100，按扣完计",
    )
    both = ContestEntries(
        CONTEST,
        (indicator(Scoring.BALLOT),),
        entrants("A"),
        marks(1, {"A": "90"}),
        ballots=tuple(votes("A", 1, {"满意": 1})),
    )
    assert told(both) == ["第1项：既有票又有第三方结果，按票计"]


def test_a_decision_about_a_tie_that_moved_on_is_told() -> None:
    two = rule(excellent_quota="0.4")
    fitting = decided(totals(FIVE), "BCD", "B")
    assert decision_problems(fitting, result(fitting, two)) == ()
    moved_on = replace(fitting, marks=fitting.marks[:-2])
    (found,) = decision_problems(moved_on, result(moved_on, two))
    assert (found.problem.level, found.problem.what) == (
        Level.ASK,
        "乡镇类的并列决定与现在的并列不符，不再计入",
    )


def test_entrants_without_indicators_or_with_an_impossible_difficulty() -> None:
    entries = replace(totals({"A": "80"}), indicators=(), marks=())
    assert told(entries) == ["乡镇类没有指标"]
    hard = replace(totals({"A": "80"}).entrants[0], difficulty=Decimal(-1))
    assert told(replace(totals({"A": "80"}), entrants=(hard,))) == ["A的难度系数须大于0"]
