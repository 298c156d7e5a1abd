"""The book refuses every write into a closed contest, and undo still finds its way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.book import samples
from townoffice.book import Book
from townoffice.feedback import CannotWrite
from townoffice.records import (
    Adjustment,
    AdjustmentKind,
    AssessmentIndicator,
    Ballot,
    Contest,
    ContestKind,
    Entrant,
    GradeDecision,
    Mark,
    Scoring,
    VoterGroup,
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with samples.new_book(tmp_path / "b.db") as made:
        yield made


def contest(book: Book) -> Contest:
    """Give a contest with one indicator, one entrant and one mark, closed."""
    with book.change("新建") as writer:
        number = writer.add(Contest(ContestKind.TOWNSHIPS, 2024, "考核"))
        writer.add(Entrant(number, "甲", "甲镇", "乡镇类"))
        indicator = writer.add(
            AssessmentIndicator(number, "乡镇类", "党建", "党建", Decimal(100), Scoring.DIRECT, 0)
        )
        writer.add(Mark(number, indicator, "甲", Decimal(90)))
    (found,) = book.all_of(Contest)
    with book.change("办结") as writer:
        writer.update(replace(found, closed_at=datetime(2025, 1, 6, tzinfo=UTC)))
    return book.all_of(Contest)[0]


def test_nothing_is_added_changed_or_removed_in_it(book: Book) -> None:
    number = contest(book).id
    assert number is not None
    (mark,), (indicator,) = book.all_of(Mark), book.all_of(AssessmentIndicator)
    new = (
        Entrant(number, "乙", "乙镇", "乡镇类"),
        Mark(number, indicator.id or 0, "乙", Decimal(1)),
        Adjustment(number, "甲", AdjustmentKind.BONUS, Decimal(1), "试点"),
        Ballot(number, "甲", "群众", "", "", "满意", None, 3),
        VoterGroup(number, "群众", Decimal(100)),
        GradeDecision(number, "乡镇类", ("甲",), ("甲",), "研究"),
        replace(indicator, id=None, row_version=0, name="另一项"),
    )
    for record in new:
        with pytest.raises(CannotWrite, match="考核已办结"), book.change("绕过") as writer:
            writer.add(record)
    with pytest.raises(CannotWrite, match="考核已办结"), book.change("绕过") as writer:
        writer.update(replace(mark, value=Decimal(1)))
    with pytest.raises(CannotWrite, match="考核已办结"), book.change("绕过") as writer:
        writer.remove(mark)
    assert book.all_of(Mark) == (mark,)


def test_undo_passes_the_closing_first_and_redo_closes_again(book: Book) -> None:
    closed = contest(book)
    assert book.undo().label
    book.undo()
    assert book.all_of(Contest) == ()
    book.redo()
    book.redo()
    assert book.all_of(Contest)[0].closed_at == closed.closed_at
    assert book.verify() == ()


def test_what_moved_of_a_mark_is_found_by_whose_it_is(book: Book) -> None:
    contest(book)
    (indicator,) = book.all_of(AssessmentIndicator)
    acts = book.history_where(Mark, indicator_id=indicator.id or 0, subject="甲")
    assert [(act.label, act.moves[-1].new) for act in acts] == [("新建", Decimal(90))]
    assert book.history_where(Mark, indicator_id=indicator.id or 0, subject="乙") == ()
