"""Strip, waterfall and shares: where things stand, what is clicked, what is said of them."""

from fractions import Fraction

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.charts import (
    ChartView,
    Fall,
    Line,
    Share,
    SharePicture,
    Spot,
    StripPicture,
    WaterfallPicture,
)

SPOTS = tuple(
    Spot(name, name, Fraction(value), value, diamond=name == "丙", chosen=name == "乙")
    for name, value in (("甲", "93.1"), ("乙", "89.95"), ("丙", "91.2"), ("丁", "79.8"))
)
LINES = (Line(Fraction(60), "一般"), Line(Fraction(80), "良好"), Line(Fraction(90), "优秀"))


def view(qtbot: QtBot, picture: StripPicture | WaterfallPicture | SharePicture) -> ChartView:
    """Show a picture in a window of its own."""
    made = ChartView("图")
    qtbot.addWidget(made)
    made.resize(600, 240)
    made.set_picture(picture)
    made.show()
    return made


def test_spots_stand_in_the_order_of_their_figures_and_are_clicked(qtbot: QtBot) -> None:
    shown = view(qtbot, StripPicture(SPOTS, LINES, "较差"))
    places = shown.places()
    left = {key: at[0] for key, at in places.items()}
    assert left["丁"] < left["乙"] < left["丙"] < left["甲"]
    x, y, wide, high = places["甲"]
    with qtbot.waitSignal(shown.clicked) as told:
        QTest.mouseClick(
            shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x + wide // 2, y + high // 2)
        )
    assert told.args == ["甲"]
    assert "乙 89.95" in shown.accessibleDescription()


def test_a_strip_of_equal_figures_and_no_lines_stands(qtbot: QtBot) -> None:
    same = tuple(Spot(n, n, Fraction(90), "90") for n in ("甲", "乙"))
    places = view(qtbot, StripPicture(same)).places()
    assert places["甲"] == places["乙"]
    assert 0 < places["甲"][0] < 600


def test_the_parts_of_a_waterfall_have_a_row_each_and_arrow_keys_choose(qtbot: QtBot) -> None:
    falls = tuple(
        Fall(key, key, "", Fraction(value), value, part)
        for key, value, part in (("党建", "23", 0), ("加分", "1.5", None), ("扣分", "-0.8", None))
    )
    shown = view(qtbot, WaterfallPicture(falls, Fraction("23.7"), "总分", "23.700"))
    tops = [shown.places()[fall.key][1] for fall in falls]
    assert tops == sorted(set(tops))
    with qtbot.waitSignal(shown.clicked) as told:
        QTest.keyClick(shown, Qt.Key.Key_Down)
    assert told.args == ["党建"]


def test_shares_are_as_wide_as_they_are_many(qtbot: QtBot) -> None:
    shares = (
        Share("满意", "满意", Fraction(60)),
        Share("不满意", "不满意", Fraction(20), counted=False),
    )
    places = view(qtbot, SharePicture(shares)).places()
    assert abs(places["满意"][2] - 3 * places["不满意"][2]) <= 4
