"""From a workbook to a list of institutions: units, their institutions, name plates, posts.

One line is one institution. The unit may stand on its first line only, in merged cells, or nowhere
but in the title of a list of one unit; the kind in a column, or in a line above its institutions.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache

from townoffice.feedback import Problem
from townoffice.records import InstitutionKind, RawSheet
from townoffice.sheets.cells import read_text, text_of
from townoffice.sheets.days import read_day
from townoffice.sheets.fields import FieldList, fields_text
from townoffice.sheets.grid import Grid
from townoffice.sheets.headings import Heading, folded
from townoffice.sheets.listing import ListReader, ListSheet, choose_list, is_list
from townoffice.sheets.numbers import read_number
from townoffice.sheets.table import Line
from townoffice.sheets.workbook import Workbook

_NEEDED = frozenset({"institution"})
_ONE_OF = ("kind", "plates", "authorized")
_ORDINAL = re.compile(r"^[(（]?[一二三四五六七八九十0-9]+[)）]?[、.．]?|[(（:：].*$|\d+个$")
_GROUP = re.compile(r"^[(（]?[一二三四五六七八九十]+[)）]?[、.]|[(（:：]|个$|(机构|单位|队伍)$")
_WORDS_OF = ("level", "head", "duties", "doc_no")
_COUNTS_OF = ("authorized", "actual", "deputies")


@dataclass(frozen=True, slots=True)
class ListedInstitution:
    """One institution as the list has it.

    ``values`` only has the fields of the list's columns: ``authorized``, ``actual``, ``deputies``
    whole numbers, ``level``, ``head``, ``duties``, ``doc_no`` words, None where the cell is empty.
    ``plates`` is None where the list has no such column. ``cells`` are the fields' addresses.
    """

    name: str
    kind: InstitutionKind | None
    kind_text: str
    plates: tuple[str, ...] | None
    values: Mapping[str, int | str | None]
    since: date | None
    cell: str
    cells: Mapping[str, str]


@dataclass(slots=True)
class ListedUnit:
    """One unit of the list: the line it is first named in (None: only the title names it)."""

    line: Line | None
    institutions: list[ListedInstitution] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class InstitutionList:
    """A list as read. ``title`` are the words above its header, ``headings`` (cell, heading)."""

    sheet: str
    title: str
    headings: tuple[tuple[str, Heading], ...]
    units: tuple[ListedUnit, ...]
    skipped: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    year: int | None
    raw: RawSheet


def is_institution_list(book: Workbook, fields: FieldList, *, sheet: str | None = None) -> bool:
    """Tell whether a workbook has a list of institutions: 机构名称, and 类别, 牌子 or 编制."""
    return any(is_list(book, fields, _NEEDED | {one}, sheet=sheet) for one in _ONE_OF)


def read_institutions(
    book: Workbook,
    fields: FieldList,
    *,
    sheet: str | None = None,
    cells: Mapping[str, str] | None = None,
) -> InstitutionList:
    """Read the list of institutions out of a workbook.

    ``cells`` are texts to read instead of what stands in cells of ``sheet``.

    :raises NotFound: no sheet of the name asked for.
    :raises BadWorkbook: no list of institutions in it.
    """
    hint = "表头里要有“乡镇（街道）”“机构名称”，还要有“机构类别”或“加挂牌子”"
    chosen = choose_list(book, fields, _NEEDED, sheet, hint)
    reader = _Reader(chosen.grid(cells), fields)
    for block in chosen.blocks:
        reader.kind = None
        reader.read(block)
    units = [unit for unit in reader.units.values() if unit.institutions]
    if reader.unnamed.institutions:
        units.insert(0, reader.unnamed)
    return InstitutionList(
        sheet=chosen.sheet.name,
        title=_title(chosen, reader.grid, book),
        headings=tuple(reader.headings),
        units=tuple(units),
        skipped=tuple(reader.skipped),
        problems=chosen.located((*chosen.problems, *reader.problems)),
        year=chosen.year,
        raw=chosen.raw,
    )


def _title(chosen: ListSheet, grid: Grid, book: Workbook) -> str:
    """Give the words above the header, the sheet's name and the file's."""
    above = range(chosen.blocks[0].top)
    words = [text for line in above for value in grid.lines[line] if (text := text_of(value))]
    return " ".join((*words, chosen.sheet.name, book.file_name))


class _Reader(ListReader[ListedUnit]):
    """Reads the lines of the blocks into units and institutions."""

    def __init__(self, grid: Grid, fields: FieldList) -> None:
        super().__init__(grid, fields, "institution", ListedUnit)
        self.unnamed = ListedUnit(None)
        self.kind: InstitutionKind | None = None

    def read_line(self, line: int) -> None:
        """Read one institution, or the kind of those that follow."""
        name = read_text(self.cell(line, "institution"), self.fields)
        if self._about_unit(line):
            self.skipped.append((self._cell_of(line), "单位合计行"))
            return
        if (kind := self._group(line)) is not None:
            self.kind = kind
            self.skipped.append((self._cell_of(line), "类别行"))
            return
        if name is None:
            self.skipped.append((self._cell_of(line), "没有机构名称"))
            return
        unit = self.unit if self.unit is not None else self.unnamed
        unit.institutions.append(self._institution(line, re.sub(r"\s", "", name)))

    def _institution(self, line: int, name: str) -> ListedInstitution:
        stated = read_text(self.cell(line, "kind"), self.fields) or ""
        kind = kind_of(stated) if stated else self.kind
        cell = self.address(line, "institution")
        if stated and kind is None:
            self.ask(
                f"{name}的机构类别“{stated[:20]}”认不出",
                "应是党政机构、执法队伍或事业单位；否则这一行不会导入",
                self.address(line, "kind"),
            )
        values: dict[str, int | str | None] = {
            key: self._words(line, key) for key in _WORDS_OF if key in self.places
        }
        values |= {key: self._count(line, key) for key in _COUNTS_OF if key in self.places}
        plates = plates_of(self._plates(line)) if "plates" in self.places else None
        since = self.sound(line, "since", read_day(self.cell(line, "since"), self.fields))
        cells = {key: self.address(line, key) for key in self.places}
        return ListedInstitution(name, kind, stated, plates, values, since, cell, cells)

    def _words(self, line: int, key: str) -> str | None:
        """Read words; what a document says of posts is nobody's name."""
        text = read_text(self.cell(line, key), self.fields)
        if text is None or _rules().unsaid.search(text):
            return None
        return _rules().besides.sub("", text)

    def _about_unit(self, line: int) -> bool:
        first = next((t for value in self.grid.lines[line] if (t := text_of(value))), "")
        return bool(_rules().about_unit.search(folded(first)))

    def _count(self, line: int, key: str) -> int | None:
        if self._words(line, key) is None:
            return None
        read = read_number(self.cell(line, key), self.fields.field(key), Fraction(1), self.fields)
        found = self.sound(line, key, read)
        return None if found is None else int(found.value)

    def _plates(self, line: int) -> str:
        return "、".join(text for _, text in self.texts(line, "plates"))

    def _group(self, line: int) -> InstitutionKind | None:
        """Tell the kind a line names for those that follow: 二、事业单位（3个）.

        Where the list has a column for the kind no line is one, and 执法大队 alone is a body.
        """
        texts = [t for value in self.grid.lines[line] if (t := text_of(value))]
        words = [text for text in texts if not text.isdigit()]
        if "kind" in self.places or len(words) != 1 or not _GROUP.search(folded(words[0])):
            return None
        return kind_of(words[0])

    def _cell_of(self, line: int) -> str:
        return self.address(line, "institution")


@dataclass(frozen=True, slots=True)
class _Rules:
    """Which words are which kind, and how plates stand in a cell."""

    kinds: tuple[tuple[InstitutionKind, re.Pattern[str]], ...]
    separator: re.Pattern[str]
    around: re.Pattern[str]
    unsaid: re.Pattern[str]
    besides: re.Pattern[str]
    about_unit: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = tomllib.loads(fields_text("institutions"))
    kinds = tuple((InstitutionKind(key), re.compile(text)) for key, text in data["kinds"].items())
    words = {**data["plates"], **data["rules"]}
    return _Rules(kinds, **{name: re.compile(text) for name, text in words.items()})


def kind_of(text: str) -> InstitutionKind | None:
    """Tell which kind a word of a list means; None: none that is known."""
    bare = _ORDINAL.sub("", folded(text))
    return next((kind for kind, words in _rules().kinds if words.search(bare)), None)


def plates_of(text: str) -> tuple[str, ...]:
    """Take the names of plates out of a cell: 加挂甲、乙牌子 are 甲 and 乙."""
    rules = _rules()
    parts = (rules.around.sub("", re.sub(r"\s", "", part)) for part in rules.separator.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))
