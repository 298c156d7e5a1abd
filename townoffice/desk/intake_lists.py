"""Imports of lists: leaders and institutions, one line for each, the unit on its first line.

What every preview settles (its year, its sheets) is here too; :mod:`.intake` is the door.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

from townoffice.book import Book, Writer
from townoffice.desk import institution_lists, roster
from townoffice.desk.imports import imported_before
from townoffice.desk.matching import Matcher
from townoffice.desk.standing import standing
from townoffice.feedback import Level, Problem
from townoffice.records import (
    Institution,
    IntakeChoices,
    LeadershipSeat,
    Nameplate,
    Preview,
    PreviewColumn,
    SheetName,
    SkippedRow,
)
from townoffice.sheets.fields import field_list
from townoffice.sheets.headings import Heading
from townoffice.sheets.institutions import (
    InstitutionList,
    is_institution_list,
    read_institutions,
)
from townoffice.sheets.roster import Roster, is_roster, read_roster
from townoffice.sheets.workbook import Workbook

YEARS = range(1949, 2101)
LISTS = (roster.KIND, institution_lists.KIND)


def kind_of_list(workbook: Workbook, sheet: str | None) -> str | None:
    """Tell which list a workbook holds by its header; None: none."""
    if is_roster(workbook, field_list("leaders"), sheet=sheet):
        return roster.KIND
    if is_institution_list(workbook, field_list(institution_lists.KIND), sheet=sheet):
        return institution_lists.KIND
    return None


def preview_list(
    kind: str,
    book: Book,
    workbook: Workbook,
    sheet: str | None,
    year: int | None,
    choices: IntakeChoices | None,
) -> Preview:
    """Hold a list against the book; of what somebody corrects, cells and the sheet count."""
    cells = choices.cells if choices is not None and choices.sheet is not None else {}
    if kind == roster.KIND:
        return _of_leaders(book, workbook, sheet, year, cells, shown=choices is not None)
    return _of_institutions(book, workbook, sheet, year, cells, shown=choices is not None)


def enter_list(writer: Writer, preview: Preview) -> None:
    """Write what a list brings."""
    if preview.kind == roster.KIND:
        roster.enter(writer, preview)
    else:
        institution_lists.enter(writer, preview)


def _of_leaders(
    book: Book,
    workbook: Workbook,
    sheet: str | None,
    year: int | None,
    cells: Mapping[str, str],
    *,
    shown: bool,
) -> Preview:
    found = read_roster(workbook, field_list("leaders"), sheet=sheet, cells=cells)
    chosen, about_year = settled_year(book, found.year, year)
    held = standing(book, chosen)
    comparison = roster.RosterComparison(held, Matcher(held, book.county), book.leadership_seats())
    comparison.compare(found)
    later = [log.year for log in book.imports() if log.kind == roster.KIND and log.year > chosen]
    made = _framed(roster.KIND, book, workbook, found, chosen, shown=shown)
    problems = (*comparison.problems, *about_year, *roster.out_of_turn(chosen, later))
    return _filled(made, comparison, problems, tuple(comparison.leaving))


def _of_institutions(
    book: Book,
    workbook: Workbook,
    sheet: str | None,
    year: int | None,
    cells: Mapping[str, str],
    *,
    shown: bool,
) -> Preview:
    fields = field_list(institution_lists.KIND)
    found = read_institutions(workbook, fields, sheet=sheet, cells=cells)
    chosen, about_year = settled_year(book, found.year, year)
    held = standing(book, chosen)
    comparison = institution_lists.InstitutionComparison(
        held,
        Matcher(held, book.county),
        fields,
        book.all_of(Institution),
        book.all_of(Nameplate),
    )
    comparison.compare(found)
    made = _framed(institution_lists.KIND, book, workbook, found, chosen, shown=shown)
    return _filled(made, comparison, (*comparison.problems, *about_year))


def _framed(
    kind: str,
    book: Book,
    workbook: Workbook,
    found: Roster | InstitutionList,
    year: int,
    *,
    shown: bool,
) -> Preview:
    """Make the preview of a list before anything is compared."""
    return Preview(
        kind=kind,
        file_name=workbook.file_name,
        file_digest=workbook.digest,
        sheet=found.sheet,
        year=year,
        county=book.county,
        book_version=book.version,
        columns=tuple(_heading(cell, heading) for cell, heading in found.headings),
        rows=(),
        missing=(),
        skipped=tuple(SkippedRow(cell, why) for cell, why in found.skipped),
        problems=(*found.problems, *imported_before(book, workbook.digest)),
        raw=found.raw if shown else None,
        sheets=sheet_names(workbook) if shown else (),
    )


def _filled(
    made: Preview,
    comparison: roster.RosterComparison | institution_lists.InstitutionComparison,
    problems: tuple[Problem, ...],
    leaving: tuple[LeadershipSeat, ...] = (),
) -> Preview:
    """Put what was compared into a preview."""
    return replace(
        made,
        rows=tuple(comparison.rows),
        missing=comparison.missing,
        problems=(*made.problems, *problems),
        leaving=leaving,
    )


def settled_year(
    book: Book, stated: int | None, asked: int | None
) -> tuple[int, tuple[Problem, ...]]:
    """Settle the year and say where it comes from, unless the file says it or it was asked for."""
    if asked is not None:
        if stated is not None and stated != asked:
            what = f"表里写的是 {stated} 年，按指定的 {asked} 年导入"
            return asked, (Problem(Level.NOTE, what, "如果不对，请改年度后重新导入"),)
        return asked, ()
    if stated is not None and stated in YEARS:
        return stated, ()
    hint = "如果不对，请指明年度（--year）后重新导入"
    if years := book.years():
        what = f"表里没有写年度，按台账最新的 {years[-1]} 年导入"
        return years[-1], (Problem(Level.NOTE, what, hint),)
    last = datetime.now(UTC).astimezone().year - 1
    return last, (Problem(Level.NOTE, f"表里没有写年度，按去年（{last} 年）导入", hint),)


def sheet_names(workbook: Workbook) -> tuple[SheetName, ...]:
    """Name the sheets of a workbook."""
    return tuple(SheetName(s.name, s.hidden, len(s.rows)) for s in workbook.sheets)


def _heading(cell: str, heading: Heading) -> PreviewColumn:
    field = heading.field
    name, label = (field.name, field.label) if field else (None, None)
    return PreviewColumn(cell, heading.text, name, label, None, Fraction(1))
