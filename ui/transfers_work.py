"""What the dialog 编制调剂 asks the worker, and the words for what comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from townoffice.feedback import NotFound, Progress
from townoffice.records import Category, Overhang, StaffingResult, Stage, TransferSheet

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book
    from townoffice.records import Changes

__all__ = [
    "Batch",
    "Moving",
    "batch_words",
    "carry_out",
    "held_words",
    "read_moving",
    "sheet_on",
]

_NAMED = 5
"""So many units are named in a sentence; of more it says how many."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A stage of a plan; ``ready``: nothing but its document is wanting."""

    plan_id: int
    title: str
    stage: Stage
    ready: bool


@dataclass(frozen=True, slots=True)
class Moving:
    """What the newest adopted plan of a category moves; ``sheet`` None: none is adopted.

    ``held`` are the units over their posts if all of it were carried out at once. ``batches`` are
    the plan's stages, and what earlier plans still owe.
    """

    category: Category
    sheet: TransferSheet | None = None
    held: tuple[Overhang, ...] = ()
    batches: tuple[Batch, ...] = ()
    moved_before: bool = False
    """Whether the 编制调剂台账 has any line."""

    @property
    def begun(self) -> bool:
        """Tell whether the plan's first stage is carried out."""
        return self.sheet is not None and any(stage.since for stage in self.sheet.stages)


def read_moving(category: Category, years: int, book: "Book", _progress: Progress) -> Moving:
    """Read what the newest adopted plan of a category moves within ``years``."""
    from townoffice.desk import transfers  # noqa: PLC0415  sqlalchemy is read by the worker

    entered = bool(book.transfers())
    try:
        plan_id = transfers.newest_plan(book, category)
    except NotFound:
        return Moving(category, moved_before=entered)
    sheet = transfers.preview(book, plan_id, years)
    held = transfers.preview(book, plan_id).held if years else sheet.held
    return Moving(category, sheet, held, _batches(book, plan_id, sheet), entered)


def _batches(book: "Book", plan_id: int, sheet: TransferSheet) -> tuple[Batch, ...]:
    from townoffice.desk import transfers  # noqa: PLC0415  sqlalchemy is read by the worker

    owed = transfers.due(book)
    first = {d.plan_id: min(o.number for o in owed if o.plan_id == d.plan_id) for d in owed}
    begun = any(stage.since for stage in sheet.stages)
    ready = first.get(plan_id) if begun else 0
    own = [Batch(plan_id, sheet.title, stage, stage.number == ready) for stage in sheet.stages]
    others = []
    for due in owed:
        result = book.plan(due.plan_id).result
        assert isinstance(result, StaffingResult)
        if due.plan_id != plan_id and result.category is sheet.category:
            stage = Stage(due.number, due.posts, due.due)
            others.append(Batch(due.plan_id, due.title, stage, due.number == first[due.plan_id]))
    return (*others, *own) if sheet.transfers else tuple(others)


def sheet_on(
    plan_id: int, years: int, on: date, book: "Book", _progress: Progress
) -> tuple[date, TransferSheet]:
    """Read what a plan would move on a day, by the people there are then; with the day."""
    from townoffice.desk import transfers  # noqa: PLC0415  sqlalchemy is read by the worker

    return on, transfers.preview(book, plan_id, years, on)


def carry_out(
    batch: Batch, years: int, on: date, doc_no: str, book: "Book", _progress: Progress
) -> "Changes":
    """Carry a stage out by its document."""
    from townoffice.desk import transfers  # noqa: PLC0415  sqlalchemy is read by the worker

    number = batch.stage.number
    if number:
        return transfers.carry_out(book, batch.plan_id, number, on=on, doc_no=doc_no)
    return transfers.commit(book, batch.plan_id, on=on, doc_no=doc_no, years=years)


def batch_words(number: int) -> str:
    """Name a stage: 当期, 第 1 批."""
    return f"第 {number} 批" if number else "当期"


def held_words(held: Sequence[Overhang]) -> str:
    """Name the units over their posts and by how many."""
    named = "、".join(f"{unit.name} {unit.over} 名" for unit in held[:_NAMED])
    more = f"等 {len(held)} 个单位" if len(held) > _NAMED else ""
    return f"{named}{more}"
