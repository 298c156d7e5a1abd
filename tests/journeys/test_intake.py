"""From a clerk's file to the book and back: preview, commit, undo, export."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sheets import forms
from townoffice.book import Book
from townoffice.desk import intake
from townoffice.feedback import BadChoice, BadWorkbook, CannotWrite, Level, NotFound, Stale
from townoffice.records import (
    Category,
    County,
    Indicators,
    Kind,
    Measure,
    OwnIndicator,
    PostFact,
    Preview,
    Township,
)

COUNTY = County("测试县", "999901")
FIVE = (
    "01_规范表.xlsx",
    "02_双层表头.xlsx",
    "03_其他单位.xlsx",
    "04_分类小计.xls",
    "05_统计局.csv",
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "book.db", COUNTY) as made:
        yield made


@pytest.fixture
def filled(book: Book, tmp_path: Path) -> Book:
    path = forms.xlsx(tmp_path / "首次.xlsx", [forms.HEADER, *forms.UNITS])
    intake.commit(book, intake.preview(book, path, year=2024))
    return book


def counts(found: Preview) -> tuple[int, int, int, int]:
    return len(found.added), len(found.changed), len(found.unchanged), len(found.missing)


def cells(found: Preview, level: Level) -> list[str]:
    return [problem.cell for problem in found.problems_at(level)]


def form(tmp_path: Path, *rows: tuple[forms.Out, ...], name: str = "表.xlsx") -> Path:
    return forms.xlsx(tmp_path / name, rows)


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


# ── which unit is meant ──────────────────────────────────────────────────────────────────────────
NAMES = ("名称", "户籍人口（人）")


@pytest.mark.parametrize("name", ["青石镇", "青 石 镇", "　青石镇", "青石镇人民政府", "青石镇政府"])
def test_a_line_without_code_is_matched_by_its_name(
    filled: Book, tmp_path: Path, name: str
) -> None:
    found = intake.preview(filled, form(tmp_path, NAMES, (name, 68201)), year=2024)
    assert counts(found) == (0, 1, 0, 3)
    assert found.changed[0].code == "999901100"
    assert [d.field for d in found.changed[0].differences] == ["registered_population"]
    assert cells(found, Level.ASK) == []


def test_a_short_name_is_asked_about(filled: Book, tmp_path: Path) -> None:
    found = intake.preview(filled, form(tmp_path, NAMES, ("青石", 68200)), year=2024)
    assert counts(found) == (0, 0, 1, 3)
    assert cells(found, Level.ASK) == ["A2"]


def test_an_unknown_name_without_code_is_left_out_and_asked_about(
    filled: Book, tmp_path: Path
) -> None:
    path = form(tmp_path, NAMES, ("无名镇", 5000), ("青石镇", 68300))
    found = intake.preview(filled, path, year=2024)
    assert counts(found) == (0, 1, 0, 3)
    assert [row.name for row in found.left_out] == ["无名镇"]
    assert cells(found, Level.ASK) == ["A2"]
    intake.commit(filled, found, accept=True)
    assert len(filled.townships()) == 4


def test_two_units_of_one_name_are_asked_about(book: Book, tmp_path: Path) -> None:
    with book.change("两个城关镇") as writer:
        writer.add(Township("999901101", "城关镇", Kind.TOWN))
        writer.add(Township("999901102", "城关镇", Kind.TOWN))
    found = intake.preview(book, form(tmp_path, NAMES, ("城关镇", 5000)), year=2024)
    [problem] = found.problems_at(Level.ASK)
    assert "999901101" in problem.what
    assert counts(found)[:3] == (0, 0, 0)


def test_another_name_for_a_known_code_is_asked_about(filled: Book, tmp_path: Path) -> None:
    path = form(tmp_path, forms.HEADER, ("999901100", "白石镇", 68200, 86.4, 512300))
    found = intake.preview(filled, path, year=2024)
    assert cells(found, Level.ASK) == ["B2"]
    intake.commit(filled, found, accept=True)
    assert "白石镇" in {township.name for township in filled.townships()}


def test_a_unit_abolished_before_the_year_is_asked_about(book: Book, tmp_path: Path) -> None:
    with book.change("撤并") as writer:
        writer.add(Township("999901100", "青石镇", Kind.TOWN, valid_to=date(2020, 5, 1)))
    path = form(tmp_path, forms.HEADER, ("999901100", "青石镇", 68200, 86.4, 512300))
    found = intake.preview(book, path, year=2024)
    assert cells(found, Level.ASK) == ["B2"]
    assert counts(intake.preview(book, path, year=2019)) == (0, 1, 0, 0)


def test_the_same_unit_twice_stops_where_the_figures_differ(book: Book, tmp_path: Path) -> None:
    code, name, _, *others = forms.UNITS[0]
    path = form(tmp_path, forms.HEADER, tuple(forms.UNITS[0]), (code, name, 68300, *others))
    found = intake.preview(book, path, year=2024)
    [problem] = found.problems_at(Level.STOP)
    assert problem.cell == "B3"
    assert "B2" in problem.what
    assert "户籍人口" in problem.what


def test_the_same_line_twice_counts_once_and_is_said(book: Book, tmp_path: Path) -> None:
    path = form(tmp_path, forms.HEADER, tuple(forms.UNITS[0]), tuple(forms.UNITS[0]))
    found = intake.preview(book, path, year=2024)
    assert len(found.rows) == 1
    assert found.problems_at(Level.STOP) == ()
    [note] = [p for p in found.problems_at(Level.NOTE) if "重复" in p.what]
    assert note.cell == "B3"


def test_stacked_tables_of_the_same_units_are_put_together(book: Book, tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ("名称", "代码", "户籍人口"),
        ("青石镇", "999901100", 5000),
        (None,),
        ("名称", "代码", "行政编制", "事业编制"),
        ("青石镇", "999901100", 7, 8),
    )
    found = intake.preview(book, path, year=2024)
    assert counts(found) == (1, 0, 0, 0)
    intake.commit(book, found)
    assert [fact.count for fact in book.post_facts()] == [7, 8]
    assert book.indicators(2024)[0].registered_population == 5000


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


# ── out and in again ─────────────────────────────────────────────────────────────────────────────
AMOUNTS = st.none() | st.decimals(min_value=0, max_value=10**7, places=4)
PEOPLE = st.none() | st.integers(min_value=0, max_value=10**6)
POST = st.none() | st.integers(min_value=0, max_value=200)
TEXTS = st.sampled_from(["青石镇", "=1+1", "+镇", "@镇", "㮾梨街道", "甲", "合口镇"])
UNIT = st.fixed_dictionaries(
    {"name": TEXTS, "people": PEOPLE, "area": AMOUNTS, "gdp": AMOUNTS, "own": AMOUNTS}
    | {category.value: POST for category in Category}
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(UNIT, min_size=1, max_size=4), st.sampled_from([None, "测编〔2024〕1号"]))
def test_what_was_exported_imports_as_nothing_changed(
    tmp_path_factory: pytest.TempPathFactory, units: list[dict[str, object]], doc_no: str | None
) -> None:
    folder = tmp_path_factory.mktemp("往返")
    with Book.create(folder / "book.db", COUNTY) as book:
        with book.change("造数") as writer:
            for number, unit in enumerate(units):
                code = f"9999011{number:02}"
                unit_id = writer.add(Township(code, str(unit["name"]), Kind.TOWN))
                writer.add(
                    Indicators(
                        unit_id,
                        2024,
                        registered_population=number_of(unit["people"]),
                        area_km2=amount_of(unit["area"]),
                        gdp=amount_of(unit["gdp"]),
                    )
                )
                if (own := amount_of(unit["own"])) is not None:
                    writer.add(OwnIndicator(unit_id, 2024, "绿化投入", own, "万元"))
                for category in Category:
                    if (posts := number_of(unit[category.value])) is not None:
                        for measure in Measure:
                            document = doc_no if measure is Measure.AUTHORIZED else None
                            since = date(2023, 5, 1)
                            writer.add(PostFact(unit_id, category, measure, posts, since, document))
        intake.export(book, "townships", folder / "导出.xlsx", 2024)
        found = intake.preview(book, folder / "导出.xlsx")
        assert found.year == 2024
        assert counts(found) == (0, 0, len(units), 0)
        assert found.skipped == ()
        assert found.problems_at(Level.STOP) == ()
        assert intake.commit(book, found, accept=True) is None


def number_of(value: object) -> int | None:
    return value if isinstance(value, int) else None


def amount_of(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def test_an_export_that_cannot_be_written_is_refused(filled: Book, tmp_path: Path) -> None:
    with pytest.raises(BadChoice):
        intake.export(filled, "personnel", tmp_path / "a.xlsx", 2024)
    with pytest.raises(BadChoice):
        intake.export(filled, "townships", tmp_path / "a.csv", 2024)
    with pytest.raises(CannotWrite):
        intake.export(filled, "townships", tmp_path / "没有" / "a.xlsx", 2024)
