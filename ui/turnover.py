"""周转编制: what the county holds, who is lent how much until when, and what is due back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from townoffice.records import State
from ui.days import today
from ui.headline import Headline, linked, toned
from ui.room import fit
from ui.theme import Tone, px
from ui.turnover_forms import GiveBack, LendPosts
from ui.turnover_tables import GrantRow, grant_table, pool_table, rows_of
from ui.turnover_work import Lent, read_lent

if TYPE_CHECKING:
    from ui.office import Office

__all__ = ["Turnover"]

_TRANSFERS = "transfers"
"""The link that leads to what brings posts into the pool."""


class Turnover(QDialog):
    """Shows pools and grants; not modal. ``to_transfers`` opens 编制调剂."""

    def __init__(
        self, office: "Office", parent: QWidget, to_transfers: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("周转编制")
        self._office, self._to_transfers = office, to_transfers
        self.lent: Lent | None = None
        self.headline = Headline(self)
        self.headline.link.connect(self._follow)
        self.pools, self.grants = pool_table(), grant_table()
        self.lend = QPushButton("使用…", self)
        self.back = QPushButton("收回…", self)
        self.print_ledger = QPushButton("打印台账", self)
        self._arrange()
        fit(self, 1180, 640)
        self.lend.clicked.connect(self._lend)
        self.back.clicked.connect(self._give_back)
        self.print_ledger.clicked.connect(lambda: office.print_table("turnover-ledger"))
        self.grants.current_changed.connect(lambda _row, _column: self._look())
        office.changed.connect(self._read)
        office.closed.connect(self.close)
        self._look()
        self._read()
        self.grants.setFocus()

    def _arrange(self) -> None:
        self.lend.setProperty("primary", "true")
        close = QPushButton("关闭", self)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        for button in (self.lend, self.back, self.print_ledger):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        for button in (self.lend, self.back, self.print_ledger, close):
            button.setAutoDefault(False)
        name = QLabel("使用台账", self)
        name.setProperty("bold", "true")
        inner = QVBoxLayout()
        inner.setContentsMargins(px(16), px(10), px(16), px(12))
        inner.setSpacing(px(8))
        inner.addWidget(self.pools)
        inner.addWidget(name)
        inner.addWidget(self.grants, 1)
        inner.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.headline)
        column.addLayout(inner, 1)
        self.pools.setFixedHeight(px(100))
        self.pools.setMaximumWidth(px(560))

    def _read(self, _changes: object = None) -> None:
        self._office.jobs.run(partial(read_lent, today()), self._show, latest="turnover")

    def _show(self, lent: Lent) -> None:
        self.lent = lent
        self.headline.set_text(*_headline(lent))
        self.pools.show_rows(lent.pools)
        rows = rows_of(lent)
        self.grants.show_rows(rows)
        if self.grants.current() is None and rows:
            self.grants.select(rows[0].line.grant.id, "name")
        self._look()

    def _row(self) -> GrantRow | None:
        current = self.grants.current()
        return None if current is None else current[0]

    def _look(self) -> None:
        """Offer what can be done now."""
        lent, row, pen = self.lent, self._row(), not self._office.read_only
        free = lent is not None and any(pool.free > 0 for pool in lent.pools)
        self.lend.setEnabled(pen and free)
        self.lend.setToolTip("" if free else "县级周转没有可用的编制")
        self.back.setEnabled(pen and row is not None and row.line.grant.returned is None)
        self.print_ledger.setEnabled(lent is not None)

    def _lend(self) -> None:
        if self.lent is not None:
            LendPosts(self._office, self.lent, self).open()

    def _give_back(self) -> None:
        row = self._row()
        if row is not None and row.line.grant.returned is None:
            GiveBack(self._office, row.line, self).open()

    def _follow(self, link: str) -> None:
        if link == _TRANSFERS:
            self._to_transfers()
        elif self.lent is not None:
            due = [row for row in self.grants.rows() if row.due]
            if due:
                self.grants.select(due[0].line.grant.id, "state")


def _headline(lent: Lent) -> tuple[str, str]:
    """Say what there is, what is due back, and for how long posts may be lent."""
    pools = [pool for pool in lent.pools if pool.posts or pool.in_use]
    said = "；".join(
        f"{pool.category.label} {pool.posts} 名，在用 {pool.in_use} 名，可用 {pool.free} 名"
        for pool in pools
    )
    if not pools:
        way = linked("编制调剂", _TRANSFERS)
        return "县级周转还没有编制", f"方案中没有给单位的编制，在{way}执行后归县级周转。"
    late = [line for line in lent.lines if line.grant.id in lent.due and line.grant.until < lent.on]
    near = len(lent.due) - len(late)
    more = []
    if late:
        more.append(linked(f"{len(late)} 笔到期未收回", "due", Tone.RED))
    if near:
        more.append(linked(f"{near} 笔一个月内到期", "due", Tone.AMBER))
    if not more:
        more.append("没有到期的")
    return f"县级周转{said}", " · ".join([*more, _term(lent)])


def _term(lent: Lent) -> str:
    value = lent.term
    if value is None:
        return "最长期限本县未统一规定"
    mark = toned("（推定）", Tone.SECOND) if value.state is State.INFERRED else ""
    return f"一次最长 {value.value} 年{mark}"
