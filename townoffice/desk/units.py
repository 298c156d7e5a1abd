"""Units entered by hand: what is typed is checked as one types, then written as one change.

A :class:`Roll` is what the checks need to know of the book; with it they run without a book, so a
dialog can ask after every key. The words are read as in an import (a code of 12 digits, 2025.3.1),
and writing checks them once more against the book as it is then. A corrected unit keeps its row
and with it every figure; what it was before stands in its history.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from townoffice.book import Book
from townoffice.feedback import BadChoice, Stale
from townoffice.records import (
    Changes,
    County,
    FunctionClass,
    Indicators,
    Kind,
    Township,
    kind_of_code,
)
from townoffice.sheets.cells import name_key, read_code, read_name
from townoffice.sheets.days import read_day
from townoffice.sheets.fields import field_list
from townoffice.sheets.numbers import Wrong

_CALLED = {Kind.TOWN: "镇", Kind.TOWNSHIP: "乡", Kind.SUBDISTRICT: "街道"}
_FIRST = {Kind.SUBDISTRICT: 1, Kind.TOWN: 100, Kind.TOWNSHIP: 200}
_AFTER = {Kind.SUBDISTRICT: 100, Kind.TOWN: 200, Kind.TOWNSHIP: 400}
_LABELS: Mapping[str, str] = {
    "name": "名称",
    "code": "区划代码",
    "kind": "类型",
    "function_class": "功能类型",
    "valid_from": "设立日期",
    "doc_no": "设立文号",
}
_DOC_NO = re.compile(r".*[〔\[（(【]\d{4}[〕\]）)】].*\d.*号.*")


@dataclass(frozen=True, slots=True)
class Roll:
    """All units there ever were, of which county, and the year at work (its last day counts)."""

    county: County
    townships: tuple[Township, ...]
    year: int

    def unit(self, unit_id: int | None) -> Township | None:
        """Find a unit by its id."""
        return next((t for t in self.townships if unit_id is not None and t.id == unit_id), None)

    def present(self) -> tuple[Township, ...]:
        """Units that exist on the last day of the year, by code."""
        return tuple(t for t in self.townships if t.exists(date(self.year, 12, 31)))


@dataclass(frozen=True, slots=True)
class UnitTyped:
    """A unit as typed; ``since`` and ``doc_no`` (of its making) may be empty, ``kind`` None."""

    name: str = ""
    code: str = ""
    kind: Kind | None = None
    function_class: FunctionClass | None = None
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class UnitChecked:
    """The unit the words make, None while there is a fault.

    ``faults`` and ``notes`` are sentences by field of :class:`UnitTyped`; a note forbids nothing.
    """

    unit: Township | None
    faults: Mapping[str, str]
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MergerTyped:
    """A unit that ceases on a day, as typed; ``into`` is the unit that takes it over, if one does.

    ``doc_no`` is the document that says so; it stands in the history of both units.
    """

    unit_id: int
    into_id: int | None = None
    since: str = ""
    doc_no: str = ""


def roll(book: Book, year: int) -> Roll:
    """Read what the checks need."""
    return Roll(book.county, book.townships(), year)


def as_typed(unit: Township) -> UnitTyped:
    """Write a unit as it would be typed."""
    since = unit.valid_from.isoformat() if unit.valid_from else ""
    return UnitTyped(unit.name, unit.code, unit.kind, unit.function_class, since, unit.doc_no or "")


def code_of(typed: UnitTyped) -> str:
    """Give the division code as it is kept; "" where what is typed is none."""
    code = read_code(typed.code)
    return code if isinstance(code, str) else ""


def next_code(known: Roll, kind: Kind) -> str:
    """Give the first code of a kind's numbers that no unit ever had; "" where all are used."""
    used = {township.code for township in known.townships}
    numbers = range(_FIRST[kind], _AFTER[kind])
    codes = (f"{known.county.code}{number:03}" for number in numbers)
    return next((code for code in codes if code not in used), "")


def likely_kind(typed: UnitTyped) -> Kind | None:
    """Tell the kind from a name's ending, else from the code."""
    endings = (("街道", Kind.SUBDISTRICT), ("镇", Kind.TOWN), ("乡", Kind.TOWNSHIP))
    name = read_name(typed.name) or ""
    by_name = next((kind for ending, kind in endings if name.endswith(ending)), None)
    code = code_of(typed)
    by_code = kind_of_code(code) if len(code) == 9 else None
    return by_name or by_code


def check_unit(known: Roll, typed: UnitTyped, own: Township | None = None) -> UnitChecked:
    """Check what is typed for a new unit, or for ``own``."""
    others = [t for t in known.townships if own is None or t.id != own.id]
    faults: dict[str, str] = {}
    notes: dict[str, str] = {}
    since = _day(typed.since, faults)
    ends = own.valid_to if own else None
    if since is not None and ends is not None and since > ends:
        faults["since"] = f"晚于撤销日期 {ends.isoformat()}"
    name = _name(typed.name, others, since, faults)
    code = _code(typed.code, known.county, others, faults)
    if typed.kind is None:
        faults["kind"] = "请选类型"
    _look(known, typed, code, since, notes)
    if faults or typed.kind is None:
        return UnitChecked(None, faults, notes)
    unit = replace(
        own or Township(code, name, typed.kind),
        code=code,
        name=name,
        kind=typed.kind,
        function_class=typed.function_class,
        valid_from=since,
        doc_no=typed.doc_no.strip() or None,
    )
    return UnitChecked(unit, faults, notes)


def check_merger(known: Roll, typed: MergerTyped) -> Mapping[str, str]:
    """Check what is typed of a unit that ceases; sentences by field, empty = it can be written."""
    faults: dict[str, str] = {}
    unit = known.unit(typed.unit_id)
    since = _day(typed.since, faults)
    if unit is None:
        faults["unit_id"] = "台账中没有这个单位了"
    elif since is None:
        faults.setdefault("since", "请填自何日起撤销，如 2025-03-01")
    elif unit.valid_from is not None and since <= unit.valid_from:
        faults["since"] = f"{unit.name}自 {unit.valid_from.isoformat()} 才设立，撤销须在此后"
    into = known.unit(typed.into_id)
    if into is not None and unit is not None and into.id == unit.id:
        faults["into_id"] = "不能并入自己"
    elif into is not None and since is not None and not into.exists(since):
        faults["into_id"] = f"{into.name}在 {since.isoformat()} 不存在"
    if not typed.doc_no.strip():
        faults["doc_no"] = "撤并须有文号，如 示政发〔2025〕3号"
    return faults


def add_unit(book: Book, typed: UnitTyped, year: int) -> Changes:
    """Write a new unit as one change; in a book without figures the year begins with it.

    Raises :class:`BadChoice` with the first fault.
    """
    unit = _faultless(check_unit(roll(book, year), typed))
    with book.change(f"新增单位 {unit.name}（{unit.code}）{_by(typed.doc_no)}") as writer:
        unit_id = writer.add(unit)
        if year not in book.years():
            writer.add(Indicators(unit_id, year))
    assert writer.changes is not None
    return writer.changes


def change_unit(
    book: Book, before: Township, typed: UnitTyped, year: int, doc_no: str = ""
) -> Changes | None:
    """Write a unit's new name, code, kind or making as one change; None where nothing moves.

    ``doc_no`` is the document behind the change. Who came from the unit goes on naming it by its
    new code. Raises :class:`BadChoice` with the first fault, :class:`Stale` where the unit is no
    longer the one that was ``before``.
    """
    known = roll(book, year)
    if known.unit(before.id) != before:
        raise Stale("台账在您填写时已有改动", where=before.name, hint="请重新打开再改")
    after = _faultless(check_unit(known, typed, before))
    if after == before:
        return None
    moved = "，".join(
        f"{label} {_said(old)} → {_said(new)}"
        for field, label in _LABELS.items()
        if (old := getattr(before, field)) != (new := getattr(after, field))
    )
    heirs = [t for t in known.townships if before.code in t.predecessors and t.id != before.id]
    with book.change(f"修改单位 {before.name}：{moved}{_by(doc_no)}") as writer:
        writer.update(after)
        if after.code != before.code:
            writer.update_all([_renumbered(heir, before.code, after.code) for heir in heirs])
    assert writer.changes is not None
    return writer.changes


def merge_unit(book: Book, typed: MergerTyped, year: int) -> Changes:
    """Let a unit cease, into another or altogether, as one change.

    It exists to the day before; the other unit names it among those it came from. Figures stay
    where they are: what the other unit has from then on is registered as any figure is. Raises
    :class:`BadChoice` with the first fault.
    """
    known = roll(book, year)
    fault = next(iter(check_merger(known, typed).values()), None)
    if fault is not None:
        raise BadChoice(fault, hint="请更正后再写入")
    unit, into = known.unit(typed.unit_id), known.unit(typed.into_id)
    since = _day(typed.since, {})
    assert unit is not None
    assert since is not None
    how = f"并入{into.name}" if into else "撤销"
    label = f"撤并单位 {unit.name}：自 {since.isoformat()} {how}{_by(typed.doc_no)}"
    with book.change(label) as writer:
        writer.update(replace(unit, valid_to=date.fromordinal(since.toordinal() - 1)))
        if into is not None and unit.code not in into.predecessors:
            writer.update(replace(into, predecessors=(*into.predecessors, unit.code)))
    assert writer.changes is not None
    return writer.changes


def _faultless(checked: UnitChecked) -> Township:
    if checked.unit is None:
        raise BadChoice(next(iter(checked.faults.values())), hint="请更正后再写入")
    return checked.unit


def _name(text: str, others: Sequence[Township], since: date | None, faults: dict[str, str]) -> str:
    name = read_name(text)
    if name is None:
        faults["name"] = "请填名称，写全称，如 青石镇"
        return ""
    key = name_key(name)
    for other in others:
        gone = other.valid_to is not None and since is not None and other.valid_to < since
        if name_key(other.name) == key and not gone:
            until = f"，{other.valid_to.isoformat()} 撤销" if other.valid_to else ""
            faults["name"] = f"台账中已有{other.name}（{other.code}{until}）"
    return name


def _code(text: str, county: County, others: Sequence[Township], faults: dict[str, str]) -> str:
    code = read_code(text)
    if code is None:
        faults["code"] = "请填区划代码：6 位县代码加 3 位，共 9 位"
    elif isinstance(code, Wrong):
        faults["code"] = f"{code.what}；{code.hint}"
    elif len(code) != 9:
        faults["code"] = f"还只有 {len(code)} 位，应是 9 位（或 12 位统计代码）"
    elif not code.startswith(county.code):
        faults["code"] = f"不是{county.name}的代码：应以 {county.code} 开头"
    elif holder := next((t for t in others if t.code == code), None):
        state = "曾是" if holder.valid_to else "已是"
        gone = "的代码，撤销后不再给别的单位" if holder.valid_to else "的代码"
        faults["code"] = f"{code} {state}{holder.name}{gone}"
    return code if isinstance(code, str) else ""


def _day(text: str, faults: dict[str, str]) -> date | None:
    """Read a day as typed; a year alone is no day here."""
    day = read_day(text.strip(), field_list())
    if isinstance(day, Wrong) or (day and re.fullmatch(r"\d{4}年?", text.strip())):
        faults["since"] = f"日期“{text.strip()[:20]}”认不出，应写成例如 2025-03-01"
        return None
    return day


def _look(
    known: Roll, typed: UnitTyped, code: str, since: date | None, notes: dict[str, str]
) -> None:
    """Note what is worth a look and forbids nothing."""
    by_code = kind_of_code(code) if len(code) == 9 else None
    if typed.kind is not None and by_code is not None and by_code is not typed.kind:
        notes["kind"] = (
            f"代码在{_CALLED[by_code]}的号段；如果是改制后沿用旧代码，不必理会，否则请改正"
        )
    if since is not None and since > date(known.year, 12, 31):
        notes["since"] = f"{known.year} 年底还没有这个单位，换到 {since.year} 年度才看得到"
    said = unicodedata.normalize("NFC", typed.doc_no.strip())
    if said and not _DOC_NO.fullmatch(said):
        notes["doc_no"] = "文号一般写成 示编办〔2025〕3号，请核对"


def _renumbered(heir: Township, old: str, new: str) -> Township:
    return replace(heir, predecessors=tuple(new if c == old else c for c in heir.predecessors))


def _by(doc_no: str) -> str:
    return f"（{doc_no.strip()}）" if doc_no.strip() else ""


def _said(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value) if value else "空"
