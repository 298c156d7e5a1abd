"""Two strips under a table: what was typed wrongly and why, and finding by Ctrl+F."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ui.colours import Tone
from ui.theme import px, sign


class Notice(QFrame):
    """⚠ and the reason of the first wrong entry; hidden while there is none."""

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "red")
        self.setObjectName("wrong")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(4), px(12), px(4))
        self._sign = QLabel()
        self._sign.setAccessibleName("有错")
        self._words = QLabel()
        self._words.setProperty("tone", "red")
        self._words.setWordWrap(True)
        self._words.setProperty("role", "note")
        self._go = QPushButton("查看")
        self._go.setProperty("link", "true")
        self._go.setAccessibleName("查看填写有误的格")
        self._go.clicked.connect(self.clicked)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._go)
        self.hide()

    def show_wrong(self, wrong: Sequence[tuple[str, str, str]]) -> None:
        """Say the last of the wrong entries (title, typed text, reason) and how many there are."""
        self.setVisible(bool(wrong))
        if wrong:
            title, text, reason = wrong[-1]
            more = f"（共 {len(wrong)} 格有错）" if len(wrong) > 1 else ""
            self._sign.setPixmap(sign("warning", Tone.RED, 16))
            self._words.setText(f"{title} “{text}”没有保存：{reason}{more}")
            self.setAccessibleDescription(self._words.text())

    def text(self) -> str:
        """What the strip says."""
        return self._words.text() if not self.isHidden() else ""


class FindBar(QFrame):
    """Find by text or pinyin initials; Enter goes on, Shift+Enter back, Esc leaves."""

    wanted = Signal(str, bool)  # text, backwards
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(4), px(12), px(4))
        self.line = QLineEdit()
        self.line.setPlaceholderText("查找文字或拼音首字母，回车找下一个")
        self.line.setAccessibleName("在表中查找")
        self.line.setClearButtonEnabled(True)
        self._close = QPushButton("关闭")
        self._close.setProperty("link", "true")
        self._close.clicked.connect(self.leave)
        self._answer = QLabel()
        self._answer.setProperty("tone", "second")
        row.addWidget(self.line, 1)
        row.addWidget(self._answer)
        row.addWidget(self._close)
        self.hide()

    def open(self) -> None:
        """Show the strip and type."""
        self.show()
        self.line.setFocus()
        self.line.selectAll()

    def tell(self, *, found: bool) -> None:
        """Say whether the last search found anything."""
        self._answer.setText("" if found else "没有找到")

    def leave(self) -> None:
        """Hide the strip and go back to the table."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter finds the next, Shift+Enter the one before, Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.wanted.emit(self.line.text(), back)
        else:
            super().keyPressEvent(event)
