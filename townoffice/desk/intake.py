"""Spreadsheets in and out: preview, commit, export.

A preview reads the file in the limited child, finds the table, and holds it against the book;
nothing is written. A commit writes it as one change, one undo step, and is refused when the book
moved on. The work is done by :mod:`.matching` (which unit), :mod:`.comparing` (what differs),
:mod:`.likely` (what is doubtful), :mod:`.entering` (what is written) and :mod:`.handing_out`; for
lists by :mod:`.intake_lists` (leaders: :mod:`.roster`, institutions: :mod:`.institution_lists`),
for sheets of scores and votes of a contest by :mod:`.contest_sheets`.

The shell takes or refuses a file as a whole. The window makes its preview with ``choices``: then
the preview carries the sheet as it stands and says what to look at first (:mod:`.doubts`), problems
have answers (:mod:`.questions`), and the commit writes what is ticked.
"""

from dataclasses import replace
from pathlib import Path

from townoffice.book import Book
from townoffice.desk import institution_lists, roster
from townoffice.desk.comparing import Comparison
from townoffice.desk.contest_sheets import (
    CONTEST_KINDS,
    enter_sheet,
    fields_for,
    read_contest_sheet,
    what_of,
)
from townoffice.desk.doubts import doubted, only_ticked
from townoffice.desk.entering import enter
from townoffice.desk.evaluation_ground import ground
from townoffice.desk.exporting import EXPORTS, export
from townoffice.desk.handing_out import as_json
from townoffice.desk.imports import imported_before
from townoffice.desk.intake_lists import (
    LISTS,
    YEARS,
    enter_list,
    kind_of_list,
    preview_list,
    settled_year,
    sheet_names,
)
from townoffice.desk.matching import Matcher
from townoffice.desk.memory import Memory, remember, told_of
from townoffice.desk.quiet import uncollected
from townoffice.desk.standing import standing
from townoffice.feedback import BadChoice, Level, Progress, Stale, silent
from townoffice.records import (
    Changes,
    ImportLog,
    IntakeChoices,
    IntakeField,
    Preview,
    PreviewColumn,
    SkippedRow,
    Tick,
)
from townoffice.sheets.columns import Column
from townoffice.sheets.fields import FieldList, field_list
from townoffice.sheets.raw import raw_sheet
from townoffice.sheets.table import Table, read_table
from townoffice.sheets.workbook import Workbook, read_workbook

__all__ = ["EXPORTS", "KINDS", "as_json", "commit", "export", "importable", "preview"]

TOWNSHIPS = "townships"
KINDS = (TOWNSHIPS, *LISTS, *CONTEST_KINDS)
"""What can be imported: townships with figures, leaders, institutions, scores and votes."""


@uncollected()
def preview(
    book: Book,
    path: Path,
    *,
    kind: str | None = TOWNSHIPS,
    year: int | None = None,
    sheet: str | None = None,
    choices: IntakeChoices | None = None,
    progress: Progress = silent,
    contest_id: int | None = None,
) -> Preview:
    """Read a spreadsheet of one of the KINDS and say what importing it would do. Writes nothing.

    ``kind`` None: what the header says: leaders (姓名 and 职务), institutions (机构名称), else
    townships.
    ``year`` None: the year the file speaks of, else the newest in the book, else last year; where
    it was taken from elsewhere than the file, a problem of level *note* says so. With ``choices``
    (corrections, or none yet) the preview carries the sheet; that of townships addresses and
    doubts, too. Of a list of leaders only cells and the sheet can be corrected. ``contest_id`` is
    whose scores a sheet brings; None: the newest contest of townships.

    :raises CannotRead: no such file, no permission.
    :raises BadWorkbook: not a spreadsheet, or no table of that kind in it.
    :raises NotFound: no sheet of that name.
    :raises BadChoice: a kind or year that cannot be, or a correction that does not fit the file.
    """
    if kind is not None and kind not in KINDS:
        raise BadChoice(f"还不能导入“{kind}”", hint=f"可以导入 {'、'.join(KINDS)}")
    if year is not None and year not in YEARS:
        hint = f"应在 {YEARS[0]} 到 {YEARS[-1]} 之间"
        raise BadChoice(f"{year} 不是可用的年度", hint=hint)
    workbook = read_workbook(path, progress)
    named = sheet or (choices.sheet if choices else None)
    if kind is None:
        kind = kind_of_list(workbook, named) or TOWNSHIPS
    if kind in LISTS:
        return preview_list(kind, book, workbook, named, year, choices)
    if kind in CONTEST_KINDS:
        return _of_contest(kind, book, workbook, contest_id, sheet, choices)
    return _of_townships(book, workbook, sheet, year, choices, progress)


def _of_townships(
    book: Book,
    workbook: Workbook,
    sheet: str | None,
    year: int | None,
    choices: IntakeChoices | None,
    progress: Progress,
) -> Preview:
    fields = field_list(TOWNSHIPS)
    county = (book.county.name, book.county.code)
    memory = Memory(workbook, fields, book.remembered(), choices, sheet)
    said = memory.choices
    table = read_table(
        workbook,
        fields,
        sheet=sheet,
        year=year,
        county=county,
        choices=said,
        known=book.own_names(),
    )
    chosen, about_year = settled_year(book, table.year, year)
    held = standing(book, chosen)
    comparison = Comparison(
        held,
        Matcher(held, book.county),
        fields,
        memory.units(table, [unit.code for unit in held.present]),
    )
    comparison.compare(table, progress)
    recall = memory.recall(table)
    found = Preview(
        kind=TOWNSHIPS,
        file_name=workbook.file_name,
        file_digest=workbook.digest,
        sheet=table.sheet,
        year=chosen,
        county=book.county,
        book_version=book.version,
        columns=tuple(_column(column) for column in table.columns),
        rows=tuple(comparison.rows),
        missing=comparison.missing,
        skipped=tuple(SkippedRow(cell, why) for cell, why in table.skipped),
        problems=(
            *table.problems,
            *comparison.problems,
            *about_year,
            *told_of(recall),
            *imported_before(book, workbook.digest),
        ),
        recall=recall,
    )
    return found if choices is None else _to_look_at(found, workbook, table, fields)


def _of_contest(
    kind: str,
    book: Book,
    workbook: Workbook,
    contest_id: int | None,
    sheet: str | None,
    choices: IntakeChoices | None,
) -> Preview:
    read = read_contest_sheet(kind, book, workbook, contest_id, sheet, choices)
    found = replace(
        read.preview,
        columns=tuple(_column(column) for column in read.table.columns),
        skipped=tuple(SkippedRow(cell, why) for cell, why in read.table.skipped),
        problems=(*read.preview.problems, *imported_before(book, workbook.digest)),
    )
    return found if choices is None else _to_look_at(found, workbook, read.table, read.fields)


def _to_look_at(found: Preview, workbook: Workbook, table: Table, fields: FieldList) -> Preview:
    """Add what somebody needs who looks at the preview before it is written."""
    return replace(
        found,
        rows=doubted(found, fields),
        raw=raw_sheet(table.page, table.roles, table.header, turned=table.turned),
        sheets=sheet_names(workbook),
    )


def importable(
    book: Book | None = None, kind: str = TOWNSHIPS, contest_id: int | None = None
) -> tuple[IntakeField, ...]:
    """Give the fields a column can be taken for, each with the units it can be in.

    Those of a sheet for a contest of ``book`` are made from its indicators.
    """
    fields = field_list(TOWNSHIPS)
    if book is not None and kind in CONTEST_KINDS:
        fields = fields_for(kind, ground(book, contest_id))
    return tuple(
        IntakeField(
            field.name,
            field.label,
            field.unit,
            tuple(
                unit.names[0]
                for unit in fields.units
                if field.numeric and unit.dimension == field.dimension
            ),
        )
        for field in fields.fields
    )


@uncollected()
def commit(
    book: Book,
    preview: Preview,
    *,
    accept: bool = False,
    ticks: frozenset[Tick] | None = None,
) -> Changes | None:
    """Write a preview as one change; None where there is nothing to change.

    ``accept`` says that somebody looked at the *ask* problems; lines left out stay out. With
    ``ticks`` (townships only) exactly what is ticked is written, and problems block nothing: what
    they are about is either not among the differences or was ticked by somebody.

    :raises BadChoice: *stop* problems, or *ask* problems nobody accepted; a tick that cannot be.
    :raises Stale: the book moved on since the preview, or is another one.
    """
    if book.version != preview.book_version or book.county != preview.county:
        raise Stale("预览之后台账有了变动，没有导入", hint="请重新读取这个文件，再导入")
    if ticks is None:
        _refuse_problems(preview, accept=accept)
    else:
        preview = only_ticked(preview, ticks)
    moved = len(preview.added) + len(preview.changed)
    if not moved and not preview.leaving:
        return None
    with book.change(f"导入 {_what(preview)}（{preview.file_name}）") as writer:
        if preview.kind in LISTS:
            enter_list(writer, preview)
        elif preview.kind in CONTEST_KINDS:
            enter_sheet(writer, book, preview)
        else:
            enter(writer, preview, standing(book, preview.year))
        writer.add(_log(preview))
        if preview.recall is not None and preview.raw is not None:
            remember(book, writer, preview.recall)
    return writer.changes


def _what(preview: Preview) -> str:
    """Name what an import brings, for the history."""
    moved = len(preview.added) + len(preview.changed)
    if preview.kind == roster.KIND:
        return f"{moved + preview.unnamed} 人的领导任职"
    if preview.kind in CONTEST_KINDS:
        return what_of(preview)
    return f"{moved} 个{'机构' if preview.kind == institution_lists.KIND else '乡镇'}"


def _log(preview: Preview) -> ImportLog:
    return ImportLog(
        file_name=preview.file_name,
        file_digest=preview.file_digest,
        kind=preview.kind,
        year=preview.year,
        added=len(preview.added),
        changed=len(preview.changed),
        unchanged=len(preview.unchanged),
        missing=preview.unnamed,
        sheet=preview.sheet,
        left_out=len(preview.left_out),
    )


def _refuse_problems(preview: Preview, *, accept: bool) -> None:
    if stops := preview.problems_at(Level.STOP):
        raise BadChoice(
            f"有 {len(stops)} 处必须改正的错误，第一处：{stops[0].what}",
            where=stops[0].cell or preview.file_name,
            hint="请在文件里改正后重新导入",
        )
    if not accept and (asks := preview.problems_at(Level.ASK)):
        raise BadChoice(
            f"有 {len(asks)} 处需要确认，第一处：{asks[0].what}",
            where=asks[0].cell or preview.file_name,
            hint="核对无误后，确认接受再导入",
        )


def _column(column: Column) -> PreviewColumn:
    return PreviewColumn(
        cell=column.cell,
        header=column.heading.text,
        field=column.key or None,
        label=column.own or (column.field.label if column.field else None),
        unit=column.unit or None,
        factor=column.factor,
    )
