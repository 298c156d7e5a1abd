"""The columns of the page 乡镇街道: how one unit becomes its cells."""

from collections.abc import Callable
from dataclasses import replace

from townoffice.records import (
    EQUAL_AT_CUT,
    Category,
    UnitOverview,
)
from ui.pages.townships_class import class_words
from ui.pages.townships_figures import number_of, registered
from ui.pages.townships_leaders import persons_over
from ui.pages.townships_rates import rate_columns
from ui.pages.townships_way import Way
from ui.tables import Align, Cell, Column
from ui.theme import Tone
from ui.values import spaced

__all__ = ["INDICATORS", "columns"]

_ADMIN, _INSTITUTION = Category.ADMIN, Category.INSTITUTION
_Column = Column[UnitOverview]
INDICATORS = (
    ("registered_population", "户籍人口", "人", 0, 78),
    ("resident_population", "常住人口", "人", 0, 78),
    ("area_km2", "面积", "km²", 2, 78),
    ("gdp", "生产总值", "万元", 0, 92),
    ("fiscal_revenue", "财政收入", "万元", 2, 92),
)


def columns(*, editable: bool, way: Way | None = None) -> tuple[_Column, ...]:
    """Declare every column; figures that are registered can be typed unless ``editable`` is off."""
    way = way or Way()
    first: _Column = Column(
        "name",
        "单位",
        _name,
        width=112,
        frozen=True,
        rule=True,
        align=Align.LEFT,
        words=lambda unit: unit.name,
    )
    indicators = [
        _indicator(name, title, unit, places, width, editable=editable)
        for name, title, unit, places, width in INDICATORS
    ]
    urban = _indicator("urban_population", "城镇人口", "人", 0, 82, editable=editable, hidden=True)
    return (
        first,
        *indicators[:-1],
        urban,
        _ruled(indicators[-1]),
        way.index(),
        Column("class", "类别", _class, align=Align.CENTER, width=60, number=_class_number),
        way.distance(),
        *_posts(_ADMIN, "行政编制（名）", editable=editable),
        *_posts(_INSTITUTION, "事业编制（名）", editable=editable),
        *_leadership(editable=editable),
        *_posts(Category.JUDICIAL, "政法专项编制（名）", editable=editable, hidden=True),
        *_posts(Category.SUPPORT, "工勤编制（名）", editable=editable, hidden=True),
        *rate_columns(),
        way.rank(),
        Column(
            "code",
            "区划代码",
            lambda u: Cell(u.code),
            width=100,
            hidden=True,
            words=lambda u: u.code,
        ),
        Column(
            "kind", "类型", lambda u: Cell(u.figures.township.kind.value), width=64, hidden=True
        ),
        Column("function_class", "功能类型", _function_class, width=90, hidden=True),
        Column("assessment_group", "考核分组", _group, width=110, hidden=True),
    )


def _indicator(
    key: str,
    title: str,
    unit: str,
    places: int,
    width: int,
    *,
    editable: bool,
    hidden: bool = False,
) -> _Column:
    return Column(
        key,
        title,
        registered(key, unit, places, editable=editable),
        unit=unit,
        align=Align.RIGHT,
        width=width,
        hidden=hidden,
        number=number_of(key),
    )


def _ruled(column: _Column) -> _Column:
    return replace(column, rule=True)


def _posts(
    category: Category, group: str, *, editable: bool, hidden: bool = False
) -> tuple[_Column, ...]:
    posts, persons = f"{category.value}_posts", f"{category.value}_actual"
    return (
        Column(
            posts,
            "核定",
            registered(posts, "名", 0, editable=editable),
            group=group,
            align=Align.RIGHT,
            width=54,
            hidden=hidden,
            number=number_of(posts),
        ),
        Column(
            persons,
            "实有",
            registered(persons, "名", 0, editable=editable),
            group=group,
            align=Align.RIGHT,
            width=54,
            hidden=hidden,
            number=number_of(persons),
        ),
        Column(
            f"{category.value}_vacancy",
            "空编",
            _vacancy(category, "超"),
            group=group,
            align=Align.RIGHT,
            width=77,
            rule=True,
            hidden=hidden,
        ),
    )


def _leadership(*, editable: bool) -> tuple[_Column, ...]:
    group = "领导职数（名）"
    return (
        Column("quota", "核定", _quota, group=group, align=Align.RIGHT, width=64),
        Column(
            "leadership_actual",
            "实配",
            _leaders(editable=editable),
            group=group,
            align=Align.RIGHT,
            width=64,
            rule=True,
        ),
    )


def _name(row: UnitOverview) -> Cell:
    return Cell(row.name, tip=f"{row.code} · {row.figures.township.kind.value}")


def _class_number(row: UnitOverview) -> int | None:
    size = row.size_class
    return None if size is None else int(size)


def _class(row: UnitOverview) -> Cell:
    size = row.size_class
    if size is None:
        return Cell("—", tone=Tone.FAINT)
    decided = row.row.overridden if row.row else None
    tip = ""
    if decided:
        tip = f"{class_words(row)}：{decided.reason}"
    elif row.row is not None and row.row.cut_tie:
        tip = EQUAL_AT_CUT
    label = f"{size.label}＊" if decided else size.label
    return Cell(label, int(size), chip=int(size) - 1, tip=tip, inferred=False)


def _vacancy(category: Category, over: str) -> Callable[[UnitOverview], Cell]:
    def cell(row: UnitOverview) -> Cell:
        gap = row.vacancy(category)
        if gap is None:
            return Cell("—", tone=Tone.FAINT)
        if gap < 0:  # no number: persons over are never set off against vacant posts
            tip = f"实有比核定多 {-gap} 名"
            return Cell(f"{over} {-gap}", None, Tone.RED, bold=True, warning=True, tip=tip)
        return Cell(str(gap), gap, Tone.FAINT if gap == 0 else Tone.NORMAL)

    return cell


def _quota(row: UnitOverview) -> Cell:
    if row.row is None or row.row.leadership_posts is None:
        known = row.size_class is not None
        return Cell("待核定" if known else "—", tone=Tone.SECOND if known else Tone.FAINT)
    return Cell(str(row.row.leadership_posts), row.row.leadership_posts)


def _leaders(*, editable: bool) -> Callable[[UnitOverview], Cell]:
    """Show persons in leading posts: counted from the list, else as reported (then editable)."""
    typed = registered("leadership_actual", "名", 0, editable=editable)

    def cell(row: UnitOverview) -> Cell:
        found = row.row
        over = persons_over(row)
        said = f"超职数 {over} 名" if over else ""
        if not row.figures.leaders or found is None or found.leadership_actual is None:
            shown = typed(row)
            return _over(replace(shown, tip=said), over) if over else shown
        persons = found.leadership_actual
        words = ("按领导名册计", said, *map(spaced, found.leadership_remarks))
        tip = "；".join(word for word in words if word)
        return _over(Cell(str(persons), persons, tip=tip), over)

    return cell


def _over(cell: Cell, over: int) -> Cell:
    """Mark persons beyond the leadership posts: in red, and how many."""
    if not over:
        return cell
    return replace(cell, tone=Tone.RED, bold=True, aside=f"超{over}")


def _function_class(row: UnitOverview) -> Cell:
    found = row.figures.township.function_class
    return Cell(found.value) if found else Cell("—", tone=Tone.FAINT)


def _group(row: UnitOverview) -> Cell:
    found = row.figures.township.assessment_group
    return Cell(found, tip=found) if found else Cell("—", tone=Tone.FAINT)
