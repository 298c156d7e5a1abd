"""What every act on institutions asks: day, document, name, counts; and what an act would do."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TypeAlias

from townoffice.desk.institution_known import Known, day_before
from townoffice.desk.unit_checks import day_of, odd_doc_no
from townoffice.records import (
    Agency,
    Category,
    Ending,
    Enforcement,
    HeadHeldBy,
    Institution,
    InstitutionKind,
    Module,
    ModuleLeader,
    Nameplate,
    Platform,
    RightGrant,
    RightUse,
    Township,
    Waiver,
)
from townoffice.sheets.cells import name_key, read_name

Kept: TypeAlias = (
    Institution
    | Nameplate
    | Agency
    | Enforcement
    | Platform
    | RightGrant
    | RightUse
    | ModuleLeader
    | Waiver
)


CHANGED: Mapping[str, str] = {
    "kind": "性质",
    "category": "编制类别",
    "authorized": "核定编制",
    "level": "规格",
}
"""What a document sets anew of an institution, in words."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What an act would write, as one change: its label, and in sentences what will be.

    ``updated`` is written before ``added``, for an institution has one open state at a time.
    """

    label: str
    lines: tuple[str, ...]
    updated: tuple[Kept, ...] = ()
    added: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A draft weighed: the deed, None while there is a fault.

    ``faults`` and ``notes`` are sentences by field of the draft; a note forbids nothing.
    """

    deed: Deed | None
    faults: Mapping[str, str]
    notes: Mapping[str, str]


@dataclass(slots=True)
class Look:
    """One look at a draft: what is wrong is gathered field by field, the first word counts."""

    known: Known
    faults: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def fault(self, where: str, sentence: str) -> None:
        """Say what is wrong with a field, unless something was said of it before."""
        self.faults.setdefault(where, sentence)

    def weighed(self, deed: Deed | None) -> Weighed:
        """End the look: no deed where there is a fault."""
        return Weighed(None if self.faults else deed, self.faults, self.notes)

    def day(self, text: str, words: str, where: str = "since") -> date | None:
        """Read the day an act needs; ``words`` say what day it is."""
        found: dict[str, str] = {}
        day = day_of(text, found)
        if found:
            self.fault(where, found["since"])
        elif day is None:
            self.fault(where, f"请填{words}，如 2025-03-01")
        return day

    def maybe_day(self, text: str, where: str = "since") -> date | None:
        """Read a day that may be left empty."""
        return self.day(text, "", where) if text.strip() else None

    def document(self, text: str, what: str, where: str = "doc_no") -> str:
        """Read the document an act needs; ``what`` cannot be without one."""
        said = plain(text)
        if not said:
            self.fault(where, f"{what}须有文号，如 示编办〔2025〕3号")
        elif odd := odd_doc_no(said):
            self.notes[where] = odd
        return said

    def maybe_document(self, text: str, where: str = "doc_no") -> str | None:
        """Read a document that may be missing."""
        if odd := odd_doc_no(text):
            self.notes[where] = odd
        return plain(text) or None

    def name(self, text: str, what: str, where: str = "name") -> str:
        """Read a name without blanks."""
        name = read_name(text)
        if name is None:
            self.fault(where, f"请填{what}")
        return name or ""

    def count(self, value: int | None, what: str, where: str) -> None:
        """Refuse a count below zero."""
        if value is not None and value < 0:
            self.fault(where, f"{what}不能小于 0")

    def posts(
        self,
        kind: InstitutionKind | None,
        category: Category | None,
        authorized: int | None,
        actual: int | None,
        where: str = "",
    ) -> None:
        """Weigh posts and people; ``where`` goes before the names of the fields."""
        self.count(authorized, "核定编制", f"{where}authorized")
        self.count(actual, "实有人数", f"{where}actual")
        if category is Category.LEADERSHIP:
            self.fault(f"{where}category", "领导职数不是机构的编制，请选行政、事业等编制")
        if authorized is not None and actual is not None and actual > authorized:
            self.notes[f"{where}actual"] = f"实有 {actual} 名多于核定 {authorized} 名，将列为超编"
        usual = usual_category(kind)
        if kind is not None and usual is not None and category not in {None, usual}:
            assert category is not None
            self.notes[f"{where}category"] = (
                f"{kind.label}一般用{usual.label}，这里是{category.label}"
            )

    def unit(self, unit_id: int | None, since: date | None, where: str) -> Township | None:
        """Find the unit an act is for; it must exist on the day."""
        unit = self.known.unit(unit_id)
        if unit is None:
            self.fault(where, "请选乡镇（街道）")
        elif since is not None and not unit.exists(since):
            self.fault("since", f"{unit.name}{_when(unit, since)}")
        return unit

    def institution(
        self, number: int, since: date | None, where: str = "number"
    ) -> Institution | None:
        """Find an institution that is there; an act on it must come after its last one."""
        held = self.known.current(number)
        if held is None:
            self.fault(where, "台账中没有这个机构了")
            return None
        if held.valid_to is not None:
            how = held.ending.label if held.ending else "撤销"
            self.fault(where, f"{held.name}已于 {held.valid_to.isoformat()} {how}")
        elif since is not None and held.valid_from is not None and since <= held.valid_from:
            begun = f"{held.name} {held.valid_from.isoformat()} 才{held.origin.label}"
            self.fault("since", f"{begun}，这一步须在此后")
        return held

    def free_name(
        self,
        unit: Township | None,
        name: str,
        since: date | None,
        but: Iterable[int] = (),
        where: str = "name",
    ) -> None:
        """Refuse a name another institution of the unit has; ``but`` are those that give it up."""
        if unit is None or unit.id is None or not name:
            return
        others, key = set(but), name_key(name)
        for state in self.known.of_unit(unit.id, since):
            if state.number not in others and name_key(state.name) == key:
                self.fault(where, f"{unit.name}已有{state.name}")
        for plate in self.known.nameplates:
            same = plate.township_id == unit.id and name_key(plate.name) == key
            if same and plate.valid_to is None:
                self.notes.setdefault(where, f"{unit.name}有一块牌子也叫{plate.name}")


def ended(state: Institution, since: date, ending: Ending, doc_no: str) -> Institution:
    """End a state the day before another one begins, or it is no more."""
    return replace(state, valid_to=day_before(since), ending=ending, end_doc_no=doc_no)


def usual_category(kind: InstitutionKind | None) -> Category | None:
    """Give the kind of posts institutions of a kind use as a rule; None where both are usual."""
    match kind:
        case InstitutionKind.PARTY_GOV_OFFICE:
            return Category.ADMIN
        case InstitutionKind.PUBLIC_INSTITUTION:
            return Category.INSTITUTION
    return None


def plain(text: str) -> str:
    """Give a text as it is kept: composed, without blanks around it."""
    return unicodedata.normalize("NFC", text.strip())


def by(doc_no: str | None) -> str:
    """Write a document behind a label."""
    return f"（{doc_no}）" if doc_no else ""


def _when(unit: Township, since: date) -> str:
    if unit.valid_from is not None and since < unit.valid_from:
        return f" {unit.valid_from.isoformat()} 才设立，日期须在此后"
    assert unit.valid_to is not None
    return f"已于 {unit.valid_to.isoformat()} 撤销"


def whose(look: Look, held: Institution) -> str:
    """Name the unit of an institution."""
    unit: Township | None = look.known.unit(held.township_id)
    return unit.name if unit else ""


def moved(before: Institution, after: Institution, words: Mapping[str, str]) -> tuple[str, ...]:
    """Say field by field what moved, in the order of the record."""
    names = [part.name for part in fields(before) if part.name in words]
    return tuple(
        f"{words[name]} {_said(old)} → {_said(new)}"
        for name in names
        if (old := getattr(before, name)) != (new := getattr(after, name))
    )


def _said(value: object) -> str:
    match value:
        case None | "":
            return "空"
        case date():
            return value.isoformat()
        case InstitutionKind() | Category() | HeadHeldBy() | Module():
            return value.label
        case str() if len(value) > 20:
            return f"{value[:20]}…"
    return str(value)
