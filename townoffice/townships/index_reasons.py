"""How one unit's composite index came to be: steps down to the figures registered, by method."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from townoffice.records import (
    INDICATOR_LABELS,
    INDICATOR_UNITS,
    CitedValue,
    Classification,
    ClassRow,
    IndicatorShare,
    Step,
    places_of,
    trimmed,
    weighted_part,
)

_Single: TypeAlias = tuple[Fraction, str, tuple[Step, ...]]
"""An indicator's own figure, how it is found, and what it is found from."""


def value_of(result: Classification, name: str) -> CitedValue:
    """Give a value of policy the result rests on, by the last part of its name."""
    return next(v for v in result.parameters if v.name.split(".")[1] == name)


def peers_of(result: Classification, row: ClassRow) -> list[ClassRow]:
    """Give the classified units a unit was compared with."""
    return [
        other
        for other in result.rows
        if other.parts and (result.scope == "together" or other.kind.group is row.kind.group)
    ]


def whole_of(result: Classification, row: ClassRow) -> str:
    """Name the units a unit was compared with: 全县, or its group where these are apart."""
    return "全县" if result.scope == "together" else row.kind.group.value


def index_step(result: Classification, row: ClassRow) -> Step:
    """Explain the index of a classified unit by its method, down to the figures registered."""
    if result.method == "share":
        return _share(result, row)
    method = value_of(result, "index")
    how, parts = _METHODS[result.method]
    how = how.format(whole=whole_of(result, row))
    steps = parts(result, row)
    unit = {"mean-rank": "名", "points": "分"}.get(result.method, "点")
    told = f"{how}；{method.basis}"
    return Step("总指数", row.index, unit, told, method.cites, steps, 2, method.inferred)


def _mean_parts(result: Classification, row: ClassRow) -> tuple[Step, ...]:
    """Split the index into x ÷ mean × 100 × weight, with digits that add up by hand."""
    return _weighted_parts(result, row, "指数", _of_mean)


def _of_mean(part: IndicatorShare, peers: Sequence[Fraction], whole: str) -> _Single:
    label, unit = INDICATOR_LABELS[part.field], INDICATOR_UNITS[part.field]
    mean = sum(peers, Fraction(0)) / len(peers)
    inputs = (
        Step(f"本单位{label}", part.value, unit, "登记数", decimals=places_of(part.value)),
        Step(f"{whole}平均{label}", mean, unit, f"{len(peers)} 个单位的平均", decimals=2),
    )
    return part.value / mean * 100, f"本单位÷{whole}平均×100", inputs


def _min_max_parts(result: Classification, row: ClassRow) -> tuple[Step, ...]:
    """Split the index into 100 × (x − least) ÷ (most − least) × weight."""
    return _weighted_parts(result, row, "标准值", _between_ends)


def _between_ends(part: IndicatorShare, peers: Sequence[Fraction], whole: str) -> _Single:
    label, unit = INDICATOR_LABELS[part.field], INDICATOR_UNITS[part.field]
    least, most = min(peers), max(peers)
    inputs = tuple(
        Step(f"{whose}{label}", value, unit, how, decimals=places_of(value))
        for whose, value, how in (
            ("本单位", part.value, "登记数"),
            (f"{whole}最小", least, ""),
            (f"{whole}最大", most, ""),
        )
    )
    if most == least:
        return Fraction(0), "各单位相同，计0", inputs
    return (part.value - least) / (most - least) * 100, "（本单位−最小）÷（最大−最小）×100", inputs


def _weighted_parts(
    result: Classification,
    row: ClassRow,
    name: str,
    single: Callable[[IndicatorShare, Sequence[Fraction], str], _Single],
) -> tuple[Step, ...]:
    """Tell every indicator's own figure, called ``name``, and its part by weight."""
    scale = sum((w for _, w in result.weights), Fraction(0))
    columns = zip(*(r.parts for r in peers_of(result, row)), strict=True)
    whole = whole_of(result, row)
    steps = []
    for part, column, (_, weight) in zip(row.parts, columns, result.weights, strict=True):
        label = INDICATOR_LABELS[part.field]
        index, how, inputs = single(part, [other.value for other in column], whole)
        own = Step(f"{label}{name}", index, "点", how, (), inputs, 4)
        told = f"{name}×权重 {trimmed(weight / scale * 100)}%"
        steps.append(Step(f"{label}部分", index * weight / scale, "点", told, (), (own,), 4))
    return (*steps, _weighing(result))


def _weighing(result: Classification) -> Step:
    weighing = value_of(result, "weights")
    shares = "：".join(trimmed(w) for _, w in result.weights)
    names = "、".join(INDICATOR_LABELS[field] for field, _ in result.weights)
    return Step("权重", shares, "", names, weighing.cites, inferred=weighing.inferred)


def _additional_parts(result: Classification, row: ClassRow) -> tuple[Step, ...]:
    """Split the index into the common indicators' part and that of the additional score."""
    value = value_of(result, "additional_share")
    extra = Fraction(str(value.value))
    common = (row.share or Fraction(0)) * len(peers_of(result, row))
    whole = (row.index or Fraction(0)) - (1 - extra) * common
    how = "指标÷平均×100，按权重相加"
    single = Step("共性指标指数", common, "点", how, (), _mean_parts(result, row), 4)
    index = whole / extra if extra else None
    one = Step("附加评分指数", index, "点", "本单位评分÷平均×100", (), (), 4)
    rest = f"指数×{trimmed((1 - extra) * 100)}%"
    return (
        Step("共性部分", (1 - extra) * common, "点", rest, (), (single,), 4),
        Step(
            "附加部分",
            whole,
            "点",
            f"指数×{trimmed(extra * 100)}%（{value.basis}）",
            value.cites,
            (one,) if extra else (),
            4,
            value.inferred,
        ),
    )


def _points_parts(result: Classification, row: ClassRow) -> tuple[Step, ...]:
    """Explain the points of every indicator by the step it stands on."""
    steps = []
    for part in row.parts:
        people = part.field in {"registered_population", "resident_population"}
        table = value_of(result, f"points_{'population' if people else part.field}")
        points, bound = _step_of(table, part.value)
        label, unit = INDICATOR_LABELS[part.field], INDICATOR_UNITS[part.field]
        given = Step(f"本单位{label}", part.value, unit, "登记数", decimals=places_of(part.value))
        how = f"{trimmed(bound)} {unit}起 {trimmed(points)} 分（{table.basis}）"
        steps.append(Step(table.label, points, "分", how, table.cites, (given,), 2, table.inferred))
    return tuple(steps)


def _step_of(table: CitedValue, value: Fraction) -> tuple[Fraction, Fraction]:
    """Give points and lower bound of the step a figure stands on."""
    assert isinstance(table.value, tuple)
    held = [(Fraction(b), Fraction(p)) for b, p in table.value if Fraction(b) <= value]
    bound, points = held[-1]
    return points, bound


def _rank_parts(result: Classification, row: ClassRow) -> tuple[Step, ...]:
    """Explain the rank in every indicator."""
    scale = sum((weight for _, weight in result.weights), Fraction(0))
    peers = peers_of(result, row)
    steps = []
    for k, (part, (_, weight)) in enumerate(zip(row.parts, result.weights, strict=True)):
        larger = sum(other.parts[k].value > part.value for other in peers)
        equal = sum(other.parts[k].value == part.value for other in peers)
        rank = Fraction(2 * larger + 1 + equal, 2)
        label = INDICATOR_LABELS[part.field]
        same = f"，{equal} 个单位相同，名次取平均" if equal > 1 else ""
        how = f"由大到小{same}；权重 {trimmed(weight)}÷{trimmed(scale)}"
        steps.append(Step(f"{label}名次", rank, "名", how, decimals=1))
    return tuple(steps)


def _share(result: Classification, row: ClassRow) -> Step:
    weighing = value_of(result, "weights")
    scale = sum((w for _, w in result.weights), Fraction(0))
    peers = peers_of(result, row)
    totals = [
        sum((r.parts[k].value for r in peers), Fraction(0)) for k in range(len(result.weights))
    ]
    steps = tuple(
        weighted_part(part.field, part.value, total, weight, scale)
        for part, total, (_, weight) in zip(row.parts, totals, result.weights, strict=True)
    )
    how = f"各项占比×权重相加÷{trimmed(scale)}"
    return Step("综合得分", row.share, "%", how, weighing.cites, steps, 4, weighing.inferred)


_Parts: TypeAlias = Callable[[Classification, ClassRow], tuple[Step, ...]]
_METHODS: Mapping[str, tuple[str, _Parts]] = {
    "mean": ("{whole}平均为 100", _mean_parts),
    "min-max": ("100×Σ权重×（本单位−最小）÷（最大−最小）", _min_max_parts),
    "additional": ("共性指标指数与附加评分指数按比例合成", _additional_parts),
    "points": ("各项分段计分相加", _points_parts),
    "mean-rank": ("各项名次按权重平均，小者在前", _rank_parts),
}
"""What is said of a method, and how its parts are told."""
