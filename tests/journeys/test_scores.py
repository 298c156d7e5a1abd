"""Sheets of scores and votes collected from departments: read, shown, taken in, taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contest import BAIHE, LIUXI, QINGSHI, SATISFACTION, contest_2024, indicator_id
from tests.eight_book import eight_book
from townoffice.desk import evaluation, intake
from townoffice.desk.answering import answered, with_field
from townoffice.desk.books import Book
from townoffice.desk.doubts import ticks
from townoffice.desk.evaluation_ballots import set_voter_groups
from townoffice.desk.evaluation_closing import close
from townoffice.desk.evaluation_contests import ContestTyped, start
from townoffice.desk.evaluation_indicators import typed_of, write_indicators
from townoffice.desk.evaluation_marks import MarkTyped, weigh, write
from townoffice.desk.imports import imports_page
from townoffice.desk.questions import questions
from townoffice.desk.score_forms import score_form
from townoffice.feedback import BadChoice, BadWorkbook, Level, Stale
from townoffice.records import (
    Answer,
    AnswerAct,
    ContestKind,
    Decisions,
    IntakeChoices,
    Preview,
    Question,
)

Out = str | int | float | None


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with eight_book(tmp_path / "示例县.db") as made:
        yield made


def sheet(path: Path, *rows: Sequence[Out], name: str = "Sheet1") -> Path:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].title = name
    for row in rows:
        workbook.worksheets[0].append(list(row))
    workbook.save(path)
    return path


def scores(book: Book, path: Path, number: int | None = None, kind: str = "scores") -> Preview:
    return intake.preview(book, path, kind=kind, contest_id=number)


def said(found: Preview, level: Level) -> list[tuple[str, str]]:
    return [(problem.cell, problem.what) for problem in found.problems_at(level)]


def moved(found: Preview) -> list[tuple[str | None, str, object, object]]:
    return [
        (row.name, one.label, one.old, one.new) for row in found.changed for one in row.differences
    ]


# ── scores ───────────────────────────────────────────────────────────────────────────────────────
def test_the_form_handed_out_comes_in_again_as_nothing_changed(book: Book, tmp_path: Path) -> None:
    number = contest_2024(book)
    score_form(book, number, tmp_path / "计分.xlsx")
    found = scores(book, tmp_path / "计分.xlsx", number)
    assert (len(found.rows), found.changed, found.problems, found.absent) == (8, (), (), ())
    assert intake.commit(book, found) is None


def test_the_blank_form_of_a_department_has_its_own_indicators_only(
    book: Book, tmp_path: Path
) -> None:
    number = contest_2024(book)
    rows = [typed_of(one) for one in evaluation.ground(book, number).indicators]
    rows[1] = replace(
        rows[1], scoring="完成率", figures="", unit="亿元", source="县统计局", name="工业产值"
    )
    write_indicators(book, number, rows)
    path = tmp_path / "统计局.xlsx"
    score_form(book, number, path, source="县统计局", blank=True)
    header = [cell.value for cell in openpyxl.load_workbook(path).worksheets[0][2]]
    assert header == ["区划代码", "单位", "工业产值（亿元）", "工业产值目标值（亿元）"]
    with pytest.raises(BadChoice, match="县水利局"):
        score_form(book, number, path, source="县水利局")


def test_a_departments_sheet_is_shown_old_to_new_and_is_one_step(
    book: Book, tmp_path: Path
) -> None:
    number = contest_2024(book)
    path = sheet(
        tmp_path / "组织部.xlsx",
        ("2024年度党建考核得分表",),
        ("序号", "单位", "党的建设得分", "社会治理", "备注"),
        (1, "青石镇", 96, 90.5, "好"),
        (2, "白河", 92.5, "—", None),
        (3, "柳溪镇", "９３．５分", None, None),
        ("合计", None, 282, None, None),
    )
    found = scores(book, path, number)
    assert moved(found) == [
        ("青石镇", "党的建设", Decimal(95), Decimal(96)),
        ("柳溪镇", "党的建设", Decimal(93), Decimal("93.5")),
    ]
    assert said(found, Level.ASK) == [("B4", "“白河”当作考核对象白河镇")]
    assert "表里没有 5 个考核对象：云岭镇、双桥乡、高坪乡、南湖街道、北岸街道" in [
        what for _, what in said(found, Level.NOTE)
    ]
    assert found.unnamed == 5
    with pytest.raises(BadChoice):
        intake.commit(book, found)
    intake.commit(book, found, accept=True)
    assert book.history(1)[0].label == "导入 2 个单位的考核得分（组织部.xlsx）"
    (line,) = imports_page(book).lines
    assert (line.kind, line.log.changed, line.log.year) == ("考核得分", 2, 2024)
    book.undo()
    known = evaluation.ground(book, number)
    mark = known.mark(indicator_id(known, "乡镇类", "党的建设"), QINGSHI)
    assert mark is not None
    assert mark.value == 95


def test_a_sheet_of_one_indicator_names_it_in_title_sheet_or_file(
    book: Book, tmp_path: Path
) -> None:
    number = contest_2024(book)
    rows = (("单位", "得分"), ("青石镇", 88))
    by_title = sheet(tmp_path / "甲.xlsx", ("2024年社会治理考核",), *rows)
    by_sheet = sheet(tmp_path / "乙.xlsx", *rows, name="社会治理")
    by_file = sheet(tmp_path / "社会治理得分.xlsx", *rows)
    for path in (by_title, by_sheet, by_file):
        assert moved(scores(book, path, number)) == [
            ("青石镇", "社会治理", Decimal("90.5"), Decimal(88))
        ]
    unknown = scores(book, sheet(tmp_path / "丙.xlsx", *rows), number)
    assert said(unknown, Level.STOP) == [("", "这张表是哪项指标的，看不出来")]


def test_what_cannot_be_stops_the_sheet_at_its_cell(book: Book, tmp_path: Path) -> None:
    number = contest_2024(book)
    path = sheet(
        tmp_path / "表.xlsx",
        ("单位", "党的建设", "党建", "群众满意度"),
        ("青石镇", 101, None, None),
        ("白河镇", -1, 90, 80),
        ("青石镇", 90, None, None),
        ("外县镇", 90, None, None),
    )
    found = scores(book, path, number)
    assert said(found, Level.STOP) == [
        ("B3", "党的建设是负数（-1）"),
        ("B2", "青石镇的党的建设：超过满分100"),
        ("A4", "“青石镇”重复出现，前面 A2 已有"),
    ]
    assert said(found, Level.ASK) == [
        ("C3", "白河镇属乡镇类，不考核“党建”，没有导入"),
        ("D3", "白河镇的“群众满意度”已有评议票，按票计分，没有导入"),
        ("A5", "考核对象中没有“外县镇”"),
    ]
    assert found.left_out[-1].name == "外县镇"


def test_figures_are_converted_to_the_indicators_unit_and_may_be_negative(
    book: Book, tmp_path: Path
) -> None:
    number = contest_2024(book)
    rows = [typed_of(one) for one in evaluation.ground(book, number).indicators]
    rows[1] = replace(rows[1], scoring="完成率", unit="亿元", name="工业产值")
    rows[2] = replace(rows[2], scoring="排名赋分", unit="%", name="税收增幅")
    write_indicators(book, number, rows)
    path = sheet(
        tmp_path / "统计.xlsx",
        ("单位", "工业产值（万元）", "工业产值目标（亿元）", "税收增幅（%）"),
        ("青石镇", 95000, 10, -3.2),
    )
    found = scores(book, path, number)
    assert [(label, new) for _, label, _, new in moved(found)] == [
        ("工业产值", Decimal("9.5")),
        ("工业产值目标值", Decimal(10)),
        ("税收增幅", Decimal("-3.2")),
    ]
    intake.commit(book, found)
    known = evaluation.ground(book, number)
    mark = known.mark(indicator_id(known, "乡镇类", "工业产值"), QINGSHI)
    assert mark is not None
    assert (mark.value, mark.target) == (Decimal("9.5"), Decimal(10))


def test_grades_in_words_are_read_as_words(book: Book, tmp_path: Path) -> None:
    number = contest_2024(book)
    rows = [typed_of(one) for one in evaluation.ground(book, number).indicators]
    rows[0] = replace(rows[0], scoring="区间等级", figures="一类=25；二类=20；三类=10", unit="")
    write_indicators(book, number, rows)
    path = sheet(tmp_path / "表.xlsx", ("单位", "党的建设"), ("青石镇", "一类"), ("白河镇", "特类"))
    found = scores(book, path, number)
    assert moved(found) == [("青石镇", "党的建设", Decimal(95), "一类")]
    assert said(found, Level.STOP) == [("B3", "“特类”不是“党的建设”的等级")]


def test_a_closed_contest_takes_no_sheet_and_a_foreign_table_is_none(
    book: Book, tmp_path: Path
) -> None:
    number = contest_2024(book)
    path = sheet(tmp_path / "表.xlsx", ("单位", "党的建设"), ("青石镇", 90))
    found = scores(book, path, number)
    close(book, number, "会议")
    with pytest.raises(Stale):
        intake.commit(book, found)
    with pytest.raises(BadChoice, match="已办结"):
        scores(book, path, number)
    book.undo("再看")
    other = sheet(tmp_path / "人口.xlsx", ("单位", "户籍人口"), ("青石镇", 5))
    with pytest.raises(BadWorkbook, match="党的建设"):
        scores(book, other, number)
    wrong_year = sheet(
        tmp_path / "旧.xlsx", ("2023年考核得分",), ("单位", "党的建设"), ("青石镇", 90)
    )
    assert "2023 年" in said(scores(book, wrong_year, number), Level.ASK)[0][1]


def test_somebody_who_looks_can_name_the_unit_and_tick_what_is_written(
    book: Book, tmp_path: Path
) -> None:
    number = contest_2024(book)
    path = sheet(
        tmp_path / "表.xlsx", ("单位", "党的建设"), ("青石镇", 90), ("白河片区", 91), ("柳溪镇", 20)
    )
    choices = IntakeChoices(sheet="Sheet1", units={"A3": BAIHE})
    found = intake.preview(book, path, kind="scores", contest_id=number, choices=choices)
    assert [row.subject for row in found.changed] == [QINGSHI, BAIHE, LIUXI]
    assert found.raw is not None
    doubts = [one.doubt for row in found.changed for one in row.differences]
    assert doubts == ["", "", "少了 78.5 %，请核对"]
    ticks = frozenset({("A2", "mark:党的建设"), ("A3", "mark:党的建设")})
    intake.commit(book, found, ticks=ticks)
    again = intake.preview(
        book, path, kind="scores", contest_id=number, choices=IntakeChoices(sheet="Sheet1")
    )
    assert moved(again) == [("柳溪镇", "党的建设", Decimal(93), Decimal(20))]


def test_questions_have_answers_that_work_on_a_sheet_of_scores(book: Book, tmp_path: Path) -> None:
    number = contest_2024(book)
    header = ("单位", "党的建设", "治理分")
    path = sheet(tmp_path / "表.xlsx", header, ("青石镇", 101, 80), ("白河片区", 91, 70))
    decisions = Decisions(IntakeChoices(sheet="Sheet1"))

    def asked(decided: Decisions) -> tuple[Preview, tuple[Question, ...]]:
        found = intake.preview(
            book, path, kind="scores", contest_id=number, choices=decided.choices
        )
        fields = intake.importable(book, "scores", number)
        return found, questions(found, decided, fields)

    _, first = asked(decisions)
    wrong = next(one for one in first if one.cell == "B2")
    assert wrong.place == "B2 青石镇 · 党的建设"
    decisions = answered(decisions, wrong, Answer("填写", AnswerAct.READ, "91"), "Sheet1")
    decisions = with_field(decisions, "C1", "mark:社会治理", "Sheet1")
    again, _ = asked(decisions)
    assert ("青石镇", "党的建设", Decimal(95), Decimal(91)) in moved(again)
    assert ("青石镇", "社会治理", Decimal("90.5"), Decimal(80)) in moved(again)
    intake.commit(book, again, ticks=ticks(again, {("A2", "mark:社会治理"): True}))
    later = sheet(tmp_path / "二.xlsx", header, ("柳溪镇", 93, 60))
    assert moved(scores(book, later, number)) == [
        ("柳溪镇", "社会治理", Decimal("88.5"), Decimal(60))
    ]


FIGURES = st.decimals(-9999, 9999, allow_nan=False, places=4)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(FIGURES, min_size=6, max_size=6))
def test_whatever_was_entered_comes_out_and_in_again_unchanged(
    book: Book, tmp_path: Path, figures: list[Decimal]
) -> None:
    if not evaluation.contests(book):
        number = start(book, ContestTyped(ContestKind.TOWNSHIPS, 2024))
        rows = [typed_of(one) for one in evaluation.ground(book, number).indicators]
        rows[0] = replace(rows[0], scoring="排名赋分", unit="%")
        write_indicators(book, number, rows)
    known = evaluation.ground(book, 1)
    ranked = indicator_id(known, "乡镇类", "党的建设")
    towns = [one for one in known.entrants if one.group == "乡镇类"]
    typed = [
        MarkTyped(one.subject, ranked, format(figure, "f"))
        for one, figure in zip(towns, figures, strict=True)
    ]
    write(book, 1, weigh(known, typed))
    score_form(book, 1, tmp_path / "计分.xlsx")
    found = scores(book, tmp_path / "计分.xlsx", 1)
    assert (found.changed, found.problems_at(Level.STOP)) == ((), ())


# ── votes ────────────────────────────────────────────────────────────────────────────────────────
def test_a_sheet_of_counted_papers_becomes_ballots(book: Book, tmp_path: Path) -> None:
    number = contest_2024(book)
    path = sheet(
        tmp_path / "民调.xlsx",
        ("2024年群众满意度调查",),
        ("单位", "满意票数", "基本满意", "不满意", "不了解"),
        ("白河镇", 62, 25, 8, 5),
        ("青石镇", 70, 20, "4票", None),
    )
    found = scores(book, path, number, "ballots")
    assert moved(found) == [
        ("青石镇", "满意", None, 70),
        ("青石镇", "基本满意", None, 20),
        ("青石镇", "不满意", None, 4),
    ]
    intake.commit(book, found)
    assert book.history(1)[0].label == "导入 1 个单位的评议票（民调.xlsx）"
    known = evaluation.ground(book, number)
    voted = indicator_id(known, "乡镇类", SATISFACTION)
    assert sum(p.count for p in known.ballots_of(QINGSHI) if p.indicator_id == voted) == 94
    assert moved(scores(book, path, number, "ballots")) == []
    book.undo()
    assert evaluation.ground(book, number).ballots_of(QINGSHI) == ()


def test_signed_points_by_dimension_rate_departments(book: Book, tmp_path: Path) -> None:
    names = ("县教育局", "县水利局")
    number = start(book, ContestTyped(ContestKind.DEPARTMENTS, 2024, names=names))
    set_voter_groups(book, number, [("乡镇", "70"), ("社区", "30")])
    dimensions = [one.name for one in evaluation.ground(book, number).indicators]
    path = sheet(
        tmp_path / "评议.xlsx",
        ("部门", "评议主体", "评议单位", *dimensions),
        ("教育局", "乡镇", "青石镇", 90, 90, 90, 90, 90, 90),
        ("县教育局", "乡镇", "白河镇", 80, 80, 80, 80, 80, 80),
        ("县教育局", "社区", None, 70, 70, 70, 70, 70, 170),
        ("县水利局", "群众", None, 70, 70, 70, 70, 70, 70),
    )
    found = scores(book, path, number, "ballots")
    stops = said(found, Level.STOP)
    assert stops[0][0] == "I4"
    assert "评分应在 1 到 100 之间" in stops[0][1]
    assert "没有“群众”这一评议主体" in stops[1][1]
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["I4"] = 70
    workbook.worksheets[0]["B5"] = "社区"
    workbook.save(path)
    intake.commit(book, scores(book, path, number, "ballots"), accept=True)
    score = evaluation.calculate(evaluation.ground(book, number)).entrant("县教育局")
    assert score is not None
    assert score.total == Decimal("80.5")  # 70 % of 85 and 30 % of 70


def test_papers_of_an_indicator_nobody_names_stop(book: Book, tmp_path: Path) -> None:
    number = contest_2024(book)
    rows = [typed_of(one) for one in evaluation.ground(book, number).indicators]
    rows[3] = replace(rows[3], scoring="票决满意度")
    write_indicators(book, number, rows)
    path = sheet(tmp_path / "票.xlsx", ("单位", "满意", "不满意"), ("青石镇", 7, 1))
    found = scores(book, path, number, "ballots")
    assert said(found, Level.STOP) == [("", "这张表是哪项指标的，看不出来")]
