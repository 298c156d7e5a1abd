"""The frame around the pages: menus, toolbar, tabs, status bar, and what they do.

The window listens to the office and shows; a command asks the office or the page in front. Pages
are made when they are first shown, so that the first paint waits for none of them. What has weight
or takes words (dialogs for files, restoring) is in :mod:`ui.book_commands` and
:mod:`ui.commands`.
"""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from townoffice.feedback import OfficeError
from ui import alerts, theme
from ui.book_commands import BookCommands
from ui.commands import Commands
from ui.files import BOOK_SUFFIX, SHEET_SUFFIXES
from ui.glance import Glance
from ui.menus import Menus
from ui.office import Office
from ui.settings import LARGE, Settings
from ui.start import StartPage
from ui.statusbar import StatusBar
from ui.tabs import Tabs
from ui.toast import Toast
from ui.toolbar import ToolBar

PROGRAM = "乡镇机构编制"


class Window(QMainWindow):
    """One window, one book."""

    def __init__(self, office: Office, settings: Settings) -> None:
        super().__init__()
        self.office, self.settings = office, settings
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        theme.apply(app, dark=settings.dark, percent=settings.percent)  # before any widget is made
        self.setWindowTitle(PROGRAM)
        self.setAcceptDrops(True)
        self.menus = Menus(self)
        self.tool_bar = ToolBar(self.menus, self)
        self.addToolBar(self.tool_bar)
        self.status_bar = StatusBar(self)
        self.setStatusBar(self.status_bar)
        self.start = StartPage()
        self.tabs = Tabs(office, self.start)
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.setCentralWidget(frame)
        self.toast = Toast(self.tabs)
        self.books, self.commands = BookCommands(self), Commands(self)
        self._closing = False
        self._connect()
        self._dress()
        self.start.show_opening()
        self._refresh()
        settings.place(self)

    def begin(self, book: Path | None, glance: Glance | None = None) -> None:
        """Open a book, or the last one, or show how to begin; for the first idle moment.

        What ``glance`` was asked for is shown before the book is open.
        """
        path = first_book(book, self.settings)
        if path is None:
            self.show_no_book()
            return
        if glance is not None:
            self.office.look_first(glance)
        self.open_book(path)

    def open_book(self, path: Path, *, read_only: bool = False) -> None:
        """Open a book, on the year last worked on in it."""
        self.office.preferred_year = self.settings.year_of(path.resolve())
        self.office.open_book(path, read_only=read_only)

    def show_no_book(self) -> None:
        """Show how to begin."""
        if self.office.state is None:
            self.start.show_no_book(self.settings.recent)
            self._refresh()

    def set_theme(self, *, dark: bool | None, percent: int) -> None:
        """Take other colours or another size, and remember them."""
        self.settings.dark, self.settings.percent = dark, min(200, max(100, percent))
        self._change_theme()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the desktop when it turns dark or light."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.menus.actions["full"].setChecked(self.isFullScreen())

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the page."""
        super().showEvent(event)
        self.tabs.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take whatever lies on this machine: what cannot be opened is told when it is dropped."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a book, or show what importing a spreadsheet would do."""
        paths = _dropped(event)
        if not paths:
            return
        event.acceptProposedAction()
        path = paths[0]
        if len(paths) > 1:
            self.office.say(f"一次拖进一个文件；刚才拖进了 {len(paths)} 个，没有打开")
        elif path.is_dir():
            self.office.say(f"“{path.name}”是文件夹；请拖进其中的表格或台账")
        elif path.suffix.lower() == BOOK_SUFFIX:
            self.open_book(path)
        elif path.suffix.lower() in SHEET_SUFFIXES:
            self.books.import_path(path)
        else:
            self.office.say(f"“{path.name}”不是表格，也不是台账，没有打开")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the book go first: cancel, wait, back up; then close for good."""
        self.settings.keep_place(self)
        if self.office.state is None and not self.office.jobs.at_work:
            event.accept()
            return
        event.ignore()
        if not self._closing:
            self._closing = True
            self.status_bar.set_progress(0, 0, "正在备份并关闭…")
            self.setEnabled(False)
            self.office.close_book(self._closed_down)

    def _closed_down(self) -> None:
        self.setEnabled(True)
        if self._closing:  # a backup that failed has its box open: the window stays to show it
            self._closing = False
            self.close()

    def _connect(self) -> None:
        office, jobs, start = self.office, self.office.jobs, self.start
        jobs.busy.connect(self.status_bar.set_busy)
        jobs.moved.connect(self.status_bar.set_progress)
        jobs.failed.connect(self._failed)
        jobs.cancelled.connect(lambda: office.say("已取消，数据未改动"))
        self.status_bar.cancel_wanted.connect(jobs.cancel)
        office.status.connect(self.status_bar.set_sums)
        office.toast.connect(self.toast.say)
        office.opened.connect(self._opened)
        office.glimpsed.connect(self._refresh)
        office.closed.connect(self._closed)
        office.state_changed.connect(self._refresh)
        office.changed.connect(self._changed)
        office.year_changed.connect(self._year_changed)
        office.import_wanted.connect(self.tabs.open_import)
        office.opened.connect(self.tabs.close_import)
        office.print_wanted.connect(self.commands.preview)
        office.steps_wanted.connect(self.commands.explain)
        office.help_wanted.connect(self.commands.show_help)
        office.policy_wanted.connect(self.commands.policies)
        office.in_use.connect(self.books.offer_backup)
        office.reason_wanted.connect(self.commands.ask_reason)
        self.toast.undo_wanted.connect(office.undo)
        self.tabs.turned.connect(self._refresh)
        self.tool_bar.year_chosen.connect(office.set_year)
        self.tool_bar.search.searched.connect(self.tabs.search)
        self.tool_bar.search.left.connect(self.tabs.focus_page)
        start.new_wanted.connect(self.books.new_book)
        start.open_wanted.connect(self.books.open_book)
        start.sample_wanted.connect(office.open_sample)
        start.import_wanted.connect(self.books.import_file)
        start.unit_wanted.connect(self.commands.new_unit)
        start.template_wanted.connect(self.books.save_template)
        start.book_wanted.connect(self.open_book)
        self.menus.themes.triggered.connect(
            lambda action: self.set_theme(dark=action.data(), percent=self.settings.percent)
        )
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)

    def _follow_system(self, _scheme: Qt.ColorScheme) -> None:
        if self.settings.dark is None:
            self._change_theme()

    def _failed(self, error: BaseException) -> None:
        """Tell of an error; the last paint before it may have been 正在打开…."""
        self._closing = False
        self.setEnabled(True)
        self.show_no_book()
        if isinstance(error, OfficeError):
            alerts.show(self, error)
        else:
            alerts.show(QApplication.activeModalWidget() or self, error)

    def _opened(self) -> None:
        path = self.office.path
        if path is not None and not self.office.read_only:
            self.settings.remember_book(path)
        self._refresh()

    def _closed(self) -> None:
        if not self._closing:
            self.settings.forget_last_book()
        self.tabs.forget()
        self.show_no_book()

    def _changed(self, _changes: object) -> None:
        self._refresh()

    def _year_changed(self, year: int) -> None:
        if self.office.path is not None:
            self.settings.remember_year(self.office.path, year)
        self._refresh()

    def _refresh(self) -> None:
        """Show the state of the book everywhere in the frame."""
        state, office = self.office.state, self.office
        bar = self.tool_bar
        bar.set_years(office.years, office.year)
        bar.set_policies(state.adopted if state else ())
        self._name_acts()
        if state is None:
            self.status_bar.set_no_book()
            self.setWindowTitle(PROGRAM)
        else:
            self.status_bar.set_state(state.saved_at, state.backed_up_at, read_only=state.read_only)
            year = f" · {office.year}年度" if office.year else ""
            self.setWindowTitle(f"{state.county.name}{year} — {PROGRAM}　{state.path}")
            if not state.has_units:
                self.start.show_empty()
        self.tabs.set_marking(office.marking)
        shown = office.glimpse is not None
        self.tabs.set_ready(ready=shown if state is None else state.has_units)
        self.commands.enable()

    def _name_acts(self) -> None:
        """Name what 撤销 and 重做 do: a choice of the page first, else the act in the book."""
        state, acts = self.office.state, self.commands.page_acts()
        pen = state is not None and not state.read_only
        undo = state.undo.label if pen and state and state.undo else None
        redo = state.redo.label if pen and state and state.redo else None
        if acts is not None:
            acts.indexChanged.connect(self._acts_moved, Qt.ConnectionType.UniqueConnection)
            undo = acts.undoText() if acts.canUndo() else undo
            redo = acts.redoText() if acts.canRedo() else redo
        self.tool_bar.set_acts(undo, redo)

    @Slot(int)
    def _acts_moved(self, _index: int) -> None:
        self._name_acts()

    def _change_theme(self) -> None:
        theme.apply(self._app, dark=self.settings.dark, percent=self.settings.percent)
        self._dress()
        self._name_acts()

    def _dress(self) -> None:
        percent = self.settings.percent
        self.menus.dress()
        self.menuBar().setFixedHeight(theme.px(28))
        self.tool_bar.dress()
        self.tabs.dress()
        self.status_bar.dress()
        self.status_bar.set_percent(percent)
        self.menus.actions["large"].setChecked(percent >= LARGE)
        for action in self.menus.themes.actions():
            action.setChecked(action.data() == self.settings.dark)
        self.update()


def first_book(book: Path | None, settings: Settings) -> Path | None:
    """Tell which book a start begins with: the one asked for, or the last one if it is there."""
    last = settings.last_book
    return book or (last if last is not None and last.exists() else None)


def _dropped(event: QDropEvent) -> list[Path]:
    """Give the files and folders of this machine that are dropped."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
