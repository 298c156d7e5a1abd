"""A dirty file looked at before it is imported: corrections, answers, ticks, what is written."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests import dirty
from tests.sheets import forms
from townoffice.book import Book
from townoffice.desk import answering, intake
from townoffice.desk.doubts import ticks
from townoffice.desk.questions import questions
from townoffice.feedback import BadChoice, BadWorkbook, Level, Stale
from townoffice.records import (
    AnswerAct,
    ColumnChoice,
    Decisions,
    Indicators,
    IntakeChoices,
    LineRole,
    Preview,
    Question,
)

FIELDS = intake.importable()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with dirty.book(tmp_path / "book.db") as made:
        yield made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return dirty.file(tmp_path)


def look(book: Book, path: Path, decisions: Decisions | None = None) -> Preview:
    decisions = decisions or Decisions()
    return intake.preview(book, path, choices=decisions.choices)


def at(found: Preview, cell: str, decisions: Decisions | None = None) -> Question:
    asked = questions(found, decisions or Decisions(), FIELDS)
    return next(q for q in asked if q.cell == cell)


def give(found: Preview, cell: str, act: AnswerAct, decisions: Decisions) -> Decisions:
    question = at(found, cell, decisions)
    answer = next(a for a in question.answers if a.act is act)
    return answering.answered(decisions, question, answer, found.sheet)


def changed(found: Preview) -> dict[str, tuple[object, object]]:
    return {d.cell: (d.old, d.new) for row in found.changed for d in row.differences}


def figures(book: Book, name: str, year: int = 2024) -> Indicators:
    unit = next(t for t in book.townships() if t.name == name)
    return next(row for row in book.indicators(year) if row.township_id == unit.id)


# ── the sheet as it stands ───────────────────────────────────────────────────────────────────────
def test_the_preview_carries_the_sheet_with_its_bands(book: Book, path: Path) -> None:
    raw = look(book, path).raw
    assert raw is not None
    assert [(line.label, line.role) for line in raw.lines] == [
        *((str(n), LineRole.TITLE) for n in (1, 2)),
        *((str(n), LineRole.HEADER) for n in (3, 4)),
        *((str(n), LineRole.DATA) for n in range(5, 13)),
        ("13", LineRole.TOTAL),
        ("14", LineRole.NOTE),
        ("15", LineRole.NOTE),
    ]
    assert raw.header == (2, 3)
    assert raw.lines[11].cells[3] == "4.8l"
    assert 3 not in raw.lines[11].numbers
    assert (raw.lines[14].hidden, raw.lines[13].hidden) == (True, False)
    assert raw.find("D12") == (11, 3)
    assert raw.address(11, 3) == "D12"
    assert raw.find("Z99") is None
    assert [sheet.name for sheet in look(book, path).sheets] == ["Sheet1", "说明"]


def test_a_sheet_that_begins_elsewhere_keeps_its_addresses(book: Book, tmp_path: Path) -> None:
    path = forms.xlsx(tmp_path / "偏.xlsx", [forms.HEADER, *forms.UNITS], at=(4, 2))
    raw = look(book, path).raw
    assert raw is not None
    assert raw.places[0] == "C"
    assert raw.lines[0].label == "5"
    assert raw.lines[raw.find("D6")[0]].cells[1] == "青石镇"  # type: ignore[index]  # it is there


def test_a_turned_sheet_is_shown_as_it_is_read(book: Book, tmp_path: Path) -> None:
    turned = list(zip(forms.HEADER, *forms.UNITS, strict=True))
    raw = look(book, forms.xlsx(tmp_path / "横.xlsx", turned)).raw
    assert raw is not None
    assert raw.turned
    assert raw.lines[1].label == "B"
    assert raw.address(1, 2) == "B3"
    assert raw.find("B3") == (1, 2)


# ── doubts, answers, ticks ───────────────────────────────────────────────────────────────────────
def test_without_choices_nothing_is_carried_and_nothing_doubted(book: Book, path: Path) -> None:
    found = intake.preview(book, path)
    assert found.raw is None
    assert all(not row.cells and not d.doubt for row in found.rows for d in row.differences)
    with pytest.raises(BadChoice, match="必须改正"):
        intake.commit(book, found, accept=True)


def test_a_change_by_more_than_half_starts_unticked(book: Book, path: Path) -> None:
    found = look(book, path)
    assert len(changed(found)) == 7
    unticked = set(changed(found)) - {
        d.cell
        for r in found.changed
        for d in r.differences
        if (r.cell, d.field) in ticks(found, {})
    }
    assert unticked == {"G10"}
    assert "56.8 %" in at(found, "G10").what


def test_only_what_is_ticked_is_written(book: Book, path: Path) -> None:
    found = look(book, path)
    changes = intake.commit(book, found, ticks=ticks(found, {}))
    assert changes is not None
    assert figures(book, "高坪乡").fiscal_revenue == Decimal(1760)
    assert figures(book, "北岸街道").resident_population == 47300
    assert figures(book, "青石镇").fiscal_revenue == Decimal(18650)
    [log] = book.imports()
    assert (log.added, log.changed) == (0, 4)
    book.undo()
    assert figures(book, "青石镇").fiscal_revenue == Decimal(17980)


def test_nothing_ticked_writes_nothing(book: Book, path: Path) -> None:
    version = book.version
    assert intake.commit(book, look(book, path), ticks=frozenset()) is None
    assert book.version == version


def test_a_tick_set_by_hand_is_written(book: Book, path: Path) -> None:
    found = look(book, path)
    decisions = give(found, "G10", AnswerAct.TAKE, Decisions())
    assert at(found, "G10", decisions).settled
    intake.commit(book, found, ticks=ticks(found, decisions.by_hand))
    assert figures(book, "高坪乡").fiscal_revenue == Decimal(760)


def test_a_mistyped_number_is_read_as_it_was_meant(book: Book, path: Path) -> None:
    found = look(book, path)
    question = at(found, "D12")
    assert (question.level, question.place) == (Level.STOP, "D12 北岸街道 · 常住人口")
    assert [a.label for a in question.answers] == ["改为 4.81", "填写…", "先空着"]
    decisions = give(found, "D12", AnswerAct.READ, Decisions())
    again = look(book, path, decisions)
    assert changed(again)["D12"] == (47300, 48100)
    assert again.problems_at(Level.STOP) == ()
    assert again.raw is not None
    assert again.raw.lines[11].cells[3] == "4.8l"  # the clerk's own sheet stays as it is
    back = give(again, "D12", AnswerAct.BACK, decisions)
    assert back.choices.cells == {}


def test_a_wrong_cell_left_open_keeps_what_the_book_has(book: Book, path: Path) -> None:
    decisions = give(look(book, path), "D12", AnswerAct.OPEN, Decisions())
    again = look(book, path, decisions)
    assert "D12" not in changed(again)
    assert again.problems_at(Level.STOP) == ()


def test_a_sum_that_differs_needs_no_more_than_to_be_seen(book: Book, path: Path) -> None:
    found = look(book, path)
    assert at(found, "C13").place == "C13 合计 · 户籍人口"
    decisions = give(found, "C13", AnswerAct.SEEN, Decisions())
    assert at(found, "C13", decisions).settled
    assert decisions.choices == IntakeChoices(sheet=None)


def test_a_hidden_row_that_repeats_another_is_said_and_stops_nothing(
    book: Book, path: Path
) -> None:
    question = at(look(book, path), "B15")
    assert (question.level, question.settled, question.place) == (Level.NOTE, True, "第 15 行")
    assert "B5" in question.what


def test_an_office_name_is_confirmed_or_left_out(book: Book, path: Path) -> None:
    found = look(book, path)
    assert [a.label for a in at(found, "B11").answers] == ["对，是南湖街道", "不导入这一行"]
    yes = look(book, path, give(found, "B11", AnswerAct.UNIT, Decisions()))
    assert changed(yes)["D11"] == (81300, 83200)
    assert not [p for p in yes.problems_at(Level.ASK) if p.cell == "B11"]
    left = look(book, path, give(found, "B11", AnswerAct.LEAVE_LINE, Decisions()))
    assert "D11" not in changed(left)
    assert [t.name for t in left.missing] == ["南湖街道"]


def test_a_line_can_be_said_to_be_another_unit(book: Book, tmp_path: Path) -> None:
    path = forms.xlsx(tmp_path / "别名.xlsx", [("名称", "户籍人口（人）"), ("青石新区", 68300)])
    found = look(book, path)
    assert [a.act for a in at(found, "A2").answers] == [
        AnswerAct.CHOOSE_UNIT,
        AnswerAct.LEAVE_LINE,
    ]
    choices = IntakeChoices(sheet="表", units={"A2": "999901100"})
    again = intake.preview(book, path, year=2024, choices=choices)
    assert changed(again) == {"B2": (68200, 68300)}
    with pytest.raises(BadChoice, match="没有代码"):
        intake.preview(book, path, choices=IntakeChoices(sheet="表", units={"A2": "999901999"}))


# ── another sheet, header, column, unit ──────────────────────────────────────────────────────────
def test_columns_can_be_taken_for_others_or_left_out(book: Book, path: Path) -> None:
    found = look(book, path)
    swapped = answering.with_field(Decisions(), "D4", "registered_population", found.sheet)
    again = look(book, path, swapped)
    assert {c.cell: c.field for c in again.columns}["D4"] == "registered_population"
    assert {c.cell: c.field for c in again.columns}["C4"] is None
    assert changed(again)["D5"] == (68200, 74100)
    left = look(book, path, answering.with_field(Decisions(), "G4", "", found.sheet))
    assert not any(cell.startswith("G") for cell in changed(left))


def test_a_field_given_to_a_second_column_leaves_the_first(book: Book, path: Path) -> None:
    once = answering.with_field(Decisions(), "F4", "fiscal_revenue", "Sheet1")
    twice = answering.with_field(once, "E4", "fiscal_revenue", "Sheet1")
    assert twice.choices.columns == {
        "F4": ColumnChoice(field=""),
        "E4": ColumnChoice(field="fiscal_revenue"),
    }


def test_a_column_can_be_read_in_another_unit(book: Book, path: Path) -> None:
    said = answering.with_unit(Decisions(), "G4", "亿元", "Sheet1")
    again = look(book, path, said)
    assert changed(again)["G10"] == (Decimal(1760), Decimal(7600000))
    with pytest.raises(BadChoice, match="不是财政收入的单位"):
        look(book, path, answering.with_unit(Decisions(), "G4", "亩", "Sheet1"))
    with pytest.raises(BadChoice, match="没有“nothing”这个指标"):
        look(book, path, answering.with_field(Decisions(), "G4", "nothing", "Sheet1"))


def test_any_column_can_be_the_countys_own_indicator(book: Book, path: Path) -> None:
    again = look(book, path, answering.with_field(Decisions(), "A4", "own:", "Sheet1"))
    assert {c.cell: c.field for c in again.columns}["A4"] == "own:序号"
    assert changed(again)["A5"] == (None, Decimal(1))


def test_a_column_whose_unit_cannot_be_is_barred_until_it_is_settled(
    book: Book, tmp_path: Path
) -> None:
    rows: forms.Rows = [("名称", "面积（万人）"), ("青石镇", 90)]
    path = forms.xlsx(tmp_path / "错.xlsx", rows)
    found = look(book, path)
    [difference] = found.changed[0].differences
    assert difference.barred
    assert ticks(found, {("A2", "area_km2"): True}) == frozenset()
    with pytest.raises(BadChoice, match="还不能导入"):
        intake.commit(book, found, ticks=frozenset({("A2", "area_km2")}))
    settled = give(found, "B1", AnswerAct.COLUMN_UNIT, Decisions())
    again = look(book, path, settled)
    assert ticks(again, {}) == {("A2", "area_km2")}


def test_a_doubtful_column_starts_unticked_until_it_is_confirmed(
    book: Book, tmp_path: Path
) -> None:
    path = forms.xlsx(tmp_path / "人口.xlsx", [("名称", "总人口"), ("青石镇", 68300)])
    found = look(book, path)
    assert ticks(found, {}) == frozenset()
    confirmed = give(found, "B1", AnswerAct.FIELD, Decisions())
    again = look(book, path, confirmed)
    assert ticks(again, {}) == {("A2", "registered_population")}


def test_a_header_nobody_finds_can_be_pointed_at(book: Book, tmp_path: Path) -> None:
    rows: forms.Rows = [("甲", "乙"), ("青石镇", 68300), ("白河镇", 51400)]
    path = forms.xlsx(tmp_path / "无.xlsx", rows)
    with pytest.raises(BadWorkbook):
        intake.preview(book, path)
    found = look(book, path)
    assert found.raw is not None
    assert found.raw.header is None
    [question] = [q for q in questions(found, Decisions(), FIELDS) if not q.settled]
    assert [a.act for a in question.answers] == [AnswerAct.HEADER]
    said = answering.with_header((0, 0), "表")
    said = answering.with_field(said, "A1", "name", "表")
    said = answering.with_field(said, "B1", "registered_population", "表")
    again = look(book, path, said)
    assert again.raw is not None
    assert again.raw.header == (0, 0)
    assert changed(again) == {"B2": (68200, 68300), "B3": (51620, 51400)}


def test_another_sheet_can_be_read(book: Book, tmp_path: Path) -> None:
    others: dict[str, forms.Rows] = {"去年": [("名称", "户籍人口（人）"), ("青石镇", 67000)]}
    path = forms.xlsx(tmp_path / "两.xlsx", [forms.HEADER, *forms.UNITS], others=others)
    found = look(book, path)
    asked = questions(found, Decisions(), FIELDS)
    question = next(q for q in asked if q.place == "工作表“去年”")
    said = answering.answered(Decisions(), question, question.answers[0], found.sheet)
    assert changed(look(book, path, said)) == {"B2": (68200, 67000)}


# ── new units ────────────────────────────────────────────────────────────────────────────────────
def test_a_new_unit_is_ticked_as_a_whole(book: Book, tmp_path: Path) -> None:
    rows: forms.Rows = [
        forms.HEADER,
        ("999901110", "新桥镇", 20000, 90, 60000),
        ("888801100", "别县镇", 20000, 90, 60000),
        ("999901111", "小镇", 12, 90, 60000),
    ]
    found = look(book, forms.xlsx(tmp_path / "新.xlsx", rows))
    assert ticks(found, {}) == {("B2", "")}
    assert at(found, "C4").tick == ("B4", "")
    intake.commit(book, found, ticks=ticks(found, {}))
    assert {t.name for t in book.townships()} >= {"新桥镇"}
    assert not {t.name for t in book.townships()} & {"别县镇", "小镇"}


def test_the_book_must_not_have_moved_on(book: Book, path: Path) -> None:
    found = look(book, path)
    intake.commit(book, found, ticks=ticks(found, {}))
    with pytest.raises(Stale):
        intake.commit(book, found, ticks=ticks(found, {}))
