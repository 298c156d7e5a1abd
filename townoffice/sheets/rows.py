"""The lines of a table: units, totals, and what is neither."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from townoffice.feedback import Level, Problem
from townoffice.sheets.cells import read_code, read_name, read_text, read_word, text_of
from townoffice.sheets.columns import YEAR, Column
from townoffice.sheets.fields import FieldList, FieldType
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import folded
from townoffice.sheets.layout import Block
from townoffice.sheets.numbers import Number, Wrong, plain_text, read_number
from townoffice.sheets.workbook import Cell

_SAFE = 10**15
_YEARS = range(1900, 2101)
_COUNTY_ENDINGS = ("县", "区", "市", "旗", "")
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")


@dataclass(slots=True)
class UnitLine:
    """A unit's line; ``exact`` keeps what rounding changed, ``faulty`` the keys of wrong cells."""

    line: int
    values: dict[str, int | Decimal | str | None]
    exact: dict[str, Fraction] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)


@dataclass(slots=True)
class TotalLine:
    """A line of sums: its label and its values, exact, by column key."""

    line: int
    label: str
    whole: bool
    part: bool
    values: dict[str, Fraction]


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
        self._plan = [
            (c, c.place in numeric, c.field.type is FieldType.COUNT and c.factor == 1)
            for c in self.columns
            if c.field
        ]
        self._wordy = [place for place in range(grid.width) if place not in numeric]
        self._rounded: dict[str, list[str]] = {}
        self.year = self._settle_year(year)

    def read(self) -> None:
        """Read every line of the block, then say which columns were rounded."""
        for line in range(self.block.first, self.block.end):
            if self.grid.blank(line):
                continue
            if (other := self._year_at(line)) is not None and other != self.year:
                self.skipped.append((self._first_cell(line), f"{other} 年的数据"))
                continue
            self._read_line(line)
        for key, cells in self._rounded.items():
            column = next(column for column in self.columns if column.key == key)
            assert column.field is not None
            kept = f"{column.field.places} 位小数" if column.field.places else "整数"
            more = f"等 {len(cells)} 处" if len(cells) > 1 else ""
            what = f"“{column.heading.text}”换算后按{kept}四舍五入，{cells[0]}{more}与原数略有不同"
            self.problems.append(Problem(Level.NOTE, what, "", cells[0]))

    def _settle_year(self, asked: int | None) -> int | None:
        """Choose the year where lines bear their own: the one asked for, else the newest."""
        lines = range(self.block.first, self.block.end)
        years = {year for line in lines if (year := self._year_at(line)) is not None}
        if not years:
            return None
        chosen = asked if asked in years else max(years)
        cell = self.grid.address(self.block.first - 1, self._places[YEAR])
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
        return int(digits) if digits.isdigit() and int(digits) in _YEARS else None

    def _read_line(self, line: int) -> None:
        """Tell what a line is and read it."""
        first = self._first_cell(line)
        if line == self.block.first and self._is_numbering(line):
            self.skipped.append((first, "栏次行"))
            return
        code = read_code(self._cell(line, "code"), self.fields.words.missing)
        if isinstance(code, str) and len(code) == 9:
            self._read_unit(line)
            return
        label = self._label(line)
        if self._is_total(label, code):
            self._read_total(line, label)
            self.skipped.append((first, f"合计行（{label}）" if label else "合计行"))
        elif (why := self._why_no_unit(line, label, code)) is not None:
            self.skipped.append((first, why))
        else:
            self._read_unit(line)

    # ── what a line is ──────────────────────────────────────────────────────────────────────────
    def _first_cell(self, line: int) -> str:
        cells = self.grid.lines[line]
        place = next((p for p, value in enumerate(cells) if text_of(value) is not None), 0)
        return self.grid.address(line, place)

    def _label(self, line: int) -> str:
        """Give the words a line begins with: its name, else the first text outside the numbers."""
        if name := read_name(self._cell(line, "name")):
            return name
        for place in self._wordy:
            value = self.grid.cell(line, place)
            if isinstance(value, str) and value.strip() and not value.strip().isdigit():
                return read_name(value) or ""
        return ""

    def _cell(self, line: int, key: str) -> Cell:
        """Give a text column's cell; a merged range counts for each of its lines."""
        place = self._places.get(key)
        return None if place is None else self.grid.filled(line, place)

    def _is_numbering(self, line: int) -> bool:
        """Tell the line under a header that numbers the columns (甲 乙 1 2 3)."""
        texts = [text_of(value) for value in self.grid.lines[line]]
        words = [text.strip("()（）") for text in texts if text]
        digits = [int(word) for word in words if word.isdigit() and len(word) < 4]
        numbering = self.fields.words.numbering
        others = [word for word in words if not word.isdigit() and not numbering.match(word)]
        return (
            len(words) > 2
            and not others
            and digits
            == list(range(digits[0] if digits else 0, (digits[0] if digits else 0) + len(digits)))
        )

    def _is_total(self, label: str, code: str | Wrong | None) -> bool:
        words = self.fields.words
        if label and label == self.county[0]:
            return True
        if isinstance(code, str) and code == self.county[1] and label[-1:] in _COUNTY_ENDINGS:
            return True
        key = bare(label)
        return bool(
            key in words.total
            or words.subtotal.search(key)
            or words.part.search(key)
            or (words.group.search(key) and code is None and not self._may_be_named(label))
        )

    def _may_be_named(self, label: str) -> bool:
        """Tell a unit that is called just 街道 (there is one) from the heading of a group."""
        return label == "街道" and "code" not in self._places

    def _why_no_unit(self, line: int, label: str, code: str | Wrong | None) -> str | None:
        """Say why a line is no unit: a note, words only, numbers only; None for a unit."""
        numbers = [column for column in self._numeric if self._says_something(line, column)]
        if label and code is None and self.fields.words.computed.search(bare(label)):
            return "平均、占比等算出来的行"
        if not numbers and label and self.fields.words.note.search(folded(label)):
            return "说明或签署行"
        if isinstance(code, str):
            return None
        name = read_name(self._cell(line, "name"))
        if name is None and code is None:
            if not numbers:
                return "没有名称和数据"
            cell = self.grid.address(line, numbers[0].place)
            self.problems.append(
                Problem(
                    Level.ASK,
                    "这一行有数字，但没有名称和区划代码，没有导入",
                    "请补上名称和代码；如果是合计行，请写明“合计”",
                    cell,
                )
            )
            return "有数字，没有名称和代码"
        if not numbers and (isinstance(code, Wrong) or not self._has_words(line)):
            return "只有文字，没有数据"
        return None

    def _says_something(self, line: int, column: Column) -> bool:
        cell = self.grid.cell(line, column.place)
        if cell is not None:
            return not isinstance(cell, str) or bool(cell.strip())
        unsaved = self.grid.sheet.unsaved
        return bool(unsaved) and self.grid.address(line, column.place) in unsaved

    def _has_words(self, line: int) -> bool:
        """Tell whether a line without numbers says something of its unit (kind, class, 文号)."""
        return any(
            text_of(self.grid.cell(line, column.place)) is not None
            for column in self.columns
            if column.key in ("kind", "function_class", "doc_no")
        )

    # ── reading it ──────────────────────────────────────────────────────────────────────────────
    def _read_unit(self, line: int) -> None:
        cells = self.grid.lines[line]
        width = len(cells)
        row = UnitLine(line, {})
        unsaved = self.grid.sheet.unsaved
        for column, numeric, whole in self._plan:
            place = column.place
            cell = cells[place] if place < width else None
            if whole and type(cell) is int and 0 <= cell < _SAFE:
                row.values[column.key] = cell  # most cells of most tables: not worth a call
            elif cell is None and unsaved and self._is_unsaved(line, column):
                row.faulty.add(column.key)
            elif not numeric:
                value = self.grid.filled(line, place) if cell is None else cell
                self._keep(row, column, self._text(value, column))
            else:
                self._keep(row, column, self._number(cell, column))
        self.rows.append(row)

    def _number(self, cell: Cell, column: Column) -> Number | Wrong | None:
        assert column.field is not None
        found = read_number(cell, column.field, column.factor, self.fields)
        if column.own is not None and isinstance(found, Wrong) and "负数" in found.what:
            assert isinstance(cell, int | Decimal | str)
            return Number(Decimal(str(cell).replace(",", "").strip()))
        return found

    def _text(self, cell: Cell, column: Column) -> str | Wrong | None:
        assert column.field is not None
        match column.field.type:
            case FieldType.CODE:
                return read_code(cell, self.fields.words.missing)
            case FieldType.NAME:
                return read_name(cell)
            case FieldType.KIND:
                return read_word(cell, self.fields.kinds, "类型")
            case FieldType.FUNCTION_CLASS:
                return read_word(cell, self.fields.function_classes, "功能分类")
            case _:
                return read_text(cell, self.fields)

    def _keep(self, row: UnitLine, column: Column, found: Number | Wrong | str | None) -> None:
        """Keep a value; a wrong cell leaves its key out and its problem behind."""
        if found is None or isinstance(found, str):
            row.values[column.key] = found
            return
        cell = self.grid.address(row.line, column.place)
        if isinstance(found, Wrong):
            row.faulty.add(column.key)
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

    def _read_total(self, line: int, label: str) -> None:
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
                whole=(key in words.total or label[-1:] in _COUNTY_ENDINGS)
                and not words.part.search(key),
                part=bool(words.part.search(key)),
                values=values,
            )
        )


def bare(label: str) -> str:
    """Give a row's label for comparing: folded, without what stands in brackets and numbering."""
    return _BRACKETS.sub("", folded(label)).strip(":：*、.")


def shown(value: Fraction) -> str:
    """Write a sum for a sentence."""
    return plain_text(value)
