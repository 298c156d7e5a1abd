"""The status bar: sums of the selection, progress with 取消, when saved and backed up, size."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from ui.theme import px

PATIENCE_MS = 300
"""Work that is done sooner shows no bar."""


class StatusBar(QStatusBar):
    """Left what is selected, right what the book is."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.sums = QLabel("就绪")
        self.doing = QLabel()
        self.bar = QProgressBar()
        self.cancel = QPushButton("取消")
        self.saved = QLabel()
        self.size_label = QLabel("100 %")
        self.sums.setAccessibleName("选中的数据")
        self.doing.setAccessibleName("正在做的事")
        self.bar.setAccessibleName("进度")
        self.cancel.setAccessibleName("取消正在做的事")
        self.saved.setAccessibleName("保存和备份")
        self.size_label.setAccessibleName("显示大小")
        self.bar.setTextVisible(False)
        self.cancel.setProperty("link", True)  # noqa: FBT003  a property is set by place
        self.cancel.clicked.connect(self.cancel_wanted)
        self.addWidget(self.sums, 1)
        for widget in (self.doing, self.bar, self.cancel, _line(), self.saved, _line()):
            self.addPermanentWidget(widget)
        self.addPermanentWidget(self.size_label)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show_progress)
        self._show(busy=False)
        self.dress()

    def dress(self) -> None:
        """Take the sizes of the theme."""
        self.bar.setFixedWidth(px(120))
        self.setContentsMargins(px(8), 0, px(2), 0)
        self.setFixedHeight(px(28))

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001  the slot of a signal
        """Show progress after a while, or take it away."""
        if busy:
            self.doing.setText("正在处理…")
            self.bar.setRange(0, 0)
            self._patience.start()
        else:
            self._patience.stop()
            self._show(busy=False)

    def set_progress(self, done: int, total: int, text: str) -> None:
        """Say what is being done and how far it is; ``total`` 0: nobody knows."""
        self.doing.setText(text)
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def set_sums(self, text: str) -> None:
        """Show the sums of the selection; "" when there is none."""
        self.sums.setText(text or "就绪")

    def set_state(
        self, saved_at: datetime | None, backed_up_at: datetime | None, *, read_only: bool
    ) -> None:
        """Say when the book was saved and backed up (UTC)."""
        saved = "只读" if read_only else f"已保存 {_when(saved_at)}" if saved_at else "尚未保存"
        backup = f"备份 {_day(backed_up_at)}" if backed_up_at else "还没有备份"
        self.saved.setText(f"{saved} · {backup}")

    def set_no_book(self) -> None:
        """No book is open."""
        self.sums.setText("就绪")
        self.saved.setText("没有打开台账")

    def set_percent(self, percent: int) -> None:
        """Show the size of everything."""
        self.size_label.setText(f"{percent} %")

    def _show_progress(self) -> None:
        self._show(busy=True)

    def _show(self, *, busy: bool) -> None:
        for widget in (self.doing, self.bar, self.cancel):
            widget.setVisible(busy)


def _line() -> QFrame:
    line = QFrame()
    line.setFixedSize(1, px(14))
    line.setProperty("ground", "rule")
    return line


def _when(at: datetime) -> str:
    """Write a moment: 14:32 when it was today, else with its day."""
    local, today = at.astimezone(), datetime.now().astimezone().date()
    if local.date() == today:
        return f"{local:%H:%M}"
    return f"{local:%Y-%m-%d %H:%M}"


def _day(at: datetime) -> str:
    """Write the moment of a backup: its day is what counts."""
    words = _when(at)
    return words if " " in words else f"今天 {words}"
