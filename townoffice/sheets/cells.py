"""From a cell to a code, a name or a word: what is text in a table of townships."""

import re
import unicodedata
from decimal import Decimal

from townoffice.feedback import Level
from townoffice.sheets.fields import FieldList
from townoffice.sheets.headings import folded
from townoffice.sheets.numbers import Wrong, stop
from townoffice.sheets.workbook import Cell, CellDate, CellError

_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\xa0]+")
_NUMBERING = re.compile(
    r"^(?:[①-⒛㈠-㈩]|[（(][一二三四五六七八九十\d]{1,3}[）)]|"
    r"[一二三四五六七八九十百\d]{1,3}[、．.）)])+"
)
_MARKS = re.compile(r"^[★☆※*＊#▲△●○◆◎■□]+|[★☆※*＊#▲△●○◆◎■□]+$")
_WITH_CODE = re.compile(r"[(（\[【]?(\d{9}(?:\d{3})?)[)）\]】]?$|^(\d{9}(?:\d{3})?)[-—_:：]?")
_OFFICES = ("人民政府", "办事处", "党工委", "党委", "政府", "办")
KIND_ENDINGS = ("街道", "镇", "乡", "苏木")
PLAIN_CODE = re.compile(r"[0-9]{6}(?!000)[0-9]{3}\Z")
_CODE_NOISE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\xa0'’‘`_\-.]+")


def text_of(cell: Cell) -> str | None:
    """Text of a cell as the clerk sees it, without blanks around it; None where it is empty."""
    match cell:
        case None:
            return None
        case str():
            return cell.strip() or None
        case CellError():
            return cell.code
        case CellDate():
            return cell.text
        case bool():
            return "是" if cell else "否"
        case Decimal():
            return format(cell, "f")
        case int():
            return str(cell)


def read_code(cell: Cell, missing: frozenset[str] = frozenset()) -> str | Wrong | None:
    """Read a division code: 9 digits, 12 ending in 000 as its 9, or the county's 6."""
    if type(cell) is str and PLAIN_CODE.match(cell):
        return cell  # as most are
    text = text_of(cell)
    if text is None or folded(text) in missing:
        return None
    digits = _CODE_NOISE.sub("", unicodedata.normalize("NFKC", text))
    if isinstance(cell, Decimal) or "e+" in digits.lower():
        return stop(
            f"区划代码“{text}”被表格软件改成了数值或科学计数法",
            "请把这一列设为“文本”后重新填写代码",
        )
    if not digits.isdigit() or not digits.isascii():
        return stop(f"区划代码“{text[:30]}”不是数字", "应是 9 位数字（6 位县代码加 3 位乡级代码）")
    if len(digits) == 12:
        if digits.endswith("000"):
            return digits[:6] if digits.endswith("000000") else digits[:9]
        return stop(f"区划代码“{digits}”是村（社区）的代码", "这里应是乡镇（街道）的 9 位代码")
    if len(digits) == 9 and digits.endswith("000"):
        return digits[:6]  # a county's own code, written as long as its townships'
    if len(digits) not in (6, 9):
        return stop(f"区划代码“{digits[:30]}”有 {len(digits)} 位", "应是 9 位（或 12 位统计代码）")
    return digits


def read_name(cell: Cell) -> str | None:
    """Read a unit's name: no blanks inside, rare characters untouched."""
    text = text_of(cell)
    return _BLANKS.sub("", text) or None if text else None


def code_in_name(name: str) -> str | None:
    """Give the division code written beside a name (青石镇（999901100）), else None."""
    found = _WITH_CODE.search(unicodedata.normalize("NFKC", name))
    code = read_code(found[1] or found[2]) if found else None
    return code if isinstance(code, str) else None


def plain_name(name: str, county: str = "") -> tuple[str, str]:
    """Give a unit's name without numbering, its county and its office; and what was taken off."""
    taken: list[str] = []
    plain = name
    for pattern, what in ((_MARKS, "记号"), (_NUMBERING, "序号"), (_WITH_CODE, "代码")):
        rest = pattern.sub("", plain)
        if rest and rest != plain:
            plain, taken = rest, [*taken, what]
    at = plain.find(county) if county else -1
    rest = (
        plain[at + len(county) :] if at == 0 or (at > 0 and plain[at - 1] in "省市州区盟") else ""
    )
    if len(rest) > 1 and not rest.startswith(("人民政府", "政府", "县")):
        plain, taken = rest, [*taken, f"“{county}”"]
    for ending in _OFFICES:
        rest = plain.removesuffix(ending)
        if rest != plain and rest.endswith(KIND_ENDINGS) and len(rest) > 2:
            plain, taken = rest, [*taken, f"“{ending}”"]
            break
    return plain, "、".join(taken)


def name_key(name: str) -> str:
    """Form of a name for comparing: folded, without what an office adds to its unit's name."""
    key = folded(name).replace("(", "").replace(")", "")
    for ending in ("人民政府", "党工委", "办事处", "党委", "镇政府", "乡政府"):
        shorter = key.removesuffix(ending)
        if shorter != key and len(shorter) > 1:
            keep = ending[0] if ending in ("镇政府", "乡政府") else ""
            return shorter + keep
    return key


def read_word(
    cell: Cell, words: dict[str, str], label: str, missing: frozenset[str] = frozenset()
) -> str | Wrong | None:
    """Read a word out of a list (kind, functional class); a dash says that there is none."""
    if type(cell) is str and cell in words:
        return words[cell]  # the words of the list are folded already
    text = text_of(cell)
    if text is None:
        return None
    key = folded(text)
    if key in words:
        return words[key]
    if key in missing:
        return None
    choices = "、".join(dict.fromkeys(words.values()))
    return Wrong(Level.ASK, f"{label}“{text[:20]}”认不出，没有采用", f"应是：{choices}")


def read_text(cell: Cell, fields: FieldList) -> str | None:
    """Read free text; a dash or 无 says that there is none."""
    text = text_of(cell)
    if text is None or folded(text) in fields.words.missing:
        return None
    return text
