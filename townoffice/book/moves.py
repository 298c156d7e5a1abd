"""What moved, field by field, read from the journal: in one unit's history, and in one change.

The journal has no index by unit, and needs none: one pass over it seeks the text of the unit's id,
which no other text can imitate (JSON escapes quotes). A row whose content was cleared is known by
its number alone, so it is the unit's if a row still held, or told of elsewhere, has that number;
numbers are never given twice.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

import sqlalchemy as sa

from townoffice.book import schema
from townoffice.book.history import acts
from townoffice.records import FieldValue, MovedField, MovedRecord, RecordAct

_Values: TypeAlias = Mapping[str, FieldValue]
_JournalRow: TypeAlias = sa.Row[int, int, str, int, str | None, str | None]

_ABOUT: Mapping[str, tuple[str, ...]] = {
    "indicators": (),
    "own_indicators": ("name", "unit"),
    "post_facts": ("category", "measure"),
    "leadership_seats": ("person", "post"),
    "class_overrides": (),
    "turnover_grants": ("category",),
    "institutions": ("name",),
    "nameplates": ("name",),
    "agencies": ("name",),
    "enforcement": (),
    "platforms": ("kind",),
    "right_grants": ("right",),
    "right_uses": ("right", "matter"),
    "module_leaders": ("module",),
    "waivers": ("rule", "subject"),
    "appraisals": (),
}
"""The tables that hang on a unit, and what tells their rows apart beside year and since."""

_TOLD = {"year", "since"}
_NOTHING = (None, ())
_OFFICE: Mapping[str, tuple[str, ...]] = {
    "adoptions": ("pack_id", "topic", "kind_group"),
    "own_packs": ("pack_id",),
    "plans": ("title",),
    "import_logs": ("file_name",),
    "settings": ("name",),
    "remembered": ("words",),
    "transfers": ("giver", "taker"),
    "layouts": ("table_id",),
    "contests": ("title",),
    "assessment_indicators": ("name",),
    "entrants": ("name",),
    "marks": ("subject",),
    "adjustments": ("subject", "kind"),
    "ballots": ("subject", "voter_group"),
    "voter_groups": ("name",),
    "grade_decisions": ("group",),
}
"""The same for what the office itself keeps."""

_NEVER = {"id", "row_version", "township_id"}
_WHOLE = {"result", "basis", "adopted_at", "adopted_by", "adopted_in"}
"""Fields of a plan that are whole documents, or the book's own note of the act."""


def acts_on(connection: sa.Connection, township_ids: Sequence[int]) -> tuple[RecordAct, ...]:
    """Read the changes that moved records of these units, newest first."""
    return _acts_told(connection, _rows(connection, township_ids))


def acts_where(
    connection: sa.Connection, table: sa.Table, equal: Mapping[str, int | str]
) -> tuple[RecordAct, ...]:
    """Read the changes that moved rows of a table whose columns equal these, newest first."""
    part = schema.journal.c
    said = sa.func.coalesce(part.after, part.before)
    query = sa.select(part.id, part.change_id, part.noun, part.row_id, part.before, part.after)
    met = (sa.func.json_extract(said, f"$.{name}") == value for name, value in equal.items())
    query = query.where(part.noun == table.name, *met).order_by(part.id)
    return _acts_told(connection, connection.execute(query).all())


def _acts_told(connection: sa.Connection, rows: Iterable[_JournalRow]) -> tuple[RecordAct, ...]:
    """Give the changes some rows of the journal belong to, each with what these rows moved."""
    moves: dict[int, list[MovedField]] = defaultdict(list)
    for row in rows:
        moves[row.change_id] += moved(connection.dialect, row)
    own = {change_id: tuple(fields) for change_id, fields in moves.items() if fields}
    return tuple(
        RecordAct(
            act.change_id, act.label, act.who, act.at, act.undone, own[act.change_id], act.undoes
        )
        for act in acts(connection, schema.changes.c.id.in_(list(own)))
    )


def moves_in(
    connection: sa.Connection, change_id: int, most: int
) -> tuple[tuple[MovedRecord, ...], int]:
    """Read what one change moved: the first ``most`` of its rows, and how many there are."""
    part = schema.journal.c
    query = sa.select(part.id, part.change_id, part.noun, part.row_id, part.before, part.after)
    query = query.where(part.change_id == change_id).order_by(part.id)
    rows: list[_JournalRow] = list(connection.execute(query.limit(most)).all())
    count = sa.select(sa.func.count()).where(part.change_id == change_id)
    names = _unit_names(connection, rows)
    told = tuple(
        MovedRecord(_name_of(row, names), tuple(moved(connection.dialect, row))) for row in rows
    )
    return told, connection.scalar(count) or 0


def _name_of(row: _JournalRow, names: Mapping[int, str]) -> str:
    """Name what a row is about: a unit, or the policy, plan, file or setting itself."""
    said: dict[str, str | int | None] = json.loads(row.after or row.before or "{}")
    if row.noun in _OFFICE:
        return str(said.get(_OFFICE[row.noun][0], ""))
    unit = _unit_of(row)
    return "" if unit is None else names.get(unit, "")


def _unit_of(row: _JournalRow) -> int | None:
    """Give the number of the unit a row is about, if it is about one and still tells it."""
    said: dict[str, int] = json.loads(row.after or row.before or "{}")
    return said.get("id" if row.noun == schema.townships.name else "township_id")


def _unit_names(connection: sa.Connection, rows: Iterable[_JournalRow]) -> Mapping[int, str]:
    """Give the units' names: as held, else as the journal last told of a unit that went."""
    part, names = schema.journal.c, dict[int, str]()
    said = sa.func.coalesce(part.after, part.before)
    units = schema.townships
    told = sa.select(part.row_id, sa.func.json_extract(said, "$.name"))
    told = told.where(part.noun == units.name, said.is_not(None)).order_by(part.id)
    wanted = {key for row in rows if (key := _unit_of(row)) is not None}
    held = {row.id: row.name for row in connection.execute(sa.select(units.c.id, units.c.name))}
    if not wanted <= held.keys():
        names.update((key, name) for key, name in connection.execute(told))
    return names | held


def _rows(connection: sa.Connection, township_ids: Sequence[int]) -> Iterable[_JournalRow]:
    """Read the journal rows of the units in the order they were written."""
    part = schema.journal.c
    said = sa.func.coalesce(part.after, part.before)
    query = sa.select(part.id, part.change_id, part.noun, part.row_id, part.before, part.after)
    named = [sa.func.instr(said, f'"township_id":{key},') > 0 for key in township_ids]
    own = sa.and_(part.noun == schema.townships.name, part.row_id.in_(township_ids))
    hanging = sa.and_(part.noun.in_(tuple(_ABOUT)), sa.or_(sa.false(), *named))
    rows = list(connection.execute(query.where(sa.or_(own, hanging))).all())
    numbers = defaultdict(set)
    for row in rows:
        numbers[row.noun].add(row.row_id)
    for noun in _ABOUT:
        table = schema.metadata.tables[noun]
        held = sa.select(table.c.id).where(table.c.township_id.in_(township_ids))
        numbers[noun].update(connection.scalars(held))
    cleared = query.where(part.before.is_(None), part.after.is_(None))
    rows += [
        row
        for row in connection.execute(cleared)
        if row.noun in _ABOUT and row.row_id in numbers[row.noun]
    ]
    return sorted(rows, key=lambda row: row.id)


def moved(dialect: sa.Dialect, row: _JournalRow) -> Iterator[MovedField]:
    """Compare a row before and after, field by field; what tells it apart only where it moved.

    A decision that lifts a class has none, before or after: it is told all the same.
    """
    if row.before is None and row.after is None:
        yield MovedField(row.noun, "", None, None, forgotten=True)
        return
    table = schema.metadata.tables[row.noun]
    before, after = (_typed(dialect, table, text) for text in (row.before, row.after))
    row_now = after or before
    about = _ABOUT.get(row.noun) or _OFFICE.get(row.noun, ())
    year, since = row_now.get("year"), row_now.get("since")
    for column in table.c:
        name, old, new = column.name, before.get(column.name), after.get(column.name)
        told = name in _TOLD or name in about
        lifted = name == "size_class" and not before and new is None
        if name in _NEVER or (told and not (before and after)):
            continue
        if (old == new or (old in _NOTHING and new in _NOTHING)) and not lifted:
            continue
        yield MovedField(
            row.noun,
            name,
            old,
            new,
            year if isinstance(year, int) else None,
            since if isinstance(since, date) else None,
            tuple(row_now.get(key) for key in about),
        )


def _typed(dialect: sa.Dialect, table: sa.Table, text: str | None) -> _Values:
    """Bring a row of the journal to the record's values; empty where there was no row."""
    stored: dict[str, str | int | None] = json.loads(text) if text else {}
    typed: dict[str, FieldValue] = {}
    for column in table.c:
        if column.name in stored and column.name not in _WHOLE:
            value = stored[column.name]
            read = column.type.result_processor(dialect, None)
            typed[column.name] = read(value) if read else value
    return typed
