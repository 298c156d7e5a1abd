"""The columns of a table: which field each holds, in which unit; what is left beside the fields."""

import dataclasses
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from townoffice.feedback import BadChoice, Level, Problem
from townoffice.records import ColumnChoice
from townoffice.sheets.column import OWN, Column
from townoffice.sheets.fields import Field, FieldList, FieldType, Unit
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import Heading, folded, own_name, units_named
from townoffice.sheets.layout import Block
from townoffice.sheets.numbers import Number, read_number
from townoffice.sheets.rivals import Rivals

__all__ = ["YEAR", "Column", "read_columns"]

YEAR = "year"
_OWN_PLACES = 6
_NAMED = 8


def read_columns(
    grid: Grid,
    block: Block,
    fields: FieldList,
    year: int | None,
    problems: list[Problem],
    choices: Mapping[str, ColumnChoice] | None = None,
    known: frozenset[str] = frozenset(),
) -> tuple[Column, ...]:
    """Settle the columns of one block; what needs to be said goes to ``problems``.

    ``choices`` are what somebody said of columns, by the address of the header cell; ``known`` the
    names of own indicators of which nothing needs to be said.
    """
    choices = choices or {}
    columns = _with_heading(grid, block, choices)
    told = {c.cell: word for c in columns if (word := _told_field(c, choices)) is not None}
    open_ones = [
        c
        for c in columns
        if c.cell not in told and not (c.heading.field and c.heading.field.name in told.values())
    ]
    rivals = Rivals(grid, block, year, problems)
    taken = rivals.winners(open_ones)
    losers = {c.cell for c in columns} - {c.cell for c in open_ones}
    found = []
    for column in columns:
        field = taken.get(column.place)
        if column.cell in told:
            found.append(_as_told(column, told[column.cell], choices, block, fields, problems))
        elif column.cell in losers:
            found.append(column)
        elif field is None:
            found.append(
                column if column.place in rivals.left else _beside(grid, block, column, fields)
            )
        elif field.numeric:
            found.append(_with_unit(column, field, block, fields, problems, choices))
        else:
            found.append(dataclasses.replace(column, key=field.name, field=field))
    found = _distinct(rivals.newest(found))
    _say_guessed_units([c for c in found if c.cell not in choices], block, problems)
    left = [c for c in found if c.cell not in told and c.own not in known]
    _say_beside(left, fields, problems, rivals.left)
    return tuple(found)


def _with_heading(grid: Grid, block: Block, choices: Mapping[str, ColumnChoice]) -> list[Column]:
    """Give the columns that have a heading, and those somebody named without one."""
    line = block.last_header
    places = set(block.headings)
    if choices:
        places |= {place for place in block.places(grid) if grid.address(line, place) in choices}
    return [
        Column(place, grid.address(line, place), block.headings.get(place, Heading("")))
        for place in sorted(places)
    ]


def _told_field(column: Column, choices: Mapping[str, ColumnChoice]) -> str | None:
    choice = choices.get(column.cell)
    return choice.field if choice else None


def _as_told(
    column: Column,
    name: str,
    choices: Mapping[str, ColumnChoice],
    block: Block,
    fields: FieldList,
    problems: list[Problem],
) -> Column:
    """Take a column for the field somebody named, for the county's own indicator, or for none."""
    heading = column.heading
    if not name:
        return column
    if name == OWN:
        label = own_name(heading.text, heading.unit_text) or column.cell
        field = Field(OWN + label, label, FieldType.AMOUNT, places=_OWN_PLACES)
        return dataclasses.replace(column, key=field.name, field=field, unit=heading.unit_text)
    if name not in {known.name for known in fields.fields}:
        raise BadChoice(f"没有“{name}”这个指标", where=column.cell)
    field = fields.field(name)
    if not field.numeric:
        return dataclasses.replace(column, key=name, field=field)
    named = units_named(heading.unit_text, fields) if heading.unit_text else ()
    unit = next((unit for unit in named if unit.dimension == field.dimension), None)
    heading = dataclasses.replace(heading, field=field, unit=unit)
    return _with_unit(
        dataclasses.replace(column, heading=heading), field, block, fields, problems, choices
    )


def _with_unit(
    column: Column,
    field: Field,
    block: Block,
    fields: FieldList,
    problems: list[Problem],
    choices: Mapping[str, ColumnChoice],
) -> Column:
    """Find the unit of a numeric field: the one somebody said, its header's, the unit line's.

    Else the book's own.
    """
    heading = column.heading
    if (choice := choices.get(column.cell)) is not None and choice.unit is not None:
        told = next((u for u in units_named(choice.unit, fields) if _fits(u, field)), None)
        if told is None:
            raise BadChoice(f"“{choice.unit}”不是{field.label}的单位", where=column.cell)
        return _settled(column, field, choice.unit, told.factor)
    if heading.unit is not None:
        return _settled(column, field, heading.unit_text, heading.unit.factor)
    if heading.unit_text:
        what = f"“{heading.text}”的单位“{heading.unit_text}”不是{field.label}的单位"
        problems.append(Problem(Level.STOP, what, f"应写成例如“{field.unit}”", column.cell))
        return _settled(column, field, field.unit, Fraction(1))
    stated = _from_line(block.units, field, fields)
    if len(stated) > 1:
        words = "、".join(word for word, _ in stated)
        what = f"{field.label}的单位不明确：单位栏里写有{words}，已按“{stated[0][0]}”读取"
        problems.append(Problem(Level.ASK, what, "请在这一列的表头里写明单位", column.cell))
    if stated:
        return _settled(column, field, stated[0][0], stated[0][1].factor)
    return _settled(column, field, field.unit, Fraction(1))


def _fits(unit: Unit, field: Field) -> bool:
    return unit.dimension == field.dimension


def _settled(column: Column, field: Field, unit: str, factor: Fraction) -> Column:
    return dataclasses.replace(column, key=field.name, field=field, unit=unit, factor=factor)


def _from_line(words: tuple[str, ...], field: Field, fields: FieldList) -> list[tuple[str, Unit]]:
    """Give the units of a unit line that can be this field's, each factor once."""
    found: dict[Fraction, tuple[str, Unit]] = {}
    for word in words:
        for unit in units_named(word, fields):
            if unit.dimension == field.dimension:
                found.setdefault(unit.factor, (word, unit))
    return list(found.values())


def _say_guessed_units(columns: list[Column], block: Block, problems: list[Problem]) -> None:
    """Say it where neither header nor unit line states the unit of an area or a sum of money."""
    for column in columns:
        field = column.field
        if field is None or field.type is not FieldType.AMOUNT or column.heading.unit_text:
            continue
        if field.unit and not block.units:
            what = f"“{column.heading.text}”没有写单位，已按“{field.unit}”读取"
            hint = f"如果不是{field.unit}，请在表头里写明单位"
            problems.append(Problem(Level.NOTE, what, hint, column.cell))


def _say_beside(
    columns: list[Column], fields: FieldList, problems: list[Problem], said: set[int]
) -> None:
    """Say, once for all of them, what became own indicators and what was not used."""
    own = [column for column in columns if column.own is not None]
    if own:
        names = "、".join(column.own or "" for column in own[:_NAMED])
        more = f"等 {len(own)} 列" if len(own) > _NAMED else ""
        what = f"不是规定的指标，作为本县自有指标导入：{names}{more}"
        problems.append(Problem(Level.NOTE, what, "不要的话请在文件里删除这些列", own[0].cell))
    words = fields.words
    unused = [
        column
        for column in columns
        if not column.key
        and not words.serial.search(key := folded(column.heading.text))
        and not words.ignored.search(key)
        and column.place not in said
    ]
    if unused:
        names = "、".join(f"“{column.heading.text}”" for column in unused[:_NAMED])
        more = f"等 {len(unused)} 列" if len(unused) > _NAMED else ""
        what = f"没有用到的列：{names}{more}"
        problems.append(Problem(Level.NOTE, what, "", unused[0].cell))


def _beside(grid: Grid, block: Block, column: Column, fields: FieldList) -> Column:
    """Decide on a column no field wants: serial number, derived, text, or an own indicator."""
    heading, words = column.heading, fields.words
    key = folded(heading.text)
    if words.year.search(key):
        return dataclasses.replace(column, key=YEAR, unit="年")
    if heading.earlier or words.serial.search(key) or words.ignored.search(key):
        return column
    if not fields.own or (words.derived.search(key) and heading.field is None):
        return column
    name = own_name(heading.text, heading.unit_text)
    field = Field(OWN + name, name, FieldType.AMOUNT, places=_OWN_PLACES)
    if not _all_numbers(grid, block, column.place, field, fields):
        return column
    return dataclasses.replace(column, key=field.name, field=field, unit=heading.unit_text)


def _all_numbers(grid: Grid, block: Block, place: int, field: Field, fields: FieldList) -> bool:
    """Tell whether a column has numbers and, but for the rows below the table, nothing else."""
    numbers = others = 0
    for line in range(block.first, block.end):
        value = grid.cell(line, place)
        if value is None:
            continue
        if type(value) in (int, Decimal):  # most of them: not worth reading twice
            numbers += 1
            continue
        found = read_number(value, field, Fraction(1), fields)
        if isinstance(found, Number):
            numbers += 1
        elif found is not None and "负数" not in found.what:
            others += 1
    return numbers > 0 and others * 10 <= numbers


def _distinct(columns: list[Column]) -> list[Column]:
    """Number own indicators that bear the same name: 其他, 其他2."""
    seen: dict[str, int] = defaultdict(int)
    found = []
    for column in columns:
        if column.own is None:
            found.append(column)
            continue
        seen[column.key] += 1
        count = seen[column.key]
        key = column.key if count == 1 else f"{column.key}{count}"
        found.append(dataclasses.replace(column, key=key))
    return found
