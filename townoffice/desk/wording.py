"""Figures in words, what a mistyped number was meant to be, and how a 文号 is written."""

import re
from decimal import Decimal

from townoffice.records import IntakeValue

_MONEY_PLACES = 2
_MEANT = str.maketrans(
    {"l": "1", "I": "1", "|": "1", "ｌ": "1", "o": "0", "O": "0", "〇": "0", "。": ".", "．": "."}
)
_NUMBER = re.compile(r"\d+(\.\d+)?")
_BRACKETS = re.compile(r"[\[\]【】（）()]")


def value_text(value: IntakeValue, *, amount: bool = True) -> str:
    """Write a value for people: thousands separated, amounts with two decimals or all they have."""
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return f"{value:,.{max(places, _MONEY_PLACES if amount else 0)}f}"
    return value or "—"


def likely_number(text: str) -> str | None:
    """Give the number a mistyped one was likely meant to be: 4.8l is 4.81; None where unclear."""
    meant = text.strip().translate(_MEANT)
    return meant if meant != text.strip() and _NUMBER.fullmatch(meant) else None


def doc_no_fault(text: str) -> str:
    """Say what is wrong with how a 文号 is written; empty: nothing (GB/T 9704: 六角括号)."""
    if _BRACKETS.search(text):
        return "文号的年份请用六角括号，如 示编办〔2025〕3号"
    return ""
