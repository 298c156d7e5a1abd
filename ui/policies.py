"""政策: which packs there are, what the county adopted, every value with its source; adopting."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from townoffice.feedback import OfficeError, Progress
from townoffice.records import Adoption, Changes, KindGroup, PackView
from ui.files import choose_file
from ui.office import Office
from ui.pages.method_opening import open_editor
from ui.policies_adopting import Adopting
from ui.policies_detail import Detail
from ui.policies_table import COLUMNS, Line, Own, lines_of
from ui.room import fit
from ui.tables import RecordTable
from ui.theme import px

if TYPE_CHECKING:  # sqlalchemy is read by the worker, after the frame is painted
    from townoffice.desk.books import Book
    from townoffice.desk.own_values import Standing

TOPICS = {
    "classification": "分类",
    "leadership": "领导职数",
    "staffing": "编制测算",
    "limits": "编制比例",
    "institutions": "机构设置",
    "agencies": "派驻机构",
    "enforcement": "综合执法",
    "platforms": "四个平台",
    "rights": "赋予的权",
    "modules": "职能模块",
    "discipline": "机构编制纪律",
    "evaluation": "考核评价",
}
_Found: TypeAlias = "tuple[tuple[PackView, ...], tuple[Adoption, ...], Standing]"


class Policies(QDialog):
    """Packs at the left, the values of the chosen one at the right, adopting below.

    ``wanted``: the name of a value, or a topic, to show first.
    """

    def __init__(self, office: Office, parent: QWidget | None = None, wanted: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        county = office.county
        self.setWindowTitle(f"政策与本县取值 · {county.name}" if county else "政策与本县取值")
        self._wanted = wanted
        self._known: Standing | None = None
        self._office = office
        self._packs: tuple[PackView, ...] = ()
        self._adoptions: tuple[Adoption, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName("政策包")
        self.list.setWordWrap(True)
        self.list.setStyleSheet(
            f"QListWidget::item {{ padding: {px(9)}px {px(10)}px; }}"
            f"QListWidget {{ padding: {px(4)}px; }}"
        )
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
        self.detail = Detail(self)
        self.detail.change.connect(self.change)
        self.table.current_changed.connect(lambda line, _key: self._tell(line))
        self.table.explain_asked.connect(lambda line, _key: self.change(line.value.name))
        self.adopting = Adopting(self, read_only=office.read_only)
        self.adopting.wanted.connect(lambda: self._adopt(self._pack_id()))
        self.doc_no, self.since = self.adopting.doc_no, self.adopting.since
        self.adopt, self.wrong = self.adopting.adopt, self.adopting.wrong
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
        right.addWidget(self.detail)
        right.addWidget(self.adopting)
        row = QHBoxLayout()
        self.list.setMinimumWidth(px(120))
        self.list.setMaximumWidth(px(312))
        row.addWidget(self.list, 3)
        row.addLayout(right, 7)
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        own = QPushButton("采用本县政策包…")
        own.clicked.connect(lambda _checked: self._choose_own())
        own.setEnabled(not self._office.read_only)
        make = QPushButton("自定办法…")
        make.setToolTip("由几个部分组成本县自己的核编办法，边填边试算")
        make.clicked.connect(lambda _checked: open_editor(self._office, self, self._method_id()))
        make.setEnabled(not self._office.read_only)
        foot = QHBoxLayout()
        foot.addWidget(own)
        foot.addWidget(make)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(10))
        column.addLayout(row, 1)
        column.addLayout(foot)
        fit(self, 1160, 720)

    def _reload(self, _changes: Changes) -> None:
        self._read()

    def show_value(self, wanted: str) -> None:
        """Go to a value by its name, or to the pack of a topic."""
        self._wanted = wanted
        self._go()

    def change(self, name: str) -> None:
        """Ask for the county's own figure of a value."""
        from ui.policies_value import ValueDialog  # noqa: PLC0415  read when first wanted

        if self._known is None or self._office.read_only:
            return
        if name == "staffing.method":
            self.adopting.say("要换核编办法，请采用写有那个办法的政策包")
            return
        known = self._of_pack(self._known, name)
        if known.of(name) is None:
            self.adopting.say("本县没有采用这个政策包，请先采用，再改其中的取值")
            return
        dialog = ValueDialog(self._office, known, name, self)
        dialog.written.connect(lambda: self.show_value(name))
        dialog.open()

    def _of_pack(self, known: "Standing", name: str) -> "Standing":
        """Leave of a value only what the pack on show is in force for."""
        pack = next((pack for pack in self._packs if pack.id == self._pack_id()), None)
        if pack is None or _amends(pack):
            return known
        held = tuple(v for v in known.values.get(name, ()) if v.base.pack_id == pack.id)
        return replace(known, values={**known.values, name: held})

    def _read(self) -> None:
        work = partial(_packs, self._office.year)
        self._office.jobs.run(work, self._take, latest="policies")

    def _take(self, found: _Found) -> None:
        before, line = self._pack_id(), self.table.current()
        packs, self._adoptions, self._known = found
        adopted = {adoption.pack_id for adoption in self._adoptions}
        order = list(TOPICS)  # those in use first, then by what they are about
        self._packs = tuple(
            sorted(packs, key=lambda p: (p.id not in adopted, order.index(p.topic), p.own))
        )
        self.list.clear()
        for pack in self._packs:
            held = [a for a in self._adoptions if a.pack_id == pack.id]
            words = f"{pack.title}\n{TOPICS.get(pack.topic, pack.topic)} · "
            words += ("本县 · " if pack.own else "") + _held(held)
            item = QListWidgetItem(words)
            item.setToolTip(pack.id)
            self.list.addItem(item)
        ids = [pack.id for pack in self._packs]
        self.list.setCurrentRow(ids.index(before) if before in ids else 0)
        if line is not None and before in ids:  # clearing the list showed other packs meanwhile
            self.table.select(line[0].number, line[1])
        self._go()

    def _go(self) -> None:
        """Go to the value that is wanted, once."""
        topic = self._wanted.partition(".")[0]
        for place, pack in enumerate(self._packs):
            names = {cited.name for cited, _, _ in pack.values}
            found = self._wanted in names or pack.topic == topic
            if self._wanted and found and not _amends(pack):
                self.list.setCurrentRow(place)
                line = next((n for n in self.table.rows() if n.value.name == self._wanted), None)
                if line is not None:
                    self.table.select(line.number, "value")
                self._wanted = ""
                return

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self._packs):
            return
        pack = self._packs[place]
        self.title.setText(pack.title)
        said = [_said(a) for a in self._adoptions if a.pack_id == pack.id]
        self.adopted.setText("；".join(said) or "本县没有采用这个政策包")
        lines = lines_of(pack.values, self._own(pack))
        self.table.show_rows(lines)
        current = self.table.current()
        if current is None and lines:
            self.table.select(lines[0].number, "value")
        else:
            self._tell(current[0] if current else None)

    def _own(self, pack: PackView) -> dict[str, Own]:
        """Give what the county set for values of a pack."""
        found: dict[str, Own] = {}
        if self._known is None or _amends(pack):
            return found
        for name, values in self._known.values.items():
            set_here = [v for v in values if v.own is not None and v.base.pack_id == pack.id]
            if set_here and set_here[0].own is not None:
                groups = tuple(v.group for v in set_here)
                found[name] = Own(set_here[0].own, set_here[0].since, groups)
        return found

    def _tell(self, line: object) -> None:
        self.detail.show_line(
            line if isinstance(line, Line) else None, read_only=self._office.read_only
        )

    def _pack_id(self) -> str:
        place = self.list.currentRow()
        return self._packs[place].id if 0 <= place < len(self._packs) else ""

    def _method_id(self) -> str:
        """Give the id of the method that the pack on show describes, if it does."""
        place = self.list.currentRow()
        values = self._packs[place].values if 0 <= place < len(self._packs) else ()
        found = (cited.value for cited, _, _ in values if cited.name == "staffing.method")
        return str(next(found, ""))

    def _choose_own(self) -> None:
        if not self.doc_no.text().strip():
            self.adopting.say("请先填本县文号，再选政策包文件")
            self.doc_no.setFocus()
            return
        kinds = "政策包 (*.toml)"
        choose_file(self, "选本县政策包", kinds, lambda path: self._adopt(str(path)), None)

    def _adopt(self, pack: str) -> None:
        work = partial(_adopt, pack, *self.adopting.chosen())
        self._office.jobs.write(work, self._done, wrong=self._refused)

    def _done(self, changes: Changes | None) -> None:
        self.adopting.say("")
        if changes is not None:
            self._office.say(f"已{changes.label}", undo=True)

    def _refused(self, error: OfficeError) -> bool:
        self.adopting.say(str(error))
        return True


def _amends(pack: PackView) -> bool:
    """Tell a pack of the county's own figures from one of a whole topic, as a method is."""
    return pack.own and pack.overrides is not None


def _held(adoptions: Sequence[Adoption]) -> str:
    """Say whether a pack is adopted, or was."""
    if not adoptions:
        return "未采用"
    ended = [a.valid_to for a in adoptions if a.valid_to is not None]
    return f"采用至 {max(ended)}" if len(ended) == len(adoptions) else "已采用"


def _said(adoption: Adoption) -> str:
    days = f"自 {adoption.valid_from} 起" if adoption.valid_from else "一直"
    if adoption.valid_to is not None:
        days += f"到 {adoption.valid_to}"
    return f"{adoption.group}：{days}，{adoption.doc_no or adoption.note or '—'}"


def _packs(year: int | None, book: "Book", _progress: Progress) -> "_Found":
    from townoffice.desk import own_values, policies  # noqa: PLC0415  sqlalchemy is read by the worker

    return policies.packs(book), book.adoptions(), own_values.standing(book, year)


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
