"""A number as the spreadsheet shows it."""

import math

_EXACT = 1e15


def figure(value: float) -> int | float | dict[str, str]:
    """Give 15 significant digits and no more; whole where it is, an error where it is none."""
    if value.is_integer() and -_EXACT < value < _EXACT:
        return int(value)
    if not math.isfinite(value):
        return {"e": "#NUM!"}
    return float(f"{value:.15g}")
