"""The dialog that drafts an act: fields, what is wrong under each, and what will be written.

Every act about institutions is a draft of the desk: its fields are the draft's own, so a dialog is
a list of :class:`Line`, :class:`Count`, :class:`Choice` and :class:`Flag`. The draft is weighed as
one types, against all records there are, and written by the button as one change.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Never, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QWidget

from townoffice.feedback import OfficeError
from ui.answers import Told, answers, ask_in_column
from ui.pages import institutions_work as work
from ui.pages.townships_fields import Fields
from ui.theme import px

if TYPE_CHECKING:
    from townoffice.desk.institution_known import Known
    from townoffice.desk.institution_weighing import Draft, Weighed
    from townoffice.records import Changes
    from ui.office import Office

__all__ = ["DOC", "Choice", "Count", "DraftForm", "Field", "Flag", "Line", "doc_no", "since"]

DOC = "必填，如 示编办〔2025〕3号"
_MANY = 6
"""Fields from which they stand in two columns."""
_NO_COUNT = "写整数，如 5；没有就空着"


@dataclass(frozen=True, slots=True)
class Line:
    """Words or a day, as typed."""

    key: str
    name: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of posts or people; empty is None."""

    key: str
    name: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: words and value; None stands for not chosen."""

    key: str
    name: str
    options: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no, said in a sentence."""

    key: str
    words: str


Field = Line | Count | Choice | Flag


def since(name: str = "自何日起", example: str = "如 2025-03-01") -> Line:
    """Give the field of the day from which something is so."""
    return Line("since", name, example)


def doc_no(example: str = DOC) -> Line:
    """Give the field of the document."""
    return Line("doc_no", "文号", example)


class DraftForm(QDialog):
    """Asks for one draft; ``written`` follows when it is in the book."""

    written = Signal()

    def __init__(
        self,
        office: "Office",
        known: "Known",
        parent: QWidget,
        draft: "Draft",
        fields: Sequence[Field],
        *,
        title: str,
        verb: str = "写入",
        about: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        many = len(fields) > _MANY
        self.setMinimumWidth(px(760 if many else 560))
        self._office, self._known, self._draft = office, known, draft
        self._read: dict[str, Callable[[], object]] = {}
        self._miscounted: set[str] = set()
        self.about = Told(self, about)
        self.about.setVisible(bool(about))
        self.fields = Fields(self, columns=2 if many else 1)
        self.inputs: dict[str, QWidget] = {}
        for field in fields:
            self._add(field)
        self.told = Told(self)
        self.buttons, self.ok = answers(self, verb)
        self.buttons.accepted.connect(self._write)
        self._lay_out()
        self.fields.edited.connect(self._edited)
        office.changed.connect(self._read_again)
        office.closed.connect(self.close)
        self.look()
        first = next(iter(self.inputs.values()), None)
        if first is not None:
            first.setFocus()

    def draft(self) -> "Draft":
        """Give the draft as the fields have it."""
        self._miscounted.clear()
        read = {key: value() for key, value in self._read.items()}
        return replace(self._draft, **cast("dict[str, Never]", read))  # each field is the draft's

    def look(self) -> None:
        """Weigh what is typed and say what is wrong or what will happen."""
        weighed = self.weigh()
        faults = {**dict.fromkeys(self._miscounted, _NO_COUNT), **weighed.faults}
        ordered = {key: faults[key] for key in self.inputs if key in faults}
        missing = self.fields.tell({**ordered, **faults}, weighed.notes)
        ready = not faults and weighed.deed is not None
        self.told.say(missing or ("" if weighed.deed is None else "\n".join(weighed.deed.lines)))
        self.ok.setEnabled(ready and not self._office.read_only)

    def weigh(self) -> "Weighed":
        """Hold the draft against everything there is."""
        from townoffice.desk.institution_weighing import weigh  # noqa: PLC0415  read by the worker

        return weigh(self._known, self.draft())

    def _lay_out(self) -> None:
        """Put the parts one under another."""
        ask_in_column(self, self.about, self.fields, self.told, self.buttons)

    # ── fields ────────────────────────────────────────────────────────────────────────────────

    def _add(self, field: Field) -> None:
        was: object = getattr(self._draft, field.key)
        match field:
            case Line(key, name, example):
                line = self._line(key, name, example, "" if was is None else str(was))
                self._read[key] = line.text
            case Count(key, name, example):
                line = self._line(key, name, example, "" if was is None else str(was))
                self._read[key] = partial(self._count, key, line)
            case Choice():
                self._choice(field, was)
            case Flag(key, words):
                box = QCheckBox(words, self)
                box.setChecked(bool(was))
                box.toggled.connect(lambda _on: self.look())
                self.fields.add(key, "", box)
                box.setAccessibleName(words)
                self.inputs[key] = box
                self._read[key] = box.isChecked

    def _line(self, key: str, name: str, example: str, text: str) -> QLineEdit:
        line = self.fields.line(key, name, example, text, at_once=False)
        self.inputs[key] = line
        return line

    def _choice(self, field: Choice, was: object) -> None:
        box = QComboBox(self)
        values = [value for _words, value in field.options]
        for words, _value in field.options:
            box.addItem(words)
        box.setCurrentIndex(values.index(was) if was in values else 0)
        box.activated.connect(lambda _place: self._chose(field.key))
        self.fields.add(field.key, field.name, box)
        self.inputs[field.key] = box
        self._read[field.key] = lambda: values[box.currentIndex()]

    def _count(self, key: str, line: QLineEdit) -> int | None:
        text = line.text().strip().removesuffix("名").strip()
        if not text:
            return None
        if not (text.isdecimal() and text.isascii()):
            self._miscounted.add(key)
            return None
        return int(text)

    def _chose(self, key: str) -> None:
        self.fields.touch(key)
        self.look()

    def _edited(self, _key: str) -> None:
        self.look()

    # ── the book ──────────────────────────────────────────────────────────────────────────────

    def _read_again(self, _changes: object = None) -> None:
        self._office.jobs.run(work.read_known, self._take_known, latest="institutions.known")

    def _take_known(self, known: "Known") -> None:
        self._known = known
        self.look()

    def _write(self) -> None:
        if self.ok.isEnabled():
            self.ok.setEnabled(False)
            job = partial(work.commit, self.draft())
            self._office.jobs.write(job, self._done, wrong=self._refused)

    def _done(self, changes: "Changes") -> None:
        self._office.say(f"已{changes.label}", undo=True)
        self.written.emit()
        self.accept()

    def _refused(self, error: OfficeError) -> bool:
        self.look()
        self.told.say(str(error), "red")
        return True
