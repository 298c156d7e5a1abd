"""The lines of a table: units, totals, and what is neither."""

from decimal import Decimal
from fractions import Fraction
from itertools import repeat

from townoffice.feedback import Level, Problem
from townoffice.sheets.cells import (
    code_in_name,
    plain_name,
    read_code,
    read_name,
    read_text,
    read_word,
    text_of,
)
from townoffice.sheets.columns import YEAR, Column
from townoffice.sheets.everyday import RUN, Everyday, Taken, Value
from townoffice.sheets.fields import FieldList, FieldType
from townoffice.sheets.grid import Grid
from townoffice.sheets.layout import Block
from townoffice.sheets.lines import TotalLine, UnitLine, may_be_county, sum_of
from townoffice.sheets.numbers import Number, Wrong, kept, read_number
from townoffice.sheets.roles import LineSorter, bare
from townoffice.sheets.workbook import Cell

_SAFE = 10**15
_YEARS = range(1900, 2101)


class RowReader:
    """Reads the data lines of one block into units, totals, skipped lines and problems."""

    def __init__(
        self,
        grid: Grid,
        block: Block,
        columns: tuple[Column, ...],
        fields: FieldList,
        county: tuple[str, str] = ("", ""),
        year: int | None = None,
    ) -> None:
        self.grid = grid
        self.block = block
        self.columns = tuple(column for column in columns if column.key)
        self.fields = fields
        self.county = county
        self.rows: list[UnitLine] = []
        self.totals: list[TotalLine] = []
        self.skipped: list[tuple[str, str]] = []
        self.problems: list[Problem] = []
        self._places = {column.key: column.place for column in self.columns}
        self._numeric = [c for c in self.columns if c.field and c.field.numeric]
        numeric = {column.place for column in self._numeric}
        self._plan = [Taken(c, c.place in numeric, *_as_it_is(c)) for c in self.columns if c.field]
        self._everyday = Everyday(self._plan, fields, county[0], empty=not grid.sheet.unsaved)
        self._sorter = LineSorter(grid, block, self.columns, fields, county)
        self._codeless = "code" not in self._places
        self._tidied: dict[str, list[str]] = {}
        self._rounded: dict[str, list[str]] = {}
        self.year = self._settle_year(year)

    def read(self) -> None:
        """Read every line of the block, then say which columns were rounded."""
        for first in range(self.block.first, self.block.end, RUN):
            self._read_run(range(first, min(first + RUN, self.block.end)))
        self._sort_out_county()
        self._say_rounded_and_tidied()

    def _read_run(self, lines: range) -> None:
        """Read some lines: at once where all are everyday ones, else cell by cell."""
        cells = self.grid.lines[lines.start : lines.stop]
        found = None if self._codeless else self._everyday.run(cells)
        if found is not None and self._nothing_but_units(lines):
            self.rows += map(UnitLine, lines, found)
            return
        for line, values in zip(lines, found or repeat(None), strict=False):
            if values is None and self.grid.blank(line, self.block.span):
                continue
            if (why := self.block.omits.get(line)) is not None:
                if why:
                    self.skipped.append((self._sorter.first_cell(line), why))
                continue
            if line in self.block.skips:
                self.skipped.append((self._sorter.first_cell(line), "重复的标题和表头"))
                continue
            if (other := self._year_at(line)) is not None and other != self.year:
                self.skipped.append((self._sorter.first_cell(line), f"{other} 年的数据"))
                continue
            self._read_line(line, values)

    def _nothing_but_units(self, lines: range) -> bool:
        """Tell whether lines that all bear a unit's code are units, with nothing said of them."""
        block = self.block
        if block.omits or block.skips or YEAR in self._places:
            return False
        return not any(line in lines for line in self._sorter.under_header)

    def _say_rounded_and_tidied(self) -> None:
        for key, cells in self._rounded.items():
            column = next(column for column in self.columns if column.key == key)
            assert column.field is not None
            kept = f"{column.field.places} 位小数" if column.field.places else "整数"
            more = f"等 {len(cells)} 处" if len(cells) > 1 else ""
            what = f"“{column.heading.text}”换算后按{kept}四舍五入，{cells[0]}{more}与原数略有不同"
            self.problems.append(Problem(Level.NOTE, what, "", cells[0]))
        for taken, cells in self._tidied.items():
            more = f"等 {len(cells)} 处" if len(cells) > 1 else ""
            what = f"名称里的{taken}没有当作名称的一部分（{cells[0]}{more}）"
            self.problems.append(Problem(Level.NOTE, what, "", cells[0]))

    def _sort_out_county(self) -> None:
        """Take a line named 某县 for a total where it is exactly the sum of all others."""
        for row in [row for row in self.rows if may_be_county(row)]:
            others = [other for other in self.rows if other is not row]
            figures = {k: v for k, v in row.values.items() if isinstance(v, int | Decimal)}
            sums = {key: sum_of(others, key) for key in figures}
            if len(others) < 2 or not figures or any(sums[k] != v for k, v in figures.items()):
                continue
            label = str(row.values["name"])
            values = {key: Fraction(value) for key, value in figures.items()}
            self.rows.remove(row)
            self.totals.append(TotalLine(row.line, label, whole=True, part=False, values=values))
            why = f"合计行（{label}，等于其余各行之和）"
            self.skipped.append((self._sorter.first_cell(row.line), why))

    def _settle_year(self, asked: int | None) -> int | None:
        """Choose the year where lines bear their own: the one asked for, else the newest."""
        lines = range(self.block.first, self.block.end)
        years = {year for line in lines if (year := self._year_at(line)) is not None}
        if not years:
            return None
        chosen = asked if asked in years else max(years)
        cell = self.grid.address(self.block.last_header, self._places[YEAR])
        if asked is not None and asked not in years:
            what = f"表里没有 {asked} 年的数据，读取的是 {chosen} 年"
            self.problems.append(Problem(Level.ASK, what, "请核对年度", cell))
        elif len(years) > 1:
            listed = "、".join(map(str, sorted(years)))
            what = f"表里有 {listed} 年的数据，只读取 {chosen} 年"
            self.problems.append(Problem(Level.NOTE, what, "要别的年度请指明", cell))
        return chosen

    def _year_at(self, line: int) -> int | None:
        """Give the year a line bears in a column of its own, None without one."""
        if YEAR not in self._places:
            return None
        digits = (text_of(self.grid.filled(line, self._places[YEAR])) or "").rstrip("年度")
        four = len(digits) == 4 and digits.isdecimal()
        return int(digits) if four and int(digits) in _YEARS else None

    def _read_line(self, line: int, values: dict[str, Value] | None) -> None:
        """Tell what a line is and read it, unless its ``values`` are read already."""
        cell = self._cell(line, "code") if values is None else values["code"]
        code = read_code(cell, self.fields.words.missing)
        role = self._sorter.role(line, code)
        first = self._sorter.first_cell(line) if role.total or role.why else ""
        if role.total:
            self._read_total(line, role.label, code)
            self.skipped.append((first, f"合计行（{role.label}）" if role.label else "合计行"))
        elif role.why:
            self.skipped.append((first, role.why))
            if role.problem is not None:
                self.problems.append(role.problem)
        elif values is not None:
            self.rows.append(UnitLine(line, values))
        else:
            self._read_unit(line)

    def _cell(self, line: int, key: str) -> Cell:
        """Give a text column's cell; a merged range counts for each of its lines."""
        place = self._places.get(key)
        return None if place is None else self.grid.filled(line, place)

    # ── reading it ──────────────────────────────────────────────────────────────────────────────
    def _read_unit(self, line: int) -> None:
        cells = self.grid.lines[line]
        width = len(cells)
        row = UnitLine(line, {})
        unsaved = self.grid.sheet.unsaved
        for taken in self._plan:
            column, numeric, whole, step = taken.column, taken.numeric, taken.whole, taken.step
            place = column.place
            cell = cells[place] if place < width else None
            if whole and type(cell) is int and 0 <= cell < _SAFE:
                row.values[column.key] = cell  # most cells of most tables: not worth a call
            elif step and type(cell) is Decimal and (exact := kept(cell, step)) is not None:
                row.values[column.key] = exact
            elif cell is None and unsaved and self._is_unsaved(line, column):
                row.faulty |= {column.key}
            elif not numeric:
                value = self.grid.filled(line, place) if cell is None else cell
                text = self._text(value, column, line)
                if isinstance(text, Wrong):
                    self._keep(row, column, text)
                else:
                    row.values[column.key] = text
            else:
                self._keep(row, column, self._number(cell, column))
        if self._codeless and isinstance(name := self._cell(line, "name"), str):
            row.values |= {"code": code} if (code := code_in_name(name)) else {}
        self.rows.append(row)

    def _number(self, cell: Cell, column: Column) -> Number | Wrong | None:
        assert column.field is not None
        found = read_number(cell, column.field, column.factor, self.fields)
        if column.own is not None and isinstance(found, Wrong) and "负数" in found.what:
            assert isinstance(cell, int | Decimal | str)
            return Number(Decimal(str(cell).replace(",", "").strip()))
        return found

    def _name(self, cell: Cell, column: Column, line: int) -> str | None:
        """Read a name as the book would have it, and remember what was taken off."""
        name = read_name(cell)
        if name is None:
            return None
        plain, taken = plain_name(name, self.county[0])
        if taken:
            self._tidied.setdefault(taken, []).append(self.grid.address(line, column.place))
        return plain

    def _text(self, cell: Cell, column: Column, line: int) -> str | Wrong | None:
        assert column.field is not None
        match column.field.type:
            case FieldType.CODE:
                return read_code(cell, self.fields.words.missing)
            case FieldType.NAME:
                return self._name(cell, column, line)
            case FieldType.KIND:
                return read_word(cell, self.fields.kinds, "类型", self.fields.words.missing)
            case FieldType.FUNCTION_CLASS:
                return read_word(
                    cell, self.fields.function_classes, "功能分类", self.fields.words.missing
                )
            case _:
                return read_text(cell, self.fields)

    def _keep(self, row: UnitLine, column: Column, found: Number | Wrong | str | None) -> None:
        """Keep a value; a wrong cell leaves its key out and its problem behind."""
        if found is None or isinstance(found, str):
            row.values[column.key] = found
            return
        if type(found) is Number and found.exact is None and found.doubt is None:
            row.values[column.key] = found.value
            return
        cell = self.grid.address(row.line, column.place)
        if isinstance(found, Wrong):
            row.faulty |= {column.key}
            self.problems.append(Problem(found.level, found.what, found.hint, cell))
            return
        row.values[column.key] = found.value
        if found.exact is not None:
            row.exact[column.key] = found.exact
            self._rounded.setdefault(column.key, []).append(cell)
        if found.doubt is not None:
            self.problems.append(
                Problem(found.doubt.level, found.doubt.what, found.doubt.hint, cell)
            )

    def _is_unsaved(self, line: int, column: Column) -> bool:
        cell = self.grid.address(line, column.place)
        if cell not in self.grid.sheet.unsaved:
            return False
        self.problems.append(
            Problem(
                Level.STOP,
                "单元格是公式，但文件里没有保存算好的数",
                "请用 WPS 打开这个文件，保存一次再导入",
                cell,
            )
        )
        return True

    def _read_total(self, line: int, label: str, code: str | Wrong | None) -> None:
        """Keep a line of sums for checking; a sum that is no number is told but blocks nothing."""
        key = bare(label)
        words = self.fields.words
        values = {}
        for column in self._numeric:
            found = self._number(self.grid.cell(line, column.place), column)
            if isinstance(found, Number):
                values[column.key] = Fraction(found.value) if found.exact is None else found.exact
            elif isinstance(found, Wrong):
                cell = self.grid.address(line, column.place)
                what = f"合计行的数读不出来，没有核对：{found.what}"
                self.problems.append(Problem(Level.NOTE, what, found.hint, cell))
        self.totals.append(
            TotalLine(
                line,
                label,
                whole=key in words.total or label == self.county[0] or code == self.county[1] != "",
                part=bool(words.part.search(key)),
                values=values,
                code=code if isinstance(code, str) else "",
                heads=bool(words.group.search(key)),
            )
        )


def _as_it_is(column: Column) -> tuple[bool, Decimal | None]:
    """Tell whether whole numbers of a column are kept as they are, and to which step decimals."""
    field = column.field
    if field is None or not field.numeric or column.factor != 1:
        return False, None
    if field.type is FieldType.COUNT:
        return True, None
    return False, Decimal(1).scaleb(-field.places) if field.places else None
