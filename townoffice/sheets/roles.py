"""What a line of a table is: a unit, a total, or neither, told by its words and its code."""

import re
from dataclasses import dataclass
from itertools import islice, pairwise

from townoffice.feedback import Level, Problem
from townoffice.sheets.cells import KIND_ENDINGS, read_name, text_of
from townoffice.sheets.columns import Column
from townoffice.sheets.fields import FieldList
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import folded
from townoffice.sheets.layout import Block
from townoffice.sheets.numbers import Wrong
from townoffice.sheets.scores import MARK
from townoffice.sheets.workbook import Cell

_COUNTY_ENDINGS = ("县", "区", "市", "旗", "")
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_NUMBERED = re.compile(r"^[(]?\d+[.、)]")
_LONG_NUMBER = 4
_WORDS_OF_A_UNIT = ("kind", "function_class", "assessment_group", "doc_no")


@dataclass(frozen=True, slots=True)
class Role:
    """A line's role: ``total`` with its label, ``why`` it is left out, or neither: a unit."""

    label: str = ""
    total: bool = False
    why: str = ""
    problem: Problem | None = None


_UNIT = Role()


class LineSorter:
    """Tells the lines of one block apart; reads no values."""

    def __init__(
        self,
        grid: Grid,
        block: Block,
        columns: tuple[Column, ...],
        fields: FieldList,
        county: tuple[str, str],
    ) -> None:
        self._grid = grid
        self._block = block
        self._fields = fields
        self._county = county
        self._places = {column.key: column.place for column in columns if column.key}
        self._columns = tuple(column for column in columns if column.key)
        self._numeric = [c for c in self._columns if c.field and c.field.numeric]
        figures = {column.place for column in self._numeric}
        self._wordy = [place for place in block.places(grid) if place not in figures]
        self._leading = [place for place in self._wordy if place < min(figures, default=0)]

        self.under_header = self._lines_under_headers()

    def role(self, line: int, code: str | Wrong | None) -> Role:
        """Tell what a line is; ``code`` is its division code as read."""
        if line in self.under_header and self._is_numbering(line):
            return Role(why="栏次行")
        if isinstance(code, str) and len(code) == 9:
            return _UNIT
        label = self._label(line)
        if self._is_total(label, code):
            return Role(label, total=True)
        return self._neither(line, label, code) or _UNIT

    def _lines_under_headers(self) -> frozenset[int]:
        """Give the first line with anything in it below each header, repeated ones too."""
        found = set()
        for below in (self._block.first, *(skip + 1 for skip in self._block.skips)):
            lines = range(below, self._block.end)
            found |= set(islice((n for n in lines if not self._grid.blank(n, self._block.span)), 1))
        return frozenset(found)

    def first_cell(self, line: int) -> str:
        """Address of the first cell of a line that holds something."""
        return self._grid.address(line, self._first_place(line))

    def _first_place(self, line: int) -> int:
        places = self._block.places(self._grid)
        filled = (p for p in places if text_of(self._grid.cell(line, p)) is not None)
        return next(filled, places.start)

    def _cell(self, line: int, key: str) -> Cell:
        """Give a text column's cell; a merged range counts for each of its lines."""
        place = self._places.get(key)
        return None if place is None else self._grid.filled(line, place)

    def _label(self, line: int) -> str:
        """Give the words a line is known by: those of a total, its name, or its first text."""
        texts = [
            read_name(value) or ""
            for place in self._leading
            if isinstance(value := self._grid.filled(line, place), str)
        ]
        if total := next((text for text in texts if text and self._says_total(text)), ""):
            return total
        if name := read_name(self._cell(line, "name")):
            return name
        for place in self._wordy:
            value = self._grid.cell(line, place)
            if isinstance(value, str) and value.strip() and not value.strip().isdigit():
                return read_name(value) or ""
        return ""

    def _is_numbering(self, line: int) -> bool:
        """Tell the line under a header that numbers the columns (甲 乙 1 2 3)."""
        cells = (self._grid.cell(line, place) for place in self._block.places(self._grid))
        words = [text.strip("()（）") for cell in cells if (text := text_of(cell))]
        numbering = self._fields.words.numbering
        digits = [int(word) for word in words if word.isdecimal() and len(word) < _LONG_NUMBER]
        others = [w for w in words if not w.isdecimal() and not numbering.match(folded(w))]
        long = any(word.isdecimal() and len(word) >= _LONG_NUMBER for word in words)
        enough = len(words) > 2 or (len(words) == 2 and not digits)  # 甲 乙 alone
        return enough and not others and not long and _rising(digits)

    def _says_total(self, label: str) -> bool:
        words, key = self._fields.words, bare(label)
        return bool(key in words.total or words.subtotal.search(key) or words.part.search(key))

    def _is_total(self, label: str, code: str | Wrong | None) -> bool:
        if label and label == self._county[0]:
            return True
        county = isinstance(code, str) and code == self._county[1]
        if county and label[-1:] in _COUNTY_ENDINGS:
            return True
        if isinstance(code, str) and code.endswith("00"):  # a province or a city, never a township
            return True
        if self._says_total(label):
            return True
        group = self._fields.words.group.search(bare(label))
        return bool(group and code is None and not self._may_be_named(label))

    def _may_be_named(self, label: str) -> bool:
        """Tell a unit that is called just 街道 (there is one) from the heading of a group."""
        return label == "街道" and "code" not in self._places

    def _neither(self, line: int, label: str, code: str | Wrong | None) -> Role | None:
        """Say why a line is no unit: a note, words only, numbers only; None for a unit."""
        filled = [column for column in self._numeric if self._says_something(line, column)]
        if label and not isinstance(code, str) and self._fields.words.computed.search(bare(label)):
            return Role(label, why="平均、占比等算出来的行")
        if isinstance(code, str):
            return None
        if self._is_note(label, filled):
            return Role(label, why="说明或签署行")
        if self._is_header_word(label):
            return Role(label, why=f"表头里的行（{label}）")
        if code is None and read_name(self._cell(line, "name")) is None:
            return self._nameless(line, filled)
        if not filled and (isinstance(code, Wrong) or not self._has_words(line)):
            return Role(label, why="只有文字，没有数据")
        return None

    def _is_header_word(self, label: str) -> bool:
        """Tell a line of a turned table that numbers its indicators (代码, 行次)."""
        words, key = self._fields.words, folded(label)
        codes = self._fields.field("code").names
        return bool(key and (key in codes or words.serial.search(key) or words.ignored.search(key)))

    def _is_note(self, label: str, filled: list[Column]) -> bool:
        """Tell a remark or a signature, also one that is spread over the columns of figures."""
        key = folded(label)
        if not label or not self._fields.words.note.search(key):
            return False
        numbered = _NUMBERED.search(key) is not None
        return not (numbered and (filled or key.endswith(KIND_ENDINGS)))

    def _nameless(self, line: int, filled: list[Column]) -> Role:
        if not filled:
            return Role(why="没有名称和数据")
        problem = Problem(
            Level.ASK,
            "这一行有数字，但没有名称和区划代码，没有导入",
            "请补上名称和代码；如果是合计行，请写明“合计”",
            self._grid.address(line, filled[0].place),
        )
        return Role(why="有数字，没有名称和代码", problem=problem)

    def _says_something(self, line: int, column: Column) -> bool:
        cell = self._grid.cell(line, column.place)
        if cell is not None:
            return not isinstance(cell, str) or bool(cell.strip())
        unsaved = self._grid.sheet.unsaved
        return bool(unsaved) and self._grid.address(line, column.place) in unsaved

    def _has_words(self, line: int) -> bool:
        """Tell whether a line without numbers says something of its unit (kind, grade, 文号)."""
        return any(
            text_of(self._grid.cell(line, column.place)) is not None
            for column in self._columns
            if column.key in _WORDS_OF_A_UNIT or column.key.startswith(MARK)
        )


def _rising(digits: list[int]) -> bool:
    return all(later == before + 1 for before, later in pairwise(digits))


def bare(label: str) -> str:
    """Give a row's label for comparing: folded, without what stands in brackets and numbering."""
    return _BRACKETS.sub("", folded(label)).strip(":：*、.")
