"""Who is rated in a contest: entered, taken out, grouped. Each act is one change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from townoffice.book import Book, Writer
from townoffice.desk.evaluation_ground import ContestGround, ground, required, writable
from townoffice.feedback import BadChoice, Stale
from townoffice.records import Changes, Contest, ContestKind, Entrant, Township
from townoffice.sheets.fields import Field, FieldType, field_list
from townoffice.sheets.numbers import Wrong, plain_text, read_number

__all__ = [
    "EntrantTyped",
    "add_entrants",
    "change_entrants",
    "clear",
    "entrants_of_year",
    "remove_entrants",
]

_FACTOR = Field("difficulty", "难度系数", FieldType.AMOUNT, unit="", places=4)


@dataclass(frozen=True, slots=True)
class EntrantTyped:
    """What somebody says of an entrant: its group and difficulty coefficient; empty for none."""

    subject: str
    group: str
    difficulty: str = ""


def entrants_of_year(book: Book, year: int) -> tuple[Township, ...]:
    """Give the townships that exist at the end of a year: who is rated by default."""
    on = date(year, 12, 31)
    return tuple(unit for unit in book.townships() if unit.exists(on))


def clear(writer: Writer, known: ContestGround, gone: set[str]) -> None:
    """Remove entrants with everything that hangs on them."""
    for mark in known.marks:
        if mark.subject in gone:
            writer.remove(mark)
    for ballot in known.ballots:
        if ballot.subject in gone:
            writer.remove(ballot)
    for adjustment in known.adjustments:
        if adjustment.subject in gone:
            writer.remove(adjustment)
    for entrant in known.entrants:
        if entrant.subject in gone:
            writer.remove(entrant)


def add_entrants(book: Book, contest_id: int, names: Sequence[str], group: str) -> Changes | None:
    """Enter more departments or communities by name, or townships by code or name; one change."""
    contest = writable(book, contest_id)
    known = ground(book, contest_id)
    group = required(group, "组别", "乡镇类")
    there = {one.subject for one in known.entrants} | {one.name for one in known.entrants}
    units: dict[str, Township] = {}
    if contest.kind is ContestKind.TOWNSHIPS:
        for unit in entrants_of_year(book, contest.year):
            units |= {unit.code: unit, unit.name: unit}
    entering = []
    for place, typed in enumerate(dict.fromkeys(n.strip() for n in names if n.strip())):
        found = units.get(typed)
        if contest.kind is ContestKind.TOWNSHIPS and found is None:
            raise BadChoice(f"{contest.year} 年年底没有“{typed}”", hint="请先登记这个乡镇（街道）")
        subject, name = (found.code, found.name) if found else (typed, typed)
        if subject not in there:
            entering.append(
                Entrant(contest_id, subject, name, group, place=len(known.entrants) + place)
            )
    if not entering:
        return None
    told = entering[0].name if len(entering) == 1 else f"{len(entering)} 个"
    with book.change(f"增加考核对象：{told}（{contest.title}）") as writer:
        writer.add_all(entering)
    return writer.changes


def remove_entrants(book: Book, contest_id: int, subjects: Sequence[str]) -> Changes | None:
    """Take entrants out with their marks, papers and adjustments, as one change."""
    writable(book, contest_id)
    known = ground(book, contest_id)
    gone = [one for one in known.entrants if one.subject in subjects]
    if not gone:
        return None
    told = gone[0].name if len(gone) == 1 else f"{len(gone)} 个"
    with book.change(f"去掉考核对象：{told}（{known.contest.title}）") as writer:
        clear(writer, known, {one.subject for one in gone})
    return writer.changes


def change_entrants(book: Book, contest_id: int, typed: Sequence[EntrantTyped]) -> Changes | None:
    """Set groups and difficulty coefficients as one change; None where nothing moves.

    :raises BadChoice: an empty group, or a coefficient that is no number above 0.
    """
    contest = writable(book, contest_id)
    held = {one.subject: one for one in ground(book, contest_id).entrants}
    after = []
    for one in typed:
        before = held.get(one.subject)
        if before is None:
            raise Stale("这个考核对象已不在名单里", where=one.subject, hint="请重新打开再改")
        group = required(one.group, f"{before.name}的组别", "乡镇类")
        made = replace(before, group=group, difficulty=_difficulty(one.difficulty, before))
        if made != before:
            after.append((before, made))
    if not after:
        return None
    with book.change(_told(after, contest)) as writer:
        writer.update_all([made for _, made in after])
    return writer.changes


def _difficulty(text: str, before: Entrant) -> Decimal | None:
    found = read_number(text, _FACTOR, Fraction(1), field_list("scores"))
    if found is None:
        return None
    if isinstance(found, Wrong) or found.value <= 0:
        raise BadChoice(
            f"{before.name}的难度系数“{text}”不是大于 0 的数", hint="如 1.05；没有就留空"
        )
    return Decimal(found.value)


def _told(after: Sequence[tuple[Entrant, Entrant]], contest: Contest) -> str:
    if len(after) > 1:
        return f"修改 {len(after)} 个考核对象的分组和难度系数（{contest.title}）"
    before, made = after[0]
    moved = []
    if before.group != made.group:
        moved.append(f"组别 {before.group} → {made.group}")
    if before.difficulty != made.difficulty:
        old, new = (
            "无" if d is None else plain_text(d) for d in (before.difficulty, made.difficulty)
        )
        moved.append(f"难度系数 {old} → {new}")
    return f"修改{made.name}{'，'.join(moved)}（{contest.title}）"
