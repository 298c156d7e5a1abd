"""大字 and low windows: nothing is cut, whatever does not fit scrolls or gives way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.frame import settled
from ui import theme
from ui.explain import StepTree
from ui.help import HelpWindow
from ui.more import More
from ui.pages.intake import IntakePage
from ui.pages.staffing import StaffingPage
from ui.pages.townships import TownshipsPage
from ui.tabs import STAFFING
from ui.toolbar import BUTTONS, ToolBar
from ui.window import Window

LARGER = (125, 150, 200)


def labels(page: QWidget) -> Iterator[QLabel]:
    """Give the labels in sight whose words are plain and stand on one line."""
    for label in page.findChildren(QLabel):
        one_line = not label.wordWrap() and "<" not in label.text() and "\n" not in label.text()
        if label.isVisible() and label.text() and one_line:
            yield label


def wrapped(page: QWidget) -> Iterator[QLabel]:
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.text() and label.wordWrap():
            yield label


def large(qtbot: QtBot, window: Window, percent: int, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.set_theme(dark=False, percent=percent)
    settled(qtbot, window)


@pytest.mark.parametrize("percent", LARGER)
@pytest.mark.parametrize("place", range(5))
def test_no_label_of_a_page_is_smaller_than_its_words(
    qtbot: QtBot, open_window: Window, percent: int, place: int
) -> None:
    large(qtbot, open_window, percent, (1440, 900))
    open_window.tabs.show_tab(place)
    settled(qtbot, open_window)
    page = open_window.tabs.page()
    assert page is not None
    found = list(labels(page))
    assert found
    for label in found:
        wide = label.fontMetrics().horizontalAdvance(label.text())
        assert label.width() >= wide, label.text()
    for label in wrapped(page):
        assert label.height() >= label.heightForWidth(label.width()), label.text()


@pytest.mark.parametrize("percent", [100, *LARGER])
def test_the_window_fits_a_screen_of_768_lines(
    qtbot: QtBot, open_window: Window, percent: int
) -> None:
    large(qtbot, open_window, percent, (1280, 768))
    for place in (0, 1, 2):
        open_window.tabs.show_tab(place)
        settled(qtbot, open_window)
        assert open_window.minimumSizeHint().height() < 768
        assert (open_window.width(), open_window.height()) == (1280, 768)


def rows_in_sight(window: Window, sheet: QTableView) -> int:
    """Count the rows of which nothing is cut, without scrolling the page."""
    seen = window.tabs.sight.viewport()
    top = sheet.viewport().mapTo(window, QPoint(0, 0)).y()
    below = seen.mapTo(window, QPoint(0, seen.height())).y()
    return min(sheet.viewport().height(), below - top) // sheet.rowHeight(0)


@pytest.mark.parametrize(
    ("percent", "size", "rows"),
    [(100, (1440, 900), 5), (150, (1280, 768), 5), (200, (1280, 768), 3)],
)
def test_the_units_keep_rows_whatever_the_picture_needs(
    qtbot: QtBot, open_window: Window, percent: int, size: tuple[int, int], rows: int
) -> None:
    large(qtbot, open_window, percent, size)
    page = open_window.tabs.page()
    assert isinstance(page, TownshipsPage)
    for button in page.panel.pictures.group.buttons():
        button.click()
        settled(qtbot, open_window)
        assert rows_in_sight(open_window, page.table.sheet) >= rows, button.text()
        if percent < 200:
            assert open_window.tabs.sight.verticalScrollBar().maximum() == 0, button.text()
    assert page.readings.folded() == (percent > 100)
    page.side.show_leaders()
    settled(qtbot, open_window)
    assert rows_in_sight(open_window, page.table.sheet) >= rows


def test_choices_fold_where_the_plan_would_be_out_of_sight(
    qtbot: QtBot, open_window: Window
) -> None:
    open_window.tabs.show_tab(STAFFING)
    large(qtbot, open_window, 150, (1280, 768))
    page = open_window.tabs.page()
    assert isinstance(page, StaffingPage)
    assert page.body is not None
    fold, bar = page.body.fold, page.body.bar
    assert rows_in_sight(open_window, page.body.table.sheet) >= 4
    assert not bar.isVisible()
    assert "总量 623 名" in fold.said.toolTip()
    fold.button.click()
    assert bar.isVisible()
    assert fold.button.text() == "收起参数"
    large(qtbot, open_window, 100, (1440, 900))
    assert bar.isVisible()
    assert not fold.isVisible()


@pytest.mark.parametrize("percent", [100, *LARGER])
def test_sums_have_room_in_their_columns(qtbot: QtBot, open_window: Window, percent: int) -> None:
    large(qtbot, open_window, percent, (1280, 800))
    page = open_window.tabs.page()
    assert isinstance(page, TownshipsPage)
    pen, lanes = page.table.sheet.pen(), page.table.lanes
    (total,) = page.table.band.pinned
    for at, cell in enumerate(total):
        if cell.number is not None:
            assert lanes.width(at) >= pen.needed(cell) + 2 * pen.pad, cell.text


def bar_ends(bar: ToolBar) -> int:
    return max(
        widget.geometry().right()
        for widget in map(bar.widgetForAction, bar.actions())
        if widget is not None and widget.isVisible()
    )


@pytest.mark.parametrize("percent", [100, *LARGER])
@pytest.mark.parametrize("width", [1024, 1280, 1440])
def test_the_search_box_stays_on_the_bar(
    qtbot: QtBot, open_window: Window, percent: int, width: int
) -> None:
    large(qtbot, open_window, percent, (width, 768))
    bar = open_window.tool_bar
    qtbot.waitUntil(lambda: bar_ends(bar) <= bar.width())
    assert bar.search.isVisible()
    for name in (name for names in BUTTONS for name in names):
        button = bar.widgetForAction(open_window.menus.actions[name])
        assert button is not None
        assert button.isVisible(), name
        assert button.toolTip(), name
    assert bar.policies.isVisible()
    assert bar.height() == theme.px(42)


@pytest.mark.parametrize("percent", [150, 200])
def test_an_import_never_scrolls_sideways(
    qtbot: QtBot, open_window: Window, tmp_path: Path, percent: int
) -> None:
    sheet = tmp_path / "表.csv"
    sheet.write_text("乡镇,户籍人口,面积\n城东街道,1,2\n城西街道,8l,3\n", encoding="utf-8")
    large(qtbot, open_window, percent, (1280, 768))
    open_window.office.import_file(sheet)
    settled(qtbot, open_window)
    page = open_window.tabs.page()
    assert isinstance(page, IntakePage)
    qtbot.waitUntil(lambda: bool(page.cards.cards))
    assert open_window.tabs.sight.horizontalScrollBar().maximum() == 0
    right = page.button.mapTo(page, page.button.rect().bottomRight())
    assert right.x() < open_window.tabs.sight.viewport().width()
    for label in labels(page):
        wide = label.fontMetrics().horizontalAdvance(label.text())
        assert label.width() >= wide, label.text()


def test_a_tree_that_goes_on_below_its_edge_says_so(qtbot: QtBot, open_window: Window) -> None:
    open_window.resize(1440, 900)
    open_window.tabs.show_tab(STAFFING)
    settled(qtbot, open_window)
    (more,) = open_window.findChildren(More)
    qtbot.waitUntil(lambda: more.text().startswith("下面还有"))
    page = open_window.tabs.page()
    assert page is not None
    (tree,) = page.findChildren(StepTree)
    tree.verticalScrollBar().setValue(tree.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: not more.text().strip())


def test_the_headline_grows_only_when_its_words_need_it(qtbot: QtBot, open_window: Window) -> None:
    open_window.resize(1440, 900)
    settled(qtbot, open_window)
    page = open_window.tabs.page()
    assert isinstance(page, TownshipsPage)
    assert page.headline.height() == 68
    large(qtbot, open_window, 200, (1280, 1600))
    assert page.headline.height() > 136
    large(qtbot, open_window, 200, (1280, 800))
    assert page.headline.height() < 136


def test_the_other_readings_fold_in_a_low_window_until_somebody_unfolds_them(
    qtbot: QtBot, open_window: Window
) -> None:
    open_window.resize(1440, 900)
    settled(qtbot, open_window)
    page = open_window.tabs.page()
    assert isinstance(page, TownshipsPage)
    assert not page.readings.folded()
    large(qtbot, open_window, 150, (1280, 768))
    assert page.readings.folded()


def test_another_page_does_not_keep_the_words_of_the_page_before(
    qtbot: QtBot, open_window: Window, tmp_path: Path
) -> None:
    said = open_window.status_bar.sums
    assert "按 F1 看怎么来的" in said.text()
    sheet = tmp_path / "表.csv"
    sheet.write_text("乡镇,户籍人口\n城东街道,1\n", encoding="utf-8")
    open_window.office.import_file(sheet)
    settled(qtbot, open_window)
    assert "怎么来的" not in said.text()
    open_window.tabs.close_import()
    settled(qtbot, open_window)
    assert "按 F1 看怎么来的" in said.text()


def test_f1_on_staffing_is_about_staffing() -> None:
    assert StaffingPage.HELP == "staffing"


@pytest.mark.parametrize("width", [560, 960, 1400])
def test_help_begins_at_the_top_and_pictures_fit(qtbot: QtBot, width: int) -> None:
    help_window = HelpWindow()
    qtbot.addWidget(help_window)
    help_window.show_topic("intake")
    help_window.resize(width, 680)
    qtbot.waitExposed(help_window)
    assert help_window.text.verticalScrollBar().value() == 0
    assert help_window.text.horizontalScrollBar().maximum() == 0
