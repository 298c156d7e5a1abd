"""What the office itself keeps: adopted policies, adopted plans, and the history of the book."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from townoffice.records.cited import CitedValue
from townoffice.records.ranking import EvaluationResult
from townoffice.records.results import Classification, StaffingResult
from townoffice.records.township import KindGroup

FieldValue: TypeAlias = (
    str
    | int
    | Decimal
    | date
    | tuple[str, ...]
    | tuple[int, ...]
    | tuple[tuple[str, Decimal], ...]
    | None
)
"""What a field of a record may hold; the closed lists of words are ``str`` or ``int`` too."""

DRAFT_TOPIC = "staffing-draft"
"""Topic of a plan that is kept to compare with."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """A policy pack in force for one topic and group of units (or one unit), by a document.

    In force from ``valid_from`` to ``valid_to``, both included, None = open. ``doc_no`` None with
    ``note`` 示例采用（未经本县发文确认） is what a new book starts with.
    """

    pack_id: str
    topic: str
    group: KindGroup
    unit_code: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    doc_no: str | None = None
    note: str | None = None
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class OwnPack:
    """A policy pack of the county's own, kept in the book as its TOML text."""

    pack_id: str
    text: str
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class PackView:
    """A pack as shown: id, title, topic, whose it is, and its values with their days."""

    id: str
    title: str
    topic: str
    own: bool
    overrides: str | None
    values: tuple[tuple[CitedValue, date | None, date | None], ...]


@dataclass(frozen=True, slots=True)
class PackText:
    """A pack as it stood when a plan was adopted: id, SHA-256 of the text, the text."""

    pack_id: str
    digest: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A calculation somebody adopted, with everything needed to print it again in ten years.

    ``topic`` is ``staffing``, ``classification`` or ``evaluation``, or :data:`DRAFT_TOPIC` for one
    that is kept to compare with and adopted by nobody. ``basis`` are the packs used, ``note`` why.
    ``adopted_at`` (UTC) and ``adopted_by`` are set by the book, as is ``check_code``: the head of
    the journal right after the adoption, 64 hex digits, empty until read back.
    """

    topic: str
    title: str
    result: StaffingResult | Classification | EvaluationResult
    basis: tuple[PackText, ...]
    note: str
    adopted_at: datetime | None = None
    adopted_by: str | None = None
    check_code: str = ""
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class ImportLog:
    """One import: which file (name, SHA-256), for which year, and how many units it touched.

    ``sheet`` of the file; ``left_out`` lines were read and not written. Both None: not known, the
    import is from before they were kept.
    """

    file_name: str
    file_digest: str
    kind: str
    year: int
    added: int
    changed: int
    unchanged: int
    missing: int
    sheet: str | None = None
    left_out: int | None = None
    id: int | None = None
    row_version: int = 0


class SaidOf(StrEnum):
    """What is remembered of a form: where its table is, or how a column or a unit is read."""

    SHEET = "sheet"
    FIELD = "field"
    UNIT = "unit"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Remembered:
    """One thing somebody said of a form, to be said again of the next file with the same header.

    ``form`` is the fingerprint of the header (64 hex digits) of ``lines`` lines. ``about`` and
    ``value`` are, by ``part``: *sheet* nothing and the sheet's name; *field* the column's place
    from the first of the header and the field (empty: not read); *unit* the same place and the word
    of the unit; *name* a unit's name as the form has it, folded, and its division code. ``words``
    are those of the form, for people.
    """

    form: str
    lines: int
    part: SaidOf
    about: str
    value: str
    words: str
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """Something the county has set for its book; what is not set has no record.

    ``name`` is one of the names the desk knows (``marking``: the line that start page, tables and
    papers carry).
    """

    name: str
    value: str
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """How the county wants one official table drawn, as the text the desk reads and writes.

    ``table_id`` empty: what holds for all tables (letterhead, words of the sign-off line).
    """

    table_id: str
    text: str
    id: int | None = None
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What one change did: its number, label and which nouns (table names) moved."""

    change_id: int
    label: str
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the book's history.

    ``undoes`` is the change this one took back (an undo, or the redo of an undo), ``rows`` how many
    rows it moved, ``digest`` the link of the chain it made (64 hex digits). ``weighty``: it moved
    an adopted plan or a policy adopted by document, so taking it back needs a ``reason``, which
    the undo then carries.
    """

    change_id: int
    label: str
    who: str
    at: datetime
    rows: int
    digest: str
    undoes: int | None = None
    undone: bool = False
    reason: str | None = None
    weighty: bool = False


@dataclass(frozen=True, slots=True)
class WaysBack:
    """How far undoing alone leads back.

    ``standing`` are the changes that stand, by the number their author's act has, the one to be
    taken back first in front. ``steps`` tells for the number of a change how many of them have to
    be taken back until the book is as it was right after that change; 0 is the book as it was
    founded. A change that is missing was itself taken back: undoing does not lead there.
    """

    standing: tuple[int, ...]
    steps: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class MovedField:
    """One field of one record that a change moved, with what it was and what it became.

    ``noun`` is the table name, as in :class:`Changes`; ``field`` the record's field. What tells
    the record from others of the unit: ``year`` or ``since``, and ``about`` (own indicators: name
    and unit; posts: category and measure; seats: person and post). A record that came has only
    ``new`` values, one that went only ``old`` ones. ``forgotten``: the content was cleared from
    the journal on purpose, only ``noun`` is known.
    """

    noun: str
    field: str
    old: FieldValue
    new: FieldValue
    year: int | None = None
    since: date | None = None
    about: tuple[FieldValue, ...] = ()
    forgotten: bool = False


@dataclass(frozen=True, slots=True)
class MovedRecord:
    """One record that a change moved, with its fields.

    ``about`` names what it is about: the unit, or the policy (its id), plan, file or setting.
    """

    about: str
    moves: tuple[MovedField, ...]


@dataclass(frozen=True, slots=True)
class RecordAct:
    """What one change did to the records of one unit; times, ``undone``, ``undoes`` as in Act."""

    change_id: int
    label: str
    who: str
    at: datetime
    undone: bool
    moves: tuple[MovedField, ...]
    undoes: int | None = None
