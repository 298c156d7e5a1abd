"""What is entered into an evaluation, as the worker writes it: marks, votes, indicators, files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from townoffice.feedback import Progress
from townoffice.records import Changes, Preview

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.appraisals import AppraisalPage, AppraisalTyped
    from townoffice.desk.books import Book
    from townoffice.desk.evaluation import ContestGround
    from townoffice.desk.evaluation_adjustments import AdjustmentTyped
    from townoffice.desk.evaluation_ballots import VoteChange, VoteTyped
    from townoffice.desk.evaluation_indicator_sheets import IndicatorPreview
    from townoffice.desk.evaluation_indicators import IndicatorTyped
    from townoffice.desk.evaluation_marks import MarkChange, MarkTyped

__all__ = [
    "commit_indicators",
    "commit_scores",
    "export_indicators",
    "hand_out",
    "preview_indicators",
    "preview_scores",
    "read_appraisals",
    "remove_adjustment",
    "set_appraisals",
    "set_voter_groups",
    "take_staff",
    "write_adjustment",
    "write_indicators",
    "write_marks",
    "write_votes",
]


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
