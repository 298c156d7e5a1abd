"""What the county has set for its book: the marking of pages and papers, the 冻结期 of a reform."""

from dataclasses import replace
from datetime import date

from townoffice.book import Book
from townoffice.feedback import BadChoice
from townoffice.records import Changes, Setting

__all__ = ["LONGEST", "freeze", "marking", "set_freeze", "set_marking"]

MARKING = "marking"
FREEZE = "freeze"
LONGEST = 12
"""Characters of a marking: more would not stand in the margin of a sheet."""


def marking(book: Book) -> str | None:
    """Give the line that start page, tables and papers carry; None where the county set none."""
    held = _held(book, MARKING)
    return held.value if held is not None else None


def set_marking(book: Book, text: str | None) -> Changes | None:
    """Set the marking, or take it away (None or blank). One undo step; None: nothing changed.

    :raises BadChoice: longer than :data:`LONGEST` characters, or more than one line.
    """
    words = (text or "").strip()
    if len(words) > LONGEST or not words.isprintable():
        raise BadChoice(
            f"标识最多 {LONGEST} 个字，只能一行", where=words[:20], hint="请写短一些，如 内部资料"
        )
    label = f"县设置：页面和表格标“{words}”" if words else "县设置：页面和表格不带标识"
    return _set(book, MARKING, words, label)


def freeze(book: Book) -> tuple[date, date] | None:
    """Give the first and last day on which no leader is to be promoted; None: none is set."""
    held = _held(book, FREEZE)
    if held is None:
        return None
    first, _, last = held.value.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last)


def set_freeze(book: Book, first: date | None, last: date | None) -> Changes | None:
    """Set the days of a reform on which nobody is promoted (突击提拔), or take them away (None).

    One undo step; None: nothing changed. :class:`BadChoice` for one day without the other, or a
    last day before the first.
    """
    if (first is None) != (last is None):
        raise BadChoice("冻结期须有起止两个日期", hint="请补全起止日期，或都不填")
    if first is None or last is None:
        return _set(book, FREEZE, "", "县设置：不设干部冻结期")
    if last < first:
        raise BadChoice("冻结期的终止日期早于起始日期", hint="请改正起止日期")
    days = f"{first.isoformat()} 至 {last.isoformat()}"
    value = f"{first.isoformat()}/{last.isoformat()}"
    return _set(book, FREEZE, value, f"县设置：干部冻结期 {days}")


def _set(book: Book, name: str, words: str, label: str) -> Changes | None:
    held = _held(book, name)
    if words == (held.value if held is not None else ""):
        return None
    with book.change(label) as writer:
        if held is None:
            writer.add(Setting(name, words))
        elif words:
            writer.update(replace(held, value=words))
        else:
            writer.remove(held)
    return writer.changes


def _held(book: Book, name: str) -> Setting | None:
    return next((one for one in book.settings() if one.name == name), None)
