"""Policy values as a calculation takes them: in force for all its units, or chosen for once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from townoffice.feedback import BadChoice, PolicyConflict
from townoffice.policy.force import Policies
from townoffice.policy.shapes import Shape
from townoffice.policy.vocabulary import entry, fault_of
from townoffice.records import CitedValue, KindGroup, PolicyValue, State, WordList

_NAMED = {Shape.WEIGHTS, Shape.COUNTS, Shape.OPTIONS, Shape.LINES, Shape.BANDS, Shape.POINTS}


def one_for_all(policies: Policies, name: str, on: date, groups: Iterable[KindGroup]) -> CitedValue:
    """Give the value in force for several groups of units that are calculated together.

    One the document lost comes back as ``missing``; different values are a conflict.
    """
    values = [policies.look(name, on, group) for group in sorted(groups)]
    if len({v.value for v in values}) > 1:
        raise PolicyConflict(
            f"“{values[0].label}”对镇乡与街道的规定不同，不能合并测算",
            hint="请统一采用，或为本次测算另选数值",
        )
    return values[0]


def chosen(value: CitedValue, text: str) -> CitedValue:
    """Replace a policy value for one calculation by what the user wrote.

    Weights are written ``registered_population=6,area_km2=2``, words ``court,police``, shares
    ``0.05``.
    """
    parsed = _parsed(value.name, text)
    fault = fault_of(value.name, parsed)
    if fault:
        raise BadChoice(f"{value.label}“{text}”：{fault}", hint="请改正后重试")
    return replace(value, value=parsed, state=State.CHOSEN, cites=(), note="本次测算选定")


def _parsed(name: str, text: str) -> PolicyValue:
    shape = entry(name).shape
    try:
        if shape in _NAMED:
            pairs = [part.split("=") for part in text.split(",")]
            return tuple((key.strip(), Decimal(value)) for key, value in pairs)
        if shape is Shape.WORDS:
            return WordList(tuple(word.strip() for word in text.replace("、", ",").split(",")))
        if shape in {Shape.WORD, Shape.METHOD}:
            return text.strip()
        figure = Decimal(text)
        if shape is Shape.COUNT and figure.is_finite() and figure == int(figure):
            return int(figure)
    except (ValueError, InvalidOperation) as error:
        raise BadChoice(f"“{text}”不是合格的写法", where=name, hint="请改正后重试") from error
    return figure


def number(value: CitedValue) -> Fraction:
    """Give a policy value as an exact number; it was checked when read."""
    if not isinstance(value.value, int | Decimal):
        raise TypeError(value.name)
    return Fraction(value.value)


def weights(value: CitedValue) -> tuple[tuple[str, Fraction], ...]:
    """Give a policy value as named weights, those of 0 left out."""
    if not isinstance(value.value, tuple):
        raise TypeError(value.name)
    return tuple((name, Fraction(weight)) for name, weight in value.value if weight)


def counts(value: CitedValue) -> dict[str, int]:
    """Give a policy value as named whole numbers, those of 0 kept."""
    if not isinstance(value.value, tuple):
        raise TypeError(value.name)
    return {name: int(count) for name, count in value.value}


def words(value: CitedValue) -> tuple[str, ...]:
    """Give a policy value as words, in the order of the document."""
    if not isinstance(value.value, WordList):
        raise TypeError(value.name)
    return value.value.words
