"""How one unit's posts came to be: the tree of steps down to inputs and clauses."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from townoffice.policy import number, weights
from townoffice.records import (
    ROUNDING_LABELS,
    CitedValue,
    StaffingResult,
    StaffingRow,
    Step,
    Tranche,
    summed,
    trimmed,
    weighted_part,
)
from townoffice.staffing.retracing import bounded_factor, divisor_scale, variable_part

LARGEST_REMAINDER = "largest-remainder"


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
        rule="clamp",
        numbers=(variable_part(result, n), bounded_factor(result)),
    )
    how, numbers = _whole(result, None, n, exact, row.posts)
    return Step(
        f"{row.name}核定{result.category.label}",
        row.posts,
        "名",
        how,
        steps=(quota, calculated),
        rule=f"{result.rounding} bounded",
        numbers=numbers,
    )


def _limits(result: StaffingResult, row: StaffingRow) -> tuple[Step, Step]:
    """Give the unit's lower and upper bound, each with where it comes from."""
    lows = [(row.base, "基本编制")]
    if result.least:
        lows.append((result.least, "每单位最低编制"))
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
    numbers = tuple(number for number, _ in (*lows, *highs))
    return (
        Step("下限", low[0], "名", low[1], rule="low", numbers=(len(lows), *numbers)),
        Step("上限", high[0], "名", high[1], rule="high", numbers=(len(lows), *numbers)),
    )


def _calculated(result: StaffingResult, n: int, row: StaffingRow) -> Step:
    values = {value.name.partition(".")[2]: value for value in result.parameters}
    parts = _bases(values, row) + [_tranche(result, values, t, n) for t in result.tranches]
    how = "＋".join(f"{part.label} {part.value}" for part in parts)
    label = f"{row.name}测算{result.category.label}"
    return Step(label, row.calculated, "名", how, steps=tuple(parts), rule="sum")


def _bases(values: Mapping[str, CitedValue], row: StaffingRow) -> list[Step]:
    """Give the base of a unit with every value that bears on it; nothing where there is none."""
    bearing = [value for key, value in values.items() if key.partition("_")[0] == "base"]
    if not bearing:
        return []
    cites = tuple(cite for value in bearing for cite in value.cites)
    how = "；".join(dict.fromkeys(value.basis for value in bearing))
    inferred = any(value.inferred for value in bearing)
    return [Step("基本编制", row.base, "名", how, cites, inferred=inferred)]


def _tranche(
    result: StaffingResult, values: Mapping[str, CitedValue], tranche: Tranche, n: int
) -> Step:
    if (standard := result.rows[n].standard) is not None:
        return _standard(result, values, tranche, n, standard)
    quota = tranche.quota(n)
    exact = Step(
        "计算值",
        quota,
        "名",
        f"{tranche.label}总数×分配系数",
        steps=(_pool(result, values, tranche), _coefficient(values, tranche, n)),
        decimals=4,
        rule="percent of",
    )
    drives = values.get("floating") or values.get(_key(tranche))
    how, numbers = _whole(result, tranche, n, quota, tranche.seats[n])
    return Step(
        tranche.label,
        tranche.seats[n],
        "名",
        how,
        values["rounding"].cites if "rounding" in values else (),
        (exact,),
        inferred=drives is not None and drives.inferred,
        rule=result.rounding,
        numbers=numbers,
    )


def _whole(
    result: StaffingResult, tranche: Tranche | None, n: int, quota: Fraction, posts: int
) -> tuple[str, tuple[int | Fraction, ...]]:
    """Say what rounding did to a row, and what it takes to do it again."""
    method = ROUNDING_LABELS[result.rounding]
    up = "进1" if posts > quota else "舍去小数"
    if result.rounding != LARGEST_REMAINDER:
        way = up if abs(posts - quota) < 1 else "超出计算值上下取整的范围"
        scale = divisor_scale(result, tranche)
        parts = variable_part(result, n) if tranche is None else quota
        how = f"按优先数逐名分配，{way}（{method}）"
        whole = f"计算值为整数（{method}）"
        return whole if posts == quota else how, (parts, scale)
    if posts == quota:
        return f"计算值为整数（{method}）", (0,)
    if tranche is None:
        return ("余数较大，进1" if posts > quota else up), (int(posts > quota),)
    if n in tranche.risen:
        return f"余数第 {tranche.risen.index(n) + 1} 位，进1（{method}）", (1,)
    return f"余数未进位（{method}）", (0,)


def _standard(
    result: StaffingResult,
    values: Mapping[str, CitedValue],
    tranche: Tranche,
    n: int,
    standard: int,
) -> Step:
    """Explain posts that a document sets outright, and their fitting to the total."""
    value = next(v for key, v in values.items() if key.partition("_")[0] in {"quota", "bands"})
    set_outright = Step(
        value.label, standard, "名", value.basis, value.cites, inferred=value.inferred
    )
    if tranche.pool == tranche.weight_total:
        return replace(set_outright, label="定额", steps=(set_outright,), rule="sum")
    total = result.total
    exact_part = tranche.quota(n)
    exact = Step(
        "计算值",
        exact_part,
        "名",
        f"可分配 {tranche.pool} 名×本单位定额÷定额合计",
        steps=(
            set_outright,
            Step("定额合计", tranche.weight_total, "名", f"超过总量 {total} 名，按定额比例折算"),
        ),
        decimals=4,
        rule="share",
        numbers=(tranche.pool,),
    )
    how, numbers = _whole(result, tranche, n, exact_part, tranche.seats[n])
    return Step(
        "折算定额",
        tranche.seats[n],
        "名",
        how,
        steps=(exact,),
        inferred=True,
        rule=result.rounding,
        numbers=numbers,
    )


def _key(tranche: Tranche) -> str:
    """The key of the weights of a tranche."""
    return "weights" if tranche.name == "floating" else f"weights_{tranche.name[-1]}"


def _pool(result: StaffingResult, values: Mapping[str, CitedValue], tranche: Tranche) -> Step:
    bases = sum(row.base for row in result.rows)
    parts = [Step("总量", result.total, "名")]
    words = f"总量 {result.total}"
    if (share := values.get("reserve_share")) is not None:
        label = share.label.removesuffix("比例")
        how = f"总量×{_percent(share)}，舍去小数（{share.basis}）"
        parts.append(
            Step(
                label,
                result.reserve,
                "名",
                how,
                share.cites,
                inferred=share.inferred,
                rule="floor",
                numbers=(result.total, number(share)),
            )
        )
        words += f"－{label} {result.reserve}"
    if bases:
        parts.append(Step("基本编制合计", bases, "名", f"{len(result.rows)} 个单位"))
        words += f"－基本编制合计 {bases}"
    if (shares := values.get("shares")) is not None:
        words = f"（{words}）× 本部分份额，取整后"
        parts.append(
            Step(
                shares.label,
                _shares(shares),
                "",
                shares.basis,
                shares.cites,
                (),
                0,
                shares.inferred,
            )
        )
    rule, numbers = "rest", _split(result, tranche, shares)
    if numbers:
        rule = "part of rest"
    return Step(
        f"{tranche.label}总数",
        tranche.pool,
        "名",
        words,
        steps=tuple(parts),
        rule=rule,
        numbers=numbers,
    )


def _split(
    result: StaffingResult, tranche: Tranche, shares: CitedValue | None
) -> tuple[int | Fraction, ...]:
    """Give the place of a tranche (from 0) and the shares of all; nothing where it is alone."""
    if shares is None:
        return ()
    given = (share for _, share in weights(shares) if share)
    return (result.tranches.index(tranche), *given)


def _shares(value: CitedValue) -> str:
    return "：".join(trimmed(share) for _, share in weights(value))


def _percent(value: CitedValue) -> str:
    return f"{trimmed(number(value) * 100)}%"


def _total(tranche: Tranche, k: int) -> Fraction:
    """Give the county's total of a driver; plans kept by earlier versions did not store it."""
    if tranche.totals:
        return Fraction(tranche.totals[k])
    return summed(row[k] for row in tranche.inputs)


def _coefficient(values: Mapping[str, CitedValue], tranche: Tranche, n: int) -> Step:
    value = values[_key(tranche)]
    scale = sum((weight for _, weight in tranche.drivers), Fraction(0))
    parts = [
        weighted_part(name, Fraction(tranche.inputs[n][k]), _total(tranche, k), weight, scale)
        for k, (name, weight) in enumerate(tranche.drivers)
    ]
    share = tranche.coefficient(n) * 100
    how = f"各项占比×权重相加÷{trimmed(scale)}"
    if not tranche.coefficients:
        return Step(
            "分配系数", share, "%", how, value.cites, tuple(parts), 4, value.inferred, "sum"
        )
    composite = sum((part.value for part in parts if isinstance(part.value, Fraction)), Fraction(0))
    raising = values["coefficients"]
    factor = tranche.coefficients[n]
    weighed = composite * factor
    return Step(
        "分配系数",
        share,
        "%",
        "综合占比×功能系数，除以各单位合计",
        steps=(
            Step(
                "综合占比", composite, "%", how, value.cites, tuple(parts), 4, value.inferred, "sum"
            ),
            Step(
                raising.label,
                factor,
                "",
                raising.basis,
                raising.cites,
                decimals=2,
                inferred=raising.inferred,
            ),
            Step(
                "各单位加权合计",
                weighed * 100 / share if share else None,
                "%",
                "综合占比×功能系数，全县相加",
                decimals=6,
            ),
        ),
        decimals=4,
        rule="weighed percent",
    )
