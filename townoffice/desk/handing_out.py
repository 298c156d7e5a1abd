"""A preview handed out in the shape of ``import --json``."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from townoffice.desk import institution_lists, roster
from townoffice.desk.standing import INDICATOR_FIELDS, OWN, POST_FIELDS
from townoffice.feedback import Problem
from townoffice.records import IntakeValue, LeaderPost, Preview, PreviewRow, Township
from townoffice.sheets.numbers import plain_text
from townoffice.sheets.scores import KIND, MARK, TARGET, VOTER, VOTER_GROUP, VOTES, VOTES_KIND

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


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
        "rows": [dict(_ROWS.get(preview.kind, _row)(row)) for row in preview.rows],
        "differences": list(_differences(preview)),
        **({"leaving": list(_leaving(preview))} if of_leaders else {}),
        **({"contest": preview.contest_id} if preview.contest_id is not None else {}),
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
    for name in ("function_class", "assessment_group", *INDICATOR_FIELDS, *POST_FIELDS, "doc_no"):
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


def _institution(row: PreviewRow) -> Iterator[tuple[str, Json]]:
    """Give one institution of a list; plates as they stand in the cell, in their order."""
    plates = row.values.get("plates")
    yield "code", row.code
    yield "unit", row.township.name if row.township else row.name
    yield "name", _value(row.values["institution"])
    yield "kind", _value(row.values["kind"])
    yield "nameplates", [*str(plates).split("、")] if plates else []
    for name in ("authorized", "actual", "deputies", "level", "head", "duties", "doc_no", "since"):
        yield name, _value(row.values.get(name))
    yield "cell", row.cell
    yield "status", row.status.value


def _scored(row: PreviewRow) -> Iterator[tuple[str, Json]]:
    """Give one line of a sheet of scores: the marks (and targets) it states, by indicator."""
    yield "code", row.code
    yield "name", row.name
    yield "unit", row.subject
    for key, kind in (("marks", MARK), ("targets", TARGET)):
        said = {
            n.removeprefix(kind): _value(v) for n, v in row.values.items() if n.startswith(kind)
        }
        yield key, dict(said)
    yield "cell", row.cell
    yield "status", row.status.value


def _voted(row: PreviewRow) -> Iterator[tuple[str, Json]]:
    """Give one line of a sheet of votes: who votes, papers by option, points by indicator."""
    yield "code", row.code
    yield "name", row.name
    yield "unit", row.subject
    yield "voter_group", _value(row.values.get(VOTER_GROUP))
    yield "voter", _value(row.values.get(VOTER))
    for key, kind in (("papers", VOTES), ("points", MARK)):
        said = {
            n.removeprefix(kind): _value(v) for n, v in row.values.items() if n.startswith(kind)
        }
        yield key, dict(said)
    yield "cell", row.cell
    yield "status", row.status.value


_ROWS = {
    roster.KIND: _person,
    institution_lists.KIND: _institution,
    KIND: _scored,
    VOTES_KIND: _voted,
}


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
