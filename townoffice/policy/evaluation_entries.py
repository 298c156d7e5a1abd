"""What a policy may say of evaluations (``domain.md`` §6).

A name ending in ``_2`` or ``_3`` is a further reading of the one before it, kept to choose from.
"""

from collections.abc import Mapping

from townoffice.policy.shapes import Entry, Shape
from townoffice.records import Grade

EVALUATION = "evaluation"
_GRADES = tuple(grade.value for grade in Grade)


def _of(shape: Shape, words: tuple[str, ...], *names: str) -> dict[str, Entry]:
    return {f"{EVALUATION}.{name}": Entry(EVALUATION, shape, words) for name in names}


EVALUATION_ENTRIES: Mapping[str, Entry] = {
    **_of(Shape.LINES, _GRADES[:-1], "grade_lines"),
    **_of(Shape.SHARE, (), "excellent_quota"),
    **_of(Shape.COUNT, (), "excellent_least"),
    **_of(Shape.WORD, ("centre", "province"), "veto_issuer"),
    **_of(Shape.WORD, _GRADES[1:], "veto_grade"),
    **_of(Shape.NUMBER, (), "near", "bonus_max", "deduction_max"),
    **_of(Shape.NUMBER, (), "direct_full", "completion_cap", "efficacy_least"),
    **_of(Shape.NUMBER, (), "standard_mean", "standard_deviation"),
    **_of(Shape.SHARE, (), "rank_worst"),
    **_of(Shape.OPTIONS, (), "ballot_weights", "ballot_weights_2", "ballot_weights_3"),
    **_of(Shape.OPTIONS, (), "voter_groups", "voter_groups_2"),
    **_of(Shape.WORDS, (), "ballot_abstentions", "assessors", "street_barred"),
    **_of(Shape.WORD, ("forbidden", "allowed"), "direct_assessment"),
    **_of(Shape.SHARE, (), "process_share", "reverse_weight", "reverse_weight_2"),
    **_of(Shape.SHARE, (), "personal_share", "personal_share_2"),
    **_of(Shape.WORD, ("floor", "half_up", "ceil"), "personal_rounding"),
}
