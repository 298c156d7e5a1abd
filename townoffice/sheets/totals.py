"""Totals as control sums: each must agree with the lines it adds up.

Which lines those are, forms do not say. The candidates are all units, those of the kind named
(镇小计), those from the total down to the next total, and those from the last total down to it;
the set that agrees in most columns is the one meant, and the columns that disagree are asked about.
The one 合计 of a table means all its units, those of the tables beside it too; a total that bears
the code of a city means the units whose codes begin with it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from townoffice.feedback import Level, Problem
from townoffice.sheets.fields import FieldList
from townoffice.sheets.lines import TotalLine, UnitLine, shown, sum_of
from townoffice.sheets.roles import bare
from townoffice.sheets.rows import RowReader

_KIND_WORDS = (("街道", "街道"), ("镇", "镇"), ("乡", "乡"))


@dataclass(frozen=True, slots=True)
class _Scope:
    """The lines a total may add up: of its own table, and of all tables with the same columns."""

    reader: RowReader
    fields: FieldList
    keys: tuple[str, ...]
    every: list[UnitLine]
    by_prefix: Mapping[str, list[UnitLine]]
    wholes: int


def check_totals(readers: Sequence[RowReader], fields: FieldList) -> list[Problem]:
    """Check every total of a sheet's tables; problems stand at the total's own cells."""
    found = []
    for reader in readers:
        alike = [other for other in readers if _keys(other) == _keys(reader)]
        scope = _Scope(
            reader,
            fields,
            _keys(reader),
            [row for other in alike for row in other.rows],
            _by_prefix(reader),
            sum(total.whole for other in alike for total in other.totals),
        )
        for total in reader.totals:
            members = _members(total, scope)
            if members is not None:
                found += _compare(total, members, reader)
    return found


def _keys(reader: RowReader) -> tuple[str, ...]:
    """Give the columns that can be added up: a rate or an average of the county's own cannot."""
    return tuple(c.key for c in reader.columns if c.field and c.field.numeric and c.own is None)


def _members(total: TotalLine, scope: _Scope) -> list[UnitLine] | None:
    """Find the lines a total adds up; None where nothing says which (其中：…)."""
    reader, rows = scope.reader, scope.reader.rows
    if prefix := _prefix(total.code):
        return scope.by_prefix.get(prefix)
    kind = _kind_named(total.label)
    of_kind = [row for row in scope.every if kind and _is_kind(row, kind, scope.fields)]
    if total.part:
        return of_kind or None
    if total.whole and scope.wholes == 1:
        return scope.every
    lines = [other.line for other in reader.totals]
    after = min((line for line in lines if line > total.line), default=reader.block.end)
    before = max((line for line in lines if line < total.line), default=reader.block.first - 1)
    below = [row for row in rows if total.line < row.line < after]
    above = [row for row in rows if before < row.line < total.line]
    if total.heads:
        return of_kind or below or None
    parts = [of_kind, below, above]
    candidates = [scope.every, rows, *parts] if total.whole else [*parts, rows, scope.every]
    candidates = [members for members in candidates if members]
    if not candidates:
        return None
    return max(candidates, key=lambda members: _agreement(total, members, scope.keys))


def _prefix(code: str) -> str:
    """Give what the codes below a province (110000) or a city (110100) begin with."""
    if len(code) != 6 or not code.endswith("00"):
        return ""
    return code[:2] if code.endswith("0000") else code[:4]


def _by_prefix(reader: RowReader) -> dict[str, list[UnitLine]]:
    """Give the units below each province and city, where totals bear codes of these.

    A unit without a code belongs where it stands: to the city of the line above it.
    """
    found: dict[str, list[UnitLine]] = defaultdict(list)
    above = {total.line: total.code for total in reader.totals if _prefix(total.code)}
    if not above:
        return found
    units = {row.line: row for row in reader.rows}
    current = ""
    for line in sorted(units.keys() | above.keys()):
        row = units.get(line)
        code = above.get(line) if row is None else row.values.get("code")
        current = code if isinstance(code, str) and code else current
        if row is not None:
            found[current[:2]].append(row)
            found[current[:4]].append(row)
    return found


def _kind_named(label: str) -> str | None:
    key = bare(label)
    named = [kind for word, kind in _KIND_WORDS if word in key]
    return named[0] if len(named) == 1 or (named and named[0] == "街道") else None


def _is_kind(row: UnitLine, kind: str, fields: FieldList) -> bool:
    stated = row.values.get("kind")
    if stated is not None:
        return stated == kind
    name = row.values.get("name")
    return isinstance(name, str) and fields.kinds.get(kind) is not None and name.endswith(kind)


def _agreement(total: TotalLine, members: list[UnitLine], keys: tuple[str, ...]) -> int:
    return sum(sum_of(members, key) == total.values[key] for key in keys if key in total.values)


def _compare(total: TotalLine, members: list[UnitLine], reader: RowReader) -> list[Problem]:
    found = []
    places = {column.key: column for column in reader.columns}
    for key, value in total.values.items():
        column = places[key]
        if column.own is not None:
            continue  # a rate or an average is not added up
        field = column.field
        assert field is not None
        cell = reader.grid.address(total.line, column.place)
        if any(key in row.faulty for row in members):
            what = f"“{total.label}”的{field.label}没法核对：各行里有错误的数"
            found.append(Problem(Level.NOTE, what, "请先改正各行", cell))
            continue
        added = sum_of(members, key)
        if added != value and any(row.values.get(key) is not None for row in members):
            what = (
                f"“{total.label}”的{field.label}是 {shown(value)} {field.unit}，"
                f"{len(members)} 行相加是 {shown(added)} {field.unit}"
            )
            hint = "合计行不导入，只用来核对；各行无误即可照样导入"
            found.append(Problem(Level.ASK, what, hint, cell))
    return found
