"""The worked example of domain.md §1.6 in every column, and what classification refuses."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.county import BOTH, NAMES, ON, SCORES, eight, policies
from townoffice.feedback import BadChoice, Incomplete
from townoffice.policy import Policies, read_pack, shipped_packs
from townoffice.records import (
    Adoption,
    Classification,
    ClassRow,
    Indicators,
    KindGroup,
    SizeClass,
    Snapshot,
    shown,
)
from townoffice.townships import (
    ADDITIONAL_SCORE,
    ClassificationRule,
    classification_rule,
    classify,
    explain_class,
    explain_leadership,
)
from townoffice.townships.classify import classes_of

OWN_PACK = """
format = 1
id = "own"
title = "领导职数"
topic = "leadership"
overrides = "s0-leadership"
[sources.doc]
title = "批复"
doc_no = "示编发〔2024〕1号"
[[values]]
name = "leadership.class_1"
label = "一类领导职数"
unit = "名"
state = "stated"
value = 13
cite = [{ source = "doc" }]
"""


def run(snapshot: Snapshot, **settings: str) -> Classification:
    return classify(snapshot, classification_rule(policies(), ON, BOTH, settings))


def by_letter(result: Classification) -> dict[str, ClassRow]:
    rows = {row.name: row for row in result.rows}
    return {letter: rows[name] for letter, name in NAMES.items()}


def test_the_example_of_1_6() -> None:
    rows = by_letter(run(eight()))
    expected = {
        "A": ("20.2693", "162.15", 1, 1),
        "G": ("19.2211", "153.77", 1, 2),
        "B": ("14.8806", "119.04", 2, 3),
        "D": ("11.5708", "92.57", 2, 4),
        "C": ("10.6525", "85.22", 2, 5),
        "H": ("10.0026", "80.02", 2, 6),
        "F": ("7.0661", "56.53", 3, 7),
        "E": ("6.3371", "50.70", 3, 8),
    }
    for letter, (share, index, size, rank) in expected.items():
        row = rows[letter]
        assert (shown(row.share or 0, 4), shown(row.index or 0, 2)) == (share, index)
        assert (row.size_class, row.rank) == (SizeClass(size), rank)
    assert sum(row.share or 0 for row in rows.values()) == 100
    assert {letter for letter, row in rows.items() if row.near_cut} == {"B", "H"}
    assert shown(rows["B"].distance or 0, 2) == "-0.96"


def test_the_other_order_of_5_3_2_flips_two_units() -> None:
    rows = by_letter(run(eight(), weights="population=5,area_km2=3,fiscal_revenue=2"))
    indices = {letter: shown(row.index or 0, 2) for letter, row in rows.items()}
    assert indices == {
        "A": "150.20",
        "G": "130.33",
        "B": "121.79",
        "D": "94.90",
        "C": "95.95",
        "H": "70.90",
        "F": "75.05",
        "E": "60.88",
    }
    assert rows["B"].size_class is SizeClass.FIRST
    assert rows["H"].size_class is SizeClass.THIRD


def test_min_max_and_additional_indices() -> None:
    m3 = by_letter(run(eight(), index="min-max"))
    assert {letter: shown(row.index or 0, 2) for letter, row in m3.items()} == {
        "A": "80.65",
        "G": "71.16",
        "B": "58.21",
        "D": "43.01",
        "C": "38.53",
        "H": "32.57",
        "F": "20.00",
        "E": "17.65",
    }
    assert all(row.size_class is None for row in m3.values())
    county = eight()
    scored = replace(
        county,
        units=tuple(
            replace(u, own={ADDITIONAL_SCORE: SCORES[u.township.name]}) for u in county.units
        ),
    )
    m6 = by_letter(
        run(scored, index="additional", weights="population=6,fiscal_revenue=3,area_km2=1")
    )
    assert {letter: shown(row.index or 0, 2) for letter, row in m6.items()} == {
        "A": "166.63",
        "B": "117.04",
        "C": "78.49",
        "D": "94.06",
        "E": "45.96",
        "F": "42.33",
        "G": "163.64",
        "H": "91.84",
    }


def test_the_lost_figure_of_class_1_stays_open_until_the_county_answers() -> None:
    result = run(eight())
    rows = by_letter(result)
    assert rows["A"].leadership_posts is None
    assert (rows["B"].leadership_posts, rows["E"].leadership_posts) == (11, 9)
    step = explain_leadership(result, rows["A"].code)
    assert step is not None
    assert step.value is None
    assert "待核定" in step.how
    own = read_pack(OWN_PACK, "own.toml")
    packs = (*shipped_packs(), own)
    answered = Policies(packs, [Adoption(p.id, p.topic, g) for p in packs for g in KindGroup])
    rule = classification_rule(answered, ON, BOTH, {})
    assert by_letter(classify(eight(), rule))["A"].leadership_posts == 13


def test_a_unit_without_a_figure_is_named_and_not_classified() -> None:
    county = eight()
    first = county.units[0]
    assert first.indicators is not None
    gap = replace(first, indicators=replace(first.indicators, fiscal_revenue=None))
    result = run(replace(county, units=(gap, *county.units[1:])))
    last = result.rows[-1]
    assert (last.name, last.size_class, last.missing) == ("南湖街道", None, ("财政收入",))
    assert sum(row.share or 0 for row in result.rows) == 100
    step = explain_class(result, last.code)
    assert step is not None
    assert "缺少财政收入" in step.how


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(BadChoice, match="分类没有参数“cut”"):
        run(eight(), cut="3")
    with pytest.raises(BadChoice, match="一类线须高于二类线"):
        run(eight(), cut_1="70")
    county = eight()
    empty = replace(county, units=tuple(replace(u, indicators=None) for u in county.units))
    with pytest.raises(Incomplete, match="没有一个乡镇"):
        run(empty)


@given(
    st.lists(
        st.tuples(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 10**6)),
        min_size=1,
        max_size=9,
    )
)
def test_shares_add_up_and_the_mean_index_is_100(rows: list[tuple[int, int, int]]) -> None:
    county = eight()
    unit = county.units[0]
    units = tuple(
        replace(
            unit,
            township=replace(unit.township, code=f"99990{1100 + n}", name=f"{n}镇"),
            indicators=Indicators(n, 2024, p, p, None, Decimal(a), Decimal(f), Decimal(f)),
        )
        for n, (p, a, f) in enumerate(rows)
    )
    result = run(replace(county, units=units))
    assert sum(row.share or 0 for row in result.rows) == 100
    assert sum(row.index or 0 for row in result.rows) == 100 * len(rows)
    indices = [row.index or 0 for row in result.rows]
    assert indices == sorted(indices, reverse=True)


FIGURES = st.decimals(min_value="0.01", max_value=10**6, places=2)
WEIGHTS = st.integers(1, 50).map(lambda n: Fraction(n, 10))


@given(
    st.lists(st.tuples(st.integers(1, 10**6), FIGURES, FIGURES, FIGURES), min_size=1, max_size=9),
    st.tuples(WEIGHTS, WEIGHTS, WEIGHTS),
    st.sampled_from(("mean", "share", "min-max", "additional")),
)
def test_every_figure_equals_the_formula_in_fractions(
    rows: list[tuple[int, Decimal, Decimal, Decimal]], weights: tuple[Fraction, ...], index: str
) -> None:
    county, unit = eight(), eight().units[0]
    units = tuple(
        replace(
            unit,
            township=replace(unit.township, code=f"99990{1100 + n}", name=f"{n}镇"),
            indicators=Indicators(n, 2024, p, p, None, area, tax, tax),
            own={ADDITIONAL_SCORE: score},
        )
        for n, (p, area, tax, score) in enumerate(rows)
    )
    rule = classification_rule(policies(), ON, BOTH, {"index": index})
    rule = replace(
        rule,
        weights=tuple((name, w) for (name, _), w in zip(rule.weights, weights, strict=True)),
    )
    snapshot = replace(county, units=units)
    result = classify(snapshot, rule)
    expected = _by_formula(snapshot, rule)
    assert {row.code: (row.share, row.index) for row in result.rows} == expected
    indices = [index for _, index in expected.values()]
    for row in result.rows:
        assert row.index is not None
        assert row.rank == 1 + sum(other > row.index for other in indices)
        distances = [row.index - cut for cut in rule.cuts]
        if row.distance is not None:
            assert row.distance == min(distances, key=abs)
            assert row.near_cut == (abs(row.distance) < rule.near)
        for part in row.parts:
            column = [getattr(unit.indicators, part.field) for unit in units]
            assert part.share == part.value / sum(map(Fraction, column))
    assert classes_of(snapshot, rule) == {r.code: (r.index, r.size_class) for r in result.rows}


def _by_formula(
    snapshot: Snapshot, rule: ClassificationRule
) -> dict[str, tuple[Fraction, Fraction]]:
    """Calculate share and index as domain.md §1.2 writes them, term by term."""
    whole = sum((w for _, w in rule.weights), Fraction(0))
    count = len(snapshot.units)
    shares, ranges = [Fraction(0)] * count, [Fraction(0)] * count
    for name, weight in rule.weights:
        column = [Fraction(getattr(unit.indicators, name)) for unit in snapshot.units]
        total, spread = sum(column), max(column) - min(column)
        for n, x in enumerate(column):
            shares[n] += 100 * weight / whole * x / total
            ranges[n] += 100 * weight / whole * (x - min(column)) / spread if spread else 0
    scores = [Fraction(unit.own[ADDITIONAL_SCORE]) for unit in snapshot.units]
    extra = rule.additional_share
    indices = {
        "mean": [count * share for share in shares],
        "share": shares,
        "min-max": ranges,
        "additional": [
            (1 - extra) * count * share + extra * 100 * count * score / sum(scores)
            for share, score in zip(shares, scores, strict=True)
        ],
    }[rule.index]
    codes = [unit.township.code for unit in snapshot.units]
    return {code: (share, index) for code, share, index in zip(codes, shares, indices, strict=True)}


def test_policy_days_do_not_matter_to_a_sample_adoption() -> None:
    for year in (1949, 2024, 2100):
        classification_rule(policies(), date(year, 1, 1), BOTH, {})
