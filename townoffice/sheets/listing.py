"""What lists of persons, institutions and the like have in common: one line, one thing of a unit.

The unit may stand on its first line only. A reader of a kind of list takes :class:`ListReader` and
says what a line tells; choosing the sheet, headers, units, sums and notes are the same everywhere.
What is wrong comes back as located problems; only a file in which no list is found raises.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from townoffice.feedback import BadWorkbook, Level, NotFound, Problem
from townoffice.records import LineRole, RawSheet
from townoffice.sheets.cells import name_key, read_code, read_name, text_of
from townoffice.sheets.fields import FieldList
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import Heading, folded, year_in
from townoffice.sheets.layout import Block, find_blocks
from townoffice.sheets.numbers import Wrong
from townoffice.sheets.raw import raw_sheet, with_answers
from townoffice.sheets.roles import bare
from townoffice.sheets.table import Line
from townoffice.sheets.workbook import Cell, Sheet, Workbook

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class ListSheet:
    """The sheet a list stands on, its tables, what to say about the choice, and how it looks."""

    sheet: Sheet
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    raw: RawSheet
    year: int | None

    def grid(self, cells: Mapping[str, str] | None) -> Grid:
        """Give the sheet with ``cells`` read instead of what stands there."""
        return Grid(with_answers(self.sheet, cells or {}))

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Say of problems that they are of this sheet, unless they say of another."""
        return tuple(
            Problem(p.level, p.what, p.hint, p.cell, p.sheet or self.sheet.name) for p in problems
        )


def is_list(
    book: Workbook, fields: FieldList, needed: frozenset[str], *, sheet: str | None = None
) -> bool:
    """Tell whether a workbook has a list with the fields needed."""
    sheets = [s for s in book.sheets if s.name == sheet or (sheet is None and not s.hidden)]
    return any(b.names >= needed for s in sheets for b in find_blocks(Grid(s), fields))


def choose_list(
    book: Workbook, fields: FieldList, needed: frozenset[str], wanted: str | None, hint: str
) -> ListSheet:
    """Choose the sheet: the one asked for, or the longest visible one that has such a list.

    :raises NotFound: no sheet of the name asked for.
    :raises BadWorkbook: no such list in it; ``hint`` says what its header must have.
    """
    sheets = [s for s in book.sheets if s.name == wanted or (wanted is None and not s.hidden)]
    if wanted is not None and not sheets:
        names = "、".join(s.name for s in book.sheets)
        raise NotFound(f"没有叫“{wanted}”的工作表", where=book.file_name, hint=f"文件里有：{names}")
    found = [
        (sheet, blocks)
        for sheet in sheets
        if (blocks := tuple(b for b in find_blocks(Grid(sheet), fields) if b.names >= needed))
    ]
    if not found:
        what = f"没有找到{fields.label}的表格"
        raise BadWorkbook(what, where=book.file_name, hint=hint)
    sheet, blocks = max(found, key=lambda pair: len(pair[0].rows))
    problems = [Problem(Level.NOTE, remark) for remark in book.remarks]
    for other, _ in found:
        if other is not sheet:
            what = f"工作表“{other.name}”也像{fields.label}，没有读取"
            problems.append(Problem(Level.NOTE, what, "要导入它，请指明工作表", "", other.name))
    raw = raw_sheet(sheet, _roles(blocks), (blocks[0].top, blocks[0].first - 1), turned=False)
    return ListSheet(sheet, blocks, tuple(problems), raw, _year_of(book, sheet, blocks, fields))


def _year_of(
    book: Workbook, sheet: Sheet, blocks: Sequence[Block], fields: FieldList
) -> int | None:
    """Find the year the list speaks of: in its titles, the sheet's name, the file's name."""
    said = [block.year for block in blocks if block.year]
    names = (sheet.name, re.sub(r"\.\w+$", "", book.file_name))
    said += [year for text in names if (year := year_in(text, fields))]
    return said[0] if said else None


def _roles(blocks: Sequence[Block]) -> dict[int, LineRole]:
    """Say which lines are header and which are the list."""
    roles: dict[int, LineRole] = {}
    for block in blocks:
        roles |= dict.fromkeys(range(block.top, block.first), LineRole.HEADER)
        roles |= dict.fromkeys(range(block.first, block.end), LineRole.DATA)
    return roles


class ListReader(Generic[U]):
    """Reads the lines of blocks; a kind of list says with :meth:`read_line` what one tells.

    ``key`` is the field without which a line may be a note; ``unit`` makes the record of a unit
    from the line it is first named in.
    """

    def __init__(self, grid: Grid, fields: FieldList, key: str, unit: Callable[[Line], U]) -> None:
        self.grid = grid
        self.fields = fields
        self.missing = fields.words.missing
        self.headings: list[tuple[str, Heading]] = []
        self.units: dict[str, U] = {}
        self.skipped: list[tuple[str, str]] = []
        self.problems: list[Problem] = []
        self.places: dict[str, list[int]] = {}
        self.unit: U | None = None
        self._key = key
        self._make = unit

    def read_line(self, line: int) -> None:
        """Read what a line tells of the unit at hand."""
        raise NotImplementedError

    def read(self, block: Block) -> None:
        """Read every line of one block."""
        self.places = {}
        for place, heading in sorted(block.headings.items()):
            self.headings.append((self.grid.address(block.first - 1, place), heading))
            if heading.field is not None:
                self.places.setdefault(heading.field.name, []).append(place)
        self.unit = None
        for line in range(block.first, block.end):
            if self.grid.blank(line):
                continue
            if why := self._why_no_line(line):
                self.skipped.append((self._first_cell(line), why))
                continue
            self._carry_unit(line)
            self.read_line(line)

    def cell(self, line: int, key: str) -> Cell:
        """Give what stands in the first column of a field, merged cells filled."""
        places = self.places.get(key)
        return self.grid.filled(line, places[0]) if places else None

    def address(self, line: int, key: str) -> str:
        """Give the address of the first column of a field."""
        return self.grid.address(line, self.places[key][0])

    def texts(self, line: int, key: str) -> Iterator[tuple[str, str]]:
        """Give address and words of every column of a field that says something."""
        for place in self.places.get(key, ()):
            text = text_of(self.grid.filled(line, place))
            if text is not None and folded(text) not in self.missing:
                yield self.grid.address(line, place), text

    def sound(self, line: int, key: str, found: T | Wrong | None) -> T | None:
        """Give a value read; a wrong cell leaves its problem behind."""
        if not isinstance(found, Wrong):
            return found
        self.problems.append(Problem(found.level, found.what, found.hint, self.address(line, key)))
        return None

    def ask(self, what: str, hint: str, cell: str) -> None:
        """Ask about a cell."""
        self.problems.append(Problem(Level.ASK, what, hint, cell))

    def _why_no_line(self, line: int) -> str | None:
        """Say why a line is neither unit nor entry: sums, notes, the numbers of the columns."""
        words = self.fields.words
        texts = [text for value in self.grid.lines[line] if (text := text_of(value))]
        label = bare(texts[0])
        if label in words.total or words.subtotal.search(label):
            return "合计行"
        entry = self.grid.cell(line, self.places[self._key][0])
        if entry is None and words.note.search(folded(texts[0])):
            return "说明或签署行"
        if len(texts) > 2 and all(words.numbering.match(t) or t.isdigit() for t in texts):
            return "栏次行"
        return None

    def _carry_unit(self, line: int) -> None:
        """Take up the unit a line names; a blank cell means the unit above."""
        code = self.sound(line, "code", read_code(self.cell(line, "code"), self.missing))
        name = read_name(self.cell(line, "name"))
        if name is None and code is None:
            return
        key = code or name_key(name or "")
        place = self.places.get("name", self.places.get("code", [0]))[0]
        places = {key: found[0] for key, found in self.places.items()}
        cell = self.grid.address(line, place)
        grid = self.grid

        def address(key: str) -> str:
            return grid.address(line, places[key]) if key in places else cell

        made = self._make(Line(line, cell, {"code": code, "name": name}, address))
        self.unit = self.units.setdefault(key, made)

    def _first_cell(self, line: int) -> str:
        cells = self.grid.lines[line]
        return self.grid.address(line, next(p for p, v in enumerate(cells) if text_of(v)))
