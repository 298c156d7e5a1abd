"""How one unit's class and leadership posts came to be: steps down to inputs and clauses."""

from fractions import Fraction

from townoffice.policy import counts, weights
from townoffice.records import (
    Classification,
    ClassRow,
    LeaderPost,
    PostCount,
    SizeClass,
    Step,
    shown,
    trimmed,
)
from townoffice.townships.index_reasons import index_step, peers_of, value_of


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
    index = index_step(result, row)
    if size is None:
        return index
    if result.assignment == "proportion":
        return _by_proportion(result, row, size, index)
    cut = "points_cut" if result.method == "points" else "cut"
    cuts = [value_of(result, f"{cut}_1"), value_of(result, f"{cut}_2")]
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
    shares = value_of(result, "proportions")
    peers = peers_of(result, row)
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
    deputy = value_of(result, "full_time_deputy")
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
