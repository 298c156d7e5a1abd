"""Batches of official tables, and the county's layouts, through the desk."""

from pathlib import Path

import pypdfium2
import pytest

from sample_db.make import build_book
from townoffice.desk.booklets import print_booklet, print_files
from townoffice.desk.books import Book
from townoffice.desk.layout_page import layout_page
from townoffice.desk.layouts import ALL_TABLES, change_layout, layout_of
from townoffice.desk.tables import print_table
from townoffice.feedback import BadChoice, NotFound
from townoffice.records import TableLayout


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return build_book(tmp_path / "样本县.db")


def _text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_booklet_leaves_out_what_cannot_be_printed_and_says_so(
    book: Book, tmp_path: Path
) -> None:
    path = tmp_path / "册.pdf"
    made = print_booklet(book, ["situation", "no-such", "usage"], path)
    assert made.printed == 2
    assert [one.title for one in made.left_out] == ["no-such"]
    assert "没有编号为" in made.left_out[0].why.what
    assert "机构编制情况统计表" in _text(path)


def test_nothing_to_print_is_refused_and_nothing_is_written(book: Book, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="印不出来"):
        print_booklet(book, ["no-such"], tmp_path / "册.pdf")
    assert not (tmp_path / "册.pdf").exists()


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_files_are_named_by_document_and_title(book: Book, tmp_path: Path, suffix: str) -> None:
    change_layout(book, "situation", "统计表", TableLayout(doc_no="样编〔2024〕3号"))
    made = print_files(book, ["situation", "classification"], tmp_path, suffix)
    assert [path.name for path in made.paths] == [
        f"样编〔2024〕3号乡镇（街道）机构编制情况统计表{suffix}",
        f"乡镇（街道）分类测算表（测算稿）{suffix}",
    ]
    assert all(path.stat().st_size for path in made.paths)


def test_a_tables_own_layout_goes_over_the_one_for_all(book: Book) -> None:
    change_layout(book, ALL_TABLES, "", TableLayout(reporting_unit="甲", notes=("一",)))
    change_layout(book, "usage", "使用情况表", TableLayout(reporting_unit="乙", notes=("二",)))
    assert layout_of(book, "usage") == TableLayout(reporting_unit="乙", notes=("二", "一"))
    assert layout_of(book, "situation").reporting_unit == "甲"


def test_a_layout_is_printed_one_step_and_taken_back(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    layout = TableLayout(sign_off=("编办主任", "经办人"), notes=("本表一式三份。",))
    changes = change_layout(book, "usage", "编制使用情况表", layout)
    assert changes is not None
    assert changes.label == "表格版式：编制使用情况表"
    assert change_layout(book, "usage", "编制使用情况表", layout) is None
    print_table(book, "usage", path)
    assert "编办主任" in _text(path)
    assert "一式三份" in _text(path)
    book.undo()
    print_table(book, "usage", path)
    assert "编办主任" not in _text(path)


def test_columns_left_out_are_told_and_come_back(book: Book, tmp_path: Path) -> None:
    page = layout_page(book, "situation")
    assert page.columns
    change_layout(book, "situation", page.tables[-1][1], TableLayout(hidden=page.columns[-2:-1]))
    path = tmp_path / "表.pdf"
    print_table(book, "situation", path)
    assert "本表未列第" in _text(path)
    change_layout(book, "situation", "", TableLayout())
    assert layout_of(book, "situation") == TableLayout()


@pytest.mark.parametrize(
    "layout",
    [TableLayout(sign_off=("一二三四五六七八九十一二三",)), TableLayout(notes=("长" * 201,))],
)
def test_words_too_long_for_paper_are_refused(book: Book, layout: TableLayout) -> None:
    with pytest.raises(BadChoice):
        change_layout(book, "usage", "", layout)
    assert layout_of(book, "usage") == TableLayout()


def test_a_chart_is_printed_where_the_county_asks_for_it(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    print_table(book, "classification", path)
    assert "各乡镇（街道）总指数" not in _text(path)
    change_layout(book, "classification", "分类测算表", TableLayout(picture=True))
    assert layout_page(book, "classification").chart
    assert not layout_page(book, "turnover-ledger").chart
    print_table(book, "classification", path)
    assert "各乡镇（街道）总指数" in _text(path)
