"""Many official tables at once: one PDF with contents, or a folder of files named as offices do.

A table that cannot be drawn now (nothing adopted, figures missing) is left out and told; the others
are printed. A table of one unit is printed for every unit chosen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from townoffice.book import Book
from townoffice.desk.layouts import layout_of
from townoffice.desk.tables import TABLES, drawn, remarks_of
from townoffice.desk.tables.wish import Wish
from townoffice.feedback import NotFound, OfficeError, Progress, silent
from townoffice.prints import Form, write_booklet, write_pdf, write_xlsx

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A table that was not printed, and why."""

    title: str
    why: OfficeError


@dataclass(frozen=True, slots=True)
class Batch:
    """What was written, which tables were left out, and what to know before signing."""

    paths: tuple[Path, ...]
    printed: int
    left_out: tuple[LeftOut, ...]
    remarks: tuple[str, ...]


def print_booklet(
    book: Book,
    table_ids: Sequence[str],
    path: Path,
    *,
    year: int | None = None,
    units: Sequence[str] = (),
    progress: Progress = silent,
) -> Batch:
    """Write the tables, in their order, as one PDF with contents.

    ``units`` are codes or names for the tables of one unit; none: every unit. :class:`NotFound`
    where not one of the tables can be drawn; nothing is written then.
    """
    forms, left_out = _drawn(book, table_ids, year, units, progress)
    if not forms:
        first = left_out[0].why if left_out else None
        raise NotFound(
            "所选的表现在都印不出来",
            where=left_out[0].title if left_out else "",
            hint=first.hint if first else "请至少选一张表",
        )
    title = f"{book.county.name}机构编制表册"
    drawn_up = [form for form, _ in forms]
    report = write_booklet(drawn_up, path, title)
    return Batch((path,), len(forms), left_out, remarks_of(report, drawn_up))


def print_files(
    book: Book,
    table_ids: Sequence[str],
    folder: Path,
    suffix: str,
    *,
    year: int | None = None,
    units: Sequence[str] = (),
    progress: Progress = silent,
) -> Batch:
    """Write each table as a file of its own into ``folder``, named 文号+标题.

    ``suffix`` is .pdf or .xlsx. A file of that name is written over, as when a table is printed
    again; two tables of one title get a number.
    """
    forms, left_out = _drawn(book, table_ids, year, units, progress)
    paths: list[Path] = []
    remarks: dict[str, None] = {}
    for place, (form, doc_no) in enumerate(forms):
        progress(place, len(forms), form.title)
        path = _free(folder, file_name(form, doc_no), suffix, paths)
        if suffix == ".xlsx":
            write_xlsx(form, path)
        else:
            remarks |= dict.fromkeys(remarks_of(write_pdf(form, path), (form,)))
        paths.append(path)
    return Batch(tuple(paths), len(paths), left_out, tuple(remarks))


def units_now(book: Book) -> tuple[tuple[str, str], ...]:
    """Give code and name of every unit there is today, by code."""
    day = date.today()  # noqa: DTZ011  as the user's clock has it
    return tuple(sorted((unit.code, unit.name) for unit in book.townships() if unit.exists(day)))


def file_name(form: Form, doc_no: str | None) -> str:
    """Name a file as offices do, 文号 and title, without what file systems refuse."""
    title = form.title.replace("\n", "")
    draft = "（测算稿）" if form.check_code is None and form.approval is None else ""
    return _NOT_IN_NAMES.sub("", f"{doc_no or ''}{title}{draft}")


def _free(folder: Path, name: str, suffix: str, taken: Sequence[Path]) -> Path:
    path, number = folder / f"{name}{suffix}", 2
    while path in taken:
        path, number = folder / f"{name}（{number}）{suffix}", number + 1
    return path


def _drawn(
    book: Book,
    table_ids: Sequence[str],
    year: int | None,
    units: Sequence[str],
    progress: Progress,
) -> tuple[list[tuple[Form, str | None]], tuple[LeftOut, ...]]:
    day = date.today()  # noqa: DTZ011  the day of printing, as the user's clock has it
    by_id = {table.id: table for table in TABLES}
    of_units = tuple(units) or tuple(code for code, _ in units_now(book))
    forms: list[tuple[Form, str | None]] = []
    left_out = []
    for place, table_id in enumerate(table_ids):
        table = by_id.get(table_id)
        progress(place, len(table_ids), table.title if table else table_id)
        for unit in of_units if table is not None and table.of_unit else (None,):
            wish = Wish(book, year, None, draft=False, order=None, on=day, unit=unit)
            try:
                form, _ = drawn(table_id, wish)
            except OfficeError as why:
                left_out.append(LeftOut(table.title if table else table_id, why))
            else:
                forms.append((replace(form, first_page=1), layout_of(book, table_id).doc_no))
    return forms, tuple(left_out)
