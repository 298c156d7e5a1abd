"""本县取值: the county sets one value of a policy by its own document, from a day on.

What is set becomes a pack of the county's own in the book, beside the pack it amends, adopted like
any other. A value with a 文号 is *stated*; without one it stays *inferred* (推定) and is shown and
printed so; what a document lost can only be settled with a 文号. Whatever the county had set before
for the same value ends the day before, so that two decisions never say the same thing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from townoffice.book import Book
from townoffice.desk.policies import policies_of
from townoffice.desk.wording import doc_no_fault
from townoffice.feedback import BadChoice, PolicyMissing
from townoffice.policy import Pack, Policies, chosen
from townoffice.policy.vocabulary import entry
from townoffice.records import (
    Cite,
    CitedValue,
    KindGroup,
    PolicyValue,
    Source,
    State,
)

__all__ = [
    "InForce",
    "Standing",
    "Typed",
    "Weighed",
    "check_value",
    "day_of",
    "figure_of",
    "standing",
    "words_of",
]

_COUNTY_DOCUMENT = "本县文件"
_LINES = ("classification.cut_1", "classification.cut_2", "classification.near")


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds of one value on a day: ``base`` by the pack adopted, ``own`` by the county.

    ``own`` is None where the county set nothing; ``since`` is the day from which it holds.
    """

    group: KindGroup
    base: CitedValue
    own: CitedValue | None
    since: date | None = None

    @property
    def value(self) -> CitedValue:
        """The value that counts."""
        return self.own or self.base


@dataclass(frozen=True, slots=True)
class Standing:
    """Every value in force on a day, by name, one for each group of units that has one."""

    on: date
    values: Mapping[str, tuple[InForce, ...]]

    def of(self, name: str) -> InForce | None:
        """Give a value: the county's own before what only a pack says."""
        found = self.values.get(name, ())
        return next((one for one in found if one.own is not None), next(iter(found), None))


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: the value as ``--set`` takes it, 文号, title, day (YYYY-MM-DD), why."""

    name: str
    text: str
    doc_no: str = ""
    title: str = ""
    since: str = ""
    reason: str = ""
    groups: tuple[KindGroup, ...] = tuple(KindGroup)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was typed held against what is in force; ``value`` None: it cannot be written.

    ``faults`` and ``notes`` are Chinese sentences by field: value, doc_no, since, reason, groups.
    """

    value: CitedValue | None
    faults: Mapping[str, str]
    notes: Mapping[str, str]


def words_of(name: str) -> tuple[str, ...]:
    """Give the words a value of that name may hold: one of them, or a number for each; none."""
    return entry(name).words


def figure_of(value: CitedValue, text: str) -> PolicyValue:
    """Read a value as ``--set`` writes it; :class:`BadChoice` says what is wrong with it."""
    return chosen(value, text).value


def standing(book: Book, year: int | None = None) -> Standing:
    """Give every value in force at the end of a year (None: the newest of the book)."""
    years = book.years()
    on = date(year or (years[-1] if years else date.max.year - 1), 12, 31)
    policies = policies_of(book)
    names = {value.cited.name for pack in policies.packs for value in pack.values}
    return Standing(on, {name: tuple(_in_force(policies, name, on)) for name in sorted(names)})


def _in_force(policies: Policies, name: str, on: date) -> Iterable[InForce]:
    for group in KindGroup:
        try:
            *amending, main = policies.in_force(entry(name).topic, on, group)
        except PolicyMissing:
            continue
        own = next((pack for pack in amending if pack.find(name, on) is not None), None)
        said = own.find(name, on) if own is not None else None
        base = main.find(name, on) or said
        if base is not None:
            since = _adopted(policies, own, group, on) if own is not None else None
            yield InForce(group, base, said, since)


def _adopted(policies: Policies, pack: Pack, group: KindGroup, on: date) -> date | None:
    return next(
        a.valid_from
        for a in policies.adoptions
        if a.pack_id == pack.id and a.group is group and (a.valid_to or on) >= on
    )


def check_value(known: Standing, typed: Typed) -> Weighed:
    """Hold what was typed against what is in force; nothing is read or written."""
    faults: dict[str, str] = {}
    notes: dict[str, str] = {}
    held = known.of(typed.name)
    if held is None:
        return Weighed(None, {"value": "本县没有采用规定这一项的政策，请先采用政策包"}, {})
    value = _read(held.base, typed.text, faults)
    _check_document(held.base, typed, faults, notes)
    day_of(typed, faults)
    if not typed.groups:
        faults["groups"] = "请至少选一类单位"
    if value is not None:
        _check_beside(known, value, faults, notes)
        if value.value == held.value.value and not faults:
            notes.setdefault("value", "与现在的取值相同，只改依据")
    if faults or value is None:
        return Weighed(None, faults, notes)
    return Weighed(_cited(value, typed), faults, notes)


def _read(base: CitedValue, text: str, faults: dict[str, str]) -> CitedValue | None:
    if not text.strip():
        faults["value"] = f"请填{base.label}"
        return None
    try:
        return chosen(base, text)
    except BadChoice as error:
        faults["value"] = error.what
        return None


def _check_document(
    base: CitedValue, typed: Typed, faults: dict[str, str], notes: dict[str, str]
) -> None:
    doc_no = typed.doc_no.strip()
    if fault := doc_no_fault(doc_no):
        faults["doc_no"] = fault
    elif not doc_no and base.state is State.MISSING:
        faults["doc_no"] = "原件缺失的数须有本县文号才能确定"
    elif not doc_no and not typed.reason.strip():
        faults["reason"] = "没有文号时请写明理由，这一项按“推定”标明"
    elif not doc_no:
        notes["doc_no"] = "没有文号：按“推定”采用，屏幕和打印都会标明"


def day_of(typed: Typed, faults: dict[str, str]) -> date | None:
    """Read the day from which a value is to hold; what is wrong with it goes to ``faults``."""
    if not typed.since.strip():
        return None
    try:
        return date.fromisoformat(typed.since.strip())
    except ValueError:
        faults["since"] = "日期写成 2025-01-01"
        return None


def _check_beside(
    known: Standing, value: CitedValue, faults: dict[str, str], notes: dict[str, str]
) -> None:
    """Hold a value against those it has to agree with."""
    with_it = {name: found.value.value for name in known.values if (found := known.of(name))}
    with_it[value.name] = value.value
    if value.name.startswith("leadership."):
        _check_leadership(with_it, value, notes)
    if value.name in _LINES:
        _check_lines(with_it, faults, notes)


def _check_lines(
    with_it: Mapping[str, object], faults: dict[str, str], notes: dict[str, str]
) -> None:
    upper, lower, near = (_number(with_it.get(name)) for name in _LINES)
    if upper is None or lower is None:
        return
    if upper <= lower:
        words = f"一类线 {upper:f}、二类线 {lower:f}"
        faults["value"] = f"一类线须高于二类线，这样就成了{words}"
    elif near is not None and 2 * near >= upper - lower:
        notes["value"] = "临界范围不小于两线之间的一半，中间的单位都会标“临界”"


def _check_leadership(
    with_it: Mapping[str, object], value: CitedValue, notes: dict[str, str]
) -> None:
    quotas = [_number(with_it.get(f"leadership.class_{n}")) for n in (1, 2, 3)]
    known = [quota for quota in quotas if quota is not None]
    size = value.name[-1]
    if value.name.startswith("leadership.class") and known != sorted(known, reverse=True):
        notes["value"] = "类别高的职数少于类别低的，请核对"
        return
    if not size.isdigit():
        return
    parts = with_it.get(f"leadership.structure_{size}")
    quota = quotas[int(size) - 1]
    total = sum(int(n) for _, n in parts) if isinstance(parts, tuple) else None
    if None not in (total, quota) and total != quota:
        notes["value"] = f"职位结构合计 {total} 名，与核定 {quota} 名不符，结构暂不采用，请一并改"


def _number(value: object) -> Decimal | None:
    return Decimal(value) if isinstance(value, int | Decimal) else None


def _cited(value: CitedValue, typed: Typed) -> CitedValue:
    """Give the value with its ground: the county's document, or the reason without one."""
    reason, doc_no = typed.reason.strip(), typed.doc_no.strip()
    if not doc_no:
        note = f"本县取值，尚无文号：{reason}"
        return replace(value, state=State.INFERRED, note=note, proposal=None)
    title = typed.title.strip().strip("《》") or _COUNTY_DOCUMENT
    cite = Cite(Source("county", title, doc_no))
    return replace(value, state=State.STATED, cites=(cite,), note=reason, proposal=None)
