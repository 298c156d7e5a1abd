"""What stands beside the institutions: 派驻机构一览表, 四个平台情况表, 赋权清单及行使情况表.

Each is of the whole county, unit by unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from townoffice.prints.form import (
    COVERED,
    Absent,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Group,
    Merged,
    Notes,
    Section,
    TotalRow,
)
from townoffice.prints.forms.cited import inferred_words, sources
from townoffice.prints.forms.institutions import merged_runs
from townoffice.prints.forms.reported import reported, reported_sum
from townoffice.prints.forms.words import commission, day, reporting_unit_short
from townoffice.records import (
    Agency,
    CitedValue,
    County,
    Party,
    Platform,
    Right,
    RightGrant,
    RightUse,
)

NONE = "无"
_UNUSED = "没有行使"
_UNIT = Column("乡镇（街道）", ColumnKind.WORD)
_SERIAL = Column("序号", ColumnKind.SERIAL)
_NOT_ON_FILE = "“—”表示应填未报或没有登记。"
_PARTIES = {Party.UNIT: "属地", Party.DEPARTMENT: "部门", Party.BOTH: "双重"}


def _number(label: str) -> Column:
    return Column(label, ColumnKind.NUMBER)


def _word(label: str) -> Column:
    return Column(label, ColumnKind.WORD)


def agencies_form(
    county: County,
    agencies: Sequence[tuple[str, Agency]],
    said: Sequence[CitedValue],
    on: date,
    *,
    check_code: str | None = None,
) -> Form:
    """Draw up the dispatched agencies, each with the name of its unit, units together.

    ``said`` are the values of the policies on which may be devolved and who manages.
    """
    duties = (_word("日常\n管理"), _word("年度\n考核"), _word("绩效\n发放"))
    header = (
        _SERIAL,
        _UNIT,
        Column("派驻机构", ColumnKind.NAME),
        Column("主管部门", ColumnKind.TEXT),
        _word("是否\n下放"),
        Group("由谁负责", duties),
        _word("负责人"),
        Column("任免书面\n意见文号", ColumnKind.CODE),
        _number("人数"),
        Column("倾斜政策", ColumnKind.TEXT),
    )
    units = merged_runs([unit for unit, _ in agencies])
    rows = tuple(
        (n + 1, units[n], one.name, _owner(county, one), *_managed(one), reported(one.staff),
         one.preference or NONE)
        for n, (_, one) in enumerate(agencies)
    )  # fmt: skip
    total = TotalRow("合计", (reported_sum(one.staff for _, one in agencies), ""), ("SUM", None))
    down = sum(one.devolved for _, one in agencies)
    basis = sources(said)
    return Form(
        title=f"{county.name}乡镇（街道）派驻机构一览表",
        reporting_unit=reporting_unit_short(county),
        sections=(Section(header, rows, (total,), totals_first=True),),
        as_of=f"截至{day(on)}",
        unit="单位：名",
        notes=Notes(
            basis=(f"依据：{basis}。",) if basis else (),
            relations=(f"共{len(agencies)}个派驻机构，其中已下放{down}个。",),
            signs=(f"属地指乡镇（街道），部门指主管部门。{_NOT_ON_FILE}",),
            inferred=inferred_words(said, commission(county)),
        ),
        check_code=check_code,
    )


def _owner(county: County, one: Agency) -> str:
    """Give the department without the county's name, which the title has: 县公安局."""
    bare = one.owner.removeprefix(county.name)
    return f"{county.name[-1:]}{bare}" if bare and bare != one.owner else one.owner


def _managed(one: Agency) -> tuple[CellValue, ...]:
    parties = (
        _PARTIES[party] if party is not None else Absent.NOT_REPORTED
        for party in (one.manages, one.assesses, one.pays)
    )
    return (
        "是" if one.devolved else "否",
        *parties,
        one.head or Absent.NOT_REPORTED,
        one.opinion_doc_no or Absent.NOT_REPORTED,
    )


def platforms_form(
    county: County,
    platforms: Sequence[tuple[str, Platform]],
    on: date,
    *,
    check_code: str | None = None,
) -> Form:
    """Draw up the four platforms, each with the name of its unit, units together."""
    header = (
        _SERIAL,
        _UNIT,
        Column("平台", ColumnKind.NAME),
        Column("批准文号", ColumnKind.CODE),
        _number("人员"),
        _number("网格\n（个）"),
        _number("网格员"),
        Column("接入系统", ColumnKind.TEXT),
    )
    units = merged_runs([unit for unit, _ in platforms])
    rows = tuple(
        (n + 1, units[n], one.kind.label, one.doc_no or NONE, reported(one.staff),
         *_grids(one), one.systems or NONE)
        for n, (_, one) in enumerate(platforms)
    )  # fmt: skip
    sums = (reported_sum(getattr(one, key) for _, one in platforms)
            for key in ("staff", "grids", "grid_staff"))  # fmt: skip
    total = TotalRow("合计", (*sums, ""), (*("SUM",) * 3, None))
    return Form(
        title=f"{county.name}乡镇（街道）四个平台情况表",
        reporting_unit=reporting_unit_short(county),
        sections=(Section(header, rows, (total,), totals_first=True),),
        as_of=f"截至{day(on)}",
        unit="单位：名",
        notes=Notes(signs=("“—”表示应填未报，合计为已有数据之和；×表示该平台不填网格。",)),
        check_code=check_code,
    )


def _grids(one: Platform) -> tuple[CellValue, CellValue]:
    """Give grids and their staff; only 综治 has them."""
    if one.kind.value != "order" and one.grids is None and one.grid_staff is None:
        return Absent.NOT_APPLICABLE, Absent.NOT_APPLICABLE
    return reported(one.grids), reported(one.grid_staff)


@dataclass(frozen=True, slots=True)
class UnitRights:
    """What a unit was granted, and how it used it, by day."""

    name: str
    grants: tuple[RightGrant, ...]
    uses: tuple[RightUse, ...]


def rights_form(
    county: County, units: Sequence[UnitRights], on: date, *, check_code: str | None = None
) -> Form:
    """Draw up the rights of every unit with each time they were used."""
    header = (
        _SERIAL,
        _UNIT,
        Column("权项", ColumnKind.NAME),
        Column("赋权文号", ColumnKind.CODE),
        Column("行使时间", ColumnKind.CODE),
        Column("事项", ColumnKind.TEXT),
        _word("意见"),
        Column("文号", ColumnKind.CODE),
        Column("结果", ColumnKind.TEXT),
    )
    found = [(unit.name, right, row) for unit in units for right, row in _rights(unit)]
    names = merged_runs([name for name, _, _ in found])
    rows = [(n, names[n - 1], right, *row) for n, (_, right, row) in enumerate(found, 1)]
    granted, used = (sum(len(part) for part in parts) for parts in
                     ([u.grants for u in units], [u.uses for u in units]))  # fmt: skip
    return Form(
        title=f"{county.name}乡镇（街道）赋权清单及行使情况表",
        reporting_unit=reporting_unit_short(county),
        sections=(Section(header, tuple(rows)),),
        as_of=f"截至{day(on)}",
        notes=Notes(
            relations=(f"共赋权{granted}项，行使{used}次。没有赋权文件的权项不列。",),
            signs=(f"“{_UNUSED}”指台账中没有行使的登记，“{NONE}”指没有登记结果。",),
        ),
        check_code=check_code,
    )


def _rights(unit: UnitRights) -> list[tuple[str, tuple[CellValue, ...]]]:
    granted = {grant.right: grant for grant in unit.grants}
    rows: list[tuple[str, tuple[CellValue, ...]]] = []
    for right in Right:
        uses = [use for use in unit.uses if use.right is right]
        grant = granted.get(right)
        doc = grant.doc_no if grant is not None else "未赋权"
        rows += [
            (right.label, (doc, f"{use.used_on:%Y.%m.%d}", use.matter, use.opinion.value,
                           use.doc_no, use.outcome or NONE))
            for use in uses
        ]  # fmt: skip
        if grant is not None and not uses:
            rows.append((right.label, (doc, Merged(_UNUSED, across=5), *[COVERED] * 4)))
    return rows
