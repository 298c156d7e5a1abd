"""The 注 of a 分类测算表: by which documents, by which steps, what is open and what is inferred."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from townoffice.prints.form import ColumnKind, Notes, Section
from townoffice.prints.forms.cited import (
    adopted_words,
    chosen_words,
    decided_words,
    find,
    inferred_words,
    is_points,
    points_words,
    sources,
)
from townoffice.prints.forms.class_columns import Indicator, indicators_of
from townoffice.prints.forms.words import LIST_MARK, adds_up, commission, names_of, plain
from townoffice.records import CitedValue, Classification, ClassRow, SizeClass, trimmed

_WITH_LINES = frozenset({"mean", "additional", "points"})


def used_values(result: Classification) -> tuple[CitedValue, ...]:
    """Keep the values the classes of this result rest on.

    The result carries those of leadership posts too, and lines that another way to a class does
    not ask for.
    """
    unused = set()
    by_list = result.assignment == "proportion"
    if by_list or result.method not in _WITH_LINES or result.method == "points":
        unused |= {"cut_1", "cut_2"}
    if by_list:
        unused |= {"points_cut_1", "points_cut_2"}
    if by_list or result.method not in _WITH_LINES:
        unused.add("near")
    if not by_list and result.method not in _WITH_LINES:
        unused.add("assignment")
    own = [v for v in result.parameters if v.name.startswith("classification.")]
    used = [value for value in own if value.name.partition(".")[2] not in unused]
    near = find(result.parameters, "near")
    if by_list and result.method != "mean-rank" and near is not None:
        limit = plain(near.value) if isinstance(near.value, int | Fraction) else near.value
        used.append(replace(near, note=f"与相邻类别单位相差不足{limit}点的标“临界”"))
    return tuple(used)


def has_lines(result: Classification) -> bool:
    """Tell whether classes follow cut lines."""
    return result.assignment == "cuts" and result.method in _WITH_LINES


def notes_of(result: Classification, sections: Sequence[Section]) -> Notes:
    """Write the notes under the table."""
    own, indicators = used_values(result), indicators_of(result)
    basis = (
        f"{_head(result, own, indicators)}{adopted_words(result.adoption)}",
        chosen_words(own),
        _tables(own),
        decided_words(result.rows),
    )
    unclassed = [row for row in result.rows if row.index is None]
    return Notes(
        basis=tuple(text for text in basis if text),
        relations=(_relations(result, indicators, sections),),
        signs=(_unclassed(unclassed),) if unclassed else (),
        inferred=inferred_words(own, commission(result.county)),
    )


def _head(
    result: Classification, own: Sequence[CitedValue], indicators: Sequence[Indicator]
) -> str:
    labels = LIST_MARK.join(one.words.label for one in indicators)
    weights = ":".join(str(one.weight) for one in indicators)
    head = f"依据：{documents}，" if (documents := sources(own)) else "口径："
    how = "分段计分相加" if result.method == "points" else f"加权比例为{weights}"
    return f"{head}{labels}{how}。"


def _tables(own: Sequence[CitedValue]) -> str:
    """Write out the tables of points; '' where points are not asked for."""
    told = [f"{v.label.removesuffix('分段计分')}{points_words(v)}" for v in own if is_points(v)]
    return f"分段计分（下限含本数）：{'；'.join(told)}。" if told else ""


def _relations(
    result: Classification, indicators: Sequence[Indicator], sections: Sequence[Section]
) -> str:
    steps = _steps(result, indicators, sections)
    words = (
        _population(indicators),
        f"计算关系：{'；'.join(steps)}。" if steps else "",
        _made(result),
        "镇乡、街道各自合计、各自排位。" if result.scope == "apart" else "",
        _assigned(result),
        "" if all(_sums_match(section) for section in sections) else "尾差系四舍五入。",
        "×表示该栏免填。",
    )
    return "".join(words)


def _steps(
    result: Classification, indicators: Sequence[Indicator], sections: Sequence[Section]
) -> list[str]:
    """Say of every score how it follows from the columns before it."""
    at = 2 * len(indicators) + 1
    section = sections[0]
    leaves = [column for column in section.columns if column.kind is ColumnKind.NUMBER]
    told = []
    for place, column in enumerate(leaves[at - 1 : -1], at):
        formula = column.formula or ""
        if formula.endswith("COUNT"):
            told.append(f"{place}={place - 1}×{_counted(result, sections)}")
        elif formula == f"[{place - 1}]":
            told.append(f"{place}={place - 1}")
        elif formula:
            for sign, printed in (("[", ""), ("]", ""), ("*", "×"), ("/", "÷")):
                formula = formula.replace(sign, printed)
            told.append(f"{place}={formula}")
    return told


def _counted(result: Classification, sections: Sequence[Section]) -> str:
    counts = [len(s.rows) if s.counted is None else s.counted for s in sections]
    if result.scope == "apart":
        return "本组单位数，本组平均为100"
    return f"单位数{counts[0]}，全县平均为100"


def _made(result: Classification) -> str:
    """Say what stands beside the value of an indicator, where it is no share."""
    return {
        "min-max": "标准值=（本单位−最小）÷（最大−最小）×100。",
        "mean-rank": "名次由大到小，数值相同的取平均；平均名次小者在前。",
        "additional": "附加指数=附加评分÷平均×100。",
    }.get(result.method, "")


def _assigned(result: Classification) -> str:
    """Say how the class follows from the index."""
    if has_lines(result):
        return "按未取整数值定类。"
    shares = find(result.parameters, "proportions")
    if result.assignment != "proportion" or shares is None or not isinstance(shares.value, tuple):
        return "本算法没有分类线，不定类。"
    ratio = ":".join(trimmed(Fraction(weight)) for _, weight in shares.value)
    groups = dict.fromkeys(row.kind.group for row in result.rows) if _apart(result) else (None,)
    told = [
        (f"{group.value}" if group else "") + LIST_MARK.join(_sizes(result.rows, group))
        for group in groups
    ]
    tie = "同分并列的，户籍人口多者在前。" if any(row.cut_tie for row in result.rows) else ""
    return f"各类按{ratio}取整（最大余数法）：{'；'.join(told)}。{tie}"


def _apart(result: Classification) -> bool:
    return result.scope == "apart"


def _sizes(rows: Sequence[ClassRow], group: object) -> list[str]:
    counted = [
        row.calculated
        for row in rows
        if row.index is not None and (group is None or row.kind.group is group)
    ]
    return [f"{size.label}{counted.count(size)}个" for size in SizeClass]


def _population(indicators: Sequence[Indicator]) -> str:
    labels = [one.words.label for one in indicators if one.words.label.endswith("人口")]
    return f"人口按{labels[0]}。" if len(labels) == 1 else ""


def _sums_match(section: Section) -> bool:
    """Tell whether every printed column adds up to its printed total."""
    total = section.totals[0].cells
    rows = section.rows[: section.counted]
    for place, column in enumerate(section.columns[2:]):
        whole = total[place]
        if column.kind is not ColumnKind.NUMBER or not isinstance(whole, int | Fraction):
            continue
        parts = [part for row in rows if isinstance(part := row[place + 2], int | Fraction)]
        if not adds_up(parts, whole, column.decimals):
            return False
    return True


def _unclassed(rows: Sequence[ClassRow]) -> str:
    named = names_of(row.name for row in rows)
    return (
        f"“—”表示应填未报或因此未能计算：{named}指标未报齐，未参加计算和分类，合计不含。"
        "补报前本表为不完整表。"
    )
