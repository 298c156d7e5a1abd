"""What moved, in the words of the office: which field of what, and the values before and after."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from townoffice.desk.standing import POST_FIELDS
from townoffice.records import (
    DRAFT_TOPIC,
    INDICATOR_LABELS,
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

NOUNS: Mapping[str, str] = {
    "townships": "单位",
    "indicators": "指标",
    "own_indicators": "自设指标",
    "post_facts": "编制与实有",
    "leadership_seats": "领导任职",
    "class_overrides": "文件定类",
    "adoptions": "政策采用",
    "own_packs": "本县政策",
    "plans": "方案",
    "import_logs": "导入记录",
    "settings": "县设置",
    "remembered": "导入对应",
    "transfers": "编制调剂",
    "turnover_grants": "周转编制",
}
_TOWNSHIP_FIELDS: Mapping[str, str] = {
    "code": "区划代码",
    "name": "名称",
    "kind": "乡、镇或街道",
    "function_class": "功能类别",
    "assessment_group": "考核分组",
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
_TURNOVER_FIELDS: Mapping[str, str] = {
    "category": "编制类别",
    "count": "名数",
    "purpose": "用途",
    "situation": "适用情形",
    "since": "使用起",
    "until": "使用止",
    "doc_no": "文号",
    "returned": "收回日期",
    "return_doc_no": "收回文号",
}
_POST_FIELDS: Mapping[str, str] = {
    "category": "编制类别",
    "measure": "核定或实有",
    "since": "起始日期",
    "doc_no": "文号",
}
_OFFICE_FIELDS: Mapping[str, Mapping[str, str]] = {
    "adoptions": {
        "pack_id": "政策",
        "topic": "事项",
        "kind_group": "适用",
        "unit_code": "只用于单位",
        "valid_from": "采用起",
        "valid_to": "采用止",
        "doc_no": "文号",
        "note": "说明",
    },
    "own_packs": {"pack_id": "政策", "text": "全文"},
    "plans": {"topic": "事项", "title": "方案名", "note": "采用依据"},
    "import_logs": {
        "file_name": "文件名",
        "file_digest": "文件校验码",
        "kind": "表的种类",
        "year": "年份",
        "added": "新增",
        "changed": "修改",
        "unchanged": "未变",
        "missing": "表中没有",
        "sheet": "工作表",
        "left_out": "没有导入的行",
    },
    "settings": {"name": "名称", "value": "内容"},
    "remembered": {
        "form": "表样校验码",
        "lines": "表头行数",
        "part": "记住什么",
        "about": "位置或名称",
        "value": "对应",
        "words": "表中写法",
    },
    "transfers": {
        "plan_id": "方案",
        "category": "编制类别",
        "stage": "批次",
        "giver": "划出单位",
        "taker": "划入单位",
        "posts": "名数",
        "due": "应划日期",
        "since": "划转日期",
        "doc_no": "文号",
    },
}
SETTINGS = {"marking": "密级标识"}
_TOPICS = {
    "classification": "分类",
    "leadership": "领导职数",
    "staffing": "编制测算",
    DRAFT_TOPIC: "编制测算（存稿）",
}
_KINDS = {"townships": "基本情况", "personnel": "领导名册"}
_FIELDS: Mapping[str, Mapping[str, str]] = {
    "townships": _TOWNSHIP_FIELDS,
    "indicators": {**INDICATOR_LABELS, "year": "年份"},
    "own_indicators": {"name": "名称", "unit": "计量单位", "year": "年份"},
    "post_facts": _POST_FIELDS,
    "leadership_seats": _SEAT_FIELDS,
    "class_overrides": _CLASS_FIELDS,
    "turnover_grants": _TURNOVER_FIELDS,
    **_OFFICE_FIELDS,
}
_MEASURES = {Measure.AUTHORIZED: "核定", Measure.ACTUAL: "实有"}


def item_of(move: MovedField) -> str:
    """Name what moved: 户籍人口（2024年）, 核定行政编制（2024-12-31 起）."""
    if move.forgotten:
        return NOUNS[move.noun]
    name = _FIELDS[move.noun].get(move.field, "")
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
    if move.noun in _OFFICE_FIELDS:
        return _office_words(move, value)
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


def _office_words(move: MovedField, value: FieldValue) -> str:
    """Write a value of what the office itself keeps."""
    if move.field in {"topic", "kind"}:
        return {**_TOPICS, **_KINDS}.get(str(value), str(value))
    if move.field == "text":
        return f"{len(str(value)):,} 字"
    if isinstance(value, Category):
        return value.label
    return value.isoformat() if isinstance(value, date) else str(value)
