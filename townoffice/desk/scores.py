"""A sheet of scores or of votes held against a contest, and written into it.

The table is found, its columns, units and cells are read as those of any other sheet; only the
list of fields is made from the contest's indicators. A cell left open leaves the book's mark as it
is. Of votes each line is an entrant and each column an option with its number of papers.
"""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from townoffice.book import Book, Writer
from townoffice.desk.entrant_matching import EntrantMatcher
from townoffice.desk.evaluation_ground import ContestGround, ground
from townoffice.desk.evaluation_marks import MarkField, mark_with, unfit, value_of
from townoffice.desk.memory import Memory, told_of
from townoffice.feedback import BadChoice, BadWorkbook, Level, Problem
from townoffice.records import (
    AssessmentIndicator,
    Difference,
    Entrant,
    IntakeChoices,
    IntakeValue,
    Mark,
    Preview,
    PreviewRow,
    RowStatus,
)
from townoffice.sheets.cells import text_of
from townoffice.sheets.fields import FieldList
from townoffice.sheets.scores import MARK, SCORE, TARGET, named_in, options_of, score_fields
from townoffice.sheets.table import Line, Table, read_table
from townoffice.sheets.workbook import Workbook

__all__ = ["KIND", "ScoreComparison", "enter", "read_scores"]

KIND = "scores"


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell of a line that says something: whose mark, which field, what."""

    line: Line
    key: str
    entrant: Entrant
    indicator: AssessmentIndicator
    value: Decimal | str

    @property
    def field(self) -> MarkField:
        return MarkField.TARGET if self.key.startswith(TARGET) else MarkField.VALUE

    @property
    def label(self) -> str:
        return self.indicator.name + self.field.label


class ScoreComparison:
    """Compares a table of scores with a contest; ``rows``, ``absent``, ``problems`` come of it."""

    def __init__(
        self,
        known: ContestGround,
        fields: FieldList,
        told: Callable[[Line], str | None] | None = None,
    ) -> None:
        """``told`` gives the entrant somebody named for a line; with it rows bear addresses."""
        self._known = known
        self._fields = fields
        self._told = told
        self._matcher = EntrantMatcher(known.entrants)
        self._seen: dict[str, str] = {}
        self.rows: list[PreviewRow] = []
        self.absent: tuple[str, ...] = ()
        self.problems: list[Problem] = []

    def compare(self, table: Table) -> None:
        """Match every line and compare it cell by cell."""
        for line in table.lines:
            self.rows.append(self._row(line))
        self.absent = tuple(
            one.name for one in self._known.entrants if one.subject not in self._seen
        )
        if self.absent:
            names = "、".join(self.absent[:5]) + ("等" if len(self.absent) > 5 else "")
            what = f"表里没有 {len(self.absent)} 个考核对象：{names}"
            self.problems.append(Problem(Level.NOTE, what, "台账中原有的得分保留不动"))
        self.problems = [
            Problem(p.level, p.what, p.hint, p.cell, p.sheet or table.sheet) for p in self.problems
        ]

    def _row(self, line: Line) -> PreviewRow:
        told = self._told(line) if self._told else None
        match = self._matcher.find(line) if told is None else self._matcher.told(line, told)
        self.problems += match.problems
        entrant = match.entrant
        before = line.cell
        if entrant is not None:
            before = self._seen.setdefault(entrant.subject, line.cell)
        if entrant is not None and before != line.cell:
            what = f"“{entrant.name}”重复出现，前面 {before} 已有"
            self.problems.append(Problem(Level.STOP, what, "请删去重复的一行", line.cell))
            entrant = None
        if entrant is None:
            return PreviewRow(
                RowStatus.LEFT_OUT, line.cell, line.code, line.name, None, None, dict(line.values)
            )
        found = list(self._differences(line, entrant))
        cells = {key: line.addresses(key) for key in line.values} if self._told else {}
        return PreviewRow(
            RowStatus.CHANGED if found else RowStatus.UNCHANGED,
            line.cell,
            line.code,
            entrant.name,
            None,
            None,
            dict(line.values),
            tuple(found),
            cells=cells,
            subject=entrant.subject,
        )

    def _differences(self, line: Line, entrant: Entrant) -> Iterator[Difference]:
        for cell in self._cells(line, entrant):
            mark = self._known.mark(cell.indicator.id or 0, entrant.subject)
            old = value_of(mark, cell.field)
            if cell.value == old:
                continue
            at = line.addresses(cell.key)
            fault = unfit(self._known, cell.indicator, entrant.subject, cell.field, cell.value)
            if fault is not None:
                what = f"{entrant.name}的{cell.label}：{fault.what}"
                self.problems.append(Problem(Level.STOP, what, "请改正后重新导入", at))
                continue
            yield Difference(cell.key, cell.label, old, cell.value, at)

    def _cells(self, line: Line, entrant: Entrant) -> Iterator[_Cell]:
        own = {one.name: one for one in self._known.of_group(entrant.group)}
        for key, value in line.values.items():
            if value is None or not key.startswith((MARK, TARGET)):
                continue
            name = key.partition(":")[2]
            if name not in own:
                what = f"{entrant.name}属{entrant.group}，不考核“{name}”，没有导入"
                problem = Problem(
                    Level.ASK, what, "请核对；不该有的，清空这一格", line.addresses(key)
                )
                self.problems.append(problem)
                continue
            indicator = own[name]
            if self._counted(indicator, entrant) and key.startswith(MARK):
                what = f"{entrant.name}的“{name}”已有评议票，按票计分，没有导入"
                self.problems.append(Problem(Level.ASK, what, "请清空这一格", line.addresses(key)))
                continue
            words = options_of(indicator)
            if words and value not in words:
                what = f"“{value}”不是“{name}”的等级"
                hint = f"请填 {'、'.join(words)}"
                self.problems.append(Problem(Level.STOP, what, hint, line.addresses(key)))
                continue
            exact = value if isinstance(value, str) else Decimal(value)
            yield _Cell(line, key, entrant, indicator, exact)

    def _counted(self, indicator: AssessmentIndicator, entrant: Entrant) -> bool:
        papers = self._known.ballots_of(entrant.subject)
        return any(paper.indicator_id == indicator.id for paper in papers)


def read_scores(
    book: Book,
    workbook: Workbook,
    contest_id: int | None,
    sheet: str | None,
    choices: IntakeChoices | None,
) -> tuple[Preview, Table, FieldList]:
    """Read a sheet of scores for a contest (None: the newest); nothing is written.

    :raises BadWorkbook: no table with a column of units and one of the contest's indicators.
    """
    known = ground(book, contest_id)
    if known.closed:
        raise BadChoice(
            f"“{known.contest.title}”已办结，不能再导入得分", hint="要改，请先写明理由重新打开"
        )
    fields = score_fields(known.indicators)
    memory = Memory(workbook, fields, book.remembered(), choices, sheet)
    try:
        table = read_table(
            workbook, fields, sheet=sheet, year=known.contest.year, choices=memory.choices
        )
    except BadWorkbook as error:
        names = "、".join(one.name for one in known.indicators[:3])
        hint = f"表头里要有“单位”，还要有考核指标的名称，如 {names}"
        raise BadWorkbook(error.what, where=error.where, hint=hint) from error
    table, about_indicator = _settled(table, workbook, known)
    units = memory.units(table, [one.subject for one in known.entrants])
    comparison = ScoreComparison(
        known, fields, None if choices is None else lambda line: (units or {}).get(line.cell)
    )
    comparison.compare(table)
    recall = memory.recall(table)
    return (
        Preview(
            kind=KIND,
            file_name=workbook.file_name,
            file_digest=workbook.digest,
            sheet=table.sheet,
            year=known.contest.year,
            county=book.county,
            book_version=book.version,
            columns=(),
            rows=tuple(comparison.rows),
            missing=(),
            skipped=(),
            problems=(
                *table.problems,
                *about_indicator,
                *comparison.problems,
                *_other_year(table, known),
                *told_of(recall),
            ),
            recall=recall,
            contest_id=known.contest.id,
            absent=comparison.absent,
        ),
        table,
        fields,
    )


def _other_year(table: Table, known: ContestGround) -> Iterator[Problem]:
    year = known.contest.year
    if table.year is not None and table.year != year:
        what = f"表里写的是 {table.year} 年，{known.contest.title}是 {year} 年的"
        yield Problem(Level.ASK, what, "请核对是不是导错了考核")


def _settled(
    table: Table, workbook: Workbook, known: ContestGround
) -> tuple[Table, tuple[Problem, ...]]:
    """Give a column of scores that does not say of what the indicator its title names."""
    column = next((one for one in table.columns if one.key == SCORE), None)
    if column is None:
        return table, ()
    top = table.header[0] if table.header else 0
    title = [text for row in table.page.rows[:top] for cell in row if (text := text_of(cell))]
    only = {one.name for one in known.indicators}
    name = only.pop() if len(only) == 1 else None
    for texts in (title, [table.sheet], [workbook.file_name]):
        name = name or named_in(texts, known.indicators)
    if name is None:
        what = f"“{column.heading.text}”是哪项指标的，看不出来"
        hint = "请把表头改成指标的名称，或在标题里写明"
        return table, (Problem(Level.STOP, what, hint, column.cell, table.sheet),)
    key = MARK + name
    columns = tuple(
        dataclasses.replace(one, key=key) if one is column else one for one in table.columns
    )
    lines = tuple(_renamed(line, key) for line in table.lines)
    note = Problem(Level.NOTE, f"“{column.heading.text}”读作“{name}”", "", column.cell, table.sheet)
    return dataclasses.replace(table, columns=columns, lines=lines), (note,)


def _renamed(line: Line, key: str) -> Line:
    """Give a line whose score stands under another key."""
    addresses = line.addresses
    values = {(key if name == SCORE else name): value for name, value in line.values.items()}
    return dataclasses.replace(
        line, values=values, addresses=lambda name: addresses(SCORE if name == key else name)
    )


def enter(writer: Writer, book: Book, preview: Preview) -> None:
    """Write every difference of a preview into its contest, inside the change of the import."""
    known = ground(book, preview.contest_id)
    after: dict[tuple[int, str], Mark] = {}
    for row in preview.changed:
        entrant = known.entrant(row.subject or "")
        own = {one.name: one for one in known.of_group(entrant.group)} if entrant else {}
        for found in row.differences:
            kind, _, name = found.field.partition(":")
            indicator = own[name]
            assert entrant is not None
            assert indicator.id is not None
            key = (indicator.id, entrant.subject)
            mark = after.get(key) or known.mark(*key) or Mark(indicator.contest_id, *key, None)
            field = MarkField.TARGET if kind + ":" == TARGET else MarkField.VALUE
            after[key] = mark_with(mark, field, _value(found.new))
    writer.update_all([mark for mark in after.values() if mark.id is not None])
    writer.add_all([mark for mark in after.values() if mark.id is None])


def _value(value: IntakeValue) -> Decimal | str | None:
    return Decimal(value) if isinstance(value, int) else value
