"""全县: one row for each unit, what it has of each kind and what is wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from townoffice.records import InstitutionKind, Severity
from ui.pages.institutions_columns import SEVERITY_TONES
from ui.pages.institutions_lines import KIND_RULES, breaches, posts, setup_findings
from ui.tables import Align, Cell, Column, RecordTable
from ui.theme import Tone

if TYPE_CHECKING:
    from townoffice.desk.institution_views import CountyRegister, UnitPage

__all__ = ["UnitRow", "county_table", "rows_of"]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit; ``counts`` by kind, with the words of their limits and whether one is broken."""

    code: str
    name: str
    kind: str
    size_class: str
    counts: tuple[tuple[InstitutionKind, int, str, Severity | None], ...]
    plates: tuple[int, str, Severity | None]
    authorized: int
    actual: int
    broken: int
    warned: int
    tip: str


def rows_of(county: "CountyRegister") -> tuple[UnitRow, ...]:
    """Give the rows of a county."""
    return tuple(_row(page) for page in county.units)


def _row(page: "UnitPage") -> UnitRow:
    township, found = page.register.township, setup_findings(page)
    broken = len(breaches(page))

    def worst(rule: str) -> Severity | None:
        marks = [one.severity for one in found if one.rule == rule]
        return min(marks, key=list(Severity).index, default=None)

    counts = tuple(
        (kind, page.register.of(kind).count, page.limit_words(kind), worst(rule))
        for kind, rule in KIND_RULES.items()
    )
    plates = len(page.register.plates), page.plate_words, worst("S0.4.nameplates")
    return UnitRow(
        township.code,
        township.name,
        township.kind.value,
        page.class_words,
        counts,
        plates,
        *posts(page),
        broken,
        len(found) - broken,
        "\n".join(one.what for one in found),
    )


def _counted(count: int, limit: str, mark: Severity | None) -> Cell:
    loud = mark in {Severity.BREACH, Severity.WARNING}
    tone = SEVERITY_TONES[mark] if mark is not None else Tone.NORMAL
    if not count and mark is None:
        tone = Tone.FAINT
    return Cell(f"{count:,}", count, tone, warning=loud, tip=limit)


def _of_kind(kind: InstitutionKind) -> Callable[[UnitRow], Cell]:
    def cell(row: UnitRow) -> Cell:
        found = next(entry for entry in row.counts if entry[0] is kind)
        return _counted(*found[1:])

    return cell


def _vacant(row: UnitRow) -> Cell:
    vacant = row.authorized - row.actual
    if vacant < 0:
        return Cell(f"超 {-vacant:,}", vacant, Tone.RED, warning=True)
    return Cell(f"{vacant:,}", vacant, Tone.NORMAL if vacant else Tone.FAINT)


def _check(row: UnitRow) -> Cell:
    if row.broken:
        return Cell(f"{row.broken} 处突破", row.broken, Tone.RED, warning=True, tip=row.tip)
    if row.warned:
        return Cell(f"{row.warned} 处要留意", None, Tone.AMBER, warning=True, tip=row.tip)
    empty = not sum(count for _kind, count, _limit, _mark in row.counts)
    return Cell("尚未登记", tone=Tone.FAINT) if empty else Cell("✓ 合规")


_RIGHT, _POSTS, _SETUP = Align.RIGHT, "编制（名）", "机构（个）"
_COLUMNS: tuple[Column[UnitRow], ...] = (
    Column("name", "单位", lambda row: Cell(row.name), width=112, frozen=True),
    Column("kind", "类型", lambda row: Cell(row.kind), width=56),
    Column("class", "类别", lambda row: Cell(row.size_class or "—"), width=60, rule=True),
    *(
        Column(kind.value, kind.label, _of_kind(kind), group=_SETUP, align=_RIGHT, width=80)
        for kind in KIND_RULES
    ),
    Column(
        "plates",
        "加挂牌子",
        lambda row: _counted(*row.plates),
        unit="块",
        align=_RIGHT,
        width=80,
        rule=True,
    ),
    Column(
        "authorized",
        "核定",
        lambda row: Cell(f"{row.authorized:,}", row.authorized),
        group=_POSTS,
        align=_RIGHT,
        width=58,
    ),
    Column(
        "actual",
        "实有",
        lambda row: Cell(f"{row.actual:,}", row.actual),
        group=_POSTS,
        align=_RIGHT,
        width=58,
    ),
    Column("vacant", "空编", _vacant, group=_POSTS, align=_RIGHT, width=66, rule=True),
    Column("check", "检查", _check, width=110),
)


def county_table() -> RecordTable[UnitRow]:
    """Make the table."""
    return RecordTable(
        _COLUMNS, key=lambda row: row.code, name="全县机构", total=_total, row_height=30
    )


def _total(rows: Sequence[UnitRow]) -> Sequence[Cell]:
    authorized, actual = sum(r.authorized for r in rows), sum(r.actual for r in rows)
    kinds = [
        sum(count for row in rows for own, count, _limit, _mark in row.counts if own is kind)
        for kind in KIND_RULES
    ]
    plates = sum(row.plates[0] for row in rows)
    figures = [*kinds, plates, authorized, actual, authorized - actual]
    broken = sum(row.broken for row in rows)
    check = Cell(f"{broken:,} 处突破", tone=Tone.RED, bold=True, warning=True) if broken else Cell()
    return [
        Cell("合计", bold=True),
        Cell(),
        Cell(),
        *(Cell(f"{figure:,}", figure, bold=True) for figure in figures),
        check,
    ]
