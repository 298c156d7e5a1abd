"""The sentences of the page 考核评价: who is graded what, how close it was, what is left to do."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING

from townoffice.records import Capped, Contest, EntrantScore, Grade, GroupResult, shown, trimmed
from ui.headline import linked, toned
from ui.theme import Tone

if TYPE_CHECKING:
    from townoffice.desk.evaluation import ContestPage

__all__ = ["contest_words", "gap_words", "headline", "open_tie", "place_words", "spread"]


def contest_words(contest: Contest) -> str:
    """Name a contest in the list."""
    closed = "" if contest.closed_at is None else "（已发布）"
    return f"{contest.title}{closed}"


def headline(page: "ContestPage") -> tuple[str, str]:
    """Say what came out, and what is most worth a look; below, what it rests on."""
    if page.result is None:
        words = toned("还没有采用考核的政策，只能录入，算不出得分", Tone.AMBER)
        adopt = linked("采用示例政策", "adopt")
        return f"{words} {adopt}", escape(page.known.ruleless)
    grades = Counter(one.grade for one in page.result.entrants)
    counted = [
        f"{grade.label} {linked(str(grades[grade]), f'grade:{grade.label}')} 个"
        for grade in Grade
        if grades[grade]
    ]
    said = "、".join(counted) or "还没有排出等次"
    pressing = _pressing(page)
    return f"{said}；{pressing}" if pressing else said, " · ".join(_rests_on(page))


def _pressing(page: "ContestPage") -> str:
    """Say the one thing most worth a look: a tie, what is wrong, what is missing, who is near."""
    tie = open_tie(page)
    if tie is not None and tie.tie is not None:
        words = f"{tie.name} {len(tie.tie.tied)} 个单位并列，余 {tie.tie.seats} 个优秀名额待定"
        return f"{toned(words, Tone.AMBER)} {linked('→ 记录决定…', 'decide')}"
    if page.stops:
        first = page.stops[0].problem.what
        more = f"等 {len(page.stops)} 处" if len(page.stops) > 1 else ""
        return f"{toned(first + more, Tone.RED)} {linked('→ 查看', 'stop')}"
    if page.missing:
        left = page.cells - page.filled
        waiting = sum(one.total is None for one in page.result.entrants) if page.result else 0
        words = f"还缺 {left} 格，{waiting} 个单位没有总分"
        return f"{toned(words, Tone.AMBER)} {linked('→ 录入', 'missing')}"
    near = nearest(page)
    if near is None or near.next_grade is None or near.total is None or near.distance is None:
        return ""
    gap = gap_words(near.distance)
    words = f"{near.name} {shown(near.total, 2)}，离{near.next_grade.label}线差 {gap}"
    return f"{toned(words, Tone.AMBER)} {linked('→ 查看', f'unit:{near.subject}')}"


def gap_words(distance: Fraction, places: int = 2) -> str:
    """Write how much is missing so that it never reads 0."""
    found = (t for n in (places, 3, 6) if (t := trimmed(distance, n)) != "0")
    return next(found, "不足 0.000001")


def nearest(page: "ContestPage") -> EntrantScore | None:
    """Give the entrant hardest by a better grade."""
    scores = page.result.entrants if page.result else ()
    close = [one for one in scores if one.near and one.distance is not None]
    return min(close, key=lambda one: one.distance or Fraction(0), default=None)


def open_tie(page: "ContestPage") -> GroupResult | None:
    """Give the first group whose tie at the last seats of 优秀 nobody decided yet."""
    groups = page.result.groups if page.result and not page.known.closed else ()
    return next((g for g in groups if g.tie is not None and not g.tie.settled_by), None)


def _rests_on(page: "ContestPage") -> Iterator[str]:
    known, result = page.known, page.result
    contest = known.contest
    if known.closed and contest.closed_at is not None:
        note = known.plan.note if known.plan is not None else ""
        day = contest.closed_at.astimezone().date()
        state = f"已于 {day:%Y-%m-%d} 发布" + (f"，{note}" if note else "")
    elif contest.reopened_for:
        state = f"重新打开：{contest.reopened_for}"
    else:
        state = "草案，未发布"
    yield escape(f"{contest.title}（{state}）")
    names = [group.name for group in result.groups] if result else []
    if len(names) > 1:
        yield escape("、".join(names)) + "分组排名"
    if result is not None:
        full = sum(one.capped is Capped.QUOTA for one in result.entrants)
        if full:
            yield toned(f"{full} 个单位够优秀分数但名额已满", Tone.AMBER)
        if page.known.decisions:
            yield linked("末位并列已决定…", "decide")
    if page.missing and not known.closed:
        owed = "、".join(f"{name} {count}" for name, count in page.by_source[:3] if name)
        told = f"已填 {page.filled} / {page.cells} 格" + (f"，待报：{owed}" if owed else "")
        yield escape(told)


def place_words(score: EntrantScore, group: GroupResult) -> str:
    """Say where an entrant stands: 乡镇类 第 3 名 / 6."""
    if score.rank is None:
        return f"{group.name} 未排名 / {group.size}"
    return f"{group.name} 第 {score.rank} 名 / {group.size}"


def spread(page: "ContestPage") -> str:
    """Say how the totals lie: mean, median, least and greatest."""
    totals = sorted(
        one.total for one in (page.result.entrants if page.result else ()) if one.total is not None
    )
    if not totals:
        return ""
    half, count = len(totals) // 2, len(totals)
    median = totals[half] if count % 2 else (totals[half - 1] + totals[half]) / 2
    mean = sum(totals, Fraction(0)) / count
    return (
        f"平均 {shown(mean, 2)} · 中位 {shown(median, 2)} · "
        f"最低 {shown(totals[0], 2)} · 最高 {shown(totals[-1], 2)}"
    )
