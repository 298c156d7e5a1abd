"""A contest decided, closed and opened again.

Closing freezes marks, ranks and basis as a plan of the topic ``evaluation``: what is printed of it
reads the plan alone, and the book takes no more marks. Opening it again needs a reason, which stays
with the contest and in the history.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from townoffice.book import Book
from townoffice.desk.evaluation import calculate, page
from townoffice.desk.evaluation_ground import (
    TOPIC,
    ContestGround,
    contest_of,
    ground,
    required,
    writable,
)
from townoffice.desk.policies import basis_of
from townoffice.feedback import BadChoice, Stale
from townoffice.records import (
    Changes,
    CutTie,
    EvaluationResult,
    GradeDecision,
    Plan,
)

__all__ = ["close", "decide", "reopen", "withdraw_decision"]


def decide(
    book: Book, contest_id: int, group: str, chosen: Sequence[str], reason: str, doc_no: str = ""
) -> Changes:
    """Decide a tie at the last seats of 优秀: which of the tied keep it, why, by which document.

    :raises BadChoice: no such tie, more chosen than seats or none, or no reason.
    """
    contest = writable(book, contest_id)
    known = ground(book, contest_id)
    tie = _tie(known, group)
    reason = required(reason, "理由", "县委考核委员会2025年第1次会议研究")
    keep = tuple(subject for subject in tie.tied if subject in chosen)
    if set(chosen) - set(tie.tied):
        raise BadChoice("只能在并列的单位里选", hint=f"并列的有 {_names(known, tie.tied)}")
    if not 0 < len(keep) <= tie.seats:
        raise BadChoice(f"优秀还剩 {tie.seats} 个名额，选了 {len(keep)} 个", hint="请重新选择")
    before = next((one for one in known.decisions if one.group == group), None)
    made = GradeDecision(contest_id, group, tie.tied, keep, reason, doc_no.strip() or None)
    told = f"{group}并列，{_names(known, keep)}列优秀"
    with book.change(f"决定优秀：{told}（{contest.title}）") as writer:
        if before is None:
            writer.add(made)
        else:
            writer.update(replace(made, id=before.id, row_version=before.row_version))
    assert writer.changes is not None
    return writer.changes


def withdraw_decision(book: Book, contest_id: int, group: str) -> Changes | None:
    """Take a decision back; None where there is none."""
    contest = writable(book, contest_id)
    before = [one for one in ground(book, contest_id).decisions if one.group == group]
    if not before:
        return None
    with book.change(f"收回{group}并列优秀的决定（{contest.title}）") as writer:
        writer.remove(before[0])
    return writer.changes


def _tie(known: ContestGround, group: str) -> CutTie:
    found = calculate(known).group(group)
    if found is None or found.tie is None:
        raise BadChoice(f"{group}在优秀的末位没有并列", hint="请重新计算后再看")
    return found.tie


def _names(known: ContestGround, subjects: Sequence[str]) -> str:
    found = (known.entrant(subject) for subject in subjects)
    return "、".join(one.name for one in found if one is not None)


def close(book: Book, contest_id: int, note: str, shown: EvaluationResult | None = None) -> int:
    """Close a contest: freeze what it comes to as a plan, with its basis; gives the plan's number.

    ``note`` is the document or meeting behind it; ``shown`` the result somebody saw.

    :raises BadChoice: something is wrong or missing, a tie is open, or there is no note.
    :raises Stale: figures moved since they were shown.
    """
    contest = writable(book, contest_id)
    note = required(note, "办结依据", "县委考核委员会2025年第1次会议审定")
    known = ground(book, contest_id)
    result = _closable(known)
    if shown is not None and (shown.entrants, shown.groups) != (result.entrants, result.groups):
        raise Stale("排名之后数据有变", where=contest.title, hint="请看过新的排名再办结")
    plan = Plan(TOPIC, f"{contest.title}结果", result, basis_of(book, result.parameters), note)
    with book.change(f"办结{contest.title}（{note}）") as writer:
        plan_id = writer.add(plan)
        moment = datetime.now(UTC)
        writer.update(replace(contest, closed_at=moment, plan_id=plan_id, reopened_for=None))
    return plan_id


def _closable(known: ContestGround) -> EvaluationResult:
    """Give the result to freeze, or say what speaks against it."""
    seen = page(known)
    result = seen.result or calculate(known)
    if not result.entrants:
        raise BadChoice("没有考核对象", hint="请先加入考核对象")
    if seen.stops:
        first = seen.stops[0].problem
        more = f"等 {len(seen.stops)} 处" if len(seen.stops) > 1 else ""
        raise BadChoice(f"{first.what}{more}，不能办结", hint=first.hint or "请先改正")
    waiting = [one for one in result.entrants if one.total is None]
    if waiting:
        gaps = sum(len(one.subjects) for one in seen.missing)
        names = "、".join(one.name for one in waiting[:3]) + ("等" if len(waiting) > 3 else "")
        raise BadChoice(
            f"{names} {len(waiting)} 个单位还没有总分，共缺 {gaps} 格",
            hint="请先补齐得分；没有的项目请写明",
        )
    for group in result.groups:
        if group.tie is not None and not group.tie.settled_by:
            raise BadChoice(
                f"{group.name}在优秀的末位有并列，还没有决定", hint="请先决定由谁列为优秀"
            )
    return result


def reopen(book: Book, contest_id: int, reason: str) -> Changes:
    """Open a closed contest again; its frozen result stays among the plans.

    :raises BadChoice: it is not closed, or no reason is given.
    """
    contest = contest_of(book, contest_id)
    if contest.closed_at is None:
        raise BadChoice(f"“{contest.title}”没有办结，不用重新打开", hint="可以直接改")
    reason = required(reason, "重新打开的理由", "漏计某镇加分，经研究更正")
    with book.change(f"重新打开{contest.title}：{reason}") as writer:
        writer.update(replace(contest, closed_at=None, plan_id=None, reopened_for=reason))
    assert writer.changes is not None
    return writer.changes
