"""From a clerk's file to the book: preview, commit, undo."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.journeys.clerk import cells, counts, fill, form, opened
from tests.sheets import forms
from townoffice.book import Book
from townoffice.desk import intake
from townoffice.feedback import BadChoice, BadWorkbook, Level, NotFound, Stale
from townoffice.records import Kind, Measure

FIVE = (
    "01_规范表.xlsx",
    "02_双层表头.xlsx",
    "03_其他单位.xlsx",
    "04_分类小计.xls",
    "05_统计局.csv",
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with opened(tmp_path) as made:
        yield made


@pytest.fixture
def filled(book: Book, tmp_path: Path) -> Book:
    return fill(book, tmp_path)


# ── the five files of other people ───────────────────────────────────────────────────────────────
@pytest.mark.parametrize("name", FIVE)
def test_the_five_county_forms_read_as_their_truth(
    book: Book, shared_data: Path, name: str
) -> None:
    folder = shared_data / "county_forms"
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))[name]
    found = intake.preview(book, folder / name)
    document = json.loads(json.dumps(intake.as_json(found, committed=False)))
    rows = {row["code"]: row for row in document["rows"]}
    assert len(rows) == len(truth)
    for expected in truth:
        assert expected == {key: rows[expected["code"]][key] for key in expected}
    named = {key for row in truth for key in row}
    assert all(rows[code][key] is None for code in rows for key in KEYS - named)
    assert [p["level"] for p in document["problems"] if p["level"] != "note"] == []


KEYS = {
    "kind",
    "registered_population",
    "resident_population",
    "urban_population",
    "area_km2",
    "gdp",
    "fiscal_revenue",
    "admin_posts",
    "institution_posts",
    "admin_actual",
    "institution_actual",
    "leadership_posts",
    "leadership_actual",
}


def test_the_five_forms_one_after_the_other_change_only_what_is_new(
    book: Book, shared_data: Path
) -> None:
    for name in FIVE:
        path = shared_data / "county_forms" / name
        intake.commit(book, intake.preview(book, path, year=2024))
        assert counts(intake.preview(book, path, year=2024)) == (0, 0, 8, 0)
    assert len(book.townships()) == 8
    assert [log.file_name for log in book.imports()] == ["01_规范表.xlsx"]
    assert len(book.history()) == 1


# ── preview and commit ───────────────────────────────────────────────────────────────────────────
def test_a_first_import_adds_units_with_their_kind_from_the_code(
    book: Book, tmp_path: Path
) -> None:
    path = form(tmp_path, forms.HEADER, *map(tuple, forms.UNITS))
    found = intake.preview(book, path, year=2024)
    assert book.version == 0
    assert counts(found) == (4, 0, 0, 0)
    assert (found.file_name, len(found.file_digest)) == ("表.xlsx", 64)
    changes = intake.commit(book, found)
    assert changes is not None
    assert changes.label == "导入 4 个乡镇（表.xlsx）"
    assert [(t.code, t.name, t.kind) for t in book.townships()] == [
        ("999901001", "南湖街道", Kind.SUBDISTRICT),
        ("999901100", "青石镇", Kind.TOWN),
        ("999901101", "白河镇", Kind.TOWN),
        ("999901200", "双桥乡", Kind.TOWNSHIP),
    ]
    by_id = {row.township_id: row for row in book.indicators(2024)}
    green = next(t for t in book.townships() if t.code == "999901100")
    assert green.id is not None
    assert by_id[green.id].registered_population == 68200
    assert by_id[green.id].area_km2 == Decimal("86.4")
    [log] = book.imports()
    assert (log.added, log.changed, log.year, log.file_digest) == (4, 0, 2024, found.file_digest)


def test_an_import_is_one_step_to_undo(filled: Book) -> None:
    filled.undo()
    assert filled.townships() == ()
    assert filled.indicators(2024) == ()
    filled.redo()
    assert len(filled.townships()) == 4


def test_differences_show_old_and_new_with_their_cell(filled: Book, tmp_path: Path) -> None:
    rows = [list(row) for row in forms.UNITS]
    rows[1][2] = 51500
    found = intake.preview(filled, form(tmp_path, forms.HEADER, *map(tuple, rows)), year=2024)
    assert counts(found) == (0, 1, 3, 0)
    [difference] = found.changed[0].differences
    assert (difference.label, difference.old, difference.new) == ("户籍人口", 51400, 51500)
    assert difference.cell == "C3"
    intake.commit(filled, found)
    assert 51500 in {row.registered_population for row in filled.indicators(2024)}


def test_units_the_file_does_not_name_stay_and_are_listed(filled: Book, tmp_path: Path) -> None:
    path = form(tmp_path, forms.HEADER, tuple(forms.UNITS[0]))
    found = intake.preview(filled, path, year=2024)
    assert counts(found) == (0, 0, 1, 3)
    assert intake.commit(filled, found) is None
    assert len(filled.history()) == 1


def test_an_open_cell_leaves_the_figure_of_the_book_alone(filled: Book, tmp_path: Path) -> None:
    path = form(tmp_path, forms.HEADER, ("999901100", "青石镇", None, "—", 512300))
    found = intake.preview(filled, path, year=2024)
    assert counts(found) == (0, 0, 1, 3)
    assert any("保留不动" in p.what for p in found.problems_at(Level.NOTE))


def test_a_stop_blocks_even_when_accepted(book: Book, tmp_path: Path) -> None:
    path = form(tmp_path, forms.HEADER, ("999901100", "青石镇", -1, 5, 6))
    found = intake.preview(book, path, year=2024)
    assert cells(found, Level.STOP) == ["C2"]
    with pytest.raises(BadChoice, match="必须改正"):
        intake.commit(book, found, accept=True)
    assert book.version == 0


def test_an_ask_needs_to_be_accepted(filled: Book, tmp_path: Path) -> None:
    path = form(tmp_path, forms.HEADER, ("999901100", "青石镇", 682000, 86.4, 512300))
    found = intake.preview(filled, path, year=2024)
    assert cells(found, Level.ASK) == []
    path = form(tmp_path, forms.HEADER, ("999901100", "青石镇", 682001, 86.4, 512300))
    found = intake.preview(filled, path, year=2024)
    assert cells(found, Level.ASK) == ["C2"]
    with pytest.raises(BadChoice, match="需要确认"):
        intake.commit(filled, found)
    assert intake.commit(filled, found, accept=True) is not None


def test_a_preview_of_an_older_book_is_refused(filled: Book, tmp_path: Path) -> None:
    path = form(tmp_path, forms.HEADER, ("999901100", "青石镇", 68300, 86.4, 512300))
    found = intake.preview(filled, path, year=2024)
    filled.undo()
    with pytest.raises(Stale):
        intake.commit(filled, found)


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (("999901100", "青石镇", 68200, 30000, 512300), "D2", "不合常理"),
        (("999901100", "青石镇", 68200, 0.5, 512300), "D2", "每平方公里"),
        (("999901100", "青石镇", 12, 86.4, 512300), "C2", "不合常理"),
        (("888801100", "别县镇", 68200, 86.4, 512300), "A2", "不是测试县的"),
        (("999901400", "开发区", 68200, 86.4, 512300), "B2", "看不出来"),
        (("999901401", "新城街道", 68200, 86.4, 512300), "B2", "按名称当作街道"),
    ],
)
def test_what_is_unlikely_is_asked_at_its_cell(
    book: Book, tmp_path: Path, row: tuple[forms.Out, ...], cell: str, words: str
) -> None:
    found = intake.preview(book, form(tmp_path, forms.HEADER, row), year=2024)
    [problem] = found.problems_at(Level.ASK)
    assert problem.cell == cell
    assert words in problem.what
    assert problem.sheet == "表"


# ── posts are dated ──────────────────────────────────────────────────────────────────────────────
POSTS = ("代码", "名称", "核定行政编制", "实有行政", "文号")


def facts(book: Book) -> list[tuple[Measure, int, date, str | None]]:
    return [(f.measure, f.count, f.since, f.doc_no) for f in book.post_facts()]


def test_posts_are_written_as_of_the_end_of_the_year_and_only_where_they_differ(
    book: Book, tmp_path: Path
) -> None:
    first = form(tmp_path, POSTS, ("999901100", "青石镇", 34, 32, "测编〔2022〕1号"))
    intake.commit(book, intake.preview(book, first, year=2022))
    end = date(2022, 12, 31)
    both = [
        (Measure.AUTHORIZED, 34, end, "测编〔2022〕1号"),
        (Measure.ACTUAL, 32, end, None),
    ]
    assert facts(book) == both
    assert counts(intake.preview(book, first, year=2024)) == (0, 0, 1, 0)
    second = form(tmp_path, POSTS, ("999901100", "青石镇", 34, 33, None))
    intake.commit(book, intake.preview(book, second, year=2024))
    assert facts(book) == [*both, (Measure.ACTUAL, 33, date(2024, 12, 31), None)]
    corrected = form(tmp_path, POSTS, ("999901100", "青石镇", 34, 31, None))
    intake.commit(book, intake.preview(book, corrected, year=2024))
    assert facts(book) == [*both, (Measure.ACTUAL, 31, date(2024, 12, 31), None)]


def test_a_new_document_number_alone_is_a_change(book: Book, tmp_path: Path) -> None:
    first = form(tmp_path, POSTS, ("999901100", "青石镇", 34, 32, "测编〔2022〕1号"))
    intake.commit(book, intake.preview(book, first, year=2022))
    second = form(tmp_path, POSTS, ("999901100", "青石镇", 34, 32, "测编〔2024〕9号"))
    found = intake.preview(book, second, year=2024)
    assert [d.field for d in found.changed[0].differences] == ["doc_no"]
    intake.commit(book, found)
    assert facts(book)[-1] == (Measure.AUTHORIZED, 34, date(2024, 12, 31), "测编〔2024〕9号")
    assert counts(intake.preview(book, second, year=2024)) == (0, 0, 1, 0)


# ── the year ─────────────────────────────────────────────────────────────────────────────────────
def test_the_year_comes_from_the_option_the_file_the_book_or_the_calendar(
    book: Book, tmp_path: Path
) -> None:
    bare = form(tmp_path, forms.HEADER, tuple(forms.UNITS[0]))
    titled = form(
        tmp_path, ("2023年基本情况",), forms.HEADER, tuple(forms.UNITS[0]), name="题.xlsx"
    )
    found = intake.preview(book, bare)
    assert any("去年" in p.what for p in found.problems_at(Level.NOTE))
    found = intake.preview(book, titled)
    assert (found.year, found.problems) == (2023, ())
    intake.commit(book, found)
    found = intake.preview(book, bare)
    assert found.year == 2023
    assert any("台账最新" in p.what for p in found.problems_at(Level.NOTE))
    found = intake.preview(book, titled, year=2022)
    assert found.year == 2022
    assert any("2023 年" in p.what for p in found.problems_at(Level.NOTE))
    with pytest.raises(BadChoice):
        intake.preview(book, bare, year=24)


def test_what_is_no_table_or_no_sheet_of_it_is_refused(book: Book, tmp_path: Path) -> None:
    with pytest.raises(BadWorkbook):
        intake.preview(book, form(tmp_path, ("姓名", "年龄"), ("甲", 3)))
    with pytest.raises(NotFound):
        intake.preview(book, form(tmp_path, forms.HEADER), sheet="没有")


# ── the JSON shape ───────────────────────────────────────────────────────────────────────────────
def test_the_json_has_the_shape_of_the_shell_door(filled: Book, tmp_path: Path) -> None:
    header = ("代码", "名称", "面积（亩）", "绿化率（%）")
    path = form(
        tmp_path, header, ("999901100", "青石镇", 129600, 61.5), ("合计", None, 129601, None)
    )
    document = json.loads(json.dumps(intake.as_json(intake.preview(filled, path), committed=False)))
    assert document["kind"] == "townships"
    assert document["rows_read"] == 1
    assert (document["added"], document["changed"]) == (0, 1)
    assert (document["unchanged"], document["missing"]) == (0, 3)
    assert document["skipped_rows"] == [{"cell": "A3", "why": "合计行（合计）"}]
    assert {p["cell"]: p["level"] for p in document["problems"] if p["level"] == "ask"} == {
        "C3": "ask"
    }
    assert [(c["header"], c["field"], c["unit"], c["factor"]) for c in document["columns"]] == [
        ("代码", "code", None, 1),
        ("名称", "name", None, 1),
        ("面积（亩）", "area_km2", "亩", "1/1500"),
        ("绿化率（%）", "own:绿化率", "%", 1),
    ]
    [row] = document["rows"]
    assert (row["area_km2"], row["gdp"], row["kind"]) == ("86.4", None, None)
    assert row["own"] == {"绿化率": "61.5"}
    assert document["committed"] is False
