"""Where a registered figure came from: the act of the journal that set it, and its document."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from townoffice.book import Book
from townoffice.desk.moves import NOTHING, unit_of, value_words
from townoffice.desk.standing import INDICATOR_FIELDS, POST_FIELDS
from townoffice.records import Measure, MovedField, Overview, RecordAct, Step, UnitOverview

_MOST = 4
"""Acts told of one figure: the one that set it, and those before it."""


def is_registered(figure: str) -> bool:
    """Tell whether a column's figure is registered, or a difference of two that are."""
    return figure in INDICATOR_FIELDS or figure in POST_FIELDS or figure.endswith("_vacancy")


def with_origins(book: Book, page: Overview, unit: UnitOverview, whole: Step, field: str) -> Step:
    """Add to the reason of a registered figure who set it, when, by which act, and what it was.

    What was undone since is passed by. ``whole`` may be the figure itself or a difference whose
    parts are such figures (空编): ``field`` then ends in ``_vacancy``.
    """
    unit_id = unit.figures.township.id
    if unit_id is None:
        return whole
    acts = [act for act in book.history_of(unit_id) if not act.undone and act.undoes is None]
    if field == "leadership_actual" and unit.figures.leaders:
        return _listed(whole, acts)
    if field.endswith("_vacancy"):
        stem = field.removesuffix("_vacancy")
        parts = tuple(
            _told(part, acts, page, f"{stem}_{side}")
            for part, side in zip(whole.steps, ("posts", "actual"), strict=True)
        )
        return replace(whole, steps=parts)
    return _told(whole, acts, page, field)


def _listed(step: Step, acts: Iterable[RecordAct]) -> Step:
    """Tell of persons counted from the list of leaders: which acts moved the list."""
    moved = [act for act in acts if any(move.noun == "leadership_seats" for move in act.moves)]
    lines = tuple(Step(act.label, "", "", _when(act)) for act in moved[:_MOST])
    return replace(step, how="按领导名册计人，一人兼几职只计一次", steps=lines)


def _told(step: Step, acts: Iterable[RecordAct], page: Overview, field: str) -> Step:
    found = [
        (act, move)
        for act in acts
        for move in act.moves
        if _sets(move, field, page.snapshot.year, page.snapshot.on)
    ]
    if not found or not isinstance(step.value, int | Fraction):
        return step
    if field in POST_FIELDS:  # the fact in force on the day is the one that began last
        last = max(move.since or date.min for _, move in found)
        found = [(act, move) for act, move in found if move.since == last]
    said = _document(acts, found[0][1]) if field in POST_FIELDS else ()
    lines = tuple(_line(act, move) for act, move in found[:_MOST])
    return replace(step, steps=(*said, *lines))


def _sets(move: MovedField, field: str, year: int, on: date) -> bool:
    """Tell whether a move set this figure as it is told for the year."""
    if move.forgotten:
        return False
    if field in POST_FIELDS:
        of_field = move.noun == "post_facts" and move.about == POST_FIELDS[field]
        return of_field and move.field == "count" and move.since is not None and move.since <= on
    return move.noun == "indicators" and move.field == field and move.year == year


def _document(acts: Iterable[RecordAct], count: MovedField) -> Sequence[Step]:
    """Name the document of authorised posts and the day from which they hold."""
    category, measure = count.about
    since = count.since.isoformat() if count.since else ""
    if measure is not Measure.AUTHORIZED:
        return (Step("截至", since),)
    numbers = (
        str(move.new)
        for act in acts
        for move in act.moves
        if move.noun == "post_facts"
        and move.field == "doc_no"
        and move.about == (category, measure)
        and move.since == count.since
        and move.new
    )
    return (Step("文号", next(numbers, "文号未录"), "", f"自 {since} 起"),)


def _line(act: RecordAct, move: MovedField) -> Step:
    """Tell one act: what it was called, when and by whom, and the figure before."""
    old, unit = value_words(move, move.old), unit_of(move)
    before = "" if old == NOTHING else f"，原为 {old} {unit}".rstrip()
    return Step(act.label, "", "", _when(act) + before)


def _when(act: RecordAct) -> str:
    return f"{act.at.astimezone():%Y-%m-%d %H:%M} · {act.who}"
