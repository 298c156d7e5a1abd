"""The history of one unit as a JSON document, values typed: figures, days and words as stored."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from townoffice.cli.words import Json
from townoffice.records import FieldValue, MovedField

if TYPE_CHECKING:  # sqlalchemy is read by the command
    from townoffice.desk.moves import MoveLine, UnitHistory

__all__ = ["history_json"]


def history_json(found: "UnitHistory") -> Json:
    """Write acts, newest first, each with the fields it moved."""
    lines = {(line.change_id, line.number): line for line in found.lines}
    return {
        "unit": found.code,
        "name": found.name,
        "acts": [
            {
                "id": act.change_id,
                "label": act.label,
                "who": act.who,
                "at": act.at.isoformat(),
                "undone": act.undone,
                "moves": [
                    _move(move, lines[act.change_id, number])
                    for number, move in enumerate(act.moves)
                ],
            }
            for act in found.acts
        ],
    }


def _move(move: MovedField, line: "MoveLine") -> Json:
    return {
        "noun": move.noun,
        "field": move.field or None,
        "item": line.item,
        "year": move.year,
        "since": move.since.isoformat() if move.since else None,
        "about": [_value(part) for part in move.about],
        "old": _value(move.old),
        "new": _value(move.new),
        "unit": line.unit or None,
        "forgotten": move.forgotten,
    }


def _value(value: FieldValue) -> Json:
    """Write a value; an amount as its decimal digits, a size class as its number."""
    if isinstance(value, tuple):
        return [_part(part) for part in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return value


def _part(part: str | int | tuple[str, Decimal]) -> Json:
    """Write one of several values; a named figure as its name and digits."""
    return [part[0], format(part[1], "f")] if isinstance(part, tuple) else part
