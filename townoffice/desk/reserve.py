"""The posts the county itself holds: what plans carried out left with it, less what is lent out.

The first plan of a category that is carried out opens the account: its total less the units' posts
is what the county held before. From then on only the ledger moves it, so Σ posts + reserve never
changes.
"""

from collections.abc import Iterable
from datetime import date

from townoffice.book import Book
from townoffice.records import Category, Plan, Pool, StaffingResult, TransferEntry


def pool_of(book: Book, category: Category, on: date) -> Pool:
    """Give what the county holds of a category on a day, and how much of it is lent out."""
    lent = sum(g.count for g in book.turnover_grants() if g.category is category and g.in_use(on))
    return Pool(category, _posts(book, category, on), lent)


def least_free(book: Book, category: Category, since: date) -> int:
    """Give what is free on every day from ``since`` on: posts held less posts lent out.

    A grant counts until it is given back, a term that is over does not free anything.
    """
    grants = [g for g in book.turnover_grants() if g.category is category]
    days = {since, *(g.since for g in grants)}
    days |= {e.since for e in book.transfers() if e.category is category and e.since}
    return min(pool_of(book, category, day).free for day in days if day >= since)


def opening(result: StaffingResult) -> int:
    """Give what a plan's total has beyond the posts of the units: the county's own."""
    held = sum(row.posts if row.current is None else row.current for row in result.rows)
    return max(0, result.total - held)


def carried(book: Book, category: Category) -> tuple[TransferEntry, ...]:
    """Give the transfers of a category that were carried out, by day."""
    done = [e for e in book.transfers() if e.category is category and e.since is not None]
    return tuple(sorted(done, key=lambda entry: (entry.since or date.max, entry.plan_id)))


def reserve_before(book: Book, plan: Plan, result: StaffingResult) -> int:
    """Give what the county held before a plan was, or would be, carried out."""
    done = carried(book, result.category)
    earlier = []
    for entry in done:
        if entry.plan_id == plan.id:
            break
        earlier.append(entry)
    first = _result(book, earlier[0]) if earlier else result
    return opening(first) + _net(earlier)


def _posts(book: Book, category: Category, on: date) -> int:
    done = [e for e in carried(book, category) if e.since is not None and e.since <= on]
    return opening(_result(book, done[0])) + _net(done) if done else 0


def _net(entries: Iterable[TransferEntry]) -> int:
    """Sum what came to the reserve (no taker is named) less what it gave (no giver is)."""
    net = 0
    for entry in entries:
        if not entry.taker:
            net += entry.posts
        if not entry.giver:
            net -= entry.posts
    return net


def _result(book: Book, entry: TransferEntry) -> StaffingResult:
    result = book.plan(entry.plan_id).result
    assert isinstance(result, StaffingResult)
    return result
