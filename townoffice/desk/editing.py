"""Figures typed into a table: held against the book, then written as one change.

One cell, a pasted block and a column filled down are the same thing: a list of typed figures.
:func:`weigh` says, without a book, what each would do; :func:`write` does it. Text is read as in a
spreadsheet that is imported (51,400, 5.14万, full-width digits), so the same words mean the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from townoffice.book import Book, Writer
from townoffice.desk.likely import leaps
from townoffice.desk.standing import INDICATOR_FIELDS, POST_FIELDS, Standing, standing
from townoffice.feedback import BadChoice, Level, Problem, Stale
from townoffice.records import (
    Changes,
    Figure,
    FigureChange,
    Indicators,
    Measure,
    Overview,
    PostFact,
    TypedFigure,
    UnitFigures,
)
from townoffice.sheets.fields import field_list
from townoffice.sheets.numbers import Wrong, plain_text, read_number

EDITABLE = (*INDICATOR_FIELDS, *POST_FIELDS)
"""Fields of a unit that can be typed; everything else is calculated or the unit's identity."""


def read_figure(field: str, text: str) -> Figure | Problem:
    """Read a typed figure in the book's unit; None for a cleared indicator.

    A :class:`Problem` says why the text is no such figure.
    """
    fields = field_list()
    known = fields.field(field)
    found = read_number(text, known, Fraction(1), fields)
    if isinstance(found, Wrong):
        what = found.what
        return Problem(Level.STOP, what, f"请填数字，单位是{known.unit}；按 Esc 恢复原来的数")
    if found is None:
        if field in POST_FIELDS:
            return Problem(Level.STOP, f"{known.label}不能留空", "没有就填 0")
        return None
    return found.value


def weigh(page: Overview, typed: Iterable[TypedFigure]) -> tuple[FigureChange, ...]:
    """Say of every typed figure what it would change; nothing is written."""
    units = {unit.code: unit.figures for unit in page.units}
    return tuple(_weighed(units.get(figure.code), figure) for figure in typed)


def _weighed(unit: UnitFigures | None, typed: TypedFigure) -> FigureChange:
    name = unit.township.name if unit else typed.code
    if unit is None or typed.field not in EDITABLE:
        what = "这一列不能直接填" if unit else "没有这个单位"
        problem = Problem(Level.STOP, what, "请只粘贴登记的数，不要粘贴算出来的列")
        return FigureChange(typed, name, "", None, None, problem)
    fields = field_list()
    label = fields.field(typed.field).label
    old = figure_of(unit, typed.field)
    new = read_figure(typed.field, typed.text)
    if isinstance(new, Problem):
        return FigureChange(typed, name, label, old, None, new)
    doubt = leaps("", label, old, new, fields)
    if doubt is not None:
        doubt = replace(doubt, hint="请核对数字和单位")
    return FigureChange(typed, name, label, old, new, doubt)


def figure_of(unit: UnitFigures, field: str) -> Figure:
    """Give the figure of a unit that can be typed, None where there is none."""
    if field in POST_FIELDS:
        category, measure = POST_FIELDS[field]
        side = unit.authorized if measure is Measure.AUTHORIZED else unit.actual
        return side.get(category)
    value: Figure = getattr(unit.indicators, field) if unit.indicators else None
    return value


def written(value: Figure) -> str:
    """Write a figure plainly, as it is typed: no separators, no needless zeros."""
    return "" if value is None else plain_text(value)


def label_of(changes: Sequence[FigureChange], year: int, verb: str = "修改") -> str:
    """Name a change for the history and the button 撤销."""
    moved = [change for change in changes if change.moves]
    if len(moved) == 1:
        one = moved[0]
        old, new = written(one.old) or "空", written(one.new) or "空"
        return f"{verb}{one.name}{one.label} {old} → {new}（{year}年）"
    units = dict.fromkeys(change.name for change in moved)
    labels = list(dict.fromkeys(change.label for change in moved))
    what = "、".join(labels[:2]) + ("等" if len(labels) > 2 else "")
    return f"{verb} {len(units)} 个单位的{what}共 {len(moved)} 个数（{year}年）"


def write(
    book: Book, year: int, changes: Sequence[FigureChange], verb: str = "修改"
) -> Changes | None:
    """Write what moves as one change that 撤销 takes back; None where nothing does.

    Raises :class:`BadChoice` while a figure is refused, :class:`Stale` where the book's figure is
    no longer the one the change was weighed against.
    """
    refused = next((change.problem for change in changes if change.refused), None)
    if refused is not None:
        raise BadChoice(refused.what, hint=refused.hint)
    moved = [change for change in changes if change.moves]
    if not moved:
        return None
    now = standing(book, year)
    present = {unit.code: unit for unit in now.present}
    by_unit: dict[str, dict[str, Figure]] = {}
    for change in moved:
        unit = present.get(change.typed.code)
        if unit is None or now.value(unit, change.typed.field) != change.old:
            raise Stale(
                "台账在您填写时已有改动", where=f"{change.name}{change.label}", hint="请重新填写"
            )
        by_unit.setdefault(change.typed.code, {})[change.typed.field] = change.new
    with book.change(label_of(moved, year, verb)) as writer:
        for code, values in by_unit.items():
            unit_id = present[code].id
            assert unit_id is not None
            _write_unit(writer, now, unit_id, year, values)
    return writer.changes


def _write_unit(
    writer: Writer, now: Standing, unit_id: int, year: int, values: Mapping[str, Figure]
) -> None:
    indicators = {name: value for name, value in values.items() if name in INDICATOR_FIELDS}
    if indicators:
        before = now.indicators.get(unit_id)
        after = _with_figures(before or Indicators(unit_id, year), indicators)
        if before is None:
            writer.add(after)
        else:
            writer.update(after)
    for name, value in values.items():
        if name in POST_FIELDS and isinstance(value, int):
            _write_posts(writer, now, unit_id, name, value)


def _with_figures(before: Indicators, values: Mapping[str, Figure]) -> Indicators:
    def people(name: str, old: int | None) -> int | None:
        value = values.get(name, old)
        return None if value is None else int(value)

    def amount(name: str, old: Decimal | None) -> Decimal | None:
        value = values.get(name, old)
        return None if value is None else Decimal(value)

    return replace(
        before,
        registered_population=people("registered_population", before.registered_population),
        resident_population=people("resident_population", before.resident_population),
        urban_population=people("urban_population", before.urban_population),
        area_km2=amount("area_km2", before.area_km2),
        gdp=amount("gdp", before.gdp),
        fiscal_revenue=amount("fiscal_revenue", before.fiscal_revenue),
    )


def _write_posts(writer: Writer, now: Standing, unit_id: int, field: str, count: int) -> None:
    """Write posts as the fact of 31 December; one of that very day is corrected, 文号 kept."""
    old = now.fact(unit_id, field)
    if old is not None and old.since == now.on:
        writer.update(replace(old, count=count))
    else:
        category, measure = POST_FIELDS[field]
        writer.add(PostFact(unit_id, category, measure, count, now.on))
