"""领导职数 of one unit: the quota of its class, post by post who sits there, over and vacant."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from townoffice.records import (
    CitedValue,
    Classification,
    ClassRow,
    LeaderPost,
    LeadershipSeat,
    Overview,
    PostCount,
    UnitOverview,
)
from ui.tables import Align, Cell, Column, RecordTable, show_whole_rows
from ui.theme import Tone, px, theme
from ui.values import spaced

__all__ = ["LeadersPane", "over_words", "persons_over"]


def persons_over(unit: UnitOverview) -> int:
    """Tell how many persons a unit has beyond its leadership posts (超职数)."""
    row = unit.row
    if row is None or row.leadership_posts is None or row.leadership_actual is None:
        return 0
    return max(0, row.leadership_actual - row.leadership_posts)


def over_words(page: Overview) -> str:
    """Say how many units are over their leadership posts; empty where none is."""
    over = [unit for unit in page.units if persons_over(unit)]
    if not over:
        return ""
    if len(over) == 1:
        return f"{over[0].name}超职数 {persons_over(over[0])} 名"
    return f"{len(over):,} 个单位超职数 {sum(map(persons_over, over)):,} 名"


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post and one who holds it; the counts of the post stand on its first line only."""

    count: PostCount
    number: int
    person: str = ""
    besides: bool = False

    @property
    def first(self) -> bool:
        """Tell whether it is the first line of its post."""
        return self.number == 0


def _lines(row: ClassRow, seats: tuple[LeadershipSeat, ...]) -> Iterator[PostLine]:
    posts: dict[str, list[LeaderPost]] = {}
    for seat in seats:
        posts.setdefault(seat.person, []).append(seat.post)
    own = {person: min(held, key=list(LeaderPost).index) for person, held in posts.items()}
    for count in row.leadership_held:
        here = [person for person, held in posts.items() if count.post in held]
        for number, person in enumerate(here):
            yield PostLine(count, number, person, own[person] is not count.post)
        if not here:
            yield PostLine(count, 0)


def _post(line: PostLine) -> Cell:
    return Cell(line.count.post.label if line.first else "", tip=line.count.post.label)


def _due(line: PostLine) -> Cell:
    due = line.count.due
    if not line.first:
        return Cell()
    return Cell("—", tone=Tone.FAINT) if due is None else Cell(str(due), due)


def _held(line: PostLine) -> Cell:
    count = line.count
    if not line.first:
        return Cell()
    if _beyond(count):
        return Cell(str(count.held), count.held, Tone.RED, bold=True, warning=True, tip="多于应配")
    if not count.held:
        empty = count.due or count.due is None
        return Cell("空缺" if empty else "—", 0, Tone.AMBER if empty else Tone.FAINT)
    return Cell(str(count.held), count.held)


def _beyond(count: PostCount) -> int:
    """Count those who hold a post as their own beyond what is due of it."""
    return 0 if count.due is None else max(0, count.held - count.besides - count.due)


def _who(line: PostLine) -> Cell:
    return Cell(line.person, aside="兼任" if line.besides else "")


_COLUMNS: tuple[Column[PostLine], ...] = (
    Column("post", "职务", _post, width=160, least=84),
    Column("due", "应配", _due, align=Align.RIGHT, width=47),
    Column("held", "实配", _held, align=Align.RIGHT, width=57),
    Column("who", "任职人员", _who, width=96, least=88),
)


class LeadersPane(QFrame):
    """Shows one unit; ``policy_wanted`` names the value that would settle it."""

    policy_wanted = Signal(str)
    import_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setAccessibleName("所选单位的领导职数")
        self._quota = ""
        self._unit: tuple[Overview, UnitOverview] | None = None
        self.title, self.sums = self._label("name"), self._label("tab")
        self.ground, self.remarks = self._label("note"), self._label("note")
        self.ground.setProperty("tone", "second")
        self.remarks.setProperty("tone", "amber")
        self.answer = self._button("确定一类职数…", lambda: self.policy_wanted.emit(self._quota))
        self.answer.setProperty("primary", "true")
        self.roster = self._button("导入人员名单…", self.import_wanted.emit)
        self.print = self._button("打印领导职数表…", self.print_wanted.emit)
        self.table: RecordTable[PostLine] = RecordTable(
            _COLUMNS,
            key=lambda line: (line.count.post, line.number),
            name="领导职务",
            numbered=False,
            filters=False,
            row_height=27,
        )
        self.table.setAccessibleName("各职务配备")
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff  # it is always as high as its rows
        self.table.sheet.setVerticalScrollBarPolicy(off)
        self.table.sheet.scrolled.connect(self._fit)
        self._arrange()
        self.clear()

    def clear(self) -> None:
        """Show nothing: no unit is chosen."""
        self._unit = None
        for label in (self.title, self.sums, self.ground, self.remarks):
            label.setText("")
        self.answer.hide()
        self.table.hide()

    def show_unit(self, page: Overview, unit: UnitOverview) -> None:
        """Show a unit."""
        row, result = unit.row, page.classification
        self.clear()
        self._unit = page, unit
        self.title.setText(escape(unit.name))
        if row is None or result is None:
            self.sums.setText("尚未分类，没有领导职数")
            return
        self.sums.setText(_sums(row))
        self.ground.setText(self._ground(result, row, listed=bool(unit.figures.leaders)))
        self.remarks.setText("\n".join(spaced(words) for words in row.leadership_remarks))
        self.remarks.setVisible(bool(row.leadership_remarks))
        self.table.setVisible(bool(row.leadership_held))
        lines = tuple(_lines(row, unit.figures.leaders))
        self.table.show_rows(lines)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the table as high as its rows."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        show_whole_rows(self.table, len(self.table.rows()))

    def _ground(self, result: Classification, row: ClassRow, *, listed: bool) -> str:
        said = []
        if row.size_class is not None:
            self._quota = f"leadership.class_{int(row.size_class)}"
            quota = _value(result, self._quota, row)
            self.answer.setText(f"确定{row.size_class.label}职数…")
            self.answer.setVisible(row.leadership_posts is None)
            if quota is not None:
                said.append(_clause(row, quota))
        if not listed:
            said.append("没有领导名册，实配按登记数计；导入人员名单后可看各职务由谁担任。")
        else:
            said.append("按人计，一人兼几职只计一次；应配为推定的职位结构。")
        return "\n".join(said)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.answer)
        foot = QHBoxLayout()
        foot.addWidget(self.roster)
        foot.addWidget(self.print)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(16), px(12), px(16), px(8))
        whole.setSpacing(px(8))
        whole.addLayout(head)
        whole.addWidget(self.sums)
        whole.addWidget(self.ground)
        whole.addWidget(self.table)
        whole.addWidget(self.remarks)
        whole.addLayout(foot)
        whole.addStretch(1)

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", role)
        label.setWordWrap(True)
        return label

    def _button(self, words: str, pressed: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: pressed())
        return button


def _sums(row: ClassRow) -> str:
    posts, persons = row.leadership_posts, row.leadership_actual
    said = [f"核定 {'待确定' if posts is None else f'<b>{posts}</b> 名'}"]
    said.append(f"实配 {'未登记' if persons is None else f'<b>{persons}</b> 人'}")
    if row.leadership_titles is not None and row.leadership_titles != persons:
        said[-1] += f"（{row.leadership_titles} 个职务）"
    if posts is not None and persons is not None:
        if persons > posts:
            red = theme().red.name()
            said.append(f'<b style="color:{red}">⚠ 超职数 {persons - posts} 名</b>')
        else:
            full = "满职" if persons == posts else f"空职 {posts - persons} 名"
            said.append("，".join((full, *_crowded(row))))
    return " · ".join(said)


def _crowded(row: ClassRow) -> Iterator[str]:
    """Say which posts have more persons than the structure has places, though the unit has not."""
    for count in row.leadership_held:
        if over := _beyond(count):
            name = count.post.label.partition("（")[0]
            yield f'<b style="color:{theme().red.name()}">{name}超 {over} 名</b>'


def _value(result: Classification, name: str, row: ClassRow) -> CitedValue | None:
    found = [value for value in result.parameters if value.name == name]
    same = [value for value in found if value.value == row.leadership_posts]
    return next(iter((*same, *found)), None)


def _clause(row: ClassRow, quota: CitedValue) -> str:
    assert row.size_class is not None
    cites = "；".join(cite.text for cite in quota.cites)
    if row.leadership_posts is None:
        return f"待本县确定：{quota.note}。"
    quotes = "".join(f"“{cite.quote}”" for cite in quota.cites if cite.quote)
    ground = quotes or quota.basis
    return (
        f"{row.size_class.label} {row.leadership_posts} 名：{ground}{f'，{cites}' if cites else ''}"
    )
