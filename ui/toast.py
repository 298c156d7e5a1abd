"""A line that names what was just done, with 撤销 beside it, and goes away by itself."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme import px

_STAYS_MS = 6000


class Toast(QFrame):
    """Lies over the foot of a widget."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words = QLabel()
        self.undo = QPushButton("撤销")
        self.undo.setProperty("link", "true")
        self.undo.setAccessibleName("撤销刚才的操作")
        self.undo.clicked.connect(self._undo)
        self._below = parent
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words)
        self._row.addWidget(self.undo)
        self._stays = QTimer(self, singleShot=True, interval=_STAYS_MS)
        self._stays.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, offer_undo: bool) -> None:  # noqa: FBT001  the slot of a signal
        """Show a text for six seconds; a new one takes the place of the last."""
        self.words.setText(text)
        self.setAccessibleName(text)
        self.undo.setVisible(offer_undo)
        self._row.setContentsMargins(px(16), px(8), px(12), px(8))
        self.show()
        self.raise_()
        self._lie()
        self._stays.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the widget below changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._lie()
        return super().eventFilter(watched, event)

    def _lie(self) -> None:
        self.adjustSize()
        below = self._below
        self.move((below.width() - self.width()) // 2, below.height() - self.height() - px(24))

    def _undo(self) -> None:
        self.hide()
        self.undo_wanted.emit()
