"""The page 编制测算 over the real desk, and the hands that work at it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from townoffice.book import Book
from townoffice.desk.staffing import Order
from townoffice.records import Category, Measure, PostFact, Snapshot
from ui.jobs import Jobs
from ui.office import Office
from ui.pages.staffing import StaffingPage
from ui.pages.staffing_body import Body
from ui.pages.staffing_fields import Typed
from ui.theme import Tone

QINGSHI, YUNLING, NANHU = "999901100", "999901102", "999901001"
ACTUAL = {"青石镇": 32, "白河镇": 29, "云岭镇": 23, "柳溪镇": 28, "双桥乡": 17, "高坪乡": 19}
ACTUAL |= {"南湖街道": 31, "北岸街道": 27}


def enter(book: Book, county: Snapshot) -> None:
    """Write a county of the calculations into a book, with the staff of the design picture."""
    with book.change("登记单位") as writer:
        writer.add_all([replace(unit.township, id=None) for unit in county.units])
    ids = {unit.code: unit.id for unit in book.townships()}
    since = date(2020, 1, 1)
    with book.change("登记指标和编制") as writer:
        for unit in county.units:
            number = ids[unit.township.code]
            assert number is not None
            assert unit.indicators is not None
            writer.add(replace(unit.indicators, township_id=number))
            for category, count in unit.authorized.items():
                doc_no = "示编办〔2020〕1号"
                fact = PostFact(number, category, Measure.AUTHORIZED, count, since, doc_no)
                writer.add(fact)
            actual = ACTUAL[unit.township.name]
            writer.add(PostFact(number, Category.ADMIN, Measure.ACTUAL, actual, since))


class Asked:
    """What the page asked of the frame."""

    def __init__(self) -> None:
        self.failed: list[object] = []
        self.toasts: list[tuple[str, bool]] = []
        self.prints: list[tuple[str, int | None, Order | None]] = []


def opened(path: Path, asked: Asked, qtbot: QtBot) -> Iterator[StaffingPage]:
    jobs = Jobs()
    jobs.failed.connect(asked.failed.append)
    office = Office(jobs)
    office.toast.connect(lambda text, undo: asked.toasts.append((text, undo)))
    office.print_wanted.connect(lambda *wish: asked.prints.append(wish))
    page = StaffingPage(office)
    qtbot.addWidget(page)
    page.resize(1440, 740)
    page.show()
    office.open_book(path)
    qtbot.waitUntil(lambda: page.body is not None and page.body.shown is not None, timeout=20_000)
    yield page
    jobs.shut()
    assert not asked.failed


def body_of(page: StaffingPage) -> Body:
    assert page.body is not None
    return page.body


def posts(page: StaffingPage) -> dict[str, int]:
    return {row.unit.name: row.unit.posts for row in body_of(page).table.rows()}


def field(page: StaffingPage, name: str) -> Typed:
    return next(f for f in page.findChildren(Typed) if f.accessibleName() == name and f.isVisible())


def enter_text(page: StaffingPage, name: str, text: str) -> None:
    where = field(page, name)
    where.setFocus()
    where.selectAll()
    where.insert(text)  # an input method types too, and QTest knows ASCII only
    QTest.keyClick(where, Qt.Key.Key_Return)


def button(parent: QWidget, words: str) -> QPushButton:
    return next(b for b in parent.findChildren(QPushButton) if b.text() == words and b.isVisible())


def click(parent: QWidget, words: str) -> None:
    QTest.mouseClick(button(parent, words), Qt.MouseButton.LeftButton)


def remarks(page: StaffingPage) -> dict[str, tuple[str, Tone]]:
    table = body_of(page).table
    column = next(c for c in table.lanes.columns if c.key == "remark")
    cells = {row.unit.name: column.cell(row) for row in table.rows()}
    return {name: (cell.text, cell.tone) for name, cell in cells.items()}
