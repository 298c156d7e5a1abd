"""机构编制沿革表 and 机构编制核查情况表: how the register came to be, and what a check finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

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
from townoffice.prints.forms.words import LIST_MARK, day, reporting_unit_short
from townoffice.records import Category, County, Finding, Severity, trimmed

NONE = "无"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act of the 沿革: the day (None: not on file), what was done to what, the document."""

    on: date | None
    act: str
    name: str
    doc_no: str | None
    detail: str


def lineage_form(
    county: County,
    unit: str,
    lines: Sequence[HistoryLine],
    on: date,
    *,
    check_code: str | None = None,
) -> Form:
    """Draw up the history of a unit's institutions and posts, in its order."""
    header = (
        Column("序号", ColumnKind.SERIAL),
        Column("时间", ColumnKind.CODE),
        Column("机构名称", ColumnKind.NAME),
        Column("事项", ColumnKind.CODE),
        Column("内容", ColumnKind.TEXT),
        Column("文号", ColumnKind.CODE),
    )
    rows = tuple(
        (n, _dated(line.on), line.name, line.act, line.detail or NONE, line.doc_no or "未载")
        for n, line in enumerate(lines, 1)
    )
    return Form(
        title=f"{county.name}{unit}机构编制沿革表",
        reporting_unit=reporting_unit_short(county),
        sections=(Section(header, rows),),
        as_of=f"截至{day(on)}",
        notes=Notes(signs=("“未载”指登记时没有批准文号；时间为“—”的，设立时间登记前已不可考。",)),
        check_code=check_code,
    )


def _dated(on: date | None) -> str:
    return "—" if on is None else f"{on:%Y.%m.%d}"


@dataclass(frozen=True, slots=True)
class CheckedUnit:
    """What a unit has and may have, for the table of a check; None: not reported.

    ``documents`` counts the approving documents on file.
    """

    name: str
    institutions: int
    limit: int | None
    plates: int
    authorized: dict[Category, int]
    actual: dict[Category, int]
    leaders: tuple[int | None, int | None]
    documents: int
    findings: tuple[Finding, ...]


def check_form(
    county: County, units: Sequence[CheckedUnit], on: date, *, check_code: str | None = None
) -> Form:
    """Draw up the check: the figures of every unit, then every finding with limit and clause."""
    findings = [finding for unit in units for finding in unit.findings]
    sections = [Section(_STATISTICS, tuple(map(_unit_row, range(1, len(units) + 1), units)),
                        (_total(units),), heading="一、机构编制情况")]  # fmt: skip
    if findings:
        rows = tuple(_finding_row(n, finding) for n, finding in enumerate(findings, 1))
        sections.append(Section(_FINDINGS, rows, heading=f"二、核查情况（{len(findings)}条）"))
    return Form(
        title=f"{county.name}乡镇（街道）机构编制核查情况表",
        reporting_unit=reporting_unit_short(county),
        sections=tuple(sections),
        as_of=f"截至{day(on)}",
        unit="单位：个、名、件",
        notes=_notes(findings),
        check_code=check_code,
    )


_STATISTICS = (
    Column("序号", ColumnKind.SERIAL),
    Column("乡镇（街道）", ColumnKind.NAME),
    Group("机构", (Column("限额", ColumnKind.NUMBER), Column("实际", ColumnKind.NUMBER))),
    Column("加挂\n牌子", ColumnKind.NUMBER),
    Group("行政编制", (Column("核定", ColumnKind.NUMBER), Column("实有", ColumnKind.NUMBER))),
    Group("事业编制", (Column("核定", ColumnKind.NUMBER), Column("实有", ColumnKind.NUMBER))),
    Group("领导职数", (Column("核定", ColumnKind.NUMBER), Column("实配", ColumnKind.NUMBER))),
    Column("批准\n文件", ColumnKind.NUMBER),
    Group("问题", (Column("突破", ColumnKind.NUMBER), Column("提醒", ColumnKind.NUMBER))),
)
_FINDINGS = (
    Column("序号", ColumnKind.SERIAL),
    Column("乡镇（街道）", ColumnKind.NAME),
    Column("核查事项", ColumnKind.CODE),
    Column("规定", ColumnKind.WORD),
    Column("实际", ColumnKind.WORD),
    Column("问题", ColumnKind.TEXT),
    Column("等级", ColumnKind.CODE),
    Column("依据或本县文号", ColumnKind.TEXT),
)


def _unit_row(number: int, unit: CheckedUnit) -> tuple[CellValue, ...]:
    return (number, unit.name, *_figures(unit))


def _figures(unit: CheckedUnit) -> tuple[CellValue, ...]:
    posts = (
        reported(held.get(category))
        for category in (Category.ADMIN, Category.INSTITUTION)
        for held in (unit.authorized, unit.actual)
    )
    counted = (_of(unit, Severity.BREACH), _of(unit, Severity.WARNING))
    return (
        Absent.NOT_APPLICABLE if unit.limit is None else unit.limit,
        unit.institutions,
        unit.plates,
        *posts,
        *map(reported, unit.leaders),
        unit.documents,
        *counted,
    )


def _of(unit: CheckedUnit, severity: Severity) -> int:
    return sum(finding.severity is severity for finding in unit.findings)


def _total(units: Sequence[CheckedUnit]) -> TotalRow:
    columns = list(zip(*(_figures(unit) for unit in units), strict=True))
    sums = (reported_sum([v if isinstance(v, int) else None for v in c]) for c in columns[1:])
    cells: list[CellValue] = [Absent.NOT_APPLICABLE, *sums]
    formulas = (None, *("SUM",) * (len(cells) - 1))
    return TotalRow("合计", tuple(cells), formulas)


def _finding_row(number: int, finding: Finding) -> tuple[CellValue, ...]:
    if finding.waiver is not None:
        rests = f"{finding.waiver.doc_no}：{finding.waiver.reason}"
    else:
        rests = "；".join(cite.text for cite in finding.cites) or "—"
    mark = "※" if finding.inferred else ""
    return (
        number,
        finding.unit_name,
        finding.label,
        f"{_said(finding.limit)}{mark}",
        _said(finding.actual),
        finding.what,
        finding.severity.label,
        rests,
    )


def _said(value: int | Fraction | str | None) -> str:
    if value is None:
        return "—"
    if isinstance(value, Fraction):
        return trimmed(value)
    return str(value)


def _notes(findings: Sequence[Finding]) -> Notes:
    inferred = list(dict.fromkeys(f.label for f in findings if f.inferred))
    words = f"{LIST_MARK.join(inferred)}的规定未见文件，核查结果只作提醒。" if inferred else ""
    return Notes(
        relations=(
            (
                "突破：超过文件规定且没有本县文件；提醒：低于下限、临近界限或规定为推定；"
                "已有文件：突破限额但本县已发文认可。机构数不含人大、政协、群团、武装部。"
            ),
        ),
        signs=("“—”表示应填未报或不适用，×表示该栏没有统一的限额。",),
        inferred=words,
    )
