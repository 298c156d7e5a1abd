"""What the page 考核评价 has the worker do. The desk is read there, after the frame is painted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from townoffice.feedback import Progress
from townoffice.records import (
    Changes,
    Contest,
    ContestKind,
    EvaluationResult,
    IndicatorTemplate,
)

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book
    from townoffice.desk.evaluation import ContestGround, ContestPage
    from townoffice.desk.evaluation_contests import ContestTyped
    from townoffice.desk.evaluation_entrants import EntrantTyped

__all__ = [
    "Beginnings",
    "Sight",
    "add_entrants",
    "adopt_starting",
    "change_entrants",
    "close",
    "decide",
    "read_beginnings",
    "read_ground",
    "read_sight",
    "remove",
    "remove_entrants",
    "rename",
    "reopen",
    "start",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class Sight:
    """What the page shows: all contests, and the chosen one (None: there is none)."""

    contests: tuple[Contest, ...]
    page: "ContestPage | None"


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What a new contest of a year may start from, and whom it may rate."""

    year: int
    templates: tuple[IndicatorTemplate, ...]
    contests: tuple[Contest, ...]
    townships: tuple[str, ...]
    departments: tuple[str, ...]


def read_sight(
    contest_id: int | None, year: int | None, book: "Book", _progress: Progress
) -> Sight:
    """Read a contest; one that is not there any more: the year's first, else the newest."""
    from townoffice.desk import evaluation  # noqa: PLC0415  read by the worker

    known = evaluation.contests(book)
    chosen = _chosen(known, contest_id, year)
    page = None if chosen is None else evaluation.page(evaluation.ground(book, chosen.id))
    return Sight(known, page)


def _chosen(known: Sequence[Contest], contest_id: int | None, year: int | None) -> Contest | None:
    wanted = [one for one in known if one.id == contest_id]
    of_year = [one for one in known if one.year == year]
    found = wanted or of_year or list(known)
    units = [one for one in found if one.kind is ContestKind.TOWNSHIPS]
    return next(iter(units or found), None)


def read_ground(contest_id: int, book: "Book", _progress: Progress) -> "ContestGround":
    """Read a contest as it stands."""
    from townoffice.desk import evaluation  # noqa: PLC0415  sqlalchemy is read by the worker

    return evaluation.ground(book, contest_id)


def adopt_starting(book: "Book", _progress: Progress) -> Changes | None:
    """Adopt what a new book starts with, as far as this one never did."""
    from townoffice.desk import policies  # noqa: PLC0415  sqlalchemy is read by the worker

    return policies.adopt_starting(book)


# ── contests and who is rated ────────────────────────────────────────────────────────────────────


def read_beginnings(year: int, book: "Book", _progress: Progress) -> Beginnings:
    """Read what a contest of a year may start from."""
    from townoffice.desk import evaluation  # noqa: PLC0415  read by the worker
    from townoffice.desk import evaluation_contests as desk  # noqa: PLC0415  read by the worker
    from townoffice.desk.evaluation_entrants import entrants_of_year  # noqa: PLC0415  by the worker

    return Beginnings(
        year,
        desk.templates(book, year),
        evaluation.contests(book),
        tuple(unit.name for unit in entrants_of_year(book, year)),
        desk.departments_on_file(book, year),
    )


def start(typed: "ContestTyped", book: "Book", _progress: Progress) -> int:
    """Start a contest; gives its number."""
    from townoffice.desk import evaluation_contests as desk  # noqa: PLC0415  read by the worker

    return desk.start(book, typed)


def rename(contest_id: int, title: str, book: "Book", _progress: Progress) -> Changes | None:
    """Give a contest another title."""
    from townoffice.desk import evaluation_contests as desk  # noqa: PLC0415  read by the worker

    return desk.rename_contest(book, contest_id, title)


def remove(contest_id: int, book: "Book", _progress: Progress) -> Changes:
    """Take a contest away with all that was entered."""
    from townoffice.desk import evaluation_contests as desk  # noqa: PLC0415  read by the worker

    return desk.remove_contest(book, contest_id)


def add_entrants(
    contest_id: int, names: Sequence[str], group: str, book: "Book", _progress: Progress
) -> Changes | None:
    """Enter more of them."""
    from townoffice.desk import evaluation_entrants as desk  # noqa: PLC0415  read by the worker

    return desk.add_entrants(book, contest_id, names, group)


def remove_entrants(
    contest_id: int, subjects: Sequence[str], book: "Book", _progress: Progress
) -> Changes | None:
    """Take entrants out."""
    from townoffice.desk import evaluation_entrants as desk  # noqa: PLC0415  read by the worker

    return desk.remove_entrants(book, contest_id, subjects)


def change_entrants(
    contest_id: int, typed: "Sequence[EntrantTyped]", book: "Book", _progress: Progress
) -> Changes | None:
    """Set groups and difficulty coefficients."""
    from townoffice.desk import evaluation_entrants as desk  # noqa: PLC0415  read by the worker

    return desk.change_entrants(book, contest_id, typed)


# ── deciding, closing, opening again ─────────────────────────────────────────────────────────────


def decide(
    contest_id: int,
    group: str,
    chosen: Sequence[str],
    reason: str,
    doc_no: str,
    book: "Book",
    _progress: Progress,
) -> Changes:
    """Decide a tie at the last seats of 优秀."""
    from townoffice.desk import evaluation_closing as desk  # noqa: PLC0415  read by the worker

    return desk.decide(book, contest_id, group, chosen, reason, doc_no)


def withdraw(contest_id: int, group: str, book: "Book", _progress: Progress) -> Changes | None:
    """Take a decision back."""
    from townoffice.desk import evaluation_closing as desk  # noqa: PLC0415  read by the worker

    return desk.withdraw_decision(book, contest_id, group)


def close(
    contest_id: int, note: str, shown: EvaluationResult, book: "Book", _progress: Progress
) -> int:
    """Close a contest as it is on the screen."""
    from townoffice.desk import evaluation_closing as desk  # noqa: PLC0415  read by the worker

    return desk.close(book, contest_id, note, shown)


def reopen(contest_id: int, reason: str, book: "Book", _progress: Progress) -> Changes:
    """Open it again."""
    from townoffice.desk import evaluation_closing as desk  # noqa: PLC0415  read by the worker

    return desk.reopen(book, contest_id, reason)
