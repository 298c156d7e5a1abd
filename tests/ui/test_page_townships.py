"""The page 乡镇街道 with a real book and worker: what it says, filters, edits and pastes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.eight_book import eight_book
from townoffice.desk.books import new_book
from townoffice.records import Category
from ui.jobs import Jobs
from ui.office import Office
from ui.pages.townships import TownshipsPage
from ui.pages.townships_columns import columns
from ui.tables import Cell

BAIHE, QINGSHI, GAOPING = "999901101", "999901100", "999901201"


@dataclass
class Desk:
    """The page with everything around it that a test asks."""

    qtbot: QtBot
    office: Office
    page: TownshipsPage
    toasts: list[tuple[str, bool]]
    errors: list[object]

    def settle(self) -> None:
        """Wait until the worker has nothing left to do."""
        self.qtbot.waitUntil(lambda: not self.office.jobs.at_work, timeout=10_000)

    def open(self, path: Path, *, read_only: bool = False) -> None:
        with self.qtbot.waitSignal(self.office.opened, timeout=10_000):
            self.office.open_book(path, read_only=read_only)
        self.settle()
        assert not self.errors

    def cell(self, code: str, column: str) -> Cell:
        table = self.page.table
        return table.model.cell(table.row_of(code), table.column_at(column))

    def names(self) -> list[str]:
        return [unit.name for unit in self.page.table.rows()]

    def edit(self, code: str, column: str, text: str) -> None:
        """Type into a cell as a person does: F2, the text, Enter."""
        table = self.page.table
        table.select(code, column)
        QTest.keyClick(table.sheet, Qt.Key.Key_F2)
        editor = table.sheet.viewport().findChild(QLineEdit)
        assert editor is not None, f"{column} cannot be edited"
        editor.selectAll()
        editor.insert(text)  # QTest's keys know no Chinese and abort the process
        QTest.keyClick(editor, Qt.Key.Key_Return)
        self.settle()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    jobs = Jobs()
    office = Office(jobs)
    page = TownshipsPage(office)
    qtbot.addWidget(page)
    page.resize(1440, 731)
    page.show()
    qtbot.waitExposed(page)
    made = Desk(qtbot, office, page, [], [])
    office.toast.connect(lambda text, undo: made.toasts.append((text, undo)))
    jobs.failed.connect(made.errors.append)
    yield made
    jobs.shut()


@pytest.fixture
def opened(desk: Desk, tmp_path: Path) -> Desk:
    eight_book(tmp_path / "示例县.db").close()
    desk.open(tmp_path / "示例县.db")
    return desk


def _plain(rich: str) -> str:
    return re.sub(r"<[^>]*>", "", rich).replace("&nbsp;", " ")


def test_headline_answers_and_never_nets_vacant_and_over(opened: Desk) -> None:
    said, more = opened.page.headline.text()
    assert _plain(said) == "8 个乡镇街道：一类 2、二类 4、三类 2；白河镇、北岸街道紧贴分界线 → 查看"
    assert _plain(more).startswith(
        "行政编制 214 · 实有 206 · 空编 9 · 1 个单位超编（高坪乡 超 1 名）"
    )
    assert "事业编制 230" in _plain(more)


def test_table_stands_by_falling_index_with_chips_and_signs(opened: Desk) -> None:
    assert opened.names()[:3] == ["青石镇", "南湖街道", "白河镇"]
    assert opened.cell(BAIHE, "class") == Cell("二类", 2, chip=1)
    distance = opened.cell(BAIHE, "distance")
    assert (distance.text, distance.warning) == ("低于一类线 0.96", True)
    assert opened.cell(QINGSHI, "distance").text == ""
    over = opened.cell(GAOPING, "admin_vacancy")
    assert (over.text, over.number, over.warning) == ("超 1", None, True)
    assert opened.cell(QINGSHI, "area_km2").text == "86.40"


def test_totals_follow_the_filter(opened: Desk) -> None:
    table = opened.page.table
    totals = table.band.pinned[0]
    assert totals[table.column_at("registered_population")].text == "320,000"
    assert totals[table.column_at("admin_vacancy")].text == "9"
    table.set_filter("class", "一类")
    totals = table.band.pinned[0]
    assert totals[0].text == "合计（筛选后）"
    assert totals[table.column_at("registered_population")].text == "125,800"


def test_links_filter_and_a_second_click_takes_the_filter_away(opened: Desk) -> None:
    page = opened.page
    page.headline.link.emit("class:三类")
    assert opened.names() == ["高坪乡", "双桥乡"]
    page.headline.link.emit("over:admin")
    assert opened.names() == ["高坪乡"]
    page.headline.link.emit("over:admin")
    assert len(opened.names()) == 8
    page.headline.link.emit("near")
    assert opened.names() == ["白河镇", "北岸街道"]
    page.headline.link.emit("near:first")
    current = page.table.current()
    assert current is not None
    assert (current[0].name, current[1]) == ("白河镇", "distance")


def test_every_link_written_is_followed(opened: Desk) -> None:
    said, more = opened.page.headline.text()
    links = re.findall(r'href="([^"]*)"', said + more)
    assert len(links) >= 10
    table = opened.page.table
    with opened.qtbot.waitSignal(opened.office.steps_wanted):  # told in a window of its own
        opened.page.headline.link.emit("rates:")
    for link in set(links) - {"rates:"}:
        table.clear_filters()
        table.select("999901103", "name")
        before = (opened.names(), table.current())
        opened.page.headline.link.emit(link)
        assert (opened.names(), table.current()) != before, link


def test_one_selection_drives_table_panel_and_picture(opened: Desk) -> None:
    page = opened.page
    page.table.select(BAIHE, "index")
    opened.settle()
    assert page.panel.hint.text() == "比一类线 120 低 0.96；户籍再多 914 人即进一类"
    assert page.panel.steps.texts()[0] == "总指数（119.044，取两位） 119.04"
    places = page.panel.chart.places()
    x, y, wide, high = places["999901002"]
    spot = page.panel.chart.viewport().rect().topLeft()
    spot.setX(x + wide // 2)
    spot.setY(y + high // 2)
    QTest.mouseClick(page.panel.chart.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    opened.settle()
    current = page.table.current()
    assert current is not None
    assert current[0].name == "北岸街道"
    assert page.panel.steps.texts()[0].endswith("80.02")


def test_f1_explains_the_figure_of_the_cell(opened: Desk) -> None:
    page = opened.page
    page.table.select(GAOPING, "admin_vacancy")
    opened.settle()
    QTest.keyClick(page.table.sheet, Qt.Key.Key_F1)
    opened.settle()
    assert page.panel.steps.texts()[0] == "高坪乡行政编制超编 1"


def test_typing_a_figure_recalculates_and_can_be_undone(opened: Desk) -> None:
    opened.edit(BAIHE, "registered_population", "5.24万")
    assert opened.cell(BAIHE, "registered_population").text == "52,400"
    assert opened.cell(BAIHE, "class").text == "一类"
    assert opened.toasts[-1] == ("已修改白河镇户籍人口", True)
    opened.office.undo()
    opened.settle()
    assert opened.cell(BAIHE, "class").text == "二类"


def test_wrong_text_stays_red_with_its_reason_and_blocks_nothing(opened: Desk) -> None:
    opened.edit(BAIHE, "gdp", "三十万")
    table = opened.page.table
    text, reason = table.model.wrong[BAIHE, "gdp"]
    assert text == "三十万"
    assert "不是数字" in reason
    opened.edit(QINGSHI, "registered_population", "68300")
    assert opened.cell(QINGSHI, "registered_population").text == "68,300"
    assert (BAIHE, "gdp") in table.model.wrong
    opened.edit(BAIHE, "gdp", "30亿")
    assert not table.model.wrong
    assert opened.cell(BAIHE, "gdp").number == Fraction(300000)


def test_calculated_cells_cannot_be_typed_into(opened: Desk) -> None:
    for column in ("index", "class", "distance", "admin_vacancy", "quota"):
        assert opened.cell(BAIHE, column).edit is None


def test_a_pasted_block_is_previewed_then_one_change(opened: Desk) -> None:
    page = opened.page
    page.table.select(QINGSHI, "registered_population")
    QGuiApplication.clipboard().setText("6.9万\t74,100\n57600\tx")
    QTest.keyClick(page.table.sheet, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    preview = page.entry.preview
    assert preview is not None
    assert preview.isVisible()
    assert "将改 1 个数，2 个与台账相同，1 个填不进去" in preview.told.text()
    assert opened.cell(QINGSHI, "registered_population").text == "68,200"
    QTest.mouseClick(preview.write_button, Qt.MouseButton.LeftButton)
    opened.settle()
    assert opened.cell(QINGSHI, "registered_population").text == "69,000"
    assert opened.toasts[-1] == ("已粘贴青石镇户籍人口 68200 → 69000（2024年）", True)


def test_a_cancelled_preview_writes_nothing(opened: Desk) -> None:
    page = opened.page
    page.table.block_pasted.emit(page.table.rows()[7], "admin_posts", [["25"], ["26"]])
    opened.settle()
    preview = page.entry.preview
    assert preview is not None
    assert "下面没有单位可放的 1 行不要" in preview.told.text()
    preview.reject()
    opened.settle()
    assert not opened.toasts


def test_fill_down_is_written_at_once_and_undone_at_once(opened: Desk) -> None:
    page = opened.page
    rows = page.table.rows()
    page.table.filled_down.emit(rows[3], "admin_posts", list(rows[4:6]))
    opened.qtbot.waitUntil(lambda: bool(opened.toasts), timeout=10_000)
    opened.settle()
    codes = [unit.code for unit in rows[3:6]]
    assert [opened.cell(code, "admin_posts").text for code in codes] == ["28", "28", "28"]
    assert opened.toasts[-1] == ("已填充 2 个单位的核定行政编制共 2 个数（2024年）", True)
    opened.office.undo()
    opened.settle()
    assert [opened.cell(code, "admin_posts").text for code in codes] == ["28", "25", "27"]


def test_several_columns_filled_down_are_one_step(opened: Desk) -> None:
    page = opened.page
    codes = [unit.code for unit in page.table.rows()[3:5]]
    page.table.select(codes[0], "admin_posts")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(page.table.sheet, key, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.table.sheet, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    opened.qtbot.waitUntil(lambda: bool(opened.toasts), timeout=10_000)
    opened.settle()
    assert [text for text, _ in opened.toasts] == [
        "已填充 1 个单位的核定行政编制、实有行政编制人员共 2 个数（2024年）"
    ]
    assert opened.cell(codes[1], "admin_actual").text == opened.cell(codes[0], "admin_actual").text


def test_a_block_with_names_is_laid_by_the_names(opened: Desk) -> None:
    page = opened.page
    page.table.select(QINGSHI, "name")
    QGuiApplication.clipboard().setText("单位\t人口\n高坪乡\t12400\n石门镇\t1\n白河镇\t51500")
    QTest.keyClick(page.table.sheet, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    preview = page.entry.preview
    assert preview is not None
    assert "将改 2 个数" in preview.told.text()
    assert "没有叫“单位、石门镇”的单位，不粘贴" in preview.told.text()
    QTest.mouseClick(preview.write_button, Qt.MouseButton.LeftButton)
    opened.settle()
    found = [opened.cell(code, "registered_population").text for code in (GAOPING, BAIHE, QINGSHI)]
    assert found == ["12,400", "51,500", "68,200"]


def test_calculated_columns_of_a_pasted_block_are_passed_by(opened: Desk) -> None:
    page = opened.page
    page.table.select(QINGSHI, "fiscal_revenue")
    QGuiApplication.clipboard().setText("18,700.00\t162.15\t一类")
    QTest.keyClick(page.table.sheet, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    preview = page.entry.preview
    assert preview is not None
    assert preview.told.text().startswith("共 1 格，将改 1 个数。算出来的 2 列不粘贴。")
    preview.reject()
    page.table.select(QINGSHI, "index")
    QTest.keyClick(page.table.sheet, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert opened.toasts[-1][0].startswith("没有可以粘贴的数")


def test_other_readings_show_what_flips_and_fold_away(opened: Desk) -> None:
    pane = opened.page.readings
    words = [reading.word for reading in pane.table.rows()]
    assert words == ["现用", "另读", "另算", "另算", "另定", "另算"]
    row, column = 1, pane.table.column_at(BAIHE)
    cell = pane.table.model.cell(row, column)
    assert (cell.text, cell.aside) == ("121.79", "一类")
    assert cell.ground is not None
    fold = next(b for b in pane.findChildren(QPushButton) if b.text() == "收起")
    QTest.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert pane.folded()
    assert fold.text() == "展开"


def test_a_book_opened_to_read_cannot_be_typed_into(desk: Desk, tmp_path: Path) -> None:
    eight_book(tmp_path / "示例县.db").close()
    desk.open(tmp_path / "示例县.db", read_only=True)
    assert desk.cell(BAIHE, "registered_population").edit is None


def test_an_empty_book_says_what_is_missing(desk: Desk, tmp_path: Path) -> None:
    new_book(tmp_path / "空.db", "空县", "999903").close()
    desk.open(tmp_path / "空.db")
    assert desk.page.headline.text()[0] == "这本台账还没有乡镇街道"
    assert desk.page.table.rows() == ()
    assert not desk.page.print_button.isEnabled()


def test_print_asks_for_the_classification_table(opened: Desk) -> None:
    asked: list[str] = []
    opened.office.print_wanted.connect(lambda table, *_: asked.append(table))
    QTest.mouseClick(opened.page.print_button, Qt.MouseButton.LeftButton)
    assert asked == ["classification"]


def test_every_category_of_posts_has_its_columns(opened: Desk) -> None:
    keys = {column.key for column in columns(editable=True)}
    for category in Category:
        assert f"{category.value}_actual" in keys


def test_everything_that_takes_focus_has_a_name(opened: Desk) -> None:
    page = opened.page
    for part in (page.table.sheet, page.panel.steps, page.panel.chart, page.columns_button):
        assert part.accessibleName()


def test_columns_sort_and_filter_by_what_their_cells_show(opened: Desk) -> None:
    units = opened.page.table.rows()
    assert units
    for column in columns(editable=True):
        for unit in units:
            cell = column.cell(unit)
            if column.number is not None:
                assert column.number(unit) == cell.number, column.key
            if column.words is not None:
                assert (column.words(unit), None) == (cell.text, cell.number), column.key
