"""Fields side by side that go on to the next line where the window is too narrow for them."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLayoutItem, QWidget

from ui.theme import px

__all__ = ["Flow", "beside", "tab_through"]


class Flow(QLayout):
    """Lays widgets out like words, each line on one foot, or on one ``middle`` line.

    With ``apart`` what shares the first line with the first widget stands at the right end.
    """

    def __init__(
        self,
        gap: int,
        line_gap: int,
        *,
        middle: bool = False,
        apart: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._middle, self._apart = middle, apart
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def put_before(self, other: QWidget, widget: QWidget) -> None:
        """Put a widget into the place before another of this layout."""
        self.addWidget(widget)
        self._items.insert(self.indexOf(other), self._items.pop())

    def count(self) -> int:
        """Tell how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # None past the end
        """Let an item go, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Be as high as the lines a width makes."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all lines at a width."""
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every widget into its place."""
        super().setGeometry(rect)
        self._lay_out(rect, move=True)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Need room for the widest."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay_out(self, rect: QRect, *, move: bool) -> int:
        """Break into lines and give their height; ``move`` puts the widgets there."""
        y = rect.y()
        for line in self._lines(rect.width()):
            high = max(item.sizeHint().height() for item in line)
            x = rect.x()
            rest = sum(item.sizeHint().width() + self._gap for item in line[1:])
            for place, item in enumerate(line):
                size = item.sizeHint()
                down = (high - size.height()) // (2 if self._middle else 1)
                if move:
                    item.setGeometry(QRect(x, y + down, size.width(), size.height()))
                x += size.width() + self._gap
                if self._apart and place == 0 and y == rect.y():
                    x = max(x, rect.x() + rect.width() + self._gap - rest)
            y += high + self._line_gap
        return max(0, y - self._line_gap - rect.y())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        room = 0
        for item in self._items:
            wide = item.sizeHint().width()
            if item.isEmpty():
                continue
            if not lines or wide > room:
                lines.append([])
                room = width
            lines[-1].append(item)
            room -= wide + self._gap
        return lines


def tab_through(flow: Flow, start: QWidget) -> QWidget:
    """Let Tab go from ``start`` through a flow as one reads it; give the last stop."""
    stop = start
    for place in range(flow.count()):
        item = flow.itemAt(place)
        whole = item.widget() if item is not None else None
        parts = [] if whole is None else [whole, *whole.findChildren(QWidget)]
        for part in parts:
            tabbed = part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.window() is stop.window()
            if tabbed and part is not stop:
                QWidget.setTabOrder(stop, part)
                stop = part
    return stop


def beside(words: str, widget: QWidget, gap: int = 8) -> QWidget:
    """Put words before a widget ("" for none), ``gap`` pixels at 100 % apart."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(gap))
    label = QLabel(words, holder)
    label.setProperty("tone", "second")
    label.setBuddy(widget)
    line.addWidget(label)
    line.addWidget(widget)
    return holder
