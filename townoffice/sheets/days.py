"""From a cell to a day: the ways clerks write when somebody took up a post."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from townoffice.feedback import Level
from townoffice.sheets.cells import text_of
from townoffice.sheets.fields import FieldList
from townoffice.sheets.headings import folded
from townoffice.sheets.numbers import Wrong
from townoffice.sheets.workbook import Cell, CellDate

_DAY = re.compile(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?)?(?:年|月|起|任|至今)*")
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)?")
_HINT = "应写成例如 2021-08-01 或 2021.08"


def read_day(cell: Cell, fields: FieldList) -> date | Wrong | None:
    """Read a day; a month without a day is its first, a year alone its first day.

    A number such as 2021.1 may have been 2021.10 before the program cut its zero: it is asked
    about, not guessed.
    """
    text = text_of(cell)
    if text is None or folded(text) in fields.words.missing:
        return None
    if isinstance(cell, CellDate):
        text = text[:10]
    if isinstance(cell, Decimal) and re.fullmatch(r"\d{4}\.1", text):
        return Wrong(Level.ASK, f"“{text}”看不出是 1 月还是 10 月，没有采用", _HINT)
    words = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    parts = _DIGITS.fullmatch(words) or _DAY.fullmatch(words)
    try:
        if parts is not None:
            return date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError:
        pass
    return Wrong(Level.ASK, f"日期“{text[:20]}”认不出，没有采用", _HINT)
