"""How one unit's class and leadership posts came to be: steps down to inputs and clauses."""

from fractions import Fraction

from townoffice.policy import counts, weights
from townoffice.records import (
    INDICATOR_LABELS,
    INDICATOR_UNITS,
    CitedValue,
    Classification,
    ClassRow,
    LeaderPost,
    PostCount,
    SizeClass,
    Step,
    places_of,
    shown,
    trimmed,
    weighted_part,
)


def explain_class(result: Classification, code: str) -> Step | None:
    """Explain the index and class of the unit with that code; None if it is not among the rows."""
    row = next((row for row in result.rows if row.code == code), None)
    if row is None:
        return None
    calculated = _calculated_class(result, row)
    if row.overridden is None or row.size_class is None:
        return calculated
    how = f"本县文件确定（{row.overridden.doc_no}）：{row.overridden.reason}"
    return Step(f"{row.name}类别", row.size_class.label, "", how, steps=(calculated,))


def _calculated_class(result: Classification, row: ClassRow) -> Step:
    if row.index is None:
        return Step(f"{row.name}类别", None, "", f"缺少{'、'.join(row.missing)}，未分类")
    size = row.overridden.calculated if row.overridden else row.size_class
    index = _index(result, row)
    if size is None:
        return index
    if result.assignment == "proportion":
        return _by_proportion(result, row, size, index)
    cut = "points_cut" if result.method == "points" else "cut"
    cuts = [_value(result, f"{cut}_1"), _value(result, f"{cut}_2")]
    lines = tuple(
        Step(
            cut.label,
            Fraction(str(cut.value)),
            cut.unit,
            cut.basis,
            cut.cites,
            inferred=cut.inferred,
        )
        for cut in cuts
    )
    how = "，".join(
        f"{trimmed(Fraction(str(c.value)))} 以上为{name}"
        for c, name in zip(cuts, ("一类", "二类"), strict=True)
    )
    distance = row.distance or Fraction(0)
    side = "低于" if distance < 0 else "高于"
    near = f"；{side}{cuts[(row.nearest_cut or 1) - 1].label} {shown(abs(distance), 2)} 点"
    return Step(
        f"{row.name}类别",
        size.label,
        "",
        f"总指数 {shown(row.index, 2)}，{how}，其余为三类{near}",
        steps=(index, *lines),
        inferred=any(cut.inferred for cut in cuts),
    )


def _by_proportion(result: Classification, row: ClassRow, size: SizeClass, index: Step) -> Step:
    """Explain a class cut from the ranked list by proportions."""
    shares = _value(result, "proportions")
    peers = _peers(result, row)
    counts_now = [
        sum((r.overridden.calculated if r.overridden else r.size_class) is c for r in peers)
        for c in SizeClass
    ]
    split = "、".join(f"{c.label} {n} 个" for c, n in zip(SizeClass, counts_now, strict=True))
    tie = "；与相邻类别的单位指数相同，户籍人口多者在前" if row.cut_tie else ""
    part = Step(
        shares.label,
        "：".join(trimmed(weight) for _, weight in weights(shares)),
        "",
        f"{len(peers)} 个单位分为{split}（{shares.basis}）",
        shares.cites,
        inferred=shares.inferred,
    )
    how = f"列第 {row.rank} 位，按比例定为{size.label}{tie}"
    return Step(
        f"{row.name}类别", size.label, "", how, steps=(index, part), inferred=shares.inferred
    )


def _peers(result: Classification, row: ClassRow) -> list[ClassRow]:
    """Give the classified units a unit was compared with."""
    return [
        other
        for other in result.rows
        if other.parts and (result.scope == "together" or other.kind.group is row.kind.group)
    ]


def explain_leadership(result: Classification, code: str) -> Step | None:
    """Explain the leadership posts of the unit with that code; None if it is not there."""
    row = next((row for row in result.rows if row.code == code), None)
    cause = explain_class(result, code)
    if row is None or cause is None:
        return None
    label = f"{row.name}领导职数"
    if row.size_class is None:
        return Step(label, None, "名", "未分类，待核定", steps=(cause, *_filled(row)))
    name = f"leadership.class_{int(row.size_class)}"
    quotas = [v for v in result.parameters if v.name == name]
    quota = next((v for v in quotas if v.value == row.leadership_posts), quotas[0])
    if row.leadership_posts is None:
        steps = (cause, *_filled(row))
        return Step(label, None, quota.unit, f"待核定：{quota.note}", quota.cites, steps)
    deputy = _value(result, "full_time_deputy")
    inside = Step(
        f"其中{deputy.label}",
        Fraction(str(deputy.value)),
        deputy.unit,
        deputy.basis,
        deputy.cites,
    )
    return Step(
        label,
        row.leadership_posts,
        quota.unit,
        f"{row.size_class.label}按 {row.leadership_posts} 名核定（{quota.basis}）",
        quota.cites,
        (cause, inside, _structure(result, row), *_filled(row)),
        inferred=quota.inferred,
    )


def _structure(result: Classification, row: ClassRow) -> Step:
    """Explain post by post what the posts of the class are for; 应配 only where it adds up."""
    assert row.size_class is not None
    name = f"leadership.structure_{int(row.size_class)}"
    found = [(v, sum(counts(v).values())) for v in result.parameters if v.name == name and v.value]
    fits = next((value for value, total in found if total == row.leadership_posts), None)
    if fits is None:
        wrong = f"合计{found[0][1]}名，与核定职数不符，" if found else "原件缺失，"
        return Step("职位结构", None, "", f"政策所列结构{wrong}没有采用")
    held = {count.post: count for count in row.leadership_held}
    steps = tuple(
        Step(
            f"{post.label}应配",
            due,
            fits.unit,
            _held_words(held.get(post)),
            inferred=fits.inferred,
        )
        for post in LeaderPost
        if (due := counts(fits).get(post.value, 0)) or (post in held and held[post].held)
    )
    total = row.leadership_posts
    return Step("职位结构", total, fits.unit, fits.basis, fits.cites, steps, inferred=fits.inferred)


def _held_words(count: PostCount | None) -> str:
    if count is None:
        return "实配未见名册"
    besides = f"（其中兼任{count.besides}名）" if count.besides else ""
    return f"实配{count.held}名{besides}"


def _filled(row: ClassRow) -> tuple[Step, ...]:
    """Explain the persons in the posts, where the unit has a list of them."""
    if row.leadership_titles is None or row.leadership_actual is None:
        return ()
    how = "按人计，交叉任职、兼任的只计1次"
    remarks = f"；{'；'.join(row.leadership_remarks)}" if row.leadership_remarks else ""
    return (Step("实配人数", row.leadership_actual, "名", how + remarks),)


def _value(result: Classification, name: str) -> CitedValue:
    return next(v for v in result.parameters if v.name.split(".")[1] == name)


def _index(result: Classification, row: ClassRow) -> Step:
    method = _value(result, "index")
    how, steps = f"全县平均为 100；{method.basis}", _mean_parts(result, row)
    if result.method == "share":
        return _share(result, row)
    if result.method == "min-max":
        how = f"100×Σ权重×（本单位−最小）÷（最大−最小）；{method.basis}"
        steps = _share(result, row).steps
    elif result.method == "additional":
        how = f"共性指标指数与附加评分指数按比例合成；{method.basis}"
    elif result.method == "points":
        how, steps = f"各项分段计分相加；{method.basis}", _points_parts(result, row)
    elif result.method == "mean-rank":
        how, steps = f"各项名次按权重平均，小者在前；{method.basis}", _rank_parts(result, row)
    return Step("总指数", row.index, "点", how, method.cites, steps, 2, method.inferred)


def _mean_parts(result: Classification, row: ClassRow) -> tuple[Step, ...]:
    """Split the index into x ÷ mean × 100 × weight, with digits that add up by hand."""
    weighing = _value(result, "weights")
    scale = sum((w for _, w in result.weights), Fraction(0))
    columns = zip(*(r.parts for r in _peers(result, row)), strict=True)
    steps = []
    for part, column, (_, weight) in zip(row.parts, columns, result.weights, strict=True):
        label, unit = INDICATOR_LABELS[part.field], INDICATOR_UNITS[part.field]
        mean = sum((other.value for other in column), Fraction(0)) / len(column)
        index = part.value / mean * 100
        inputs = (
            Step(f"本单位{label}", part.value, unit, "登记数", decimals=places_of(part.value)),
            Step(f"全县平均{label}", mean, unit, f"{len(column)} 个单位的平均", decimals=2),
        )
        single = Step(f"{label}指数", index, "点", "本单位÷全县平均×100", (), inputs, 4)
        share = f"权重 {trimmed(weight / scale * 100)}%"
        steps.append(
            Step(f"{label}部分", index * weight / scale, "点", f"指数×{share}", (), (single,), 4)
        )
    shares = "：".join(trimmed(w) for _, w in result.weights)
    names = "、".join(INDICATOR_LABELS[field] for field, _ in result.weights)
    steps.append(Step("权重", shares, "", names, weighing.cites, inferred=weighing.inferred))
    return tuple(steps)


def _points_parts(result: Classification, row: ClassRow) -> tuple[Step, ...]:
    """Explain the points of every indicator by the step it stands on."""
    steps = []
    for part in row.parts:
        people = part.field in {"registered_population", "resident_population"}
        table = _value(result, f"points_{'population' if people else part.field}")
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
    peers = _peers(result, row)
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
    weighing = _value(result, "weights")
    scale = sum((w for _, w in result.weights), Fraction(0))
    peers = _peers(result, row)
    totals = [
        sum((r.parts[k].value for r in peers), Fraction(0)) for k in range(len(result.weights))
    ]
    steps = tuple(
        weighted_part(part.field, part.value, total, weight, scale)
        for part, total, (_, weight) in zip(row.parts, totals, result.weights, strict=True)
    )
    how = f"各项占比×权重相加÷{trimmed(scale)}"
    return Step("综合得分", row.share, "%", how, weighing.cites, steps, 4, weighing.inferred)
