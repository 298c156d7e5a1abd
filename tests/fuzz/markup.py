"""Harm to markup (worksheets, relations, XML 2003, HTML): wrong values, wrong shape."""

import re
from random import Random

from tests.fuzz.bytewise import Spoil

NUMBERS = (
    "0", "-1", "1", "7", "1048576", "1048577", "16384", "65536", "4294967295", "4294967296",
    "9223372036854775807", "18446744073709551616", "9" * 400, "9" * 5_000, "1e308", "1e999",
    "1E999999999", "-1e-999999999", "NaN", "Infinity", "0x10", "１２３", "1.5", "1_000", "", " ",
)  # fmt: skip
PLACES = (
    "XFD1048576", "A1048576", "XFD1", "A0", "A1", "XFE1", "ZZZZZZZ1", "A99999999999", "1A",
    "A1:XFD1048576", "B2:A1", "$A$1", "R1C1", "A-1", "", "甲1", "a1", "AAAAAAAAAAAAA1",
)  # fmt: skip
WORDS = (
    "", " ", "=1+1", "#REF!", "-", "—", "无", "合计", "其中：", "6.82万", "99%", "１２．３",
    "1,2,3", "\u202e镇", "\ufeff", "\x0b", "&#0;", "&#55296;", "&nosuch;", "&lt;", "]]>", "<",
    "\ufffd" * 50, "镇" * 40_000, "1e999999999 万元", "9" * 5_000, "1" + "0" * 5_000, "-0", "-5人",
    "1/0", "2024-02-30", "24:61", *NUMBERS,
)  # fmt: skip
_ODS_ROWS = (
    "<table:table-row table:number-rows-repeated='1048576'><table:table-cell office:value='1' "
    "office:value-type='float' table:number-columns-repeated='16384'/></table:table-row>"
)
INSERTS = (
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>', "<![CDATA[", "<!--", "<?xml?>",
    "<?x", "</a>", "<a b='", "<mergeCell ref='A1:XFD1048576'/>", '<dimension ref="A1:XFD1048576"/>',
    '<c r="XFD1048576"><v>1</v></c>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    '<c t="s"><v>4000000000</v></c>', '<c t="s"><v>-1</v></c>', "<table><tr><td>",
    '<c t="nosuch" s="99999"><v>1</v></c>',
    '<c r="B2"><f t="shared" si="9"/><v/></c>', '<c t="inlineStr"><is><t>x', '<row r="0"/>',
    "<table:table-cell table:number-columns-repeated='99999999'/>",
    "<td rowspan=60000 colspan=60000>", _ODS_ROWS,
    "<Cell ss:Index='9999999' ss:MergeDown='9999999' ss:MergeAcross='9999999'/>",
)  # fmt: skip
_CODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "latin-1", "utf-7")


def number(data: bytes, chance: Random) -> bytes:
    """Replace a number by one that is too large, negative, or none."""
    return _replace(rb"\d[\d.]*", data, chance.choice(NUMBERS), chance)


def attribute(data: bytes, chance: Random) -> bytes:
    """Replace the value of an attribute."""
    value = chance.choice(chance.choice((NUMBERS, PLACES, WORDS)))
    return _replace(rb"""(?<==["'])[^"'<>]*(?=["'])""", data, value, chance)


def reference(data: bytes, chance: Random) -> bytes:
    """Move a cell, a row or a declared size to where it cannot be."""
    value = chance.choice((*PLACES, *NUMBERS))
    return _replace(rb"""(?<= r=")[^"]*|(?<=ref=")[^"]*|(?<=Index=")[^"]*""", data, value, chance)


def words(data: bytes, chance: Random) -> bytes:
    """Replace the text of a cell."""
    return _replace(rb"(?<=>)[^<>]+(?=<)", data, chance.choice(WORDS), chance)


def lose_attribute(data: bytes, chance: Random) -> bytes:
    """Leave out an attribute."""
    return _replace(rb"""\s[\w:]+=["'][^"'<>]*["']""", data, "", chance)


def lose_tag(data: bytes, chance: Random) -> bytes:
    """Leave out a tag, an opening or a closing one."""
    return _replace(rb"<[^<>]*>", data, "", chance)


def rename_tag(data: bytes, chance: Random) -> bytes:
    """Call an element something else."""
    return _replace(
        rb"(?<=</)[\w:]+|(?<=<)[\w:]+", data, chance.choice(("v", "row", "x:c", "Ａ", "")), chance
    )


def insert(data: bytes, chance: Random) -> bytes:
    """Put in what does not belong there."""
    return _replace(rb"(?<=>)", data, chance.choice(INSERTS), chance)


def nest(data: bytes, chance: Random) -> bytes:
    """Nest elements far deeper than anybody does."""
    depth = chance.choice((50, 3_000, 60_000))
    name = chance.choice(("a", "row", "table", "is", "table:table-row", "Row", "td"))
    deep = f"<{name}>" * depth + f"</{name}>" * chance.choice((depth, 0, depth // 2))
    return _replace(rb"(?<=>)", data, deep, chance)


def multiply(data: bytes, chance: Random) -> bytes:
    """Write an element many times over."""
    found = list(
        re.finditer(rb"<(c|row|Row|Cell|tr|td|si|sheet|table:table-row)\b.{0,600}?</\1>", data)
    )
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.end()] + one.group() * chance.choice((2, 30, 3_000)) + data[one.end() :]


def recode(data: bytes, chance: Random) -> bytes:
    """Write it in another encoding than it says, or say another than it is written in."""
    if chance.random() < 0.5:
        return _replace(rb"""(?<=encoding=["'])[^"']+""", data, chance.choice(_CODINGS), chance)
    return data.decode("utf-8", "replace").encode(chance.choice(_CODINGS), "replace")


def _replace(pattern: bytes, data: bytes, by: str, chance: Random) -> bytes:
    """Replace one to five matches of the pattern."""
    found = [match.span() for match in re.finditer(pattern, data)]
    chosen = chance.sample(found, min(len(found), chance.choice((1, 1, 2, 5))))
    for start, end in sorted(chosen, reverse=True):
        data = data[:start] + by.encode() + data[end:]
    return data


SPOILS: tuple[Spoil, ...] = (
    number, number, attribute, attribute, reference, reference, words, words, insert, insert,
    lose_attribute, lose_tag, rename_tag, nest, multiply, recode,
)  # fmt: skip
