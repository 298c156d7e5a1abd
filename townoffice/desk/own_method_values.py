"""Read a draft of an own method: the values of its pack, and what is wrong field by field.

Fields are named as the window has them: ``label``, ``base``, ``base_by_kind.town``, ``least``,
``reserve``, ``part_1.label``, ``part_1.share``, ``part_1.drivers``, ``part_1.weight_1``,
``class_weights.class_1``, ``coefficients.central``, ``rounding``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from townoffice.desk.own_methods import (
    ABOUT,
    BY_CLASS,
    CLASSES,
    FUNCTION_CLASSES,
    KINDS,
    TRANCHES,
    Bases,
    Draft,
    Part,
)
from townoffice.desk.parameters import number_of
from townoffice.feedback import BadChoice
from townoffice.policy.vocabulary import ROUNDINGS
from townoffice.records import PolicyValue, policy_word

__all__ = ["Figure", "figures"]

_BASE = "基本编制"
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of the method's pack without its ground: key, label, unit, value."""

    key: str
    label: str
    unit: str
    value: PolicyValue


def figures(draft: Draft, faults: dict[str, str]) -> tuple[Figure, ...]:
    """Read the values of a draft; what is wrong goes to ``faults`` by field.

    Values of fields that are wrong are left out.
    """
    reading = _Reading(faults)
    return tuple(figure for figure in reading.of(draft) if figure.value is not None)


class _Reading:
    """Reads texts and collects what is wrong with them."""

    def __init__(self, faults: dict[str, str]) -> None:
        self._faults = faults

    def of(self, draft: Draft) -> Iterable[Figure]:
        yield self._bases(draft)
        yield Figure("least", "每单位最低编制", "名", self._posts("least", draft.least, "最低编制"))
        yield Figure("reserve_share", "周转编制比例", "比例", self._reserve(draft.reserve))
        yield from self._parts(draft.parts)
        if any(name == BY_CLASS for part in draft.parts for name, _ in part.drivers):
            weights = self._named("class_weights", draft.class_weights, CLASSES, full=True)
            yield Figure("class_weights", "分类权重", "权重", weights)
        coefficients = self._named("coefficients", draft.coefficients, FUNCTION_CLASSES)
        yield Figure("coefficients", "功能系数", "系数", coefficients)
        if draft.rounding not in ROUNDINGS:
            self._faults["rounding"] = "请选一种取整办法"
        yield Figure("rounding", "取整办法", "办法", draft.rounding)

    def _bases(self, draft: Draft) -> Figure:
        if draft.bases is Bases.SAME:
            return Figure("base", _BASE, "名", self._posts("base", draft.base, _BASE))
        by_kind = draft.bases is Bases.KIND
        texts, names = (draft.by_kind, KINDS) if by_kind else (draft.by_class, CLASSES)
        found = {
            name: self._posts(f"{draft.bases}.{name}", text, f"{policy_word(name)}{_BASE}")
            for name in names
            if (text := texts.get(name, "")).strip()
        }
        said = tuple((name, Decimal(n)) for name, n in found.items() if n is not None)
        return Figure(draft.bases.value, _BASE, "名", self._not_all_0(draft.bases.value, said))

    def _parts(self, parts: Sequence[Part]) -> Iterable[Figure]:
        if not 1 <= len(parts) <= TRANCHES:
            self._faults["parts"] = f"办法由 1 至 {TRANCHES} 个部分组成"
            return
        shares = []
        for number, part in enumerate(parts, 1):
            field, label = f"part_{number}", part.label.strip()
            if not label:
                self._faults[f"{field}.label"] = "请给这一部分起个名称"
            elif label in {other.label.strip() for other in parts[: number - 1]}:
                self._faults[f"{field}.label"] = f"前面已有“{label}”"
            key = "weights" if number == 1 else f"weights_{number}"
            yield Figure(key, f"{label}{ABOUT}", "权重", self._drivers(field, part.drivers))
            if len(parts) > 1:
                shares.append((field, self._above_0(f"{field}.share", part.share, "份额")))
        known = tuple((field, share) for field, share in shares if share is not None)
        yield Figure("shares", "各部分所占份额", "份", known or None)

    def _drivers(self, field: str, drivers: Sequence[tuple[str, str]]) -> PolicyValue:
        if not drivers:
            self._faults[f"{field}.drivers"] = "请至少选一项指标"
        said: dict[str, Decimal] = {}
        for place, (name, text) in enumerate(drivers, 1):
            key, label = f"{field}.weight_{place}", policy_word(name)
            weight = self._above_0(key, text, "权重")
            if name in said:
                self._faults[key] = f"{label}选了两次"
            elif weight is not None:
                said[name] = weight
        return tuple(said.items()) or None

    def _named(
        self, key: str, texts: Mapping[str, str], names: Sequence[str], *, full: bool = False
    ) -> PolicyValue:
        """Read a number for each name; ``full``: none may be missing, else it is left out."""
        said = []
        for name in names:
            text = texts.get(name, "")
            if text.strip() or full:
                number = self._number(f"{key}.{name}", text, policy_word(name))
                said += [] if number is None else [(name, number)]
        return self._not_all_0(key, tuple(said))

    def _not_all_0(self, key: str, said: tuple[tuple[str, Decimal], ...]) -> PolicyValue:
        if said and not any(number for _, number in said):
            self._faults[f"{key}.{said[0][0]}"] = "不能全部是 0"
            return None
        return said or None

    def _reserve(self, text: str) -> PolicyValue:
        number = self._number("reserve", text, "周转比例") if text.strip() else None
        if number is not None and number >= _WHOLE:
            self._faults["reserve"] = "周转比例须小于 100%，如 5 表示 5%"
            return None
        return None if number is None else number / _WHOLE

    def _posts(self, key: str, text: str, label: str) -> int | None:
        number = self._number(key, text, label) if text.strip() else None
        if number is not None and number != int(number):
            self._faults[key] = f"{label}须是整数，编制按名计"
            return None
        return None if number is None else int(number)

    def _above_0(self, key: str, text: str, label: str) -> Decimal | None:
        number = self._number(key, text, label)
        if number == 0:
            self._faults[key] = f"{label}须大于 0，不要的请移去"
            return None
        return number

    def _number(self, key: str, text: str, label: str) -> Decimal | None:
        try:
            return number_of(text, label)
        except BadChoice as error:
            self._faults[key] = error.what
            return None
