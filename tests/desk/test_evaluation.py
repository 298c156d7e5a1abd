"""A contest from its start to its frozen result, as the page and the clerk see it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.contest import BAIHE, LIUXI, QINGSHI, contest_2024, indicator_id, marks_of
from tests.eight_book import eight_book
from townoffice.desk import evaluation
from townoffice.desk.books import Book
from townoffice.desk.evaluation_adjustments import (
    AdjustmentTyped,
    add_adjustment,
    as_typed,
    change_adjustment,
    check_adjustment,
    remove_adjustment,
)
from townoffice.desk.evaluation_closing import close, decide, reopen, withdraw_decision
from townoffice.desk.evaluation_contests import (
    ContestTyped,
    departments_on_file,
    remove_contest,
    rename_contest,
    start,
    templates,
)
from townoffice.desk.evaluation_marks import MarkField, MarkTyped, weigh, write
from townoffice.desk.evaluation_origins import mark_origins
from townoffice.feedback import BadChoice, CannotWrite, NotFound, PolicyMissing, Stale
from townoffice.records import (
    AdjustmentKind,
    Adoption,
    Agency,
    AgencyKind,
    Capped,
    ContestKind,
    EvaluationResult,
    Grade,
    Mark,
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with eight_book(tmp_path / "示例县.db") as made:
        yield made


def page_of(book: Book, number: int) -> evaluation.ContestPage:
    return evaluation.page(evaluation.ground(book, number))


def type_marks(book: Book, number: int, *typed: MarkTyped) -> None:
    write(book, number, weigh(evaluation.ground(book, number), typed))


# ── starting ─────────────────────────────────────────────────────────────────────────────────────
def test_a_contest_starts_with_the_townships_of_the_year_in_their_groups(book: Book) -> None:
    number = start(book, ContestTyped(ContestKind.TOWNSHIPS, 2024))
    known = evaluation.ground(book, number)
    assert known.group_names == ("乡镇类", "街道类")
    assert [one.name for one in known.entrants][-2:] == ["南湖街道", "北岸街道"]
    assert all(sum(one.weight for one in known.of_group(g)) == 100 for g in known.group_names)
    assert book.history(1)[0].label == "新建考核：2024年度乡镇（街道）考核"
    book.undo()
    assert evaluation.contests(book) == ()


def test_an_assessment_group_of_its_own_takes_the_template_of_its_kind(book: Book) -> None:
    with book.change("分组") as writer:
        for unit in book.townships():
            if unit.name in {"双桥乡", "高坪乡"}:
                writer.update(replace(unit, assessment_group="山区组"))
    known = evaluation.ground(book, start(book, ContestTyped(ContestKind.TOWNSHIPS, 2024)))
    assert known.group_names == ("乡镇类", "山区组", "街道类")
    assert [one.name for one in known.of_group("山区组")] == [
        one.name for one in known.of_group("乡镇类")
    ]


def test_departments_are_entered_by_name_and_others_not_at_all(book: Book) -> None:
    with pytest.raises(BadChoice, match="没有考核对象"):
        start(book, ContestTyped(ContestKind.DEPARTMENTS, 2024))
    typed = ContestTyped(
        ContestKind.DEPARTMENTS, 2024, names=("县教育局", " 县水利局 ", "县教育局")
    )
    known = evaluation.ground(book, start(book, typed))
    assert [one.subject for one in known.entrants] == ["县教育局", "县水利局"]
    wrong = replace(typed, title="另一次", templates=("township",))
    with pytest.raises(BadChoice, match="没有名为“township”的指标模板"):
        start(book, wrong)
    assert {one.kind for one in templates(book, 2024)} == set(ContestKind)


def test_two_contests_of_a_year_need_two_names(book: Book) -> None:
    start(book, ContestTyped(ContestKind.TOWNSHIPS, 2024))
    with pytest.raises(BadChoice, match="已有“2024年度乡镇（街道）考核”"):
        start(book, ContestTyped(ContestKind.TOWNSHIPS, 2024))
    second = start(
        book, ContestTyped(ContestKind.TOWNSHIPS, 2024, "半年考核", ("township-detail", "street"))
    )
    assert evaluation.contest_of(book, second).template == "township-detail,street"
    with pytest.raises(BadChoice, match="已有“半年考核”"):
        rename_contest(book, 1, "半年考核")


def test_departments_with_agencies_are_offered_once_each(book: Book) -> None:
    unit_id = book.townships()[0].id
    assert unit_id is not None
    with book.change("派驻机构") as writer:
        for name in ("司法所", "派出所", "水利站"):
            owner = {"水利站": "县水利局"}.get(name, "县公安局")
            writer.add(Agency(unit_id, AgencyKind.OTHER, name, owner))
    assert departments_on_file(book, 2024) == ("县公安局", "县水利局")


def test_next_year_takes_over_the_indicators_of_this_one(book: Book) -> None:
    first = contest_2024(book)
    again = start(book, ContestTyped(ContestKind.TOWNSHIPS, 2025, copy_of=first))
    assert [(i.group, i.name) for i in evaluation.ground(book, again).indicators] == [
        (i.group, i.name) for i in evaluation.ground(book, first).indicators
    ]
    assert evaluation.contest_of(book).id == again


# ── the page ─────────────────────────────────────────────────────────────────────────────────────
def test_the_page_ranks_by_group_and_says_how_close_it_was(book: Book) -> None:
    page = page_of(book, contest_2024(book))
    rows = [row for group in page.groups for row in group.rows]
    assert [(row.score.name, row.score.rank) for row in rows] == [
        ("青石镇", 1), ("柳溪镇", 2), ("白河镇", 3), ("云岭镇", 4), ("双桥乡", 5), ("高坪乡", 6),
        ("南湖街道", 1), ("北岸街道", 2),
    ]  # fmt: skip
    baihe, liuxi = page.row(BAIHE), page.row(LIUXI)
    assert baihe is not None
    assert liuxi is not None
    assert baihe.score.total is not None
    assert round(baihe.score.total, 3) == Fraction("89.951")
    assert baihe.hints == ("差 0.05 到优秀线",)
    assert (liuxi.hints, liuxi.score.capped) == (("过 90，名额已满",), Capped.QUOTA)
    assert (page.filled, page.cells, page.missing, page.stops) == (40, 40, (), ())


def test_what_is_missing_is_told_by_indicator_and_by_department(book: Book) -> None:
    number = contest_2024(book)
    known = evaluation.ground(book, number)
    party = indicator_id(known, "乡镇类", "党的建设")
    type_marks(book, number, MarkTyped(QINGSHI, party, ""), MarkTyped(BAIHE, party, ""))
    page = page_of(book, number)
    (gap,) = page.missing
    assert (gap.indicator, gap.names, gap.of) == ("党的建设", ("青石镇", "白河镇"), 6)
    assert (page.filled, page.by_source) == (38, ((gap.source, 2),))
    row = page.row(QINGSHI)
    assert row is not None
    assert (row.score.total, row.score.rank, row.hints[0]) == (None, None, "缺党的建设（未填）")


def test_without_a_policy_marks_can_be_typed_and_the_page_says_what_to_adopt(book: Book) -> None:
    with book.change("不采用") as writer:
        for adoption in book.adoptions():
            if adoption.topic == "evaluation":
                writer.remove(adoption)
    number = start(book, ContestTyped(ContestKind.TOWNSHIPS, 2024))
    known = evaluation.ground(book, number)
    write(book, number, weigh(known, marks_of(known)))
    page = page_of(book, number)
    assert page.result is None
    assert "evaluation" in page.known.ruleless
    with pytest.raises(PolicyMissing):
        evaluation.calculate(page.known)


def test_last_years_closed_contest_stands_beside_this_one(book: Book) -> None:
    last = start(book, ContestTyped(ContestKind.TOWNSHIPS, 2024))
    known = evaluation.ground(book, last)
    everything = [
        MarkTyped(entrant.subject, indicator.id or 0, str(80 + place))
        for place, entrant in enumerate(known.entrants)
        for indicator in known.of_group(entrant.group)
    ]
    write(book, last, weigh(known, everything))
    close(book, last, "示例会议")
    number = start(book, ContestTyped(ContestKind.TOWNSHIPS, 2025))
    known = evaluation.ground(book, number)
    write(book, number, weigh(known, marks_of(known)))
    row = page_of(book, number).row(QINGSHI)
    assert row is not None
    assert row.earlier is not None
    assert (row.earlier.year, row.earlier.total, row.earlier.rank) == (2024, Fraction(80), 6)
    assert row.score.total is not None
    assert row.change == row.score.total - 80
    assert row.moved == 5


# ── typing marks ─────────────────────────────────────────────────────────────────────────────────
def test_a_wrong_cell_stays_with_the_page_and_blocks_no_other(book: Book) -> None:
    number = start(book, ContestTyped(ContestKind.TOWNSHIPS, 2024))
    known = evaluation.ground(book, number)
    party = indicator_id(known, "乡镇类", "党的建设")
    street = indicator_id(known, "街道类", "党建")
    changes = weigh(
        known,
        [
            MarkTyped(QINGSHI, party, "９２.５"),
            MarkTyped(BAIHE, party, "很好"),
            MarkTyped(LIUXI, party, "101"),
            MarkTyped(QINGSHI, street, "90"),
        ],
    )
    said = [change.problem.what if change.problem else "" for change in changes]
    assert said == [
        "",
        "“很好”不是数字",
        "超过满分100",
        "青石镇属乡镇类，不考核“党建”",
    ]
    write(book, number, changes, "粘贴")
    assert book.history(1)[0].label == "粘贴青石镇党的建设 空 → 92.5（2024年度乡镇（街道）考核）"
    assert [mark.value for mark in evaluation.ground(book, number).marks] == [Fraction("92.5")]


def test_note_evidence_and_scorer_stand_beside_the_mark_and_clearing_all_removes_it(
    book: Book,
) -> None:
    number = contest_2024(book)
    party = indicator_id(evaluation.ground(book, number), "乡镇类", "党的建设")
    words = {
        MarkField.NOTE: "抽查 3 次",
        MarkField.EVIDENCE: "台账第 4 页",
        MarkField.SCORER: "考核一组",
    }
    for field, text in words.items():
        type_marks(book, number, MarkTyped(QINGSHI, party, text, field))
    mark = evaluation.ground(book, number).mark(party, QINGSHI)
    assert mark is not None
    assert (mark.note, mark.evidence, mark.scorer) == ("抽查 3 次", "台账第 4 页", "考核一组")
    assert book.history(1)[0].label == "修改青石镇党的建设评分人（2024年度乡镇（街道）考核）"
    type_marks(book, number, *(MarkTyped(QINGSHI, party, "", field) for field in MarkField))
    assert evaluation.ground(book, number).mark(party, QINGSHI) is None
    book.undo()
    assert evaluation.ground(book, number).mark(party, QINGSHI) is not None


def test_a_mark_that_moved_meanwhile_is_not_written_over(book: Book) -> None:
    number = contest_2024(book)
    known = evaluation.ground(book, number)
    party = indicator_id(known, "乡镇类", "党的建设")
    changes = weigh(known, [MarkTyped(QINGSHI, party, "80")])
    type_marks(book, number, MarkTyped(QINGSHI, party, "81"))
    with pytest.raises(Stale):
        write(book, number, changes)


def test_what_is_voted_on_takes_no_mark(book: Book) -> None:
    number = contest_2024(book)
    known = evaluation.ground(book, number)
    voted = indicator_id(known, "乡镇类", "群众满意度")
    (change,) = weigh(known, [MarkTyped(BAIHE, voted, "90")])
    assert change.problem is not None
    assert "已有评议票" in change.problem.what


# ── bonus, deduction, veto ───────────────────────────────────────────────────────────────────────
def test_a_veto_needs_a_document_of_the_centre_or_the_province(book: Book) -> None:
    number = contest_2024(book)
    known = evaluation.ground(book, number)
    bare = AdjustmentTyped(QINGSHI, AdjustmentKind.VETO, reason="重大责任事故")
    assert set(check_adjustment(known, bare)) == {"level", "doc_no"}
    with pytest.raises(BadChoice, match="中央或省"):
        add_adjustment(book, number, bare)
    county = AdjustmentTyped(QINGSHI, AdjustmentKind.VETO, "", "事故", "县", "示办〔2024〕1号")
    assert set(check_adjustment(known, county)) == {"level"}
    add_adjustment(
        book,
        number,
        AdjustmentTyped(QINGSHI, AdjustmentKind.VETO, "", "事故", "省", "示省〔2024〕1号"),
    )
    page = page_of(book, number)
    row, next_one = page.row(QINGSHI), page.row(LIUXI)
    assert row is not None
    assert next_one is not None
    assert (row.score.grade, row.hints) == (Grade.FAIR, ("一票否决：事故",))
    assert next_one.score.grade is Grade.EXCELLENT


def test_points_are_changed_and_taken_back_with_labels_that_say_so(book: Book) -> None:
    number = contest_2024(book)
    bonus = evaluation.ground(book, number).adjustments[0]
    assert bonus.id is not None
    with pytest.raises(BadChoice, match="大于 0"):
        change_adjustment(book, number, bonus.id, AdjustmentTyped(BAIHE, bonus.kind, "0", "试点"))
    assert change_adjustment(book, number, bonus.id, as_typed(bonus)) is None
    change_adjustment(book, number, bonus.id, AdjustmentTyped(BAIHE, bonus.kind, "2", "试点"))
    assert book.history(1)[0].label == "修改白河镇加分 2 分：试点（2024年度乡镇（街道）考核）"
    remove_adjustment(book, number, bonus.id)
    assert [one.kind for one in evaluation.ground(book, number).adjustments] == [
        AdjustmentKind.DEDUCTION
    ]
    with pytest.raises(Stale):
        remove_adjustment(book, number, bonus.id)


# ── ties, closing, reopening ─────────────────────────────────────────────────────────────────────
def tied(book: Book) -> int:
    """Give 柳溪镇 exactly the marks of 青石镇, which holds the only seat."""
    number = contest_2024(book)
    known = evaluation.ground(book, number)
    same = [
        MarkTyped(LIUXI, one.indicator_id, one.text)
        for one in marks_of(known)
        if one.subject == QINGSHI
    ]
    type_marks(book, number, *same)
    return number


def test_a_tie_at_the_cut_is_open_until_somebody_decides_and_says_why(book: Book) -> None:
    number = tied(book)
    row = page_of(book, number).row(LIUXI)
    assert row is not None
    assert (row.score.grade, row.hints) == (None, ("并列待定",))
    with pytest.raises(BadChoice, match="并列"):
        close(book, number, "会议")
    with pytest.raises(BadChoice, match="理由"):
        decide(book, number, "乡镇类", [LIUXI], " ")
    with pytest.raises(BadChoice, match="选了 2 个"):
        decide(book, number, "乡镇类", [LIUXI, QINGSHI], "研究")
    with pytest.raises(BadChoice, match="没有并列"):
        decide(book, number, "街道类", [LIUXI], "研究")
    decide(book, number, "乡镇类", [LIUXI], "县委考核委员会研究", "示考〔2025〕1号")
    page = page_of(book, number)
    grades = {s: row.score.grade for s in (LIUXI, QINGSHI) if (row := page.row(s))}
    assert grades == {LIUXI: Grade.EXCELLENT, QINGSHI: Grade.GOOD}
    withdraw_decision(book, number, "乡镇类")
    row = page_of(book, number).row(LIUXI)
    assert row is not None
    assert row.score.grade is None


def test_closing_freezes_the_result_and_the_book_takes_no_more(book: Book) -> None:
    number = contest_2024(book)
    before = evaluation.ground(book, number)
    result = evaluation.calculate(before)
    plan = book.plan(close(book, number, "县委考核委员会2025年第1次会议", shown=result))
    assert isinstance(plan.result, EvaluationResult)
    assert plan.result.entrants == result.entrants
    assert {pack.pack_id for pack in plan.basis} == {"evaluation-rules"}
    with pytest.raises(BadChoice, match="已办结"):
        write(book, number, weigh(before, [MarkTyped(QINGSHI, 1, "1")]))
    with pytest.raises(CannotWrite, match="已办结"), book.change("绕过") as writer:
        writer.add(Mark(number, 1, "999901199", None))
    with pytest.raises(BadChoice, match="已办结"):
        remove_contest(book, number)
    with book.change("废止政策") as writer:
        for adoption in book.adoptions():
            if adoption.topic == "evaluation":
                writer.remove(adoption)
    assert evaluation.calculate(evaluation.ground(book, number)) == plan.result
    assert page_of(book, number).row(BAIHE) is not None


def test_closing_is_refused_while_figures_are_missing_or_moved(book: Book) -> None:
    number = contest_2024(book)
    known = evaluation.ground(book, number)
    shown = evaluation.calculate(known)
    party = indicator_id(known, "乡镇类", "党的建设")
    type_marks(book, number, MarkTyped(QINGSHI, party, "80"))
    with pytest.raises(Stale):
        close(book, number, "会议", shown=shown)
    type_marks(book, number, MarkTyped(QINGSHI, party, ""))
    with pytest.raises(BadChoice, match="共缺 1 格"):
        close(book, number, "会议")
    with pytest.raises(BadChoice, match="办结依据"):
        close(book, number, " ")


def test_reopening_needs_a_reason_and_undo_closes_again(book: Book) -> None:
    number = contest_2024(book)
    with pytest.raises(BadChoice, match="没有办结"):
        reopen(book, number, "错了")
    plan_id = close(book, number, "会议")
    with pytest.raises(BadChoice, match="理由"):
        reopen(book, number, "")
    reopen(book, number, "漏计青石镇加分")
    contest = evaluation.contest_of(book, number)
    assert (contest.closed_at, contest.plan_id) == (None, None)
    assert contest.reopened_for == "漏计青石镇加分"
    assert book.history(1)[0].label == "重新打开2024年度乡镇（街道）考核：漏计青石镇加分"
    party = indicator_id(evaluation.ground(book, number), "乡镇类", "党的建设")
    type_marks(book, number, MarkTyped(QINGSHI, party, "80"))
    book.undo()
    book.undo()
    assert evaluation.contest_of(book, number).plan_id == plan_id


def test_a_whole_contest_goes_and_comes_back_in_one_step(book: Book) -> None:
    number = contest_2024(book)
    before = evaluation.ground(book, number)
    remove_contest(book, number)
    with pytest.raises(NotFound):
        evaluation.ground(book, number)
    book.undo()
    again = evaluation.ground(book, number)
    assert len(again.marks) == len(before.marks)
    assert evaluation.calculate(again).entrants == evaluation.calculate(before).entrants
    assert book.verify() == ()


def test_a_closed_contest_is_told_apart_by_its_adoption(book: Book) -> None:
    number = contest_2024(book)
    assert evaluation.calculate(evaluation.ground(book, number)).adoption.startswith("示例采用")
    held = [a for a in book.adoptions() if a.topic == "evaluation"]
    with book.change("县里发文") as writer:
        for adoption in held:
            writer.remove(adoption)
        writer.add_all(
            [
                Adoption(
                    a.pack_id, a.topic, a.group, None, date(2024, 1, 1), None, "示考〔2024〕1号"
                )
                for a in held
            ]
        )
    assert evaluation.calculate(evaluation.ground(book, number)).adoption == "示考〔2024〕1号"


def test_who_entered_what_when_is_told_of_every_mark(book: Book) -> None:
    number = contest_2024(book)
    party = indicator_id(evaluation.ground(book, number), "乡镇类", "党的建设")
    type_marks(book, number, MarkTyped(QINGSHI, party, "80"))
    type_marks(book, number, MarkTyped(QINGSHI, party, "抽查", MarkField.NOTE))
    book.undo()
    lines = mark_origins(book, party, QINGSHI)
    told = [(line.label.partition("（")[0], line.old, line.new, line.undone) for line in lines]
    assert told == [
        ("撤销：修改青石镇党的建设说明", "抽查", "—", False),
        ("修改青石镇党的建设说明", "—", "抽查", True),
        ("修改青石镇党的建设 95 → 80", "95", "80", False),
        ("修改 8 个单位的党的建设、经济发展等共 39 格", "—", "95", False),
    ]
    assert all(line.who for line in lines)
