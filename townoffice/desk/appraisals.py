"""年度考核优秀名额: how many people of each unit may be rated 优秀, and how many were (S4.5).

Who took part is what the clerk registers; the staff on file is only offered, and taken where the
clerk says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from townoffice.book import Book
from townoffice.desk.policies import policies_of
from townoffice.evaluation import PersonalRule, excellent_quota, explain_quota, personal_rule
from townoffice.feedback import BadChoice, NotFound
from townoffice.records import (
    Appraisal,
    Category,
    Changes,
    ExcellentQuota,
    KindGroup,
    Measure,
    Step,
    Township,
)
from townoffice.sheets.fields import Field, FieldType, field_list
from townoffice.sheets.numbers import Wrong, read_number

__all__ = [
    "AppraisalPage",
    "AppraisalRow",
    "AppraisalTyped",
    "appraisal_page",
    "check_appraisal",
    "explain",
    "set_appraisals",
    "take_actual_staff",
]

_TAKING_PART = (Category.ADMIN, Category.JUDICIAL, Category.INSTITUTION, Category.SUPPORT)
_STAFF = Field("staff", "参加考核人数", FieldType.COUNT, unit="人")
_EXCELLENT = Field("excellent", "优秀人数", FieldType.COUNT, unit="人")


@dataclass(frozen=True, slots=True)
class AppraisalTyped:
    """What is typed for a unit (by code); 参加考核人数 empty takes its line away."""

    code: str
    staff: str
    excellent: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class AppraisalRow:
    """One unit: what is registered, the most that may be 优秀, and the staff on file.

    ``quota`` is None where nothing is registered; ``on_file`` None where the book knows no staff.
    """

    township: Township
    appraisal: Appraisal | None
    quota: ExcellentQuota | None
    on_file: int | None


@dataclass(frozen=True, slots=True)
class AppraisalPage:
    """The table of a year; ``total`` is the county's, its quota of all who took part together."""

    year: int
    rows: tuple[AppraisalRow, ...]
    total: ExcellentQuota
    rule: PersonalRule

    @property
    def granted(self) -> int:
        """The sum of the units' quotas, which roundings keep below the county's."""
        return sum(row.quota.most for row in self.rows if row.quota is not None)

    @property
    def over(self) -> tuple[AppraisalRow, ...]:
        """Units with more 优秀 than they may."""
        return tuple(row for row in self.rows if row.quota is not None and row.quota.over)


def appraisal_page(
    book: Book, year: int, settings: Mapping[str, str] | None = None
) -> AppraisalPage:
    """Read the table of a year; ``settings`` try other values (``personal_share``, …).

    :raises PolicyMissing: no policy in force says the share.
    """
    on = date(year, 12, 31)
    units = [unit for unit in book.townships() if unit.exists(on)]
    groups = {unit.kind.group for unit in units} or set(KindGroup)
    rule = personal_rule(policies_of(book), on, groups, settings or {})
    held = {one.township_id: one for one in book.all_of(Appraisal, year=year)}
    on_file = _on_file(book, on)
    rows = []
    for unit in units:
        assert unit.id is not None
        one = held.get(unit.id)
        quota = None if one is None else excellent_quota(one.staff, one.excellent, rule)
        rows.append(AppraisalRow(unit, one, quota, on_file.get(unit.id)))
    known = [row.appraisal for row in rows if row.appraisal is not None]
    reported = [one.excellent for one in known if one.excellent is not None]
    total = excellent_quota(
        sum(one.staff for one in known), sum(reported) if reported else None, rule
    )
    return AppraisalPage(year, tuple(rows), total, rule)


def explain(page: AppraisalPage, code: str | None) -> Step:
    """Explain a unit's number (None: the county's); :class:`NotFound` where nothing is there."""
    if code is None:
        return explain_quota(page.total, page.rule)
    row = next((one for one in page.rows if one.township.code == code), None)
    if row is None or row.quota is None:
        raise NotFound("这个单位还没有登记参加考核人数", hint="请先登记")
    return explain_quota(row.quota, page.rule)


def _on_file(book: Book, on: date) -> Mapping[int, int]:
    """Sum up the staff of each unit as of a day: the posts that take part, no leaders counted."""
    newest = {
        (fact.township_id, fact.category): fact.count
        for fact in book.post_facts(on)
        if fact.measure is Measure.ACTUAL and fact.category in _TAKING_PART
    }
    staff: dict[int, int] = {}
    for (unit_id, _), count in newest.items():
        staff[unit_id] = staff.get(unit_id, 0) + count
    return staff


def check_appraisal(typed: AppraisalTyped) -> Mapping[str, str]:
    """Say by field what cannot be."""
    staff, excellent = _count(typed.staff, _STAFF), _count(typed.excellent, _EXCELLENT)
    read = {"staff": staff, "excellent": excellent}
    faults = {field: found for field, found in read.items() if isinstance(found, str)}
    if isinstance(staff, int) and isinstance(excellent, int) and excellent > staff:
        faults["excellent"] = f"优秀 {excellent} 人，多于参加考核的 {staff} 人"
    if staff is None and (excellent is not None or typed.doc_no.strip()):
        faults["staff"] = "请填参加考核人数"
    return faults


def _count(text: str, field: Field) -> int | str | None:
    found = read_number(text, field, Fraction(1), field_list("scores"))
    if isinstance(found, Wrong):
        return found.what
    return None if found is None else int(found.value)


def set_appraisals(book: Book, year: int, typed: Sequence[AppraisalTyped]) -> Changes | None:
    """Write who took part and who was 优秀, as one change; None where nothing moves.

    :raises BadChoice: the first fault, with its unit.
    """
    on = date(year, 12, 31)
    units = {unit.code: unit for unit in book.townships() if unit.exists(on)}
    held = {one.township_id: one for one in book.all_of(Appraisal, year=year)}
    after: list[Appraisal] = []
    gone: list[Appraisal] = []
    names: list[str] = []
    for one in typed:
        unit = units.get(one.code)
        if unit is None or unit.id is None:
            raise BadChoice(f"{year} 年年底没有代码为 {one.code} 的单位", hint="请核对")
        if faults := check_appraisal(one):
            raise BadChoice(next(iter(faults.values())), where=unit.name, hint="请更正")
        before = held.get(unit.id)
        made = _made(one, unit.id, year, before)
        if made is None and before is not None:
            gone.append(before)
        elif made is not None and made != before:
            after.append(made)
        else:
            continue
        names.append(unit.name)
    if not names:
        return None
    told = names[0] if len(names) == 1 else f"{len(names)} 个单位"
    with book.change(f"登记{told}年度考核人数（{year}年）") as writer:
        for lost in gone:
            writer.remove(lost)
        writer.update_all([one for one in after if one.id is not None])
        writer.add_all([one for one in after if one.id is None])
    return writer.changes


def _made(
    typed: AppraisalTyped, unit_id: int, year: int, before: Appraisal | None
) -> Appraisal | None:
    staff, excellent = _count(typed.staff, _STAFF), _count(typed.excellent, _EXCELLENT)
    if not isinstance(staff, int):
        return None
    made = before or Appraisal(unit_id, year, staff)
    return replace(
        made,
        staff=staff,
        excellent=excellent if isinstance(excellent, int) else None,
        doc_no=typed.doc_no.strip() or None,
    )


def take_actual_staff(book: Book, year: int, codes: Sequence[str]) -> Changes | None:
    """Register the staff on file as those who took part, for the units the clerk names.

    :raises BadChoice: the book knows no staff of any of them.
    """
    page = appraisal_page(book, year)
    rows = [r for r in page.rows if r.township.code in codes and r.on_file is not None]
    if not rows:
        raise BadChoice("台账里没有这些单位的实有人数", hint="请先登记实有人数，或直接填写")
    return set_appraisals(book, year, [_from_file(row) for row in rows])


def _from_file(row: AppraisalRow) -> AppraisalTyped:
    held = row.appraisal
    excellent = "" if held is None or held.excellent is None else str(held.excellent)
    return AppraisalTyped(
        row.township.code, str(row.on_file), excellent, (held.doc_no or "") if held else ""
    )
