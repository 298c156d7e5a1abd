"""The 注 of a staffing table: sources, relations with the actual numbers, ties, 推定."""

from collections.abc import Sequence
from fractions import Fraction

from townoffice.prints.form import Notes
from townoffice.prints.forms.cited import adopted_words, chosen_words, inferred_words, sources
from townoffice.prints.forms.grounds import LARGEST_REMAINDER, separately_unrounded
from townoffice.prints.forms.words import (
    LIST_MARK,
    adds_up,
    commission,
    indicator_words,
    names_of,
    whole_weights,
)
from townoffice.records import StaffingResult, Tie, Tranche

_ROUNDINGS = {
    "sainte-lague": "圣拉格法",
    "huntington-hill": "亨廷顿—希尔法",
}


_FOREIGN = "本县没有采用这个办法，数字仅供比较。"


def staffing_notes(result: StaffingResult, pool_words: str) -> Notes:
    """Write the notes of a result; ``pool_words`` is what the county keeps (周转 or 机动)."""
    bounds = _bounds(result)
    basis = (_basis(result), chosen_words(result.parameters))
    relations = (_relations(result, pool_words), *(_tie(result, tie) for tie in result.ties))
    unknown = [row.name for row in result.rows if row.current is None]
    signs = (
        f"“—”表示应填未报：{names_of(unknown)}现有编制未报，第1栏和增减合计不含，本表不完整。",
    )
    return Notes(
        basis=tuple(text for text in basis if text),
        relations=relations,
        signs=signs if unknown else (),
        inferred=inferred_words(result.parameters, commission(result.county), bounds),
    )


def change_place(result: StaffingResult) -> int:
    """Give the index number of 增减; 测算 and 核定 are the two before it."""
    width = 2 if separately_unrounded(result) else 3
    return 2 + width * len(result.tranches) + 3


def _basis(result: StaffingResult) -> str:
    documents = sources(result.parameters)
    head = f"依据：{documents}，" if documents else "依据："
    shares = "；".join(words for tranche in result.tranches if (words := _drivers(result, tranche)))
    category = result.category.label
    current = [row.current for row in result.rows]
    held = sum(count for count in current if count is not None)
    if None in current or held != result.total:
        within = f"按{category}总量{result.total}名核定"
    else:
        within = f"在现有{category}总量{result.total}名内核定，只调剂、不增加"
    data = "" if result.year == result.on.year else f"各项指标为{result.year}年数据。"
    adopted = adopted_words(result.adoption) if result.adopted else _FOREIGN
    return f"{head}{f'{shares}；' if shares else ''}{within}。{adopted}{data}"


def _drivers(result: StaffingResult, tranche: Tranche) -> str:
    if not tranche.drivers:
        return ""
    labels = LIST_MARK.join(indicator_words(field).label for field, _ in tranche.drivers)
    name = "" if len(result.tranches) == 1 else tranche.label
    if len(tranche.drivers) == 1:
        return f"{name}按{labels}计算分配系数"
    weights = ":".join(str(n) for n in whole_weights(weight for _, weight in tranche.drivers))
    return f"{name}{labels}按{weights}计算分配系数"


def _relations(result: StaffingResult, pool_words: str) -> str:
    change = change_place(result)
    calculated, posts = change - 2, change - 1
    width = 2 if separately_unrounded(result) else 3
    firsts = [3 + width * k for k in range(len(result.tranches))]
    steps = [
        _quota_step(result, tranche, first, pool_words)
        for tranche, first in zip(result.tranches, firsts, strict=True)
    ]
    parts = "+".join(str(place + width - 1) for place in firsts)
    reserve = f"（合计另加{pool_words}{result.reserve}）" if result.reserve else ""
    first = "" if result.standard_total is not None else "2"
    whole = "+".join(part for part in (first, parts) if part)
    steps.append(f"{calculated}={whole}{reserve}")
    if not result.bounded:
        steps.append(f"{posts}={calculated}")
    steps.append(f"{change}={posts}−1")
    words = [f"计算关系：{'；'.join(steps)}。", _rounding(result)]
    if result.bounded:
        words.append(f"第{posts}栏按{_limit_words(result)}重算，合计不变。")
    words.append("" if _sums_match(result) else "尾差系四舍五入。")
    words.append("×表示该栏免填。" if result.reserve else "")
    return "".join(words)


def _limit_words(result: StaffingResult) -> str:
    own = any(row.lower is not None or row.upper is not None for row in result.rows)
    words = ["选定的上下限"] if own else []
    if result.least:
        words.append(f"每单位不少于{result.least}名")
    if result.max_change is not None:
        words.append(f"单位一次增减不超过{result.max_change}名")
    return "、".join(words)


def _quota_step(result: StaffingResult, tranche: Tranche, first: int, pool_words: str) -> str:
    base = sum(row.base for row in result.rows)
    step = f"{first + 1}={tranche.pool}×{first}÷100"
    if len(result.tranches) > 1 or result.total - result.reserve - base != tranche.pool:
        return step
    if (standard := result.standard_total) is not None:
        return f"{step}，{_fitted(result, standard)}"
    reserve = f"−{pool_words}{result.reserve}" if result.reserve else ""
    bases = f"−基本{base}" if base else ""
    same = not (reserve or bases)
    return step if same else f"{step}，其中{tranche.pool}=总量{result.total}{reserve}{bases}"


def _fitted(result: StaffingResult, standard: int) -> str:
    """Say how the standards fit the total: scaled down to it, or less than it."""
    over = standard - result.total
    if over > 0:
        return f"定额合计{standard}名，超总量{over}名，按定额比例折算"
    return f"定额合计{standard}名，没有超过总量"


def _rounding(result: StaffingResult) -> str:
    if separately_unrounded(result):
        return "各部分不单独取整，只在核定编制一次取整，余数相同的户籍人口多者优先。"
    if result.rounding == LARGEST_REMAINDER:
        return "取整用最大余数法，余数相同的户籍人口多者优先。"
    return f"取整用{_ROUNDINGS.get(result.rounding, result.rounding)}。"


def _bounds(result: StaffingResult) -> tuple[str, ...]:
    words = []
    if result.max_change is not None:
        words.append(f"一次增减限{result.max_change}名（本次测算选定）")
    for label, limits in (
        ("下限", [(row.name, row.lower) for row in result.rows if row.lower is not None]),
        ("上限", [(row.name, row.upper) for row in result.rows if row.upper is not None]),
    ):
        if limits:
            words.append(f"{label}{_limits(limits)}（本次测算选定）")
    return tuple(words)


def _limits(limits: Sequence[tuple[str, int]]) -> str:
    figures = {limit for _, limit in limits}
    if len(figures) == 1:
        return f"{names_of(name for name, _ in limits)}{figures.pop()}名"
    return LIST_MARK.join(f"{name}{limit}名" for name, limit in limits)


def _tie(result: StaffingResult, tie: Tie) -> str:
    names = {row.code: row.name for row in result.rows}
    where = next((f"{t.label}取整" for t in result.tranches if t.name == tie.tranche), "限幅重算")
    units = LIST_MARK.join(names.get(code, code) for code in tie.units)
    given = LIST_MARK.join(names.get(code, code) for code in tie.given)
    by = "按户籍人口多者优先的规则" if tie.settled_by == "rule" else f"由{tie.settled_by}决定"
    return f"{where}时{units}余数相同，末{tie.seats}名{by}给{given}。"


def _sums_match(result: StaffingResult) -> bool:
    rows = range(len(result.rows))
    return all(
        adds_up((tranche.quota(n) for n in rows), tranche.pool, 4)
        and adds_up((tranche.coefficient(n) * 100 for n in rows), Fraction(100), 4)
        for tranche in result.tranches
    )
