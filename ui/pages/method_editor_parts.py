"""The tranches of a method as cards: each its name, its share, and what it follows."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QWidget

from townoffice.desk.own_methods import DRIVERS, TRANCHES, Part
from townoffice.desk.parameters import number_of
from townoffice.feedback import BadChoice
from townoffice.records import policy_word, shown
from ui.links import link_button
from ui.pages.method_editor_fields import Column, Fault, Line
from ui.theme import px

__all__ = ["Card", "Cards"]


class Driver(QWidget):
    """What a tranche follows, with its weight; ``gone`` when it is to be taken away."""

    edited = Signal()
    gone = Signal()

    def __init__(self, driver: str, weight: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = QComboBox(self)
        self.box.setAccessibleName("指标")
        for name in DRIVERS:
            self.box.addItem(policy_word(name), name)
        self.box.setCurrentIndex(max(0, self.box.findData(driver)))
        self.box.activated.connect(lambda _place: self.edited.emit())
        self.weight = Line("权重", "如 1", 64, self)
        self.weight.setText(weight)
        self.weight.textEdited.connect(lambda _text: self.edited.emit())
        self.remove = link_button("移去", self.gone.emit, self, name="移去指标")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.box, 1)
        row.addWidget(_second("权重", self))
        row.addWidget(self.weight)
        row.addWidget(self.remove)

    def stops(self) -> tuple[QWidget, ...]:
        """Give what Tab stops at, in order."""
        return self.box, self.weight, self.remove

    def text(self) -> tuple[str, str]:
        """Give indicator and weight."""
        return str(self.box.currentData()), self.weight.text()


class Card(QFrame):
    """One tranche."""

    edited = Signal()

    def __init__(self, part: Part, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self.drivers: list[Driver] = []
        self.number = QLabel(self)
        self.number.setProperty("bold", "true")
        self.label = Line("部分名称", "如 按人口", 0, self)
        self.share = Line("份额", "如 1", 64, self)
        self.share_word, self.percent = _second("份额", self), _second("", self)
        self.up = link_button("上移", self._nothing, self)
        self.down = link_button("下移", self._nothing, self)
        self.remove = link_button("移去这部分", self._nothing, self)
        self.label.setText(part.label)
        self.share.setText(part.share)
        self.more = link_button("＋ 添加指标", self._add_free, self, name="添加指标")
        self.fault = Fault(self)
        for line in (self.label, self.share):
            line.textEdited.connect(lambda _text: self.edited.emit())
        self._lay_out()
        for driver, weight in part.drivers:
            self._add(driver, weight)

    def part(self) -> Part:
        """Give what is typed."""
        rows = tuple(driver.text() for driver in self.drivers)
        return Part(self.label.text(), self.share.text(), rows)

    def place(self, number: int, count: int) -> None:
        """Say which of how many it is."""
        self.number.setText(policy_word(f"part_{number}"))
        for button, words in ((self.up, "上移"), (self.down, "下移"), (self.remove, "移去")):
            button.setAccessibleName(f"{self.number.text()}{words}")
        self.label.setAccessibleName(f"{self.number.text()}名称")
        self.share.setAccessibleName(f"{self.number.text()}份额")
        self.more.setAccessibleName(f"{self.number.text()}添加指标")
        self.up.setEnabled(number > 1)
        self.down.setEnabled(number < count)
        self.remove.setEnabled(count > 1)
        for widget in (self.share_word, self.share, self.percent):
            widget.setVisible(count > 1)
        self._name_drivers()

    def stops(self) -> Iterable[QWidget]:
        """Give what Tab stops at, in order."""
        yield from (self.label, self.share)
        for driver in self.drivers:
            yield from driver.stops()
        yield from (self.more, self.up, self.down, self.remove)

    def tell(self, faults: Mapping[str, str], key: str) -> None:
        """Show what is wrong with the fields of this tranche."""
        said = [self.label.tell(faults.get(f"{key}.label", ""))]
        said.append(self.share.tell(faults.get(f"{key}.share", "")))
        for place, driver in enumerate(self.drivers, 1):
            said.append(driver.weight.tell(faults.get(f"{key}.weight_{place}", "")))
        said.append(faults.get(f"{key}.drivers", ""))
        self.fault.say("；".join(words for words in said if words))

    def _lay_out(self) -> None:
        column = Column(self, 6)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.number)
        head.addWidget(self.label, 1)
        for widget in (self.share_word, self.share, self.percent):
            head.addWidget(widget)
        column.addLayout(head)
        self._rows = Column(rows := QWidget(self), 4)
        column.addWidget(rows)
        column.addWidget(self.fault)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        for button in (self.up, self.down, self.remove):
            foot.addWidget(button)
        column.addLayout(foot)

    def _add_free(self) -> None:
        taken = {driver.text()[0] for driver in self.drivers}
        self._add(next((name for name in DRIVERS if name not in taken), DRIVERS[0]), "1")
        self.drivers[-1].show()  # before the layout would: what is hidden takes no keys
        self.drivers[-1].box.setFocus()
        self.edited.emit()

    def _add(self, name: str, weight: str) -> None:
        driver = Driver(name, weight, self)
        driver.edited.connect(self.edited)
        driver.gone.connect(lambda: self._take_away(driver))
        self.drivers.append(driver)
        self._rows.addWidget(driver)
        before: QWidget = self.drivers[-2].remove if len(self.drivers) > 1 else self.share
        for stop in driver.stops():
            QWidget.setTabOrder(before, stop)
            before = stop
        self._name_drivers()

    def _take_away(self, driver: Driver) -> None:
        self.drivers.remove(driver)
        _let_go(self._rows, driver)
        self._name_drivers()
        self.more.setFocus()
        self.edited.emit()

    def _name_drivers(self) -> None:
        for place, driver in enumerate(self.drivers, 1):
            name = f"{self.number.text()}指标{place}"
            driver.box.setAccessibleName(name)
            driver.weight.setAccessibleName(f"{name}权重")
            driver.remove.setAccessibleName(f"移去{name}")
            driver.remove.setEnabled(len(self.drivers) > 1)
        self.more.setVisible(len(self.drivers) < len(DRIVERS))

    def _nothing(self) -> None:
        """The buttons of the head act on all cards: :class:`Cards` connects them."""


class Cards(QWidget):
    """All tranches, in order."""

    edited = Signal()

    def __init__(self, before: QWidget, parent: QWidget) -> None:
        """``before`` is the field from which Tab comes to the first card."""
        super().__init__(parent)
        self._before = before
        self.cards: list[Card] = []
        column = Column(self, 8)
        self._column = Column(holder := QWidget(self), 8)
        column.addWidget(holder)
        self.more = link_button("＋ 添加一个部分", self._add_free, self, name="添加部分")
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        column.addLayout(foot)

    def put(self, parts: Sequence[Part]) -> None:
        """Show other tranches."""
        for card in self.cards:
            _let_go(self._column, card)
        self.cards = []
        for part in parts:
            self._add(part)
        self._arrange()

    def parts(self) -> tuple[Part, ...]:
        """Give what is typed."""
        return tuple(card.part() for card in self.cards)

    def tell(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong, card by card, and what every share comes to."""
        for number, card in enumerate(self.cards, 1):
            card.tell(faults, f"part_{number}")
        shares = [_share(card.share.text()) for card in self.cards]
        total = sum(share or 0 for share in shares)
        for card, share in zip(self.cards, shares, strict=True):
            known = share is not None and None not in shares and total
            card.percent.setText(f"占 {shown(share * 100 / total, 1)}%" if known and share else "")

    def _add(self, part: Part) -> Card:
        card = Card(part, self)
        card.edited.connect(self.edited)
        card.up.clicked.connect(lambda _on: self._move(card, -1))
        card.down.clicked.connect(lambda _on: self._move(card, 1))
        card.remove.clicked.connect(lambda _on: self._remove(card))
        self.cards.append(card)
        self._column.addWidget(card)
        return card

    def _add_free(self) -> None:
        card = self._add(Part("", "1", (("area_km2", "1"),)))
        self._arrange()
        card.show()  # before the layout would: what is hidden takes no keys
        card.label.setFocus()
        self.edited.emit()

    def _move(self, card: Card, step: int) -> None:
        at = self.cards.index(card)
        self.cards.insert(at + step, self.cards.pop(at))
        self._column.insertWidget(at + step, card)
        self._arrange()
        self.edited.emit()

    def _remove(self, card: Card) -> None:
        self.cards.remove(card)
        _let_go(self._column, card)
        self._arrange()
        self.more.setFocus()
        self.edited.emit()

    def _arrange(self) -> None:
        stop = self._before
        for number, card in enumerate(self.cards, 1):
            card.place(number, len(self.cards))
            for following in card.stops():
                QWidget.setTabOrder(stop, following)
                stop = following
        QWidget.setTabOrder(stop, self.more)
        self.more.setVisible(len(self.cards) < TRANCHES)


def _share(text: str) -> Fraction | None:
    try:
        return Fraction(number_of(text, "份额"))
    except BadChoice:
        return None


def _let_go(column: Column, widget: QWidget) -> None:
    column.removeWidget(widget)
    widget.hide()
    widget.deleteLater()


def _second(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setProperty("tone", "second")
    return label
