"""The tabs and the pages under them; a page is made when it is first shown.

The start page lies over all tabs while there is nothing to work on. 导入预览 is there only while an
import is open: it opens in front, and goes when the page says it is done.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from townoffice.feedback import Progress
from ui.office import Office
from ui.pages.compliance_count import BreachCount
from ui.theme import px

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book

IMPORT = "导入预览"
_REST = 200
"""Milliseconds without work, after which the worker reads what the other pages need."""


@runtime_checkable
class Activates(Protocol):
    """A page that wants to know when it comes to the front."""

    def activate(self) -> None:
        """The page comes to the front."""


class Finds(Protocol):
    """A page the search box works on."""

    def find(self, text: str) -> object:
        """Find by text or pinyin initials."""


@runtime_checkable
class ShowsRecords(Protocol):
    """A page that can go to the record a finding is about."""

    def show_record(self, code: str, subject: str) -> None:
        """Go to a unit, and to the institution of that number."""


def _townships(office: Office) -> QWidget:
    from ui.pages.townships import TownshipsPage  # noqa: PLC0415  a page is made when it is shown

    return TownshipsPage(office)


def _staffing(office: Office) -> QWidget:
    from ui.pages.staffing import StaffingPage  # noqa: PLC0415  a page is made when it is shown

    return StaffingPage(office)


def _institutions(office: Office) -> QWidget:
    from ui.pages.institutions import (  # noqa: PLC0415  a page is made when it is shown
        InstitutionsPage,
    )

    return InstitutionsPage(office)


def _evaluation(office: Office) -> QWidget:
    from ui.pages.evaluation import EvaluationPage  # noqa: PLC0415  a page is made when it is shown

    return EvaluationPage(office)


def _compliance(office: Office) -> QWidget:
    from ui.pages.compliance import CompliancePage  # noqa: PLC0415  a page is made when it is shown

    return CompliancePage(office)


TOWNSHIPS, INSTITUTIONS, STAFFING, EVALUATION, COMPLIANCE = range(5)
"""Where the tabs stand."""
PAGES: tuple[tuple[str, Callable[[Office], QWidget]], ...] = (
    ("乡镇街道", _townships),
    ("机构设置", _institutions),
    ("编制测算", _staffing),
    ("考核评价", _evaluation),
    ("合规检查", _compliance),
)


def _read_ahead(_book: "Book", _progress: Progress) -> None:
    """Import what turning a tab or searching needs: in a slot it would take too long."""
    from ui.pages import (  # noqa: F401, PLC0415  to be read
        evaluation,
        institutions,
        intake,
        staffing_body,
    )
    from ui.tables.pinyin import spelled  # noqa: PLC0415  the dictionary is what takes long

    spelled("镇")


@runtime_checkable
class GivesWay(Protocol):
    """A page whose parts give way where there is little height."""

    def give_way(self) -> None:
        """The height there is may have changed."""


class _Sight(QScrollArea):
    """A page keeps its least size; a smaller window scrolls it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the page give way before it is scrolled."""
        self.make_way()
        super().resizeEvent(event)

    def make_way(self) -> None:
        """Tell the page in front how much height there is."""
        stack = self.widget()
        page: object = stack.currentWidget() if isinstance(stack, QStackedWidget) else None
        if isinstance(page, GivesWay):
            page.give_way()


class _Stack(QStackedWidget):
    """Needs the room of the page in front, not of the largest."""

    def minimumSizeHint(self) -> QSize:
        """Give the least size of the page in front."""
        page = self.currentWidget()
        return QSize() if page is None else page.minimumSizeHint().expandedTo(page.minimumSize())

    def heightForWidth(self, _width: int) -> int:
        """Ask for the least height: tables would like to be as high as all their rows."""
        return self.minimumSizeHint().height()


class Tabs(QWidget):
    """A row of tabs over one page; at its right end the marking the county set, on every page."""

    turned = Signal()
    """Another page is in front."""

    def __init__(self, office: Office, start: QWidget) -> None:
        super().__init__()
        self._office, self._start = office, start
        self._made: dict[str, QWidget] = {}
        self._ready = False
        self.bar = QTabBar()
        self.bar.setAccessibleName("页面")
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for title, _make in PAGES:
            self.bar.addTab(title)
        self.stack = _Stack()
        self.stack.addWidget(start)
        self.stack.currentChanged.connect(lambda _place: self.stack.updateGeometry())
        self.sight = _Sight()
        self.sight.setWidget(self.stack)
        line = QFrame()
        line.setFixedHeight(1)
        line.setProperty("ground", "rule")
        self._row = QHBoxLayout()
        self._row.addWidget(self.bar)
        self._row.addStretch(1)
        self.marking = QLabel()
        self.marking.setProperty("chip", "2")
        self.marking.setAccessibleName("密级标识")
        self.marking.hide()
        self._row.addWidget(self.marking, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(line)
        column.addWidget(self.sight, 1)
        self.count = BreachCount(office, self.bar, COMPLIANCE)
        self.bar.currentChanged.connect(self._turn)
        office.record_wanted.connect(self.show_record)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._use_rest)
        office.jobs.busy.connect(self._wait_for_rest)
        self.dress()

    def dress(self) -> None:
        """Take the sizes of the theme."""
        self._row.setContentsMargins(px(6), 0, px(16), 0)
        self.bar.setFixedHeight(px(38))
        self.sight.make_way()

    def set_marking(self, marking: str | None) -> None:
        """Show the marking the county set, on whatever page is in front; None: none."""
        self.marking.setText(marking or "")
        self.marking.setVisible(bool(marking))

    def set_ready(self, *, ready: bool) -> None:
        """Tell whether there are units to work on; else the start page lies over the tabs."""
        if ready != self._ready:
            self._ready = ready
            self._turn(self.bar.currentIndex())
        for place in range(len(PAGES)):
            self.bar.setTabEnabled(place, ready or place == 0)

    def page(self) -> QWidget | None:
        """Give the page in front; None under the start page."""
        widget = self.stack.currentWidget()
        return None if widget is self._start else widget

    def show_tab(self, place: int) -> None:
        """Bring a tab to the front, if it is there and can be used."""
        if place < self.bar.count() and self.bar.isTabEnabled(place):
            self.bar.setCurrentIndex(place)

    def show_record(self, code: str, subject: str) -> None:
        """Bring the institutions of a unit to the front, at what a finding is about."""
        self.bar.setCurrentIndex(INSTITUTIONS)
        page = self.page()
        if page is not None and isinstance(page, ShowsRecords):
            page.show_record(code, subject)

    def titles(self) -> tuple[str, ...]:
        """List the tabs as they stand."""
        return tuple(self.bar.tabText(place) for place in range(self.bar.count()))

    def open_import(self, path: Path) -> None:
        """Show what importing a file would do, in a tab of its own; an earlier one goes."""
        from ui.pages.intake import IntakePage  # noqa: PLC0415  a page is made when it is shown

        self.close_import()
        page = IntakePage(self._office)
        page.closed.connect(self.close_import)
        self._made[IMPORT] = page
        self.stack.addWidget(page)
        page.open(path)
        self.bar.setCurrentIndex(self.bar.addTab(IMPORT))

    def close_import(self) -> None:
        """Take the tab of the import away, and show the units it is about."""
        place = len(PAGES)
        if self.bar.count() > place:
            self.bar.setCurrentIndex(0)
            self.bar.removeTab(place)
            self._drop(IMPORT)

    def forget(self) -> None:
        """Drop every page: the book is closed."""
        self._ready = False
        self.close_import()
        self.stack.setCurrentWidget(self._start)
        for title in tuple(self._made):
            self._drop(title)

    def search(self, text: str) -> None:
        """Find in the page in front."""
        page = self.page()
        if page is not None and type(page).find is not QWidget.find:  # Qt's own finds windows
            cast("Finds", page).find(text)

    def focus_page(self) -> None:
        """Give the keyboard to the page in front."""
        (self.page() or self._start).setFocus()

    def _wait_for_rest(self, busy: bool) -> None:  # noqa: FBT001  the slot of a signal
        if busy:
            self._rest.stop()
        else:
            self._rest.start(_REST)

    def _use_rest(self) -> None:
        if self._office.state is None:
            return
        self._office.jobs.busy.disconnect(self._wait_for_rest)
        self._office.jobs.run(_read_ahead, lambda _read: None)

    def _drop(self, title: str) -> None:
        page = self._made.pop(title, None)
        if page is not None:
            self.stack.removeWidget(page)
            page.deleteLater()

    def _turn(self, place: int) -> None:
        title = self.bar.tabText(place)
        if title != IMPORT and not self._ready:
            self.stack.setCurrentWidget(self._start)
        else:
            page = self._made.get(title) or self._make(place, title)
            if self.stack.currentWidget() is not page:
                self.stack.setCurrentWidget(page)
                self.sight.make_way()
                self._office.status.emit("")  # what was selected on the page before
                if isinstance(page, Activates):
                    page.activate()
        self.turned.emit()

    def _make(self, place: int, title: str) -> QWidget:
        page = PAGES[place][1](self._office)
        self._made[title] = page
        self.stack.addWidget(page)
        return page
