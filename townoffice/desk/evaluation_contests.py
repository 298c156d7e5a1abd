"""Contests started from templates or earlier contests, renamed, removed. Each act is one change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from townoffice.book import Book
from townoffice.desk.evaluation_entrants import clear, entrants_of_year
from townoffice.desk.evaluation_ground import contests, ground, required, writable
from townoffice.desk.policies import policies_of
from townoffice.feedback import BadChoice
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

__all__ = [
    "ContestTyped",
    "departments_on_file",
    "remove_contest",
    "rename_contest",
    "start",
    "templates",
]


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


def templates(
    book: Book, year: int, kind: ContestKind | None = None
) -> tuple[IndicatorTemplate, ...]:
    """List the indicator templates (of a kind of contest), each in the version of the year.

    That is the newest up to then; a contest of an earlier year takes the oldest there is.
    """
    known = policies_of(book).assessments
    ids = dict.fromkeys(one.id for one in known if kind is None or one.kind is kind)
    oldest = {one.id: one for one in reversed(known)}
    return tuple(template_version(known, number, year) or oldest[number] for number in ids)


def departments_on_file(book: Book, year: int) -> tuple[str, ...]:
    """Name the departments that have dispatched agencies at the end of a year, each once."""
    on = date(year, 12, 31)
    held = (one.owner for one in book.all_of(Agency, order=("owner",)) if one.exists(on))
    return tuple(dict.fromkeys(name for name in held if name))


def start(book: Book, typed: ContestTyped) -> int:
    """Start a contest with its entrants and indicators, as one change; gives its number.

    Townships enter with their assessment group, else 乡镇类 or 街道类. :class:`BadChoice` where the
    templates do not fit or nobody is named.
    """
    title = _free_title(
        book, typed.title.strip() or f"{typed.year}年度{typed.kind.label}", typed.year
    )
    chosen = _templates(book, typed)
    units = entrants_of_year(book, typed.year) if typed.kind is ContestKind.TOWNSHIPS else ()
    names = tuple(dict.fromkeys(name.strip() for name in typed.names if name.strip()))
    if not (units if typed.kind is ContestKind.TOWNSHIPS else names):
        raise BadChoice("没有考核对象", hint="请先登记乡镇（街道），或填写部门、社区的名称")
    groups = _groups_of(units, chosen)
    with book.change(f"新建考核：{title}") as writer:
        template = ",".join(one.id for one in chosen)
        number = writer.add(Contest(typed.kind, typed.year, title, template))
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


def _free_title(book: Book, title: str, year: int) -> str:
    """Give a title no other contest of the year bears."""
    if any(one.title == title and one.year == year for one in contests(book)):
        raise BadChoice(f"{year} 年已有“{title}”", hint="请另取一个名称")
    return title


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
    named = required(title, "考核名称", "2024年度乡镇（街道）考核")
    if named == contest.title:
        return None
    after = replace(contest, title=_free_title(book, named, contest.year))
    with book.change(f"考核更名：{contest.title} → {after.title}") as writer:
        writer.update(after)
    return writer.changes


def remove_contest(book: Book, contest_id: int) -> Changes:
    """Take a contest away with all that was entered; one that is closed is opened first."""
    writable(book, contest_id)
    known = ground(book, contest_id)
    entered = f"，连同 {len(known.marks)} 格得分" if known.marks else ""
    with book.change(f"删除考核：{known.contest.title}{entered}") as writer:
        clear(writer, known, {one.subject for one in known.entrants})
        for decision in known.decisions:
            writer.remove(decision)
        for group in known.voter_groups:
            writer.remove(group)
        for indicator in known.indicators:
            writer.remove(indicator)
        writer.remove(known.contest)
    assert writer.changes is not None
    return writer.changes
