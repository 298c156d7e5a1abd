"""Whole results as canonical JSON text: what an adopted plan keeps to be printed in ten years.

Fields are named, keys sorted, fractions are ``p/q``, decimals their digits, days ISO. Integers of
any length stay integers. The kinds of result are told apart by a ``kind`` beside them, and the
kinds of policy value by their JSON shape, so that nothing is guessed on reading.
"""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from townoffice.records import (
    Classification,
    EvaluationResult,
    PackText,
    PolicyValue,
    StaffingResult,
    WordList,
)

if TYPE_CHECKING:
    from cattrs import Converter

Result = StaffingResult | Classification | EvaluationResult
_KINDS: dict[str, type[StaffingResult] | type[Classification] | type[EvaluationResult]] = {
    "staffing": StaffingResult,
    "classification": Classification,
    "evaluation": EvaluationResult,
}


@cache
def converter() -> "Converter":
    """The one converter of this room, made when the first plan is written or read."""
    from cattrs import Converter  # noqa: PLC0415  hardly any opening reads a plan

    made = Converter(detailed_validation=False)
    for kind in (Fraction, Decimal, date):
        made.register_unstructure_hook(kind, str)
    made.register_structure_hook(Fraction, lambda text, _: Fraction(text))
    made.register_structure_hook(Decimal, lambda text, _: Decimal(text))
    made.register_structure_hook_func(
        lambda kind: kind == int | Decimal,
        lambda shape, _: shape if isinstance(shape, int) else Decimal(shape),
    )
    made.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    made.register_unstructure_hook_func(lambda kind: kind == PolicyValue, _policy_value_out)
    made.register_structure_hook_func(
        lambda kind: kind == PolicyValue, lambda shape, _: _policy_value_in(shape)
    )
    return made


def _policy_value_out(value: PolicyValue) -> object:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, tuple):
        return {"named": [[name, str(number)] for name, number in value]}
    if isinstance(value, WordList):
        return {"words": list(value.words)}
    return value


def _policy_value_in(shape: object) -> PolicyValue:
    match shape:
        case {"decimal": str(digits)}:
            return Decimal(digits)
        case {"named": list(pairs)}:
            return tuple((str(name), Decimal(number)) for name, number in pairs)
        case {"words": list(words)}:
            return WordList(tuple(map(str, words)))
        case None | int() | str():
            return shape
    raise ValueError(f"no policy value: {shape!r}")


def _canonical(shape: object) -> str:
    return json.dumps(shape, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class ResultText(TypeDecorator[Result]):
    """A calculated result as one canonical JSON text."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Result | None, _dialect: sa.Dialect) -> str:
        """Write it with its kind."""
        kind = next(word for word, record in _KINDS.items() if isinstance(value, record))
        return _canonical({"kind": kind, "result": converter().unstructure(value)})

    def process_result_value(self, value: object, _dialect: sa.Dialect) -> Result:
        """Read it as the kind it names."""
        shape = json.loads(str(value))
        return converter().structure(shape["result"], _KINDS[shape["kind"]])


class BasisText(TypeDecorator[tuple[PackText, ...]]):
    """The policy packs a plan rests on, as one canonical JSON text."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[PackText, ...] | None, _dialect: sa.Dialect) -> str:
        """Write them in their order."""
        return _canonical(converter().unstructure(value or ()))

    def process_result_value(self, value: object, _dialect: sa.Dialect) -> tuple[PackText, ...]:
        """Read them."""
        return converter().structure(json.loads(str(value)), tuple[PackText, ...])
