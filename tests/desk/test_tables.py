"""Which plan a table is printed from, and when it is a draft."""

from datetime import date
from pathlib import Path

import pytest

from sample_db.make import build_book
from townoffice.desk.books import Book
from townoffice.desk.staffing import Order, adopt, calculate
from townoffice.desk.tables import TABLES, check_code, is_planned, plans_for, print_table
from townoffice.desk.transfers import commit
from townoffice.feedback import BadChoice
from townoffice.records import Category

ORDER = Order(Category.ADMIN, settle=("rule",), settled_by="确认")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A county with two adopted plans of 行政编制."""
    made = build_book(tmp_path / "样本县.db")
    for note in ("第1次会议", "第2次会议"):
        adopt(made, ORDER, calculate(made, ORDER), note)
    return made


def test_plans_of_a_table_come_newest_first_and_those_of_others_do_not(book: Book) -> None:
    assert [plan.note for plan in plans_for(book, "staffing")] == ["第2次会议", "第1次会议"]
    assert plans_for(book, "staffing-institution") == ()
    assert plans_for(book, "situation") == ()
    planned = {"classification", "leadership", "staffing", "transfers"}
    planned |= {f"{table}-institution" for table in ("staffing", "transfers")}
    assert {table.id for table in TABLES if is_planned(table.id)} == planned


def test_the_table_says_which_plan_it_is_of(book: Book, tmp_path: Path) -> None:
    newest, first = (plan.id for plan in plans_for(book, "staffing"))
    printed = print_table(book, "staffing", tmp_path / "a.pdf")
    assert printed.plan is not None
    assert (printed.plan.id, printed.draft) == (newest, False)
    older = print_table(book, "staffing", tmp_path / "b.pdf", plan_id=first)
    assert older.plan is not None
    assert older.plan.id == first


def test_a_draft_is_calculated_afresh_though_a_plan_is_adopted(book: Book, tmp_path: Path) -> None:
    printed = print_table(book, "staffing", tmp_path / "a.pdf", draft=True)
    assert printed.draft
    assert printed.plan is None


def test_an_order_is_printed_as_a_draft_of_its_own_category(book: Book, tmp_path: Path) -> None:
    order = Order(Category.ADMIN, settings={"base": "10"})
    printed = print_table(book, "staffing", tmp_path / "a.pdf", order=order)
    assert printed.draft
    with pytest.raises(BadChoice, match="行政编制"):
        print_table(book, "staffing-institution", tmp_path / "b.pdf", order=order)


def test_a_plan_is_printed_with_what_was_carried_out_under_the_link_of_that_act(
    book: Book, tmp_path: Path
) -> None:
    (newest, *_) = plans_for(book, "transfers")
    assert newest.id is not None
    before = print_table(book, "transfers", tmp_path / "a.pdf")
    assert before.form.check_code == check_code(newest.check_code)
    commit(book, newest.id, on=date(2025, 4, 1), doc_no="样编办〔2025〕2号", years=2)
    after = print_table(book, "transfers", tmp_path / "b.pdf")
    assert after.form.check_code == check_code(book.head)
    assert "样编办〔2025〕2号" in after.form.notes.relations[-1]
