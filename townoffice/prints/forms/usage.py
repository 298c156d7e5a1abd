"""乡镇（街道）编制使用情况表: posts, persons, vacancies and the rates of §3.8, units and county.

空编 and 超编 stand in columns of their own and are summed apart. 万人编制数 is that of the
categories of the table together, on 常住人口.
"""

from collections.abc import Sequence
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
from townoffice.prints.forms.cited import inferred_words
from townoffice.prints.forms.reported import reported, reported_sum
from townoffice.prints.forms.words import (
    LIST_MARK,
    commission,
    day,
    names_of,
    plain,
    reporting_unit,
)
from townoffice.records import CountyRates, Standing, UnitRates, WordList

_WIDE = 5
"""Number columns of one category."""


def usage_form(rates: CountyRates, *, check_code: str | None = None) -> Form:
    """Draw up the table of the rates; ``check_code`` is that of the book as it stands."""
    return Form(
        title="乡镇（街道）编制使用情况表",
        reporting_unit=reporting_unit(rates.county),
        sections=(_section(rates),),
        as_of=f"数据截至{day(rates.on)}",
        unit="单位：名",
        notes=_notes(rates),
        check_code=check_code,
    )


def _section(rates: CountyRates) -> Section:
    return Section(
        header=_header(rates),
        rows=tuple(_row(n, unit) for n, unit in enumerate(rates.units, 1)),
        totals=(_total(rates),),
        totals_first=True,
    )


def _header(rates: CountyRates) -> tuple[Group | Column, ...]:
    groups = []
    for n, category in enumerate(rates.categories):
        first = 2 + _WIDE * n
        groups.append(
            Group(
                category.label,
                (
                    Column("核定", ColumnKind.NUMBER),
                    Column("实有", ColumnKind.NUMBER),
                    Column("空编", ColumnKind.NUMBER, formula=f"MAX([{first}]-[{first + 1}],0)"),
                    Column("超编", ColumnKind.NUMBER, formula=f"MAX([{first + 1}]-[{first}],0)"),
                    Column(
                        "空编率\n（%）",
                        ColumnKind.NUMBER,
                        decimals=2,
                        formula=f"[{first + 2}]/[{first}]*100",
                    ),
                ),
            )
        )
    last = 2 + _WIDE * len(rates.categories)
    posts = "+".join(f"[{2 + _WIDE * n}]" for n in range(len(rates.categories)))
    persons = "+".join(f"[{3 + _WIDE * n}]" for n in range(len(rates.categories)))
    return (
        Column("序号", ColumnKind.SERIAL),
        Column("乡镇（街道）", ColumnKind.NAME),
        Column("常住人口\n（万人）", ColumnKind.NUMBER, decimals=2),
        *groups,
        Group(
            "合计",
            (
                Column("核定", ColumnKind.NUMBER, formula=posts),
                Column("实有", ColumnKind.NUMBER, formula=persons),
                Column(
                    "使用率\n（%）",
                    ColumnKind.NUMBER,
                    decimals=2,
                    formula=f"[{last + 1}]/[{last}]*100",
                ),
                Column("万人\n编制数", ColumnKind.NUMBER, decimals=2, formula=f"[{last}]/[1]"),
            ),
        ),
        Column("事业与\n行政之比", ColumnKind.NUMBER, decimals=2, formula=f"[{2 + _WIDE}]/[2]"),
        Column("周转", ColumnKind.NUMBER),
        Column("备注", ColumnKind.TEXT),
    )


def _row(n: int, unit: UnitRates) -> tuple[CellValue, ...]:
    cells: list[CellValue] = [n, unit.name, _in_ten_thousands(unit.residents)]
    for category, (posts, persons) in unit.counts.items():
        cells += _standing(posts, persons, unit.parts[category])
    persons = None if unit.together is None else unit.together.actual
    use = None if unit.together is None else unit.together.use_rate
    cells += [
        reported(unit.authorized),
        reported(persons),
        _percent(use),
        reported(unit.per_ten_thousand),
        reported(unit.ratio),
        unit.turnover,
        _remark(unit),
    ]
    return tuple(cells)


def _standing(
    posts: int | None, persons: int | None, part: Standing | None
) -> tuple[CellValue, ...]:
    if part is None:
        return (reported(posts), reported(persons), *(Absent.NOT_REPORTED,) * (_WIDE - 2))
    return (part.authorized, part.actual, part.vacant, part.over, _percent(part.vacancy_rate))


def _total(rates: CountyRates) -> TotalRow:
    last = 2 + _WIDE * len(rates.categories)
    cells: list[CellValue] = [_in_ten_thousands(rates.residents)]
    formulas: list[str | None] = ["SUM"]
    for n, (category, part) in enumerate(rates.parts.items()):
        counts = [unit.counts[category] for unit in rates.units]
        counted = any(unit.parts[category] is not None for unit in rates.units)
        posts, persons = _sum([held for held, _ in counts]), _sum([held for _, held in counts])
        cells += _standing(posts, persons, part if counted and rates.whole else None)
        if counted and not rates.whole:
            cells[-_WIDE + 2 :] = [part.vacant, part.over, _percent(part.vacancy_rate)]
        formulas += [*("SUM",) * 4, f"[{4 + _WIDE * n}]/[{2 + _WIDE * n}]*100"]
    some = any(unit.together is not None for unit in rates.units)
    cells += [
        reported_sum(unit.authorized for unit in rates.units),
        reported_sum(u.together.actual if u.together else None for u in rates.units),
        _percent(rates.together.use_rate if some else None),
        reported(rates.per_ten_thousand),
        reported(rates.ratio),
        rates.turnover,
        "",
    ]
    formulas += ["SUM", "SUM", f"[{last + 1}]/[{last}]*100", f"[{last}]/[1]"]
    formulas += [f"[{2 + _WIDE}]/[2]", "SUM", None]
    if not rates.whole:  # a sum that lacks a unit is not the one its rates were taken from
        formulas = [None if formula and "/" in formula else formula for formula in formulas]
    return TotalRow("合计", tuple(cells), tuple(formulas))


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _remark(unit: UnitRates) -> str:
    words = [f"事业超比例{unit.beyond}"] if unit.beyond else []
    for category, (posts, persons) in unit.counts.items():
        label = category.label.removesuffix("编制")
        words += [f"{label}核定未报"] if posts is None else []
        words += [f"{label}实有未报"] if persons is None else []
    return "；".join(words)


def _in_ten_thousands(residents: int | None) -> CellValue:
    return Fraction(residents, 10_000) if residents else Absent.NOT_REPORTED


def _percent(value: Fraction | None) -> CellValue:
    return Absent.NOT_REPORTED if value is None else value * 100


def _notes(rates: CountyRates) -> Notes:
    steps = []
    for n in range(len(rates.categories)):
        first = 2 + _WIDE * n
        steps.append(f"{first}−{first + 2}+{first + 3}={first + 1}")
        steps.append(f"{first + 4}={first + 2}÷{first}×100")
    last = 2 + _WIDE * len(rates.categories)
    steps += [
        f"{last + 2}={last + 1}÷{last}×100",
        f"{last + 3}={last}÷1",
        f"{last + 4}={2 + _WIDE}÷2",
    ]
    labels = LIST_MARK.join(category.label for category in rates.categories)
    lacking = [unit.name for unit in rates.units if unit.together is None or not unit.residents]
    inferred = inferred_words(rates.caps, commission(rates.county))
    return Notes(
        basis=(_cap(rates),),
        relations=(
            (
                f"计算关系：{'；'.join(steps)}。空编、超编各单位分别计算后相加，不相抵。"
                f"万人编制数按{labels}和常住人口计算。周转编制不计入核定编制。"
            ),
        ),
        signs=(f"“—”表示应填未报或无从计算：{names_of(lacking)}，合计不含未报的。",)
        if lacking
        else (),
        inferred=inferred,
    )


def _cap(rates: CountyRates) -> str:
    held = f"行政编制{rates.admin}名、事业编制{rates.institution}名"
    if rates.allowed is None:
        return f"{held}；事业与行政编制之比的上限，本县未采用。"
    limits = LIST_MARK.join(
        f"{plain(cap.value)}{cap.unit}{'※' if cap.inferred else ''}"
        for cap in rates.caps
        if not isinstance(cap.value, str | tuple | WordList | None)
    )
    beyond = f"超{rates.beyond}名" if rates.beyond else "未超"
    return f"{held}；事业编制上限为行政编制的{limits}，即{rates.allowed}名（舍去小数），{beyond}。"
