"""What the page 考核评价 has the worker do. The desk is read there, after the frame is painted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from townoffice.feedback import Progress
from townoffice.records import (
    Changes,
    Contest,
    ContestKind,
    EvaluationResult,
    IndicatorTemplate,
    Preview,
)

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.appraisals import AppraisalPage, AppraisalTyped
    from townoffice.desk.books import Book
    from townoffice.desk.evaluation import ContestGround, ContestPage
    from townoffice.desk.evaluation_adjustments import AdjustmentTyped
    from townoffice.desk.evaluation_ballots import VoteChange, VoteTyped
    from townoffice.desk.evaluation_contests import ContestTyped
    from townoffice.desk.evaluation_entrants import EntrantTyped
    from townoffice.desk.evaluation_indicator_sheets import IndicatorPreview
    from townoffice.desk.evaluation_indicators import IndicatorTyped
    from townoffice.desk.evaluation_marks import MarkChange, MarkTyped

__all__ = ["Beginnings", "Sight", "read_sight"]


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


# ── marks, adjustments, ballots ──────────────────────────────────────────────────────────────────


def write_marks(
    known: "ContestGround",
    typed: "Sequence[MarkTyped]",
    verb: str,
    book: "Book",
    _progress: Progress,
) -> "tuple[MarkChange, ...]":
    """Weigh what was typed and write what can be; gives all of it as weighed."""
    from townoffice.desk import evaluation_marks as desk  # noqa: PLC0415  read by the worker

    changes = desk.weigh(known, typed)
    desk.write(book, known.contest.id or 0, changes, verb)
    return changes


def write_adjustment(
    contest_id: int,
    number: int | None,
    typed: "AdjustmentTyped",
    book: "Book",
    _progress: Progress,
) -> Changes | None:
    """Write a bonus, deduction or veto: a new one, or one anew."""
    from townoffice.desk import evaluation_adjustments as desk  # noqa: PLC0415  by the worker

    if number is None:
        return desk.add_adjustment(book, contest_id, typed)
    return desk.change_adjustment(book, contest_id, number, typed)


def remove_adjustment(contest_id: int, number: int, book: "Book", _progress: Progress) -> Changes:
    """Take one away."""
    from townoffice.desk import evaluation_adjustments as desk  # noqa: PLC0415  by the worker

    return desk.remove_adjustment(book, contest_id, number)


def read_ground(contest_id: int, book: "Book", _progress: Progress) -> "ContestGround":
    """Read a contest as it stands."""
    from townoffice.desk import evaluation  # noqa: PLC0415  sqlalchemy is read by the worker

    return evaluation.ground(book, contest_id)


def write_votes(
    known: "ContestGround", typed: "Sequence[VoteTyped]", book: "Book", _progress: Progress
) -> "tuple[VoteChange, ...]":
    """Weigh typed papers and write what can be; gives all of it as weighed."""
    from townoffice.desk import evaluation_ballots as desk  # noqa: PLC0415  read by the worker

    changes = desk.weigh_votes(known, typed)
    desk.write_votes(book, known.contest.id or 0, changes)
    return changes


def set_voter_groups(
    contest_id: int, groups: Sequence[tuple[str, str]], book: "Book", _progress: Progress
) -> Changes | None:
    """Say who votes, with which weights."""
    from townoffice.desk import evaluation_ballots as desk  # noqa: PLC0415  read by the worker

    return desk.set_voter_groups(book, contest_id, groups)


# ── indicators ───────────────────────────────────────────────────────────────────────────────────


def write_indicators(
    contest_id: int, rows: "Sequence[IndicatorTyped]", book: "Book", _progress: Progress
) -> Changes | None:
    """Write the table of indicators as it shall be."""
    from townoffice.desk import evaluation_indicators as desk  # noqa: PLC0415  by the worker

    return desk.write_indicators(book, contest_id, rows)


def export_indicators(contest_id: int, path: Path, book: "Book", _progress: Progress) -> Path:
    """Write the table of indicators as a workbook."""
    from townoffice.desk import evaluation_indicator_sheets as desk  # noqa: PLC0415  by the worker

    desk.export_indicators(book, contest_id, path)
    return path


def preview_indicators(
    contest_id: int, path: Path, book: "Book", progress: Progress
) -> "IndicatorPreview":
    """Say what a workbook of indicators would change."""
    from townoffice.desk import evaluation_indicator_sheets as desk  # noqa: PLC0415  by the worker

    return desk.preview_indicators(book, contest_id, path, progress=progress)


def commit_indicators(
    preview: "IndicatorPreview", book: "Book", _progress: Progress
) -> Changes | None:
    """Write it; what it takes away was shown."""
    from townoffice.desk import evaluation_indicator_sheets as desk  # noqa: PLC0415  by the worker

    return desk.commit_indicators(book, preview, accept=True)


# ── sheets of scores ─────────────────────────────────────────────────────────────────────────────


def hand_out(
    contest_id: int, source: str | None, path: Path, book: "Book", _progress: Progress
) -> Path:
    """Write a sheet of scores for one department to fill in; None: for all indicators."""
    from townoffice.desk import score_forms  # noqa: PLC0415  sqlalchemy is read by the worker

    score_forms.score_form(book, contest_id, path, source=source)
    return path


def preview_scores(
    contest_id: int, kind: str, path: Path, book: "Book", progress: Progress
) -> Preview:
    """Say what a sheet of scores or votes would change."""
    from townoffice.desk import intake  # noqa: PLC0415  sqlalchemy is read by the worker

    return intake.preview(book, path, kind=kind, contest_id=contest_id, progress=progress)


def commit_scores(preview: Preview, book: "Book", _progress: Progress) -> Changes | None:
    """Write it as one change."""
    from townoffice.desk import intake  # noqa: PLC0415  sqlalchemy is read by the worker

    return intake.commit(book, preview, accept=True)


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


# ── 年度考核优秀名额 ─────────────────────────────────────────────────────────────────────────────


def read_appraisals(
    year: int, settings: Mapping[str, str], book: "Book", _progress: Progress
) -> "AppraisalPage":
    """Read the table of a year."""
    from townoffice.desk import appraisals  # noqa: PLC0415  sqlalchemy is read by the worker

    return appraisals.appraisal_page(book, year, settings)


def set_appraisals(
    year: int, typed: "Sequence[AppraisalTyped]", book: "Book", _progress: Progress
) -> Changes | None:
    """Write who took part and who was 优秀."""
    from townoffice.desk import appraisals  # noqa: PLC0415  sqlalchemy is read by the worker

    return appraisals.set_appraisals(book, year, typed)


def take_staff(
    year: int, codes: Sequence[str], book: "Book", _progress: Progress
) -> Changes | None:
    """Register the staff on file as those who took part."""
    from townoffice.desk import appraisals  # noqa: PLC0415  sqlalchemy is read by the worker

    return appraisals.take_actual_staff(book, year, codes)
