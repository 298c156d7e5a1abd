"""What is typed of a unit, and the checks it has to pass; they run without a book.

A :class:`Roll` is what the checks need to know of the book, so a dialog can ask after every key.
The words are read as in an import (a code of 12 digits, 2025.3.1).
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from townoffice.records import County, FunctionClass, Kind, Township, kind_of_code
from townoffice.sheets.cells import name_key, read_code, read_name
from townoffice.sheets.days import read_day
from townoffice.sheets.fields import field_list
from townoffice.sheets.numbers import Wrong

_CALLED = {Kind.TOWN: "镇", Kind.TOWNSHIP: "乡", Kind.SUBDISTRICT: "街道"}
_FIRST = {Kind.SUBDISTRICT: 1, Kind.TOWN: 100, Kind.TOWNSHIP: 200}
_AFTER = {Kind.SUBDISTRICT: 100, Kind.TOWN: 200, Kind.TOWNSHIP: 400}
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
    assessment_group: str = ""


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


def as_typed(unit: Township) -> UnitTyped:
    """Write a unit as it would be typed."""
    since = unit.valid_from.isoformat() if unit.valid_from else ""
    return UnitTyped(
        unit.name,
        unit.code,
        unit.kind,
        unit.function_class,
        since,
        unit.doc_no or "",
        unit.assessment_group or "",
    )


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
    since = day_of(typed.since, faults)
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
        assessment_group=unicodedata.normalize("NFC", typed.assessment_group.strip()) or None,
    )
    return UnitChecked(unit, faults, notes)


def check_merger(known: Roll, typed: MergerTyped) -> Mapping[str, str]:
    """Check what is typed of a unit that ceases; sentences by field, empty = it can be written."""
    faults: dict[str, str] = {}
    unit = known.unit(typed.unit_id)
    since = day_of(typed.since, faults)
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


def day_of(text: str, faults: dict[str, str]) -> date | None:
    """Read a day as typed; a year alone is no day here, and a fault under ``since``."""
    day = read_day(text.strip(), field_list())
    if isinstance(day, Wrong) or (day and re.fullmatch(r"\d{4}年?", text.strip())):
        faults["since"] = f"日期“{text.strip()[:20]}”认不出，应写成例如 2025-03-01"
        return None
    return day


def odd_doc_no(text: str) -> str:
    """Say that a 文号 looks unlike one; empty: it does not, or there is none."""
    said = unicodedata.normalize("NFC", text.strip())
    return "文号一般写成 示编办〔2025〕3号，请核对" if said and not _DOC_NO.fullmatch(said) else ""


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
    if odd := odd_doc_no(typed.doc_no):
        notes["doc_no"] = odd
