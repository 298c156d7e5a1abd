"""乡镇（街道）基本情况表: what a unit is, who lives there, what it earns, its posts.

A 统计表: it reports what is on file, 合计 first, — where nothing is, and no class is made up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from townoffice.prints.form import (
    Absent,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Group,
    Notes,
    Section,
    TotalRow,
)
from townoffice.prints.forms.reported import reported, reported_sum
from townoffice.prints.forms.words import (
    LIST_MARK,
    adds_up,
    day,
    indicator_words,
    names_of,
    reporting_unit_short,
)
from townoffice.records import Category, Kind, SizeClass, Snapshot, Township, UnitFigures

_PEOPLE = ("registered_population", "resident_population", "urban_population")
_MONEY = ("gdp", "fiscal_revenue")
_POSTS = (Category.ADMIN, Category.INSTITUTION)
_SHORT = {
    "registered_population": "户籍",
    "resident_population": "常住",
    "urban_population": "城镇",
    "area_km2": "面积\n（km²）",
    "gdp": "地区生产\n总值（万元）",
    "fiscal_revenue": "财政收入\n（万元）",
}


@dataclass(frozen=True, slots=True)
class _Figure:
    """A column of figures: how notes call it, how it is read, in which decimals it is printed."""

    label: str
    read: Callable[[UnitFigures], Fraction | int | None]
    column: Column


def basic_form(
    snapshot: Snapshot, classes: Mapping[str, SizeClass | None], *, check_code: str | None = None
) -> Form:
    """Draw up the table of a snapshot; ``classes`` by division code, as far as they are known."""
    units = snapshot.units
    figures = _figures(units)
    grouped = any(unit.township.assessment_group for unit in units)
    return Form(
        title=f"{snapshot.county.name}乡镇（街道）基本情况表",
        reporting_unit=reporting_unit_short(snapshot.county),
        sections=(
            Section(
                header=(*_words(grouped=grouped), *_headed(figures)),
                rows=tuple(
                    (
                        n,
                        unit.township.name,
                        unit.township.code,
                        *_kinds(unit, classes, grouped=grouped),
                        *(reported(figure.read(unit)) for figure in figures),
                    )
                    for n, unit in enumerate(units, 1)
                ),
                totals=(_total(units, figures),),
                totals_first=True,
            ),
        ),
        as_of=day(snapshot.on),
        notes=_notes(snapshot, figures, classes),
        check_code=check_code,
    )


def _words(*, grouped: bool) -> tuple[Column, ...]:
    return (
        Column("序号", ColumnKind.SERIAL),
        Column("乡镇（街道）", ColumnKind.NAME),
        Column("区划代码", ColumnKind.CODE),
        Column("类型", ColumnKind.WORD),
        Column("规模\n类别", ColumnKind.WORD),
        Column("功能\n类别", ColumnKind.WORD),
        *((Column("考核组别", ColumnKind.WORD),) if grouped else ()),
    )


def _kinds(
    unit: UnitFigures, classes: Mapping[str, SizeClass | None], *, grouped: bool
) -> tuple[CellValue, ...]:
    town, size = unit.township, classes.get(unit.township.code)
    return (
        town.kind.value,
        size.label if size is not None else Absent.NOT_REPORTED,
        _function(town),
        *((town.assessment_group or Absent.NOT_REPORTED,) if grouped else ()),
    )


def _function(town: Township) -> CellValue:
    """Give the functional class; it is one of towns, so a subdistrict has none."""
    if town.function_class is not None:
        return town.function_class.value
    subdistrict = town.kind is Kind.SUBDISTRICT
    return Absent.NOT_APPLICABLE if subdistrict else Absent.NOT_REPORTED


def _figures(units: Sequence[UnitFigures]) -> tuple[_Figure, ...]:
    found = [_indicator(field, 2) for field in (*_PEOPLE, "area_km2")]
    for field in _MONEY:
        whole = all((value := _read(unit, field)) is None or value.denominator == 1
                    for unit in units)  # fmt: skip
        found.append(_indicator(field, 0 if whole else 2))
    return (*found, *map(_post, _POSTS))


def _indicator(field: str, decimals: int) -> _Figure:
    column = Column(_SHORT[field], ColumnKind.NUMBER, decimals)
    return _Figure(indicator_words(field).label, lambda unit: _read(unit, field), column)


def _read(unit: UnitFigures, field: str) -> Fraction | None:
    """Give an indicator in the unit it is printed in."""
    value = getattr(unit.indicators, field) if unit.indicators else None
    return None if value is None else Fraction(value) / indicator_words(field).divisor


def _post(category: Category) -> _Figure:
    short = category.label.removesuffix("编制")
    column = Column(short, ColumnKind.NUMBER)
    return _Figure(f"{category.label}核定数", lambda unit: unit.authorized.get(category), column)


def _headed(figures: Sequence[_Figure]) -> tuple[Group | Column, ...]:
    columns = [figure.column for figure in figures]
    people, posts = len(_PEOPLE), len(_POSTS)
    return (
        Group("人口（万人）", tuple(columns[:people])),
        *columns[people:-posts],
        Group("核定编制（名）", tuple(columns[-posts:])),
    )


def _total(units: Sequence[UnitFigures], figures: Sequence[_Figure]) -> TotalRow:
    cells = tuple(reported_sum(figure.read(unit) for unit in units) for figure in figures)
    return TotalRow("合计", cells, ("SUM",) * len(cells))


def _notes(
    snapshot: Snapshot, figures: Sequence[_Figure], classes: Mapping[str, SizeClass | None]
) -> Notes:
    units = snapshot.units
    relations = f"人口、面积、地区生产总值和财政收入为{snapshot.year}年数，编制为年底核定数。"
    if any(_rounded(units, figure) for figure in figures):
        relations += "尾差系四舍五入。"
    missing = []
    for n, figure in enumerate(figures, 1):
        names = [unit.township.name for unit in units if figure.read(unit) is None]
        if names:
            whole = len(names) == len(units)
            told = "各单位" if whole else names_of(names)
            missing.append(f"{told}{figure.label}未报" + ("" if whole else f"，第{n}栏合计不含"))
    axes = []
    if any(classes.get(unit.township.code) is None for unit in units):
        axes.append("规模类别")
    if any(_function(unit.township) is Absent.NOT_REPORTED for unit in units):
        axes.append("功能类别")
    if axes:
        missing.append(f"{LIST_MARK.join(axes)}栏为未定类")
    signs = [f"“—”表示应填未报：{'；'.join(missing)}。"] if missing else []
    if any(_function(unit.township) is Absent.NOT_APPLICABLE for unit in units):
        signs.append("×表示街道不分功能类别。")
    return Notes(relations=(relations,), signs=("".join(signs),) if signs else ())


def _rounded(units: Sequence[UnitFigures], figure: _Figure) -> bool:
    known = [value for unit in units if (value := figure.read(unit)) is not None]
    return not adds_up(known, sum(known), figure.column.decimals)
