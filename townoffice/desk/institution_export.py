"""The register handed out as a list of institutions, which imports again as nothing changed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from townoffice.book import Book
from townoffice.desk.county_settings import marking
from townoffice.institutions import RegisterRow, registers
from townoffice.records import Institution, InstitutionKind, Nameplate, Township
from townoffice.sheets.fields import Field, FieldType, field_list
from townoffice.sheets.notes import institution_notes
from townoffice.sheets.write import CellOut, Check, Heading, write_table

KIND, LABEL = "institutions", "机构名册"
_FIELDS = (
    "name",
    "code",
    "institution",
    "kind",
    "plates",
    "authorized",
    "actual",
    "level",
    "head",
    "deputies",
    "duties",
    "doc_no",
    "since",
)
_AS_HELD = ("authorized", "actual", "level", "head", "deputies", "duties", "doc_no")
_WIDE = frozenset({"institution", "plates", "duties", "doc_no"})
_BLANK_LINES = 120


def export_institutions(book: Book, path: Path, year: int, *, blank: bool = False) -> None:
    """Write the institutions of every unit at the end of a year, or with ``blank`` the bare form.

    One line is one institution, its plates in one cell. Plates without a host are left out: a list
    has no line for them. :class:`CannotWrite`.
    """
    on = date(year, 12, 31)
    fields = field_list(KIND)
    rows = () if blank else tuple(_rows(book, on))
    write_table(
        path,
        f"{book.county.name}乡镇（街道）{LABEL}（{year}年）",
        LABEL,
        [_heading(fields.field(name)) for name in _FIELDS],
        rows,
        marking=marking(book),
        blank_lines=_BLANK_LINES if blank else 0,
        notes=institution_notes(year),
    )


def _heading(field: Field) -> Heading:
    check = None
    if field.name == "kind":
        check = Check(words=tuple(kind.label for kind in InstitutionKind))
    elif field.type is FieldType.COUNT:
        check = Check(whole=True)
    unit = f"（{field.unit}）" if field.unit else ""
    return Heading(field.label + unit, not field.numeric, check, wide=field.name in _WIDE)


def _rows(book: Book, on: date) -> Iterator[tuple[CellOut, ...]]:
    found = registers(book.townships(), book.all_of(Institution), book.all_of(Nameplate), on)
    for register in found:
        for row in register.rows:
            yield _row(register.township, row)


def _row(unit: Township, row: RegisterRow) -> tuple[CellOut, ...]:
    held = row.institution
    plates = "、".join(plate.name for plate in row.plates) or None
    since = held.valid_from.isoformat() if held.valid_from is not None else None
    values = (getattr(held, key) for key in _AS_HELD)
    return (unit.name, unit.code, held.name, held.kind.label, plates, *values, since)
