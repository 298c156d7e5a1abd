"""Townships handed out again: a workbook that re-imports as nothing changed, and the JSON shape."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from townoffice.book import Book
from townoffice.desk import roster
from townoffice.desk.county_settings import marking
from townoffice.desk.standing import INDICATOR_FIELDS, OWN, POST_FIELDS, Standing, standing
from townoffice.feedback import BadChoice, Problem
from townoffice.records import IntakeValue, LeaderPost, Preview, PreviewRow, Township
from townoffice.sheets.fields import field_list
from townoffice.sheets.numbers import plain_text
from townoffice.sheets.write import Heading, write_table

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

_UNIT_FIELDS = ("code", "name", "kind", "function_class")


def export(book: Book, kind: str, path: Path, year: int) -> None:
    """Write the county's units as they stand at the end of a year to an .xlsx workbook.

    :raises BadChoice: a kind or a file type that cannot be written. :raises CannotWrite: see there.
    """
    if kind != "townships":
        raise BadChoice(f"还不能导出“{kind}”", hint="可以导出 townships")
    if path.suffix.lower() != ".xlsx":
        raise BadChoice("只能导出为 .xlsx 文件", where=str(path), hint="请把文件名改成 .xlsx 结尾")
    now = standing(book, year)
    own = _own_columns(now)
    names = (*_UNIT_FIELDS, *INDICATOR_FIELDS, *POST_FIELDS, "doc_no", *own)
    title = f"{book.county.name}乡镇（街道）基本情况表（{year}年）"
    rows = (tuple(now.value(township, name) for name in names) for township in now.present)
    write_table(path, title, "乡镇（街道）", _headings(own), rows, marking=marking(book))


def _headings(own: Mapping[str, str | None]) -> list[Heading]:
    fields = field_list("townships")
    found = []
    for name in (*_UNIT_FIELDS, *INDICATOR_FIELDS, *POST_FIELDS, "doc_no"):
        field = fields.field(name)
        unit = f"（{field.unit}）" if field.unit else ""
        found.append(Heading(field.label + unit, words=not field.numeric))
    for name, unit_text in own.items():
        found.append(Heading(name.removeprefix(OWN) + (f"（{unit_text}）" if unit_text else "")))
    return found


def _own_columns(now: Standing) -> dict[str, str | None]:
    """Give the own indicators of the year, by name, each with its unit."""
    found: dict[str, str | None] = {}
    for of_unit in now.own.values():
        for indicator in of_unit.values():
            found.setdefault(OWN + indicator.name, indicator.unit)
    return dict(sorted(found.items()))


def as_json(preview: Preview, committed: bool) -> dict[str, Json]:  # noqa: FBT001 - part of the shape
    """Give a preview in the shape of ``import --json``; counts, and the units behind them."""
    of_leaders = preview.kind == roster.KIND
    return {
        "kind": preview.kind,
        "file": preview.file_name,
        "sheet": preview.sheet,
        "year": preview.year,
        "rows_read": len(preview.rows),
        "added": len(preview.added),
        "changed": len(preview.changed),
        "unchanged": len(preview.unchanged),
        "missing": preview.unnamed,
        "left_out": len(preview.left_out),
        "missing_units": [_unit(township) for township in preview.missing],
        "skipped_rows": [{"cell": row.cell, "why": row.why} for row in preview.skipped],
        "problems": [_problem(problem) for problem in preview.problems],
        "columns": [
            {
                "header": column.header,
                "cell": column.cell,
                "field": column.field,
                "unit": column.unit,
                "factor": _number(column.factor),
            }
            for column in preview.columns
        ],
        "rows": [dict(_person(row) if of_leaders else _row(row)) for row in preview.rows],
        "differences": list(_differences(preview)),
        **({"leaving": list(_leaving(preview))} if of_leaders else {}),
        "committed": committed,
    }


def _problem(problem: Problem) -> dict[str, Json]:
    return {
        "cell": problem.cell,
        "level": problem.level.value,
        "what": problem.what,
        "hint": problem.hint,
    }


def _unit(township: Township) -> dict[str, Json]:
    return {"code": township.code, "name": township.name, "kind": township.kind.value}


def _row(row: PreviewRow) -> Iterator[tuple[str, Json]]:
    """Give one row: what the file says, null where it says nothing."""
    yield "code", row.code
    yield "name", row.name
    yield "kind", _value(row.values.get("kind"))
    for name in ("function_class", *INDICATOR_FIELDS, *POST_FIELDS, "doc_no"):
        yield name, _value(row.values.get(name))
    own = {n.removeprefix(OWN): _value(v) for n, v in row.values.items() if n.startswith(OWN)}
    yield "own", dict(own)
    yield "cell", row.cell
    yield "status", row.status.value


def _person(row: PreviewRow) -> Iterator[tuple[str, Json]]:
    """Give one person of a list of leaders; posts by their ids, the highest first."""
    posts = str(row.values["posts"] or "").split(",")
    yield "code", row.code
    yield "name", row.township.name if row.township else row.name
    yield "person", _value(row.values["person"])
    yield "posts", [post.value for post in LeaderPost if post in posts]
    for name in ("titles", "since", "doc_no"):
        yield name, _value(row.values[name])
    yield "cell", row.cell
    yield "status", row.status.value


def _leaving(preview: Preview) -> Iterator[Json]:
    """Give the seats that end because the list no longer names the person."""
    codes = {row.township.id: row.code for row in preview.rows if row.township}
    for seat in preview.leaving:
        yield {
            "code": codes.get(seat.township_id),
            "person": seat.person,
            "post": seat.post.value,
            "until": seat.until.isoformat() if seat.until else None,
        }


def _differences(preview: Preview) -> Iterator[Json]:
    for row in preview.changed:
        for found in row.differences:
            yield {
                "code": row.code,
                "field": found.field,
                "old": _value(found.old),
                "new": _value(found.new),
                "cell": found.cell,
            }


def _value(value: IntakeValue) -> Json:
    """Whole numbers as integers, other decimals as plain decimal strings."""
    return _number(value) if isinstance(value, int | Decimal) else value


def _number(value: int | Decimal | Fraction) -> Json:
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else plain_text(exact)
