"""合并… and 分设…: several institutions become one, one becomes several, each by a document."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from townoffice.desk import institution_drafts as drafts
from townoffice.desk.institution_known import Known
from townoffice.records import Institution, InstitutionKind
from ui.answers import ask_in_column
from ui.pages.institutions_form import Choice, Count, DraftForm, Line, doc_no, since
from ui.pages.institutions_forms import CATEGORIES, KINDS
from ui.theme import px

if TYPE_CHECKING:
    from ui.office import Office

__all__ = ["MergeForm", "SplitForm"]

_PARTS, _ROWS = 4, 5


def _now(known: Known, unit_id: int) -> list[Institution]:
    """Give what a unit has now, in the order of its list."""
    return sorted(known.of_unit(unit_id, None), key=lambda held: (held.place, held.number))


class MergeForm(DraftForm):
    """Ticks what is merged; posts and people are added up until somebody types others."""

    def __init__(self, office: "Office", known: Known, parent: QWidget, held: Institution) -> None:
        own = _now(known, held.township_id)
        self._typed_posts = False
        self.list = QListWidget()
        self.list.setAccessibleName("合并哪些机构")
        for one in own:
            posts = "" if one.authorized is None else f"　核定 {one.authorized}"
            item = QListWidgetItem(f"{one.name}　{one.kind.label}{posts}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, one.number)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            chosen = one.number == held.number
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        heirs = (("合成一个新的机构", None), *((f"并入 {s.name}", s.number) for s in own))
        super().__init__(
            office,
            known,
            parent,
            drafts.as_merger(known, (held.number,), held.number),
            (
                Choice("into", "合并后", heirs),
                Line("name", "名称", "全称"),
                Choice("kind", "类别", KINDS),
                Choice("category", "编制类别", CATEGORIES),
                Count("authorized", "核定编制", "名"),
                Count("actual", "实有人员", "名"),
                since("自何日起合并"),
                doc_no(),
            ),
            title="合并机构",
            verb="合并",
            about="勾选要合并的机构；它们的编制、人员和牌子都归到合并后的机构，写入后可以撤销。",
        )
        for key in ("authorized", "actual"):
            line = self.inputs[key]
            if isinstance(line, QLineEdit):
                line.textEdited.connect(self._keep_posts)
        into = self.inputs["into"]
        if isinstance(into, QComboBox):
            into.activated.connect(lambda _place: self._ticked())
        self.list.itemChanged.connect(lambda _item: self._ticked())
        self.list.setFocus()

    def draft(self) -> drafts.MergeDraft:
        """Give the draft with what is ticked."""
        made = super().draft()
        assert isinstance(made, drafts.MergeDraft)
        return replace(made, numbers=self.numbers())

    def numbers(self) -> tuple[int, ...]:
        """Give what is ticked."""
        items = (self.list.item(place) for place in range(self.list.count()))
        checked = Qt.CheckState.Checked
        return tuple(i.data(Qt.ItemDataRole.UserRole) for i in items if i.checkState() == checked)

    def _lay_out(self) -> None:
        self.list.setParent(self)
        self.list.setSpacing(px(2))
        rows = min(_ROWS, self.list.count())
        self.list.setFixedHeight(px(30) * rows + px(4))
        ask_in_column(self, self.about, self.list, self.fields, self.told, self.buttons)

    def _keep_posts(self, _text: str) -> None:
        self._typed_posts = True

    def _ticked(self) -> None:
        """Begin anew with the sums of what is ticked now."""
        typed = self.draft()
        fresh = drafts.as_merger(self._known, typed.numbers, typed.into)
        if not self._typed_posts:
            for key in ("authorized", "actual"):
                line, count = self.inputs[key], getattr(fresh, key)
                if isinstance(line, QLineEdit):
                    line.setText("" if count is None else str(count))
        name = self.inputs["name"]
        if isinstance(name, QLineEdit) and not name.isModified():
            name.setText(fresh.name)
        self.look()


class SplitForm(DraftForm):
    """Asks for the parts an institution is split into."""

    def __init__(self, office: "Office", known: Known, parent: QWidget, held: Institution) -> None:
        self._held = held
        self.parts = _Parts(held)
        super().__init__(
            office,
            known,
            parent,
            drafts.SplitDraft(held.number),
            (since("自何日起分设"), doc_no()),
            title=f"分设 · {held.name}",
            verb="分设",
            about="写出分成哪几个机构；名称空着的行不算。牌子留在第一个机构。",
        )
        self.parts.first_name().setFocus()

    def draft(self) -> drafts.SplitDraft:
        """Give the draft with the parts."""
        made = super().draft()
        assert isinstance(made, drafts.SplitDraft)
        return replace(made, parts=tuple(self.parts.all()), goes_on=self.parts.goes_on.isChecked())

    def _lay_out(self) -> None:
        self.parts.setParent(self)
        self.parts.changed_by(self.look)
        ask_in_column(self, self.about, self.parts, self.fields, self.told, self.buttons)


class _Parts(QWidget):
    """A few rows: name, kind, posts, people of each part."""

    def __init__(self, held: Institution) -> None:
        super().__init__()
        self._held = held
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(6))
        grid.setColumnStretch(0, 1)
        for column, words in enumerate(("名称", "类别", "核定", "实有")):
            grid.addWidget(QLabel(words, self), 0, column)
        self._rows: list[tuple[QLineEdit, QComboBox, QLineEdit, QLineEdit]] = []
        for number in range(1, _PARTS + 1):
            row = self._row(number)
            for column, widget in enumerate(row):
                grid.addWidget(widget, number, column)
            self._rows.append(row)
        self.goes_on = QCheckBox("第一个是原机构，沿用它的沿革", self)
        grid.addWidget(self.goes_on, _PARTS + 1, 0, 1, 4)

    def first_name(self) -> QLineEdit:
        """Give the field to begin with."""
        return self._rows[0][0]

    def changed_by(self, look: Callable[[], None]) -> None:
        """Tell every change."""
        for name, kind, authorized, actual in self._rows:
            for line in (name, authorized, actual):
                line.textEdited.connect(lambda _text: look())
            kind.activated.connect(lambda _place: look())
        self.goes_on.toggled.connect(lambda _on: look())

    def all(self) -> Iterable[drafts.PartDraft]:
        """Give the parts that have a name."""
        for name, kind, authorized, actual in self._rows:
            if name.text().strip():
                yield drafts.PartDraft(
                    name.text(),
                    list(InstitutionKind)[kind.currentIndex()],
                    self._held.category,
                    _count(authorized),
                    _count(actual),
                )

    def _row(self, number: int) -> tuple[QLineEdit, QComboBox, QLineEdit, QLineEdit]:
        name, kind = QLineEdit(self), QComboBox(self)
        name.setAccessibleName(f"第 {number} 个机构的名称")
        kind.setAccessibleName(f"第 {number} 个机构的类别")
        for one in InstitutionKind:
            kind.addItem(one.label)
        kind.setCurrentIndex(list(InstitutionKind).index(self._held.kind))
        counts = []
        for words in ("核定编制", "实有人员"):
            line = QLineEdit(self)
            line.setAccessibleName(f"第 {number} 个机构的{words}")
            line.setPlaceholderText("名")
            line.setFixedWidth(px(64))
            counts.append(line)
        return name, kind, counts[0], counts[1]


def _count(line: QLineEdit) -> int | None:
    text = line.text().strip()
    return int(text) if text.isdecimal() and text.isascii() else None
