"""The page 乡镇街道 under values tried out: which they are, the way back, and into the book."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from townoffice.feedback import Progress
from townoffice.records import CitedValue, Overview, State
from ui.links import link_button
from ui.room import keep_room
from ui.theme import px
from ui.values import value_words
from ui.warning_line import WarningLine

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book
    from townoffice.desk.own_values import Standing
    from townoffice.desk.townships import Trial
    from ui.office import Office

__all__ = ["Banner", "Trying"]

_READ_ONLY = "台账是以只读方式打开的，不能改动"


class Banner(WarningLine):
    """One line over the table: what is tried out; 恢复 and 定为本县取值…."""

    back_wanted, settling_wanted = Signal(), Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("试算口径")
        self.back = link_button("恢复", self.back_wanted.emit, self)
        self.settle = link_button("定为本县取值…", self.settling_wanted.emit, self)
        self.row.setContentsMargins(px(20), px(5), px(16), px(5))
        self.row.setSpacing(px(10))
        self.row.addWidget(self.back)
        self.row.addWidget(self.settle)
        keep_room(self)
        self.hide()


class Trying(QObject):
    """Holds the values tried out; ``moved`` when they are others, so that the page is read anew."""

    moved = Signal()

    def __init__(
        self, office: "Office", overview: Callable[[], Overview | None], page: QWidget
    ) -> None:
        super().__init__(page)
        self._office, self._overview, self._page = office, overview, page
        self._settings: dict[str, str] = {}
        self.banner = Banner(page)
        self.banner.back_wanted.connect(lambda: self.take({}))
        self.banner.settling_wanted.connect(self._choose)
        office.opened.connect(self.clear)
        office.closed.connect(self.clear)

    def settings(self) -> dict[str, str]:
        """Give what is tried out; empty: the values in force."""
        return dict(self._settings)

    def draft(self) -> "Trial | None":
        """Give what is tried out as it can be printed; None where nothing is."""
        from townoffice.desk.townships import Trial  # noqa: PLC0415  read by the worker before

        return Trial(tuple(self._settings.items())) if self._settings else None

    def clear(self) -> None:
        """Try nothing out any more; the page is read by somebody else."""
        self._settings = {}
        self.banner.say("")

    def ask(self) -> None:
        """Ask for the way to classify."""
        self._known(self._open)

    def take(self, settings: dict[str, str]) -> None:
        """Try values out, as ``--set`` takes them; none: those in force again."""
        if settings != self._settings:
            self._settings = dict(settings)
            self.moved.emit()

    def show(self, page: Overview) -> None:
        """Say what a page tries out."""
        if not page.settings:
            self.banner.say("")
            return
        said = "；".join(f"{value.label} {value_words(value)}" for value in _chosen(page))
        self.banner.say(f"试算口径：{said or page.unclassified}。台账没有改动")
        self.banner.settle.setVisible(bool(said) and not self._office.read_only)

    def _known(self, then: "Callable[[Standing], None]") -> None:
        page = self._overview()
        if page is not None:
            self._office.jobs.run(partial(_standing, page.snapshot.year), then)

    def _open(self, known: "Standing") -> None:
        from ui.pages.townships_ways import WaysDialog  # noqa: PLC0415  read when first wanted

        page = self._overview()
        if page is None:
            return
        if known.of("classification.index") is None:
            self._office.say("本县没有采用分类政策，请先在“工具 › 政策”里采用")
            return
        dialog = WaysDialog(self._office, known, page, self._page)
        dialog.chosen.connect(self.take)
        dialog.open()

    def _choose(self) -> None:
        """Choose which of the values tried out becomes the county's; one alone needs no choice."""
        page = self._overview()
        found = _chosen(page) if page is not None else []
        if self._office.read_only:
            self._office.say(_READ_ONLY)
        elif len(found) == 1:
            self._settle(found[0].name)
        elif found:
            menu = QMenu(self.banner)
            for value in found:
                words = f"{value.label}：{value_words(value)}…"
                menu.addAction(words).triggered.connect(partial(self._settle, value.name))
            menu.popup(self.banner.settle.mapToGlobal(QPoint(0, self.banner.settle.height())))

    def _settle(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  by Qt
        self._known(partial(self._write, name))

    def _write(self, name: str, known: "Standing") -> None:
        from ui.policies_value import ValueDialog  # noqa: PLC0415  read when first wanted

        key = name.partition(".")[2]
        dialog = ValueDialog(self._office, known, name, self._page, self._settings.get(key, ""))
        dialog.written.connect(partial(self._settled, key))
        dialog.open()

    def _settled(self, key: str) -> None:
        """What the county says now is not tried out any more."""
        self._settings.pop(key, None)
        self.moved.emit()


def _chosen(page: Overview) -> list[CitedValue]:
    result = page.classification
    return [v for v in result.parameters if v.state is State.CHOSEN] if result else []


def _standing(year: int, book: "Book", _progress: Progress) -> "Standing":
    from townoffice.desk import own_values  # noqa: PLC0415  sqlalchemy is read by the worker

    return own_values.standing(book, year)
