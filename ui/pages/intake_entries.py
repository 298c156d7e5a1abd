"""What an import would do, as rows of the difference table, one list for each segment above it."""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from townoffice.desk.doubts import share_changed
from townoffice.desk.wording import value_text
from townoffice.feedback import Level
from townoffice.records import (
    Difference,
    IntakeField,
    IntakeValue,
    Preview,
    PreviewRow,
    RowStatus,
    Tick,
)
from ui.tables import Align, Cell, Column
from ui.tables.numbers import shown
from ui.theme import Tone

_WHO = ("code", "name", "kind", "function_class", "assessment_group", "doc_no")


class Segment(enum.Enum):
    """The choices above the difference table, by the word on their button."""

    CHANGED = "改"
    ADDED = "新增"
    SAME = "不变"
    WRONG = "有错"
    MISSING = "不在表里"


@dataclass(frozen=True, slots=True)
class Entry:
    """One value, or one added or missing unit; ``tick`` None: there is nothing to tick."""

    key: tuple[str, str]
    unit: str
    label: str
    measure: str
    old: IntakeValue
    new: IntakeValue
    note: str
    cell: str
    doubtful: bool = False
    wrong: bool = False
    tick: Tick | None = None
    ticked: bool = False

    @property
    def share(self) -> Fraction | None:
        """The change as a share of the old value."""
        if isinstance(self.old, int | Decimal) and isinstance(self.new, int | Decimal):
            return share_changed(self.old, self.new)
        return None


class Entries:
    """The rows of each segment; what is shown first is made with it, the rest when looked at."""

    def __init__(
        self, preview: Preview, ticked: frozenset[Tick], fields: Sequence[IntakeField]
    ) -> None:
        self._preview = preview
        self._ticked = ticked
        self._measures = {field.name: field.unit for field in fields}
        self._measures |= {c.field: c.unit or "" for c in preview.columns if c.field and c.label}
        self._measures |= {field.name: field.unit for field in fields}
        self._labels = {c.field: c.label or c.header for c in preview.columns if c.field}
        self._made: dict[Segment, tuple[Entry, ...]] = {}
        self._counts = {segment: self._count(segment) for segment in Segment}
        self.of(Segment.CHANGED)

    def count(self, segment: Segment) -> int:
        """Tell how many rows a segment has."""
        return self._counts[segment]

    def of(self, segment: Segment) -> tuple[Entry, ...]:
        """Give the rows of a segment."""
        if segment not in self._made:
            self._made[segment] = self._make(segment)
        return self._made[segment]

    def _count(self, segment: Segment) -> int:
        found = self._preview
        match segment:
            case Segment.CHANGED:
                return sum(len(row.differences) for row in found.changed)
            case Segment.ADDED:
                return len(found.added)
            case Segment.SAME:
                return sum(1 for _ in self._same_places())
            case Segment.WRONG:
                return len(found.problems_at(Level.STOP))
            case Segment.MISSING:
                return len(found.missing)

    def _make(self, segment: Segment) -> tuple[Entry, ...]:
        match segment:
            case Segment.CHANGED:
                found = [self._changed(r, d) for r in self._preview.changed for d in r.differences]
                return tuple(sorted(found, key=_weight))
            case Segment.ADDED:
                return tuple(map(self._added, self._preview.added))
            case Segment.SAME:
                return tuple(self._same(row, name) for row, name in self._same_places())
            case Segment.WRONG:
                return tuple(self._wrong())
            case Segment.MISSING:
                note = "表里没有这个单位，台账中的数保持不变"
                return tuple(
                    Entry((t.code, ""), t.name, "", "", None, None, note, "")
                    for t in self._preview.missing
                )

    def _changed(self, row: PreviewRow, found: Difference) -> Entry:
        tick = (row.cell, found.field)
        note = found.doubt
        if not note and row.township and row.name and row.name != row.township.name:
            note = f"表里写作“{row.name}”"
        elif not note and found.old is None:
            note = "台账中还没有"
        return Entry(
            key=tick,
            unit=_who(row),
            label=found.label,
            measure=self._measures.get(found.field, ""),
            old=found.old,
            new=found.new,
            note=note,
            cell=found.cell,
            doubtful=bool(found.doubt),
            tick=None if found.barred else tick,
            ticked=tick in self._ticked,
        )

    def _added(self, row: PreviewRow) -> Entry:
        tick = (row.cell, "")
        count = sum(value is not None and name not in _WHO for name, value in row.values.items())
        note = row.doubt or f"新单位，{row.kind}，{count} 项指标"
        return Entry(
            tick, _who(row), "新单位", "", None, row.code, note, row.cell,
            doubtful=bool(row.doubt), tick=tick, ticked=tick in self._ticked,
        )  # fmt: skip

    def _same_places(self) -> Iterator[tuple[PreviewRow, str]]:
        for row in self._preview.rows:
            if row.township is None or row.status is RowStatus.LEFT_OUT:
                continue
            moved = {difference.field for difference in row.differences}
            for name, value in row.values.items():
                if value is not None and name not in moved and name not in _WHO:
                    yield row, name

    def _same(self, row: PreviewRow, name: str) -> Entry:
        value, cell = row.values[name], row.cells.get(name, row.cell)
        label, measure = self._labels.get(name, name), self._measures.get(name, "")
        return Entry((row.cell, name), _who(row), label, measure, value, value, "", cell)

    def _wrong(self) -> Iterator[Entry]:
        places = {c: (row, n) for row in self._preview.rows for n, c in row.cells.items()}
        for number, problem in enumerate(self._preview.problems_at(Level.STOP)):
            row, name = places.get(problem.cell, (None, ""))
            unit = _who(row) if row else ""
            label = self._labels.get(name, "")
            key = (problem.cell, f"!{number}")
            yield Entry(key, unit, label, "", None, None, problem.what, problem.cell, wrong=True)


def _who(row: PreviewRow) -> str:
    return (row.township.name if row.township else row.name) or row.code or "—"


def _weight(entry: Entry) -> tuple[bool, Fraction]:
    share = entry.share
    return not entry.doubtful, -abs(share) if share is not None else Fraction(1)


# ── how they are shown ──────────────────────────────────────────────────────────────────────────
def columns() -> list[Column[Entry]]:
    """Give the columns of the difference table."""
    return [
        Column("tick", "导入", _tick, align=Align.CENTER, width=56, frozen=True),
        Column("unit", "单位", lambda e: Cell(e.unit), width=106, frozen=True, rule=True),
        Column("label", "指标", lambda e: Cell(e.label, aside=e.measure), width=164),
        Column("old", "现在", lambda e: _value(e.old), align=Align.RIGHT, width=106),
        Column("new", "导入后", lambda e: _value(e.new, bold=True), align=Align.RIGHT, width=110),
        Column("moved", "差", _moved, align=Align.RIGHT, width=96),
        Column("share", "变化 %", _share, align=Align.RIGHT, width=84, rule=True),
        Column("note", "说明", _note, width=262),
    ]


def _tick(entry: Entry) -> Cell:
    return Cell() if entry.tick is None else Cell(check=entry.ticked)


def _value(value: IntakeValue, *, bold: bool = False) -> Cell:
    number = Fraction(value) if isinstance(value, int | Decimal) else None
    return Cell("" if value is None else value_text(value), number, bold=bold)


def _moved(entry: Entry) -> Cell:
    if not isinstance(entry.old, int | Decimal) or not isinstance(entry.new, int | Decimal):
        return Cell()
    moved = Decimal(entry.new) - Decimal(entry.old)
    if not moved:
        return Cell("0", 0, Tone.FAINT)
    whole = isinstance(entry.old, int) and isinstance(entry.new, int)
    words = value_text(int(abs(moved)) if whole else abs(moved))
    return Cell(("+" if moved > 0 else "−") + words, Fraction(moved))


def _share(entry: Entry) -> Cell:
    share = entry.share
    if share is None or not share:
        return Cell()
    tone = Tone.AMBER if entry.doubtful else Tone.NORMAL
    return Cell(("+" if share > 0 else "") + shown(share * 100, 1), share * 100, tone)


def _note(entry: Entry) -> Cell:
    if entry.wrong:
        return Cell(entry.note, tone=Tone.RED, warning=True, tip=entry.note)
    if entry.doubtful:
        return Cell(entry.note, tone=Tone.AMBER, warning=True, tip=entry.note)
    return Cell(entry.note, tone=Tone.SECOND, tip=entry.note)
