"""Back to an act: exact, all or nothing, and with a reason where the act has weight."""

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book import samples
from townoffice.book import Book, restore, schema
from townoffice.book.history import ways_back
from townoffice.book.shelf import newest_backup
from townoffice.feedback import BookDamaged, NotFound, UndoBlocked
from townoffice.records import DRAFT_TOPIC, Adoption, KindGroup, Setting

OLD = Path(__file__).with_name("layout_1.sql")


def rename(book: Book, name: str) -> None:
    """Make one small change."""
    towns = book.townships()
    with book.change(f"改名为{name}") as writer:
        if towns:
            writer.update(replace(towns[0], name=name))
        else:
            writer.add(samples.unit(1, name))


def adopt(book: Book, topic: str = "staffing") -> int:
    """Keep or adopt a plan; give the number of the act."""
    with book.change("采用方案") as writer:
        writer.add(replace(samples.plan(samples.classification()), topic=topic))
    return book.version


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from("nnnuur"), min_size=1, max_size=12), st.data())
def test_back_to_any_act_and_all_redone_is_the_same_book(
    story: list[str], data: st.DataObject
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        samples.new_book(Path(folder) / "b.db", 2) as book,
    ):
        states = {0: samples.everything(book), book.version: samples.everything(book)}
        for place, step in enumerate(story):
            if step == "n":
                rename(book, f"第{place}名镇")
            elif step == "u" and book.next_undo() is not None:
                book.undo()
            elif step == "r" and book.next_redo() is not None:
                book.redo()
            states[book.version] = samples.everything(book)
        now, content = samples.everything(book), book._journal.content
        ways = book.ways_back()
        back = [number for number, steps in ways.steps.items() if steps]
        number = data.draw(st.sampled_from(back or [-1]))
        if number > 0:
            book.undo_to(number)
            assert samples.everything(book) == states[number]
            for _ in range(ways.steps[number]):
                book.redo()
        assert (samples.everything(book), book._journal.content) == (now, content)
        assert book.verify() == ()


def test_the_ways_back_of_a_long_story() -> None:
    """1, 2, 3 made; 3 and 2 undone; 2 redone; then 7 made: 3 is gone, 4 and 6 are as 2."""
    found = ways_back([(1, None), (2, None), (3, None), (4, 3), (5, 2), (6, 5), (7, None)])
    assert found.standing == (7, 2, 1)
    assert found.steps == {0: 3, 1: 2, 2: 1, 4: 1, 5: 2, 6: 1, 7: 0}


def test_back_to_the_founding_is_one_transaction_of_single_steps(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 2) as book:
        rename(book, "甲镇")
        done = book.undo_to(0)
        assert done.label == "撤销 2 次改动"
        assert done.nouns == {"townships", "indicators", "post_facts"}
        assert book.townships() == ()
        assert [act.undoes for act in book.history()] == [1, 2, None, None]
        book.redo()
        book.redo()
        assert book.townships()[0].name == "甲镇"


def test_a_step_that_cannot_be_taken_back_leaves_all_as_it_was(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 3) as book:
        rename(book, "甲镇")
        before, head, version = samples.everything(book), book.head, book.version
        connection = book._connection
        connection.exec_driver_sql("DROP TRIGGER keep_journal_update")
        connection.exec_driver_sql(
            "UPDATE journal SET after = replace(after, '32001', '32002')"
            " WHERE noun = 'indicators' AND row_id = 2"
        )
        with pytest.raises(UndoBlocked, match="后来又变动过"):
            book.undo_to(0)
        assert (samples.everything(book), book.head, book.version) == (before, head, version)
        rename(book, "乙镇")
        assert book.version == version + 1


def test_where_no_way_leads_back_it_is_said(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 2) as book:
        rename(book, "甲镇")
        with pytest.raises(UndoBlocked, match="现在就是第 2 号之后"):
            book.undo_to(2)
        with pytest.raises(NotFound, match="没有第 9 号"):
            book.undo_to(9)
        book.undo()
        with pytest.raises(UndoBlocked, match="第 2 号“改名为甲镇”已被撤销"):
            book.undo_to(2)


def test_weight_is_told_from_the_records_an_act_moved(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        adopted = adopt(book)
        draft = adopt(book, DRAFT_TOPIC)
        with book.change("采用方案") as writer:  # the words of an adoption, not the act
            writer.add(Setting("marking", "内部资料"))
        words = book.version
        sample = Adoption("s0", "classification", KindGroup.TOWNS, note="示例采用")
        with book.change("示例采用") as writer:
            writer.add(sample)
        founding = book.version
        with book.change("政策") as writer:
            writer.add(replace(sample, doc_no="示编办〔2025〕1号"))
        document = book.version
        heavy = {act.change_id: act.weighty for act in book.history()}
        assert [heavy[n] for n in (1, adopted, draft, words, founding, document)] == [
            *(False, True, False, False, False, True)
        ]


def test_an_act_of_weight_is_undone_with_a_reason_that_stays(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with samples.new_book(path, 1) as book:
        number = adopt(book)
        rename(book, "甲镇")
        for reason in (None, "  "):
            with pytest.raises(UndoBlocked, match=f"第 {number} 号.*须写明理由"):
                book.undo_to(number - 1, reason)
        assert book.version == number + 1
        book.undo()
        book.undo(" 会议改期 ")
        assert book.plans() == ()
        newest = book.history(1)[0]
        assert (newest.reason, newest.undoes) == ("会议改期", number)
        book.redo()  # what stands again has its weight again
        assert book.next_undo() is not None
        with pytest.raises(UndoBlocked, match=f"第 {number} 号"):
            book.undo()
        assert book.verify() == ()
    samples.tamper(path, "UPDATE changes SET reason = '别的' WHERE reason IS NOT NULL")
    with pytest.raises(BookDamaged, match="对不上校验链"):
        Book.open(path)


@pytest.mark.parametrize("reason", ["NULL", "''"])
def test_a_reason_taken_away_or_put_in_is_found(tmp_path: Path, reason: str) -> None:
    path = tmp_path / "b.db"
    with samples.new_book(path, 1) as book:
        book.undo("写错了")
    number = 2 if reason == "NULL" else 1
    samples.tamper(path, f"UPDATE changes SET reason = {reason} WHERE id = {number}")
    with pytest.raises(BookDamaged, match=f"第 {number} 号"):
        Book.open(path)


def old_book(path: Path) -> Path:
    """A book as the program of the first layout left it: undone, redone, a plan adopted."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.executescript(OLD.read_text(encoding="utf-8"))
    return path


def test_a_book_of_the_first_layout_is_upgraded_and_all_of_it_undone(tmp_path: Path) -> None:
    path = old_book(tmp_path / "b.db")
    with Book.open(path) as book:
        assert book.history(1)[0].label == f"升级台账格式：1 → {schema.SCHEMA}"
        assert book.townships()[0].name == "新镇"
        assert len(book.plans()) == 1
        assert book.settings() == ()
        assert book.verify() == ()
        ways = book.ways_back()
        assert ways.steps[book.version] == 0
        book.undo_to(0, "从头来过")
        assert book.townships() == ()
        assert book.verify() == ()
    backup = newest_backup(path)
    assert backup is not None
    restore(backup, path)
    with Book.open(path) as book:
        assert len(book.plans()) == 1


def test_what_an_act_moved_is_read_with_the_units_names(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 2) as book:
        rename(book, "甲镇")
        book.undo_to(0)
        (record,), count = book.moves_of(2, 10)
        assert (record.about, count) == ("第1镇", 1)
        assert [(m.field, m.old, m.new) for m in record.moves] == [("name", "第1镇", "甲镇")]
        records, count = book.moves_of(1, 4)
        assert (len(records), count) == (4, 6)
        assert {one.about for one in book.moves_of(1, 99)[0]} == {"第1镇", "第2镇"}
