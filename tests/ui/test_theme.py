"""Colours, sizes and icons of the window."""

from itertools import product

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui import theme
from ui.icons import NAMES, glyph, icon_pixmap
from ui.theme import DARK, LIGHT, Theme, Tone


def luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_tone_can_be_read_on_every_ground_it_meets(colours: Theme) -> None:
    for tone, ground in product(Tone, (colours.table, colours.panel)):
        assert contrast(colours.ink(tone), ground) >= 4.5, (tone, ground.name())
    assert contrast(colours.red, colours.red_ground) >= 4.5
    assert contrast(colours.amber, colours.amber_ground) >= 4.5
    assert contrast(colours.text, colours.selection) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.second, colours.selection) >= 4.5


def test_apply_sets_the_palette_of_the_theme(qapp: QApplication) -> None:
    theme.apply(qapp, dark=True, percent=100)
    assert qapp.palette().color(QPalette.ColorRole.Window) == DARK.window
    assert theme.theme() is DARK
    theme.apply(qapp, dark=False, percent=100)
    assert qapp.palette().color(QPalette.ColorRole.Base) == LIGHT.table


def test_sizes_go_up_together_and_stay_between_100_and_200(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False, percent=150)
    assert theme.px(32) == 48
    assert theme.font("headline").pixelSize() == 26
    theme.apply(qapp, dark=False, percent=400)
    assert theme.percent() == 200
    theme.apply(qapp, dark=False, percent=10)
    assert theme.percent() == 100


def test_a_button_grows_with_the_size(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("打印核定表")
    qtbot.addWidget(button)
    button.ensurePolished()
    small = button.sizeHint()
    theme.apply(qapp, dark=False, percent=200)
    button.ensurePolished()
    large = button.sizeHint()
    assert large.height() >= 1.8 * small.height()
    assert large.width() >= 1.8 * small.width()


def test_the_family_draws_chinese(qapp: QApplication) -> None:
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    if not chinese:
        pytest.skip("no Chinese font on this machine")
    assert theme.family() in chinese


def test_every_icon_has_a_glyph_and_draws_something(qapp: QApplication) -> None:
    blank = icon_pixmap("table", QColor(0, 0, 0, 0), 24).toImage()
    for name in NAMES:
        assert len(glyph(name)) == 1
        assert icon_pixmap(name, QColor("black"), 24).toImage() != blank, name
    assert not theme.icon("open").isNull()
