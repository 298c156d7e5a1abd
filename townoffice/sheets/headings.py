"""What a header says: its field, its unit, its year. Words only; where it stands is table.py's."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from townoffice.sheets.fields import Field, FieldList, Unit

_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\xa0]+")
_BRACKETS = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?|(?=[^\d]|$))")
_YEAR_PHRASE = re.compile(
    r"(?:截至|截止到?|至)?(?:19|20)\d\d(?:年(?:度|末|底|中)?)?(?:1?\d月)?(?:末|底)?"
    r"|^(?:其中|其中:|年末|全年|(?:上|去|前|本|今|当|上一)年(?:末|底|度|同期)?|[上本]期末?|期[初末])"
    r"|(?<=.)(?:(?:上|去|前|本|今|当|上一)年(?:末|底|度|同期)?|[上本]期末?|期[初末])(?:数|值)?$"
)
_EARLIER = re.compile(
    r"(?:^|\()(?:上年|去年|前年|上一年|上期|期初|年初|同期)"
    r"|(?<![比较与])(?:上年|去年|前年|上一年|上期|期初|年初|同期)(?:末|底|度|同期)?(?:数|值)?\)?$"
)
_FOOTNOTE = re.compile(r"[①-⑳⑴-⒇]+|[*＊]+$|(?<=.)注\d$")
_LINE_BREAK = re.compile(r"[\r\n]+")
_BETWEEN_UNITS = re.compile(r"[、,;/\s()\[\]:。.]+")
_LISTED = re.compile(r"[,、;:]")
_COUNT_UNITS = ("%", "‰", "户", "个", "元/人")
_COUNTED = re.compile(r"(合计|总计|小计|总数|总量)$")
_BY_PATTERN, _DOUBTFUL = 50, 90
_UNIT_WORD = re.compile(r"^(?:计量)?单位[:：]?")
_SEPARATED_UNIT = re.compile(r"[/,:;、_|-]([^/,:;、_|-]+)$")


def folded(text: str) -> str:
    """Fold a header for comparing: NFKC, no blanks, small letters."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).lower()


@dataclass(frozen=True, slots=True)
class Heading:
    """A header read: ``path`` from top to bottom without units and years, as they stood.

    ``unit_text`` is the word of the unit as written, ``doubtful`` that the words leave room for
    another reading, ``rank`` how good the match is (0 the best), ``earlier`` that it is the
    column of the year before (上年).
    """

    text: str
    field: Field | None = None
    unit: Unit | None = None
    unit_text: str = ""
    year: int | None = None
    doubtful: bool = False
    rank: int = 0
    earlier: bool = False


def units_named(word: str, fields: FieldList) -> Iterator[Unit]:
    """Give every unit of that name, one for each dimension that has it (人, 万)."""
    key = folded(word)
    for unit in fields.units:
        if key in unit.names:
            yield unit


@lru_cache(maxsize=4096)
def _read(parts: tuple[str, ...], fields: FieldList) -> Heading:
    unit_text, year = "", None
    bare: list[str] = []
    for part in parts:
        words, found_unit, found_year = _without_unit(part, fields)
        if bare and any(units_named(words, fields)):
            unit_text = words
            continue
        unit_text, year = found_unit or unit_text, found_year or year
        if words and (not bare or bare[-1] != words):
            bare.append(words)
    field, doubtful, rank = _field(bare, fields)
    unit = None
    if unit_text:
        named = list(units_named(unit_text, fields))
        unit = next((u for u in named if field and u.dimension == field.dimension), None)
    text = " ".join(dict.fromkeys(_BLANKS.sub(" ", part).strip() for part in parts))
    earlier = any(_EARLIER.search(folded(part)) for part in parts)
    return Heading(text, field, unit, unit_text, year, doubtful, rank, earlier)


def read_heading(parts: Iterable[str], fields: FieldList) -> Heading:
    """Read a header given its parts from the top row to the bottom row."""
    return _read(tuple(parts), fields)


def words_of(text: str, fields: FieldList) -> str:
    """Give the words of a header as they are compared: folded, without unit and year."""
    return _without_unit(text, fields)[0]


def _without_unit(part: str, fields: FieldList) -> tuple[str, str, int | None]:
    """Take unit and year out of one part of a header; what is left is folded."""
    part, unit = _unit_below(_FOOTNOTE.sub("", part), fields)
    words = folded(part)
    for inside in _BRACKETS.findall(words):
        kept, found = _unit_inside(inside, fields)
        if found:
            unit = found
            for left, right in ("()", "[]", "【】", "〔〕"):
                instead = f"{left}{kept}{right}" if kept else ""
                words = words.replace(f"{left}{inside}{right}", instead)
    if not unit and (tail := _SEPARATED_UNIT.search(words)):
        candidate = _UNIT_WORD.sub("", tail.group(1))
        if any(units_named(candidate, fields)):
            unit, words = candidate, words[: tail.start()]
            words = re.sub(r"[,:;、]?(?:计量)?单位$", "", words)
    if not unit:
        words, unit = _unit_at_end(words, fields)
    year = _YEAR.search(words)
    words = _YEAR_PHRASE.sub("", words).strip(":：*#()")
    return words or "", unit, int(year.group(1)) if year else None


def _unit_below(part: str, fields: FieldList) -> tuple[str, str]:
    """Part a unit that stands on the last line of a cell, or behind a blank, from its words."""
    for pieces, least in ((_LINE_BREAK.split(part.strip()), 1), (part.split(), 2)):
        last = folded(pieces[-1]).strip("()[]【】〔〕") if len(pieces) > 1 else ""
        last = _UNIT_WORD.sub("", last)
        if len(last) < least or not any(units_named(last, fields)):
            continue
        if any(len(piece.strip()) > 1 for piece in pieces[:-1]):  # not words written downwards
            return " ".join(pieces[:-1]), last
    return part, ""


def _unit_inside(inside: str, fields: FieldList) -> tuple[str, str]:
    """Give what stands in brackets without its unit, and the unit: (万人), (2024年,万人)."""
    if (whole := _UNIT_WORD.sub("", inside)) in _COUNT_UNITS or any(units_named(whole, fields)):
        return "", whole
    pieces = _LISTED.split(inside)
    for piece in pieces:
        if any(units_named(piece, fields)):
            return "、".join(p for p in pieces if p not in (piece, "单位", "计量单位")), piece
    return inside, ""


def _unit_at_end(words: str, fields: FieldList) -> tuple[str, str]:
    """Part a unit of several letters written right behind its words (户籍人口万人)."""
    named = (n for unit in fields.units for n in unit.names if len(n) > 1 or n == "亩")
    found = max((n for n in named if words.endswith(n)), key=len, default="")
    if found and len(words) >= len(found) + 2:
        return words.removesuffix(found), found
    return words, ""


def _variants(words: str) -> list[str]:
    """Give the readings of one path: with what stands in brackets, joined to it, and without it."""
    plain = _BRACKETS.sub("", words)
    joined = _BRACKETS.sub(r"\1", words)
    found = [words, joined, plain, _COUNTED.sub("", plain), _COUNTED.sub("", joined)]
    return [variant for variant in dict.fromkeys(found) if variant]


def _field(bare: list[str], fields: FieldList) -> tuple[Field | None, bool, int]:
    """Find the field of a path: exact names first, then patterns; the whole path, then its end."""
    if not bare:
        return None, False, 0
    whole = "".join(bare)
    if fields.words.foreign.search(whole):
        return None, False, 0
    readings = list(dict.fromkeys((*_variants(whole), *_variants(bare[-1]))))
    for reading, field in itertools.product(readings, fields.fields):
        if reading in field.names:
            return field, False, field.names.index(reading)
    for reading, field in itertools.product(readings, fields.fields):
        if field.by_pattern(reading, whole):
            return field, False, _BY_PATTERN
    for field in fields.fields:
        if any(pattern.search(r) for pattern in field.doubtful for r in _variants(whole)):
            return field, True, _DOUBTFUL
    return None, False, 0


def own_name(text: str, unit_text: str) -> str:
    """Name of a county's own indicator: the header without its unit, blanks and line breaks."""
    words = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    for inside in _BRACKETS.findall(words):
        if folded(_UNIT_WORD.sub("", inside)) == unit_text and unit_text:
            words = words.replace(f"({inside})", "")
    return words


def year_in(text: str, fields: FieldList) -> int | None:
    """Find the year a title or remark speaks of; dates of filling in do not count."""
    if fields.words.preamble_not_year.search(folded(text)):
        return None
    words = folded(text)
    if re.search(r"截[至止]|12月31日", words):
        found = re.findall(r"((?:19|20)\d\d)年", words)
    else:
        found = re.findall(r"(?<!\d)((?:19|20)\d\d)(?:年度?(?!\d{1,2}月\d{1,2}日)|$)", words)
    return max(map(int, found)) if found else None


def unit_words(text: str, fields: FieldList) -> tuple[str, ...]:
    """Give the units a unit line names (“单位：人、平方公里、万元”); empty where it names none."""
    _, stated, rest = unicodedata.normalize("NFKC", text).partition("单位:")
    if not stated:
        return ()
    words = (folded(word) for word in _BETWEEN_UNITS.split(rest))
    return tuple(word for word in dict.fromkeys(words) if any(units_named(word, fields)))
