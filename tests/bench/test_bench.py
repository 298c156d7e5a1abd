"""The measurements measure the same thing on both sides, and still run. No time is asserted."""

from itertools import count
from pathlib import Path

from tests.bench import book, staffing
from tests.bench.floats import calculate_in_floats
from tests.bench.nation import divisions, indicators, snapshot, townships
from townoffice.book import Book
from townoffice.staffing import Choices, calculate


def test_exact_and_float_calculation_give_the_same_records_but_for_the_scale_of_weights() -> None:
    county, rule = snapshot(500), staffing.three_step()
    exact, floats = calculate(county, rule, Choices()), calculate_in_floats(county, rule, Choices())
    assert exact.rows == floats.rows
    (one,), (other,) = exact.tranches, floats.tranches
    assert (one.seats, one.risen, one.inputs) == (other.seats, other.risen, other.inputs)
    assert (exact.total, exact.reserve, exact.pool) == (floats.total, floats.reserve, floats.pool)


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
    for report in (staffing.report, book.report):
        lines = list(report((20, 40), 1))
        assert [line.split()[0] for line in lines[2:]] == ["20", "40"]
