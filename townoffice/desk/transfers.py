"""Carrying out an adopted plan: posts move by document, and the 编制调剂台账 says which.

The first stage writes every unit's new posts and the whole schedule as one change; each later stage
is carried out by its own document when people have left. Nothing moves by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from townoffice.book import Book
from townoffice.desk import staffing
from townoffice.desk.moving_posts import need_reserve, new_posts, with_people
from townoffice.desk.reserve import reserve_before
from townoffice.feedback import BadChoice, NotFound
from townoffice.records import (
    COUNTY_RESERVE,
    Category,
    Changes,
    LedgerLine,
    Plan,
    StaffingResult,
    Stage,
    Transfer,
    TransferEntry,
    TransferSheet,
)
from townoffice.staffing.transfers import lines, pairing, transfers

__all__ = ["DueStage", "carry_out", "commit", "due", "ledger", "newest_plan", "preview", "sheet_of"]


@dataclass(frozen=True, slots=True)
class DueStage:
    """A stage of a plan that waits for its document."""

    plan_id: int
    title: str
    number: int
    posts: int
    due: date


def newest_plan(book: Book, category: Category | None = None) -> int:
    """Give the number of the newest adopted plan of a category (None: of any); NotFound."""
    for plan in reversed(book.plans()):
        held = plan.result
        if plan.topic != staffing.TOPIC or not isinstance(held, StaffingResult) or plan.id is None:
            continue
        if category in {None, held.category}:
            return plan.id
    raise NotFound("还没有采用编制方案", hint="请先在“编制测算”里采用一个方案")


def preview(book: Book, plan_id: int, years: int = 0, on: date | None = None) -> TransferSheet:
    """Show what a plan moves: as it was carried out, else as it would be on a day.

    Units that would have more people than posts stand in ``held``; with ``years`` they give in
    yearly parts. ``on`` decides who counts as there (None: as the plan was made). A plan kept as a
    draft may be looked at too.
    """
    plan = book.plan(plan_id)
    if not isinstance(plan.result, StaffingResult):
        raise BadChoice(f"“{plan.title}”不是编制方案", hint="请选编制测算的方案")
    entries = [entry for entry in book.transfers() if entry.plan_id == plan_id]
    before = reserve_before(book, plan, plan.result)
    result = with_people(book, plan.result, on)
    sheet = sheet_of(result, years, plan.title, plan.note, before)
    if not entries:
        return replace(sheet, plan_id=plan_id)
    moved = tuple(Transfer(e.giver, e.taker, e.posts, e.stage) for e in entries)
    return replace(
        sheet,
        lines=lines(result, moved),
        transfers=moved,
        stages=_stages(entries),
        held=(),
        plan_id=plan_id,
    )


def sheet_of(
    result: StaffingResult, years: int = 0, title: str = "", note: str = "", reserve: int = 0
) -> TransferSheet:
    """Show what a calculation would move, adopted or not."""
    plan = transfers(result, years) if years else pairing(result)
    posts = [0] * plan.stages
    for transfer in plan.transfers:
        posts[transfer.stage] += transfer.posts
    return TransferSheet(
        result.county,
        result.category,
        result.year,
        result.on,
        title,
        note,
        lines(result, plan.transfers),
        plan.transfers,
        tuple(Stage(number, count) for number, count in enumerate(posts)),
        reserve,
        () if years else plan.overhangs,
    )


def commit(book: Book, plan_id: int, *, on: date, doc_no: str, years: int = 0) -> Changes:
    """Carry out the first stage of an adopted plan and set the days of the later ones; one undo.

    Refused (:class:`BadChoice`) without a document, for a draft, a second time, where a unit would
    fall under its people and no ``years`` are given, or where the county's reserve does not reach;
    (:class:`Stale`) where the posts are no longer those the plan was made from.
    """
    plan, result = _adopted(book, plan_id)
    _need_document(doc_no)
    if any(entry.plan_id == plan_id for entry in book.transfers()):
        raise BadChoice(f"“{plan.title}”已经执行过", hint="后续批次请逐批执行")
    moved = transfers(with_people(book, result, on), years).transfers
    if not moved:
        raise BadChoice(f"“{plan.title}”与现有编制相同，没有要划转的", hint="不必执行")
    entries = [_entry(plan_id, result.category, t, on, doc_no.strip()) for t in moved]
    now = [entry for entry in entries if entry.stage == 0]
    facts = new_posts(book, now, result, on, doc_no.strip(), as_planned=True)
    need_reserve(book, plan, result, now, on)
    count = sum(entry.posts for entry in now)
    with book.change(f"执行{plan.title}：划转 {count} 名（{doc_no.strip()}）") as writer:
        writer.add_all(facts)
        writer.add_all(entries)
    assert writer.changes is not None
    return writer.changes


def carry_out(book: Book, plan_id: int, stage: int, *, on: date, doc_no: str) -> Changes:
    """Carry out one later stage by its own document; one undo.

    Refused as :func:`commit` is, and where an earlier stage is still open, or a newer plan of the
    category has been carried out since.
    """
    plan, result = _adopted(book, plan_id)
    _need_document(doc_no)
    own = [entry for entry in book.transfers() if entry.plan_id == plan_id]
    wanted = [entry for entry in own if entry.stage == stage and entry.since is None]
    if not wanted:
        raise NotFound(f"“{plan.title}”没有待执行的第 {stage} 批", hint="请查看待执行的批次")
    if _superseded(book, plan_id, result.category):
        raise BadChoice(f"“{plan.title}”之后已执行了新的方案", hint="请按新的方案划转")
    if any(entry.since is None and entry.stage < stage for entry in own):
        raise BadChoice(f"第 {stage} 批之前还有没有执行的批次", hint="请按顺序逐批执行")
    facts = new_posts(book, wanted, result, on, doc_no.strip(), as_planned=False)
    need_reserve(book, plan, result, wanted, on)
    done = [replace(entry, since=on, doc_no=doc_no.strip()) for entry in wanted]
    count = sum(entry.posts for entry in done)
    label = f"执行{plan.title}第 {stage} 批：划转 {count} 名（{doc_no.strip()}）"
    with book.change(label) as writer:
        writer.add_all(facts)
        writer.update_all(done)
    assert writer.changes is not None
    return writer.changes


def due(book: Book, on: date | None = None) -> tuple[DueStage, ...]:
    """List the stages that wait for their document, the next one first; ``on``: due by that day."""
    found: dict[tuple[int, int], DueStage] = {}
    for entry in book.transfers():
        late = on is None or entry.due <= on
        if entry.since is None and late and not _superseded(book, entry.plan_id, entry.category):
            key = (entry.plan_id, entry.stage)
            posts = found[key].posts if key in found else 0
            title = book.plan(entry.plan_id).title
            found[key] = DueStage(entry.plan_id, title, entry.stage, posts + entry.posts, entry.due)
    return tuple(sorted(found.values(), key=lambda stage: (stage.due, stage.plan_id)))


def ledger(book: Book) -> tuple[LedgerLine, ...]:
    """Give the 编制调剂台账: what was moved by day, then what still waits."""
    found = []
    plans = {plan.id: plan for plan in book.plans()}
    for entry in book.transfers():
        plan = plans[entry.plan_id]
        assert isinstance(plan.result, StaffingResult)
        names = {row.code: row.name for row in plan.result.rows} | {"": COUNTY_RESERVE}
        gone = entry.since is None and _superseded(book, entry.plan_id, entry.category)
        found.append(LedgerLine(entry, names[entry.giver], names[entry.taker], plan.title, gone))
    return tuple(
        sorted(
            found,
            key=lambda line: (line.entry.since or date.max, line.entry.due, line.entry.id or 0),
        )
    )


def _adopted(book: Book, plan_id: int) -> tuple[Plan, StaffingResult]:
    plan = book.plan(plan_id)
    if plan.topic != staffing.TOPIC or not isinstance(plan.result, StaffingResult):
        raise BadChoice(f"“{plan.title}”不是已采用的编制方案", hint="采用之后才能执行")
    return plan, plan.result


def _entry(
    plan_id: int, category: Category, transfer: Transfer, on: date, doc_no: str
) -> TransferEntry:
    stage, giver, taker, posts = transfer.stage, transfer.giver, transfer.taker, transfer.posts
    planned = TransferEntry(plan_id, category, stage, giver, taker, posts, _later(on, stage))
    return planned if stage else replace(planned, since=on, doc_no=doc_no)


def _need_document(doc_no: str) -> None:
    if not doc_no.strip():
        raise BadChoice("划转编制须有文号", hint="如 示编办〔2025〕3号")


def _superseded(book: Book, plan_id: int, category: Category) -> bool:
    """Tell whether another plan of the category was begun after this one."""
    begun: dict[int, int] = {}
    for entry in book.transfers():
        if entry.category is category:
            begun.setdefault(entry.plan_id, entry.id or 0)
    return any(number > begun.get(plan_id, 0) for key, number in begun.items() if key != plan_id)


def _stages(entries: Sequence[TransferEntry]) -> tuple[Stage, ...]:
    numbers = sorted({entry.stage for entry in entries})
    first = {n: next(entry for entry in entries if entry.stage == n) for n in numbers}
    return tuple(
        Stage(
            n,
            sum(entry.posts for entry in entries if entry.stage == n),
            first[n].due,
            first[n].since,
            first[n].doc_no,
        )
        for n in numbers
    )


def _later(on: date, years: int) -> date:
    """Give the same day years later; 29 February becomes the 28th."""
    day = 28 if (on.month, on.day) == (2, 29) else on.day
    return date(on.year + years, on.month, day)
