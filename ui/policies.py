"""政策: which packs there are, what the county adopted, every value with its source; adopting."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from townoffice.feedback import OfficeError, Progress
from townoffice.records import Adoption, Changes, CitedValue, KindGroup, PackView, State
from ui.files import choose_file
from ui.office import Office
from ui.room import fit
from ui.tables import Cell, Column, RecordTable
from ui.theme import Tone, px
from ui.values import value_words

if TYPE_CHECKING:  # sqlalchemy is read by the worker, after the frame is painted
    from townoffice.desk.books import Book

TOPICS = {"classification": "分类", "leadership": "领导职数", "staffing": "编制测算"}
STATES = {
    State.STATED: "文件规定",
    State.INFERRED: "推定",
    State.MISSING: "缺失",
    State.CHOSEN: "本次选定",
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One value of a pack with the days it is for."""

    number: int
    value: CitedValue
    since: date | None
    until: date | None


def _cites(line: _Line) -> Cell:
    text = "；".join(cite.text for cite in line.value.cites) or line.value.note or "—"
    quotes = [cite.quote for cite in line.value.cites if cite.quote]
    return Cell(text, tone=Tone.SECOND, tip="\n".join((text, *quotes)))


def _worth(line: _Line) -> Cell:
    text = value_words(line.value)
    return Cell(text, inferred=line.value.inferred, tip=line.value.basis, bold=True)


def _state(line: _Line) -> Cell:
    state = line.value.state
    tone = Tone.RED if state is State.MISSING else Tone.NORMAL
    return Cell(
        STATES[state],
        tone=tone,
        warning=state is State.MISSING,
        chip=2 if state is State.INFERRED else None,
        tip=line.value.note,
    )


COLUMNS: tuple[Column[_Line], ...] = (
    Column("label", "名称", lambda n: Cell(n.value.label, tip=n.value.name), width=190),
    Column("value", "数值", _worth, width=260),
    Column("unit", "单位", lambda n: Cell(n.value.unit), width=60),
    Column("state", "状态", _state, width=90),
    Column("cites", "出处", _cites, width=520),
)


class Policies(QDialog):
    """Packs at the left, the values of the chosen one at the right, adopting below."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("政策")
        self._office = office
        self._packs: tuple[PackView, ...] = ()
        self._adoptions: tuple[Adoption, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName("政策包")
        self.list.setWordWrap(True)
        self.list.setSpacing(px(2))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = QLabel()
        self.title.setProperty("role", "name")
        self.adopted = QLabel()
        self.adopted.setProperty("tone", "second")
        self.adopted.setWordWrap(True)
        self.table = RecordTable(
            COLUMNS, key=lambda line: line.number, name="policies", numbered=False, filters=False
        )
        self.table.setAccessibleName("政策包里的数值")
        self._lay()
        self.list.currentRowChanged.connect(self._show)
        office.changed.connect(self._reload)
        office.closed.connect(self.close)
        self._read()

    def _lay(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(px(8))
        for widget in (self.title, self.adopted):
            right.addWidget(widget)
        right.addWidget(self.table, 1)
        right.addLayout(self._adopting())
        row = QHBoxLayout()
        self.list.setFixedWidth(px(260))
        row.addWidget(self.list)
        row.addLayout(right, 1)
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        own = QPushButton("采用本县政策包…")
        own.clicked.connect(lambda _checked: self._choose_own())
        own.setEnabled(not self._office.read_only)
        foot = QHBoxLayout()
        foot.addWidget(own)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(10))
        column.addLayout(row, 1)
        column.addLayout(foot)
        fit(self, 1160, 640)

    def _adopting(self) -> QHBoxLayout:
        self.groups = {group: QCheckBox(group.value) for group in KindGroup}
        self.doc_no = QLineEdit()
        self.doc_no.setPlaceholderText("本县文号，如 示编办〔2024〕3号")
        self.doc_no.setAccessibleName("本县文号")
        self.since = QLineEdit()
        self.since.setPlaceholderText("自何日起，如 2024-03-01")
        self.since.setAccessibleName("自何日起")
        self.adopt = QPushButton("采用")
        self.adopt.setProperty("primary", "true")
        self.adopt.clicked.connect(lambda _checked: self._adopt(self._pack_id()))
        self.wrong = QLabel()
        self.wrong.setProperty("tone", "red")
        row = QHBoxLayout()
        row.addWidget(QLabel("适用"))
        for box in self.groups.values():
            box.setChecked(True)
            row.addWidget(box)
            box.toggled.connect(self._look)
        for line, width in ((self.since, 190), (self.doc_no, 260)):
            line.setFixedWidth(px(width))
            row.addWidget(line)
            line.textChanged.connect(self._look)
        row.addWidget(self.adopt)
        row.addWidget(self.wrong, 1)
        self._look()
        return row

    def _look(self) -> None:
        day = self.since.text().strip()
        wrong = bool(day) and _day(day) is None
        self.since.setProperty("wrong", "true" if wrong else "false")
        self.since.style().polish(self.since)
        self.wrong.setText("日期写成 2024-03-01" if wrong else "")
        ticked = any(box.isChecked() for box in self.groups.values())
        ready = bool(self.doc_no.text().strip()) and ticked and not wrong
        self.adopt.setEnabled(ready and not self._office.read_only)

    def _reload(self, _changes: Changes) -> None:
        self._read()

    def _read(self) -> None:
        self._office.jobs.run(_packs, self._take, latest="policies")

    def _take(self, found: tuple[tuple[PackView, ...], tuple[Adoption, ...]]) -> None:
        before = max(0, self.list.currentRow())
        self._packs, self._adoptions = found
        self.list.clear()
        for pack in self._packs:
            held = any(a.pack_id == pack.id for a in self._adoptions)
            words = f"{pack.title}\n{TOPICS.get(pack.topic, pack.topic)} · "
            words += ("本县 · " if pack.own else "") + ("已采用" if held else "未采用")
            item = QListWidgetItem(words)
            item.setToolTip(pack.id)
            self.list.addItem(item)
        self.list.setCurrentRow(min(before, self.list.count() - 1))

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self._packs):
            return
        pack = self._packs[place]
        self.title.setText(pack.title)
        said = [_said(a) for a in self._adoptions if a.pack_id == pack.id]
        self.adopted.setText("；".join(said) or "本县没有采用这个政策包")
        self.table.show_rows([_Line(n, *value) for n, value in enumerate(pack.values)])

    def _pack_id(self) -> str:
        place = self.list.currentRow()
        return self._packs[place].id if 0 <= place < len(self._packs) else ""

    def _choose_own(self) -> None:
        if not self.doc_no.text().strip():
            self.wrong.setText("请先填本县文号，再选政策包文件")
            self.doc_no.setFocus()
            return
        kinds = "政策包 (*.toml)"
        choose_file(self, "选本县政策包", kinds, lambda path: self._adopt(str(path)), None)

    def _adopt(self, pack: str) -> None:
        groups = tuple(group for group, box in self.groups.items() if box.isChecked())
        work = partial(
            _adopt, pack, groups, _day(self.since.text().strip()), self.doc_no.text().strip()
        )
        self._office.jobs.write(work, self._done, wrong=self._refused)

    def _done(self, changes: Changes | None) -> None:
        self.wrong.setText("")
        if changes is not None:
            self._office.say(f"已{changes.label}", undo=True)

    def _refused(self, error: OfficeError) -> bool:
        self.wrong.setText(str(error))
        self.wrong.setToolTip(str(error))
        return True


def _said(adoption: Adoption) -> str:
    days = f"{adoption.valid_from or '一开始'} 起"
    if adoption.valid_to is not None:
        days += f"至 {adoption.valid_to}"
    return f"{adoption.group}：{days}，{adoption.doc_no or adoption.note or '—'}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _packs(book: "Book", _progress: Progress) -> tuple[tuple[PackView, ...], tuple[Adoption, ...]]:
    from townoffice.desk import policies  # noqa: PLC0415  sqlalchemy is read by the worker

    return policies.packs(book), book.adoptions()


def _adopt(
    pack: str,
    groups: tuple[KindGroup, ...],
    since: date | None,
    doc_no: str,
    book: "Book",
    _progress: Progress,
) -> Changes | None:
    from townoffice.desk import policies  # noqa: PLC0415  sqlalchemy is read by the worker

    return policies.adopt_pack(book, pack, groups=groups, valid_from=since, doc_no=doc_no)
