"""Which sheet of a workbook is the table meant, and what is said of the others."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from townoffice.feedback import BadWorkbook, Level, NotFound, Problem
from townoffice.records import IntakeChoices
from townoffice.sheets.fields import FieldList
from townoffice.sheets.grid import Grid
from townoffice.sheets.layout import HEADER_WITHIN, Block, find_blocks
from townoffice.sheets.notes import is_own_notes
from townoffice.sheets.raw import with_answers
from townoffice.sheets.workbook import Sheet, Workbook

_TURN_UP_TO = 300


@dataclass(slots=True)
class Candidate:
    """A sheet with the tables found on it."""

    sheet: Sheet
    grid: Grid
    blocks: tuple[Block, ...]
    problems: list[Problem] = field(default_factory=list)

    @property
    def worth(self) -> tuple[int, int]:
        """How much a sheet looks like the table meant: fields named, then length."""
        return len(frozenset().union(*(b.names for b in self.blocks))), len(self.grid.lines)


def choose_sheet(
    book: Workbook, fields: FieldList, wanted: str | None, choices: IntakeChoices | None
) -> Candidate:
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
    best.problems += _unlike(sheets, visible, fields)
    for candidate in visible:
        if candidate is not best:
            what = f"工作表“{candidate.sheet.name}”也像{fields.label}表，没有读取"
            hint = "要导入它，请指明工作表"
            best.problems.append(Problem(Level.NOTE, what, hint, "", candidate.sheet.name))
    return best


def _unlike(sheets: list[Sheet], visible: list[Candidate], fields: FieldList) -> Iterator[Problem]:
    """Say which visible sheets hold no table of the kind (remarks, other forms)."""
    tables = {candidate.sheet.name for candidate in visible}
    for sheet in sheets:
        if is_own_notes(sheet):
            continue
        if sheet.rows and not sheet.hidden and sheet.name not in tables:
            what = f"工作表“{sheet.name}”里没有{fields.label}表，没有读取"
            yield Problem(Level.NOTE, what, "", "", sheet.name)


def _without_header(sheets: list[Sheet], wanted: str | None) -> Candidate:
    """Give the longest sheet to somebody who can point at its header."""
    page = max((s for s in sheets if s.rows), key=lambda s: (not s.hidden, len(s.rows)))
    found = Candidate(page, Grid(page), ())
    hint = "请指出表头是哪几行，或换一张工作表" if wanted is None else "请指出表头是哪几行"
    found.problems.append(Problem(Level.STOP, "没有认出表头", hint, "", page.name))
    return found


_NO_TABLE_HINT = "表头里要有“名称”或“区划代码”，还要有人口、面积、编制等至少一列"


def _no_table(book: Workbook, hidden: list[Candidate], fields: FieldList) -> str:
    if all(not sheet.rows for sheet in book.sheets):
        return "文件里没有数据"
    if hidden:
        return f"只有隐藏的工作表“{hidden[0].sheet.name}”像{fields.label}表"
    return f"没有找到{fields.label}的表格"


def _candidate(sheet: Sheet, fields: FieldList, header: tuple[int, int] | None) -> Candidate | None:
    """Look for tables on a sheet; a header somebody named is taken in the direction found."""
    found = _found(sheet, fields)
    if header is None:
        return found
    grid = found.grid if found else Grid(sheet)
    blocks = find_blocks(grid, fields, header)
    return Candidate(sheet, grid, blocks, found.problems if found else []) if blocks else None


def _found(sheet: Sheet, fields: FieldList) -> Candidate | None:
    """Look for tables on a sheet, as it stands and, where small, with rows and columns turned."""
    grid = Grid(sheet)
    found = Candidate(sheet, grid, find_blocks(grid, fields))
    if len(sheet.rows) <= _TURN_UP_TO:
        turned = Grid(sheet, turned=True)
        blocks = find_blocks(turned, fields) if len(turned.lines) <= HEADER_WITHIN * 50 else ()
        other = Candidate(sheet, turned, blocks)
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
        or (isinstance(value, str) and value.strip().lstrip("'’‘")[:1].isdigit())
        for line in range(block.first, block.end)
        for place in places
    )
