"""Sheets of scores and of votes collected for a contest: read, held against it, written into it.

The table is found, its columns, units and cells are read as those of any other sheet; only the
list of fields is made from the contest's indicators. A sheet of one indicator may name it in its
title, in the sheet's name or the file's.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from townoffice.book import Book, Writer
from townoffice.desk.contest_comparing import ContestComparison
from townoffice.desk.evaluation_ballots import options_of_ballot
from townoffice.desk.evaluation_ground import ContestGround, ground
from townoffice.desk.memory import Memory, told_of
from townoffice.desk.scores import ScoreComparison, enter_scores
from townoffice.desk.votes import VoteComparison, enter_votes, voted_on
from townoffice.feedback import BadChoice, BadWorkbook, Level, Problem
from townoffice.records import ContestKind, IntakeChoices, Preview, Scoring
from townoffice.sheets.cells import text_of
from townoffice.sheets.fields import FieldList
from townoffice.sheets.scores import (
    KIND,
    MARK,
    SCORE,
    VOTES_KIND,
    named_in,
    score_fields,
    vote_fields,
)
from townoffice.sheets.table import Line, Table, read_table
from townoffice.sheets.workbook import Workbook

__all__ = [
    "CONTEST_KINDS",
    "ContestSheet",
    "enter_sheet",
    "fields_for",
    "read_contest_sheet",
    "what_of",
]

CONTEST_KINDS = {KIND: "考核得分", VOTES_KIND: "评议票"}
"""What can be imported into a contest, and how it is called."""


@dataclass(frozen=True, slots=True)
class ContestSheet:
    """A sheet as read: the preview but for its columns, the table and the fields it was read by."""

    preview: Preview
    table: Table
    fields: FieldList


def read_contest_sheet(
    kind: str,
    book: Book,
    workbook: Workbook,
    contest_id: int | None,
    sheet: str | None,
    choices: IntakeChoices | None,
) -> ContestSheet:
    """Read a sheet for a contest (None: the newest of townships); nothing is written.

    :raises BadChoice: the contest is closed.
    :raises BadWorkbook: no table with a column of units and one of the contest's.
    """
    known = ground(book, contest_id)
    if known.closed:
        raise BadChoice(
            f"“{known.contest.title}”已办结，不能再导入", hint="要改，请先写明理由重新打开"
        )
    fields = fields_for(kind, known)
    memory = Memory(workbook, fields, book.remembered(), choices, sheet)
    table = _table(workbook, fields, known, memory, sheet)
    about, said = _about(kind, table, workbook, known)
    if kind == KIND and about is not None:
        table = _under(table, MARK + about)
    told = memory.units(table, [one.subject for one in known.entrants])
    if choices is not None:
        told = told or {}
    scored = kind == KIND
    comparison = ScoreComparison(known, told) if scored else VoteComparison(known, told, about)
    comparison.compare(table)
    recall = memory.recall(table)
    problems = (*table.problems, *said, *comparison.problems, *_other_year(table, known))
    found = _preview(book, workbook, known, table, comparison)
    found = dataclasses.replace(
        found,
        kind=kind,
        problems=(*problems, *told_of(recall)),
        recall=recall,
        about=about,
    )
    return ContestSheet(found, table, fields)


def _preview(
    book: Book,
    workbook: Workbook,
    known: ContestGround,
    table: Table,
    comparison: ContestComparison,
) -> Preview:
    """Give the preview with what was compared; what is to say comes to it."""
    return Preview(
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
        problems=(),
        contest_id=known.contest.id,
        absent=comparison.absent,
    )


def fields_for(kind: str, known: ContestGround) -> FieldList:
    """Make the field list of a kind of sheet; :class:`BadChoice` where nothing is voted on."""
    if kind == KIND:
        return score_fields(known.indicators)
    voted = tuple(one for one in known.indicators if one.scoring is Scoring.BALLOT)
    if not voted:
        raise BadChoice(
            f"“{known.contest.title}”没有按评议票计分的指标", hint="请先在指标表里设为票决满意度"
        )
    options = dict.fromkeys(word for one in voted for word in options_of_ballot(known, one))
    return vote_fields(tuple(options), voted)


def _table(
    workbook: Workbook,
    fields: FieldList,
    known: ContestGround,
    memory: Memory,
    sheet: str | None,
) -> Table:
    try:
        return read_table(
            workbook, fields, sheet=sheet, year=known.contest.year, choices=memory.choices
        )
    except BadWorkbook as error:
        made = [field.label for field in fields.fields if ":" in field.name]
        hint = f"表头里要有“单位”，还要有{'、'.join(made[:3])}等至少一列"
        raise BadWorkbook(error.what, where=error.where, hint=hint) from error


def _other_year(table: Table, known: ContestGround) -> Iterator[Problem]:
    year = known.contest.year
    if table.year is not None and table.year != year:
        what = f"表里写的是 {table.year} 年，{known.contest.title}是 {year} 年的"
        yield Problem(Level.ASK, what, "请核对是不是导错了考核")


def _about(
    kind: str, table: Table, workbook: Workbook, known: ContestGround
) -> tuple[str | None, tuple[Problem, ...]]:
    """Find the indicator a sheet is about that does not name it in a header, and say so."""
    names = {one.name for one in known.indicators} if kind == KIND else {*voted_on(known)}
    keys = {one.key for one in table.columns}
    asked = SCORE in keys if kind == KIND else any(key.startswith("votes:") for key in keys)
    if not asked:
        return None, ()
    top = table.header[0] if table.header else 0
    title = [text for row in table.page.rows[:top] for cell in row if (text := text_of(cell))]
    among = [one for one in known.indicators if one.name in names]
    found = next(iter(names)) if len(names) == 1 else None
    for texts in (title, [table.sheet], [workbook.file_name]):
        found = found or named_in(texts, among)
    if found is not None:
        what = f"读作“{found}”的{'得分' if kind == KIND else '评议票'}"
        return found, (Problem(Level.NOTE, what, "", "", table.sheet),)
    if kind != KIND and known.contest.kind is ContestKind.DEPARTMENTS:
        return None, (Problem(Level.NOTE, "没有写明评议内容，读作总体评价", "", "", table.sheet),)
    what = "这张表是哪项指标的，看不出来"
    hint = "请把表头改成指标的名称，或在标题里写明"
    return None, (Problem(Level.STOP, what, hint, "", table.sheet),)


def _under(table: Table, key: str) -> Table:
    """Give a table whose column of scores stands under the key of its indicator."""
    columns = tuple(
        dataclasses.replace(one, key=key) if one.key == SCORE else one for one in table.columns
    )
    return dataclasses.replace(
        table, columns=columns, lines=tuple(_renamed(line, key) for line in table.lines)
    )


def _renamed(line: Line, key: str) -> Line:
    addresses = line.addresses
    values = {(key if name == SCORE else name): value for name, value in line.values.items()}
    return dataclasses.replace(
        line, values=values, addresses=lambda name: addresses(SCORE if name == key else name)
    )


def enter_sheet(writer: Writer, book: Book, preview: Preview) -> None:
    """Write a preview into its contest, inside the change of the import."""
    known = ground(book, preview.contest_id)
    if preview.kind == KIND:
        enter_scores(writer, known, preview)
    else:
        enter_votes(writer, known, preview, preview.about)


def what_of(preview: Preview) -> str:
    """Name what an import brings, for the history."""
    units = dict.fromkeys(row.subject for row in preview.changed)
    return f"{len(units)} 个单位的{CONTEST_KINDS[preview.kind]}"
