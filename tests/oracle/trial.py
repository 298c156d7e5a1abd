"""One case through the engine and through the oracle; what differs is said in a sentence."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

from tests.oracle.cases import Case, Unit, case
from tests.oracle.definition import Outcome, Tied, answer
from townoffice.feedback import Contradiction, Incomplete
from townoffice.policy import Method
from townoffice.records import (
    Category,
    County,
    FunctionClass,
    Indicators,
    Kind,
    SizeClass,
    Snapshot,
    StaffingResult,
    Township,
    UnitFigures,
)
from townoffice.staffing import Choices, Settlement, StaffingRule, calculate
from townoffice.staffing.rule import Standard, TrancheRule

_COUNTY = County("样本县", "999900")
_ON = date(2024, 12, 31)
_METHOD = Method("oracle", "随机", "", "", ())
_BY = "编委会议定"


def faults(given: Case) -> list[str]:
    """Say what is wrong with the engine's answer to a case; nothing where all is well."""
    return list(_faults(given, answer(given)))


def _faults(given: Case, wanted: Outcome) -> Iterator[str]:
    shuffled = list(given.units)
    Random(given.total).shuffle(shuffled)
    for units in (given.units, tuple(shuffled)):
        try:
            found = calculate(_snapshot(units), _rule(given), _choices(given))
        except (Contradiction, Incomplete) as refusal:
            yield from _refused(refusal, wanted, given)
            continue
        except Exception as crash:  # noqa: BLE001  # a crash is what is looked for
            yield f"crashed: {crash!r}"
            continue
        if wanted.impossible:
            yield f"calculated although impossible ({wanted.impossible})"
            continue
        yield from _differences(given, wanted, found)


def _refused(refusal: Contradiction | Incomplete, wanted: Outcome, given: Case) -> Iterator[str]:
    expected = Incomplete if wanted.impossible == "figures" else Contradiction
    if not wanted.impossible or not isinstance(refusal, expected):
        yield f"refused with {refusal}, expected {wanted.impossible or 'an answer'}"
    elif wanted.impossible == "bounds":
        names = {f"单位{unit.code}" for unit in given.units if unit.code in wanted.clashing}
        told = set((refusal.where or "").partition(" 等")[0].split("、"))
        if not told or not told <= names:
            yield f"named {sorted(told)} where {sorted(names)} clash"


def _differences(given: Case, wanted: Outcome, found: StaffingResult) -> Iterator[str]:
    rows = {row.code: n for n, row in enumerate(found.rows)}
    order = [rows[unit.code] for unit in given.units]
    posts = [found.rows[n].posts for n in order]
    if sum(posts) + found.reserve != given.total or found.reserve != wanted.reserve:
        yield f"sum {sum(posts)} and reserve {found.reserve}, not {wanted.reserve}"
    if posts != list(wanted.posts):
        yield f"posts {posts}, not {list(wanted.posts)}"
    if found.bounded != wanted.bounded:
        yield f"bounded is {found.bounded}"
    if wanted.bounded and [found.bounded_quotas[n] for n in order] != list(wanted.quotas):
        yield "other exact quotas"
    by = [_settled(given, tie) for tie in wanted.ties]
    if Counter(by) != Counter(tie.settled_by for tie in found.ties):
        yield f"ties settled by {[tie.settled_by for tie in found.ties]}, not {by}"
    ties = {
        Tied(tie.tranche, tie.seats, frozenset(tie.units), frozenset(tie.given))
        for tie in found.ties
    }
    if ties != wanted.ties or len(found.ties) != len(ties):
        yield f"ties {ties}, not {wanted.ties}"
    yield from _broken(given, wanted, posts)


def _broken(given: Case, wanted: Outcome, posts: list[int]) -> Iterator[str]:
    """Laws that need no oracle: bounds are kept, largest remainders stay beside their quota."""
    for unit, held in zip(given.units, posts, strict=True):
        low, high = unit.lower or 0, unit.upper
        if given.max_change is not None:
            low = max(low, unit.current - given.max_change)
            high = min(unit.current + given.max_change, held if high is None else high)
        if held < max(low, given.least) or (high is not None and held > high):
            yield f"{unit.code} has {held}, out of its bounds"
    once = wanted.bounded or len(given.parts) < 2
    if once and given.rounding == "largest-remainder":
        pairs = zip(posts, wanted.quotas, strict=True)
        if any(abs(held - quota) >= 1 for held, quota in pairs):
            yield "a whole post from the exact quota"


def _settled(given: Case, tie: Tied) -> str:
    return _BY if given.preferred and tie.given <= set(given.preferred) else "rule"


def _snapshot(units: tuple[Unit, ...]) -> Snapshot:
    return Snapshot(_COUNTY, _ON, 2024, tuple(_figures(unit) for unit in units), 1)


def _figures(unit: Unit) -> UnitFigures:
    township = Township(
        unit.code, f"单位{unit.code}", Kind.TOWN, FunctionClass[unit.function.upper()]
    )
    figures = Indicators(1, 2024, unit.people, unit.people, 0, unit.area, unit.gdp, unit.fiscal)
    return UnitFigures(township, figures, {}, {Category.ADMIN: unit.current}, {})


def _rule(given: Case) -> StaffingRule:
    parts = tuple(
        TrancheRule(f"part_{n}", f"第{n + 1}部分", part.share, part.drivers)
        for n, part in enumerate(given.parts)
    )
    return StaffingRule(
        _METHOD,
        given.base,
        given.reserve,
        parts,
        given.rounding,
        (),
        base_by_class={SizeClass(n): posts for n, posts in given.base_by_class.items()},
        class_weights={SizeClass(n): weight for n, weight in given.class_weights.items()},
        coefficients=given.coefficients,
        least=given.least,
        standard=Standard({SizeClass(n): posts for n, posts in given.standards.items()})
        if given.standards
        else None,
    )


def _choices(given: Case) -> Choices:
    return Choices(
        total=given.total,
        lower={u.code: u.lower for u in given.units if u.lower is not None},
        upper={u.code: u.upper for u in given.units if u.upper is not None},
        max_change=given.max_change,
        settlement=Settlement(given.preferred, _BY) if given.preferred else None,
        classes={u.code: SizeClass(u.size_class) for u in given.units},
    )


def tried(seed: int, numbers: range) -> tuple[Counter[str], list[str]]:
    """Try cases; count what kinds there were, and report every failure, shrunk by leaving out."""
    kinds: Counter[str] = Counter()
    failures = []
    for number in numbers:
        given = case(seed, number)
        wanted = answer(given)
        kinds.update(_kinds(given, wanted))
        if any(_faults(given, wanted)):
            least = shrunk(given)
            failures.append(f"number {number} of seed {seed}: {'; '.join(faults(least))}\n{least}")
    return kinds, failures


def _kinds(given: Case, wanted: Outcome) -> Iterator[str]:
    if wanted.impossible:
        yield f"impossible by {wanted.impossible}"
        return
    yield given.rounding
    if wanted.bounded:
        yield "under bounds"
    if wanted.ties:
        yield "with ties"
    pairs = zip(wanted.posts, wanted.quotas, strict=True)
    if any(abs(Fraction(held) - quota) >= 1 for held, quota in pairs):
        yield "beyond the quota"


def shrunk(given: Case) -> Case:
    """Leave out units and parts as long as something is still wrong."""
    for smaller in _smaller(given):
        if faults(smaller):
            return shrunk(smaller)
    return given


def _smaller(given: Case) -> Iterator[Case]:
    for n in range(len(given.units) if len(given.units) > 1 else 0):
        units = given.units[:n] + given.units[n + 1 :]
        codes = {unit.code for unit in units}
        kept = tuple(code for code in given.preferred if code in codes)
        yield replace(given, units=units, preferred=kept)
    for n in range(len(given.parts) if len(given.parts) > 1 else 0):
        yield replace(given, parts=given.parts[:n] + given.parts[n + 1 :])
    if given.preferred:
        yield replace(given, preferred=())
