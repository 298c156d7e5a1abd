"""Everything the page 乡镇街道 shows, read in one call; and the reason behind its figures.

The page asks for the overview after every change and for one unit's reason when it is chosen: a
reason names every part of every unit's mean, so making all of them at once would be work for
nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from townoffice.book import Book
from townoffice.desk.county import snapshot
from townoffice.desk.nearness import Nearness
from townoffice.desk.standing import INDICATOR_FIELDS, POST_FIELDS
from townoffice.desk.townships import classify_county
from townoffice.feedback import Incomplete
from townoffice.records import (
    EQUAL_AT_CUT,
    Category,
    CitedValue,
    Classification,
    ClassRow,
    Overview,
    Step,
    UnitOverview,
    half_up,
    places_of,
    policy_word,
    shown,
    trimmed,
)
from townoffice.townships import explain_class, explain_leadership

_SHORT = {
    "registered_population": "人口",
    "resident_population": "常住人口",
    "fiscal_revenue": "财政",
    "area_km2": "面积",
    "gdp": "产值",
    "urban_population": "城镇人口",
}


def weights_said(weights: Iterable[tuple[str, Fraction]]) -> str:
    """Write weights as 人口 5 : 财政 3 : 面积 2."""
    return " : ".join(f"{_SHORT[name]} {trimmed(weight)}" for name, weight in weights)


def overview(
    book: Book, year: int | None = None, settings: Mapping[str, str] | None = None
) -> Overview:
    """Read the county of a year with its classification and posts.

    ``settings`` try other policy values out (试算); nothing is written. Where not one unit can be
    classified the units come without, and ``unclassified`` says why. Raises :class:`Incomplete`
    for a book without any indicators, :class:`NotFound` for a year without, :class:`BadChoice` for
    settings that do not go together, and the policy errors.
    """
    county, tried = snapshot(book, year), tuple((settings or {}).items())
    try:
        result = classify_county(book, county, settings)
    except Incomplete as error:
        units = tuple(UnitOverview(figures, None) for figures in county.units)
        return Overview(county, None, units, str(error), tried)
    figures = {unit.township.code: unit for unit in county.units}
    nearness = Nearness(result)
    units = tuple(UnitOverview(figures[row.code], row, nearness.hint(row)) for row in result.rows)
    return Overview(county, result, units, settings=tried)


def class_reason(result: Classification, code: str) -> Step | None:
    """Explain a unit's index and class as the page shows it: the index, then cut and class.

    The parts of the index carry as many decimals (at least three) as are needed for them to add up
    by hand to the index as shown.
    """
    whole = explain_class(result, code)
    row = next((row for row in result.rows if row.code == code), None)
    if whole is None or row is None or row.index is None:
        return whole
    calculated = whole.steps[0] if row.overridden and row.size_class and whole.steps else whole
    index = calculated if isinstance(calculated.value, Fraction) else calculated.steps[0]
    told = _adding_up(index)
    steps = [
        replace(step, value=weights_said(result.weights), how="") if step.label == "权重" else step
        for step in told.steps
    ]
    if calculated is not index and result.assignment == "proportion":
        steps.append(_in_list(calculated, row))
    elif row.nearest_cut is not None:
        steps.append(_lines(result))
    method = _value(result, "classification.index")
    how = method.basis if method.inferred else ""
    words = policy_word(result.method)
    steps.append(Step("算法", words, "", how, method.cites, (), 0, method.inferred))
    if result.scope == "apart":
        steps.append(_group(result, row))
    if row.overridden:
        steps.append(_decided(whole, row.overridden.calculated))
    return replace(told, steps=tuple(steps), inferred=False)


def _in_list(calculated: Step, row: ClassRow) -> Step:
    """Say at which place of the list the unit is, how the list is divided, and who came first."""
    shares = calculated.steps[-1]
    tie = f"；{EQUAL_AT_CUT}" if row.cut_tie else ""
    words = f"第 {row.rank} 位，{calculated.value}"
    return Step("按比例定类", words, "", f"{shares.how}{tie}", shares.cites, (), 0, shares.inferred)


def _group(result: Classification, row: ClassRow) -> Step:
    """Name the group whose units are compared with one another."""
    group = row.kind.group
    units = sum(1 for other in result.rows if other.parts and other.kind.group is group)
    scope = _value(result, "classification.scope")
    words = f"{group.value} {units} 个单位"
    return Step("比较范围", words, "", scope.basis, scope.cites, (), 0, scope.inferred)


def leadership_reason(result: Classification, code: str) -> Step | None:
    """Explain a unit's leadership posts; None if it is not among the rows.

    The class is named with its ground and not told again down to the inputs: it has a column and a
    reason of its own.
    """
    told = explain_leadership(result, code)
    cause = explain_class(result, code)
    if told is None or cause is None:
        return told
    short = replace(cause, steps=(), cites=())
    return replace(told, steps=tuple(short if step == cause else step for step in told.steps))


def _adding_up(index: Step) -> Step:
    """Show the parts with enough decimals; say what they add up to and how that was rounded."""
    parts = [step for step in index.steps if isinstance(step.value, Fraction) and step.unit == "点"]
    if not parts or not isinstance(index.value, Fraction):
        return index
    aim = half_up(index.value, index.decimals)
    for places in range(3, 9):
        total = Fraction(sum(half_up(_number(p), places) for p in parts), 10**places)
        if half_up(total, index.decimals) == aim:
            break
    told = {id(part): replace(part, decimals=places) for part in parts}
    words = {2: "两", 3: "三"}.get(index.decimals, str(index.decimals))
    return replace(
        index,
        label=f"{index.label}（{shown(total, places)}，取{words}位）",
        how="",
        cites=(),
        steps=tuple(told.get(id(step), step) for step in index.steps),
    )


def _number(step: Step) -> Fraction:
    assert isinstance(step.value, Fraction)
    return step.value


def _lines(result: Classification) -> Step:
    name = "points_cut" if result.method == "points" else "cut"
    cuts = [_value(result, f"classification.{name}_{n}") for n in (1, 2)]
    names = [cut.label.removeprefix("分段计分").removesuffix("线") for cut in cuts]
    words = "，".join(
        f"{name} ≥ {trimmed(Fraction(str(cut.value)))}"
        for name, cut in zip(names, cuts, strict=True)
    )
    cites = tuple(dict.fromkeys(cite for cut in cuts for cite in cut.cites))
    how = "" if cites else f"{result.adoption or '本县自定'}，没有上级文号"
    return Step("分界线", words, "", how, cites, inferred=any(cut.inferred for cut in cuts))


def _decided(whole: Step, calculated: object) -> Step:
    """Say that the class was set by a document, and which it would be by calculation."""
    label = getattr(calculated, "label", None)
    return Step("按文件确定", whole.value, "", f"{whole.how}（测算为{label or '未分类'}）")


def _value(result: Classification, name: str) -> CitedValue:
    return next(value for value in result.parameters if value.name == name)


def reason(page: Overview, code: str, figure: str = "index") -> Step | None:
    """Explain one figure of one unit by the name of its column; None for an unknown unit.

    Index, class and distance to the line have one reason; 领导职数 another; posts, persons and
    vacant posts, and registered indicators say what is registered, for which day, by which 文号.
    """
    unit = page.unit(code)
    result = page.classification
    if unit is None:
        return None
    if figure == "quota" and result is not None:
        return leadership_reason(result, code)
    if figure.endswith("_vacancy"):
        return _vacancy(page, unit, Category(figure.removesuffix("_vacancy")))
    if figure in INDICATOR_FIELDS or figure in POST_FIELDS:
        return _registered(page, unit, figure)
    return class_reason(result, code) if result is not None else None


def _vacancy(page: Overview, unit: UnitOverview, category: Category) -> Step:
    gap = unit.vacancy(category)
    posts, persons = (f"{category.value}_{side}" for side in ("posts", "actual"))
    over = gap is not None and gap < 0
    return Step(
        f"{unit.name}{category.label}{'超编' if over else '空编'}",
        abs(gap) if gap is not None else None,
        "名",
        "各单位空编与超编分开计，不相抵" if gap is not None else "核定或实有尚未登记",
        steps=(_registered(page, unit, posts), _registered(page, unit, persons)),
    )


def _registered(page: Overview, unit: UnitOverview, field: str) -> Step:
    from townoffice.desk.editing import figure_of  # noqa: PLC0415 - the page paints without it
    from townoffice.sheets.fields import field_list  # noqa: PLC0415 - the page paints without it

    known = field_list().field(field)
    value = figure_of(unit.figures, field)
    exact = None if value is None else Fraction(value)
    how = f"台账登记，数据时点 {page.snapshot.on.isoformat()}" if exact is not None else "尚未登记"
    places = places_of(exact) if exact is not None else 0
    return Step(known.label, exact, known.unit, how, decimals=places)
