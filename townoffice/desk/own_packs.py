"""The packs that 本县取值 makes: written, adopted, and what the county had set before ended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from townoffice.book import Book, Writer
from townoffice.desk.own_values import Typed, check_value, day_of, standing
from townoffice.desk.policies import policies_of
from townoffice.feedback import BadChoice
from townoffice.policy import DatedValue, Pack, Policies, pack_text, read_pack
from townoffice.policy.vocabulary import entry
from townoffice.records import Adoption, Changes, CitedValue, KindGroup, OwnPack

__all__ = ["set_value"]

_PREFIX = "own-"


def set_value(book: Book, typed: Typed, year: int | None = None) -> Changes:
    """Write what the county decided as a pack of its own, adopted from its day; one undo step.

    ``year`` is the one whose values the check looks at, as in :func:`standing`. Raises
    :class:`BadChoice` with the first fault; then nothing changed.
    """
    known = standing(book, year)
    weighed = check_value(known, typed)
    if weighed.value is None:
        raise BadChoice(next(iter(weighed.faults.values())), hint="请改正后重试")
    value, since = weighed.value, day_of(typed, {})
    policies = policies_of(book)
    doc_no = typed.doc_no.strip() or None
    note = None if doc_no else value.note
    words = doc_no or "推定"
    with book.change(f"改定本县取值：{value.label}（{words}）") as writer:
        for (base, rest), groups in _parts(policies, typed, since or known.on).items():
            pack = _own_pack(policies, base, value, rest)
            writer.add(OwnPack(pack.id, pack.text))
            for group in groups:
                _end_earlier(writer, policies, (value.name, group), since)
                adoption = Adoption(pack.id, pack.topic, group, None, since, None, doc_no, note)
                writer.add(adoption)
            policies = policies_of(book)
        _clear_away(book, writer)
    changes = writer.changes
    assert changes is not None
    return changes


_Part = tuple[Pack, tuple[DatedValue, ...]]


def _parts(policies: Policies, typed: Typed, on: date) -> Mapping[_Part, Sequence[KindGroup]]:
    """Sort the groups by the pack they amend and by what else their present amendment says."""
    found: dict[_Part, list[KindGroup]] = {}
    name = typed.name
    for group in typed.groups:
        base = policies.in_force(entry(name).topic, on, group)[-1]
        rest: list[DatedValue] = []
        for adoption in _earlier(policies, name, group):
            pack = policies.pack(adoption.pack_id)
            rest += [v for v in pack.values if v.cited.name != name and v not in rest]
        found.setdefault((base, tuple(rest)), []).append(group)
    return found


def _earlier(policies: Policies, name: str, group: KindGroup) -> Iterable[Adoption]:
    """Give the adoptions of the county's own amendments that say a value and still run on."""
    for adoption in policies.adoptions:
        pack = policies.pack(adoption.pack_id)
        says = any(value.cited.name == name for value in pack.values)
        own = adoption.group is group and adoption.unit_code is None and adoption.valid_to is None
        if own and says and pack.overrides is not None:
            yield adoption


def _end_earlier(
    writer: Writer, policies: Policies, what: tuple[str, KindGroup], since: date | None
) -> None:
    """End what the county had set before; what begins on the same day never held."""
    for adoption in _earlier(policies, *what):
        if adoption.valid_from == since:
            writer.remove(adoption)
        elif since is None or (adoption.valid_from is not None and adoption.valid_from > since):
            day = adoption.valid_from
            raise BadChoice(
                f"这一项自 {day} 起已有本县取值",
                hint=f"请从 {day} 或以后起改定，或先撤销那一步",
            )
        else:
            writer.update(replace(adoption, valid_to=since - timedelta(days=1)))


def _clear_away(book: Book, writer: Writer) -> None:
    """Remove packs made here that nobody has adopted any more."""
    adopted = {adoption.pack_id for adoption in book.adoptions()}
    for pack in book.own_packs():
        if pack.pack_id.startswith(_PREFIX) and pack.pack_id not in adopted:
            writer.remove(pack)


def _own_pack(
    policies: Policies, base: Pack, value: CitedValue, rest: tuple[DatedValue, ...]
) -> Pack:
    """Make the pack that says the value, and what the amendment before it said besides."""
    known = {pack.id for pack in policies.packs}
    number = next(n for n in range(1, len(known) + 2) if f"{_PREFIX}{base.topic}-{n}" not in known)
    pack_id, title = f"{_PREFIX}{base.topic}-{number}", f"本县取值：{value.label}"
    values = (DatedValue(value, None, None), *rest)
    text = pack_text(pack_id, title, base.topic, base.id, values)
    return read_pack(text, title)
