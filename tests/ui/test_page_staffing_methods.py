"""Every method on the page 编制测算: its parameters, its columns, its warnings, and 试算."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPushButton, QSlider
from pytestqt.qtbot import QtBot

from tests.county import eight
from tests.ui.staffing_page import (
    QINGSHI,
    Asked,
    body_of,
    button,
    click,
    enter,
    enter_text,
    field,
    opened,
    posts,
    remarks,
)
from townoffice.desk.books import new_book
from townoffice.records import Snapshot
from ui.charts import RemainderPicture
from ui.pages.staffing import StaffingPage
from ui.pages.staffing_fields import Typed
from ui.theme import Tone

LAST = ("青石镇", "白河镇", "云岭镇", "柳溪镇", "双桥乡", "高坪乡", "南湖街道", "北岸街道")


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def page(tmp_path: Path, asked: Asked, qtbot: QtBot) -> Iterator[StaffingPage]:
    path = tmp_path / "示例县.db"
    with new_book(path, "示例县", "999901") as book:
        enter(book, eight())
    yield from opened(path, asked, qtbot)


def peopled(*people: int) -> Snapshot:
    """Give as many units as there are numbers, with that 户籍人口."""
    county = eight()
    units = []
    for unit, count in zip(county.units, people, strict=False):
        assert unit.indicators is not None
        figures = replace(unit.indicators, registered_population=count, area_km2=Decimal(1))
        units.append(replace(unit, indicators=figures))
    return replace(county, units=tuple(units))


def choose_method(page: StaffingPage, words: str) -> None:
    """Choose a method from the list by the keys."""
    box = body_of(page).bar.methods.list
    place = next(n for n in range(box.count()) if box.itemText(n).startswith(words))
    box.setFocus()
    while box.currentIndex() != place:
        down = box.currentIndex() < place
        QTest.keyClick(box, Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def choose(page: StaffingPage, name: str, words: str) -> None:
    boxes = [b for b in page.findChildren(QComboBox) if b.accessibleName() == name]
    box = next(b for b in boxes if b.isVisible())
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def press(page: StaffingPage, words: str, qtbot: QtBot) -> None:
    """Press a button that has just been made, once it shows."""
    qtbot.waitUntil(
        lambda: any(b.text() == words and b.isVisible() for b in page.findChildren(QPushButton)),
        timeout=20_000,
    )
    click(page, words)


def slider(page: StaffingPage, name: str) -> QSlider:
    return next(s for s in page.findChildren(QSlider) if s.accessibleName() == f"试算 {name}")


def keys(page: StaffingPage) -> list[str]:
    return [column.key for column in body_of(page).table.lanes.columns]


def in_order(page: StaffingPage) -> list[int]:
    found = posts(page)
    return [found[name] for name in LAST]


def test_the_countys_own_method_stands_first_and_is_marked(page: StaffingPage) -> None:
    box = body_of(page).bar.methods.list
    assert box.itemText(0) == "三步核编 · 本县采用"
    assert not any("本县采用" in box.itemText(n) for n in range(1, box.count()))


def test_the_end_of_the_list_of_methods_is_a_method(page: StaffingPage) -> None:
    body = body_of(page)
    box = body.bar.methods.list
    box.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Down):
        QTest.keyClick(box, key)
        assert box.currentIndex() == box.count() - 1
        assert body.choices.order.method == box.currentData()
    assert body.shown is not None
    assert body.shown.outcome.result.method == box.currentData()
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog)]
    assert not any(dialog.isVisible() for dialog in dialogs)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("基本＋加权＋机动", [31, 27, 24, 25, 18, 19, 29, 24]),
        ("三个三分之一（甲）", [35, 30, 26, 26, 19, 21, 34, 23]),
        ("433系数", [39, 32, 25, 25, 16, 20, 37, 20]),
    ],
)
def test_the_examples_of_3_come_out_on_the_page(
    page: StaffingPage, words: str, expected: list[int]
) -> None:
    choose_method(page, words)
    if words.startswith("基本"):
        # the example has functional classes, the book none: the coefficients bear on nobody
        assert sum(in_order(page)) == sum(expected)
        return
    assert in_order(page) == expected


def test_a_foreign_method_is_only_compared_with(
    page: StaffingPage, asked: Asked, qtbot: QtBot
) -> None:
    body = body_of(page)
    wanted: list[str] = []
    body.office.policy_wanted.connect(wanted.append)
    choose_method(page, "433系数")
    assert body.banners.texts()[0] == "本县没有采用433系数法，数字仅供比较"
    assert not body.adopt.isEnabled()
    assert "没有采用" in body.adopt.toolTip()
    press(page, "采用…", qtbot)
    assert len(wanted) == 1
    assert wanted[0].startswith("433.")
    click(page, "打印核定表…")
    order = asked.prints[-1][2]
    assert order is not None
    assert order.method == "433"
    choose_method(page, "三步核编")
    assert body.adopt.isEnabled()
    assert not any("没有采用" in text for text in body.banners.texts())


def test_standards_above_the_total_are_scaled_and_said(page: StaffingPage) -> None:
    choose_method(page, "分类定额")
    body = body_of(page)
    assert "定额合计超总量 26 名，按定额比例折算" in body.headline.text()[0]
    assert "standard" in keys(page)
    assert "quota" in keys(page)
    assert sum(posts(page).values()) == 214
    enter_text(page, "分类定额 一类", "20")
    enter_text(page, "分类定额 二类", "20")
    enter_text(page, "分类定额 三类", "20")
    assert set(posts(page).values()) == {20}
    assert "超总量" not in body.headline.text()[0]
    assert "县留周转" in body.headline.text()[0]


def test_bands_of_population_are_editable_category_by_category(page: StaffingPage) -> None:
    choose_method(page, "人口分档")
    assert field(page, "行政编制分档 7万人起").text() == "40"
    enter_text(page, "行政编制分档 0人起", "10")
    assert min(posts(page).values()) == 10
    click(page, "事业")
    choose_method(page, "人口分档")
    assert field(page, "事业编制分档 7万人起").text() == "45"
    shown = {f.accessibleName() for f in page.findChildren(Typed) if f.isVisible()}
    assert not any(name.startswith("行政编制分档") for name in shown)


def test_every_tranche_has_its_own_group_of_columns(page: StaffingPage) -> None:
    choose_method(page, "三个三分之一（甲）")
    groups = [column.group for column in body_of(page).table.lanes.columns]
    assert [g for g in dict.fromkeys(groups) if g][:3] == [
        "平均部分 72 名",
        "人口部分 71 名",
        "面积与经济部分 71 名",
    ]
    total = body_of(page).table.band.pinned[0]
    assert [total[keys(page).index(f"part_{n}")].text for n in range(3)] == ["72", "71", "71"]


def test_long_parameters_fold_and_are_still_in_reach(page: StaffingPage) -> None:
    choose_method(page, "基本＋加权＋机动")
    body = body_of(page)
    assert field(page, "基本编制 镇").text() == "18"
    hidden = {f.accessibleName() for f in page.findChildren(Typed) if not f.isVisible()}
    assert "功能系数 驻地镇" in hidden
    more = button(page, "更多参数…")
    QTest.keyClick(more, Qt.Key.Key_Space)
    assert field(page, "功能系数 驻地镇").text() == "1.2"
    enter_text(page, "功能系数 一般镇", "2")
    assert page.acts.undoText().startswith("功能系数")
    assert field(page, "功能系数 一般镇").text() == "2"
    assert body.bar.width() <= body.width()


def test_the_rounding_is_chosen_and_the_remainders_give_way_to_claims(page: StaffingPage) -> None:
    body = body_of(page)
    choose(page, "尾数", "圣拉格法")
    assert body.shown is not None
    assert body.shown.outcome.result.rounding == "sainte-lague"
    assert sum(posts(page).values()) == 204
    assert body.panel._last_title.text() == "末席优先数：圣拉格法"
    picture = body.panel.last.picture()
    assert isinstance(picture, RemainderPicture)
    got = [bar.value for bar in picture.bars[: picture.cut_after]]
    asked_for = [bar.value for bar in picture.bars[picture.cut_after :]]
    assert min(got) >= max(asked_for)
    choose(page, "尾数", "最大余数法")
    assert body.panel._last_title.text().startswith("余数排序")
    assert not body.choices.order.settings


def test_a_post_beyond_its_exact_share_is_marked(page: StaffingPage) -> None:
    """Huge and tiny beside each other: a divisor method leaves ⌊q⌋…⌈q⌉."""
    body = body_of(page)
    assert body.ground is not None
    body.ground = replace(body.ground, county=peopled(900_000, 10_400, 10_400, 10_400, 10_400))
    choose_method(page, "综合加权")
    enter_text(page, "综合系数权重 财政收入", "0")
    enter_text(page, "综合系数权重 辖区面积", "0")
    enter_text(page, "总量", "50")
    choose(page, "尾数", "亨廷顿—希尔法")
    row = body.table.rows()[0]
    assert row.outside
    assert "离精确值" in remarks(page)[row.unit.name][0]


def test_one_post_more_that_costs_a_unit_one_is_warned_of_with_its_remedy(
    page: StaffingPage, qtbot: QtBot
) -> None:
    body = body_of(page)
    assert body.ground is not None
    body.ground = replace(body.ground, county=peopled(6, 6, 2))
    choose_method(page, "综合加权")
    enter_text(page, "综合系数权重 财政收入", "0")
    enter_text(page, "综合系数权重 辖区面积", "0")
    enter_text(page, "总量", "10")
    qtbot.waitUntil(lambda: "总量再多 1 名" in "".join(body.banners.texts()), timeout=20_000)
    assert "青石镇反而从 2 名减到 1 名" in "".join(body.banners.texts())
    press(page, "改用圣拉格法", qtbot)
    assert body.choices.order.settings["rounding"] == "sainte-lague"
    assert "总量再多 1 名" not in "".join(body.banners.texts())


def test_growth_that_costs_a_post_is_told_from_last_years_figures(
    tmp_path: Path, asked: Asked, qtbot: QtBot
) -> None:
    path = tmp_path / "示例县.db"
    now, before = peopled(49, 8, 61), peopled(46, 8, 59)
    with new_book(path, "示例县", "999901") as book:
        enter(book, now)
        ids = {unit.code: unit.id for unit in book.townships()}
        with book.change("登记上年指标") as writer:
            for unit in before.units:
                number = ids[unit.township.code]
                assert number is not None
                assert unit.indicators is not None
                writer.add(replace(unit.indicators, township_id=number, year=2023))
    pages = opened(path, asked, qtbot)
    page = next(pages)
    body = body_of(page)
    choose_method(page, "综合加权")
    enter_text(page, "综合系数权重 财政收入", "0")
    enter_text(page, "综合系数权重 辖区面积", "0")
    enter_text(page, "总量", "20")
    qtbot.waitUntil(lambda: "与 2023 年比" in "".join(body.banners.texts()), timeout=20_000)
    assert "从 11 名减到 10 名" in "".join(body.banners.texts())
    assert next(pages, None) is None


def test_a_slider_redraws_at_once_and_one_step_goes_back(page: StaffingPage, qtbot: QtBot) -> None:
    body, before = body_of(page), posts(page)
    click(page, "试算…")
    weight = slider(page, "户籍")
    weight.setFocus()
    QTest.keyClick(weight, Qt.Key.Key_Left)
    QTest.keyClick(weight, Qt.Key.Key_Left)
    assert field(page, "浮动权重 户籍人口").text() == "4"
    assert posts(page) != before
    assert any(t.startswith("试算：浮动权重 6 : 2 : 1 : 1 → 4") for t in body.banners.texts())
    assert page.acts.count() == 1
    press(page, "恢复", qtbot)
    assert posts(page) == before
    assert not any(text.startswith("试算") for text in body.banners.texts())


def test_more_people_are_tried_and_never_kept(page: StaffingPage, qtbot: QtBot) -> None:
    body, before = body_of(page), posts(page)
    body.panel.posts.clicked.emit(QINGSHI)
    click(page, "试算…")
    QTest.keyClick(slider(page, "人口"), Qt.Key.Key_Right)
    assert dict(body.choices.people) == {QINGSHI: 10_000}
    assert posts(page)["青石镇"] > before["青石镇"]
    assert any("青石镇人口 +10,000" in text for text in body.banners.texts())
    assert not body.keep.isEnabled()
    assert not body.adopt.isEnabled()
    assert not body.print.isEnabled()
    assert body.ground is not None
    figures = body.ground.county.units[2].indicators
    assert figures is not None
    assert figures.registered_population == 68_200
    press(page, "恢复", qtbot)
    assert posts(page) == before
    assert body.keep.isEnabled()


def test_which_weight_moves_whose_posts_is_listed(page: StaffingPage, qtbot: QtBot) -> None:
    body = body_of(page)
    click(page, "试算…")
    table = body.trial.swings
    qtbot.waitUntil(lambda: len(table.rows()) == 8, timeout=20_000)
    swing = next(s for s in table.rows() if s.entry == "area_km2" and s.by == 1)
    click(page, "收起试算")
    enter_text(page, "浮动权重 辖区面积", "3")
    after = posts(page)
    assert swing.moved
    assert {name: then for _code, name, _before, then in swing.moved} == {
        name: after[name] for _code, name, _before, _then in swing.moved
    }


def test_rates_stand_under_the_headline_and_in_a_column_to_choose(page: StaffingPage) -> None:
    body = body_of(page)
    sub = body.headline.text()[1]
    assert "空编率" in sub
    assert "行政:事业 1:1.13" in sub
    column = next(c for c in body.display.columns if c.key == "rate")
    assert column.hidden
    row = next(row for row in body.table.rows() if row.unit.code == QINGSHI)
    cell = column.cell(row)
    assert cell.number == row.per_ten_thousand
    assert row.residents == 74_100 or row.residents is not None
    assert remarks(page)["青石镇"][1] is Tone.AMBER


def test_a_tie_of_many_is_said_in_one_line(page: StaffingPage) -> None:
    choose_method(page, "三个三分之一（甲）")
    enter_text(page, "总量", "209")
    body = body_of(page)
    tied = [text for text in body.banners.texts() if text.startswith("余数相同")]
    assert len(tied) == 1
    assert "等 8 个单位争" in tied[0]
    assert body.shown is not None
    assert len(body.shown.outcome.result.ties[0].units) == 8
