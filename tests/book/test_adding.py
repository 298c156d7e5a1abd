"""Many new rows at once: the journal says of them what its triggers would have said."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
import sqlalchemy.exc
from hypothesis import given
from hypothesis import strategies as st

from tests.book import samples
from townoffice.book import Book, schema
from townoffice.book.batches import as_stored, insert
from townoffice.book.columns import Stored
from townoffice.feedback import CannotWrite
from townoffice.records import Kind


def test_a_batch_is_journaled_row_by_row_as_single_records_are(tmp_path: Path) -> None:
    count = 230  # more than two statements of a hundred
    with samples.new_book(tmp_path / "one.db") as book, book.change("导入") as writer:
        ids = [writer.add(samples.unit(number)) for number in range(count)]
        for key in ids:
            writer.add(samples.figures(key))
    with samples.new_book(tmp_path / "all.db") as book:
        with book.change("导入") as writer:
            given_ids = writer.add_all([samples.unit(number) for number in range(count)])
            writer.add_all([samples.figures(key) for key in given_ids])
        assert given_ids == ids
        assert book.verify() == ()
    one, many = (journal_of(tmp_path / name) for name in ("one.db", "all.db"))
    assert one == many
    assert len(many) == 2 * count


def test_single_and_many_records_mix_in_one_change(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with samples.new_book(path) as book:
        with book.change("混") as writer:
            first = writer.add(samples.unit(1))
            others = writer.add_all([samples.unit(2), samples.unit(3)])
            last = writer.add(samples.unit(4))
            writer.add_all([samples.figures(key) for key in (first, *others, last)])
            writer.add_all(())
        assert [first, *others, last] == sorted([first, *others, last])
        assert book.history(1)[0].rows == 8
        full = samples.everything(book)
        book.undo()
        assert book.townships() == ()
        book.redo()
        assert samples.everything(book) == full
    with Book.open(path) as book:
        assert book.verify() == ()
        assert samples.everything(book) == full


def test_ids_of_removed_rows_are_not_given_to_a_batch(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 3) as book:
        last = max(town.id or 0 for town in book.townships())
        book.undo()
        with book.change("再加") as writer:
            ids = writer.add_all([samples.unit(number) for number in range(3)])
        assert list(ids) == [last + 1, last + 2, last + 3]


def test_after_a_refused_batch_the_journal_still_sees_every_row(tmp_path: Path) -> None:
    pack = "INSERT INTO own_packs (row_version, pack_id, text) VALUES (1, 'a', 'b')"
    town = (
        "INSERT INTO townships (row_version, code, name, kind, predecessors)"
        " VALUES (1, '999901199', '某镇', '镇', '[]')"
    )
    with samples.new_book(tmp_path / "b.db", 1) as book:
        with pytest.raises(CannotWrite, match="区划代码"), book.change("重复") as writer:
            writer.add_all([samples.unit(2), samples.unit(3), samples.unit(3)])
        for statement in (pack, town):
            with pytest.raises(sqlalchemy.exc.IntegrityError):
                book._connection.exec_driver_sql(statement)
        with book._entry("后来") as entry:
            book._connection.exec_driver_sql(town)
        assert entry.changes is not None
        assert book.history(1)[0].rows == 1
        assert book.verify() == ()


def test_rows_that_do_not_come_back_are_a_bug_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(
        raw: sqlite3.Connection,
        table: str,
        columns: Mapping[str, Sequence[object]],
        same: Mapping[str, object],
    ) -> None:
        insert(raw, table, {name: values[:-1] for name, values in columns.items()}, same)

    monkeypatch.setattr("townoffice.book.adding.insert", half)
    with samples.new_book(tmp_path / "b.db") as book:
        with pytest.raises(RuntimeError, match="came back"), book.change("导入") as writer:
            writer.add_all([samples.unit(1), samples.unit(2)])
        assert book.townships() == ()
        assert book.verify() == ()


def stored_kinds() -> Iterable[sa.Column[object]]:
    """Give one column of each kind that writes many values at once."""
    columns = [column for table in schema.JOURNALED for column in table.c]
    return {
        type(column.type): column for column in columns if isinstance(column.type, Stored)
    }.values()


def test_every_kind_that_writes_many_is_known_here() -> None:
    assert {type(column.type).__name__ for column in stored_kinds()} == {
        "Exact",
        "Day",
        "Word",
        "Codes",
    }


@given(
    st.lists(
        st.one_of(
            st.none(),
            st.decimals(allow_nan=False, allow_infinity=False),
        )
    ),
    st.lists(st.one_of(st.none(), st.dates())),
    st.lists(st.one_of(st.none(), st.sampled_from(Kind))),
    st.lists(st.one_of(st.none(), st.tuples(st.text(), st.text()))),
)
def test_many_values_are_written_as_each_would_be(
    amounts: list[Decimal | None],
    days: list[date | None],
    words: list[Kind | None],
    codes: list[tuple[str, ...] | None],
) -> None:
    with sa.create_engine("sqlite://").connect() as connection:
        for column, values in (
            (schema.indicators.c.gdp, amounts),
            (schema.townships.c.valid_from, days),
            (schema.townships.c.kind, words),
            (schema.townships.c.predecessors, codes),
        ):
            write = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
            assert write is not None
            assert list(as_stored(connection, column, values)) == [write(v) for v in values]


def journal_of(path: Path) -> list[tuple[object, ...]]:
    """Read what the journal says, in its order; salts and digests differ from book to book."""
    with closing(sqlite3.connect(path)) as plain:
        return plain.execute(
            "SELECT noun, row_id, before, after, typeof(after), length(salt), length(digest)"
            " FROM journal ORDER BY id"
        ).fetchall()
