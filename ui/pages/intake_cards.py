"""The problems of an import as cards: what is wrong where, and buttons for what can be done."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from townoffice.feedback import Level
from townoffice.records import Answer, AnswerAct, Question, Township
from ui.pages.staffing_flow import Flow
from ui.ring import show_ring
from ui.style import wear
from ui.theme import Tone, px, sign

_MOST = 24
_AT_ONCE = 6
"""Cards made in one turn of the event loop."""
_TONES = {Level.STOP: Tone.RED, Level.ASK: Tone.AMBER, Level.NOTE: Tone.SECOND}
_NAMES = {Tone.RED: "red", Tone.AMBER: "amber", Tone.SECOND: "second"}


class Card(QFrame):
    """One problem."""

    answered = Signal(object, object)
    wanted = Signal(object)
    """The card was clicked or reached by key: show its cell."""
    unit_wanted = Signal(object, object)

    def __init__(self, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.question = question
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        show_ring(self)
        self.setAccessibleName(f"{status_word(question)}：{question.place}，{question.what}")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tone = Tone.SECOND if question.settled else _TONES[question.level]
        rows = QVBoxLayout(self)
        rows.setContentsMargins(px(16), px(9), px(16), px(10))
        rows.setSpacing(px(4))
        rows.addLayout(self._head(tone))
        words = QVBoxLayout()
        words.setContentsMargins(px(24), 0, 0, 0)
        words.setSpacing(px(4))
        words.addWidget(_label(question.what))
        if question.note and not question.settled:
            words.addWidget(_label(question.note, tone="second", role="note"))
        self._answers = Flow(px(8), px(6))
        self._buttons()
        words.addLayout(self._answers)
        rows.addLayout(words)
        self.set_chosen(chosen=False)

    def set_chosen(self, *, chosen: bool) -> None:
        """Mark the card whose cell is the current one."""
        wear(self, "ground", "chosen" if chosen else "panel")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show the cell the card speaks of."""
        super().mousePressEvent(event)
        self.wanted.emit(self.question)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space do what a click does."""
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if self.hasFocus() and event.key() in keys:
            self.wanted.emit(self.question)
        else:
            super().keyPressEvent(event)

    def _head(self, tone: Tone) -> QHBoxLayout:
        name = "info" if self.question.settled else "warning"
        mark = QLabel(self)
        mark.setPixmap(sign(name, tone, 16))
        mark.setFixedWidth(px(18))
        word = None if self.question.settled else _NAMES[tone]
        place = _label(self.question.place, tone=word, bold=True)
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(place, 1)
        status = _label(status_word(self.question), tone=_NAMES[tone], role="note")
        status.setWordWrap(False)
        head.addWidget(status, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _buttons(self) -> None:
        """Put the buttons side by side; they go on to the next line at need."""
        for button in self._made_buttons():
            self._answers.addWidget(button)

    def _made_buttons(self) -> Iterator[QPushButton]:
        shown = self.question.answers
        for answer in shown:
            button = QPushButton(answer.label, self)
            if answer.act in (AnswerAct.TAKE, AnswerAct.KEEP):
                button.setCheckable(True)
                button.setChecked(answer.chosen)
            elif answer is shown[0] and not self.question.settled and len(shown) > 1:
                button.setProperty("suggested", "true")
            button.setAccessibleName(f"{self.question.place}：{answer.label}")
            button.clicked.connect(partial(self._press, answer, button))
            yield button
        if self.question.cell and not self.question.settled:
            look = QPushButton("看原格", self)
            look.setAccessibleName(f"{self.question.place}：看原格")
            look.clicked.connect(lambda: self.wanted.emit(self.question))
            yield look

    def _press(self, answer: Answer, button: QPushButton, _checked: object = None) -> None:
        if answer.act is AnswerAct.TYPE:
            self._type(answer, button)
        elif answer.act is AnswerAct.CHOOSE_UNIT:
            self.unit_wanted.emit(self.question, button)
        else:
            self.answered.emit(self.question, answer)

    def _type(self, answer: Answer, button: QPushButton) -> None:
        """Put a line to type into in the button's place."""
        line = QLineEdit(answer.value, self)
        line.setAccessibleName(f"{self.question.place}：改为")
        line.setFixedWidth(px(110))
        self._answers.put_before(button, line)
        button.hide()
        line.selectAll()
        line.setFocus()
        line.returnPressed.connect(
            lambda: self.answered.emit(
                self.question, Answer("", AnswerAct.READ, line.text().strip())
            )
        )


class CardPanel(QWidget):
    """All problems, those that need somebody first."""

    answered = Signal(object, object)
    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[Card] = []
        self.units: Sequence[Township] = ()
        self._menu: QMenu | None = None
        self._cell = ""
        self._title = _label("问题", role="name")
        self._counts = _label("", tone="second", role="note")
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(14), px(16), px(4))
        head.setSpacing(px(10))
        self._title.setWordWrap(False)
        head.addWidget(self._title)
        head.addWidget(self._counts, 1)
        self.copy = QPushButton("存问题表…", self)
        self.copy.setAccessibleName("存问题表")
        self.copy.setToolTip("另存一份原表，有错和要确认的格标上颜色和批注")
        self.copy.setAutoDefault(False)
        head.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("问题")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cards take it, and scroll
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(self._scroll, 1)
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_questions(self, questions: Sequence[Question], units: Sequence[Township]) -> None:
        """Show questions; ``units`` are those a line can still be said to be."""
        self.units = units
        at = self._scroll.verticalScrollBar().value()
        self._title.setText(f"问题 {len(questions)}")
        self._counts.setText(" · ".join(_counted(questions)))
        body = QWidget()
        body.setProperty("ground", "panel")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.cards = []
        self._add(column, questions[:_AT_ONCE])
        if len(questions) > _MOST:
            more = _label(f"还有 {len(questions) - _MOST} 处，处理完上面的再列出", tone="second")
            more.setContentsMargins(px(16), px(8), px(16), px(8))
            column.addWidget(more)
        column.addStretch(1)
        old = self._scroll.takeWidget()
        if old is not None:
            old.deleteLater()  # it may hold the button whose click brought us here
        self._scroll.setWidget(body)
        self._scroll.setMinimumWidth(body.minimumSizeHint().width() + px(12))
        body.show()
        QTimer.singleShot(0, self, partial(self._go_on, body, questions[:_MOST], at))

    def _go_on(self, body: QWidget, questions: Sequence[Question], at: int) -> None:
        """Add some more cards, a few in each turn; scroll back once all are there."""
        column = body.layout() if body is self._scroll.widget() else None
        if not isinstance(column, QVBoxLayout):
            return
        done = len(self.cards)
        if done < len(questions):
            self._add(column, questions[done : done + _AT_ONCE])
            self.choose(self._cell)
            QTimer.singleShot(0, self, partial(self._go_on, body, questions, at))
        else:
            self._scroll.setMinimumWidth(body.minimumSizeHint().width() + px(12))
            self._scroll.verticalScrollBar().setValue(at)

    def _add(self, column: QVBoxLayout, questions: Sequence[Question]) -> None:
        for question in questions:
            place = 2 * len(self.cards)
            if self.cards:
                column.insertWidget(place - 1, _rule())
            card = Card(question, column.parentWidget())
            card.answered.connect(self.answered)
            card.wanted.connect(self.wanted)
            card.unit_wanted.connect(self._choose_unit)
            self.cards.append(card)
            column.insertWidget(place, card)

    def choose(self, cell: str) -> None:
        """Mark the cards of a cell and bring the first into view."""
        self._cell = cell
        first = None
        for card in self.cards:
            chosen = bool(cell) and card.question.cell == cell
            if chosen != (card.property("ground") == "chosen"):
                card.set_chosen(chosen=chosen)
            first = first or (card if chosen else None)
        if first is not None:
            self._scroll.ensureWidgetVisible(first, 0, px(8))

    def _choose_unit(self, question: Question, button: QPushButton) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self)
        for unit in self.units:
            action = self._menu.addAction(f"{unit.name}　{unit.code}")
            answer = Answer(unit.name, AnswerAct.UNIT, unit.code)
            action.triggered.connect(partial(self._say, question, answer))
        self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _say(self, question: Question, answer: Answer, _checked: object = None) -> None:
        self.answered.emit(question, answer)


def status_word(question: Question) -> str:
    """Say how things stand with a problem."""
    if question.settled:
        return "已处理" if question.level is not Level.NOTE or question.answers else "说明"
    return "有错" if question.level is Level.STOP else "待确认"


def _counted(questions: Iterable[Question]) -> list[str]:
    words = [status_word(question) for question in questions]
    named = {"有错": "处有错", "待确认": "处待确认", "已处理": "处已处理", "说明": "处说明"}
    return [f"{words.count(word)} {text}" for word, text in named.items() if word in words]


def _label(
    text: str, *, tone: str | None = None, role: str | None = None, bold: bool = False
) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    for name, value in (("tone", tone), ("role", role), ("bold", "true" if bold else None)):
        if value is not None:
            label.setProperty(name, value)
    return label


def _rule() -> QFrame:
    line = QFrame()
    line.setFixedHeight(1)
    line.setProperty("ground", "grid")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return line
