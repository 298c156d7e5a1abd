"""Population against posts: where dots and mean stand, what is named, hovered, clicked, kept."""

from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.frame import settled
from ui import theme
from ui.charts import ChartView, Dot, ScatterPicture
from ui.charts.drawing import Frame
from ui.charts.scatter import Scatter, steps_to
from ui.pages.townships import TownshipsPage
from ui.pages.townships_pictures import Posts, scatter_picture
from ui.window import Window

PLACES = ((1, 10), (2, 20), (3, 25), (4, 60), (9, 70))


def _picture(chosen: str = "k3") -> ScatterPicture:
    dots = tuple(
        Dot(
            f"k{n}",
            f"第{n}镇",
            Fraction(x * 10_000),
            Fraction(y),
            Fraction(y - 8 * x),
            f"{y}",
            f"k{n}" == chosen,
            f"第{n}镇的数",
        )
        for n, (x, y) in enumerate(PLACES)
    )
    return ScatterPicture(dots, "人口（万人）", "编制（名）", Fraction(8, 10_000), "平均", 10_000)


def _view(qtbot: QtBot, width: int = 360, height: int = 220) -> ChartView:
    view = ChartView("人口与编制")
    qtbot.addWidget(view)
    view.set_picture(_picture())
    view.resize(width, height)
    view.show()
    qtbot.waitExposed(view)
    return view


@given(st.fractions(min_value=Fraction(1, 100), max_value=10**7))
def test_axes_end_at_or_above_the_greatest_and_stay_few(most: Fraction) -> None:
    ticks = steps_to(most)
    assert ticks[0] == 0
    assert ticks[-2] < most <= ticks[-1]
    assert 2 <= len(ticks) <= 7
    assert len({b - a for a, b in pairwise(ticks)}) == 1


def test_dots_stand_by_their_figures(qtbot: QtBot) -> None:
    places = _view(qtbot).places()
    x = [places[f"k{n}"][0] for n in range(5)]
    y = [places[f"k{n}"][1] for n in range(5)]
    assert x == sorted(x)
    assert y == sorted(y, reverse=True)
    assert (x[4] - x[0]) / (x[1] - x[0]) == pytest.approx(8, abs=0.3)


def test_hover_tells_and_click_chooses_the_nearest_dot(qtbot: QtBot) -> None:
    view = _view(qtbot)
    seen: list[str] = []
    view.hovered.connect(seen.append)
    left, top, wide, high = view.places()["k2"]
    at = QPoint(left + wide // 2 + 3, top + high // 2 + 2)
    QTest.mouseMove(view.viewport(), at)
    assert seen[-1:] == ["k2"]
    with qtbot.waitSignal(view.clicked) as clicked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert clicked.args == ["k2"]
    QTest.mouseMove(view.viewport(), QPoint(view.width() - 4, top + 60))
    assert seen[-1] == ""


def test_it_fits_any_height_without_scrolling(qtbot: QtBot) -> None:
    view = _view(qtbot, 300, 120)
    assert view.verticalScrollBar().maximum() == 0
    assert all(y >= 0 and y + h <= 120 for _, y, _, h in view.places().values())
    assert "第3镇 60" in view.accessibleDescription()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [260, 380, 700])
def test_names_cover_neither_each_other_nor_leave_the_picture(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int, percent: int
) -> None:
    monkeypatch.setattr(theme._now, "percent", percent)
    written: list[tuple[str, QRectF]] = []

    def put(_painter: object, place: QRectF, text: str, *_more: object) -> None:
        written.append((text, QRectF(place)))

    monkeypatch.setattr("ui.charts.scatter.put", put)
    canvas = QPixmap(width * percent // 100, 240 * percent // 100)
    frame = Frame(canvas.width(), canvas.height(), 0, theme.theme())
    with QPainter(canvas) as painter:
        Scatter(_picture()).paint(painter, frame)
    names = [place for text, place in written if text.endswith("镇") or text == "平均"]
    assert "第3镇" in [text for text, _ in written]
    assert not [pair for pair in combinations(names, 2) if pair[0].intersects(pair[1])]
    inside = QRectF(0, 0, frame.width, frame.height)
    assert all(inside.contains(place) for place in names)


def test_no_dot_under_the_pointer_far_from_all(qtbot: QtBot) -> None:
    drawer = Scatter(_picture())
    frame = Frame(360, 220, 0, theme.theme())
    assert drawer.nearest(QPointF(2, 2), frame) == ""


def test_the_panel_draws_the_county_mean_and_remembers_the_choice(
    qtbot: QtBot, open_window: Window
) -> None:
    page = open_window.tabs.page()
    assert isinstance(page, TownshipsPage)
    pictures = page.panel.pictures
    posts = next(b for b in pictures.group.buttons() if b.text() == "人口与编制")
    QTest.mouseClick(posts, Qt.MouseButton.LeftButton)
    picture = pictures.chart.picture()
    assert isinstance(picture, ScatterPicture)
    assert picture.slope == Fraction(623, 960_000)
    assert picture.line == "全县每万人 6.49 名"
    chosen = next(dot for dot in picture.dots if dot.chosen)
    assert chosen.tip.startswith("清泉镇\n户籍人口 49,800 人，行政编制 28 名\n每万人 5.62 名，低于")
    pictures.chart.clicked.emit("999902200")
    settled(qtbot, open_window)
    current = page.table.current()
    assert current is not None
    assert current[0].name == "高岭乡"
    again = TownshipsPage(open_window.office)
    qtbot.addWidget(again)
    assert again.panel.pictures.group.checkedButton().text() == "人口与编制"
    settled(qtbot, open_window)
    assert page.overview is not None
    known = Posts.of(page.overview)
    assert known is not None
    assert scatter_picture(known, "999902200") == pictures.chart.picture()
