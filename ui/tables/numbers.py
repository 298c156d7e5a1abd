"""Numbers of cells: exact sums, and what was typed or shown read back as a number."""

import re
from fractions import Fraction

Number = Fraction | int
MINUS = "\u2212"
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
_SCALE = {"万": 10_000, "亿": 100_000_000, "%": 1, "％": 1}


def plain(text: str) -> str:
    """``text`` without thousands separators and with an ASCII sign, as WPS reads a number."""
    return text.strip().replace(",", "").replace("，", "").replace(MINUS, "-")


def number_in(text: str) -> Number | None:
    """The number typed as ``text`` (1,200 · −3 · 1.5万), None when it is none."""
    bare = plain(text)
    scale = 1
    if bare[-1:] in _SCALE:
        scale = _SCALE[bare[-1]]
        bare = bare[:-1].strip()
    if not _PLAIN.fullmatch(bare):
        return None
    value = Fraction(bare) * scale
    return value.numerator if value.denominator == 1 else value


def is_number(text: str) -> bool:
    """Whether ``text`` is a number as a spreadsheet understands it."""
    return bool(_PLAIN.fullmatch(plain(text)))


def places_in(text: str) -> int:
    """Digits after the point in a shown number."""
    bare = plain(text)
    return len(bare.partition(".")[2]) if _PLAIN.fullmatch(bare) else 0


def shown(value: Number, places: int, *, trim: bool = False) -> str:
    """``value`` rounded half up to ``places``, with separators and the true minus sign."""
    scaled = abs(Fraction(value)) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).rjust(places + 1, "0")
    left, right = (digits[:-places], digits[-places:]) if places else (digits, "")
    if trim:
        right = right.rstrip("0")
    text = f"{int(left):,}" + (f".{right}" if right else "")
    return MINUS + text if value < 0 and whole else text


class Tally:
    """What the status bar says of selected cells, counted cell by cell."""

    def __init__(self) -> None:
        self._cells = 0
        self._first = ""
        self._numbers = 0
        self._total: Number = 0
        self._least: Number = 0
        self._most: Number = 0
        self._places = 0

    def add(self, text: str, number: Number | None) -> None:
        """Count one cell."""
        self._cells += 1
        if self._cells == 1:
            self._first = text
        if number is None:
            return
        if self._numbers == 0:
            self._least = self._most = number
        self._numbers += 1
        self._total += number
        self._least, self._most = min(self._least, number), max(self._most, number)
        self._places = max(self._places, places_in(text))

    def words(self) -> str:
        """Count, sum, mean, least and greatest; "" for no cells."""
        if self._cells == 0:
            return ""
        if self._cells == 1:
            asked = f" · {self._first} · 按 F1 看怎么来的" if self._first else ""
            return f"选中 1 格{asked}"
        counted = f"选中 {self._cells:,} 格"
        if self._numbers == 0:
            return counted
        if self._numbers != self._cells:
            counted += f"（{self._numbers:,} 个数）"
        mean = Fraction(self._total) / self._numbers
        parts = (
            ("合计", self._total, self._places),
            ("平均", mean, self._places + 1),
            ("最小", self._least, self._places),
            ("最大", self._most, self._places),
        )
        said = [f"{word} {shown(value, places, trim=True)}" for word, value, places in parts]
        return " · ".join([counted, *said])
