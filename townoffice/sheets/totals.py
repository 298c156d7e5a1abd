"""Totals as control sums: each must agree with the lines it adds up.

Which lines those are, forms do not say. The candidates are all units, those of the kind named
(镇小计), those from the total down to the next total, and those from the last total down to it;
the set that agrees in most columns is the one meant, and the columns that disagree are asked about.
The one 合计 of a table means all its units.
"""

from decimal import Decimal
from fractions import Fraction

from townoffice.feedback import Level, Problem
from townoffice.sheets.fields import FieldList
from townoffice.sheets.rows import RowReader, TotalLine, UnitLine, bare, shown

_KIND_WORDS = (("街道", "街道"), ("镇", "镇"), ("乡", "乡"))


def check_totals(reader: RowReader, fields: FieldList) -> list[Problem]:
    """Check every total of a block; problems stand at the total's own cells."""
    found = []
    for total in reader.totals:
        members = _members(total, reader, fields)
        if members is not None:
            found += _compare(total, members, reader)
    return found


def _members(total: TotalLine, reader: RowReader, fields: FieldList) -> list[UnitLine] | None:
    """Find the lines a total adds up; None where nothing says which (其中：…)."""
    rows = reader.rows
    kind = _kind_named(total.label)
    of_kind = [row for row in rows if kind and _is_kind(row, kind, fields)]
    if total.part:
        return of_kind or None
    lines = [other.line for other in reader.totals]
    after = min((line for line in lines if line > total.line), default=reader.block.end)
    before = max((line for line in lines if line < total.line), default=reader.block.first - 1)
    below = [row for row in rows if total.line < row.line < after]
    above = [row for row in rows if before < row.line < total.line]
    if total.whole and sum(other.whole for other in reader.totals) == 1:
        return rows
    candidates = [rows, of_kind, above, below] if total.whole else [of_kind, below, above, rows]
    candidates = [members for members in candidates if members]
    if not candidates:
        return None
    return max(candidates, key=lambda members: _agreement(total, members))


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


def _agreement(total: TotalLine, members: list[UnitLine]) -> int:
    return sum(_sum(members, key) == value for key, value in total.values.items())


def _sum(members: list[UnitLine], key: str) -> Fraction:
    """Add up exactly, with what rounding changed put back."""
    whole, rest = 0, Fraction(0)
    for row in members:
        value = row.values.get(key)
        if key in row.exact:
            rest += row.exact[key]
        elif isinstance(value, int):
            whole += value
        elif isinstance(value, Decimal):
            rest += Fraction(value)
    return whole + rest


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
        added = _sum(members, key)
        if added != value and any(row.values.get(key) is not None for row in members):
            what = (
                f"“{total.label}”的{field.label}是 {shown(value)}{field.unit}，"
                f"所属 {len(members)} 行相加是 {shown(added)}{field.unit}"
            )
            hint = "请核对各行和合计；确认各行无误后可以照样导入（合计行不导入）"
            found.append(Problem(Level.ASK, what, hint, cell))
    return found
