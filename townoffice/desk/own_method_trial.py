"""Hold a draft of an own method against the county: faults by field, and what it would come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from townoffice.desk.own_method_values import Figure, figures
from townoffice.desk.own_methods import Draft
from townoffice.desk.planning import TOPIC, Ground, Order, calculate
from townoffice.desk.wording import doc_no_fault
from townoffice.feedback import OfficeError
from townoffice.policy import DatedValue, Method, Pack, Policies, pack_text, read_pack
from townoffice.policy.vocabulary import METHOD_ENTRIES
from townoffice.records import Cite, CitedValue, Source, StaffingResult, State

__all__ = ["Checked", "check", "pack_of"]

_TRIED = "county-method-trial"
_NO_NAME = "自定办法"
_COUNTY_DOCUMENT = "本县文件"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a draft comes to.

    ``faults`` and ``notes`` are Chinese sentences by field; ``result`` is the trial, None where it
    cannot be calculated; ``error`` then says why, unless a fault does.
    """

    faults: Mapping[str, str]
    notes: Mapping[str, str]
    result: StaffingResult | None
    error: str = ""

    def may(self, *, adopt: bool) -> bool:
        """Tell whether it can be written; only what comes to whole posts here can be adopted."""
        return not self.faults and (self.result is not None or not adopt)


def check(ground: Ground, draft: Draft, order: Order, *, adopt: bool = False) -> Checked:
    """Check a draft and calculate it once, by the category and total of ``order``; pure.

    ``adopt``: what adopting needs besides is checked too.
    """
    faults: dict[str, str] = {}
    notes: dict[str, str] = {}
    found = figures(draft, faults)
    broken = bool(faults.keys() - {f"part_{n}.label" for n in range(1, 10)})
    _check_name(ground.policies, draft, faults)
    _check_document(draft, faults, notes, adopt=adopt)
    _check_day(ground.policies, draft, faults, adopt=adopt)
    if broken:
        return Checked(faults, notes, None)
    try:
        result = _tried(ground, draft, found, order)
    except OfficeError as error:
        return Checked(faults, notes, None, str(error))
    return Checked(faults, notes, result)


def pack_of(draft: Draft, found: Iterable[Figure], method_id: str) -> Pack:
    """Make the pack of a draft: id and method have the same id; every value has the same ground."""
    figures_ = sorted(found, key=lambda figure: list(METHOD_ENTRIES).index(figure.key))
    label = draft.label.strip() or _NO_NAME
    values = [_cited(Figure("staffing.method", "核编办法", "办法", method_id), draft)]
    values += [_cited(replace(f, key=f"{method_id}.{f.key}"), draft) for f in figures_]
    dated = [DatedValue(value, None, None) for value in values]
    names = tuple(value.name for value in values[1:])
    method = Method(method_id, label, _subtitle(draft), "", names, method_id)
    return read_pack(pack_text(method_id, label, TOPIC, None, dated, method), label)


def _cited(figure: Figure, draft: Draft) -> CitedValue:
    """Give a value its ground: the county's document, or the reason without one."""
    doc_no, reason = draft.doc_no.strip(), draft.reason.strip()
    if not doc_no:
        note = f"本县自定，尚无文号：{reason}" if reason else "本县自定，尚无文号"
        state, cites = State.INFERRED, ()
        return CitedValue(figure.key, figure.label, figure.unit, figure.value, state, cites, note)
    title = draft.title.strip().strip("《》") or _COUNTY_DOCUMENT
    cite = Cite(Source("county", title, doc_no))
    return CitedValue(
        figure.key, figure.label, figure.unit, figure.value, State.STATED, (cite,), reason
    )


def _subtitle(draft: Draft) -> str:
    """Say what the method is made of, as it is written under a title."""
    based = any(text.strip() for text in (draft.base, *draft.by_kind.values()))
    based = based or any(text.strip() for text in draft.by_class.values())
    named = [part.label.strip() or _NO_NAME for part in draft.parts]
    reserve = ["周转编制"] if draft.reserve.strip() not in {"", "0"} else []
    return "＋".join((["基本编制"] if based else []) + named + reserve)


def _tried(ground: Ground, draft: Draft, found: tuple[Figure, ...], order: Order) -> StaffingResult:
    pack = pack_of(draft, found, _TRIED)
    known = ground.policies
    tried = replace(ground, policies=Policies((*known.packs, pack), known.adoptions))
    return calculate(tried, replace(order, method=_TRIED, settings={}))


def _check_name(policies: Policies, draft: Draft, faults: dict[str, str]) -> None:
    label = draft.label.strip()
    taken = {m.label for m in policies.methods.values() if not _replaced(policies, m, draft)}
    if not label:
        faults["label"] = "请给办法起个名称"
    elif label in taken:
        faults["label"] = f"已有“{label}”，请换一个名称"


def _replaced(policies: Policies, method: Method, draft: Draft) -> bool:
    """Tell whether a method is the one changed, adopted by nobody: its name is free."""
    adopted = any(adoption.pack_id == method.pack_id for adoption in policies.adoptions)
    return method.id == draft.former and not adopted


def _check_document(
    draft: Draft, faults: dict[str, str], notes: dict[str, str], *, adopt: bool
) -> None:
    doc_no = draft.doc_no.strip()
    if fault := doc_no_fault(doc_no):
        faults["doc_no"] = fault
    elif not doc_no and adopt and not draft.reason.strip():
        faults["reason"] = "没有文号时请写明理由，按“推定”采用"
    elif not doc_no:
        notes["doc_no"] = "没有文号：按“推定”标明"


def _check_day(policies: Policies, draft: Draft, faults: dict[str, str], *, adopt: bool) -> None:
    text = draft.since.strip()
    try:
        since = date.fromisoformat(text) if text else None
    except ValueError:
        faults["since"] = "日期写成 2025-01-01"
        return
    if not adopt:
        return
    if since is None:
        faults["since"] = "采用须写明自何日起，原来的办法到前一天为止"
        return
    for adoption in policies.adoptions:
        pack = policies.pack(adoption.pack_id)
        begun = adoption.valid_from
        if adoption.topic != TOPIC or pack.overrides is not None or begun is None:
            continue
        same = pack.method is not None and pack.method.id == draft.former
        if begun > since or (begun == since and not same):
            faults["since"] = f"“{pack.title}”自 {begun} 起已采用，请写更晚的日期"
