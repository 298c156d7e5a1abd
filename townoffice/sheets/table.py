"""From a workbook to a table: the sheet, its columns with their units, its rows with values.

What is wrong with the data comes back as located problems beside the values, never as an error;
only a file in which no table is found raises.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import TypeAlias

from townoffice.feedback import Level, Problem
from townoffice.records import IntakeChoices, LineRole
from townoffice.sheets.choosing import Candidate, choose_sheet
from townoffice.sheets.columns import Column, read_columns
from townoffice.sheets.fields import FieldList
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import year_in
from townoffice.sheets.layout import Block
from townoffice.sheets.lines import UnitLine
from townoffice.sheets.rows import RowReader
from townoffice.sheets.totals import check_totals
from townoffice.sheets.workbook import Sheet, Workbook

Value: TypeAlias = int | Decimal | str | None


@dataclass(slots=True)
class Line:
    """One unit's line: ``values`` by column key; a key is absent where its cell was wrong.

    ``addresses`` gives the cell of a key, ``cell`` where the unit stands. ``code`` and ``name`` are
    those of the values, None where there is none. Not frozen: there are as many as units.
    """

    number: int
    cell: str
    values: dict[str, Value]
    addresses: Callable[[str], str]
    code: str | None = field(init=False)
    name: str | None = field(init=False)

    def __post_init__(self) -> None:
        """Take code and name out of the values once; they are asked for again and again."""
        code, name = self.values.get("code"), self.values.get("name")
        self.code = code if isinstance(code, str) else None
        self.name = name if isinstance(name, str) else None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read. ``skipped`` are (cell, why); ``year`` is the one the file speaks of.

    ``page`` is the sheet as it stands in the file, ``turned`` whether its columns are the units,
    ``roles`` what each line was taken for (others are remarks), ``header`` the lines of the first.
    """

    sheet: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    skipped: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    year: int | None
    page: Sheet
    turned: bool
    roles: Mapping[int, LineRole]
    header: tuple[int, int] | None


def read_table(
    book: Workbook,
    fields: FieldList,
    *,
    sheet: str | None = None,
    year: int | None = None,
    county: tuple[str, str] = ("", ""),
    choices: IntakeChoices | None = None,
    known: frozenset[str] = frozenset(),
) -> Table:
    """Read the table of one kind out of a workbook.

    ``year`` picks among columns of several years; ``county`` is (name, 6-digit code), a row of
    which is a total; ``known`` are own indicators the county has already. With ``choices`` a
    sheet in which no header is found is a table without
    lines and a problem, since somebody is there to point at the header.

    :raises NotFound: no sheet of the name asked for.
    :raises BadWorkbook: no table of this kind in it.
    :raises BadChoice: a column taken for a field or unit that is none.
    """
    chosen = choose_sheet(book, fields, sheet, choices)
    table_year = next((b.year for b in chosen.blocks if b.year), None)
    table_year = table_year or year_in(chosen.sheet.name, fields)
    table_year = table_year or year_in(re.sub(r"\.\w+$", "", book.file_name), fields)
    gathered = _Gathered(chosen, fields, county, choices, known)
    for block in chosen.blocks:
        table_year = gathered.read(block, year, table_year) or table_year
    gathered.check()
    columns, lines = gathered.columns, gathered.lines
    years = [c.heading.year for c in columns if c.key and c.heading.year]
    problems = (*chosen.problems, *_hidden(chosen, columns, lines))
    return Table(
        sheet=chosen.sheet.name,
        columns=tuple(columns),
        lines=tuple(lines),
        skipped=tuple(gathered.skipped),
        problems=tuple(
            Problem(p.level, p.what, p.hint, p.cell, chosen.sheet.name if p.cell else p.sheet)
            for p in problems
        ),
        year=table_year or (max(years) if years else None),
        page=next(s for s in book.sheets if s.name == chosen.sheet.name),
        turned=chosen.grid.turned,
        roles=gathered.roles,
        header=next(((b.top, b.last_header) for b in chosen.blocks), None),
    )


class _Gathered:
    """What the tables stacked on a sheet hold, put together block by block."""

    def __init__(
        self,
        chosen: Candidate,
        fields: FieldList,
        county: tuple[str, str],
        choices: IntakeChoices | None,
        known: frozenset[str],
    ) -> None:
        self._chosen = chosen
        self._known = known
        self._fields = fields
        self._county = county
        self._choices = choices
        self.columns: list[Column] = []
        self.lines: list[Line] = []
        self.skipped: list[tuple[str, str]] = []
        self.roles: dict[int, LineRole] = {}
        self._readers: list[RowReader] = []

    def read(self, block: Block, asked: int | None, stated: int | None) -> int | None:
        """Read one block; gives the year its lines bear. Problems go to the sheet chosen."""
        grid, problems, said = self._chosen.grid, self._chosen.problems, self._choices
        told = said.columns if said is not None else {}
        year = asked or stated
        found = read_columns(grid, block, self._fields, year, problems, told, self._known)
        reader = RowReader(grid, block, found, self._fields, self._county, asked)
        reader.read()
        if said is not None:
            self.skipped += _leave_out(reader, grid, said)
        problems += reader.problems
        self._readers.append(reader)
        self.lines += _lines(grid, reader.rows, {column.key: column.place for column in found})
        self.skipped += reader.skipped
        self._add_roles(block, reader)
        known = {column.key for column in self.columns}
        self.columns += [c for c in found if c.key not in known or not c.key]
        years = [column.heading.year for column in found if column.key and column.heading.year]
        return reader.year or max(years, default=None)

    def check(self) -> None:
        """Hold the totals of all tables against their lines."""
        self._chosen.problems += check_totals(self._readers, self._fields)

    def _add_roles(self, block: Block, reader: RowReader) -> None:
        """Say what the lines were taken for; of tables side by side, units count most."""
        units = {line for line, role in self.roles.items() if role is LineRole.DATA}
        found = _roles(block, reader)
        self.roles |= {line: role for line, role in found.items() if line not in units}


def _leave_out(reader: RowReader, grid: Grid, choices: IntakeChoices) -> list[tuple[str, str]]:
    """Take out the lines somebody leaves out, and hidden ones that only repeat another.

    A hidden line is a draft or a copy nobody sees; where somebody looks at the preview it is said,
    and stops nothing.
    """
    kept: list[UnitLine] = []
    left = []
    places = {column.key: column.place for column in reader.columns}
    at = places.get("name", places.get("code", 0))
    for row in reader.rows:
        cell = grid.address(row.line, at)
        twin = None
        if grid.hidden_line(row.line):
            twin = next((other for other in kept if other.values == row.values), None)
        if choices.units.get(cell) == "":
            left.append((cell, "按选择不导入"))
        elif twin is not None:
            what = f"隐藏的行，内容与 {grid.address(twin.line, at)} 重复，没有导入"
            reader.problems.append(Problem(Level.NOTE, what, "", cell))
            left.append((cell, what))
        else:
            kept.append(row)
    reader.rows = kept
    return left


def _roles(block: Block, reader: RowReader) -> dict[int, LineRole]:
    """Say what the lines of a block were taken for; what stands above the header is title."""
    roles = dict.fromkeys(range(block.top, block.last_header + 1), LineRole.HEADER)
    roles |= {row.line: LineRole.DATA for row in reader.rows}
    return roles | {total.line: LineRole.TOTAL for total in reader.totals}


def _lines(grid: Grid, rows: list[UnitLine], places: dict[str, int]) -> Iterator[Line]:
    def address(line: int, cell: str, key: str) -> str:
        return grid.address(line, places[key]) if key in places else cell

    at = places.get("name", places.get("code", 0))
    cells = grid.addresses((row.line for row in rows), at)
    for row, cell in zip(rows, cells, strict=True):
        yield Line(row.line, cell, row.values, partial(address, row.line, cell))


def _hidden(chosen: Candidate, columns: list[Column], lines: list[Line]) -> list[Problem]:
    """Say which hidden lines and columns were read."""
    grid = chosen.grid
    found = []
    cells = [line.cell for line in lines if grid.hidden_line(line.number)]
    if cells:
        some = "、".join(cells[:5]) + ("…" if cells[5:] else "")
        what = f"有 {len(cells)} 行是隐藏的，也读取了（{some}）"
        found.append(Problem(Level.NOTE, what, "不要的话请在文件里删除这些行", cells[0]))
    hidden = [column for column in columns if column.key and grid.hidden_place(column.place)]
    if hidden:
        names = "、".join(column.heading.text for column in hidden)
        what = f"隐藏的列也读取了：{names}"
        found.append(Problem(Level.NOTE, what, "不要的话请在文件里删除这些列", hidden[0].cell))
    return found
