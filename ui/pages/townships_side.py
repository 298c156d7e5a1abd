"""What stands beside the table of 乡镇街道: the unit's panel or its 领导职数, by a tab bar."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from townoffice.records import Overview, UnitOverview
from ui.files import SHEETS, choose_file
from ui.links import link_button
from ui.pages.townships_leaders import LeadersPane
from ui.room import Pane
from ui.theme import px

if TYPE_CHECKING:
    from ui.office import Office

__all__ = ["Side"]


class Side(QFrame):
    """Holds the panel and the leaders; both show the unit of the current row."""

    def __init__(self, office: "Office", panel: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self._office = office
        self.leaders = LeadersPane(self)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("所选单位的内容")
        self.tabs.setExpanding(False)
        self.tabs.setStyleSheet(
            f"QTabBar {{ background: transparent; }} QTabBar::tab {{ min-height: {px(26)}px; }}"
        )
        self.stack = QStackedWidget(self)
        for words, pane in (("类别与依据", panel), ("领导职数", self.leaders)):
            self.tabs.addTab(words)
            self.stack.addWidget(Pane(pane, self))  # a low window need not be as high as either
        self.lines = link_button(
            "分界线…", lambda: office.show_policy("classification.cut_1"), self
        )
        self.lines.setToolTip("分界线从哪里来；改为本县取值")
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.leaders.policy_wanted.connect(office.show_policy)
        self.leaders.import_wanted.connect(self._import)
        self.leaders.print_wanted.connect(lambda: office.print_table("leadership"))
        head = QHBoxLayout()
        head.setContentsMargins(px(8), 0, px(12), 0)
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.lines)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the tabs come first; the lines are in 工具 › 政策 as well."""
        super().resizeEvent(event)
        need = self.tabs.sizeHint().width() + self.lines.sizeHint().width() + px(20)
        self.lines.setVisible(need <= self.width())

    def show_unit(self, page: Overview, unit: UnitOverview) -> None:
        """Show the leaders of a unit; the panel is shown by the page."""
        self.leaders.show_unit(page, unit)

    def show_leaders(self) -> None:
        """Turn to 领导职数."""
        self.tabs.setCurrentIndex(1)

    def _import(self) -> None:
        if self._office.read_only:
            self._office.say("台账是以只读方式打开的，不能导入")
            return
        folder = self._office.path.parent if self._office.path else None
        choose_file(self, "导入人员名单", SHEETS, self._office.import_file, folder)
