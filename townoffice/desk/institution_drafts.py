"""What is typed of institutions and name plates: one draft for each act of the office.

Days and document numbers are texts as typed, counts whole numbers or None, a ``number`` is an
institution's for life. An ``as_…`` writes what is registered as it would be typed, so that a dialog
begins with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from townoffice.desk.institution_known import Known
from townoffice.records import (
    Category,
    HeadHeldBy,
    Institution,
    InstitutionKind,
    Module,
    Nameplate,
)


@dataclass(frozen=True, slots=True)
class FoundDraft:
    """An institution founded by a document; ``listed``: one there already, its making not known."""

    unit_id: int
    kind: InstitutionKind = InstitutionKind.PARTY_GOV_OFFICE
    name: str = ""
    category: Category | None = None
    authorized: int | None = None
    actual: int | None = None
    level: str = ""
    head: str = ""
    head_held_by: HeadHeldBy | None = None
    deputies: int | None = None
    duties: str = ""
    module: Module | None = None
    since: str = ""
    doc_no: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class EditDraft:
    """What needs no document: people in place, head, deputies, duties, module."""

    number: int
    actual: int | None = None
    head: str = ""
    head_held_by: HeadHeldBy | None = None
    deputies: int | None = None
    duties: str = ""
    module: Module | None = None


@dataclass(frozen=True, slots=True)
class CorrectDraft:
    """One state of an institution put right as it should have been registered (更正登记)."""

    institution_id: int
    name: str
    kind: InstitutionKind
    category: Category | None = None
    authorized: int | None = None
    level: str = ""
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """Kind, posts or rank set anew by a document."""

    number: int
    kind: InstitutionKind
    category: Category | None = None
    authorized: int | None = None
    level: str = ""
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class RenameDraft:
    """Another name by a document."""

    number: int
    name: str = ""
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class MergeDraft:
    """Several institutions become one: ``into`` of them goes on, None: a new one is made."""

    numbers: tuple[int, ...]
    into: int | None = None
    name: str = ""
    kind: InstitutionKind | None = None
    category: Category | None = None
    authorized: int | None = None
    actual: int | None = None
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class PartDraft:
    """One part of an institution that is split."""

    name: str = ""
    kind: InstitutionKind = InstitutionKind.PARTY_GOV_OFFICE
    category: Category | None = None
    authorized: int | None = None
    actual: int | None = None


@dataclass(frozen=True, slots=True)
class SplitDraft:
    """One institution becomes several; ``goes_on``: the first part is it, under its number."""

    number: int
    parts: tuple[PartDraft, ...] = ()
    goes_on: bool = False
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class MoveDraft:
    """An institution goes to another unit, its plates with it."""

    number: int
    unit_id: int | None = None
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class CloseDraft:
    """An institution is no more from a day on."""

    number: int
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class HangDraft:
    """A plate on an institution's door; ``as_found``: it hangs there, no document allowed it."""

    unit_id: int
    host: int | None = None
    name: str = ""
    since: str = ""
    doc_no: str = ""
    as_found: bool = False


@dataclass(frozen=True, slots=True)
class CorrectPlateDraft:
    """A plate put right: its host, name, day, or the document that allows it."""

    plate_id: int
    host: int | None = None
    name: str = ""
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class TakeDownDraft:
    """A plate is taken down: from that day it hangs no more."""

    plate_id: int
    since: str = ""
    doc_no: str = ""


def as_edit(held: Institution) -> EditDraft:
    """Write what needs no document as it would be typed."""
    return EditDraft(
        held.number,
        held.actual,
        held.head or "",
        held.head_held_by,
        held.deputies,
        held.duties or "",
        held.module,
    )


def as_correction(held: Institution) -> CorrectDraft:
    """Write a state as it would be typed; it must be of a book."""
    assert held.id is not None
    return CorrectDraft(
        held.id,
        held.name,
        held.kind,
        held.category,
        held.authorized,
        held.level or "",
        _typed(held.valid_from),
        held.doc_no or "",
    )


def as_change(held: Institution) -> ChangeDraft:
    """Begin a change by document with what stands."""
    return ChangeDraft(held.number, held.kind, held.category, held.authorized, held.level or "")


def as_merger(known: Known, numbers: Sequence[int], into: int | None = None) -> MergeDraft:
    """Begin a merger: posts and people added up, name and kind of the one that goes on."""
    held = [state for number in numbers if (state := known.current(number)) is not None]
    heir = next((state for state in held if state.number == into), held[0] if held else None)
    return MergeDraft(
        tuple(numbers),
        into,
        heir.name if heir is not None and into is not None else "",
        heir.kind if heir is not None else None,
        heir.category if heir is not None else None,
        added([state.authorized for state in held]),
        added([state.actual for state in held]),
    )


def as_plate(plate: Nameplate) -> CorrectPlateDraft:
    """Write a plate as it would be typed; it must be of a book."""
    assert plate.id is not None
    return CorrectPlateDraft(
        plate.id, plate.host, plate.name, _typed(plate.valid_from), plate.doc_no or ""
    )


def added(counts: Sequence[int | None]) -> int | None:
    """Add up the counts that are known; None where none is."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _typed(day: date | None) -> str:
    return day.isoformat() if day else ""
