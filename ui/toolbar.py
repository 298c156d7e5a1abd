"""The toolbar: commands with their words beside the icon, year, policies, the search box."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolBar,
    QWidget,
)

from ui.menus import Menus, shown_keys
from ui.theme import Tone, px, sign

_PAUSE_MS = 150
"""A search begins when the typing pauses."""
_LONGEST = 10
"""Characters of an act's name beside 撤销; the whole of it is in the tool tip."""
SEARCH, LEAST_SEARCH = 276, 112
"""Width of the search box at 100 %, and the least of it before other things give way."""
POLICIES, LEAST_POLICIES = 180, 104
BUTTONS = (("open", "import", "export", "print"), ("undo", "redo"))


class SearchBox(QLineEdit):
    """Finds by text or by pinyin initials in the page's table; Esc empties it."""

    searched = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("查找")
        self.setToolTip("查找名称、文号，也可用拼音首字母，如 qsz 找青石镇（Ctrl+F）")
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self._now)

    def dress(self) -> None:
        """Take the sizes of the theme."""
        self.setTextMargins(px(24), 0, 0, 0)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say what can be searched for, as far as there is room."""
        super().resizeEvent(event)
        room = self.width() - px(48)
        says = ("查找名称、文号、拼音首字母", "查找名称、文号", "查找")
        fits = (text for text in says if self.fontMetrics().horizontalAdvance(text) <= room)
        self.setPlaceholderText(next(fits, says[-1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glass too: an icon of Qt's own would stay small at 大字."""
        super().paintEvent(event)
        glass = sign("search", Tone.SECOND, 16)
        with QPainter(self) as painter:
            painter.drawPixmap(px(8), (self.height() - px(16)) // 2, glass)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the box with Esc and give the keyboard back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _now(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text())


class PolicyBox(QComboBox):
    """Shows what is adopted; opening it opens the policies instead of a list."""

    opened = Signal()

    def showPopup(self) -> None:
        """Ask for the dialog."""
        self.opened.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write … where the words end early: with a style sheet Qt just cuts them."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width() - px(4)
        words = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        option.currentText = words  # type: ignore[attr-defined]  # PySide6's stubs leave it out
        painter = QStylePainter(self)
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel alone: there is nothing to turn to."""
        event.ignore()


class ToolBar(QToolBar):
    """The bar under the menus."""

    year_chosen = Signal(int)

    def __init__(self, menus: Menus, parent: QWidget | None = None) -> None:
        super().__init__("工具栏", parent)
        self._menus = menus
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._edges = (QWidget(), QWidget())
        self.addWidget(self._edges[0])
        for names in BUTTONS:
            for name in names:
                action = menus.actions[name]
                action.setToolTip(f"{action.text()}{shown_keys(action)}")
                self.addAction(action)
            self.addSeparator()
        self.year = QComboBox()
        self.year.setAccessibleName("年度")
        self.year.setToolTip("数据的年度")
        self.year.activated.connect(self._choose_year)
        self.policies = PolicyBox()
        self.policies.setAccessibleName("政策")
        self.policies.opened.connect(menus.actions["policies"].trigger)
        self.search = SearchBox()
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        made = [
            self.addWidget(widget)
            for widget in (
                _word("年度"),
                self.year,
                _word("政策"),
                self.policies,
                gap,
                self.search,
                self._edges[1],
            )
        ]
        self._trim = [made[0], made[2], *(one for one in self.actions() if one.isSeparator())]
        self._acts: dict[str, tuple[str, str | None]] = {}
        self.dress()

    def dress(self) -> None:
        """Take icons and sizes of the theme."""
        self.setIconSize(QSize(px(16), px(16)))
        self.year.setFixedWidth(px(84))
        self.setFixedHeight(px(42))
        self.search.dress()
        for edge in self._edges:
            edge.setFixedWidth(px(6))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give everything its place in the new width."""
        super().resizeEvent(event)
        self._fit()

    def set_years(self, years: Iterable[int], chosen: int | None) -> None:
        """Offer the years of the book."""
        with QSignalBlocker(self.year):
            self.year.clear()
            for year in sorted(years, reverse=True):
                self.year.addItem(str(year), year)
            self.year.setCurrentIndex(self.year.findData(chosen))
        self.year.setEnabled(self.year.count() > 0)
        self.year.setPlaceholderText("—")

    def set_policies(self, adopted: tuple[str, ...]) -> None:
        """Show what the county adopted: the county's own documents before the sample."""
        short = [word.partition("（未经")[0] for word in adopted]
        own = [word for word in short if not word.startswith("示例")]
        self.policies.clear()
        self.policies.addItem("、".join(own or short) or "—")
        self.policies.setToolTip("现行采用：" + "；".join(adopted) if adopted else "没有打开台账")
        self.policies.setEnabled(bool(adopted))

    def set_acts(self, undo: str | None, redo: str | None) -> None:
        """Name what 撤销 and 重做 would do, in button, menu and tool tip."""
        for name, verb, act in (("undo", "撤销", undo), ("redo", "重做", redo)):
            action = self._menus.actions[name]
            action.setEnabled(act is not None)
            action.setText(f"{verb} ‹{act}›" if act else verb)
            action.setToolTip(f"{action.text()}{shown_keys(action)}")
            self._acts[name] = (verb, act and _short(act))
        self._fit()

    def _fit(self) -> None:
        """Fit the bar, and leave every command on it.

        First acts lose their names (menu and tool tip keep them), then titles and separators go,
        then 政策 gets narrower, and at last buttons lose their words; the search box takes the
        room there is.
        """
        room = 0
        for stage in range(5):
            self._give_way(stage)
            room = self.width() - self._taken()
            if room >= px(LEAST_SEARCH):
                break
        spare = min(room - px(LEAST_SEARCH), px(POLICIES) - self.policies.width())
        if spare > 0:
            self.policies.setFixedWidth(self.policies.width() + spare)
            room -= spare
        self.search.setFixedWidth(max(px(LEAST_SEARCH) // 2, min(px(SEARCH), room)))

    def _give_way(self, stage: int) -> None:
        """Show as much as at one stage of :meth:`_fit`, 0 being everything."""
        for name, (verb, short) in self._acts.items():
            words = f"{verb} ‹{short}›" if short and stage < 1 else verb
            self._menus.actions[name].setIconText(words)
        for action in self._trim:
            action.setVisible(stage < 2)
        self.policies.setFixedWidth(px(POLICIES if stage < 3 else LEAST_POLICIES))
        look = Qt.ToolButtonStyle
        style = look.ToolButtonTextBesideIcon if stage < 4 else look.ToolButtonIconOnly
        if style != self.toolButtonStyle():
            self.setToolButtonStyle(style)
            self.setMinimumHeight(px(42))  # Qt forgets it with every change of style

    def _taken(self) -> int:
        """Give the width all but the search box takes.

        Not button by button: to tell what a button of Qt's own is, PySide reads every class of
        widgets there is, which would hold the first paint up.
        """
        return self.sizeHint().width() - self.search.maximumWidth() + px(4)

    def _choose_year(self, place: int) -> None:
        year = self.year.itemData(place)
        if isinstance(year, int):
            self.year_chosen.emit(year)


def _short(act: str) -> str:
    """Shorten an act's name, after its first words where they end with a colon."""
    if len(act) <= _LONGEST:
        return act
    head = act.partition("：")[0]
    return (head if len(head) < _LONGEST else act[: _LONGEST - 1]) + "…"


def _word(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("tone", "second")
    label.setContentsMargins(6, 0, 2, 0)
    return label
