"""Pictures: where bars stand, what answers to the pointer, and what is said without eyes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.charts import (
    Bar,
    BarPicture,
    ChartView,
    Dumbbell,
    DumbbellPicture,
    Line,
    Picture,
    RemainderPicture,
)
from ui.charts.dumbbells import ticks
from ui.theme import Tone

INDEX = (("青石镇", "162.15"), ("白河镇", "119.04"), ("北岸街道", "80.02"), ("双桥乡", "50.70"))


def _bars(chosen: str = "白河镇", count: int = 1) -> BarPicture:
    bars = tuple(
        Bar(f"{name}{n or ''}", name, Fraction(value), value, Tone.NORMAL, name == chosen and not n)
        for n in range(count)
        for name, value in INDEX
    )
    return BarPicture(bars, (Line(Fraction(80), "二类线 80"), Line(Fraction(120), "一类线 120")))


def _dumbbells() -> DumbbellPicture:
    rows = (
        Dumbbell("a", "青石镇", 34, 32, 39, "−2", chosen=True),
        Dumbbell("b", "双桥乡", 20, 21, 16, "+1"),
        Dumbbell("c", "新设镇", None, 15, None, "新设"),
    )
    return DumbbellPicture(rows, ("现有", "三步核编", "433 系数"))


def _remainders(count: int = 8) -> RemainderPicture:
    values = [Fraction(9000 - 500 * n, 10000) for n in range(count)]
    bars = tuple(Bar(f"k{n}", f"单位{n}", value, f"{n}") for n, value in enumerate(values))
    return RemainderPicture(bars, 4)


def _view(qtbot: QtBot, picture: Picture, width: int = 380, height: int = 220) -> ChartView:
    view = ChartView("图")
    qtbot.addWidget(view)
    view.set_picture(picture)
    view.setMaximumHeight(height)
    view.resize(width, height)
    view.show()
    qtbot.waitExposed(view)
    return view


def _columns_of(view: ChartView, key: str, colour: QColor) -> list[int]:
    """Give the x of every pixel of that colour in the middle of a row."""
    x, y, wide, high = view.places()[key]
    image = view.grab().toImage()
    return [at for at in range(x, x + wide) if image.pixelColor(at, y + high // 2) == colour]


def test_bars_are_as_long_as_their_values(qtbot: QtBot) -> None:
    view = _view(qtbot, _bars())
    chosen = _columns_of(view, "白河镇", theme.theme().bar)
    other = _columns_of(view, "青石镇", theme.theme().bar_other)
    assert chosen[0] == other[0]
    ratio = (other[-1] - other[0]) / (chosen[-1] - chosen[0])
    assert ratio == pytest.approx(162.15 / 119.04, abs=0.02)


@pytest.mark.parametrize("picture", [_bars(), _dumbbells(), _remainders()])
def test_a_click_reports_the_unit_under_it(qtbot: QtBot, picture: Picture) -> None:
    view = _view(qtbot, picture)
    places = view.places()
    assert places
    for key, (x, y, wide, high) in places.items():
        with qtbot.waitSignal(view.clicked, timeout=1000) as caught:
            spot = QPoint(x + wide // 2, y + high // 2)
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert caught.args == [key]


def test_hovering_tells_and_marks_the_row(qtbot: QtBot) -> None:
    view = _view(qtbot, _bars())
    x, y, wide, high = view.places()["双桥乡"]
    with qtbot.waitSignal(view.hovered, timeout=1000) as caught:
        QTest.mouseMove(view.viewport(), QPoint(x + wide // 2, y + high // 2))
    assert caught.args == ["双桥乡"]
    ground = view.grab().toImage().pixelColor(x + wide - 2, y + 2)
    assert ground == theme.theme().selection


def test_arrow_keys_go_from_bar_to_bar(qtbot: QtBot) -> None:
    view = _view(qtbot, _bars())
    with qtbot.waitSignal(view.clicked, timeout=1000) as caught:
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert caught.args == ["北岸街道"]


def test_many_bars_scroll_to_the_chosen_one(qtbot: QtBot) -> None:
    bars = _bars(chosen="", count=20).bars
    last = bars[-1]
    chosen = Bar(last.key, last.label, last.value, last.text, chosen=True)
    view = _view(qtbot, _bars())
    view.set_picture(BarPicture((*bars[:-1], chosen), _bars().lines))
    assert last.key in view.places()
    assert len(view.places()) < len(bars)


def test_remainders_that_do_not_fit_show_those_around_the_cut(qtbot: QtBot) -> None:
    picture = RemainderPicture(_remainders(16).bars, 12)
    places = _view(qtbot, picture, width=200).places()
    assert {"k11", "k12"} <= set(places)
    assert "k0" not in places


def test_an_empty_picture_paints_nothing(qtbot: QtBot) -> None:
    for picture in (BarPicture(()), DumbbellPicture(()), RemainderPicture((), 0)):
        assert _view(qtbot, picture).places() == {}


def test_the_picture_is_said_in_words(qtbot: QtBot) -> None:
    view = _view(qtbot, _bars())
    assert view.accessibleDescription().startswith("青石镇 162.15；白河镇 119.04")


@pytest.mark.parametrize("picture", [_bars(), _dumbbells(), _remainders()])
def test_dark_pictures_take_dark_colours(
    qtbot: QtBot, qapp: QApplication, picture: Picture
) -> None:
    theme.apply(qapp, dark=True, percent=150)
    view = _view(qtbot, picture, 600, 360)
    image = view.grab().toImage()
    seen = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }
    assert theme.DARK.bar.name() in seen
    assert theme.LIGHT.bar.name() not in seen


@given(low=st.integers(0, 5000), span=st.integers(0, 5000))
def test_axis_marks_are_round_few_and_enclose_everything(low: int, span: int) -> None:
    marks = ticks(low, low + span)
    assert marks[0] <= low
    assert marks[-1] >= low + span
    assert 2 <= len(marks) <= 8
    step = marks[1] - marks[0]
    assert int(str(step).rstrip("0")) in {1, 2, 5}
