"""The 依据 of every unit in a staffing table: in few words, how its whole posts came to be.

It tells the two things the figures beside it do not show: whether the remainder gave one more, and
what a bound changed afterwards.
"""

from collections.abc import Mapping, Sequence

from townoffice.records import StaffingResult, StaffingRow, Tie, Tranche

LARGEST_REMAINDER = "largest-remainder"


def grounds(result: StaffingResult) -> tuple[str, ...]:
    """Say for every row how it got its posts (余数第3位，进1；限幅重算，21改为20)."""
    places = [{n: k for k, n in enumerate(t.risen, 1)} for t in result.tranches]
    return tuple(_ground(result, n, places) for n in range(len(result.rows)))


def _ground(result: StaffingResult, n: int, places: Sequence[Mapping[int, int]]) -> str:
    row = result.rows[n]
    changed = row.posts != row.calculated
    parts = [] if separately_unrounded(result) else _rounding(result, n, places, short=changed)
    if changed:
        parts.append(f"{_bound(result, row)}，{row.calculated}改为{row.posts}")
    tied = [tie for tie in result.ties if tie.tranche not in _names(result)]
    if any(row.code in tie.units for tie in tied):
        parts.append("重算余数并列")
    return "；".join(parts) or f"取整为{row.posts}"


def separately_unrounded(result: StaffingResult) -> bool:
    """Tell whether several tranches share one rounding: under bounds none is rounded alone."""
    return result.bounded and len(result.tranches) > 1


def floor_of(result: StaffingResult, row: StaffingRow) -> int | None:
    """Give the lower bound of a row: the stricter of its own and of the ± limit."""
    limits = [] if row.lower is None else [row.lower]
    if result.max_change is not None and row.current is not None:
        limits.append(row.current - result.max_change)
    return max(limits, default=None)


def ceiling_of(result: StaffingResult, row: StaffingRow) -> int | None:
    """Give the upper bound of a row: the stricter of its own and of the ± limit."""
    limits = [] if row.upper is None else [row.upper]
    if result.max_change is not None and row.current is not None:
        limits.append(row.current + result.max_change)
    return min(limits, default=None)


def _names(result: StaffingResult) -> frozenset[str]:
    return frozenset(tranche.name for tranche in result.tranches)


def _rounding(
    result: StaffingResult, n: int, places: Sequence[Mapping[int, int]], *, short: bool
) -> list[str]:
    if len(result.tranches) == 1:
        return [_one(result, result.tranches[0], n, places[0].get(n), short=short)]
    risen = [
        f"{tranche.label}{_one(result, tranche, n, place[n], short=short)}"
        for tranche, place in zip(result.tranches, places, strict=True)
        if n in place
    ]
    return risen or ["各部分未进位"]


def _one(
    result: StaffingResult, tranche: Tranche, n: int, place: int | None, *, short: bool
) -> str:
    """Tell what rounding did to one row of a tranche; ``place`` is its remainder's, if it rose."""
    seats = tranche.seats[n]
    if result.rounding != LARGEST_REMAINDER:
        return f"取整为{seats}"
    if tranche.quota(n).denominator == 1 and seats == tranche.quota(n):
        return "计算值为整数"
    tie = _tie(result, tranche, result.rows[n].code)
    if place is None:
        return "余数并列，未进位" if tie else "未进位"
    remainder = "余数并列" if tie else f"余数第{place}位"
    return f"{remainder}，进1" if short else f"{remainder}，进1取{seats}"


def _tie(result: StaffingResult, tranche: Tranche, code: str) -> Tie | None:
    ties = (tie for tie in result.ties if tie.tranche == tranche.name)
    return next((tie for tie in ties if code in tie.units), None)


def _bound(result: StaffingResult, row: StaffingRow) -> str:
    floor, ceiling = floor_of(result, row), ceiling_of(result, row)
    if row.posts > row.calculated and row.posts == floor:
        return f"下限{floor}名" if floor == row.lower else f"减幅限{result.max_change}名"
    if row.posts < row.calculated and row.posts == ceiling:
        return f"上限{ceiling}名" if ceiling == row.upper else f"增幅限{result.max_change}名"
    return "限幅重算"
