"""Write a county's own method as a pack in the book, and adopt it: one undo step.

A method nobody ever adopted is changed where it stands. One that was adopted stays as it is, for
the years it held: its change is a pack of its own, numbered as the next version.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from townoffice.book import Book, Writer
from townoffice.desk.own_method_trial import check, pack_of
from townoffice.desk.own_method_values import figures
from townoffice.desk.own_methods import Draft
from townoffice.desk.planning import TOPIC, Order, ground
from townoffice.feedback import BadChoice
from townoffice.policy import Pack, Policies
from townoffice.records import Adoption, Category, Changes, KindGroup, OwnPack

__all__ = ["save"]

_PREFIX = "county-method-"
"""Not the prefix of 本县取值, whose packs go as soon as nobody has adopted them."""


def save(
    book: Book,
    draft: Draft,
    *,
    adopt: bool,
    year: int | None = None,
    order: Order | None = None,
) -> Changes:
    """Write a draft as a pack of the county's own; ``adopt``: also adopt it from its day.

    ``year`` and ``order`` are what the trial of an adoption is calculated by (行政编制 of the
    newest year). Raises :class:`BadChoice` with the first thing that is wrong; nothing changed.
    """
    here = ground(book, year)
    checked = check(here, draft, order or Order(Category.ADMIN), adopt=adopt)
    if not checked.may(adopt=adopt):
        words = next(iter(checked.faults.values()), checked.error)
        raise BadChoice(words, hint="请改正后重试")
    policies, doc_no = here.policies, draft.doc_no.strip() or None
    kept = next((p for p in book.own_packs() if _in_place(policies, p, draft)), None)
    pack = pack_of(
        draft, figures(draft, {}), _id(policies, draft) if kept is None else kept.pack_id
    )
    if kept is not None and kept.text == pack.text and not adopt:
        raise BadChoice("办法没有改动", hint="请改动后再保存")
    words = (doc_no or "推定") if adopt else "只比较"
    with book.change(f"{'采用' if adopt else '保存'}自定办法：{pack.title}（{words}）") as writer:
        if kept is None:
            writer.add(OwnPack(pack.id, pack.text))
        elif kept.text != pack.text:
            writer.update(replace(kept, text=pack.text))
        if adopt:
            _adopt(writer, policies, pack, draft)
    changes = writer.changes
    assert changes is not None
    return changes


def _in_place(policies: Policies, own: OwnPack, draft: Draft) -> bool:
    """Tell whether a pack of the book is the one to change, adopted by nobody yet."""
    method = policies.pack(own.pack_id).method
    adopted = any(adoption.pack_id == own.pack_id for adoption in policies.adoptions)
    return method is not None and method.id == draft.former and not adopted


def _id(policies: Policies, draft: Draft) -> str:
    """Give the id of a new method, or of the next version of the one that is changed."""
    known = {pack.id for pack in policies.packs}
    numbers = range(1, len(known) + 3)
    if draft.former in policies.methods:
        stem = draft.former.rpartition("-v")[0] or draft.former
        return next(i for n in numbers[1:] if (i := f"{stem}-v{n}") not in known)
    return next(i for n in numbers if (i := f"{_PREFIX}{n}") not in known)


def _adopt(writer: Writer, policies: Policies, pack: Pack, draft: Draft) -> None:
    """Adopt for all units from the day; what held before ends the day before."""
    since = date.fromisoformat(draft.since.strip())
    doc_no = draft.doc_no.strip() or None
    note = None if doc_no else f"本县自定，尚无文号：{draft.reason.strip()}"
    for adoption in _before(policies):
        if adoption.valid_from == since:
            writer.remove(adoption)  # an own method changed from the same day never held
        elif adoption.valid_to is None or adoption.valid_to >= since:
            writer.update(replace(adoption, valid_to=since - timedelta(days=1)))
    for group in KindGroup:
        writer.add(Adoption(pack.id, TOPIC, group, None, since, None, doc_no, note))


def _before(policies: Policies) -> Iterable[Adoption]:
    """Give the adoptions of methods for whole groups."""
    return (
        adoption
        for adoption in policies.adoptions
        if adoption.topic == TOPIC
        and adoption.unit_code is None
        and policies.pack(adoption.pack_id).overrides is None
    )
