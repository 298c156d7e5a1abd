"""The first look at a book: shown before the book is open, never to be written in, never needed."""

import os
import pickle
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.frame import SOON, Said, settled
from townoffice.desk.books import Book, open_book
from ui.glance import Glance
from ui.pages.townships import TownshipsPage
from ui.window import Window

LATE = 60.0
SLEEPS = "import time; time.sleep(600)"


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one processor there is no glance."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def child(code: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", code]


def says(said: bytes, length: int | None = None) -> str:
    head = (len(said) if length is None else length).to_bytes(8, "big")
    return f"import sys; sys.stdin.readline(); sys.stdout.buffer.write({head + said!r})"


def page_of(window: Window) -> TownshipsPage:
    page = window.tabs.page()
    assert isinstance(page, TownshipsPage)
    return page


def test_the_table_is_there_before_the_book_is_open_and_cannot_be_written_in(
    qtbot: QtBot, window: Window, book_file: Path
) -> None:
    glance = Glance(late=LATE)
    glance.ask(book_file, None)
    with qtbot.waitSignal(window.office.glimpsed, timeout=SOON):
        window.begin(book_file, glance)
    assert window.office.state is None
    page = page_of(window)
    table = page.table
    assert len(table.rows()) == 24
    assert all(
        table.model.cell(row, at).edit is None
        for row in range(24)
        for at in range(len(table.lanes.columns))
    )
    QTest.keyClick(table.sheet, Qt.Key.Key_F2)
    assert table.sheet.state() is not table.sheet.State.EditingState
    assert not page.print_button.isEnabled()
    assert not window.menus.actions["import"].isEnabled()
    shown = table.rows()
    qtbot.waitUntil(lambda: window.office.state is not None, timeout=SOON)
    settled(qtbot, window)
    assert window.tabs.page() is page
    # The rates are read by themselves, sooner or later.
    assert [replace(row, rates=None) for row in table.rows()] == [
        replace(row, rates=None) for row in shown
    ]
    columns = [column.key for column in table.lanes.columns]
    assert table.model.cell(0, columns.index("registered_population")).edit is not None
    assert page.print_button.isEnabled()


def test_the_year_last_worked_on_is_glanced_at(
    qtbot: QtBot, window: Window, book_file: Path
) -> None:
    with open_book(book_file, read_only=True) as book:
        year = book.years()[0]
    glance = Glance(late=LATE)
    glance.ask(book_file, year)
    with qtbot.waitSignal(window.office.glimpsed, timeout=SOON):
        window.begin(book_file, glance)
    page = page_of(window).overview
    assert page is not None
    assert page.snapshot.year == year
    qtbot.waitUntil(lambda: window.office.state is not None, timeout=SOON)


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(3)",
        "import os; os.abort()",
        SLEEPS,
        says(b"rubbish"),
        says(b"x", length=2),
        says(pickle.dumps({"units": ()})),
        says(b""),
    ],
)
def test_a_glance_that_is_none_changes_nothing(
    qtbot: QtBot, window: Window, book_file: Path, said: Said, code: str
) -> None:
    glance = Glance(child(code), late=LATE if code != SLEEPS else 0.1)
    process = glance._child
    assert process is not None
    glimpses: list[object] = []
    window.office.glimpsed.connect(lambda: glimpses.append(window.office.glimpse))
    glance.ask(book_file, None)
    with qtbot.waitSignal(window.office.opened, timeout=SOON):
        window.begin(book_file, glance)
    settled(qtbot, window)
    assert len(page_of(window).table.rows()) == 24
    assert glimpses == []
    assert said.notices == []
    assert process.returncode is not None


def test_a_book_that_cannot_be_opened_is_told_of_as_ever(
    qtbot: QtBot, window: Window, tmp_path: Path, said: Said
) -> None:
    damaged = tmp_path / "坏.db"
    damaged.write_bytes(b"no book at all" * 20)
    glance = Glance(late=LATE)
    glance.ask(damaged, None)
    window.begin(damaged, glance)
    qtbot.waitUntil(lambda: bool(said.notices), timeout=SOON)
    assert len(said.notices) == 1
    assert "这不是台账文件" in said.notices[0].text
    assert window.tabs.page() is None


def test_a_glance_goes_when_the_book_is_then_in_use(
    qtbot: QtBot, window: Window, book_file: Path, said: Said
) -> None:
    held: list[Book] = []

    def hold() -> None:
        if not held:
            held.append(open_book(book_file))

    window.office.glimpsed.connect(hold)
    said.answer = None
    glance = Glance(late=LATE)
    glance.ask(book_file, None)
    try:
        window.begin(book_file, glance)
        qtbot.waitUntil(lambda: bool(said.notices), timeout=SOON)
        assert held
        assert window.office.glimpse is None
        assert window.tabs.page() is None
    finally:
        for book in held:
            book.close()


def test_no_child_is_left_when_the_window_closes_first(
    qtbot: QtBot, window: Window, book_file: Path
) -> None:
    glance = Glance(child(SLEEPS), late=LATE)
    process = glance._child
    assert process is not None
    window.begin(book_file, glance)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=SOON)
    assert process.returncode is not None


def test_with_one_processor_there_is_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert Glance()._child is None
