"""The help: Markdown pages of resources/help, with a list, a search, and links between them.

Pages are files ``NN-topic.md``; NN is their order, the topic is how a page of the window names its
help, the first heading is the title. All of it is read when the window of the help opens: a manual
is small, and searching it needs every word anyway.
"""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui.room import fit
from ui.theme import font, px, theme

PICTURE = 660
"""The widest picture, at 100 %."""
PICTURE_MARK = "\ufffc"
"""Stands for a picture in the text of a block."""
_BAR = 12
"""Room kept for the scroll bar, at 100 %."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: its topic, title and Markdown."""

    topic: str
    title: str
    text: str


def help_folder() -> Path:
    """Find the folder of the manual; it need not be there."""
    return Path(str(resources.files("resources"))) / "help"


def help_pages(folder: Path | None = None) -> tuple[HelpPage, ...]:
    """Read the manual, in its order."""
    return tuple(_page(file) for file in sorted((folder or help_folder()).glob("*-*.md")))


def _page(file: Path) -> HelpPage:
    text = file.read_text("utf-8")
    title = text.partition("\n")[0].lstrip("# ").strip()
    return HelpPage(file.stem.partition("-")[2], title, text)


class _Text(QTextBrowser):
    """Shows a page; pictures no wider than the text."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Make a picture fit."""
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return found
        file = next((Path(f) / QUrl(name).path() for f in self.searchPaths()), None)
        picture = QImage(str(file)) if file else QImage()
        if picture.isNull():
            return found
        width = min(picture.width(), self.room())
        return picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)

    def room(self) -> int:
        """Give the widest a picture may be."""
        margins = 2 * round(self.document().documentMargin()) + px(_BAR)
        return max(1, min(px(PICTURE), self.viewport().width() - margins))


class HelpWindow(QDialog):
    """The manual beside the work: not modal, one for the life of the window."""

    def __init__(self, parent: QWidget | None = None, folder: Path | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("帮助")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._pages = help_pages(folder)
        self._room = 0
        self.search = QLineEdit()
        self.search.setPlaceholderText("在帮助中查找")
        self.search.setAccessibleName("在帮助中查找")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName("帮助目录")
        self.list.setProperty("roomy", "true")
        self.found = QLabel()
        self.found.setProperty("tone", "second")
        self.text = _Text()
        self.text.setAccessibleName("帮助正文")
        self.text.setOpenLinks(False)
        self.text.setSearchPaths([str(folder or help_folder())])
        self.text.anchorClicked.connect(self._follow)
        left = QVBoxLayout()
        for widget in (self.search, self.list, self.found):
            left.addWidget(widget)
        row = QHBoxLayout(self)
        row.addLayout(left)
        row.addWidget(self.text, 1)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._next_hit)
        self.list.currentItemChanged.connect(self._show)
        self._dress()
        self._search("")

    def show_topic(self, topic: str) -> None:
        """Open the page of a topic; the first page where there is none of it."""
        self.search.clear()
        for place in range(self.list.count()):
            if self.list.item(place).data(Qt.ItemDataRole.UserRole) == topic:
                self.list.setCurrentRow(place)
                break
        else:
            self.list.setCurrentRow(0)
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def topic(self) -> str:
        """Give the topic that is shown."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def changeEvent(self, event: QEvent) -> None:
        """Take sizes and colours of the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "text"):
            self._dress()
            self._show(self.list.currentItem())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the pictures fit the new width; the place read stays."""
        super().resizeEvent(event)
        if self.text.room() != self._room:
            bar = self.text.verticalScrollBar()
            place = bar.value() / max(1, bar.maximum())
            self._show(self.list.currentItem())
            bar.setValue(round(place * bar.maximum()))

    def _dress(self) -> None:
        fit(self, 960, 680)
        self.list.setFixedWidth(px(220))
        self.search.setFixedWidth(px(220))
        self.text.document().setDocumentMargin(px(16))

    def _search(self, words: str) -> None:
        wanted = words.strip().casefold()
        kept = [p for p in self._pages if wanted in p.text.casefold()]
        self.list.clear()
        for page in kept:
            item = QListWidgetItem(page.title)
            item.setData(Qt.ItemDataRole.UserRole, page.topic)
            self.list.addItem(item)
        self.found.setText(f"{len(kept)} 页里有“{words.strip()}”")
        self.found.setVisible(bool(wanted))
        self.list.setCurrentRow(0)

    def _show(self, item: QListWidgetItem | None, _before: QListWidgetItem | None = None) -> None:
        topic = item.data(Qt.ItemDataRole.UserRole) if item else ""
        page = next((p for p in self._pages if p.topic == topic), None)
        document = self.text.document()
        document.clear()  # pictures of another width go with it
        self._room = self.text.room()
        document.setDefaultStyleSheet(f"a {{ color: {theme().accent.name()} }}")
        document.setMarkdown(
            page.text if page else "没有找到。",
            QTextDocument.MarkdownFeature.MarkdownDialectGitHub,
        )
        self._space()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.verticalScrollBar().setValue(0)
        if self.search.text().strip():
            self._next_hit()

    def _space(self) -> None:
        """Give the lines air: Markdown comes without any."""
        block = self.text.document().begin()
        while block.isValid():
            form = block.blockFormat()
            heading = form.headingLevel()
            if PICTURE_MARK not in block.text():  # a line as high as a picture needs no more
                form.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            form.setTopMargin(px(12 if heading else 0))
            form.setBottomMargin(px(6))
            cursor = QTextCursor(block)
            cursor.setBlockFormat(form)
            if heading:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                letters = QTextCharFormat()
                letters.setFont(font("headline" if heading == 1 else "name", bold=True))
                cursor.mergeCharFormat(letters)
            block = block.next()

    def _next_hit(self) -> None:
        """Mark the next place of the words, from the top again after the last."""
        words = self.search.text().strip()
        if words and not self.text.find(words):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(words)

    def _follow(self, url: QUrl) -> None:
        if url.isRelative() and url.path().endswith(".md"):
            self.show_topic(Path(url.path()).stem.partition("-")[2])
        elif url.hasFragment() and not url.path():
            self.text.scrollToAnchor(url.fragment())
        elif url.isLocalFile():
            QDesktopServices.openUrl(url)
