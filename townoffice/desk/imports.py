"""The imports of a book: which file brought what, by which act, and whether it was here before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from townoffice.book import Book
from townoffice.feedback import Level, Problem
from townoffice.records import ImportLog, Remembered, SaidOf
from townoffice.sheets.column import OWN
from townoffice.sheets.fields import field_list

__all__ = ["ImportLine", "ImportsPage", "MemoryLine", "imported_before", "imports_page"]

KINDS = {
    "townships": "乡镇（街道）",
    "personnel": "人员名单",
    "scores": "考核得分",
    "ballots": "评议票",
    "assessment": "考核指标",
}
"""What a file was read as, in words."""


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import that stands, with the act of the history that made it and when (UTC)."""

    log: ImportLog
    change_id: int
    at: datetime
    who: str

    @property
    def kind(self) -> str:
        """What the file was read as, in words."""
        return KINDS.get(self.log.kind, self.log.kind)


@dataclass(frozen=True, slots=True)
class MemoryLine:
    """One thing remembered of a form, in words: what of the form, and what it is taken for."""

    held: Remembered
    what: str
    words: str
    taken: str


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """Every import that stands, the newest first, and everything that is remembered of forms."""

    lines: tuple[ImportLine, ...]
    memory: tuple[MemoryLine, ...]


def imports_page(book: Book) -> ImportsPage:
    """Read the imports and what is remembered."""
    acts = book.import_acts()
    lines = [
        ImportLine(log, act.change_id, act.at, act.who)
        for log in book.imports()
        if log.id is not None and (act := acts.get(log.id)) is not None
    ]
    names = {unit.code: unit.name for unit in book.townships()}
    return ImportsPage(
        tuple(reversed(lines)), tuple(_in_words(held, names) for held in book.remembered())
    )


def imported_before(book: Book, digest: str) -> Iterator[Problem]:
    """Note that the very same file was imported before; an import taken back does not count."""
    same = [log for log in book.imports() if log.file_digest == digest and log.id is not None]
    if not same:
        return
    act = book.import_acts().get(same[-1].id or 0)
    if act is not None:
        day = act.at.astimezone().date().isoformat()
        what = f"这个文件 {day} 导入过，第 {act.change_id} 号"
        yield Problem(Level.NOTE, what, "台账后来的改动会被它改回去，请看一看差别")


def _in_words(held: Remembered, names: dict[str, str]) -> MemoryLine:
    match held.part:
        case SaidOf.SHEET:
            return MemoryLine(held, "工作表和表头", held.words, f"表头 {held.lines} 行")
        case SaidOf.FIELD:
            return MemoryLine(held, "列", held.words, _field_words(held.value))
        case SaidOf.UNIT:
            return MemoryLine(held, "单位", held.words, held.value)
        case SaidOf.NAME:
            unit = names.get(held.value)
            taken = f"{unit}（{held.value}）" if unit else held.value
            return MemoryLine(held, "单位名称", held.words, taken)


def _field_words(name: str) -> str:
    if not name:
        return "不导入"
    if name == OWN:
        return "本县自有指标"
    return next((f.label for f in field_list().fields if f.name == name), name)
