"""What changed of one unit, or by one act: the journal's moves in the words of the office."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from townoffice.book import Book
from townoffice.desk.county import find_unit
from townoffice.desk.move_nouns import NOUNS
from townoffice.desk.move_words import (
    NOTHING,
    RESERVE,
    SETTINGS,
    item_of,
    unit_of,
    value_words,
)
from townoffice.desk.policies import policies_of
from townoffice.records import RecordAct

__all__ = [
    "NOTHING",
    "ActLine",
    "ActMoves",
    "MoveLine",
    "UnitHistory",
    "act_moves",
    "item_of",
    "lines_of",
    "unit_history",
    "unit_of",
    "value_words",
]

_MOST = 400
"""Records of one act that are listed: more than anybody reads, and never a pause."""


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One moved field in words: the act, what moved with its time, and old and new with unit.

    ``number`` counts the lines of one change; ``old`` and ``new`` are — where there was nothing,
    已清除 where the content was cleared.
    """

    change_id: int
    number: int
    at: datetime
    who: str
    label: str
    undone: bool
    item: str
    old: str
    new: str
    unit: str


@dataclass(frozen=True, slots=True)
class UnitHistory:
    """The history of one unit, newest first, as acts and as lines."""

    code: str
    name: str
    acts: tuple[RecordAct, ...]
    lines: tuple[MoveLine, ...]


@dataclass(frozen=True, slots=True)
class ActLine:
    """One field moved by an act: kind of record, whose it is, what, old and new with its measure.

    ``number`` counts the lines of the act; words as in :class:`MoveLine`.
    """

    change_id: int
    number: int
    noun: str
    about: str
    item: str
    old: str
    new: str
    measure: str


@dataclass(frozen=True, slots=True)
class ActMoves:
    """What an act moved, as lines; ``told`` of its ``records`` are listed."""

    change_id: int
    lines: tuple[ActLine, ...]
    told: int
    records: int


def act_moves(book: Book, change_id: int) -> ActMoves:
    """Read what one act of the history moved; of a very long one only the beginning."""
    records, count = book.moves_of(change_id, _MOST)
    titles = {pack.id: pack.title for pack in policies_of(book).packs}
    titles |= {unit.code: unit.name for unit in book.townships()}
    moves = [(record.about, move) for record in records for move in record.moves]
    lines = tuple(
        ActLine(
            change_id,
            number,
            NOUNS[move.noun],
            SETTINGS.get(about, titles.get(about, about)) or _nobody(move.noun),
            NOUNS[move.noun] if move.forgotten else item_of(move),
            value_words(move, move.old),
            value_words(move, move.new),
            unit_of(move),
        )
        for number, (about, move) in enumerate(moves)
    )
    return ActMoves(change_id, lines, len(records), count)


def _nobody(noun: str) -> str:
    """Name whom a record is about that is about no unit: what the county's reserve gives."""
    return RESERVE if noun == "transfers" else ""


def unit_history(book: Book, unit: str) -> UnitHistory:
    """Read the history of a unit by its code or name; NotFound.

    A unit that was renamed has one history: all rows of its code count.
    """
    townships, wanted = book.townships(), unit.strip()
    codes = {t.code for t in townships if wanted in {t.code, t.name}}
    code = codes.pop() if len(codes) == 1 else find_unit(townships, unit).code
    own = [t for t in townships if t.code == code]
    acts = book.history_of(*(t.id for t in own if t.id is not None))
    lines = tuple(line for act in acts for line in lines_of(act))
    return UnitHistory(code, own[-1].name, acts, lines)


def lines_of(act: RecordAct) -> Iterator[MoveLine]:
    """Put the moves of one act into words."""
    for number, move in enumerate(act.moves):
        old, new = value_words(move, move.old), value_words(move, move.new)
        yield MoveLine(
            act.change_id,
            number,
            act.at,
            act.who,
            act.label,
            act.undone,
            item_of(move),
            old,
            new,
            unit_of(move),
        )
