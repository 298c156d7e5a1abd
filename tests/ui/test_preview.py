"""The print preview with the real office: what is shown, saved and printed is one document."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest
import shiboken6
from PySide6.QtCore import QObject, QSizeF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sample_db.make import build_book
from townoffice.desk.staffing import Order, adopt, calculate
from townoffice.records import Category
from ui.jobs import Jobs
from ui.office import Office
from ui.preview import PrintPreview
from ui.preview.choices import DRAFT, PERCENTS, nearest_percent, plan_text
from ui.preview.pages import Pages
from ui.preview.paper import KEPT_TILES, Fit
from ui.preview.printing import PrintRun, chosen_pages, layout_of, paper_name, prepare
from ui.preview.work import Wish

A4 = (595.28, 841.89)
NOTE = "样本县委编委2025年第1次会议审定"
ORDER = Order(Category.ADMIN, settings={"reserve_share": "0"}, settle=("rule",), settled_by="确认")


@pytest.fixture(scope="session")
def made_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county of 24 units with one adopted plan of 行政编制."""
    path = tmp_path_factory.mktemp("county") / "样本县.db"
    with build_book(path) as book:
        adopt(book, ORDER, calculate(book, ORDER), NOTE)
    return path


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path, made_book: Path) -> Iterator[Office]:
    """An office with a copy of that book open."""
    path = tmp_path / made_book.name
    shutil.copy(made_book, path)
    jobs = Jobs()
    made = Office(jobs)
    with qtbot.waitSignal(made.opened, timeout=20_000):
        made.open_book(path)
    yield made
    jobs.shut()


@pytest.fixture
def preview(qtbot: QtBot, office: Office) -> Iterator[Callable[..., PrintPreview]]:
    """Open a preview, its pages there."""
    shown: list[PrintPreview] = []

    def show(table: str, plan: int | None = None, order: Order | None = None) -> PrintPreview:
        dialog = PrintPreview(office, table, plan, order=order)
        shown.append(dialog)
        with qtbot.waitSignal(dialog.ready, timeout=20_000):
            dialog.show()
        return dialog

    yield show
    for dialog in shown:
        if shiboken6.isValid(dialog):
            dialog.close()


def drawn(qtbot: QtBot, dialog: PrintPreview) -> None:
    qtbot.waitUntil(dialog.paper.is_drawn, timeout=10_000)


def choose(qtbot: QtBot, dialog: PrintPreview, table: str) -> None:
    box = dialog.choices.tables
    with qtbot.waitSignal(dialog.ready, timeout=20_000):
        box.setCurrentIndex(box.findData(table))
        box.activated.emit(box.currentIndex())


def grey(pdf: Path, page: int) -> npt.NDArray[np.float64]:
    """How grey each square of 25 dots of a page is at 300 dpi: what the eye sees from afar."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=300 / 72, grayscale=True).to_numpy()
    high, wide = (side // 25 for side in picture.shape[:2])
    squares = np.asarray(picture[: high * 25, : wide * 25], dtype=np.float64)
    means: npt.NDArray[np.float64] = squares.reshape(high, 25, wide, 25).mean(axis=(1, 3))
    return means


def test_it_shows_the_newest_plan_and_says_so(
    qtbot: QtBot, preview: Callable[..., PrintPreview]
) -> None:
    dialog = preview("staffing")
    drawn(qtbot, dialog)
    head, note = dialog.headline.text()
    assert "按方案 2 打印" in head
    assert "A4 横向，2 页" in head
    assert note == NOTE
    assert dialog.choices.pages.text() == "/ 2 页"
    picture = dialog.paper.viewport().grab().toImage()
    colours = {
        picture.pixelColor(x, y).lightness()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert min(colours) < 80, "no ink"
    assert 255 in colours, "no paper"


def test_a_table_nobody_adopted_is_a_draft(
    qtbot: QtBot, preview: Callable[..., PrintPreview]
) -> None:
    dialog = preview("classification")
    head, note = dialog.headline.text()
    assert "测算稿" in head
    assert "尚未采用" in note


def test_the_draft_and_each_plan_can_be_chosen(
    qtbot: QtBot, preview: Callable[..., PrintPreview]
) -> None:
    dialog = preview("staffing")
    box = dialog.choices.plans
    assert [box.itemText(n) for n in range(2)] == ["最近采用的方案", DRAFT]
    assert box.itemText(2).startswith("方案 2：2024年度")
    with qtbot.waitSignal(dialog.ready, timeout=20_000):
        box.activated.emit(1)
    assert "测算稿" in dialog.headline.text()[0]
    assert box.currentText() == DRAFT
    with qtbot.waitSignal(dialog.ready, timeout=20_000):
        box.activated.emit(2)
    assert "按方案 2" in dialog.headline.text()[0]


def test_the_calculation_on_screen_is_printed_as_a_draft(
    qtbot: QtBot, preview: Callable[..., PrintPreview]
) -> None:
    dialog = preview("staffing", order=Order(Category.ADMIN, settings={"base": "10"}))
    assert "测算稿" in dialog.headline.text()[0]
    assert dialog.choices.plans.currentText() == "测算稿（屏幕上的测算）"
    choose(qtbot, dialog, "situation")
    assert not dialog.choices.plans.isEnabled()
    assert "竖向" in dialog.headline.text()[0]


def test_what_cannot_be_printed_says_why_and_another_table_still_can(
    qtbot: QtBot, preview: Callable[..., PrintPreview]
) -> None:
    dialog = preview("staffing", 99)
    assert "99" in dialog.trouble.text()
    assert not dialog.to_printer.isEnabled()
    with qtbot.waitSignal(dialog.ready, timeout=20_000):
        dialog.wish(Wish("staffing", 2024))
    assert dialog.to_printer.isEnabled()
    assert dialog.paper.isVisible()


def test_it_follows_the_book_and_closes_with_it(
    qtbot: QtBot, office: Office, preview: Callable[..., PrintPreview]
) -> None:
    dialog = preview("staffing")
    office.reason_wanted.connect(lambda _acts, then: then("会议改期"))
    with qtbot.waitSignal(dialog.ready, timeout=20_000):
        office.undo()
    assert "测算稿" in dialog.headline.text()[0]
    office.closed.emit()
    assert not dialog.isVisible()


def test_zoom_and_pages_by_keys(qtbot: QtBot, preview: Callable[..., PrintPreview]) -> None:
    dialog = preview("staffing")
    dialog.paper.setFocus()
    dialog.set_zoom(100)
    assert dialog.paper.percent == 100
    QTest.keyClick(dialog, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert dialog.paper.percent == 125
    assert dialog.choices.zoom.currentText() == "125 %"
    QTest.keyClick(dialog.paper, Qt.Key.Key_End)
    assert (dialog.paper.page, dialog.choices.page.value(), dialog.thumbs.currentRow()) == (1, 2, 1)
    dialog.choices.page.setValue(1)
    assert dialog.paper.page == 0
    dialog.thumbs.setCurrentRow(1)
    assert dialog.paper.page == 1
    dialog.set_zoom(Fit.PAGE)
    assert dialog.paper.percent < 125
    drawn(qtbot, dialog)


def test_memory_is_bounded_at_the_largest_zoom(
    qtbot: QtBot, preview: Callable[..., PrintPreview]
) -> None:
    dialog = preview("staffing")
    dialog.set_zoom(400)
    bar = dialog.paper.verticalScrollBar()
    for value in range(0, bar.maximum(), max(1, bar.maximum() // 12)):
        bar.setValue(value)
        drawn(qtbot, dialog)
    assert len(dialog.paper._tiles) <= KEPT_TILES


@pytest.mark.parametrize(("percent", "up", "down"), [(100, 125, 75), (400, 400, 300), (50, 75, 50)])
def test_zoom_steps_go_through_the_list(percent: int, up: int, down: int) -> None:
    assert (nearest_percent(percent, 1), nearest_percent(percent, -1)) == (up, down)
    assert {up, down} <= set(PERCENTS)


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_saving_asks_for_a_place_and_writes_there(
    qtbot: QtBot,
    tmp_path: Path,
    preview: Callable[..., PrintPreview],
    suffix: str,
) -> None:
    dialog = preview("staffing")
    button = dialog.to_pdf if suffix == ".pdf" else dialog.to_xlsx
    button.click()
    (asked,) = dialog.findChildren(QFileDialog)
    assert asked.selectedFiles()[0].endswith(f"行政编制测算（核定）表{suffix}")
    asked.close()
    target = tmp_path / f"核定表{suffix}"
    asked.fileSelected.emit(str(target))
    qtbot.waitUntil(lambda: "已存为" in dialog.note.text(), timeout=20_000)
    assert target.is_file()
    if suffix == ".pdf":
        assert target.read_bytes() == dialog._made_path().read_bytes()


def test_the_system_reader_gets_the_file(
    qtbot: QtBot, preview: Callable[..., PrintPreview], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return len(opened) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    dialog = preview("staffing")
    dialog.reader.click()
    assert not dialog.note.text().startswith("系统里没有")
    dialog.reader.click()
    assert dialog.note.text().startswith("系统里没有")
    dialog.close()
    assert Path(opened[0]).is_file(), "the reader still shows it"


def test_the_printer_dialog_starts_with_the_paper_of_the_table(
    qtbot: QtBot, preview: Callable[..., PrintPreview]
) -> None:
    dialog = preview("staffing")
    dialog.to_printer.click()
    (asked,) = dialog.findChildren(QPrintDialog)
    assert (asked.minPage(), asked.maxPage()) == (1, 2)
    layout = asked.printer().pageLayout()
    assert layout.orientation() is QPageLayout.Orientation.Landscape
    asked.reject()


def test_printing_puts_every_page_on_its_own_paper_unscaled(
    qtbot: QtBot, tmp_path: Path, preview: Callable[..., PrintPreview]
) -> None:
    dialog = preview("staffing")
    source, target = dialog._made_path(), tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    dialog.print_to(printer)
    qtbot.waitUntil(lambda: "已全部交给打印机" in dialog.note.text(), timeout=60_000)
    printed = pypdfium2.PdfDocument(target)
    sizes = [tuple(round(side) for side in page.get_size()) for page in printed]
    printed.close()
    assert sizes == [(842, 595)] * 2
    for page in range(2):
        before, after = grey(source, page), grey(target, page)
        assert before.shape == after.shape
        assert np.abs(before - after).mean() < 2, "shifted or scaled"


def test_printing_can_be_cancelled(
    qtbot: QtBot, tmp_path: Path, preview: Callable[..., PrintPreview]
) -> None:
    dialog = preview("staffing")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.print_to(printer)
    assert "正在打印第 1 页，共 2 页" in dialog.note.text()
    dialog.stop.click()
    assert "没有打印完" in dialog.note.text()
    assert dialog._run is None


def test_pages_of_two_sizes_are_printed_each_on_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    mixed = pypdfium2.PdfDocument.new()
    for width, height in (A4, (A4[1], A4[1] * 2**0.5)[::-1]):
        mixed.new_page(width, height)
    mixed.save(tmp_path / "mixed.pdf")
    mixed.close()
    pages, pages_owner = Pages(tmp_path / "mixed.pdf"), QObject()
    assert [paper_name(size) for size in pages.sizes] == ["A4 竖向", "A3 横向"]
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    prepare(printer, pages, "两种纸")
    run = PrintRun(pages, printer, (0, 1), pages_owner)
    with qtbot.waitSignal(run.ended, timeout=60_000) as ended:
        run.start()
    assert ended.args == [True]
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as out:
        sizes = [tuple(round(side) for side in page.get_size()) for page in out]
    assert sizes == [(595, 842), (1191, 842)]


@pytest.mark.parametrize(
    ("ranged", "copies", "collate", "expected"),
    [
        (QPrinter.PrintRange.AllPages, 1, True, (0, 1, 2)),
        (QPrinter.PrintRange.CurrentPage, 1, True, (1,)),
        (QPrinter.PrintRange.PageRange, 1, True, (1, 2)),
        (QPrinter.PrintRange.PageRange, 2, True, (1, 2, 1, 2)),
        (QPrinter.PrintRange.PageRange, 2, False, (1, 1, 2, 2)),
    ],
)
def test_the_pages_asked_for_come_out(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    ranged: QPrinter.PrintRange,
    copies: int,
    collate: bool,  # noqa: FBT001 - pytest passes parameters by name
    expected: tuple[int, ...],
) -> None:
    printer = QPrinter()
    monkeypatch.setattr(printer, "supportsMultipleCopies", lambda: False)
    printer.setPrintRange(ranged)
    if ranged is QPrinter.PrintRange.PageRange:
        printer.setFromTo(2, 3)
    printer.setCopyCount(copies)
    printer.setCollateCopies(collate)
    assert chosen_pages(printer, 3, 1) == expected


def test_sideways_paper_is_named_and_laid_out_sideways() -> None:
    assert paper_name(QSizeF(A4[1], A4[0])) == "A4 横向"
    assert layout_of(QSizeF(*A4)).orientation() is QPageLayout.Orientation.Portrait


def test_a_long_note_is_shortened_in_the_list(
    qtbot: QtBot, preview: Callable[..., PrintPreview]
) -> None:
    dialog = preview("staffing")
    assert dialog._made is not None
    text = plan_text(dialog._made.plans[0])
    assert text.endswith("…")
    assert len(text) < 30
