"""How one unit's posts came to be: the tree of steps down to inputs and clauses."""

from fractions import Fraction

from townoffice.policy import number
from townoffice.records import (
    CitedValue,
    StaffingResult,
    StaffingRow,
    Step,
    Tranche,
    summed,
    trimmed,
    weighted_part,
)


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
    exact, (low, high) = result.bounded_quotas[n], _limits(result, row)
    where = "各单位按同一比例增减浮动部分，越过上下限的取上下限，合计等于可分配总数"
    if exact == low.value:
        where = f"按比例计算低于下限，取下限 {low.value}"
    elif exact == high.value:
        where = f"按比例计算高于上限，取上限 {high.value}"
    quota = Step(
        "限幅后计算值",
        exact,
        "名",
        where,
        decimals=4,
        steps=(
            Step("可分配总数", result.total - result.reserve, "名", "总量－周转编制"),
            Step("基本编制", row.base, "名"),
            low,
            high,
        ),
    )
    floor = result.bounded_quotas[n].__floor__()
    how = "计算值为整数" if floor == result.bounded_quotas[n] else "舍去小数"
    if row.posts > floor:
        how = "余数较大，进1"
    return Step(
        f"{row.name}核定{result.category.label}", row.posts, "名", how, steps=(quota, calculated)
    )


def _limits(result: StaffingResult, row: StaffingRow) -> tuple[Step, Step]:
    """Give the unit's lower and upper bound, each with where it comes from."""
    lows = [(row.base, "基本编制")]
    highs: list[tuple[int, str]] = []
    if row.lower is not None:
        lows.append((row.lower, "本次测算选定"))
    if row.upper is not None:
        highs.append((row.upper, "本次测算选定"))
    if result.max_change is not None and row.current is not None:
        how = f"现有 {row.current} 名，一次增减不超过 {result.max_change} 名"
        lows.append((row.current - result.max_change, how))
        highs.append((row.current + result.max_change, how))
    high = min(highs, default=(None, "没有上限"))
    low = max(lows)
    if high[0] is not None and low[0] > high[0]:
        low = high
    return Step("下限", low[0], "名", low[1]), Step("上限", high[0], "名", high[1])


def _calculated(result: StaffingResult, n: int, row: StaffingRow) -> Step:
    values = {value.name.split(".")[1]: value for value in result.parameters}
    base = values["base"]
    parts = [Step("基本编制", row.base, "名", base.basis, base.cites, inferred=base.inferred)]
    parts += [_tranche(result, values, tranche, n) for tranche in result.tranches]
    how = "＋".join(f"{part.label} {part.value}" for part in parts)
    label = f"{row.name}测算{result.category.label}"
    return Step(label, row.calculated, "名", how, steps=tuple(parts))


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
        inferred=values["floating"].inferred,
    )


def _pool(result: StaffingResult, values: dict[str, CitedValue], tranche: Tranche) -> Step:
    share = values["reserve_share"]
    bases = sum(row.base for row in result.rows)
    reserve = Step(
        "周转编制",
        result.reserve,
        "名",
        f"总量×{_percent(share)}，舍去小数（{share.basis}）",
        share.cites,
        inferred=share.inferred,
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
    parts = []
    for k, (name, weight) in enumerate(tranche.drivers):
        total = summed(row[k] for row in tranche.inputs)
        parts.append(weighted_part(name, Fraction(tranche.inputs[n][k]), total, weight, scale))
    return Step(
        "分配系数",
        tranche.coefficient(n) * 100,
        "%",
        f"各项占比×权重相加÷{trimmed(scale)}",
        weights.cites,
        tuple(parts),
        4,
        weights.inferred,
    )
