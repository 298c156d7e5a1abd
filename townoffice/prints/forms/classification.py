"""乡镇（街道）分类测算表: indicators with their shares, score, index, rank and class (S0 一（一）).

A formula is given to the spreadsheet only where it reproduces the result exactly, so another
method prints as plain figures instead of recalculating to something else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from townoffice.prints.form import (
    Absent,
    Binding,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Group,
    Notes,
    Section,
    TotalRow,
)
from townoffice.prints.forms.cited import (
    adopted_words,
    chosen_words,
    decided_remark,
    decided_words,
    inferred_words,
    rests_on_inference,
    sources,
)
from townoffice.prints.forms.words import (
    LIST_MARK,
    IndicatorWords,
    adds_up,
    commission,
    data_until,
    indicator_words,
    names_of,
    one_page,
    reporting_unit,
    whole_weights,
)
from townoffice.records import CitedValue, Classification, ClassRow, IndicatorShare, shown

_PAGE_ROWS = 15
"""Rows that one page (横排) holds."""


@dataclass(frozen=True, slots=True)
class _Indicator:
    """One weighted indicator and where it stands: ``first`` is the index number of its value."""

    field: str
    words: IndicatorWords
    weight: int
    first: int


def classification_form(
    result: Classification,
    *,
    check_code: str | None = None,
    attachment: str | None = None,
    first_page: int = 1,
) -> Form:
    """Draw up the table of a classification; units that were not classified stand at the end.

    ``check_code`` is that of the adopted plan, None for a draft.
    """
    indicators = _indicators(result)
    section = _section(result, indicators, attachment)
    return Form(
        title="乡镇（街道）分类测算表",
        reporting_unit=reporting_unit(result.county),
        sections=(section,),
        attachment=attachment,
        as_of=data_until(result.year, result.on),
        notes=_notes(result, indicators, section),
        binding=Binding.ATTACHMENT if attachment else Binding.ALONE,
        first_page=first_page,
        check_code=check_code,
    )


def _indicators(result: Classification) -> tuple[_Indicator, ...]:
    weights = whole_weights(weight for _, weight in result.weights)
    return tuple(
        _Indicator(field, indicator_words(field), weight, 2 * n + 1)
        for n, ((field, _), weight) in enumerate(zip(result.weights, weights, strict=True))
    )


def _own(result: Classification) -> tuple[CitedValue, ...]:
    """Keep the values of the classification: the result carries those of leadership posts too."""
    return tuple(v for v in result.parameters if v.name.startswith("classification."))


def _section(
    result: Classification, indicators: Sequence[_Indicator], attachment: str | None
) -> Section:
    ranked = [row for row in result.rows if row.index is not None]
    ordered = ranked + [row for row in result.rows if row.index is None]
    return Section(
        header=_header(result, ranked, indicators),
        rows=tuple(
            (n, row.name, *_figures(row, indicators), _class_of(row), _remark(row))
            for n, row in enumerate(ordered, 1)
        ),
        totals=(_total(ranked, indicators),),
        totals_first=not one_page(len(ordered), _PAGE_ROWS, attachment),
        counted=None if len(ranked) == len(ordered) else len(ranked),
    )


def _header(
    result: Classification, ranked: Sequence[ClassRow], indicators: Sequence[_Indicator]
) -> tuple[Group | Column, ...]:
    score = 2 * len(indicators) + 1
    groups = tuple(
        Group(
            f"{one.words.label}（权重{one.weight}）",
            (
                Column(f"数值{_unit(one.words)}", ColumnKind.NUMBER, decimals=2),
                Column(
                    "占比\n（%）",
                    ColumnKind.NUMBER,
                    decimals=4,
                    formula=_share_formula(ranked, one),
                ),
            ),
        )
        for one in indicators
    )
    return (
        Column("序号", ColumnKind.SERIAL),
        Column("乡镇（街道）", ColumnKind.NAME),
        *groups,
        Column(
            "综合得分\n（%）",
            ColumnKind.NUMBER,
            decimals=4,
            formula=_score_formula(ranked, indicators),
        ),
        Column(
            "总指数",
            ColumnKind.NUMBER,
            decimals=2,
            inferred=rests_on_inference(result.parameters, "index", "additional_share"),
            formula=_index_formula(ranked, score),
        ),
        Column("位次", ColumnKind.NUMBER),
        Column(
            "类别",
            ColumnKind.WORD,
            inferred=rests_on_inference(result.parameters, "cut_1", "cut_2"),
        ),
        Column("备注", ColumnKind.TEXT),
    )


def _unit(words: IndicatorWords) -> str:
    return f"\n（{words.unit}）" if words.unit else ""


def _share_formula(ranked: Sequence[ClassRow], one: _Indicator) -> str | None:
    parts = [part for row in ranked if (part := _part(row, one)) is not None]
    total = sum(part.value for part in parts)
    if len(parts) < len(ranked) or any(part.share * total != part.value for part in parts):
        return None
    return f"[{one.first}]/SUM[{one.first}]*100" if total else None


def _score_formula(ranked: Sequence[ClassRow], indicators: Sequence[_Indicator]) -> str | None:
    whole = sum(one.weight for one in indicators)
    for row in ranked:
        parts = [(_part(row, one), one.weight) for one in indicators]
        weighed = sum(part.share * weight for part, weight in parts if part is not None)
        if row.share is None or row.share * whole != weighed * 100:
            return None
    terms = "+".join(f"[{one.first + 1}]*{one.weight}" for one in indicators)
    return f"({terms})/{whole}"


def _index_formula(ranked: Sequence[ClassRow], score: int) -> str | None:
    if all(row.share is not None and row.index == row.share * len(ranked) for row in ranked):
        return f"[{score}]*COUNT"
    if all(row.index == row.share for row in ranked):
        return f"[{score}]"
    return None


def _part(row: ClassRow, one: _Indicator) -> IndicatorShare | None:
    return next((part for part in row.parts if part.field == one.field), None)


def _figures(row: ClassRow, indicators: Sequence[_Indicator]) -> tuple[CellValue, ...]:
    cells: list[CellValue] = []
    for one in indicators:
        part = _part(row, one)
        cells.append(Absent.NOT_REPORTED if part is None else part.value / one.words.divisor)
        counted = part is not None and row.index is not None
        cells.append(part.share * 100 if part and counted else Absent.NOT_REPORTED)
    cells.append(_or_absent(row.share))
    cells.append(_or_absent(row.index))
    cells.append(_or_absent(row.rank))
    return tuple(cells)


def _or_absent(value: Fraction | int | None) -> CellValue:
    return Absent.NOT_REPORTED if value is None else value


def _class_of(row: ClassRow) -> CellValue:
    if row.size_class is not None:
        return row.size_class.label
    return Absent.NOT_REPORTED if row.index is None else Absent.NOT_APPLICABLE


def _remark(row: ClassRow) -> str:
    return "；".join(text for text in (decided_remark(row), _standing(row)) if text)


def _standing(row: ClassRow) -> str:
    """Say why a unit has no class, or how near a cut line it stands."""
    if row.index is None:
        lacking = LIST_MARK.join(row.missing)
        open_ = "未测算" if row.overridden else "未分类"
        return f"{lacking}未报，{open_}" if lacking else open_
    if not row.near_cut or row.distance is None or row.nearest_cut is None:
        return ""
    line = f"{'一二三'[row.nearest_cut - 1]}类线"
    if row.distance == 0:
        return f"临界：等于{line}"
    side = "高于" if row.distance > 0 else "低于"
    gap = abs(row.distance)
    words = "不足0.01" if gap < Fraction(1, 100) else shown(gap, 2)
    return f"临界：{side}{line}{words}"


def _total(ranked: Sequence[ClassRow], indicators: Sequence[_Indicator]) -> TotalRow:
    cells: list[CellValue] = []
    for one in indicators:
        parts = [part for row in ranked if (part := _part(row, one)) is not None]
        if not parts:
            cells += (Absent.NOT_REPORTED, Absent.NOT_REPORTED)
            continue
        cells.append(sum((part.value for part in parts), Fraction()) / one.words.divisor)
        cells.append(sum((part.share for part in parts), Fraction()) * 100)
    scores = [row.share for row in ranked if row.share is not None]
    cells.append(sum(scores, Fraction()) if scores else Absent.NOT_REPORTED)
    blank = Absent.NOT_APPLICABLE
    formulas = ("SUM",) * len(cells)
    return TotalRow("合计", (*cells, blank, blank, blank, ""), (*formulas, None, None, None, None))


def _notes(result: Classification, indicators: Sequence[_Indicator], section: Section) -> Notes:
    own = _own(result)
    labels = LIST_MARK.join(one.words.label for one in indicators)
    weights = ":".join(str(one.weight) for one in indicators)
    head = f"依据：{documents}，" if (documents := sources(own)) else "口径："
    basis = (
        f"{head}{labels}加权比例为{weights}。{adopted_words(result.adoption)}",
        chosen_words(own),
        decided_words(result.rows),
    )
    unclassed = [row for row in result.rows if row.index is None]
    return Notes(
        basis=tuple(text for text in basis if text),
        relations=(_relations(indicators, section),),
        signs=(_unclassed(unclassed),) if unclassed else (),
        inferred=inferred_words(own, commission(result.county)),
    )


def _relations(indicators: Sequence[_Indicator], section: Section) -> str:
    score = 2 * len(indicators) + 1
    whole = sum(one.weight for one in indicators)
    leaves = [column for column in section.columns if column.kind is ColumnKind.NUMBER]
    steps = []
    if leaves[score - 1].formula:
        terms = "+".join(f"{one.first + 1}×{one.weight}" for one in indicators)
        steps.append(f"{score}=({terms})÷{whole}")
    index = leaves[score].formula or ""
    if index.endswith("COUNT"):
        count = len(section.rows) if section.counted is None else section.counted
        steps.append(f"{score + 1}={score}×单位数{count}，全县平均为100")
    elif index:
        steps.append(f"{score + 1}={score}")
    words = (
        _population(indicators),
        f"计算关系：{'；'.join(steps)}。" if steps else "",
        "按未取整数值定类。",
        "" if _sums_match(section) else "尾差系四舍五入。",
        "×表示该栏免填。",
    )
    return "".join(words)


def _population(indicators: Sequence[_Indicator]) -> str:
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
