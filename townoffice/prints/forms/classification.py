"""乡镇（街道）分类测算表: indicators, score, index, rank and class by every method (S0 一（一）).

The columns of figures follow the method and stand in ``class_columns``, the notes in
``class_notes``. Where the kinds are compared apart there is one section for 镇乡 and one for 街道,
each with its own total and ranks.
"""

from collections.abc import Sequence
from fractions import Fraction

from townoffice.prints.form import (
    Absent,
    Binding,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Group,
    Section,
    TotalRow,
)
from townoffice.prints.forms.cited import decided_remark, rests_on_inference
from townoffice.prints.forms.class_columns import Figures, figures_of
from townoffice.prints.forms.class_notes import has_lines, notes_of
from townoffice.prints.forms.words import LIST_MARK, data_until, one_page, reporting_unit
from townoffice.records import Classification, ClassRow, KindGroup, shown

_PAGE_ROWS = 15
"""Rows that one page (横排) holds."""
_NUMBERS = "一二"


def classification_form(
    result: Classification,
    *,
    check_code: str | None = None,
    attachment: str | None = None,
    first_page: int = 1,
) -> Form:
    """Draw up the table of a classification; units that were not classified stand at the end.

    ``check_code`` is that of the adopted plan, None for a draft.
    """
    sections = _sections(result, attachment)
    return Form(
        title="乡镇（街道）分类测算表",
        reporting_unit=reporting_unit(result.county),
        sections=sections,
        attachment=attachment,
        as_of=data_until(result.year, result.on),
        notes=notes_of(result, sections),
        binding=Binding.ATTACHMENT if attachment else Binding.ALONE,
        first_page=first_page,
        check_code=check_code,
    )


def _sections(result: Classification, attachment: str | None) -> tuple[Section, ...]:
    if result.scope != "apart":
        return (_section(result, result.rows, attachment, None),)
    parts = [(g, [row for row in result.rows if row.kind.group is g]) for g in KindGroup]
    held = [(group, rows) for group, rows in parts if rows]
    return tuple(
        _section(result, rows, attachment, f"{_NUMBERS[n]}、{group.value}")
        for n, (group, rows) in enumerate(held)
    )


def _section(
    result: Classification, rows: Sequence[ClassRow], attachment: str | None, heading: str | None
) -> Section:
    """Draw up the units that are compared with one another."""
    ranked = [row for row in rows if row.index is not None]
    ordered = ranked + [row for row in rows if row.index is None]
    figures = figures_of(result, ranked)
    return Section(
        header=_header(result, figures),
        rows=tuple(
            (
                n,
                row.name,
                *figures.cells(row),
                Absent.NOT_REPORTED if row.rank is None else row.rank,
                _class_of(row),
                _remark(result, row),
            )
            for n, row in enumerate(ordered, 1)
        ),
        totals=(_total(figures, ranked),),
        totals_first=not one_page(len(result.rows), _PAGE_ROWS, attachment),
        heading=heading,
        counted=None if len(ranked) == len(ordered) else len(ranked),
    )


def _header(result: Classification, figures: Figures) -> tuple[Group | Column, ...]:
    lines = "points_cut" if result.method == "points" else "cut"
    by = (f"{lines}_1", f"{lines}_2") if has_lines(result) else ("proportions",)
    return (
        Column("序号", ColumnKind.SERIAL),
        Column("乡镇（街道）", ColumnKind.NAME),
        *figures.columns,
        Column("位次", ColumnKind.NUMBER),
        Column("类别", ColumnKind.WORD, inferred=rests_on_inference(result.parameters, *by)),
        Column("备注", ColumnKind.TEXT),
    )


def _class_of(row: ClassRow) -> CellValue:
    if row.size_class is not None:
        return row.size_class.label
    return Absent.NOT_REPORTED if row.index is None else Absent.NOT_APPLICABLE


def _remark(result: Classification, row: ClassRow) -> str:
    return "；".join(text for text in (decided_remark(row), _standing(result, row)) if text)


def _standing(result: Classification, row: ClassRow) -> str:
    """Say why a unit has no class, or how near a cut it stands."""
    if row.index is None:
        lacking = LIST_MARK.join(row.missing)
        open_ = "未测算" if row.overridden else "未分类"
        return f"{lacking}未报，{open_}" if lacking else open_
    if not row.near_cut or row.distance is None or row.nearest_cut is None:
        return ""
    gap = abs(row.distance)
    words = "不足0.01" if 0 < gap < Fraction(1, 100) else shown(gap, 2)
    if result.assignment == "proportion":
        whose = "下类首位" if row.above_cut else "上类末位"
        return "同分并列" if row.cut_tie else f"临界：距{whose}{words}"
    line = f"{'一二三'[row.nearest_cut - 1]}类线"
    if row.distance == 0:
        return f"临界：等于{line}"
    side = "高于" if row.distance > 0 else "低于"
    return f"临界：{side}{line}{words}"


def _total(figures: Figures, ranked: Sequence[ClassRow]) -> TotalRow:
    cells = figures.totals(ranked)
    formulas = tuple(None if cell is Absent.NOT_APPLICABLE else "SUM" for cell in cells)
    blank = Absent.NOT_APPLICABLE
    return TotalRow("合计", (*cells, blank, blank, ""), (*formulas, None, None, None))
