"""The table of indicators: edited, handed out and taken in again; entrants; ballots."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from tests.contest import BAIHE, QINGSHI, SATISFACTION, contest_2024, indicator_id, votes_of
from tests.eight_book import eight_book
from townoffice.desk import evaluation
from townoffice.desk.books import Book
from townoffice.desk.evaluation_ballots import (
    VoteTyped,
    options_of_ballot,
    set_voter_groups,
    weigh_votes,
    write_votes,
)
from townoffice.desk.evaluation_closing import close
from townoffice.desk.evaluation_contests import ContestTyped, rename_contest, start
from townoffice.desk.evaluation_entrants import (
    EntrantTyped,
    add_entrants,
    change_entrants,
    remove_entrants,
)
from townoffice.desk.evaluation_indicator_sheets import (
    commit_indicators,
    export_indicators,
    preview_indicators,
)
from townoffice.desk.evaluation_indicators import (
    IndicatorTyped,
    check_indicator,
    typed_of,
    weights_of,
    write_indicators,
)
from townoffice.desk.imports import imports_page
from townoffice.feedback import BadChoice, BadWorkbook, Stale
from townoffice.records import ContestKind


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with eight_book(tmp_path / "示例县.db") as made:
        yield made


def table_of(book: Book, number: int) -> list[IndicatorTyped]:
    return [typed_of(one) for one in evaluation.ground(book, number).indicators]


# ── the table ────────────────────────────────────────────────────────────────────────────────────
def test_adding_changing_removing_and_reordering_are_one_step(book: Book) -> None:
    number = contest_2024(book)
    rows = table_of(book, number)
    assert write_indicators(book, number, rows) is None
    new = IndicatorTyped(
        "乡镇类", "经济发展", "招商引资", "8", "完成率", "目标值=5；上限倍数=1.2", unit="亿元"
    )
    changed = replace(rows[1], weight="12")
    write_indicators(book, number, [rows[0], new, changed, rows[3], rows[2], *rows[5:]])
    names = [one.name for one in evaluation.ground(book, number).of_group("乡镇类")]
    assert names == ["党的建设", "招商引资", "经济发展", "社会治理", "公共服务"]
    known = evaluation.ground(book, number)
    figures = [(name, str(figure)) for name, figure in known.of_group("乡镇类")[1].figures]
    assert figures == [("target", "5"), ("cap", "1.2")]
    assert known.ballots == ()
    assert book.history(1)[0].label == "修改考核指标：共 4 处（2024年度乡镇（街道）考核）"
    book.undo()
    assert table_of(book, number) == rows
    assert len(evaluation.ground(book, number).ballots) == 4


def test_weights_must_add_up_before_ranking_and_closing(book: Book) -> None:
    number = contest_2024(book)
    rows = table_of(book, number)
    rows[0] = replace(rows[0], weight="30")
    assert {g: str(w) for g, w in weights_of(rows).items()} == {"乡镇类": "105", "街道类": "100"}
    write_indicators(book, number, rows)
    page = evaluation.page(evaluation.ground(book, number))
    assert "分值合计为105" in page.stops[0].problem.what
    row = page.row(QINGSHI)
    assert row is not None
    assert row.score.rank is None
    with pytest.raises(BadChoice, match="分值合计为105"):
        close(book, number, "会议")


def test_a_subdistrict_is_not_asked_for_investment_nor_judged_by_a_department(book: Book) -> None:
    number = contest_2024(book)
    rows = table_of(book, number)
    barred = replace(rows[5], name="招商引资", source="县经信局")
    write_indicators(book, number, [*rows[:5], barred, *rows[6:]])
    said = [one.problem.what for one in evaluation.page(evaluation.ground(book, number)).stops]
    assert any("招商引资" in what for what in said)
    assert any("县经信局" in what for what in said)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (IndicatorTyped("乡镇类", "经济", " ", "5"), "name"),
        (IndicatorTyped("乡镇类", "经济", "税收", "零"), "weight"),
        (IndicatorTyped("乡镇类", "经济", "税收", "0"), "weight"),
        (IndicatorTyped("乡镇类", "经济", "税收", "5", "看着给"), "scoring"),
        (IndicatorTyped("乡镇类", "经济", "税收", "5", "完成率", "目标值"), "figures"),
        (IndicatorTyped("乡镇类", "经济", "税收", "5", "完成率", "首位得分=3"), "figures"),
        (IndicatorTyped("乡镇类", "经济", "税收", "5", "区间等级", "0=0；60=9"), "figures"),
        (IndicatorTyped("乡镇类", "经济", "公共服务", "5"), "name"),
    ],
)
def test_a_fault_is_told_at_its_field(book: Book, row: IndicatorTyped, field: str) -> None:
    number = start(book, ContestTyped(ContestKind.TOWNSHIPS, 2024))
    rows = table_of(book, number)
    assert set(check_indicator(row, rows)) == {field}
    with pytest.raises(BadChoice):
        write_indicators(book, number, [*rows, row])


# ── as a workbook ────────────────────────────────────────────────────────────────────────────────
def test_the_table_comes_in_again_as_nothing_changed(book: Book, tmp_path: Path) -> None:
    number = contest_2024(book)
    export_indicators(book, number, tmp_path / "指标.xlsx")
    found = preview_indicators(book, number, tmp_path / "指标.xlsx")
    assert (found.moves, found.problems) == ((), ())
    assert commit_indicators(book, found) is None


def test_a_changed_table_is_shown_old_to_new_and_taken_in_as_one_step(
    book: Book, tmp_path: Path
) -> None:
    number = contest_2024(book)
    path = tmp_path / "指标.xlsx"
    export_indicators(book, number, path)
    workbook = openpyxl.load_workbook(path)
    page = workbook.worksheets[0]
    page["D3"], page["E3"], page["F4"], page["G4"] = "基层党建", 27, "完成率", "目标值=9.5"
    page["E5"] = 18
    page.delete_rows(12)
    workbook.save(path)
    found = preview_indicators(book, number, path)
    assert [(m.name, m.what, m.old, m.new) for m in found.moves] == [
        ("党的建设", "指标", "党的建设", "基层党建"),
        ("党的建设", "分值", "25", "27"),
        ("经济发展", "计分方法", "评分", "完成率"),
        ("经济发展", "计分参数", "—", "目标值=9.5"),
        ("公共服务", "分值", "20", "18"),
        ("群众满意度", "删除", "群众满意度 15 分，票决满意度，连同2 格得分", "—"),
    ]
    with pytest.raises(BadChoice, match="没有 1 项原有的指标"):
        commit_indicators(book, found)
    commit_indicators(book, found, accept=True)
    known = evaluation.ground(book, number)
    mark = known.mark(indicator_id(known, "乡镇类", "基层党建"), QINGSHI)
    assert mark is not None
    assert imports_page(book).lines[0].kind == "考核指标"
    with pytest.raises(Stale):
        commit_indicators(book, found, accept=True)


def test_a_wrong_line_stops_the_workbook_at_its_cell(book: Book, tmp_path: Path) -> None:
    number = start(book, ContestTyped(ContestKind.TOWNSHIPS, 2024))
    path = tmp_path / "表.xlsx"
    workbook = openpyxl.Workbook()
    page = workbook.worksheets[0]
    for row in (
        ("2024年考核指标表",),
        ("组别", "一级指标", "考核指标", "分值", "计分方法"),
        ("乡镇类", "党的建设", "党建", 60, "评分"),
        (None, None, "作风", "四十", "评分"),
        ("合计", None, None, 100, None),
    ):
        page.append(row)
    workbook.save(path)
    found = preview_indicators(book, number, path)
    assert [(p.cell, p.what) for p in found.stops] == [("C4", "分值须是大于 0 的数")]
    assert [(row.group, row.section) for row in found.table] == [("乡镇类", "党的建设")] * 2
    with pytest.raises(BadChoice, match="分值须是大于 0 的数"):
        commit_indicators(book, found)
    with pytest.raises(BadWorkbook):
        preview_indicators(book, number, _other_table(tmp_path))


def _other_table(folder: Path) -> Path:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(("单位", "人口"))
    workbook.worksheets[0].append(("青石镇", 5))
    workbook.save(folder / "别的.xlsx")
    return folder / "别的.xlsx"


# ── who is rated ─────────────────────────────────────────────────────────────────────────────────
def test_groups_and_difficulty_are_set_in_one_step(book: Book) -> None:
    number = contest_2024(book)
    change_entrants(book, number, [EntrantTyped(BAIHE, "乡镇类", "1.05")])
    assert book.history(1)[0].label == "修改白河镇难度系数 无 → 1.05（2024年度乡镇（街道）考核）"
    row = evaluation.page(evaluation.ground(book, number)).row(BAIHE)
    assert row is not None
    assert row.score.base is not None
    assert row.score.difficulty is not None
    with pytest.raises(BadChoice, match="难度系数“0”"):
        change_entrants(book, number, [EntrantTyped(BAIHE, "乡镇类", "0")])
    with pytest.raises(BadChoice, match="组别"):
        change_entrants(book, number, [EntrantTyped(BAIHE, "")])
    assert change_entrants(book, number, [EntrantTyped(BAIHE, "乡镇类", "1.05")]) is None


def test_an_entrant_goes_with_its_marks_and_comes_back_without_them(book: Book) -> None:
    number = contest_2024(book)
    remove_entrants(book, number, [BAIHE])
    known = evaluation.ground(book, number)
    assert BAIHE not in {mark.subject for mark in known.marks}
    assert known.ballots_of(BAIHE) == ()
    assert add_entrants(book, number, ["青石镇"], "乡镇类") is None
    add_entrants(book, number, ["白河镇"], "乡镇类")
    assert evaluation.ground(book, number).entrant(BAIHE) is not None
    with pytest.raises(BadChoice, match="没有“无名镇”"):
        add_entrants(book, number, ["无名镇"], "乡镇类")


def test_a_contest_is_renamed(book: Book) -> None:
    number = contest_2024(book)
    rename_contest(book, number, "2024年度综合考核")
    assert evaluation.contest_of(book, number).title == "2024年度综合考核"
    assert rename_contest(book, number, "2024年度综合考核") is None


# ── ballots ──────────────────────────────────────────────────────────────────────────────────────
def test_papers_are_counted_by_option_and_cleared_again(book: Book) -> None:
    number = contest_2024(book)
    known = evaluation.ground(book, number)
    voted = next(one for one in known.of_group("乡镇类") if one.name == SATISFACTION)
    assert options_of_ballot(known, voted) == ("满意", "基本满意", "不满意", "不了解", "弃权")
    cell = VoteTyped(BAIHE, "", option="不了解", indicator_id=voted.id)
    write_votes(book, number, weigh_votes(known, [cell]))
    assert len(evaluation.ground(book, number).ballots) == 3
    assert book.history(1)[0].label == "录入评议票 白河镇不了解 5 → 空（2024年度乡镇（街道）考核）"
    bad = [
        replace(cell, text="一半"),
        replace(cell, option="凑合", text="3"),
        replace(cell, indicator_id=indicator_id(known, "乡镇类", "党的建设"), text="3"),
        replace(cell, subject="无", text="3"),
    ]
    assert all(change.refused for change in weigh_votes(known, bad))


def test_voter_groups_weigh_together_100_and_keep_those_that_voted(book: Book) -> None:
    number = start(
        book, ContestTyped(ContestKind.DEPARTMENTS, 2024, names=("县教育局", "县水利局"))
    )
    with pytest.raises(BadChoice, match="合计 90"):
        set_voter_groups(book, number, [("乡镇", "60"), ("社区", "30")])
    set_voter_groups(book, number, [("乡镇", "60"), ("社区", "40")])
    assert book.history(1)[0].label.startswith("设评议主体：乡镇 60%、社区 40%")
    known = evaluation.ground(book, number)
    votes = [
        VoteTyped("县教育局", text, "乡镇", dimension=one.name, voter="青石镇")
        for one, text in zip(known.indicators, ("90", "85", "101", "80", "95", "88"), strict=True)
    ]
    changes = weigh_votes(known, votes)
    assert [change.refused for change in changes] == [False, False, True, False, False, False]
    write_votes(book, number, changes)
    with pytest.raises(BadChoice, match="“乡镇”已有评议票"):
        set_voter_groups(book, number, [("社区", "100")])
    (stranger,) = weigh_votes(known, [replace(votes[0], voter_group="群众")])
    assert stranger.refused


def test_a_department_is_rated_by_townships_and_told_what_it_is_worth(book: Book) -> None:
    number = start(
        book, ContestTyped(ContestKind.DEPARTMENTS, 2024, names=("县教育局", "县水利局"))
    )
    known = evaluation.ground(book, number)
    votes = [
        VoteTyped(one.subject, text, dimension=dimension.name, voter=voter)
        for one, texts in zip(known.entrants, (("90", "80"), ("70", "60")), strict=True)
        for voter, text in zip(("青石镇", "白河镇"), texts, strict=True)
        for dimension in known.indicators
    ]
    write_votes(book, number, weigh_votes(known, votes))
    result = evaluation.calculate(evaluation.ground(book, number))
    first, second = result.entrants
    assert (first.name, first.total, second.total) == ("县教育局", Fraction(85), Fraction(65))
    assert first.reverse is not None
    assert first.reverse.worth == first.reverse.weight * 85


def test_votes_that_moved_meanwhile_are_not_written_over(book: Book) -> None:
    number = contest_2024(book)
    known = evaluation.ground(book, number)
    again = [replace(one, text="7") for one in votes_of(known)]
    changes = weigh_votes(known, again)
    write_votes(book, number, weigh_votes(known, [replace(again[0], text="9")]))
    with pytest.raises(Stale):
        write_votes(book, number, changes)
