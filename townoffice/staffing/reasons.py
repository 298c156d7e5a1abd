"""How one unit's posts came to be: the tree of steps down to inputs and clauses."""

from fractions import Fraction

from townoffice.policy import number
from townoffice.records import (
    INDICATOR_LABELS,
    CitedValue,
    StaffingResult,
    StaffingRow,
    State,
    Step,
    Tranche,
    trimmed,
)

_UNITS = {"area_km2": "平方公里", "gdp": "万元", "fiscal_revenue": "万元"}


def explain_unit(result: StaffingResult, code: str) -> Step | None:
    """Explain the posts of the unit with that code; None if it is not among the rows."""
    for n, row in enumerate(result.rows):
        if row.code == code:
            return _posts(result, n, row)
    return None


def _posts(result: StaffingResult, n: int, row: StaffingRow) -> Step:
    calculated = _calculated(result, n, row)
    if not result.bounded:
        return calculated
    quota = Step(
        "限幅后计算值",
        result.bounded_quotas[n],
        "名",
        "各单位按同一比例增减浮动部分，越过上下限的取上下限，合计等于可分配总数",
        decimals=4,
        steps=(
            Step("基本编制", row.base, "名"),
            Step("可分配总数", result.total - result.reserve, "名", "总量－周转编制"),
            *_limits(result, row),
        ),
    )
    floor = result.bounded_quotas[n].__floor__()
    how = "计算值为整数" if floor == result.bounded_quotas[n] else "舍去小数"
    if row.posts > floor:
        how = "余数较大，进1"
    return Step(
        f"{row.name}核定{result.category.label}", row.posts, "名", how, steps=(quota, calculated)
    )


def _limits(result: StaffingResult, row: StaffingRow) -> tuple[Step, ...]:
    steps = []
    if result.max_change is not None and row.current is not None:
        steps.append(Step("现有编制", row.current, "名", f"一次增减不超过 {result.max_change} 名"))
    if row.lower is not None:
        steps.append(Step("下限", row.lower, "名", "本次测算选定"))
    if row.upper is not None:
        steps.append(Step("上限", row.upper, "名", "本次测算选定"))
    return tuple(steps)


def _calculated(result: StaffingResult, n: int, row: StaffingRow) -> Step:
    values = {value.name.split(".")[1]: value for value in result.parameters}
    base = values["base"]
    parts = [Step("基本编制", row.base, "名", _basis(base), base.cites, inferred=_inferred(base))]
    parts += [_tranche(result, values, tranche, n) for tranche in result.tranches]
    how = "＋".join(f"{part.label} {part.value}" for part in parts)
    label = f"{row.name}测算{result.category.label}"
    return Step(label, row.calculated, "名", how, steps=tuple(parts))


def _basis(value: CitedValue) -> str:
    if value.state is State.STATED:
        return "文件规定"
    return f"推定：{value.note}" if value.state is State.INFERRED else value.note


def _inferred(value: CitedValue) -> bool:
    return value.state is State.INFERRED


def _tranche(
    result: StaffingResult, values: dict[str, CitedValue], tranche: Tranche, n: int
) -> Step:
    quota = tranche.quota(n)
    place = f"余数第 {tranche.risen.index(n) + 1} 位，进1" if n in tranche.risen else "余数未进位"
    if quota.denominator == 1:
        place = "计算值为整数"
    exact = Step(
        "计算值",
        quota,
        "名",
        f"{tranche.label}总数×分配系数",
        steps=(_pool(result, values, tranche), _coefficient(values, tranche, n)),
        decimals=4,
    )
    rounding = values["rounding"]
    return Step(
        tranche.label,
        tranche.seats[n],
        "名",
        f"{place}（最大余数法）",
        rounding.cites,
        (exact,),
        inferred=_inferred(values["floating"]),
    )


def _pool(result: StaffingResult, values: dict[str, CitedValue], tranche: Tranche) -> Step:
    share = values["reserve_share"]
    bases = sum(row.base for row in result.rows)
    reserve = Step(
        "周转编制",
        result.reserve,
        "名",
        f"总量×{_percent(share)}，舍去小数（{_basis(share)}）",
        share.cites,
        inferred=_inferred(share),
    )
    return Step(
        f"{tranche.label}总数",
        tranche.pool,
        "名",
        f"总量 {result.total}－周转编制 {result.reserve}－基本编制合计 {bases}",
        steps=(
            Step("总量", result.total, "名"),
            reserve,
            Step("基本编制合计", bases, "名", f"{len(result.rows)} 个单位"),
        ),
    )


def _percent(value: CitedValue) -> str:
    return f"{trimmed(number(value) * 100)}%"


def _coefficient(values: dict[str, CitedValue], tranche: Tranche, n: int) -> Step:
    weights = values["weights"]
    scale = sum((weight for _, weight in tranche.drivers), Fraction(0))
    parts = tuple(_part(tranche, k, n, scale) for k in range(len(tranche.drivers)))
    how = f"各项占比×权重相加÷{scale}"
    return Step(
        "分配系数",
        tranche.coefficient(n) * 100,
        "%",
        how,
        weights.cites,
        parts,
        4,
        _inferred(weights),
    )


def _part(tranche: Tranche, k: int, n: int, scale: Fraction) -> Step:
    name, weight = tranche.drivers[k]
    total = sum((Fraction(row[k]) for row in tranche.inputs), Fraction(0))
    value = Fraction(tranche.inputs[n][k])
    label, unit = INDICATOR_LABELS[name], _UNITS.get(name, "人")
    share = Step(
        f"{label}占比",
        value / total * 100,
        "%",
        "本单位÷全县",
        decimals=6,
        steps=(
            Step(f"本单位{label}", value, unit, "登记数", decimals=_places(value)),
            Step(f"全县{label}", total, unit, "各单位合计", decimals=_places(total)),
        ),
    )
    return Step(
        f"{label}部分",
        value / total * 100 * weight / scale,
        "%",
        f"占比×{weight}÷{scale}",
        steps=(share,),
        decimals=6,
    )


def _places(value: Fraction) -> int:
    return next((n for n in range(6) if (value * 10**n).denominator == 1), 6)
