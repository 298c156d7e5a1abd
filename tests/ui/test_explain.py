"""The 依据 tree: a Step in the words of the screen, and the tree that shows it."""

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from townoffice.records import Cite, Source, Step
from ui.explain import StepTree
from ui.explain_rows import Row, RowKind, figure, root_row

SOURCE = Source("opinion", "实施意见", "示办发〔2020〕1号")
QUOTED = Cite(SOURCE, "一、（一）", "加权比例定为5:3:2")
BARE = Cite(Source("old", "老通知"), "第三条")


def _part() -> Step:
    inputs = (
        Step("本单位户籍人口", Fraction(51400), "人", "登记数", decimals=2),
        Step("全县平均户籍人口", Fraction(40000), "人", "合计÷8", decimals=2),
    )
    single = Step(
        "户籍人口指数", Fraction(257, 2), "点", "本单位÷全县平均×100", (), inputs, decimals=4
    )
    return Step(
        "户籍人口部分", Fraction(257, 4), "点", "指数×权重 50%", steps=(single,), decimals=3
    )


def _whole() -> Step:
    weights = Step("权重", "5 : 3 : 2", "", "", (QUOTED, BARE))
    lines = Step("分界线", "一类 ≥ 120", "", "没有上级文号", inferred=True)
    return Step("总指数", Fraction("119.0445"), "点", "", (), (_part(), weights, lines), decimals=2)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234567, 0, "1,234,567"),
        (Fraction(-1, 2), 2, "−0.50"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(2, 3), 4, "0.6667"),
    ],
)
def test_figures_for_the_screen(value: int | Fraction, decimals: int, text: str) -> None:
    assert figure(value, decimals) == text


def test_formulas_in_words_get_their_figures() -> None:
    row = root_row(_part())
    assert row.text == "户籍人口指数 128.5000 × 权重 50 %"
    assert row.value == "64.250"
    assert [(r.kind, r.text) for r in row.rows] == [
        (RowKind.INPUT, "户籍人口 51,400 ÷ 平均 40,000 人 × 100")
    ]


def test_a_formula_that_does_not_name_its_parts_is_told_beside_them() -> None:
    step = Step("核定", 32, "名", "基本＋浮动", steps=(Step("甲", 15, "名"), Step("乙", 17, "名")))
    row = root_row(step)
    assert [r.kind for r in row.rows] == [RowKind.NOTE, RowKind.STEP, RowKind.STEP]
    assert row.rows[0].text == "基本 ＋ 浮动"


def test_a_part_without_a_figure_is_shown_open_not_left_out() -> None:
    row = root_row(Step("差", None, "", "甲−乙", steps=(Step("甲", None), Step("乙", 2))))
    assert row.value == "—"
    assert [r.text for r in row.rows[1:]] == ["甲", "乙"]


def test_a_clause_has_its_words_or_says_that_they_are_missing() -> None:
    cites = [r for r in root_row(_whole()).rows[1].rows if r.kind is RowKind.CITE]
    assert cites[0].text == "示办发〔2020〕1号一、（一）"
    assert cites[0].rows == (Row(RowKind.QUOTE, "“加权比例定为5:3:2”"),)
    assert cites[1].text == "《老通知》第三条"
    assert cites[1].rows == ()


def test_inferred_is_said_in_words() -> None:
    assert "（推定）" in root_row(_whole()).rows[2].words


def _tree(qtbot: QtBot) -> StepTree:
    tree = StepTree()
    qtbot.addWidget(tree)
    tree.resize(360, 400)
    tree.show_step(_whole())
    tree.show()
    qtbot.waitExposed(tree)
    return tree


def test_tree_shows_everything_and_opens_a_clause(qtbot: QtBot) -> None:
    tree = _tree(qtbot)
    assert tree.texts()[0] == "总指数 119.04"
    clause = tree.findItems("示办发", Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive)[0]
    assert not clause.isExpanded()
    closed = tree.sizeHint().height()
    place = tree.visualItemRect(clause).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clause.isExpanded()
    assert tree.sizeHint().height() > closed


def test_a_clause_opens_by_keyboard(qtbot: QtBot) -> None:
    tree = _tree(qtbot)
    clause = tree.findItems("示办发", Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive)[0]
    tree.setCurrentItem(clause)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert clause.isExpanded()
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert not clause.isExpanded()


def test_long_rows_are_broken_not_cut(qtbot: QtBot) -> None:
    tree = StepTree()
    qtbot.addWidget(tree)
    tree.resize(240, 400)
    tree.show_step(Step("甲" * 60, 1))
    tree.show()
    qtbot.waitExposed(tree)
    assert tree.rowHeight(tree.model().index(0, 0)) > 60


def test_paint_leaves_no_row_blank(qtbot: QtBot) -> None:
    tree = _tree(qtbot)
    picture = tree.grab().toImage()
    for item in tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive):
        place = tree.visualItemRect(item)
        if place.height() == 0:
            continue
        inks = {
            picture.pixel(x, y)
            for x in range(place.left(), place.right(), 2)
            for y in range(place.top() + 4, place.bottom() - 4, 2)
        }
        assert len(inks) > 3, item.text(0)


def test_nothing_is_shown_for_nothing(qtbot: QtBot) -> None:
    tree = _tree(qtbot)
    tree.show_step(None)
    assert tree.texts() == []
    assert tree.step() is None
