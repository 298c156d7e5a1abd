"""The panel beside the table: posts now → planned, why one unit gets what it gets, last seats."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from townoffice.desk.plan_rows import PlanRow
from townoffice.desk.planning import Claim, Outcome, Ranking, claims, explain_unit
from ui.charts import ChartView, DumbbellPicture
from ui.explain import StepTree
from ui.more import More
from ui.pages.staffing_pictures import (
    claim_picture,
    claims_title,
    dumbbells,
    picking,
    remainders,
    remainders_title,
    the_ranking,
)
from ui.pages.staffing_words import apart, method_name
from ui.theme import px

__all__ = ["Panel"]


class _Parts(QSplitter):
    """Parts one under the other whose heights are shared out anew with every new height."""

    def __init__(self, share: Callable[[], None]) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._share = share

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new height out."""
        super().resizeEvent(event)
        self._share()


class Panel(QFrame):
    """Two pictures and a tree that follow one selection."""

    picked = Signal(str)
    """The code of a unit somebody clicked in a picture."""
    hovered = Signal(str)
    """The code of the unit under the pointer, "" for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setObjectName("panel")
        self.posts, self.last = ChartView("现有、测算、对照名数"), ChartView("余数排序")
        self.tree = StepTree(self)
        self._title, self._unit = _title(), QLabel(self)
        self._figures = QLabel(self)
        self._last_title, self._last_note = _title(), QLabel(self)
        for label in (self._figures, self._last_note):
            label.setProperty("tone", "second")
            label.setProperty("role", "note")
        self._unit.setProperty("role", "name")
        self._units, self._dragged = 0, False
        self._drawn: tuple[object, str | None] = (None, None)
        self._plain: DumbbellPicture | None = None
        self._ranking: Ranking | None = None
        self._claims: tuple[Claim, ...] = ()
        self.posts.clicked.connect(self.picked)
        self.last.clicked.connect(self.picked)
        self.posts.hovered.connect(self.hovered)
        self.last.hovered.connect(self.hovered)
        self._lay_out()

    def _lay_out(self) -> None:
        upper = _part((self._title,), self.posts)
        middle = _part((self._unit, self._figures), self.tree)
        column = middle.layout()
        assert column is not None
        column.addWidget(More(self.tree, middle))
        lower = _part((self._last_title, self._last_note), self.last)
        self.parts = _Parts(self._share_height)
        for part in (upper, middle, lower):
            self.parts.addWidget(part)
        self.parts.setChildrenCollapsible(False)
        self.parts.setStretchFactor(1, 1)
        self.parts.splitterMoved.connect(self._drag)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)

    def show_plan(
        self, outcome: Outcome, rows: Sequence[PlanRow], against: str | None, chosen: str | None
    ) -> None:
        """Show a plan, the chosen unit picked out."""
        result = outcome.result
        self._title.setText(f"现有 → {method_name(result)}（名）")
        if self._plain is None or self._drawn[0] is not outcome or self._drawn[1] != against:
            self._drawn = outcome, against
            self._plain = dumbbells(outcome, rows, against)
            self._claims = claims(result)
            self._ranking = None if self._claims else the_ranking(outcome)
        self.posts.set_picture(picking(self._plain, chosen))
        if len(rows) != self._units:
            self._units = len(rows)
            self._share_height()
        row = next((row for row in rows if row.unit.code == chosen), None)
        self._unit.setText(row.unit.name if row else "")
        self._figures.setText(_figures(row) if row else "在表中选一个单位，看它怎么来的")
        if row is None:
            self.tree.show_step(None)
        else:
            self.tree.show_soon(partial(explain_unit, result, row.unit.code))
        self._show_last(outcome, chosen)

    def show_pair(self, picture: DumbbellPicture, title: str, chosen: str | None) -> None:
        """Show two plans of a comparison in the place of the plan on the page."""
        self._title.setText(title)
        self.posts.set_picture(picking(picture, chosen))

    def _drag(self, _place: int, _handle: int) -> None:
        self._dragged = True

    def _share_height(self) -> None:
        """Give the picture all its rows where that leaves the tree enough room."""
        if self._dragged:
            return
        whole, lower = self.parts.height(), px(152)
        upper = min(self.posts.maximumHeight() + px(44), whole * 9 // 20)
        self.parts.setSizes([upper, max(px(120), whole - upper - lower), lower])

    def _show_last(self, outcome: Outcome, chosen: str | None) -> None:
        ranking = self._ranking
        if self._claims:
            picture = claim_picture(outcome, self._claims, chosen)
            self._last_title.setText(claims_title(outcome.result, self._claims))
            self._last_note.setText("每席的份额，大者先得")
        else:
            picture = remainders(outcome, ranking, chosen) if ranking is not None else None
        self.parts.widget(2).setVisible(picture is not None)
        self.last.set_picture(picture)
        if ranking is None:
            return
        self._last_title.setText(remainders_title(ranking))
        narrow = next((n for n in outcome.narrow if n.tranche == ranking.tranche), None)
        if ranking.margin == 0 and ranking.parts[ranking.seats]:
            self._last_note.setText("末位余数相同")
        else:
            self._last_note.setText(f"末位只差 {apart(narrow)}" if narrow else "")


def _figures(row: PlanRow) -> str:
    unit = row.unit
    now = "未登记" if unit.current is None else f"{unit.current}"
    actual = "未登记" if unit.actual is None else f"{unit.actual}"
    return f"现有 {now}，核定 {unit.posts}，实有 {actual}"


def _title() -> QLabel:
    label = QLabel()
    label.setProperty("tone", "second")
    label.setProperty("role", "note")
    return label


def _part(labels: Sequence[QLabel], body: QWidget) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(px(16), px(8), px(16), px(6))
    column.setSpacing(px(4))
    line = QHBoxLayout()
    line.setSpacing(px(12))
    for label in labels:
        line.addWidget(label)
    line.addStretch(1)
    column.addLayout(line)
    column.addWidget(body, 1)
    return part
