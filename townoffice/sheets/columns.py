"""The columns of a table: which field each holds, in which unit; what is left beside the fields."""

import dataclasses
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from townoffice.feedback import BadChoice, Level, Problem
from townoffice.records import ColumnChoice
from townoffice.sheets.fields import Field, FieldList, FieldType, Unit
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import Heading, folded, own_name, units_named
from townoffice.sheets.layout import Block
from townoffice.sheets.numbers import Number, read_number

_OWN = "own:"
YEAR = "year"
_OWN_PLACES = 6
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``key`` is the field's name, ``own:`` + name for an own indicator.

    An empty key: the column is not read. ``unit`` as written or taken, ``factor`` from it to the
    book's unit.
    """

    place: int
    cell: str
    heading: Heading
    key: str = ""
    field: Field | None = None
    unit: str = ""
    factor: Fraction = Fraction(1)

    @property
    def own(self) -> str | None:
        """Name of the county's own indicator, None for a field."""
        return self.key.removeprefix(_OWN) if self.key.startswith(_OWN) else None


def read_columns(
    grid: Grid,
    block: Block,
    fields: FieldList,
    year: int | None,
    problems: list[Problem],
    choices: Mapping[str, ColumnChoice] | None = None,
) -> tuple[Column, ...]:
    """Settle the columns of one block; what needs to be said goes to ``problems``.

    ``choices`` are what somebody said of columns, by the address of the header cell.
    """
    choices = choices or {}
    columns = _with_heading(grid, block, choices)
    told = {c.cell: word for c in columns if (word := _told_field(c, choices)) is not None}
    open_ones = [
        c
        for c in columns
        if c.cell not in told and not (c.heading.field and c.heading.field.name in told.values())
    ]
    taken = _winners(open_ones, year, problems)
    losers = {c.cell for c in columns} - {c.cell for c in open_ones}
    found = []
    for column in columns:
        field = taken.get(column.place)
        if column.cell in told:
            found.append(_as_told(column, told[column.cell], choices, block, fields, problems))
        elif column.cell in losers:
            found.append(column)
        elif field is None:
            found.append(_beside(grid, block, column, fields))
        elif field.numeric:
            found.append(_with_unit(column, field, block, fields, problems, choices))
        else:
            found.append(dataclasses.replace(column, key=field.name, field=field))
    found = _distinct(found)
    _say_guessed_units([c for c in found if c.cell not in choices], block, problems)
    _say_beside([c for c in found if c.cell not in told], fields, problems)
    return tuple(found)


def _with_heading(grid: Grid, block: Block, choices: Mapping[str, ColumnChoice]) -> list[Column]:
    """Give the columns that have a heading, and those somebody named without one."""
    line = block.first - 1
    places = set(block.headings)
    if choices:
        places |= {place for place in range(grid.width) if grid.address(line, place) in choices}
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
    if name == _OWN:
        label = own_name(heading.text, heading.unit_text) or column.cell
        field = Field(_OWN + label, label, FieldType.AMOUNT, places=_OWN_PLACES)
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


def _winners(columns: list[Column], year: int | None, problems: list[Problem]) -> dict[int, Field]:
    """Give each field one column: the year asked for, else the newest; then the best words."""
    wanting: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        if column.heading.field is not None:
            wanting[column.heading.field.name].append(column)
    taken = {}
    for rivals in wanting.values():
        rivals.sort(key=lambda c: (c.heading.doubtful, -_year_worth(c, year), c.heading.rank))
        best = rivals[0]
        field = best.heading.field
        assert field is not None
        taken[best.place] = field
        if best.heading.doubtful:
            what = f"“{best.heading.text}”写得不明确，已当作“{field.label}”读取"
            hint = f"如果不对，请把表头改清楚；如果就是{field.label}，请确认"
            problems.append(Problem(Level.ASK, what, hint, best.cell))
        for other in rivals[1:]:
            by_year = other.heading.year != best.heading.year and year in (None, best.heading.year)
            clear = by_year or not field.numeric or other.heading.doubtful
            level = Level.NOTE if clear else Level.ASK
            what = f"“{other.heading.text}”和“{best.heading.text}”都像“{field.label}”，用的是后者"
            problems.append(Problem(level, what, "如果不对，请在文件里只留一列", other.cell))
    return taken


def _year_worth(column: Column, year: int | None) -> int:
    if column.heading.year is None:
        return 0
    return 10_000 if column.heading.year == year else column.heading.year


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


def _say_beside(columns: list[Column], fields: FieldList, problems: list[Problem]) -> None:
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
    if words.serial.search(key) or words.ignored.search(key):
        return column
    if words.derived.search(key) and heading.field is None:
        return column
    name = own_name(heading.text, heading.unit_text)
    field = Field(_OWN + name, name, FieldType.AMOUNT, places=_OWN_PLACES)
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
