"""The history of a unit in words, for the window and for the shell."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.eight_book import eight_book
from tests.shell import shell
from townoffice.desk.books import Book
from townoffice.desk.editing import weigh, write
from townoffice.desk.moves import MoveLine, lines_of, unit_history
from townoffice.desk.overview import overview
from townoffice.desk.townships import override
from townoffice.feedback import NotFound
from townoffice.records import (
    LeaderPost,
    LeadershipSeat,
    MovedField,
    OwnIndicator,
    RecordAct,
    SizeClass,
    TypedFigure,
)

QINGSHI = "999901100"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with eight_book(tmp_path / "示例县.db") as made:
        yield made


def _type(book: Book, field: str, text: str) -> None:
    page = overview(book)
    write(book, 2024, weigh(page, [TypedFigure(QINGSHI, field, text)]))


def _said(lines: tuple[MoveLine, ...], change_id: int) -> list[tuple[str, str, str, str]]:
    return [
        (line.item, line.old, line.new, line.unit) for line in lines if line.change_id == change_id
    ]


def test_figures_are_told_in_chinese_with_their_units(book: Book) -> None:
    _type(book, "registered_population", "6.9万")
    _type(book, "admin_posts", "35")
    _type(book, "area_km2", "")
    found = unit_history(book, "青石镇")
    assert (found.code, found.name) == (QINGSHI, "青石镇")
    assert _said(found.lines, book.version) == [("辖区面积（2024年）", "86.4", "—", "平方公里")]
    assert _said(found.lines, book.version - 1) == [
        ("核定行政编制（2024-12-31 起）", "34", "35", "名")
    ]
    assert _said(found.lines, book.version - 2) == [
        ("户籍人口（2024年）", "68,200", "69,000", "人")
    ]
    assert found.lines[0].label == "修改青石镇辖区面积 86.4 → 空（2024年）"
    assert [act.change_id for act in found.acts][:3] == [book.version - n for n in range(3)]


def test_classes_seats_and_own_indicators_are_told_in_words(book: Book) -> None:
    unit = next(t for t in book.townships() if t.code == QINGSHI)
    assert unit.id is not None
    override(book, {QINGSHI: SizeClass.SECOND}, "生态功能区", "示编〔2024〕3号")
    assert _said(unit_history(book, QINGSHI).lines, book.version)[0] == (
        "按文件确定的类别（2024-01-01 起）",
        "按测算",
        "二类",
        "",
    )
    seat = LeadershipSeat(
        unit.id, "甲一", LeaderPost.SECRETARY, "党委书记", date(2024, 5, 1), date(2024, 12, 31)
    )
    with book.change("登记") as writer:
        writer.add(seat)
        writer.add(OwnIndicator(unit.id, 2024, "林地", Decimal("1200.50"), "亩"))
        writer.update(replace(unit, doc_no="示政发〔2001〕1号", predecessors=("999901300",)))
    assert _said(unit_history(book, QINGSHI).lines, book.version) == [
        ("甲一 党（工）委书记·职务（2024-05-01 起）", "—", "党委书记", ""),
        ("甲一 党（工）委书记·名册日期（2024-05-01 起）", "—", "2024-12-31", ""),
        ("林地（2024年）", "—", "1,200.5", "亩"),
        ("原单位代码", "—", "999901300", ""),
        ("设立文号", "—", "示政发〔2001〕1号", ""),
    ]


def test_a_renamed_unit_has_one_history_under_its_code(book: Book) -> None:
    unit = next(t for t in book.townships() if t.code == QINGSHI)
    with book.change("更名") as writer:
        writer.update(replace(unit, valid_to=date(2024, 12, 31)))
        later = replace(unit, name="青石新镇", valid_from=date(2025, 1, 1), id=None)
        writer.add(replace(later, row_version=0))
    for wanted in (QINGSHI, "青石镇", "青石新镇"):
        found = unit_history(book, wanted)
        assert found.name == "青石新镇"
        assert {"青石镇", "青石新镇"} <= {line.new for line in found.lines}
        assert ("撤销日期", "—", "2024-12-31", "") in _said(found.lines, book.version)


def test_an_unknown_unit_is_named(book: Book) -> None:
    with pytest.raises(NotFound, match="没有找到“青岩镇”"):
        unit_history(book, "青岩镇")


def test_the_shell_lists_one_unit_as_table_and_as_json(book: Book) -> None:
    _type(book, "gdp", "60亿")
    book.close()
    told = shell("history", book.path, "--unit", "青石镇")
    assert told.status == 0
    line = told.out.splitlines()[1]
    for words in ("地区生产总值（2024年）", "512,300", "600,000", "万元"):
        assert words in line
    document = shell("history", book.path, "--unit", QINGSHI, "--json").document()
    acts = document["acts"]
    assert isinstance(acts, list)
    newest = acts[0]
    assert isinstance(newest, dict)
    assert (document["name"], newest["undone"]) == ("青石镇", False)
    (move,) = newest["moves"]
    assert move == {
        "noun": "indicators",
        "field": "gdp",
        "item": "地区生产总值（2024年）",
        "year": 2024,
        "since": None,
        "about": [],
        "old": "512300",
        "new": "600000",
        "unit": "万元",
        "forgotten": False,
    }


def test_the_shell_refuses_an_unknown_unit(book: Book) -> None:
    book.close()
    told = shell("history", book.path, "--unit", "青岩镇")
    assert (told.status, told.out) == (1, "")
    assert "青岩镇" in told.err


def test_a_cleared_content_is_told_as_such() -> None:
    at = datetime(2026, 5, 1, tzinfo=UTC)
    moved = MovedField("leadership_seats", "", None, None, forgotten=True)
    (line,) = lines_of(RecordAct(7, "登记", "甲", at, undone=False, moves=(moved,)))
    assert (line.item, line.old, line.new, line.unit) == ("领导任职", "已清除", "已清除", "")
