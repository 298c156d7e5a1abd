"""From a workbook to a list of leaders: units, persons, the posts they hold, and since when.

One line is one person (or one title of a person); the unit may stand on its first line only. What
is wrong comes back as located problems; only a file in which no list is found raises.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from townoffice.feedback import BadWorkbook, Level, NotFound, Problem
from townoffice.records import LeaderPost, LineRole, RawSheet
from townoffice.sheets.cells import name_key, read_code, read_name, read_text, text_of
from townoffice.sheets.days import read_day
from townoffice.sheets.fields import FieldList
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import Heading, folded, year_in
from townoffice.sheets.layout import Block, find_blocks
from townoffice.sheets.numbers import Wrong
from townoffice.sheets.raw import raw_sheet, with_answers
from townoffice.sheets.roles import bare
from townoffice.sheets.table import Line
from townoffice.sheets.titles import read_titles, title_rules
from townoffice.sheets.workbook import Cell, Sheet, Workbook

T = TypeVar("T")

_NEEDED = frozenset({"person", "titles"})
_SEVERAL = re.compile(r"[、,，;；/]")
_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]$")


@dataclass(frozen=True, slots=True)
class RosterSeat:
    """One post of a person as the list has it, with the cell of its title."""

    post: LeaderPost
    title: str
    since: date | None
    doc_no: str | None
    cell: str


@dataclass(slots=True)
class RosterPerson:
    """One person of a unit, put together from all lines that bear the name."""

    name: str
    cell: str
    seats: dict[LeaderPost, RosterSeat] = field(default_factory=dict)


@dataclass(slots=True)
class RosterUnit:
    """One unit of the list: the line it is first named in, and its persons by name."""

    line: Line
    persons: dict[str, RosterPerson] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Roster:
    """A list as read. ``headings`` are (cell, heading); ``year`` is the one the file speaks of."""

    sheet: str
    headings: tuple[tuple[str, Heading], ...]
    units: tuple[RosterUnit, ...]
    skipped: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    year: int | None
    raw: RawSheet


def is_roster(book: Workbook, fields: FieldList, *, sheet: str | None = None) -> bool:
    """Tell whether a workbook has a list of leaders: a header with 姓名 and 职务."""
    sheets = [s for s in book.sheets if s.name == sheet or (sheet is None and not s.hidden)]
    return any(b.names >= _NEEDED for s in sheets for b in find_blocks(Grid(s), fields))


def read_roster(
    book: Workbook,
    fields: FieldList,
    *,
    sheet: str | None = None,
    cells: Mapping[str, str] | None = None,
) -> Roster:
    """Read the list of leaders out of a workbook.

    ``cells`` are texts to read instead of what stands in cells of ``sheet``.

    :raises NotFound: no sheet of the name asked for.
    :raises BadWorkbook: no list of leaders in it.
    """
    chosen, blocks, problems = _choose(book, fields, sheet)
    as_filed = raw_sheet(chosen, _roles(blocks), (blocks[0].top, blocks[0].first - 1), turned=False)
    reader = _Reader(Grid(with_answers(chosen, cells or {})), fields)
    for block in blocks:
        reader.read(block)
    years = [block.year for block in blocks if block.year]
    years += [y for text in (chosen.name, re.sub(r"\.\w+$", "", book.file_name))
              if (y := year_in(text, fields))]  # fmt: skip
    located = tuple(
        Problem(p.level, p.what, p.hint, p.cell, p.sheet or chosen.name)
        for p in (*problems, *reader.problems, *_without_post(reader))
    )
    return Roster(
        sheet=chosen.name,
        headings=tuple(reader.headings),
        units=tuple(reader.units.values()),
        skipped=tuple(reader.skipped),
        problems=located,
        year=years[0] if years else None,
        raw=as_filed,
    )


def _roles(blocks: Sequence[Block]) -> dict[int, LineRole]:
    """Say which lines are header and which are the list."""
    roles: dict[int, LineRole] = {}
    for block in blocks:
        roles |= dict.fromkeys(range(block.top, block.first), LineRole.HEADER)
        roles |= dict.fromkeys(range(block.first, block.end), LineRole.DATA)
    return roles


def _choose(
    book: Workbook, fields: FieldList, wanted: str | None
) -> tuple[Sheet, tuple[Block, ...], list[Problem]]:
    """Choose the sheet: the one asked for, or the longest visible one that has a list."""
    sheets = [s for s in book.sheets if s.name == wanted or (wanted is None and not s.hidden)]
    if wanted is not None and not sheets:
        names = "、".join(s.name for s in book.sheets)
        raise NotFound(f"没有叫“{wanted}”的工作表", where=book.file_name, hint=f"文件里有：{names}")
    found = [
        (sheet, blocks)
        for sheet in sheets
        if (blocks := tuple(b for b in find_blocks(Grid(sheet), fields) if b.names >= _NEEDED))
    ]
    if not found:
        raise BadWorkbook(
            f"没有找到{fields.label}的表格",
            where=book.file_name,
            hint="表头里要有“乡镇（街道）”或“区划代码”，还要有“姓名”和“职务”",
        )
    best = max(found, key=lambda pair: len(pair[0].rows))
    problems = [Problem(Level.NOTE, remark) for remark in book.remarks]
    for other, _ in found:
        if other is not best[0]:
            what = f"工作表“{other.name}”也像{fields.label}，没有读取"
            problems.append(Problem(Level.NOTE, what, "要导入它，请指明工作表", "", other.name))
    return *best, problems


def _without_post(reader: "_Reader") -> Iterator[Problem]:
    """Ask about persons without any leadership post, once where their title was asked about."""
    for unit in reader.units.values():
        for person in unit.persons.values():
            if not person.seats and person.cell not in reader.asked:
                what = f"{person.name}没有写领导职务，不计入领导人数"
                yield Problem(Level.ASK, what, "请补上职务；确实没有的，可以照样导入", person.cell)


class _Reader:
    """Reads the lines of the blocks into units and persons."""

    def __init__(self, grid: Grid, fields: FieldList) -> None:
        self.grid = grid
        self.fields = fields
        self._missing = fields.words.missing
        self.headings: list[tuple[str, Heading]] = []
        self.units: dict[str, RosterUnit] = {}
        self.skipped: list[tuple[str, str]] = []
        self.problems: list[Problem] = []
        self.asked: set[str] = set()
        self._places: dict[str, list[int]] = {}
        self._unit: RosterUnit | None = None

    def read(self, block: Block) -> None:
        """Read every line of one block."""
        self._places = {}
        for place, heading in sorted(block.headings.items()):
            self.headings.append((self.grid.address(block.first - 1, place), heading))
            if heading.field is not None:
                self._places.setdefault(heading.field.name, []).append(place)
        self._unit = None
        for line in range(block.first, block.end):
            if not self.grid.blank(line):
                self._read_line(line)

    def _read_line(self, line: int) -> None:
        if why := self._why_no_line(line):
            self.skipped.append((self._first_cell(line), why))
            return
        self._carry_unit(line)
        place = self._places["person"][0]
        name = _ASIDE.sub("", read_name(self.grid.filled(line, place)) or "")
        cell = self.grid.address(line, place)
        rules = title_rules()
        if not name or rules.vacant.search(name) or folded(name) in self._missing:
            titles = [text for _, text in self._titles(line)]
            why = f"{'、'.join(titles)}空缺" if titles else "没有姓名和职务"
            self.skipped.append((cell, why))
        elif self._unit is None:
            what = f"“{name}”不知道是哪个单位的，没有导入"
            self._ask(what, "请在这一行写上乡镇（街道）", cell)
        elif _SEVERAL.search(name):
            what, hint = f"“{name}”一格里写了几个人", "请每人写一行"
            self.problems.append(Problem(Level.STOP, what, hint, cell))
        else:
            self._read_person(self._unit, line, name, cell)

    def _why_no_line(self, line: int) -> str | None:
        """Say why a line is neither unit nor person: sums, notes, the numbers of the columns."""
        words = self.fields.words
        texts = [text for value in self.grid.lines[line] if (text := text_of(value))]
        label = bare(texts[0])
        if label in words.total or words.subtotal.search(label):
            return "合计行"
        person = self.grid.cell(line, self._places["person"][0])
        if person is None and words.note.search(folded(texts[0])):
            return "说明或签署行"
        if len(texts) > 2 and all(words.numbering.match(t) or t.isdigit() for t in texts):
            return "栏次行"
        return None

    def _carry_unit(self, line: int) -> None:
        """Take up the unit a line names; a blank cell means the unit above."""
        code = self._sound(line, "code", read_code(self._cell(line, "code"), self._missing))
        name = read_name(self._cell(line, "name"))
        if name is None and code is None:
            return
        key = code or name_key(name or "")
        place = self._places.get("name", self._places.get("code", [0]))[0]
        places = {key: found[0] for key, found in self._places.items()}
        cell = self.grid.address(line, place)
        grid = self.grid

        def address(key: str) -> str:
            return grid.address(line, places[key]) if key in places else cell

        made = RosterUnit(Line(line, cell, {"code": code, "name": name}, address))
        self._unit = self.units.setdefault(key, made)

    def _read_person(self, unit: RosterUnit, line: int, name: str, cell: str) -> None:
        person = unit.persons.setdefault(name, RosterPerson(name, cell))
        since = self._sound(line, "since", read_day(self._cell(line, "since"), self.fields))
        doc_no = read_text(self._cell(line, "doc_no"), self.fields)
        for at, text in self._titles(line):
            found = read_titles(text)
            for title in found.unknown:
                what = f"{name}的职务“{title[:20]}”认不出，没有登记"
                self._ask(what, "领导职务请写全称；不是领导职务的，可以照样导入", at)
                self.asked.add(person.cell)
            for post, title in found.posts:
                person.seats.setdefault(post, RosterSeat(post, title, since, doc_no, at))
        if LeaderPost.HEAD in person.seats:  # the head's 副书记 is no 专职副书记
            person.seats.pop(LeaderPost.DEPUTY_SECRETARY, None)

    def _titles(self, line: int) -> Iterator[tuple[str, str]]:
        """Give the cells of titles of a line; lists may have one column for 党内 and 行政 each."""
        for place in self._places["titles"]:
            text = text_of(self.grid.filled(line, place))
            if text is not None and folded(text) not in self._missing:
                yield self.grid.address(line, place), text

    def _cell(self, line: int, key: str) -> Cell:
        places = self._places.get(key)
        return self.grid.filled(line, places[0]) if places else None

    def _sound(self, line: int, key: str, found: T | Wrong | None) -> T | None:
        """Give a value read; a wrong cell leaves its problem behind."""
        if not isinstance(found, Wrong):
            return found
        cell = self.grid.address(line, self._places[key][0])
        self.problems.append(Problem(found.level, found.what, found.hint, cell))
        return None

    def _first_cell(self, line: int) -> str:
        cells = self.grid.lines[line]
        return self.grid.address(line, next(p for p, v in enumerate(cells) if text_of(v)))

    def _ask(self, what: str, hint: str, cell: str) -> None:
        self.problems.append(Problem(Level.ASK, what, hint, cell))
