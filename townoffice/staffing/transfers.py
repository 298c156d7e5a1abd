"""From the posts there are to the posts of a plan: who gives how many to whom, and when.

Seeds S0 三(二) and S2 二: within the total, towards those with more to do. No post moves twice: a
unit only gives or only takes. Givers and takers are paired largest with largest, equal ones by
division code; the county's reserve gives or takes the rest as a party of its own. No unit falls
under its people at once: what it cannot give yet comes free in equal yearly parts (逐步消化), and
only if somebody said so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush

from townoffice.feedback import BadChoice
from townoffice.records import Overhang, StaffingResult, Transfer, TransferLine, TransferPlan

RESERVE = ""
"""The county's reserve as a party."""


def overhangs(result: StaffingResult) -> tuple[Overhang, ...]:
    """List the units the plan would leave with more people than posts."""
    return tuple(
        Overhang(row.code, row.name, row.posts, row.actual)
        for row in result.rows
        if row.actual is not None and row.actual > row.posts and (row.change or 0) < 0
    )


def transfers(result: StaffingResult, years: int = 0) -> TransferPlan:
    """Pair givers and takers; ``years`` > 0 lets units over their posts give in yearly parts.

    Raises :class:`BadChoice` naming them where such units exist and ``years`` is 0.
    """
    held = overhangs(result)
    if held and years < 1:
        names = "、".join(f"{unit.name}（超 {unit.over} 名）" for unit in held[:5])
        more = f" 等 {len(held)} 个单位" if len(held) > 5 else ""
        raise BadChoice(
            f"{names}{more}实有人数多于核定编制，划走编制后将超编",
            hint="请选择逐步消化并写明年数，或为这些单位设下限",
        )
    giving = [_now(result)] + [{} for _ in range(years)]
    taking = {row.code: change for row in result.rows if (change := row.change or 0) > 0}
    for unit in held:
        _defer(giving, unit, years)
    found: list[Transfer] = []
    for stage, parts in enumerate(giving):
        found += _paired(parts, taking, stage)
    found += [Transfer(RESERVE, code, posts) for code, posts in sorted(taking.items()) if posts]
    found.sort(key=lambda t: (t.stage, t.giver == RESERVE, t.giver, t.taker == RESERVE, t.taker))
    unknown = tuple(row.code for row in result.rows if row.current is None)
    return TransferPlan(tuple(found), held, unknown)


def _now(result: StaffingResult) -> dict[str, int]:
    return {row.code: -change for row in result.rows if (change := row.change or 0) < 0}


def _defer(giving: list[dict[str, int]], unit: Overhang, years: int) -> None:
    """Move what a unit cannot give yet into the years after, the earlier ones first."""
    later = min(unit.over, giving[0][unit.code])
    giving[0][unit.code] -= later
    each, more = divmod(later, years)
    for year in range(1, years + 1):
        giving[year][unit.code] = each + (year <= more)


def _paired(giving: Mapping[str, int], taking: dict[str, int], stage: int) -> list[Transfer]:
    """Pair the largest giver with the largest taker until one side is done; the reserve follows."""
    givers = [(-posts, code) for code, posts in giving.items() if posts]
    takers = [(-posts, code) for code, posts in taking.items() if posts]
    heapify(givers)
    heapify(takers)
    found: dict[tuple[str, str], int] = {}
    while givers:
        gives, giver = heappop(givers)
        takes, taker = heappop(takers) if takers else (gives, RESERVE)
        posts = min(-gives, -takes)
        found[giver, taker] = found.get((giver, taker), 0) + posts
        if -gives > posts:
            heappush(givers, (gives + posts, giver))
        if taker != RESERVE:
            taking[taker] -= posts
            if -takes > posts:
                heappush(takers, (takes + posts, taker))
    return [Transfer(giver, taker, posts, stage) for (giver, taker), posts in found.items()]


def pairing(result: StaffingResult) -> TransferPlan:
    """Pair all at once, whoever has more people than posts named beside it: to look at only."""
    free = replace(result, rows=tuple(replace(row, actual=None) for row in result.rows))
    return replace(transfers(free), overhangs=overhangs(result))


def lines(result: StaffingResult, moved: Sequence[Transfer]) -> tuple[TransferLine, ...]:
    """Set posts before and after beside each other, unit by unit in the order of the result."""
    given: dict[str, int] = {}
    taken: dict[str, int] = {}
    later: dict[str, int] = {}
    for transfer in moved:
        given[transfer.giver] = given.get(transfer.giver, 0) + transfer.posts
        taken[transfer.taker] = taken.get(transfer.taker, 0) + transfer.posts
        if transfer.stage:
            later[transfer.giver] = later.get(transfer.giver, 0) + transfer.posts
    return tuple(
        TransferLine(
            row.code,
            row.name,
            row.current,
            given.get(row.code, 0),
            taken.get(row.code, 0),
            later.get(row.code, 0),
            row.actual,
        )
        for row in result.rows
    )
