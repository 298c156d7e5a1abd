"""The page of a window without a book, or of a book without units: what to do first.

Under the card lies the empty sheet with its real headings, so that one sees where things will be.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.empty_sheet import HEAD, EmptySheet
from ui.headline import Headline
from ui.links import link_button
from ui.theme import Tone, px, sign

WIDTH = 736
_FIELDS = (
    "单位名称",
    "户籍人口",
    "常住人口",
    "面积",
    "生产总值",
    "财政收入",
    "行政编制",
    "事业编制",
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to begin: icon, title, what to know of it, and its button."""

    icon: str
    title: str
    text: str
    button: str
    act: Callable[[], None]


class StartPage(QWidget):
    """Shows the ways to begin; the frame says which by asking for one of the two faces."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    import_wanted = Signal()
    unit_wanted = Signal()
    template_wanted = Signal()
    book_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.headline = Headline()
        self._sheet = EmptySheet()
        self._card = QFrame(self._sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.headline)
        column.addWidget(self._sheet, 1)
        self._again: Callable[[], None] = self.show_opening
        self._sheet.resized.connect(self._centre)

    def show_opening(self) -> None:
        """A book is being opened."""
        self._again = self.show_opening
        self.headline.set_text("正在打开…", "台账在本机读取，不联网")
        self._card.hide()

    def show_no_book(self, recent: Sequence[Path] = ()) -> None:
        """No book is open: make one, open one, try the sample, or take one of the last."""
        self._again = partial(self.show_no_book, recent)
        self.headline.set_text(
            "还没有打开台账", "一个县一本台账，一本台账一个文件；涉密数据不得录入"
        )
        ways = (
            Way(
                "plus",
                "新建一本台账",
                "填县名和区划代码，选存放的位置",
                "新建台账…",
                self.new_wanted.emit,
            ),
            Way(
                "open",
                "打开已有的台账",
                "也可以把台账文件拖进窗口",
                "打开台账…",
                self.open_wanted.emit,
            ),
            self._sample_way(),
        )
        self._lay(ways, self._recent(recent) if recent else None)

    def show_empty(self) -> None:
        """A book without units is open."""
        self._again = self.show_empty
        self.headline.set_text(
            "这本台账还没有乡镇街道", "有了单位和人口，这里就会给出分类、编制余缺和要留意的地方"
        )
        ways = (
            Way(
                "import",
                "导入一张表",
                "xlsx、xls、et、ods、csv；表头在第几行都行，写入前先给您看会改什么",
                "导入表格…",
                self.import_wanted.emit,
            ),
            Way(
                "table",
                "自己填",
                "和电子表格一样：回车到下一行，Ctrl+V 整块粘贴",
                "新增单位…",
                self.unit_wanted.emit,
            ),
            self._sample_way(),
        )
        self._lay(ways, self._fields())

    def changeEvent(self, event: QEvent) -> None:
        """Lay the card anew when theme or size change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._again()

    def _sample_way(self) -> Way:
        text = "24 个虚构的乡镇街道，可以随意改，不影响您的台账"
        return Way("document", "先看看示例县", text, "打开示例县", self.sample_wanted.emit)

    def _lay(self, ways: Sequence[Way], foot: QWidget | None) -> None:
        self._card.hide()
        self._card.deleteLater()
        self._card = QFrame(self._sheet)
        self._card.setObjectName("card")
        self._card.setProperty("ground", "card")
        column = QVBoxLayout(self._card)
        column.setContentsMargins(0, px(18), 0, px(16))
        column.setSpacing(0)
        column.addWidget(_padded(_label("从哪里开始？", "headline")))
        column.addWidget(
            _padded(_label("都不需要联网；导入和填写随时可以撤销。", "body", "second"))
        )
        column.addSpacing(px(10))
        for place, way in enumerate(ways):
            column.addWidget(_rule())
            column.addWidget(self._row(way, first=place == 0))
        if foot is not None:
            column.addWidget(_rule())
            column.addSpacing(px(10))
            column.addWidget(foot)
        self._card.show()
        self._centre()

    def _row(self, way: Way, *, first: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(px(24), px(12), px(20), px(12))
        line.setSpacing(px(20))
        picture = QLabel()
        picture.setPixmap(sign(way.icon, Tone.ACCENT, 24))
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(_label(way.title, "tab", bold=True))
        words.addWidget(_label(way.text, "note", "second"))
        button = QPushButton(way.button)
        button.setProperty("primary", "true" if first else "false")
        button.setMinimumWidth(px(124))
        button.setAccessibleDescription(way.text)
        button.clicked.connect(lambda _checked: way.act())
        line.addWidget(picture)
        line.addLayout(words, 1)
        line.addWidget(button)
        return row

    def _fields(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(24), 0, px(20), 0)
        column.setSpacing(px(8))
        first = QHBoxLayout()
        first.addWidget(_label("表里有这些列就够了", "note", "second", bold=True))
        note = "只有单位名称必填，其余以后再补；万人、平方公里会自动换算"
        first.addWidget(_label(note, "note", "second"), 1)
        column.addLayout(first)
        chips = QHBoxLayout()
        chips.setSpacing(px(8))
        for place, name in enumerate(_FIELDS):
            chip = _label(name, "note")
            chip.setProperty("chip", "1" if place == 0 else "2")
            chips.addWidget(chip)
        chips.addStretch(1)
        column.addLayout(chips)
        last = QHBoxLayout()
        last.addWidget(link_button("存一份空白表样…", self.template_wanted.emit))
        last.addStretch(1)
        last.addWidget(_label("也可以把文件直接拖进窗口", "note", "second"))
        column.addLayout(last)
        return foot

    def _recent(self, recent: Sequence[Path]) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(24), 0, px(20), 0)
        column.setSpacing(px(2))
        column.addWidget(_label("最近打开", "note", "second", bold=True))
        for path in recent[:5]:
            there = path.exists()
            text = f"{path.stem}　{path}" if there else f"{path.stem}　{path}（找不到了）"
            link = link_button(text, partial(self.book_wanted.emit, path))
            link.setEnabled(there)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return foot

    def _centre(self) -> None:
        self._card.setFixedWidth(min(px(WIDTH), self._sheet.width() - px(32)))
        self._card.adjustSize()
        self._sheet.setMinimumHeight(px(HEAD) + self._card.height() + 2 * px(8))
        room = self._sheet.height() - px(HEAD)
        top = px(HEAD) + max(px(8), min(px(58), (room - self._card.height()) // 2))
        self._card.move((self._sheet.width() - self._card.width()) // 2, top)


def _label(text: str, role: str, tone: str = "", *, bold: bool = False) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setProperty("tone", tone)
    if bold:
        label.setProperty("bold", "true")
    return label


def _padded(label: QLabel) -> QLabel:
    label.setContentsMargins(px(24), 0, px(24), px(4))
    return label


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFixedHeight(1)
    rule.setProperty("ground", "grid")
    return rule
