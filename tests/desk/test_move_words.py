"""Every noun and every field of the book has Chinese words in the history, and every value too."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from tests.institution_book import BAIHE, institution_book, unit_id
from townoffice.book.moves import _ABOUT, _NEVER, _OFFICE, _WHOLE
from townoffice.book.nouns import NOUNS as IN_BOOK
from townoffice.book.nouns import Noun, Record
from townoffice.desk import institutions
from townoffice.desk.beside_drafts import EnforcementDraft, PlatformDraft, UseDraft
from townoffice.desk.books import Book
from townoffice.desk.institution_drafts import EditDraft, MergeDraft
from townoffice.desk.move_nouns import FIELDS, NOUNS
from townoffice.desk.moves import act_moves, item_of, unit_history, value_words
from townoffice.records import (
    AdjustmentKind,
    AssessmentIndicator,
    Contest,
    ContestKind,
    FieldValue,
    MovedField,
    Opinion,
    PlatformKind,
    PostFact,
    Right,
    Scoring,
)

_CHINESE = re.compile("[一-鿿]")
_SELF_TOLD = {("own_indicators", "value"), ("post_facts", "count")}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with institution_book(tmp_path / "示例县.db") as made:
        yield made


def _told(noun: Noun[Record]) -> Iterator[str]:
    """Give the columns of a noun the history tells of."""
    for column in noun.table.c:
        if column.name not in _NEVER | _WHOLE:
            yield column.name


def test_no_noun_is_without_a_name_and_none_is_made_up() -> None:
    in_book = {noun.table.name for noun in IN_BOOK.values()}
    assert set(NOUNS) == set(FIELDS) == in_book
    assert in_book == {*_ABOUT, *_OFFICE, "townships"}
    assert all(_CHINESE.search(words) for words in NOUNS.values())


@pytest.mark.parametrize("noun", IN_BOOK.values(), ids=lambda noun: noun.table.name)
def test_every_field_of_a_noun_has_words(noun: Noun[Record]) -> None:
    words, table = FIELDS[noun.table.name], noun.table.name
    for name in _told(noun):
        assert (table, name) in _SELF_TOLD or _CHINESE.search(words[name]), (table, name)
    assert set(words) <= set(_told(noun))


@pytest.mark.parametrize("record", IN_BOOK, ids=lambda record: record.__name__)
def test_every_word_of_a_closed_list_is_said_in_chinese(record: type[Record]) -> None:
    noun = IN_BOOK[record]
    hints = get_type_hints(record)
    for part in fields(record):
        hint = hints[part.name]
        kinds = [k for k in (hint, *get_args(hint)) if isinstance(k, type) and issubclass(k, Enum)]
        for kind in kinds:
            column = noun.column(part.name).name
            move = MovedField(noun.table.name, column, None, None)
            for word in kind:
                assert isinstance(word.value, str | int)
                value: FieldValue = word  # type: ignore[assignment]  # str or int, as asserted
                if record is PostFact or noun.table.name == "remembered":
                    continue
                assert _CHINESE.search(value_words(move, value)), (noun.table.name, word)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("devolved", True, "是"),
        ("lower_is_better", False, "否"),
        ("weight", Decimal("12.50"), "12.5"),
        ("points", Decimal("-0.5"), "−0.5"),
        (
            "figures",
            (("target", Decimal(1200)), ("cap", Decimal("1.20"))),
            "目标值 1,200、上限倍数 1.2",
        ),
        ("predecessors", (3, 12), "3、12"),
        ("tied", ("甲镇", "乙镇"), "甲镇、乙镇"),
        ("valid_from", date(2024, 7, 1), "2024-07-01"),
        ("predecessors", (), "—"),
        ("opinion", Opinion.DISSENT, "不同意"),
        ("actual", 1200, "1,200"),
    ],
)
def test_values_are_written_for_people(field: str, value: FieldValue, words: str) -> None:
    assert value_words(MovedField("institutions", field, None, None), value) == words


def test_a_moment_is_told_in_local_time() -> None:
    at = datetime(2024, 7, 1, 4, 5, tzinfo=UTC)
    move = MovedField("contests", "closed_at", None, at)
    assert value_words(move, at) == f"{at.astimezone():%Y-%m-%d %H:%M}"


def test_institutions_are_told_by_name(book: Book) -> None:
    institutions.commit(book, EditDraft(6, actual=9, head="甲一"))
    lines = unit_history(book, BAIHE).lines
    assert [(line.item, line.old, line.new) for line in lines[:2]] == [
        ("综合行政执法大队·实有", "10", "9"),
        ("综合行政执法大队·负责人", "—", "甲一"),
    ]


def test_what_stands_beside_is_told_by_what_it_is(book: Book) -> None:
    unit = unit_id(book, BAIHE)
    institutions.commit(book, PlatformDraft(unit, PlatformKind.ORDER, grids=42))
    institutions.commit(book, EnforcementDraft(unit, 2024, officers=8))
    institutions.commit(
        book, UseDraft(unit, Right.PLANNING, "2024-08-01", "修编", Opinion.COMMENT, "示〔2024〕1号")
    )
    items = [line.item for line in unit_history(book, BAIHE).lines]
    assert "综治工作平台·网格数" in items
    assert "执法人员（2024年）" in items
    assert "规划参与权 修编·行使日期" in items


def test_a_merger_is_told_whole(book: Book) -> None:
    institutions.commit(
        book, MergeDraft((2, 3), 2, "经济社会办公室", since="2024-07-01", doc_no="示编〔2024〕1号")
    )
    told = {(line.item, line.new) for line in act_moves(book, book.version).lines}
    assert ("社会事务办公室·去向", "并入") in told
    assert ("经济社会办公室·由来", "合并设立") in told
    assert ("经济社会办公室·原机构编号", "3") in told
    assert ("卫生健康办公室·摘牌日期", "2024-06-30") in told


def test_a_contest_and_its_indicators_are_told(book: Book) -> None:
    with book.change("建立考核") as writer:
        contest = writer.add(Contest(ContestKind.TOWNSHIPS, 2024, "2024年度考核"))
        writer.add(
            AssessmentIndicator(
                contest, "乡镇", "党的建设", "基层党建", Decimal(10), Scoring.DIRECT, 1
            )
        )
    lines = act_moves(book, book.version).lines
    told = {(line.noun, line.about, line.item, line.new) for line in lines}
    assert ("考核", "2024年度考核", "考核种类（2024年）", "乡镇（街道）考核") in told
    assert ("考核指标", "基层党建", "分值", "10") in told
    assert ("考核指标", "基层党建", "计分办法", "评分") in told


def test_an_adjustment_names_its_kind() -> None:
    about = ("999901101", AdjustmentKind.BONUS)
    assert item_of(MovedField("adjustments", "points", None, Decimal(2), about=about)) == (
        "加分·分数"
    )
