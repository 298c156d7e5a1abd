"""The imports of the book: which file, when, how much; and what is remembered of its forms.

A double click (or F1) on an import opens the history at the act that made it. Below stands what was
said of forms that come again; what is no longer wanted is forgotten, one step that can be undone.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from townoffice.feedback import Progress
from ui.history import History
from ui.history_frame import frame_history, halves
from ui.office import Office
from ui.room import fit
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone

if TYPE_CHECKING:  # sqlalchemy is read by the worker, after the frame is painted
    from townoffice.desk.books import Book
    from townoffice.desk.imports import ImportLine, ImportsPage, MemoryLine
    from townoffice.records import Changes

__all__ = ["Imports"]


class Imports(QDialog):
    """Lists every import that stands, the newest first; follows the book; not modal."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.table: RecordTable[ImportLine] = RecordTable(
            _columns(), key=lambda line: line.change_id, name="imports", numbered=False
        )
        self.table.setAccessibleName("导入记录")
        self.memory: RecordTable[MemoryLine] = RecordTable(
            _memory_columns(),
            key=lambda line: line.held.id,
            name="imports.memory",
            numbered=False,
            filters=False,
        )
        self.memory.setAccessibleName("记住的对应")
        self.title = QLabel()
        self.show_act = QPushButton("看这次改动")
        self.forget_one, self.forget_form = QPushButton("忘掉这一条"), QPushButton("忘掉这种表")
        self.forget_one.setToolTip("下次导入同样的表，不再沿用选中的这一条")
        self.forget_form.setToolTip("下次导入同样的表，从头对应")
        buttons = (self.show_act, self.forget_one, self.forget_form)
        middle = halves(self.table, self.title, self.memory, (3, 2))
        self.about = frame_history(self, "导入记录", (middle,), buttons)
        fit(self, 1120, 640)
        self.show_act.clicked.connect(self._show_current)
        self.forget_one.clicked.connect(lambda: self._forget(whole=False))
        self.forget_form.clicked.connect(lambda: self._forget(whole=True))
        self.table.explain_asked.connect(lambda line, _column: self._open(line))
        self.memory.current_changed.connect(lambda _line, _column: self._enable())
        self.table.current_changed.connect(lambda _line, _column: self._enable())
        office.state_changed.connect(self._read)
        office.closed.connect(self.close)
        self._enable()
        self._read()
        self.table.setFocus()

    def _read(self) -> None:
        if self._office.state is not None:
            self._office.jobs.run(_imports, self._show, latest="imports")

    def _show(self, page: "ImportsPage") -> None:
        self.about.setText(
            f"共 {len(page.lines)} 次导入，最新的在前；双击看那一次改了什么。已撤销的导入不列。"
            if page.lines
            else "还没有导入过表格。"
        )
        self.title.setText(
            f"记住的对应：{len(page.memory)} 条，下次导入同样的表时自动沿用"
            if page.memory
            else "记住的对应：还没有。导入时改过的列、选过的单位会记在这里"
        )
        self.table.show_rows(page.lines)
        self.memory.show_rows(page.memory)
        if self.table.current() is None and page.lines:
            self.table.select(page.lines[0].change_id, "file")
        if self.memory.current() is None and page.memory:
            self.memory.select(page.memory[0].held.id, "words")
        self._enable()

    def _enable(self) -> None:
        self.show_act.setEnabled(self.table.current() is not None)
        pen = self.memory.current() is not None and not self._office.read_only
        self.forget_one.setEnabled(pen)
        self.forget_form.setEnabled(pen)

    def _show_current(self) -> None:
        current = self.table.current()
        if current is not None:
            self._open(current[0])

    def _open(self, line: "ImportLine") -> None:
        History(self._office, self, at=line.change_id).show()

    def _forget(self, *, whole: bool) -> None:
        current = self.memory.current()
        if current is None:
            return
        held = current[0].held
        rows: Sequence[MemoryLine] = self.memory.rows()
        ids = [r.held.id for r in rows if r.held is held or (whole and r.held.form == held.form)]
        wanted = tuple(found for found in ids if found is not None)
        self._office.jobs.write(partial(_forget, wanted), self._forgotten)

    def _forgotten(self, changes: "Changes | None") -> None:
        if changes is not None:
            self._office.say(f"已{changes.label}", undo=True)


def _columns() -> "tuple[Column[ImportLine], ...]":
    right = Align.RIGHT

    def count(number: int | None) -> Cell:
        return Cell("") if number is None else Cell(f"{number:,}", number)

    return (
        Column("number", "编号", lambda n: Cell(str(n.change_id), n.change_id), width=64, least=56),
        Column("at", "时间", _when, width=160, least=126),
        Column("file", "文件", lambda n: _words(n.log.file_name), width=236, least=120),
        Column("kind", "种类", lambda n: Cell(n.kind), width=104, least=80),
        Column("sheet", "工作表", lambda n: _words(n.log.sheet or ""), width=104, least=72),
        Column("year", "年度", lambda n: Cell(str(n.log.year), n.log.year), width=64, least=56),
        Column("added", "新增", lambda n: count(n.log.added), align=right, width=64, least=52),
        Column("changed", "修改", lambda n: count(n.log.changed), align=right, width=64, least=52),
        Column(
            "left", "没有导入", lambda n: count(n.log.left_out), align=right, width=84, least=76
        ),
        Column("digest", "文件校验码", _digest, width=130, least=60),
    )


def _memory_columns() -> "tuple[Column[MemoryLine], ...]":
    return (
        Column("what", "记住什么", lambda m: Cell(m.what), width=130, least=84),
        Column("words", "表里写的", lambda m: _words(m.words), width=320, least=110),
        Column("taken", "对应到", lambda m: _words(m.taken), width=320, least=110),
        Column("form", "表样", _form, width=130, least=60),
    )


def _words(text: str) -> Cell:
    return Cell(text, tip=text)


def _when(line: "ImportLine") -> Cell:
    return Cell(f"{line.at.astimezone():%Y-%m-%d %H:%M:%S}")


def _digest(line: "ImportLine") -> Cell:
    digest = line.log.file_digest
    return Cell(digest[:12].upper(), tone=Tone.SECOND, tip=f"SHA-256　{digest}")


def _form(line: "MemoryLine") -> Cell:
    form = line.held.form
    return Cell(form[:8].upper(), tone=Tone.SECOND, tip="表头相同的表，这一串相同")


def _imports(book: "Book", _progress: Progress) -> "ImportsPage":
    from townoffice.desk.imports import imports_page  # noqa: PLC0415  read by the worker

    return imports_page(book)


def _forget(ids: tuple[int, ...], book: "Book", _progress: Progress) -> "Changes | None":
    from townoffice.desk.memory import forget  # noqa: PLC0415  sqlalchemy is read by the worker

    return forget(book, ids)
