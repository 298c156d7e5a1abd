"""The view 排名: the ranking, how far everybody is from the lines, and the reasons beside it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from ui.charts import ChartView
from ui.pages.evaluation_panel import ScorePanel
from ui.pages.evaluation_pictures import strip_of
from ui.pages.evaluation_ranking import (
    Line,
    columns,
    first_worth_a_look,
    lines_of,
    ranking_table,
)
from ui.pages.evaluation_words import spread
from ui.style import wear
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestPage
    from ui.office import Office

__all__ = ["RankingView"]

_PANEL = 412


class RankingView(QWidget):
    """Shows one calculated contest."""

    def __init__(self, office: "Office", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._page: ContestPage | None = None
        self._dragged = self._low = False
        self.table = ranking_table(lambda: self._page)
        self.panel = ScorePanel(self)
        self.panel.value_asked.connect(office.show_policy)
        self.strip = ChartView("离等次线多远", self)
        self._heading, self._legend, self._spread = QLabel("离等次线多远"), QLabel(), QLabel()
        self.under = QFrame(self)
        self._arrange()
        self.table.current_changed.connect(self._chosen)
        self.table.explain_asked.connect(self._explain)
        self.table.selection_summed.connect(self._sum)
        self.strip.clicked.connect(self.go)
        self.strip.hovered.connect(lambda key: self.table.mark(key or None))

    def show_page(self, page: "ContestPage | None") -> None:
        """Show a contest; None: there is none."""
        other = page is None or self._page is None or page.known.contest != self._page.known.contest
        self._page = page
        if other:
            self.table.set_columns(columns(page))
            self.table.clear_filters()
        self.panel.setVisible(page is not None)
        lines = lines_of(page) if page is not None else ()
        self.table.show_rows(lines)
        current = self.line()
        if current is None or current.score is None:
            current = first_worth_a_look(lines)
        if current is None or page is None:
            self.panel.clear()
        else:
            self.table.select(current.key, "total")
            self.panel.show_line(page, current)
        self._draw()

    def give_way(self, *, low: bool) -> None:
        """Leave the height to the table where there is little."""
        if low != self._low:
            self._low = low
            self._draw()

    def line(self) -> Line | None:
        """Give the current line, as it is now."""
        current = self.table.current()
        if current is None:
            return None
        return next((one for one in self.table.rows() if one.key == current[0].key), None)

    def go(self, subject: str) -> None:
        """Go to an entrant."""
        self.table.clear_filters()
        self.table.select(subject, "total")
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width until somebody did."""
        super().resizeEvent(event)
        if not self._dragged:
            panel = min(px(_PANEL), self.width() * 36 // 100)
            self.splitter.setSizes([self.width() - panel, panel])

    def _arrange(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self._strip())
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.splitterMoved.connect(self._drag)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _strip(self) -> QWidget:
        self.under.setProperty("ground", "table")
        wear(self._heading, "bold", "true")
        head = QHBoxLayout()
        head.setSpacing(px(16))
        for label in (self._legend, self._spread):
            label.setProperty("tone", "second")
            label.setProperty("role", "note")
            label.setWordWrap(True)
        self._spread.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._heading)
        head.addWidget(self._legend, 1)
        head.addWidget(self._spread, 1)
        column = QVBoxLayout(self.under)
        column.setContentsMargins(px(20), px(8), px(16), px(8))
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addWidget(self.strip)
        return self.under

    def _draw(self) -> None:
        page, line = self._page, self.line()
        picture = None if page is None else strip_of(page, line.key if line is not None else "")
        self.under.setVisible(picture is not None and not self._low)
        self.strip.set_picture(picture)
        if page is None or page.result is None or picture is None:
            return
        self.strip.setFixedHeight(self.strip.maximumHeight())
        groups = [group.name for group in page.result.groups]
        others = "、".join(groups[1:])
        told = f"圆点 {groups[0]}　菱形 {others}；分组排名，分数线相同" if others else ""
        self._legend.setText(told)
        self._spread.setText(spread(page))

    def _chosen(self, line: Line, _key: str) -> None:
        if self._page is None:
            return
        self.panel.show_line(self._page, self.line() or line)
        self._draw()

    def _explain(self, line: Line, key: str) -> None:
        """F1 on a cell: the panel says how that figure came to be."""
        if self._page is None or line.score is None:
            return
        parts = {"bonus": "加分", "deduction": "扣分"}
        self.panel.show_part(parts.get(key, ""))

    def _sum(self, words: str) -> None:
        """Say what is selected, unless the other view is in front."""
        if self.isVisible():
            self._office.status.emit(words)

    def _drag(self, _place: int, _handle: int) -> None:
        self._dragged = True
