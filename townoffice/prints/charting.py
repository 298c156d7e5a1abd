"""A table's own figures as bars below it: the chart of the page, on paper.

It is drawn from the form, so chart and table cannot disagree: one bar for each row by one column,
and a thin dark one under it where the table compares two columns. Offices that sign tables do not
expect one, so it is printed only where the county's layout asks for it.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from townoffice.prints.form import ColumnKind, Form, Inferred, Section
from townoffice.prints.laid_out import paths_of
from townoffice.prints.picture import Anchor, Bar, Ink, Lettering, Picture, Shape, Stroke
from townoffice.records import shown

MOST_ROWS = 50
_LABEL, _BARS, _WIDTH = 38, 92, 150
_HIGH, _LOW = Fraction(16, 5), Fraction(1)
_LEGEND = 7
_SIZE = 9


@dataclass(frozen=True, slots=True)
class Chart:
    """Which columns of a table are drawn, by their words from the top of the header.

    ``beside`` is drawn as the thin dark bar; ``title`` stands above.
    """

    title: str
    value: str
    beside: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    value: Fraction
    beside: Fraction | None


def charted(form: Form, chart: Chart) -> Form:
    """Give the form with its chart; where it has too many rows, with a line that says so.

    A row without the figure has no bar. A form without the column is left as it is.
    """
    places = [_places(section, chart) for section in form.sections]
    rows = [
        row
        for section, place in zip(form.sections, places, strict=True)
        if place is not None
        for row in _rows(section, place)
    ]
    if not rows:
        return form
    if len(rows) > MOST_ROWS:
        told = f"单位超过{MOST_ROWS}个，不附图。"
        return replace(form, notes=replace(form.notes, signs=(*form.notes.signs, told)))
    decimals = next(
        section.columns[place[1]].decimals
        for section, place in zip(form.sections, places, strict=True)
        if place is not None
    )
    return replace(form, picture=_picture(rows, chart, decimals))


def _places(section: Section, chart: Chart) -> tuple[int, int, int | None] | None:
    """Find the places of name, value and the value beside; None where a column is missing."""
    paths = [path for path, _ in paths_of(section.header)]
    names = [n for n, c in enumerate(section.columns) if c.kind is ColumnKind.NAME]
    if not names or chart.value not in paths:
        return None
    beside = paths.index(chart.beside) if chart.beside in paths else None
    return names[0], paths.index(chart.value), beside


def _rows(section: Section, places: tuple[int, int, int | None]) -> list[_Row]:
    name, value, beside = places
    counted = section.rows if section.counted is None else section.rows[: section.counted]
    found = []
    for row in counted:
        figure = _figure(row[value])
        if figure is not None and isinstance(row[name], str):
            other = None if beside is None else _figure(row[beside])
            found.append(_Row(str(row[name]), figure, other))
    return found


def _figure(value: object) -> Fraction | None:
    if isinstance(value, Inferred):
        value = value.value
    if isinstance(value, int | Fraction) and value >= 0:
        return Fraction(value)
    return None


def _picture(rows: list[_Row], chart: Chart, decimals: int) -> Picture:
    top = max(max(row.value, row.beside or Fraction(0)) for row in rows) or Fraction(1)
    pitch = Fraction(6) if len(rows) <= 16 else Fraction(5) if len(rows) <= 24 else Fraction(39, 10)
    start = Fraction(_LEGEND) if chart.beside else Fraction(0)
    shapes: list[Shape] = list(_legend(chart)) if chart.beside else []
    for place, row in enumerate(rows):
        middle = start + pitch * place + pitch / 2
        shapes += _bars(row, middle, top, decimals)
    end = start + pitch * len(rows)
    shapes.append(Stroke(((_LABEL, start), (_LABEL, end))))
    return Picture(_WIDTH, end, tuple(shapes), chart.title)


def _bars(row: _Row, middle: Fraction, top: Fraction, decimals: int) -> list[Shape]:
    long = row.value / top * _BARS
    ink = Ink.GREY if row.beside is None else Ink.PALE
    drawn: list[Shape] = [
        Lettering(_LABEL - 2, middle, row.name, Anchor.END, _SIZE),
        Bar(_LABEL, middle - _HIGH / 2, long, _HIGH, ink),
    ]
    text = shown(row.value, decimals)
    far = long
    if row.beside is not None:
        other = row.beside / top * _BARS
        drawn.append(Bar(_LABEL, middle - _LOW / 2, other, _LOW, Ink.BLACK))
        text, far = f"{text}（{shown(row.beside, decimals)}）", max(long, other)
    drawn.append(Lettering(_LABEL + far + 2, middle, text, Anchor.START, _SIZE))
    return drawn


def _legend(chart: Chart) -> tuple[Shape, ...]:
    first, second = (_last(path) for path in (chart.value, chart.beside or ""))
    middle = Fraction(3)
    return (
        Bar(_LABEL, middle - _HIGH / 2, 8, _HIGH, Ink.PALE),
        Lettering(_LABEL + 10, middle, first, Anchor.START, _SIZE),
        Bar(_LABEL + 48, middle - _LOW / 2, 8, _LOW, Ink.BLACK),
        Lettering(_LABEL + 58, middle, f"{second}（括号内）", Anchor.START, _SIZE),
    )


def _last(path: str) -> str:
    return path.rsplit("/", 1)[-1]
