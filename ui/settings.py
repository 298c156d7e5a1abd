"""What the window remembers between two starts: place, books, year, theme, size.

One QSettings file of the user's; nothing of a book's content goes into it. What cannot be read is
as if it were not there: settings are a convenience and never a reason to fail.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

RECENT = 8
LARGE = 125
"""大字, in per cent."""
_SEEN = 100
"""Pixels of a window's width and of its title that must lie on a screen to be caught again."""


class Settings:
    """The remembered things, by name."""

    def __init__(self) -> None:
        self._store = QSettings()

    @property
    def dark(self) -> bool | None:
        """Dark, light, or None: as the system."""
        return {"dark": True, "light": False}.get(self._text("window/theme"))

    @dark.setter
    def dark(self, dark: bool | None) -> None:
        word = "system" if dark is None else "dark" if dark else "light"
        self._store.setValue("window/theme", word)

    @property
    def percent(self) -> int:
        """Size of everything, 100 to 200."""
        text = self._text("window/percent")
        return min(200, max(100, int(text))) if text.isascii() and text.isdigit() else 100

    @percent.setter
    def percent(self, percent: int) -> None:
        self._store.setValue("window/percent", str(percent))

    @property
    def recent(self) -> tuple[Path, ...]:
        """Books opened of late, the newest first; they need not be there any more."""
        lines = self._text("books/recent").splitlines()
        return tuple(Path(line) for line in lines if line)[:RECENT]

    def remember_book(self, path: Path) -> None:
        """Put a book first among the recent ones."""
        others = [other for other in self.recent if other != path]
        self._store.setValue("books/recent", "\n".join(map(str, [path, *others][:RECENT])))
        self._store.setValue("books/last", str(path))

    def forget_books(self) -> None:
        """Empty the list of recent books."""
        self._store.remove("books")

    @property
    def last_book(self) -> Path | None:
        """The book that was open when the window closed."""
        text = self._text("books/last")
        return Path(text) if text else None

    def forget_last_book(self) -> None:
        """Start without a book next time: the user closed it."""
        self._store.remove("books/last")

    def year_of(self, path: Path) -> int | None:
        """Give the year last worked on in a book."""
        text = self._text(f"years/{_key(path)}")
        return int(text) if text.isascii() and text.isdigit() else None

    def remember_year(self, path: Path, year: int) -> None:
        """Keep the year worked on in a book."""
        self._store.setValue(f"years/{_key(path)}", str(year))

    def place(self, window: QWidget) -> None:
        """Put a window where it was, if enough of it would lie on a screen, else in the middle."""
        kept = self._store.value("window/geometry")
        if isinstance(kept, QByteArray) and window.restoreGeometry(kept) and _within_reach(window):
            return
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        size = QSize(1440, 900).boundedTo(room.size())
        window.resize(size)
        window.move(room.center() - window.rect().center())

    def keep_place(self, window: QWidget) -> None:
        """Keep where a window is."""
        self._store.setValue("window/geometry", window.saveGeometry())

    def _text(self, key: str) -> str:
        value = self._store.value(key)
        return value if isinstance(value, str) else ""


def _within_reach(window: QWidget) -> bool:
    """Tell whether the title of a window can be caught with the mouse: screens come and go."""
    title = QRect(window.geometry().topLeft(), QSize(window.width(), 1)).adjusted(0, -20, 0, 20)
    return any(
        (seen := screen.availableGeometry().intersected(title)).width() >= _SEEN
        and seen.height() > 0
        for screen in QGuiApplication.screens()
    )


def _key(path: Path) -> str:
    """Write a path as one key: a slash would make a group."""
    return str(path).replace("/", "|").replace("\\", "|")
