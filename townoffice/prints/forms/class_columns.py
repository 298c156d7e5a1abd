"""The figures of a 分类测算表 by the method of the index: what stands between name and 位次.

Every indicator has its value and what the method makes of it (share, standard value, points or
rank); then come the scores, the last of which is the index. A formula is given to the spreadsheet
only where it reproduces the result exactly, so whatever is calculated otherwise prints as plain
figures instead of recalculating to something else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from townoffice.prints.form import Absent, CellValue, Column, ColumnKind, Group
from townoffice.prints.forms.cited import find, points_table, rests_on_inference
from townoffice.prints.forms.words import IndicatorWords, indicator_words, plain, whole_weights
from townoffice.records import Classification, ClassRow, IndicatorShare


@dataclass(frozen=True, slots=True)
class Indicator:
    """One weighted indicator and where it stands: ``first`` is the index number of its value."""

    field: str
    words: IndicatorWords
    weight: int
    first: int


@dataclass(frozen=True, slots=True)
class Score:
    """One column of figures of a whole unit; ``summed``: it has a total."""

    column: Column
    value: Callable[[ClassRow], Fraction | None]
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """The columns of the figures of one group of units, and how a row fills them.

    ``made`` gives for a field what the method makes of a unit's value, ``summed`` whether that
    has a total.
    """

    indicators: tuple[Indicator, ...]
    heads: tuple[Group, ...]
    made: Callable[[IndicatorShare], Fraction]
    scores: tuple[Score, ...]
    summed: bool = False

    @property
    def columns(self) -> tuple[Group | Column, ...]:
        """The columns from left to right."""
        return (*self.heads, *(score.column for score in self.scores))

    def cells(self, row: ClassRow) -> tuple[CellValue, ...]:
        """Give the cells of one unit."""
        cells: list[CellValue] = []
        for one in self.indicators:
            part = part_of(row, one)
            cells.append(Absent.NOT_REPORTED if part is None else part.value / one.words.divisor)
            counted = part is not None and row.index is not None
            cells.append(self.made(part) if part and counted else Absent.NOT_REPORTED)
        values = (score.value(row) for score in self.scores)
        return (*cells, *(Absent.NOT_REPORTED if v is None else v for v in values))

    def totals(self, ranked: Sequence[ClassRow]) -> tuple[CellValue, ...]:
        """Give the cells of the total; × where a total means nothing."""
        cells: list[CellValue] = []
        for one in self.indicators:
            parts = [part for row in ranked if (part := part_of(row, one)) is not None]
            if not parts:
                cells += (Absent.NOT_REPORTED, Absent.NOT_REPORTED)
                continue
            cells.append(sum((part.value for part in parts), Fraction()) / one.words.divisor)
            made = sum((self.made(part) for part in parts), Fraction())
            cells.append(made if self.summed else Absent.NOT_APPLICABLE)
        for score in self.scores:
            found = [value for row in ranked if (value := score.value(row)) is not None]
            total: CellValue = sum(found, Fraction()) if found else Absent.NOT_REPORTED
            cells.append(total if score.summed else Absent.NOT_APPLICABLE)
        return tuple(cells)


def indicators_of(result: Classification) -> tuple[Indicator, ...]:
    """Give the indicators in their order, with weights as the whole numbers people say."""
    weights = whole_weights(weight for _, weight in result.weights)
    return tuple(
        Indicator(field, indicator_words(field), weight, 2 * n + 1)
        for n, ((field, _), weight) in enumerate(zip(result.weights, weights, strict=True))
    )


def figures_of(result: Classification, ranked: Sequence[ClassRow]) -> Figures:
    """Make the columns of the figures for units that were compared with one another."""
    indicators = indicators_of(result)
    if result.method == "min-max":
        return _spans(result, ranked, indicators)
    if result.method == "points":
        return _points(result, indicators)
    if result.method == "mean-rank":
        return _ranks(result, ranked, indicators)
    return _shares(result, ranked, indicators)


def part_of(row: ClassRow, one: Indicator) -> IndicatorShare | None:
    """Give a unit's part in an indicator; None where it was not calculated."""
    return next((part for part in row.parts if part.field == one.field), None)


def _heads(
    indicators: Sequence[Indicator],
    made: str,
    decimals: int,
    formula: Callable[[Indicator], str | None] | None = None,
    *,
    weighted: bool = True,
) -> tuple[Group, ...]:
    """Give the head of every indicator: its value, and what the method makes of it."""
    return tuple(
        Group(
            f"{one.words.label}（权重{one.weight}）" if weighted else one.words.label,
            (
                Column(f"数值{_unit(one.words)}", ColumnKind.NUMBER, decimals=2),
                Column(
                    made,
                    ColumnKind.NUMBER,
                    decimals=decimals,
                    formula=formula(one) if formula else None,
                ),
            ),
        )
        for one in indicators
    )


def _unit(words: IndicatorWords) -> str:
    return f"\n（{words.unit}）" if words.unit else ""


def _index(
    result: Classification, label: str, decimals: int, formula: str | None, *keys: str
) -> Score:
    inferred = rests_on_inference(result.parameters, "index", *keys)
    column = Column(label, ColumnKind.NUMBER, decimals=decimals, inferred=inferred, formula=formula)
    return Score(column, lambda row: row.index)


def _weighed(indicators: Sequence[Indicator]) -> str:
    """Write Σ weight × what was made of each indicator ÷ Σ weights."""
    terms = "+".join(f"[{one.first + 1}]*{one.weight}" for one in indicators)
    return f"({terms})/{sum(one.weight for one in indicators)}"


# ── shares: M1, M2, M6


def _shares(
    result: Classification, ranked: Sequence[ClassRow], indicators: tuple[Indicator, ...]
) -> Figures:
    heads = _heads(indicators, "占比\n（%）", 4, lambda one: _share_formula(ranked, one))
    at = 2 * len(indicators) + 1
    formula = _score_formula(ranked, indicators)
    score = Column("综合得分\n（%）", ColumnKind.NUMBER, decimals=4, formula=formula)
    scores = [Score(score, lambda row: row.share, summed=True)]
    value = find(result.parameters, "additional_share")
    if result.method == "additional" and value is not None and value.value:
        scores += _additional(result, ranked, at, Fraction(str(value.value)))
    else:
        scores.append(_index(result, "总指数", 2, _index_formula(ranked, at)))
    return Figures(indicators, heads, lambda part: part.share * 100, tuple(scores), summed=True)


def _share_formula(ranked: Sequence[ClassRow], one: Indicator) -> str | None:
    parts = [part for row in ranked if (part := part_of(row, one)) is not None]
    total = sum(part.value for part in parts)
    if len(parts) < len(ranked) or any(part.share * total != part.value for part in parts):
        return None
    return f"[{one.first}]/SUM[{one.first}]*100" if total else None


def _score_formula(ranked: Sequence[ClassRow], indicators: Sequence[Indicator]) -> str | None:
    whole = sum(one.weight for one in indicators)
    for row in ranked:
        parts = [(part_of(row, one), one.weight) for one in indicators]
        weighed = sum(part.share * weight for part, weight in parts if part is not None)
        if row.share is None or row.share * whole != weighed * 100:
            return None
    return _weighed(indicators)


def _index_formula(ranked: Sequence[ClassRow], score: int) -> str | None:
    if all(row.share is not None and row.index == row.share * len(ranked) for row in ranked):
        return f"[{score}]*COUNT"
    if all(row.index == row.share for row in ranked):
        return f"[{score}]"
    return None


def _additional(
    result: Classification, ranked: Sequence[ClassRow], score: int, extra: Fraction
) -> list[Score]:
    """Divide the index into the common indicators' and that of the additional score."""
    count = len(ranked)

    def common(row: ClassRow) -> Fraction | None:
        return None if row.share is None else row.share * count

    def added(row: ClassRow) -> Fraction | None:
        if row.share is None or row.index is None:
            return None
        return (row.index - (1 - extra) * row.share * count) / extra

    first = Column("共性\n指数", ColumnKind.NUMBER, decimals=2, formula=f"[{score}]*COUNT")
    second = Column("附加\n指数", ColumnKind.NUMBER, decimals=2)
    own, rest = (plain(Decimal(n.numerator) / n.denominator) for n in (extra, 1 - extra))
    formula = f"[{score + 1}]*{rest}+[{score + 2}]*{own}"
    index = _index(result, "总指数", 2, formula, "additional_share")
    return [Score(first, common), Score(second, added), index]


# ── spans: M3


def _spans(
    result: Classification, ranked: Sequence[ClassRow], indicators: tuple[Indicator, ...]
) -> Figures:
    columns = {one.field: _values(ranked, one) for one in indicators}
    spans = {name: (min(values), max(values)) for name, values in columns.items() if values}

    def made(part: IndicatorShare) -> Fraction:
        least, most = spans[part.field]
        return (part.value - least) / (most - least) * 100 if most > least else Fraction(0)

    index = _index(result, "总指数", 2, _weighed(indicators))
    heads = _heads(indicators, "标准值", 4)
    return Figures(indicators, heads, made, (index,))


def _values(ranked: Sequence[ClassRow], one: Indicator) -> list[Fraction]:
    return [part.value for row in ranked if (part := part_of(row, one)) is not None]


# ── points: M4


def _points(result: Classification, indicators: tuple[Indicator, ...]) -> Figures:
    tables = {one.field: points_table(result.parameters, one.field) for one in indicators}

    def made(part: IndicatorShare) -> Fraction:
        return [points for bound, points in tables[part.field] if bound <= part.value][-1]

    whole = all(p.denominator == 1 for steps in tables.values() for _, p in steps)
    places = 0 if whole else 2
    formula = "+".join(f"[{one.first + 1}]" for one in indicators)
    keys = tuple(
        f"points_{'population' if one.field.endswith('_population') else one.field}"
        for one in indicators
    )
    heads = _heads(indicators, "得分", places, weighted=False)
    index = _index(result, "总分", places, formula, *keys)
    return Figures(indicators, heads, made, (index,))


# ── ranks: M5


def _ranks(
    result: Classification, ranked: Sequence[ClassRow], indicators: tuple[Indicator, ...]
) -> Figures:
    places = {one.field: _places(_values(ranked, one)) for one in indicators}

    def made(part: IndicatorShare) -> Fraction:
        return places[part.field][part.value]

    halves = any(rank.denominator > 1 for found in places.values() for rank in found.values())
    heads = _heads(indicators, "名次", 1 if halves else 0)
    index = _index(result, "平均\n名次", 2, _weighed(indicators))
    return Figures(indicators, heads, made, (index,))


def _places(values: Sequence[Fraction]) -> dict[Fraction, Fraction]:
    """Give the rank of every value, the largest first; equal ones share the mean place."""
    found: dict[Fraction, tuple[int, int]] = {}
    for place, value in enumerate(sorted(values, reverse=True), 1):
        found[value] = (found.get(value, (place, place))[0], place)
    return {value: Fraction(first + last, 2) for value, (first, last) in found.items()}
