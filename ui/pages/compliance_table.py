"""The findings of a check as a table, and the sentence above it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from townoffice.records import Finding, Severity
from ui.headline import linked, toned
from ui.pages.institutions_findings import FINDING_COLUMNS
from ui.tables import Cell, Column, RecordTable
from ui.theme import Tone

if TYPE_CHECKING:
    from townoffice.desk.institution_views import CountyRegister

_ORDER = list(Severity)
_WIDTHS = {"what": 480, "limit": 88, "actual": 88}
"""There is more room than in a dialog; the clause stands beside the table."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One finding, with the clause it rests on."""

    finding: Finding

    @property
    def key(self) -> tuple[str, str, str]:
        """Unit, rule and subject: what tells findings apart."""
        return self.finding.unit, self.finding.rule, self.finding.subject


def rows_of(county: "CountyRegister") -> tuple[FoundRow, ...]:
    """List what was found, what weighs most first, then by unit."""
    found = sorted(county.findings, key=lambda one: _ORDER.index(one.severity))
    return tuple(FoundRow(one) for one in found)


def findings_table() -> RecordTable[FoundRow]:
    """Make the table."""
    table: RecordTable[FoundRow] = RecordTable(
        _columns(), key=lambda row: row.key, name="compliance", row_height=30
    )
    table.setAccessibleName("核查结果")
    return table


def _columns() -> tuple[Column[FoundRow], ...]:
    """Take the columns of a unit's findings; the unit goes after the verdict, the clause last."""
    first, *rest = (_of_row(column) for column in FINDING_COLUMNS)
    unit: Column[FoundRow] = Column(
        "unit", "单位", lambda row: Cell(row.finding.unit_name), width=106, rule=True
    )
    cite: Column[FoundRow] = Column(
        "cite", "依据", lambda row: _cite(row.finding), width=260, hidden=True
    )
    return (first, unit, *rest, cite)


def _of_row(column: Column[Finding]) -> Column[FoundRow]:
    cell = column.cell
    return Column(
        column.key,
        column.title,
        lambda row: cell(row.finding),
        width=_WIDTHS.get(column.key, column.width),
        frozen=column.frozen,
    )


def _cite(finding: Finding) -> Cell:
    if finding.waiver is not None:
        return Cell(finding.waiver.doc_no, tip=finding.waiver.reason)
    words = "；".join(cite.text for cite in finding.cites)
    return Cell(words or "—", tone=Tone.SECOND, tip=words)


def headline(county: "CountyRegister") -> tuple[str, str]:
    """Say how many limits are broken, what else was found, and as of which day."""
    counts = dict.fromkeys(Severity, 0)
    for finding in county.findings:
        counts[finding.severity] += 1
    breach, warning, note = (counts[one] for one in Severity)
    upper = f"核查 {linked(str(len(county.units)), 'all')} 个单位："
    if breach:
        words = linked(f"{breach} 处突破", Severity.BREACH.value, Tone.RED)
        upper += f"{words} {linked('→ 查看', Severity.BREACH.value)}"
    else:
        upper += "没有突破限额"
    parts = []
    if warning:
        parts.append(linked(f"提醒 {warning} 处", Severity.WARNING.value, Tone.AMBER))
    if note:
        parts.append(linked(f"已有本县文件 {note} 处", Severity.NOTE.value))
    parts.append(toned(f"按 {county.on.isoformat()} 的登记和现行政策", Tone.SECOND))
    if county.silent:
        parts.append(toned(f"{len(county.silent)} 条规则没有采用政策，未查", Tone.SECOND))
    return upper, " · ".join(parts)
