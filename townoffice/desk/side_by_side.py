"""Plans side by side: the posts as they are, methods, plans that were kept, what is on the screen.

A plan is named by a key: ``now``, ``screen`` (the calculation asked for), ``method:ID`` (that
method by its own values, the same total) or ``plan:NUMBER``.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from townoffice.book import Book
from townoffice.desk import planning
from townoffice.desk.parameters import methods
from townoffice.desk.planning import Ground, Order
from townoffice.desk.staffing import DRAFT, plans
from townoffice.feedback import BadChoice, OfficeError
from townoffice.records import (
    Plan,
    PlanBeside,
    SideBySide,
    StaffingResult,
    UnitBeside,
)
from townoffice.staffing.rates import gini, per_ten_thousand, widest

__all__ = ["MOST", "NOW", "SCREEN", "key_of", "known", "side_by_side", "usual", "written"]

MOST = 4
NOW, SCREEN = "now", "screen"
_METHOD, _PLAN = "method:", "plan:"


def key_of(plan: Plan) -> str:
    """Give the key of a plan of the book."""
    return f"{_PLAN}{plan.id}"


def known(ground: Ground, kept: Sequence[Plan], order: Order) -> tuple[tuple[str, str], ...]:
    """List what can be compared: keys and names, in the order they are offered."""
    on_screen = order.method or planning.method_of(ground)
    listed = [(NOW, "现有"), (SCREEN, f"本次测算（{_short(ground, on_screen)}）")]
    listed += [(f"{_METHOD}{m.id}", _short(ground, m.id)) for m in methods(ground)]
    listed += [(key_of(p), plan_name(p)) for p in reversed(kept) if _fits(p, ground, order)]
    return tuple(listed)


def usual(ground: Ground, order: Order) -> tuple[str, ...]:
    """Give what is compared where nobody chose: now, the screen, two other methods."""
    on_screen = order.method or planning.method_of(ground)
    others = [f"{_METHOD}{m.id}" for m in methods(ground) if m.id != on_screen]
    found = [key for key in others if _calculated(ground, order, key) is not None]
    return (NOW, SCREEN, *found[: MOST - 2])


def side_by_side(
    ground: Ground,
    order: Order,
    kept: Sequence[Plan],
    keys: Sequence[str],
    screen: StaffingResult | None = None,
) -> SideBySide:
    """Set plans beside each other; at most four, a key nobody knows or cannot be is left out.

    ``screen`` is the calculation that is shown; None: it is made by the order.
    """
    names = dict(known(ground, kept, order))
    made: list[PlanBeside] = []
    for key in dict.fromkeys(keys):
        if key not in names or len(made) == MOST:
            continue
        result = None if key == NOW else _result(ground, order, kept, key, screen)
        if result is not None or key == NOW:
            made.append(_beside(ground, order, key, names[key], result))
    if not made:
        raise BadChoice("没有可以对照的方案", hint="请选现有、某个办法或已存的方案")
    county = ground.county
    units = tuple(
        UnitBeside(
            unit.township.code,
            unit.township.name,
            tuple(plan.posts[n] for plan in made),
            tuple(plan.changes[n] for plan in made),
        )
        for n, unit in enumerate(county.units)
    )
    return SideBySide(county.county, order.category, county.year, county.on, units, tuple(made))


def written(book: Book, order: Order) -> SideBySide:
    """Compare from the book what an order names in ``beside``; nothing named: the usual."""
    found = planning.ground(book, order.year)
    keys = order.beside or usual(found, order)
    return side_by_side(found, order, plans(book), keys)


def plan_name(plan: Plan) -> str:
    """Name a plan in a few words: a draft by its own name, an adopted one by its number."""
    return plan.title if plan.topic == DRAFT else f"已采用方案 {plan.id}"


def _short(ground: Ground, method: str) -> str:
    found = ground.policies.methods.get(method)
    return method if found is None else found.label.replace("法（", "（").removesuffix("法")


def _fits(plan: Plan, ground: Ground, order: Order) -> bool:
    result = plan.result
    if not isinstance(result, StaffingResult) or result.category is not order.category:
        return False
    codes = {row.code for row in result.rows}
    return codes == {unit.township.code for unit in ground.county.units}


def _result(
    ground: Ground,
    order: Order,
    kept: Sequence[Plan],
    key: str,
    screen: StaffingResult | None,
) -> StaffingResult | None:
    if key == SCREEN:
        return screen if screen is not None else planning.plan(ground, order).result
    if key.startswith(_METHOD):
        return _calculated(ground, order, key)
    result = next((plan.result for plan in kept if key_of(plan) == key), None)
    return result if isinstance(result, StaffingResult) else None


def _calculated(ground: Ground, order: Order, key: str) -> StaffingResult | None:
    """Calculate by a method's own values; None where it lacks something here."""
    wanted = Order(order.category, key.removeprefix(_METHOD), ground.county.year, order.total)
    try:
        return planning.plan(ground, wanted).result
    except OfficeError:
        return None


def _beside(
    ground: Ground, order: Order, key: str, name: str, result: StaffingResult | None
) -> PlanBeside:
    units = ground.county.units
    current = [unit.authorized.get(order.category) for unit in units]
    if result is None:
        posts: list[int | None] = list(current)
    else:
        by_code = {row.code: row.posts for row in result.rows}
        posts = [by_code[unit.township.code] for unit in units]
    changes = tuple(
        None if held is None or now is None else held - now
        for held, now in zip(posts, current, strict=True)
    )
    whole = [count for count in posts if count is not None]
    total = sum(whole) if len(whole) == len(posts) else None
    rates = _rates(ground, posts)
    return PlanBeside(
        key,
        name,
        tuple(posts),
        changes,
        0 if result is None else result.reserve,
        total if result is None else result.total,
        *_unevenness(ground, posts, rates),
        adopted=result is None or result.adopted,
    )


def _rates(ground: Ground, posts: Sequence[int | None]) -> Mapping[str, Fraction]:
    found: dict[str, Fraction] = {}
    for unit, held in zip(ground.county.units, posts, strict=True):
        residents = unit.indicators.resident_population if unit.indicators else None
        rate = None if held is None else per_ten_thousand(held, residents)
        if rate is not None:
            found[unit.township.name] = rate
    return found


def _unevenness(
    ground: Ground, posts: Sequence[int | None], rates: Mapping[str, Fraction]
) -> tuple[Fraction | None, Fraction | None, str]:
    """Give Gini, the widest distance from the county's mean, and whose it is."""
    if len(rates) < len(posts):
        return None, None, ""
    people = [
        unit.indicators.resident_population or 0 for unit in ground.county.units if unit.indicators
    ]
    pairs = [(Fraction(held or 0), count) for held, count in zip(posts, people, strict=True)]
    mean = per_ten_thousand(sum(held or 0 for held in posts), sum(people))
    if mean is None:
        return None, None, ""
    far = widest(tuple(rates.values()), mean)
    unit = next(name for name, rate in rates.items() if abs(rate - mean) == far)
    return gini(pairs), far, unit
