"""One unit's history from the journal: its own fields, both ways, and nobody else's."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.book import samples
from townoffice.book import Book
from townoffice.records import (
    Category,
    ClassOverride,
    LeaderPost,
    Measure,
    MovedField,
    OwnIndicator,
    SizeClass,
)


def _id(book: Book, number: int = 1) -> int:
    found = book.townships()[number - 1].id
    assert found is not None
    return found


def _fields(moves: tuple[MovedField, ...]) -> list[tuple[str, str]]:
    return [(move.noun, move.field) for move in moves]


def test_a_changed_figure_is_told_with_old_and_new_newest_first(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "县.db", units=3) as book:
        unit = _id(book, 2)
        held = next(row for row in book.indicators(2025) if row.township_id == unit)
        with book.change("改两个数") as writer:
            writer.update(replace(held, registered_population=None, gdp=Decimal("5.50")))
        changed, came = book.history_of(unit)
        line = book.history(1)[0]
    assert (changed.change_id, changed.label, changed.who, changed.at) == (
        line.change_id,
        "改两个数",
        line.who,
        line.at,
    )
    assert changed.moves == (
        MovedField("indicators", "registered_population", 32_001, None, 2025),
        MovedField("indicators", "gdp", Decimal("12345678901234567.1234"), Decimal("5.50"), 2025),
    )
    assert came.label == "导入"
    assert ("townships", "name") in _fields(came.moves)
    assert ("post_facts", "count") in _fields(came.moves)


def test_what_others_had_done_to_them_is_not_told(tmp_path: Path) -> None:
    """Ids 1 and 11 share a beginning; a text that looks like the journal's own is no sign."""
    with samples.new_book(tmp_path / "县.db", units=12) as book:
        other = next(row for row in book.indicators(2025) if row.township_id == _id(book, 11))
        with book.change("改第11镇") as writer:
            writer.update(replace(other, registered_population=1))
            words = f'"township_id":{_id(book)},'
            writer.add(OwnIndicator(_id(book, 2), 2025, words, Decimal(1)))
        assert [act.label for act in book.history_of(_id(book))] == ["导入"]
        assert [act.label for act in book.history_of(_id(book, 11))] == ["改第11镇", "导入"]


def test_every_noun_of_a_unit_is_told_in_typed_values(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "县.db", units=1) as book:
        unit = _id(book)
        with book.change("登记") as writer:
            writer.add(OwnIndicator(unit, 2025, "林地", Decimal("7.10"), "亩"))
            writer.add(samples.leader(unit))
            writer.add(ClassOverride(unit, SizeClass.FIRST, "强镇", "云编〔2025〕2号", samples.DAY))
        told = {(m.noun, m.field): m for m in book.history_of(unit)[0].moves}
    own = told["own_indicators", "value"]
    assert (own.new, own.about) == (Decimal("7.10"), ("林地", "亩"))
    seat = told["leadership_seats", "title"]
    assert (seat.new, seat.since, seat.about) == (
        "党委书记",
        samples.DAY,
        ("甲一", LeaderPost.SECRETARY),
    )
    assert told["class_overrides", "size_class"].new is SizeClass.FIRST
    assert ("leadership_seats", "until") not in told
    assert ("own_indicators", "name") not in told


def test_a_decision_that_lifts_a_class_is_told(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "县.db", units=1) as book:
        with book.change("取消") as writer:
            writer.add(ClassOverride(_id(book), None, "期满", "云编〔2026〕1号", date(2026, 1, 1)))
        assert ("class_overrides", "size_class") in _fields(book.history_of(_id(book))[0].moves)


def test_an_undo_is_told_the_other_way_round_and_the_undone_is_marked(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "县.db", units=1) as book:
        fact = next(iter(book.post_facts()))
        with book.change("增编") as writer:
            writer.update(replace(fact, count=41))
        book.undo()
        back, done, _came = book.history_of(_id(book))
    about = (Category.ADMIN, Measure.AUTHORIZED)
    assert back.moves == (MovedField("post_facts", "count", 41, 40, None, samples.DAY, about),)
    assert done.moves == (MovedField("post_facts", "count", 40, 41, None, samples.DAY, about),)
    assert [act.undone for act in (back, done)] == [False, True]


def test_a_removed_row_and_a_moved_day_are_told(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "县.db", units=1) as book:
        fact = next(iter(book.post_facts()))
        with book.change("改日期") as writer:
            writer.update(replace(fact, since=date(2025, 3, 1)))
        with book.change("删除") as writer:
            writer.remove(next(iter(book.post_facts())))
        gone, moved, _came = book.history_of(_id(book))
    assert [(m.field, m.old, m.new) for m in moved.moves] == [
        ("since", samples.DAY, date(2025, 3, 1))
    ]
    assert [(m.field, m.old, m.new) for m in gone.moves] == [
        ("count", 40, None),
        ("doc_no", "云编〔2025〕1号", None),
    ]


def test_a_cleared_row_is_told_as_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "县.db"
    with samples.new_book(path, units=2) as book:
        with book.change("登记书记") as writer:
            writer.add(samples.leader(_id(book)))
        unit, other = _id(book), _id(book, 2)
    blank = "UPDATE journal SET before = NULL, after = NULL, salt = NULL"
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute(f"{blank} WHERE noun = 'leadership_seats'")
    with Book.open(path, read_only=True) as book:
        assert book.history_of(unit)[0].moves == (
            MovedField("leadership_seats", "", None, None, forgotten=True),
        )
        assert [act.label for act in book.history_of(other)] == ["导入"]
        assert book.history_of() == ()
