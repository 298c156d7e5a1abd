"""What the 依据 tree says, row by row: a :class:`Step` put into the words of the screen.

A step whose ``how`` is a formula in words (``本单位÷全县平均×100``) is shown with its figures put
in, so one line can be checked by hand; what stands in the line is not told again below it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from townoffice.records import Cite, Step, shown

__all__ = ["Row", "RowKind", "figure", "root_row"]

_SIGNS = re.compile(r"\s*([×÷＋+−])\s*")
_UNITS = {"平方公里": "km²"}
_COUNTED = {"人", "名"}


class RowKind(Enum):
    """A line of the sum, the inputs behind it, a clause, words of a clause, or a remark."""

    STEP = "step"
    INPUT = "input"
    CITE = "cite"
    QUOTE = "quote"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``text``, after it ``marked`` (dotted where inferred), ``value`` at the right."""

    kind: RowKind
    text: str
    value: str = ""
    marked: str = ""
    inferred: bool = False
    cite: Cite | None = None
    tip: str = ""
    rows: tuple["Row", ...] = ()
    closed: bool = False

    @property
    def words(self) -> str:
        """The whole row as one sentence, for copying and for those who cannot see it."""
        parts = [self.text, self.marked, "（推定）" if self.inferred else "", self.value]
        return " ".join(part for part in parts if part)


def figure(value: int | Fraction, decimals: int = 0) -> str:
    """Write a number for the screen: thousands separators, true minus sign."""
    size = -value if value < 0 else value
    whole, point, rest = shown(size, decimals).partition(".")
    sign = "−" if value < 0 and (whole + rest).strip("0") else ""
    return f"{sign}{int(whole):,}{point}{rest}"


def root_row(step: Step) -> Row:
    """Turn an explanation into rows; the root bears the figure that was asked about."""
    return _row(step, step.unit)


def _row(step: Step, unit: str) -> Row:
    folded = _folded(step)
    text, marked, how, steps = folded or (step.label, "", step.how, step.steps)
    value = ""
    if isinstance(step.value, str):
        marked = step.value
    elif step.value is None:
        value = "—"
    else:
        value = figure(step.value, step.decimals)
        if step.unit and step.unit not in {unit, "点"}:
            value += f" {_UNITS.get(step.unit, step.unit)}"
    inputs = _inputs(how, steps)
    rows: tuple[Row, ...]
    if inputs is not None:
        rows = (inputs,)
    else:
        rows = tuple(_row(part, unit) for part in steps)
        if how and folded is None and how != "登记数":
            rows = (Row(RowKind.NOTE, _spaced(how)), *rows)
    rows += tuple(_cite(cite) for cite in step.cites)
    # an inferred wording with its source is a remark: its words are there when asked for
    closed = step.inferred and bool(step.cites) and isinstance(step.value, str)
    return Row(RowKind.STEP, text, value, marked, step.inferred, rows=rows, closed=closed)


def _folded(step: Step) -> tuple[str, str, str, tuple[Step, ...]] | None:
    """Put the only part into the formula: 指数×权重 50% → 户籍人口指数 128.5000 × 权重 50%."""
    if len(step.steps) != 1 or step.steps[0].cites or isinstance(step.steps[0].value, str | None):
        return None
    part = step.steps[0]
    term = _SIGNS.split(step.how)[0].strip()
    if not term or term == step.how or not part.label.endswith(term):
        return None
    assert part.value is not None
    assert not isinstance(part.value, str)
    named = f"{part.label} {figure(part.value, part.decimals)}"
    if part.unit == "%":
        named += " %"
    return _spaced(named + step.how[len(term) :]), "", part.how, part.steps


def _inputs(how: str, steps: Sequence[Step]) -> Row | None:
    """Put all parts into the formula: 本单位÷全县平均 → 户籍人口 51,400 ÷ 全县平均 40,000 人."""
    if len(steps) < 2 or any(step.steps or step.cites for step in steps):
        return None
    terms = _SIGNS.split(how)
    left = list(steps)
    whole = all(isinstance(s.value, int | Fraction) and s.value.denominator == 1 for s in steps)
    said: list[str] = []
    for number, term in enumerate(terms):
        if number % 2:
            said.append(f" {term} ")
            continue
        part = next((step for step in left if step.label.startswith(term.strip())), None)
        if part is None or not term.strip():
            said.append(term)
            continue
        if isinstance(part.value, str | None):
            return None
        left.remove(part)
        own = part.label.removeprefix(term.strip())
        name = own if term.strip() == "本单位" and own else term.strip().removeprefix("全县")
        name = name or term.strip()
        places = 0 if whole and part.unit in _COUNTED else part.decimals
        said.append(f"{name} {figure(part.value, places)}")
        if not left and part.unit:
            said.append(f" {_UNITS.get(part.unit, part.unit)}")
    return None if left else Row(RowKind.INPUT, "".join(said))


def _cite(cite: Cite) -> Row:
    source = cite.source
    name = source.doc_no or f"《{source.title}》"
    text = f"{name}{cite.clause}"
    quote = (Row(RowKind.QUOTE, f"“{cite.quote}”"),) if cite.quote else ()
    return Row(RowKind.CITE, text, cite=cite, tip=cite.text, rows=quote)


def _spaced(text: str) -> str:
    text = re.sub(r"(\d)\s*%", r"\1 %", text)
    text = re.sub(r"(?<![\w.])-(?=\d)", "−", text)
    return _SIGNS.sub(r" \1 ", text)
