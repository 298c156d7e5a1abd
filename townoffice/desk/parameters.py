"""The parameters of a staffing method as a page shows and takes them: fields of text.

A field holds what people write (5 for 5 %); :func:`setting` turns what was typed into what an
order holds (0.05), or says in a :class:`BadChoice` what is wrong with it.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from townoffice.desk.planning import Ground, Order, method_of
from townoffice.feedback import BadChoice
from townoffice.policy import Method, chosen
from townoffice.policy.shapes import Shape
from townoffice.policy.vocabulary import entry
from townoffice.records import CitedValue, PolicyValue, State, WordList, policy_word
from townoffice.staffing import method_values

__all__ = [
    "Entry",
    "Looks",
    "Method",
    "Parameter",
    "methods",
    "number_of",
    "parameters",
    "posts_of",
    "setting",
    "written",
]


class Looks(StrEnum):
    """How a parameter is shown: a whole number, a percentage, weights side by side, a word."""

    COUNT = "count"
    PERCENT = "percent"
    WEIGHTS = "weights"
    WORD = "word"


_LOOKS = {
    Shape.COUNT: Looks.COUNT,
    Shape.SHARE: Looks.PERCENT,
    Shape.WEIGHTS: Looks.WEIGHTS,
    Shape.COUNTS: Looks.WEIGHTS,
    Shape.BANDS: Looks.WEIGHTS,
    Shape.WORD: Looks.WORD,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One field: its key within the parameter (an indicator for weights), label, and text."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: ``key`` as an order's settings have it, the value in use, its fields.

    ``value`` has state, note and citations; ``in_force`` is what the policy says, whatever was
    chosen. ``unit`` is shown after the field. ``words`` are the words there are to choose from.
    """

    key: str
    label: str
    unit: str
    looks: Looks
    value: CitedValue
    in_force: CitedValue
    entries: tuple[Entry, ...]
    words: tuple[tuple[str, str], ...] = ()

    @property
    def moved(self) -> bool:
        """Tell whether this calculation uses another value than the policy."""
        return self.value.state is State.CHOSEN


def methods(ground: Ground) -> tuple[Method, ...]:
    """List the staffing methods there are: the adopted one, then shipped and own ones."""
    adopted = method_of(ground)
    known = ground.policies.methods.values()
    return tuple(sorted(known, key=lambda method: (method.id != adopted, method.register_id)))


def parameters(ground: Ground, order: Order) -> tuple[Parameter, ...]:
    """Give the parameters of the order's method, in the order the method lists them."""
    method = ground.policies.methods[order.method or method_of(ground)]
    values = method_values(ground.policies, method, ground.county.on, ground.groups)
    return tuple(
        _parameter(value, order.settings.get(name.partition(".")[2]))
        for name, value in values.items()
    )


def _parameter(in_force: CitedValue, text: str | None) -> Parameter:
    known = entry(in_force.name)
    value = in_force if text is None else chosen(in_force, text)
    looks = _LOOKS[known.shape]
    return Parameter(
        in_force.name.partition(".")[2],
        in_force.label,
        "%" if looks is Looks.PERCENT else "" if looks is not Looks.COUNT else in_force.unit,
        looks,
        value,
        in_force,
        _entries(looks, value.value),
        tuple((word, policy_word(word)) for word in known.words) if looks is Looks.WORD else (),
    )


def _entries(looks: Looks, value: PolicyValue) -> tuple[Entry, ...]:
    if isinstance(value, tuple):
        return tuple(Entry(name, policy_word(name), written(weight)) for name, weight in value)
    if isinstance(value, str):
        return (Entry("", "", policy_word(value)),)
    if value is None or isinstance(value, WordList):  # no method has a list of words
        return (Entry("", "", ""),)
    return (Entry("", "", written(Decimal(value) * (100 if looks is Looks.PERCENT else 1))),)


def written(number: Decimal) -> str:
    """Write a number without needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def setting(parameter: Parameter, texts: Sequence[str]) -> str | None:
    """Turn what was typed into the fields into a setting; None where the policy says just that.

    Raises :class:`BadChoice` with the reason for a person.
    """
    if parameter.looks is Looks.WORD:
        said = texts[0].strip()
    elif parameter.looks is Looks.WEIGHTS:
        said = ",".join(
            f"{entry.key}={number_of(text, entry.label)}"
            for entry, text in zip(parameter.entries, texts, strict=True)
        )
    else:
        number = number_of(texts[0], parameter.label)
        if parameter.looks is Looks.PERCENT:
            number /= 100
            if number >= 1:
                raise BadChoice(f"{parameter.label}须小于 100%", hint="如 5 表示 5%")
        elif number != int(number):
            raise BadChoice(f"{parameter.label}须是整数", hint="如 15")
        said = written(number)
    same = chosen(parameter.in_force, said).value == parameter.in_force.value
    return None if same else said


def number_of(text: str, label: str) -> Decimal:
    """Read a number as people type it; :class:`BadChoice` says why not."""
    plain = _plain(text)
    try:
        number = Decimal(plain)
    except InvalidOperation as error:
        what = f"“{text.strip()}”不是数字" if plain else "没有填写"
        raise BadChoice(f"{label}{what}", hint="请填数字") from error
    if not number.is_finite() or abs(number) > 10**9 or number < 0:
        raise BadChoice(f"{label}“{text.strip()}”须是 0 到 10 亿之间的数", hint="请改正")
    return number


def posts_of(text: str, label: str) -> int | None:
    """Read a number of posts as typed; None for an empty field. :class:`BadChoice` says why not."""
    plain = _plain(text)
    if not plain:
        return None
    number = number_of(text, label)
    if number != int(number):
        raise BadChoice(f"{label}“{text.strip()}”须是整数", hint="编制按名计")
    return int(number)


def _plain(text: str) -> str:
    """Take off what people write around a number: wide digits, commas, the unit, a sign ±."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    return plain.removesuffix("%").removesuffix("名").removeprefix("±").strip()
