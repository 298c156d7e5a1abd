"""Days as people type them."""

import re
from datetime import date

__all__ = ["today", "typed_day"]

_PARTS = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")


def typed_day(text: str) -> date | None:
    """Read 2025-03-01, 2025.3.1 or 2025年3月1日; None for anything else."""
    found = _PARTS.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def today() -> date:
    """Give the user's own day."""
    return date.today()  # noqa: DTZ011  the user's own day
