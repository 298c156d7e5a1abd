"""From a cell to a number in the book's unit: exact, or a problem that says why not.

No float takes part. A number arrives as ``int`` or ``Decimal`` (at most 15 digits, see the reader)
or as text in the many ways people write numbers.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from townoffice.feedback import Level
from townoffice.sheets.fields import Field, FieldList, Unit
from townoffice.sheets.headings import folded, units_named
from townoffice.sheets.workbook import Cell, CellDate, CellError

_DIGITS = 15
BEYOND = Decimal(10**_DIGITS)
"""What a spreadsheet cannot hold exactly any more."""

_NUMBER = re.compile(
    r"^([+-]?)(\d+(?:\.\d*)?|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,3}(?: \d{3})+(?:\.\d*)?)"
    r"(e[+-]?\d{1,3})?\s*(?:([^\d\s.,+-].*))?$",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?")
_BLANK = re.compile(r"^[\s\u200b-\u200f\u2060\ufeff\xa0]+|[\s\u200b-\u200f\u2060\ufeff\xa0]+$")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that is no value of its field: how bad, what, what to do."""

    level: Level
    what: str
    hint: str


@dataclass(frozen=True, slots=True)
class Number:
    """A value in the book's unit. ``exact`` is set where keeping the field's places rounded it."""

    value: int | Decimal
    exact: Fraction | None = None
    doubt: Wrong | None = None


def stop(what: str, hint: str = "请改正后重新导入") -> Wrong:
    """Give the problem of a cell that cannot be."""
    return Wrong(Level.STOP, what, hint)


def read_number(
    cell: Cell, field: Field, factor: Fraction, fields: FieldList
) -> Number | Wrong | None:
    """Read one cell of a numeric column; None where the cell says that nothing is reported."""
    if isinstance(cell, str) and _PLAIN.fullmatch(cell):  # all of a CSV: not worth taking apart
        cell = Decimal(cell) if "." in cell else int(cell)
    kind = type(cell)
    if kind is int and factor == 1:
        return _whole(cell, field)  # type: ignore[arg-type]  # the type is tested on the line above
    if cell is None:
        return None
    doubt = None
    if isinstance(cell, str):
        found = _from_text(cell, field, factor, fields)
        if found is None or isinstance(found, Wrong):
            return found
        amount, factor, doubt = found
    elif isinstance(cell, bool | CellError | CellDate):
        return _no_number(cell)
    elif isinstance(cell, Decimal) and factor == 1 and _fits(cell, field.places):
        return Number(tidy(cell))
    else:
        amount = Fraction(cell)
    if abs(amount) >= 10**_DIGITS:
        return stop("数字超过 15 位，表格软件已丢掉尾数", "请核对这个数字和单位")
    return _converted(amount, factor, field, doubt)


def _no_number(cell: bool | CellError | CellDate) -> Wrong:  # noqa: FBT001 - it is a cell's value
    """Say why a cell of another type is no number."""
    if isinstance(cell, CellError):
        return stop(f"单元格是错误值 {cell.code}", "请在 WPS 里改好公式或填上数字，再导入")
    if isinstance(cell, CellDate):
        return stop("这里应是数字，却是日期", "请把单元格格式改为“常规”并核对数字")
    return stop("这里应是数字，却是“是/否”值")


def _whole(value: int, field: Field) -> Number | Wrong:
    """Take the everyday case without any arithmetic."""
    if value < 0 and not field.signed:
        return stop(f"{field.label}是负数（{value}）")
    if abs(value) >= 10**_DIGITS:
        return stop("数字超过 15 位，表格软件已丢掉尾数", "请核对这个数字和单位")
    return Number(value) if field.places == 0 else Number(Decimal(value))


def kept(value: Decimal, step: Decimal) -> Decimal | None:
    """Give a number as it is kept, where nothing has to be converted; None where it is not so.

    ``step`` is the least that is kept (0.0001); nothing beyond it may be lost.
    """
    if not 0 <= value < BEYOND or value.quantize(step) != value:
        return None
    return tidy(value)


def _fits(value: Decimal, places: int) -> bool:
    """Tell whether a value can be kept as it is: not negative, no more decimals than kept."""
    if places == 0 or value < 0 or value.adjusted() >= _DIGITS:
        return False
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= places


def _from_text(
    text: str, field: Field, factor: Fraction, fields: FieldList
) -> tuple[Fraction, Fraction, Wrong | None] | Wrong | None:
    """Read a number written as text: amount, factor (the cell's own unit wins), doubt."""
    words = _BLANK.sub("", unicodedata.normalize("NFKC", text)).lstrip("'’‘")
    if not words or folded(words) in fields.words.missing:
        return None
    found = _NUMBER.match(words)
    if found is None:
        return stop(f"“{_shown(text)}”不是数字", "请只填数字，单位写在表头里；没有数据就留空")
    sign, digits, exponent, unit_text = found.groups()
    if unit_text:
        unit = _unit_of(unit_text, field, fields)
        if unit is None:
            return stop(f"“{_shown(text)}”里的“{unit_text.strip()}”不是{field.label}的单位")
        factor = unit.factor
    plain = digits.replace(",", "").replace(" ", "")
    if (
        len(plain) > 40
        or len(plain.replace(".", "").strip("0")) > 25
        or (exponent and abs(int(exponent[1:])) > 20)
    ):
        return stop("数字太长", "请核对这个数字")
    doubt = None
    if exponent:
        doubt = Wrong(
            Level.ASK, f"“{words}”是科学计数法，可能丢了尾数", "请把单元格格式改为“数值”后核对"
        )
    return Fraction(sign + plain + (exponent or "")), factor, doubt


def _shown(text: str) -> str:
    """Give a cell's text for a sentence: blanks and line breaks as one blank, not too long."""
    return " ".join(text.split())[:30]


def _unit_of(text: str, field: Field, fields: FieldList) -> Unit | None:
    words = text.strip().strip("()")
    return next(
        (unit for unit in units_named(words, fields) if unit.dimension == field.dimension), None
    )


def _converted(
    amount: Fraction, factor: Fraction, field: Field, doubt: Wrong | None
) -> Number | Wrong:
    """Convert exactly; round half up to the field's places and remember that it changed."""
    if amount < 0 and not field.signed:
        return stop(f"{field.label}是负数（{plain_text(amount)}）")
    exact = amount * factor
    if field.places == 0 and factor == 1 and exact.denominator != 1:
        return stop(
            f"{field.label}有小数（{plain_text(amount)}）",
            f"人数和编制数应是整数；如果单位是“万人”，请写在表头里，例如“{field.label}（万人）”",
        )
    scale = 10**field.places
    scaled = exact * scale
    kept = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    value = kept if field.places == 0 else tidy(Decimal(kept).scaleb(-field.places))
    return Number(value, None if kept == scaled else exact, doubt)


def tidy(value: Decimal) -> Decimal:
    """Drop zeros at the end of the fraction, never making an exponent."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    return value.normalize()


def plain_text(value: Fraction | Decimal | int) -> str:
    """Write a number without exponent: decimals where they end, else p/q."""
    if isinstance(value, Fraction):
        rest = value.denominator
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        if rest != 1:
            return f"{value.numerator}/{value.denominator}"
        places = 0
        while (value * 10**places).denominator != 1:
            places += 1
        value = Decimal((value * 10**places).numerator).scaleb(-places)
    return format(tidy(Decimal(value)), "f")
