"""自定办法: a county makes a staffing method of its own from bases, tranches and a reserve.

A :class:`Draft` holds what somebody typed, field by field, as text; ``own_method_values`` reads it,
``own_method_trial`` calculates it on the county as it stands, ``own_method_packs`` writes it as a
pack of the county's own. A method that sets posts outright (by class or by bands of population) has
no tranches and cannot be started from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from townoffice.desk.parameters import written
from townoffice.desk.planning import Ground
from townoffice.feedback import BadChoice
from townoffice.policy import BY_CLASS, Method, shipped_methods
from townoffice.policy.vocabulary import (
    CLASSES,
    DRIVERS,
    FUNCTION_CLASSES,
    KINDS,
    ROUNDINGS,
    TRANCHES,
)
from townoffice.records import CitedValue, policy_word
from townoffice.staffing import method_values

__all__ = [
    "BY_CLASS",
    "CLASSES",
    "DRIVERS",
    "FUNCTION_CLASSES",
    "KINDS",
    "ROUNDINGS",
    "TRANCHES",
    "Bases",
    "Draft",
    "Part",
    "Start",
    "blank",
    "from_method",
    "starts",
]

ABOUT = "指标及权重"
_STANDARDS = {"quota", "quota_institution", "bands", "bands_institution"}


class Bases(StrEnum):
    """What every unit gets first: the same number, or one by its kind or by its class."""

    SAME = "base"
    KIND = "base_by_kind"
    CLASS = "base_by_class"


@dataclass(frozen=True, slots=True)
class Part:
    """One tranche as typed: name, share, and what it follows with the weights, in order."""

    label: str = ""
    share: str = "1"
    drivers: tuple[tuple[str, str], ...] = (("registered_population", "1"),)


@dataclass(frozen=True, slots=True)
class Draft:
    """A method as typed; an empty text is nothing said.

    ``base`` is for :attr:`Bases.SAME`, ``by_kind`` and ``by_class`` for the others; ``reserve`` is
    in per cent. ``class_weights`` bear on the driver ``class`` alone. ``former`` is the id of the
    county's own method that is changed, empty for a new one.
    """

    label: str = ""
    bases: Bases = Bases.SAME
    base: str = ""
    by_kind: Mapping[str, str] = field(default_factory=dict)
    by_class: Mapping[str, str] = field(default_factory=dict)
    least: str = ""
    reserve: str = ""
    parts: tuple[Part, ...] = (Part("按人口"),)
    class_weights: Mapping[str, str] = field(default_factory=dict)
    coefficients: Mapping[str, str] = field(default_factory=dict)
    rounding: str = ROUNDINGS[0]
    doc_no: str = ""
    title: str = ""
    since: str = ""
    reason: str = ""
    former: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """A method to start from; ``own`` methods may also be changed themselves."""

    id: str
    label: str
    own: bool


def starts(ground: Ground) -> tuple[Start, ...]:
    """List the methods that are made of tranches: the county's own first, then the shipped."""
    shipped = shipped_methods()
    found = [
        Start(method.id, method.label, method.id not in shipped)
        for method in ground.policies.methods.values()
        if _has_tranches(_keys(method))
    ]
    return tuple(sorted(found, key=lambda start: (not start.own, start.id)))


def blank(ground: Ground) -> Draft:
    """Give an empty draft, to hold from the beginning of the ground's year."""
    return Draft(since=f"{ground.county.year}-01-01")


def from_method(ground: Ground, method_id: str, *, change: bool = False) -> Draft:
    """Start from a method as it is in force, or as its pack has it; ``change``: an own one itself.

    A method changed that was adopted once gets a name of its own: both stay in the list.
    Raises :class:`BadChoice` where the method is not made of tranches.
    """
    method = ground.policies.methods.get(method_id)
    if method is None or not _has_tranches(_keys(method)):
        raise BadChoice("这个办法不是由各部分份额组成的", hint="请从另一个办法开始")
    county, policies = ground.county, ground.policies
    named = method_values(policies, method, county.on, ground.groups)
    values = {name.partition(".")[2]: value for name, value in named.items()}
    adopted = any(adoption.pack_id == method.pack_id for adoption in policies.adoptions)
    bases = next((b for b in (Bases.KIND, Bases.CLASS) if b.value in values), Bases.SAME)
    return Draft(
        _name(ground, method.label, adopted=adopted) if change else "",
        bases,
        _figure(values.get("base"), 1) if bases is Bases.SAME else "",
        _added(values, Bases.KIND, KINDS),
        _added(values, Bases.CLASS, CLASSES),
        _figure(values.get("least"), 1),
        _figure(values.get("reserve_share"), 100),
        tuple(_parts(values)),
        _texts(values.get("class_weights")),
        _texts(values.get("coefficients")),
        str(values["rounding"].value) if "rounding" in values else ROUNDINGS[0],
        since=f"{county.year}-01-01",
        former=method.id if change else "",
    )


def _keys(method: Method) -> set[str]:
    return {name.partition(".")[2] for name in method.names}


def _has_tranches(keys: set[str]) -> bool:
    two_bases = {Bases.KIND.value, Bases.CLASS.value} <= keys
    return not keys & _STANDARDS and not two_bases


def _name(ground: Ground, label: str, *, adopted: bool) -> str:
    """Name the changed method: as before, or with the number of its version."""
    if not adopted:
        return label
    stem = label.partition("（第")[0]
    taken = {method.label for method in ground.policies.methods.values()}
    return next(
        name for n in range(2, len(taken) + 3) if (name := f"{stem}（第{n}版）") not in taken
    )


def _figure(value: CitedValue | None, times: int) -> str:
    found = value.value if value is not None else None
    return written(Decimal(found) * times) if isinstance(found, int | Decimal) else ""


def _texts(value: CitedValue | None) -> dict[str, str]:
    found = value.value if value is not None else None
    return {name: written(n) for name, n in found} if isinstance(found, tuple) else {}


def _added(
    values: Mapping[str, CitedValue], bases: Bases, names: tuple[str, ...]
) -> dict[str, str]:
    """Give the bases by kind or class with what every unit gets anyway, as the engine adds them."""
    texts = _texts(values.get(bases.value))
    same = values["base"].value if "base" in values else None
    if not texts or not isinstance(same, int):
        return texts
    return {name: written(Decimal(texts.get(name, "0")) + same) for name in names}


def _parts(values: Mapping[str, CitedValue]) -> list[Part]:
    shares = _texts(values.get("shares"))
    found = []
    for place in range(1, TRANCHES + 1):
        value = values.get("weights" if place == 1 else f"weights_{place}")
        share = shares.get(f"part_{place}", "0") if shares else "1"
        if value is not None and share != "0":
            label = value.label.removesuffix(ABOUT)
            found.append(Part(label, share, tuple(_texts(value).items())))
    return found or [Part(policy_word("part_1"))]
