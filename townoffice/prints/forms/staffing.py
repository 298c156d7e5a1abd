"""乡镇（街道）某类编制测算（核定）表: base, tranches, posts and change of every unit (S2.4).

One group of columns per tranche, so that every method of the engine prints on the same form.
测算编制 and 核定编制 stand beside each other even where no bound makes them differ: the commission
approves the second, the first is how it was found.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from townoffice.policy import shipped_methods
from townoffice.prints.form import (
    Absent,
    Binding,
    CellValue,
    Column,
    ColumnKind,
    Form,
    Group,
    Section,
    TotalRow,
)
from townoffice.prints.forms.cited import find, rests_on_inference
from townoffice.prints.forms.grounds import grounds, separately_unrounded
from townoffice.prints.forms.reported import reported, reported_sum
from townoffice.prints.forms.staffing_notes import change_place, staffing_notes
from townoffice.prints.forms.words import day, one_page, percent, reporting_unit
from townoffice.records import StaffingResult, StaffingRow, State, Tranche

_PAGE_ROWS = 10
"""Rows that one page (横排) holds beside 小计 and 周转."""

_FIRST = (
    "base",
    "base_by_kind",
    "base_by_class",
    "quota",
    "quota_institution",
    "bands",
    "bands_institution",
)
"""The values the first column after the present posts may rest on."""

_Total: TypeAlias = tuple[CellValue, str | None]


def staffing_form(
    result: StaffingResult,
    *,
    check_code: str | None = None,
    attachment: str | None = None,
    first_page: int = 1,
) -> Form:
    """Draw up the table of a staffing calculation.

    ``check_code`` is that of the adopted plan, None for a draft.
    """
    pool_words = _pool_words(result)
    return Form(
        title=f"乡镇（街道）{result.category.label}测算（核定）表",
        reporting_unit=reporting_unit(result.county),
        sections=(_section(result, pool_words, attachment),),
        subtitle=f"（{_subtitle(result)}）",
        attachment=attachment,
        as_of=f"数据截至{day(result.on)}",
        unit="单位：名",
        notes=staffing_notes(result, pool_words),
        binding=Binding.ATTACHMENT if attachment else Binding.ALONE,
        first_page=first_page,
        check_code=check_code,
    )


def _subtitle(result: StaffingResult) -> str:
    method = shipped_methods().get(result.method)
    return result.method_label if method is None else method.subtitle


def _pool_words(result: StaffingResult) -> str:
    return "机动" if "机动" in _subtitle(result) else "周转"


def _section(result: StaffingResult, pool_words: str, attachment: str | None) -> Section:
    subtotal, total = _subtotal(result), _grand_total(result)
    totals = (subtotal, _county_row(result, pool_words), total) if result.reserve else (subtotal,)
    first = not one_page(len(result.rows), _PAGE_ROWS, attachment)
    return Section(
        header=_header(result),
        rows=tuple(_row(result, n, words) for n, words in enumerate(grounds(result))),
        totals=(totals[-1], *totals[:-1]) if first else totals,
        totals_first=first,
    )


def _header(result: StaffingResult) -> tuple[Group | Column, ...]:
    parameters = result.parameters
    joined = separately_unrounded(result)
    width = 2 if joined else 3
    groups = tuple(
        _group(result, tranche, 3 + width * n) for n, tranche in enumerate(result.tranches)
    )
    change = change_place(result)
    parts = "+".join(f"[{2 + width * (n + 1)}]" for n in range(len(result.tranches)))
    standard = result.standard_total is not None
    first = "定额" if standard else "基本\n编制"
    calculated = parts if standard else "+".join(part for part in ("[2]", parts) if part)
    return (
        Column("序号", ColumnKind.SERIAL),
        Column("乡镇（街道）", ColumnKind.NAME),
        Column("现有\n编制", ColumnKind.NUMBER),
        Column(first, ColumnKind.NUMBER, inferred=rests_on_inference(parameters, *_FIRST)),
        *groups,
        Column("测算\n编制", ColumnKind.NUMBER, decimals=2 if joined else 0, formula=calculated),
        Column(
            "核定\n编制",
            ColumnKind.NUMBER,
            inferred=result.bounded,
            formula=None if result.bounded else f"[{change - 2}]",
        ),
        Column("增减", ColumnKind.NUMBER, signed=True, formula=f"[{change - 1}]-[1]"),
        Column("依据", ColumnKind.TEXT),
    )


def _group(result: StaffingResult, tranche: Tranche, first: int) -> Group:
    leaves = (
        Column("分配系数\n（%）", ColumnKind.NUMBER, decimals=4),
        Column("计算值", ColumnKind.NUMBER, decimals=4, formula=f"{tranche.pool}*[{first}]/100"),
        Column("取整", ColumnKind.NUMBER),
    )
    return Group(
        tranche.label if result.standard_total is None else "按定额折算",
        leaves[:2] if separately_unrounded(result) else leaves,
        inferred=rests_on_inference(result.parameters, "floating", "weights", "rounding"),
    )


def _row(result: StaffingResult, n: int, words: str) -> tuple[CellValue, ...]:
    row = result.rows[n]
    shares = tuple(
        cell
        for tranche in result.tranches
        for cell in _leaves(
            result, tranche.coefficient(n) * 100, tranche.quota(n), tranche.seats[n]
        )
    )
    calculated: CellValue = row.calculated
    if separately_unrounded(result):
        calculated = row.base + sum((t.quota(n) for t in result.tranches), Fraction())
    return (
        n + 1,
        row.name,
        reported(row.current),
        _first(row),
        *shares,
        calculated,
        row.posts,
        reported(row.change),
        words,
    )


def _first(row: StaffingRow) -> int:
    """Give the base of a row, or the standard a document sets for it outright."""
    return row.base if row.standard is None else row.standard


def _leaves(
    result: StaffingResult, share: CellValue, quota: CellValue, seats: CellValue
) -> tuple[CellValue, ...]:
    return (share, quota) if separately_unrounded(result) else (share, quota, seats)


def _shared(result: StaffingResult, formula: str) -> list[_Total]:
    cells: list[_Total] = []
    for tranche in result.tranches:
        share = Fraction(100) if tranche.weight_total else Fraction()
        values = _leaves(result, share, tranche.pool, sum(tranche.seats))
        cells += [(value, formula) for value in values]
    return cells


def _total_row(label: str, cells: Sequence[_Total], words: str = "", *, heavy: bool) -> TotalRow:
    return TotalRow(
        label,
        (*(value for value, _ in cells), words),
        (*(formula for _, formula in cells), None),
        heavy=heavy,
    )


def _subtotal(result: StaffingResult) -> TotalRow:
    rows = result.rows
    given = result.total - result.reserve
    cells: list[_Total] = [
        (reported_sum([row.current for row in rows]), "SUM"),
        (sum(_first(row) for row in rows), "SUM"),
        *_shared(result, "SUM"),
        (given, "SUM"),
        (given, "SUM"),
        (reported_sum([row.change for row in rows]), "SUM"),
    ]
    return _total_row("小计" if result.reserve else "合计", cells, heavy=True)


def _county_row(result: StaffingResult, pool_words: str) -> TotalRow:
    posts = change_place(result) - 1
    blanks = len(_shared(result, ""))
    cells: list[_Total] = [
        (0, None),
        *(((Absent.NOT_APPLICABLE, None),) * (1 + blanks)),
        (result.reserve, None),
        (result.reserve, f"[{posts - 1}]"),
        (result.reserve, f"[{posts}]-[1]"),
    ]
    return _total_row(f"县级统筹{pool_words}编制", cells, _reserve_words(result), heavy=False)


def _grand_total(result: StaffingResult) -> TotalRow:
    rows = result.rows
    changes = reported_sum([row.change for row in rows])
    cells: list[_Total] = [
        (reported_sum([row.current for row in rows]), "OTHERS"),
        (sum(_first(row) for row in rows), "OTHERS"),
        *_shared(result, "OTHERS"),
        (result.total, "OTHERS"),
        (result.total, "OTHERS"),
        (changes + result.reserve if isinstance(changes, int) else changes, "OTHERS"),
    ]
    return _total_row("合计", cells, heavy=True)


def _reserve_words(result: StaffingResult) -> str:
    share = find(result.parameters, "reserve_share")
    if share is None or not isinstance(share.value, int | Decimal):
        return f"总量{result.total}名中留出"
    exact = Fraction(share.value) * result.total
    if int(exact) != result.reserve:
        return f"总量{result.total}名中留出"
    mark = "※" if share.state is State.INFERRED else ""
    cut = "" if exact == result.reserve else "，舍去小数"
    return f"总量{result.total}名的{percent(share.value)}{mark}{cut}"
