"""The tab 乡镇街道: classify the county, set a class by document, adopt a classification."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from townoffice.book import Book
from townoffice.desk.county import find_unit, groups_of, snapshot
from townoffice.desk.policies import adoption_note, basis_of, policies_of
from townoffice.feedback import BadChoice, Stale
from townoffice.records import (
    Changes,
    Classification,
    ClassOverride,
    Plan,
    SizeClass,
    Snapshot,
)
from townoffice.townships import classification_rule
from townoffice.townships import classify as classify_snapshot

TOPIC = "classification"


@dataclass(frozen=True, slots=True)
class Trial:
    """A classification by values tried out, to be printed as a draft."""

    settings: tuple[tuple[str, str], ...]


def classify(
    book: Book, year: int | None = None, settings: Mapping[str, str] | None = None
) -> Classification:
    """Classify the units of a year (None: the newest whole one) by the policies in force.

    ``settings`` replace policy values for this calculation, as ``--set`` of the shell does.
    """
    return classify_county(book, snapshot(book, year), settings)


def classify_county(
    book: Book, county: Snapshot, settings: Mapping[str, str] | None = None
) -> Classification:
    """Classify a county that has been read already, by the policies in force."""
    policies, groups = policies_of(book), groups_of(county)
    rule = classification_rule(policies, county.on, groups, settings or {})
    result = classify_snapshot(county, rule)
    return replace(result, adoption=adoption_note(policies, TOPIC, county.on, groups))


def check_settings(book: Book, county: Snapshot, settings: Mapping[str, str]) -> None:
    """Raise :class:`BadChoice` where values to try out do not go together."""
    classification_rule(policies_of(book), county.on, groups_of(county), settings)


def override(
    book: Book,
    classes: Mapping[str, SizeClass | None],
    reason: str,
    doc_no: str,
    year: int | None = None,
) -> Changes | None:
    """Set the class of units (by code or name) by a document of the county; None lifts it again.

    It holds from 1 January of ``year`` (None: the year :func:`classify` would take) until the next
    decision: a class belongs to a whole year, and whatever the county says of that year later takes
    the place of what it said before. One change; None where nothing moves. Raises
    :class:`BadChoice` without a reason or 文号, or for lifting what was never set.
    """
    if not reason.strip() or not doc_no.strip():
        what = "理由" if not reason.strip() else "文号"
        raise BadChoice(f"按文件确定类别须写明{what}", hint="请用 --reason 和 --doc 写明")
    county = snapshot(book, year)
    since = date(county.year, 1, 1)
    townships = [unit.township for unit in county.units]
    standing = {unit.township.id: unit.override for unit in county.units}
    same_day = {o.township_id: o for o in book.class_overrides() if o.since == since}
    decided = []
    for unit, size in classes.items():
        township = find_unit(townships, unit)
        assert township.id is not None
        held = standing[township.id]
        if size is None and (held is None or held.size_class is None):
            raise BadChoice(
                f"{township.name}的类别没有按文件确定过，不用取消", hint="请核对单位和年度"
            )
        new = ClassOverride(township.id, size, reason.strip(), doc_no.strip(), since)
        old = same_day.get(township.id)
        if old is None:
            decided.append(new)
        elif (made := replace(new, id=old.id, row_version=old.row_version)) != old:
            decided.append(made)
    if not decided:
        return None
    with book.change(
        f"按文件确定 {len(decided)} 个乡镇（街道）的类别（{doc_no.strip()}）"
    ) as writer:
        writer.update_all([one for one in decided if one.id is not None])
        writer.add_all([one for one in decided if one.id is None])
    return writer.changes


def adopt(book: Book, result: Classification, settings: Mapping[str, str] | None, note: str) -> int:
    """Store a classification as adopted, with its basis, and give the plan's number.

    It is calculated again first; :class:`Stale` if the figures moved since.
    """
    if classify(book, result.year, settings).rows != result.rows:
        raise Stale("测算之后数据有变", hint="请重新测算后再采用")
    plan = Plan(
        TOPIC, f"{result.year}年度乡镇（街道）分类", result, basis_of(book, result.parameters), note
    )
    with book.change(f"采用{plan.title}") as writer:
        return writer.add(plan)
