"""Colours, type and spacing of the window, derived once per theme.

The tokens are those of the design pictures. Two themes, light and dark; :func:`apply` sets the
palette, the style sheet and the font of the application, and everything drawn by hand asks
:func:`theme`, :func:`px` and :func:`font` when it paints, so that a change of theme or of size
needs no more than a repaint. Fusion is the one Qt style that takes every colour from the palette
on every system, so it is used everywhere.
"""

import functools
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from ui.colours import DARK, LIGHT, Theme, Tone
from ui.icons import icon_of, icon_pixmap
from ui.style import sheet

__all__ = [
    "DARK",
    "LIGHT",
    "Role",
    "Theme",
    "Tone",
    "apply",
    "family",
    "font",
    "icon",
    "percent",
    "px",
    "sign",
    "system_is_dark",
    "theme",
]

Role = Literal["headline", "name", "tab", "body", "note", "unit"]

SIZES: dict[Role, int] = {"headline": 17, "name": 15, "tab": 14, "body": 13, "note": 12, "unit": 11}
FAMILIES = (
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)


@dataclass(slots=True)
class _Now:
    theme: Theme
    percent: int


_now = _Now(LIGHT, 100)


def theme() -> Theme:
    """The theme in force."""
    return _now.theme


def percent() -> int:
    """The size in force, 100 to 200."""
    return _now.percent


def px(size: float) -> int:
    """``size`` pixels of the 100 % design at the size in force."""
    return round(size * _now.percent / 100)


@functools.cache
def family() -> str:
    """The sans-serif Chinese family to draw with; the application's own where none is known."""
    there = set(QFontDatabase.families())
    return next((name for name in FAMILIES if name in there), QGuiApplication.font().family())


@functools.lru_cache(maxsize=64)
def _font(role: Role, size: int, bold: bool) -> QFont:  # noqa: FBT001  a key of the cache
    made = QFont(family())
    made.setPixelSize(size)
    made.setBold(bold or role == "headline")
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return made


def font(role: Role, *, bold: bool = False) -> QFont:
    """Font of ``role`` at the size in force (a copy the caller may change)."""
    return QFont(_font(role, px(SIZES[role]), bold))


def icon(name: str) -> QIcon:
    """Icon ``name`` (see :mod:`ui.icons`) in the colours of the theme."""
    return icon_of(name, _now.theme.second, _now.theme.rule)


def sign(name: str, tone: Tone, size: int) -> QPixmap:
    """Icon ``name`` as a picture in the colour of ``tone``; ``size`` at 100 %."""
    return icon_pixmap(name, _now.theme.ink(tone), px(size))


def system_is_dark() -> bool:
    """Whether the desktop asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def apply(app: QApplication, *, dark: bool | None, percent: int) -> None:
    """Set palette, style sheet and font of ``app``; ``dark=None`` follows the desktop."""
    _now.theme = DARK if (system_is_dark() if dark is None else dark) else LIGHT
    _now.percent = min(200, max(100, percent))
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font("body"))
    app.setPalette(_palette(_now.theme))
    app.setStyleSheet(sheet(_now.theme, px))


def _palette(colours: Theme) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.table),
        (role.AlternateBase, colours.panel),
        (role.Text, colours.text),
        (role.Button, colours.table),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.red),
        (role.ToolTipBase, colours.panel),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.faint),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Light, colours.table),
        (role.Midlight, colours.header),
        (role.Mid, colours.grid),
        (role.Dark, colours.rule),
        (role.Shadow, colours.rule),
        (role.Accent, colours.accent),
    ):
        made.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, colours.faint)
    return made
