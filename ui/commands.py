"""What the commands about pages and looks do: they ask the page in front, or open a dialog."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

from PySide6.QtGui import QAction, QUndoStack
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout

from ui.room import fit
from ui.settings import LARGE
from ui.tabs import PAGES, STAFFING, TOWNSHIPS

if TYPE_CHECKING:  # what is not needed to paint the frame is read when first wanted
    from townoffice.desk.tables import OnScreen
    from townoffice.records import Act, Step
    from ui.help import HelpWindow
    from ui.pages.townships_class import ClassCommand
    from ui.pages.townships_commands import UnitCommands
    from ui.window import Window

Slot: TypeAlias = Callable[[], object]
STEP = 25
"""Per cent by which 放大 and 缩小 go."""
_NEEDS_BOOK = (
    "copy_book",
    "back_up_to",
    "close",
    "history",
    "imports",
    "policies",
    "verify",
    "folder",
    "county",
    "layouts",
)
_NEEDS_UNITS = ("export", "search", "transfers", "turnover", "print_batch")
_NEEDS_PEN = ("import", "back_up", "restore", "new_unit")
_NEEDS_UNIT = ("change_unit", "merge_unit", "set_class")


@runtime_checkable
class Prints(Protocol):
    """A page that knows what printing it means."""

    def print_request(self) -> "tuple[str, int | None, OnScreen | None]":
        """Table, plan, and the calculation nobody adopted yet."""


@runtime_checkable
class ChoosesColumns(Protocol):
    """A page whose table has columns to choose."""

    def choose_columns(self) -> None:
        """Open the chooser."""


@runtime_checkable
class HasProblems(Protocol):
    """A page with problems to go through one by one."""

    def next_problem(self) -> None:
        """Go to the next problem."""

    def previous_problem(self) -> None:
        """Go to the one before."""


@runtime_checkable
class HasUnits(Protocol):
    """A page whose rows are units to be entered, changed and merged."""

    def unit_commands(self) -> "UnitCommands":
        """Give the commands about the unit of the current row."""

    def class_command(self) -> "ClassCommand":
        """Give the command 改定类别…."""


@runtime_checkable
class HasInstitutions(Protocol):
    """A page with commands about institutions."""

    def institution_actions(self) -> "list[QAction]":
        """Give the commands about the unit and the institution that are chosen."""


@runtime_checkable
class HasEvaluation(Protocol):
    """A page with commands about the evaluation on the screen."""

    def evaluation_actions(self) -> "list[QAction]":
        """Give the commands about the contest that is chosen."""


class Commands:
    """The commands by their names in :mod:`ui.menus`."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._office = window.office
        self._help: HelpWindow | None = None
        for name, slot in (*self._of_pages(), *self._of_looks()):
            window.menus.connect(name, slot)
        window.menus.menus["year"].aboutToShow.connect(self._list_years)
        window.menus.menus["institutions"].aboutToShow.connect(self._list_institution_acts)
        window.menus.menus["evaluation"].aboutToShow.connect(self._list_evaluation_acts)

    def enable(self) -> None:
        """Disable what cannot work now."""
        state, actions = self._office.state, self._window.menus.actions
        units = state is not None and state.has_units
        for name in _NEEDS_BOOK:
            actions[name].setEnabled(state is not None)
        for name in _NEEDS_UNITS:
            actions[name].setEnabled(units)
        for name in _NEEDS_PEN:
            actions[name].setEnabled(not self._office.read_only)
        page, bar = self._window.tabs.page(), self._window.tabs.bar
        for name in ("next_problem", "previous_problem"):
            actions[name].setEnabled(isinstance(page, HasProblems))
        actions["columns"].setEnabled(units and isinstance(page, ChoosesColumns))
        actions["print"].setEnabled(units and isinstance(page, Prints))
        for name in _NEEDS_UNIT:
            pen = units and not self._office.read_only
            actions[name].setEnabled(pen and isinstance(page, HasUnits))
        for place in range(len(PAGES) + 1):
            there = place < bar.count() and bar.isTabEnabled(place)
            actions[f"tab_{place}"].setEnabled(there)
        self._window.menus.menus["year"].setEnabled(bool(self._office.years))
        self._window.menus.menus["institutions"].setEnabled(isinstance(page, HasInstitutions))
        self._window.menus.menus["evaluation"].setEnabled(isinstance(page, HasEvaluation))

    def print_page(self) -> None:
        """Show the table of the page in front as it will be on paper."""
        page = self._window.tabs.page()
        if page is not None and isinstance(page, Prints):
            self._office.print_table(*page.print_request())

    def preview(self, table_id: str, plan_id: int | None, order: "OnScreen | None") -> None:
        """Open the print preview."""
        from ui.preview import PrintPreview  # noqa: PLC0415  pdfium is read when first wanted

        PrintPreview(self._office, table_id, plan_id, order=order, parent=self._window).show()

    def undo(self) -> None:
        """Take back the last choice of the page, else the last act in the book."""
        acts = self.page_acts()
        if acts is not None and acts.canUndo():
            acts.undo()
        else:
            self._office.undo()

    def redo(self) -> None:
        """Make it again."""
        acts = self.page_acts()
        if acts is not None and acts.canRedo():
            acts.redo()
        else:
            self._office.redo()

    def page_acts(self) -> QUndoStack | None:
        """Give the choices of the page in front that are not in the book."""
        acts = getattr(self._window.tabs.page(), "acts", None)
        return acts if isinstance(acts, QUndoStack) else None

    def search(self) -> None:
        """Go to the search box."""
        box = self._window.tool_bar.search
        box.setFocus()
        box.selectAll()

    def choose_columns(self) -> None:
        """Choose the columns of the page's table."""
        page = self._window.tabs.page()
        if page is not None and isinstance(page, ChoosesColumns):
            page.choose_columns()

    def resize(self, by: int) -> None:
        """Make everything bigger or smaller by so many per cent; 0: as designed."""
        settings = self._window.settings
        percent = settings.percent + by if by else 100
        self._window.set_theme(dark=settings.dark, percent=percent)

    def large(self) -> None:
        """Turn 大字 on or off."""
        settings = self._window.settings
        percent = 100 if settings.percent >= LARGE else LARGE
        self._window.set_theme(dark=settings.dark, percent=percent)

    def full(self) -> None:
        """Use the whole screen, or leave it."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def new_unit(self) -> None:
        """Ask for a unit by hand, also where there is none yet."""
        from ui.pages.townships_commands import new_unit  # noqa: PLC0415  read when first wanted

        self._window.tabs.show_tab(TOWNSHIPS)
        page = self._window.tabs.page()
        if page is not None and isinstance(page, HasUnits):
            page.unit_commands().new()
        else:
            new_unit(self._office, self._window, lambda _code: None)

    def change_unit(self) -> None:
        """Change the unit of the current row."""
        page = self._window.tabs.page()
        if page is not None and isinstance(page, HasUnits):
            page.unit_commands().change()

    def merge_unit(self) -> None:
        """Let the unit of the current row cease."""
        page = self._window.tabs.page()
        if page is not None and isinstance(page, HasUnits):
            page.unit_commands().merge()

    def set_class(self) -> None:
        """Set the class of the unit of the current row by a document."""
        page = self._window.tabs.page()
        if page is not None and isinstance(page, HasUnits):
            page.class_command().ask()

    def policies(self, wanted: str = "") -> None:
        """Show the policies, at one value where it is named."""
        from ui.policies import Policies  # noqa: PLC0415  tables are read when first wanted

        Policies(self._office, self._window, wanted).show()

    def county(self) -> None:
        """Show what the county has set."""
        from ui.county_settings import CountySettings  # noqa: PLC0415  read when first wanted

        CountySettings(self._office, self._window).open()

    def layouts(self) -> None:
        """Show how the county wants its tables drawn."""
        from ui.table_layouts import TableLayouts  # noqa: PLC0415  read when first wanted

        TableLayouts(self._office, self._window).show()

    def print_batch(self) -> None:
        """Print many tables at once."""
        from ui.print_batch import PrintBatch  # noqa: PLC0415  read when first wanted

        PrintBatch(self._office, self._window).show()

    def ask_reason(self, acts: "Sequence[Act]", then: Callable[[str], None]) -> None:
        """Ask why acts of weight are taken back; a question that is open stays the only one."""
        from ui.reason import UndoReason  # noqa: PLC0415  read when first wanted

        asked = [top for top in QApplication.topLevelWidgets() if isinstance(top, UndoReason)]
        for dialog in asked:
            if dialog.isVisible():
                dialog.raise_()
                return
        over = QApplication.activeWindow() or self._window
        UndoReason(self._office, acts, then, over).open()

    def transfers(self) -> None:
        """Show what the adopted plans move."""
        from ui.transfers import Transfers  # noqa: PLC0415  tables are read when first wanted

        Transfers(self._office, self._window, partial(self._window.tabs.show_tab, STAFFING)).show()

    def turnover(self) -> None:
        """Show the posts the county lends."""
        from ui.turnover import Turnover  # noqa: PLC0415  tables are read when first wanted

        Turnover(self._office, self._window, self.transfers).show()

    def history(self) -> None:
        """Show the history."""
        from ui.history import History  # noqa: PLC0415  tables are read when first wanted

        History(self._office, self._window).show()

    def imports(self) -> None:
        """Show what was imported, and what is remembered of the forms."""
        from ui.imports import Imports  # noqa: PLC0415  tables are read when first wanted

        Imports(self._office, self._window).show()

    def next_problem(self) -> None:
        """Go to the next problem of the page."""
        page = self._window.tabs.page()
        if page is not None and isinstance(page, HasProblems):
            page.next_problem()

    def previous_problem(self) -> None:
        """Go to the problem before."""
        page = self._window.tabs.page()
        if page is not None and isinstance(page, HasProblems):
            page.previous_problem()

    def help_here(self) -> None:
        """Open the help of the page in front."""
        page = self._window.tabs.page()
        self.show_help(str(getattr(page, "HELP", "start")))

    def show_help(self, topic: str) -> None:
        """Open the help on a topic; "": at its beginning."""
        from ui.help import HelpWindow  # noqa: PLC0415  read when first wanted

        if self._help is None:
            self._help = HelpWindow(self._window)
        self._help.show_topic(topic)

    def about(self) -> None:
        """Say what the program is."""
        from ui.about import About  # noqa: PLC0415  read when first wanted

        About(self._window).open()

    def explain(self, step: "Step") -> None:
        """Show how a figure came to be, where a page has no place for it."""
        from ui.explain import StepTree  # noqa: PLC0415  read when first wanted

        dialog = QDialog(self._window)
        dialog.setWindowTitle(f"怎么来的：{step.label}")
        tree = StepTree(dialog)
        QVBoxLayout(dialog).addWidget(tree)
        tree.show_step(step)
        fit(dialog, 560, 420)
        dialog.show()

    def _list_years(self) -> None:
        menu = self._window.menus.menus["year"]
        menu.clear()
        for year in reversed(self._office.years):
            action = menu.addAction(f"{year} 年")
            action.setCheckable(True)
            action.setChecked(year == self._office.year)
            action.triggered.connect(partial(self._choose_year, year))

    def _list_institution_acts(self) -> None:
        """Offer what the page in front can do about institutions."""
        menu = self._window.menus.menus["institutions"]
        menu.clear()
        page = self._window.tabs.page()
        if page is not None and isinstance(page, HasInstitutions):
            menu.addActions(page.institution_actions())

    def _list_evaluation_acts(self) -> None:
        """Offer what the page in front can do about its contest."""
        menu = self._window.menus.menus["evaluation"]
        menu.clear()
        page = self._window.tabs.page()
        if page is not None and isinstance(page, HasEvaluation):
            menu.addActions(page.evaluation_actions())

    def _choose_year(self, year: int, _checked: object = None) -> None:
        self._office.set_year(year)

    def _of_pages(self) -> tuple[tuple[str, Slot], ...]:
        show = self._window.tabs.show_tab
        return (
            ("print", self.print_page),
            ("undo", self.undo),
            ("redo", self.redo),
            ("search", self.search),
            ("columns", self.choose_columns),
            ("new_unit", self.new_unit),
            ("change_unit", self.change_unit),
            ("merge_unit", self.merge_unit),
            ("set_class", self.set_class),
            ("policies", self.policies),
            ("county", self.county),
            ("layouts", self.layouts),
            ("print_batch", self.print_batch),
            ("transfers", self.transfers),
            ("turnover", self.turnover),
            ("history", self.history),
            ("imports", self.imports),
            ("next_problem", self.next_problem),
            ("previous_problem", self.previous_problem),
            ("tab_0", partial(show, 0)),
            ("tab_1", partial(show, 1)),
            ("tab_2", partial(show, 2)),
            ("tab_3", partial(show, 3)),
            ("tab_4", partial(show, 4)),
            ("tab_5", partial(show, 5)),
        )

    def _of_looks(self) -> tuple[tuple[str, Slot], ...]:
        return (
            ("bigger", partial(self.resize, STEP)),
            ("smaller", partial(self.resize, -STEP)),
            ("usual", partial(self.resize, 0)),
            ("large", self.large),
            ("full", self.full),
            ("help", self.help_here),
            ("contents", partial(self.show_help, "")),
            ("about", self.about),
        )
