"""What moved, in the words of the office: which field of what, and the values before and after."""

from datetime import date, datetime
from decimal import Decimal

from townoffice.desk.move_nouns import EVALUATION, FIELDS, NOUNS, OFFICE
from townoffice.desk.standing import POST_FIELDS
from townoffice.policy import FIGURE_LABELS
from townoffice.records import (
    DRAFT_TOPIC,
    INDICATOR_UNITS,
    Category,
    FieldValue,
    LeaderPost,
    Measure,
    MovedField,
    SizeClass,
)
from townoffice.sheets.fields import field_list

NOTHING = "—"
FORGOTTEN = "已清除"
RESERVE = "县级周转"

SETTINGS = {"marking": "密级标识", "freeze": "干部冻结期"}
_TOPICS = {
    "classification": "分类",
    "leadership": "领导职数",
    "staffing": "编制测算",
    "institutions": "机构设置",
    "agencies": "派驻机构",
    "enforcement": "综合执法",
    "platforms": "四个平台",
    "rights": "赋予的权",
    "modules": "职能模块",
    "discipline": "机构编制纪律",
    "evaluation": "考核评价",
    DRAFT_TOPIC: "编制测算（存稿）",
}
_KINDS = {
    "townships": "基本情况",
    "personnel": "领导名册",
    "institutions": "机构名册",
    "scores": "考核得分",
    "ballots": "评议票",
    "assessment": "考核指标",
}
_MEASURES = {Measure.AUTHORIZED: "核定", Measure.ACTUAL: "实有"}
_NAMED = {
    "institutions",
    "nameplates",
    "agencies",
    "platforms",
    "right_grants",
    "right_uses",
    "module_leaders",
    "waivers",
}
"""Nouns of a unit whose records are told apart by words, which go before the field."""


def item_of(move: MovedField) -> str:
    """Name what moved: 户籍人口（2024年）, 核定行政编制（2024-12-31 起）."""
    if move.forgotten:
        return NOUNS[move.noun]
    name = FIELDS[move.noun].get(move.field, "")
    match move.noun:
        case "own_indicators":
            name = "·".join(part for part in (str(move.about[0]), name) if part)
        case "adoptions":
            name = f"{name}（{move.about[2]}）"
        case "post_facts":
            name = "·".join(part for part in (_post_label(move), name) if part)
        case "turnover_grants":
            name = f"周转{Category(str(move.about[0])).label}·{name}"
        case "transfers":
            name = f"{move.about[0] or RESERVE} → {move.about[1] or RESERVE}·{name}"
        case "leadership_seats":
            person, post = move.about
            name = f"{person} {LeaderPost(str(post)).label}·{name}"
        case noun if noun in _NAMED or noun in EVALUATION:
            words = move.about if noun in _NAMED else move.about[1:]
            name = "·".join((" ".join(_word(part) for part in words if part), name)).strip("·")
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
    counted = {("post_facts", "count"), ("turnover_grants", "count"), ("transfers", "posts")}
    return "名" if (move.noun, move.field) in counted else ""


def value_words(move: MovedField, value: FieldValue) -> str:
    """Write an old or new value for people, without its unit."""
    if move.forgotten:
        return FORGOTTEN
    if move.field == "size_class":
        return value.label if isinstance(value, SizeClass) else "按测算"
    if value is None or value == ():
        return NOTHING
    if move.noun in OFFICE:
        return _office_words(move, value)
    if isinstance(value, Decimal):
        return _amount(value)
    if type(value) is int:
        return str(value) if move.field == "year" else f"{value:,}"
    return _word(value)


def _word(value: FieldValue) -> str:
    """Write what is no figure: a word of a list, a day, several names, 是 or 否."""
    if isinstance(value, Measure):
        return _MEASURES[value]
    label: object = getattr(value, "label", None)  # a word of a closed list says itself
    if isinstance(label, str):
        return label
    match value:
        case bool():
            return "是" if value else "否"
        case datetime():
            return f"{value.astimezone():%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case tuple():
            return "、".join(_part(part) for part in value)
    return str(value)


def _part(part: str | int | tuple[str, Decimal]) -> str:
    """Write one of several: a name, a number, or a figure by its name."""
    if isinstance(part, tuple):
        return f"{FIGURE_LABELS.get(part[0], part[0])} {_amount(part[1])}"
    return str(part)


def _amount(value: Decimal) -> str:
    whole, _dot, rest = format(value, "f").partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}" + (f".{rest.rstrip('0')}" if rest.rstrip("0") else "")


def _office_words(move: MovedField, value: FieldValue) -> str:
    """Write a value of what the office itself keeps."""
    if move.field in {"topic", "kind"}:
        return {**_TOPICS, **_KINDS}.get(str(value), str(value))
    if move.field == "text":
        return f"{len(str(value)):,} 字"
    return _word(value)
