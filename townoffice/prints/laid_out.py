"""A form as a county wants it: its letterhead, its own notes, its own set of columns.

A hidden column leaves the paper but not the count: the others keep their index marks, so that
every relation in 注 (``3=1−2``) and every figure told by its column stays true, and one line of 注
says which marks are not listed.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from townoffice.feedback import BadChoice
from townoffice.prints.form import (
    Column,
    ColumnKind,
    Form,
    Group,
    Merged,
    ReportNumber,
    Section,
    TotalRow,
    index_marks,
)
from townoffice.records import TableLayout

_NAMING = (ColumnKind.SERIAL, ColumnKind.NAME)
_INDEX = re.compile(r"\[(\d+)\]")


def laid_out(form: Form, layout: TableLayout) -> Form:
    """Give the form as the layout has it.

    :raises BadChoice: a hidden column is one a table cannot do without, or every number is hidden.
    """
    hidden = frozenset(layout.hidden)
    sections = tuple(_without(section, hidden) for section in form.sections)
    report, notes = layout.report, form.notes
    lost = _marks_lost(form.sections, sections)
    return replace(
        form,
        reporting_unit=layout.reporting_unit or form.reporting_unit,
        sections=sections,
        sign_off=(layout.sign_off or form.sign_off) if form.sign_off else (),
        attachment=layout.attachment or form.attachment,
        report_number=ReportNumber(report.number, report.issuer, report.doc_no, report.valid_until)
        if report
        else form.report_number,
        notes=replace(notes, signs=(*notes.signs, *lost, *layout.notes)),
        protected=layout.protect,
    )


def columns_of(form: Form) -> tuple[str, ...]:
    """Name the columns that may be hidden, by their words from the top of the header."""
    found: dict[str, None] = {}
    for section in form.sections:
        if _holds_merged(section):
            continue
        for path, column in paths_of(section.header):
            if column.kind not in _NAMING:
                found[path] = None
    return tuple(found)


def paths_of(
    nodes: Iterable[Group | Column], above: tuple[str, ...] = ()
) -> Iterable[tuple[str, Column]]:
    """Name every column by its words from the top of the header: 行政编制/核定."""
    for node in nodes:
        path = (*above, _plain(node.label))
        if isinstance(node, Column):
            yield "/".join(path), node
        else:
            yield from paths_of(node.children, path)


def _plain(label: str) -> str:
    return re.sub(r"\s", "", label)


def _without(section: Section, hidden: Collection[str]) -> Section:
    """Take the hidden columns out of one section; the marks of the others stay."""
    paths = tuple(paths_of(section.header))
    gone = {n for n, (path, _) in enumerate(paths) if path in hidden}
    if not gone:
        return section
    if any(paths[n][1].kind in _NAMING for n in gone) or _holds_merged(section):
        raise BadChoice("序号、名称和合并单元格的表不能隐藏栏目", hint="请另选要隐藏的栏目")
    columns = section.columns
    if all(n in gone for n, c in enumerate(columns) if c.kind is ColumnKind.NUMBER):
        raise BadChoice("不能把数字栏全部隐藏", hint="请至少留一栏数字")
    marks = index_marks(columns)
    numbers = _numbers(columns, gone)
    kept = {
        n: replace(column, mark=marks[n], formula=_formula(column.formula, numbers))
        for n, column in enumerate(columns)
        if n not in gone
    }
    return replace(
        section,
        header=tuple(_pruned(section.header, iter(range(len(columns))), kept)),
        rows=tuple(tuple(v for n, v in enumerate(row) if n in kept) for row in section.rows),
        totals=tuple(_total(total, len(columns), kept, numbers) for total in section.totals),
    )


def _holds_merged(section: Section) -> bool:
    return any(isinstance(value, Merged) for row in section.rows for value in row)


def _numbers(columns: tuple[Column, ...], gone: Collection[int]) -> Mapping[int, int]:
    """Give the index number a kept number column has among the kept ones, by its old number."""
    places = [n for n, column in enumerate(columns) if column.kind is ColumnKind.NUMBER]
    kept = [n for n in places if n not in gone]
    return {places.index(n) + 1: kept.index(n) + 1 for n in kept}


def _formula(formula: str | None, numbers: Mapping[int, int]) -> str | None:
    """Let a formula speak of the columns left; None where it needs one that is hidden."""
    if formula is None or any(int(n) not in numbers for n in _INDEX.findall(formula)):
        return None
    return _INDEX.sub(lambda found: f"[{numbers[int(found[1])]}]", formula)


def _pruned(
    nodes: Iterable[Group | Column], places: Iterable[int], kept: Mapping[int, Column]
) -> Iterable[Group | Column]:
    places = iter(places)
    for node in nodes:
        if isinstance(node, Column):
            place = next(places)
            if place in kept:
                yield kept[place]
        elif children := tuple(_pruned(node.children, places, kept)):
            yield replace(node, children=children)


def _total(
    total: TotalRow, width: int, kept: Collection[int], numbers: Mapping[int, int]
) -> TotalRow:
    lead = width - len(total.cells)
    left = [n for n in range(len(total.cells)) if n + lead in kept]
    return replace(
        total,
        cells=tuple(total.cells[n] for n in left),
        formulas=tuple(_formula(total.formulas[n], numbers) for n in left),
    )


def _marks_lost(before: tuple[Section, ...], after: tuple[Section, ...]) -> tuple[str, ...]:
    """Say once which marks of the index row are not listed."""
    lost: dict[str, None] = {}
    for old, new in zip(before, after, strict=True):
        left = {column.mark for column in new.columns}
        if len(new.columns) < len(old.columns):
            lost |= {mark: None for mark in index_marks(old.columns) if mark not in left}
    return (f"本表未列第{'、'.join(lost)}栏。",) if lost else ()
