"""年度考核优秀名额: people, quota, and what is over it (S4.5)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contest import BAIHE, QINGSHI
from tests.eight_book import PERSONS, eight_book
from townoffice.desk.appraisals import (
    AppraisalTyped,
    appraisal_page,
    check_appraisal,
    explain,
    set_appraisals,
    take_actual_staff,
)
from townoffice.desk.books import Book
from townoffice.feedback import BadChoice, NotFound


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with eight_book(tmp_path / "示例县.db") as made:
        yield made


def test_47_people_may_have_9_excellent_at_20_percent_and_7_at_15(book: Book) -> None:
    set_appraisals(book, 2024, [AppraisalTyped(QINGSHI, "47", "10", "示人社〔2025〕1号")])
    row = next(r for r in appraisal_page(book, 2024).rows if r.township.code == QINGSHI)
    assert row.quota is not None
    assert (row.quota.most, row.quota.over) == (9, 1)
    tried = appraisal_page(book, 2024, {"personal_share": "0.15"})
    assert tried.total.most == 7
    assert tried.over == tuple(r for r in tried.rows if r.township.code == QINGSHI)
    up = appraisal_page(book, 2024, {"personal_share": "0.15", "personal_rounding": "ceil"})
    assert up.total.most == 8


def test_the_county_counts_all_who_took_part_and_units_what_they_may_grant(book: Book) -> None:
    typed = [AppraisalTyped(QINGSHI, "14", "2"), AppraisalTyped(BAIHE, "14", "")]
    set_appraisals(book, 2024, typed)
    page = appraisal_page(book, 2024)
    assert (page.total.staff, page.total.most, page.total.excellent) == (28, 5, 2)
    assert page.granted == 4
    step = explain(page, None)
    assert step.value == 5
    assert explain(page, QINGSHI).value == 2
    with pytest.raises(NotFound):
        explain(page, "999901102")


def test_staff_on_file_counts_only_where_the_clerk_says_so(book: Book) -> None:
    page = appraisal_page(book, 2024)
    assert all(row.appraisal is None for row in page.rows)
    assert {r.township.name: r.on_file for r in page.rows} == PERSONS
    take_actual_staff(book, 2024, [QINGSHI])
    assert book.history(1)[0].label == "登记青石镇年度考核人数（2024年）"
    held = [row.appraisal for row in appraisal_page(book, 2024).rows if row.appraisal is not None]
    assert [one.staff for one in held] == [32]
    with pytest.raises(BadChoice):
        take_actual_staff(book, 2024, ["999901999"])


def test_wrong_numbers_are_told_at_their_field_and_an_empty_line_goes(book: Book) -> None:
    assert set(check_appraisal(AppraisalTyped(QINGSHI, "10", "11"))) == {"excellent"}
    assert set(check_appraisal(AppraisalTyped(QINGSHI, "三十"))) == {"staff"}
    assert set(check_appraisal(AppraisalTyped(QINGSHI, "", "3"))) == {"staff"}
    with pytest.raises(BadChoice, match="多于参加考核"):
        set_appraisals(book, 2024, [AppraisalTyped(QINGSHI, "10", "11")])
    set_appraisals(book, 2024, [AppraisalTyped(QINGSHI, "10", "2")])
    assert set_appraisals(book, 2024, [AppraisalTyped(QINGSHI, "10", "2")]) is None
    set_appraisals(book, 2024, [AppraisalTyped(QINGSHI, "")])
    assert all(row.appraisal is None for row in appraisal_page(book, 2024).rows)
    book.undo()
    assert appraisal_page(book, 2024).total.staff == 10
