"""The table of a plan: now → planned → compared, with bounds and remarks."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from townoffice.desk.plan_rows import PlanRow
from townoffice.desk.planning import Outcome
from townoffice.records import StaffingResult, shown, summed
from ui.pages.staffing_words import method_name, remark, signed
from ui.tables import Align, Cell, Column
from ui.theme import Tone

__all__ = ["EDITED", "columns", "reserve_cells", "total_cells"]

EDITED = ("posts", "lower", "upper")
"""The columns somebody may write into: 核定 pins a unit, the others bound it."""


TRANCHES = 9
"""Tranches for which there are columns, at most."""


def _part_posts(place: int) -> Callable[[PlanRow], int | None]:
    return lambda row: row.parts[place][1] if place < len(row.parts) else None


def _part_share(place: int) -> Callable[[PlanRow], Fraction | None]:
    return lambda row: row.parts[place][0] if place < len(row.parts) else None


COUNTS: dict[str, Callable[[PlanRow], int | None]] = {
    "current": lambda row: row.unit.current,
    "actual": lambda row: row.unit.actual,
    "base": lambda row: row.unit.base,
    "floating": lambda row: row.floating,
    "calculated": lambda row: row.unit.calculated,
    "posts": lambda row: row.unit.posts,
    "change": lambda row: row.unit.change,
    "other_posts": lambda row: row.other.posts if row.other else None,
    "other_change": lambda row: row.other.change if row.other else None,
    "apart": lambda row: row.apart,
    "standard": lambda row: row.unit.standard,
    **{f"part_{n}": _part_posts(n) for n in range(TRANCHES)},
}
SHARES: dict[str, Callable[[PlanRow], Fraction | None]] = {
    "share": lambda row: row.share,
    "other_share": lambda row: row.other_share,
    **{f"share_{n}": _part_share(n) for n in range(TRANCHES)},
}
"""What each column counts, exact: its cells and its sum are written from the same figure."""

_BASES = frozenset(("base", "base_by_kind", "base_by_class"))
_STANDARDS = frozenset(("quota", "quota_institution", "bands", "bands_institution"))
CHANGES = frozenset(("change", "other_change", "apart"))


def columns(
    outcome: Outcome, inferred: frozenset[str], against: str | None
) -> tuple[Column[PlanRow], ...]:
    """Give the columns; ``against`` names the plan compared with, None for none.

    ``inferred`` are the keys of the parameters that are 推定.
    """
    result = outcome.result
    group = f"{method_name(result)}（名）"
    bounds = against is None or any(r.lower is not None or r.upper is not None for r in result.rows)
    made = [
        Column("name", "单位", _name, width=100, frozen=True, rule=True),
        _count("current", "现有"),
        _count("actual", "实有", rule=True),
        *_found(result, group, inferred),
        Column("posts", "核定", _posts, group=group, align=Align.RIGHT, width=58),
        _count("change", "比现有", group=group, width=66, rule=True),
    ]
    if bounds:
        made += [
            _bound("lower", "下限", lambda row: row.unit.lower),
            _bound("upper", "上限", lambda row: row.unit.upper, rule=True),
        ]
    if against is not None:
        made += _compared(f"对照：{against}（名）")
    made.append(
        Column("rate", "每万人", _rate, unit="名", align=Align.RIGHT, width=76, hidden=True)
    )
    made.append(Column("remark", "提示", _remark, width=184 if against else 220))
    return tuple(made)


def _found(result: StaffingResult, group: str, inferred: frozenset[str]) -> list[Column[PlanRow]]:
    """Give the columns by which the method comes to its figure."""
    made: list[Column[PlanRow]] = []
    based = any(row.base for row in result.rows)
    if result.standard_total is not None:
        made.append(_count("standard", "定额", group=group, inferred=_rests(inferred, _STANDARDS)))
    elif len(result.tranches) == 1:
        made.append(_share("share", group))
    if based:
        made.append(_count("base", "基本", group=group, inferred=_rests(inferred, _BASES)))
    if len(result.tranches) > 1:
        for place, tranche in enumerate(result.tranches):
            part = f"{tranche.label} {tranche.pool} 名"
            made.append(_share(f"share_{place}", part, width=78))
            made.append(_count(f"part_{place}", "得", group=part, width=48, rule=True))
    elif based:
        made.append(_count("floating", "浮动", group=group))
    exact = result.bounded or result.standard_total is not None
    made.append(_exact("quota", "精确值", group, hidden=not exact))
    if result.bounded:
        made.append(_count("calculated", "限幅前", group=group, width=70))
    return made


def _rests(inferred: frozenset[str], keys: frozenset[str]) -> bool:
    return bool(inferred & keys)


def _exact(key: str, title: str, group: str, *, hidden: bool) -> Column[PlanRow]:
    def cell(row: PlanRow) -> Cell:
        tone = Tone.AMBER if row.outside else Tone.SECOND
        return Cell(shown(row.quota, 2), row.quota, tone, tip=f"取整前 {shown(row.quota, 6)}")

    return Column(key, title, cell, group=group, align=Align.RIGHT, width=72, hidden=hidden)


def _rate(row: PlanRow) -> Cell:
    rate = row.per_ten_thousand
    if rate is None:
        return Cell("—", tone=Tone.FAINT)
    return Cell(shown(rate, 2), rate, tip="核定数 ÷ 常住人口（万人）")


def _compared(group: str) -> list[Column[PlanRow]]:
    return [
        _share("other_share", group),
        _count("other_posts", "核定", group=group, width=58, bold=True),
        _count("other_change", "比现有", group=group, width=66, rule=True),
        _count("apart", "两案差", width=66, rule=True),
    ]


def _name(row: PlanRow) -> Cell:
    return Cell(row.unit.name)


def _number(value: int | None, *, bold: bool = False, inferred: bool = False) -> Cell:
    if value is None:
        return Cell("—", tone=Tone.FAINT)
    return Cell(f"{value:,}", value, bold=bold, inferred=inferred and value != 0)


def _difference(value: int | None, *, bold: bool = False) -> Cell:
    if value is None:
        return Cell("—", tone=Tone.FAINT)
    return Cell(signed(value), value, Tone.NORMAL if value else Tone.FAINT, bold)


def _count(
    key: str,
    title: str,
    *,
    group: str = "",
    width: int = 54,
    rule: bool = False,
    inferred: bool = False,
    bold: bool = False,
) -> Column[PlanRow]:
    pick = COUNTS[key]

    def cell(row: PlanRow) -> Cell:
        if key in CHANGES:
            return _difference(pick(row))
        return _number(pick(row), bold=bold, inferred=inferred)

    return Column(key, title, cell, group=group, align=Align.RIGHT, width=width, rule=rule)


def _share(key: str, group: str, width: int = 86) -> Column[PlanRow]:
    pick = SHARES[key]

    def cell(row: PlanRow) -> Cell:
        value = pick(row)
        return Cell("—", tone=Tone.FAINT) if value is None else Cell(shown(value, 4), value)

    return Column(key, "占比 %", cell, group=group, align=Align.RIGHT, width=width)


def _posts(row: PlanRow) -> Cell:
    pinned = row.unit.lower is not None and row.unit.lower == row.unit.upper
    tip = "已锁定；清空即恢复测算" if pinned else "键入名数即锁定该单位"
    tone = Tone.RED if row.over else Tone.NORMAL
    return Cell(
        f"{row.unit.posts:,}", row.unit.posts, tone, bold=True, tip=tip, edit=str(row.unit.posts)
    )


def _bound(
    key: str, title: str, pick: Callable[[PlanRow], int | None], *, rule: bool = False
) -> Column[PlanRow]:
    def cell(row: PlanRow) -> Cell:
        value = pick(row)
        text = "" if value is None else f"{value:,}"
        return Cell(text, value, tip="本次测算选定，空 = 不限", edit=text)

    return Column(key, title, cell, align=Align.RIGHT, width=58, rule=rule)


def _remark(row: PlanRow) -> Cell:
    text, tone = remark(row)
    return Cell(text, tone=tone, warning=tone in {Tone.AMBER, Tone.RED}, tip=text)


def total_cells(shown_columns: Sequence[Column[PlanRow]], rows: Sequence[PlanRow]) -> list[Cell]:
    """Sum the rows in sight, column by column; a figure nobody reported is left out."""
    return [_total(column.key, rows) for column in shown_columns]


def _total(key: str, rows: Sequence[PlanRow]) -> Cell:
    if key in SHARES:
        shares = [share for row in rows if (share := SHARES[key](row)) is not None]
        whole = summed(shares)
        return Cell(shown(whole, 4), whole, bold=True) if shares else _number(None)
    if key == "quota":
        whole = summed([row.quota for row in rows])
        return Cell(shown(whole, 2), whole, bold=True)
    if key == "rate":
        return _whole_rate(rows)
    if key not in COUNTS:
        return Cell("合计" if key == "name" else "", bold=True)
    counts = [count for row in rows if (count := COUNTS[key](row)) is not None]
    total = sum(counts) if counts else None
    return _difference(total, bold=True) if key in CHANGES else _number(total, bold=True)


def _whole_rate(rows: Sequence[PlanRow]) -> Cell:
    """Give the mean of the rows in sight, by all their residents."""
    counted = [row for row in rows if row.residents]
    people = sum(row.residents or 0 for row in counted)
    if not people or len(counted) < len(rows):
        return _number(None)
    rate = Fraction(sum(row.unit.posts for row in counted) * 10_000, people)
    return Cell(shown(rate, 2), rate, bold=True)


def reserve_cells(
    shown_columns: Sequence[Column[PlanRow]], outcome: Outcome, other_reserve: int | None
) -> list[Cell]:
    """Give the row of what the county keeps, and the check that nothing is lost."""
    result = outcome.result
    posts = sum(row.posts for row in result.rows)
    words = {
        "name": "县留周转",
        "posts": f"{result.reserve:,}",
        "other_posts": "" if other_reserve is None else f"{other_reserve:,}",
        "remark": f"✓ {posts} + {result.reserve} = {result.total}",
    }
    return [Cell(words.get(column.key, ""), bold=True) for column in shown_columns]
