"""综合行政执法情况表: officers, certificates, cases and training of every unit in a year.

Officers due come with their clause; auxiliary staff stand in a column of their own and in no sum
of officers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from townoffice.prints.form import (
    Absent,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Group,
    Inferred,
    Notes,
    Section,
    TotalRow,
)
from townoffice.prints.forms.cited import inferred_words, sources
from townoffice.prints.forms.reported import reported, reported_sum
from townoffice.prints.forms.words import commission, names_of, reporting_unit_short
from townoffice.records import Arrangement, CitedValue, County, Enforcement


def _number(label: str) -> Column:
    return Column(label, ColumnKind.NUMBER)


@dataclass(frozen=True, slots=True)
class EnforcingUnit:
    """A unit's enforcement in a year, and how many officers the documents in force ask for.

    ``needed`` for its offices, ``city_needed`` 城管执法人员 by its urban residents; each with the
    value of policy it follows from, None where no document asks or residents are not reported.
    """

    name: str
    record: Enforcement | None
    needed: tuple[int, CitedValue] | None
    city_needed: tuple[int, CitedValue] | None
    city_due: bool


_ENFORCEMENT = (
    Column("序号", ColumnKind.SERIAL),
    Column("乡镇（街道）", ColumnKind.NAME),
    Column("设置方式", ColumnKind.WORD),
    Group("执法人员", (_number("应配"), _number("实有"), _number("持证"))),
    Group("城管执法人员", (_number("应配"), _number("实有"))),
    _number("辅助\n人员"),
    Group("办案（件）", (_number("本级"), _number("联合执法"))),
    _number("培训\n（人次）"),
)
_ARRANGED = {Arrangement.ONE_TO_ONE: "一对一", Arrangement.AREA: "按片区"}


def enforcement_form(
    county: County, units: Sequence[EnforcingUnit], year: int, *, check_code: str | None = None
) -> Form:
    """Draw up the enforcement of every unit in a year."""
    rows = tuple(
        (n, unit.name, _arranged(unit), *_enforcing(unit)) for n, unit in enumerate(units, 1)
    )
    columns = list(zip(*(row[3:] for row in rows), strict=True))
    totals = (TotalRow("合计", tuple(map(_sum, columns)), ("SUM",) * len(columns)),) if rows else ()
    said = list(dict.fromkeys(v[1] for u in units for v in (u.needed, u.city_needed) if v))
    silent = [unit.name for unit in units if unit.record is None]
    signs = ["×表示没有文件要求、不用填报"]
    if silent:
        signs.insert(0, f"{names_of(silent)}未报")
    basis = sources(said)
    return Form(
        title=f"{county.name}乡镇（街道）综合行政执法情况表",
        reporting_unit=reporting_unit_short(county),
        sections=(Section(_ENFORCEMENT, rows, totals, totals_first=True),),
        as_of=f"{year}年",
        unit="单位：名",
        notes=Notes(
            basis=(f"依据：{basis}。",) if basis else (),
            relations=(_RELATIONS,),
            signs=(f"“—”表示应填未报，合计为已有数据之和；{'；'.join(signs)}。",),
            inferred=inferred_words(said, commission(county)),
        ),
        check_code=check_code,
    )


_RELATIONS = (
    "第1栏按执法机构个数、第4栏按城镇人口每万人标准计算（进位取整）；人员为年底数。"
    "第3栏为第2栏的其中数。执法辅助人员不计入执法人员。"
)


def _arranged(unit: EnforcingUnit) -> CellValue:
    held = unit.record.arrangement if unit.record else None
    return _ARRANGED[held] if held is not None else Absent.NOT_REPORTED


def _enforcing(unit: EnforcingUnit) -> tuple[CellValue, ...]:
    one = unit.record or Enforcement(0, 0)
    city = _due(unit.city_needed)
    if unit.city_due and unit.city_needed is None:
        city = Absent.NOT_REPORTED
    return (
        _due(unit.needed),
        reported(one.officers),
        reported(one.certified),
        city,
        _city(unit, one),
        reported(one.auxiliary),
        reported(one.cases),
        reported(one.joint_cases),
        reported(one.trained),
    )


def _city(unit: EnforcingUnit, one: Enforcement) -> CellValue:
    if one.city_officers is None and not unit.city_due:
        return Absent.NOT_APPLICABLE
    return reported(one.city_officers)


def _due(needed: tuple[int, CitedValue] | None) -> CellValue:
    if needed is None:
        return Absent.NOT_APPLICABLE
    return Inferred(needed[0]) if needed[1].inferred else needed[0]


def _sum(cells: Sequence[CellValue]) -> CellValue:
    bare = [cell.value if isinstance(cell, Inferred) else cell for cell in cells]
    if all(cell is Absent.NOT_APPLICABLE for cell in bare):
        return Absent.NOT_APPLICABLE
    return reported_sum(cell for cell in bare if isinstance(cell, int))
