"""Many official tables at once: ticked tables and units, as one PDF with contents or a folder."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from townoffice.feedback import OfficeError, Progress
from ui.answers import Told, answers
from ui.files import choose_folder, choose_target
from ui.links import link_button
from ui.office import Office
from ui.print_lists import Chosen, TickList
from ui.room import fit
from ui.theme import px

if TYPE_CHECKING:  # sqlalchemy and reportlab are read by the worker
    from townoffice.desk.booklets import Batch
    from townoffice.desk.books import Book

__all__ = ["PrintBatch"]

BOOKLET, PDFS, WORKBOOKS = "booklet", ".pdf", ".xlsx"


class PrintBatch(QDialog):
    """Asks which tables, for which units, as what; prints off the window's thread; not modal."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self._at: Path | None = None
        self.setWindowTitle("批量打印")
        self.tables = TickList("要印的表", self)
        self.units = TickList("单位（只用于按单位印的表）", self)
        self.told = Told(self)
        self.kinds = QButtonGroup(self)
        buttons, self.make = answers(self, "印成文件…", "关闭")
        buttons.accepted.connect(self._ask)
        self.show_made = link_button("打开", self._open_made, self, name="打开印好的文件")
        self.show_made.hide()
        self._arrange(buttons)
        fit(self, 860, 600)
        for ticks in (self.tables, self.units):
            ticks.changed.connect(self._look)
        office.changed.connect(self._reload)
        office.closed.connect(self.reject)
        self._read()

    def _arrange(self, buttons: QWidget) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(px(16))
        beside.addWidget(self.tables, 3)
        beside.addWidget(self.units, 2)
        told = QHBoxLayout()
        told.addWidget(self.told, 1)
        told.addWidget(self.show_made)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        column.addLayout(beside, 1)
        column.addLayout(self._ways())
        column.addLayout(told)
        column.addWidget(buttons)

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(QLabel("印成"))
        for place, (words, tip) in enumerate(
            (
                ("一个 PDF（带目录）", "各表连续编页码，适合双面打印装订"),
                ("一个文件夹的 PDF", "每张表一个文件，按文号和标题命名"),
                ("一个文件夹的 xlsx", "每张表一个带公式的工作簿"),
            )
        ):
            choice = QRadioButton(words)
            choice.setToolTip(tip)
            self.kinds.addButton(choice, place)
            row.addWidget(choice)
        self.kinds.button(0).setChecked(True)
        row.addStretch(1)
        return row

    def kind(self) -> str:
        """Give what is to be made."""
        return (BOOKLET, PDFS, WORKBOOKS)[self.kinds.checkedId()]

    def _read(self) -> None:
        self._office.jobs.run(_choices, self._show, latest="batch")

    def _reload(self, _changes: object) -> None:
        self._read()

    def _show(self, found: tuple[Chosen, Chosen]) -> None:
        tables, units = found
        self.tables.show_items(tables, ticked=True)
        self.units.show_items(units, ticked=True)
        self._look()

    def _look(self) -> None:
        count = len(self.tables.chosen())
        self.make.setEnabled(bool(count))
        self.show_made.hide()
        self.told.say(f"选中 {count} 张表" if count else "请至少选一张表")

    def _ask(self) -> None:
        book = self._office.path
        if book is None:
            return
        if self.kind() == BOOKLET:
            proposed = book.parent / f"{book.stem} 机构编制表册.pdf"
            choose_target(self, "印成一个 PDF", "PDF 文件 (*.pdf)", self.print_to, proposed)
        else:
            choose_folder(self, "放到哪个文件夹", self.print_to, book.parent)

    def print_to(self, path: Path) -> None:
        """Print what is ticked to a file, or into a folder."""
        tables, units = self.tables.chosen(), self.units.chosen()
        work = partial(_print, tables, units, self.kind(), path, self._office.year)
        self.make.setEnabled(False)
        self.told.say("正在印……")
        self._office.jobs.run(work, partial(self._tell, path), wrong=self._refuse)

    def _tell(self, path: Path, made: "Batch") -> None:
        self._at = path
        self.make.setEnabled(True)
        left = "".join(f"未印“{one.title}”：{one.why.what}。" for one in made.left_out)
        self.told.say(
            f"印好 {made.printed} 张表，在 {path}。{left}{''.join(made.remarks)}",
            "amber" if left else "second",
        )
        self.show_made.show()

    def _refuse(self, error: OfficeError) -> bool:
        self.make.setEnabled(True)
        where = f"（{error.where}）" if error.where else ""
        hint = f"。{error.hint}" if error.hint else ""
        self.told.say(f"{error.what}{where}{hint}。", "red")
        return True

    def _open_made(self) -> None:
        if self._at is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._at)))


def _choices(book: "Book", _progress: Progress) -> tuple[Chosen, Chosen]:
    from townoffice.desk.booklets import units_now  # noqa: PLC0415  read by the worker
    from townoffice.desk.tables import TABLES  # noqa: PLC0415  read by the worker

    return tuple((table.id, table.title) for table in TABLES), units_now(book)


def _print(
    tables: tuple[str, ...],
    units: tuple[str, ...],
    kind: str,
    path: Path,
    year: int | None,
    book: "Book",
    progress: Progress,
) -> "Batch":
    from townoffice.desk import booklets  # noqa: PLC0415  reportlab is read by the worker

    if kind == BOOKLET:
        return booklets.print_booklet(book, tables, path, year=year, units=units, progress=progress)
    return booklets.print_files(book, tables, path, kind, year=year, units=units, progress=progress)
