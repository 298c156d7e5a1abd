"""Bonus, deduction and veto of an entrant: checked as one types, each written as one change.

Only a document of the centre or the province may set a veto (S1, S4): without its number none is
taken. Points are greater than 0 in both directions; caps are the policy's and applied in ranking.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from townoffice.book import Book
from townoffice.desk.evaluation_ground import ContestGround, ground, writable
from townoffice.feedback import BadChoice, Stale
from townoffice.records import Adjustment, AdjustmentKind, Changes, IssuerLevel
from townoffice.sheets.fields import Field, FieldType, field_list
from townoffice.sheets.numbers import Wrong, plain_text, read_number

__all__ = [
    "AdjustmentTyped",
    "add_adjustment",
    "as_typed",
    "change_adjustment",
    "check_adjustment",
    "remove_adjustment",
]

_POINTS = Field("points", "分数", FieldType.AMOUNT, unit="分", places=6)


@dataclass(frozen=True, slots=True)
class AdjustmentTyped:
    """A bonus, deduction or veto as typed; ``level`` and ``doc_no`` are a veto's."""

    subject: str
    kind: AdjustmentKind
    points: str = ""
    reason: str = ""
    level: str = ""
    doc_no: str = ""


def as_typed(one: Adjustment) -> AdjustmentTyped:
    """Give an adjustment of the book as it is typed."""
    return AdjustmentTyped(
        one.subject,
        one.kind,
        "" if one.points is None else plain_text(one.points),
        one.reason,
        "" if one.level is None else one.level.value,
        one.doc_no or "",
    )


def check_adjustment(known: ContestGround, typed: AdjustmentTyped) -> Mapping[str, str]:
    """Say by field what cannot be; empty: it can be written."""
    faults: dict[str, str] = {}
    if known.entrant(typed.subject) is None:
        faults["subject"] = "请选择考核对象"
    if not typed.reason.strip():
        faults["reason"] = "请写明事由"
    if typed.kind is AdjustmentKind.VETO:
        if typed.level not in {level.value for level in IssuerLevel}:
            faults["level"] = "一票否决只能依据中央或省的文件"
        if not typed.doc_no.strip():
            faults["doc_no"] = "一票否决须写明中央或省文件的文号"
    elif isinstance(found := _points(typed.points), str):
        faults["points"] = found
    return faults


def _points(text: str) -> Decimal | str:
    """Read points greater than 0, or say why they are none."""
    found = read_number(text, _POINTS, Fraction(1), field_list("scores"))
    if isinstance(found, Wrong):
        return found.what
    if found is None or found.value <= 0:
        return "请填大于 0 的分数"
    return Decimal(found.value)


def _made(known: ContestGround, typed: AdjustmentTyped) -> Adjustment:
    faults = check_adjustment(known, typed)
    if faults:
        raise BadChoice(next(iter(faults.values())), hint="请更正后再写入")
    veto = typed.kind is AdjustmentKind.VETO
    points = None if veto else _points(typed.points)
    number = known.contest.id
    assert number is not None
    return Adjustment(
        number,
        typed.subject,
        typed.kind,
        points if isinstance(points, Decimal) else None,
        typed.reason.strip(),
        IssuerLevel(typed.level) if veto else None,
        typed.doc_no.strip() or None,
    )


def _told(known: ContestGround, one: Adjustment) -> str:
    entrant = known.entrant(one.subject)
    points = "" if one.points is None else f" {plain_text(one.points)} 分"
    return f"{entrant.name if entrant else one.subject}{one.kind.label}{points}：{one.reason}"


def add_adjustment(book: Book, contest_id: int, typed: AdjustmentTyped) -> Changes:
    """Write a new bonus, deduction or veto; :class:`BadChoice` with the first fault."""
    writable(book, contest_id)
    known = ground(book, contest_id)
    made = _made(known, typed)
    with book.change(f"登记{_told(known, made)}（{known.contest.title}）") as writer:
        writer.add(made)
    assert writer.changes is not None
    return writer.changes


def change_adjustment(
    book: Book, contest_id: int, adjustment_id: int, typed: AdjustmentTyped
) -> Changes | None:
    """Write one anew; None where nothing moves. BadChoice, Stale."""
    writable(book, contest_id)
    known = ground(book, contest_id)
    before = _held(known, adjustment_id)
    after = replace(_made(known, typed), id=before.id, row_version=before.row_version)
    if after == before:
        return None
    with book.change(f"修改{_told(known, after)}（{known.contest.title}）") as writer:
        writer.update(after)
    return writer.changes


def remove_adjustment(book: Book, contest_id: int, adjustment_id: int) -> Changes:
    """Take one away; Stale where it is gone already."""
    writable(book, contest_id)
    known = ground(book, contest_id)
    gone = _held(known, adjustment_id)
    with book.change(f"删除{_told(known, gone)}（{known.contest.title}）") as writer:
        writer.remove(gone)
    assert writer.changes is not None
    return writer.changes


def _held(known: ContestGround, adjustment_id: int) -> Adjustment:
    found = next((one for one in known.adjustments if one.id == adjustment_id), None)
    if found is None:
        raise Stale("这条加减分已被删除", where=known.contest.title, hint="请重新打开再改")
    return found
