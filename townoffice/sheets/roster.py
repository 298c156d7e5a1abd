"""From a workbook to a list of leaders: units, persons, the posts they hold, and since when.

One line is one person (or one title of a person); the unit may stand on its first line only. What
is wrong comes back as located problems; only a file in which no list is found raises.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from townoffice.feedback import Level, Problem
from townoffice.records import LeaderPost, RawSheet
from townoffice.sheets.cells import read_name, read_text
from townoffice.sheets.days import read_day
from townoffice.sheets.fields import FieldList
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import Heading, folded
from townoffice.sheets.listing import ListReader, choose_list, is_list
from townoffice.sheets.table import Line
from townoffice.sheets.titles import read_titles, title_rules
from townoffice.sheets.workbook import Workbook

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
    return is_list(book, fields, _NEEDED, sheet=sheet)


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
    hint = "表头里要有“乡镇（街道）”或“区划代码”，还要有“姓名”和“职务”"
    chosen = choose_list(book, fields, _NEEDED, sheet, hint)
    reader = _Reader(chosen.grid(cells), fields)
    for block in chosen.blocks:
        reader.read(block)
    return Roster(
        sheet=chosen.sheet.name,
        headings=tuple(reader.headings),
        units=tuple(reader.units.values()),
        skipped=tuple(reader.skipped),
        problems=chosen.located((*chosen.problems, *reader.problems, *_without_post(reader))),
        year=chosen.year,
        raw=chosen.raw,
    )


def _without_post(reader: "_Reader") -> Iterator[Problem]:
    """Ask about persons without any leadership post, once where their title was asked about."""
    for unit in reader.units.values():
        for person in unit.persons.values():
            if not person.seats and person.cell not in reader.asked:
                what = f"{person.name}没有写领导职务，不计入领导人数"
                yield Problem(Level.ASK, what, "请补上职务；确实没有的，可以照样导入", person.cell)


class _Reader(ListReader[RosterUnit]):
    """Reads the lines of the blocks into units and persons."""

    def __init__(self, grid: Grid, fields: FieldList) -> None:
        super().__init__(grid, fields, "person", RosterUnit)
        self.asked: set[str] = set()

    def read_line(self, line: int) -> None:
        """Read one person, or one title of a person."""
        place = self.places["person"][0]
        name = _ASIDE.sub("", read_name(self.grid.filled(line, place)) or "")
        cell = self.grid.address(line, place)
        rules = title_rules()
        if not name or rules.vacant.search(name) or folded(name) in self.missing:
            titles = [text for _, text in self.texts(line, "titles")]
            why = f"{'、'.join(titles)}空缺" if titles else "没有姓名和职务"
            self.skipped.append((cell, why))
        elif self.unit is None:
            what = f"“{name}”不知道是哪个单位的，没有导入"
            self.ask(what, "请在这一行写上乡镇（街道）", cell)
        elif _SEVERAL.search(name):
            what, hint = f"“{name}”一格里写了几个人", "请每人写一行"
            self.problems.append(Problem(Level.STOP, what, hint, cell))
        else:
            self._read_person(self.unit, line, name, cell)

    def _read_person(self, unit: RosterUnit, line: int, name: str, cell: str) -> None:
        person = unit.persons.setdefault(name, RosterPerson(name, cell))
        since = self.sound(line, "since", read_day(self.cell(line, "since"), self.fields))
        doc_no = read_text(self.cell(line, "doc_no"), self.fields)
        for at, text in self.texts(line, "titles"):
            found = read_titles(text)
            for title in found.unknown:
                what = f"{name}的职务“{title[:20]}”认不出，没有登记"
                self.ask(what, "领导职务请写全称；不是领导职务的，可以照样导入", at)
                self.asked.add(person.cell)
            for post, title in found.posts:
                person.seats.setdefault(post, RosterSeat(post, title, since, doc_no, at))
        if LeaderPost.HEAD in person.seats:  # the head's 副书记 is no 专职副书记
            person.seats.pop(LeaderPost.DEPUTY_SECRETARY, None)
