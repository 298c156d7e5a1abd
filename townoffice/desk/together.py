"""行政 and 事业编制 of one county together: both plans summed, and the cap of 事业 to 行政."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from townoffice.desk.planning import Ground
from townoffice.desk.rates import cap_of
from townoffice.policy import number
from townoffice.records import CitedValue, StaffingResult, StaffingRow
from townoffice.staffing.rates import institution_cap, institution_ratio

__all__ = ["Both", "Together", "caps_of", "institution_allowed", "together"]


@dataclass(frozen=True, slots=True)
class Both:
    """One unit: its row in either plan; ``allowed`` 事业编制 under the cap, None without one."""

    admin: StaffingRow
    institution: StaffingRow
    allowed: int | None

    @property
    def posts(self) -> int:
        """Posts by both plans."""
        return self.admin.posts + self.institution.posts

    @property
    def current(self) -> int | None:
        """Posts now, None where some are not recorded."""
        if self.admin.current is None or self.institution.current is None:
            return None
        return self.admin.current + self.institution.current

    @property
    def ratio(self) -> Fraction | None:
        """事业 ÷ 行政编制."""
        return institution_ratio(self.admin.posts, self.institution.posts)

    @property
    def beyond(self) -> int:
        """事业编制 above the cap; 0 without one."""
        return 0 if self.allowed is None else max(0, self.institution.posts - self.allowed)


@dataclass(frozen=True, slots=True)
class Together:
    """Both plans of a county; ``allowed`` is rounded down once for all units of one cap."""

    units: tuple[Both, ...]
    admin: int
    institution: int
    reserve: int
    ratio: Fraction | None
    allowed: int | None
    caps: tuple[CitedValue, ...]

    @property
    def beyond(self) -> int:
        """事业编制 of the county above the cap."""
        return 0 if self.allowed is None else max(0, self.institution - self.allowed)


def caps_of(ground: Ground) -> Mapping[str, CitedValue | None]:
    """Give the cap in force for every unit by its code, None where none was adopted."""
    county = ground.county
    return {
        unit.township.code: cap_of(ground.policies, county.on, unit.township)
        for unit in county.units
    }


def together(ground: Ground, admin: StaffingResult, institution: StaffingResult) -> Together:
    """Set both plans beside each other, unit by unit."""
    caps = caps_of(ground)
    others = {row.code: row for row in institution.rows}
    units = tuple(
        Both(row, others[row.code], _allowed(caps[row.code], row.posts)) for row in admin.rows
    )
    posts = sum(both.admin.posts for both in units)
    held = sum(both.institution.posts for both in units)
    return Together(
        units,
        posts,
        held,
        admin.reserve + institution.reserve,
        institution_ratio(posts, held),
        _whole(units, caps),
        tuple(dict.fromkeys(cap for cap in caps.values() if cap is not None)),
    )


def institution_allowed(cap: CitedValue, posts: int) -> int:
    """Give the most 事业编制 a cap allows for so many 行政编制."""
    return institution_cap(posts, number(cap))


def _allowed(cap: CitedValue | None, posts: int) -> int | None:
    return None if cap is None else institution_allowed(cap, posts)


def _whole(units: tuple[Both, ...], caps: Mapping[str, CitedValue | None]) -> int | None:
    admin: dict[Fraction, int] = {}
    for both in units:
        cap = caps[both.admin.code]
        if cap is None:
            return None
        ratio = number(cap)
        admin[ratio] = admin.get(ratio, 0) + both.admin.posts
    return sum(institution_cap(posts, ratio) for ratio, posts in admin.items())
