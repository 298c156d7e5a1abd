"""What answers do: decisions in, decisions out. Nothing is read or written here."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from townoffice.records import (
    Answer,
    AnswerAct,
    ColumnChoice,
    Decisions,
    IntakeChoices,
    Question,
    Tick,
)

_T = TypeVar("_T")


def answered(decisions: Decisions, question: Question, answer: Answer, sheet: str) -> Decisions:
    """Give the decisions with one more answer; ``sheet`` is the one the question is of.

    Answers that need somebody to say more (*type*, *choose unit*, *header*) change nothing.
    """
    choices = replace(decisions.choices, sheet=sheet)
    about, value = question.about, answer.value
    match answer.act:
        case AnswerAct.READ | AnswerAct.OPEN:
            return _reread(decisions, replace(choices, cells={**choices.cells, about: value}))
        case AnswerAct.UNIT | AnswerAct.LEAVE_LINE:
            return _reread(decisions, replace(choices, units={**choices.units, about: value}))
        case AnswerAct.TAKE | AnswerAct.KEEP if question.tick is not None:
            return ticked(decisions, question.tick, on=answer.act is AnswerAct.TAKE)
        case AnswerAct.SEEN:
            return replace(decisions, seen=decisions.seen | {question.key})
        case AnswerAct.FIELD:
            return with_field(decisions, about, value, sheet)
        case AnswerAct.COLUMN_UNIT:
            return with_unit(decisions, about, value, sheet)
        case AnswerAct.SHEET:
            return with_sheet(value)
        case AnswerAct.BACK:
            return _taken_back(decisions, choices, about)
        case _:
            return decisions


def ticked(decisions: Decisions, tick: Tick, *, on: bool) -> Decisions:
    """Set a tick or take it away."""
    return replace(decisions, by_hand={**decisions.by_hand, tick: on})


def with_field(decisions: Decisions, cell: str, field: str, sheet: str) -> Decisions:
    """Take a column for a field, empty for none; a field has one column, so others give way."""
    choices = replace(decisions.choices, sheet=sheet)
    columns = {
        other: replace(choice, field="") if field and choice.field == field else choice
        for other, choice in choices.columns.items()
    }
    columns[cell] = ColumnChoice(field=field)
    return _reread(decisions, replace(choices, columns=columns))


def with_unit(decisions: Decisions, cell: str, unit: str, sheet: str) -> Decisions:
    """Read a column in a unit."""
    choices = replace(decisions.choices, sheet=sheet)
    choice = replace(choices.columns.get(cell, ColumnChoice()), unit=unit)
    return _reread(decisions, replace(choices, columns={**choices.columns, cell: choice}))


def with_sheet(sheet: str) -> Decisions:
    """Read another sheet, with nothing decided of it yet."""
    return Decisions(choices=IntakeChoices(sheet=sheet))


def with_header(header: tuple[int, int], sheet: str) -> Decisions:
    """Take other lines for the header; what was said of columns and cells was of the old one."""
    return Decisions(choices=IntakeChoices(sheet=sheet, header=header))


def without_memory(decisions: Decisions) -> Decisions:
    """Read the file as if no such form had come before."""
    return _reread(decisions, replace(decisions.choices, recall=False))


def _reread(decisions: Decisions, choices: IntakeChoices) -> Decisions:
    return replace(decisions, choices=choices)


def _taken_back(decisions: Decisions, choices: IntakeChoices, about: str) -> Decisions:
    return _reread(
        decisions,
        replace(
            choices,
            cells=_without(choices.cells, about),
            units=_without(choices.units, about),
            columns=_without(choices.columns, about),
        ),
    )


def _without(found: Mapping[str, _T], key: str) -> dict[str, _T]:
    return {name: value for name, value in found.items() if name != key}
