"""What the dialog 周转编制 asks the worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from townoffice.feedback import Progress
from townoffice.records import CitedValue, GrantLine, Pool

if TYPE_CHECKING:  # sqlalchemy is read by the worker
    from townoffice.desk.books import Book
    from townoffice.desk.turnover import GrantTyped
    from townoffice.records import Changes

__all__ = ["Lent", "check", "give_back", "grant", "read_lent"]


@dataclass(frozen=True, slots=True)
class Lent:
    """The pools and grants as they are on a day.

    ``due`` are the numbers of the grants that end within a month or should have ended; ``units``
    name and code of who may be lent posts; ``term`` is the longest term in years, None where there
    is none or it differs.
    """

    on: date
    pools: tuple[Pool, ...]
    lines: tuple[GrantLine, ...]
    due: frozenset[int | None]
    units: tuple[tuple[str, str], ...]
    term: CitedValue | None


def read_lent(on: date, book: "Book", _progress: Progress) -> Lent:
    """Read all of it."""
    from townoffice.desk import turnover  # noqa: PLC0415  sqlalchemy is read by the worker

    units = sorted((unit.code, unit.name) for unit in book.townships() if unit.exists(on))
    return Lent(
        on,
        turnover.pools(book, on),
        turnover.ledger(book),
        frozenset(line.grant.id for line in turnover.due(book, on)),
        tuple((name, code) for code, name in units),
        turnover.terms(book, on),
    )


def check(
    typed: "GrantTyped", book: "Book", _progress: Progress
) -> "tuple[GrantTyped, Mapping[str, str]]":
    """Say what is wrong with what is typed, by field; with what was typed."""
    from townoffice.desk import turnover  # noqa: PLC0415  sqlalchemy is read by the worker

    return typed, turnover.check(book, typed)


def grant(typed: "GrantTyped", book: "Book", _progress: Progress) -> "Changes":
    """Lend posts."""
    from townoffice.desk import turnover  # noqa: PLC0415  sqlalchemy is read by the worker

    return turnover.grant(book, typed)


def give_back(grant_id: int, on: date, doc_no: str, book: "Book", _progress: Progress) -> "Changes":
    """Take posts back."""
    from townoffice.desk import turnover  # noqa: PLC0415  sqlalchemy is read by the worker

    return turnover.give_back(book, grant_id, on=on, doc_no=doc_no)
