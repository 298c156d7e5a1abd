"""The table of indicators as a workbook: handed out, changed elsewhere, and taken in again.

What is handed out comes in again as nothing changed. A line is known by its 编号, else by group and
name; a column the workbook lacks leaves what the book says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from townoffice.book import Book
from townoffice.desk.county_settings import marking
from townoffice.desk.evaluation_ground import ContestGround, ground
from townoffice.desk.evaluation_indicators import (
    IndicatorMove,
    IndicatorTyped,
    check_indicator,
    indicator_moves,
    made,
    typed_of,
    write_indicators,
)
from townoffice.feedback import BadChoice, Level, Problem, Progress, Stale, silent
from townoffice.records import AssessmentIndicator, Changes, ImportLog, Scoring
from townoffice.sheets.assessment import KIND, IndicatorLine, IndicatorList, read_assessment
from townoffice.sheets.fields import field_list
from townoffice.sheets.notes import FIRST_LINE
from townoffice.sheets.workbook import read_workbook
from townoffice.sheets.write import CellOut, Check, Heading, write_table

__all__ = ["IndicatorPreview", "commit_indicators", "export_indicators", "preview_indicators"]

_YES = "是"
_WORDS: Mapping[str, tuple[str, ...]] = {
    "scoring": tuple(one.label for one in Scoring),
    "lower_is_better": (_YES,),
    "inferred": (_YES,),
}
_NOTES = (
    FIRST_LINE,
    "一、每行一项指标；组别、一级指标与上一行相同的可以不填。",
    "二、每组的分值合计须为 100。",
    "三、计分参数写成 目标值=9.5；上限倍数=1.2。区间等级写各档下限和得分：0=0；60=6；90=10。",
    "四、编号用来认出原有的指标，改名称时请保留；新增的指标不填编号。",
    "五、删去一行，导入后这项指标连同已填的得分一并删除，导入前会提示。",
)


@dataclass(frozen=True, slots=True)
class IndicatorPreview:
    """What a workbook would do to the indicators of a contest; nothing has been written.

    ``table`` is the table as it would be, ``moves`` what differs, old → new. Problems at level
    *stop* bar it.
    """

    contest_id: int
    file_name: str
    file_digest: str
    sheet: str
    year: int
    book_version: int
    table: tuple[IndicatorTyped, ...]
    moves: tuple[IndicatorMove, ...]
    problems: tuple[Problem, ...]

    @property
    def stops(self) -> tuple[Problem, ...]:
        """What bars it."""
        return tuple(one for one in self.problems if one.level is Level.STOP)


def export_indicators(book: Book, contest_id: int, path: Path) -> None:
    """Write the table of indicators as a workbook.

    :raises BadChoice: not an .xlsx. :raises CannotWrite: see there.
    """
    if path.suffix.lower() != ".xlsx":
        raise BadChoice("只能导出为 .xlsx 文件", where=str(path), hint="请把文件名改成 .xlsx 结尾")
    known = ground(book, contest_id)
    fields = field_list(KIND).fields
    headings = [
        Heading(
            field.label,
            words=field.name != "weight",
            check=Check(words=_WORDS[field.name]) if field.name in _WORDS else None,
        )
        for field in fields
    ]
    rows = (_row(one, tuple(field.name for field in fields)) for one in known.indicators)
    title = f"{known.contest.title}指标及计分表"
    write_table(
        path, title, "考核指标", headings, rows, marking=marking(book), blank_lines=20, notes=_NOTES
    )


def _row(one: AssessmentIndicator, names: tuple[str, ...]) -> tuple[CellOut, ...]:
    typed = typed_of(one)
    said: dict[str, CellOut] = {
        "number": str(one.id),
        "weight": one.weight,
        "lower_is_better": _YES if one.lower_is_better else None,
        "inferred": _YES if one.inferred else None,
    }
    return tuple(said[n] if n in said else str(getattr(typed, n)) or None for n in names)


def preview_indicators(
    book: Book,
    contest_id: int,
    path: Path,
    *,
    sheet: str | None = None,
    progress: Progress = silent,
) -> IndicatorPreview:
    """Read a workbook and say what it would change; nothing is written.

    :raises CannotRead, BadWorkbook, NotFound: as :func:`townoffice.desk.intake.preview`.
    """
    workbook = read_workbook(path, progress)
    found = read_assessment(workbook, sheet=sheet)
    known = ground(book, contest_id)
    table = tuple(_typed(known, found, line) for line in found.lines)
    faults = [
        Problem(Level.STOP, fault, "请在文件里改正后重新导入", line.cell, found.sheet)
        for line, row in zip(found.lines, table, strict=True)
        for fault in check_indicator(row, (other for other in table if other is not row)).values()
    ]
    moves = () if faults else indicator_moves(known, made(known, table))
    gone = [move for move in moves if move.what == "删除"]
    if gone:
        names = "、".join(move.name for move in gone[:5]) + ("等" if len(gone) > 5 else "")
        faults.append(
            Problem(Level.ASK, f"表里没有 {len(gone)} 项原有的指标：{names}", "导入后删除，请核对")
        )
    return IndicatorPreview(
        contest_id,
        workbook.file_name,
        workbook.digest,
        found.sheet,
        known.contest.year,
        book.version,
        table,
        moves,
        (*found.problems, *faults),
    )


def _typed(known: ContestGround, found: IndicatorList, line: IndicatorLine) -> IndicatorTyped:
    """Give a line as it is typed; of an indicator there is, what has no column stays."""
    said = line.words
    groups = known.group_names
    group = said.get("group", groups[0] if len(groups) == 1 else "")
    number = said.get("number", "")
    held = known.indicator(int(number)) if number.isdecimal() else None
    named = (o for o in known.indicators if (o.group, o.name) == (group, said["name"]))
    before = held or next(named, None)
    base = (
        IndicatorTyped(group, said["name"], said["name"], "")
        if before is None
        else typed_of(before)
    )

    def text(name: str, otherwise: str) -> str:
        return said.get(name, "") if name in found.fields else otherwise

    def flag(name: str, *, otherwise: bool) -> bool:
        return said.get(name) == _YES if name in found.fields else otherwise

    return replace(
        base,
        group=group or base.group,
        section=said.get("section", base.section),
        name=said["name"],
        weight=said.get("weight", ""),
        scoring=said.get("scoring", base.scoring),
        figures=text("figures", base.figures),
        lower_is_better=flag("lower_is_better", otherwise=base.lower_is_better),
        unit=text("unit", base.unit),
        source=text("source", base.source),
        note=text("note", base.note),
        inferred=flag("inferred", otherwise=base.inferred),
    )


def commit_indicators(
    book: Book, preview: IndicatorPreview, *, accept: bool = False
) -> Changes | None:
    """Write a preview as one change; None where it changes nothing.

    :raises BadChoice: something stops it, or indicators go and nobody accepted that.
    :raises Stale: the book moved on since the preview.
    """
    if book.version != preview.book_version:
        raise Stale("预览之后台账有了变动，没有导入", hint="请重新读取这个文件，再导入")
    barring = preview.stops or (
        [] if accept else [p for p in preview.problems if p.level is Level.ASK]
    )
    if barring:
        first = barring[0]
        raise BadChoice(first.what, where=first.cell or preview.file_name, hint=first.hint)
    log = ImportLog(
        file_name=preview.file_name,
        file_digest=preview.file_digest,
        kind=KIND,
        year=preview.year,
        added=sum(move.what == "新增" for move in preview.moves),
        changed=len({(m.group, m.name) for m in preview.moves if m.what not in {"新增", "删除"}}),
        unchanged=0,
        missing=sum(move.what == "删除" for move in preview.moves),
        sheet=preview.sheet,
    )
    return write_indicators(book, preview.contest_id, preview.table, "导入", log=log)
