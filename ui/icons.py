"""The icons of the window: one family (Phosphor, MIT), taken out of the qtawesome package.

Only the font file and its character map are read: importing qtawesome itself would load sixteen
other fonts and cost a fifth of a second before the first window is painted.
"""

import functools
import importlib.util
import re
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPixmap,
)

NAMES: dict[str, str] = {
    "open": "folder-open",
    "import": "download-simple",
    "export": "upload-simple",
    "print": "printer",
    "undo": "arrow-u-up-left",
    "redo": "arrow-u-up-right",
    "search": "magnifying-glass",
    "warning": "warning",
    "info": "info",
    "close": "x",
    "filter": "funnel",
    "document": "file-text",
    "table": "table",
    "history": "clock-counter-clockwise",
    "help": "question",
    "column": "columns",
    "plus": "plus",
    "minus": "minus",
    "down": "caret-down",
    "up": "caret-up",
    "right": "caret-right",
    "left": "caret-left",
    "check": "check",
    "backup": "floppy-disk",
    "settings": "gear",
    "edit": "pencil-simple",
    "copy": "copy",
    "pin": "push-pin",
}


@functools.cache
def _folder() -> Path:
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise RuntimeError("qtawesome is not installed")
    return Path(spec.origin).parent / "fonts"


@functools.cache
def _glyphs() -> dict[str, str]:
    """Read the characters of our names alone: decoding all four thousand costs 30 ms at start."""
    file = next(_folder().glob("phosphor-charmap-*.json"))
    wanted = "|".join(map(re.escape, set(NAMES.values())))
    codes = re.findall(rf'"({wanted})":\s*"([^"]+)"', file.read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in codes}


@functools.cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(next(_folder().glob("phosphor-*.ttf"))))
    return QFontDatabase.applicationFontFamilies(number)[0]


def icon_font(size: int) -> QFont:
    """Font of the icons at ``size`` pixels, for those who draw the character themselves."""
    font = QFont(_family())
    font.setPixelSize(size)
    return font


def glyph(name: str) -> str:
    """Character of the icon ``name`` in :func:`icon_font`."""
    return _glyphs()[NAMES[name]]


@functools.lru_cache(maxsize=256)
def _pixmap(name: str, rgba: int, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(icon_font(size))
    painter.setPen(QColor.fromRgba(rgba))
    painter.drawText(QRectF(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, glyph(name))
    painter.end()
    return picture


def icon_pixmap(name: str, colour: QColor, size: int) -> QPixmap:
    """The icon ``name`` as a picture of ``size`` logical pixels, sharp on the finest screen."""
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    return _pixmap(name, colour.rgba(), size, max(1.0, ratio))


def icon_of(name: str, colour: QColor, faint: QColor) -> QIcon:
    """Icon with a disabled look in ``faint``."""
    return QIcon(_Engine(name, colour, faint))


class _Engine(QIconEngine):
    """Draws an icon when Qt asks for it: most stand in menus nobody has opened yet."""

    def __init__(self, name: str, colour: QColor, faint: QColor) -> None:
        super().__init__()
        self._name, self._colour, self._faint = name, colour, faint

    def clone(self) -> QIconEngine:
        """Copy the icon, as Qt does before it changes one."""
        return _Engine(self._name, self._colour, self._faint)

    def actualSize(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QSize:
        """Be square."""
        side = min(size.width(), size.height())
        return QSize(side, side)

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """Draw it in the size of the place, ``size`` being pixels of the screen."""
        colour = self._faint if mode == QIcon.Mode.Disabled else self._colour
        return _pixmap(self._name, colour.rgba(), min(size.width(), size.height()), 1.0)

    def paint(self, painter: QPainter, place: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw it where it stands."""
        colour = self._faint if mode == QIcon.Mode.Disabled else self._colour
        painter.drawPixmap(place, icon_pixmap(self._name, colour, place.height()))
