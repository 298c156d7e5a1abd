"""Field lists as data: which columns a kind of spreadsheet has, by which words, in which units.

Read once from ``resources/fields/<kind>.toml``; another form is another file, not another program.
"""

import functools
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from importlib.resources import files


class FieldType(StrEnum):
    """What the cells of a column hold."""

    CODE = "code"
    NAME = "name"
    KIND = "kind"
    FUNCTION_CLASS = "function_class"
    COUNT = "count"
    AMOUNT = "amount"
    TEXT = "text"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its words in headers, its dimension and the unit the book keeps it in.

    ``places`` are the decimals kept (counts: 0); beyond ``unlikely_above`` and ``unlikely_below``
    the preview asks. ``signed``: it may be negative (a rate of growth).
    """

    name: str
    label: str
    type: FieldType
    names: tuple[str, ...] = ()
    all: tuple[re.Pattern[str], ...] = ()
    none: tuple[re.Pattern[str], ...] = ()
    doubtful: tuple[re.Pattern[str], ...] = ()
    dimension: str = ""
    unit: str = ""
    places: int = 0
    unlikely_above: Decimal | None = None
    unlikely_below: Decimal | None = None
    signed: bool = False

    @property
    def numeric(self) -> bool:
        """Tell whether the column holds numbers."""
        return self.type in (FieldType.COUNT, FieldType.AMOUNT)

    def by_pattern(self, reading: str, whole: str) -> bool:
        """Tell whether a reading fits the patterns, and the whole header none against them."""
        return (
            bool(self.all)
            and all(pattern.search(reading) for pattern in self.all)
            and not any(pattern.search(whole) for pattern in self.none)
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure and its exact factor to the book's unit."""

    dimension: str
    names: tuple[str, ...]
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Words:
    """Words that tell rows and columns apart."""

    missing: frozenset[str]
    total: frozenset[str]
    subtotal: re.Pattern[str]
    group: re.Pattern[str]
    computed: re.Pattern[str]
    part: re.Pattern[str]
    note: re.Pattern[str]
    numbering: re.Pattern[str]
    preamble_not_year: re.Pattern[str]
    year: re.Pattern[str]
    serial: re.Pattern[str]
    ignored: re.Pattern[str]
    derived: re.Pattern[str]
    foreign: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Likely:
    """Bounds beyond which the preview asks: tenfold changes, persons per km², 常住 : 户籍.

    A change by more than ``check_share`` of a value of at least ``check_from`` is worth a look
    where somebody can tick it: smaller than what is asked about, since there it stops nobody.
    """

    change_factor: int
    density_above: int
    resident_ratio: int
    check_share: Fraction
    check_from: int


@dataclass(frozen=True, slots=True, eq=False)
class FieldList:
    """Everything known of one kind of spreadsheet.

    ``kinds`` and ``function_classes`` map words of cells to the word of the book. ``own``: other
    columns of numbers are the county's own indicators. ``keys`` are the fields of which a header
    must have one. A list is only equal to itself: headers are
    remembered as they were read by it.
    """

    kind: str
    label: str
    fields: tuple[Field, ...]
    units: tuple[Unit, ...]
    words: Words
    kinds: dict[str, str]
    function_classes: dict[str, str]
    likely: Likely
    own: bool = True
    keys: frozenset[str] = frozenset({"code", "name"})

    @property
    def bounded(self) -> tuple[Field, ...]:
        """Fields that have a bound beyond which a value is unlikely."""
        return tuple(f for f in self.fields if f.unlikely_above is not None)

    def field(self, name: str) -> Field:
        """Give one field by its name."""
        return next(field for field in self.fields if field.name == name)


@dataclass(frozen=True, slots=True)
class _FieldText:
    """A ``[[field]]`` of the file, as TOML gives it."""

    name: str
    label: str
    type: str
    names: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    dimension: str = ""
    unit: str = ""
    places: int = 0
    unlikely_above: str = ""
    unlikely_below: str = ""


@functools.cache
def field_list(kind: str = "townships") -> FieldList:
    """Read the field list of one kind; it is ours, so a mistake in it is a bug and raises."""
    data = tomllib.loads(fields_text(kind))
    if "like" in data:  # what a list does not say itself is as in the list it is like
        data = tomllib.loads(fields_text(data["like"])) | data
    words: dict[str, list[str] | str] = {**data["words"], **data["columns"]}
    patterns = {name: re.compile(value) for name, value in words.items() if isinstance(value, str)}
    return FieldList(
        kind=data["kind"],
        label=data["label"],
        fields=tuple(_field(_FieldText(**found)) for found in data["field"]),
        units=tuple(
            Unit(found["dimension"], tuple(found["names"]), Fraction(found["factor"]))
            for found in data["unit"]
        ),
        words=Words(
            missing=frozenset(words["missing"]), total=frozenset(words["total"]), **patterns
        ),
        kinds=_backwards(data["values"]["kind"]),
        function_classes=_backwards(data["values"]["function_class"]),
        likely=_likely(data["likely"]),
        keys=frozenset(data.get("keys", ("code", "name"))),
    )


def fields_text(kind: str) -> str:
    """Give the file of one kind as it stands."""
    return files("resources").joinpath("fields", f"{kind}.toml").read_text(encoding="utf-8")


def _likely(bounds: dict[str, int | str]) -> Likely:
    share = Fraction(bounds["check_share"])
    whole = {name: int(value) for name, value in bounds.items() if name != "check_share"}
    return Likely(**whole, check_share=share)


def _field(text: _FieldText) -> Field:
    return Field(
        name=text.name,
        label=text.label,
        type=FieldType(text.type),
        names=tuple(text.names),
        all=tuple(map(re.compile, text.all)),
        none=tuple(map(re.compile, text.none)),
        doubtful=tuple(map(re.compile, text.doubtful)),
        dimension=text.dimension,
        unit=text.unit,
        places=text.places,
        unlikely_above=Decimal(text.unlikely_above) if text.unlikely_above else None,
        unlikely_below=Decimal(text.unlikely_below) if text.unlikely_below else None,
    )


def _backwards(words: dict[str, list[str]]) -> dict[str, str]:
    return {variant: word for word, variants in words.items() for variant in variants}
