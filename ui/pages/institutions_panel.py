"""Beside the table: what is wrong first, then the unit's institutions as a tree."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from townoffice.records import Finding, Severity
from ui.charts import TreePicture, TreeView
from ui.charts.tree import Shade
from ui.links import link_button
from ui.pages.institutions_boxes import SEATS, UNIT, boxes
from ui.pages.institutions_lines import HEADS, LEADERS, Line, setup_findings
from ui.room import keep_room
from ui.theme import Tone, font, px, theme
from ui.values import spaced
from ui.warning_line import WarningLine

if TYPE_CHECKING:
    from townoffice.desk.institution_views import UnitPage

__all__ = ["TreePanel"]

_GAP = 22
_WORDS = "核 = 核定编制，实 = 实有人员"


class _Legend(QWidget):
    """Says what the bars in the boxes are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("图例：在编、空编、超编")

    def sizeHint(self) -> QSize:
        """Be as wide as the three words and their bars."""
        words = QFontMetrics(font("unit")).horizontalAdvance("在编空编超编")
        return QSize(words + 3 * px(_GAP + 6) + 2 * px(14), px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint bar and word three times."""
        colours, face = theme(), font("unit")
        with QPainter(self) as painter:
            painter.setFont(face)
            x = 0.0
            for word, shade in zip(("在编", "空编", "超编"), Shade, strict=True):
                wide, high = px(_GAP), px(4) if shade is not Shade.OVER else px(6)
                top = (self.height() - high) / 2
                painter.fillRect(QRectF(x, top, wide, high), shade.colour(colours))
                x += wide + px(6)
                room = painter.fontMetrics().horizontalAdvance(word)
                painter.setPen(colours.second)
                place = QRectF(x, 0, room + 2, self.height())
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), word)
                x += room + px(14)


class TreePanel(QFrame):
    """Shows one unit; ``chosen`` and ``hovered`` give the key of a row, ``handle`` 处理…."""

    chosen = Signal(str)
    hovered = Signal(str)
    handle = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setAccessibleName("机构图")
        self._page: UnitPage | None = None
        self._lines: tuple[Line, ...] = ()
        self._row = self._standing = ""
        self._folded: frozenset[str] = frozenset()
        self.finding: Finding | None = None
        self._name, self._who = QLabel(self), QLabel(self)
        self._name.setProperty("role", "name")
        for words, value in (("tone", "second"), ("role", "note")):
            self._who.setProperty(words, value)
        self._who.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.banner = WarningLine(self, Tone.RED)
        self.banner.row.setContentsMargins(px(10), px(6), px(10), px(6))
        self.act = link_button("处理…", self.handle.emit, self.banner, name="处理这条问题")
        self.banner.row.addWidget(self.act)
        self.legend = _Legend(self)
        self.tree = TreeView("机构图", self)
        self.tree.clicked.connect(self._clicked)
        self.tree.hovered.connect(lambda key: self.hovered.emit(_row_of(key)))
        self.tree.turned.connect(self._turn)
        self._arrange()
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._page, self._lines = None, ()
        self._name.setText("")
        self._who.setText("")
        self.legend.hide()
        self.banner.say("")
        self.tree.set_picture(None)

    def show_unit(self, page: "UnitPage", lines: tuple[Line, ...], row: str) -> None:
        """Show a unit's tree with the row chosen in the table."""
        if self._page is None or page.register.township.code != self._page.register.township.code:
            self._folded = frozenset()
        self._page, self._lines, self._row = page, lines, row
        township = page.register.township
        self._name.setText(f"{township.name}机构图")
        self._standing = " · ".join(w for w in (township.kind.value, page.class_words) if w)
        self._fit()
        self.legend.show()
        self._draw()
        self._warn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much of the unit as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def mark(self, key: str) -> None:
        """Light up the box of the row under the pointer."""
        self.tree.mark(key)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self._name)
        head.addWidget(self._who, 1)
        head.addWidget(self.legend)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(16), px(12), px(16), px(8))
        whole.setSpacing(px(10))
        whole.addLayout(head)
        whole.addWidget(self.banner)
        whole.addWidget(self.tree, 1)
        whole.addStretch(0)
        keep_room(self)

    def _fit(self) -> None:
        """Explain 核 and 实 beside the name where there is room, else under the pointer."""
        whole = " · ".join(words for words in (self._standing, _WORDS) if words)
        taken = self._name.sizeHint().width() + self.legend.sizeHint().width() + px(52)
        room = self.width() - taken
        wide = self._who.fontMetrics().horizontalAdvance(whole)
        short = self._who.fontMetrics().horizontalAdvance(self._standing)
        words = whole if wide <= room else self._standing if short <= room else ""
        self._who.setText(words)
        self._who.setToolTip(whole)

    def _draw(self) -> None:
        if self._page is not None:
            root = boxes(self._page, self._lines)
            chosen = self._row if self._row != LEADERS else SEATS
            self.tree.set_picture(TreePicture(root, self._folded, chosen))

    def _warn(self) -> None:
        """Say what is wrong with the chosen row, else the gravest of the unit."""
        found = () if self._page is None else setup_findings(self._page)
        ranked = sorted(found, key=lambda one: list(Severity).index(one.severity))
        line = next((one for one in self._lines if one.key == self._row), None)
        subjects = {self._row, *(line.wrong_plates if line else ())} - {""}
        own = (f for f in ranked if f.subject in subjects or HEADS.get(f.rule) == self._row)
        self.tell(next(own, next(iter(ranked), None)))

    def tell(self, finding: Finding | None) -> None:
        """Say what is wrong, and how many things of the unit are."""
        self.finding = finding
        if finding is None or self._page is None:
            self.banner.say("")
            return
        count = len(setup_findings(self._page))
        more = f"（共 {count} 处）" if count > 1 else ""
        self.banner.turn(Tone.RED if finding.severity is Severity.BREACH else Tone.AMBER)
        self.banner.say(spaced(finding.what) + more)
        self.banner.setToolTip(finding.hint)

    def _clicked(self, key: str) -> None:
        if key != UNIT:
            self.chosen.emit(_row_of(key))

    def _turn(self, key: str) -> None:
        self._folded = self._folded ^ {key}
        self._draw()


def _row_of(key: str) -> str:
    """Give the row of the table a box stands for."""
    return LEADERS if key == SEATS else key
