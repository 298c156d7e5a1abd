"""Do printed steps again: ``townoffice staffing BOOK --json --explain | python replay.py``.

Nothing of the program is used, only the figures it printed. Every step with a ``rule`` is worked
out anew from its parts and numbers; then the units are held against each other: sums, remainders.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import isqrt
from typing import TypedDict

Given = str | int | None


class Step(TypedDict, total=False):
    label: str
    value: Given
    value_exact: str
    rule: str
    numbers: list[str]
    steps: "list[Step]"


class Unit(TypedDict):
    code: str
    base: int
    posts: int
    explained: Step


class Printed(TypedDict):
    total: int
    reserve: int
    units: list[Unit]


def exact(step: Step) -> Fraction | None:
    """The value of a step without rounding; None where it is a word or nothing."""
    value = step.get("value_exact", step.get("value"))
    try:
        return None if value is None else Fraction(value)
    except ValueError:
        return None


def again(step: Step) -> set[Fraction | None]:
    """What a step comes to; at a tie of a divisor method either of two."""
    numbers = [Fraction(number) for number in step["numbers"]]
    parts = [value for part in step["steps"] if (value := exact(part)) is not None]
    rule = step["rule"].removesuffix(" bounded")
    if rule in {"sainte-lague", "huntington-hill"}:
        counted = divisor_seats(rule, *numbers)
        if rule != step["rule"]:
            _, base, low, high = step["steps"][0]["steps"]
            return {clamp(number(base) + n, number(low), exact(high)) for n in counted}
        return set(counted)
    return {RULES[rule](parts, numbers) if rule in RULES else within(step, numbers)}


RULES: dict[str, Callable[[list[Fraction], list[Fraction]], Fraction]] = {
    "sum": lambda parts, _: sum(parts, Fraction(0)),
    "times": lambda parts, numbers: parts[0] * numbers[0],
    "percent": lambda parts, _: parts[0] / parts[1] * 100,
    "percent of": lambda parts, _: parts[0] * parts[1] / 100,
    "share": lambda parts, numbers: parts[0] / parts[1] * numbers[0],
    "floor": lambda _, numbers: Fraction(numbers[0] * numbers[1] // 1),
    "weighed percent": lambda parts, _: parts[0] * parts[1] / parts[2] * 100,
    "rest": lambda parts, _: parts[0] - sum(parts[1:]),
    "part of rest": lambda parts, numbers: split(parts[0] - sum(parts[1:]), numbers),
    "largest-remainder": lambda parts, numbers: parts[0] // 1 + numbers[0],
}


def within(step: Step, numbers: list[Fraction]) -> Fraction | None:
    """The rules of bounds: a part held between them, and which of several bounds holds."""
    if step["rule"] == "clamp":
        _, base, low, high = step["steps"]
        return clamp(number(base) + numbers[0] * numbers[1], number(low), exact(high))
    lows, highs = numbers[1 : 1 + int(numbers[0])], numbers[1 + int(numbers[0]) :]
    return min([max(lows), *highs]) if step["rule"] == "low" else min(highs, default=None)


def number(step: Step) -> Fraction:
    """A value that has to be there."""
    value = exact(step)
    if value is None:
        raise ValueError(step["label"])
    return value


def clamp(value: Fraction, low: Fraction, high: Fraction | None) -> Fraction:
    return max(value, low) if high is None else min(max(value, low), high)


def divisor_seats(rule: str, part: Fraction, scale: Fraction) -> list[Fraction]:
    """Whole seats of a part under a common scale: n − 1/2 ≤ part·m, or n(n − 1) ≤ (part·m)²."""
    if rule == "sainte-lague":
        seats = int(part * scale + Fraction(1, 2))
        tied = part * scale + Fraction(1, 2) == seats
    elif part == 0:
        return [Fraction(0)]
    else:
        seats = (isqrt(1 + 4 * int(part * part * scale)) + 1) // 2
        tied = part * part * scale == seats * (seats - 1)
    return [Fraction(n) for n in ((seats, seats - 1) if tied else (seats,))]


def split(pool: Fraction, numbers: list[Fraction]) -> Fraction:
    """One tranche's part of a pool: largest remainders, the one listed first among equal ones."""
    place, shares = int(numbers[0]), numbers[1:]
    parts = [pool * share / sum(shares) for share in shares]
    left = int(pool - sum(part // 1 for part in parts))
    order = sorted(range(len(parts)), key=lambda n: (-(parts[n] % 1), n))
    return Fraction(parts[place] // 1 + (place in order[:left]))


def walk(step: Step) -> Iterator[Step]:
    yield step
    for part in step.get("steps", []):
        yield from walk(part)


def wrong_steps(step: Step) -> Iterator[str]:
    """Every step of a tree that does not come out as printed."""
    for part in walk(step):
        if part.get("rule") and exact(part) not in again(part):
            yield f"{part['label']}: {exact(part)} is printed, {part['rule']} gives {again(part)}"


def wrong_sums(printed: Printed) -> Iterator[str]:
    """Sums over the units, and the seats of every rounding, that do not come out as printed."""
    own: dict[str, Fraction] = defaultdict(Fraction)
    told: dict[str, set[Fraction | None]] = defaultdict(set)
    roundings: dict[str, list[tuple[Fraction, Fraction]]] = defaultdict(list)
    for unit in printed["units"]:
        for label, value in inputs_of(unit["explained"]).items():
            own["全县" + label[3:]] += value
        for step in walk(unit["explained"]):
            if step["label"].startswith("全县"):
                told[step["label"]].add(exact(step))
            rule, _, bounded = step.get("rule", "").partition(" ")
            if rule == "largest-remainder":
                pair = number(step["steps"][0]), number(step)
                roundings[bounded or step["label"]].append(pair)
    if sum(unit["posts"] for unit in printed["units"]) + printed["reserve"] != printed["total"]:
        yield "the posts and the reserve do not add up to the total"
    for label, values in told.items():
        if values != {own[label]}:
            yield f"{label}: {values} are printed, the units add up to {own[label]}"
    for label, pairs in roundings.items():
        yield from wrong_rounding(label, pairs)


def wrong_rounding(label: str, pairs: list[tuple[Fraction, Fraction]]) -> Iterator[str]:
    """What is wrong with the whole seats beside their exact quotas."""
    up = [quota % 1 for quota, seats in pairs if seats > quota]
    down = [quota % 1 for quota, seats in pairs if seats <= quota]
    if min(up, default=Fraction(1)) < max(down, default=Fraction(0)):
        yield f"{label}: a smaller remainder was served before a larger one"
    if sum(seats for _, seats in pairs) != sum(quota for quota, _ in pairs):
        yield f"{label}: the seats are not those there were to share"


def inputs_of(step: Step) -> dict[str, Fraction]:
    """A unit's own figures by label; one may stand under several tranches."""
    return {p["label"]: number(p) for p in walk(step) if p["label"].startswith("本单位")}


def replay(printed: Printed) -> tuple[int, list[str]]:
    """Count the steps done again, and tell which came out otherwise."""
    trees = [unit["explained"] for unit in printed["units"]]
    count = sum(1 for tree in trees for step in walk(tree) if step.get("rule"))
    faults = [fault for tree in trees for fault in wrong_steps(tree)]
    for unit, tree in zip(printed["units"], trees, strict=True):
        if exact(tree) != unit["posts"]:
            faults.append(f"{unit['code']}: {unit['posts']} posts, but the steps end in another")
    return count, [*faults, *wrong_sums(printed)]


if __name__ == "__main__":
    done, found = replay(json.load(sys.stdin))
    sys.stdout.write(
        "\n".join([*found, f"{done} steps, {len(found)} otherwise than printed"]) + "\n"
    )
    sys.exit(1 if found else 0)
