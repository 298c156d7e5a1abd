"""The measurements measure the same thing on both sides, and still run. No time is asserted."""

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest

from tests.bench import book, evaluation, intake, paper, staffing, window
from tests.bench.floats import calculate_in_floats
from tests.bench.nation import divisions, indicators, townships
from tests.bench.stages import STAGES
from townoffice.book import Book
from townoffice.evaluation import evaluate
from townoffice.prints import write_pdf, write_xlsx
from townoffice.records import County
from townoffice.staffing import calculate


@pytest.mark.parametrize("name", [name for name, _ in staffing.rules()])
def test_exact_and_float_calculation_give_the_same_records_but_for_the_scale_of_weights(
    name: str,
) -> None:
    rule = dict(staffing.rules())[name]
    county, choices = staffing.county(500)
    exact = calculate(county, rule, choices)
    floats = calculate_in_floats(county, rule, choices)
    assert exact.rows == floats.rows
    for one, other in zip(exact.tranches, floats.tranches, strict=True):
        assert (one.seats, one.inputs, one.drivers) == (other.seats, other.inputs, other.drivers)
        assert set(one.risen) == set(other.risen)
        assert one.coefficients == other.coefficients
    assert (exact.total, exact.reserve, exact.pool) == (floats.total, floats.reserve, floats.pool)
    assert exact.bounded == floats.bounded == (name == "433")
    assert len(exact.bounded_quotas) == len(floats.bounded_quotas)


def test_book_and_plain_sqlite_give_the_same_records(tmp_path: Path) -> None:
    units = townships(50)
    figures = indicators(units, book.YEAR)
    paths = (tmp_path / f"{n}.db" for n in count())
    book.write_book(units, figures, paths)
    book.write_plain(units, figures, paths)
    with Book.open(tmp_path / "0.db") as opened:
        kept = book.read_book(opened)
    plain = book.read_plain(tmp_path / "1.db")
    assert [u.code for u in kept[0]] == [u.code for u in plain[0]]
    assert [i.area_km2 for i in kept[1]] == [i.area_km2 for i in plain[1]]
    assert [i.gdp for i in kept[1]] == [i.gdp for i in plain[1]]


def test_made_up_divisions_stand_in_where_the_national_list_is_absent(tmp_path: Path) -> None:
    made = divisions(tmp_path / "absent.csv")
    assert len(made) == len(dict(made)) == 41_352
    assert {len(code) for code, _ in made} == {9}
    assert {code[:3] for code, _ in made} == {"999"}


def test_both_tables_have_a_line_for_each_size() -> None:
    assert [line.split()[0] for line in list(book.report((20, 40), 1))[2:]] == ["20", "40"]
    lines = list(staffing.report((20, 40), 1))[2:]
    assert [line.rsplit(maxsplit=6)[1] for line in lines] == ["20", "40"] * 10


def test_every_figure_of_the_window_is_produced() -> None:
    lines = list(window.report(1, 60))
    assert [line.split()[0] for line in lines[2:4]] == ["frame", "table"]
    assert all(float(word) > 0 for line in lines[2:4] for word in line.split()[1:])
    moved = next(line for line in lines if line.startswith("median"))
    assert "one frame of 16.7 ms" in moved
    assert len(lines[-2].split()) == len(lines[-3].replace("sort ", "").split()) == 6
    assert "frames/s" in lines[-1]
    assert "MB resident" in lines[-1]


def test_every_way_to_import_a_workbook_ends_with_the_same_rows(tmp_path: Path) -> None:
    for form, posts in zip(intake.FORMS, (False, True), strict=True):
        folder = tmp_path / form.last[0]
        folder.mkdir()
        path = folder / "表.xlsx"
        intake.write_workbook(path, form, 30)
        paths = (folder / f"{n}.db" for n in count())
        intake.import_file(path, paths)
        intake.import_plain(path, paths)
        intake.import_records(path, paths, posts=posts)
        with Book.open(folder / "0.db") as opened:
            units, figures = opened.townships(), opened.indicators(intake.YEAR)
            facts = opened.post_facts()
        with closing(sqlite3.connect(folder / "1.db")) as plain:
            assert plain.execute("select b, c from t").fetchall() == [
                (unit.code, unit.name) for unit in units
            ]
        with closing(sqlite3.connect(folder / "2.db")) as plain:
            assert plain.execute("select gdp + 0 from indicators").fetchall() == [
                (float(row.gdp or 0),) for row in figures
            ]
            query = "select township_id, measure, count from post_facts"
            assert sorted(plain.execute(query)) == sorted(
                (fact.township_id, fact.measure.value, fact.count) for fact in facts
            )


def test_the_table_of_the_import_names_every_stage() -> None:
    lines = list(intake.report(count=40, turns=1, blank=300))
    assert [line.split()[0] for line in lines[2:4]] == [
        form.name.split()[0] for form in intake.FORMS
    ]
    took = [line for line in lines if line.startswith("child ")]
    assert len(took) == 2
    for line in took:
        words = line.split()
        assert set(words[::2]) == {name for name, _, _ in STAGES}


def test_exact_and_float_evaluation_give_the_same_totals_and_ranks() -> None:
    entries, rule = evaluation.contest(120), evaluation.rule()
    exact = evaluate(entries, rule, County("示例县", "999901"), evaluation.DAY, 1)
    _, ranks = evaluation.in_floats(entries, rule)
    assert evaluation.differing(entries, rule) < 1e-9
    found = {one.subject: one.rank for one in exact.entrants}
    assert [found[one.subject] for one in entries.entrants] == list(ranks)


def test_the_table_of_evaluations_has_a_line_for_each_size() -> None:
    lines = list(evaluation.report((20, 40), 1))
    assert [line.split()[0] for line in lines[2:]] == ["20", "40"]


def test_paper_and_long_table_hold_the_same_cells(tmp_path: Path) -> None:
    form = paper.table(9)
    write_pdf(form, tmp_path / "a.pdf")
    paper.long_table(form, tmp_path / "b.pdf")
    texts = []
    for name in ("a.pdf", "b.pdf"):
        with pdfium.PdfDocument(tmp_path / name) as document:
            text = "".join(page.get_textpage().get_text_bounded() for page in document)
            texts.append("".join(text.split()))
    for text in texts:
        assert all(f"示例{n}镇" in text for n in range(1, 10))
        assert text.count("划出两名编制") == 2
        assert text.count("行政编制") == text.count("甲乙12345678910丙") == 1


def test_workbook_and_plain_workbook_hold_the_same_rows(tmp_path: Path) -> None:
    form = paper.table(9)
    write_xlsx(form, tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(paper.plain_workbook(form))
    rows = []
    for name in ("a.xlsx", "b.xlsx"):
        sheet = openpyxl.load_workbook(tmp_path / name).worksheets[0]
        rows.append([r for r in sheet.iter_rows(values_only=True) if str(r[1]).startswith("示例")])
    assert rows[0] == rows[1]
    assert len(rows[0]) == 9


def test_the_table_of_paper_has_a_line_for_each_size() -> None:
    lines = list(paper.report((5, 10), 5, 1))
    assert [line.split()[0] for line in lines[2:4]] == ["5", "10"]
    assert lines[4].startswith("LongTable")
    assert lines[5].endswith("ms")
