"""S0.2, S0.12, S4.3: leaders against their quota, heads and deputies of offices, promotions."""

from collections.abc import Iterator
from dataclasses import dataclass

from townoffice.compliance.rule import Case, Found
from townoffice.institutions import RegisterRow
from townoffice.records import CitedValue, HeadHeldBy, InstitutionKind

_FORBIDDEN = "forbidden"


def leaders_over(case: Case) -> Iterator[Found]:
    """No more leaders than the posts of the unit's class; persons are counted, not titles."""
    value, quota = case.policies.says("discipline.leaders_over", _FORBIDDEN), _quota(case)
    if value is not None and quota is not None and quota.actual > quota.posts:
        yield Found(
            f"{quota.words}，超职数{quota.actual - quota.posts}名",
            "请调整配备，或补登批准文件",
            (value, quota.value),
            limit=quota.posts,
            actual=quota.actual,
        )


def leaders_vacant(case: Case) -> Iterator[Found]:
    """Leadership posts are filled; a vacancy is only pointed out."""
    quota = _quota(case)
    if quota is not None and quota.actual < quota.posts:
        yield Found(
            f"{quota.words}，空职{quota.posts - quota.actual}名",
            "请按程序配备，或核对领导名册",
            (quota.value,),
            limit=quota.posts,
            actual=quota.actual,
            warns=True,
        )


@dataclass(frozen=True, slots=True)
class _Quota:
    """The leadership posts of a unit's class, the persons there are, and where the figure is."""

    posts: int
    actual: int
    value: CitedValue

    @property
    def words(self) -> str:
        """Begin the sentence of a finding."""
        return f"领导职数核定{self.posts}名、实配{self.actual}名"


def _quota(case: Case) -> _Quota | None:
    """Give what is known; None where class, figure or persons are not."""
    row, size = case.unit.standing, case.unit.size_class
    value = case.policies.value(f"leadership.class_{int(size)}") if size is not None else None
    if row is None or value is None:
        return None
    posts, actual = row.leadership_posts, row.leadership_actual
    return _Quota(posts, actual, value) if posts is not None and actual is not None else None


def promotion(case: Case) -> Iterator[Found]:
    """Nobody began as a leader inside the window the county set (突击提拔).

    A seat whose first list is the unit's first tells no beginning: it is left out. A document on
    file makes it a note.
    """
    value = case.policies.says("discipline.promotion", _FORBIDDEN)
    if value is None or case.window is None or not case.unit.seats:
        return
    first, last = case.window
    earliest = min(seat.listed for seat in case.unit.seats)
    for seat in case.unit.seats:
        known = seat.since != earliest or seat.doc_no is not None
        if known and first <= seat.since <= last:
            yield Found(
                f"{seat.person}于{seat.since}任{seat.title}，在{first}至{last}的冻结期内",
                "请核对任职文件，确属突击提拔的予以纠正",
                (value,),
                seat.person,
                f"{first}至{last}不提拔",
                f"{seat.since}",
                doc_no=seat.doc_no,
            )


def heads(case: Case) -> Iterator[Found]:
    """Party-government offices are headed by a leader of the unit besides (S4)."""
    value = case.policies.says("institutions.heads", HeadHeldBy.LEADER.value)
    if value is None:
        return
    people = {seat.person for seat in case.unit.seats if seat.held(case.on)}
    for row in _offices(case):
        record = row.institution
        if record.head_held_by is HeadHeldBy.OWN:
            yield Found(
                f"“{record.name}”主要负责人专任，应由镇领导副职兼任",
                "请由领导副职兼任",
                (value,),
                str(record.number),
                HeadHeldBy.LEADER.label,
                HeadHeldBy.OWN.label,
            )
        elif (
            record.head_held_by is HeadHeldBy.LEADER
            and people
            and record.head is not None
            and record.head not in people
        ):
            yield Found(
                f"“{record.name}”登记由领导兼任，{record.head}不在领导名册中",
                "请核对负责人或领导名册",
                (value,),
                str(record.number),
                HeadHeldBy.LEADER.label,
                record.head,
                warns=True,
            )


def deputies(case: Case) -> Iterator[Found]:
    """An office has no more deputies than its document says (S4: 1)."""
    most = case.limits.deputies
    if most is None:
        return
    for row in _offices(case):
        record = row.institution
        if record.deputies is not None and record.deputies > most.figure:
            yield Found(
                f"“{record.name}”副职{record.deputies}名，最多{most.figure}名",
                "请调整配备，或补登批准文件",
                (most.value,),
                str(record.number),
                most.figure,
                record.deputies,
            )


def _offices(case: Case) -> tuple[RegisterRow, ...]:
    return case.unit.register.of(InstitutionKind.PARTY_GOV_OFFICE).rows
