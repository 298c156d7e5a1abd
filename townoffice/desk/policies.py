"""Policies of the county: the packs there are, what was adopted, and adopting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from townoffice.book import Book, Writer
from townoffice.feedback import BadChoice, CannotRead, PolicyConflict
from townoffice.policy import Method, Pack, Policies, read_pack, shipped_methods, shipped_packs
from townoffice.records import (
    Adoption,
    Changes,
    CitedValue,
    KindGroup,
    OwnPack,
    PackText,
    PackView,
    Township,
)

SAMPLE_NOTE = "示例采用（未经本县发文确认）"
_TOWNS, _SUBDISTRICTS = KindGroup.TOWNS, KindGroup.SUBDISTRICTS
_BOTH = (_TOWNS, _SUBDISTRICTS)
_STARTING: Mapping[str, Sequence[KindGroup]] = {
    "s0-classification": _BOTH,
    "s0-leadership": _BOTH,
    "s2-three-step": _BOTH,
    "limits": _BOTH,
    "s0-institutions": (_TOWNS,),
    "s3-institutions": (_SUBDISTRICTS,),
    "s2-agencies": _BOTH,
    "s2-enforcement": (_TOWNS,),
    "s3-enforcement": (_SUBDISTRICTS,),
    "s0-platforms": _BOTH,
    "s0-rights": (_TOWNS,),
    "s3-rights": (_SUBDISTRICTS,),
    "s2-modules": _BOTH,
    "s0-discipline": _BOTH,
    "evaluation-rules": _BOTH,
}


def starting_adoptions() -> tuple[Adoption, ...]:
    """What a new book has adopted: the seeds' policies, for all days, marked as a sample."""
    packs = {pack.id: pack for pack in shipped_packs()}
    return tuple(
        Adoption(pack_id, packs[pack_id].topic, group, note=SAMPLE_NOTE)
        for pack_id, groups in _STARTING.items()
        for group in groups
    )


def never_adopted(book: Book) -> tuple[Adoption, ...]:
    """Give of the starting adoptions those on a topic of which the book never adopted anything.

    A book made before the program knew a topic has none of it; one whose county ended an adoption
    has said so, and is not asked again.
    """
    known = {(adoption.topic, adoption.group) for adoption in book.adoptions()}
    return tuple(a for a in starting_adoptions() if (a.topic, a.group) not in known)


def adopt_starting(book: Book) -> Changes | None:
    """Adopt what a new book starts with, as far as the book knows nothing of it; one undo step.

    Marked as a sample that no document of the county confirms; None where nothing is wanting.
    """
    wanted = never_adopted(book)
    if not wanted:
        return None
    with book.change(f"采用新事项的示例政策 {len(wanted)} 项（未经本县发文确认）") as writer:
        writer.add_all(wanted)
    return writer.changes


def policies_of(book: Book) -> Policies:
    """Give the policies as the book has them: shipped and own packs, and the adoptions."""
    return Policies((*shipped_packs(), *_own_packs(book)), book.adoptions())


def _own_packs(book: Book) -> Iterable[Pack]:
    return (read_pack(pack.text, f"本县政策包 {pack.pack_id}") for pack in book.own_packs())


def packs(book: Book | None = None) -> tuple[PackView, ...]:
    """List the shipped packs and, given a book, the county's own."""
    own = () if book is None else tuple(_own_packs(book))
    return tuple(
        PackView(
            pack.id,
            pack.title,
            pack.topic,
            pack in own,
            pack.overrides,
            tuple((v.cited, v.valid_from, v.valid_to) for v in pack.values),
        )
        for pack in (*shipped_packs(), *own)
    )


def method_parameters() -> tuple[tuple[Method, tuple[CitedValue, ...]], ...]:
    """List the staffing methods with the parameters of the pack that states each."""
    found = []
    for method in shipped_methods().values():
        values = [
            v.cited for p in shipped_packs() for v in p.values if v.cited.name in method.names
        ]
        found.append((method, tuple(values)))
    return tuple(found)


def adopt_pack(
    book: Book,
    pack: str,
    *,
    topic: str | None = None,
    groups: Iterable[KindGroup] = KindGroup,
    unit: Township | None = None,
    valid_from: date | None = None,
    doc_no: str | None = None,
) -> Changes | None:
    """Adopt a pack for a topic and groups of units from a day, by the county's document.

    With ``unit`` for it alone, whatever its group has adopted.

    ``pack`` is the id of a pack or the path of a TOML file, which is then kept in the book. A base
    pack ends the one in force the day before; an amending pack stands beside it. One undo step.
    Raises :class:`BadPack`, :class:`PolicyConflict` or :class:`BadChoice`; then nothing changed.
    """
    if not doc_no:
        raise BadChoice("采用政策须有本县文号", hint="请用 --doc 写明文号，如 示编办〔2024〕3号")
    own = _read_file(Path(pack)) if pack.endswith(".toml") else None
    known = policies_of(book)
    if own is not None and any(p.id == own.id for p in known.packs):
        raise PolicyConflict(f"已有名为“{own.id}”的政策包", hint="请在文件中换一个 id")
    chosen = own or known.pack(pack)
    if topic not in {None, chosen.topic}:
        raise BadChoice(
            f"政策包“{chosen.id}”管的是“{chosen.topic}”，不是“{topic}”", hint="请改正 --topic"
        )
    only = "" if unit is None else f"，只用于{unit.name}"
    code = None if unit is None else unit.code
    with book.change(f"采用政策：{chosen.title}（{doc_no}{only}）") as writer:
        if own is not None:
            writer.add(OwnPack(own.id, own.text))
        meant = tuple(groups) if unit is None else (unit.kind.group,)
        for group in meant:
            new = Adoption(chosen.id, chosen.topic, group, code, valid_from, None, doc_no)
            if chosen.overrides is None:
                _end_earlier(book, writer, new)
            writer.add(new)
        _require_agreement(book, chosen, valid_from, meant, code)
    return writer.changes


def _read_file(path: Path) -> Pack:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRead(
            "政策包读不出来", where=str(path), hint="须是 UTF-8 编码的 TOML 文件"
        ) from error
    return read_pack(text, path.name)


def _end_earlier(book: Book, writer: Writer, new: Adoption) -> None:
    base = {p.id for p in policies_of(book).packs if p.overrides is None}
    cell, begins = (new.topic, new.group, new.unit_code), new.valid_from
    for adoption in book.adoptions():
        same = cell == (adoption.topic, adoption.group, adoption.unit_code)
        if not same or adoption.pack_id not in base:
            continue
        if begins is None or (adoption.valid_from and adoption.valid_from >= begins):
            raise PolicyConflict(
                f"“{adoption.pack_id}”自 {adoption.valid_from or '一开始'} 起已采用",
                where=f"{new.group}，{new.topic}",
                hint="请用 --from 写明更晚的起始日期",
            )
        if adoption.valid_to is None or adoption.valid_to >= begins:
            writer.update(replace(adoption, valid_to=begins - timedelta(days=1)))


def _require_agreement(
    book: Book, pack: Pack, on: date | None, groups: Iterable[KindGroup], code: str | None
) -> None:
    """Refuse an adoption after which two amendments would say the same value."""
    policies = policies_of(book)
    for group in groups:
        for name in {value.cited.name for value in pack.values}:
            day = on or date.max
            if pack.find(name, day) is not None:
                policies.look(name, day, group, code)


def basis_of(book: Book, values: Iterable[CitedValue]) -> tuple[PackText, ...]:
    """Give the packs behind some values, with the text they had: what a plan keeps."""
    policies = policies_of(book)
    ids = sorted({value.pack_id for value in values if value.pack_id})
    return tuple(PackText(i, policies.pack(i).digest, policies.pack(i).text) for i in ids)


def adoption_note(policies: Policies, topic: str, on: date, groups: Iterable[KindGroup]) -> str:
    """Say by which document the county adopted a topic, as the tables print it."""
    ids = {p.id for group in groups for p in policies.in_force(topic, on, group)}
    numbers = {
        a.doc_no or a.note or ""
        for a in policies.adoptions
        if a.pack_id in ids and (a.valid_from or on) <= on <= (a.valid_to or on)
    }
    return "、".join(sorted(numbers))
