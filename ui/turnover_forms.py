"""使用… and 收回…: posts are lent to a unit for a term, and taken back, each by a document."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QWidget

from townoffice.feedback import OfficeError
from townoffice.records import Category, GrantLine
from ui.answers import Told, answers, ask_in_column
from ui.days import today, typed_day
from ui.pages.townships_fields import Fields
from ui.theme import px
from ui.turnover_work import Lent, check, give_back, grant

if TYPE_CHECKING:
    from townoffice.desk.turnover import GrantTyped
    from townoffice.records import Changes
    from ui.office import Office

__all__ = ["GiveBack", "LendPosts"]

_WRONG_DAY = "日期写成 2025-03-01"
_DOC = "必填，如 示编办〔2025〕3号"


class _Form(QDialog):
    """Fields, what is wrong, one button; the desk's own sentences stand under the fields."""

    def __init__(self, office: "Office", title: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(px(540))
        self._office = office
        self.fields = Fields(self)
        self.about, self.told = Told(self), Told(self)
        self.buttons, self.ok = answers(self, verb)
        ask_in_column(self, self.about, self.fields, self.told, self.buttons)
        office.closed.connect(self.close)

    def _line(self, key: str, name: str, example: str, text: str = "") -> QLineEdit:
        return self.fields.line(key, name, example, text, at_once=False)

    def _done(self, changes: "Changes") -> None:
        self._office.say(f"已{changes.label}", undo=True)
        self.accept()

    def _refused(self, error: OfficeError) -> bool:
        self.told.say(str(error), "red")
        return True


class LendPosts(_Form):
    """Asks who is lent how many posts, what for, from when to when."""

    def __init__(self, office: "Office", lent: Lent, parent: QWidget) -> None:
        super().__init__(office, "使用周转编制", "借出", parent)
        self._lent = lent
        self._checked: tuple[GrantTyped, Mapping[str, str]] | None = None
        self.unit, self.category = self._units(), self._categories()
        self.count = self._line("count", "名数", "如 2")
        self.purpose = self._line("purpose", "用途", "如 森林防火专班")
        self.situation = self._line("situation", "适用情形", "如 满编，承担阶段性重点任务")
        self.since = self._line("since", "使用起", "如 2025-03-01", today().isoformat())
        self.until = self._line("until", "使用止", _until_words(lent))
        self.doc_no = self._line("doc_no", "文号", _DOC)
        self.about.setText(_about(lent))
        self.buttons.accepted.connect(self._write)
        self.fields.edited.connect(self._look)
        office.changed.connect(self._ask)
        self._look()
        self.unit.setFocus()

    def typed(self) -> "GrantTyped":
        """Give what is typed."""
        from townoffice.desk.turnover import GrantTyped  # noqa: PLC0415  read by the worker before

        count = self.count.text().strip().removesuffix("名").strip()
        return GrantTyped(
            self.unit.currentData() or "",
            Category(self.category.currentData()),
            int(count) if count.isdecimal() and count.isascii() else None,
            self.purpose.text(),
            self.situation.text(),
            typed_day(self.since.text()),
            typed_day(self.until.text()),
            self.doc_no.text(),
        )

    def _units(self) -> QComboBox:
        box = QComboBox(self)
        box.addItem("请选", "")
        for name, code in self._lent.units:
            box.addItem(f"{name}　{code}", code)
        box.activated.connect(lambda _place: self._chose())
        self.fields.add("unit", "使用单位", box)
        return box

    def _categories(self) -> QComboBox:
        box = QComboBox(self)
        for pool in self._lent.pools:
            box.addItem(f"{pool.category.label}（可用 {pool.free} 名）", pool.category.value)
        places = [place for place, pool in enumerate(self._lent.pools) if pool.free > 0]
        box.setCurrentIndex(places[0] if places else 0)
        box.activated.connect(lambda _place: self._chose())
        self.fields.add("category", "类别", box)
        return box

    def _chose(self) -> None:
        self.fields.touch("unit")
        self._look()

    def _look(self) -> None:
        """Hold what is typed against the book; the answer comes from the worker."""
        if self._checked is not None and self._checked[0] == self.typed():
            self._tell(*self._checked)  # a field was only left: Enter goes on to the button
        else:
            self.ok.setEnabled(False)
            self._ask()

    def _ask(self, _changes: object = None) -> None:
        work = partial(check, self.typed())
        self._office.jobs.run(work, self._take, latest="turnover.check")

    def _take(self, checked: "tuple[GrantTyped, Mapping[str, str]]") -> None:
        typed, found = checked
        if typed != self.typed():
            return
        faults = dict(found)
        if not typed.unit:
            faults["unit"] = "请选使用单位"
        for key, line in (("since", self.since), ("until", self.until)):
            if line.text().strip() and typed_day(line.text()) is None:
                faults[key] = _WRONG_DAY
        self._checked = typed, faults
        self._tell(typed, faults)

    def _tell(self, typed: "GrantTyped", faults: Mapping[str, str]) -> None:
        ordered = {key: faults[key] for key in _ORDER if key in faults}
        self.told.say(self.fields.tell(ordered, {}) or ("" if faults else _result(typed)))
        self.ok.setEnabled(not faults and not self._office.read_only)

    def _write(self) -> None:
        if self.ok.isEnabled():
            self.ok.setEnabled(False)
            self._office.jobs.write(partial(grant, self.typed()), self._done, wrong=self._refused)


class GiveBack(_Form):
    """Asks on which day and by which document posts come back."""

    def __init__(self, office: "Office", line: GrantLine, parent: QWidget) -> None:
        super().__init__(office, f"收回周转编制 · {line.name}", "收回", parent)
        self._line_of = line
        held = line.grant
        self.about.setText(
            f"{held.category.label} {held.count} 名，{held.since.isoformat()} 至"
            f" {held.until.isoformat()} 使用（{held.doc_no}）：{held.purpose}。"
            "收回之日起归县级周转，可以再借。"
        )
        self.doc_no = self._line("doc_no", "文号", _DOC)
        self.day = self._line("on", "收回日期", "如 2025-03-01", today().isoformat())
        self.buttons.accepted.connect(self._write)
        self.fields.edited.connect(self._look)
        office.changed.connect(self.close)  # what it was asked about may be no more
        self._look()
        self.doc_no.setFocus()

    def _look(self) -> None:
        from townoffice.desk.wording import doc_no_fault  # noqa: PLC0415  read by the worker before

        faults: dict[str, str] = {}
        doc_no, day = self.doc_no.text().strip(), typed_day(self.day.text())
        since = self._line_of.grant.since
        if not doc_no:
            faults["doc_no"] = "收回周转编制须有文号"
        elif fault := doc_no_fault(doc_no):
            faults["doc_no"] = fault
        if day is None:
            faults["on"] = _WRONG_DAY
        elif day < since:
            faults["on"] = f"{since.isoformat()} 才开始使用，收回不能早于这一天"
        self.told.say(self.fields.tell(faults, {}))
        self.ok.setEnabled(not faults and not self._office.read_only)

    def _write(self) -> None:
        day, number = typed_day(self.day.text()), self._line_of.grant.id
        if day is None or number is None or not self.ok.isEnabled():
            return
        self.ok.setEnabled(False)
        work = partial(give_back, number, day, self.doc_no.text().strip())
        self._office.jobs.write(work, self._done, wrong=self._refused)


_ORDER = ("unit", "count", "purpose", "situation", "since", "until", "doc_no")
"""Fields from the top: the first fault said is that of the first field."""


def _about(lent: Lent) -> str:
    pools = "；".join(f"{pool.category.label}可用 {pool.free} 名" for pool in lent.pools)
    return f"县级周转{pools}。借给满编的单位使用，不计入它的核定数，到期收回。"


def _until_words(lent: Lent) -> str:
    if lent.term is None:
        return "如 2027-02-28，含当日"
    return f"如 2027-02-28，含当日；最长 {lent.term.value} 年"


def _result(typed: "GrantTyped") -> str:
    return f"借出 {typed.count} 名，到期提醒收回；可以撤销。"
