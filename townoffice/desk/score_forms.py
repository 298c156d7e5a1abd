"""Sheets of scores handed out to departments; filled with the marks there are, or blank.

A department gets the indicators it reports, the county all of a group. What is handed out comes in
again as nothing changed (:mod:`.scores`).
"""

from collections.abc import Sequence
from pathlib import Path

from townoffice.book import Book
from townoffice.desk.county_settings import marking
from townoffice.desk.evaluation_ground import ContestGround, ground
from townoffice.desk.evaluation_marks import MarkField, options_of, value_of
from townoffice.feedback import BadChoice
from townoffice.records import AssessmentIndicator, ContestKind, Entrant, Scoring
from townoffice.sheets.notes import FIRST_LINE
from townoffice.sheets.write import CellOut, Check, Heading, write_table

__all__ = ["score_form", "sources"]

_OWN_TARGET = frozenset({Scoring.COMPLETION, Scoring.REVERSE_COMPLETION})
_NOTES = (
    FIRST_LINE,
    "一、每个单位一行，每项指标一列；数字按表头括号里的单位填写。",
    "二、没有的数留空，不要填 0；空着的格不改动台账。",
    "三、不要改动表头和单位名称，不要合并单元格。",
)


def sources(known: ContestGround) -> tuple[str, ...]:
    """Name the departments that report indicators, in the order of the table."""
    return tuple(dict.fromkeys(one.source for one in known.indicators if one.source))


def score_form(
    book: Book,
    contest_id: int,
    path: Path,
    *,
    source: str | None = None,
    group: str | None = None,
    blank: bool = False,
) -> None:
    """Write a sheet of scores for one department (None: all indicators) and group (None: all).

    :raises BadChoice: not an .xlsx, or nothing of it to report. :raises CannotWrite: see there.
    """
    if path.suffix.lower() != ".xlsx":
        raise BadChoice("只能导出为 .xlsx 文件", where=str(path), hint="请把文件名改成 .xlsx 结尾")
    known = ground(book, contest_id)
    indicators = [
        one
        for one in known.indicators
        if source in {None, one.source} and group in {None, one.group}
    ]
    if not indicators:
        listed = "、".join(sources(known)) or "没有填写数据来源"
        what = f"{known.contest.title}没有由“{source or group}”提供的指标"
        raise BadChoice(what, hint=f"指标表里的数据来源有：{listed}")
    groups = {one.group for one in indicators}
    entrants = [one for one in known.entrants if one.group in groups]
    by_name = {one.name: one for one in indicators}
    with_code = known.contest.kind is ContestKind.TOWNSHIPS
    names = [Heading("区划代码", words=True)] if with_code else []
    names.append(Heading("单位", words=True))

    def codes(one: Entrant) -> tuple[str, ...]:
        return (one.subject,) if with_code else ()

    title = f"{known.contest.title}计分表" + (f"（{source}）" if source else "")
    write_table(
        path,
        title,
        "考核计分",
        (*names, *(heading for one in by_name.values() for heading in _headings(one))),
        [
            (*codes(one), one.name, *_cells(known, one, list(by_name.values()), blank=blank))
            for one in entrants
        ],
        marking=marking(book),
        notes=_NOTES,
    )


def _headings(one: AssessmentIndicator) -> list[Heading]:
    unit = f"（{one.unit}）" if one.unit else ""
    words = options_of(one)
    check = Check(words=words) if words else None
    found = [Heading(one.name + ("" if words else unit), words=bool(words), check=check)]
    if one.scoring in _OWN_TARGET:
        found.append(Heading(f"{one.name}目标值{unit}"))
    return found


def _cells(
    known: ContestGround, entrant: Entrant, columns: Sequence[AssessmentIndicator], *, blank: bool
) -> list[CellOut]:
    """Give an entrant's marks column by column; its group may not have them all.

    Targets stand in a blank form too: they are the county's, not the department's.
    """
    own = {one.name: one for one in known.of_group(entrant.group)}
    cells: list[CellOut] = []
    for column in columns:
        indicator = own.get(column.name)
        mark = known.mark(indicator.id or 0, entrant.subject) if indicator else None
        cells.append(None if blank else value_of(mark, MarkField.VALUE))
        if column.scoring in _OWN_TARGET:
            cells.append(value_of(mark, MarkField.TARGET))
    return cells
