"""What the page 乡镇街道 shows, read in one call, and the reasons behind it."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.county import BOTH, ON, eight, policies
from tests.eight_book import eight_book
from townoffice.desk.books import Book, new_book
from townoffice.desk.nearness import Nearness
from townoffice.desk.overview import overview, reason
from townoffice.desk.townships import override
from townoffice.feedback import Incomplete
from townoffice.records import (
    Category,
    Classification,
    ClassRow,
    SizeClass,
    Snapshot,
    Step,
    shown,
)
from townoffice.townships import classification_rule, classify

BAIHE, BEIAN, GAOPING = "999901101", "999901002", "999901201"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with eight_book(tmp_path / "示例县.db") as made:
        yield made


def _named(step: Step, label: str) -> Step:
    return next(part for part in step.steps if part.label.startswith(label))


def test_units_by_index_with_class_and_hint(book: Book) -> None:
    page = overview(book)
    assert [unit.name for unit in page.units[:3]] == ["青石镇", "南湖街道", "白河镇"]
    assert [unit.size_class for unit in page.units] == [1, 1, 2, 2, 2, 2, 3, 3]
    hints = {unit.name: unit.hint for unit in page.units if unit.hint}
    assert hints == {
        "白河镇": "比一类线 120 低 0.96；户籍再多 914 人即进一类",
        "北岸街道": "比二类线 80 高 0.02；户籍再少 19 人即降为三类",
    }


def test_vacant_and_over_are_not_set_off(book: Book) -> None:
    posts = overview(book).posts(Category.ADMIN)
    assert (posts.authorized, posts.actual, posts.vacant) == (214, 206, 9)
    assert [(unit.name, count) for unit, count in posts.over] == [("高坪乡", 1)]
    assert posts.persons_over == 1


def test_unknown_persons_are_neither_vacant_nor_over(book: Book) -> None:
    posts = overview(book).posts(Category.INSTITUTION)
    assert (posts.authorized, posts.actual, posts.vacant, posts.over) == (230, 0, 0, ())


def test_parts_shown_add_up_by_hand_to_the_index_shown(book: Book) -> None:
    page = overview(book)
    for unit in page.units:
        step = reason(page, unit.code)
        assert step is not None
        assert isinstance(step.value, Fraction)
        parts = [part for part in step.steps if part.unit == "点"]
        total = sum(Fraction(shown(_exact(part), part.decimals)) for part in parts)
        assert shown(total, 2) == shown(step.value, 2)
        assert f"（{shown(total, parts[0].decimals)}，取两位）" in step.label


def _exact(step: Step) -> Fraction:
    assert isinstance(step.value, Fraction)
    return step.value


def test_reason_names_weights_lines_and_method(book: Book) -> None:
    step = reason(overview(book), BAIHE)
    assert step is not None
    assert _named(step, "权重").value == "人口 5 : 财政 3 : 面积 2"
    lines = _named(step, "分界线")
    assert lines.value == "一类 ≥ 120，二类 ≥ 80"
    assert lines.inferred
    assert "没有上级文号" in lines.how
    assert _named(step, "算法").inferred


def test_reason_of_other_columns(book: Book) -> None:
    page = overview(book)
    quota = reason(page, BAIHE, "quota")
    assert quota is not None
    assert quota.value == 11
    assert all(not part.steps for part in quota.steps if part.label.endswith("类别"))
    over = reason(page, GAOPING, "admin_vacancy")
    assert over is not None
    assert (over.label, over.value) == ("高坪乡行政编制超编", 1)
    assert [part.value for part in over.steps] == [18, 19]
    gdp = reason(page, BAIHE, "gdp")
    assert gdp is not None
    assert (gdp.value, gdp.unit) == (301200, "万元")
    assert "2024-12-31" in gdp.how
    assert reason(page, "999901999", "gdp") is None


def test_class_set_by_document_says_so(book: Book) -> None:
    override(book, {"白河镇": SizeClass.FIRST}, "县委编委会议", "示编办〔2024〕9号")
    page = overview(book)
    step = reason(page, BAIHE)
    assert step is not None
    decided = _named(step, "按文件确定")
    assert decided.value == "一类"
    assert "示编办〔2024〕9号" in decided.how
    assert "测算为二类" in decided.how


def test_county_without_one_complete_unit_is_shown_unclassified(book: Book) -> None:
    with book.change("清空面积") as writer:
        writer.update_all([replace(row, area_km2=None) for row in book.indicators(2024)])
    page = overview(book)
    assert page.classification is None
    assert "分类指标" in page.unclassified
    assert len(page.units) == 8
    assert reason(page, BAIHE) is None


def test_empty_book_is_incomplete(tmp_path: Path) -> None:
    with new_book(tmp_path / "空.db", "空县", "999903") as made, pytest.raises(Incomplete):
        overview(made)


def _classified(county: Snapshot) -> Classification:
    return classify(county, classification_rule(policies(), ON, BOTH, {}))


def _row(county: Snapshot, code: str) -> ClassRow:
    return next(row for row in _classified(county).rows if row.code == code)


def _moved(county: Snapshot, code: str, persons: int) -> Snapshot:
    """Give the county with so many persons more in one unit."""
    units = tuple(
        replace(
            unit,
            indicators=replace(
                unit.indicators,
                registered_population=(unit.indicators.registered_population or 0) + persons,
            ),
        )
        if unit.township.code == code and unit.indicators is not None
        else unit
        for unit in county.units
    )
    return replace(county, units=units)


@given(code=st.sampled_from([u.township.code for u in eight().units]), more=st.integers(-900, 900))
def test_hinted_persons_are_the_fewest_that_change_the_class(code: str, more: int) -> None:
    county = _moved(eight(), code, more)
    result = _classified(county)
    row = next(row for row in result.rows if row.code == code)
    persons = Nearness(result).persons(row)
    if persons is None or row.distance is None:
        return
    sign = 1 if row.distance < 0 else -1
    before = _row(_moved(county, code, sign * (persons - 1)), code).size_class
    assert before is row.size_class
    assert _row(_moved(county, code, sign * persons), code).size_class is not row.size_class


def test_no_hint_away_from_the_lines() -> None:
    result = _classified(eight())
    far = next(row for row in result.rows if row.name == "青石镇")
    assert not far.near_cut
    assert Nearness(result).hint(far) == ""
