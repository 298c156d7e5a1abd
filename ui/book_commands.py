"""What the commands about books do: files in and out, backups, checking.

Dialogs are made anew each time and none of them blocks; what was chosen goes to the office.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

from townoffice.feedback import BookInUse, Problem, Progress
from ui import alerts
from ui.files import BOOKS, SHEETS, choose_file, choose_folder, choose_form, choose_target

if TYPE_CHECKING:  # sqlalchemy is read by the worker; the window knows this room
    from townoffice.desk.books import Book
    from ui.window import Window

Slot: TypeAlias = Callable[[], object]
FORMS = {
    "townships": "基本情况全表",
    "indicators": "主要指标表",
    "posts": "编制和实有人员表",
    "institutions": "机构名册",
}
"""The forms that can be written, by the desk's words for them."""


class BookCommands:
    """The commands of 文件 and 工具, by their names in :mod:`ui.menus`."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._office = window.office
        for name, slot in self._slots():
            window.menus.connect(name, slot)
        window.menus.menus["recent"].aboutToShow.connect(self._list_recent)

    def new_book(self) -> None:
        """Make a book."""
        from ui.new_book import NewBook  # noqa: PLC0415  read when first wanted

        NewBook(self._window, self._office.new_book).open()

    def open_book(self) -> None:
        """Choose a book and open it."""
        choose_file(self._window, "打开台账", BOOKS, self._window.open_book, self._folder())

    def import_file(self) -> None:
        """Choose a spreadsheet and show what importing it would do."""
        choose_file(self._window, "导入表格", SHEETS, self.import_path, self._folder())

    def import_path(self, path: Path) -> None:
        """Show what importing a file would do; say what is missing where nothing can be written."""
        if self._office.state is None:
            self._office.say("请先新建或打开一本台账，再导入表格")
        elif self._office.read_only:
            self._office.say("台账是以只读方式打开的，不能导入")
        else:
            self._office.import_file(path)

    def export(self) -> None:
        """Write the units of the year as a workbook."""
        county, year = self._office.county, self._office.year
        if county is not None and year is not None:
            name = f"{county.name}乡镇（街道）情况（{year}年）.xlsx"

            def chosen(kind: str, path: Path) -> None:
                self._office.jobs.run(partial(_export, kind, path, year), self._said_written)

            choose_form(self._window, "导出表格", FORMS, chosen, self._folder() / name)

    def save_template(self) -> None:
        """Write an empty sheet with the headings an import knows."""
        county = self._office.county.name if self._office.county else "本县"
        year = self._office.year or date.today().year - 1  # noqa: DTZ011  the user's own day

        def chosen(kind: str, path: Path) -> None:
            if self._office.state is not None:
                work = partial(_blank, kind, path, year)
                self._office.jobs.run(work, self._said_written)
            else:
                bare = partial(_template, kind, path, county, year)
                self._office.jobs.aside(bare, self._said_written)

        proposed = self._folder() / "乡镇（街道）情况（空白表样）.xlsx"
        choose_form(self._window, "存一份空白表样", FORMS, chosen, proposed)

    def copy_book(self) -> None:
        """Write a copy of the book somewhere else."""
        path = self._office.path
        if path is not None:
            proposed = path.with_name(f"{path.stem}-副本.db")
            choose_target(self._window, "存一个副本", BOOKS, self._office.save_copy, proposed)

    def back_up_to(self) -> None:
        """Write a verified backup into a folder, as on a stick."""
        choose_folder(self._window, "备份到哪个文件夹", self._office.back_up, self._folder())

    def restore(self) -> None:
        """Choose a backup and put it in the place of the book."""
        path = self._office.path
        if path is None:
            return
        folder = path.with_name(path.name + ".backups")
        choose_file(self._window, "从哪份备份恢复", BOOKS, self._ask_restore, folder)

    def close_book(self) -> None:
        """Let the book go, backed up."""
        self._office.close_book(lambda: None)

    def verify(self) -> None:
        """Check the book thoroughly and tell the outcome."""
        self._office.jobs.run(_verify, self._tell_verdict)

    def open_folder(self) -> None:
        """Open the folder of the book in the system's file program."""
        if self._office.path is not None:
            from PySide6.QtCore import QUrl  # noqa: PLC0415  read when first wanted
            from PySide6.QtGui import QDesktopServices  # noqa: PLC0415  the same

            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._office.path.parent)))

    def offer_backup(self, path: Path, error: BookInUse) -> None:
        """Another program has the book: offer the newest backup, to read."""
        self._window.show_no_book()
        self._office.jobs.aside(
            partial(_newest, path), lambda backup: self._ask_backup(error, backup)
        )

    def _ask_backup(self, error: BookInUse, backup: Path | None) -> None:
        if backup is None:
            alerts.show(self._window, error)
            return
        notice = alerts.Notice(
            f"{error.where}：{error.what}。",
            f"{error.hint}。",
            choices=("打开最新备份（只读）", "不打开"),
        )

        def answered(choice: int) -> None:
            if choice == 0:
                self._window.open_book(backup, read_only=True)

        alerts.ask(self._window, notice, answered)

    def _ask_restore(self, backup: Path) -> None:
        path = self._office.path
        if path is None:
            return
        notice = alerts.Notice(
            f"用这份备份换回台账“{path.name}”？",
            f"{backup}\n现在的台账会先自动备份，可以再换回来。",
            choices=("换回", "不换"),
        )

        def answered(choice: int) -> None:
            if choice == 0:
                self._office.restore(backup)

        alerts.ask(self._window, notice, answered)

    def _said_written(self, path: Path) -> None:
        self._office.say(f"已写出 {path}")

    def _tell_verdict(self, problems: tuple[Problem, ...]) -> None:
        if not problems:
            self._office.say("台账完好：文件、引用、改动链条和内容都已核对")
            return
        text = "\n".join(f"{p.what}。{p.hint}" for p in problems)
        alerts.ask(
            self._window, alerts.Notice(f"台账有 {len(problems)} 处问题。", text), lambda _n: None
        )

    def _list_recent(self) -> None:
        menu, settings = self._window.menus.menus["recent"], self._window.settings
        menu.clear()
        for path in settings.recent:
            there = path.exists()
            action = menu.addAction(f"{path.stem}　{path}" + ("" if there else "（找不到了）"))
            action.setEnabled(there)
            action.triggered.connect(partial(self._open_listed, path))
        menu.addSeparator()
        menu.addAction("清除列表").triggered.connect(lambda _checked: settings.forget_books())

    def _open_listed(self, path: Path, _checked: object = None) -> None:
        self._window.open_book(path)

    def _folder(self) -> Path:
        path = self._office.path
        if path is not None:
            return path.parent
        from platformdirs import user_documents_path  # noqa: PLC0415  read when first wanted

        return user_documents_path()

    def _slots(self) -> tuple[tuple[str, Slot], ...]:
        return (
            ("new", self.new_book),
            ("open", self.open_book),
            ("sample", self._office.open_sample),
            ("import", self.import_file),
            ("export", self.export),
            ("copy_book", self.copy_book),
            ("back_up", self._office.back_up),
            ("back_up_to", self.back_up_to),
            ("restore", self.restore),
            ("close", self.close_book),
            ("quit", self._window.close),
            ("verify", self.verify),
            ("template", self.save_template),
            ("folder", self.open_folder),
        )


def _export(kind: str, path: Path, year: int, book: "Book", _progress: Progress) -> Path:
    from townoffice.desk import intake  # noqa: PLC0415  sqlalchemy is read by the worker

    intake.export(book, kind, path, year)
    return path


def _blank(kind: str, path: Path, year: int, book: "Book", _progress: Progress) -> Path:
    from townoffice.desk import intake  # noqa: PLC0415  sqlalchemy is read by the worker

    intake.export(book, kind, path, year, blank=True)
    return path


def _template(kind: str, path: Path, county: str, year: int, _progress: Progress) -> Path:
    """Export the units of a county that has none: the headings alone."""
    from townoffice.desk import books, intake  # noqa: PLC0415  sqlalchemy is read by the worker

    with (
        TemporaryDirectory() as folder,
        books.new_book(Path(folder) / "empty.db", county, "000000") as empty,
    ):
        intake.export(empty, kind, path, year, blank=True)
    return path


def _verify(book: "Book", _progress: Progress) -> tuple[Problem, ...]:
    return book.verify()


def _newest(path: Path, _progress: Progress) -> Path | None:
    from townoffice.desk import books  # noqa: PLC0415  sqlalchemy is read by the worker

    return books.newest_backup(path)
