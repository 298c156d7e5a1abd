"""The official tables: from the book or an adopted plan to a PDF or a workbook.

A table of an adopted plan is printed from the plan alone, so it prints the same in ten years; its
校验码 is the link of the journal made by the adoption. Where nothing is adopted, or a draft is
wished for, the table is calculated afresh and named 测算稿. What a plan moves is told with what was
carried out since, under the link of the journal as it stands then. Marking and layout are those of
the day of printing: they say how paper is to look and be kept now. Printing writes nothing.

Each room's tables stand in a module of its name, those of ``institutions`` also in ``beside``,
``reorganization`` and ``tree`` (``wish``: what they are drawn from); a new table is a
:class:`~townoffice.desk.tables.wish.Drawing` there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from townoffice.book import Book
from townoffice.desk.county_settings import marking
from townoffice.desk.layouts import layout_of
from townoffice.desk.tables.beside import BESIDE
from townoffice.desk.tables.evaluation import EVALUATION
from townoffice.desk.tables.institutions import INSTITUTIONS
from townoffice.desk.tables.reorganization import REORGANIZATION
from townoffice.desk.tables.staffing import STAFFING
from townoffice.desk.tables.townships import CLASSES, SITUATION
from townoffice.desk.tables.tree import TREE
from townoffice.desk.tables.wish import (
    Drawing,
    OnScreen,
    Table,
    Wish,
    check_code,
    fits,
)
from townoffice.feedback import BadChoice, NotFound
from townoffice.prints import (
    Form,
    PdfReport,
    charted,
    laid_out,
    missing_characters,
    write_pdf,
    write_xlsx,
)
from townoffice.records import Plan

__all__ = [
    "TABLES",
    "OnScreen",
    "Printed",
    "Table",
    "as_drawn",
    "check_code",
    "drawn",
    "has_chart",
    "is_planned",
    "plans_for",
    "print_table",
]

_DRAWINGS = (
    *CLASSES,
    *STAFFING,
    *SITUATION,
    *INSTITUTIONS,
    *REORGANIZATION,
    *TREE,
    *BESIDE,
    *EVALUATION,
)

_LONGEST = 12
"""Characters of a cell that show where a missing character stands."""

TABLES = tuple(drawing.table for drawing in _DRAWINGS)
"""Every table that can be printed."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What was written where, from which plan (None: a draft), and what the user should know."""

    path: Path
    form: Form
    remarks: tuple[str, ...]
    plan: Plan | None = None
    missing: bool = False
    """Whether characters are printed as 〓 for want of a font."""

    @property
    def draft(self) -> bool:
        """Whether the table is named 测算稿, as nothing adopted stands behind it."""
        return self.form.check_code is None


def print_table(
    book: Book,
    table_id: str,
    path: Path,
    *,
    year: int | None = None,
    plan_id: int | None = None,
    draft: bool = False,
    order: OnScreen | None = None,
    on: date | None = None,
    unit: str | None = None,
) -> Printed:
    """Write one table to ``path``, a .pdf or .xlsx.

    ``plan_id`` None: the newest adopted plan of that table (and ``year``, if given), else a draft.
    ``draft``: a draft even where a plan is adopted. ``order``: a draft of exactly this calculation,
    for the table of its category. ``on``: the day a ledger is printed for (None: today). ``unit``:
    code or name, for a table of one unit. Raises :class:`NotFound` for an unknown table, plan or
    unit, :class:`BadChoice` for another kind of file, :class:`CannotWrite`; then nothing is left
    at ``path`` that was not there before.
    """
    if path.suffix.lower() not in {".pdf", ".xlsx"}:
        raise BadChoice(
            f"不能写成“{path.suffix or path.name}”", hint="文件名请以 .pdf 或 .xlsx 结尾"
        )
    day = on or date.today()  # noqa: DTZ011  the day of printing, as the user's clock has it
    wish = Wish(book, year, plan_id, draft or order is not None, order, day, unit)
    form, plan = drawn(table_id, wish)
    if path.suffix.lower() == ".xlsx":
        write_xlsx(form, path)
        return Printed(path, form, (), plan)
    report = write_pdf(form, path)
    remarks = remarks_of(report, (form,))
    return Printed(path, form, remarks, plan, missing=bool(report.missing))


def drawn(table_id: str, wish: Wish) -> tuple[Form, Plan | None]:
    """Draw up one table as the county wants it; NotFound, BadChoice."""
    form, plan = as_drawn(table_id, wish)
    layout, chart = layout_of(wish.book, table_id), _drawing(table_id).chart
    if layout.picture and chart is not None:
        form = charted(form, chart)
    form = laid_out(form, layout)
    return replace(form, marking=marking(wish.book)), plan


def as_drawn(table_id: str, wish: Wish) -> tuple[Form, Plan | None]:
    """Draw up one table as the program has it, before the county's layout; NotFound, BadChoice."""
    drawing = _drawing(table_id)
    if drawing.table.of_unit and wish.unit is None:
        raise BadChoice(
            f"“{drawing.table.title}”一次印一个乡镇（街道）", hint="请指明单位（--unit 名称或代码）"
        )
    return drawing.draw(wish)


def is_planned(table_id: str) -> bool:
    """Tell whether a table is printed from plans; others are printed from the book as it is."""
    return _drawing(table_id).planned is not None


def has_chart(table_id: str) -> bool:
    """Tell whether a table can be printed with a chart."""
    return bool(table_id) and _drawing(table_id).chart is not None


def plans_for(book: Book, table_id: str) -> tuple[Plan, ...]:
    """Give the adopted plans a table can be printed from, the newest first."""
    planned = _drawing(table_id).planned
    if planned is None:
        return ()
    return tuple(reversed([plan for plan in book.plans() if fits(plan, *planned)]))


def _drawing(table_id: str) -> Drawing:
    found = next((one for one in _DRAWINGS if one.table.id == table_id), None)
    if found is None:
        raise NotFound(
            f"没有编号为“{table_id}”的表", hint=f"现有：{'、'.join(t.id for t in TABLES)}"
        )
    return found


def remarks_of(report: PdfReport, forms: Sequence[Form]) -> tuple[str, ...]:
    """Say what to know before the paper is signed: missing characters, faces that stand in."""
    remarks = []
    if report.missing:
        where = {one.char: one.texts[0] for form in forms for one in missing_characters(form)}
        words = "、".join(
            f"{char}（{_short(where[char])}）" if char in where else char for char in report.missing
        )
        remarks.append(f"下列字没有字体，印作〓：{words}。请安装含这些字的字体后重印。")
    if report.stand_ins:
        faces = "、".join(f"{s.role.value}用 {s.face}" for s in report.stand_ins)
        remarks.append(f"字体代用：{faces}。")
    return tuple(remarks)


def _short(text: str) -> str:
    plain = text.replace("\n", "")
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
