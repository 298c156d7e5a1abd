"""The import page by real clicks and keys, over the real desk, with a dirty file."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests import dirty
from tests.sheets import forms
from townoffice.book import Book
from townoffice.feedback import Progress
from ui import theme
from ui.jobs import Jobs
from ui.office import Office
from ui.pages.intake import IntakePage
from ui.pages.intake_cards import Card
from ui.pages.intake_entries import Segment
from ui.pages.intake_header import HeaderDialog
from ui.theme import Tone


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot) -> Iterator[Office]:
    dirty.book(tmp_path / "示例县.db").close()
    jobs = Jobs()
    jobs.failed.connect(failures.append)
    failures.clear()
    made = Office(jobs)
    with qtbot.waitSignal(made.opened):
        made.open_book(tmp_path / "示例县.db")
    yield made
    jobs.shut()


failures: list[object] = []


@pytest.fixture
def page(office: Office, tmp_path: Path, qtbot: QtBot) -> IntakePage:
    return shown(office, dirty.file(tmp_path), qtbot)


def shown(office: Office, path: Path, qtbot: QtBot) -> IntakePage:
    made = IntakePage(office)
    qtbot.addWidget(made)
    made.resize(1440, 740)
    made.show()
    with qtbot.waitSignal(made.shown):
        made.open(path)
    return made


def card(page: IntakePage, cell: str) -> Card:
    return next(found for found in page.cards.cards if found.question.cell == cell)


def button(widget: QWidget, text: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.text() == text)


def press(qtbot: QtBot, found: QPushButton) -> None:
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def click_cell(page: IntakePage, cell: str, qtbot: QtBot) -> None:
    assert page.preview is not None
    assert page.preview.raw is not None
    at = page.preview.raw.find(cell)
    assert at is not None
    rect = page.grid.visualRect(page.grid.raw_model().index(*at))
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def entry_row(page: IntakePage, cell: str) -> int:
    return [entry.cell for entry in page.changes.table.rows()].index(cell)


def click_tick(page: IntakePage, cell: str, qtbot: QtBot) -> None:
    sheet = page.changes.table.sheet
    index = sheet.model().index(entry_row(page, cell), page.changes.table.column_at("tick"))
    where = sheet.visualRect(index).center()
    QTest.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=where)


def figures(office: Office, name: str, qtbot: QtBot) -> tuple[int | None, Decimal | None]:
    """Ask the book in the worker: it belongs to it."""
    found: list[tuple[int | None, Decimal | None]] = []

    def read(book: Book, _progress: Progress) -> tuple[int | None, Decimal | None]:
        unit = next(t for t in book.townships() if t.name == name)
        row = next(r for r in book.indicators(2024) if r.township_id == unit.id)
        return row.resident_population, row.fiscal_revenue

    office.jobs.run(read, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


# ── what it says ─────────────────────────────────────────────────────────────────────────────────
def test_the_headline_says_what_would_change_and_what_needs_somebody(page: IntakePage) -> None:
    upper, lower = page.headline.text()
    assert "改 <a" in upper
    assert "1 格有错" in upper
    assert "3 处请确认" in upper
    assert "从第一处看起" in upper
    assert "认出表头第 3—4 行、数据第 5—12 行 · 还没有写入台账" in lower
    assert page.button.text() == "导入 6 格"
    assert {s: b.text() for s, b in page.changes.buttons.items()} == {
        Segment.CHANGED: "改 7",
        Segment.ADDED: "新增 0",
        Segment.SAME: "不变 32",
        Segment.WRONG: "有错 1",
        Segment.MISSING: "不在表里 0",
    }


def test_the_sheet_is_shown_with_marks_and_row_numbers(page: IntakePage) -> None:
    grid = page.grid
    assert grid.marks == {
        "D12": Tone.RED,
        "B11": Tone.AMBER,
        "G10": Tone.AMBER,
        "C13": Tone.AMBER,
    }
    assert grid.unread == {0, 7}
    assert grid.model().headerData(11, Qt.Orientation.Vertical) == "12"
    assert grid.columnSpan(0, 0) == 8
    words = [box.accessibleName() for box in page.boxes._boxes]
    assert words[2] == "C 列：户籍人口 万人 × 10,000"
    assert words[0] == "A 列：不导入"


def test_the_model_of_the_sheet_keeps_qts_rules(page: IntakePage) -> None:
    QAbstractItemModelTester(page.grid.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)


# ── one selection ────────────────────────────────────────────────────────────────────────────────
def test_cell_row_and_card_select_each_other(page: IntakePage, qtbot: QtBot) -> None:
    click_cell(page, "G10", qtbot)
    assert card(page, "G10").property("ground") == "chosen"
    current = page.changes.table.current()
    assert current is not None
    assert current[0].cell == "G10"
    QTest.mouseClick(card(page, "D12"), Qt.MouseButton.LeftButton, pos=QPoint(200, 12))
    assert page.grid.current() == "D12"
    assert page.changes.segment is Segment.WRONG
    assert card(page, "G10").property("ground") == "panel"
    press(qtbot, page.changes.buttons[Segment.CHANGED])
    page.changes.table.select((("B5"), "fiscal_revenue"))
    assert page.grid.current() == "G5"


def test_the_link_leads_to_the_first_thing_to_see(page: IntakePage) -> None:
    page.headline.link.emit("first")
    assert page.grid.current() == "D12"


# ── answers and ticks ────────────────────────────────────────────────────────────────────────────
def test_a_click_on_the_answer_reads_the_number_as_meant(page: IntakePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.shown):
        press(qtbot, button(card(page, "D12"), "改为 4.81"))
    assert page.button.text() == "导入 7 格"
    assert page.changes.buttons[Segment.WRONG].text() == "有错 0"
    assert "格有错" not in page.headline.text()[0]
    with qtbot.waitSignal(page.shown):
        press(qtbot, button(card(page, "D12"), "改回"))
    assert page.button.text() == "导入 6 格"


def test_a_number_can_be_typed_into_the_card(page: IntakePage, qtbot: QtBot) -> None:
    press(qtbot, button(card(page, "D12"), "填写…"))
    [line] = card(page, "D12").findChildren(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "4.9")
    with qtbot.waitSignal(page.shown):
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.decisions.choices.cells == {"D12": "4.9"}
    entries = page.changes.table.rows()
    assert next(e.new for e in entries if e.cell == "D12") == 49000


def test_ticks_count_what_the_button_will_write(page: IntakePage, qtbot: QtBot) -> None:
    click_tick(page, "G10", qtbot)
    assert page.button.text() == "导入 7 格"
    assert card(page, "G10").question.settled
    click_tick(page, "G5", qtbot)
    assert page.button.text() == "导入 6 格"
    press(qtbot, button(card(page, "G10"), "保留现在的"))
    assert page.button.text() == "导入 5 格"


def test_a_column_left_out_by_its_box_leaves_the_table(page: IntakePage, qtbot: QtBot) -> None:
    menu = page.boxes.menu_of(6)
    titles = [action.text() for action in menu.actions()]
    assert "户籍人口（现在是 C 列）" in titles
    assert "单位：亿元" in titles
    with qtbot.waitSignal(page.shown):
        next(a for a in menu.actions() if a.text() == "不导入").trigger()
    assert page.button.text() == "导入 5 格"
    assert page.grid.unread == {0, 6, 7}


def test_the_boxes_can_be_reached_and_opened_by_key(page: IntakePage, qtbot: QtBot) -> None:
    box = page.boxes._boxes[4]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_the_header_can_be_drawn_over_the_band(page: IntakePage, qtbot: QtBot) -> None:
    band = page.grid.band
    top = band.sectionViewportPosition(3) + 5
    with qtbot.waitSignal(page.shown):
        QTest.mousePress(band.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, top))
        QTest.mouseMove(band.viewport(), QPoint(20, top + 2))
        QTest.mouseMove(band.viewport(), QPoint(20, top + 20))
        QTest.mouseRelease(band.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, top + 20))
    assert page.decisions.choices.header == (3, 4)
    assert page.preview is not None
    assert page.preview.raw is not None
    assert page.preview.raw.header == (2, 4)  # its merged cells belong to it


def test_the_dialog_changes_header_sheet_and_year(page: IntakePage, qtbot: QtBot) -> None:
    press(qtbot, page.other_header)
    dialog = page.findChild(HeaderDialog)
    assert dialog is not None
    assert (dialog.first.value(), dialog.last.value(), dialog.year.value()) == (3, 4, 2024)
    dialog.year.setValue(2023)
    with qtbot.waitSignal(page.shown):
        dialog._say()
    assert page.preview is not None
    assert page.preview.year == 2023
    press(qtbot, page.other_header)
    again = page.findChildren(HeaderDialog)[-1]
    again.sheets.setCurrentIndex(1)
    with qtbot.waitSignal(page.shown):
        again._say()
    assert page.preview.sheet == "说明"
    assert "没有认出表头" in page.headline.text()[0]
    assert not page.button.isEnabled()


# ── writing ──────────────────────────────────────────────────────────────────────────────────────
def test_nothing_is_written_before_the_button_and_undo_takes_it_back(
    page: IntakePage, office: Office, qtbot: QtBot
) -> None:
    assert figures(office, "青石镇", qtbot) == (73400, Decimal(17980))
    said: list[tuple[str, bool]] = []
    office.toast.connect(lambda text, undo: said.append((text, undo)))
    with qtbot.waitSignals([page.closed, office.changed]):
        press(qtbot, page.button)
    assert said == [("已导入 6 格", True)]
    assert figures(office, "青石镇", qtbot) == (74100, Decimal(18650))
    assert figures(office, "高坪乡", qtbot)[1] == Decimal(1760)
    assert figures(office, "北岸街道", qtbot)[0] == 47300
    with qtbot.waitSignal(office.changed):
        office.undo()
    assert figures(office, "青石镇", qtbot) == (73400, Decimal(17980))
    assert failures == []


def test_cancelling_writes_nothing(page: IntakePage, office: Office, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.closed):
        press(qtbot, page.put_away)
    assert figures(office, "青石镇", qtbot) == (73400, Decimal(17980))


def test_a_change_of_the_book_is_compared_anew(
    page: IntakePage, office: Office, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.shown):
        office.undo()  # the units go: all of the file is new then, and has no codes
    assert page.changes.buttons[Segment.CHANGED].text() == "改 0"
    assert page.preview is not None
    assert len(page.preview.left_out) == 8


def test_a_file_changed_meanwhile_is_read_anew_and_old_answers_are_forgotten(
    page: IntakePage, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    said: list[str] = []
    office.toast.connect(lambda text, _undo: said.append(text))
    rows: forms.Rows = [("名称", "户籍人口（人）"), ("青石镇", 68300)]
    forms.xlsx(tmp_path / dirty.NAME, rows, name="Sheet1")
    with qtbot.waitSignal(page.shown):
        press(qtbot, button(card(page, "D12"), "改为 4.81"))
    assert page.decisions.choices.cells == {}
    assert len(said) == 1
    assert page.changes.buttons[Segment.CHANGED].text() == "改 1"


def test_a_sheet_without_a_header_can_be_led_to_one(
    office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    rows: forms.Rows = [("报表",), (None,), ("甲", "乙"), ("青石镇", 68300), ("白河镇", 51400)]
    page = shown(office, forms.xlsx(tmp_path / "无.xlsx", rows), qtbot)
    assert "没有认出表头" in page.headline.text()[0]
    press(qtbot, button(page.cards, "指出表头…"))
    dialog = page.findChild(HeaderDialog)
    assert dialog is not None
    dialog.first.setValue(3)
    with qtbot.waitSignal(page.shown):
        dialog._say()
    for place, field in ((0, "名称"), (1, "户籍人口")):
        menu = page.boxes.menu_of(place)
        with qtbot.waitSignal(page.shown):
            next(a for a in menu.actions() if a.text() == field).trigger()
    assert page.button.text() == "导入 2 格"


def test_a_column_without_a_clear_meaning_is_confirmed_on_its_card(
    office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    rows: forms.Rows = [("名称", "总人口"), ("青石镇", 68300), ("白河镇", 51400)]
    page = shown(office, forms.xlsx(tmp_path / "人口.xlsx", rows), qtbot)
    assert (page.button.text(), page.button.isEnabled()) == ("导入 0 格", False)
    with qtbot.waitSignal(page.shown):
        press(qtbot, button(card(page, "B1"), "对，是户籍人口（人）"))
    assert (page.button.text(), page.button.isEnabled()) == ("导入 2 格", True)


def test_a_file_that_is_no_table_closes_the_page_and_is_told(
    office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "不是表.xlsx"
    path.write_bytes(b"\x00\x01\x02")
    page = IntakePage(office)
    qtbot.addWidget(page)
    with qtbot.waitSignals([page.closed, office.jobs.failed]):
        page.open(path)


def test_another_size_lays_the_page_out_anew(
    page: IntakePage, qapp: QApplication, qtbot: QtBot
) -> None:
    before = page.grid.rowHeight(0)
    with qtbot.waitSignal(page.shown):
        theme.apply(qapp, dark=True, percent=150)
    assert page.grid.rowHeight(0) > before
    assert not page.grab().isNull()
