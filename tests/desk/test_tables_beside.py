"""Tables of the sample county's units, agencies, enforcement, platforms and rights, as printed."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pypdfium2
import pytest

from sample_db.make import build_book
from tests.institution_book import institution_book
from townoffice.desk import institutions
from townoffice.desk.books import Book
from townoffice.desk.county import snapshot
from townoffice.desk.layouts import change_layout
from townoffice.desk.tables import drawn, print_table
from townoffice.desk.tables.wish import Wish
from townoffice.feedback import BadChoice, NotFound
from townoffice.prints import Form, missing_characters
from townoffice.prints.form import Absent, CellValue, Inferred, Merged
from townoffice.prints.picture import Lettering
from townoffice.records import (
    Agency,
    Category,
    Enforcement,
    ModuleLeader,
    Platform,
    RightGrant,
    RightUse,
    TableLayout,
)

ON = date(2024, 12, 31)
TABLES = ("basic", "agencies", "enforcement", "platforms", "modules", "rights")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with build_book(tmp_path_factory.mktemp("sample") / "样本县.db") as made:
        yield made


def _drawn(book: Book, table: str, *, year: int | None = None, on: date = ON) -> Form:
    form, plan = drawn(table, Wish(book, year, None, draft=False, order=None, on=on))
    assert plan is None
    return form


def _bare(value: CellValue) -> object:
    value = value.value if isinstance(value, Merged) else value
    return value.value if isinstance(value, Inferred) else value


def test_the_basic_table_has_the_figures_of_the_book_and_their_sums(book: Book) -> None:
    (section,) = _drawn(book, "basic").sections
    county = snapshot(book, 2024)
    by_name = {row[1]: row for row in section.rows}
    for unit in county.units:
        assert unit.indicators is not None
        row = by_name[unit.township.name]
        assert row[3] == unit.township.kind.value
        assert row[6] == Fraction(unit.indicators.registered_population or 0, 10_000)
        assert row[-2] == unit.authorized[Category.ADMIN]
    assert section.totals_first
    for place, total in enumerate(section.totals[0].cells):
        assert total == sum(Fraction(str(row[6 + place])) for row in section.rows)


def test_a_figure_nobody_reported_is_a_dash_and_named(book: Book) -> None:
    (section,) = _drawn(book, "basic", year=2024).sections
    kinds = {row[3]: row[5] for row in section.rows}
    assert kinds["街道"] is Absent.NOT_APPLICABLE
    assert kinds["乡"] is Absent.NOT_REPORTED
    assert "功能类别栏为未定类" in _drawn(book, "basic").notes.signs[0]


def test_the_agencies_stand_under_their_unit_merged_with_who_manages(book: Book) -> None:
    form = _drawn(book, "agencies")
    (section,) = form.sections
    there = [one for one in book.all_of(Agency) if one.exists(ON)]
    assert len(section.rows) == len(there)
    assert section.rows[0][1] == Merged("城东街道", down=3)
    assert section.totals[0].cells[0] == sum(one.staff or 0 for one in there)
    parties = {row[2]: row[5:8] for row in section.rows}
    assert parties["城东派出所"] == ("部门", "部门", "部门")
    assert parties["城东市场监督管理所"] == ("双重", "属地", "属地")
    assert f"已下放{sum(one.devolved for one in there)}个" in form.notes.relations[0]
    assert "《" in form.notes.basis[0]


def test_officers_due_in_a_subdistrict_follow_from_its_urban_residents(book: Book) -> None:
    form = _drawn(book, "enforcement")
    (section,) = form.sections
    rows = {row[1]: row for row in section.rows}
    units = {unit.township.name: unit for unit in snapshot(book, 2024).units}
    for name in ("城东街道", "新河街道"):
        figures = units[name].indicators
        assert figures is not None
        people = figures.urban_population or 0
        assert rows[name][6] == -(-people * 4 // 10_000)
    assert rows["样城镇"][6] is Absent.NOT_APPLICABLE
    assert rows["城东街道"][3] == Inferred(2), "the document speaks of townships"
    assert rows["样城镇"][3] == 2
    assert "每万人" in form.notes.relations[0]
    assert "执法体制" in form.notes.basis[0]
    assert form.notes.inferred


def test_auxiliary_staff_are_in_no_sum_of_officers(book: Book) -> None:
    (section,) = _drawn(book, "enforcement").sections
    records = [one for one in book.all_of(Enforcement) if one.year == 2024]
    sums = section.totals[0].cells
    assert sums[1] == sum(one.officers or 0 for one in records)
    assert sums[5] == sum(one.auxiliary or 0 for one in records)
    assert sums[0] == sum(int(str(_bare(row[3]))) for row in section.rows)


def test_the_enforcement_of_an_earlier_year_is_that_years(book: Book) -> None:
    form = _drawn(book, "enforcement", year=2023)
    records = [one for one in book.all_of(Enforcement) if one.year == 2023]
    assert form.as_of == "2023年"
    assert form.sections[0].totals[0].cells[1] == sum(one.officers or 0 for one in records)


def test_without_any_enforcement_there_is_nothing_to_print(book: Book) -> None:
    with pytest.raises(NotFound, match="综合行政执法"):
        _drawn(book, "enforcement", on=date(2020, 1, 1))


def test_the_platforms_are_summed_and_only_order_has_grids(book: Book) -> None:
    (section,) = _drawn(book, "platforms").sections
    held = book.all_of(Platform)
    assert len(section.rows) == len(held)
    assert section.totals[0].cells[0] == sum(one.staff or 0 for one in held)
    grids = {str(row[2]): row[5] for row in section.rows}
    assert isinstance(grids["综治工作平台"], int)
    assert grids["市场监管平台"] is Absent.NOT_APPLICABLE


def test_every_counted_institution_is_in_one_module_or_apart(book: Book) -> None:
    form = _drawn(book, "modules")
    (section,) = form.sections
    pages = institutions.register(book, ON).units
    assert section.totals[0].cells[0] == sum(page.register.count for page in pages)
    assert section.rows[0][1] == Merged("城东街道", down=4)
    leaders = {leader.person for leader in book.all_of(ModuleLeader)}
    assert {row[3] for row in section.rows} & leaders


def test_an_institution_put_into_a_module_by_its_name_alone_is_marked(tmp_path: Path) -> None:
    with institution_book(tmp_path / "县.db") as own:
        form = _drawn(own, "modules")
        pages = institutions.register(own, ON).units
    guessed = sum(len(module.inferred) for page in pages for module in page.modules)
    assert guessed > 0
    assert sum(str(row[4]).count("※") for row in form.sections[0].rows) == guessed
    assert "按名称" in form.notes.inferred


def test_every_right_stands_with_each_time_it_was_used(book: Book) -> None:
    form = _drawn(book, "rights")
    grants, uses = book.all_of(RightGrant), book.all_of(RightUse)
    rows = form.sections[0].rows
    used = [row for row in rows if not isinstance(row[4], Merged)]
    assert {(row[5], row[7]) for row in used} == {(use.matter, use.doc_no) for use in uses}
    assert len(used) == len(uses)
    assert f"共赋权{len(grants)}项，行使{len(uses)}次" in form.notes.relations[0]


@pytest.mark.parametrize("table", ["basic", "enforcement"])
def test_a_chart_of_every_unit_is_drawn_where_the_layout_asks_for_it(
    tmp_path: Path, table: str
) -> None:
    with build_book(tmp_path / "样本县.db") as own:
        change_layout(own, table, "", TableLayout(picture=True))
        picture = _drawn(own, table).picture
        units = {unit.township.name for unit in snapshot(own, 2024).units}
    assert picture is not None
    words = {shape.text for shape in picture.shapes if isinstance(shape, Lettering)}
    assert units <= words


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_written(book: Book, tmp_path: Path, table: str, suffix: str) -> None:
    path = tmp_path / f"表{suffix}"
    printed = print_table(book, table, path, on=ON)
    assert not printed.draft
    assert missing_characters(printed.form) == ()
    if suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as document:
            text = document[0].get_textpage().get_text_bounded()
        assert printed.form.title in text.replace("\r\n", "")
    else:
        assert path.stat().st_size > 1000


@pytest.mark.parametrize("table", TABLES)
def test_no_plan_is_asked_of_them(book: Book, table: str) -> None:
    with pytest.raises(BadChoice, match="不按方案"):
        drawn(table, Wish(book, None, 1, draft=False, order=None, on=ON))
