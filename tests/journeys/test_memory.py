"""What somebody said of a form is said again of the next file of it, and can be forgotten."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests import dirty
from tests.sheets import forms
from tests.shell import shell
from townoffice.book import Book
from townoffice.desk import answering, intake
from townoffice.desk.doubts import ticks
from townoffice.desk.imports import imports_page
from townoffice.desk.memory import forget
from townoffice.records import Decisions, IntakeChoices, Preview, SaidOf

HEAD = ("序号", "单位", "常住（万人）", "产值（亿元）", "土地")


def form(
    folder: Path,
    name: str,
    head: Sequence[str] = HEAD,
    title: str = "2024年情况",
    *,
    above: int = 0,
) -> Path:
    rows: forms.Rows = (
        *(((None,),) * above),
        (title,),
        tuple(head),
        (1, "青石镇", 7.5, 52.0, 9000),
        (2, "白河镇", 4.7, 30.5, 13270),
        (3, "湖南头", 8.4, 70.1, 2410),
    )
    return forms.xlsx(folder / name, rows, name="Sheet1")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with dirty.book(tmp_path / "book.db") as made:
        yield made


def look(book: Book, path: Path, decisions: Decisions | None = None) -> Preview:
    return intake.preview(book, path, choices=(decisions or Decisions()).choices)


def taught(book: Book, path: Path) -> Decisions:
    """Say what the last column is, in which unit it is, and which unit 湖南头 is."""
    found = look(book, path)
    said = answering.with_field(Decisions(), "E2", "area_km2", found.sheet)
    said = answering.with_unit(said, "E2", "公顷", found.sheet)
    said = answering.with_field(said, "D2", "gdp", found.sheet)
    line = next(row.cell for row in found.rows if row.name == "湖南头")
    choices = IntakeChoices(
        sheet=found.sheet, columns=said.choices.columns, units={line: "999901001"}
    )
    return Decisions(choices=choices)


def take(book: Book, found: Preview) -> None:
    assert intake.commit(book, found, ticks=ticks(found, {})) is not None


def read(found: Preview) -> dict[str, tuple[str | None, str | None]]:
    return {column.cell: (column.field, column.unit) for column in found.columns}


def test_the_next_file_of_the_form_is_read_as_somebody_said(book: Book, tmp_path: Path) -> None:
    path = form(tmp_path, "一.xlsx")
    plain = read(look(book, path))
    assert plain["E2"] != ("area_km2", "公顷")
    found = look(book, path, taught(book, path))
    assert found.recall is not None
    assert found.recall.words == ""
    before = book.version
    take(book, found)
    assert book.version == before + 1
    assert {(one.part, one.value) for one in book.remembered()} == {
        (SaidOf.FIELD, "area_km2"),
        (SaidOf.UNIT, "公顷"),
        (SaidOf.FIELD, "gdp"),
        (SaidOf.NAME, "999901001"),
    }
    again = look(book, form(tmp_path, "二.xlsx", title="2025年情况", above=2))
    assert again.recall is not None
    assert again.recall.words == "2 列、1 个单位名称"
    assert any(p.what == "沿用上次的对应：2 列、1 个单位名称" for p in again.problems)
    assert read(again)["E4"] == ("area_km2", "公顷")
    named = next(row for row in again.rows if row.name == "湖南头")
    assert named.township is not None
    assert named.township.name == "南湖街道"


def test_it_is_written_and_undone_with_the_import(book: Book, tmp_path: Path) -> None:
    path = form(tmp_path, "一.xlsx")
    take(book, look(book, path, taught(book, path)))
    assert book.remembered()
    book.undo()
    assert (book.remembered(), book.imports()) == ((), ())
    book.redo()
    assert len(book.remembered()) == 4
    assert book.verify() == ()


def test_another_form_is_left_alone(book: Book, tmp_path: Path) -> None:
    path = form(tmp_path, "一.xlsx")
    take(book, look(book, path, taught(book, path)))
    other = look(
        book,
        form(tmp_path, "二.xlsx", head=("序号", "单位", "常住（万人）", "土地", "产值（亿元）")),
    )
    assert other.recall is not None
    assert other.recall.words == ""


def test_what_is_said_now_goes_before_what_was_said_then(book: Book, tmp_path: Path) -> None:
    path = form(tmp_path, "一.xlsx")
    take(book, look(book, path, taught(book, path)))
    now = answering.with_field(Decisions(), "E2", "", "Sheet1")
    found = look(book, form(tmp_path, "二.xlsx", title="2025年"), now)
    assert read(found)["E2"][0] is None
    assert read(found)["D2"][0] == "gdp"
    take(book, found)
    last = {one.about: one.value for one in book.remembered() if one.part is SaidOf.FIELD}
    assert last["4"] == ""


def test_taken_back_it_is_read_afresh_and_forgotten_with_the_import(
    book: Book, tmp_path: Path
) -> None:
    path = form(tmp_path, "一.xlsx")
    take(book, look(book, path, taught(book, path)))
    fresh = answering.without_memory(Decisions())
    found = look(book, form(tmp_path, "二.xlsx", title="2025年"), fresh)
    assert found.recall is not None
    assert (found.recall.words, found.recall.said) == ("", ())
    take(book, found)
    assert book.remembered() == ()


def test_it_can_be_forgotten_and_that_undone(book: Book, tmp_path: Path) -> None:
    path = form(tmp_path, "一.xlsx")
    take(book, look(book, path, taught(book, path)))
    words = {(line.what, line.words, line.taken) for line in imports_page(book).memory}
    assert ("列", "土地", "辖区面积") in words
    assert ("单位名称", "湖南头", "南湖街道（999901001）") in words
    assert forget(book, [one.id for one in book.remembered() if one.id is not None]) is not None
    assert look(book, form(tmp_path, "二.xlsx")).recall == look(book, path).recall
    assert forget(book, [1]) is None
    book.undo()
    assert len(book.remembered()) == 4


def test_a_header_somebody_pointed_at_is_found_again(book: Book, tmp_path: Path) -> None:
    head = ("甲", "乡镇", "丙", "丁", "戊")
    path = form(tmp_path, "一.xlsx", head=head)
    found = look(book, path)
    assert found.raw is not None
    assert found.raw.header is None
    said = answering.with_header((1, 1), found.sheet)
    said = answering.with_field(said, "B2", "name", found.sheet)
    said = answering.with_field(said, "C2", "resident_population", found.sheet)
    said = answering.with_unit(said, "C2", "万人", found.sheet)
    take(book, look(book, path, said))
    again = look(book, form(tmp_path, "二.xlsx", head=head, title="2025年", above=3))
    assert again.recall is not None
    assert again.recall.words == "2 列、表头的位置"
    assert read(again)["C5"] == ("resident_population", "万人")


def test_a_unit_that_is_gone_is_not_taken_over(book: Book, tmp_path: Path) -> None:
    path = form(tmp_path, "一.xlsx")
    take(book, look(book, path, taught(book, path)))
    held = next(one for one in book.remembered() if one.part is SaidOf.NAME)
    with book.change("换代码") as writer:
        writer.update(replace(held, value="999901999"))
    again = look(book, form(tmp_path, "二.xlsx", title="2025年"))
    assert again.recall is not None
    assert again.recall.names == 0


def test_the_shell_takes_over_what_the_window_remembers(tmp_path: Path) -> None:
    path = form(tmp_path, "一.xlsx")
    with dirty.book(tmp_path / "b.db") as book:
        take(book, look(book, path, taught(book, path)))
    again = form(tmp_path, "二.xlsx", title="2025年")
    told = shell("import", tmp_path / "b.db", again, "--dry-run", "--json")
    columns = told.document()["columns"]
    assert isinstance(columns, list)
    assert {"公顷"} <= {c["unit"] for c in columns if isinstance(c, dict)}
    assert "沿用上次的对应：2 列、1 个单位名称" in told.err
