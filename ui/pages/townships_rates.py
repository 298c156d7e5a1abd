"""How posts are used, on the page 乡镇街道: hidden columns, and 行政 to 事业 under the headline."""

from collections.abc import Callable
from fractions import Fraction

from townoffice.records import CountyRates, State, UnitOverview, shown
from ui.headline import linked, toned
from ui.tables import Align, Cell, Column
from ui.theme import Tone
from ui.values import value_words

__all__ = ["RATES", "beside", "rate_columns", "ratio_line"]

RATES = ("per_ten_thousand", "use_rate", "vacancy_rate", "turnover")
"""The keys of the columns, which have one reason together."""
_ALL = 100
"""Per cent: more persons than posts beyond it."""
_GROUP = "编制使用（行政、事业）"
_GAP = "&nbsp;" * 5 + " "
_WHOLE = "\u2060"
"""Between two characters that stay on one line; Qt knows no other way within a label."""
_Column = Column[UnitOverview]


def rate_columns() -> tuple[_Column, ...]:
    """Declare 万人编制数, 使用率, 空编率 and 周转, hidden until somebody chooses them."""
    return (
        _column("per_ten_thousand", "万人编制数", "名/万人", 96, _figure(_density, "")),
        _column("use_rate", "使用率", "%", 76, _figure(_use, "实有 ÷ 核定")),
        _column("vacancy_rate", "空编率", "%", 76, _figure(_vacant, "空编 ÷ 核定")),
        _column("turnover", "周转", "名", 60, _turnover),
    )


def ratio_line(rates: CountyRates | None) -> str:
    """Say 行政 to 事业 against the cap, as a link to how it came to be; empty where unknown."""
    if rates is None or rates.ratio is None:
        return ""
    beyond = rates.beyond or 0
    said = f"行政 : 事业 1 : {shown(rates.ratio, 2)}".replace(" ", "\u00a0")
    ratio = linked(_WHOLE.join(said), "rates:", Tone.RED if beyond else Tone.ACCENT)
    over = f"，超 {beyond} 名" if beyond else ""
    return ratio + toned(f"（{_cap(rates)}{over}）", Tone.SECOND)


def beside(line: str, more: str) -> str:
    """Set one piece of a line beside another."""
    return _GAP.join(words for words in (line, more) if words)


def _cap(rates: CountyRates) -> str:
    if rates.allowed is None or not rates.caps:
        return "未采用上限"
    if len(rates.caps) > 1:
        return f"上限 {rates.allowed:,} 名"
    (cap,) = rates.caps
    return f"上限 {value_words(cap)}{'，推定' if cap.state is State.INFERRED else ''}"


def _column(
    key: str, title: str, unit: str, width: int, cell: Callable[[UnitOverview], Cell]
) -> _Column:
    return Column(
        key,
        title,
        cell,
        unit=unit,
        group=_GROUP,
        align=Align.RIGHT,
        width=width,
        hidden=True,
        rule=key == RATES[-1],
    )


def _figure(
    of: Callable[[UnitOverview], Fraction | None], tip: str
) -> Callable[[UnitOverview], Cell]:
    def cell(unit: UnitOverview) -> Cell:
        value = of(unit)
        if value is None:
            return Cell("—", tone=Tone.FAINT)
        over = of is _use and value > _ALL
        return Cell(shown(value, 2), value, Tone.RED if over else Tone.NORMAL, tip=tip)

    return cell


def _density(unit: UnitOverview) -> Fraction | None:
    return unit.rates.per_ten_thousand if unit.rates else None


def _use(unit: UnitOverview) -> Fraction | None:
    held = unit.rates.together if unit.rates else None
    return None if held is None or held.use_rate is None else held.use_rate * 100


def _vacant(unit: UnitOverview) -> Fraction | None:
    held = unit.rates.together if unit.rates else None
    return None if held is None or held.vacancy_rate is None else held.vacancy_rate * 100


def _turnover(unit: UnitOverview) -> Cell:
    if unit.rates is None:
        return Cell("—", tone=Tone.FAINT)
    lent = unit.rates.turnover
    tip = "借用的县级周转编制，不计入核定" if lent else ""
    return Cell(str(lent), lent, Tone.NORMAL if lent else Tone.FAINT, tip=tip)
