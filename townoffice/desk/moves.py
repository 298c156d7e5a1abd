"""What changed of one unit, when, by whom: the journal's moves in the words of the office."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from townoffice.book import Book
from townoffice.desk.county import find_unit
from townoffice.desk.standing import POST_FIELDS
from townoffice.records import (
    INDICATOR_LABELS,
    INDICATOR_UNITS,
    Category,
    FieldValue,
    LeaderPost,
    Measure,
    MovedField,
    RecordAct,
    SizeClass,
)
from townoffice.sheets.fields import field_list

NOTHING = "—"
FORGOTTEN = "已清除"

_NOUNS: Mapping[str, str] = {
    "townships": "单位",
    "indicators": "指标",
    "own_indicators": "自设指标",
    "post_facts": "编制与实有",
    "leadership_seats": "领导任职",
    "class_overrides": "文件定类",
}
_TOWNSHIP_FIELDS: Mapping[str, str] = {
    "code": "区划代码",
    "name": "名称",
    "kind": "乡、镇或街道",
    "function_class": "功能类别",
    "valid_from": "设立日期",
    "valid_to": "撤销日期",
    "predecessors": "原单位代码",
    "doc_no": "设立文号",
}
_SEAT_FIELDS: Mapping[str, str] = {
    "person": "姓名",
    "post": "职务类别",
    "title": "职务",
    "since": "任职起",
    "listed": "名册日期",
    "until": "任职止",
    "doc_no": "任职文号",
}
_CLASS_FIELDS: Mapping[str, str] = {
    "size_class": "按文件确定的类别",
    "reason": "定类理由",
    "doc_no": "定类文号",
    "since": "定类起始",
}
_POST_FIELDS: Mapping[str, str] = {
    "category": "编制类别",
    "measure": "核定或实有",
    "since": "起始日期",
    "doc_no": "文号",
}
_FIELDS: Mapping[str, Mapping[str, str]] = {
    "townships": _TOWNSHIP_FIELDS,
    "indicators": {**INDICATOR_LABELS, "year": "年份"},
    "own_indicators": {"name": "名称", "unit": "计量单位", "year": "年份"},
    "post_facts": _POST_FIELDS,
    "leadership_seats": _SEAT_FIELDS,
    "class_overrides": _CLASS_FIELDS,
}
_MEASURES = {Measure.AUTHORIZED: "核定", Measure.ACTUAL: "实有"}


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One moved field in words: the act, what moved with its time, and old and new with unit.

    ``number`` counts the lines of one change; ``old`` and ``new`` are — where there was nothing,
    已清除 where the content was cleared.
    """

    change_id: int
    number: int
    at: datetime
    who: str
    label: str
    undone: bool
    item: str
    old: str
    new: str
    unit: str


@dataclass(frozen=True, slots=True)
class UnitHistory:
    """The history of one unit, newest first, as acts and as lines."""

    code: str
    name: str
    acts: tuple[RecordAct, ...]
    lines: tuple[MoveLine, ...]


def unit_history(book: Book, unit: str) -> UnitHistory:
    """Read the history of a unit by its code or name; NotFound.

    A unit that was renamed has one history: all rows of its code count.
    """
    townships, wanted = book.townships(), unit.strip()
    codes = {t.code for t in townships if wanted in {t.code, t.name}}
    code = codes.pop() if len(codes) == 1 else find_unit(townships, unit).code
    own = [t for t in townships if t.code == code]
    acts = book.history_of(*(t.id for t in own if t.id is not None))
    lines = tuple(line for act in acts for line in lines_of(act))
    return UnitHistory(code, own[-1].name, acts, lines)


def lines_of(act: RecordAct) -> Iterator[MoveLine]:
    """Put the moves of one act into words."""
    for number, move in enumerate(act.moves):
        old, new = value_words(move, move.old), value_words(move, move.new)
        yield MoveLine(
            act.change_id,
            number,
            act.at,
            act.who,
            act.label,
            act.undone,
            item_of(move),
            old,
            new,
            unit_of(move),
        )


def item_of(move: MovedField) -> str:
    """Name what moved: 户籍人口（2024年）, 核定行政编制（2024-12-31 起）."""
    if move.forgotten:
        return _NOUNS[move.noun]
    name = _FIELDS[move.noun].get(move.field, "")
    match move.noun:
        case "own_indicators":
            name = "·".join(part for part in (str(move.about[0]), name) if part)
        case "post_facts":
            name = "·".join(part for part in (_post_label(move), name) if part)
        case "leadership_seats":
            person, post = move.about
            name = f"{person} {LeaderPost(str(post)).label}·{name}"
    if move.year is not None:
        return f"{name}（{move.year}年）"
    return f"{name}（{move.since.isoformat()} 起）" if move.since else name


def _post_label(move: MovedField) -> str:
    """Name posts or staff as the columns of the page do."""
    field = next(field for field, kind in POST_FIELDS.items() if kind == move.about)
    return field_list().field(field).label


def unit_of(move: MovedField) -> str:
    """Give the unit of measure of a moved figure, empty where it has none."""
    if move.noun == "indicators":
        return INDICATOR_UNITS.get(move.field, "")
    if move.noun == "own_indicators" and move.field == "value":
        return str(move.about[1] or "")
    return "名" if move.noun == "post_facts" and move.field == "count" else ""


def value_words(move: MovedField, value: FieldValue) -> str:
    """Write an old or new value for people, without its unit."""
    if move.forgotten:
        return FORGOTTEN
    if move.field == "size_class":
        return value.label if isinstance(value, SizeClass) else "按测算"
    if value is None or value == ():
        return NOTHING
    if isinstance(value, Category | Measure | LeaderPost):
        return _MEASURES[value] if isinstance(value, Measure) else value.label
    if isinstance(value, Decimal):
        whole, _dot, rest = format(value, "f").partition(".")
        return f"{int(whole):,}" + (f".{rest.rstrip('0')}" if rest.rstrip("0") else "")
    if isinstance(value, int):
        return str(value) if move.field == "year" else f"{value:,}"
    if isinstance(value, date):
        return value.isoformat()
    return "、".join(value) if isinstance(value, tuple) else value
