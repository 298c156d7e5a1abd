"""乡镇（街道）某类编制方案对照表: up to four plans side by side, and how far they are apart.

A plan that is not the present posts has two columns, 核定 and 比现有. The figures of the whole
county (winners, losers, how uneven 万人编制数 is) are said in the 注, plan by plan.
"""

from townoffice.prints.form import (
    Absent,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Group,
    Notes,
    Section,
    TotalRow,
)
from townoffice.prints.forms.reported import reported, reported_sum
from townoffice.prints.forms.words import LIST_MARK, day, names_of, one_page, reporting_unit
from townoffice.records import PlanBeside, SideBySide, UnitBeside, shown

_PAGE_ROWS = 10
"""Rows that one page (横排) holds beside 小计 and 周转."""
_NOW = "now"


def comparison_form(found: SideBySide, *, attachment: str | None = None) -> Form:
    """Draw up the table of a comparison; it is never adopted, so it is always a 测算稿."""
    return Form(
        title=f"乡镇（街道）{found.category.label}方案对照表",
        reporting_unit=reporting_unit(found.county),
        sections=(_section(found, attachment),),
        attachment=attachment,
        as_of=f"数据截至{day(found.on)}",
        unit="单位：名",
        notes=_notes(found),
    )


def _section(found: SideBySide, attachment: str | None) -> Section:
    first = not one_page(len(found.units), _PAGE_ROWS, attachment)
    totals = _totals(found)
    return Section(
        header=_header(found),
        rows=tuple(_row(found, n, unit) for n, unit in enumerate(found.units)),
        totals=(totals[-1], *totals[:-1]) if first else totals,
        totals_first=first,
    )


def _width(plan: PlanBeside) -> int:
    return 1 if plan.key == _NOW else 2


def _places(found: SideBySide) -> tuple[int, ...]:
    """Give the index number of every plan's posts."""
    places, place = [], 1
    for plan in found.plans:
        places.append(place)
        place += _width(plan)
    return tuple(places)


def _now_place(found: SideBySide) -> int | None:
    keys = [plan.key for plan in found.plans]
    return _places(found)[keys.index(_NOW)] if _NOW in keys else None


def _header(found: SideBySide) -> tuple[Group | Column, ...]:
    now = _now_place(found)
    whole = all(count is not None for plan in found.plans for count in plan.posts)
    made: list[Group | Column] = [
        Column("序号", ColumnKind.SERIAL),
        Column("乡镇（街道）", ColumnKind.NAME),
    ]
    for plan, place in zip(found.plans, _places(found), strict=True):
        if plan.key == _NOW:
            made.append(Column("现有\n编制", ColumnKind.NUMBER))
            continue
        formula = f"[{place}]-[{now}]" if now is not None and whole else None
        change = Column("比现有", ColumnKind.NUMBER, signed=True, formula=formula)
        made.append(Group(plan.name, (Column("核定", ColumnKind.NUMBER), change)))
    listed = ",".join(f"[{place}]" for place in _places(found))
    spread = f"MAX({listed})-MIN({listed})" if whole else None
    made.append(Column("最大\n相差", ColumnKind.NUMBER, formula=spread))
    made.append(Column("说明", ColumnKind.TEXT))
    return tuple(made)


def _row(found: SideBySide, n: int, unit: UnitBeside) -> tuple[CellValue, ...]:
    cells: list[CellValue] = [n + 1, unit.name]
    for plan, posts, change in zip(found.plans, unit.posts, unit.changes, strict=True):
        cells.append(reported(posts))
        if plan.key != _NOW:
            cells.append(reported(change))
    return (*cells, reported(unit.spread), _words(found, unit))


def _words(found: SideBySide, unit: UnitBeside) -> str:
    """Say which plans give a unit most and fewest."""
    if not unit.spread:
        return "" if unit.spread is None else "各方案相同"
    known = [count for count in unit.posts if count is not None]
    pairs = list(zip(found.plans, unit.posts, strict=True))
    most = [plan.name for plan, count in pairs if count == max(known)]
    least = [plan.name for plan, count in pairs if count == min(known)]
    return f"最多{LIST_MARK.join(most[:2])}，最少{LIST_MARK.join(least[:2])}"


def _totals(found: SideBySide) -> tuple[TotalRow, ...]:
    cells: list[CellValue] = []
    for plan in found.plans:
        cells.append(reported_sum(plan.posts))
        if plan.key != _NOW:
            cells.append(reported_sum(plan.changes))
    formulas: tuple[str | None, ...] = (*("SUM",) * len(cells), None, None)
    blank: tuple[CellValue, ...] = (Absent.NOT_APPLICABLE, "")
    kept = any(plan.reserve for plan in found.plans)
    subtotal = TotalRow("小计" if kept else "合计", (*cells, *blank), formulas)
    return (subtotal, _kept(found), _whole(found, blank)) if kept else (subtotal,)


def _kept(found: SideBySide) -> TotalRow:
    cells: list[CellValue] = []
    for plan in found.plans:
        cells += [plan.reserve] if plan.key == _NOW else [plan.reserve, plan.reserve]
    kept = (*cells, Absent.NOT_APPLICABLE, "没有给单位的，归县级统筹")
    return TotalRow("县级统筹周转编制", kept, (None,) * len(kept), heavy=False)


def _whole(found: SideBySide, blank: tuple[CellValue, ...]) -> TotalRow:
    cells: list[CellValue] = []
    for plan in found.plans:
        posts, changes = reported_sum(plan.posts), reported_sum(plan.changes)
        cells.append(posts + plan.reserve if isinstance(posts, int) else posts)
        if plan.key != _NOW:
            cells.append(changes + plan.reserve if isinstance(changes, int) else changes)
    formulas: tuple[str | None, ...] = (*("OTHERS",) * len(cells), None, None)
    return TotalRow("合计", (*cells, *blank), formulas)


def _notes(found: SideBySide) -> Notes:
    lacking = [unit.name for unit in found.units if unit.spread is None]
    foreign = [plan.name for plan in found.plans if not plan.adopted]
    basis = f"{LIST_MARK.join(foreign)}本县没有采用，数字仅供比较。" if foreign else ""
    rates = "；".join(words for plan in found.plans if (words := _evenness(plan)))
    moves = "；".join(
        f"{plan.name}{plan.gaining}个增、{plan.losing}个减"
        for plan in found.plans
        if plan.key != _NOW
    )
    spread = "最大相差=各方案中最多−最少，合计免填（×）。"
    relations = [f"{spread}{moves}。" if moves else spread]
    if rates:
        relations.append(f"万人编制数（按常住人口）的均衡程度，基尼系数越小越均衡：{rates}。")
    return Notes(
        basis=(basis,) if basis else (),
        relations=tuple(relations),
        signs=(f"“—”表示应填未报：{names_of(lacking)}现有编制未报。",) if lacking else (),
    )


def _evenness(plan: PlanBeside) -> str:
    if plan.gini is None or plan.widest is None:
        return ""
    return (
        f"{plan.name}{shown(plan.gini, 4)}，{plan.widest_unit}偏离全县平均{shown(plan.widest, 2)}"
    )
