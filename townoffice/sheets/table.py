"""From a workbook to a table: the sheet, its columns with their units, its rows with values.

What is wrong with the data comes back as located problems beside the values, never as an error;
only a file in which no table is found raises.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from townoffice.feedback import BadWorkbook, Level, NotFound, Problem
from townoffice.records import IntakeChoices, LineRole
from townoffice.sheets.columns import Column, read_columns
from townoffice.sheets.fields import FieldList
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import year_in
from townoffice.sheets.layout import HEADER_WITHIN, Block, find_blocks
from townoffice.sheets.raw import with_answers
from townoffice.sheets.rows import RowReader, UnitLine
from townoffice.sheets.totals import check_totals
from townoffice.sheets.workbook import Sheet, Workbook

_TURN_UP_TO = 300

Value: TypeAlias = int | Decimal | str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's line: ``values`` by column key; a key is absent where its cell was wrong.

    ``addresses`` gives the cell of a key, ``cell`` where the unit stands.
    """

    number: int
    cell: str
    values: dict[str, Value]
    addresses: Callable[[str], str]

    @property
    def code(self) -> str | None:
        """Division code as read, None where there is none."""
        return _word(self.values.get("code"))

    @property
    def name(self) -> str | None:
        """Name as read."""
        return _word(self.values.get("name"))


def _word(value: Value) -> str | None:
    return value if isinstance(value, str) else None


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


@dataclass(slots=True)
class _Candidate:
    """A sheet with the tables found on it."""

    sheet: Sheet
    grid: Grid
    blocks: tuple[Block, ...]
    problems: list[Problem] = field(default_factory=list)

    @property
    def worth(self) -> tuple[int, int]:
        """How much a sheet looks like the table meant: fields named, then length."""
        return len(frozenset().union(*(b.names for b in self.blocks))), len(self.grid.lines)


def read_table(
    book: Workbook,
    fields: FieldList,
    *,
    sheet: str | None = None,
    year: int | None = None,
    county: tuple[str, str] = ("", ""),
    choices: IntakeChoices | None = None,
) -> Table:
    """Read the table of one kind out of a workbook.

    ``year`` picks among columns of several years; ``county`` is (name, 6-digit code), a row of
    which is a total. With ``choices`` a sheet in which no header is found is a table without
    lines and a problem, since somebody is there to point at the header.

    :raises NotFound: no sheet of the name asked for.
    :raises BadWorkbook: no table of this kind in it.
    :raises BadChoice: a column taken for a field or unit that is none.
    """
    chosen = _choose(book, fields, sheet, choices)
    table_year = next((b.year for b in chosen.blocks if b.year), None)
    table_year = table_year or year_in(chosen.sheet.name, fields)
    table_year = table_year or year_in(re.sub(r"\.\w+$", "", book.file_name), fields)
    gathered = _Gathered(chosen, fields, county, choices)
    for block in chosen.blocks:
        table_year = gathered.read(block, year, table_year) or table_year
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
        header=next(((b.top, b.first - 1) for b in chosen.blocks), None),
    )


class _Gathered:
    """What the tables stacked on a sheet hold, put together block by block."""

    def __init__(
        self,
        chosen: _Candidate,
        fields: FieldList,
        county: tuple[str, str],
        choices: IntakeChoices | None,
    ) -> None:
        self._chosen = chosen
        self._fields = fields
        self._county = county
        self._choices = choices
        self.columns: list[Column] = []
        self.lines: list[Line] = []
        self.skipped: list[tuple[str, str]] = []
        self.roles: dict[int, LineRole] = {}

    def read(self, block: Block, asked: int | None, stated: int | None) -> int | None:
        """Read one block; gives the year its lines bear. Problems go to the sheet chosen."""
        grid, problems, said = self._chosen.grid, self._chosen.problems, self._choices
        told = said.columns if said is not None else {}
        found = read_columns(grid, block, self._fields, asked or stated, problems, told)
        reader = RowReader(grid, block, found, self._fields, self._county, asked)
        reader.read()
        if said is not None:
            self.skipped += _leave_out(reader, grid, said)
        problems += reader.problems
        problems += check_totals(reader, self._fields)
        places = {column.key: column.place for column in found}
        self.lines += [_line(grid, row.line, row.values, places) for row in reader.rows]
        self.skipped += reader.skipped
        self.roles |= _roles(block, reader)
        known = {column.key for column in self.columns}
        self.columns += [c for c in found if c.key not in known or not c.key]
        return reader.year


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
    roles = dict.fromkeys(range(block.top, block.first), LineRole.HEADER)
    roles |= {row.line: LineRole.DATA for row in reader.rows}
    return roles | {total.line: LineRole.TOTAL for total in reader.totals}


def _line(grid: Grid, line: int, values: dict[str, Value], places: dict[str, int]) -> Line:
    def address(key: str) -> str:
        return grid.address(line, places[key]) if key in places else cell

    at = places.get("name", places.get("code", 0))
    cell = grid.address(line, at)
    return Line(line, cell, values, address)


def _choose(
    book: Workbook, fields: FieldList, wanted: str | None, choices: IntakeChoices | None
) -> _Candidate:
    """Choose the sheet: the one asked for, or the visible one that looks most like a table."""
    said = choices or IntakeChoices()
    wanted = said.sheet or wanted
    sheets = [s for s in book.sheets if s.name == wanted] if wanted else list(book.sheets)
    if said.sheet:
        sheets = [with_answers(found, said.cells) for found in sheets]
    if wanted and not sheets:
        names = "、".join(s.name for s in book.sheets)
        raise NotFound(f"没有叫“{wanted}”的工作表", where=book.file_name, hint=f"文件里有：{names}")
    found = [c for s in sheets if s.rows and (c := _candidate(s, fields, said.header)) is not None]
    visible = [c for c in found if not c.sheet.hidden or wanted]
    if not visible and choices is not None and any(s.rows for s in sheets):
        return _without_header(sheets, wanted)
    if not visible:
        raise BadWorkbook(_no_table(book, found, fields), where=book.file_name, hint=_NO_TABLE_HINT)
    best = max(visible, key=lambda c: c.worth)
    best.problems += [Problem(Level.NOTE, remark) for remark in book.remarks]
    for other in sheets:
        if other.hidden and not wanted and other.rows:
            what = f"工作表“{other.name}”是隐藏的，没有读取"
            best.problems.append(
                Problem(Level.NOTE, what, "要导入它，请指明工作表", "", other.name)
            )
    for candidate in visible:
        if candidate is not best:
            what = f"工作表“{candidate.sheet.name}”也像{fields.label}表，没有读取"
            hint = "要导入它，请指明工作表"
            best.problems.append(Problem(Level.NOTE, what, hint, "", candidate.sheet.name))
    return best


def _without_header(sheets: list[Sheet], wanted: str | None) -> _Candidate:
    """Give the longest sheet to somebody who can point at its header."""
    page = max((s for s in sheets if s.rows), key=lambda s: (not s.hidden, len(s.rows)))
    found = _Candidate(page, Grid(page), ())
    hint = "请指出表头是哪几行，或换一张工作表" if wanted is None else "请指出表头是哪几行"
    found.problems.append(Problem(Level.STOP, "没有认出表头", hint, "", page.name))
    return found


_NO_TABLE_HINT = "表头里要有“名称”或“区划代码”，还要有人口、面积、编制等至少一列"


def _no_table(book: Workbook, hidden: list[_Candidate], fields: FieldList) -> str:
    if all(not sheet.rows for sheet in book.sheets):
        return "文件里没有数据"
    if hidden:
        return f"只有隐藏的工作表“{hidden[0].sheet.name}”像{fields.label}表"
    return f"没有找到{fields.label}的表格"


def _candidate(
    sheet: Sheet, fields: FieldList, header: tuple[int, int] | None
) -> _Candidate | None:
    """Look for tables on a sheet; a header somebody named is taken in the direction found."""
    found = _found(sheet, fields)
    if header is None:
        return found
    grid = found.grid if found else Grid(sheet)
    blocks = find_blocks(grid, fields, header)
    return _Candidate(sheet, grid, blocks, found.problems if found else []) if blocks else None


def _found(sheet: Sheet, fields: FieldList) -> _Candidate | None:
    """Look for tables on a sheet, as it stands and, where small, with rows and columns turned."""
    grid = Grid(sheet)
    found = _Candidate(sheet, grid, find_blocks(grid, fields))
    if len(sheet.rows) <= _TURN_UP_TO:
        turned = Grid(sheet, turned=True)
        blocks = find_blocks(turned, fields) if len(turned.lines) <= HEADER_WITHIN * 50 else ()
        other = _Candidate(sheet, turned, blocks)
        better = not found.blocks or other.worth[0] > found.worth[0]
        if other.blocks and better and _has_numbers(turned, other.blocks[0]):
            what = f"工作表“{sheet.name}”的指标是横行、单位是纵列，已转过来读取"
            other.problems.append(Problem(Level.NOTE, what, "", "", sheet.name))
            return other
    return found if found.blocks else None


def _has_numbers(grid: Grid, block: Block) -> bool:
    """Tell a turned table from instructions that happen to name the fields in a column."""
    places = [p for p, h in block.headings.items() if h.field and h.field.numeric]
    return any(
        isinstance(value := grid.cell(line, place), int | Decimal)
        or (isinstance(value, str) and value.strip()[:1].isdigit())
        for line in range(block.first, block.end)
        for place in places
    )


def _hidden(chosen: _Candidate, columns: list[Column], lines: list[Line]) -> list[Problem]:
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
