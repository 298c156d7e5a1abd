"""The dialog: an official table as paper, and the ways it leaves the program."""

import itertools
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from townoffice.feedback import OfficeError
from ui.files import choose_target
from ui.headline import Headline, toned
from ui.office import Office
from ui.preview.choices import Choices, nearest_percent
from ui.preview.pages import Pages
from ui.preview.paper import PaperView, Zoom
from ui.preview.printing import PrintRun, chosen_pages, paper_name, prepare
from ui.preview.thumbs import Thumbs
from ui.preview.work import Made, Wish, make, write
from ui.room import fit
from ui.style import wear
from ui.theme import Tone, px

if TYPE_CHECKING:  # sqlalchemy and reportlab are read by the worker
    from townoffice.desk.tables import OnScreen, Printed

_LENT: list[TemporaryDirectory[str]] = []
"""Folders whose file another program shows; removed when the program ends, not before."""


class PrintPreview(QDialog):
    """Shows one table of the open book; follows the book as it changes."""

    ready = Signal()
    """The pages of the table wished for last are there, or the reason why not."""

    def __init__(
        self,
        office: Office,
        table_id: str,
        plan_id: int | None = None,
        *,
        order: "OnScreen | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._office = office
        self._wish = Wish(table_id, office.year, plan_id, order=order, unit=office.unit)
        self._on_screen = self._wish if order is not None else None
        self._folder = TemporaryDirectory(prefix="townoffice-", ignore_cleanup_errors=True)
        self._turns = itertools.count(1)
        self._pages: Pages | None = None
        self._made: Made | None = None
        self._run: PrintRun | None = None
        self._build()
        self._connect()
        self.paper.setFocus()
        self._load()

    def wish(self, wish: Wish) -> None:
        """Show another table or plan."""
        self._wish = wish
        self._load()

    def set_zoom(self, zoom: Zoom) -> None:
        """Zoom the paper."""
        self.paper.set_zoom(zoom)
        self.choices.show_zoom(zoom)

    def done(self, result: int) -> None:
        """Close: give the file back, stop printing."""
        if self._run is not None:
            self._run.cancel()
        self.paper.show_pages(None)
        self.thumbs.show_pages(None)
        if self._pages is not None:
            self._pages.close()
            self._pages = None
        if self._folder not in _LENT:
            self._folder.cleanup()
        super().done(result)
        self.deleteLater()

    def _build(self) -> None:
        self.setWindowTitle("打印预览")
        fit(self, 1160, 820)
        self.headline = Headline(self)
        button = self.headline.add_button
        self.reader = button(
            "用系统阅读器打开", self._open_outside, tip="在系统的 PDF 阅读器里打开"
        )
        self.to_pdf = button("存为 PDF…", partial(self._ask_path, ".pdf"))
        self.to_xlsx = button("存为 xlsx…", partial(self._ask_path, ".xlsx"), tip="带公式的表格")
        self.to_printer = button("打印…", self._ask_printer, primary=True, tip="Ctrl+P")
        self.choices = Choices(self)
        self.thumbs = Thumbs(self)
        self.paper = PaperView(self)
        self.trouble = QLabel(self)
        self.trouble.setAccessibleName("不能预览的原因")
        self.trouble.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.trouble.setWordWrap(True)
        self.trouble.setContentsMargins(px(40), px(40), px(40), px(40))
        self._sheets = QWidget(self)
        beside = QHBoxLayout(self._sheets)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.thumbs)
        beside.addWidget(self.paper, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._sheets)
        self._stack.addWidget(self.trouble)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.headline, self.choices, self._note_line()):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)

    def _note_line(self) -> QWidget:
        """The line that tells what happens, with 取消 while something does."""
        line = QWidget(self)
        line.setProperty("ground", "header")
        self.note = QLabel(line)
        self.note.setAccessibleName("打印情况")
        self.stop = QPushButton("取消", line)
        self.stop.setProperty("link", True)  # noqa: FBT003 - a property of Qt has no keyword
        self.stop.setAutoDefault(False)
        row = QHBoxLayout(line)
        row.setContentsMargins(px(20), px(2), px(16), px(2))
        row.addWidget(self.note)
        row.addWidget(self.stop)
        row.addStretch(1)
        self._line = line
        line.hide()
        return line

    def _connect(self) -> None:
        self.choices.wished.connect(self.wish)
        self.choices.zoomed.connect(self.set_zoom)
        self.choices.paged.connect(self.paper.go_to)
        self.thumbs.chosen.connect(self.paper.go_to)
        self.paper.page_changed.connect(self._tell_page)
        self.paper.zoom_asked.connect(self._step_zoom)
        self.stop.clicked.connect(self._cancel_printing)
        self._office.changed.connect(self._reload)
        self._office.year_changed.connect(self._change_year)
        self._office.closed.connect(self.reject)
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Print), self._ask_printer),
            (QKeySequence(QKeySequence.StandardKey.Save), partial(self._ask_path, ".pdf")),
            (QKeySequence("Ctrl++"), partial(self._step_zoom, 1)),
            (QKeySequence("Ctrl+="), partial(self._step_zoom, 1)),
            (QKeySequence("Ctrl+-"), partial(self._step_zoom, -1)),
            (QKeySequence("Ctrl+0"), partial(self.set_zoom, 100)),
        ):
            QShortcut(keys, self).activated.connect(slot)

    def _load(self) -> None:
        """Have the worker write the table afresh."""
        folder = Path(self._folder.name) / str(next(self._turns))
        self._office.jobs.run(
            partial(make, self._wish, folder), self._take, latest="preview", wrong=self._refuse
        )

    def _reload(self, _changes: object) -> None:
        self._load()

    def _change_year(self, year: int) -> None:
        self.wish(Wish(self._wish.table_id, year, unit=self._wish.unit))

    def _take(self, made: Made) -> None:
        if made.wish != self._wish and made.wish != replace(self._wish, unit=made.wish.unit):
            return  # another table was chosen meanwhile; its own is on the way
        self._wish = made.wish  # a table of one unit has settled which
        earlier, self._pages = self._pages, Pages(made.printed.path)
        self._made = made
        self.paper.show_pages(self._pages)
        self.thumbs.show_pages(self._pages)
        self.thumbs.mark(self.paper.page)
        if earlier is not None:
            earlier.close()
        self.choices.show_made(made, self._on_screen)
        self.choices.show_count(len(self._pages))
        self.choices.show_page(self.paper.page)
        self.choices.show_zoom(self.paper.zoom)
        self._say_what(made, self._pages)
        self._allow(there=True)
        self._stack.setCurrentWidget(self._sheets)
        self.ready.emit()

    def _say_what(self, made: Made, pages: Pages) -> None:
        plan = made.printed.plan
        if plan is not None:
            head, note = f"按方案 {plan.id} 打印", plan.note
        elif made.printed.draft:
            head, note = toned("测算稿", Tone.AMBER), "尚未采用；纸上标题下写明测算稿"
        else:
            head, note = "按台账现在的数据打印", "校验码对应台账的最后一次改动"
        paper = f"{paper_name(pages.sizes[0])}，{len(pages)} 页"
        self.headline.set_text(f"{head}：{paper}", escape(note))
        self.setWindowTitle(f"打印预览 — {made.title}")
        if self._run is None:
            self._tell("".join(made.printed.remarks), grave=made.printed.missing)

    def _refuse(self, error: OfficeError) -> bool:
        """Say in the place of the paper why there is none; the choices stay usable."""
        self.headline.set_text("这张表现在印不出来")
        hint = f"{error.hint}。" if error.hint else ""
        self.trouble.setText(f"{error.what}。{hint}")
        self._allow(there=False)
        self._stack.setCurrentWidget(self.trouble)
        self.ready.emit()
        return True

    def _allow(self, *, there: bool) -> None:
        for button in (self.reader, self.to_pdf, self.to_xlsx, self.to_printer):
            button.setEnabled(there)

    def _tell_page(self, page: int) -> None:
        self.choices.show_page(page)
        self.thumbs.mark(page)

    def _step_zoom(self, step: int) -> None:
        self.set_zoom(nearest_percent(self.paper.percent, step))

    def _open_outside(self) -> None:
        if self._made is None:
            return
        if self._folder not in _LENT:
            _LENT.append(self._folder)
        address = QUrl.fromLocalFile(str(self._made.printed.path))
        if not QDesktopServices.openUrl(address):
            self._tell("系统里没有能打开 PDF 的程序。可以先“存为 PDF…”，再用别的电脑打开。")

    def _ask_path(self, suffix: str) -> None:
        if self._made is None or self._office.path is None:
            return
        kind = "PDF 文件 (*.pdf)" if suffix == ".pdf" else "Excel 工作簿 (*.xlsx)"
        proposed = self._office.path.parent / f"{self._made.printed.path.stem}{suffix}"
        choose_target(self, f"存为 {suffix[1:]}", kind, self.save, proposed)

    def save(self, path: Path) -> None:
        """Write the table shown to ``path``, a .pdf or .xlsx."""
        self._office.jobs.run(partial(write, self._wish, path), self._tell_saved)

    def _tell_saved(self, printed: "Printed") -> None:
        self._tell(f"已存为 {printed.path}")

    def _ask_printer(self) -> None:
        if self._pages is None or self._made is None or self._run is not None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare(printer, self._pages, self._made.title)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("打印")
        dialog.setMinMax(1, len(self._pages))
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage)
        dialog.accepted.connect(partial(self.print_to, printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # the print dialog's own wants an old-style slot

    def print_to(self, printer: QPrinter) -> None:
        """Print the pages the printer is set to."""
        if self._pages is None:
            return
        order = chosen_pages(printer, len(self._pages), self.paper.page)
        # Its own copy of the document: the preview may load another while this one prints.
        self._run = PrintRun(Pages(self._made_path()), printer, order, self)
        self._run.moved.connect(self._tell_sheet)
        self._run.ended.connect(self._tell_printed)
        self._run.start()

    def _made_path(self) -> Path:
        assert self._made is not None, "pages are shown, so a table was made"
        return self._made.printed.path

    def _tell_sheet(self, sheet: int, sheets: int) -> None:
        self._tell(f"正在打印第 {sheet} 页，共 {sheets} 页", running=True)

    def _tell_printed(self, whole: bool) -> None:  # noqa: FBT001 - the slot of a Qt signal
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        self._tell("已全部交给打印机。" if whole else "没有打印完：已取消，或打印机没有接受。")

    def _cancel_printing(self) -> None:
        if self._run is not None:
            self._run.cancel()

    def _tell(self, text: str, *, running: bool = False, grave: bool = False) -> None:
        """Say one line under the choices; ``grave``: with a warning sign, in red."""
        self.note.setText(f"⚠ {text}" if grave else text)
        self.note.setToolTip(text)
        wear(self.note, "tone", "red" if grave else "second")
        self.stop.setVisible(running)
        self._line.setVisible(bool(text))
