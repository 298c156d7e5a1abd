"""The history of the book: who did what when, what each act moved, and the way back to any.

Above stand the acts, the newest first; below what the chosen one moved. 撤到这里 makes the book
as it was right after the chosen act: before it is pressed the acts it would take back are marked
in the list and named above the button.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from townoffice.feedback import Progress
from townoffice.records import Act
from ui.history_columns import ACTS, Line, moves
from ui.history_frame import frame_history, halves
from ui.office import Office
from ui.room import fit
from ui.tables import RecordTable

if TYPE_CHECKING:  # sqlalchemy is read by the worker, after the frame is painted
    from townoffice.desk.books import Book, HistoryPage
    from townoffice.desk.moves import ActLine, ActMoves

_NUMBERS = 10
"""So many acts are named by their number beside the button."""


class History(QDialog):
    """Lists every act, the newest first; follows the book; not modal."""

    def __init__(
        self, office: Office, parent: QWidget | None = None, *, at: int | None = None
    ) -> None:
        """``at``: the act to show first, the newest where it is None."""
        super().__init__(parent)
        self._office = office
        self._page: HistoryPage | None = None
        self._chosen: int | None = None
        self._wanted = at
        self.table: RecordTable[Line] = RecordTable(
            ACTS, key=lambda line: line.act.change_id, name="history", numbered=False
        )
        self.table.setAccessibleName("历史记录")
        self.moves: RecordTable[ActLine] = RecordTable(
            moves(),
            key=lambda m: (m.change_id, m.number),
            name="history.moves",
            numbered=False,
            filters=False,
        )
        self.moves.setAccessibleName("选中的这一次改了什么")
        self.title, self.way = QLabel(), QLabel()
        self.way.setWordWrap(True)
        self.back, self.undo, self.redo = QPushButton("撤到这里"), QPushButton(), QPushButton()
        self.back.clicked.connect(self._go_back)
        self.undo.clicked.connect(office.undo)
        self.redo.clicked.connect(office.redo)
        middle = (halves(self.table, self.title, self.moves, (4, 3)), self.way)
        self.about = frame_history(self, "历史记录", middle, (self.back, self.undo, self.redo))
        fit(self, 1120, 680)
        self.table.current_changed.connect(self._choose)
        self.table.explain_asked.connect(lambda _line, _column: self.moves.setFocus())
        office.state_changed.connect(self._read)
        office.closed.connect(self.close)
        self._read()
        self.table.setFocus()

    def _read(self) -> None:
        state = self._office.state
        if state is None:
            return
        for button, verb, act in (
            (self.undo, "撤销", state.undo),
            (self.redo, "重做", state.redo),
        ):
            label = act.label if act else ""
            button.setText(f"{verb} ‹{_short(label)}›" if act else verb)
            button.setToolTip(label)
            button.setEnabled(act is not None and not state.read_only)
        self._office.jobs.run(_history, self._show, latest="history")

    def _show(self, page: "HistoryPage") -> None:
        self._page = page
        self.about.setText(
            f"共 {len(page.acts)} 次改动，最新的在前。撤销也是一次改动，记录不会被抹去；"
            "校验码把每一次改动连成一条链。"
        )
        newest = page.acts[0].change_id if page.acts else None
        known = {act.change_id for act in page.acts}
        first, self._wanted = self._wanted, None
        newest = first if first in known else newest
        self._mark(self._chosen if self._chosen in known else newest)
        if self.table.current() is None and newest is not None:
            self.table.select(newest, "label")

    def _choose(self, line: Line, _column: str) -> None:
        if line.act.change_id != self._chosen:
            self._mark(line.act.change_id)

    def _mark(self, chosen: int | None) -> None:
        """Mark what going back to the chosen act would take back, and say it beside the button."""
        page = self._page
        if page is None or chosen is None:
            return
        before, self._chosen = self._chosen, chosen
        going = page.taken_back(chosen)
        numbers = {act.change_id for act in going or ()}
        self.table.show_rows([Line(act, act.change_id in numbers) for act in page.acts])
        self.way.setText(_way(chosen, going))
        self.back.setEnabled(bool(going) and not self._office.read_only)
        self.back.setText(f"撤到这里（撤销 {len(going)} 次）" if going else "撤到这里")
        if chosen != before:
            work = partial(_moves, chosen)
            self._office.jobs.run(work, self._show_moves, latest="history.moves")

    def _show_moves(self, found: "ActMoves") -> None:
        acts = self._page.acts if self._page is not None else ()
        act = next((act for act in acts if act.change_id == found.change_id), None)
        if act is None or found.change_id != self._chosen:
            return
        told = f"{len(found.lines)} 项" if found.records else "没有改动登记的内容"
        if found.told < found.records:
            told = f"{found.records:,} 条，只列前 {found.told} 条"
        self.title.setText(f"第 {act.change_id} 号　{act.label}：{told}")
        self.moves.show_rows(found.lines)

    def _go_back(self) -> None:
        if self._chosen is not None:
            self._office.undo_to(self._chosen)


def _way(chosen: int, going: tuple[Act, ...] | None) -> str:
    """Say what going back to an act would do."""
    if going is None:
        return f"第 {chosen} 号已被撤销，撤不回到它之后；要恢复它请用“重做”。"
    if not going:
        return f"台账现在就是第 {chosen} 号之后的样子。"
    numbers = "、".join(str(act.change_id) for act in going[:_NUMBERS])
    more = " 等" if len(going) > _NUMBERS else ""
    heavy = [str(act.change_id) for act in going if act.weighty]
    why = f"第 {'、'.join(heavy[:_NUMBERS])} 号是采用，撤销须写明理由。" if heavy else ""
    return (
        f"撤到这里：台账回到第 {chosen} 号刚做完的样子，依次撤销第 {numbers} 号{more}，"
        f"共 {len(going)} 次；每一次都可以重做。{why}"
    )


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"


_LONGEST = 16
"""Characters of an act's name on a button; the whole of it is in the tool tip."""


def _history(book: "Book", _progress: Progress) -> "HistoryPage":
    from townoffice.desk.books import history_page  # noqa: PLC0415  sqlalchemy is read by the worker

    return history_page(book)


def _moves(change_id: int, book: "Book", _progress: Progress) -> "ActMoves":
    from townoffice.desk.moves import act_moves  # noqa: PLC0415  sqlalchemy is read by the worker

    return act_moves(book, change_id)
