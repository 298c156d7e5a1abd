"""Records go in and come out as they were, exactly."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.book import samples
from townoffice.book import Book
from townoffice.feedback import CannotWrite, NotFound, Stale
from townoffice.records import (
    Adoption,
    Category,
    ClassOverride,
    ImportLog,
    KindGroup,
    Measure,
    OwnIndicator,
    OwnPack,
    PostFact,
    SizeClass,
    Township,
)


def test_every_noun_comes_back_as_it_went_in(tmp_path: Path) -> None:
    path = tmp_path / "县.db"
    office = (
        Adoption(
            "s0", "classification", KindGroup.TOWNS, None, None, date(2026, 1, 1), None, "示例"
        ),
        OwnPack("own", 'id = "own"\n'),
        ImportLog("云岭.xlsx", "cd" * 32, "townships", 2025, 1, 2, 3, 4),
    )
    with Book.create(path, samples.COUNTY) as book:
        with book.change("登记") as writer:
            key = writer.add(samples.unit(3))
            writer.add(samples.figures(key))
            writer.add(OwnIndicator(key, 2025, "耕地", Decimal("1E+2"), "亩"))
            writer.add(samples.posts(key))
            writer.add(samples.leader(key))
            writer.add(override(key))
            for record in office:
                writer.add(record)
        assert writer.changes is not None
        assert writer.changes.change_id == book.version == 1
    with Book.open(path) as book:
        assert book.county == samples.COUNTY
        assert book.townships() == (replace(samples.unit(3), id=key, row_version=1),)
        assert book.years() == (2025,)
        assert book.indicators(2025) == (replace(samples.figures(key), id=1, row_version=1),)
        assert str(book.indicators(2025)[0].area_km2) == "100.500000"
        assert [own.value for own in book.own_indicators(2025)] == [Decimal(100)]
        assert book.post_facts() == (replace(samples.posts(key), id=1, row_version=1),)
        assert book.leadership_seats() == (replace(samples.leader(key), id=1, row_version=1),)
        assert book.class_overrides() == (replace(override(key), id=1, row_version=1),)
        kept = (book.adoptions()[0], book.own_packs()[0], book.imports()[0])
        assert kept == tuple(replace(record, id=1, row_version=1) for record in office)


def override(township_id: int, size: SizeClass | None = SizeClass.SECOND) -> ClassOverride:
    return ClassOverride(township_id, size, "生态功能区", "云编〔2025〕2号", samples.DAY)


def test_seats_are_told_by_day_and_only_from_the_first_list_on(tmp_path: Path) -> None:
    with Book.create(tmp_path / "b.db", samples.COUNTY) as book:
        with book.change("登记") as writer:
            key = writer.add(samples.unit(1))
            writer.add(samples.leader(key))
            gone = samples.leader(key, "甲二")
            writer.add(replace(gone, until=date(2026, 6, 30)))
        days = (date(2025, 12, 30), date(2025, 12, 31), date(2026, 6, 30), date(2026, 7, 1))
        found = [[seat.person for seat in book.leadership_seats(day)] for day in days]
        assert found == [[], ["甲一", "甲二"], ["甲一", "甲二"], ["甲一"]]


def test_a_class_may_be_lifted_again(tmp_path: Path) -> None:
    with Book.create(tmp_path / "b.db", samples.COUNTY) as book:
        with book.change("登记") as writer:
            key = writer.add(samples.unit(1))
            writer.add(override(key))
            writer.add(replace(override(key, None), since=date(2026, 1, 1)))
        assert [o.size_class for o in book.class_overrides(samples.DAY)] == [SizeClass.SECOND]
        assert [o.size_class for o in book.class_overrides()] == [SizeClass.SECOND, None]


@pytest.mark.parametrize("result", [samples.staffing(), samples.classification()])
def test_a_plan_keeps_its_whole_result(tmp_path: Path, result: object) -> None:
    wanted = samples.plan(result)  # type: ignore[arg-type]  # both kinds, by parametrize
    with samples.new_book(tmp_path / "b.db", 2) as book:
        with book.change("采用方案") as writer:
            plan_id = writer.add(wanted)
        adopted = book.plan(plan_id)
        assert adopted.result == wanted.result
        assert adopted.basis == wanted.basis
        assert adopted.check_code == book.head
        assert adopted.adopted_by == book.history()[0].who
        assert adopted.adopted_at == book.history()[0].at
        assert adopted.adopted_at is not None
        assert adopted.adopted_at.tzinfo == UTC
        head = book.head
        book.undo("会议改期")
        with pytest.raises(NotFound, match="没有第 1 号方案"):
            book.plan(plan_id)
        book.redo()
        assert book.plan(plan_id) == adopted
        assert book.plan(plan_id).check_code == head != book.head


def test_a_result_of_41352_rows_is_kept(tmp_path: Path) -> None:
    wanted = samples.staffing(41_352)
    with samples.new_book(tmp_path / "b.db") as book:
        with book.change("采用方案") as writer:
            plan_id = writer.add(samples.plan(wanted))
        assert book.plan(plan_id).result == wanted


def test_post_facts_are_told_by_day(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        key = book.townships()[0].id or 0
        later = PostFact(key, Category.ADMIN, Measure.AUTHORIZED, 41, date(2026, 1, 1))
        with book.change("调整") as writer:
            writer.add(later)
        assert [fact.count for fact in book.post_facts()] == [40, 41]
        assert [fact.count for fact in book.post_facts(date(2025, 12, 31))] == [40]
        assert [fact.count for fact in book.post_facts(date(2026, 1, 1))] == [40, 41]


def test_a_record_that_moved_on_is_not_written_over(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        read = book.townships()[0]
        with book.change("改名") as writer:
            writer.update(replace(read, name="新镇"))
        now = book.townships()[0]
        assert (now.name, now.row_version) == ("新镇", 2)
        for act in ("update", "remove"):
            with pytest.raises(Stale, match="乡镇"), book.change("再改") as writer:
                getattr(writer, act)(read)
        assert book.townships() == (now,)
        assert book.version == 2


def test_a_batch_with_one_stale_record_changes_nothing(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 3) as book:
        read = book.townships()
        with book.change("改名") as writer:
            writer.update_all([replace(town, name=town.name + "甲") for town in read])
        assert [town.name for town in book.townships()] == ["第1镇甲", "第2镇甲", "第3镇甲"]
        now = book.townships()
        with pytest.raises(Stale), book.change("混着改") as writer:
            writer.update_all([now[0], read[1]])
        assert book.townships() == now


def test_duplicates_and_orphans_are_refused_in_words(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 2) as book:
        before = samples.everything(book)
        town = book.townships()[0]
        twin = replace(samples.unit(9), code=town.code)
        for record, words in (
            (twin, "乡镇（街道）有重复的登记：区划代码"),
            (samples.figures(town.id or 0), "指标有重复的登记：单位、年份"),
            (samples.posts(99), "引用了台账中没有的单位"),
        ):
            with pytest.raises(CannotWrite, match=words), book.change("重复") as writer:
                writer.add(record)
        with pytest.raises(CannotWrite, match="仍被其他记录引用"), book.change("删") as writer:
            writer.remove(town)
        assert samples.everything(book) == before
        assert book.version == 1


@pytest.mark.parametrize(
    "record", [replace(samples.unit(1), name="乱\udc80码"), replace(samples.posts(1), count=2**70)]
)
def test_what_the_file_cannot_hold_is_refused_in_words(
    tmp_path: Path, record: Township | PostFact
) -> None:
    with samples.new_book(tmp_path / "b.db") as book:
        with pytest.raises(CannotWrite, match="存不下"), book.change("导入") as writer:
            writer.add(record)
        with book.change("导入 \udc80.xlsx") as writer:
            writer.add(samples.unit(1))
        assert book.history()[0].label == "导入 ?.xlsx"


def test_a_refused_write_cannot_be_passed_over(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        passed_over = pytest.raises(RuntimeError, match="passed over")
        with passed_over, book.change("混") as writer, pytest.raises(CannotWrite):
            writer.add_all([samples.unit(2), samples.unit(3), samples.unit(3)])
        assert len(book.townships()) == 1
        assert book.verify() == ()


def test_records_know_whether_they_are_in_a_book(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        town = book.townships()[0]
        with pytest.raises(ValueError, match="in a book already"), book.change("重加") as writer:
            writer.add(town)
        with pytest.raises(ValueError, match="in no book yet"), book.change("改") as writer:
            writer.update(samples.unit(5))


def test_a_renamed_unit_keeps_its_code_but_only_one_is_open(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db", 1) as book:
        old = book.townships()[0]
        with book.change("更名") as writer:
            writer.update(replace(old, valid_to=date(2025, 12, 31)))
            writer.add(replace(samples.unit(1, "云山镇"), valid_from=date(2026, 1, 1)))
        assert [town.name for town in book.townships()] == ["第1镇", "云山镇"]
        with pytest.raises(CannotWrite, match="区划代码"), book.change("再更名") as writer:
            writer.add(replace(samples.unit(1, "云海镇"), valid_from=date(2027, 1, 1)))


def test_the_numbers_of_removed_records_are_not_given_again(tmp_path: Path) -> None:
    with samples.new_book(tmp_path / "b.db") as book:
        with book.change("加") as writer:
            first = writer.add(samples.unit(1))
        with book.change("删") as writer:
            writer.remove(book.townships()[0])
        with book.change("加") as writer:
            assert writer.add(samples.unit(1)) > first


def test_no_column_of_the_file_is_real(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with samples.new_book(path, 2):
        pass
    with closing(sqlite3.connect(path)) as plain:
        tables = [
            row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        for table in tables:
            columns = plain.execute(f"PRAGMA table_info({table})").fetchall()
            assert {column[2] for column in columns} <= {
                "INTEGER",
                "TEXT",
                "BLOB",
                "VARCHAR(32)",
                "",
            }
        with pytest.raises(sqlite3.IntegrityError, match="cannot store REAL"):
            plain.execute("UPDATE post_facts SET count = 1.5")
