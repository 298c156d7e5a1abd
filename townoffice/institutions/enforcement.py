"""How many enforcement officers a unit needs: by office (S2 四), by urban residents (S3).

Auxiliary staff (执法辅助人员) are kept apart: they never count among the officers.
"""

from townoffice.institutions.limits import Bound, bound, explain_bound
from townoffice.policy import UnitPolicies
from townoffice.records import Step

TEN_THOUSAND = 10_000


def officers_needed(policies: UnitPolicies, offices: int) -> Bound | None:
    """Give how many officers ``offices`` enforcement offices need together; at least one office."""
    found = bound(policies, "enforcement.officers_min")
    return None if found is None else Bound(found.figure * max(1, offices), found.value)


def city_officers_needed(urban_population: int, per_10k: int) -> int:
    """Give 不少于: the whole number not below urban residents ÷ 10,000 × ``per_10k``."""
    return -(-urban_population * per_10k // TEN_THOUSAND)


def explain_city_officers(urban_population: int, per_10k: Bound) -> Step:
    """Explain how many 城管执法人员 so many urban residents call for."""
    needed = city_officers_needed(urban_population, per_10k.figure)
    return Step(
        "城管执法人员不少于",
        needed,
        "名",
        f"{urban_population}人÷1万人×{per_10k.figure}名，进位取整",
        per_10k.value.cites,
        (
            Step("城镇人口", urban_population, "人", "登记数"),
            explain_bound(per_10k),
        ),
        inferred=per_10k.inferred,
    )
