"""Contests started from templates, and who is rated in them. Each act is one change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from townoffice.book import Book, Writer
from townoffice.desk.evaluation_ground import (
    ContestGround,
    ground,
    required,
    writable,
)
from townoffice.desk.policies import policies_of
from townoffice.feedback import BadChoice, Stale
from townoffice.policy import template_version
from townoffice.records import (
    Agency,
    AssessmentIndicator,
    Changes,
    Contest,
    ContestKind,
    Entrant,
    IndicatorTemplate,
    KindGroup,
    Township,
)
from townoffice.sheets.fields import Field, FieldType, field_list
from townoffice.sheets.numbers import Wrong, plain_text, read_number

__all__ = [
    "ContestTyped",
    "EntrantTyped",
    "add_entrants",
    "change_entrants",
    "departments_on_file",
    "entrants_of_year",
    "remove_contest",
    "remove_entrants",
    "rename_contest",
    "start",
    "templates",
]

_FACTOR = Field("difficulty", "难度系数", FieldType.AMOUNT, unit="", places=4)


@dataclass(frozen=True, slots=True)
class ContestTyped:
    """A new contest as typed.

    ``templates`` are ids, one for each kind of unit in a contest of townships, one alone in the
    others; ``names`` who is rated, where they are no townships; ``group`` theirs, the template's
    where empty. ``copy_of``: take the indicators of that contest instead of a template's.
    """

    kind: ContestKind
    year: int
    title: str = ""
    templates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    group: str = ""
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class EntrantTyped:
    """What somebody says of an entrant: its group and difficulty coefficient; empty for none."""

    subject: str
    group: str
    difficulty: str = ""


def templates(
    book: Book, year: int, kind: ContestKind | None = None
) -> tuple[IndicatorTemplate, ...]:
    """List the indicator templates of a year (of a kind of contest), each in its newest version."""
    known = policies_of(book).assessments
    ids = dict.fromkeys(one.id for one in known if kind is None or one.kind is kind)
    found = (template_version(known, number, year) for number in ids)
    return tuple(one for one in found if one is not None)


def departments_on_file(book: Book, year: int) -> tuple[str, ...]:
    """Name the departments that have dispatched agencies at the end of a year, each once."""
    on = date(year, 12, 31)
    held = (one.owner for one in book.all_of(Agency, order=("owner",)) if one.exists(on))
    return tuple(dict.fromkeys(name for name in held if name))


def entrants_of_year(book: Book, year: int) -> tuple[Township, ...]:
    """Give the townships that exist at the end of a year: who is rated by default."""
    on = date(year, 12, 31)
    return tuple(unit for unit in book.townships() if unit.exists(on))


def start(book: Book, typed: ContestTyped) -> int:
    """Start a contest with its entrants and indicators, as one change; gives its number.

    Townships enter with their assessment group, else 乡镇类 or 街道类. :class:`BadChoice` where the
    templates do not fit or nobody is named.
    """
    default = f"{typed.year}年度{typed.kind.label}"
    title = typed.title.strip() or default
    chosen = _templates(book, typed)
    units = entrants_of_year(book, typed.year) if typed.kind is ContestKind.TOWNSHIPS else ()
    names = tuple(dict.fromkeys(name.strip() for name in typed.names if name.strip()))
    if not (units if typed.kind is ContestKind.TOWNSHIPS else names):
        raise BadChoice("没有考核对象", hint="请先登记乡镇（街道），或填写部门、社区的名称")
    groups = _groups_of(units, chosen)
    with book.change(f"新建考核：{title}") as writer:
        number = writer.add(Contest(typed.kind, typed.year, title, _template_ids(typed)))
        if units:
            entering = [
                Entrant(number, unit.code, unit.name, groups[unit.code], place=place)
                for place, unit in enumerate(_in_order(units, groups))
            ]
        else:
            group = typed.group.strip() or chosen[0].group
            entering = [
                Entrant(number, name, name, group, place=place) for place, name in enumerate(names)
            ]
        writer.add_all(entering)
        writer.add_all(_indicators(book, typed, number, chosen, entering, units))
    return number


def _template_ids(typed: ContestTyped) -> str | None:
    return ",".join(typed.templates) or None


def _templates(book: Book, typed: ContestTyped) -> tuple[IndicatorTemplate, ...]:
    """Find the templates asked for; without any, those whose name is the kind's plainest."""
    known = {one.id: one for one in templates(book, typed.year, typed.kind)}
    wanted = typed.templates or _USUAL[typed.kind]
    for template_id in wanted:
        if template_id not in known:
            raise BadChoice(
                f"{typed.kind.label}没有名为“{template_id}”的指标模板",
                hint=f"可用的有 {'、'.join(known) or '无'}",
            )
    return tuple(known[template_id] for template_id in wanted)


_USUAL: Mapping[ContestKind, tuple[str, ...]] = {
    ContestKind.TOWNSHIPS: ("township", "street"),
    ContestKind.DEPARTMENTS: ("department",),
    ContestKind.COMMUNITIES: ("community",),
}


def _fitting(chosen: Sequence[IndicatorTemplate], group: KindGroup) -> IndicatorTemplate:
    """Give the template for a kind of unit."""
    for one in chosen:
        if one.units in {group, None}:
            return one
    raise BadChoice(f"没有适用于{group}的指标模板", hint="请为镇乡和街道各选一个模板")


def _groups_of(units: Iterable[Township], chosen: Sequence[IndicatorTemplate]) -> Mapping[str, str]:
    return {
        unit.code: unit.assessment_group or _fitting(chosen, unit.kind.group).group
        for unit in units
    }


def _in_order(units: Iterable[Township], groups: Mapping[str, str]) -> list[Township]:
    """Order units by group (乡镇 before 街道), in each as they are registered."""
    every = list(units)
    order = list(dict.fromkeys(groups.values()))
    towns = {groups[u.code] for u in every if u.kind.group is KindGroup.TOWNS}

    def rank(unit: Township) -> tuple[bool, int]:
        group = groups[unit.code]
        return group not in towns, order.index(group)

    return sorted(every, key=rank)


def _indicators(
    book: Book,
    typed: ContestTyped,
    number: int,
    chosen: Sequence[IndicatorTemplate],
    entering: Sequence[Entrant],
    units: Sequence[Township],
) -> list[AssessmentIndicator]:
    """Make each group's indicators: one with a subdistrict in it takes the streets' template."""
    if typed.copy_of is not None:
        source = ground(book, typed.copy_of).indicators
        groups = {one.group for one in entering}
        found = [one for one in source if one.group in groups]
        if {one.group for one in found} != groups:
            lost = "、".join(sorted(groups - {one.group for one in found}))
            raise BadChoice(f"{lost}在那次考核里没有指标", hint="请改用模板，或先调整考核分组")
    else:
        streets = {unit.code for unit in units if unit.kind.group is KindGroup.SUBDISTRICTS}
        found = []
        for group in dict.fromkeys(one.group for one in entering):
            own = {one.subject for one in entering if one.group == group}
            kind = KindGroup.SUBDISTRICTS if own & streets else KindGroup.TOWNS
            template = _fitting(chosen, kind) if units else chosen[0]
            found += [replace(one, group=group) for one in template.indicators]
    return [
        replace(one, contest_id=number, place=place, id=None, row_version=0)
        for place, one in enumerate(found)
    ]


def rename_contest(book: Book, contest_id: int, title: str) -> Changes | None:
    """Give a contest another title, as one change; None where it has it already."""
    contest = writable(book, contest_id)
    after = replace(contest, title=required(title, "考核名称", "2024年度乡镇（街道）考核"))
    if after == contest:
        return None
    with book.change(f"考核更名：{contest.title} → {after.title}") as writer:
        writer.update(after)
    return writer.changes


def remove_contest(book: Book, contest_id: int) -> Changes:
    """Take a contest away with all that was entered; one that is closed is opened first."""
    writable(book, contest_id)
    known = ground(book, contest_id)
    entered = f"，连同 {len(known.marks)} 格得分" if known.marks else ""
    with book.change(f"删除考核：{known.contest.title}{entered}") as writer:
        _clear(writer, known, {one.subject for one in known.entrants})
        for decision in known.decisions:
            writer.remove(decision)
        for group in known.voter_groups:
            writer.remove(group)
        for indicator in known.indicators:
            writer.remove(indicator)
        writer.remove(known.contest)
    assert writer.changes is not None
    return writer.changes


def _clear(writer: Writer, known: ContestGround, gone: set[str]) -> None:
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
        _clear(writer, known, {one.subject for one in gone})
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
