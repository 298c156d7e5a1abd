"""Marks typed, pasted or filled down: held against the contest, then written as one change.

:func:`weigh` says, without a book, what each typed text would do; :func:`write` does it. A text
that cannot be stays with the page and blocks nothing else. Text is read as in a sheet of scores
that is imported, so the same words mean the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from townoffice.book import Book
from townoffice.desk.evaluation_ground import ContestGround, ground, writable
from townoffice.evaluation import fault_of_mark
from townoffice.feedback import Level, Problem, Stale
from townoffice.records import AssessmentIndicator, Changes, Entrant, Mark
from townoffice.sheets.numbers import Wrong, plain_text, read_number
from townoffice.sheets.scores import MARK, options_of, score_fields

__all__ = [
    "MarkChange",
    "MarkField",
    "MarkTyped",
    "MarkValue",
    "label_of",
    "mark_with",
    "options_of",
    "unfit",
    "value_of",
    "weigh",
    "write",
    "written",
]

MarkValue: TypeAlias = Decimal | str | None
_ESC = "按 Esc 恢复原来的内容"


class MarkField(StrEnum):
    """What of a mark is typed."""

    VALUE = "value"
    TARGET = "target"
    NOTE = "note"
    EVIDENCE = "evidence"
    SCORER = "scorer"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return _LABELS[self]


_LABELS = {
    MarkField.VALUE: "",
    MarkField.TARGET: "目标值",
    MarkField.NOTE: "说明",
    MarkField.EVIDENCE: "佐证材料",
    MarkField.SCORER: "评分人",
}
_NUMBERS = frozenset({MarkField.VALUE, MarkField.TARGET})


@dataclass(frozen=True, slots=True)
class MarkTyped:
    """What somebody typed for one entrant under one indicator; empty clears it."""

    subject: str
    indicator_id: int
    text: str
    field: MarkField = MarkField.VALUE


@dataclass(frozen=True, slots=True)
class MarkChange:
    """A typed text held against the contest.

    ``problem``: the text cannot be that and is not written.
    """

    typed: MarkTyped
    name: str
    label: str
    old: MarkValue
    new: MarkValue
    problem: Problem | None = None

    @property
    def refused(self) -> bool:
        """Tell whether the text cannot be written."""
        return self.problem is not None

    @property
    def moves(self) -> bool:
        """Tell whether writing it would change the book."""
        return not self.refused and self.new != self.old


def weigh(known: ContestGround, typed: Iterable[MarkTyped]) -> tuple[MarkChange, ...]:
    """Say of every typed text what it would change; nothing is written."""
    return tuple(_weighed(known, one) for one in typed)


def _weighed(known: ContestGround, typed: MarkTyped) -> MarkChange:
    entrant, indicator = known.entrant(typed.subject), known.indicator(typed.indicator_id)
    name = entrant.name if entrant else typed.subject
    fault = _fault(known, entrant, indicator, typed)
    if fault is not None or indicator is None:
        label = indicator.name if indicator else ""
        problem = Problem(Level.STOP, fault or "没有这项指标", _ESC)
        return MarkChange(typed, name, label, None, None, problem)
    old = value_of(known.mark(typed.indicator_id, typed.subject), typed.field)
    label = indicator.name + typed.field.label
    if typed.field not in _NUMBERS:
        return MarkChange(typed, name, label, old, typed.text.strip() or None)
    found = read_figure(known, indicator, typed.text)
    if isinstance(found, Problem):
        return MarkChange(typed, name, label, old, None, found)
    return MarkChange(
        typed, name, label, old, found, unfit(known, indicator, typed.subject, typed.field, found)
    )


def _fault(
    known: ContestGround,
    entrant: Entrant | None,
    indicator: AssessmentIndicator | None,
    typed: MarkTyped,
) -> str | None:
    """Say why nothing can be typed there."""
    if known.closed:
        return "考核已办结，不能再填"
    if entrant is None:
        return "没有这个考核对象"
    if indicator is None:
        return "没有这项指标"
    if indicator.group != entrant.group:
        return f"{entrant.name}属{entrant.group}，不考核“{indicator.name}”"
    counted = any(one.indicator_id == indicator.id for one in known.ballots_of(typed.subject))
    if typed.field is MarkField.VALUE and counted:
        return f"{entrant.name}已有评议票，“{indicator.name}”按票计分"
    return None


def read_figure(
    known: ContestGround, indicator: AssessmentIndicator, text: str
) -> MarkValue | Problem:
    """Read a typed figure in the indicator's unit, or one of the words it is graded by."""
    words = options_of(indicator)
    if words and (word := text.strip()):
        if word in words:
            return word
        return Problem(Level.STOP, f"“{word}”不是规定的等级", f"请填 {'、'.join(words)}；{_ESC}")
    fields = score_fields(known.indicators)
    field = fields.field(MARK + indicator.name)
    found = read_number(text, field, Fraction(1), fields)
    if isinstance(found, Wrong):
        unit = f"，单位是{indicator.unit}" if indicator.unit else ""
        return Problem(Level.STOP, found.what, f"请填数字{unit}；{_ESC}")
    return None if found is None else Decimal(found.value)


def unfit(
    known: ContestGround,
    indicator: AssessmentIndicator,
    subject: str,
    field: MarkField,
    value: MarkValue,
) -> Problem | None:
    """Say why a figure cannot be, in the words of the rules; what is not typed yet is no fault."""
    if known.rule is None or value is None or indicator.id is None:
        return None
    mark = known.mark(indicator.id, subject)
    mark = mark_with(mark or Mark(indicator.contest_id, indicator.id, subject, None), field, value)
    if mark.target is None and "target" not in dict(indicator.figures):
        mark = replace(mark, target=Decimal(1))
    if field is MarkField.TARGET:
        mark = replace(mark, value=Decimal(0))
    fault = fault_of_mark(indicator, mark, known.rule)
    return Problem(Level.STOP, fault, _ESC) if fault else None


def value_of(mark: Mark | None, field: MarkField) -> MarkValue:
    """Give what of a mark stands in the book."""
    if mark is None:
        return None
    match field:
        case MarkField.VALUE:
            return mark.value if mark.option is None else mark.option
        case MarkField.TARGET:
            return mark.target
        case MarkField.NOTE:
            return mark.note
        case MarkField.EVIDENCE:
            return mark.evidence
        case MarkField.SCORER:
            return mark.scorer


def written(value: MarkValue) -> str:
    """Write a value plainly, as it is typed."""
    if value is None:
        return ""
    return value if isinstance(value, str) else plain_text(value)


def label_of(changes: Sequence[MarkChange], title: str, verb: str = "修改") -> str:
    """Name a change for the history and the button 撤销."""
    moved = [change for change in changes if change.moves]
    if len(moved) == 1:
        one = moved[0]
        words = one.typed.field not in _NUMBERS
        told = "" if words else f" {written(one.old) or '空'} → {written(one.new) or '空'}"
        return f"{verb}{one.name}{one.label}{told}（{title}）"
    units = dict.fromkeys(change.name for change in moved)
    labels = list(dict.fromkeys(change.label for change in moved))
    what = "、".join(labels[:2]) + ("等" if len(labels) > 2 else "")
    return f"{verb} {len(units)} 个单位的{what}共 {len(moved)} 格（{title}）"


def write(
    book: Book, contest_id: int, changes: Sequence[MarkChange], verb: str = "修改"
) -> Changes | None:
    """Write what moves as one change; what is refused is passed by, None where nothing moves.

    :raises BadChoice: the contest is closed.
    :raises Stale: a mark is no longer the one the text was weighed against.
    """
    contest = writable(book, contest_id)
    moved = [change for change in changes if change.moves]
    if not moved:
        return None
    now = ground(book, contest_id)
    after: dict[tuple[int, str], Mark] = {}
    for change in moved:
        typed = change.typed
        key = (typed.indicator_id, typed.subject)
        before = now.mark(*key)
        if now.indicator(key[0]) is None or now.entrant(key[1]) is None:
            raise Stale("指标或考核对象已有改动", where=change.name, hint="请重新填写")
        if value_of(before, typed.field) != change.old:
            raise Stale(
                "台账在您填写时已有改动", where=f"{change.name}{change.label}", hint="请重新填写"
            )
        mark = after.get(key) or before or Mark(contest_id, *key, None)
        after[key] = mark_with(mark, typed.field, change.new)
    with book.change(label_of(moved, contest.title, verb)) as writer:
        keep, gone = _sorted_out(after.values())
        for mark in gone:
            writer.remove(mark)
        writer.update_all([mark for mark in keep if mark.id is not None])
        writer.add_all([mark for mark in keep if mark.id is None])
    return writer.changes


def _sorted_out(marks: Iterable[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Part marks that say something from those of the book that say nothing any more."""
    keep, gone = [], []
    for mark in marks:
        said: Mapping[str, MarkValue] = {field: value_of(mark, field) for field in MarkField}
        if any(value is not None for value in said.values()):
            keep.append(mark)
        elif mark.id is not None:
            gone.append(mark)
    return keep, gone


def mark_with(mark: Mark, field: MarkField, value: MarkValue) -> Mark:
    """Give a mark with one of its fields anew; a word in place of a figure is its option."""
    number = value if isinstance(value, Decimal) else None
    text = value if isinstance(value, str) else None
    match field:
        case MarkField.VALUE:
            return replace(mark, value=number, option=text)
        case MarkField.TARGET:
            return replace(mark, target=number)
        case MarkField.NOTE:
            return replace(mark, note=text)
        case MarkField.EVIDENCE:
            return replace(mark, evidence=text)
        case MarkField.SCORER:
            return replace(mark, scorer=text)
