"""Spreadsheets in and out: preview, commit, export.

A preview reads the file in the limited child, finds the table, and holds it against the book;
nothing is written. A commit writes it as one change, one undo step, and is refused when the book
moved on. The work is done by :mod:`.matching` (which unit), :mod:`.comparing` (what differs),
:mod:`.likely` (what is doubtful), :mod:`.entering` (what is written) and :mod:`.handing_out`.
"""

from datetime import UTC, datetime
from pathlib import Path

from townoffice.book import Book
from townoffice.desk.comparing import Comparison
from townoffice.desk.entering import enter
from townoffice.desk.handing_out import as_json, export
from townoffice.desk.matching import Matcher
from townoffice.desk.standing import standing
from townoffice.feedback import BadChoice, Level, Problem, Progress, Stale, silent
from townoffice.records import (
    Changes,
    ImportLog,
    Preview,
    PreviewColumn,
    SkippedRow,
)
from townoffice.sheets.columns import Column
from townoffice.sheets.fields import field_list
from townoffice.sheets.table import Table, read_table
from townoffice.sheets.workbook import read_workbook

__all__ = ["as_json", "commit", "export", "preview"]

_YEARS = range(1949, 2101)
_KIND = "townships"


def preview(
    book: Book,
    path: Path,
    *,
    year: int | None = None,
    sheet: str | None = None,
    progress: Progress = silent,
) -> Preview:
    """Read a spreadsheet of townships and say what importing it would do. Writes nothing.

    ``year`` None: the year the file speaks of, else the newest in the book, else last year; where
    it was taken from elsewhere than the file, a problem of level *note* says so.

    :raises CannotRead: no such file, no permission.
    :raises BadWorkbook: not a spreadsheet, or no table of townships in it.
    :raises NotFound: no sheet of that name.
    :raises BadChoice: a year that cannot be.
    """
    if year is not None and year not in _YEARS:
        hint = f"应在 {_YEARS[0]} 到 {_YEARS[-1]} 之间"
        raise BadChoice(f"{year} 不是可用的年度", hint=hint)
    fields = field_list(_KIND)
    workbook = read_workbook(path, progress)
    county = (book.county.name, book.county.code)
    table = read_table(workbook, fields, sheet=sheet, year=year, county=county)
    chosen, about_year = _year(book, table, year)
    held = standing(book, chosen)
    comparison = Comparison(held, Matcher(held, book.county), fields)
    comparison.compare(table, progress)
    return Preview(
        kind=_KIND,
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
        problems=(*table.problems, *comparison.problems, *about_year),
    )


def commit(book: Book, preview: Preview, *, accept: bool = False) -> Changes | None:
    """Write a preview as one change; None where there is nothing to change.

    ``accept`` says that somebody looked at the *ask* problems; lines left out stay out.

    :raises BadChoice: *stop* problems, or *ask* problems nobody accepted.
    :raises Stale: the book moved on since the preview, or is another one.
    """
    if book.version != preview.book_version or book.county != preview.county:
        raise Stale("预览之后台账有了变动，没有导入", hint="请重新读取这个文件，再导入")
    _refuse_problems(preview, accept=accept)
    moved = len(preview.added) + len(preview.changed)
    if not moved:
        return None
    held = standing(book, preview.year)
    with book.change(f"导入 {moved} 个乡镇（{preview.file_name}）") as writer:
        enter(book, writer, preview, held)
        writer.add(
            ImportLog(
                file_name=preview.file_name,
                file_digest=preview.file_digest,
                kind=preview.kind,
                year=preview.year,
                added=len(preview.added),
                changed=len(preview.changed),
                unchanged=len(preview.unchanged),
                missing=len(preview.missing),
            )
        )
    return writer.changes


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


def _year(book: Book, table: Table, asked: int | None) -> tuple[int, tuple[Problem, ...]]:
    """Settle the year and say where it comes from, unless the file says it or it was asked for."""
    if asked is not None:
        if table.year is not None and table.year != asked:
            what = f"表里写的是 {table.year} 年，按指定的 {asked} 年导入"
            return asked, (Problem(Level.NOTE, what, "如果不对，请改年度后重新导入"),)
        return asked, ()
    if table.year is not None and table.year in _YEARS:
        return table.year, ()
    hint = "如果不对，请指明年度（--year）后重新导入"
    if years := book.years():
        what = f"表里没有写年度，按台账最新的 {years[-1]} 年导入"
        return years[-1], (Problem(Level.NOTE, what, hint),)
    last = datetime.now(UTC).astimezone().year - 1
    return last, (Problem(Level.NOTE, f"表里没有写年度，按去年（{last} 年）导入", hint),)


def _column(column: Column) -> PreviewColumn:
    return PreviewColumn(
        cell=column.cell,
        header=column.heading.text,
        field=column.key or None,
        label=column.own or (column.field.label if column.field else None),
        unit=column.unit or None,
        factor=column.factor,
    )
